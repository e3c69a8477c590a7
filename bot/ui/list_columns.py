"""What the columns of a list hold, to be said in menus."""

from __future__ import annotations

import discord
from discord import ui

from bot.domain.lists.columns import COLUMNS, Layout, column_label
from bot.domain.spoilers import sanitise_inline
from bot.i18n import _
from bot.ui.kit.cards import Item, button, card, choices, container, divider, row, text
from bot.ui.kit.lines import shortened

NOT_READ = "-"
_PAGE = 5  # columns
_LONGEST = 60


def columns_card(key: str, layout: Layout, page: int = 1) -> ui.LayoutView:
    """A page of columns, each with what is in it and a menu of what it may be."""
    pages = max(1, -(-len(layout.heads) // _PAGE))
    page = max(1, min(page, pages))
    heading = _("What do the columns of your list hold?")
    if pages > 1:
        heading += " " + _("(page {page} of {pages})", page=page, pages=pages)
    items: list[Item] = [text(f"### {heading}\n{_told(layout)}")]
    for place in range((page - 1) * _PAGE, min(page * _PAGE, len(layout.heads))):
        items += [text(_shown(layout, place)), _menu(key, layout, place, page)]
    buttons = [
        button(
            _("Read the list"),
            "lists.read",
            key,
            style=discord.ButtonStyle.primary,
            disabled="title" not in layout.read_as,
        )
    ]
    if page > 1:
        buttons.append(button(_("Earlier"), "lists.columns", key, page - 1))
    if page < pages:
        buttons.append(button(_("Later"), "lists.columns", key, page + 1))
    return card(container(*items, divider(), row(*buttons)))


def _told(layout: Layout) -> str:
    if "title" in layout.read_as:
        return _("What stays “not read” is left out.")
    return _("Say at least which one holds the titles; what stays “not read” is left out.")


def _shown(layout: Layout, place: int) -> str:
    head = f"**{sanitise_inline(shortened(layout.heads[place], _LONGEST))}**"
    sample = sanitise_inline(shortened(layout.samples[place], _LONGEST))
    return f"{head} · {sample}" if sample else head


def _menu(key: str, layout: Layout, place: int, page: int) -> ui.ActionRow[ui.LayoutView]:
    chosen = next((column for column, head in layout.read_as.items() if head == layout.heads[place]), NOT_READ)
    labels = {NOT_READ: _("Not read"), **{column: column_label(column) for column in COLUMNS}}
    options = [
        discord.SelectOption(label=label[:100], value=value, default=value == chosen) for value, label in labels.items()
    ]
    head = shortened(layout.heads[place], _LONGEST)
    asked = _("What is in column {number} ({column})?", number=place + 1, column=head)
    return choices(asked, "lists.column", key, place, page, options=options)
