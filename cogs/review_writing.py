"""From a form to a draft and its preview: the part of the reviews cog in which nothing typed may be lost."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import discord

from bot.client import Linger
from bot.domain.progress import Status
from bot.domain.review_records import Draft, read_horizon, rewritten
from bot.domain.reviews import MAX_BODY, SUB_SCORES, Stage, check_body, check_upload_size, decode_upload
from bot.domain.series import Series
from bot.domain.written_language import LANGUAGES, language_of
from bot.errors import UserError
from bot.i18n import _
from bot.services import drafting, progressing, reviewing
from bot.services.barring import require_not_barred
from bot.ui import review_forms as forms
from bot.ui.authority import Authority, needs
from bot.ui.cards import card, container, text
from bot.ui.private_answers import defer_privately, is_private, show_privately
from bot.ui.review_preview import prepare, preview
from bot.ui.router import Fields, on_choose, on_press, on_submit
from cogs.review_part import SOON_READY, ReviewPart, guild_id_of


class ReviewWriting(ReviewPart):
    """What authors fill in."""

    @on_press("reviews.write")
    @needs(Authority.REVIEWER)
    async def write_here(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """The form, from a card."""
        await self.open_form(interaction, self.series_by_id(interaction, series_id))

    @on_press("reviews.edit")
    @needs(Authority.REVIEWER)
    async def edit(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """The form again, from the preview."""
        await self.open_form(interaction, self.series_by_id(interaction, series_id))

    async def open_form(self, interaction: discord.Interaction[Linger], series: Series) -> None:
        """The form, filled with the draft or the review that is there."""
        guild_id = guild_id_of(interaction)
        await require_not_barred(self.app.db, guild_id, interaction.user.id, now=self.app.clock())
        draft = await self.draft_for(interaction, series)
        opened_with = drafting.fingerprint(draft.body)
        style = self.settings_for(interaction).rating_style
        await interaction.response.send_modal(forms.write_modal(series, draft, opened_with, style=style))

    async def draft_for(self, interaction: discord.Interaction[Linger], series: Series) -> Draft:
        """What the member goes on with; what their progress tells about stage and horizon where there is nothing."""
        draft = await drafting.draft_of(self.app.db, interaction.user.id, guild_id_of(interaction), series.id)
        if draft is not None:
            return draft
        progress, rating = await progressing.place_of(self.app.db, interaction.user.id, series.id)
        draft = Draft(series.id, rating=rating, language=language_of("", interaction.locale.value))
        if progress is None or progress.has_finished:
            return draft
        episode = progress.episode or None
        stages = {Status.WATCHING: Stage.WATCHING, Status.ON_HOLD: Stage.WATCHING, Status.DROPPED: Stage.DROPPED}
        stage = stages.get(progress.status, Stage.FINISHED)
        return replace(draft, stage=stage, stage_episode=episode, horizon=episode)

    @on_submit("reviews.draft")
    @needs(Authority.REVIEWER)
    async def keep_form(
        self, interaction: discord.Interaction[Linger], fields: Fields, series_id: str, opened_with: str
    ) -> None:
        """Keep what was filled in, then show the preview; a mistake is named after the text is safe."""
        series = self.series_by_id(interaction, series_id)
        draft = await self.draft_for(interaction, series)
        draft = rewritten(
            draft, fields.text("body") if "body" in fields.values else draft.body, interaction.locale.value
        )
        draft = replace(
            draft,
            rating=half_points(fields.text("rating")) or draft.rating,
            headline=fields.text("headline"),
            stage=stage_named(fields.text("stage"), draft.stage),
        )
        mistake: str | None = None
        try:
            spoiler_free, horizon = read_horizon(fields.text("horizon"))
            draft = replace(draft, spoiler_free=spoiler_free, horizon=horizon)
        except UserError as error:
            mistake = error.message
        await self.keep(interaction, series, draft, opened_with=opened_with, mistake=mistake)

    @on_press("reviews.goon")
    @needs(Authority.REVIEWER)
    async def go_on(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """One more box."""
        await interaction.response.send_modal(forms.more_modal(self.series_by_id(interaction, series_id)))

    @on_submit("reviews.more")
    @needs(Authority.REVIEWER)
    async def keep_more(self, interaction: discord.Interaction[Linger], fields: Fields, series_id: str) -> None:
        """Put what was written behind what is there."""
        series = self.series_by_id(interaction, series_id)
        fresh = await self.draft_for(interaction, series)
        added = fields.text("body").strip("\n")
        user_id, guild_id, locale = interaction.user.id, guild_id_of(interaction), interaction.locale.value
        try:
            draft = await drafting.add_to_draft(
                self.app.db, fresh, added, user_id, guild_id, locale=locale, now=self.app.clock()
            )
        except UserError as error:
            raise UserError(error.message, returned_text=added) from None
        await self.show_preview(interaction, series, draft)

    @on_press("reviews.boxes")
    @needs(Authority.REVIEWER)
    async def edit_text(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """The whole text in as many boxes as it needs."""
        series = self.series_by_id(interaction, series_id)
        draft = await self.draft_for(interaction, series)
        boxes = forms.boxes_of(draft.body)
        if boxes is None:
            raise UserError(
                _("Your text has a paragraph too long for Discord's boxes. Edit the file and upload it instead."),
                returned_text=draft.body,
            )
        opened_with = drafting.fingerprint(draft.body)
        await interaction.response.send_modal(forms.text_modal(series, boxes, opened_with))

    @on_submit("reviews.text")
    @needs(Authority.REVIEWER)
    async def keep_text(
        self, interaction: discord.Interaction[Linger], fields: Fields, series_id: str, opened_with: str
    ) -> None:
        """Take the boxes for the whole text."""
        series = self.series_by_id(interaction, series_id)
        draft = await self.draft_for(interaction, series)
        parts = [fields.text(f"part{number}") for number in range(1, forms.BOXES + 1)]
        body = "\n\n".join(part for part in parts if part.strip())
        await self.keep(interaction, series, rewritten(draft, body, interaction.locale.value), opened_with=opened_with)

    @on_press("reviews.upload")
    @needs(Authority.REVIEWER)
    async def upload(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Ask for a text file."""
        await interaction.response.send_modal(forms.upload_modal(self.series_by_id(interaction, series_id)))

    @on_submit("reviews.file")
    @needs(Authority.REVIEWER)
    async def keep_file(self, interaction: discord.Interaction[Linger], fields: Fields, series_id: str) -> None:
        """Read the file; what is wrong with it is said, and the draft stays as it was."""
        series = self.series_by_id(interaction, series_id)
        uploads = fields.uploads.get("file", [])
        if not uploads:
            raise UserError(_("No file came along. Choose a .txt or .md file."))
        check_upload_size(uploads[0].size, uploads[0].filename)
        await defer_privately(interaction, in_place=_is_preview(interaction))
        body = check_body(decode_upload(await uploads[0].read(), uploads[0].filename))
        draft = await self.draft_for(interaction, series)
        await self.keep(interaction, series, rewritten(draft, body, interaction.locale.value), opened_with="")

    @on_press("reviews.extras")
    @needs(Authority.REVIEWER)
    async def extras(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Sub-scores, and from where on the text is hidden."""
        series = self.series_by_id(interaction, series_id)
        draft = await self.draft_for(interaction, series)
        style = self.settings_for(interaction).rating_style
        await interaction.response.send_modal(forms.scores_modal(series, draft, style=style))

    @on_submit("reviews.scores")
    @needs(Authority.REVIEWER)
    async def keep_extras(self, interaction: discord.Interaction[Linger], fields: Fields, series_id: str) -> None:
        """Keep them."""
        series = self.series_by_id(interaction, series_id)
        draft = await self.draft_for(interaction, series)
        given = {name: half_points(fields.text(name)) for name in SUB_SCORES}
        draft = replace(draft, scores={name: score for name, score in given.items() if score is not None})
        start = fields.text("hidden_from").strip()
        mistake: str | None = None
        if start and not (start.isascii() and start.isdigit()):
            mistake = _("“{typed}” is not the number of a paragraph. Paragraphs count from 1.", typed=start[:10])
        else:
            draft = replace(draft, hidden_from=int(start) if start else None)
        await self.keep(interaction, series, draft, mistake=mistake)

    @on_choose("reviews.language")
    @needs(Authority.REVIEWER)
    async def choose_language(
        self, interaction: discord.Interaction[Linger], values: list[str], series_id: str
    ) -> None:
        """What the text is written in, where its letters did not tell."""
        series = self.series_by_id(interaction, series_id)
        draft = await self.draft_for(interaction, series)
        language = values[0] if values[0] in LANGUAGES else draft.language
        await self.keep(interaction, series, replace(draft, language=language))

    @on_press("reviews.look")
    async def look(self, interaction: discord.Interaction[Linger], series_id: str, page: int) -> None:
        """Another page of the preview."""
        series = self.series_by_id(interaction, series_id)
        await self.show_preview(interaction, series, await self.draft_for(interaction, series), page=page)

    @on_press("reviews.discard")
    async def discard(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Throw the draft away, and give the text back once more."""
        draft = await drafting.discard_draft(self.app.db, interaction.user.id, guild_id_of(interaction), series_id)
        await show_privately(interaction, card(container(text(_("Discarded. Nothing was posted.")))))
        if draft is not None and draft.body.strip():
            raise UserError(_("In case you change your mind:"), returned_text=draft.body)

    @on_press("reviews.giveback")
    async def give_back(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """The text of a draft whose series is gone, as a file; the draft stays."""
        draft = await drafting.draft_of(self.app.db, interaction.user.id, guild_id_of(interaction), series_id)
        if draft is None or not draft.body.strip():
            raise UserError(_("There is no text in this draft."))
        raise UserError(_("Here is what you wrote."), returned_text=draft.body)

    async def keep(
        self,
        interaction: discord.Interaction[Linger],
        series: Series,
        draft: Draft,
        *,
        opened_with: str | None = None,
        mistake: str | None = None,
    ) -> None:
        """Keep the draft, then preview it. `opened_with` is the fingerprint of the text that the form showed:
        another one that it takes the place of is given back as a file."""
        user_id, guild_id = interaction.user.id, guild_id_of(interaction)
        before = await drafting.keep_draft(self.app.db, draft, user_id, guild_id, now=self.app.clock())
        await self.show_preview(interaction, series, draft, mistake=mistake)
        is_unseen = opened_with is not None and drafting.fingerprint(before) != opened_with
        if is_unseen and before.strip() not in ("", draft.body.strip()):
            raise UserError(_("This took the place of the text that was in your draft."), returned_text=before)

    async def show_preview(
        self,
        interaction: discord.Interaction[Linger],
        series: Series,
        draft: Draft,
        *,
        page: int = 1,
        mistake: str | None = None,
    ) -> None:
        """The private preview, in the place of the one from which the form was opened."""
        in_place = _is_preview(interaction)
        if len(draft.body) > SOON_READY and not interaction.response.is_done():
            await defer_privately(interaction, in_place=in_place)
        settings, guild_id = self.settings_for(interaction), guild_id_of(interaction)
        current = await reviewing.current_review(self.app.db, interaction.user.id, guild_id, series.id)
        prepared = await asyncio.to_thread(
            prepare,
            draft,
            series,
            author_id=interaction.user.id,
            author_name=interaction.user.display_name,
            guild_id=guild_id,
            style=settings.rating_style,
            now=self.app.clock(),
        )
        view = preview(
            series,
            prepared,
            page=page,
            style=settings.rating_style,
            policy=settings.spoiler_policy,
            is_edit=current is not None,
            mistake=mistake,
        )
        await show_privately(interaction, view, in_place=in_place)
        if prepared.problem is not None and len(draft.body) > MAX_BODY:
            raise UserError(prepared.problem.message, returned_text=draft.body)


def _is_preview(interaction: discord.Interaction[Linger]) -> bool:
    """Whether the message behind a press or a form is a preview, which may be replaced by the next one."""
    message = interaction.message
    if message is None or not is_private(message):
        return False
    view = discord.ui.LayoutView.from_message(message, timeout=None)
    view.stop()
    return any(str(getattr(c, "custom_id", "")).startswith("reviews.discard:") for c in view.walk_children())


def half_points(text: str) -> int | None:
    """The rating that a form's list gave, or None where nothing, or nothing possible, was chosen."""
    return int(text) if text.isascii() and text.isdigit() and 2 <= int(text[:3]) <= 20 else None


def stage_named(text: str, otherwise: Stage) -> Stage:
    """The stage that a form's list gave."""
    return Stage(text) if text in set(Stage) else otherwise
