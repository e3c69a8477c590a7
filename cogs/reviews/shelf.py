"""A member's own reviews and drafts. Part of the reviews cog."""

from __future__ import annotations

import io

import discord
from discord import ui

from bot.domain.reviews.records import Review
from bot.edge.answers import answer
from bot.edge.client import Linger
from bot.edge.guilds import require_guild_id
from bot.edge.private_answers import show_privately
from bot.edge.router import on_press
from bot.errors import Gone, NotAllowed
from bot.i18n import _
from bot.services.reviews import drafting, reviewing
from bot.ui.kit.cards import card, container, text
from bot.ui.reviews.lists import drafts_note, own_review, review_list
from bot.ui.reviews.reader import jump_url
from cogs.reviews.part import ReviewPart
from cogs.reviews.reading import ReviewReading


class ReviewShelf(ReviewPart):
    """What somebody has written, for themselves."""

    def __init__(self, bot: Linger, reading: ReviewReading) -> None:
        super().__init__(bot)
        self._reading = reading

    async def list_own(self, interaction: discord.Interaction[Linger]) -> None:
        """Drafts first: they wait for their author."""
        await answer(interaction, await self._mine(interaction, 1))

    @on_press("reviews.mine")
    async def turn_mine(self, interaction: discord.Interaction[Linger], page: int) -> None:
        """Show another page of the member's own drafts and reviews."""
        await show_privately(interaction, await self._mine(interaction, page))

    async def _mine(self, interaction: discord.Interaction[Linger], page: int) -> ui.LayoutView:
        guild_id = require_guild_id(interaction)
        drafts = await drafting.list_drafts(self.app.db, interaction.user.id, guild_id)
        named = [(draft, self.app.catalogues.get(guild_id, draft.series_id)) for draft in drafts]
        return review_list(
            _("Your reviews"),
            await self._reading.entries(interaction, author_id=interaction.user.id),
            style=self.settings_for(interaction).rating_style,
            page=page,
            turn=("reviews.mine",),
            empty=_("You have not posted a review here yet. /review write starts one."),
            with_series=True,
            own=True,
            above=drafts_note(named),
        )

    @on_press("reviews.own")
    async def own(self, interaction: discord.Interaction[Linger], review_id: int) -> None:
        """One of one's own reviews, with what can be done with it."""
        review = await self._own_review(interaction, review_id)
        entries = await self._reading.entries(interaction, author_id=review.author_id)
        entry = next((entry for entry in entries if entry.review.id == review_id), None)
        if entry is None:
            raise Gone(_("This review is gone: it was deleted by its author or the moderators."))
        versions = await reviewing.list_versions(self.app.db, review)
        style = self.settings_for(interaction).rating_style
        await answer(interaction, own_review(entry, style=style, jump_url=jump_url(review), versions=len(versions)))

    @on_press("reviews.history")
    async def history(self, interaction: discord.Interaction[Linger], review_id: int) -> None:
        """The earlier texts of one's own review, as a file."""
        review = await self._own_review(interaction, review_id)
        versions = await reviewing.list_versions(self.app.db, review)
        parts = [f"# {_('Version {number}', number=number)}\n\n{body}\n" for number, body in versions]
        file = discord.File(io.BytesIO("\n".join(parts).encode()), filename="versions.md")
        note = card(container(text(_("Your earlier versions, the oldest first.")), ui.File("attachment://versions.md")))
        await answer(interaction, note, files=[file])

    async def _own_review(self, interaction: discord.Interaction[Linger], review_id: int) -> Review:
        review, _standing = await reviewing.review_with_standing(self.app.db, require_guild_id(interaction), review_id)
        if review.author_id != interaction.user.id:
            raise NotAllowed(_("Only its author can do that."))
        return review
