"""Looking series up, here and further away."""

from bot.edge.client import Linger
from cogs.series.cog import SeriesCog
from cogs.series.further import FurtherCog


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(SeriesCog(bot))
    await bot.add_cog(FurtherCog(bot))
