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
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
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
                    process=os.pread(descriptor, 20, 0).decode(errors="replace").strip() or "?",
                )
            )
        with suppress(OSError):  # on a full disk the number is missing in the message above, no more
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)  # lets the lock go


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
