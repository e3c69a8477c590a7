"""Whoever writes while nothing can be stored is told so, and why."""

from __future__ import annotations

import asyncio
import io
import logging
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import log
from bot.storage.engine.database import Database, StorageError
from tests.loopback.discord import TestDiscord
from tests.loopback.running import running_bot

pytestmark = [pytest.mark.e2e, pytest.mark.sqlite]


async def test_a_member_is_told_that_the_database_was_moved(
    discord_server: TestDiscord, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "linger.sqlite3"
    async with running_bot(discord_server, path) as bot:
        alice = discord_server.member("alice").at("#reviews")
        form = await alice.command("/review write", series="love-in-the-big-city-kr-2024")
        path.rename(tmp_path / "away")
        answers = {"Your rating": "18", "Headline": "Tender", "How far does it give things away?": "free"}
        with caplog.at_level(logging.ERROR):
            reply = await alice.submit(form, {"Your review": "Words that I typed.", **answers})
        assert "My database was moved away while I was running, so this was not saved." in reply.text
        assert "was removed or replaced while Linger runs" in caplog.text
        answering = [record for record in caplog.records if record.name in ("bot.edge.answers", "bot.edge.forms")]
        assert answering
        assert not [record for record in answering if record.exc_info], "one line, and no traceback"
        (tmp_path / "away").rename(path)
        assert not bot.client.is_closed()


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What an operator reads."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    log.configure("INFO")
    yield stream
    root.handlers[:] = before
    root.setLevel(level)


def told_owner(discord: TestDiscord) -> list[str]:
    world = discord.world
    return [m.text for c in world.users[world.owner_id].dm_ids for m in discord.all_messages(c)]


@pytest.mark.parametrize("what", ["removed", "replaced"])
async def test_the_owner_is_told_where_the_open_data_was_saved(
    discord_server: TestDiscord, tmp_path: Path, written: io.StringIO, what: str
) -> None:
    path = tmp_path / "linger.sqlite3"
    async with running_bot(discord_server, path, holds_promises=False) as bot:  # an empty file stands in its place
        async with bot.app.db.transaction() as connection:
            await connection.execute("INSERT INTO installation (name, value) VALUES ('note', 'kept')")
        if what == "replaced":
            path.rename(tmp_path / "old")
            path.touch()
        else:
            path.unlink()
        (letter,) = await discord_server.wait_for(lambda: told_owner(discord_server))  # although nobody writes
        saved = path.with_name(f"{path.name}.saved-1")
        assert str(saved) in letter
        assert f"saved in {saved}" in written.getvalue()
        with pytest.raises(StorageError):
            await bot.app.db.write(lambda raw: raw.execute("DELETE FROM installation").rowcount)
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    saved.rename(path)
    async with Database.open(path) as db, db.reading() as connection:
        assert await connection.fetch_number("SELECT COUNT(*) FROM installation WHERE name = 'note'") == 1


async def test_a_crowd_on_a_full_disk_leaves_a_few_lines_and_the_owner_is_told(
    discord_server: TestDiscord, tmp_path: Path, written: io.StringIO
) -> None:
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:

        def fill(raw: sqlite3.Connection) -> None:
            raw.execute(f"PRAGMA max_page_count = {raw.execute('PRAGMA page_count').fetchone()[0]}")

        def vote(raw: sqlite3.Connection) -> None:
            raw.execute("INSERT INTO installation (name, value) VALUES (hex(randomblob(9)), hex(zeroblob(100000)))")

        async def cast() -> None:
            try:
                await bot.app.db.write(vote)
            except Exception:
                logging.getLogger("a listener").exception("could not store a vote")

        await bot.app.db.write(fill)
        await asyncio.gather(*(cast() for _ in range(300)))
        await discord_server.wait_for(lambda: any("full" in text for text in told_owner(discord_server)))
        about = [line for line in written.getvalue().splitlines() if " INFO " not in line]
        assert 1 <= len(about) <= 3, about
        assert "disk is full" in about[0]
        assert "Traceback" not in written.getvalue()

        def make_room(raw: sqlite3.Connection) -> None:
            raw.execute("PRAGMA max_page_count = 1000000")

        await bot.app.db.write(make_room)
        await cast()
        assert "things are stored again; 300 changes were refused" in written.getvalue()
