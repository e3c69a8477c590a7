"""How a listing becomes a series of our catalogue, or several: one for each season."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any, Final

from msgspec.structs import replace

from bot.domain.catalogue import COUNTRIES, STATUSES, parse_series, to_record
from bot.domain.outside.listing import Listing, Part
from bot.domain.series import Kind, Lineage, LineageKind, Series
from bot.domain.vocabulary import Vocabulary, fold_phrase
from bot.errors import CatalogueError

OWN_SOURCE: Final = "Linger"  # among the sources of a series of ours that the outside has added to
_MOST_PEOPLE: Final = 30
_MOST_PARTS: Final = 40


def as_parts(listing: Listing, vocabulary: Vocabulary) -> list[tuple[int | None, Series]]:
    """The series of a listing with the season that each is (None: the whole), the first season first.

    [] where title, country or year is missing or can't be.

    Only the first carries the ids of the whole show: what is merged by ids meets that one.
    """
    parts = listing.parts[:_MOST_PARTS] if len(listing.parts) > 1 else ()
    if not parts:
        whole = _read(_record(listing, vocabulary))
        return [(None, whole)] if whole is not None else []
    found = [(part.number, _read(_record(_season(listing, part), vocabulary))) for part in parts]
    return [(number, series) for number, series in found if series is not None]


def seasons_of(series: list[Series]) -> list[Lineage]:
    """That each of them is the next season of the one before."""
    return [Lineage(earlier.id, later.id, LineageKind.SEASON) for earlier, later in pairwise(series)]


def _season(listing: Listing, part: Part) -> Listing:
    first = part.number == listing.parts[0].number
    last = part.number == listing.parts[-1].number
    said: dict[str, Any] = {
        "episodes": part.episodes,
        "year": part.year or (listing.year if first else None),
        "first_aired": part.first_aired,
        "status": listing.status if last else "finished",
    }
    if first:
        return replace(listing, **said)
    names = tuple(f"{name} Season {part.number}" for name in listing.aliases[:10])
    return replace(
        listing,
        title=f"{listing.title} Season {part.number}",
        aliases=names,
        native_title=None,
        ids={},
        airings=(),
        **said,
    )


def _read(record: dict[str, Any]) -> Series | None:
    try:
        return parse_series(json.dumps(record), file="outside", line=1)
    except (CatalogueError, ValueError):
        return None


def _record(listing: Listing, vocabulary: Vocabulary) -> dict[str, Any]:
    genres, kind = _terms(listing, vocabulary)
    sources = [*listing.sources]
    record: dict[str, Any] = {
        "title": listing.title,
        "native_title": listing.native_title if listing.native_title != listing.title else None,
        "aliases": [name for name in listing.aliases if name not in (listing.title, listing.native_title)],
        "country": listing.country if listing.country in COUNTRIES else None,
        "year": listing.year,
        "kind": kind.value,
        "episodes": _within(listing.episodes, 10_000),
        "minutes": _within(listing.minutes, 600),
        "status": listing.status if listing.status in STATUSES else None,
        "first_aired": listing.first_aired if _near(listing) else None,
        "networks": [*listing.networks],
        "directors": [*listing.directors[:_MOST_PEOPLE]],
        "writers": [*listing.writers[:_MOST_PEOPLE]],
        "cast": [*listing.cast[:_MOST_PEOPLE]],
        "genres": genres,
        "overview": {"text": listing.overview, "source": listing.overview_source or sources[0]}
        if listing.overview
        else None,
        "poster": {"url": listing.poster, "source": listing.poster_source or sources[0], "adult": listing.is_adult}
        if listing.poster
        else None,
        "website": listing.website,
        "sources": sources,
        "popularity": max(0, min(listing.popularity, 60)),  # they tell what the world watches, not these servers
        "ids": dict(listing.ids),
    }
    return {name: value for name, value in record.items() if value not in (None, [], {})}


def _within(number: int | None, most: int) -> int | None:
    return number if number is not None and 1 <= number <= most else None


def _near(listing: Listing) -> bool:
    if listing.first_aired is None or listing.year is None:
        return False
    return abs(int(listing.first_aired[:4]) - listing.year) <= 1


def _terms(listing: Listing, vocabulary: Vocabulary) -> tuple[list[str], Kind]:
    """The genres that our vocabulary knows, and the kind that one of them may say."""
    genres: list[str] = []
    kind = listing.kind
    for word in listing.genres:
        facet, term = vocabulary.phrases.get(fold_phrase(word), (None, None))
        if term is None:
            continue
        if facet == "genres" and term.id not in genres:
            genres.append(term.id)
        elif facet == "kinds" and kind is Kind.GENERAL and term.id in (Kind.BL, Kind.GL, Kind.QUEER):
            kind = Kind(term.id)
    return genres, kind


_LACKING: Final = (
    "native_title", "episodes", "minutes", "first_aired", "networks", "overview", "poster", "website",
)  # fmt: skip
_CHANGING: Final = ("episodes", "status", "networks", "overview", "poster", "website")  # as a series goes on


def supplement(series: Series, outside: Series, *, is_ours: bool) -> dict[str, Any]:
    """What the outside adds to a series that is here, as fields of a record.

    Where the facts are `is_ours`, it only fills what is empty: never a word against our own; genres, tropes and kind
    are ours to say. Where the series came from outside, what changes as a series goes on follows the outside.
    """
    here, there = to_record(series), to_record(outside)
    added: dict[str, Any] = {name: there[name] for name in _LACKING if name in there and name not in here}
    if not is_ours:
        added |= {name: there[name] for name in _CHANGING if name in there and there[name] != here.get(name)}
    if abs(int(str(added.get("first_aired", series.year))[:4]) - series.year) > 1:
        del added["first_aired"]
    ids = {**outside.ids, **series.ids}
    if ids != series.ids:
        added["ids"] = ids
    if added:
        own = series.sources or (OWN_SOURCE,)
        added["sources"] = [*dict.fromkeys((*own, *outside.sources))]
    return added
