"""A message that somebody has written becomes their review: the part of the reviews cog behind the context menu."""

from __future__ import annotations

from dataclasses import replace

import discord

from bot.client import Linger
from bot.domain.review_records import UNKNOWN_SERIES, Draft, read_horizon
from bot.domain.reviews import Stage, check_body, check_upload_size, decode_upload
from bot.domain.written_language import language_of
from bot.errors import Gone, UserError
from bot.i18n import _
from bot.services import drafting
from bot.services.barring import require_not_barred
from bot.ui import review_forms as forms
from bot.ui.answers import answer
from bot.ui.authority import Authority, needs
from bot.ui.cards import button, card, container, row, text
from bot.ui.router import Fields, on_press, on_submit
from cogs.review_part import guild_id_of
from cogs.review_writing import ReviewWriting, half_points, stage_named
from cogs.series_option import require_series

_TEXT_FILES = (".txt", ".md")  # what Discord makes of a message that is too long to send


class ReviewAdopting(ReviewWriting):
    """From a message to a draft."""

    async def adopt_message(self, interaction: discord.Interaction[Linger], message: discord.Message) -> None:
        """Turn a message of one's own into a draft, then ask what is missing."""
        if message.author.id != interaction.user.id:
            raise UserError(_("This message is somebody else's. A review is made from your own words."))
        guild_id = guild_id_of(interaction)
        await require_not_barred(self.app.db, guild_id, interaction.user.id, now=self.app.clock())
        written = check_body(await _text_of(message))
        draft = Draft(UNKNOWN_SERIES, body=written, language=language_of(written, interaction.locale.value))
        await drafting.keep_draft(self.app.db, draft, interaction.user.id, guild_id, now=self.app.clock())
        await self._ask_name(interaction, draft)

    @on_press("reviews.name")
    @needs(Authority.REVIEWER)
    async def name_series(self, interaction: discord.Interaction[Linger]) -> None:
        """The form again, for a draft that still has no series."""
        await self._ask_name(interaction, await self._unnamed(interaction))

    async def _ask_name(self, interaction: discord.Interaction[Linger], draft: Draft) -> None:
        style = self.settings_for(interaction).rating_style
        await interaction.response.send_modal(forms.name_series_modal(draft, style=style))

    @on_submit("reviews.adopt")
    @needs(Authority.REVIEWER)
    async def keep_adopted(self, interaction: discord.Interaction[Linger], fields: Fields) -> None:
        """The draft of a message gets its series and the rest."""
        guild_id, user_id = guild_id_of(interaction), interaction.user.id
        draft = replace(
            await self._unnamed(interaction),
            rating=half_points(fields.text("rating")),
            headline=fields.text("headline"),
            stage=stage_named(fields.text("stage"), Stage.FINISHED),
        )
        mistake: str | None = None
        try:
            spoiler_free, horizon = read_horizon(fields.text("horizon"))
            draft = replace(draft, spoiler_free=spoiler_free, horizon=horizon)
        except UserError as error:
            mistake = error.message
        await drafting.keep_draft(self.app.db, draft, user_id, guild_id, now=self.app.clock())
        try:
            series = require_series(interaction, fields.text("series"))
        except UserError as error:
            await answer(interaction, _ask_again(error.message))
            return
        draft = replace(draft, series_id=series.id)
        other = await drafting.name_series(self.app.db, draft, user_id, guild_id, UNKNOWN_SERIES, now=self.app.clock())
        await self.show_preview(interaction, series, draft, mistake=mistake)
        if other is not None and other.body.strip() not in ("", draft.body.strip()):
            raise UserError(_("This took the place of the text that was in your draft."), returned_text=other.body)

    async def _unnamed(self, interaction: discord.Interaction[Linger]) -> Draft:
        guild_id = guild_id_of(interaction)
        draft = await drafting.draft_of(self.app.db, interaction.user.id, guild_id, UNKNOWN_SERIES)
        if draft is None:
            raise Gone(_("This draft was already used. Choose the message again."))
        return draft


def _ask_again(problem: str) -> discord.ui.LayoutView:
    kept = _("Your text and the rest of the form are kept.")
    return card(container(text(f"{problem}\n-# {kept}"), row(button(_("Name its series"), "reviews.name"))))


async def _text_of(message: discord.Message) -> str:
    """What the message says, with the text files that hang off it. Raises UserError where there is nothing to read."""
    parts = [message.content]
    for attachment in message.attachments:
        if attachment.filename.lower().endswith(_TEXT_FILES):
            check_upload_size(attachment.size, attachment.filename)
            parts.append(decode_upload(await attachment.read(), attachment.filename))
    written = "\n\n".join(part for part in parts if part.strip())
    if not written:
        raise UserError(_("There is no text in this message."))
    return written
