"""Who wishes nothing costs nothing; who wishes something is known after a restart, too."""

from datetime import UTC, datetime
from pathlib import Path

from bot.domain.kept_back import NOTHING, Topic
from bot.services.keeping_back import Wishes
from bot.storage.engine.database import Database

NOW = datetime(2026, 1, 1, tzinfo=UTC)


async def test_wishes_hold_at_once_after_a_restart_and_until_they_are_taken_back(tmp_path: Path) -> None:
    async with Database.open(tmp_path / "linger.sqlite3") as db:
        wishes = Wishes(db)
        await wishes.load()
        await wishes.keep([Topic.CAST], 7, now=NOW)
        assert (await wishes.of(7)).topics == {Topic.CAST}
        assert await wishes.of(8) is NOTHING
        again = Wishes(db)
        await again.load()
        assert (await again.of(7)).topics == {Topic.CAST}
        await again.keep([], 7, now=NOW)
        assert await again.of(7) is NOTHING


async def test_who_wishes_nothing_is_answered_without_the_database(tmp_path: Path) -> None:
    async with Database.open(tmp_path / "linger.sqlite3") as db:
        wishes = Wishes(db)
        await wishes.load()
    assert await wishes.of(8) is NOTHING  # it is closed
