"""What the cogs of lists share: work that is watched, and the report of an import."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from typing import Any, TypeVar

import discord
from discord import ui

from bot.domain.lists import ReadList, Report, Unread
from bot.domain.series import Series
from bot.edge.answers import change
from bot.edge.client import Linger
from bot.edge.feature_cog import FeatureCog
from bot.services.lists import importing
from bot.services.lists.importing import Counting
from bot.services.lists.tables import KeptTable, Source, keep_table
from bot.ui.kit.files import text_file
from bot.ui.lists import MOST_LINES, reading_card, report_card, report_text

T = TypeVar("T")
REPORT = "import-report.txt"
_SHOWN_EVERY_S = 3.0
_STATES = ("taken", "doubtful", "unknown", "passed")


class ListsPart(FeatureCog):
    """Takes lists over, and shows what became of them."""

    async def watched(
        self,
        interaction: discord.Interaction[Linger],
        work: Coroutine[Any, Any, T],
        counting: Counting,
        card: Callable[[int, int], ui.LayoutView],
    ) -> T:
        """What `work` returns; meanwhile the member sees how far it is."""
        task = asyncio.create_task(work)
        while not (await asyncio.wait({task}, timeout=_SHOWN_EVERY_S))[0]:
            await change(interaction, card(counting.done, counting.all))
        return await task

    async def take(
        self, interaction: discord.Interaction[Linger], read: ReadList, source: Source | None = None
    ) -> None:
        """Take a list over and report; the interaction is deferred by now.

        Where a table at `source` has columns that were not read, the report leads to saying what they hold.
        """
        user_id, guild_id, counting = interaction.user.id, interaction.guild_id or 0, Counting()
        taking = importing.take_list(
            self.app.db, self.app.catalogues, read, user_id, guild_id, now=self.app.clock(), counting=counting
        )
        report = await self.watched(interaction, taking, counting, reading_card)
        table = None
        if source is not None and read.layout is not None and read.layout.unused():
            table = await keep_table(self.app.db, source, read.layout, guild_id, user_id, now=self.app.clock())
        await self.show(interaction, report, read.unread, table=table)
        await self.note_ratings(user_id, await importing.rated_by(self.app.db, report.id, user_id), guild_id)

    async def show(
        self,
        interaction: discord.Interaction[Linger],
        report: Report,
        unread: tuple[Unread, ...] = (),
        *,
        said: str | None = None,
        table: KeptTable | None = None,
    ) -> None:
        """The report with its file in the place of what stands there."""
        entries = {
            state: await importing.entries_of(self.app.db, report.id, interaction.user.id, state, size=MOST_LINES)
            for state in _STATES
        }
        written = await asyncio.to_thread(report_text, report, entries, unread, self.known(interaction.guild_id))
        further = self.looks_further(interaction)
        view = report_card(
            report, unread=len(unread), file=REPORT, said=said, looks_further=further, columns=_to_explain(table)
        )
        await change(interaction, view, files=[text_file(REPORT, written)])

    def looks_further(self, interaction: discord.Interaction[Linger]) -> bool:
        """Whether outside catalogues may be asked here: the operator and the server both say so."""
        return self.app.outside.is_open and self.bot.gate.is_on(interaction, "outside")

    def known(self, guild_id: int | None) -> Callable[[str], Series | None]:
        """Series by id, as this server knows them or knew them last."""
        return lambda series_id: self.app.catalogues.last_known(guild_id, series_id)

    async def note_ratings(self, user_id: int, series_ids: Iterable[str], guild_id: int) -> None:
        """Tell the recommender of ratings that came or went."""
        for series_id in series_ids:
            await self.app.recommendations.note(user_id, series_id, guild_id=guild_id)


def _to_explain(table: KeptTable | None) -> tuple[str, tuple[str, ...]] | None:
    """The key of a table, and its columns that were not read."""
    return None if table is None else (table.key, table.layout.unused())
