"""A connection to PostgreSQL with the methods of sqlite3's that the engine and the storage use.

Everything above it is one text for both engines: BEGIN, SAVEPOINT, RELEASE, ROLLBACK TO and COMMIT mean the same,
and what begins a transaction opens a lost session again. What only opens and ends blocks waits and travels together
with its neighbours.
"""

from __future__ import annotations

import logging
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from threading import Event
from typing import Any

import psycopg

from bot.domain.shards import ALONE, Shards
from bot.storage.engine.postgres import link, locks
from bot.storage.engine.postgres.rows import Found
from bot.storage.engine.postgres.sql import numbered
from bot.storage.engine.trouble import ServerAwayError, TakenOverError

_log = logging.getLogger(__name__)

# How long a transaction that is about to begin waits for a server that is away; afterwards each fails at once until
# the server is back, which is looked for once a second.
PATIENCE_S = 10.0
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.05, 1.0

READING = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
WRITING = "BEGIN"
_LOCK = f"({locks.LINGER}, {locks.WRITING})"
WRITING_TOO = f"BEGIN; SELECT pg_advisory_xact_lock_shared{_LOCK}"  # beside other processes
WRITING_ALONE = f"BEGIN; SELECT pg_advisory_xact_lock{_LOCK}"
_BEGINS = frozenset({READING, WRITING, WRITING_TOO, WRITING_ALONE})
_SAID_TO_BEGIN = frozenset({"BEGIN", "BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"})
_WAITS = ("SAVEPOINT ", "RELEASE ")
_WHICH = "SELECT pid, backend_start::text, application_name FROM pg_stat_activity WHERE pid = pg_backend_pid()"
_FORMER = "FROM pg_stat_activity WHERE pid = $1 AND backend_start::text = $2 AND application_name = $3"
_END = f"SELECT pg_terminate_backend(pid) {_FORMER}"
_IS_THERE = f"SELECT 1 {_FORMER}"


class PostgresRaw:
    """One session at a time; used by one thread, but for `interrupt`."""

    def __init__(
        self,
        url: str,
        *,
        begin: str,
        on_open: Callable[[psycopg.Connection[Any]], None] = lambda _session: None,
        shards: Shards = ALONE,
    ) -> None:
        """Open the first session. `on_open` is called with each; `shards` says which servers are this process's own.
        Raises sqlite3.Error."""
        self._url = url
        self._begin = begin
        self._shards = shards
        self._on_open = on_open
        self._commits: str | None = None
        self._former: tuple[Any, ...] | None = None  # which session there is, or was
        self._waiting: list[str] = []
        self._away_since_s: float | None = None
        self._asked_at_s = 0.0
        self._given_up = Event()
        self._session = self._opened()

    def number_commits(self, name: str) -> None:
        """Note a number with each commit under this name, so that a session that was lost while the server was
        committing leaves no doubt. No other session may use the name at the same time."""
        self._commits = name

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open or about to be, or what waits belongs to one that was lost with its session:
        only who goes on with that is told."""
        return bool(self._waiting) or not (self._session.closed or link.is_idle(self._session))

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Found:
        """Run one statement. Raises sqlite3.Error."""
        if sql in _SAID_TO_BEGIN:
            if self._waiting:  # it would go unnoticed that what they belong to is lost with its session
                raise ServerAwayError("the session ended with something in hand")
            self._waiting = [WRITING_ALONE if sql == "BEGIN EXCLUSIVE" else self._begin]
        elif sql.startswith(_WAITS):
            self._refuse_after_failure()
            self._waiting.append(sql)
        elif sql == "COMMIT":
            self._commit()
        elif sql == "ROLLBACK":
            self._roll_back()
        elif sql.startswith("ROLLBACK TO "):
            self._send_waiting()
            self._say(sql)
        else:
            self._send_waiting()
            return self._ask(numbered(sql, self._shards), parameters)
        return Found([], 0)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> Found:
        """Run one statement for each of the rows. Raises sqlite3.Error."""
        self._send_waiting()
        with self._errors():
            cursor = self._session.cursor()
            cursor.executemany(numbered(sql, self._shards), list(rows))
            return Found([], cursor.rowcount)

    def interrupt(self) -> None:
        """Let the statement that runs fail, and let nobody wait for the server any more; from any thread."""
        self._given_up.set()
        with suppress(psycopg.Error):
            self._session.cancel_safe(timeout=2)

    def close(self) -> None:
        """End the session, and with it what was not committed."""
        self._given_up.set()
        self._session.close()

    def _ask(self, sql: str, parameters: Sequence[Any]) -> Found:
        with self._errors():
            cursor = self._session.execute(sql, parameters or None)
            return Found([] if cursor.description is None else cursor.fetchall(), cursor.rowcount)

    def _errors(self) -> _Errors:
        return _Errors(self)

    def named(self, error: psycopg.Error) -> sqlite3.Error:
        """The error as the rest of the program knows it; a session that takes no statement any more is ended."""
        if link.is_stuck(self._session):
            self._session.close()
        return link.named(error, lost=self._session.closed)

    def _refuse_after_failure(self) -> None:
        """The server would refuse it as well, but only with what comes next."""
        if link.has_failed(self._session):
            raise sqlite3.ProgrammingError("a statement of this block has failed; only an exception may leave it")

    def _send_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        if waiting[0] in _BEGINS:
            self._begin_with("; ".join(waiting))
        else:
            self._say("; ".join(waiting))

    def _say(self, statements: str) -> str:
        """Run statements without values in one go; what the server answered to the last."""
        with self._errors():
            cursor = self._session.execute(statements, prepare=False)
            while cursor.nextset():
                pass
            return cursor.statusmessage or ""

    def _begin_with(self, statements: str) -> None:
        """Nothing of the transaction was said yet: where the session turns out to be lost, another one begins it."""
        while True:
            if self._session.closed:
                self._session = self._opened_again()
            try:
                self._say(statements)
            except ServerAwayError:
                with suppress(psycopg.Error):
                    self._session.close()
            else:
                return

    def _opened(self) -> psycopg.Connection[Any]:
        try:
            session = link.opened(self._url, f"linger {self._shards}".strip())
        except psycopg.Error as error:
            raise link.not_opened(error, self._url) from error
        try:
            self._take_over(session)
            self._former = tuple(session.execute(_WHICH).fetchone())  # type: ignore[arg-type]  # itself, always
        except BaseException as error:
            session.close()
            if isinstance(error, psycopg.Error):
                raise link.not_opened(error, self._url) from error
            raise
        return session

    def _take_over(self, session: psycopg.Connection[Any]) -> None:
        """End the former session, which the server may not have noticed to be lost, and have what it had. Raises what
        `on_open` raises; ServerAwayError where the server has not ended it yet, as while its disk hangs."""
        if self._former is not None:
            session.execute(_END, self._former)
        try:
            self._on_open(session)
        except TakenOverError:
            if self._former is not None and session.execute(_IS_THERE, self._former).fetchone() is not None:
                raise ServerAwayError("the database server has not ended the former session yet") from None
            raise

    def _opened_again(self) -> psycopg.Connection[Any]:
        """Another session, waited for as long as patience lasts. Raises ServerAwayError."""
        now_s = time.monotonic()
        if self._away_since_s is None:
            self._away_since_s = now_s
        elif now_s - self._away_since_s > PATIENCE_S and now_s - self._asked_at_s < _LONGEST_PAUSE_S:
            raise ServerAwayError("the database server is away")
        pause_s = _FIRST_PAUSE_S
        while True:
            self._asked_at_s = time.monotonic()
            try:
                session = self._opened()
            except sqlite3.OperationalError:
                if time.monotonic() - self._away_since_s > PATIENCE_S or self._given_up.wait(pause_s):
                    raise
                pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)
            else:
                _log.warning("the database server is back after %.1f s", time.monotonic() - self._away_since_s)
                self._away_since_s = None
                return session

    def _commit(self) -> None:
        self._refuse_after_failure()
        waiting, self._waiting = self._waiting, []
        if waiting and waiting[0] in _BEGINS:
            return  # nothing was said in between
        if self._commits is None:
            self._require_committed(self._say("; ".join([*waiting, "COMMIT"])))
            return
        number = secrets.randbits(62)
        note = (
            f"INSERT INTO numbers (name, given) VALUES ('{self._commits}', {number})"  # noqa: S608 (ours)
            " ON CONFLICT (name) DO UPDATE SET given = excluded.given"
        )
        try:
            self._require_committed(self._say("; ".join([*waiting, note, "COMMIT"])))
        except ServerAwayError:
            if not self._was_committed(number):
                raise

    def _require_committed(self, answer: str) -> None:
        if answer != "COMMIT":
            raise sqlite3.ProgrammingError(f"the server answered {answer} to COMMIT")

    def _was_committed(self, number: int) -> bool:
        """Whether the commit of that number took place, asked in another session; the old one has ended by then, for
        `on_open` took over its lock. Raises ServerAwayError where it cannot be asked."""
        self._session.close()
        self._session = self._opened_again()
        found = self._ask("SELECT given FROM numbers WHERE name = $1", (self._commits,)).fetchone()
        return found is not None and found[0] == number

    def _roll_back(self) -> None:
        waiting, self._waiting = self._waiting, []
        if not (waiting and waiting[0] in _BEGINS) and not self._session.closed:
            try:
                self._say("ROLLBACK")
            except sqlite3.Error:
                self._session.close()  # with it the server rolls back what is left; none of it meets the next block


class _Errors:
    """Within the block, psycopg's errors become the program's."""

    def __init__(self, raw: PostgresRaw) -> None:
        self._raw = raw

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, psycopg.Error):
            raise self._raw.named(error) from error
