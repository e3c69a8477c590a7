"""What is asked of a database file before it is used, and the sentences for files that cannot be."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import StartError
from bot.i18n import N_, _
from bot.storage import migrator
from bot.storage.times import to_ms

# Marks the file as Linger's ("Lngr"), so that a mistyped DATABASE_PATH never migrates another program's data.
APPLICATION_ID = 0x4C6E6772

# The start reads a whole file up to this size to find damage; larger ones are left to `linger doctor`.
CHECKED_AT_START_BYTES = 256 * 1024 * 1024


def make_folder(path: Path) -> None:
    """Make the folder that the file goes into. Raises StartError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StartError(
            _(
                "The folder {folder} of the database cannot be made: {reason}. Make it yourself, or set "
                "DATABASE_PATH to another place.",
                folder=path.parent,
                reason=error.strerror or error,
            )
        ) from error
    if path.is_dir():
        raise StartError(
            _(
                "DATABASE_PATH is the folder {path}. Name a file in it, such as {example}.",
                path=path,
                example=path / "linger.sqlite3",
            )
        )


def prepare(raw: sqlite3.Connection, path: Path) -> list[str]:
    """Check that the file is sound and ours, then migrate it; the names of the migrations applied.

    Raises StartError, or sqlite3.DatabaseError for a damaged file.
    """
    _refuse_foreign_file(raw, path)
    if path.stat().st_size <= CHECKED_AT_START_BYTES:
        found = raw.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            # Its first line may be a heading: "*** in database main ***".
            raise sqlite3.DatabaseError(found.splitlines()[-1])
    mode = raw.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode != "wal":
        raise StartError(
            _(
                "The file system of {path} does not support SQLite's write-ahead log "
                "(it stays in mode {mode}). Set DATABASE_PATH to a local disk.",
                path=path,
                mode=mode,
            )
        )
    raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    return migrator.migrate(raw, migrator.bundled_migrations(), now_ms=to_ms(datetime.now(UTC)))


def _refuse_foreign_file(raw: sqlite3.Connection, path: Path) -> None:
    is_ours = raw.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    is_empty = raw.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()[0] == 0
    if not is_ours and not is_empty:
        raise StartError(
            _(
                "{path} is a database of another program. Set DATABASE_PATH to Linger's own file, or to a new one.",
                path=path,
            )
        )


# Every sentence below gets the file's path and SQLite's own words; by SQLite's primary result code.
_SENTENCES = {
    sqlite3.SQLITE_NOTADB: N_(
        "{path} is not a database. Set DATABASE_PATH to Linger's own file, or move this one away to start anew."
    ),
    sqlite3.SQLITE_CORRUPT: N_(
        "The database {path} is damaged ({reason}). Restore a backup with `linger restore`, "
        "or move the file away to start anew."
    ),
    sqlite3.SQLITE_BUSY: N_("Another program is writing to the database {path}. Close it and start Linger again."),
    sqlite3.SQLITE_FULL: N_("The disk of the database {path} is full. Free some space and start Linger again."),
}
_NOT_WRITABLE = N_(
    "The database {path} cannot be written ({reason}). Give this account write access to the file "
    "and its folder, or set DATABASE_PATH to another place."
)
_SENTENCES |= dict.fromkeys((sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM), _NOT_WRITABLE)
_OTHERWISE = N_("The database {path} cannot be used ({reason}). Check the disk, or set DATABASE_PATH to another place.")


@contextmanager
def start_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a file that cannot be used into one sentence for the operator."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        # The result of quick_check is raised by us, without a code.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        raise StartError(_(_SENTENCES.get(code, _OTHERWISE), path=path, reason=error)) from error
