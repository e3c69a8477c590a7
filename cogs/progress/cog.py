"""/progress and /watchlist: keep your place. Private unless you share it; the same truth decides what spoils you."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.domain.kept_back import Topic
from bot.domain.progress import MAX_REWATCHES, Status, pack
from bot.edge.answers import answer, change
from bot.edge.client import Linger
from bot.edge.commands.anywhere import anywhere
from bot.edge.feature_cog import FeatureCog
from bot.edge.router import on_choose
from bot.edge.series_option import complete_series, require_series
from bot.errors import UserError
from bot.i18n import _
from bot.services import progressing
from bot.ui.progress import wishes_card
from cogs.progress.lists import ProgressLists
from cogs.progress.place import ProgressPlace, watched_words

_STATUSES = [
    app_commands.Choice(name="Planned", value="planned"),
    app_commands.Choice(name="Watching", value="watching"),
    app_commands.Choice(name="Finished", value="finished"),
    app_commands.Choice(name="Dropped", value="dropped"),
    app_commands.Choice(name="On hold", value="on-hold"),
]


class ProgressCog(FeatureCog, name="Progress"):
    """The commands by which a member keeps their place; cards and lists are the parts'."""

    feature = "progress"

    progress = anywhere(
        app_commands.Group(
            name="progress",
            description="Keep your place in the series you watch",
        )
    )

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self.place = ProgressPlace(bot)
        self.lists = ProgressLists(bot)
        self.parts = (self.place, self.lists)

    @progress.command(name="set", description="Say where you are in a series")
    @app_commands.describe(
        series="The series",
        episode="The last episode you have watched",
        status="Where you stand with it",
        rating="Your rating, 1 to 10, halves too; it needs no review",
        rewatches="How often you have watched it again",
        share="Let people of your servers see it",
    )
    @app_commands.autocomplete(series=complete_series)
    @app_commands.choices(status=_STATUSES)
    async def set_place(
        self,
        interaction: discord.Interaction[Linger],
        series: str,
        episode: app_commands.Range[int, 0, 5000] | None = None,
        status: str | None = None,
        rating: app_commands.Range[float, 1, 10] | None = None,
        rewatches: app_commands.Range[int, 0, MAX_REWATCHES] | None = None,
        share: bool | None = None,
    ) -> None:
        """Keep what the member said and show their place."""
        found = require_series(interaction, series)
        half_points = _half_points(rating)
        if episode is None and status is None and share is None and rewatches is None:
            if half_points is not None:
                await self.place.keep_rating(interaction, found, half_points)
            await self.place.open_card(interaction, found, done=_("Noted.") if half_points is not None else None)
            return
        before, _after = await progressing.set_progress(
            self.app.db,
            found,
            interaction.user.id,
            now=self.app.clock(),
            episode=episode,
            status=Status(status) if status else None,
            shared=share,
            rewatches=rewatches,
        )
        if half_points is not None:
            await self.place.keep_rating(interaction, found, half_points)
        await self.place.open_card(interaction, found, done=_("Noted."), undo=pack(before))

    @progress.command(name="next", description="You have watched one more episode")
    @app_commands.describe(series="The series")
    @app_commands.autocomplete(series=complete_series)
    async def next(self, interaction: discord.Interaction[Linger], series: str) -> None:
        """Keep that the member has watched one more episode."""
        found = require_series(interaction, series)
        before, after = await progressing.watch_next(self.app.db, found, interaction.user.id, now=self.app.clock())
        done = watched_words(found, after)
        await self.place.open_card(interaction, found, done=done, undo=pack(before))

    @progress.command(name="list", description="All the series you keep your place in")
    @app_commands.describe(
        status="Only those you stand like this with", member="Instead of yours: what this member shares"
    )
    @app_commands.choices(status=_STATUSES)
    async def list_places(
        self,
        interaction: discord.Interaction[Linger],
        status: str | None = None,
        member: discord.User | None = None,
    ) -> None:
        """Show what the member watches, what changed last first; or what another member shares."""
        if member is not None and member.id != interaction.user.id:
            await self.lists.show_shared(interaction, member)
            return
        await self.lists.show_own(interaction, status or "all")

    @progress.command(name="privacy", description="What I keep back from you until you have seen a series through")
    async def keep_back(self, interaction: discord.Interaction[Linger]) -> None:
        """Show what the member does not want to be told, with a menu that changes it."""
        await answer(interaction, wishes_card((await self.app.wishes.of(interaction.user.id)).topics))

    @on_choose("progress.wishes")
    async def choose_wishes(self, interaction: discord.Interaction[Linger], values: list[str]) -> None:
        """Keep back the chosen topics from now on, and no others."""
        topics = frozenset(topic for topic in Topic if topic.value in values)
        await self.app.wishes.keep(topics, interaction.user.id, now=self.app.clock())
        await change(interaction, wishes_card(topics, done=_("Noted.")))

    @app_commands.command(name="watchlist", description="What you watch and plan, with what is next")
    @anywhere
    async def watchlist(self, interaction: discord.Interaction[Linger]) -> None:
        """Show the member's watchlist: started series first, then planned ones."""
        await self.lists.show_watchlist(interaction)


def _half_points(rating: float | None) -> int | None:
    """A rating from 1 to 10 in half points. Raises UserError for anything between halves."""
    if rating is None:
        return None
    if rating * 2 != int(rating * 2):
        raise UserError(_("{rating} is between two ratings. Whole and half points count, such as 8.5.", rating=rating))
    return int(rating * 2)
