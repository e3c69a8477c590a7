"""What keeps the database from storing anything, where people can be told more than that something went wrong."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from enum import Enum, auto
from pathlib import Path

from bot.storage.engine.connection import StorageError

_log = logging.getLogger(__name__)
_COUNT_EVERY_S = 60.0


class FileMovedError(StorageError):
    """The database file was removed or replaced while it is in use: what is written now would be nowhere."""


class ServerAwayError(sqlite3.OperationalError):
    """The database server cannot be reached, or has ended the session."""


class RefusedError(ServerAwayError):
    """The server is there, and lets this program in only once the address, or what the server allows, is changed."""


class TakenOverError(ServerAwayError):
    """The server is there, and somebody else holds what this process had: it has to end, or both would do the same."""


class Trouble(Enum):
    """Why nothing can be stored."""

    DISK_FULL = auto()
    FILE_MOVED = auto()
    HELD = auto()  # by another program's transaction
    AWAY = auto()  # the database server


_BY_CODE = {sqlite3.SQLITE_FULL: Trouble.DISK_FULL, sqlite3.SQLITE_BUSY: Trouble.HELD}


def identity_of(path: Path) -> tuple[int, int] | None:
    """The device and inode of a file; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def trouble_of(error: BaseException | None) -> Trouble | None:
    """The trouble behind a failure, or None where it is another one."""
    for each in causes(error):
        if isinstance(each, FileMovedError):
            return Trouble.FILE_MOVED
        if isinstance(each, ServerAwayError):
            return Trouble.AWAY
        if isinstance(each, sqlite3.Error):
            code = getattr(each, "sqlite_errorcode", 0) & 0xFF
            if code in _BY_CODE:
                return _BY_CODE[code]
    return None


def said_by_database(error: BaseException | None) -> Exception | None:
    """What the database said first, where an error came from it: not of what it was asked wrongly, and not what this
    program says itself of how it is used, which are ours."""
    found = [each for each in causes(error) if isinstance(each, sqlite3.Error | FileMovedError)]
    first = found[-1] if found else None
    code = getattr(first, "sqlite_errorcode", None)
    is_ours = isinstance(first, sqlite3.IntegrityError | sqlite3.ProgrammingError) or code == sqlite3.SQLITE_ERROR
    return None if is_ours else first


def causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error, what it came from, and so on; each once, for one that is raised from itself leads back to itself."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__


class TroubleWatch:
    """What keeps the database from storing just now: said once when it begins, then counted, and said when it is over.

    All methods belong to the event loop.
    """

    def __init__(self) -> None:
        self.now: Trouble | None = None
        self.refused = 0  # changes since it began
        self.on_begin: Callable[[], None] = lambda: None
        self.taken_over = asyncio.Event()
        self.taken_by = ""  # who holds now what this process had
        self._counted_at_s = 0.0

    def failed(self, error: BaseException) -> None:
        """Something could not be stored; failures of other kinds are not of interest here."""
        trouble = trouble_of(error)
        if trouble is None:
            return
        for each in causes(error):
            if isinstance(each, TakenOverError):
                self.taken_by = str(each)
                self.taken_over.set()
        now_s = time.monotonic()
        if trouble is not self.now:
            self.now, self.refused, self._counted_at_s = trouble, 1, now_s
            _log.error("nothing can be stored: %s. What follows of this is counted, not listed", _reason(error))
            self.on_begin()
            return
        self.refused += 1
        if now_s - self._counted_at_s >= _COUNT_EVERY_S:
            self._counted_at_s = now_s
            _log.error("still nothing can be stored: %d changes were refused so far", self.refused)

    def succeeded(self) -> None:
        """Something was stored."""
        if self.now is not None:
            _log.warning("things are stored again; %d changes were refused meanwhile", self.refused)
            self.now, self.refused = None, 0


def _reason(error: BaseException) -> BaseException:
    """What went wrong first."""
    return list(causes(error))[-1]
