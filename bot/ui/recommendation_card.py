"""Five recommendations in one private message, and the smaller cards around them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from discord import ui

from bot.domain.phrases import Constraint, HasTerm, Phrase, describe
from bot.domain.recommendations import Request
from bot.domain.series import Series
from bot.domain.spoilers import sanitise_inline
from bot.domain.vocabulary import Vocabulary
from bot.i18n import _, _n
from bot.ui.cards import Item, button, card, container, divider, row, text
from bot.ui.phrase_menu import constraint_words, phrase_menu
from bot.ui.series_words import episodes_words, kind_label, shortened, title_of

_REASON = 260  # characters of one reason
_LINE = 300  # characters of one line on how the phrase was understood
_UNDERSTOOD = 1_000
_TITLE = 100  # titles of servers' own series may be longer than a message has room for
_NOTE = 250
_MOST_DROPPED = 8  # parts that one press takes out; the rest of very long phrases by the menu
_NAMED = 4  # parts of a phrase that one sentence names

TooNarrow = tuple[tuple[Constraint, ...], int]  # what to take out, and how many series that brings
Undo = tuple[str, int, str]  # what was done, to which place of the page, to which series


def recommendations_card(
    request: Request,
    picks: Sequence[tuple[Series, str]],
    phrase: Phrase,
    vocabulary: Vocabulary,
    *,
    liked: Sequence[Series],
    avoided: Sequence[str],
    guesses: Sequence[HasTerm] = (),
    narrow: TooNarrow | None = None,
    note: str | None = None,
    undo: Undo | None = None,
) -> ui.LayoutView:
    """Up to five series with a reason each; how the request was understood, and what can be changed about it.

    `note` says what the last press did, `undo` takes it back; `narrow` is said where fewer than five fit.
    """
    head = [_heading(liked), *_understood(phrase, vocabulary, avoided)]
    if note:
        head.append(shortened(note, _NOTE))
    items: list[Item] = [text("\n".join(head))]
    for series, why in picks:
        items += [text(f"{_pick_line(series)}\n{shortened(why, _REASON)}"), _pick_buttons(request, series)]
    menu = phrase_menu(request, phrase, vocabulary, guesses)
    if menu is not None:
        items.append(menu)
    if narrow is not None:
        parts, count = _named_parts(narrow, vocabulary), narrow[1]
        said = _n(
            "Without {parts} there is {count} more.", "Without {parts} there are {count} more.", count, parts=parts
        )
        items.append(text(_("That is all that fits.") + " " + said))
        items.append(row(_drop_button(request, narrow, vocabulary)))
    # With five picks, the menu and an undo, a message holds 39 of the 40 components that Discord allows.
    last = [button(_("More"), "recommend.more", request.id, emoji="➡️"), button(_("Avoid…"), "recommend.avoid")]
    if undo is not None:
        last.append(button(_("Undo"), "recommend.undo", request.id, *undo, emoji="↩️"))
    return card(container(*items, row(*last)))


def _pick_line(series: Series) -> str:
    title = f"{shortened(title_of(series), _TITLE)} ({series.country}, {series.year})"
    parts = (f"**{title}**", kind_label(series.kind), episodes_words(series))
    return " · ".join(part for part in parts if part)


def _heading(liked: Sequence[Series]) -> str:
    if liked:
        titles = ", ".join(f"*{shortened(title_of(series), _TITLE)}*" for series in liked)
        return _("### If you love {titles}", titles=titles)
    return _("### What to watch next")


def _understood(phrase: Phrase, vocabulary: Vocabulary, avoided: Sequence[str]) -> list[str]:
    lines = describe(phrase, vocabulary)
    notes = {term for term in (question.term_id for question in phrase.unwanted) if term in vocabulary.content_notes}
    if avoided:
        names = ", ".join(vocabulary.label(term) for term in avoided)
        lines.append(_("Left out, because you avoid it: {names}.", names=names))
    if avoided or notes:
        lines.append(_("Where no content notes are recorded, I can't promise."))
    shown = [f"-# {sanitise_inline(shortened(line, _LINE))}" for line in lines]
    while len("\n".join(shown)) > _UNDERSTOOD:
        shown.pop()
    return shown


def _pick_buttons(request: Request, series: Series) -> Item:
    return row(
        button(_("Why?"), "recommend.why", request.id, series.id),
        button(_("Seen it"), "recommend.seen", request.id, series.id),
        button(_("Not for me"), "recommend.no", request.id, series.id),
        button(_("Plan to watch"), "recommend.plan", request.id, series.id),
    )


def part_id(constraint: Constraint) -> str:
    """A part of a phrase in a custom id, which holds at most 100 characters."""
    return hashlib.sha256(constraint.key.encode()).hexdigest()[:6]


def _named_parts(narrow: TooNarrow, vocabulary: Vocabulary) -> str:
    """What to take out of the phrase, in its words."""
    constraints, _count = narrow
    words = [_quoted(constraint_words(one, vocabulary)) for one in constraints]
    named = shortened(", ".join(words[:_NAMED]), _LINE)
    return named if len(words) <= _NAMED else _("{parts} and more", parts=named)


def _quoted(words: str) -> str:
    words = sanitise_inline(words)
    return words if "“" in words else f"“{words}”"


def _drop_button(request: Request, narrow: TooNarrow, vocabulary: Vocabulary) -> ui.Button[ui.LayoutView]:
    constraints, _count = narrow
    label = _("Show what comes nearest")
    if len(constraints) == 1:
        label = shortened(_("Drop {words}", words=_quoted(constraint_words(constraints[0], vocabulary))), 80)
    return button(label, "recommend.drop", request.id, ".".join(map(part_id, constraints[:_MOST_DROPPED])))


def why_card(series: Series, account: str) -> ui.LayoutView:
    """The full account of one recommendation."""
    return card(container(text(account), row(button(_("Its card"), "series.open", series.id))))


def nothing_left(
    request: Request,
    phrase: Phrase,
    vocabulary: Vocabulary,
    narrow: TooNarrow | None,
    *,
    avoided: Sequence[str] = (),
    note: str | None = None,
) -> ui.LayoutView:
    """Nothing fits: say which part to take out, and offer to do it."""
    lines = [_("### Nothing is left to recommend"), *_understood(phrase, vocabulary, avoided)]
    buttons = [button(_("Avoid…"), "recommend.avoid")]
    if note:
        lines.append(shortened(note, _NOTE))
    if narrow is not None:
        parts, count = _named_parts(narrow, vocabulary), narrow[1]
        lines.append(
            _n(
                "Without {parts} there is {count} that fits.",
                "Without {parts} there are {count} that fit.",
                count,
                parts=parts,
            )
        )
        buttons.insert(0, _drop_button(request, narrow, vocabulary))
    elif request.pages[:-1]:
        lines.append(_("That was all of it. Ask again with other titles or another mood."))
    else:
        lines.append(_("You have seen, planned or refused everything that I know. That deserves a medal."))
    items: list[Item] = [text("\n".join(lines))]
    menu = phrase_menu(request, phrase, vocabulary)
    if menu is not None:
        items.append(menu)
    return card(container(*items, divider(), row(*buttons)))
