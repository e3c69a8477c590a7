"""Series as records of a JSON Lines file: one line, one series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from bot.domain.catalogue.countries import COUNTRIES
from bot.domain.catalogue.records import (
    FileLine,
    Record,
    choice_of,
    date_of,
    decode,
    numbered_lines,
    optional_text_of,
    require_term,
    required,
    terms_of,
    text_of,
    texts_of,
    whole_number_of,
)
from bot.domain.series import Ending, Kind, Overview, Poster, Series, SourceWork, series_id
from bot.domain.vocabulary import Vocabulary
from bot.i18n import _, joined
from bot.patterns import later_re

STATUSES: Final = ("announced", "airing", "finished")
# The order in which a record is written: who it is, what it is, who made it, how it feels, where else it is.
FIELDS: Final = (
    "id", "title", "native_title", "aliases", "country", "year", "kind", "episodes", "minutes", "status",
    "first_aired", "networks", "directors", "writers", "cast", "couples", "genres", "tropes", "content_notes",
    "ending", "based_on", "premise", "overview", "poster", "website", "sources", "popularity", "ids",
)  # fmt: skip

LONGEST_PREMISE: Final = 200  # characters

_ALLOWED: Final = frozenset(FIELDS)
_KINDS: Final = {kind.value: kind for kind in Kind}
_ENDINGS: Final = {ending.value: ending for ending in Ending}
_NUMBERED: Final = later_re(r"-[2-9]\Z")


def parse_series(text: str, *, file: str, line: int, vocabulary: Vocabulary | None = None) -> Series:
    """The series on one line of a catalogue file.

    With a vocabulary, genres, tropes, content notes and the kind of the source work must be its terms;
    without one they are free, as other people's files have words of their own. Raises CatalogueError.
    """
    place = FileLine(file, line)
    record = decode(text, place, fields=_ALLOWED)
    title = text_of(record, "title", place)
    country = _country_of(record, place)
    year = required(whole_number_of(record, "year", place, low=1930, high=2100), "year", place)
    return Series(
        id=_id_of(record, place, title=title, country=country, year=year),
        title=title,
        country=country,
        year=year,
        kind=required(choice_of(record, "kind", place, choices=_KINDS), "kind", place),
        native_title=optional_text_of(record, "native_title", place),
        aliases=texts_of(record, "aliases", place),
        episodes=whole_number_of(record, "episodes", place, low=1, high=10_000),
        minutes=whole_number_of(record, "minutes", place, low=1, high=600),
        status=_status_of(record, place),
        first_aired=_first_aired_of(record, place, year=year),
        networks=texts_of(record, "networks", place),
        directors=texts_of(record, "directors", place),
        writers=texts_of(record, "writers", place),
        cast=texts_of(record, "cast", place),
        couples=texts_of(record, "couples", place),
        genres=terms_of(record, "genres", place, known=vocabulary.genres if vocabulary else None),
        tropes=terms_of(record, "tropes", place, known=vocabulary.tropes if vocabulary else None),
        content_notes=terms_of(record, "content_notes", place, known=vocabulary.content_notes if vocabulary else None),
        ending=choice_of(record, "ending", place, choices=_ENDINGS),
        based_on=_based_on_of(record, place, known=vocabulary.source_kinds if vocabulary else None),
        premise=optional_text_of(record, "premise", place, most=LONGEST_PREMISE),
        overview=_overview_of(record, place),
        poster=_poster_of(record, place),
        website=_address_of(record, "website", place) if "website" in record else None,
        sources=texts_of(record, "sources", place),
        popularity=whole_number_of(record, "popularity", place, low=0, high=100) or 0,
        ids=_ids_of(record, place),
    )


def read_series(lines: Iterable[str], *, file: str, vocabulary: Vocabulary | None = None) -> Iterator[Series]:
    """Every series of a file, as it is read; blank lines are skipped.

    Raises CatalogueError at the first bad line, and at a line whose id an earlier line has.
    """
    first_seen: dict[str, int] = {}
    for place, line in numbered_lines(lines, file=file):
        series = parse_series(line, file=file, line=place.line, vocabulary=vocabulary)
        earlier = first_seen.setdefault(series.id, place.line)
        if earlier != place.line:
            raise place.complaint(
                _(
                    "`id` “{id}” is on line {earlier} too; if these are two series, call this one “{id}-2”",
                    id=series.id,
                    earlier=earlier,
                )
            )
        yield series


def to_record(series: Series) -> Record:
    """The record of a series, in the order of `FIELDS`, empty fields left out.

    `parse_series` reads it back.
    """
    whole: dict[str, object] = {name: getattr(series, name) for name in FIELDS}
    whole["kind"] = series.kind.value
    whole["ending"] = series.ending and series.ending.value
    if series.based_on:
        work = series.based_on
        whole["based_on"] = {"kind": work.kind, "title": work.title} | ({"author": work.author} if work.author else {})
    if series.poster:
        poster = series.poster
        whole["poster"] = {"url": poster.url, "source": poster.source} | ({"adult": True} if poster.adult else {})
    if series.overview:
        whole["overview"] = {"text": series.overview.text, "source": series.overview.source}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in whole.items() if value}


def _country_of(record: Mapping[str, object], place: FileLine) -> str:
    value = text_of(record, "country", place)
    if value not in COUNTRIES:
        raise place.refusal("country", _("an ISO 3166-1 code in capitals such as KR"), value)
    return value


def _id_of(record: Mapping[str, object], place: FileLine, *, title: str, country: str, year: int) -> str:
    made = series_id(title, country, year)
    given = optional_text_of(record, "id", place)
    # Two titles may come out the same in Latin letters; the later one is numbered.
    if given is None or given == made or (given[:-2] == made and _NUMBERED.search(given)):
        return given or made
    raise place.refusal("id", _("“{id}”, made from title, country and year", id=made), given)


def _status_of(record: Mapping[str, object], place: FileLine) -> str | None:
    value = optional_text_of(record, "status", place)
    if value is not None and value not in STATUSES:
        raise place.refusal("status", _("one of {choices}", choices=joined(STATUSES)), value)
    return value


def _first_aired_of(record: Mapping[str, object], place: FileLine, *, year: int) -> str | None:
    value = date_of(record, "first_aired", place)
    # A series shown on the last days of December is filed under either year.
    if value is not None and abs(int(value[:4]) - year) > 1:
        raise place.refusal("first_aired", _("in or next to the year {year}", year=year), value)
    return value


def _inner(
    record: Mapping[str, object], field: str, place: FileLine, *, fields: frozenset[str]
) -> dict[str, object] | None:
    if field not in record:
        return None
    value = record[field]
    if not isinstance(value, dict) or not value.keys() <= fields:
        raise place.refusal(field, _("an object with {fields}", fields=joined(sorted(fields))), value)
    return {f"{field}.{name}": inner for name, inner in value.items()}


def _based_on_of(
    record: Mapping[str, object], place: FileLine, *, known: Mapping[str, object] | None
) -> SourceWork | None:
    inner = _inner(record, "based_on", place, fields=frozenset({"kind", "title", "author"}))
    if inner is None:
        return None
    kind = text_of(inner, "based_on.kind", place)
    if known is not None:
        require_term(kind, "based_on.kind", place, known=known)
    return SourceWork(kind, text_of(inner, "based_on.title", place), optional_text_of(inner, "based_on.author", place))


def _poster_of(record: Mapping[str, object], place: FileLine) -> Poster | None:
    inner = _inner(record, "poster", place, fields=frozenset({"url", "source", "adult"}))
    if inner is None:
        return None
    url = _address_of(inner, "poster.url", place)
    adult = inner.get("poster.adult", False)
    if not isinstance(adult, bool):
        raise place.refusal("poster.adult", _("true or false"), adult)
    return Poster(url, text_of(inner, "poster.source", place), adult)


def _overview_of(record: Mapping[str, object], place: FileLine) -> Overview | None:
    inner = _inner(record, "overview", place, fields=frozenset({"text", "source"}))
    if inner is None:
        return None
    return Overview(text_of(inner, "overview.text", place), text_of(inner, "overview.source", place))


def _address_of(record: Mapping[str, object], field: str, place: FileLine) -> str:
    url = text_of(record, field, place)
    if not url.startswith("https://") or any(character.isspace() for character in url):
        raise place.refusal(field, _("an address that starts with https://"), url)
    return url


def _ids_of(record: Mapping[str, object], place: FileLine) -> dict[str, str]:
    value = record.get("ids", {})
    if not isinstance(value, dict):
        raise place.refusal("ids", _("an object from service to id"), value)
    for service, identifier in value.items():
        if not service or service != service.strip():
            raise place.refusal("ids", _("an object whose keys are names of services"), service)
        text_of({f"ids.{service}": identifier}, f"ids.{service}", place)
    return value
