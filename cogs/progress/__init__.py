"""Members' places in series, and lists of them."""

from bot.edge.client import Linger
from cogs.progress.cog import ProgressCog


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(ProgressCog(bot))
