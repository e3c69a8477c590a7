"""Who writes: one process alone, or several that have different shards of as many. The server's locks tell.

They are held by the session that writes, and end with it: whoever takes one over knows that the former holder's
transactions have ended, too.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from typing import Any

import psycopg

from bot.domain.shards import Shards
from bot.storage.engine.postgres import locks
from bot.storage.engine.trouble import TakenOverError

TAKE_OVER_S = 5.0
SILENT_MS = 60_000  # after which the server ends a transaction in which nothing is said: the others wait for its locks
_ALONE = f"SELECT pg_try_advisory_lock({locks.LINGER}, {locks.OWNING})"
_BESIDE = (
    f"SELECT pg_try_advisory_lock_shared({locks.LINGER}, {locks.OWNING})"
    f" AND pg_try_advisory_lock_shared({locks.COUNT}, $1::int)"
)
_HELD = (
    "SELECT l.classid, l.objid, a.application_name, COALESCE(a.client_addr::text, 'this machine'), a.pid"
    " FROM pg_locks AS l JOIN pg_stat_activity AS a ON a.pid = l.pid WHERE l.locktype = 'advisory' AND l.granted"
    " AND a.datname = current_database() AND a.pid <> pg_backend_pid() AND l.objsubid = 2"
)
# One after the other up to the first that is taken: of two that begin at once, none has what the other waits for.
_NOT_OURS = (
    f"SELECT n FROM generate_series($1::int, $2::int) AS n WHERE NOT pg_try_advisory_lock({locks.SHARD}, n) LIMIT 1"  # noqa: S608 (a number)
)


def own(session: psycopg.Connection[Any], shards: Shards) -> None:
    """Take over the locks of who writes, from whoever is just ending: a program that was killed and started again, a
    session of our own that the server has not noticed to be gone. Raises TakenOverError where one stays held, naming
    its holder.
    """
    if not shards.is_alone:
        session.execute(f"SET idle_in_transaction_session_timeout = {SILENT_MS}")
    until_s = time.monotonic() + TAKE_OVER_S
    while (why := _refusal(session, shards)) is not None:
        if time.monotonic() > until_s:
            raise TakenOverError(why)
        time.sleep(0.05)


def _refusal(session: psycopg.Connection[Any], shards: Shards) -> str | None:
    """Why this process may not write just now; None where it may, and holds its locks."""
    held = partial(_held, session)
    if shards.is_alone:
        is_free = _first(session, _ALONE)
        return None if is_free else f"another Linger uses it{held(locks.LINGER, locks.OWNING)}"
    if not _first(session, _BESIDE, shards.count):
        return f"another Linger uses it alone{held(locks.LINGER, locks.OWNING)}"
    for count, other in _others(session, locks.COUNT):
        if count != shards.count:
            return f"another Linger counts {count} shards, and this one {shards.count}{other}"
    taken = [row[0] for row in session.execute(_NOT_OURS, (shards.first, shards.last))]
    if taken:
        return f"another Linger has shard {taken[0]} of it{held(locks.SHARD, taken[0])}"
    return None


def _first(session: psycopg.Connection[Any], sql: str, *values: int) -> bool:
    row = session.execute(sql, values or None).fetchone()
    return bool(row and row[0])


def _held(session: psycopg.Connection[Any], sort: int, number: int) -> str:
    """Who holds a lock, as far as the server tells."""
    return next((other for held, other in _others(session, sort) if held == number), "")


def _others(session: psycopg.Connection[Any], sort: int) -> Iterator[tuple[int, str]]:
    """The locks of a sort that other sessions hold, and who they are."""
    for classid, number, name, place, pid in session.execute(_HELD):
        if classid == sort:
            yield number, f" ({name} from {place}, server process {pid})"
