"""The cards of reported reviews in the moderators' channel: posted, kept up to date, let go."""

from __future__ import annotations

import logging

import discord

from bot.domain.published.kinds import PublishedKind
from bot.domain.published.records import Shows
from bot.domain.reviews.reported import deciders
from bot.edge.client import Linger
from bot.edge.loops.background import PatientLoop
from bot.edge.publishing.finding import IsIt, newest_id, own_messages, with_custom_id
from bot.edge.publishing.once import send_once
from bot.edge.publishing.sight import Absent, guild_of
from bot.edge.publishing.standing import finder
from bot.edge.threads import edit_message
from bot.errors import Gone
from bot.i18n import speaking
from bot.services import publishing
from bot.services.moderation import moderation_queue, reported
from bot.ui.config.permissions import readers_warning
from bot.ui.kit.cards import card, text
from bot.ui.moderation.cards import gone_words
from cogs.moderation.part import ModerationPart

_log = logging.getLogger(__name__)


class ModerationQueue(ModerationPart):
    """Keeps a card in the moderators' channel for every reported review, and every card true."""

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self._loop = PatientLoop(bot, self._post_cards, every_s=self.app.pace.try_every_s, name="moderators' queue")

    def start(self) -> None:
        """Begin posting cards, and bringing them up to date."""
        self.bot.posts.register(PublishedKind.CASE, self._redraw)
        self.bot.strays.register(PublishedKind.CASE, finder(self.bot, lambda subject: _card_of(int(subject))))
        self._loop.start()

    async def stop(self) -> None:
        """Post no more cards."""
        await self._loop.stop()

    def wake(self) -> None:
        """Look at once for reviews that have no card."""
        self._loop.wake()

    async def _post_cards(self) -> None:
        """Post a card for every reported review that has none; a channel that refuses is tried again later."""
        for guild_id, review_id in await moderation_queue.needless_cards(self.app.db):
            await publishing.give_up(self.app.db, guild_id, PublishedKind.CASE, str(review_id), now=self.app.clock())
        for guild_id, review_id in await moderation_queue.reviews_without_card(self.app.db):
            if self.app.servers.is_on(guild_id, None, self.feature):
                await self._post_card(guild_id, review_id)

    async def _post_card(self, guild_id: int, review_id: int) -> None:
        """Post the card, or find the one that nobody noted. What fails is tried again in the next round."""
        settings = self.app.servers.settings_of(guild_id)
        guild = guild_of(self.bot, guild_id)
        channel = None if isinstance(guild, Absent) else guild.get_channel(settings.moderation_channel_id or 0)
        if not isinstance(channel, discord.TextChannel):
            return  # not set, deleted, or not known just now: /moderation queue has it
        claim = await publishing.claim(
            self.app.db,
            guild_id,
            PublishedKind.CASE,
            str(review_id),
            channel.id,
            after_id=newest_id(channel),
            now=self.app.clock(),
        )
        try:
            with speaking(settings.language):
                found = await reported.reported_review(self.app.db, guild_id, review_id)
                view = self.public_card(found, warning=readers_warning(channel, settings))
        except Gone:
            await publishing.give_up(self.app.db, guild_id, PublishedKind.CASE, str(review_id), now=self.app.clock())
            return
        place = channel
        try:
            message = await send_once(
                is_fresh=claim.is_fresh,
                find=lambda: own_messages(self.bot, place, _card_of(review_id), after_id=claim.after_id),
                send=lambda: place.send(view=view, nonce=claim.nonce),
                look_after_s=self.app.pace.look_after_s,
            )
        except Exception as error:  # noqa: BLE001 (half an answer raises whatever its reader raises)
            _log.warning("the queue of guild %d cannot be posted to: %s", guild_id, error)
            return
        await moderation_queue.keep_card(
            self.app.db, found, channel_id=channel.id, message_id=message.id, now=self.app.clock()
        )

    async def _redraw(self, guild_id: int, subject: str) -> None:
        """Bring a card up to date; of a review that is gone it keeps what became of it. Raises what Discord raises,
        Gone."""
        found = await publishing.find(self.app.db, guild_id, PublishedKind.CASE, subject)
        if found is None or found.message_id is None:
            raise Gone("")
        place, review_id = (found.channel_id, found.message_id), moderation_queue.review_of(subject)
        marks_then = await publishing.count_marks(self.app.db, guild_id)
        with speaking(self.app.servers.settings_of(guild_id).language):
            try:
                review = await reported.reported_review(self.app.db, guild_id, review_id)
                view, shows = self.public_card(review), moderation_queue.shown_of(review)
            except Gone:
                decisions = await reported.decisions_on(self.app.db, guild_id, review_id)
                view, shows = card(text(gone_words(decisions))), Shows(members=deciders(decisions, of_deletion=True))
        await publishing.note_drawn(self.app.db, found, shows, marks_then=marks_then)
        await edit_message(self.bot, guild_id, *place, view)
        if not shows.members:  # nothing is left of anybody in it
            raise Gone("")


def _card_of(review_id: int) -> IsIt:
    """The card of a reported review, known by a button of it."""
    return with_custom_id(f"moderation.warn:{review_id}")
