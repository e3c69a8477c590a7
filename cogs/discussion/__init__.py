"""Places to talk about episodes, groups that watch together, and polls: cogs that share the places."""

from bot.edge.client import Linger
from cogs.discussion.airing import AiringCog
from cogs.discussion.cog import DiscussionCog
from cogs.discussion.episodes import EpisodesCog
from cogs.discussion.places import PlaceOpener
from cogs.discussion.watching import WatchingCog


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    places = PlaceOpener(bot)
    await bot.add_cog(DiscussionCog(bot, places))
    await bot.add_cog(WatchingCog(bot, places))
    await bot.add_cog(EpisodesCog(bot))
    await bot.add_cog(AiringCog(bot, places))
