"""Answers that only one person may see, whatever message their press came from.

A public message is never edited with somebody's own view of things: a forged press on it gets an answer of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.ui.answers import answer, change

if TYPE_CHECKING:
    from bot.client import Linger


async def defer_privately(interaction: discord.Interaction[Linger], *, in_place: bool = True) -> None:
    """Take the time that a longer deed needs; `show_privately` ends the waiting."""
    if in_place and is_private(interaction.message):
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=True, thinking=True)


async def show_privately(
    interaction: discord.Interaction[Linger], view: discord.ui.LayoutView, *, in_place: bool = True
) -> None:
    """Put `view` into the private message that was pressed; a public one stays, and the answer is a new one.

    With `in_place` off, a private message stays too.
    """
    if interaction.response.is_done() or (in_place and is_private(interaction.message)):
        await change(interaction, view)
    else:
        await answer(interaction, view)


def is_private(message: discord.Message | None) -> bool:
    """Whether only the person who pressed sees the message."""
    return message is not None and message.flags.ephemeral
