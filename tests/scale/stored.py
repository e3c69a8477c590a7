"""What a database on a server holds, seen by somebody else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from bot.storage.engine.invariants import broken
from tests.loopback.postgres import EVERY_TABLE


@contextmanager
def stored_at(url: str) -> Iterator[sqlite3.Connection]:
    """What another program sees now; what it writes is there at once."""
    from bot.storage.engine.postgres.raw import WRITING, PostgresRaw

    raw = PostgresRaw(url, begin=WRITING)
    try:
        yield cast("sqlite3.Connection", raw)
    finally:
        raw.close()


def problems_at(url: str) -> list[str]:
    """What does not hold between the tables, grave or not."""
    with stored_at(url) as raw:
        return [*broken(raw, EVERY_TABLE), *broken(raw, EVERY_TABLE, grave=False)]
