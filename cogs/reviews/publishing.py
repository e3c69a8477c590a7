"""Posting, deleting and bringing back: the part of the reviews cog in which Discord may fail half-way."""

from __future__ import annotations

import logging

import discord

from bot.domain.published.kinds import PublishedKind, Step
from bot.domain.published.records import Publication
from bot.domain.reviews.records import Review
from bot.edge.authority import Authority, needs
from bot.edge.client import Linger
from bot.edge.guilds import require_guild_id
from bot.edge.loops.background import PatientLoop
from bot.edge.private_answers import defer_privately, show_privately
from bot.edge.publishing.doors import raise_as
from bot.edge.publishing.finding import newest_id
from bot.edge.publishing.once import InDoubt, is_doubtful
from bot.edge.publishing.sight import Absent, Channel, Unavailable, channel_of
from bot.edge.router import on_press
from bot.edge.voice import require_voice
from bot.errors import Gone, UserError
from bot.i18n import _
from bot.services import publishing
from bot.services.moderation.review_bans import require_not_banned
from bot.services.reviews import deleting, reviewing
from bot.services.reviews.reviewing import Author
from bot.services.trouble import trouble_of
from bot.ui.kit.cards import Item, button, card, container, row, text
from bot.ui.reviews.reader import jump_url
from cogs.reviews.part import ReviewPart
from cogs.reviews.posting import (
    channel_for,
    drop_post,
    edit_post,
    find_posts,
    offer_votes,
    publish,
    remove_post,
    rename_talk,
    rename_thread,
    why_refused,
)

_log = logging.getLogger(__name__)


class ReviewPublishing(ReviewPart):
    """What brings a review into a channel, and out of it."""

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self._being_sent: set[int] = set()  # reviews whose message this process is sending
        self.tidying = PatientLoop(bot, self.tidy, every_s=60.0, name="reviews")

    def start(self) -> None:
        """Keep posts up to date, finish what a crash left, and forget deleted reviews when their time is over."""
        posts, kind = self.bot.posts, PublishedKind.REVIEW
        posts.register(kind, lambda guild_id, subject: edit_post(self.bot, guild_id, int(subject)))
        posts.register(kind, lambda guild_id, subject: rename_thread(self.bot, guild_id, int(subject)), Step.RENAME)
        posts.register(kind, lambda guild_id, subject: offer_votes(self.bot, guild_id, int(subject)), Step.OFFER)
        for step in (Step.RENDER, Step.RENAME):
            posts.register(PublishedKind.TALK, lambda guild_id, subject: rename_talk(self.bot, guild_id, subject), step)
        self.bot.late.register(kind, self._finish)
        self.bot.strays.register(
            kind,
            lambda channel, subject, after_id: find_posts(self.bot, channel, int(subject), after_id),
            lambda guild_id, place: drop_post(self.bot, guild_id, place),
        )
        self.tidying.start()

    async def stop(self) -> None:
        """Stop forgetting; what is due then waits for the next start."""
        await self.tidying.stop()

    @on_press("reviews.post")
    @needs(Authority.REVIEWER)
    async def post(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Post the draft, or the changes to the review that is there."""
        series = self.series_by_id(interaction, series_id)
        guild_id, now = require_guild_id(interaction), self.app.clock()
        await require_not_banned(self.app.db, guild_id, interaction.user.id, now=now)
        await defer_privately(interaction)
        author = Author(interaction.user.id, guild_id, interaction.user.display_name)
        await reviewing.release_missing(self.app.db, author, series.id)
        current = await reviewing.current_review(self.app.db, author.user_id, guild_id, series.id)
        if current is not None and current.message_id is not None and current.channel_id is not None:
            channel_id, after_id = current.channel_id, None
            place: Channel | Absent = await channel_of(self.bot, guild_id, channel_id)
        else:
            place = channel = channel_for(self.bot, guild_id, interaction.channel_id)
            channel_id, after_id = channel.id, newest_id(channel)
        require_voice(interaction, place, self.settings_for(interaction))
        review = await reviewing.post_review(
            self.app.db, series, author, channel_id=channel_id, after_id=after_id, now=now
        )
        await self.app.recommendations.note(author.user_id, series.id, guild_id=guild_id)
        await self._bring_out(review)
        review, _standing = await reviewing.review_with_standing(self.app.db, guild_id, review.id)
        await show_privately(interaction, _posted_card(review))

    async def _bring_out(self, review: Review) -> None:
        """Have the channel show `review`. Where that fails it is a draft again, and the reason is raised."""
        if review.message_id is not None or review.id in self._being_sent:
            self.bot.posts.schedule_edit(
                "review", review.guild_id, review.id
            )  # whoever is sending it looks again afterwards
            return
        self._being_sent.add(review.id)
        try:
            await publish(self.bot, review)
        except InDoubt:
            self.bot.late.add(PublishedKind.REVIEW, review.guild_id, review.id)
            raise
        except Exception as error:
            if trouble_of(error) is not None:  # it may stand, and nobody can note it just now: that is done later
                self.bot.late.add(PublishedKind.REVIEW, review.guild_id, review.id)
                raise
            with self.bot.late.unless_done(PublishedKind.REVIEW, review.guild_id, review.id):
                newer = await reviewing.take_back(
                    self.app.db, review, now=self.app.clock(), may_stand=not isinstance(error, UserError)
                )
            told = why_refused(self.bot, review, error)
            if isinstance(told, UserError) and newer is not None:
                raise UserError(told.message, returned_text=newer) from error
            raise_as(told, error)
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
            self.bot.posts.schedule_edit("review", review.guild_id, review.id)  # it was changed while it was being sent

    @on_press("reviews.delete")
    async def delete(self, interaction: discord.Interaction[Linger], review_id: int) -> None:
        """Delete one's own review; for 15 minutes it can be brought back."""
        guild_id = require_guild_id(interaction)
        await deleting.delete_review(self.app.db, guild_id, review_id, interaction.user.id, now=self.app.clock())
        self.bot.posts.schedule_edit("review", guild_id, review_id)
        said = _("Deleted. You can bring it back, with its votes, for 15 minutes.")
        view = card(container(text(said), row(button(_("Bring it back"), "reviews.restore", review_id, emoji="↩️"))))
        await show_privately(interaction, view)

    @on_press("reviews.restore")
    async def restore(self, interaction: discord.Interaction[Linger], review_id: int) -> None:
        """Undo the author's own deletion, within its 15 minutes."""
        guild_id = require_guild_id(interaction)
        await defer_privately(interaction)
        deleted, _standing = await reviewing.review_with_standing(self.app.db, guild_id, review_id, also_deleted=True)
        place = await channel_of(self.bot, guild_id, deleted.channel_id) if deleted.channel_id else None
        require_voice(interaction, place, self.settings_for(interaction))
        review = await deleting.undo_deletion(
            self.app.db, guild_id, review_id, interaction.user.id, after_id=None, now=self.app.clock()
        )
        await self._bring_out(review)
        await show_privately(interaction, card(container(text("✅ " + _("Your review is back.")))))

    async def tidy(self) -> None:
        """Forget the deleted reviews whose 15 minutes are over."""
        for review in await deleting.expired_deletions(self.app.db, now=self.app.clock()):
            try:
                await remove_post(self.bot, review)
            except discord.Forbidden as error:
                _log.warning("the post of deleted review %d is not ours to delete yet: %s", review.id, error.text)
                await deleting.forget_review(self.app.db, review, now=self.app.clock(), remove_later=True)
                self.bot.dispatch("outbox")
                continue
            except (discord.DiscordException, OSError) as error:
                _log.warning("the post of deleted review %d stays for now: %s", review.id, error)
                continue
            await deleting.forget_review(self.app.db, review, now=self.app.clock())

    async def _finish(self, claim: Publication) -> bool:
        """Post what a crash, or a Discord that did not answer, kept from being posted or noted."""
        try:
            review, _standing = await reviewing.review_with_standing(self.app.db, claim.guild_id, int(claim.subject))
        except Gone:
            await publishing.give_up(self.app.db, claim.guild_id, claim.kind, claim.subject, now=self.app.clock())
            return True
        if review.message_id is not None:
            return True
        if review.id in self._being_sent or not self.app.servers.is_on(
            review.guild_id, review.channel_id, self.feature
        ):
            return False
        self._being_sent.add(review.id)
        try:
            await publish(self.bot, review)
            self.bot.posts.schedule_edit("review", review.guild_id, review.id)
        except (Unavailable, InDoubt):
            raise
        except (UserError, discord.HTTPException) as error:
            if is_doubtful(error):
                raise
            _log.warning("review %d of guild %d is a draft again: %s", review.id, review.guild_id, error)
            await reviewing.take_back(
                self.app.db, review, now=self.app.clock(), may_stand=not isinstance(error, UserError)
            )
        finally:
            self._being_sent.discard(review.id)
        return True


def _posted_card(review: Review) -> discord.ui.LayoutView:
    if review.is_hidden:
        said = _("Saved. It stays hidden until the moderators have looked at it.")
    elif review.edited_at is None:
        said = "✅ " + _("Posted. Thank you for writing it down.")
    else:
        said = "✅ " + _("Your review is up to date.")
    url = jump_url(review)
    buttons: list[Item] = [discord.ui.Button(label=_("Go to it"), url=url)] if url else []
    buttons.append(button(_("Delete"), "reviews.delete", review.id))
    return card(container(text(said), row(*buttons)))
