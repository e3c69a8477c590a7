"""A machine's clock may be wrong, or be set while the bot runs: the bot goes by Discord's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import SteadyClock
from bot.services.reviews import deleting
from tests.loopback.discord import TestDiscord
from tests.loopback.running import running_bot
from tests.reviews.reviewers import CLUB, posted, rows

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


class Machine:
    """A clock that somebody sets, and one that nobody can set."""

    def __init__(self, wall: datetime) -> None:
        self.wall, self.ticks_s = wall, 1000.0

    def passes(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.ticks_s += seconds


def started(machine: Machine) -> SteadyClock:
    return SteadyClock(lambda: machine.wall, lambda: machine.ticks_s)


@pytest.mark.parametrize("step", [timedelta(days=1), timedelta(days=-1), timedelta(minutes=10)])
def test_setting_the_machines_clock_moves_nothing(step: timedelta) -> None:
    machine = Machine(NOON)
    clock = started(machine)
    machine.wall += step
    machine.passes(60)
    assert clock() == NOON + timedelta(minutes=1)


@pytest.mark.parametrize("wrong", [timedelta(days=1), timedelta(days=-1), timedelta(minutes=10)])
def test_discords_time_counts_once_it_was_said_several_times(wrong: timedelta) -> None:
    machine = Machine(NOON + wrong)
    clock = started(machine)
    for _answer in range(2):
        clock.hear(NOON)
        assert clock() == NOON + wrong, "one answer may be somebody else's"
    clock.hear(NOON)
    assert clock() == NOON


def test_answers_that_contradict_each_other_prove_nothing() -> None:
    clock = started(Machine(NOON))
    for minutes in (60, -60, 30, 90, -30):
        clock.hear(NOON + timedelta(minutes=minutes))
    clock.hear(NOON)
    clock.hear(NOON + timedelta(seconds=2))
    assert clock() == NOON


@pytest.mark.e2e
@pytest.mark.parametrize("wrong", [timedelta(days=2), timedelta(days=-2)], ids=["ahead", "behind"])
async def test_a_deletion_can_be_undone_whatever_the_machines_clock_says(
    discord_server: TestDiscord, tmp_path: Path, wrong: timedelta
) -> None:
    wall = [wrong]
    clock = SteadyClock(lambda: datetime.now(UTC) + wall[0])
    async with running_bot(discord_server, tmp_path / "db", clock=clock) as bot:
        await posted(discord_server)
        assert abs(bot.app.clock() - datetime.now(UTC)) < timedelta(minutes=1), "by now it goes by Discord's"
        author, home = int(discord_server.user_id("alice")), int(discord_server.guild_id(CLUB))
        (review_id,) = (await rows(bot, "SELECT id FROM reviews"))[0]
        await deleting.delete_review(bot.app.db, home, review_id, author, now=bot.app.clock())
        wall[0] = -wrong
        back = await deleting.undo_deletion(bot.app.db, home, review_id, author, after_id=None, now=bot.app.clock())
        assert back.deleted_at is None
