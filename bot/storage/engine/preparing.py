"""What is asked of a database file before it is used, and the sentences for files that cannot be."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import StartError
from bot.i18n import N_, _
from bot.storage.engine import before_upgrade, lock, migrator
from bot.storage.engine.invariants import APPLICATION_ID
from bot.storage.engine.schema_check import is_noted_as_whole, note_as_whole, what_is_missing
from bot.storage.engine.times import to_ms

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


def refuse_lost_file(path: Path) -> None:
    """Raises StartError where this installation had a file, by the lock that stays beside it, and has none any more."""
    if not path.exists() and lock.was_held(path):
        raise StartError(
            _(
                "The database {path} is gone, although Linger has used it before. Put it back, or a backup with"
                " `linger restore FILE`; `linger run --new` starts with nothing.",
                path=path,
            )
        )


def make_private(path: Path, *, start_anew: bool) -> bool:
    """Make a new file that only this account can read; SQLite gives its log the same rights. Whether it is new.

    One that is there keeps its rights, unless it is empty and becomes the new one.
    """
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError:  # where it is not there already, SQLite says what is wrong
        with suppress(OSError):
            if start_anew and path.stat().st_size == 0:
                path.chmod(0o600)
        return False
    return True


def unmake(path: Path) -> None:
    """Take back what a first start began and could not finish, so that the next one is the first."""
    with suppress(OSError):
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        lock.forget(path)


def prepare(raw: sqlite3.Connection, path: Path, may_be_empty: bool) -> list[str]:
    """Check that the file is sound and ours, then migrate it; the names of the migrations applied.

    What is there before a migration is copied first. Raises StartError, or sqlite3.DatabaseError for a damaged file.
    """
    if raw.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()[0] == 0:
        _refuse_empty_file(path, may_be_empty)
        raw.execute("PRAGMA auto_vacuum = INCREMENTAL")
    else:
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
    migrations = migrator.bundled_migrations()
    copied = before_upgrade.copy_first(raw, path, migrations)
    applied = migrator.migrate(raw, migrations, now_ms=to_ms(datetime.now(UTC)))
    if not is_noted_as_whole(raw, migrations):
        # What was made a moment ago is whole.
        if len(applied) < len(migrations) and (missing := what_is_missing(raw, migrations)):
            raise _lacking(path, missing)
        note_as_whole(raw, migrations)
    if copied is not None:
        before_upgrade.keep_only(copied, path)
        _let_it_shrink(raw, path)
    return applied


def _lacking(path: Path, missing: Sequence[str]) -> StartError:
    return StartError(
        _(
            "The database {path} lacks {names}: something else has changed it. Restore a backup with"
            " `linger restore`, or move the file away to start anew.",
            path=path,
            names=", ".join(missing[:5]),
        )
    )


def _let_it_shrink(raw: sqlite3.Connection, path: Path) -> None:
    """Files of earlier versions never gave room back; that has to be built in once, while a copy is there."""
    is_built_in = raw.execute("PRAGMA auto_vacuum").fetchone()[0] != 0
    if not is_built_in and path.stat().st_size <= CHECKED_AT_START_BYTES:
        with suppress(sqlite3.OperationalError):  # too little room: it works on as it is
            raw.execute("PRAGMA auto_vacuum = INCREMENTAL")
            raw.execute("VACUUM")


def _refuse_empty_file(path: Path, may_be_empty: bool) -> None:
    """A copy without the log beside it is such a file; taking it for a new one would lose what is in the log."""
    if not may_be_empty:
        raise StartError(
            _(
                "The database {path} is empty. If it is a copy, copy the file {path}-wal along with it, or better make"
                " the copy with `linger backup`. `linger run --new` starts with nothing.",
                path=path,
            )
        )


def _refuse_foreign_file(raw: sqlite3.Connection, path: Path) -> None:
    if raw.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
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
        "The database {path} is damaged ({reason}). Restore a backup with `linger restore FILE`, "
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
        raise refusal(path, error) from error


def refusal(path: Path, error: Exception) -> StartError:
    """The sentence for a file of which the database says that."""
    # The result of quick_check is raised by us, without a code.
    usual = sqlite3.SQLITE_CORRUPT if isinstance(error, sqlite3.DatabaseError) else sqlite3.SQLITE_ERROR
    code = getattr(error, "sqlite_errorcode", usual) & 0xFF
    return StartError(_(_SENTENCES.get(code, _OTHERWISE), path=path, reason=error))
