"""What Discord says it does not have is kept until that is certain, and comes back with its votes."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app import utc_now
from bot.domain.votes import Tally
from bot.playground.faults import Faults
from bot.storage.ledger import posts as posts_storage
from tests.loopback.discord import TestDiscord
from tests.loopback.replies import Seen
from tests.loopback.running import Running, running_bot
from tests.votes.posts import in_ledger, on_discord, posted_review
from tests.votes.test_reconciling import votes_cog

pytestmark = pytest.mark.e2e

_PAGE = b"<html><body>404 Not Found</body></html>"
_ROUTES = ("/channels/*/messages", "/channels/*/messages/*", "/channels/*/messages/*/reactions/*")


class Days:
    """A clock that the test turns on."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self.ahead


async def _voted_post(discord: TestDiscord) -> Seen:
    post = await posted_review(discord)
    pablo = discord.member("pablo")
    await pablo.react(post, "👍")
    await discord.wait_for(lambda: "1 of 1" in pablo.look(post).text)
    return post


async def _settled(discord: TestDiscord, bot: Running) -> None:
    cog = votes_cog(bot)
    await discord.wait_for(lambda: not cog.keeping.is_busy, timeout_s=120)


async def _tally(bot: Running) -> Tally | None:
    """Of the only post, or None where there is none."""

    def read(raw):  # type: ignore[no-untyped-def]  # a function for the ledger
        posts = posts_storage.list_posts(raw, bot.client.guilds[0].id)
        return posts_storage.get_tally(raw, posts[0].subject) if posts else None

    return await bot.app.db.write(read)


def _lie(faults: Faults, kind: str) -> None:
    for route in _ROUTES:
        if kind == "a proxy's page":
            faults.answer("GET", route, _PAGE, status=404, content_type="text/html", times=0)
        elif kind == "code 0":
            faults.fail("GET", route, status=404, times=0)
        elif kind == "unknown message":
            faults.fail("GET", route, status=404, code=10008, times=0)
        elif kind == "unknown channel":
            faults.fail("GET", route, status=404, code=10003, times=0)
        elif kind == "an empty body":
            faults.answer("GET", route, b"", times=0)
        else:
            faults.answer("GET", route, kind.encode(), times=0)


@pytest.mark.parametrize(
    "kind",
    [
        "a proxy's page",
        "code 0",
        "unknown message",
        "unknown channel",
        "an empty body",
        "[]",
        "{}",
        "null",
        "7",
        '[{"id',
    ],
)
async def test_no_answer_at_a_start_takes_a_post_or_a_vote(
    discord_server: TestDiscord, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "linger.sqlite3"
    async with running_bot(discord_server, path) as bot:
        post = await _voted_post(discord_server)
    _lie(discord_server.faults, kind)
    async with running_bot(discord_server, path) as bot:
        cog = votes_cog(bot)
        await cog.keeping.reconciler.server(bot.client.guilds[0].id)
        assert await _tally(bot) == Tally(1, 0)
        discord_server.faults.clear()
        reply = await discord_server.member("mina").at("#reviews").command("/config reconcile")
        assert "Every vote was right already." in reply.text
        assert "missing" not in reply.text
        assert await _tally(bot) == Tally(1, 0)
        assert await bot.app.db.write(in_ledger(int(post.id))) == on_discord(discord_server, int(post.id))


async def test_reactions_that_nobody_is_named_for_are_kept(discord_server: TestDiscord, bot: Running) -> None:
    """The message is shown as it is; only who reacted is lied about."""
    await _voted_post(discord_server)
    await _settled(discord_server, bot)
    for lie in (b"[]", b"{}", b"null", b""):
        discord_server.faults.answer("GET", "/channels/*/messages/*/reactions/*", lie, times=1)
        await votes_cog(bot).keeping.reconciler.server(bot.client.guilds[0].id)
        assert await _tally(bot) == Tally(1, 0)


async def test_a_post_that_is_really_gone_is_erased_after_a_week_and_two_more_looks(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    path, clock = tmp_path / "linger.sqlite3", Days()
    async with running_bot(discord_server, path, clock=clock) as bot:
        post = await _voted_post(discord_server)
    await discord_server.member("mina").delete(post)
    async with running_bot(discord_server, path, clock=clock) as bot:
        await _settled(discord_server, bot)
        keeping = votes_cog(bot).keeping
        asked = len(discord_server.requests)
        await keeping.look_for_missing()
        assert [r for r in discord_server.requests[asked:] if r.method == "GET"] == [], "an hour is waited first"
        reply = await discord_server.member("mina").at("#reviews").command("/config reconcile")
        assert "1 post is missing. I keep its votes for a week" in reply.text
        clock.ahead = timedelta(hours=2)
        await keeping.look_for_missing()
        clock.ahead = timedelta(days=6)
        await keeping.look_for_missing()
        assert await _tally(bot) == Tally(1, 0)
        clock.ahead = timedelta(days=8)
        await keeping.look_for_missing()
        assert await _tally(bot) is None
        assert not bot.app.ledger.knows(int(post.id))


async def test_one_look_a_week_later_is_not_enough(discord_server: TestDiscord, tmp_path: Path) -> None:
    """Who was switched off for a week asks twice all the same."""
    path, clock = tmp_path / "linger.sqlite3", Days()
    async with running_bot(discord_server, path, clock=clock) as bot:
        post = await _voted_post(discord_server)
    await discord_server.member("mina").delete(post)
    async with running_bot(discord_server, path, clock=clock) as bot:
        await _settled(discord_server, bot)
        keeping = votes_cog(bot).keeping
        clock.ahead = timedelta(days=8)
        await keeping.look_for_missing()
        assert await _tally(bot) == Tally(1, 0)
        await keeping.look_for_missing()
        assert await _tally(bot) is None


async def test_a_post_that_turns_up_again_was_never_gone(discord_server: TestDiscord, tmp_path: Path) -> None:
    path, clock = tmp_path / "linger.sqlite3", Days()
    async with running_bot(discord_server, path, clock=clock) as bot:
        post = await _voted_post(discord_server)
    _lie(discord_server.faults, "unknown message")
    async with running_bot(discord_server, path, clock=clock) as bot:
        await _settled(discord_server, bot)
        keeping = votes_cog(bot).keeping
        clock.ahead = timedelta(hours=2)
        discord_server.faults.clear()
        await keeping.look_for_missing()
        clock.ahead = timedelta(days=8)
        await keeping.look_for_missing()
        assert await _tally(bot) == Tally(1, 0)
        await discord_server.member("theo").react(post, "👍")
        await discord_server.wait_for(lambda: "2 of 2" in discord_server.member("theo").look(post).text)


async def test_a_post_that_is_there_and_not_known_is_found_by_command(
    discord_server: TestDiscord, bot: Running
) -> None:
    post = await _voted_post(discord_server)
    await _settled(discord_server, bot)
    guild_id = bot.client.guilds[0].id
    await bot.app.ledger.forget_posts(guild_id, [int(post.id)])
    assert await _tally(bot) is None
    reply = await discord_server.member("mina").at("#reviews").command("/config reconcile")
    assert "1 post was there without my knowing: its votes count again." in reply.text
    assert await _tally(bot) == Tally(1, 0)
    await discord_server.member("theo").react(post, "👍")
    await discord_server.wait_for(lambda: "2 of 2" in discord_server.member("theo").look(post).text)
