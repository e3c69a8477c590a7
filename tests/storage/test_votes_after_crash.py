"""kill -9 under a flood of reactions, then a restart and a reconciliation: the ledger equals what Discord shows."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.votes import Reaction, Tally, Voter, VoteRules
from bot.storage.engine import backup
from bot.storage.engine.database import Database
from bot.storage.ledger import reactions, reconciliation
from tests.gate import kills

pytestmark = pytest.mark.sqlite

ROUNDS = kills(gate=12, home=3)
GUILD, MESSAGE = 5, 100
NOW = datetime(2026, 3, 1, tzinfo=UTC)
RULES = VoteRules()

PROGRAM = """
import asyncio, os, sys
from datetime import UTC, datetime
from functools import partial
from bot.domain.votes import Reaction, Subject, SubjectKind, Voter, VoteRules
from bot.storage.ledger import posts, votes
from bot.storage.engine.database import Database
from bot.storage.ledger.votes import ReactionEvent
from tests.loopback.crowds import Crowd

AT = dict(rules=VoteRules(), at=datetime(2026, 3, 1, tzinfo=UTC))

def told(text):
    os.write(1, (text + "\\n").encode())

async def caller(crowd, first):
    # What Discord shows is told before the ledger hears of it; what the ledger acknowledged, after.
    for user_id in range(first, first + 1_000_000):
        reaction = Reaction(100, user_id, "👍" if user_id % 2 else "👎")
        told(f"shown +{user_id}")
        await crowd.write(ReactionEvent(5, reaction, Voter(user_id), **AT))
        told(f"stored +{user_id}")
        if user_id % 3 == 0:
            told(f"shown -{user_id}")
            await crowd.write(ReactionEvent(5, reaction, None, **AT))
            told(f"stored -{user_id}")

async def main():
    async with Database.open(sys.argv[1]) as database:
        subject = Subject(SubjectKind.REVIEW, 1)
        post = posts.Post(100, 5, 10, subject, "some-th-2020", 1, AT["at"])
        await database.write(partial(posts.insert_post, post=post))
        told("open")
        start = int(sys.argv[2]) * 100_000_000
        crowd = Crowd(database, votes.record)
        await asyncio.gather(*(caller(crowd, start + n * 1_000_000 + 2) for n in range(16)))

asyncio.run(main())
"""


def reaction_of(user_id: int) -> Reaction:
    return Reaction(MESSAGE, user_id, "👍" if user_id % 2 else "👎")


def run_until_killed(path: Path, number: int, seconds: float) -> list[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(path), str(number)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    time.sleep(seconds)
    process.kill()
    output, _ = process.communicate()
    return output[: output.rfind("\n") + 1].splitlines()


@pytest.mark.slow
async def test_no_acknowledged_vote_is_lost_and_reconciling_makes_up_for_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "linger.sqlite3"
    source = random.Random(50)
    shown: set[int] = set()
    votes_seen = 0
    for number in range(1, ROUNDS + 1):
        stored: dict[int, bool] = {}
        pending: set[int] = set()
        for line in run_until_killed(path, number, source.uniform(0.02, 0.4)):
            word, sign, user_id = line.split()[0], line.split()[1][0], int(line.split()[1][1:])
            if word == "shown":
                (shown.add if sign == "+" else shown.discard)(user_id)
                pending.add(user_id)
            else:
                stored[user_id] = sign == "+"
                pending.discard(user_id)
        votes_seen += len(stored)
        assert backup.check(path) == []
        async with Database.open(path) as database:
            standing = {found.user_id for found in await database.write(listed)}
            # What was acknowledged last of a member is there, unless a later event was under way.
            for user_id, is_there in stored.items():
                assert user_id in pending or (user_id in standing) is is_there
            await database.write(reconciled(shown))
            assert {found.user_id for found in await database.write(listed)} == shown
        assert backup.check(path) == []
    assert votes_seen > ROUNDS


def listed(raw: sqlite3.Connection) -> list[Reaction]:
    return reactions.list_standing(raw, MESSAGE)


def reconciled(shown: set[int]) -> Callable[[sqlite3.Connection], None]:
    def run(raw: sqlite3.Connection) -> None:
        reconciliation.begin_fetch(raw, GUILD, MESSAGE, at=NOW)
        done = reconciliation.finish_fetch(
            raw,
            GUILD,
            MESSAGE,
            [reaction_of(user_id) for user_id in shown],
            voters={user_id: Voter(user_id) for user_id in shown},
            rules=RULES,
            at=NOW,
        )
        helpful = sum(user_id % 2 for user_id in shown)
        assert done is not None
        assert done.tally == Tally(helpful, len(shown) - helpful)

    return run
