"""Which servers are a process's own."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.shards import ALONE, MOST, Shards

COUNTS = st.integers(1, 64)


@pytest.mark.parametrize(
    ("text", "shards"),
    [
        ("0-3/16", Shards(0, 3, 16)),
        ("3/16", Shards(3, 3, 16)),
        (" 0 - 15 / 16 ".strip(), Shards(0, 15, 16)),
        ("0/1", ALONE),
        (f"0-1/{MOST}", Shards(0, 1, MOST)),
    ],
)
def test_what_is_written_is_read(text: str, shards: Shards) -> None:
    assert Shards.read(text) == shards


@pytest.mark.parametrize(
    "text", ["", "4", "3-1/16", "0-16/16", "16/16", "0-3", "-1/4", "0-3/0", "a/b", "٣/١٦", "0/16385"]
)
def test_what_is_none_is_refused(text: str) -> None:
    assert Shards.read(text) is None


@given(count=COUNTS, guild_id=st.integers(0, 2**63 - 1), data=st.data())
def test_every_server_is_one_process_s_own_and_the_statement_says_the_same(
    count: int, guild_id: int, data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, count - 1))
    processes = [Shards(0, cut, count)] + ([Shards(cut + 1, count - 1, count)] if cut < count - 1 else [])
    own = [shards.own(guild_id) for shards in processes]
    assert sum(own) == 1
    with closing(sqlite3.connect(":memory:")) as raw:
        said = [raw.execute(f"SELECT {shards.sql('?')}", (guild_id,)).fetchone()[0] for shards in processes]
    assert said == own


@given(count=COUNTS, data=st.data())
def test_what_is_said_can_be_read_again(count: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, count - 1))
    shards = Shards(first, data.draw(st.integers(first, count - 1)), count)
    assert Shards.read(str(shards) or "0/1") == shards


def test_what_is_of_no_server_is_the_first_one_s() -> None:
    assert [shards.own(0) for shards in (Shards(0, 1, 4), Shards(2, 3, 4))] == [True, False]
    assert [shards.is_first for shards in (Shards(0, 1, 4), Shards(2, 3, 4), ALONE)] == [True, False, True]
