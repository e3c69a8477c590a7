"""Migrations: numbered SQL files, each applied once, each together with its record in one transaction."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from bot.errors import StartError
from bot.i18n import _
from bot.patterns import later_re
from bot.storage.engine.text_steps import STEPS
from bot.storage.engine.trouble import trouble_of

RECORDS = """
CREATE TABLE IF NOT EXISTS migrations (
    name TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    applied_at INTEGER NOT NULL
) STRICT
"""

# A statement of these kinds would end the migration's transaction, or work outside of it.
_FORBIDDEN = frozenset(
    {"BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA", "ATTACH", "DETACH", "VACUUM"}
)
_FILE_NAME = later_re(r"(\d{4}_[a-z0-9_]+)\.sql")
_COMMENT = later_re(r"\s+|--[^\n]*(?:\n|$)|/\*.*?(?:\*/|$)", re.DOTALL)


class Migration(Struct, frozen=True):
    """A file `NNNN_name.sql`; `name` is the file's name without its ending."""

    name: str
    sql: str

    @property
    def sha256(self) -> str:
        """Of the text with Unix line ends, so that a checkout on Windows is not taken for a change."""
        return hashlib.sha256(self.sql.replace("\r\n", "\n").encode()).hexdigest()


def bundled_migrations() -> list[Migration]:
    """The migrations of this program in the order of their numbers; read from the installed package."""
    files = (Path(__file__).parents[1] / "migrations").iterdir()
    return sorted(
        (
            Migration(match[1], file.read_text(encoding="utf-8"))
            for file in files
            if (match := _FILE_NAME.fullmatch(file.name))
        ),
        key=lambda migration: migration.name,
    )


def statements(sql: str) -> Iterator[str]:
    """The statements of `sql` one by one; semicolons in strings, comments and triggers do not end one.

    Raises ValueError for a statement that is unfinished, or that a migration may not hold.
    """
    pending = ""
    for part in re.split(r"(?<=;)", sql):
        pending += part
        if sqlite3.complete_statement(pending):
            statement, pending = pending, ""
            first = _first_word(statement)
            if first in _FORBIDDEN:
                raise ValueError(f"a migration may not say {first}: it runs inside one transaction")
            if first:
                yield statement.strip()
    if _first_word(pending):
        raise ValueError(f"unfinished statement: {pending.strip()[:80]}")


def _first_word(statement: str) -> str:
    position = 0
    while comment := _COMMENT.match(statement, position):
        position = comment.end()
    word = re.compile(r"\w*").match(statement, position)
    return word[0].upper() if word else ""


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration], *, now_ms: int) -> list[str]:
    """Apply what is missing, in order; the names of what was applied.

    `connection` is in autocommit mode (`isolation_level=None`). A failing or interrupted migration leaves
    nothing of itself behind, and those before it stay. Foreign keys are checked at the end of each one, not
    during it, so that a migration may rebuild a table. Raises StartError if the file was written by a newer
    program, if an applied migration was changed, or if one fails.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        missing = missing_after(applied(connection), migrations)
        for migration in missing:
            _apply(connection, migration, now_ms)
        return [migration.name for migration in missing]
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def applied(connection: sqlite3.Connection) -> dict[str, str]:
    """Name and sha256 of every applied migration, in the order of their numbers; empty in a new file."""
    known = connection.execute("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'")
    if known.fetchone() is None:
        return {}
    rows = connection.execute("SELECT name, sha256 FROM migrations ORDER BY name")
    return {str(row[0]): str(row[1]) for row in rows}


def missing_after(done: Mapping[str, str], migrations: Sequence[Migration]) -> Sequence[Migration]:
    """What is still to be applied where `done`, by names with their sha256, was. Raises StartError like `migrate`."""
    ours = {migration.name: migration for migration in migrations}
    for name, digest in done.items():
        if name not in ours:
            raise StartError(
                _(
                    "The database was written by a newer Linger (it has the migration {name}). "
                    "Install that version or a newer one, or restore a backup made before the upgrade.",
                    name=name,
                )
            )
        if ours[name].sha256 != digest:
            raise StartError(
                _(
                    "The migration {name} was changed after it was applied to this database. "
                    "Put the original file back and add a new migration instead.",
                    name=name,
                )
            )
    missing = [migration for migration in migrations if migration.name not in done]
    if missing and done and missing[0].name < max(done):
        raise StartError(
            _(
                "The migration {name} is older than what this database has already. Give it a number after {last}.",
                name=missing[0].name,
                last=max(done),
            )
        )
    return missing


def _apply(connection: sqlite3.Connection, migration: Migration, now_ms: int) -> None:
    try:
        wanted = list(statements(migration.sql))
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(RECORDS)
        for statement in wanted:
            connection.execute(statement)
        if step := STEPS.get(migration.name):
            step(connection)
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            raise ValueError(f"rows of {broken[0]} would point to missing rows of {broken[2]}")
        connection.execute(
            "INSERT INTO migrations (name, sha256, applied_at) VALUES (?, ?, ?)",
            (migration.name, migration.sha256, now_ms),
        )
        connection.execute("COMMIT")
    except (sqlite3.Error, ValueError) as error:
        if trouble_of(error) is not None:
            raise  # a full disk, or another program: nothing is wrong with the migration
        raise failed(migration, error) from error
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def failed(migration: Migration, reason: Exception) -> StartError:
    """What is said of a migration that could not be applied."""
    return StartError(
        _(
            "The migration {name} failed and was undone: {reason}. The data is as it was before; "
            "install the previous version to go on, and report this.",
            name=migration.name,
            reason=reason,
        )
    )
