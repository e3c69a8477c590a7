"""Polls about episodes, and the curve that each reader sees as far as they have watched."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.discussion.episode_curve import (
    PROMPTS,
    SCALES,
    answer_points,
    curve,
    points_of,
    prompt_for,
    seen_through,
)
from bot.domain.progress import MAX_EPISODE, Progress, Status
from bot.domain.series import Kind, Series
from tests.loopback.crashes import forget_that_it_was_done
from tests.loopback.discord import TestDiscord
from tests.loopback.replies import Seen
from tests.loopback.running import Running, running_bot
from tests.loopback.sample import LITBC, set_to, thread_named
from tests.reviews.reviewers import rows

EIGHT = Series("a-kr-2020", "A", "KR", 2020, Kind.BL, episodes=8)
WEEK_S = 7 * 24 * 3600 + 60


@pytest.mark.parametrize("scale", sorted(SCALES.values()))
def test_answers_are_worth_what_they_say_best_first(scale: int) -> None:
    points = answer_points(scale)
    assert points == sorted(set(points), reverse=True)
    assert points[0] == 20
    assert len(points) == scale <= 10
    assert [points_of(scale, number + 1) for number in range(scale)] == points
    assert points_of(scale, 0) is points_of(scale, scale + 1) is None


@pytest.mark.parametrize(
    ("progress", "through"),
    [
        (None, 0),
        (Progress(1, "x", Status.WATCHING, 3), 3),
        (Progress(1, "x", Status.DROPPED, 2), 2),
        (Progress(1, "x", Status.FINISHED, 8), 8),
        (Progress(1, "x", Status.FINISHED, 6), 6),
        (Progress(1, "x", Status.WATCHING, 0, rewatches=1, seen_before=8), 8),
    ],
)
def test_readers_see_as_far_as_they_have_watched(progress: Progress | None, through: int) -> None:
    assert seen_through(progress, EIGHT) == through


def test_who_finished_a_series_without_a_known_end_sees_everything() -> None:
    endless = Series("b-kr-2020", "B", "KR", 2020, Kind.BL)
    assert seen_through(Progress(1, "x", Status.FINISHED), endless) == MAX_EPISODE


@given(st.lists(st.tuples(st.integers(1, 20), st.integers(2, 20), st.integers(0, 50)), max_size=40), st.integers(0, 20))
def test_the_curve_holds_no_episode_beyond_the_readers(counts: list[tuple[int, int, int]], through: int) -> None:
    scores = curve(counts, through=through)
    assert [s.episode for s in scores] == sorted({e for e, _p, v in counts if v and e <= through})
    for score in scores:
        given_points = [points for e, points, votes in counts if e == score.episode and votes]
        assert min(given_points) <= score.mean <= max(given_points)
        assert score.votes == sum(votes for e, _p, votes in counts if e == score.episode)


def test_prompts_change_from_episode_to_episode() -> None:
    assert {prompt_for(LITBC, episode) for episode in range(1, 9)} == set(PROMPTS)


# From here on the whole bot


def polls_in(discord: TestDiscord, thread_id: str) -> list[Seen]:
    return [m for m in discord.all_messages(thread_id) if m.json.get("poll")]


async def poll_in(discord: TestDiscord, bot: Running, thread_id: str) -> Seen:
    """The one poll of a place; it is sent, and then noted, after the place has been answered for."""
    await discord.wait_for(lambda: rows(bot, "SELECT 1 FROM episode_polls WHERE message_id IS NOT NULL"))
    (poll,) = polls_in(discord, thread_id)
    return poll


async def opened(discord: TestDiscord, episode: int) -> str:
    alice = discord.member("alice")
    await alice.command("/discuss", series=LITBC, episode=episode, channel="#queer-corner")
    return thread_named(discord, f"Love in the Big City · Episode {episode}")


async def counted(bot: Running) -> int:
    async with bot.app.db.reading() as connection:
        return len(list(await connection.execute_fetchall("SELECT 1 FROM episode_polls WHERE ended_at IS NOT NULL")))


@pytest.mark.e2e
async def test_no_poll_is_posted_where_the_server_wants_none(discord_server: TestDiscord, bot: Running) -> None:
    assert polls_in(discord_server, await opened(discord_server, 1)) == []


@pytest.mark.e2e
async def test_a_poll_makes_a_curve_that_ends_where_the_reader_is(discord_server: TestDiscord, bot: Running) -> None:
    await set_to(discord_server, bot, "episode_polls", "on")
    alice, pablo = discord_server.member("alice"), discord_server.member("pablo")
    for episode in (1, 2, 3):
        thread_id = await opened(discord_server, episode)
        poll = await poll_in(discord_server, bot, thread_id)
        assert f"How was episode {episode}?" in poll.text
        assert any(prompt in poll.text for prompt in PROMPTS)
        await alice.vote(poll, 1)
        await pablo.vote(poll, 3)
    await opened(discord_server, 3)
    assert len(polls_in(discord_server, thread_id)) == 1, "a place that stands is not asked again"
    discord_server.clock.advance(WEEK_S)

    async def all_over() -> bool:
        return await counted(bot) == 3

    await discord_server.wait_for(all_over)
    await pablo.command("/progress set", series=LITBC, episode=2, channel="#lobby")
    card = await pablo.command("/series", query=LITBC)
    shown = await pablo.click(card, "Episodes")
    assert shown.ephemeral
    lines = {line.split("**")[1]: line for line in shown.text.splitlines() if line.count("**") == 2}
    assert len(lines) == 8, "every episode has its line"
    assert all(lines[f"Episode {n}"].startswith("✅") and "9/10, 2 votes" in lines[f"Episode {n}"] for n in (1, 2))
    assert lines["Episode 3"].startswith("▶️")
    assert f"<#{thread_id}>" in lines["Episode 3"]
    assert "<t:" in lines["Episode 3"], "since when it is talked about"
    assert "/10" not in lines["Episode 3"], "what others thought of it may say too much"
    assert "<#" not in lines["Episode 8"]
    assert "up to episode 2" in shown.text
    assert shown.seen.attachments
    described = next(part for part in shown.seen.components if part["type"] == 12)["items"][0]["description"]
    assert "Episode 3" not in described
    nok = discord_server.member("nok").at("#lobby")
    unknown = await nok.click(card, "Episodes")
    assert "Tell me where you are" in unknown.text
    assert "/10" not in unknown.text


@pytest.mark.e2e
async def test_a_poll_that_ended_while_away_is_taken_over(discord_server: TestDiscord, tmp_path: Path) -> None:
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        await set_to(discord_server, bot, "episode_polls", "on")
        await set_to(discord_server, bot, "rating_style", "stars")
        poll = await poll_in(discord_server, bot, await opened(discord_server, 1))
        await discord_server.member("pablo").vote(poll, 5)
    discord_server.clock.advance(WEEK_S)
    await discord_server.wait_for(
        lambda: polls_in(discord_server, poll.channel_id)[0].json["poll"]["results"]["is_finalized"]
    )
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        cog: Any = bot.client.get_cog("Episodes")
        now = bot.app.clock()
        assert await cog.run_due(now) == 0
        assert await cog.run_due(now + timedelta(days=8)) == 1
        assert await cog.run_due(now + timedelta(days=8)) == 0
        async with bot.app.db.reading() as connection:
            (row,) = await connection.execute_fetchall("SELECT points, votes FROM episode_poll_counts")
        assert (row["points"], row["votes"]) == (4, 1)


@pytest.mark.e2e
@pytest.mark.parametrize("posted", [True, False])
async def test_a_crash_leaves_one_poll(discord_server: TestDiscord, tmp_path: Path, posted: bool) -> None:
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        await set_to(discord_server, bot, "episode_polls", "on")
        thread_id = await opened(discord_server, 1)
        await poll_in(discord_server, bot, thread_id)
        async with bot.app.db.transaction() as connection:
            await connection.execute("UPDATE episode_polls SET message_id = NULL")
        await forget_that_it_was_done(bot, "place", "poll")
    if not posted:
        del discord_server.world.channels[thread_id].messages[polls_in(discord_server, thread_id)[0].id]
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:

        async def noted() -> bool:
            async with bot.app.db.reading() as connection:
                rows = await connection.execute_fetchall("SELECT 1 FROM episode_polls WHERE message_id IS NOT NULL")
                return bool(list(rows))

        await discord_server.wait_for(noted)
    assert len(polls_in(discord_server, thread_id)) == 1


@pytest.mark.e2e
async def test_one_answer_that_a_poll_is_gone_costs_no_result(discord_server: TestDiscord, bot: Running) -> None:
    await set_to(discord_server, bot, "episode_polls", "on")
    poll = await poll_in(discord_server, bot, await opened(discord_server, 1))
    await discord_server.member("pablo").vote(poll, 5)
    lost = discord_server.faults.fail("GET", f"/channels/{poll.channel_id}/messages/{poll.id}", status=404, code=10008)
    cog: Any = bot.client.get_cog("Episodes")
    assert await cog.run_due(bot.app.clock() + timedelta(days=8)) == 0
    assert lost.used == 1, "it was asked for"
    assert await counted(bot) == 0, "it is still there, and not over yet on Discord"


@pytest.mark.e2e
async def test_a_deleted_poll_is_given_up(discord_server: TestDiscord, bot: Running) -> None:
    await set_to(discord_server, bot, "episode_polls", "on")
    poll = await poll_in(discord_server, bot, await opened(discord_server, 1))
    await discord_server.member("theo").delete(poll)
    cog: Any = bot.client.get_cog("Episodes")
    assert await cog.run_due(bot.app.clock() + timedelta(days=8)) == 0
    assert await counted(bot) == 1
