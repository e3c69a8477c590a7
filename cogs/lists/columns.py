"""The columns of a list of unknown make, explained in menus instead of typed."""

from __future__ import annotations

import asyncio

import discord

from bot.domain.lists import ReadList
from bot.domain.lists.columns import COLUMNS, NO_WISHES, UnclearColumns, Wishes
from bot.domain.lists.files import MOST_BYTES
from bot.edge.answers import answer, change, defer
from bot.edge.client import Linger
from bot.edge.router import on_choose, on_press
from bot.edge.uploads import fetch_address
from bot.services.lists.tables import KeptTable, Source, change_table, keep_table, require_table
from bot.ui.list_columns import columns_card
from cogs.lists.part import ListsPart

_Interaction = discord.Interaction[Linger]


class ListColumns(ListsPart):
    """Reads lists, and asks what their columns hold where that can't be told."""

    feature = "progress"

    async def read(self, interaction: _Interaction, source: Source, wishes: Wishes = NO_WISHES) -> None:
        """Take a list over, or ask what its columns hold; the interaction is deferred by now."""
        try:
            read = await _read(source, wishes)
        except UnclearColumns as unclear:
            layout, user_id, now = unclear.layout, interaction.user.id, self.app.clock()
            table = await keep_table(self.app.db, source, layout, interaction.guild_id or 0, user_id, now=now)
            await answer(interaction, columns_card(table.key, table.layout))
            return
        await self.take(interaction, read, source)

    @on_press("lists.columns")
    async def show_columns(self, interaction: _Interaction, key: str, page: int) -> None:
        """A page of columns."""
        table = await self._table(interaction, key)
        await change(interaction, columns_card(key, table.layout, page))

    @on_choose("lists.column")
    async def choose_column(
        self, interaction: _Interaction, values: list[str], key: str, place: int, page: int
    ) -> None:
        """What one column holds."""
        column = values[0] if values[0] in COLUMNS else None
        table = (await self._table(interaction, key)).explained(place, column)
        await change_table(self.app.db, table, interaction.guild_id or 0, interaction.user.id)
        await change(interaction, columns_card(key, table.layout, page))

    @on_press("lists.read")
    async def read_explained(self, interaction: _Interaction, key: str) -> None:
        """Read the list as its columns were explained."""
        table = await self._table(interaction, key)
        await defer(interaction, in_place=True)
        await self.read(interaction, table.source, Wishes(table.layout.read_as, are_all=True))

    async def _table(self, interaction: _Interaction, key: str) -> KeptTable:
        return await require_table(self.app.db, key, interaction.guild_id or 0, interaction.user.id)


async def _read(source: Source, wishes: Wishes) -> ReadList:
    if source.text:
        return await asyncio.to_thread(_read_text, source.text, wishes)
    data = await fetch_address(source.url, most_bytes=MOST_BYTES)
    return await asyncio.to_thread(_read_upload, source.name, data, wishes)


# The readers of every format are loaded in these threads.


def _read_text(text: str, wishes: Wishes) -> ReadList:
    from bot.domain.lists import read_text

    return read_text(text, wishes)


def _read_upload(name: str, data: bytes, wishes: Wishes) -> ReadList:
    from bot.domain.lists import read_upload

    return read_upload(name, data, wishes)
