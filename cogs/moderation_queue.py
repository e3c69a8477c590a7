"""The cards of reported reviews in the moderators' channel: posted, kept up to date, let go. Not a cog."""

from __future__ import annotations

import logging

import discord
from discord import ui

from bot.domain.moderation import ReviewCase
from bot.domain.series import Series
from bot.i18n import speaking
from bot.services import moderating, queueing
from bot.services.moderating import Decision
from bot.ui.feature_cog import FeatureCog
from bot.ui.moderation_cards import case_card

_NOBODY = discord.AllowedMentions.none()
_log = logging.getLogger(__name__)


class ModerationQueue(FeatureCog):
    """What the moderation cog does in its channel."""

    feature = "moderation"

    async def post_cards(self) -> None:
        """Post a card for every reported review that has none; a channel that refuses is tried again later."""
        for guild_id, review_id in await queueing.cases_without_card(self.app.db):
            if self.is_on(guild_id, None):
                await self._post_card(guild_id, review_id)

    async def _post_card(self, guild_id: int, review_id: int) -> None:
        settings = self.app.servers.settings_of(guild_id)
        guild = self.bot.get_guild(guild_id)
        channel = guild.get_channel(settings.moderation_channel_id or 0) if guild is not None else None
        if not isinstance(channel, discord.TextChannel):
            return  # not set, or deleted: /moderation queue has it
        with speaking(settings.language):
            case, reports = await moderating.case_of(self.app.db, guild_id, review_id)
            view = case_card(case, reports, self._series(case))
        try:
            message = await channel.send(view=view, allowed_mentions=_NOBODY)
        except discord.HTTPException as error:
            _log.warning("the queue of guild %d cannot be posted to: %s", guild_id, error.text)
            return
        await queueing.keep_card(self.app.db, guild_id, review_id, channel_id=channel.id, message_id=message.id)

    async def _draw_card(
        self, guild_id: int, review_id: int, *, decision: Decision | None = None, done_with: bool = False
    ) -> None:
        """Bring the card in the queue up to date, where there is one.

        With `done_with`, the next report gets a new one.
        """
        place = await queueing.card_of(self.app.db, guild_id, review_id)
        if place is None:
            return
        with speaking(self.app.servers.settings_of(guild_id).language):
            view = await self._card(guild_id, review_id, decision)
        message = self.bot.get_partial_messageable(place[0], guild_id=guild_id).get_partial_message(place[1])
        try:
            await message.edit(view=view, allowed_mentions=_NOBODY)
        except discord.NotFound:
            done_with = True  # somebody deleted it
        except discord.HTTPException as error:
            _log.warning("the queue card %d of guild %d cannot be edited: %s", place[1], guild_id, error.text)
        if done_with:
            await queueing.forget_card(self.app.db, guild_id, review_id)

    async def _card(self, guild_id: int, review_id: int, decision: Decision | None) -> ui.LayoutView:
        case, reports = await moderating.case_of(self.app.db, guild_id, review_id)
        if decision is None:
            return case_card(case, reports, self._series(case))
        return case_card(case, reports, self._series(case), outcome=decision.outcome, undo=decision.entry_id)

    def _series(self, case: ReviewCase) -> Series | None:
        return self.app.catalogues.last_known(case.guild_id, case.series_id)

    def _title(self, case: ReviewCase) -> str:
        series = self._series(case)
        return series.title if series is not None else case.series_id

    def _episodes(self, case: ReviewCase) -> int | None:
        series = self._series(case)
        return series.episodes if series is not None else None
