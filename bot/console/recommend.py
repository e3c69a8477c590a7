"""`linger recommend`: what to watch next, from the catalogue alone; for operators and scripts."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.domain.catalogue import load_bundled, read_series_file
from bot.domain.lineage import LineageGraph
from bot.domain.phrases import Phrase, Sayings, WordIndex, describe, matches, read_phrase, which_filters_to_drop
from bot.domain.recommender import Explanation, Recommender, diversify, facets_of
from bot.domain.search import SearchIndex
from bot.domain.series import Series
from bot.domain.vocabulary import Vocabulary
from bot.errors import UserError
from bot.i18n import _, _n, current_locale
from bot.resources import catalogue_folder

MOST = 100
_POOL = 8  # variety is chosen from so many times the number asked for
_COMMONPLACE = ("decade", "country", "kind")  # told only where nothing better is shared


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What there is to recommend, and the words it is described with."""

    series: Mapping[str, Series]
    lineage: LineageGraph
    vocabulary: Vocabulary


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Titles, a mood, and how to answer."""
    parser.add_argument(
        "--like", nargs="+", action="extend", default=[], metavar="TITLE", help="series to go by, as people type them"
    )
    parser.add_argument("--mood", default="", metavar="TEXT", help='such as "slow burn korean, no cheating"')
    parser.add_argument("--limit", type=int, default=5, metavar="N", help=f"how many, 1 to {MOST} (default: 5)")
    parser.add_argument("--json", action="store_true", help="one JSON object a line; remarks go to standard error")
    parser.add_argument("--catalogue", type=Path, metavar="FILE", help="a series file in place of the bundled one")


def run(options: argparse.Namespace) -> int:
    """Answer once. Raises UserError or CatalogueError for what cannot be answered (exit status 2)."""
    if not 1 <= options.limit <= MOST:
        raise UserError(_("--limit {limit}: choose a number from 1 to {most}.", limit=options.limit, most=MOST))
    shelf = _load(options.catalogue)
    console = Console(stderr=options.json)
    likes = _find_all(options.like, shelf, console)
    phrase = _understand(options.mood, shelf, console)
    allowed = {one.id for one in shelf.series.values() if matches(one, phrase)} - likes.keys()
    if not allowed:
        raise UserError(_nothing_left(shelf, phrase))
    answers = _answer(shelf, likes, allowed, options.limit)
    if options.json:
        for explanation in answers:
            print(json.dumps(_record(explanation, shelf), ensure_ascii=False))
    else:
        console.print(_table(answers, shelf))
    return 0


def _load(file: Path | None) -> _Shelf:
    bundled = load_bundled(catalogue_folder())
    series: Iterable[Series] = bundled.series
    if file is not None:
        series = read_series_file(file, vocabulary=bundled.vocabulary)
    shelf = {one.id: one for one in series}
    edges = [edge for edge in bundled.lineage if edge.source_id in shelf and edge.target_id in shelf]
    return _Shelf(shelf, LineageGraph(edges), bundled.vocabulary)


def _find_all(titles: Sequence[str], shelf: _Shelf, console: Console) -> dict[str, float]:
    """Ids of the series that are meant, each with its weight."""
    if not titles:
        return {}
    index = SearchIndex(shelf.series.values())
    likes: dict[str, float] = {}
    for title in titles:
        found = index.search(title, limit=1)
        if not found:
            raise UserError(
                _("No series is called “{title}”. Try another name, or `linger search` to look around.", title=title)
            )
        meant = shelf.series[found[0].series_id]
        likes[meant.id] = 1.0
        if title.casefold() not in (name.casefold() for name in meant.names()):
            console.print(escape(_("“{title}” is taken for {name}.", title=title, name=_named(meant))), style="dim")
    return likes


def _understand(mood: str, shelf: _Shelf, console: Console) -> Phrase:
    words = WordIndex(shelf.series.values(), shelf.vocabulary)
    year = datetime.now(UTC).year
    phrase = read_phrase(mood, Sayings(shelf.vocabulary), this_year=year, words=words)
    for line in describe(phrase, shelf.vocabulary):
        console.print(escape(line), style="dim")
    return phrase


def _nothing_left(shelf: _Shelf, phrase: Phrase) -> str:
    dropped = which_filters_to_drop(shelf.series.values(), phrase)
    if dropped is None:
        return _("Nothing in the catalogue fits all of this. Ask for less.")
    constraints, count = dropped
    return _n(
        "Nothing fits all of this. Leave out “{words}” and {count} series fits.",
        "Nothing fits all of this. Leave out “{words}” and {count} series fit.",
        count,
        words="”, “".join(constraint.said for constraint in constraints),
    )


def _answer(shelf: _Shelf, likes: Mapping[str, float], allowed: set[str], limit: int) -> list[Explanation]:
    recommender = Recommender()
    facets = {one.id: facets_of(one, shelf.lineage) for one in shelf.series.values()}
    for one in shelf.series.values():
        recommender.add_series(one.id, facets[one.id], prior=one.popularity)
    ranked = recommender.recommend(None, limit * _POOL, allow=allowed, extra_likes=likes)
    picks = diversify(ranked, facets, limit)
    return [recommender.explain(None, name, extra_likes=likes) for name, _score in picks]


def _named(series: Series) -> str:
    return f"{series.title} ({series.country} {series.year})"


def _because(explanation: Explanation, shelf: _Shelf) -> list[tuple[Series, list[str]]]:
    """For each like that spoke for it: what the two have in common, the rarest first."""
    reasons = []
    for share in explanation.shares:
        if share.amount > 0 and share.shared:
            telling = [facet for facet in share.shared if facet[0] not in _COMMONPLACE] or share.shared
            values = [_value(role, value, shelf) for role, value in telling]
            reasons.append((shelf.series[share.series_id], list(dict.fromkeys(values))))
    return reasons


def _value(role: str, value: str, shelf: _Shelf) -> str:
    if role in ("genre", "trope", "kind", "source-kind"):
        return shelf.vocabulary.label(value)
    if role in ("lineage", "franchise"):
        return _("lineage")
    if role == "country":
        return str(current_locale().territories.get(value, value))
    return value


def _table(answers: Sequence[Explanation], shelf: _Shelf) -> Table:
    columns = (_("Title"), _("Year"), _("Country"), _("Episodes"), _("Why"))
    table = Table(*columns)
    for explanation in answers:
        one = shelf.series[explanation.series_id]
        why = "; ".join(f"{like.title}: {', '.join(values[:4])}" for like, values in _because(explanation, shelf))
        if not why:
            why = _("well known") if not explanation.shares else _("fits best of what is left")
        cells = (one.title, str(one.year), one.country, str(one.episodes or "?"), why)
        table.add_row(*(escape(cell) for cell in cells))
    return table


def _record(explanation: Explanation, shelf: _Shelf) -> dict[str, object]:
    one = shelf.series[explanation.series_id]
    return {
        "id": one.id,
        "title": one.title,
        "year": one.year,
        "country": one.country,
        "episodes": one.episodes,
        "score": explanation.score,
        "house": explanation.house,
        "because": [
            {"id": share.series_id, "share": share.amount, "shared": [list(facet) for facet in share.shared]}
            for share in explanation.shares
        ],
    }
