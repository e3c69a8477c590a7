"""Five recommendations in one private message, and the smaller cards around them."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ui

from bot.domain.phrases import Constraint, HasTerm, Phrase, describe, describe_lack
from bot.domain.recommendations import Pick, Request
from bot.domain.series import Series
from bot.domain.spoilers import sanitise_inline
from bot.domain.vocabulary import Vocabulary
from bot.i18n import _, _n, in_turn, joined
from bot.ui.kit.cards import MAX_COMPONENTS, Item, button, card, container, divider, row, text
from bot.ui.kit.lines import shortened
from bot.ui.recommendations.phrase_menu import constraint_words, part_id, phrase_controls
from bot.ui.series.words import episodes_words, kind_label, title_of

_REASON = 260  # characters of one reason
_LINE = 300  # characters of one line on how the phrase was understood
_UNDERSTOOD = 1_000
_TITLE = 100  # titles of servers' own series may be longer than a message has room for
_NOTE = 250
_LACK = 120  # characters of what one series lacks
_MOST_DROPPED = 8  # parts that one press takes out; the rest of very long phrases by the menu
_NAMED = 4  # parts of a phrase that one sentence names

TooNarrow = tuple[tuple[Constraint, ...], int]  # what to take out, and how many series that brings
Undo = tuple[str, int, str]  # what was done, to which place of the page, to which series


def recommendations_card(
    request: Request,
    picks: Sequence[tuple[Pick, str]],
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
    head = [_heading(liked), *_understood(phrase, vocabulary, avoided), *_relaxed([pick for pick, _why in picks])]
    if liked and not any(share.amount > 0 for pick, _why in picks for share in pick.why.shares):
        head.append(_("Nothing that is left is known to be like that. These are well liked otherwise."))
    if note:
        head.append(shortened(note, _NOTE))
    shown: list[Item] = []
    for pick, why in picks:
        lines = [_pick_line(pick.series), shortened(why, _REASON), *_lacking(pick, vocabulary)]
        shown += [text("\n".join(lines)), _pick_buttons(request, pick.series)]
    # The container, the head, five components a pick and the row below; of what remains the parts of the phrase.
    room = MAX_COMPONENTS - 5 - 6 * len(picks) - (undo is not None) - 3 * (narrow is not None)
    items = [text("\n".join(head)), *phrase_controls(request, phrase, vocabulary, guesses, room=room), *shown]
    if narrow is not None:
        parts, count = _named_parts(narrow, vocabulary), narrow[1]
        said = _n(
            "Without {parts} there is {count} more.", "Without {parts} there are {count} more.", count, parts=parts
        )
        items.append(text(_("That is all that fits.") + " " + said))
        items.append(row(_drop_button(request, narrow, vocabulary)))
    last = [button(_("More"), "recommend.more", request.id, emoji="➡️"), button(_("Avoid…"), "recommend.avoid")]
    if undo is not None:
        last.append(button(_("Undo"), "recommend.undo", request.id, *undo, emoji="↩️"))
    return card(container(*items, row(*last)))


def _relaxed(picks: Sequence[Pick]) -> list[str]:
    """Says that wishes were let go of, where they were."""
    whole = sum(not pick.missed for pick in picks)
    if whole == len(picks):
        return []
    if not whole:
        return [_("Nothing fits all of that. These come nearest, and say what they lack.")]
    return [
        _n(
            "{count} fits all of that. The others come near, and say what they lack.",
            "{count} fit all of that. The others come near, and say what they lack.",
            whole,
        )
    ]


def _lacking(pick: Pick, vocabulary: Vocabulary) -> list[str]:
    if not pick.missed:
        return []
    lacks = in_turn(describe_lack(one, pick.series, vocabulary) for one in pick.missed)
    return ["-# " + shortened(_("Lacks: {wishes}", wishes=sanitise_inline(lacks)), _LACK)]


def _pick_line(series: Series) -> str:
    title = f"{shortened(title_of(series), _TITLE)} ({series.country}, {series.year})"
    parts = (f"**{title}**", kind_label(series.kind), episodes_words(series))
    return " · ".join(part for part in parts if part)


def _heading(liked: Sequence[Series]) -> str:
    if liked:
        titles = joined(f"*{shortened(title_of(series), _TITLE)}*" for series in liked)
        return _("### If you love {titles}", titles=titles)
    return _("### What to watch next")


def _understood(phrase: Phrase, vocabulary: Vocabulary, avoided: Sequence[str]) -> list[str]:
    lines = describe(phrase, vocabulary)
    notes = {term for term in (question.term_id for question in phrase.unwanted) if term in vocabulary.content_notes}
    if avoided:
        names = joined(vocabulary.label(term) for term in avoided)
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


def _named_parts(narrow: TooNarrow, vocabulary: Vocabulary) -> str:
    """What to take out of the phrase, in its words."""
    constraints, _count = narrow
    words = [_quoted(constraint_words(one, vocabulary)) for one in constraints]
    named = shortened(joined(words[:_NAMED]), _LINE)
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
    kept_out: int = 0,
    guesses: Sequence[HasTerm] = (),
    note: str | None = None,
) -> ui.LayoutView:
    """Nothing fits: say which parts to take out, and offer to do it; or nothing is left at all.

    `kept_out` counts what only the notes that the member avoids keep out.
    """
    heading = _("### Nothing is left to recommend") if narrow is None else _("### Nothing fits all of that")
    lines = [heading, *_understood(phrase, vocabulary, avoided)]
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
    elif kept_out:
        lines.append(
            _n(
                "What you avoid keeps {count} series out. Under “Avoid…” you can let it in again.",
                "What you avoid keeps {count} series out. Under “Avoid…” you can let them in again.",
                kept_out,
            )
        )
    else:
        lines.append(_("You have seen, planned or refused everything that I know. That deserves a medal."))
    # The container, the text, the line and the row of two buttons.
    controls = phrase_controls(request, phrase, vocabulary, guesses, room=MAX_COMPONENTS - 6)
    return card(container(text("\n".join(lines)), *controls, divider(), row(*buttons)))
