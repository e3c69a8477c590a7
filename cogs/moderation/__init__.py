"""Reports, the moderators' queue, and what they decide."""

from bot.edge.client import Linger
from cogs.moderation.cog import Moderation


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Moderation(bot))
