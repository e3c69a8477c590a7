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

from bot.storage import migrator
from bot.storage.connection import BUSY_TIMEOUT_MS, StorageError
from bot.storage.invariants import INVARIANTS
from bot.storage.lock import holding


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
    partial = target.with_name(f"{target.name}.{os.getpid()}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        with closing(read_only(source)) as connection:
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


def check(path: Path) -> list[str]:
    """What is wrong with the database at `path`: SQLite's own checks and the application's invariants.

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
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        for invariant in INVARIANTS:
            if tables.issuperset(invariant.tables):
                broken = connection.execute(f"SELECT COUNT(*) FROM ({invariant.violations})").fetchone()[0]  # noqa: S608 (constants of this program)
                if broken:
                    problems.append(f"{invariant.promise}: {broken} times not")
        return problems


def restore(source: Path, target: Path) -> Path | None:
    """Put the backup `source` in the place of the database `target`; where the old one was moved, or None.

    Raises StartError if `target` is in use, StorageError if the backup is not sound or cannot be copied;
    the database is untouched then.
    """
    target = target.absolute()
    partial = target.with_name(target.name + ".restoring")
    target.parent.mkdir(parents=True, exist_ok=True)
    with holding(target):
        partial.unlink(missing_ok=True)
        copy(source, partial)
        former = None
        if target.exists():
            _settle_log(target)
            former = target.with_name(target.name + ".before-restore")
            target.replace(former)
        for ending in ("-wal", "-shm"):
            target.with_name(target.name + ending).unlink(missing_ok=True)
        partial.replace(target)
        _flush(target.parent)
        return former


def _settle_log(path: Path) -> None:
    """Move the log of a database that nobody uses into its file, if the file is sound enough for that."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _flush(path: Path) -> None:
    """Wait until the disk has the file, or the folder's list of names."""
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open folders, and flushes names by itself
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
