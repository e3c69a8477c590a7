"""The menu of paragraphs from which on a text can be hidden."""

from __future__ import annotations

import discord
from discord import ui

from bot.domain.reviews.records import Draft
from bot.domain.series import Series
from bot.domain.spoilers import Reading, paragraph_openings, place_number, sanitise_inline
from bot.i18n import _
from bot.ui.kit.cards import Item, card, choices, container, text
from bot.ui.kit.lines import shortened

WINDOW = 22  # a select holds 25 options, three are taken
NOTHING = "0"
_LABEL = 90  # characters of an option


def hiding_choice(series: Series, draft: Draft, fingerprint: str, *, first: int | None = None) -> Item:
    """Paragraphs by how they begin, from `first` on (otherwise around the one that is chosen).

    `fingerprint` is that of the text, so that a choice never means a paragraph of another one.
    """
    openings, chosen = paragraph_openings(draft.body), place_number(draft.body)
    first = first or ((chosen or 1) - 1) // WINDOW * WINDOW + 1
    shown = list(enumerate(openings, start=1))[first - 1 : first - 1 + WINDOW]
    options = [_option(NOTHING, _("Hide what is marked, and nothing else"), chosen is None)]
    if first > 1:
        options.append(_option(f"p{max(1, first - WINDOW)}", _("Earlier paragraphs …"), chosen=False))
    for number, opening in shown:
        options.append(_option(str(number), f"{number} · {sanitise_inline(opening, limit=_LABEL)}", number == chosen))
    if first + WINDOW <= len(openings):
        options.append(_option(f"p{first + WINDOW}", _("Later paragraphs …"), chosen=False))
    return choices(
        _("Hide everything from this paragraph on"), "reviews.hidefrom", series.id, fingerprint, options=options
    )


def hiding_card(series: Series, draft: Draft, fingerprint: str, *, first: int) -> ui.LayoutView:
    """The menu alone, at other paragraphs."""
    asked = _("From which paragraph on shall your text be hidden?")
    return card(container(text(asked), hiding_choice(series, draft, fingerprint, first=first)))


def hiding_words(draft: Draft, reading: Reading) -> str | None:
    """What is said where more is hidden than an author may think.

    A place may hide everything because that is wanted, or because an edit left it in doubt; a mark may be
    read in two ways.
    """
    if reading.widened:
        return _(
            "A spoiler mark touches code, a link or a backslash, so more is hidden than you marked. "
            "Spaces around the mark help."
        )
    if place_number(draft.body) != 1:
        return None
    return _(
        "All of your text is hidden, from its first paragraph on. Choose the place below if that is not what you want."
    )


def _option(value: str, label: str, chosen: bool) -> discord.SelectOption:
    return discord.SelectOption(label=shortened(label, 100), value=value, default=chosen)
