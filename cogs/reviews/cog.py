"""Reviews that spoil nobody: the commands, and the cog that the parts make up."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.edge.authority import Authority, needs
from bot.edge.client import Linger
from bot.edge.feature_cog import FeatureCog
from bot.edge.series_option import complete_series, require_series
from cogs.reviews.adopting import ReviewAdopting
from cogs.reviews.checking import ReviewChecking
from cogs.reviews.comments import ReviewComments
from cogs.reviews.hiding import ReviewHiding
from cogs.reviews.profiles import ReviewProfiles
from cogs.reviews.publishing import ReviewPublishing
from cogs.reviews.reading import ReviewReading
from cogs.reviews.shelf import ReviewShelf
from cogs.reviews.writing import ReviewWriting


class ReviewsCog(FeatureCog, name="Reviews"):
    """The commands and listeners; what follows from them is done by the parts."""

    feature = "reviews"
    never_rest = frozenset({"on_shard_ready", "on_message"})

    review = app_commands.Group(name="review", description="Write and read reviews that spoil nobody", guild_only=True)

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self.writing = ReviewWriting(bot)
        self.adopting = ReviewAdopting(bot, self.writing)
        self.publishing = ReviewPublishing(bot)
        self.comments = ReviewComments(bot)
        self.reading = ReviewReading(bot)
        self.shelf = ReviewShelf(bot, self.reading)
        self.profiles = ReviewProfiles(bot, self.reading)
        self.parts = (
            self.writing,
            ReviewChecking(bot, self.writing),
            ReviewHiding(bot, self.writing),
            self.adopting,
            self.publishing,
            self.comments,
            self.reading,
            self.shelf,
            self.profiles,
        )
        self._menu = app_commands.ContextMenu(
            name="Make this my review", callback=self.adopt, extras={"feature": self.feature}
        )
        self._menu.guild_only = True

    async def cog_load(self) -> None:
        """Open the doors, also the context menu's, and keep posts up to date."""
        await super().cog_load()
        self.bot.tree.add_command(self._menu)
        self.publishing.start()
        self.profiles.start()

    async def cog_unload(self) -> None:
        """Close them, and let posts be."""
        await self.publishing.stop()
        self.bot.tree.remove_command(self._menu.name, type=discord.AppCommandType.message)
        await super().cog_unload()

    @needs(Authority.REVIEWER)
    async def adopt(self, interaction: discord.Interaction[Linger], message: discord.Message) -> None:
        """Turn a message of one's own into a draft, from its context menu."""
        await self.adopting.adopt_message(interaction, message)

    @review.command(name="write", description="Write or edit your review of a series")
    @app_commands.describe(series="The series")
    @app_commands.autocomplete(series=complete_series)
    @needs(Authority.REVIEWER)
    async def write(self, interaction: discord.Interaction[Linger], series: str) -> None:
        """Open the form, filled with the draft or the review that is there."""
        await self.writing.open_form(interaction, require_series(interaction, series))

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
        await self.reading.list_or_open(interaction, series, author, {name for name, on in wanted.items() if on})

    @review.command(name="why", description="Why reviews of a series stand in this order, with the numbers")
    @app_commands.describe(series="The series")
    @app_commands.autocomplete(series=complete_series)
    async def why_order(self, interaction: discord.Interaction[Linger], series: str) -> None:
        """The first places of the list, explained."""
        await self.reading.explain_order(interaction, require_series(interaction, series), set())

    @review.command(name="mine", description="Your reviews and drafts in this server")
    async def mine(self, interaction: discord.Interaction[Linger]) -> None:
        """Drafts first: they wait for their author."""
        await self.shelf.list_own(interaction)

    @app_commands.command(
        name="profile", description="Your favourites, hours and countries, or a member's reviews and what they share"
    )
    @app_commands.describe(member="Whose profile; yours if you leave it out")
    @app_commands.guild_only()
    async def profile(self, interaction: discord.Interaction[Linger], member: discord.User | None = None) -> None:
        """What a member has written here and, if it is their own or they share it, what their series tell."""
        await self.profiles.show(interaction, member or interaction.user)

    @FeatureCog.listener()
    async def on_shard_ready(self, shard_id: int) -> None:
        """Comments written while the bot was away. Runs again after a lost session, which does no harm."""
        await self.comments.correct_counts(shard_id)

    @FeatureCog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Count it if it is a comment on a review."""
        await self.comments.count(message)
