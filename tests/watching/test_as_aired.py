"""/watch start pace:aired: each episode opens when it is out, also when that moves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.domain.discussion.watching import CATCH_UP, Pace, Party, due_as_aired
from bot.services.discussion import watching
from bot.storage.catalogue.airings import list_stale, replace_airings
from tests.loopback.discord import TestDiscord
from tests.loopback.running import Running, running_bot
from tests.loopback.sample import CLUB, LITBC, thread_named, threads_named

NOW = datetime.now(UTC).replace(second=0, microsecond=0)  # Discord takes no event of the past
DAY = timedelta(days=1)
TITLE = "Love in the Big City"


@pytest_asyncio.fixture
async def running(discord_server: TestDiscord, tmp_path: Path) -> AsyncIterator[Running]:
    async with running_bot(discord_server, tmp_path / "linger.sqlite3", clock=lambda: NOW) as bot:
        yield bot


async def schedule(bot: Running, *airs_at: datetime) -> None:
    """What the outside says now of the episodes from the first on."""
    async with bot.app.db.transaction() as connection:
        await replace_airings(connection, LITBC, enumerate(airs_at, start=1), at=NOW)


async def party_of(bot: Running) -> Party:
    (party,) = await watching.running_groups(bot.app.db)
    return party


def cog_of(bot: Running) -> Any:
    return bot.client.get_cog("Watching together")


@pytest.mark.e2e
async def test_episodes_open_when_they_are_out_and_wait_when_that_moves(
    discord_server: TestDiscord, running: Running
) -> None:
    alice = discord_server.member("alice").at("#watch-party")
    await schedule(running, NOW + DAY, NOW + 8 * DAY)
    card = await alice.command("/watch start", series=LITBC, pace="aired")
    assert "Each episode opens when it is out." in card.text
    assert f"Next: episode 1, <t:{int((NOW + DAY).timestamp())}:F>" in card.text
    assert await cog_of(running).run_due(NOW) == 0
    assert await cog_of(running).run_due(NOW + DAY) == 1
    assert thread_named(discord_server, f"{TITLE} · Episode 1")
    assert (await party_of(running)).due_at == NOW + 8 * DAY

    await schedule(running, NOW + DAY, NOW + 15 * DAY, NOW + 15 * DAY)
    assert await cog_of(running).run_due(NOW + 8 * DAY) == 0, "it was put off"
    assert (await party_of(running)).due_at == NOW + 15 * DAY
    moved = f"<t:{int((NOW + 15 * DAY).timestamp())}:F>"
    await discord_server.wait_for(lambda: moved in alice.look(card).text)
    events = discord_server.world.guilds[discord_server.guild_id(CLUB)].events
    day = f"{NOW + 15 * DAY:%Y-%m-%dT%H:%M}"
    await discord_server.wait_for(lambda: [e["scheduled_start_time"][:16] for e in events.values()][-1:] == [day])

    out = NOW + 15 * DAY
    assert await cog_of(running).run_due(out) == 1
    assert await cog_of(running).run_due(out + timedelta(minutes=1)) == 0, "a double episode comes in order"
    assert await cog_of(running).run_due(out + CATCH_UP) == 1
    assert threads_named(discord_server, f"{TITLE} · Episode 3")
    party = await party_of(running)
    assert (party.pace, party.next_episode, party.due_at) == (Pace.AIRED, 4, None), "a hiatus has no date"
    assert await cog_of(running).run_due(NOW + 60 * DAY) == 0
    async with running.app.db.reading() as connection:
        assert await list_stale(connection, before=NOW + 60 * DAY) == [LITBC], "whoever follows it is asked about"


@pytest.mark.e2e
async def test_a_group_that_nobody_will_ever_give_a_date_is_not_started(
    discord_server: TestDiscord, running: Running
) -> None:
    alice = discord_server.member("alice").at("#watch-party")
    refused = await alice.command("/watch start", series=LITBC, pace="aired")
    assert "is aired. Choose another pace." in refused.text
    assert await watching.running_groups(running.app.db) == []


@pytest.mark.e2e
async def test_what_is_out_already_opens_at_once(discord_server: TestDiscord, running: Running) -> None:
    alice = discord_server.member("alice").at("#watch-party")
    await schedule(running, NOW - DAY, NOW + 6 * DAY)
    await alice.command("/watch start", series=LITBC, pace="aired")
    await cog_of(running).run_due(NOW)  # its own timer may have been first

    async def waits_for_the_next() -> bool:
        return (await party_of(running)).due_at == NOW + 6 * DAY

    await discord_server.wait_for(waits_for_the_next)
    assert len(threads_named(discord_server, f"{TITLE} · Episode 1")) == 1


@pytest.mark.parametrize(
    ("due_at", "airs_at", "expected"),
    [
        (None, None, None),
        (NOW, None, None),
        (None, NOW + DAY, NOW + DAY),
        (NOW + DAY, NOW + 2 * DAY, NOW + 2 * DAY),
        (None, NOW - DAY, NOW),
        (NOW + CATCH_UP, NOW - DAY, NOW + CATCH_UP),
        (NOW + DAY, NOW - DAY, NOW),
    ],
)
def test_when_a_group_that_follows_the_schedule_opens(
    due_at: datetime | None, airs_at: datetime | None, expected: datetime | None
) -> None:
    party = Party(1, 1, LITBC, 1, Pace.AIRED, None, None, None, "UTC", None, 1, 1, 1, due_at=due_at)
    assert due_as_aired(party, airs_at, now=NOW) == expected
