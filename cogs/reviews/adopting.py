"""A message that somebody has written becomes their review: the part of the reviews cog behind the context menu."""

from __future__ import annotations

import asyncio

import discord
from msgspec.structs import replace

from bot.domain.reviews.records import UNKNOWN_SERIES, Draft
from bot.domain.reviews.rules import MAX_UPLOAD_BYTES, check_body, check_upload_size, decode_upload
from bot.domain.reviews.typed_horizon import read_horizon
from bot.domain.series import Series
from bot.domain.series_mentions import series_named_in
from bot.domain.written_language import language_of
from bot.edge.answers import answer, hand_back
from bot.edge.authority import Authority, needs
from bot.edge.client import Linger
from bot.edge.forms import open_form
from bot.edge.guilds import require_guild_id
from bot.edge.router import Fields, on_choose, on_press, on_submit
from bot.edge.uploads import fetch_upload
from bot.errors import Gone, UserError
from bot.i18n import _
from bot.services.catalogue.series_lookup import find_series, offers
from bot.services.moderation.review_bans import require_not_banned
from bot.services.reviews import drafting
from bot.ui.reviews import forms
from bot.ui.reviews.preview import Said, which_series_card
from bot.ui.series.words import typed_words
from cogs.reviews.part import ReviewPart
from cogs.reviews.writing import ReviewWriting, half_points, stage_named

_TEXT_FILES = (".txt", ".md")  # what Discord makes of a message that is too long to send


class ReviewAdopting(ReviewPart):
    """From a message to a draft."""

    def __init__(self, bot: Linger, writing: ReviewWriting) -> None:
        super().__init__(bot)
        self._writing = writing

    async def adopt_message(self, interaction: discord.Interaction[Linger], message: discord.Message) -> None:
        """Turn a message of one's own into a draft, then ask what is missing."""
        if message.author.id != interaction.user.id:
            raise UserError(_("This message is somebody else's. A review is made from your own words."))
        guild_id = require_guild_id(interaction)
        await require_not_banned(self.app.db, guild_id, interaction.user.id, now=self.app.clock())
        written = check_body(await _text_of(message))
        language = await asyncio.to_thread(language_of, written, interaction.locale.value)
        draft = Draft(UNKNOWN_SERIES, body=written, language=language)
        await drafting.keep_draft(self.app.db, draft, interaction.user.id, guild_id, now=self.app.clock())
        await self._ask_which(interaction, await self._likely(interaction, written))

    async def _likely(self, interaction: discord.Interaction[Linger], written: str) -> list[Series]:
        """The series that the text names, then those that this member is watching and this server talks about."""
        app, guild_id = self.app, interaction.guild_id
        every = list(app.catalogues.every(guild_id))
        named = await asyncio.to_thread(series_named_in, written, every)
        offered = await offers(app.db, app.catalogues, app.activity, guild_id, interaction.user.id)
        return list({series.id: series for series in (*named, *offered)}.values())

    async def _ask_which(
        self, interaction: discord.Interaction[Linger], likely: list[Series], problem: str | None = None
    ) -> None:
        await answer(interaction, which_series_card(likely, problem))

    @on_choose("reviews.about")
    @needs(Authority.REVIEWER)
    async def choose_series(self, interaction: discord.Interaction[Linger], values: list[str]) -> None:
        """The form for the series that was chosen."""
        series = self.series_by_id(interaction, values[0])
        draft, style = await self._unnamed(interaction), self.settings_for(interaction).rating_style
        await open_form(interaction, forms.adopt_modal(draft, series, style=style))

    @on_press("reviews.name")
    @needs(Authority.REVIEWER)
    async def name_series(self, interaction: discord.Interaction[Linger]) -> None:
        """The form in which the series is typed."""
        draft, style = await self._unnamed(interaction), self.settings_for(interaction).rating_style
        await open_form(interaction, forms.adopt_modal(draft, None, style=style))

    @on_submit("reviews.adopt")
    @needs(Authority.REVIEWER)
    async def keep_adopted(self, interaction: discord.Interaction[Linger], fields: Fields, series_id: str = "") -> None:
        """The draft of a message gets its series and the rest."""
        draft, mistake = _filled_in(await self._unnamed(interaction), fields)
        guild_id, user_id = require_guild_id(interaction), interaction.user.id
        await drafting.keep_draft(self.app.db, draft, user_id, guild_id, now=self.app.clock())
        if series_id:
            await self._adopt(interaction, draft, self.series_by_id(interaction, series_id), mistake)
            return
        typed = fields.text("series")
        found = find_series(self.app.catalogues, self.app.activity, guild_id, typed)
        if found.series is not None:
            await self._adopt(interaction, draft, found.series, mistake)
            return
        alike = [self.app.catalogues.get(guild_id, match.series_id) for match in found.matches]
        likely = [series for series in alike if series is not None]
        problem = _("I know no series like “{typed}”. Choose it here, or try another of its names.")
        if likely:
            problem = _("“{typed}” could be more than one. Choose it here, or try another of its names.")
        likely = likely or await self._likely(interaction, draft.body)
        await self._ask_which(interaction, likely, problem.format(typed=typed_words(typed)))

    async def _adopt(
        self, interaction: discord.Interaction[Linger], draft: Draft, series: Series, mistake: str | None
    ) -> None:
        guild_id, user_id = require_guild_id(interaction), interaction.user.id
        draft = replace(draft, series_id=series.id)
        other = await drafting.name_series(self.app.db, draft, user_id, guild_id, UNKNOWN_SERIES, now=self.app.clock())
        await self._writing.show_preview(interaction, series, draft, said=Said(mistake))
        if other is not None and other.body.strip() not in ("", draft.body.strip()):
            await hand_back(interaction, _("This took the place of the text that was in your draft."), other.body)

    async def _unnamed(self, interaction: discord.Interaction[Linger]) -> Draft:
        guild_id = require_guild_id(interaction)
        draft = await drafting.draft_of(self.app.db, interaction.user.id, guild_id, UNKNOWN_SERIES)
        if draft is None:
            raise Gone(_("This draft was already used. Choose the message again."))
        return draft


def _filled_in(draft: Draft, fields: Fields) -> tuple[Draft, str | None]:
    """`draft` with what the form holds, and what is wrong with its horizon."""
    draft = replace(
        draft,
        rating=half_points(fields.text("rating")),
        headline=fields.text("headline"),
        stage=stage_named(fields.text("stage"), None),
    )
    try:
        spoiler_free, horizon = read_horizon(fields.text("horizon"))
    except UserError as error:
        return draft, error.message
    return replace(draft, spoiler_free=spoiler_free, horizon=horizon), None


async def _text_of(message: discord.Message) -> str:
    """What the message says, with the text files that hang off it. Raises UserError where there is nothing to read."""
    parts = [message.content]
    for attachment in message.attachments:
        if attachment.filename.lower().endswith(_TEXT_FILES):
            check_upload_size(attachment.size, attachment.filename)
            fetched = await fetch_upload(attachment, most_bytes=MAX_UPLOAD_BYTES)
            parts.append(await asyncio.to_thread(decode_upload, fetched, attachment.filename))
    written = "\n\n".join(part for part in parts if part.strip())
    if not written:
        raise UserError(_("There is no text in this message."))
    return written
