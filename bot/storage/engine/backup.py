"""Copies of a database that is in use, their check, and the way back.

A plain file copy of a live database can look sound and hold wrong counters: part of it is in the log beside
it. `VACUUM INTO` writes one snapshot, as a compact file without a log.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from urllib.request import pathname2url

from bot.storage.engine import migrator
from bot.storage.engine.connection import BUSY_TIMEOUT_MS, StorageError
from bot.storage.engine.invariants import APPLICATION_ID, broken
from bot.storage.engine.lock import holding


def read_only(path: Path) -> sqlite3.Connection:
    """A connection that can neither write nor move the log into the file; safe beside a running bot."""
    return sqlite3.connect(
        f"file:{pathname2url(str(path.absolute()))}?mode=ro",
        uri=True,
        isolation_level=None,
        timeout=BUSY_TIMEOUT_MS / 1000,
    )


def copy(source: Path, target: Path) -> None:
    """Copy the database `source`, which may be in use, to `target`, and check the copy.

    `target` appears when the copy is complete, sound and flushed; an older file of that name stays until
    then. Raises StorageError.
    """
    if target.exists() and source.exists() and target.samefile(source):
        raise StorageError(f"{target} is the database itself: name another file")
    partial = target.with_name(f"{target.name}.{os.getpid()}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        # 0600, for it holds what members keep to themselves.
        os.close(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(read_only(source)) as connection:
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise StorageError(f"{source} is no database of Linger's")
            if connection.execute("PRAGMA auto_vacuum").fetchone()[0] == 0:
                connection.execute(
                    "PRAGMA auto_vacuum = INCREMENTAL"
                )  # of the copy: files of earlier versions had none
            connection.execute("VACUUM INTO ?", (str(partial),))
            expected = migrator.applied(connection)
        problems = check(partial)
        with closing(read_only(partial)) as connection:
            if migrator.applied(connection) != expected:
                problems.append("its migrations differ from the original's")
        if problems:
            raise StorageError(f"the backup {target} is not sound: {'; '.join(problems[:3])}")
        _flush(partial)
        partial.replace(target)
        _flush(target.parent)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(f"the backup {target} could not be written: {error}") from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def copy_open(raw: sqlite3.Connection, target: Path) -> None:
    """Copy what the open connection sees to the new file `target`. Raises OSError, sqlite3.Error."""
    with closing(sqlite3.connect(target, isolation_level=None)) as copied:
        raw.backup(copied)
        copied.execute("PRAGMA journal_mode = DELETE")  # one file, that needs nothing beside it
    _flush(target)


def check(path: Path) -> list[str]:
    """What is wrong with the database at `path`: SQLite's own checks and the application's grave invariants.

    Empty if it is sound. Works beside a running bot; reads the whole file. Raises sqlite3.Error if the file
    is no database at all.
    """
    with closing(read_only(path)) as connection:
        connection.execute("BEGIN")  # all the checks look at one snapshot
        problems = [row[0] for row in connection.execute("PRAGMA integrity_check(10)") if row[0] != "ok"]
        problems += [
            f"a row of {row[0]} points to a missing row of {row[2]}"
            for row in connection.execute("PRAGMA foreign_key_check")
        ]
        return [*problems, *broken(connection, _tables(connection))]


def slips(path: Path) -> list[str]:
    """Promises that do not hold although the file is sound. Raises sqlite3.Error as `check` does."""
    with closing(read_only(path)) as connection:
        connection.execute("BEGIN")
        return list(broken(connection, _tables(connection), grave=False))


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def restore(source: Path, target: Path, *, former: Path) -> Path | None:
    """Put the backup `source` in the place of the database `target`; the old one is moved to `former`, with its log.
    Where it went, or None where there was none.

    Raises StartError if `target` is in use, StorageError if the backup is not sound or cannot be copied;
    the database is untouched then.
    """
    target = target.absolute()
    partial = target.with_name(target.name + ".restoring")
    target.parent.mkdir(parents=True, exist_ok=True)
    with holding(target):
        partial.unlink(missing_ok=True)
        copy(source, partial)
        had_one = target.exists()
        # The log goes along as it is: SQLite would drop the log of a file that is too damaged to be opened.
        for ending in ("", "-wal"):
            with suppress(FileNotFoundError):
                target.with_name(target.name + ending).replace(former.with_name(former.name + ending))
        target.with_name(target.name + "-shm").unlink(missing_ok=True)
        partial.replace(target)
        _flush(target.parent)
        return former if had_one else None


def _flush(path: Path) -> None:
    """Wait until the disk has the file, or the folder's list of names."""
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open folders, and flushes names by itself
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
