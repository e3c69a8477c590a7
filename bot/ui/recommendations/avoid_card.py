"""What a member would rather not meet: content notes, and series that are not for them."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.domain.series import Series
from bot.domain.vocabulary import Vocabulary
from bot.i18n import _, joined
from bot.ui.kit.cards import Item, card, choices, container, text
from bot.ui.kit.lines import shortened
from bot.ui.series.words import choice_label, typed_words

_LIST = 25
_MOST_UNKNOWN = 5
_NAMES = 1_500  # characters


def avoid_card(
    vocabulary: Vocabulary,
    avoided: set[str],
    refused: Sequence[Series],
    *,
    done: bool = False,
    unknown: Sequence[str] = (),
) -> ui.LayoutView:
    """What a member avoids, and the series they do not want to see again, in lists of 25.

    `unknown` are words of the member's that name nothing that could be avoided.
    """
    terms = list(vocabulary.content_notes.values())
    others = sorted(avoided - vocabulary.content_notes.keys())
    names = joined(vocabulary.label(term) for term in (*(one.id for one in terms if one.id in avoided), *others))
    lines = [
        _("### What you would rather not meet"),
        _("You avoid: {names}.", names=shortened(names, _NAMES)) if names else _("You avoid nothing yet."),
        "-# " + _("Series with these notes are left out. Where no notes are recorded, nobody can promise."),
    ]
    if done:
        lines.append("✅ " + _("Noted. Only you can see this."))
    if unknown:
        words = joined(f"“{typed_words(word)}”" for word in unknown[:_MOST_UNKNOWN])
        lines.append(_("I know nothing called {words} that could be left out for good.", words=words))
    items: list[Item] = [text("\n".join(lines))]
    for start in range(0, len(terms), _LIST):
        part = terms[start : start + _LIST]
        options = [
            discord.SelectOption(label=vocabulary.label(term)[:100], value=term.id, default=term.id in avoided)
            for term in part
        ]
        place = _("Avoid: {first} to {last}", first=vocabulary.label(part[0]), last=vocabulary.label(part[-1]))
        items.append(choices(place, "recommend.avoided", start, options=options, min_values=0, max_values=len(options)))
    if others:
        options = [discord.SelectOption(label=vocabulary.label(term)[:100], value=term) for term in others[:_LIST]]
        place = _("Tropes and genres you avoid: choose those that may come again")
        items.append(choices(place, "recommend.unavoid", options=options, max_values=len(options)))
    if refused:
        options = [discord.SelectOption(label=choice_label(one), value=one.id) for one in refused[:_LIST]]
        place = _("Series you said are not for you: choose those that may come again")
        items.append(choices(place, "recommend.allow", options=options, max_values=len(options)))
    return card(container(*items))
