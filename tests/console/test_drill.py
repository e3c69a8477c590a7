"""The drill: a bot is killed, its file is damaged, and all that was acknowledged before the backup comes back."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.engine import backup
from tests.console.terminal import linger, refused
from tests.edge.test_start import addresses, linger_run
from tests.loopback.discord import TestDiscord
from tests.loopback.running import running_bot
from tests.votes.posts import LITBC, in_ledger, on_discord, posted_review

pytestmark = [pytest.mark.e2e, pytest.mark.sqlite]


async def test_after_a_kill_and_a_damaged_file_the_backup_brings_everything_back(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    wanted = {"DISCORD_TOKEN": discord_server.token, "DATABASE_PATH": "linger.sqlite3", **addresses(discord_server)}
    env_file, database, copy = tmp_path / ".env", tmp_path / "linger.sqlite3", tmp_path / "copy.sqlite3"
    await asyncio.to_thread(env_file.write_text, "".join(f"{name}={value}\n" for name, value in wanted.items()))

    async with linger_run(tmp_path) as running:
        assert str(database) in await running.said("the data is in")
        await running.said("ready as Linger")
        post = await posted_review(discord_server)
        await discord_server.member("pablo").command("/progress set", series=LITBC, episode=3)
        voters = ("pablo", "mina", "theo")
        for name in voters:
            await discord_server.member(name).at("#reviews").react(post, "👍")
        await discord_server.wait_for(lambda: "3 of 3 found" in discord_server.member("nok").look(post).text)
        playing = asyncio.create_task(play_on(discord_server))
        done = await asyncio.to_thread(linger, "backup", copy, "--env-file", env_file)
        assert done.status == 0, done.err
        await running.kill()  # in the middle of it
        playing.cancel()
        await asyncio.gather(playing, return_exceptions=True)

    await asyncio.to_thread(damage, database)
    found = await asyncio.to_thread(linger, "doctor", "--env-file", env_file)
    assert found.status == 1
    assert "BAD  contents  damaged" in found.out
    assert "linger restore" in found.out
    assert "ok   token     Discord knows it as Linger" in found.out
    refused(await asyncio.to_thread(linger, "run", "--env-file", env_file), "is damaged", "linger restore")

    restored = await asyncio.to_thread(linger, "restore", copy, "--env-file", env_file)
    assert restored.status == 0, restored.err
    assert backup.check(database) == []
    async with running_bot(discord_server, database) as bot:
        place = await discord_server.member("pablo").command("/progress set", series=LITBC)
        assert "episode 3" in place.text.lower()
        shown = await discord_server.member("nok").at("#lobby").command("/review read", series=LITBC)
        assert "Tender, says alice" in shown.text
        message_id = int(post.id)
        stored = await bot.app.db.write(in_ledger(message_id))
        assert {reaction.user_id for reaction in stored} >= {int(discord_server.user_id(name)) for name in voters}
        assert stored <= on_discord(discord_server, message_id)
    found = await asyncio.to_thread(linger, "doctor", "--offline", "--env-file", env_file)
    assert found.status == 0, found.out


async def play_on(discord: TestDiscord) -> None:
    """Somebody goes on using the bot while it is copied, and killed."""
    while True:
        for episode in range(1, 9):
            await discord.member("alice").command("/progress set", series=LITBC, episode=episode)


def damage(path: Path) -> None:
    """Overwrite some pages, as a failing disk does."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # what the kill left in the log
    content = bytearray(path.read_bytes())
    content[16_384:32_768] = b"\xa5" * 16_384
    path.write_bytes(content)
