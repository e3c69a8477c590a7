"""Trakt: the JSON files of its export, alone or in their ZIP."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from msgspec.structs import replace

from bot.domain.lists import scales
from bot.domain.lists.entries import Entry, Medium, ReadList, Unread, day_of, tidy, tidy_note, whole, year_of
from bot.domain.lists.json_text import inner, listed
from bot.domain.progress import MAX_EPISODE, MAX_REWATCHES, Status
from bot.i18n import _, joined

_TOP: Final = 10.0
_IDS: Final = {"imdb": "imdb", "tmdb": "tmdb_tv", "tvdb": "tvdb", "trakt": "trakt"}
_Seasons = dict[tuple[str, str, int], Entry]


def is_one(data: object) -> bool:
    """Whether JSON is a file of Trakt: objects with a show or a movie that Trakt has an id for."""
    return any(inner(row, kind, "ids", "trakt") for row in listed(data) for kind in ("show", "movie"))


def read(files: Sequence[tuple[str, object]]) -> ReadList:
    """Every season of every show once, and every film, from all files of an export together."""
    found: _Seasons = {}
    unread: list[Unread] = []
    for name, data in files:
        for number, row in enumerate(listed(data), start=1):
            entries = list(_entries(row, name))
            if not entries:
                unread.append(Unread(joined([name, str(number)]), _("neither a show nor a film")))
            for entry in entries:
                key = (entry.ids.get("trakt") or entry.title.casefold(), entry.medium.value, entry.season or 0)
                found[key] = together(found[key], entry) if key in found else entry
    return ReadList("trakt", tuple(found.values()), tuple(unread))


def together(before: Entry, entry: Entry) -> Entry:
    """What two places of a list say about one season: the further place, the later day, every word."""
    status = before.status
    if status in (None, Status.PLANNED) and entry.status is not None:
        status = entry.status
    days = [day for day in (before.started_on, entry.started_on, before.finished_on, entry.finished_on) if day]
    ended = [day for day in (before.finished_on, entry.finished_on) if day]
    return replace(
        before,
        status=status,
        episode=max(before.episode or 0, entry.episode or 0) or None,
        rating=entry.rating or before.rating,
        rewatches=max(before.rewatches, entry.rewatches),
        started_on=min(days) if days and (before.started_on or entry.started_on) else None,
        finished_on=max(ended) if ended else None,
        note=before.note or entry.note,
    )


def _entries(row: Mapping[str, Any], name: str) -> Iterator[Entry]:
    is_film = isinstance(row.get("movie"), Mapping)
    work = row.get("movie") if is_film else row.get("show")
    title = tidy(inner(work, "title"))
    if not title:
        return
    ids = {service: str(inner(work, "ids", key)) for key, service in _IDS.items() if inner(work, "ids", key)}
    if is_film and "tmdb_tv" in ids:
        ids["tmdb_movie"] = ids.pop("tmdb_tv")
    base = Entry(
        title=title,
        year=year_of(inner(work, "year")),
        medium=Medium.FILM if is_film else Medium.SERIES,
        ids=ids,
        rating=scales.read_or_none(row.get("rating"), _TOP),
        note=tidy_note(row.get("notes") or inner(row.get("comment"), "comment")),
    )
    day = day_of(row.get("last_watched_at") or row.get("watched_at"))
    if is_film:
        yield replace(base, status=_film_status(row, name, day), finished_on=day, rewatches=_again(row.get("plays")))
        return
    yield from _of_show(row, base, name, day)


def _of_show(row: Mapping[str, Any], base: Entry, name: str, day: date | None) -> Iterator[Entry]:
    seasons = list(listed(row.get("seasons")))
    for season in seasons:
        watched = [e for e in listed(season.get("episodes")) if whole(e.get("number"), most=MAX_EPISODE)]
        plays = [whole(e.get("plays"), most=10**6) or 1 for e in watched]
        days = sorted(filter(None, (day_of(e.get("last_watched_at")) for e in watched)))
        yield replace(
            base,
            season=whole(season.get("number"), most=99),
            status=Status.WATCHING if watched else base.status,
            episode=max((int(e["number"]) for e in watched), default=None),
            rewatches=_again(min(plays, default=1)),
            started_on=days[0] if days else None,
            finished_on=days[-1] if days else None,
        )
    if seasons:
        return
    episode = row.get("episode")
    if isinstance(episode, Mapping):
        number = whole(episode.get("number"), most=MAX_EPISODE)
        # What was given to one episode is not a rating of the season.
        yield replace(
            base,
            season=whole(episode.get("season"), most=99),
            rating=None,
            status=Status.WATCHING if day else None,
            episode=number if day else None,
            finished_on=day,
        )
    elif isinstance(row.get("season"), Mapping):
        yield replace(base, season=whole(inner(row, "season", "number"), most=99))
    else:
        yield replace(base, status=Status.PLANNED if "watchlist" in name or "listed_at" in row else None)


def _film_status(row: Mapping[str, Any], name: str, day: date | None) -> Status | None:
    if day or "rated_at" in row or row.get("plays"):
        return Status.FINISHED
    return Status.PLANNED if "watchlist" in name or "listed_at" in row else None


def _again(plays: object) -> int:
    return min(max((whole(plays, most=10**6) or 1) - 1, 0), MAX_REWATCHES)
