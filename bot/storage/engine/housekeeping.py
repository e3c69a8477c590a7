"""What SQLite wants done now and then: fresh statistics for its planner, and room given back to the disk."""

from __future__ import annotations

import sqlite3

from bot.storage.engine.connection import is_sqlite

SHRINK_PAGES = 500  # 2 MB at once, so that nobody's answer waits long


def optimise(raw: sqlite3.Connection) -> None:
    """Let SQLite look at every table once, and later at those that have changed much since; it decides which."""
    if not is_sqlite(raw):
        return  # a server does it by itself
    raw.execute("PRAGMA analysis_limit = 1000").close()  # rows of an index: enough, and quick in large tables
    if raw.execute("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'").fetchone() is None:
        raw.execute("ANALYZE").close()
    raw.execute("PRAGMA optimize").close()


def shrink(raw: sqlite3.Connection) -> bool:
    """Give a little of the room that deletions have left back to the disk; whether more is left.

    A tenth of the file stays free: what was deleted in one place is soon wanted in another.
    """
    if not is_sqlite(raw):
        return False  # a server does it by itself
    free = raw.execute("PRAGMA freelist_count").fetchone()[0]
    pages = raw.execute("PRAGMA page_count").fetchone()[0]
    spare = free - pages // 10
    if spare <= 0 or raw.execute("PRAGMA auto_vacuum").fetchone()[0] != 2:
        return False
    raw.execute(f"PRAGMA incremental_vacuum({min(spare, SHRINK_PAGES)})").fetchall()
    return bool(spare > SHRINK_PAGES)
