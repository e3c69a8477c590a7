"""Helpful votes: reactions on posts, counted as they come and go."""

from bot.edge.client import Linger
from cogs.votes.cog import VotesCog


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(VotesCog(bot))
