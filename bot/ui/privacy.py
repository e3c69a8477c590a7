"""What is kept about a member, in plain words, and the question before it is deleted."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.i18n import _, _n
from bot.ui.kit.cards import Item, button, card, container, row, text
from bot.ui.kit.lines import fitting

Kept = Sequence[tuple[str, int]]


def kept_card(here: Kept | None, everywhere: Kept, *, days: int, erases: bool) -> ui.LayoutView:
    """What is kept; `here` is None outside a server."""
    items: list[Item] = [text(f"### {_('What I keep about you')}")]
    if here is None:
        items.append(text(_lines(everywhere)))
    else:
        own = dict(here)
        items.append(text(_lines([(_with_here(words, own.get(words, 0)), number) for words, number in everywhere])))
    items.append(text(_what_and_why(days, erases=erases)))
    items.append(
        row(
            button(_("Take it along"), "privacy.export", "all", emoji="📦"),
            button(_("Delete…"), "privacy.ask", "all", style=discord.ButtonStyle.danger),
        )
    )
    return card(container(*items))


def _with_here(words: str, here: int) -> str:
    return _("{words}, {here} of them here", words=words, here=here) if here else words


def _what_and_why(days: int, *, erases: bool) -> str:
    lines = [
        _("Your place in a series and your own ratings are yours: nobody sees them unless you share them."),
        _("Reviews and votes belong to the server you made them in. I never read what people write in channels."),
        _("A suggestion may count that some members liked a series, from three people up, and never who."),
    ]
    if erases:
        lines.append(
            _n(
                "When I am removed from a server, its data is erased after {count} day.",
                "When I am removed from a server, its data is erased after {count} days.",
                days,
            )
        )
    return "\n".join(f"- {line}" for line in lines)


def _lines(kept: Kept) -> str:
    return fitting([f"- {number} · {words}" for words, number in kept], 2_500) or _("Nothing.")


def ask_deletion(kept: Kept, *, everywhere: bool) -> ui.LayoutView:
    """Asked once, with what goes and what stays."""
    items: list[Item] = []
    if everywhere:
        items.append(text(f"### {_('Delete everything I keep about you, in all servers?')}"))
    else:
        items.append(text(f"### {_('Delete what I keep about you in this server?')}"))
    items.append(text(_lines(kept)))
    stays = [
        _("Your reviews and their posts go. This cannot be undone: take them along first, with /privacy export."),
        _("Your votes on what others wrote keep counting, without your name, so that nobody else's standing changes."),
        _("A bar from reviewing stays until it is over."),
    ]
    if not everywhere:
        stays.append(_("Your place in series and your ratings stay: they belong to you, in all servers."))
    items.append(text("\n".join(f"- {line}" for line in stays)))
    scope = "all" if everywhere else "server"
    yes = button(_("Delete it for good"), "privacy.delete", scope, style=discord.ButtonStyle.danger)
    items.append(row(yes, button(_("Keep it"), "privacy.keep")))
    return card(container(*items))


def deleted_card(reviews: int, out_of_reach: Sequence[str] = ()) -> ui.LayoutView:
    """What a member is told once their data is deleted; what Discord did not let us reach is named by its link."""
    said = _("Done. What I kept about you is deleted.")
    if reviews:
        said += " " + _n(
            "The post of {count} review is being taken down.",
            "The posts of {count} reviews are being taken down.",
            reviews,
        )
    items: list[Item] = [text(f"✅ {said}")]
    if out_of_reach:
        told = _(
            "Discord does not let me reach these messages. I go on trying, and the admins there are told; you can ask"
            " them to delete a message, or to let me see the channel again:"
        )
        items.append(text(f"{told}\n{fitting([f'- {link}' for link in out_of_reach], 3_000)}"))
    return card(container(*items))


def export_card(rows: int, names: Sequence[str]) -> ui.LayoutView:
    """The files, with how much is in them."""
    said = _n(
        "Everything I keep about you: {count} entry. The .md file is for reading, the .json file for programs.",
        "Everything I keep about you: {count} entries. The .md file is for reading, the .json file for programs.",
        rows,
    )
    return card(container(text(said), *(ui.File[ui.LayoutView](f"attachment://{name}") for name in names)))
