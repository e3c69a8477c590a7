"""What a member's places and ratings tell of them: favourites, hours, countries, people they meet again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from msgspec import Struct

from bot.domain.progress import Progress, Status, has_finished
from bot.domain.series import Series

FAVOURITES: Final = 5
COUNTRIES: Final = 8
PEOPLE: Final = 5
_LOVED = 16  # half points: 8 of 10
_AGAIN = 2  # series in which somebody has to appear


class Profile(Struct, frozen=True):
    """A member as their series tell. `minutes` counts every round that was watched, where lengths are known."""

    started: int = 0
    finished: int = 0
    minutes: int = 0
    countries: tuple[tuple[str, int], ...] = ()  # (code, series), the most first
    people: tuple[tuple[str, int], ...] = ()  # (name, series)
    favourites: tuple[tuple[Series, int], ...] = ()  # with their ratings in half points

    @property
    def hours(self) -> int:
        """Whole hours."""
        return round(self.minutes / 60)


def profile_of(
    places: Iterable[Progress],
    ratings: Mapping[str, int],
    look: Callable[[str], Series | None],
    *,
    names_cast: Callable[[Series], bool] = lambda _series: True,
) -> Profile:
    """The profile of somebody with these places and ratings; series that `look` does not know are left out.

    What is only planned tells nothing yet. A series that was rated without a place counts as watched, once. People
    are counted in the series whose cast may be named.
    """
    begun = {place.series_id: place for place in places if _is_begun(place)}
    known = {series_id: series for series_id in {**begun, **ratings} if (series := look(series_id)) is not None}
    countries = Counter(series.country for series in known.values())
    people: Counter[str] = Counter()
    for series in filter(names_cast, known.values()):
        people.update({*series.cast, *series.directors, *series.writers})
    finished = [one for one in known if _has_seen(begun.get(one), known[one])]
    loved = [(known[one], rating) for one, rating in ratings.items() if one in known and rating >= _LOVED]
    return Profile(
        started=len(known),
        finished=len(finished),
        minutes=sum(watched_minutes(begun.get(one), series) for one, series in known.items()),
        countries=tuple(_most(countries, COUNTRIES)),
        people=tuple((name, count) for name, count in _most(people, PEOPLE) if count >= _AGAIN),
        favourites=tuple(sorted(loved, key=lambda pair: (-pair[1], -pair[0].popularity, pair[0].id))[:FAVOURITES]),
    )


def watched_minutes(place: Progress | None, series: Series) -> int:
    """How long somebody has watched a series, every round of it; 0 where its length is not known."""
    if not series.minutes:
        return 0
    if place is None:  # rated, so seen
        return (series.episodes or 0) * series.minutes
    whole = series.episodes or 0
    episodes = place.episode or (whole if place.status is Status.FINISHED else 0)
    rounds = max(place.rewatches - 1, 0) * whole
    first = max(place.seen_before, whole if place.rewatches else 0)
    return (episodes + rounds + first) * series.minutes


def _is_begun(place: Progress) -> bool:
    return place.episode > 0 or place.seen_before > 0 or place.rewatches > 0 or has_finished(place, None)


def _has_seen(place: Progress | None, series: Series) -> bool:
    return place is None or has_finished(place, series.episodes) or place.rewatches > 0


def _most(counts: Counter[str], most: int) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
