"""Posting, deleting and bringing back: the part of the reviews cog in which Discord may fail half-way."""

from __future__ import annotations

import logging

import discord

from bot.client import Linger
from bot.domain.review_records import Review
from bot.errors import UserError
from bot.i18n import _
from bot.services import reviewing
from bot.services.barring import require_not_barred
from bot.services.reviewing import Author
from bot.ui.authority import Authority, needs
from bot.ui.cards import Item, button, card, container, row, text
from bot.ui.private_answers import defer_privately, show_privately
from bot.ui.review_reader import jump_url
from bot.ui.router import on_press
from cogs.patient_loop import PatientLoop
from cogs.review_part import ReviewPart, guild_id_of
from cogs.review_posting import channel_for, edit_post, find_post, publish, remove_post, why_refused

_log = logging.getLogger(__name__)


class ReviewPublishing(ReviewPart):
    """What brings a review into a channel, and out of it."""

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self._started_at = self.app.clock()
        self._being_sent: set[int] = set()  # reviews whose message this process is sending
        self.tidying = PatientLoop(bot, self.tidy, every_s=60.0, name="reviews")

    async def cog_load(self) -> None:
        """Keep posts up to date from now on."""
        await super().cog_load()
        self.bot.posts.register("review", lambda guild_id, review_id: edit_post(self.bot, guild_id, review_id))
        self.tidying.start()

    async def cog_unload(self) -> None:
        """Stop."""
        await self.tidying.stop()
        await super().cog_unload()

    @on_press("reviews.post")
    @needs(Authority.REVIEWER)
    async def post(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Post the draft, or the changes to the review that is there."""
        series = self.series_by_id(interaction, series_id)
        guild_id, now = guild_id_of(interaction), self.app.clock()
        await require_not_barred(self.app.db, guild_id, interaction.user.id, now=now)
        await defer_privately(interaction)
        author = Author(interaction.user.id, guild_id, interaction.user.display_name)
        current = await reviewing.current_review(self.app.db, author.user_id, guild_id, series.id)
        if current is not None and current.message_id is not None and current.channel_id is not None:
            channel_id = current.channel_id
        else:
            channel_id = channel_for(self.bot, guild_id, interaction.channel_id).id
        review = await reviewing.post_review(self.app.db, series, author, channel_id=channel_id, now=now)
        await self.app.recommendations.note(author.user_id, series.id, guild_id=guild_id)
        await self._bring_out(review)
        review, _standing = await reviewing.review_with_standing(self.app.db, guild_id, review.id)
        await show_privately(interaction, _posted_card(review))

    async def _bring_out(self, review: Review) -> None:
        """Have the channel show `review`. Where that fails it is a draft again, and the reason is raised."""
        if review.message_id is not None or review.id in self._being_sent:
            self.bot.posts.touch("review", review.guild_id, review.id)  # whoever is sending it looks again afterwards
            return
        self._being_sent.add(review.id)
        try:
            await publish(self.bot, review)
        except Exception as error:
            newer = await reviewing.take_back(self.app.db, review, now=self.app.clock())
            told = why_refused(self.bot, review, error)
            if isinstance(told, UserError) and newer is not None:
                raise UserError(told.message, returned_text=newer) from error
            raise told from error
        finally:
            self._being_sent.discard(review.id)
        after, _standing = await reviewing.review_with_standing(
            self.app.db, review.guild_id, review.id, also_deleted=True
        )
        if (after.edited_at, after.hidden_reason, after.deleted_at) != (
            review.edited_at,
            review.hidden_reason,
            review.deleted_at,
        ):
            self.bot.posts.touch("review", review.guild_id, review.id)  # it was changed while it was being sent

    @on_press("reviews.delete")
    async def delete(self, interaction: discord.Interaction[Linger], review_id: int) -> None:
        """Delete one's own review; for 15 minutes it can be brought back."""
        guild_id = guild_id_of(interaction)
        await reviewing.delete_review(self.app.db, guild_id, review_id, interaction.user.id, now=self.app.clock())
        self.bot.posts.touch("review", guild_id, review_id)
        said = _("Deleted. You can bring it back, with its votes, for 15 minutes.")
        view = card(container(text(said), row(button(_("Bring it back"), "reviews.restore", review_id, emoji="↩️"))))
        await show_privately(interaction, view)

    @on_press("reviews.restore")
    async def restore(self, interaction: discord.Interaction[Linger], review_id: int) -> None:
        """Undo the deletion."""
        guild_id = guild_id_of(interaction)
        await defer_privately(interaction)
        review = await reviewing.undo_deletion(
            self.app.db, guild_id, review_id, interaction.user.id, now=self.app.clock()
        )
        await self._bring_out(review)
        await show_privately(interaction, card(container(text("✅ " + _("Your review is back.")))))

    async def tidy(self) -> None:
        """Post what a crash kept from being posted, and forget the deleted reviews whose 15 minutes are over."""
        for review in await reviewing.unposted(self.app.db):
            # What this process has saved, it is also sending.
            is_left_over = review.created_at < self._started_at and review.id not in self._being_sent
            if is_left_over and self.is_on(review.guild_id, review.channel_id):
                await self._post_late(review)
        for review in await reviewing.expired_deletions(self.app.db, now=self.app.clock()):
            try:
                await remove_post(self.bot, review)
            except discord.HTTPException as error:
                _log.warning("the post of deleted review %d stays for now: %s", review.id, error)
                continue
            await reviewing.forget_review(self.app.db, review)

    async def _post_late(self, review: Review) -> None:
        self._being_sent.add(review.id)
        try:
            place = await find_post(self.bot, review)
            if place is None:
                await publish(self.bot, review)
            else:
                await reviewing.mark_posted(self.app.db, review, place, now=self.app.clock())
                self.bot.dispatch("post_sent", review.guild_id, place.message_id)
                self.bot.posts.touch("review", review.guild_id, review.id)
        except (UserError, discord.Forbidden, discord.NotFound) as error:
            _log.warning("review %d of guild %d is a draft again: %s", review.id, review.guild_id, error)
            await reviewing.take_back(self.app.db, review, now=self.app.clock())
        except discord.HTTPException as error:
            _log.warning("review %d of guild %d waits to be posted: %s", review.id, review.guild_id, error)
        finally:
            self._being_sent.discard(review.id)


def _posted_card(review: Review) -> discord.ui.LayoutView:
    if review.state == "hidden":
        said = _("Saved. It stays hidden until the moderators have looked at it.")
    elif review.edited_at is None:
        said = "✅ " + _("Posted. Thank you for writing it down.")
    else:
        said = "✅ " + _("Your review is up to date.")
    url = jump_url(review)
    buttons: list[Item] = [discord.ui.Button(label=_("Go to it"), url=url)] if url else []
    buttons.append(button(_("Delete"), "reviews.delete", review.id))
    return card(container(text(said), row(*buttons)))
