"""What every cog is: a feature with a name, whose routes come and go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from discord.ext import commands

if TYPE_CHECKING:
    from bot.client import Linger


class FeatureCog(commands.Cog):
    """A cog whose commands, components, listeners and timers rest where its feature is switched off."""

    feature: ClassVar[str]

    def __init__(self, bot: Linger) -> None:
        self.bot = bot
        self.app = bot.app

    async def cog_load(self) -> None:
        """Open the doors."""
        self.bot.router.add(self)

    async def cog_unload(self) -> None:
        """Close the doors."""
        self.bot.router.remove(self)

    def is_on(self, guild_id: int | None, channel_id: int | None) -> bool:
        """Whether this feature runs there; listeners and timers ask before they do anything."""
        return self.app.servers.is_on(guild_id, channel_id, self.feature)
