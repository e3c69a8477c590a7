"""AniList: the answer of its API (`MediaListCollection`), or the file of its data export."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from bot.domain.lists import scales
from bot.domain.lists.entries import (
    Entry,
    Medium,
    ReadList,
    Unread,
    episode_of,
    rewatches_of,
    status_of,
    tidy,
    tidy_note,
    whole,
)
from bot.domain.lists.json_text import inner, listed
from bot.i18n import _

# The scales that a member of AniList may choose, and where they end.
_TOPS: Final = {"POINT_100": 100.0, "POINT_10_DECIMAL": 10.0, "POINT_10": 10.0, "POINT_5": 5.0, "POINT_3": 3.0}


def is_one(data: object) -> bool:
    """Whether JSON is a list of AniList."""
    return any(inner(data, *way) is not None for way in _WAYS)


_WAYS: Final = (("data", "MediaListCollection"), ("MediaListCollection",), ("lists",))


def read(data: object) -> ReadList:
    """The entries of every list of a member; one that stands on two lists is taken once."""
    whole_list: object = next((found for way in _WAYS if (found := inner(data, *way)) is not None), {})
    lists = whole_list if isinstance(whole_list, list) else inner(whole_list, "lists")
    said = inner(whole_list, "user", "mediaListOptions", "scoreFormat")
    entries: dict[tuple[str, str], Entry] = {}
    unread: list[Unread] = []
    rows = [row for one in listed(lists) for row in listed(one.get("entries"))]
    scores = [row.get("score") for row in rows]
    top = _TOPS.get(str(said)) or scales.top_of(scores)
    for number, row in enumerate(rows, start=1):
        entry = _entry(row, top)
        if entry is None:
            unread.append(Unread(_("entry {number}", number=number), _("no title")))
        else:
            entries[entry.title, entry.ids.get("anilist", "")] = entry
    return ReadList("anilist", tuple(entries.values()), tuple(unread))


def _entry(row: Mapping[str, Any], top: float) -> Entry | None:
    media = row.get("media")
    titles = [tidy(inner(media, "title", kind)) for kind in ("userPreferred", "english", "romaji", "native")]
    titles = list(dict.fromkeys(filter(None, titles)))
    if not titles:
        return None
    ids = {"anilist": inner(media, "id") or row.get("mediaId"), "mal": inner(media, "idMal")}
    rating = scales.read_or_none(row.get("score"), top)
    is_film = inner(media, "format") == "MOVIE"
    return Entry(
        title=titles[0],
        other_titles=tuple(titles[1:]),
        year=whole(inner(media, "startDate", "year") or inner(media, "seasonYear"), most=2100),
        medium=Medium.FILM if is_film else Medium.ANIME,
        ids={service: str(number) for service, number in ids.items() if number},
        status=status_of(row.get("status")),
        episode=episode_of(row.get("progress")),
        rating=rating,
        rewatches=rewatches_of(row.get("repeat")),
        started_on=_day(row.get("startedAt")),
        finished_on=_day(row.get("completedAt")),
        note=tidy_note(row.get("notes")),
    )


def _day(fuzzy: object) -> date | None:
    try:
        return date(*(int(inner(fuzzy, part) or 0) for part in ("year", "month", "day")))
    except (ValueError, TypeError):
        return None
