"""/review write and everything an author does: draft, preview, post, edit, delete, undo."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import tasks

from bot.client import Linger
from bot.domain import leak_check
from bot.domain.progress import Status
from bot.domain.review_records import UNKNOWN_SERIES, Draft, Review, read_horizon, ready
from bot.domain.reviews import (
    SUB_SCORES,
    Stage,
    check_body,
    check_upload_size,
    decode_upload,
)
from bot.domain.series import Series
from bot.errors import Gone, UserError
from bot.i18n import _, speak
from bot.services import progressing, reviewing
from bot.services.barring import require_not_barred
from bot.services.reviewing import Author, PostPlace
from bot.ui import review_drafts as modals
from bot.ui.answers import answer, change
from bot.ui.authority import Authority, needs
from bot.ui.cards import button, card, container, row, text
from bot.ui.feature_cog import FeatureCog
from bot.ui.router import Fields, on_press, on_submit
from cogs.review_posting import channel_for, edit_post, find_post, publish, remove_post
from cogs.review_reading import ReviewReading
from cogs.series_option import complete_series, require_series

_log = logging.getLogger(__name__)


class ReviewsCog(ReviewReading, name="Reviews"):
    """What authors do; what readers do comes from `ReviewReading`."""

    review = app_commands.Group(name="review", description="Write and read reviews that spoil nobody", guild_only=True)

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self._started_at = self.app.clock()
        self._posting: set[int] = set()  # reviews whose message is being sent by this process
        self._catching_up = asyncio.Lock()
        self._menu = app_commands.ContextMenu(
            name="Make this my review", callback=self.adopt, extras={"feature": self.feature}
        )
        self._menu.guild_only = True

    async def cog_load(self) -> None:
        """Open the doors, also the context menu's."""
        await super().cog_load()
        self.bot.tree.add_command(self._menu)
        self.bot.posts.register("review", lambda guild_id, review_id: edit_post(self.bot, guild_id, review_id))
        self.purge.start()

    async def cog_unload(self) -> None:
        """Close them."""
        self.purge.cancel()
        self.bot.tree.remove_command(self._menu.name, type=discord.AppCommandType.message)
        await super().cog_unload()

    @review.command(name="write", description="Write or edit your review of a series")
    @app_commands.describe(series="The series")
    @app_commands.autocomplete(series=complete_series)
    @needs(Authority.REVIEWER)
    async def write(self, interaction: discord.Interaction[Linger], series: str) -> None:
        """Open the form, filled with the draft or the review that is there."""
        await self._open_form(interaction, require_series(interaction, series))

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

    @review.command(name="mine", description="Your reviews and drafts in this server")
    async def mine(self, interaction: discord.Interaction[Linger]) -> None:
        """Drafts first: they wait for their author."""
        await self.list_own(interaction)

    @on_press("reviews.write")
    @needs(Authority.REVIEWER)
    async def write_here(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """The same from a card."""
        await self._open_form(interaction, self._series(interaction, series_id))

    @on_press("reviews.edit")
    @needs(Authority.REVIEWER)
    async def edit(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """The form again, from the preview."""
        await self._open_form(interaction, self._series(interaction, series_id))

    async def _open_form(self, interaction: discord.Interaction[Linger], series: Series) -> None:
        guild_id = _guild_id(interaction)
        await require_not_barred(self.app.db, guild_id, interaction.user.id, now=self.app.clock())
        draft = await reviewing.draft_of(self.app.db, interaction.user.id, guild_id, series.id)
        if draft is None:
            draft = await self._fresh_draft(interaction, series)
        await interaction.response.send_modal(modals.write_modal(series, draft, style=self._style(interaction)))

    async def _fresh_draft(self, interaction: discord.Interaction[Linger], series: Series) -> Draft:
        """What the member's progress already tells about stage and horizon."""
        progress, rating = await progressing.place_of(self.app.db, interaction.user.id, series.id)
        draft = Draft(series.id, rating=rating, language=interaction.locale.value.split("-")[0])
        if progress is None or progress.has_finished:
            return draft
        episode = progress.episode or None
        stages = {Status.WATCHING: Stage.WATCHING, Status.ON_HOLD: Stage.WATCHING, Status.DROPPED: Stage.DROPPED}
        stage = stages.get(progress.status, Stage.FINISHED)
        return replace(draft, stage=stage, stage_episode=episode, horizon=episode)

    @on_submit("reviews.draft")
    @needs(Authority.REVIEWER)
    async def keep_form(self, interaction: discord.Interaction[Linger], fields: Fields, series_id: str) -> None:
        """Keep what was filled in, then show the preview; a mistake is named after the text is safe."""
        series = self._series(interaction, series_id)
        guild_id, user_id = _guild_id(interaction), interaction.user.id
        before = await reviewing.draft_of(self.app.db, user_id, guild_id, series.id)
        draft = before or await self._fresh_draft(interaction, series)
        body = fields.text("body") if "body" in fields.values else draft.body
        draft = replace(
            draft,
            rating=_half_points(fields.text("rating")) or draft.rating,
            headline=fields.text("headline"),
            body=body,
            stage=_stage(fields.text("stage"), draft.stage),
        )
        await reviewing.keep_draft(self.app.db, draft, user_id, guild_id, now=self.app.clock())
        spoiler_free, horizon = read_horizon(fields.text("horizon"))
        await self._keep(interaction, series, replace(draft, spoiler_free=spoiler_free, horizon=horizon))

    @on_press("reviews.goon")
    @needs(Authority.REVIEWER)
    async def go_on(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """One more box."""
        await interaction.response.send_modal(modals.more_modal(self._series(interaction, series_id)))

    @on_submit("reviews.more")
    @needs(Authority.REVIEWER)
    async def keep_more(self, interaction: discord.Interaction[Linger], fields: Fields, series_id: str) -> None:
        """Put what was written behind what is there."""
        series = self._series(interaction, series_id)
        draft = await self._draft(interaction, series)
        added = fields.text("body").strip("\n")
        try:
            body = check_body(f"{draft.body}\n\n{added}" if draft.body.strip() else added)
        except UserError as error:
            raise UserError(error.message, returned_text=added) from None
        await self._keep(interaction, series, replace(draft, body=body))

    @on_press("reviews.boxes")
    @needs(Authority.REVIEWER)
    async def edit_text(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """The whole text in as many boxes as it needs."""
        series = self._series(interaction, series_id)
        draft = await self._draft(interaction, series)
        boxes = modals.boxes_of(draft.body)
        if boxes is None:
            raise UserError(
                _("Your text has a paragraph too long for Discord's boxes. Edit the file and upload it instead."),
                returned_text=draft.body,
            )
        await interaction.response.send_modal(modals.text_modal(series, boxes))

    @on_submit("reviews.text")
    @needs(Authority.REVIEWER)
    async def keep_text(self, interaction: discord.Interaction[Linger], fields: Fields, series_id: str) -> None:
        """Take the boxes for the whole text."""
        series = self._series(interaction, series_id)
        draft = await self._draft(interaction, series)
        parts = [fields.text(f"part{number}") for number in range(1, modals.BOXES + 1)]
        body = "\n\n".join(part for part in parts if part.strip())
        await self._keep(interaction, series, replace(draft, body=body))

    @on_press("reviews.upload")
    @needs(Authority.REVIEWER)
    async def upload(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Ask for a text file."""
        await interaction.response.send_modal(modals.upload_modal(self._series(interaction, series_id)))

    @on_submit("reviews.file")
    @needs(Authority.REVIEWER)
    async def keep_file(self, interaction: discord.Interaction[Linger], fields: Fields, series_id: str) -> None:
        """Read the file; what is wrong with it is said, and the draft stays as it was."""
        series = self._series(interaction, series_id)
        uploads = fields.uploads.get("file", [])
        if not uploads:
            raise UserError(_("No file came along. Choose a .txt or .md file."))
        check_upload_size(uploads[0].size, uploads[0].filename)
        await interaction.response.defer()
        body = check_body(decode_upload(await uploads[0].read(), uploads[0].filename))
        draft = await self._draft(interaction, series)
        await self._keep(interaction, series, replace(draft, body=body))

    @on_press("reviews.extras")
    @needs(Authority.REVIEWER)
    async def extras(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Sub-scores, and from where on the text is hidden."""
        series = self._series(interaction, series_id)
        draft = await self._draft(interaction, series)
        await interaction.response.send_modal(modals.scores_modal(series, draft, style=self._style(interaction)))

    @on_submit("reviews.scores")
    @needs(Authority.REVIEWER)
    async def keep_extras(self, interaction: discord.Interaction[Linger], fields: Fields, series_id: str) -> None:
        """Keep them."""
        series = self._series(interaction, series_id)
        draft = await self._draft(interaction, series)
        scores = {name: _half_points(fields.text(name)) for name in SUB_SCORES}
        start = fields.text("hidden_from").strip()
        if start and not start.isdecimal():
            raise UserError(_("“{typed}” is not the number of a paragraph. Paragraphs count from 1.", typed=start[:10]))
        kept = {name: score for name, score in scores.items() if score is not None}
        await self._keep(interaction, series, replace(draft, scores=kept, hidden_from=int(start) if start else None))

    @needs(Authority.REVIEWER)
    async def adopt(self, interaction: discord.Interaction[Linger], message: discord.Message) -> None:
        """Turn a message of one's own into a draft, then ask what is missing."""
        if message.author.id != interaction.user.id:
            raise UserError(_("This message is somebody else's. A review is made from your own words."))
        if not message.content.strip():
            raise UserError(_("There is no text in this message."))
        guild_id = _guild_id(interaction)
        await require_not_barred(self.app.db, guild_id, interaction.user.id, now=self.app.clock())
        language = interaction.locale.value.split("-")[0]
        draft = Draft(UNKNOWN_SERIES, body=message.content, language=language)
        await reviewing.keep_draft(self.app.db, draft, interaction.user.id, guild_id, now=self.app.clock())
        await interaction.response.send_modal(modals.name_series_modal(style=self._style(interaction)))

    @on_submit("reviews.adopt")
    @needs(Authority.REVIEWER)
    async def keep_adopted(self, interaction: discord.Interaction[Linger], fields: Fields) -> None:
        """The draft of a message gets its series and the rest."""
        guild_id, user_id = _guild_id(interaction), interaction.user.id
        draft = await reviewing.draft_of(self.app.db, user_id, guild_id, UNKNOWN_SERIES)
        if draft is None:
            raise Gone(_("This draft was already used. Choose the message again."))
        try:
            series = require_series(interaction, fields.text("series"))
        except UserError as error:
            raise UserError(error.message, returned_text=draft.body) from None
        spoiler_free, horizon = read_horizon(fields.text("horizon"))
        draft = replace(
            draft,
            series_id=series.id,
            rating=_half_points(fields.text("rating")),
            headline=fields.text("headline"),
            spoiler_free=spoiler_free,
            horizon=horizon,
            stage=_stage(fields.text("stage"), Stage.FINISHED),
        )
        await reviewing.name_series(self.app.db, draft, user_id, guild_id, UNKNOWN_SERIES, now=self.app.clock())
        await self._preview(interaction, series, draft)

    @on_press("reviews.post")
    @needs(Authority.REVIEWER)
    async def post(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Post the draft, or the changes to the review that is there."""
        series = self._series(interaction, series_id)
        guild_id, now = _guild_id(interaction), self.app.clock()
        await require_not_barred(self.app.db, guild_id, interaction.user.id, now=now)
        await interaction.response.defer()
        channel = channel_for(self.bot, guild_id, interaction.channel_id)
        author = Author(interaction.user.id, guild_id, interaction.user.display_name)
        review, is_new = await reviewing.post_review(self.app.db, series, author, channel_id=channel.id, now=now)
        await self.app.recommendations.note(author.user_id, series.id, guild_id=guild_id)
        if is_new:
            message = await self._publish(review)
            url = message.jump_url
        else:
            self.bot.posts.touch("review", guild_id, review.id)
            url = f"https://discord.com/channels/{guild_id}/{review.channel_id}/{review.message_id}"
        done = _("Posted. Thank you for writing it down.") if is_new else _("Your review is up to date.")
        buttons = [discord.ui.Button[discord.ui.LayoutView](label=_("Go to it"), url=url)]
        buttons.append(button(_("Delete"), "reviews.delete", review.id))
        await change(interaction, card(container(text(f"✅ {done}"), row(*buttons))))

    async def _publish(self, review: Review) -> discord.Message:
        """Send the message; where that fails, the review is a draft again and the reason is said."""
        self._posting.add(review.id)
        try:
            return await publish(self.bot, review)
        except (UserError, discord.HTTPException):
            await reviewing.take_back(self.app.db, review, now=self.app.clock())
            raise
        finally:
            self._posting.discard(review.id)

    @on_press("reviews.discard")
    async def discard(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Throw the draft away, and give the text back once more."""
        draft = await reviewing.discard_draft(self.app.db, interaction.user.id, _guild_id(interaction), series_id)
        await change(interaction, card(container(text(_("Discarded. Nothing was posted.")))))
        if draft is not None and draft.body.strip():
            raise UserError(_("In case you change your mind:"), returned_text=draft.body)

    @on_press("reviews.delete")
    async def delete(self, interaction: discord.Interaction[Linger], review_id: int) -> None:
        """Delete one's own review; for 15 minutes it can be brought back."""
        guild_id = _guild_id(interaction)
        await reviewing.delete_review(self.app.db, guild_id, review_id, interaction.user.id, now=self.app.clock())
        self.bot.posts.touch("review", guild_id, review_id)
        said = _("Deleted. You can bring it back, with its votes, for 15 minutes.")
        view = card(container(text(said), row(button(_("Bring it back"), "reviews.restore", review_id, emoji="↩️"))))
        await change(interaction, view)

    @on_press("reviews.restore")
    async def restore(self, interaction: discord.Interaction[Linger], review_id: int) -> None:
        """Undo the deletion."""
        guild_id = _guild_id(interaction)
        review = await reviewing.undo_deletion(
            self.app.db, guild_id, review_id, interaction.user.id, now=self.app.clock()
        )
        if review.message_id is None and review.id not in self._posting:
            await self._publish(review)
        self.bot.posts.touch("review", guild_id, review_id)
        await change(interaction, card(container(text("✅ " + _("Your review is back.")))))

    @FeatureCog.listener()
    async def on_ready(self) -> None:
        """Post once what a crash kept from being posted. Runs again after a lost session, which does no harm."""
        async with self._catching_up:
            for review in await reviewing.unposted(self.app.db):
                if review.created_at < self._started_at and review.id not in self._posting:
                    await self._post_late(review)

    async def _post_late(self, review: Review) -> None:
        if not self.is_on(review.guild_id, review.channel_id):
            return
        try:
            found = await find_post(self.bot, review)
            if found is None:
                await publish(self.bot, review)
                return
            thread = found.channel if isinstance(found.channel, discord.Thread) else None
            place = PostPlace(found.channel.id, found.id, thread_id=thread.id if thread else None)
            await reviewing.mark_posted(self.app.db, review, place, now=self.app.clock())
        except (UserError, discord.HTTPException) as error:
            _log.warning("review %d of guild %d could not be posted late: %s", review.id, review.guild_id, error)

    @tasks.loop(minutes=1)
    async def purge(self) -> None:
        """Forget for good the deleted reviews whose 15 minutes are over."""
        await self.bot.wait_until_ready()
        speak(None)
        for review in await reviewing.expired_deletions(self.app.db, now=self.app.clock()):
            try:
                await remove_post(self.bot, review)
            except discord.HTTPException as error:
                _log.warning("the post of deleted review %d stays for now: %s", review.id, error)
                continue
            await reviewing.forget_review(self.app.db, review)

    async def _keep(self, interaction: discord.Interaction[Linger], series: Series, draft: Draft) -> None:
        guild_id = _guild_id(interaction)
        await reviewing.keep_draft(self.app.db, draft, interaction.user.id, guild_id, now=self.app.clock())
        await self._preview(interaction, series, draft)

    async def _preview(self, interaction: discord.Interaction[Linger], series: Series, draft: Draft) -> None:
        guild_id = _guild_id(interaction)
        problem: str | None = None
        returned: str | None = None
        try:
            draft = ready(draft, series)
        except UserError as error:
            problem, returned = error.message, error.returned_text
        current = await reviewing.current_review(self.app.db, interaction.user.id, guild_id, series.id)
        review = modals.as_review(
            draft,
            author_id=interaction.user.id,
            author_name=interaction.user.display_name,
            guild_id=guild_id,
            now=self.app.clock(),
        )
        findings = leak_check.check(
            review.reading,
            draft.headline,
            horizon=draft.horizon,
            spoiler_free=draft.spoiler_free,
            episodes=series.episodes,
            names=series.names(),
        )
        style = self._style(interaction)
        view = modals.preview(series, review, findings, problem=problem, style=style, is_edit=current is not None)
        if interaction.message is not None:  # the form was opened from a preview: that one is brought up to date
            await change(interaction, view)
        else:
            await answer(interaction, view)
        if problem and returned and len(returned) > modals.BOX:
            raise UserError(problem, returned_text=returned)

    async def _draft(self, interaction: discord.Interaction[Linger], series: Series) -> Draft:
        draft = await reviewing.draft_of(self.app.db, interaction.user.id, _guild_id(interaction), series.id)
        return draft or await self._fresh_draft(interaction, series)

    def _series(self, interaction: discord.Interaction[Linger], series_id: str) -> Series:
        return self.app.catalogues.require(interaction.guild_id, series_id)

    def _style(self, interaction: discord.Interaction[Linger]) -> str:
        return self.app.servers.settings_of(interaction.guild_id).rating_style


def _guild_id(interaction: discord.Interaction[Linger]) -> int:
    if interaction.guild_id is None:
        raise UserError(_("Reviews belong to a server: run this inside one."))
    return interaction.guild_id


def _half_points(text: str) -> int | None:
    return int(text) if text.isdecimal() and 2 <= int(text[:3]) <= 20 else None


def _stage(text: str, otherwise: Stage) -> Stage:
    return Stage(text) if text in set(Stage) else otherwise


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(ReviewsCog(bot))
