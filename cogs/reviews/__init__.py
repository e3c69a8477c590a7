"""Reviews that spoil nobody: written, published, read and talked about."""

from bot.edge.client import Linger
from cogs.reviews.cog import ReviewsCog


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(ReviewsCog(bot))
