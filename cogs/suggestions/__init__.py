"""Members' own recommendations, for everybody to vote on."""

from bot.edge.client import Linger
from cogs.suggestions.cog import SuggestionsCog


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(SuggestionsCog(bot))
