"""What was understood of a phrase, to be changed: a button for each part, or a menu where there are too many."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import discord
from discord import ui

from bot.domain.phrases import Constraint, HasTerm, Phrase, describe_constraint
from bot.domain.recommendations import Request
from bot.domain.vocabulary import Vocabulary
from bot.i18n import _
from bot.ui.kit.cards import Item, button, choices, deed_of, row
from bot.ui.kit.lines import shortened

ADD = "add:"  # before the id of a term that is to count, too
ALL = "all"  # everything counts again that was taken out
_ROW = 5  # buttons
_MOST = 19  # constraints and halves of contradictions; the list holds 25


def constraint_words(constraint: Constraint, vocabulary: Vocabulary) -> str:
    """A part of the phrase in a few words, refusals too."""
    words = describe_constraint(constraint, vocabulary)
    return _("not {words}", words=words) if constraint.unwanted else words


def constraint_id(constraint: Constraint) -> str:
    """What a menu's value or a custom id says of a constraint: its key, without the colons that part arguments."""
    return constraint.key.replace(":", "~")[:60]


def part_id(constraint: Constraint) -> str:
    """A part of a phrase in a custom id, which holds at most 100 characters."""
    return hashlib.sha256(constraint.key.encode()).hexdigest()[:6]


def phrase_controls(
    request: Request, phrase: Phrase, vocabulary: Vocabulary, guesses: Sequence[HasTerm] = (), *, room: int
) -> list[Item]:
    """A button for each part that counts, pressed to take it off; the menu where they are more than `room`
    components hold, or where something has to be chosen; nothing where there is nothing to change.
    """
    parts = [_chip(request, constraint, vocabulary) for constraint in phrase.constraints]
    if request.dropped:
        parts.append(button(_("All I said"), "recommend.again", request.id, emoji="↩️"))
    if phrase.clashing or _components(len(parts)) > room:
        menu = phrase_menu(request, phrase, vocabulary, guesses)
        return [] if menu is None else [menu]
    for guess in guesses:
        if _components(len(parts) + 1) <= room:
            label = deed_of(_("Add"), vocabulary.label(guess.term_id))
            parts.append(button(label, "recommend.also", request.id, guess.term_id, emoji="➕"))
    return [row(*parts[start : start + _ROW]) for start in range(0, len(parts), _ROW)]


def _chip(request: Request, constraint: Constraint, vocabulary: Vocabulary) -> ui.Button[ui.LayoutView]:
    label = deed_of(_("Never mind"), constraint_words(constraint, vocabulary))
    return button(label, "recommend.off", request.id, part_id(constraint), emoji="✖️")


def _components(buttons: int) -> int:
    """How many components so many buttons take, with their rows."""
    return buttons + -(-buttons // _ROW)


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
