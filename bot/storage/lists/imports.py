"""Imports of lists, and what was made of each entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct

from bot.domain.lists import ListEntry
from bot.storage.engine.connection import Connection
from bot.storage.engine.connection import Row as StoredRow
from bot.storage.engine.numbers import new_id
from bot.storage.engine.times import from_ms, to_ms
from bot.storage.lists.packing import pack_entry, pack_record, unpack_entry, unpack_record


class ListImport(Struct, frozen=True):
    """One list that a member brought along."""

    id: int
    user_id: int
    service: str
    imported_at: datetime
    undone_at: datetime | None


Row = tuple[object, ...]


def packed(user_id: int, entries: Sequence[ListEntry]) -> list[Row]:
    """Entries as `insert_entries` takes them; slow for many, so not on the database's thread."""
    return [
        (one.number, user_id, one.fingerprint, one.state, one.series_id, pack_entry(one.entry),
         " ".join(one.candidates), one.before and pack_record(one.before), one.after and pack_record(one.after))
        for one in entries
    ]  # fmt: skip


async def insert_import(connection: Connection, *, user_id: int, service: str, at: datetime) -> int:
    """Keep an import; returns its id."""
    import_id = await new_id(connection, "list_imports")
    await connection.execute(
        "INSERT INTO list_imports (id, user_id, service, imported_at) VALUES (?, ?, ?, ?)",
        (import_id, user_id, service, to_ms(at)),
    )
    return import_id


async def insert_entries(connection: Connection, import_id: int, rows: Sequence[Row]) -> None:
    """Keep entries of an import that `packed` prepared."""
    await connection.executemany(
        "INSERT INTO list_entries (import_id, number, user_id, fingerprint, state, series_id, entry, candidates,"
        " before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((import_id, *row) for row in rows),
    )


async def get_import(connection: Connection, import_id: int, *, user_id: int) -> ListImport | None:
    """An import of this member, or None."""
    row = await connection.fetch_one("SELECT * FROM list_imports WHERE id = ? AND user_id = ?", (import_id, user_id))
    return _import(row) if row else None


async def last_import(connection: Connection, *, user_id: int, since: datetime) -> ListImport | None:
    """The latest import that was not undone, unless it is older than `since`."""
    row = await connection.fetch_one(
        "SELECT * FROM list_imports WHERE user_id = ? AND undone_at IS NULL AND imported_at >= ?"
        " ORDER BY imported_at DESC, id DESC LIMIT 1",
        (user_id, to_ms(since)),
    )
    return _import(row) if row else None


async def count_states(connection: Connection, import_id: int) -> dict[str, int]:
    """How many entries are in each state.

    "series" counts the series that were taken, of which a list may hold several entries, "changed" those that it
    changed, "not_looked_up" the unknown entries that nobody was asked about.
    """
    rows = await connection.execute_fetchall(
        "SELECT state, COUNT(*) AS number, COUNT(DISTINCT series_id) AS series,"
        " COUNT(DISTINCT CASE WHEN before IS NOT NULL THEN series_id END) AS changed,"
        " COUNT(*) - COUNT(looked_at) AS waiting"
        " FROM list_entries WHERE import_id = ? GROUP BY state",
        (import_id,),
    )
    found = {row["state"]: row["number"] for row in rows}
    found["series"] = sum(row["series"] for row in rows if row["state"] == "taken")
    left = sum(row["waiting"] for row in rows if row["state"] == "unknown")
    return found | {"changed": sum(row["changed"] for row in rows), "not_looked_up": left}


async def list_entries(
    connection: Connection, import_id: int, state: str, *, user_id: int, limit: int = 1_000_000, offset: int = 0
) -> list[ListEntry]:
    """Entries in one state, in their order."""
    return await connection.fetch_into(
        _entries,
        "SELECT * FROM list_entries WHERE import_id = ? AND user_id = ? AND state = ? ORDER BY number LIMIT ? OFFSET ?",
        (import_id, user_id, state, limit, offset),
    )


async def rated_series(connection: Connection, import_id: int, *, user_id: int) -> set[str]:
    """The series that this member's import gave a rating to."""
    rows = await connection.execute_fetchall(
        "SELECT DISTINCT series_id FROM list_entries WHERE import_id = ? AND user_id = ? AND state = 'taken'"
        " AND after LIKE '%\"rating\":%'",
        (import_id, user_id),
    )
    return {row["series_id"] for row in rows}


async def get_entry(connection: Connection, import_id: int, number: int, *, user_id: int) -> ListEntry | None:
    """One entry of a member's import, or None."""
    row = await connection.fetch_one(
        "SELECT * FROM list_entries WHERE import_id = ? AND number = ? AND user_id = ?", (import_id, number, user_id)
    )
    return entry_of(row) if row else None


def _entries(rows: Iterable[StoredRow]) -> list[ListEntry]:
    return [entry_of(row) for row in rows]


def entry_of(row: StoredRow) -> ListEntry:
    """A row as what was made of an entry."""
    user_id, series_id = row["user_id"], row["series_id"]
    return ListEntry(
        number=row["number"],
        fingerprint=row["fingerprint"],
        state=row["state"],
        entry=unpack_entry(row["entry"]),
        series_id=series_id,
        candidates=tuple(row["candidates"].split()),
        before=unpack_record(row["before"], user_id, series_id) if row["before"] is not None else None,
        after=unpack_record(row["after"], user_id, series_id) if row["after"] is not None else None,
        is_looked_up=row["looked_at"] is not None,
    )


async def decisions(connection: Connection, user_id: int) -> dict[str, str | None]:
    """What the member decided about doubtful entries before: fingerprint → series, or None for none of them."""
    rows = await connection.execute_fetchall(
        "SELECT e.fingerprint, e.state, e.series_id FROM list_entries AS e JOIN list_imports AS i ON i.id = e.import_id"
        " WHERE e.user_id = ? AND i.undone_at IS NULL AND e.candidates <> '' AND e.state IN ('taken', 'passed')"
        " ORDER BY e.import_id, e.number",
        (user_id,),
    )
    return {fingerprint: series_id if state == "taken" else None for fingerprint, state, series_id in rows}


async def change_entry(connection: Connection, import_id: int, one: ListEntry) -> None:
    """Keep what became of an entry."""
    await connection.execute(
        "UPDATE list_entries SET state = ?, series_id = ?, before = ?, after = ? WHERE import_id = ? AND number = ?",
        (one.state, one.series_id, one.before and pack_record(one.before), one.after and pack_record(one.after),
         import_id, one.number),
    )  # fmt: skip


async def changed_entries(connection: Connection, import_id: int) -> list[ListEntry]:
    """Entries that changed something, the last first."""
    return await connection.fetch_into(
        _entries,
        "SELECT * FROM list_entries WHERE import_id = ? AND before IS NOT NULL ORDER BY number DESC",
        (import_id,),
    )


async def mark_looked_up(connection: Connection, import_id: int, numbers: Sequence[int], at: datetime) -> None:
    """Outside catalogues were asked about these entries."""
    await connection.executemany(
        "UPDATE list_entries SET looked_at = ? WHERE import_id = ? AND number = ?",
        ((to_ms(at), import_id, number) for number in numbers),
    )


async def mark_undone(connection: Connection, import_id: int, *, at: datetime) -> None:
    """Keep that an import was undone, so that it is not undone twice."""
    await connection.execute("UPDATE list_imports SET undone_at = ? WHERE id = ?", (to_ms(at), import_id))


async def delete_imports_before(connection: Connection, *, before: datetime) -> int:
    """Forget imports that can no longer be undone; what the member decided then is asked again."""
    return (await connection.execute("DELETE FROM list_imports WHERE imported_at < ?", (to_ms(before),))).rowcount


def _import(row: StoredRow) -> ListImport:
    undone_at = row["undone_at"]
    return ListImport(
        id=row["id"],
        user_id=row["user_id"],
        service=row["service"],
        imported_at=from_ms(row["imported_at"]),
        undone_at=from_ms(undone_at) if undone_at is not None else None,
    )
