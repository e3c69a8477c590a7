"""Every way in which a vote comes, goes, or is kept out, walked from a member's press to the card."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.settings import SetTo
from bot.playground.people.servers import PeopleServers
from bot.playground.world.permissions import P
from bot.services.moderation import moderating
from tests.loopback.discord import TestDiscord
from tests.loopback.members import Member
from tests.loopback.replies import Seen
from tests.loopback.running import Running, running_bot
from tests.votes.posts import LITBC, in_ledger, on_discord, posted_review
from tests.votes.test_reconciling import votes_cog

pytestmark = pytest.mark.e2e

CLUB = "The Rooftop Club"


def people_of(discord: TestDiscord) -> PeopleServers:
    return PeopleServers(discord._backend)


def newcomer(discord: TestDiscord, name: str, *, is_bot: bool = False) -> Member:
    """Somebody with an account made today, who joins the club."""
    person = people_of(discord).create_person({"username": name})
    discord.world.users[str(person["id"])].data["bot"] = is_bot
    joins(discord, str(person["id"]))
    return discord.member(name)


def joins(discord: TestDiscord, user_id: str) -> None:
    people_of(discord).join(user_id, discord.guild_id(CLUB), user_id)


async def shows(discord: TestDiscord, post: Seen, words: str) -> None:
    mina = discord.member("mina")
    await discord.wait_for(lambda: words in mina.look(post).text)


async def setting(discord: TestDiscord, bot: Running, name: str, value: object) -> None:
    await bot.app.servers.apply(int(discord.guild_id(CLUB)), [SetTo(name, value)], actor_id=1)


async def settled(discord: TestDiscord, bot: Running) -> None:
    """Nothing is left to compare."""
    cog = bot.client.get_cog("Votes")
    await discord.wait_for(lambda: not cog.keeping.is_busy)  # type: ignore[union-attr]  # extensions are imported anew


async def stored(bot: Running, query: str) -> list[tuple[object, ...]]:
    return await bot.app.db.write(lambda raw: [tuple(row) for row in raw.execute(query)])


async def test_a_custom_emoji_of_the_server_counts_also_after_a_restart(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    guild = discord_server.world.guilds[discord_server.guild_id(CLUB)]
    heart = next(one for one in guild.emojis.values() if one["name"] == "rooftop_heart")
    key = f"{heart['name']}:{heart['id']}"
    pablo, nok, haruka = (discord_server.member(name) for name in ("pablo", "nok", "haruka"))
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        post = await posted_review(discord_server)
        await setting(discord_server, bot, "helpful_emoji", f"<:{key}>")
        bot_id = discord_server.world.bot_id
        message = discord_server.world.channels[post.channel_id].messages[str(post.id)]
        await discord_server.wait_for(lambda: bot_id in getattr(message.reactions.get(heart["id"]), "normal", {}))
        await pablo.react(post, key)
        await shows(discord_server, post, "1 of 1 found this helpful")
        await nok.react(post, "👎")
        await shows(discord_server, post, "1 of 2 found this helpful")
        assert f"Your <:{key}> counts." in (await pablo.context_menu("About my vote", message=post)).text
        found = await bot.app.db.write(in_ledger(int(post.id)))
        assert {(one.user_id, one.emoji) for one in found} == {(int(pablo.id), heart["id"]), (int(nok.id), "👎")}
    await haruka.react(post, key)
    await pablo.unreact(post, key)
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        await settled(discord_server, bot)
        found = await bot.app.db.write(in_ledger(int(post.id)))
        assert {(one.user_id, one.emoji) for one in found} == {(int(haruka.id), heart["id"]), (int(nok.id), "👎")}
        await shows(discord_server, post, "1 of 2 found this helpful")


async def test_each_vote_emoji_is_offered_once_and_as_it_is_set(discord_server: TestDiscord, bot: Running) -> None:
    """A heart with and without its selector is one emoji, and a skin tone that is set is the one that is offered."""
    await setting(discord_server, bot, "helpful_emoji", "❤")
    await setting(discord_server, bot, "not_helpful_emoji", "👎🏻")
    post = await posted_review(discord_server)
    message = discord_server.world.channels[post.channel_id].messages[str(post.id)]
    assert [each.emoji["name"] for each in message.reactions.values()] == ["❤️", "👎🏻"]
    mina = discord_server.member("mina")
    await mina.command("/config reconcile")
    await settled(discord_server, bot)
    assert [each.emoji["name"] for each in message.reactions.values()] == ["❤️", "👎🏻"]
    message.reactions.clear()
    votes_cog(bot).keeping.recheck_server(int(discord_server.guild_id(CLUB)))
    await discord_server.wait_for(lambda: len(message.reactions) == 2)
    await settled(discord_server, bot)
    assert [each.emoji["name"] for each in message.reactions.values()] == ["❤️", "👎🏻"]


async def test_votes_of_bots_are_kept_out_seen_live_or_made_up_for(discord_server: TestDiscord, tmp_path: Path) -> None:
    path = tmp_path / "linger.sqlite3"
    robots = [newcomer(discord_server, name, is_bot=True) for name in ("beep", "boop")]
    async with running_bot(discord_server, path) as bot:
        post = await posted_review(discord_server)
        await robots[0].react(post, "👍")
        await discord_server.member("pablo").react(post, "👎")
        await shows(discord_server, post, "0 of 1 found this helpful")
    await robots[1].react(post, "👍")
    async with running_bot(discord_server, path) as bot:
        await settled(discord_server, bot)
        assert await bot.app.db.write(in_ledger(int(post.id))) == on_discord(discord_server, int(post.id))
        kept_out = await stored(bot, "SELECT user_id, counted, not_counted FROM votes WHERE helpful = 1")
        assert sorted(kept_out) == sorted((int(robot.id), 0, "bot") for robot in robots)
        assert await stored(bot, "SELECT helpful, not_helpful FROM vote_tallies") == [(0, 1)]


async def test_young_accounts_are_kept_out_quietly_and_told_why(discord_server: TestDiscord, bot: Running) -> None:
    post = await posted_review(discord_server)
    young = newcomer(discord_server, "sprout")
    await young.react(post, "👍")
    await shows(discord_server, post, "1 of 1")
    await setting(discord_server, bot, "min_account_age_days", 30)
    await shows(discord_server, post, "Was this review helpful to you?")
    await discord_server.member("pablo").react(post, "👍")
    await shows(discord_server, post, "1 of 1 found this helpful")
    why = await young.context_menu("About my vote", message=post)
    assert why.ephemeral
    assert "counts votes of accounts that are at least 30 days old when they vote" in why.text
    assert discord_server.member("sprout").dms() == [], "nobody is told off"


async def test_new_members_are_kept_out_and_old_ones_are_looked_up(discord_server: TestDiscord, bot: Running) -> None:
    """What the rule asks is not known of those who voted before the rule was there."""
    post = await posted_review(discord_server)
    pablo, wren = discord_server.member("pablo"), discord_server.member("wren")
    joins(discord_server, wren.id)
    await pablo.react(post, "👍")
    await wren.react(post, "👍")
    await shows(discord_server, post, "2 of 2")
    await setting(discord_server, bot, "min_membership_days", 7)
    await shows(discord_server, post, "1 of 1 found this helpful")
    assert "Your 👍 counts." in (await pablo.context_menu("About my vote", message=post)).text
    why = await wren.context_menu("About my vote", message=post)
    assert "people who have been here for at least 7 days when they vote" in why.text
    reasons = await stored(bot, f"SELECT not_counted FROM votes WHERE user_id = {wren.id}")
    assert reasons == [("too-new-member",)]


async def test_a_role_given_later_counts_once_the_member_asks(discord_server: TestDiscord, bot: Running) -> None:
    post = await posted_review(discord_server)
    pablo, nok = discord_server.member("pablo"), discord_server.member("nok")
    guild = discord_server.world.guilds[discord_server.guild_id(CLUB)]
    regular = next(role_id for role_id, role in guild.roles.items() if role["name"] == "Regular")
    await setting(discord_server, bot, "voter_role_ids", [int(regular)])
    await nok.react(post, "👍")
    await pablo.react(post, "👍")
    await shows(discord_server, post, "1 of 1 found this helpful")
    why = await pablo.context_menu("About my vote", message=post)
    assert f"the votes of these roles count: <@&{regular}>. You have none of them." in why.text
    people_of(discord_server).edit_member(guild.owner_id, guild.id, pablo.id, {"roles": [regular]})
    assert "Your 👍 counts." in (await pablo.context_menu("About my vote", message=post)).text
    await shows(discord_server, post, "2 of 2 found this helpful")


@pytest.mark.parametrize("way", ["post", "forum"])
async def test_votes_vanish_with_a_forum_post_and_with_its_forum(
    discord_server: TestDiscord, bot: Running, way: str
) -> None:
    forum = discord_server.channel_id("#series-talk", guild=CLUB)
    await setting(discord_server, bot, "review_channel_id", int(forum))
    alice, pablo, mina = (discord_server.member(name) for name in ("alice", "pablo", "mina"))
    form = await alice.at("#lobby").command("/review write", series=LITBC)
    answers = {
        "Your rating": "18",
        "Headline": "Tender",
        "Your review": "Tender and funny.",
        "How far does it give things away?": "free",
        "How far you have watched": "finished",
    }
    preview = await alice.submit(form, answers)
    await alice.click(preview, "Post")

    async def post_of() -> list[tuple[object, ...]]:
        return await stored(bot, "SELECT message_id, channel_id FROM posts")

    await discord_server.wait_for(post_of)
    ((message_id, thread_id),) = await post_of()
    post = next(one for one in discord_server.all_messages(str(thread_id)) if one.id == str(message_id))
    await pablo.react(post, "👍")
    await shows(discord_server, post, "1 of 1 found this helpful")
    if way == "post":
        discord_server.people.delete_thread(mina.id, str(thread_id))
    else:
        people_of(discord_server).delete_channel(mina.id, forum)
    await discord_server.wait_for(lambda: not bot.app.ledger.knows(int(post.id)))
    for table in ("posts", "reaction_presence", "votes", "vote_tallies"):
        assert await stored(bot, f"SELECT * FROM {table}") == [], table
    assert await stored(bot, "SELECT state, message_id FROM reviews") == [("posted", None)]


@pytest.fixture
async def members_told() -> AsyncIterator[TestDiscord]:
    """A Discord that gave the bot the members intent."""
    async with TestDiscord(privileged=frozenset({"members"})) as discord:
        with discord.library_pointed_here():
            yield discord


@pytest.mark.parametrize("leavers", ["keep", "drop"])
async def test_with_the_members_intent_leaving_and_coming_back_are_seen_live(
    members_told: TestDiscord, tmp_path: Path, leavers: str
) -> None:
    discord = members_told
    async with running_bot(discord, tmp_path / "linger.sqlite3", members_intent=True) as bot:
        await setting(discord, bot, "leavers_votes", leavers)
        post = await posted_review(discord)
        pablo, nok = discord.member("pablo"), discord.member("nok")
        for member in (pablo, nok):
            await member.react(post, "👍")
        await shows(discord, post, "2 of 2 found this helpful")

        async def has_left() -> bool:
            return bool(await stored(bot, f"SELECT 1 FROM voters WHERE user_id = {pablo.id} AND left_at IS NOT NULL"))

        people_of(discord).leave(pablo.id, discord.guild_id(CLUB), pablo.id)
        await discord.wait_for(has_left)
        left = 1 if leavers == "drop" else 2
        await shows(discord, post, f"{left} of {left} found this helpful")
        joins(discord, pablo.id)

        async def is_back() -> bool:
            return not await has_left()

        await discord.wait_for(is_back)
        await shows(discord, post, "2 of 2 found this helpful")


async def test_super_reactions_given_and_taken_back_while_away_are_made_up_for(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    path = tmp_path / "linger.sqlite3"
    pablo, nok, haruka = (discord_server.member(name) for name in ("pablo", "nok", "haruka"))
    async with running_bot(discord_server, path) as bot:
        post = await posted_review(discord_server)
        await pablo.react(post, "👍", burst=True)
        await nok.react(post, "👎", burst=True)
        await shows(discord_server, post, "1 of 2 found this helpful")
    await nok.unreact(post, "👎")
    await haruka.react(post, "👍", burst=True)
    async with running_bot(discord_server, path) as bot:
        await settled(discord_server, bot)
        found = await bot.app.db.write(in_ledger(int(post.id)))
        assert found == on_discord(discord_server, int(post.id))
        assert {one.reaction_type for one in found} == {1}
        await shows(discord_server, post, "2 of 2 found this helpful")


@pytest.mark.sqlite  # a trigger of SQLite's makes it so
async def test_a_reaction_that_cannot_be_stored_loses_no_other_and_is_made_up_for(
    discord_server: TestDiscord, bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    post = await posted_review(discord_server)
    pablo, nok, haruka = (discord_server.member(name) for name in ("pablo", "nok", "haruka"))
    await settled(discord_server, bot)
    await bot.app.db.write(
        lambda raw: raw.execute(
            f"CREATE TEMP TRIGGER refuse BEFORE INSERT ON reaction_presence WHEN NEW.user_id = {nok.id}"
            " BEGIN SELECT RAISE(ABORT, 'no room for this one'); END"
        )
    )
    with caplog.at_level(logging.ERROR):
        for member in (pablo, nok, haruka):
            await member.react(post, "👍")
        await shows(discord_server, post, "2 of 2 found this helpful")
    assert any("no room for this one" in str(record.exc_info) for record in caplog.records)
    await bot.app.db.write(lambda raw: raw.execute("DROP TRIGGER refuse"))
    await shows(discord_server, post, "3 of 3 found this helpful")


async def test_a_review_whose_message_vanished_while_away_can_be_posted_again(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    path = tmp_path / "linger.sqlite3"
    pablo = discord_server.member("pablo")
    async with running_bot(discord_server, path) as bot:
        post = await posted_review(discord_server)
        await pablo.react(post, "👍")
        await shows(discord_server, post, "1 of 1")
    await discord_server.member("mina").delete(post)
    async with running_bot(discord_server, path) as bot:
        await settled(discord_server, bot)
        assert await stored(bot, "SELECT count(*) FROM posts WHERE missing_at IS NOT NULL") == [(1,)]
        author = discord_server.member("alice").at("#reviews")
        form = await author.command("/review write", series=LITBC)
        await author.click(await author.submit(form, {"Headline": "Tender, once more"}), "Post the changes")

        def posted_again() -> Seen | None:
            return next((one for one in discord_server.all_messages("#reviews") if "once more" in one.text), None)

        again = await discord_server.wait_for(posted_again)
        assert again.id != post.id
        assert await stored(bot, "SELECT helpful FROM vote_tallies") == [(1,)], "the vote went along"
        await pablo.react(again, "👍")
        await shows(discord_server, again, "1 of 1 found this helpful")
        assert await stored(bot, "SELECT message_id FROM reviews") == [(int(again.id),)]


async def test_votes_stand_while_a_review_is_edited_hidden_and_restored(
    discord_server: TestDiscord, bot: Running
) -> None:
    post = await posted_review(discord_server)
    guild_id = int(discord_server.guild_id(CLUB))
    alice, pablo, nok = (discord_server.member(name) for name in ("alice", "pablo", "nok"))
    await pablo.react(post, "👍")
    await shows(discord_server, post, "1 of 1 found this helpful")
    form = await alice.at("#reviews").command("/review write", series=LITBC)
    await alice.click(await alice.submit(form, {"Headline": "Tender, on second thoughts"}), "Post the changes")
    await shows(discord_server, post, "on second thoughts")
    await shows(discord_server, post, "1 of 1 found this helpful")
    ((review_id,),) = await stored(bot, "SELECT id FROM reviews")
    await moderating.hide_review(bot.app.db, guild_id, int(str(review_id)), 1, now=bot.app.clock())
    bot.client.posts.schedule_edit("review", guild_id, int(str(review_id)))
    await discord_server.wait_for(lambda: "second thoughts" not in pablo.look(post).text)
    await nok.react(post, "👎")  # whoever has read it may still say so

    async def counts() -> bool:
        return await stored(bot, "SELECT helpful, not_helpful FROM vote_tallies") == [(1, 1)]

    await discord_server.wait_for(counts)
    await moderating.restore_review(bot.app.db, guild_id, int(str(review_id)), 1, now=bot.app.clock())
    bot.client.posts.schedule_edit("review", guild_id, int(str(review_id)))
    await shows(discord_server, post, "1 of 2 found this helpful")
    assert await bot.app.db.write(in_ledger(int(post.id))) == on_discord(discord_server, int(post.id))


async def test_where_the_bot_may_not_manage_messages_the_earlier_reaction_stays_and_does_not_count(
    discord_server: TestDiscord, bot: Running
) -> None:
    guild = discord_server.world.guilds[discord_server.guild_id(CLUB)]
    role = next(role for role in guild.roles.values() if role.get("tags", {}).get("bot_id"))
    role["permissions"] = str(int(role["permissions"]) & ~int(P.MANAGE_MESSAGES))
    discord_server.core.tell("GUILD_ROLE_UPDATE", {"guild_id": guild.id, "role": role}, guild_id=guild.id)
    post = await posted_review(discord_server)
    pablo = discord_server.member("pablo")
    await pablo.react(post, "👍")
    await shows(discord_server, post, "1 of 1 found this helpful")
    await pablo.react(post, "👎")
    await shows(discord_server, post, "0 of 1 found this helpful")
    await settled(discord_server, bot)
    assert len(on_discord(discord_server, int(post.id))) == 2
    assert not [one for one in discord_server.requests if one.method == "DELETE" and "/reactions/" in one.path]
    await pablo.unreact(post, "👎")
    await shows(discord_server, post, "1 of 1 found this helpful")
