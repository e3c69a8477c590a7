"""What happened while the bot was away is made up for, also while votes keep coming."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from bot.domain.votes import Subject, SubjectKind
from bot.storage.ledger import posts as posts_storage
from bot.storage.ledger.posts import Post
from cogs.votes.cog import VotesCog
from tests.loopback.discord import TestDiscord
from tests.loopback.running import Running, running_bot
from tests.reviews.reviewers import rows
from tests.votes.posts import LITBC, in_ledger, on_discord, posted_review

pytestmark = pytest.mark.e2e


def votes_cog(bot: Running) -> VotesCog:
    cog = bot.client.get_cog("Votes")
    assert type(cog).__name__ == "VotesCog"  # the library imports extensions anew, so that the class is another
    return cog  # type: ignore[return-value]  # as above


async def drift(bot: Running, discord: TestDiscord, message_ids: list[int]) -> list[int]:
    """Posts whose ledger is not what Discord shows."""
    return [
        message_id
        for message_id in message_ids
        if await bot.app.db.write(in_ledger(message_id)) != on_discord(discord, message_id)
    ]


async def test_what_changed_while_the_bot_was_down_is_made_up_for(discord_server: TestDiscord, tmp_path: Path) -> None:
    path = tmp_path / "linger.sqlite3"
    mina, pablo, theo = (discord_server.member(name) for name in ("mina", "pablo", "theo"))
    async with running_bot(discord_server, path) as bot:
        post = await posted_review(discord_server)
        await pablo.react(post, "👍")
        await mina.react(post, "👎")
        await discord_server.wait_for(lambda: "1 of 2" in pablo.look(post).text)
    await pablo.unreact(post, "👍")
    await mina.unreact(post, "👎")
    await mina.react(post, "👍")
    await theo.react(post, "👍", burst=True)
    async with running_bot(discord_server, path) as bot:
        await discord_server.wait_for(lambda: "2 of 2 found this helpful" in pablo.look(post).text)
        assert await drift(bot, discord_server, [int(post.id)]) == []


async def test_equal_numbers_of_other_members_are_found_too(discord_server: TestDiscord, tmp_path: Path) -> None:
    path = tmp_path / "linger.sqlite3"
    pablo, theo = discord_server.member("pablo"), discord_server.member("theo")
    async with running_bot(discord_server, path) as bot:
        post = await posted_review(discord_server)
        await pablo.react(post, "👍")
        await discord_server.wait_for(lambda: "1 of 1" in pablo.look(post).text)
    await pablo.unreact(post, "👍")
    await theo.react(post, "👍")
    async with running_bot(discord_server, path) as bot:
        (wanted,) = on_discord(discord_server, int(post.id))

        async def is_right() -> bool:
            return await bot.app.db.write(in_ledger(int(post.id))) == {wanted}

        await discord_server.wait_for(is_right)


async def at_rest(discord: TestDiscord, bot: Running) -> None:
    """Votes are compared, and nothing is left to do about the posts."""

    async def is_done() -> bool:
        return not await rows(bot, "SELECT 1 FROM published_steps")

    await discord.wait_for(lambda: not votes_cog(bot).keeping.is_busy, timeout_s=120)
    await discord.wait_for(is_done, timeout_s=120)
    await bot.client.posts.settled()


async def test_a_quiet_server_costs_one_request_a_message_at_most(discord_server: TestDiscord, bot: Running) -> None:
    cog = votes_cog(bot)
    ids = [int((await posted_review(discord_server, by)).id) for by in ("alice", "pablo", "theo")]
    await at_rest(discord_server, bot)
    before = len(discord_server.requests)
    report = await cog.keeping.reconciler.server(bot.client.guilds[0].id)
    asked = [r for r in discord_server.requests[before:] if r.method == "GET"]
    assert (report.posts, report.looked_at, report.corrected) == (3, 3, 0)
    assert len(asked) == 1, "a page of history shows all three"
    assert await drift(bot, discord_server, ids) == []


async def test_a_resumed_session_compares_nothing(discord_server: TestDiscord, bot: Running) -> None:
    await posted_review(discord_server)
    await at_rest(discord_server, bot)
    before = len(discord_server.requests)
    discord_server.faults.drop_gateway()
    resumed = asyncio.Event()
    bot.client.add_listener(_set(resumed), "on_resumed")
    await asyncio.wait_for(resumed.wait(), 15)
    await asyncio.sleep(0.2)
    assert [r.path for r in discord_server.requests[before:] if r.path.startswith("/channels/")] == []


def _set(event: asyncio.Event):  # type: ignore[no-untyped-def]  # a listener without arguments
    async def on_resumed() -> None:
        event.set()

    return on_resumed


async def test_a_lost_session_is_made_up_for(discord_server: TestDiscord, bot: Running) -> None:
    cog = votes_cog(bot)
    post = await posted_review(discord_server)
    await discord_server.wait_for(lambda: not cog.keeping.is_busy, timeout_s=120)
    discord_server.faults.refuse_gateway(1)
    discord_server.faults.invalidate_session(resumable=False)
    await discord_server.member("pablo").react(post, "👍")
    await discord_server.wait_for(lambda: "1 of 1" in discord_server.member("pablo").look(post).text)


async def test_a_manager_compares_by_command_and_sees_what_came_of_it(
    discord_server: TestDiscord, bot: Running
) -> None:
    cog = votes_cog(bot)
    post = await posted_review(discord_server)
    await discord_server.wait_for(lambda: not cog.keeping.is_busy, timeout_s=120)
    # A vote that the ledger has lost, as no bug of ours should: the command finds it.
    await discord_server.member("pablo").react(post, "👍")
    await discord_server.wait_for(lambda: "1 of 1" in discord_server.member("pablo").look(post).text)
    await bot.app.db.write(lambda raw: raw.execute("DELETE FROM reaction_presence").rowcount)
    reply = await discord_server.member("mina").at("#reviews").command("/config reconcile")
    assert "1 post was compared" in reply.text
    assert "1 reaction was corrected on 1 post" in reply.text


@pytest.mark.slow
async def test_2000_posts_and_300_changes_while_down_end_without_a_difference(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    """Votes keep coming while the bot compares."""
    path, source = tmp_path / "linger.sqlite3", random.Random(5)
    channel = discord_server.channel_id("#reviews")
    world, people = discord_server.world, discord_server.people
    voters = [user for user in world.guilds[str(world.channels[channel].guild_id)].members if user != world.bot_id]
    async with running_bot(discord_server, path, holds_promises=False) as bot:
        first = await posted_review(discord_server)
        template = (await bot.app.db.write(lambda raw: posts_storage.list_posts(raw, bot.client.guilds[0].id)))[0]
        ids = [int(first.id)]
        bot_client = discord_server.world.bot_id
        for number in range(1, 2_000):
            sent = people.say(bot_client, channel, {"content": f"review {number}"})
            ids.append(int(sent["id"]))
            await bot.app.db.write(_insert(template, int(sent["id"]), number))
            bot.app.ledger.note_post(template.guild_id, int(sent["id"]))
        for message_id in ids[::2]:
            for voter in source.sample(voters, min(3, len(voters))):
                people.react(voter, channel, str(message_id), source.choice("👍👍👎"))
        await asyncio.sleep(1)
        await discord_server.wait_for(lambda: _none(drift(bot, discord_server, ids)), timeout_s=60)
    for _change in range(300):
        voter, message_id, emoji = source.choice(voters), str(source.choice(ids)), source.choice("👍👎")
        act = people.unreact if source.random() < 0.4 else people.react
        act(voter, channel, message_id, emoji)
    async with running_bot(discord_server, path, holds_promises=False) as bot:
        cog = votes_cog(bot)
        for _vote in range(300):
            voter, message_id, emoji = source.choice(voters), str(source.choice(ids)), source.choice("👍👎")
            act = people.unreact if source.random() < 0.4 else people.react
            act(voter, channel, message_id, emoji)
            await asyncio.sleep(0.01)
        await discord_server.wait_for(lambda: not cog.keeping.is_busy, timeout_s=120)
        await discord_server.wait_for(lambda: _none(drift(bot, discord_server, ids)), timeout_s=30)


async def _none(found) -> bool:  # type: ignore[no-untyped-def]  # an awaitable list
    return not await found


def _insert(template: Post, message_id: int, number: int):  # type: ignore[no-untyped-def]  # a function for the ledger
    post = Post(
        message_id,
        template.guild_id,
        template.channel_id,
        Subject(SubjectKind.REVIEW, 10_000 + number),
        LITBC,
        template.author_id,
        template.posted_at,
    )
    return lambda raw: posts_storage.insert_post(raw, post)


async def test_a_server_where_nothing_is_voted_on_is_told_from_one_where_something_is(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    path = tmp_path / "linger.sqlite3"
    club, quiet = (int(discord_server.guild_id(name)) for name in ("The Rooftop Club", "Quiet Corner"))
    for reviews in (1, 2):  # the second bot reads at its start what the first one has noted
        async with running_bot(discord_server, path) as bot:
            await posted_review(discord_server, "alice" if reviews == 1 else "pablo")
            compared = [await votes_cog(bot).keeping.compare(guild_id) for guild_id in (club, quiet)]
            assert [report.posts for report in compared] == [reviews, 0]
            assert [bot.app.ledger.has_posts(guild_id) for guild_id in (club, quiet)] == [True, False]
