"""Which series of the catalogue an entry of a list means, and how sure that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from msgspec import Struct

from bot.domain.lists.entries import Entry, Medium
from bot.domain.search import is_another_part
from bot.domain.search.names import comparable
from bot.domain.series import Kind, Series

MOST_CANDIDATES: Final = 5
_ALIKE: Final = 92  # of 100: a slip or another spelling of the very name
_NEAR: Final = 74  # less alike than this is another title
_KNOWN_BY: Final = ("anilist", "mal")  # services that number anime: where such an id is there, the series is one


class Sureness(StrEnum):
    """Whether a member has to be asked."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    UNKNOWN = "unknown"


class Matched(Struct, frozen=True):
    """What an entry may mean: one series where it is sure, otherwise candidates, the likeliest first."""

    sureness: Sureness
    series_ids: tuple[str, ...] = ()


UNKNOWN: Final = Matched(Sureness.UNKNOWN)


class Matcher:
    """Matches entries with the series that one server knows. Made for one import, in its thread; not shared."""

    def __init__(self, series: Iterable[Series]) -> None:
        from bot.domain.search import SearchIndex

        self._series = {one.id: one for one in series}
        self._index = SearchIndex(self._series.values())
        self._by_name: dict[str, list[Series]] = defaultdict(list)
        self._by_id: dict[tuple[str, str], Series] = {}
        for one in self._series.values():
            for name in {comparable(name) for name in one.names()}:
                self._by_name[name].append(one)
            for service, number in one.ids.items():
                self._by_id.setdefault((service, number), one)
        self._found: dict[tuple[str, int | None, Medium], Matched] = {}

    def match(self, entry: Entry) -> Matched:
        """What the entry means: by an id that both have, by its very name, by a name that is nearly the same."""
        by_id = self._of_ids(entry)
        if by_id is not None:
            return Matched(Sureness.SURE, (by_id.id,))
        best = UNKNOWN
        for title in (entry.called, *(entry.other_titles if entry.season in (None, 0, 1) else ())):
            found = self._named(title, entry)
            if found.sureness is Sureness.SURE:
                return found
            best = found if best.sureness is Sureness.UNKNOWN else best
        return best

    def _of_ids(self, entry: Entry) -> Series | None:
        own = self._series.get(entry.ids.get("linger", ""))
        if own is not None:
            return own
        found = [one for pair in entry.ids.items() if (one := self._by_id.get(pair)) is not None]
        # Ids of whole shows say nothing about a later season.
        fitting = [one for one in found if entry.season in (None, 0, 1) and not is_another_part(entry.called, one)]
        return fitting[0] if fitting and _is_of_one_kind(entry, fitting[0]) else None

    def _named(self, title: str, entry: Entry) -> Matched:
        key = (title, entry.year, entry.medium)
        if key not in self._found:
            self._found[key] = self._look(title, entry)
        return self._found[key]

    def _look(self, title: str, entry: Entry) -> Matched:
        from rapidfuzz.fuzz import ratio

        name = comparable(title)
        if not name:
            return UNKNOWN
        exact = [one for one in self._by_name.get(name, ()) if not _is_far_in_time(entry, one)]
        if exact:
            return self._of_exact(exact, entry)
        near: list[tuple[float, Series]] = []
        for match in self._index.search(title, limit=10):
            one = self._series[match.series_id]
            if match.matched_as in ("person", "couple") or is_another_part(title, one) or _is_far_in_time(entry, one):
                continue
            alike = max(ratio(name, comparable(other)) for other in one.names())
            if alike >= _NEAR:
                near.append((alike, one))
        near.sort(key=lambda pair: -pair[0])
        if not near:
            return UNKNOWN
        best, rest = near[0], near[1:]
        is_alone = not rest or best[0] - rest[0][0] > 100 - _ALIKE
        year = _year_of(entry)
        is_dated = year is not None and abs(best[1].year - year) <= 1
        if best[0] >= _ALIKE and is_alone and (is_dated or len(name) > 12) and _is_of_one_kind(entry, best[1]):
            return Matched(Sureness.SURE, (best[1].id,))
        return _doubtful([one for _alike, one in near])

    def _of_exact(self, exact: list[Series], entry: Entry) -> Matched:
        fitting = [one for one in exact if _is_of_one_kind(entry, one)]
        year = _year_of(entry)
        dated = [one for one in fitting if year is not None and abs(one.year - year) <= 1]
        for chosen in (dated, fitting if year is None else []):
            if len(chosen) == 1:
                return Matched(Sureness.SURE, (chosen[0].id,))
        return _doubtful(dated or fitting or exact)


def _doubtful(series: list[Series]) -> Matched:
    return Matched(Sureness.DOUBTFUL, tuple(one.id for one in series[:MOST_CANDIDATES]))


def _year_of(entry: Entry) -> int | None:
    """The year that the entry's season began, as far as that is known: lists give the year of the whole show."""
    return entry.year if entry.season in (None, 0, 1) else None


def _is_far_in_time(entry: Entry, series: Series) -> bool:
    """Whether both years are known and tell two works of one name apart."""
    year = _year_of(entry)
    return year is not None and abs(series.year - year) > 2


def _is_of_one_kind(entry: Entry, series: Series) -> bool:
    """Whether the list can mean such a work: a film is no series of its name, and an anime no live action."""
    is_film = series.kind is Kind.FILM or series.episodes == 1
    if entry.medium is Medium.FILM:
        return is_film
    if entry.medium is Medium.ANIME:
        return any(service in series.ids for service in _KNOWN_BY)
    return entry.medium is Medium.ANY or not is_film
