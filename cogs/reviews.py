"""Reviews that spoil nobody: the commands, and the cog that the parts make up."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.client import Linger
from bot.ui.authority import Authority, needs
from cogs.review_adopting import ReviewAdopting
from cogs.review_comments import ReviewComments
from cogs.review_publishing import ReviewPublishing
from cogs.review_shelf import ReviewShelf
from cogs.series_option import complete_series, require_series


class ReviewsCog(ReviewAdopting, ReviewPublishing, ReviewComments, ReviewShelf, name="Reviews"):
    """Writing, posting, comments and reading, each from its own part."""

    review = app_commands.Group(name="review", description="Write and read reviews that spoil nobody", guild_only=True)

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self._menu = app_commands.ContextMenu(
            name="Make this my review", callback=self.adopt, extras={"feature": self.feature}
        )
        self._menu.guild_only = True

    async def cog_load(self) -> None:
        """Open the doors, also the context menu's."""
        await super().cog_load()
        self.bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Close them."""
        self.bot.tree.remove_command(self._menu.name, type=discord.AppCommandType.message)
        await super().cog_unload()

    @needs(Authority.REVIEWER)
    async def adopt(self, interaction: discord.Interaction[Linger], message: discord.Message) -> None:
        """The context menu."""
        await self.adopt_message(interaction, message)

    @review.command(name="write", description="Write or edit your review of a series")
    @app_commands.describe(series="The series")
    @app_commands.autocomplete(series=complete_series)
    @needs(Authority.REVIEWER)
    async def write(self, interaction: discord.Interaction[Linger], series: str) -> None:
        """Open the form, filled with the draft or the review that is there."""
        await self.open_form(interaction, require_series(interaction, series))

    @review.command(name="read", description="Read this server's reviews of a series, best first")
    @app_commands.describe(
        series="The series",
        author="Only by this member",
        spoiler_free="Only reviews that give nothing away",
        my_progress="Only what your own progress opens",
        finished_only="Only by people who finished the series",
    )
    @app_commands.autocomplete(series=complete_series)
    async def read(
        self,
        interaction: discord.Interaction[Linger],
        series: str,
        author: discord.User | None = None,
        spoiler_free: bool = False,
        my_progress: bool = False,
        finished_only: bool = False,
    ) -> None:
        """The list, or the author's one review."""
        wanted = {"free": spoiler_free, "mine": my_progress, "done": finished_only}
        await self.list_or_open(interaction, series, author, {name for name, on in wanted.items() if on})

    @review.command(name="why", description="Why reviews of a series stand in this order, with the numbers")
    @app_commands.describe(series="The series")
    @app_commands.autocomplete(series=complete_series)
    async def why_order(self, interaction: discord.Interaction[Linger], series: str) -> None:
        """The first places of the list, explained."""
        await self.explain_order(interaction, require_series(interaction, series), set())

    @review.command(name="mine", description="Your reviews and drafts in this server")
    async def mine(self, interaction: discord.Interaction[Linger]) -> None:
        """Drafts first: they wait for their author."""
        await self.list_own(interaction)

    @app_commands.command(name="profile", description="A member's reviews, ratings and helpful votes in this server")
    @app_commands.describe(member="Whose profile; yours if you leave it out")
    @app_commands.guild_only()
    async def profile(self, interaction: discord.Interaction[Linger], member: discord.User | None = None) -> None:
        """What a member has written here."""
        await self.show_profile(interaction, member or interaction.user)


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(ReviewsCog(bot))
