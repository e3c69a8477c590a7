"""Whether a file holds every table and column that its migrations made: found at start, not at the first use."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import cache

from bot.storage.engine.migrator import Migration, migrate


def what_is_missing(raw: sqlite3.Connection, migrations: Sequence[Migration]) -> list[str]:
    """Names of tables, columns (`table.column`) and indexes that are not there; `raw` is migrated."""
    missing = sorted(_expected(tuple(migrations)) - _parts(raw))
    return [name for name in missing if name.partition(".")[0] not in missing or "." not in name]


@cache
def _expected(migrations: tuple[Migration, ...]) -> frozenset[str]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrate(fresh, migrations, now_ms=0)
        return frozenset(_parts(fresh))


def _parts(raw: sqlite3.Connection) -> set[str]:
    names = {
        str(row[0])
        for row in raw.execute("SELECT name FROM sqlite_schema WHERE type <> 'view' AND name NOT LIKE 'sqlite_%'")
    }
    columns = raw.execute(
        "SELECT t.name || '.' || c.name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c"
        " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"
    )
    return names | {str(row[0]) for row in columns}
