"""From a form to a draft and its preview: the part of the reviews cog in which nothing typed may be lost."""

from __future__ import annotations

import asyncio

import discord
from msgspec.structs import replace

from bot.domain import written_language
from bot.domain.progress import Status, has_finished
from bot.domain.reviews.records import Draft, fingerprint, rewritten
from bot.domain.reviews.rules import (
    MAX_BODY,
    MAX_UPLOAD_BYTES,
    SUB_SCORES,
    Stage,
    check_body,
    check_upload_size,
    decode_upload,
)
from bot.domain.reviews.typed_horizon import read_horizon
from bot.domain.series import Series
from bot.domain.written_language import LANGUAGES, language_of
from bot.edge.answers import hand_back
from bot.edge.authority import Authority, needs
from bot.edge.client import Linger
from bot.edge.forms import open_form
from bot.edge.guilds import require_guild_id
from bot.edge.private_answers import defer_privately, is_private, show_privately
from bot.edge.router import Fields, on_choose, on_press, on_submit
from bot.edge.uploads import fetch_upload
from bot.errors import UserError
from bot.i18n import _
from bot.services import progressing
from bot.services.moderation.review_bans import require_not_banned
from bot.services.reviews import drafting, reviewing
from bot.ui.kit.cards import card, container, text
from bot.ui.reviews import forms
from bot.ui.reviews.preview import NOTHING_SAID, Prepared, Said, ask_to_discard, prepare, preview
from cogs.reviews.part import ReviewPart

_OF_PREVIEWS = ("reviews.discard:", "reviews.look:", "reviews.keepit:")  # what such a message always holds one of
_SOON_READY = 8_000  # characters; a longer text, if it is hostile, may take a good part of Discord's three seconds


class ReviewWriting(ReviewPart):
    """The forms that authors fill in, and the drafts that are kept of them."""

    _languages: asyncio.Future[None] | None = None

    @on_press("reviews.write")
    @needs(Authority.REVIEWER)
    async def write_here(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Open the form for a series, from its card."""
        await self.open_form(interaction, self.series_by_id(interaction, series_id))

    @on_press("reviews.edit")
    @needs(Authority.REVIEWER)
    async def edit(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """The form again, from the preview."""
        await self.open_form(interaction, self.series_by_id(interaction, series_id))

    async def open_form(self, interaction: discord.Interaction[Linger], series: Series) -> None:
        """The form, filled with the draft or the review that is there."""
        guild_id = require_guild_id(interaction)
        await require_not_banned(self.app.db, guild_id, interaction.user.id, now=self.app.clock())
        draft = await self.draft_for(interaction, series)
        opened_with = fingerprint(draft.body)
        style = self.settings_for(interaction).rating_style
        await open_form(interaction, forms.write_modal(series, draft, opened_with, style=style))
        self.learn_languages()  # while it is filled in

    def learn_languages(self) -> asyncio.Future[None]:
        """What tells in which language a text is, loaded in a thread; the first text of a process waits for it."""
        if self._languages is None:
            self._languages = asyncio.ensure_future(asyncio.to_thread(written_language.warm_up))
        return asyncio.shield(self._languages)

    async def draft_for(self, interaction: discord.Interaction[Linger], series: Series) -> Draft:
        """What the member goes on with; what their progress tells about stage and horizon where there is nothing."""
        draft = await drafting.draft_of(self.app.db, interaction.user.id, require_guild_id(interaction), series.id)
        if draft is not None:
            return draft
        progress, rating = await progressing.place_of(self.app.db, interaction.user.id, series.id)
        draft = Draft(series.id, rating=rating, language=language_of("", interaction.locale.value))
        if progress is None:
            return draft
        if has_finished(progress, series.episodes):
            return replace(draft, stage=Stage.FINISHED)
        episode = progress.episode or None
        stages = {Status.WATCHING: Stage.WATCHING, Status.ON_HOLD: Stage.WATCHING, Status.DROPPED: Stage.DROPPED}
        stage = stages.get(progress.status)
        return replace(draft, stage=stage, stage_episode=episode, horizon=episode)

    @on_submit("reviews.draft")
    @needs(Authority.REVIEWER)
    async def keep_form(
        self, interaction: discord.Interaction[Linger], fields: Fields, series_id: str, opened_with: str
    ) -> None:
        """Keep what was filled in, then show the preview; a mistake is named after the text is safe."""
        series = self.series_by_id(interaction, series_id)
        draft = await self.draft_for(interaction, series)
        await self.learn_languages()
        if "body" in fields.values:
            draft = typed_into_box(draft, fields.text("body"), fields.text("body"), interaction.locale.value)
        draft = replace(
            draft,
            rating=half_points(fields.text("rating")) or draft.rating,
            headline=fields.text("headline"),
            stage=stage_named(fields.text("stage"), draft.stage),
        )
        mistake: str | None = None
        again: str | None = None
        try:
            spoiler_free, horizon = read_horizon(fields.text("horizon"))
            draft = replace(draft, spoiler_free=spoiler_free, horizon=horizon)
        except UserError as error:
            mistake, again = error.message, await self.bot.forms.keep(interaction, error)
        await self.keep(interaction, series, draft, opened_with=opened_with, said=Said(mistake, again=again))

    @on_press("reviews.goon")
    @needs(Authority.REVIEWER)
    async def go_on(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Open one more box for what comes after the text that is there."""
        series = self.series_by_id(interaction, series_id)
        draft = await self.draft_for(interaction, series)
        await open_form(interaction, forms.more_modal(series, draft))

    @on_submit("reviews.more")
    @needs(Authority.REVIEWER)
    async def keep_more(self, interaction: discord.Interaction[Linger], fields: Fields, series_id: str) -> None:
        """Put what was written behind what is there."""
        series = self.series_by_id(interaction, series_id)
        fresh = await self.draft_for(interaction, series)
        added = fields.text("body")
        await self.learn_languages()
        user_id, guild_id, locale = interaction.user.id, require_guild_id(interaction), interaction.locale.value
        try:
            draft = await drafting.add_to_draft(
                self.app.db,
                fresh,
                added,
                user_id,
                guild_id,
                locale=locale,
                now=self.app.clock(),
                was_full=forms.is_full(added),
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
        opened_with = fingerprint(draft.body)
        await open_form(interaction, forms.text_modal(series, boxes, opened_with))

    @on_submit("reviews.text")
    @needs(Authority.REVIEWER)
    async def keep_text(
        self, interaction: discord.Interaction[Linger], fields: Fields, series_id: str, opened_with: str
    ) -> None:
        """Take the boxes for the whole text."""
        series = self.series_by_id(interaction, series_id)
        draft = await self.draft_for(interaction, series)
        boxes = [fields.text(f"part{number}") for number in range(1, forms.BOXES + 1)]
        parts = [part for part in boxes if part.strip()]
        await self.learn_languages()
        draft = typed_into_box(draft, "\n\n".join(parts), parts[-1] if parts else "", interaction.locale.value)
        await self.keep(interaction, series, draft, opened_with=opened_with, said=Said(note=_full_box(parts[:-1])))

    @on_press("reviews.upload")
    @needs(Authority.REVIEWER)
    async def upload(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Open the form that takes the text as a file."""
        await open_form(interaction, forms.upload_modal(self.series_by_id(interaction, series_id)))

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
        fetched = await fetch_upload(uploads[0], most_bytes=MAX_UPLOAD_BYTES)
        body = await asyncio.to_thread(lambda: check_body(decode_upload(fetched, uploads[0].filename)))
        await self.learn_languages()
        draft = await self.draft_for(interaction, series)
        await self.keep(interaction, series, rewritten(draft, body, interaction.locale.value), opened_with="")

    @on_press("reviews.extras")
    @needs(Authority.REVIEWER)
    async def extras(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Open the form for the optional sub-scores."""
        series = self.series_by_id(interaction, series_id)
        draft = await self.draft_for(interaction, series)
        style = self.settings_for(interaction).rating_style
        await open_form(interaction, forms.scores_modal(series, draft, style=style))

    @on_submit("reviews.scores")
    @needs(Authority.REVIEWER)
    async def keep_extras(self, interaction: discord.Interaction[Linger], fields: Fields, series_id: str) -> None:
        """Keep the sub-scores that were chosen, and show the preview."""
        series = self.series_by_id(interaction, series_id)
        draft = await self.draft_for(interaction, series)
        given = {name: half_points(fields.text(name)) for name in SUB_SCORES}
        draft = replace(draft, scores={name: score for name, score in given.items() if score is not None})
        await self.keep(interaction, series, draft)

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
        """Show another page of the draft's preview."""
        series = self.series_by_id(interaction, series_id)
        await self.show_preview(interaction, series, await self.draft_for(interaction, series), page=page)

    @on_press("reviews.discard")
    async def ask_to_discard(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Ask once before anything is thrown away; an empty draft goes at once."""
        draft = await drafting.draft_of(self.app.db, interaction.user.id, require_guild_id(interaction), series_id)
        if draft is None or not draft.body.strip():
            await self.discard(interaction, series_id)
        else:
            await show_privately(interaction, ask_to_discard(draft))

    @on_press("reviews.keepit")
    async def keep_it(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Back from the question whether to throw it away."""
        draft = await drafting.draft_of(self.app.db, interaction.user.id, require_guild_id(interaction), series_id)
        if draft is None or self.app.catalogues.get(interaction.guild_id, series_id) is None:
            await show_privately(interaction, card(container(text(_("Kept. Your drafts are in `/review mine`.")))))
        else:
            await self.show_preview(interaction, self.series_by_id(interaction, series_id), draft)

    @on_press("reviews.reallydiscard")
    async def discard(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Throw the draft away, and give the text back once more."""
        draft = await drafting.discard_draft(self.app.db, interaction.user.id, require_guild_id(interaction), series_id)
        await show_privately(interaction, card(container(text(_("Discarded. Nothing was posted.")))))
        if draft is not None and draft.body.strip():
            await hand_back(interaction, _("In case you change your mind:"), draft.body)

    @on_press("reviews.giveback")
    async def give_back(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """The text of a draft whose series is gone, as a file; the draft stays."""
        draft = await drafting.draft_of(self.app.db, interaction.user.id, require_guild_id(interaction), series_id)
        if draft is None or not draft.body.strip():
            raise UserError(_("There is no text in this draft."))
        await hand_back(interaction, _("Here is what you wrote."), draft.body)

    async def keep(
        self,
        interaction: discord.Interaction[Linger],
        series: Series,
        draft: Draft,
        *,
        opened_with: str | None = None,
        said: Said = NOTHING_SAID,
    ) -> None:
        """Keep the draft, then preview it. `opened_with` is the fingerprint of the text that the form showed:
        another one that it takes the place of is given back as a file."""
        user_id, guild_id = interaction.user.id, require_guild_id(interaction)
        before = await drafting.keep_draft(self.app.db, draft, user_id, guild_id, now=self.app.clock())
        await self.show_preview(interaction, series, draft, said=said)
        is_unseen = opened_with is not None and fingerprint(before) != opened_with
        if is_unseen and before.strip() not in ("", draft.body.strip()):
            await hand_back(interaction, _("This took the place of the text that was in your draft."), before)

    async def prepared(self, interaction: discord.Interaction[Linger], series: Series, draft: Draft) -> Prepared:
        """The draft checked and rendered, in a thread."""
        return await asyncio.to_thread(
            prepare,
            draft,
            series,
            self.app.catalogues.vocabulary,
            author_id=interaction.user.id,
            author_name=interaction.user.display_name,
            guild_id=require_guild_id(interaction),
            style=self.settings_for(interaction).rating_style,
            now=self.app.clock(),
        )

    async def show_preview(
        self,
        interaction: discord.Interaction[Linger],
        series: Series,
        draft: Draft,
        *,
        page: int = 1,
        said: Said = NOTHING_SAID,
    ) -> None:
        """The private preview, in the place of the one from which the form was opened."""
        in_place = _is_preview(interaction)
        if len(draft.body) > _SOON_READY and not interaction.response.is_done():
            await defer_privately(interaction, in_place=in_place)
        settings, guild_id = self.settings_for(interaction), require_guild_id(interaction)
        current = await reviewing.current_review(self.app.db, interaction.user.id, guild_id, series.id)
        prepared = await self.prepared(interaction, series, draft)
        view = preview(
            series,
            prepared,
            page=page,
            style=settings.rating_style,
            policy=settings.spoiler_policy,
            is_edit=current is not None,
            said=said,
        )
        await show_privately(interaction, view, in_place=in_place)
        if prepared.problem is not None and len(draft.body) > MAX_BODY:
            raise UserError(prepared.problem.message, returned_text=draft.body, reticent=prepared.problem.reticent)


def _is_preview(interaction: discord.Interaction[Linger]) -> bool:
    """Whether the message behind a press or a form is a preview, or leads back to one: the next may replace it."""
    message = interaction.message
    if message is None or not is_private(message):
        return False
    view = discord.ui.LayoutView.from_message(message, timeout=None)
    view.stop()
    return any(str(getattr(c, "custom_id", "")).startswith(_OF_PREVIEWS) for c in view.walk_children())


def typed_into_box(draft: Draft, body: str, last_box: str, locale: str) -> Draft:
    """`draft` with another text; where the box of its end is full, its end may be missing."""
    after = rewritten(draft, body, locale)
    return after if body == draft.body else replace(after, cut_off=forms.is_full(last_box))


def _full_box(parts: list[str]) -> str | None:
    """What is said of a box in the middle that was full, so that something may be missing in it."""
    full = next((number for number, part in enumerate(parts, start=1) if forms.is_full(part)), None)
    if full is None:
        return None
    return _("Part {number} was full, so Discord may have cut its end off. Please look at it.", number=full)


def half_points(text: str) -> int | None:
    """The rating that a form's list gave, or None where nothing, or nothing possible, was chosen."""
    return int(text) if text.isascii() and text.isdigit() and 2 <= int(text[:3]) <= 20 else None


def stage_named(text: str, otherwise: Stage | None) -> Stage | None:
    """The stage that a form's list gave."""
    return Stage(text) if text in set(Stage) else otherwise
