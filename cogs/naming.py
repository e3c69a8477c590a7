"""Posts call people as they are called now. Always on; it has no command."""

from __future__ import annotations

import logging

from bot.edge.client import Linger
from bot.edge.feature_cog import FeatureCog
from bot.services import naming

_log = logging.getLogger(__name__)


class Naming(FeatureCog):
    """Keeps the name on what a member wrote the one they show in that server now."""

    feature = "privacy"
    never_rest = frozenset({"on_name_heard"})

    @FeatureCog.listener()
    async def on_name_heard(self, guild_id: int, user_id: int, name: str) -> None:
        """Somebody did something under another name than before: is that the name on what they wrote?"""
        if await naming.note_name(self.app.db, guild_id, user_id, name):
            _log.info("member %d of guild %d has another name now; their posts follow", user_id, guild_id)
            self.bot.posts.look()


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Naming(bot))
