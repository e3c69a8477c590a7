"""A vote that Discord never told of, in a session that goes on, is noticed all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.playground.world.model import Reaction
from tests.loopback.discord import TestDiscord
from tests.loopback.running import QUICK, Running, running_bot
from tests.votes.posts import in_ledger, posted_review

pytestmark = pytest.mark.e2e


def react_unheard(discord: TestDiscord, message_id: str, name: str) -> None:
    """The reaction stands, and its event is lost."""
    channel = discord.world.channel(discord.channel_id("#reviews"))
    reaction: Reaction = channel.messages[message_id].reactions["👍"]
    reaction.normal[discord.user_id(name)] = None


async def count(bot: Running, message_id: str) -> int:
    return len(await bot.app.db.write(in_ledger(int(message_id))))


async def test_the_answer_to_an_edit_tells_of_it(discord_server: TestDiscord, bot: Running) -> None:
    post = await posted_review(discord_server)
    react_unheard(discord_server, post.id, "nok")
    await discord_server.member("haruka").at("#reviews").react(post, "👍")

    async def both() -> bool:
        return await count(bot, post.id) == 2

    await discord_server.wait_for(both)
    await discord_server.wait_for(lambda: "2 of 2" in discord_server.member("alice").look(post).text)


async def test_a_look_at_the_newest_posts_tells_of_it(discord_server: TestDiscord, tmp_path: Path) -> None:
    async with running_bot(discord_server, tmp_path / "db", pace=replace(QUICK, recent_every_s=0.2)) as bot:
        post = await posted_review(discord_server)
        react_unheard(discord_server, post.id, "nok")

        async def one() -> bool:
            return await count(bot, post.id) == 1

        await discord_server.wait_for(one)
