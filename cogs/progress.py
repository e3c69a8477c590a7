"""/progress and /watchlist: keep your place. Private unless you share it; the same truth decides what spoils you."""

from __future__ import annotations

import time

import discord
from discord import app_commands, ui

from bot.client import Linger
from bot.domain.progress import MAX_REWATCHES, Status, pack, unpack
from bot.domain.series import Series
from bot.errors import Gone, UserError
from bot.i18n import _
from bot.services import progressing
from bot.ui.answers import answer, change
from bot.ui.custom_ids import custom_id
from bot.ui.progress_card import progress_card
from bot.ui.router import Fields, on_choose, on_press, on_submit
from cogs.progress_lists import ProgressLists
from cogs.series_option import complete_series, require_series

_STATUSES = [
    app_commands.Choice(name="Planned", value="planned"),
    app_commands.Choice(name="Watching", value="watching"),
    app_commands.Choice(name="Finished", value="finished"),
    app_commands.Choice(name="Dropped", value="dropped"),
    app_commands.Choice(name="On hold", value="on-hold"),
]


class ProgressCog(ProgressLists, name="Progress"):
    """Where a member is, said with one tap."""

    progress = app_commands.Group(
        name="progress",
        description="Keep your place in the series you watch",
        allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
    )

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
                await self._rate(interaction, found, half_points)
            await self._open(interaction, found, done=_("Noted.") if half_points is not None else None)
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
            await self._rate(interaction, found, half_points)
        await self._open(interaction, found, done=_("Noted."), undo=pack(before))

    @progress.command(name="next", description="You have watched one more episode")
    @app_commands.describe(series="The series")
    @app_commands.autocomplete(series=complete_series)
    async def next(self, interaction: discord.Interaction[Linger], series: str) -> None:
        """One more episode."""
        found = require_series(interaction, series)
        before, after = await progressing.watch_next(self.app.db, found, interaction.user.id, now=self.app.clock())
        done = _("Episode {episode} watched.", episode=after.episode)
        await self._open(interaction, found, done=done, undo=pack(before))

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
        """What the member watches, what changed last first."""
        if member is not None and member.id != interaction.user.id:
            await self.show_shared(interaction, member)
            return
        await answer(interaction, await self._list(interaction, status or "all", 1))

    @app_commands.command(name="watchlist", description="What you watch and plan, with what is next")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def watchlist(self, interaction: discord.Interaction[Linger]) -> None:
        """Started series first, then planned ones."""
        await answer(interaction, await self._watchlist(interaction, 1))

    @on_press("progress.open")
    async def open(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """The member's own place, from any card."""
        await self._open(interaction, self._series(interaction, series_id))

    @on_press("progress.tap")
    async def tap(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """One more episode watched, from the card of a series."""
        series = self._series(interaction, series_id)
        before, after = await progressing.watch_next(self.app.db, series, interaction.user.id, now=self.app.clock())
        done = _("Episode {episode} watched.", episode=after.episode)
        await self._open(interaction, series, done=done, undo=pack(before))

    @on_press("progress.next")
    async def watched(self, interaction: discord.Interaction[Linger], series_id: str, episode: int) -> None:
        """Watched `episode`; pressing twice, or an old card, does not count twice."""
        series = self._series(interaction, series_id)
        before = await progressing.progress_of(self.app.db, interaction.user.id, series.id)
        if before is not None and before.episode >= episode:
            await self._redraw(interaction, series)
            return
        before, after = await progressing.set_progress(
            self.app.db, series, interaction.user.id, now=self.app.clock(), episode=episode
        )
        done = _("Episode {episode} watched.", episode=after.episode)
        await self._redraw(interaction, series, done=done, undo=pack(before))

    @on_press("progress.again")
    async def again(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """A rewatch."""
        series = self._series(interaction, series_id)
        before, _after = await progressing.start_rewatch(self.app.db, series, interaction.user.id, now=self.app.clock())
        await self._redraw(interaction, series, done=_("Enjoy it again."), undo=pack(before))

    @on_press("progress.share")
    async def share(self, interaction: discord.Interaction[Linger], series_id: str, shared: int) -> None:
        """Share, or stop sharing."""
        series = self._series(interaction, series_id)
        await progressing.set_progress(
            self.app.db, series, interaction.user.id, now=self.app.clock(), shared=bool(shared)
        )
        await self._redraw(interaction, series)

    @on_press("progress.forget")
    async def forget(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Forget the place; the rating stays until it is taken back."""
        series = self._series(interaction, series_id)
        before = await progressing.forget(self.app.db, interaction.user.id, series.id)
        await self._redraw(interaction, series, done=_("Forgotten."), undo=pack(before))

    @on_press("progress.undo")
    async def undo(self, interaction: discord.Interaction[Linger], series_id: str, before: str) -> None:
        """Put back what was there before the last change."""
        series = self._series(interaction, series_id)
        await progressing.put_back(
            self.app.db,
            interaction.user.id,
            series.id,
            unpack(before, interaction.user.id, series.id),
            self.app.clock(),
        )
        await self._redraw(interaction, series, done=_("Undone."))

    @on_choose("progress.status")
    async def status(self, interaction: discord.Interaction[Linger], values: list[str], series_id: str) -> None:
        """The status somebody chose."""
        series = self._series(interaction, series_id)
        if values[0] not in set(Status):
            raise Gone(_("This button no longer works. Please run the command again."))
        before, _after = await progressing.set_progress(
            self.app.db, series, interaction.user.id, now=self.app.clock(), status=Status(values[0])
        )
        await self._redraw(interaction, series, done=_("Noted."), undo=pack(before))

    @on_choose("progress.rate")
    async def rate(self, interaction: discord.Interaction[Linger], values: list[str], series_id: str) -> None:
        """The rating somebody chose, without a review; 0 takes it back."""
        series = self._series(interaction, series_id)
        rating = int(values[0]) if values[0].isdigit() else -1
        if rating != 0 and not 2 <= rating <= 20:
            raise Gone(_("This button no longer works. Please run the command again."))
        await self._rate(interaction, series, rating or None)
        await self._redraw(interaction, series, done=_("Noted.") if rating else _("Your rating is taken back."))

    @on_press("progress.ask")
    async def ask(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Ask for the number of an episode."""
        series = self._series(interaction, series_id)
        modal = ui.Modal(title=_("Where are you?"), custom_id=custom_id("progress.tell", series.id, time.time_ns()))
        episode: ui.TextInput[ui.Modal] = ui.TextInput(custom_id="episode", max_length=4, placeholder="5")
        modal.add_item(ui.Label(text=_("Last episode you have watched"), component=episode))
        modal.stop()
        await interaction.response.send_modal(modal)

    @on_submit("progress.tell")
    async def tell(self, interaction: discord.Interaction[Linger], fields: Fields, series_id: str) -> None:
        """The number somebody typed."""
        series = self._series(interaction, series_id)
        typed = fields.text("episode").strip()
        if not typed.isdecimal():
            raise UserError(
                _("“{typed}” is not a number of an episode. Type digits only, such as 5.", typed=typed[:20])
            )
        before, _after = await progressing.set_progress(
            self.app.db, series, interaction.user.id, now=self.app.clock(), episode=int(typed)
        )
        await self._redraw(interaction, series, done=_("Noted."), undo=pack(before))

    def _series(self, interaction: discord.Interaction[Linger], series_id: str) -> Series:
        return self.app.catalogues.require(interaction.guild_id, series_id)

    async def _rate(self, interaction: discord.Interaction[Linger], series: Series, rating: int | None) -> None:
        guild_id = interaction.guild_id or 0
        await progressing.rate(
            self.app.db, series.id, interaction.user.id, rating, guild_id=guild_id, now=self.app.clock()
        )
        await self.app.recommendations.note(interaction.user.id, series.id, guild_id=guild_id)

    async def _card(
        self, interaction: discord.Interaction[Linger], series: Series, *, done: str | None, undo: str | None
    ) -> ui.LayoutView:
        progress, rating = await progressing.place_of(self.app.db, interaction.user.id, series.id)
        style = self.app.servers.settings_of(interaction.guild_id).rating_style
        return progress_card(series, progress, rating=rating, style=style, done=done, undo=undo)

    async def _open(
        self,
        interaction: discord.Interaction[Linger],
        series: Series,
        *,
        done: str | None = None,
        undo: str | None = None,
    ) -> None:
        await answer(interaction, await self._card(interaction, series, done=done, undo=undo))

    async def _redraw(
        self,
        interaction: discord.Interaction[Linger],
        series: Series,
        *,
        done: str | None = None,
        undo: str | None = None,
    ) -> None:
        await change(interaction, await self._card(interaction, series, done=done, undo=undo))


def _half_points(rating: float | None) -> int | None:
    """A rating from 1 to 10 in half points. Raises UserError for anything between halves."""
    if rating is None:
        return None
    if rating * 2 != int(rating * 2):
        raise UserError(_("{rating} is between two ratings. Whole and half points count, such as 8.5.", rating=rating))
    return int(rating * 2)


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(ProgressCog(bot))
