"""Channels with rules of their own: whose votes count there, and whether the lists take what is posted there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.domain.discussion.digest import WEEK, week_due
from bot.domain.leaderboards import Listing, listing_of
from bot.domain.settings import ChannelRule, SetTo
from bot.services.discussion import digesting
from tests.loopback.discord import TestDiscord
from tests.loopback.members import Member
from tests.loopback.replies import Reply, Seen
from tests.loopback.running import Running, running_bot
from tests.votes.posts import LITBC, posted_review

pytestmark = pytest.mark.e2e

CLUB = "The Rooftop Club"
VOTES = "Votes on posts"
NOBODYS = "Votes on posts don't count in this channel"


async def channel_page(discord: TestDiscord, channel: str) -> tuple[Member, Reply]:
    """The page of the panel that holds one channel's rules, before an admin."""
    mina = discord.member("mina").at("#lobby")
    votes = await mina.select(await mina.command("/config panel"), "config.section", "votes")
    return mina, await mina.select(votes, "config.rules", discord.channel_id(channel))


def guild_of(discord: TestDiscord) -> int:
    return int(discord.guild_id(CLUB))


def nobodys_role(discord: TestDiscord) -> str:
    """A role that Alice's readers here do not have."""
    guild = discord.world.guilds[str(guild_of(discord))]
    given = {role for name in ("pablo", "nok") for role in map(str, guild.members[discord.user_id(name)].roles)}
    return next(one for one, role in guild.roles.items() if one not in given | {guild.id} and "tags" not in role)


async def set_rules(discord: TestDiscord, bot: Running, *rules: tuple[str, str, object]) -> None:
    """What channels, by name, decide by themselves."""
    value = [ChannelRule(int(discord.channel_id(channel)), name, own) for channel, name, own in rules]
    await bot.app.servers.apply(guild_of(discord), [SetTo("channel_rules", value)], actor_id=1)
    bot.client.posts.look()


async def voted(discord: TestDiscord, *names: str) -> Seen:
    post = await posted_review(discord)
    for name in names:
        await discord.member(name).react(post, "👍")
    count = len(names)
    await discord.wait_for(lambda: f"{count} of {count} found" in discord.member("nok").look(post).text)
    return post


async def written(by: Member) -> Reply:
    """The preview of a review, before it is posted."""
    form = await by.command("/review write", series=LITBC)
    answers = {"Your rating": "18", "Headline": "Tender, says alice", "Your review": "It is tender, funny, and warm."}
    stage = {"How far does it give things away?": "free", "How far you have watched": "finished"}
    return await by.submit(form, answers | stage)


async def counted(bot: Running) -> tuple[int, int]:
    """How many votes count, and how many there are."""
    row = await bot.app.db.write(lambda raw: raw.execute("SELECT SUM(counted), COUNT(*) FROM votes").fetchone())
    return row[0], row[1]


async def test_an_admin_leaves_a_channels_votes_out_and_takes_them_in_again(
    discord_server: TestDiscord, bot: Running
) -> None:
    post = await voted(discord_server, "pablo", "nok")
    pablo = discord_server.member("pablo")
    mina, page = await channel_page(discord_server, "#reviews")
    assert "as in the whole server" in page.text
    done = await mina.select(page, VOTES, "leave-out")
    place = f"<#{discord_server.channel_id('#reviews')}>"
    assert f"Rules of single channels: {place} Votes on posts: Don't count" in done.text
    said = "Votes on 1 post were counted anew. 1 shows another number now."
    await discord_server.wait_for(lambda: any(said in one.text for one in mina.messages()))
    await discord_server.wait_for(lambda: NOBODYS in pablo.look(post).text)
    own = await pablo.context_menu("About my vote", message=post)
    assert "Your 👍 is not counted. Nobody's votes count in this channel." in own.text
    opened = await pablo.click(post, "Read")
    assert NOBODYS in opened.text
    assert "vote" not in str(opened.buttons).casefold(), "nobody is sent to vote where it counts for nothing"

    assert f"Rules of single channels: {place} Votes on posts: Don't count" in (await mina.command("/config show")).text
    log = await mina.command("/audit")
    assert f"set Rules of single channels: {place} Votes on posts: as in the whole server →" in log.text

    back = await mina.click(done, "As in the whole server")
    assert f"{place} Votes on posts: as in the whole server" in back.text
    await discord_server.wait_for(lambda: "2 of 2 found this helpful" in pablo.look(post).text)
    assert bot.app.servers.settings_of(guild_of(discord_server)).channel_rules == ()


async def test_a_channel_counts_the_votes_of_its_own_roles_and_the_others_do_not_care(
    discord_server: TestDiscord, bot: Running
) -> None:
    post = await voted(discord_server, "pablo")
    role = nobodys_role(discord_server)
    await set_rules(discord_server, bot, ("#lobby", "voter_role_ids", [int(role)]))
    pablo = discord_server.member("pablo").at("#reviews")
    await pablo.unreact(post, "👍")
    await discord_server.wait_for(lambda: "Was this review helpful" in pablo.look(post).text)
    await pablo.react(post, "👍")
    await discord_server.wait_for(lambda: "1 of 1 found this helpful" in pablo.look(post).text)

    mina, page = await channel_page(discord_server, "#reviews")
    await mina.select(page, "Whose votes count: no roles chosen", role)
    await discord_server.wait_for(lambda: "Was this review helpful" in pablo.look(post).text)
    own = await pablo.context_menu("About my vote", message=post)
    assert f"In this server the votes of these roles count: <@&{role}>. You have none of them." in own.text
    why = await mina.command("/review why", series=LITBC)
    assert f"In <#{discord_server.channel_id('#reviews')}>: Whose votes count: <@&{role}>" in why.text
    assert f"<#{discord_server.channel_id('#lobby')}>" not in why.text, "no review that is explained stands there"
    await discord_server.member("mina").react(post, "👍")
    guild = discord_server.world.guilds[str(guild_of(discord_server))]
    has = role in map(str, guild.members[discord_server.user_id("mina")].roles)
    counted = "1 of 1 found this helpful" if has else "Was this review helpful"
    await discord_server.wait_for(lambda: counted in pablo.look(post).text)


async def test_a_server_that_asks_for_roles_may_have_a_channel_for_everybody(
    discord_server: TestDiscord, bot: Running
) -> None:
    post = await voted(discord_server, "pablo")
    pablo = discord_server.member("pablo")
    strict = SetTo("voter_role_ids", [int(nobodys_role(discord_server))])
    await bot.app.servers.apply(guild_of(discord_server), [strict], actor_id=1)
    await discord_server.wait_for(lambda: "Was this review helpful" in pablo.look(post).text)
    await set_rules(discord_server, bot, ("#reviews", "voter_role_ids", []))
    await discord_server.wait_for(
        lambda: "1 of 1 found this helpful, not counting the author's own vote, nor mine" in pablo.look(post).text
    )


async def test_posts_of_a_forum_follow_the_forum_after_a_restart_too(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    path = tmp_path / "linger.sqlite3"
    async with running_bot(discord_server, path) as bot:
        forum = SetTo("review_channel_id", int(discord_server.channel_id("#series-talk")))
        await bot.app.servers.apply(guild_of(discord_server), [forum], actor_id=1)
        await set_rules(discord_server, bot, ("#series-talk", "votes_counted", "leave-out"))
        alice = discord_server.member("alice").at("#lobby")
        preview = await written(alice)
        await alice.click(preview, "Post")
        await discord_server.wait_for(lambda: "Posted" in alice.look(preview).text)
        (row,) = await bot.app.db.write(lambda raw: raw.execute("SELECT channel_id FROM posts").fetchall())
    discord_server.world.channel(str(row[0])).data["thread_metadata"]["archived"] = True
    pablo = discord_server.member("pablo")
    async with running_bot(discord_server, path) as bot:
        (post, *_rest) = discord_server.all_messages(str(row[0]))
        await pablo.react(post, "👍")
        own = await pablo.context_menu("About my vote", message=post)
        assert "Nobody's votes count in this channel." in own.text
        await set_rules(discord_server, bot)
        await discord_server.wait_for(lambda: "1 of 1 found this helpful" in pablo.look(post).text)


async def test_votes_that_go_along_to_another_channel_count_by_its_rules(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    path = tmp_path / "linger.sqlite3"
    async with running_bot(discord_server, path) as bot:
        post = await voted(discord_server, "pablo", "nok")
    await discord_server.member("mina").delete(post)
    alice, mina = discord_server.member("alice").at("#lobby"), discord_server.member("mina").at("#lobby")
    async with running_bot(discord_server, path) as bot:
        await mina.command("/config reconcile")
        await set_rules(discord_server, bot, ("#lobby", "votes_counted", "leave-out"))
        lobby = SetTo("review_channel_id", int(discord_server.channel_id("#lobby")))
        await bot.app.servers.apply(guild_of(discord_server), [lobby], actor_id=1)
        preview = await written(alice)
        await alice.click(preview, "Post the changes")
        await discord_server.wait_for(lambda: any(NOBODYS in one.text for one in alice.messages()))
        assert await counted(bot) == (0, 2)
        await set_rules(discord_server, bot)
        await discord_server.wait_for(lambda: any("2 of 2 found this helpful" in one.text for one in alice.messages()))


async def test_the_lists_leave_a_channel_out_also_those_that_were_shown_before(
    discord_server: TestDiscord, bot: Running
) -> None:
    await voted(discord_server, "pablo", "nok")
    mina = discord_server.member("mina").at("#lobby")
    shared = await mina.command("/top reviews", time="week", share=True)
    assert "Tender, says alice" in shared.text
    _mina, page = await channel_page(discord_server, "#reviews")
    await mina.select(page, "Reviews in top lists and the digest", "left-out")
    for name in ("reviews", "reviewers"):
        assert "Nothing to show" in (await mina.command(f"/top {name}", time="week")).text
    await discord_server.wait_for(lambda: "Tender, says alice" not in mina.look(shared.message).text)
    assert "2 of 2 found it helpful" in (await mina.command("/review why", series=LITBC)).text, "its own list has it"


async def test_only_what_is_posted_in_one_channel_is_listed(discord_server: TestDiscord, bot: Running) -> None:
    await voted(discord_server, "pablo", "nok")
    mina = discord_server.member("mina").at("#lobby")
    nothing = SetTo("listed_reviews", "left-out")
    await bot.app.servers.apply(guild_of(discord_server), [nothing], actor_id=1)
    assert "Nothing to show" in (await mina.command("/top reviews")).text
    await set_rules(discord_server, bot, ("#lobby", "listed_reviews", "listed"))
    assert "Nothing to show" in (await mina.command("/top reviews")).text
    await set_rules(discord_server, bot, ("#reviews", "listed_reviews", "listed"))
    assert "Tender, says alice" in (await mina.command("/top reviews")).text


async def test_a_digest_leaves_a_channel_out(discord_server: TestDiscord, bot: Running) -> None:
    await voted(discord_server, "pablo", "nok")
    guild_id, lobby = guild_of(discord_server), int(discord_server.channel_id("#lobby"))
    wishes = [SetTo("digest", "weekly"), SetTo("digest_channel_id", lobby)]
    await bot.app.servers.apply(guild_id, wishes, actor_id=1)
    await set_rules(discord_server, bot, ("#reviews", "listed_reviews", "left-out"))
    settings = bot.app.servers.settings_of(guild_id)
    week, listing = week_due(bot.app.clock() + WEEK, settings.time_zone), listing_of(settings)
    taken = await digesting.gather(bot.app.db, bot.app.catalogues, guild_id, week, Listing())
    left_out = await digesting.gather(bot.app.db, bot.app.catalogues, guild_id, week, listing)
    assert (len(taken.reviews), len(taken.helpful)) == (1, 1)
    assert (len(left_out.reviews), len(left_out.helpful)) == (0, 0)


async def test_rules_of_channels_travel_in_the_file_by_the_names_of_channels_and_roles(
    discord_server: TestDiscord, bot: Running
) -> None:
    role = int(nobodys_role(discord_server))
    await set_rules(
        discord_server, bot, ("#reviews", "voter_role_ids", [role]), ("#lobby", "listed_reviews", "left-out")
    )
    kept = bot.app.servers.settings_of(guild_of(discord_server)).channel_rules
    mina = discord_server.member("mina").at("#lobby")
    shown = await mina.command("/config show")
    (attached,) = shown.message.attachments
    content = discord_server.core.attachments.get(attached["id"])
    assert content is not None
    written = json.loads(content)
    rules = written["settings"]["channel_rules"]
    assert {one["name"] for one in rules} == {"reviews", "lobby"}
    for one in rules:
        one["id"] = "1"  # another server has none of the ids
    rules.append({"id": "1", "name": "nowhere", "rules": {"votes_counted": "leave-out"}})
    await set_rules(discord_server, bot)
    preview = await mina.command("/config import", file=("settings.json", json.dumps(written).encode()))
    assert "Rules of single channels: this server has no “nowhere”." in preview.text
    assert "Whose votes count: everybody's" not in preview.text
    await mina.click(preview, "Apply 1 change")
    assert bot.app.servers.settings_of(guild_of(discord_server)).channel_rules == kept


async def test_an_old_page_of_a_channel_changes_nothing_and_members_cannot_press_it(
    discord_server: TestDiscord, bot: Running
) -> None:
    mina, page = await channel_page(discord_server, "#reviews")
    await set_rules(discord_server, bot, ("#lobby", "votes_counted", "leave-out"))
    again = await mina.select(page, VOTES, "leave-out")
    assert "This was changed in the meantime" in again.text
    assert len(bot.app.servers.settings_of(guild_of(discord_server)).channel_rules) == 1
    done = await mina.select(again, VOTES, "leave-out")
    undone = await mina.click(done, "Undo")
    assert "✅" in undone.text
    assert len(bot.app.servers.settings_of(guild_of(discord_server)).channel_rules) == 1
    pablo = discord_server.member("pablo").at("#lobby")
    refused = await pablo.click(await pablo.command("/help"), "config.unrule:votes_counted:1:x", forge=True)
    assert "Only people who may manage this server" in refused.text
    gone = await mina.click(await mina.command("/help"), "config.unrule:rating_style:1:x", forge=True)
    assert "not in this server" in gone.text
