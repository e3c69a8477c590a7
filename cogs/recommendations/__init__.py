"""What to watch next, and why."""

from bot.edge.client import Linger
from cogs.recommendations.cog import RecommendationsCog


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(RecommendationsCog(bot))
