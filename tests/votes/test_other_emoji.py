"""Another vote emoji: said beforehand with numbers, followed by every post, and no vote is lost by it."""

from __future__ import annotations

import pytest

from bot.domain.settings import ServerSettings
from bot.domain.votes import FormerEmoji, emoji_in_use, rules_of
from bot.errors import UserError
from bot.playground.world.model import Message
from tests.loopback.discord import TestDiscord
from tests.loopback.replies import Seen
from tests.loopback.running import Running
from tests.loopback.sample import CLUB, set_to
from tests.reviews.reviewers import rows
from tests.votes.posts import posted_review


@pytest.mark.parametrize(
    ("chosen", "gone", "in_use"),
    [
        (("👍", "👎"), (), ("👍", "👎")),
        (("<:up:123456789012345678>", "👎"), ("<:up:123456789012345678>",), ("👍", "👎")),
        (("<:up:123456789012345678>", "👍🏽"), ("<:up:123456789012345678>",), ("✅", "👍🏽")),
        (("👎", "<a:no:123456789012345678>"), ("<a:other:123456789012345678>",), ("👎", "❌")),
    ],
)
def test_the_usual_emoji_serves_while_one_is_gone(
    chosen: tuple[str, str], gone: tuple[str, ...], in_use: tuple[str, str]
) -> None:
    settings = ServerSettings(helpful_emoji=chosen[0], not_helpful_emoji=chosen[1])
    former = [FormerEmoji(one, is_helpful=True, is_gone=True) for one in gone]
    assert emoji_in_use(settings, former) == in_use


def test_former_emoji_mean_what_they_meant_and_what_is_set_now_comes_first() -> None:
    settings = ServerSettings(helpful_emoji="❤️", not_helpful_emoji="👎")
    former = [
        FormerEmoji("👍🏽", is_helpful=True),
        FormerEmoji("👎", is_helpful=True),
        FormerEmoji("💔", is_helpful=False),
    ]
    rules = rules_of(settings, former)
    meanings = {"👍": True, "👍🏿": True, "❤": True, "👎🏻": False, "💔": False, "🌧️": None}
    assert {one: rules.meaning(one) for one in meanings} == meanings


def on(discord: TestDiscord, post: Seen) -> Message:
    return discord.world.channels[post.channel_id].messages[post.id]


def offered(discord: TestDiscord, post: Seen) -> set[str]:
    """What the bot itself has put under a post."""
    bot_id = discord.world.bot_id
    return {key for key, reaction in on(discord, post).reactions.items() if bot_id in reaction.normal}


@pytest.mark.e2e
async def test_what_a_new_emoji_reaches_is_said_then_every_post_follows(
    discord_server: TestDiscord, bot: Running
) -> None:
    posts = [await posted_review(discord_server, name) for name in ("alice", "nok")]
    pablo, theo = discord_server.member("pablo"), discord_server.member("theo")
    for post in posts:
        await pablo.react(post, "👍")
    await theo.react(posts[0], "👎")
    await discord_server.wait_for(lambda: "1 of 2 found" in pablo.look(posts[0]).text)
    await discord_server.wait_for(lambda: "1 of 1 found" in pablo.look(posts[1]).text)
    mina = discord_server.member("mina").at("#lobby")
    shown = await mina.command("/config panel")
    await mina.select(shown, "config.section", "votes")
    ids = [part["custom_id"] for part in mina.look(shown).buttons]
    (press,) = [one for one in ids if one.startswith("config.type:helpful_emoji")]
    form = await mina.click(shown, press)
    asked = await mina.submit(form, {"value": "🌟"})
    assert "3 votes on 2 posts stand" in asked.text
    assert "👍 → 🌟" in asked.text
    assert offered(discord_server, posts[0]) == {"👍", "👎"}, "nothing is changed before it is confirmed"
    discord_server.faults.delay("PUT", "/channels/*/messages/*/reactions/*/@me", 0.3, times=2)
    await mina.click(shown, "Change it")
    await discord_server.wait_for(lambda: all(offered(discord_server, post) == {"🌟", "👎"} for post in posts))
    await discord_server.wait_for(lambda: "1 of 2 found" in pablo.look(posts[0]).text)
    await discord_server.wait_for(lambda: any("All 2 posts are up to date" in one.text for one in mina.messages()))
    assert "All 2 posts" in mina.messages()[-1].text
    # Votes that were given with the old one stand, and are taken back with it.
    await pablo.unreact(posts[1], "👍")
    await discord_server.wait_for(lambda: "Was this review helpful to you? 🌟 or 👎" in pablo.look(posts[1]).text)
    # An emoji that stood for the opposite would turn votes around.
    with pytest.raises(UserError, match="1 vote was given with it"):
        await set_to(discord_server, bot, "not_helpful_emoji", "👍")


@pytest.mark.e2e
async def test_what_a_moderator_cleared_is_offered_again_by_reconcile(
    discord_server: TestDiscord, bot: Running
) -> None:
    post = await posted_review(discord_server)
    mina = discord_server.member("mina").at("#lobby")
    await discord_server.wait_for(lambda: offered(discord_server, post) == {"👍", "👎"})
    await mina.clear_reactions(post, "👍")
    await mina.command("/config reconcile")
    await discord_server.wait_for(lambda: offered(discord_server, post) == {"👍", "👎"})


@pytest.mark.e2e
async def test_a_deleted_custom_emoji_is_told_to_admins_and_the_usual_one_serves(
    discord_server: TestDiscord, bot: Running
) -> None:
    guild = discord_server.world.guilds[discord_server.guild_id(CLUB)]
    heart = next(iter(guild.emojis.values()))
    await set_to(discord_server, bot, "helpful_emoji", f"<:{heart['name']}:{heart['id']}>")
    post = await posted_review(discord_server)
    pablo = discord_server.member("pablo")
    await discord_server.wait_for(lambda: offered(discord_server, post) == {heart["id"], "👎"})
    await pablo.react(post, f"{heart['name']}:{heart['id']}")
    await discord_server.wait_for(lambda: "1 of 1 found" in pablo.look(post).text)
    del guild.emojis[heart["id"]]
    second = await posted_review(discord_server, "nok")
    await discord_server.wait_for(lambda: offered(discord_server, second) == {"👍", "👎"})
    await discord_server.wait_for(lambda: "👍" in offered(discord_server, post))
    await discord_server.wait_for(lambda: "Was this review helpful to you? 👍 or 👎" in pablo.look(second).text)
    assert "1 of 1 found" in pablo.look(post).text
    told = await rows(bot, "SELECT COUNT(*) FROM audit_log WHERE action = 'emoji.gone'")
    assert told == [(1,)]
    log = await discord_server.member("mina").at("#lobby").command("/audit", about="settings")
    assert "the usual one serves" in log.text
