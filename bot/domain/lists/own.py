"""What Linger itself hands out: a member's list for people and for other services, and back in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final
from xml.sax.saxutils import escape

from msgspec import Struct

from bot.domain.lists import scales
from bot.domain.lists.entries import (
    Entry,
    ReadList,
    Unread,
    day_of,
    episode_of,
    rewatches_of,
    status_of,
    tidy,
    tidy_note,
)
from bot.domain.lists.json_text import inner, listed
from bot.domain.progress import Progress, Status, status_label
from bot.domain.series import Series
from bot.i18n import _

FORMAT: Final = "linger-list"
_MAL_STATUS: Final = {
    Status.PLANNED: "Plan to Watch",
    Status.WATCHING: "Watching",
    Status.FINISHED: "Completed",
    Status.DROPPED: "Dropped",
    Status.ON_HOLD: "On-Hold",
}


class Kept(Struct, frozen=True):
    """All that a member keeps about one series."""

    series_id: str
    series: Series | None  # None where it is no longer in the catalogue
    progress: Progress | None = None
    rating: int | None = None  # half points
    started_on: date | None = None
    finished_on: date | None = None
    note: str = ""

    @property
    def title(self) -> str:
        """The title, or what is left of it."""
        return self.series.title if self.series else self.series_id


def points(rating: int | None) -> str:
    """A rating out of ten as people write it: 8.5, 9."""
    return "" if rating is None else f"{rating / 2:g}"


def as_csv(kept: Sequence[Kept]) -> str:
    """A table that people read, with a mark by which spreadsheets know its encoding."""
    written = io.StringIO()
    written.write("\ufeff")
    table = csv.writer(written)
    table.writerow(
        [_("Title"), _("Native title"), _("Country"), _("Year"), _("Status"), _("Episodes watched"), _("Episodes"),
         _("Rating (out of 10)"), _("Rewatches"), _("Started"), _("Finished"), _("Notes"), "Linger ID"]
    )  # fmt: skip
    for one in kept:
        series, place = one.series, one.progress
        table.writerow(
            [_harmless(cell) for cell in (
                one.title,
                (series and series.native_title) or "",
                series.country if series else "",
                series.year if series else "",
                status_label(place.status) if place else "",
                place.episode if place else "",
                (series and series.episodes) or "",
                points(one.rating),
                (place and place.rewatches) or "",
                one.started_on or "",
                one.finished_on or "",
                one.note,
                one.series_id,
            )]
        )  # fmt: skip
    return written.getvalue()


def _harmless(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(cell)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def as_json(kept: Iterable[Kept]) -> str:
    """The list with names instead of numbers; `own.read` takes it back whole."""
    return (
        json.dumps(
            {"format": FORMAT, "version": 1, "series": [_record(one) for one in kept]}, ensure_ascii=False, indent=2
        )
        + "\n"
    )


def _record(one: Kept) -> dict[str, Any]:
    place, series = one.progress, one.series
    whole = {
        "title": one.title,
        "native_title": series and series.native_title,
        "country": series and series.country,
        "year": series and series.year,
        "status": place and place.status.value,
        "episodes_watched": place and place.episode,
        "episodes": series and series.episodes,
        "rating_out_of_10": one.rating and one.rating / 2,
        "rewatches": place and place.rewatches,
        "started": one.started_on and one.started_on.isoformat(),
        "finished": one.finished_on and one.finished_on.isoformat(),
        "note": one.note,
        "id": one.series_id,
        "ids": series and series.ids,
    }
    return {name: value for name, value in whole.items() if value not in (None, "", {})}


def as_mal_xml(kept: Iterable[Kept], member: str) -> str:
    """MyAnimeList's form. It rates in whole points, and knows series only by its own ids: those without come as 0."""
    lines = ['<?xml version="1.0" encoding="UTF-8" ?>', "<myanimelist>", "<myinfo>", _tag("user_name", member),
             _tag("user_export_type", 1), "</myinfo>"]  # fmt: skip
    for one in kept:
        place, series = one.progress, one.series
        lines += ["<anime>"]
        lines += [
            _tag("series_animedb_id", (series.ids.get("mal") if series else None) or 0),
            _tag("series_title", one.title),
            _tag("series_type", "TV"),
            _tag("series_episodes", (series and series.episodes) or 0),
            _tag("my_watched_episodes", place.episode if place else 0),
            _tag("my_start_date", one.started_on or "0000-00-00"),
            _tag("my_finish_date", one.finished_on or "0000-00-00"),
            _tag("my_score", 0 if one.rating is None else (one.rating + 1) // 2),
            _tag("my_status", _MAL_STATUS[place.status] if place else "Plan to Watch"),
            _tag("my_comments", one.note),
            _tag("my_times_watched", place.rewatches if place else 0),
            _tag("update_on_import", 1),
            "</anime>",
        ]
    return "\n".join([*lines, "</myanimelist>"]) + "\n"


def _tag(name: str, value: object) -> str:
    return f"<{name}>{escape(str(value))}</{name}>"


def is_one(data: object) -> bool:
    """Whether JSON is a list that `as_json` wrote."""
    return bool(inner(data, "format") == FORMAT)


def read(data: object) -> ReadList:
    """A list that `as_json` wrote."""
    entries: list[Entry] = []
    unread: list[Unread] = []
    for number, row in enumerate(listed(inner(data, "series")), start=1):
        title = tidy(row.get("title"))
        if not title:
            unread.append(Unread(_("entry {number}", number=number), _("no title")))
            continue
        rating = scales.read_or_none(row.get("rating_out_of_10"), 10.0)
        year = row.get("year")
        entries.append(
            Entry(
                title=title,
                year=year if isinstance(year, int) else None,
                ids={"linger": str(row["id"])} if row.get("id") else {},
                status=status_of(row.get("status")),
                episode=episode_of(row.get("episodes_watched")),
                rating=rating,
                rewatches=rewatches_of(row.get("rewatches")),
                started_on=day_of(row.get("started")),
                finished_on=day_of(row.get("finished")),
                note=tidy_note(row.get("note")),
            )
        )
    return ReadList("linger", tuple(entries), tuple(unread))
