"""Posts call people as they are called now. Always on; it has no command.

Names are heard of where somebody acts: Linger keeps no list of members and asks for none.
"""

from __future__ import annotations

import logging
from collections import OrderedDict

import discord

from bot.edge.client import Linger
from bot.edge.feature_cog import FeatureCog
from bot.services import naming

_log = logging.getLogger(__name__)
_REMEMBERED = 10_000  # people whose name was looked at, so that not every press asks the database


class Naming(FeatureCog):
    """Keeps the name on what a member wrote the one they show in that server now."""

    feature = "privacy"
    never_rest = frozenset({"on_interaction"})

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self._heard: OrderedDict[tuple[int, int], str] = OrderedDict()

    @FeatureCog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Linger]) -> None:
        """Somebody did something: is that the name on what they wrote?"""
        if interaction.guild_id is None or interaction.type is discord.InteractionType.autocomplete:
            return
        key, name = (interaction.guild_id, interaction.user.id), interaction.user.display_name
        if self._heard.get(key) == name:
            return
        self._heard[key] = name
        if len(self._heard) > _REMEMBERED:
            self._heard.popitem(last=False)
        if await naming.note_name(self.app.db, *key, name):
            _log.info("member %d of guild %d has another name now; their posts follow", key[1], key[0])
            self.bot.posts.look()


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Naming(bot))
