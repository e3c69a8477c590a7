"""How large a database on a server becomes: bytes of a vote, of a review, of a place and of a server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks.scaling.voting import Place, fill
from benchmarks.votes import POSTS, STORED
from tests.loopback.postgres import PostgresServer

_ROWS = 20_000
_EACH = f"FROM generate_series(1, {_ROWS}) AS n"
_BODY = "(SELECT string_agg(md5((n * 40 + k)::text), ' ') FROM generate_series(1, 40) AS k)"  # hardly compressible
_REVIEW = (
    "INSERT INTO reviews (guild_id, series_id, author_id, author_name, rating, headline, body, spoiler_free, stage,"
    " language, state, channel_id, message_id, created_at, posted_at)"
    f" SELECT 5, 'some-series-kr-' || (n % 2000), 1000000000000000000 + n, 'Somebody', 16, 'Tender and funny', {_BODY},"
    f" 0, 'finished', 'en', 'posted', 11, 1200000000000000000 + n, 1700000000000 + n, 1700000000000 + n {_EACH}"
)
_PLACE = (
    "INSERT INTO progress (user_id, series_id, status, episode, changed_at)"
    f" SELECT 1000000000000000000 + n / 10, 'some-series-kr-' || (n % 10), 'watching', 5, 1700000000000 + n {_EACH}"
)
_SERVER = f"INSERT INTO guilds (guild_id, joined_at) SELECT 1000000000000000000 + n, 1700000000000 {_EACH}"


def measure(running: PostgresServer) -> None:
    """Print the bytes of each, indexes included."""

    def vote(raw: Any) -> None:
        fill(raw, Place(""))

    empty = _size(running, lambda _raw: None)
    print(f"{'a database with no row':32}{empty / 1e6:>10.1f} MB")
    for label, rows, work in (
        (f"a vote, on {POSTS} posts", STORED, vote),
        ("a review of 1,300 characters", _ROWS, lambda raw: raw.execute(_REVIEW)),
        ("a member's place in a series", _ROWS, lambda raw: raw.execute(_PLACE)),
        ("a server", _ROWS, lambda raw: raw.execute(_SERVER)),
    ):
        print(f"{label:32}{(_size(running, work) - empty) / rows:>10.0f} bytes")


def _size(running: PostgresServer, work: Callable[[Any], object]) -> int:
    from bot.storage.engine.postgres.raw import WRITING, PostgresRaw

    raw = PostgresRaw(running.make("sizes"), begin=WRITING)
    try:
        raw.execute("BEGIN")
        work(raw)
        raw.execute("COMMIT")
        return int(raw.execute("SELECT pg_database_size(current_database())").fetchone()[0])
    finally:
        raw.close()
