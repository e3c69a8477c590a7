"""A server begins as soon as its own shard does, whatever the others wait for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.errors import StartError
from bot.playground.people.servers import PeopleServers
from bot.storage.engine.trouble import TakenOverError
from tests.loopback.discord import TestDiscord
from tests.loopback.running import running_bot
from tests.reviews.reviewers import CLUB
from tests.votes.posts import in_ledger, posted_review

pytestmark = pytest.mark.e2e


async def test_a_server_begins_while_another_shard_hangs(discord_server: TestDiscord, tmp_path: Path) -> None:
    database = tmp_path / "linger.sqlite3"
    async with running_bot(discord_server, database) as bot:
        post = await posted_review(discord_server)
        home = (int(discord_server.guild_id(CLUB)) >> 22) % 2
        known: set[int] = set()
        while not known or all((guild_id >> 22) % 2 == home for guild_id in known):  # until both shards have one
            mina = discord_server.user_id("mina")
            known.add(int(PeopleServers(discord_server._backend).invite_bot(mina, {"name": "Another"})["id"]))
        known |= {guild.id for guild in bot.client.guilds}
        await discord_server.wait_for(lambda: len(bot.client.guilds) == len(known))
    await discord_server.member("nok").at("#reviews").react(post, "👍")  # while nobody hears it
    there = {guild_id for guild_id in known if (guild_id >> 22) % 2 == home}
    limits = {"total": 1000, "remaining": 999, "reset_after": 1000, "max_concurrency": 2}
    said = {"url": discord_server.gateway_url, "shards": 2, "session_start_limit": limits}
    discord_server.faults.answer("GET", "/gateway/bot", json.dumps(said).encode(), times=0)
    discord_server.faults.hold_shard(1 - home)
    async with running_bot(discord_server, database) as bot:
        assert {guild.id for guild in bot.client.guilds} == there

        async def is_counted() -> int:
            return len(await bot.app.db.write(in_ledger(int(post.id))))

        await discord_server.wait_for(is_counted)
        reply = await discord_server.member("alice").at("#lobby").command("/series", query="litbc")
        assert "Love in the Big City" in reply.text
        left = "SELECT COUNT(*) FROM guilds WHERE left_at IS NOT NULL"
        assert await bot.app.db.write(lambda raw: raw.execute(left).fetchone()[0]) == 0, "nothing is known of them yet"
        discord_server.faults.release_shards()
        await discord_server.wait_for(lambda: {guild.id for guild in bot.client.guilds} == known)


async def test_a_bot_whose_shards_another_process_has_taken_over_ends(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    """Both would answer otherwise, and one of them could store nothing."""
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        bot.app.db.trouble.failed(TakenOverError("another Linger has shard 0 of it"))
        with pytest.raises(StartError, match="another Linger has shard 0 of it"):
            await bot.serving
        assert bot.client.is_closed()
