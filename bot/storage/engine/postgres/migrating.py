"""Migrations on PostgreSQL: the same files, with types that hold the same; each together with its record."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import cast

from bot.errors import StartError
from bot.i18n import _
from bot.storage.engine.migrator import RECORDS, Migration, failed, missing_after, statements
from bot.storage.engine.postgres import locks
from bot.storage.engine.postgres.raw import PostgresRaw
from bot.storage.engine.postgres.sql import translated
from bot.storage.engine.text_steps import STEPS
from bot.storage.engine.trouble import ServerAwayError, trouble_of

TURN_S = 25.0  # that a start waits for another process that migrates
_LOCK = f"{locks.LINGER}, {locks.MIGRATING}"


def migrate(raw: PostgresRaw, migrations: Sequence[Migration], *, now_ms: int) -> list[str]:
    """Apply what is missing, in order; the names of what was applied. One process at a time does this.

    A failing or interrupted migration leaves nothing of itself behind, and those before it stay. Raises StartError
    like `migrator.migrate`, and where the database is another program's; sqlite3.Error where nothing is wrong with a
    migration: the server went away, its disk is full, or another process is at it for long.
    """
    _wait_for_turn(raw)
    try:
        done = applied(raw)
        if not done:
            _refuse_foreign(raw)
        missing = missing_after(done, migrations)
        for migration in missing:
            _apply(raw, migration, now_ms)
        return [migration.name for migration in missing]
    finally:
        with suppress(ServerAwayError):  # the lock went with the session
            raw.execute(f"SELECT pg_advisory_unlock({_LOCK})")


def _wait_for_turn(raw: PostgresRaw) -> None:
    """Raises ServerAwayError where another process takes its time over it: then this one is started again later."""
    until_s = time.monotonic() + TURN_S
    while not raw.execute(f"SELECT pg_try_advisory_lock({_LOCK})").fetchone()[0]:
        if time.monotonic() > until_s:
            raise ServerAwayError("another Linger is bringing its tables up to date")
        time.sleep(0.1)


def applied(raw: PostgresRaw) -> dict[str, str]:
    """Name and sha256 of every applied migration, in the order of their numbers; empty in a new database."""
    if raw.execute("SELECT to_regclass('migrations')").fetchone()[0] is None:
        return {}
    rows = raw.execute("SELECT name, sha256 FROM migrations ORDER BY name")
    return {str(row[0]): str(row[1]) for row in rows}


def tables(raw: PostgresRaw) -> list[str]:
    """Names of the tables that there are."""
    rows = raw.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
        " AND table_type = 'BASE TABLE' ORDER BY table_name"
    )
    return [row[0] for row in rows]


def _refuse_foreign(raw: PostgresRaw) -> None:
    """A mistyped DATABASE_URL never mixes Linger's tables with another program's. Raises StartError."""
    found = tables(raw)
    if found:
        raise StartError(
            _(
                "The database of DATABASE_URL holds tables of another program ({names}). Make one for Linger alone:"
                " createdb linger.",
                names=", ".join(found[:3]),
            )
        )


def _apply(raw: PostgresRaw, migration: Migration, now_ms: int) -> None:
    try:
        raw.execute("BEGIN")
        raw.execute("SET LOCAL statement_timeout = 0")  # a large table takes its time
        for statement in (RECORDS, *statements(migration.sql)):
            raw.execute(translated(statement))
        if step := STEPS.get(migration.name):
            step(cast("sqlite3.Connection", raw))
        raw.execute(
            "INSERT INTO migrations (name, sha256, applied_at) VALUES (?, ?, ?)",
            (migration.name, migration.sha256, now_ms),
        )
        raw.execute("COMMIT")
    except (sqlite3.Error, ValueError) as error:
        if trouble_of(error) is not None:
            raise
        raise failed(migration, error) from error
    finally:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
