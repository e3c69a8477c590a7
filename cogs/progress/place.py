"""The card of a member's place in a series: its one-tap buttons, menus and forms."""

from __future__ import annotations

import time

import discord
from discord import ui

from bot.domain.progress import Progress, Status, pack, unpack
from bot.domain.series import Series
from bot.domain.spoilers import quoted
from bot.edge.answers import answer, change
from bot.edge.client import Linger
from bot.edge.feature_cog import FeaturePart
from bot.edge.forms import open_form
from bot.edge.router import Fields, on_choose, on_press, on_submit
from bot.errors import Gone, UserError
from bot.i18n import _
from bot.services import progressing
from bot.services.lists import noting
from bot.ui.kit.custom_ids import custom_id
from bot.ui.progress import AFTER_THE_END, progress_card
from bot.ui.watch_notes import note_form


class ProgressPlace(FeaturePart):
    """Shows the member's own place in a series, and keeps what they tap on its card."""

    feature = "progress"

    @on_press("progress.open")
    async def open(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Show the member's own place in a series, from any card."""
        await self.open_card(interaction, self._series(interaction, series_id))

    @on_press("progress.tap")
    async def tap(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """One more episode watched, from the card of a series."""
        series = self._series(interaction, series_id)
        before, after = await progressing.watch_next(self.app.db, series, interaction.user.id, now=self.app.clock())
        done = watched_words(series, after)
        await self.open_card(interaction, series, done=done, undo=pack(before))

    @on_press("progress.next")
    async def watched(self, interaction: discord.Interaction[Linger], series_id: str, episode: int) -> None:
        """Watched `episode`; pressing twice, or an old card, does not count twice."""
        series = self._series(interaction, series_id)
        watched = await progressing.watch_through(
            self.app.db, series, interaction.user.id, episode, now=self.app.clock()
        )
        if watched is None:
            await self._redraw(interaction, series)
            return
        before, after = watched
        done = watched_words(series, after)
        await self._redraw(interaction, series, done=done, undo=pack(before))

    @on_press("progress.again")
    async def again(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Begin a series anew that was finished."""
        series = self._series(interaction, series_id)
        before, _after = await progressing.start_rewatch(self.app.db, series, interaction.user.id, now=self.app.clock())
        await self._redraw(interaction, series, done=_("Enjoy it again."), undo=pack(before))

    @on_press("progress.share")
    async def share(self, interaction: discord.Interaction[Linger], series_id: str, shared: int) -> None:
        """Let people of the member's servers see this place, or no longer."""
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
        """Keep the status that was chosen, and offer to undo it."""
        series = self._series(interaction, series_id)
        if values[0] not in set(Status):
            raise Gone(_("This button no longer works. Please run the command again."))
        before, _after = await progressing.set_progress(
            self.app.db, series, interaction.user.id, now=self.app.clock(), status=Status(values[0])
        )
        await self._redraw(interaction, series, done=_("Noted."), undo=pack(before))

    @on_choose("progress.rate")
    async def rate(self, interaction: discord.Interaction[Linger], values: list[str], series_id: str) -> None:
        """Keep the rating that was chosen, without a review; 0 takes it back."""
        series = self._series(interaction, series_id)
        rating = int(values[0]) if values[0].isdigit() else -1
        if rating != 0 and not 2 <= rating <= 20:
            raise Gone(_("This button no longer works. Please run the command again."))
        await self.keep_rating(interaction, series, rating or None)
        await self._redraw(interaction, series, done=_("Noted.") if rating else _("Your rating is taken back."))

    @on_press("progress.ask")
    async def ask(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Open the form that asks for the last episode watched."""
        series = self._series(interaction, series_id)
        modal = ui.Modal(title=_("Where are you?"), custom_id=custom_id("progress.tell", series.id, time.time_ns()))
        episode: ui.TextInput[ui.Modal] = ui.TextInput(custom_id="episode", max_length=4, placeholder="5")
        modal.add_item(ui.Label(text=_("Last episode you have watched"), component=episode))
        modal.stop()
        await open_form(interaction, modal)

    @on_submit("progress.tell")
    async def tell(self, interaction: discord.Interaction[Linger], fields: Fields, series_id: str) -> None:
        """Keep the episode that was typed. Raises UserError where that is no number."""
        series = self._series(interaction, series_id)
        typed = fields.text("episode").strip()
        if not typed.isdecimal():
            raise UserError(
                _(
                    "“{typed}” is not a number of an episode. Type digits only, such as 5.",
                    typed=quoted(typed, limit=20),
                )
            )
        before, _after = await progressing.set_progress(
            self.app.db, series, interaction.user.id, now=self.app.clock(), episode=int(typed)
        )
        await self._redraw(interaction, series, done=_("Noted."), undo=pack(before))

    @on_press("progress.note")
    async def note(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Open the form for a note, with the present one in it."""
        series = self._series(interaction, series_id)
        noted = await noting.note_of(self.app.db, interaction.user.id, series.id)
        name = custom_id("progress.noted", series.id, time.time_ns())
        await open_form(interaction, note_form(series, noted.note, name))

    @on_submit("progress.noted")
    async def noted(self, interaction: discord.Interaction[Linger], fields: Fields, series_id: str) -> None:
        """Keep the note that was typed; an empty one takes it away."""
        series = self._series(interaction, series_id)
        await noting.keep_note(self.app.db, interaction.user.id, series.id, fields.text("note"))
        await self._redraw(interaction, series, done=_("Noted."))

    def _series(self, interaction: discord.Interaction[Linger], series_id: str) -> Series:
        return self.app.catalogues.require(interaction.guild_id, series_id)

    async def keep_rating(self, interaction: discord.Interaction[Linger], series: Series, rating: int | None) -> None:
        """Keep a rating in half points, or (None) take it back; the recommender hears of it."""
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
        actions = self.bot.router.running(interaction, AFTER_THE_END)
        noted = await noting.note_of(self.app.db, interaction.user.id, series.id)
        return progress_card(
            series, progress, rating=rating, style=style, done=done, undo=undo, actions=actions, noted=noted
        )

    async def open_card(
        self,
        interaction: discord.Interaction[Linger],
        series: Series,
        *,
        done: str | None = None,
        undo: str | None = None,
    ) -> None:
        """Answer with the card of the member's place; `done` says what was kept, `undo` what stood before."""
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


def watched_words(series: Series, after: Progress) -> str:
    """What is said to an episode that was ticked off; the last one is more than one more."""
    if series.episodes and after.episode >= series.episodes:
        return _("Episode {episode} watched: that was the last one.", episode=after.episode)
    return _("Episode {episode} watched.", episode=after.episode)
