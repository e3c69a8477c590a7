"""The menu under recommendations: which parts of a phrase count, and what else may have been meant."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.domain.phrases import Constraint, HasTerm, Phrase, describe_constraint
from bot.domain.recommendations import Request
from bot.domain.vocabulary import Vocabulary
from bot.i18n import _
from bot.ui.cards import Item, choices
from bot.ui.series_words import shortened

ADD = "add:"  # before the id of a term that is to count, too
ALL = "all"  # everything counts again that was taken out
_MOST = 19  # constraints and halves of contradictions; the list holds 25


def constraint_words(constraint: Constraint, vocabulary: Vocabulary) -> str:
    """A part of the phrase in a few words, refusals too."""
    words = describe_constraint(constraint, vocabulary)
    return _("not: {words}", words=words) if constraint.unwanted else words


def constraint_id(constraint: Constraint) -> str:
    """What a menu's value or a custom id says of a constraint: its key, without the colons that part arguments."""
    return constraint.key.replace(":", "~")[:60]


def phrase_menu(
    request: Request, phrase: Phrase, vocabulary: Vocabulary, guesses: Sequence[HasTerm] = ()
) -> Item | None:
    """What counts is chosen already; leaving it out of the choice drops it. None where there is nothing to choose."""
    options = [
        discord.SelectOption(
            label=shortened(constraint_words(constraint, vocabulary), 100),
            value=constraint_id(constraint),
            default=True,
        )
        for constraint in phrase.constraints[:_MOST]
    ]
    options += [
        discord.SelectOption(
            label=shortened(constraint_words(constraint, vocabulary), 100),
            value=constraint_id(constraint),
            description=_("You said two things that exclude each other: choose one"),
        )
        for constraint in phrase.clashing[: _MOST - len(options)]
    ]
    options += [
        discord.SelectOption(
            label=shortened(vocabulary.label(guess.term_id), 100),
            value=f"{ADD}{guess.term_id}",
            description=_("Perhaps what you meant by words I did not understand"),
        )
        for guess in guesses
    ]
    if request.dropped:
        options.append(discord.SelectOption(label=_("Everything I said at first"), value=ALL))
    if not options:
        return None
    placeholder = _("What counts: take out or add")
    return choices(placeholder, "recommend.phrase", request.id, options=options, min_values=0, max_values=len(options))
