"""One process per database file: a lock that the operating system lets go when its holder dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.errors import StartError
from bot.i18n import _


def lock_path(database: Path) -> Path:
    """The lock's own file, beside the database: closing any handle of the database file itself would drop
    the locks that SQLite holds on it (POSIX advisory locks)."""
    return database.with_name(database.name + ".lock")


@contextmanager
def holding(database: Path) -> Iterator[None]:
    """Hold the lock of `database` within the block. Raises StartError if another process holds it.

    The file stays afterwards: removing it would let two processes lock two different files of one name.
    """
    path = lock_path(database)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StartError(
            _(
                "Cannot write beside the database {path}: {reason}. Give this account write access to its "
                "folder, or set DATABASE_PATH to another place.",
                path=database,
                reason=error.strerror or error,
            )
        ) from error
    try:
        if not _try_lock(descriptor):
            raise StartError(
                _(
                    "The database {path} is in use by another Linger (process {process}). "
                    "Stop that one first, or set DATABASE_PATH to another file.",
                    path=database,
                    process=_holder(descriptor),
                )
            )
        with suppress(OSError):  # on a full disk the number is missing in the message above, no more
            os.ftruncate(descriptor, 0)
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, str(os.getpid()).encode())
        yield
    finally:
        os.close(descriptor)  # lets the lock go


def was_held(database: Path) -> bool:
    """Whether a Linger has used `database` before: whoever holds the lock writes its process number, which stays."""
    path = lock_path(database)
    return path.is_file() and path.stat().st_size > 0


def forget(database: Path) -> None:
    """As if nobody had used `database`; for whoever holds the lock. Raises OSError."""
    os.truncate(lock_path(database), 0)


def holder_of(database: Path) -> str | None:
    """The process that uses `database` just now, as it noted itself ("?" if it could not); None where nobody does."""
    try:
        descriptor = os.open(lock_path(database), os.O_RDWR)
    except OSError:
        return None
    try:
        return None if _try_lock(descriptor) else _holder(descriptor)
    finally:
        os.close(descriptor)


def _holder(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    return os.read(descriptor, 20).decode(errors="replace").strip() or "?"


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            os.lseek(descriptor, 1_000, os.SEEK_SET)  # beyond the process number, which stays readable
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
