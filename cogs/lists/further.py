"""What a list names and the catalogue lacks is asked of outside catalogues, when a member wants it."""

from __future__ import annotations

import discord

from bot.edge.answers import defer
from bot.edge.client import Linger
from bot.edge.router import on_press
from bot.errors import FeatureOff
from bot.i18n import _
from bot.services.lists import importing
from bot.services.lists.importing import Counting
from bot.services.lists.outside_lookup import look_up
from bot.ui.lists import looked_up_words, looking_card
from cogs.lists.part import ListsPart


class FurtherLists(ListsPart):
    """Asks outside only when somebody presses, and takes over only what is the same for certain."""

    feature = "outside"

    @on_press("lists.further")
    async def further(self, interaction: discord.Interaction[Linger], import_id: int) -> None:
        """“Look the unknown ones up outside” below a report."""
        if not self.app.outside.is_open:
            raise FeatureOff(_("Whoever runs this bot has switched looking further off."))
        user_id, guild_id, counting = interaction.user.id, interaction.guild_id or 0, Counting()
        await importing.report_of(self.app.db, import_id, user_id)
        await defer(interaction, in_place=True)
        looking = look_up(
            self.app.db,
            self.app.catalogues,
            self.app.outside,
            import_id,
            user_id,
            guild_id=guild_id,
            now=self.app.clock(),
            counting=counting,
        )
        found = await self.watched(interaction, looking, counting, looking_card)
        report = await importing.report_of(self.app.db, import_id, user_id)
        await self.show(interaction, report, said=looked_up_words(len(found), report.not_looked_up))
        rated = await importing.rated_by(self.app.db, import_id, user_id)
        await self.note_ratings(user_id, rated.intersection(found), guild_id)
