"""What the parts of the moderation cog share: a reported review, and its card for all moderators or for one."""

from __future__ import annotations

import discord
from discord import ui

from bot.domain.catalogue.spoken_title import spoken_title
from bot.domain.reviews.records import Review
from bot.domain.reviews.reported import ReportedReview
from bot.domain.series import Series
from bot.edge.client import Linger
from bot.edge.feature_cog import FeaturePart
from bot.errors import Gone
from bot.services.moderation import reported
from bot.ui.moderation.cards import gone_words, moderation_card


class ModerationPart(FeaturePart):
    """Answers components of its own, and draws the cards of reported reviews."""

    feature = "moderation"

    def templates(self, interaction: discord.Interaction[Linger]) -> tuple[str, ...]:
        """The reasons that this server's moderators pick from."""
        return self.app.servers.settings_of(interaction.guild_id).reason_templates

    def public_card(
        self, found: ReportedReview, *, done: str | None = None, warning: str | None = None
    ) -> ui.LayoutView:
        """A review's card for everybody in the moderators' channel."""
        policy = self.app.servers.settings_of(found.review.guild_id).spoiler_policy
        return moderation_card(found, self._series(found.review), policy=policy, done=done, warning=warning)

    def private_card(
        self, found: ReportedReview, reader_id: int, *, done: str | None = None, overtaken: str | None = None
    ) -> ui.LayoutView:
        """The same for one moderator alone, with the text, and with who reported it unless it is their own."""
        names = found.review.author_id != reader_id
        return moderation_card(
            found, self._series(found.review), policy="in-place", names=names, done=done, overtaken=overtaken
        )

    async def reported(self, guild_id: int, review_id: int) -> ReportedReview:
        """A review of this server with its reports. Raises Gone, in words that say what became of the review."""
        try:
            return await reported.reported_review(self.app.db, guild_id, review_id)
        except Gone:
            raise Gone(gone_words(await reported.decisions_on(self.app.db, guild_id, review_id))) from None

    def title_of(self, review: Review) -> str:
        """The title of the series that a review is about; its id where nobody knows the series any more."""
        series = self._series(review)
        return spoken_title(series) if series is not None else review.series_id

    def episodes_of(self, review: Review) -> int | None:
        """How many episodes the series of a review has, or None where that is not known."""
        series = self._series(review)
        return series.episodes if series is not None else None

    def _series(self, review: Review) -> Series | None:
        return self.app.catalogues.last_known(review.guild_id, review.series_id)
