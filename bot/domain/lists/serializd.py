"""Serializd: its data export, as JSON or as CSV with a season on each line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.domain.lists import scales
from bot.domain.lists.entries import (
    Entry,
    Medium,
    ReadList,
    Unread,
    day_of,
    episode_of,
    status_of,
    tidy,
    tidy_note,
    whole,
)
from bot.domain.lists.json_text import listed
from bot.domain.lists.trakt import together
from bot.domain.progress import Status
from bot.i18n import _

_TOP: Final = 10.0  # half stars, counted
_ROOMS: Final = ("diary", "reviews", "watched", "watchlist", "dropped", "paused", "currently_watching", "ratings")


def is_one(data: object) -> bool:
    """Whether JSON is an export of Serializd."""
    rows = _rows(data)
    return bool(rows) and any(row.keys() & {"showName", "show_name"} for _room, row in rows)


def read(data: object) -> ReadList:
    """Every season once, from all lists of an export together."""
    found: dict[tuple[str, int], Entry] = {}
    unread: list[Unread] = []
    for number, (room, row) in enumerate(_rows(data), start=1):
        entry = _entry(row, room)
        if entry is None:
            unread.append(Unread(_("entry {number}", number=number), _("no title")))
            continue
        key = (entry.title.casefold(), entry.season or 0)
        found[key] = together(found[key], entry) if key in found else entry
    return ReadList("serializd", tuple(found.values()), tuple(unread))


def _rows(data: object) -> list[tuple[str, Mapping[str, Any]]]:
    if isinstance(data, Mapping):
        return [(room, row) for room in data for row in listed(data[room])]
    return [("", row) for row in listed(data)]


def _entry(row: Mapping[str, Any], room: str) -> Entry | None:
    title = tidy(_any(row, "showName", "show_name"))
    if not title:
        return None
    rating = scales.read_or_none(_any(row, "rating", "score"), _TOP)
    episode = episode_of(_any(row, "episodeNumber", "episode_number"))
    return Entry(
        title=title,
        season=_season(row),
        medium=Medium.SERIES,
        ids={"tmdb_tv": str(number)} if (number := _any(row, "showId", "show_id", "tmdbId")) else {},
        status=_status(row, room, episode),
        episode=episode,
        rating=rating if not episode else None,
        rewatches=1 if _any(row, "isRewatch", "is_rewatch") in (True, "true", 1) else 0,
        finished_on=day_of(_any(row, "backdate", "watchedAt", "watched_at", "dateAdded", "date")),
        note=tidy_note(_any(row, "reviewText", "review_text", "review")),
    )


def _status(row: Mapping[str, Any], room: str, episode: int | None) -> Status | None:
    said = status_of(_any(row, "status"))
    if said is not None:
        return said
    if room in ("currently_watching", "currentlyWatching") or episode:
        return Status.WATCHING
    return status_of(room) or (Status.FINISHED if room in ("diary", "reviews", "ratings", "") else None)


def _season(row: Mapping[str, Any]) -> int | None:
    number = whole(_any(row, "seasonNumber", "season_number"), most=99)
    if number is None:
        name = str(_any(row, "seasonName", "season_name") or "")
        number = whole(name.lower().removeprefix("season"), most=99)
    return number


def _any(row: Mapping[str, Any], *names: str) -> Any:
    return next((row[name] for name in names if row.get(name) not in (None, "")), None)


def rows_of_table(heads: Sequence[str]) -> bool:
    """Whether a CSV has the heads of Serializd's."""
    return {"showname", "seasonname"} <= {head.lower().replace("_", "").replace(" ", "") for head in heads}
