"""Answers that only one person may see, whatever message their press came from.

A public message is never edited with somebody's own view of things: a forged press on it gets an answer of its own.
"""

from __future__ import annotations

from typing import Any

import discord

from bot.edge.answers import answer, change, defer


async def defer_privately(interaction: discord.Interaction[Any], *, in_place: bool = True) -> None:
    """Take the time that a longer deed needs; `show_privately` ends the waiting."""
    await defer(interaction, in_place=in_place and is_private(interaction.message))


async def show_privately(
    interaction: discord.Interaction[Any], view: discord.ui.LayoutView, *, in_place: bool = True
) -> None:
    """Put `view` into the private message that was pressed; a public one stays, and the answer is a new one.

    With `in_place` off, a private message stays too.
    """
    # Where Discord was told to wait in a public message, that message is not ours to fill.
    waits_there = interaction.response.type is discord.InteractionResponseType.deferred_message_update
    is_open = interaction.response.is_done() and not waits_there
    if is_open or (in_place and is_private(interaction.message)):
        await change(interaction, view)
    else:
        await answer(interaction, view)


def is_private(message: discord.Message | None) -> bool:
    """Whether only the person who pressed sees the message."""
    return message is not None and message.flags.ephemeral
