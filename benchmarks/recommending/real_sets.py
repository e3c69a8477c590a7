"""Turn public sets of ratings, as they lie in checked-out repositories, into files that `recommend --ratings` reads.

    python -m benchmarks.recommending.real_sets SET CHECKOUT FOLDER

writes `SET.csv` (user,item,rating) and `SET-series.csv` (item,role,value) into FOLDER. Nothing of them belongs in this
repository: their licences allow study, not redistribution.

| SET | repository on GitHub | what it is |
|---|---|---|
| anime | caserec/Datasets-for-Recommender-Systems | 4,714 of the members in Kaggle's anime set |
| movielens-small | AjiLeight/movielens-recommendation-tries | MovieLens latest-small |
| movielens-1m-half | dev-sumanta/dsmlai | MovieLens 1M, the first 2,999 of its 6,040 members; no facets |
| k-drama | Tamaski/kdrama_recommend | ratings from reviews on MyDramaList |
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

Ratings = Iterable[Sequence[str]]
Facets = Iterable[Sequence[str]]


def anime(checkout: Path) -> tuple[Ratings, Facets]:
    """Scores from 1 to 10; genres and the kind of show."""
    with zipfile.ZipFile(checkout / "Processed Datasets" / "Anime" / "anime.zip") as archive:
        ratings = archive.read("anime/anime_ratings.dat").decode().splitlines()[1:]
        shows = archive.read("anime/anime_info.dat").decode().splitlines()[1:]
    return (line.split("\t")[:3] for line in ratings), _anime_facets(shows)


def _anime_facets(lines: Iterable[str]) -> Iterator[Sequence[str]]:
    for line in lines:
        item, _name, genres, kind, *_rest = line.split("\t")
        yield from ((item, "genre", genre) for genre in genres.split(", ") if genre)
        yield (item, "kind", kind)


def movielens_small(checkout: Path) -> tuple[Ratings, Facets]:
    """Stars from half a one to five; genres and the decade."""
    folder = checkout / "ml-latest-small"
    return (record[:3] for record in _table(folder / "ratings.csv")[1:]), _movie_facets(_table(folder / "movies.csv"))


def _movie_facets(movies: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    for item, title, genres in movies[1:]:
        yield from ((item, "genre", genre) for genre in genres.split("|"))
        yield (item, "decade", title.strip()[-5:-2])


def movielens_1m_half(checkout: Path) -> tuple[Ratings, Facets]:
    """Whole stars from one to five."""
    with gzip.open(checkout / "ratings.dat.gz", "rt") as source:
        return [line.split("::")[:3] for line in source], ()


def k_drama(checkout: Path) -> tuple[Ratings, Facets]:
    """Half points from 1 to 10: two tables that go together line by line; genres, decade, network, director, writer."""
    members = list(_dicts(checkout / "user_train.csv"))
    dramas = list(_dicts(checkout / "item_train.csv"))
    ratings = [
        (member["user_id"], drama["kdrama_id"], member["overall_score"])
        for member, drama in zip(members, dramas, strict=True)
    ]
    about = {one["drama_name"]: one for one in _dicts(checkout / "data_preprocessing" / "korean_drama_final.csv")}
    named = {drama["kdrama_id"]: drama["drama_name"] for drama in dramas}
    return ratings, _drama_facets({item: about[name] for item, name in named.items() if name in about})


def _drama_facets(about: dict[str, dict[str, str]]) -> Iterator[Sequence[str]]:
    for item, one in about.items():
        values = {"genre": one["Genre"], "network": one["org_net"], "decade": one["year"][:3], "kind": one["type"]}
        values |= {"director": one["director"].strip("[]"), "writer": one["screenwriter"].strip("[]")}
        for role, told in values.items():
            yield from ((item, role, value.strip(" '")) for value in told.split(",") if value.strip(" '"))


SETS: dict[str, Callable[[Path], tuple[Ratings, Facets]]] = {
    "anime": anime,
    "movielens-small": movielens_small,
    "movielens-1m-half": movielens_1m_half,
    "k-drama": k_drama,
}


def convert(arguments: Sequence[str] | None = None) -> None:
    """Write one set's two files."""
    parser = argparse.ArgumentParser(description="Turn a public set of ratings into what the benchmark reads.")
    parser.add_argument("set", choices=sorted(SETS))
    parser.add_argument("checkout", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args(arguments)
    ratings, facets = SETS[options.set](options.checkout)
    options.folder.mkdir(parents=True, exist_ok=True)
    for name, rows in ((options.set, ratings), (f"{options.set}-series", facets)):
        with (options.folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as target:
            csv.writer(target).writerows(rows)


def _table(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))


def _dicts(path: Path) -> Iterator[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as source:
        yield from csv.DictReader(source)


if __name__ == "__main__":
    convert()
