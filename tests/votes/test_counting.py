"""Reactions on a posted review, as members and moderators give and take them; and what the post shows."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.domain.settings import SetTo, Switch
from bot.errors import UserError
from bot.playground.people.servers import PeopleServers
from tests.loopback.discord import TestDiscord
from tests.loopback.hall import in_town
from tests.loopback.running import Running, running_bot
from tests.votes.posts import LITBC, in_ledger, on_discord, posted_review

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
discord_server, bot = in_town()


async def test_a_vote_is_counted_and_shown_on_the_post(discord_server: TestDiscord, bot: Running) -> None:
    post = await posted_review(discord_server)
    pablo = discord_server.member("pablo")
    await pablo.react(post, "👍")
    await discord_server.wait_for(lambda: "1 of 1 found this helpful" in pablo.look(post).text)
    await discord_server.member("mina").react(post, "👎")
    await discord_server.wait_for(lambda: "1 of 2 found this helpful" in pablo.look(post).text)
    await pablo.unreact(post, "👍")
    await discord_server.wait_for(lambda: "0 of 1 found this helpful" in pablo.look(post).text)
    assert await bot.app.db.write(in_ledger(int(post.id))) == on_discord(discord_server, int(post.id))


async def test_several_emoji_count_as_helpful_and_a_change_recounts(discord_server: TestDiscord, bot: Running) -> None:
    post = await posted_review(discord_server)
    guild_id = int(discord_server.guild_id("The Rooftop Club"))
    pablo, mina = discord_server.member("pablo"), discord_server.member("mina")
    await mina.react(post, "🔥")  # counts for nothing yet
    await bot.app.servers.apply(guild_id, [SetTo("more_helpful_emoji", ("💜",))], actor_id=1)
    await pablo.react(post, "💜")
    await discord_server.wait_for(lambda: "1 of 1 found this helpful" in pablo.look(post).text)
    await pablo.react(post, "👍")
    await bot.app.servers.apply(guild_id, [SetTo("more_helpful_emoji", ("💜", "🔥"))], actor_id=1)
    await discord_server.wait_for(lambda: "2 of 2 found this helpful" in pablo.look(post).text, timeout_s=30)
    with pytest.raises(UserError, match="both votes"):
        await bot.app.servers.apply(guild_id, [SetTo("not_helpful_emoji", "🔥")], actor_id=1)


async def test_a_change_of_rules_recounts_and_says_what_came_of_it(discord_server: TestDiscord, bot: Running) -> None:
    posts = [await posted_review(discord_server, name) for name in ("alice", "nok")]
    pablo, mina = discord_server.member("pablo"), discord_server.member("mina").at("#lobby")
    for post in posts:
        await pablo.react(post, "👍")
    await mina.react(posts[0], "👍")
    await discord_server.wait_for(lambda: "2 of 2 found this helpful" in pablo.look(posts[0]).text)
    await discord_server.wait_for(lambda: "1 of 1 found this helpful" in pablo.look(posts[1]).text)
    guild = discord_server.world.guilds[discord_server.guild_id("The Rooftop Club")]
    given = {role_id for user in (pablo, mina) for role_id in map(str, guild.members[user.id].roles)}
    nobodys = next(one for one, role in guild.roles.items() if one not in given | {guild.id} and "tags" not in role)
    shown = await mina.select(await mina.command("/config panel"), "config.section", "votes")
    await mina.select(shown, "Whose votes count: no roles chosen", nobodys)
    said = "Votes on 2 posts were counted anew. 2 show another number now."
    await discord_server.wait_for(lambda: any(said in one.text for one in mina.messages()))
    await discord_server.wait_for(lambda: "Was this review helpful" in pablo.look(posts[1]).text)
    why = await mina.command("/review why", series=LITBC)
    assert f"those of people who have none of these roles: <@&{nobodys}>" in why.text
    assert "an author's on their own words" in why.text


async def test_a_post_says_that_rules_leave_votes_out(discord_server: TestDiscord, bot: Running) -> None:
    post = await posted_review(discord_server)
    guild_id = int(discord_server.guild_id("The Rooftop Club"))
    pablo = discord_server.member("pablo")
    await pablo.react(post, "👍")
    await discord_server.wait_for(
        lambda: "1 of 1 found this helpful, not counting the author's own vote, nor mine" in pablo.look(post).text
    )
    await bot.app.servers.apply(guild_id, [SetTo("leavers_votes", "drop")], actor_id=1)
    bot.client.posts.look()
    out = "not counting the author's own vote, mine, and those that this server's rules leave out"
    await discord_server.wait_for(lambda: f"1 of 1 found this helpful, {out}" in pablo.look(post).text)


async def test_the_later_vote_counts_and_the_earlier_reaction_goes(discord_server: TestDiscord, bot: Running) -> None:
    post = await posted_review(discord_server)
    pablo = discord_server.member("pablo")
    await pablo.react(post, "👍")
    await discord_server.wait_for(lambda: "1 of 1" in pablo.look(post).text)
    await pablo.react(post, "👎")
    await discord_server.wait_for(lambda: "0 of 1 found this helpful" in pablo.look(post).text)
    await discord_server.wait_for(lambda: len(on_discord(discord_server, int(post.id))) == 1)
    (left,) = on_discord(discord_server, int(post.id))
    assert left.emoji == "👎"
    assert await bot.app.db.write(in_ledger(int(post.id))) == {left}


async def test_ones_own_vote_is_kept_out_and_explained(discord_server: TestDiscord, bot: Running) -> None:
    post = await posted_review(discord_server, "alice")
    alice, pablo = discord_server.member("alice"), discord_server.member("pablo")
    await alice.react(post, "👍")
    await pablo.react(post, "👍")
    await discord_server.wait_for(lambda: "1 of 1 found this helpful" in pablo.look(post).text)
    own = await alice.context_menu("About my vote", message=post)
    assert own.ephemeral
    assert "Your 👍 is not counted. You wrote this review yourself." in own.text
    counted = await pablo.context_menu("About my vote", message=post)
    assert "Your 👍 counts." in counted.text
    none = await discord_server.member("mina").context_menu("About my vote", message=post)
    assert "You have not voted here." in none.text
    said = await alice.say("#lobby", "just talking")
    elsewhere = await alice.context_menu("About my vote", message=said)
    assert "Nothing is voted on at this message" in elsewhere.text


async def test_super_reactions_are_votes_too_and_count_once(discord_server: TestDiscord, bot: Running) -> None:
    post = await posted_review(discord_server)
    pablo = discord_server.member("pablo")
    await pablo.react(post, "👍", burst=True)
    await pablo.react(post, "👍")
    await discord_server.wait_for(lambda: "1 of 1 found this helpful" in pablo.look(post).text)

    async def has_both() -> bool:
        return len(await bot.app.db.write(in_ledger(int(post.id)))) == 2

    await discord_server.wait_for(has_both)
    assert "1 of 1" in pablo.look(post).text


async def test_clearing_clears(discord_server: TestDiscord, bot: Running) -> None:
    post = await posted_review(discord_server)
    mina, pablo, theo = (discord_server.member(name) for name in ("mina", "pablo", "theo"))
    await pablo.react(post, "👍")
    await theo.react(post, "👎")
    await discord_server.wait_for(lambda: "1 of 2" in mina.look(post).text)
    await mina.clear_reactions(post, "👎")
    await discord_server.wait_for(lambda: "1 of 1 found this helpful" in mina.look(post).text)
    await mina.clear_reactions(post)
    await discord_server.wait_for(lambda: "Was this review helpful to you?" in mina.look(post).text)
    assert await bot.app.db.write(in_ledger(int(post.id))) == set()


async def test_a_vote_right_after_a_clearing_stands(discord_server: TestDiscord, bot: Running) -> None:
    """Both arrive in one go, and are stored in the order in which they were told."""
    post = await posted_review(discord_server)
    mina, pablo, theo = (discord_server.member(name) for name in ("mina", "pablo", "theo"))
    people, place = discord_server.people, (pablo._channel_of(post), str(post.id))
    people.react(theo.id, *place, "👎")
    people.clear_reactions(mina.id, *place)
    people.react(pablo.id, *place, "👍")
    await discord_server.wait_for(lambda: "1 of 1 found this helpful" in mina.look(post).text)
    assert await bot.app.db.write(in_ledger(int(post.id))) == on_discord(discord_server, int(post.id))


@pytest.mark.parametrize("way", ["message", "bulk", "channel"])
async def test_votes_vanish_with_their_post(discord_server: TestDiscord, bot: Running, way: str) -> None:
    first, second = await posted_review(discord_server, "alice"), await posted_review(discord_server, "pablo")
    mina = discord_server.member("mina")
    for post in (first, second):
        await mina.react(post, "👍")
    await discord_server.wait_for(lambda: all("1 of 1" in mina.look(post).text for post in (first, second)))
    if way == "message":
        await mina.delete(first)
    elif way == "bulk":
        discord_server.people.delete_many(mina.id, first.channel_id, [first.id, second.id])
    else:
        PeopleServers(discord_server._backend).delete_channel(mina.id, first.channel_id)
    gone = [first] if way == "message" else [first, second]
    await discord_server.wait_for(lambda: not any(bot.app.ledger.knows(int(post.id)) for post in gone))
    for post in gone:
        assert await bot.app.db.write(in_ledger(int(post.id))) == set()
    query, voter = "SELECT COUNT(*) FROM votes WHERE user_id = ?", int(mina.id)
    left = await bot.app.db.write(lambda raw: raw.execute(query, (voter,)).fetchone()[0])
    assert left == 2 - len(gone)


async def test_a_server_may_count_certain_roles_only(discord_server: TestDiscord, bot: Running) -> None:
    post = await posted_review(discord_server)
    mina, pablo = discord_server.member("mina"), discord_server.member("pablo")
    await pablo.react(post, "👍")
    await discord_server.wait_for(lambda: "1 of 1" in pablo.look(post).text)
    guild = discord_server.world.guilds[str(discord_server.world.channels[post.channel_id].guild_id)]
    role_id = next(int(role) for member in guild.members.values() for role in member.roles)
    holds = {user_id for user_id, member in guild.members.items() if str(role_id) in map(str, member.roles)}
    assert pablo.id not in holds
    await bot.app.servers.apply(int(guild.id), [SetTo("voter_role_ids", [role_id])], actor_id=1)
    await discord_server.wait_for(lambda: "Was this review helpful" in pablo.look(post).text)
    why = await pablo.context_menu("About my vote", message=post)
    assert "Your 👍 is not counted." in why.text
    await bot.app.servers.apply(int(guild.id), [SetTo("voter_role_ids", [])], actor_id=1)
    await discord_server.wait_for(lambda: "1 of 1" in mina.look(post).text)


async def test_another_emoji_takes_over_and_the_votes_that_were_given_stand(
    discord_server: TestDiscord, bot: Running
) -> None:
    post = await posted_review(discord_server)
    mina, pablo, theo = (discord_server.member(name) for name in ("mina", "pablo", "theo"))
    await pablo.react(post, "👍")
    await theo.react(post, "💜")
    await mina.react(post, "💜")
    await discord_server.wait_for(lambda: "1 of 1" in pablo.look(post).text)
    guild_id = int(discord_server.world.channels[post.channel_id].guild_id or 0)
    await bot.app.servers.apply(guild_id, [SetTo("helpful_emoji", "💜")], actor_id=1)
    await discord_server.wait_for(lambda: "3 of 3 found this helpful" in pablo.look(post).text)
    await bot.app.servers.apply(guild_id, [SetTo("helpful_emoji", "👍")], actor_id=1)
    await pablo.unreact(post, "👍")
    await discord_server.wait_for(lambda: "2 of 2 found this helpful" in pablo.look(post).text)


async def test_what_happens_while_votes_are_switched_off_counts_from_when_they_are_on(
    discord_server: TestDiscord, bot: Running
) -> None:
    post = await posted_review(discord_server)
    pablo = discord_server.member("pablo")
    guild_id = int(discord_server.world.channels[post.channel_id].guild_id or 0)

    async def compared() -> object:
        """A new post is compared with Discord once by itself; let that be over."""
        return await bot.app.db.write(lambda raw: raw.execute("SELECT reconciled_at FROM posts").fetchone()[0])

    await discord_server.wait_for(compared)
    await bot.app.servers.apply(guild_id, [Switch("votes", False)], actor_id=1)
    await pablo.react(post, "👍")
    await asyncio.sleep(0.3)
    assert await bot.app.db.write(in_ledger(int(post.id))) == set()
    await bot.app.servers.apply(guild_id, [Switch("votes", True)], actor_id=1)
    await discord_server.wait_for(lambda: "1 of 1 found this helpful" in pablo.look(post).text)


async def test_a_failed_edit_is_made_up_for(discord_server: TestDiscord, bot: Running) -> None:
    post = await posted_review(discord_server)
    pablo = discord_server.member("pablo")
    discord_server.faults.rate_limit("PATCH", "/channels/*/messages/*", retry_after=0.1, times=2)
    discord_server.faults.fail("PATCH", "/channels/*/messages/*", status=500, times=1)
    await pablo.react(post, "👍")
    await discord_server.wait_for(lambda: "1 of 1 found this helpful" in pablo.look(post).text)


async def test_a_restart_goes_on_with_the_cards_that_lag_behind(lone_discord: TestDiscord, tmp_path: Path) -> None:
    path = tmp_path / "linger.sqlite3"
    pablo = lone_discord.member("pablo")
    async with running_bot(lone_discord, path) as bot:
        post = await posted_review(lone_discord)
        fault = lone_discord.faults.fail("PATCH", "/channels/*/messages/*", status=500, times=0)
        await pablo.react(post, "👍")

        async def is_stored() -> bool:
            return bool(await bot.app.db.write(in_ledger(int(post.id))))

        await lone_discord.wait_for(is_stored)
        await lone_discord.wait_for(lambda: fault.used)
    assert "1 of 1" not in pablo.look(post).text
    lone_discord.faults.clear()
    async with running_bot(lone_discord, path):
        await lone_discord.wait_for(lambda: "1 of 1 found this helpful" in pablo.look(post).text)


async def test_many_votes_cost_few_edits(lone_discord: TestDiscord, tmp_path: Path) -> None:
    async with running_bot(lone_discord, tmp_path / "linger.sqlite3"):
        post = await posted_review(lone_discord)
        pablo, theo, mina = (lone_discord.member(name) for name in ("pablo", "theo", "mina"))
        before = len(lone_discord.requests)
        for _round in range(10):
            for member in (pablo, theo, mina):
                await member.react(post, "👍")
                await member.unreact(post, "👍")
        await mina.react(post, "👍")
        await lone_discord.wait_for(lambda: "1 of 1 found this helpful" in mina.look(post).text)
        edits = [r for r in lone_discord.requests[before:] if r.method == "PATCH" and "/messages/" in r.path]
        assert len(edits) <= 3, "edits of one message are merged, seconds apart"


@pytest.mark.parametrize("leavers", ["keep", "drop"])
async def test_who_leaves_keeps_or_loses_their_votes_as_the_server_wants(
    discord_server: TestDiscord, bot: Running, leavers: str
) -> None:
    """Without the members intent leaving is not told: it is found when votes are compared."""
    post = await posted_review(discord_server)
    mina, pablo = discord_server.member("mina"), discord_server.member("pablo")
    for member in (mina, pablo):
        await member.react(post, "👍")
    await discord_server.wait_for(lambda: "2 of 2" in mina.look(post).text)
    guild_id = str(discord_server.world.channels[post.channel_id].guild_id)
    await bot.app.servers.apply(int(guild_id), [SetTo("leavers_votes", leavers)], actor_id=1)
    PeopleServers(discord_server._backend).leave(pablo.id, guild_id, pablo.id)
    done = await mina.at("#reviews").command("/config reconcile")
    assert "1 post was compared" in done.text
    left = 1 if leavers == "drop" else 2
    await discord_server.wait_for(lambda: f"{left} of {left} found this helpful" in mina.look(post).text)
