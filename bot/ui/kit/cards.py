"""The building blocks of every card: Components V2 items that Discord will accept.

Cards are stateless: nothing in them waits for a press in memory. What is pressed comes back as a custom id
and is routed by `bot/edge/router.py`, so that buttons outlive restarts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import discord
from discord import ui

from bot.i18n import _
from bot.ui.kit.custom_ids import custom_id
from bot.ui.kit.lines import narrowed

MAX_TEXT = 4_000  # display characters over a whole message
MAX_COMPONENTS = 40  # nested ones counted
MAX_LABEL = 80
_SHORT_NAME = 28  # columns beside a text, on a phone
ACCENT = discord.Colour(0x7C6CF0)

Item = ui.Item[Any]


class CardTooLarge(ValueError):
    """The card is larger than Discord takes; whoever built it has to page."""


def card(*items: Item) -> ui.LayoutView:
    """A message of `items`. Raises CardTooLarge past Discord's limits, which the library does not check."""
    view = ui.LayoutView(timeout=None)
    for item in items:
        view.add_item(item)
    total = _characters(items)
    if total > MAX_TEXT or view.total_children_count > MAX_COMPONENTS:
        raise CardTooLarge(f"{total} characters, {view.total_children_count} components")
    view.stop()  # so that the library keeps no reference to it
    return view


def _characters(items: Iterable[Item]) -> int:
    """How long the texts in `items` are together; rows of buttons, which the library would walk through, hold none."""
    total = 0
    for item in items:
        if isinstance(item, ui.TextDisplay):
            total += len(item.content)
        elif isinstance(item, (ui.Container, ui.Section)):
            total += _characters(item.children)
    return total


def container(*items: Item, accent: discord.Colour | None = ACCENT, spoiler: bool = False) -> ui.Container[Any]:
    """Items in a box with a coloured edge; `spoiler` hides all of it until clicked."""
    return ui.Container(*items, accent_colour=accent, spoiler=spoiler)


def text(content: str) -> ui.TextDisplay[Any]:
    """Markdown text. People's own words have to be sanitised before."""
    return ui.TextDisplay(content)


def divider() -> ui.Separator[Any]:
    """A thin line with a little room."""
    return ui.Separator()


def button(
    label: str,
    action: str,
    *arguments: object,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    emoji: str | None = None,
    disabled: bool = False,
) -> ui.Button[Any]:
    """A button that comes back as `action` with `arguments`."""
    return ui.Button(
        label=label[:MAX_LABEL],
        style=style,
        custom_id=custom_id(action, *arguments),
        emoji=emoji,
        disabled=disabled,
    )


def deed_of(deed: str, name: str) -> str:
    """The label of a button beside one of several texts: what it does and, in short, to what.

    Whoever hears a card goes from button to button, and whoever steers by voice calls one.
    """
    return _("{deed}: {name}", deed=deed, name=narrowed(name, min(_SHORT_NAME, MAX_LABEL - 3 - len(deed))))


def row(*items: Item) -> ui.ActionRow[Any]:
    """Up to five buttons, or one select, beside each other."""
    return ui.ActionRow(*items)


def choices(
    placeholder: str,
    action: str,
    *arguments: object,
    options: Iterable[discord.SelectOption],
    min_values: int = 1,
    max_values: int = 1,
) -> ui.ActionRow[Any]:
    """A row with a list to choose from; comes back as `action` with the chosen values."""
    return row(
        ui.Select(
            placeholder=placeholder[:150],
            custom_id=custom_id(action, *arguments),
            options=list(options)[:25],
            min_values=min_values,
            max_values=max_values,
        )
    )
