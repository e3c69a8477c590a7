"""Entries and records as JSON texts of a row."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from bot.domain.lists import Entry, Medium, WatchRecord
from bot.domain.progress import Progress, Status
from bot.storage.engine.times import from_ms, to_ms


def pack_entry(entry: Entry) -> str:
    """An entry as JSON; what it does not say is left out."""
    whole: dict[str, Any] = {
        "title": entry.title,
        "others": list(entry.other_titles),
        "year": entry.year,
        "season": entry.season,
        "medium": entry.medium.value,
        "ids": dict(entry.ids),
        "status": entry.status and entry.status.value,
        "episode": entry.episode,
        "rating": entry.rating,
        "rewatches": entry.rewatches,
        "started": _written(entry.started_on),
        "finished": _written(entry.finished_on),
        "note": entry.note,
    }
    return json.dumps({name: value for name, value in whole.items() if value}, ensure_ascii=False)


def unpack_entry(text: str) -> Entry:
    """The entry that `pack_entry` wrote."""
    said = json.loads(text)
    return Entry(
        title=said["title"],
        other_titles=tuple(said.get("others", ())),
        year=said.get("year"),
        season=said.get("season"),
        medium=Medium(said["medium"]),
        ids=said.get("ids", {}),
        status=Status(said["status"]) if "status" in said else None,
        episode=said.get("episode"),
        rating=said.get("rating"),
        rewatches=said.get("rewatches", 0),
        started_on=_day(said.get("started")),
        finished_on=_day(said.get("finished")),
        note=said.get("note", ""),
    )


def pack_record(record: WatchRecord) -> str:
    """A record as JSON, so that the same record is always the same text."""
    progress = record.progress
    whole: dict[str, Any] = {
        "rating": record.rating,
        "started": _written(record.started_on),
        "finished": _written(record.finished_on),
        "note": record.note,
    }
    if progress is not None:
        whole["progress"] = [
            progress.status.value, progress.episode, progress.rewatches, int(progress.shared), progress.seen_before,
        ]  # fmt: skip
        whole["changed_at"] = to_ms(progress.changed_at) if progress.changed_at else None
    return json.dumps({name: value for name, value in whole.items() if value not in (None, "")}, ensure_ascii=False)


def unpack_record(text: str, user_id: int, series_id: str) -> WatchRecord:
    """The record that `pack_record` wrote."""
    said = json.loads(text)
    progress = None
    if "progress" in said:
        status, episode, rewatches, shared, seen_before = said["progress"]
        changed_at: datetime | None = from_ms(said["changed_at"]) if "changed_at" in said else None
        progress = Progress(
            user_id, series_id, Status(status), episode, rewatches,
            shared=bool(shared), changed_at=changed_at, seen_before=seen_before,
        )  # fmt: skip
    return WatchRecord(
        progress, said.get("rating"), _day(said.get("started")), _day(said.get("finished")), said.get("note", "")
    )


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
