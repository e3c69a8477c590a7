"""What an editor of the sample club does to its catalogue."""

from __future__ import annotations

from bot.domain.series import Series
from bot.services.catalogue import editing, merging
from bot.services.catalogue.editing import Editor
from tests.loopback.discord import TestDiscord
from tests.loopback.running import Running
from tests.loopback.sample import CLUB, LITBC

DOUBLE = "Love in a Big City"  # what somebody calls it who adds it once more


def _editor(discord: TestDiscord, bot: Running) -> Editor:
    return Editor(int(discord.guild_id(CLUB)), int(discord.user_id("mina")), bot.app.clock())


async def correct_title(discord: TestDiscord, bot: Running, title: str) -> None:
    """Love in the Big City is called otherwise from now on."""
    await editing.correct_series(bot.app.db, bot.app.catalogues, _editor(discord, bot), LITBC, {"title": title})


async def add_double(discord: TestDiscord, bot: Running, *, episodes: int = 8) -> Series:
    """The same series once more, under a name like its own."""
    record = {"title": DOUBLE, "country": "KR", "year": 2024, "kind": "bl", "episodes": episodes}
    return (await editing.add_series(bot.app.db, bot.app.catalogues, _editor(discord, bot), record)).series


async def merge_double(discord: TestDiscord, bot: Running, double: Series) -> None:
    """It is one with Love in the Big City again."""
    await merging.merge_series(bot.app.db, bot.app.catalogues, _editor(discord, bot), double.id, LITBC)
