"""All that a member keeps about series, as one: progress, rating, days and note."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from msgspec.structs import replace

from bot.domain.lists import WatchRecord
from bot.domain.progress import Progress, Status
from bot.storage.engine.connection import Connection, Row
from bot.storage.engine.others import Sort
from bot.storage.engine.times import from_ms, to_ms


async def list_watch_records(connection: Connection, user_id: int) -> dict[str, WatchRecord]:
    """Every record of a member by series."""
    found = await connection.fetch_into(_progress_by_series, "SELECT * FROM progress WHERE user_id = ?", (user_id,))
    ratings = await connection.fetch_into(
        lambda rows: {row["series_id"]: row["rating"] for row in rows},
        "SELECT series_id, rating FROM ratings WHERE user_id = ?",
        (user_id,),
    )
    notes = await connection.fetch_into(
        lambda rows: {row["series_id"]: _note(row) for row in rows},
        "SELECT * FROM watch_notes WHERE user_id = ?",
        (user_id,),
    )
    for series_id, rating in ratings.items():
        found[series_id] = replace(found.get(series_id, WatchRecord()), rating=rating)
    for series_id, note in notes.items():
        found[series_id] = replace(
            found.get(series_id, WatchRecord()),
            started_on=note.started_on,
            finished_on=note.finished_on,
            note=note.note,
        )
    return found


def _progress_by_series(rows: Iterable[Row]) -> dict[str, WatchRecord]:
    return {
        row["series_id"]: WatchRecord(
            Progress(
                row["user_id"], row["series_id"], Status(row["status"]), row["episode"], row["rewatches"],
                shared=bool(row["shared"]), changed_at=from_ms(row["changed_at"]), seen_before=row["seen_before"],
            )
        )
        for row in rows
    }  # fmt: skip


def _note(row: Row) -> WatchRecord:
    return WatchRecord(started_on=_day(row["started_on"]), finished_on=_day(row["finished_on"]), note=row["note"])


async def get_note(connection: Connection, user_id: int, series_id: str) -> WatchRecord:
    """The days and the note of a member about one series, as a record without the rest."""
    row = await connection.fetch_one(
        "SELECT * FROM watch_notes WHERE user_id = ? AND series_id = ?", (user_id, series_id)
    )
    return WatchRecord() if row is None else _note(row)


async def put_note(connection: Connection, user_id: int, series_id: str, record: WatchRecord) -> None:
    """Keep the days and the note of `record`; forget them where it has none."""
    await _put_notes(connection, user_id, [(series_id, record)])


async def put_watch_records(
    connection: Connection, user_id: int, records: Iterable[tuple[str, WatchRecord]], *, guild_id: int, at: datetime
) -> None:
    """Make what a member keeps about each of these series what `records` say, also where that is nothing."""
    chosen = list(records)
    await _put_progress(connection, user_id, chosen, at)
    await _put_ratings(connection, user_id, chosen, guild_id, at)
    await _put_notes(connection, user_id, chosen)


async def _put_progress(
    connection: Connection, user_id: int, chosen: list[tuple[str, WatchRecord]], at: datetime
) -> None:
    kept = [(series_id, record.progress) for series_id, record in chosen if record.progress is not None]
    await _delete(
        connection, "progress", user_id, [series_id for series_id, record in chosen if record.progress is None]
    )
    await connection.executemany(
        "INSERT INTO progress (user_id, series_id, status, episode, rewatches, shared, changed_at, seen_before)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (user_id, series_id) DO UPDATE SET status = excluded.status,"
        " episode = excluded.episode, rewatches = excluded.rewatches, seen_before = excluded.seen_before,"
        " changed_at = excluded.changed_at",
        [(user_id, series_id, progress.status.value, progress.episode, progress.rewatches, int(progress.shared),
          to_ms(progress.changed_at or at), progress.seen_before) for series_id, progress in kept],
    )  # fmt: skip


async def _put_ratings(
    connection: Connection, user_id: int, chosen: list[tuple[str, WatchRecord]], guild_id: int, at: datetime
) -> None:
    dropped = [series_id for series_id, record in chosen if record.rating is None]
    await _delete(connection, "ratings", user_id, dropped)
    await connection.executemany(
        "INSERT INTO ratings (user_id, series_id, rating, rated_at, guild_id) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (user_id, series_id) DO UPDATE SET rating = excluded.rating, rated_at = excluded.rated_at"
        " WHERE ratings.rating <> excluded.rating",
        [
            (user_id, series_id, record.rating, to_ms(at), guild_id)
            for series_id, record in chosen
            if record.rating is not None
        ],
    )
    await connection.tell_each(Sort.RATINGS, [series_id for series_id, _record in chosen], user_id)


async def _put_notes(connection: Connection, user_id: int, chosen: list[tuple[str, WatchRecord]]) -> None:
    kept = [(series_id, record) for series_id, record in chosen if record.has_note]
    await _delete(
        connection, "watch_notes", user_id, [series_id for series_id, record in chosen if not record.has_note]
    )
    await connection.executemany(
        "INSERT INTO watch_notes (user_id, series_id, started_on, finished_on, note) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (user_id, series_id) DO UPDATE SET started_on = excluded.started_on,"
        " finished_on = excluded.finished_on, note = excluded.note",
        [(user_id, series_id, record.started_on and record.started_on.isoformat(),
          record.finished_on and record.finished_on.isoformat(), record.note) for series_id, record in kept],
    )  # fmt: skip


async def _delete(connection: Connection, table: str, user_id: int, series_ids: list[str]) -> None:
    await connection.executemany(
        f"DELETE FROM {table} WHERE user_id = ? AND series_id = ?",  # noqa: S608 (names of this module)
        [(user_id, series_id) for series_id in series_ids],
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
