"""A member's own reviews and drafts, and anybody's profile. Part of the reviews cog."""

from __future__ import annotations

import io
from collections import Counter

import discord
from discord import ui

from bot.client import Linger
from bot.domain.review_records import Review
from bot.errors import Gone, NotAllowed
from bot.i18n import _
from bot.services import drafting, reviewing
from bot.ui import pictures
from bot.ui.answers import answer
from bot.ui.cards import card, container, text
from bot.ui.private_answers import show_privately
from bot.ui.review_lists import drafts_note, own_review, profile_card, review_list
from bot.ui.review_reader import jump_url
from bot.ui.router import on_press
from cogs.review_part import guild_id_of
from cogs.review_reading import ReviewReading


class ReviewShelf(ReviewReading):
    """What somebody has written, for themselves and for others."""

    async def list_own(self, interaction: discord.Interaction[Linger]) -> None:
        """Drafts first: they wait for their author."""
        await answer(interaction, await self._mine(interaction, 1))

    @on_press("reviews.mine")
    async def turn_mine(self, interaction: discord.Interaction[Linger], page: int) -> None:
        """Another page of them."""
        await show_privately(interaction, await self._mine(interaction, page))

    async def _mine(self, interaction: discord.Interaction[Linger], page: int) -> ui.LayoutView:
        guild_id = guild_id_of(interaction)
        drafts = await drafting.list_drafts(self.app.db, interaction.user.id, guild_id)
        named = [(draft, self.app.catalogues.get(guild_id, draft.series_id)) for draft in drafts]
        return review_list(
            _("Your reviews"),
            await self.entries(interaction, author_id=interaction.user.id),
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
        entries = await self.entries(interaction, author_id=review.author_id)
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

    async def show_profile(self, interaction: discord.Interaction[Linger], whom: discord.User | discord.Member) -> None:
        """What a member has written here. Private ratings and progress are not part of it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        entries = await self.entries(interaction, author_id=whom.id)
        ratings = Counter(entry.review.draft.rating or 0 for entry in entries)
        files: list[discord.File] = []
        alt = ""
        if len(entries) >= 3:
            points = [sum(n for half, n in ratings.items() if (half + 1) // 2 == point) for point in range(1, 11)]
            files.append(await pictures.columns("ratings", [str(point) for point in range(1, 11)], points))
            given = ", ".join(f"{point}: {n}" for point, n in enumerate(points, start=1) if n)
            alt = _("How often each rating from 1 to 10 was given. {given}", given=given)
        view = profile_card(
            whom.display_name,
            entries,
            dict(ratings),
            user_id=whom.id,
            is_own=whom.id == interaction.user.id,
            style=self.settings_for(interaction).rating_style,
            picture="attachment://ratings.png" if files else None,
            alt=alt,
        )
        await answer(interaction, view, files=files)

    async def _own_review(self, interaction: discord.Interaction[Linger], review_id: int) -> Review:
        review, _standing = await reviewing.review_with_standing(self.app.db, guild_id_of(interaction), review_id)
        if review.author_id != interaction.user.id:
            raise NotAllowed(_("Only its author can do that."))
        return review
