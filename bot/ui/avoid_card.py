"""What a member would rather not meet: content notes, and series that are not for them."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.domain.series import Series
from bot.domain.vocabulary import Vocabulary
from bot.i18n import _
from bot.ui.cards import Item, card, choices, container, text
from bot.ui.series_words import choice_label

_LIST = 25


def avoid_card(
    vocabulary: Vocabulary, avoided: set[str], refused: Sequence[Series], *, done: bool = False
) -> ui.LayoutView:
    """The content notes that a member avoids, and the series they do not want to see again, in lists of 25."""
    terms = list(vocabulary.content_notes.values())
    names = ", ".join(vocabulary.label(term) for term in terms if term.id in avoided)
    lines = [
        _("### What you would rather not meet"),
        _("You avoid: {names}.", names=names) if names else _("You avoid nothing yet."),
        "-# " + _("Series with these notes are left out. Where no notes are recorded, nobody can promise."),
    ]
    if done:
        lines.append("✅ " + _("Noted. Only you can see this."))
    items: list[Item] = [text("\n".join(lines))]
    for start in range(0, len(terms), _LIST):
        part = terms[start : start + _LIST]
        options = [
            discord.SelectOption(label=vocabulary.label(term)[:100], value=term.id, default=term.id in avoided)
            for term in part
        ]
        place = _("Avoid: {first} to {last}", first=vocabulary.label(part[0]), last=vocabulary.label(part[-1]))
        items.append(choices(place, "recommend.avoided", start, options=options, min_values=0, max_values=len(options)))
    if refused:
        options = [discord.SelectOption(label=choice_label(one), value=one.id) for one in refused[:_LIST]]
        place = _("Series you said are not for you: choose those that may come again")
        items.append(choices(place, "recommend.allow", options=options, max_values=len(options)))
    return card(container(*items))
