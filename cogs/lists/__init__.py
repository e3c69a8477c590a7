"""Lists that members bring along and take along."""

from bot.edge.client import Linger
from cogs.lists.cog import Lists
from cogs.lists.columns import ListColumns
from cogs.lists.further import FurtherLists


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    columns = ListColumns(bot)
    await bot.add_cog(columns)
    await bot.add_cog(Lists(bot, columns))
    await bot.add_cog(FurtherLists(bot))
