"""One session with the server: how it is opened, in which types it speaks, and what its failures are called."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import PipelineStatus, TransactionStatus
from psycopg.types.numeric import Int8Dumper, IntLoader

from bot.patterns import later_re
from bot.storage.engine.postgres.rows import Row
from bot.storage.engine.trouble import RefusedError, ServerAwayError

# Asked of the server for each session; an operator's own, in the address, win.
_USUAL = {
    "connect_timeout": "5",
    "keepalives_idle": "15",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "20000",
    "client_encoding": "UTF8",
    # Of several hosts the one that is written to: a copy of it would be read late, and refuse every change for good.
    "target_session_attrs": "read-write",
}
# And what the server is to do for each. It ends a session whose machine went dark: what that one holds, others wait
# for, and by itself it may be two hours until a server notices.
_SETTINGS = {
    "statement_timeout": 30_000,
    "tcp_keepalives_idle": 15,
    "tcp_keepalives_interval": 5,
    "tcp_keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
_ENOUGH_PREPARED = 1_000  # about three times as many statements as Linger has

_CODES = {
    "53100": sqlite3.SQLITE_FULL,  # disk full
    "25006": sqlite3.SQLITE_READONLY,  # a reader, or a server that was told to only read
}


# The server is going away, or coming back; it crashed; the session was silent for too long; the line is broken.
_SESSION_OVER = ("57P", "25P03", "08")

# Who asks may not, what is asked for is not there, or this is no server that Linger can use.
_REFUSALS = ("0A", "22", "28", "3D", "42")
# What fails while a session is opened has no SQLSTATE: the client's library keeps it to itself, so words have to tell.
# They are the server's, PgBouncer's and the library's, in English: what else is said counts as a server that is away.
_REFUSAL = later_re(
    r"[^:\n]*(?:authentication failed for user|role \".*\" does not exist|is not permitted to log in"
    r"|database \".*\" does not exist|permission denied for database|no pg_hba\.conf entry|pg_hba\.conf rejects"
    r"|unrecognized configuration parameter|invalid value for parameter|no such (?:database|user)\b"
    r"|no password supplied|invalid \w+ value|invalid port number|but SSL was required|certificate verify failed"
    r"|root certificate file|does not match host name)[^\n]*"
)
# Said over one of the two ways that the library tries a host, with TLS and without; the other may be refused for good.
_PASSES = later_re(
    r"starting up|shutting down|in recovery|accepting connections|too many|are reserved|no more connections"
)
_ATTEMPT = later_re(r"^- (host: .*?, port: .*?), hostaddr: (.*?)(?=^- host: |\Z)", re.DOTALL | re.MULTILINE)


class _NumericLoader(IntLoader):
    """A sum of whole numbers is one; a mean is none."""

    def load(self, data: Any) -> Any:
        said = bytes(data)
        return float(said) if b"." in said or b"N" in said else int(said)


def _rows(cursor: psycopg.Cursor[Any]) -> Callable[[Sequence[Any]], Row]:
    columns = {column.name: number for number, column in enumerate(cursor.description or ())}
    return lambda values: Row(values, columns)


def opened(url: str, name: str = "linger") -> psycopg.Connection[Any]:
    """A new session in autocommit mode: whoever uses it says BEGIN. `name` is what the server calls it by. Raises
    psycopg.Error."""
    given = {key: value for key, value in conninfo_to_dict(url).items() if value is not None}
    parameters = _USUAL | {"application_name": name} | given
    session = psycopg.connect(**parameters, autocommit=True, cursor_factory=psycopg.RawCursor)  # type: ignore[arg-type]
    try:
        session.row_factory = _rows
        session.prepared_max = _ENOUGH_PREPARED
        for sort in (int, bool):
            # As 64 bits, as every such column has them: one plan a statement.
            session.adapters.register_dumper(sort, Int8Dumper)
        session.adapters.register_loader("numeric", _NumericLoader)
        options = str(parameters.get("options", ""))
        wanted = [f"SET {name} = {value}" for name, value in _SETTINGS.items() if name not in options]
        if wanted:
            session.execute("; ".join(wanted), prepare=False)
    except BaseException:
        session.close()
        raise
    return session


def not_opened(error: psycopg.Error, url: str) -> ServerAwayError:
    """Why a session could not be opened and made ready: RefusedError, where the server would say the same next time."""
    words = str(error).strip()
    if error.sqlstate is None:
        reason = _refusal(words, _hosts(url))
    else:
        reason = words if error.sqlstate.startswith(_REFUSALS) else None
    return ServerAwayError(words) if reason is None else RefusedError(reason)


def _hosts(url: str) -> int:
    """How many hosts an address names."""
    return str(conninfo_to_dict(url).get("host") or "").count(",") + 1


def _refusal(words: str, hosts: int) -> str | None:
    """What each of the hosts said at one of its addresses, where all of them refuse; else another one may come back."""
    said: dict[str, str] = {}
    for host, words_of_host in _ATTEMPT.findall(words) or [("", words)]:
        found = _REFUSAL.search(words_of_host)
        if found is not None and not _PASSES.search(words_of_host):
            said[host] = found[0].strip()
    return said.popitem()[1] if len(said) == hosts else None


def is_idle(session: psycopg.Connection[Any]) -> bool:
    """Whether no transaction is open."""
    return session.info.transaction_status in (TransactionStatus.IDLE, TransactionStatus.UNKNOWN)


def has_failed(session: psycopg.Connection[Any]) -> bool:
    """Whether a statement of the open transaction failed, so that the server takes no other until it is undone."""
    return session.info.transaction_status is TransactionStatus.INERROR


def is_stuck(session: psycopg.Connection[Any]) -> bool:
    """Whether the session still has rows under way that it can no longer send, and so takes no other statement."""
    return not session.closed and session.pgconn.pipeline_status != PipelineStatus.OFF


def named(error: psycopg.Error, *, lost: bool) -> sqlite3.Error:
    """The error by the name that the rest of the program knows it by."""
    words = str(error).strip() or type(error).__name__
    if lost or (error.sqlstate or "").startswith(_SESSION_OVER):
        return ServerAwayError(words)
    found: sqlite3.Error
    if isinstance(error, psycopg.IntegrityError):
        found = sqlite3.IntegrityError(words)
    else:
        found = sqlite3.OperationalError(words)
    found.sqlite_errorcode = _CODES.get(error.sqlstate or "", sqlite3.SQLITE_ERROR)
    return found
