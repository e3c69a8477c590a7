"""What runs where, for those who may manage the server."""

from bot.edge.client import Linger
from cogs.config.cog import Admin


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Admin(bot))
