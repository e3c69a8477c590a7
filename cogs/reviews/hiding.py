"""From where on a text is hidden: the part of the reviews cog behind the menu of paragraphs."""

from __future__ import annotations

import discord
from msgspec.structs import replace

from bot.domain.reviews.records import fingerprint, telling_now
from bot.domain.spoilers import paragraph_openings, set_place
from bot.edge.authority import Authority, needs
from bot.edge.client import Linger
from bot.edge.private_answers import show_privately
from bot.edge.router import on_choose
from bot.errors import UserError
from bot.i18n import _
from bot.ui.reviews.hiding import NOTHING, hiding_card
from cogs.reviews.part import ReviewPart
from cogs.reviews.writing import ReviewWriting


class ReviewHiding(ReviewPart):
    """A place in the text, chosen by how its paragraphs begin."""

    def __init__(self, bot: Linger, writing: ReviewWriting) -> None:
        super().__init__(bot)
        self._writing = writing

    @on_choose("reviews.hidefrom")
    @needs(Authority.REVIEWER)
    async def hide_from(
        self, interaction: discord.Interaction[Linger], values: list[str], series_id: str, shown: str
    ) -> None:
        """Write the place into the text; a text that was changed since the menu was shown stays as it is."""
        series = self.series_by_id(interaction, series_id)
        draft = await self._writing.draft_for(interaction, series)
        current = fingerprint(draft.body)
        if current != shown:
            await self._writing.show_preview(interaction, series, draft)
            raise UserError(_("Your text has changed since this menu was made. Choose the paragraph in the new one."))
        chosen = values[0]
        if chosen.startswith("p") and chosen[1:].isdecimal():
            view = hiding_card(series, draft, current, first=max(1, int(chosen[1:])))
            await show_privately(interaction, view, in_place=False)
            return
        is_known = chosen == NOTHING or (chosen.isdecimal() and int(chosen) <= len(paragraph_openings(draft.body)))
        if is_known:
            body = set_place(draft.body, None if chosen == NOTHING else int(chosen))
            draft = replace(draft, body=body, untidied=None) if chosen == NOTHING else telling_now(draft, body)
        await self._writing.keep(interaction, series, draft)
