"""/progress and /watchlist: keep your place. Private unless you share it; the same truth decides what spoils you."""

from __future__ import annotations

import time

import discord
from discord import app_commands, ui

from bot.client import Linger
from bot.domain.progress import Progress, Status
from bot.domain.series import Series
from bot.errors import Gone, UserError
from bot.i18n import _
from bot.services import progressing
from bot.ui.answers import answer, change
from bot.ui.custom_ids import custom_id
from bot.ui.feature_cog import FeatureCog
from bot.ui.progress_card import progress_card, progress_list
from bot.ui.router import Fields, on_choose, on_press, on_submit
from cogs.series_option import complete_series, require_series

_STATUSES = [
    app_commands.Choice(name="Planned", value="planned"),
    app_commands.Choice(name="Watching", value="watching"),
    app_commands.Choice(name="Finished", value="finished"),
    app_commands.Choice(name="Dropped", value="dropped"),
    app_commands.Choice(name="On hold", value="on-hold"),
]


class ProgressCog(FeatureCog, name="Progress"):
    """Where a member is, said with one tap."""

    feature = "progress"

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
        share: bool | None = None,
    ) -> None:
        """Keep what the member said and show their place."""
        found = require_series(interaction, series)
        if episode is None and status is None and share is None:
            await self._open(interaction, found)
            return
        before, _after = await progressing.set_progress(
            self.app.db,
            found,
            interaction.user.id,
            now=self.app.clock(),
            episode=episode,
            status=Status(status) if status else None,
            shared=share,
        )
        await self._open(interaction, found, done=_("Noted."), before=before)

    @progress.command(name="next", description="You have watched one more episode")
    @app_commands.describe(series="The series")
    @app_commands.autocomplete(series=complete_series)
    async def next(self, interaction: discord.Interaction[Linger], series: str) -> None:
        """One more episode."""
        found = require_series(interaction, series)
        before, after = await progressing.watch_next(self.app.db, found, interaction.user.id, now=self.app.clock())
        done = _("Episode {episode} watched.", episode=after.episode)
        await self._open(interaction, found, done=done, before=before)

    @progress.command(name="list", description="All the series you keep your place in")
    @app_commands.describe(status="Only those you stand like this with")
    @app_commands.choices(status=_STATUSES)
    async def list_places(self, interaction: discord.Interaction[Linger], status: str | None = None) -> None:
        """What the member watches, what changed last first."""
        await answer(interaction, await self._list(interaction, status or "all", 1))

    @app_commands.command(name="watchlist", description="What you watch and plan, with what is next")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def watchlist(self, interaction: discord.Interaction[Linger]) -> None:
        """Started series first, then planned ones."""
        await answer(interaction, await self._watchlist(interaction, 1))

    @on_press("progress.list")
    async def turn_list(self, interaction: discord.Interaction[Linger], status: str, page: int) -> None:
        """Another page of the list."""
        await change(interaction, await self._list(interaction, status, page))

    @on_press("progress.watchlist")
    async def turn_watchlist(self, interaction: discord.Interaction[Linger], page: int) -> None:
        """Another page of the watchlist."""
        await change(interaction, await self._watchlist(interaction, page))

    @on_press("progress.open")
    async def open(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """The member's own place, from any card."""
        await self._open(interaction, self._series(interaction, series_id))

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
        await self._redraw(interaction, series, done=done, before=before)

    @on_press("progress.again")
    async def again(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """A rewatch."""
        series = self._series(interaction, series_id)
        before, _after = await progressing.start_rewatch(self.app.db, series, interaction.user.id, now=self.app.clock())
        await self._redraw(interaction, series, done=_("Enjoy it again."), before=before)

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
        await self._redraw(interaction, series, done=_("Forgotten."), before=before)

    @on_press("progress.undo")
    async def undo(self, interaction: discord.Interaction[Linger], series_id: str, before: str) -> None:
        """Put back what was there before the last change."""
        series = self._series(interaction, series_id)
        await progressing.put_back(
            self.app.db,
            interaction.user.id,
            series.id,
            _unpacked(before, interaction.user.id, series.id),
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
        await self._redraw(interaction, series, done=_("Noted."), before=before)

    @on_choose("progress.rate")
    async def rate(self, interaction: discord.Interaction[Linger], values: list[str], series_id: str) -> None:
        """The rating somebody chose, without a review; 0 takes it back."""
        series = self._series(interaction, series_id)
        rating = int(values[0]) if values[0].isdigit() else -1
        if rating != 0 and not 2 <= rating <= 20:
            raise Gone(_("This button no longer works. Please run the command again."))
        await progressing.rate(
            self.app.db,
            series.id,
            interaction.user.id,
            rating or None,
            guild_id=interaction.guild_id or 0,
            now=self.app.clock(),
        )
        await self.app.recommendations.note(interaction.user.id, series.id, guild_id=interaction.guild_id or 0)
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
        await self._redraw(interaction, series, done=_("Noted."), before=before)

    def _series(self, interaction: discord.Interaction[Linger], series_id: str) -> Series:
        return self.app.catalogues.require(interaction.guild_id, series_id)

    async def _card(
        self, interaction: discord.Interaction[Linger], series: Series, *, done: str | None, before: Progress | None
    ) -> ui.LayoutView:
        progress, rating = await progressing.place_of(self.app.db, interaction.user.id, series.id)
        style = self.app.servers.settings_of(interaction.guild_id).rating_style
        undo = _packed(before) if done and progress != before else None
        return progress_card(series, progress, rating=rating, style=style, done=done, undo=undo)

    async def _open(
        self,
        interaction: discord.Interaction[Linger],
        series: Series,
        *,
        done: str | None = None,
        before: Progress | None = None,
    ) -> None:
        await answer(interaction, await self._card(interaction, series, done=done, before=before))

    async def _redraw(
        self,
        interaction: discord.Interaction[Linger],
        series: Series,
        *,
        done: str | None = None,
        before: Progress | None = None,
    ) -> None:
        await change(interaction, await self._card(interaction, series, done=done, before=before))

    async def _entries(
        self, interaction: discord.Interaction[Linger], statuses: tuple[Status, ...]
    ) -> list[tuple[Series, Progress]]:
        kept = await progressing.list_progress(self.app.db, interaction.user.id)
        known = [(self.app.catalogues.get(interaction.guild_id, p.series_id), p) for p in kept if p.status in statuses]
        entries = [(series, p) for series, p in known if series is not None]
        return (
            sorted(entries, key=lambda entry: statuses.index(entry[1].status))
            if len(statuses) < len(Status)
            else entries
        )

    async def _list(self, interaction: discord.Interaction[Linger], status: str, page: int) -> ui.LayoutView:
        statuses = (Status(status),) if status in set(Status) else tuple(Status)
        entries = await self._entries(interaction, statuses)
        empty = _("Nothing here yet. /progress set keeps your place in a series.")
        return progress_list(_("Your series"), entries, turn=("progress.list", status), page=page, empty=empty)

    async def _watchlist(self, interaction: discord.Interaction[Linger], page: int) -> ui.LayoutView:
        entries = await self._entries(interaction, (Status.WATCHING, Status.ON_HOLD, Status.PLANNED))
        empty = _("Nothing planned yet. “Plan to watch” on a recommendation, or /progress set, puts a series here.")
        return progress_list(_("Your watchlist"), entries, turn=("progress.watchlist",), page=page, empty=empty)


def _packed(progress: Progress | None) -> str:
    """A member's place in a few characters of a custom id, for undo."""
    if progress is None:
        return "none"
    return f"{progress.status.value}~{progress.episode}~{progress.rewatches}~{int(progress.shared)}"


def _unpacked(text: str, user_id: int, series_id: str) -> Progress | None:
    """The place that `_packed` wrote. Raises Gone where it is none."""
    if text == "none":
        return None
    parts = text.split("~")
    if len(parts) != 4 or parts[0] not in set(Status) or not all(part.isdecimal() for part in parts[1:]):
        raise Gone(_("This button no longer works. Please run the command again."))
    return Progress(user_id, series_id, Status(parts[0]), int(parts[1][:4]), int(parts[2][:4]), parts[3] == "1")


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(ProgressCog(bot))
