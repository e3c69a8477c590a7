"""Five recommendations in one private message, and the smaller cards around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import discord
from discord import ui

from bot.domain.phrases import Constraint, Phrase, describe, describe_constraint
from bot.domain.series import Series
from bot.domain.spoilers import sanitise_inline
from bot.domain.suggestions import Pick, Request, Suggestion
from bot.domain.vocabulary import Vocabulary
from bot.i18n import _, _n
from bot.ui.cards import Item, button, card, choices, container, divider, row, text
from bot.ui.series_words import dated_title, episodes_words, kind_label, shortened, title_of

_REASON = 260  # characters of one reason


def recommendations_card(
    request: Request,
    picks: Sequence[Pick],
    reasons: Mapping[str, str],
    phrase: Phrase,
    vocabulary: Vocabulary,
    *,
    liked: Sequence[Series],
    avoided: Sequence[str],
    note: str | None = None,
) -> ui.LayoutView:
    """Five series with a reason each; how the request was understood, and what can be changed about it."""
    items: list[Item] = [text(_heading(request, liked))]
    understood = _understood(phrase, vocabulary, avoided)
    if understood:
        items.append(text(understood))
    if note:
        items.append(text(note))
    for pick in picks:
        head = f"**{dated_title(pick.series)}** · {kind_label(pick.series.kind)}"
        episodes = episodes_words(pick.series)
        line = head + (f" · {episodes}" if episodes else "") + f"\n{shortened(reasons[pick.series.id], _REASON)}"
        items += [text(line), _pick_buttons(request, pick)]
    if phrase.constraints or request.dropped:
        items.append(_phrase_menu(request, phrase, vocabulary))
    items.append(
        row(button(_("More"), "recommend.more", request.id, emoji="➡️"), button(_("Avoid…"), "recommend.avoid"))
    )
    return card(container(*items))


def _heading(request: Request, liked: Sequence[Series]) -> str:
    if liked:
        titles = ", ".join(f"*{title_of(series)}*" for series in liked)
        return _("### For those who loved {titles}", titles=titles)
    return _("### What to watch next")


def _understood(phrase: Phrase, vocabulary: Vocabulary, avoided: Sequence[str]) -> str:
    lines = [f"-# {sanitise_inline(line, limit=400)}" for line in describe(phrase, vocabulary)]
    if avoided:
        names = ", ".join(vocabulary.label(term) for term in avoided)
        lines.append(
            "-# " + _("Left out, because you avoid it: {names}. Where no notes are recorded I can't know.", names=names)
        )
    return "\n".join(lines)[:900]


def _pick_buttons(request: Request, pick: Pick) -> Item:
    # With five picks, their rows and the menus, a message holds 39 of the 40 components that Discord allows.
    series_id = pick.series.id
    return row(
        button(_("Why?"), "recommend.why", request.id, series_id),
        button(_("Seen it"), "recommend.seen", request.id, series_id),
        button(_("Not for me"), "recommend.no", request.id, series_id),
        button(_("Plan to watch"), "recommend.plan", request.id, series_id),
    )


def _phrase_menu(request: Request, phrase: Phrase, vocabulary: Vocabulary) -> Item:
    """The parts of the phrase that count; taking one out of the choice drops it."""
    options = [
        discord.SelectOption(
            label=shortened(_constraint_words(constraint, vocabulary), 100), value=constraint.key[:100], default=True
        )
        for constraint in phrase.constraints[:20]
    ]
    if request.dropped:
        options.append(discord.SelectOption(label=_("Everything I said at first"), value="all"))
    return choices(
        _("What counts"), "recommend.phrase", request.id, options=options, min_values=0, max_values=len(options)
    )


def _constraint_words(constraint: Constraint, vocabulary: Vocabulary) -> str:
    words = describe_constraint(constraint, vocabulary)
    return _("not: {words}", words=words) if constraint.unwanted else words


def why_card(series: Series, account: str) -> ui.LayoutView:
    """The full account of one recommendation."""
    return card(
        container(
            text(f"**{dated_title(series)}**\n{episodes_words(series)}"),
            divider(),
            text(account),
            row(button(_("Its card"), "series.open", series.id)),
        )
    )


def nothing_left(
    request: Request, phrase: Phrase, vocabulary: Vocabulary, narrow: tuple[Constraint, int] | None
) -> ui.LayoutView:
    """Nothing fits: say which part to take out, and offer to do it."""
    lines = [_("### Nothing is left to recommend")]
    lines += [f"-# {sanitise_inline(line, limit=400)}" for line in describe(phrase, vocabulary)]
    items: list[Item] = []
    if narrow is not None:
        constraint, count = narrow
        words = sanitise_inline(_constraint_words(constraint, vocabulary))
        lines.append(
            _n(
                "Without “{words}”, {count} series would fit.",
                "Without “{words}”, {count} series would fit.",
                count,
                words=words,
            )
        )
    elif phrase.constraints:
        lines.append(_("Each part alone leaves too little. Ask for less."))
    else:
        lines.append(_("You have seen, planned or refused everything I know. That deserves a medal."))
    items.append(text("\n".join(lines)))
    if phrase.constraints:
        items.append(_phrase_menu(request, phrase, vocabulary))
    return card(container(*items))


def avoid_card(vocabulary: Vocabulary, avoided: set[str], *, done: bool = False) -> ui.LayoutView:
    """The content notes that a member avoids, in lists of at most 25."""
    terms = list(vocabulary.content_notes.values())
    items: list[Item] = [text(_("### What you would rather not meet"))]
    names = ", ".join(vocabulary.label(term) for term in terms if term.id in avoided)
    items.append(text(_("You avoid: {names}.", names=names) if names else _("You avoid nothing yet.")))
    items.append(text("-# " + _("Series with these notes are left out. Where no notes are recorded, nobody can know.")))
    for start in range(0, len(terms), 25):
        part = terms[start : start + 25]
        options = [
            discord.SelectOption(label=vocabulary.label(term)[:100], value=term.id, default=term.id in avoided)
            for term in part
        ]
        place = _("Notes {first} to {last}", first=vocabulary.label(part[0]), last=vocabulary.label(part[-1]))
        items.append(choices(place, "recommend.avoided", start, options=options, min_values=0, max_values=len(options)))
    if done:
        items.append(text("✅ " + _("Noted. Only you can see this.")))
    return card(container(*items))


def suggestion_post(
    suggestion: Suggestion, liked: Series, better: Series, vote_emoji: tuple[str, str]
) -> ui.LayoutView:
    """A member's own recommendation, for everybody to vote on."""
    because = sanitise_inline(suggestion.because, limit=400)
    by = sanitise_inline(suggestion.author_name, limit=60)
    lines = [
        _("If you loved *{liked}*, try **{title}**", liked=dated_title(liked), title=dated_title(better)),
        _("because {reason}", reason=because),
        "-# " + _("recommended by {name}", name=by),
    ]
    votes = suggestion.helpful + suggestion.not_helpful
    if votes:
        lines.append(
            _n(
                "{helpful} of {count} found this helpful",
                "{helpful} of {count} found this helpful",
                votes,
                helpful=suggestion.helpful,
            )
        )
    else:
        lines.append(_("Was this helpful to you? {yes} or {no}", yes=vote_emoji[0], no=vote_emoji[1]))
    buttons = row(
        button(title_of(better)[:70], "series.open", better.id),
        button(title_of(liked)[:70], "series.open", liked.id),
        button(_("Take it back"), "suggest.delete", suggestion.id),
    )
    return card(container(text("\n".join(lines)), buttons))


def suggestion_lines(suggestions: Sequence[tuple[Suggestion, Series]], series_id: str) -> list[str]:
    """Members' recommendations for a series' card: what to try after it, and after what it was recommended."""
    lines: list[str] = []
    for suggestion, other in suggestions[:3]:
        because = sanitise_inline(suggestion.because, limit=160)
        if suggestion.liked_id == series_id:
            lines.append(_("Members: then try *{title}*, because {reason}", title=dated_title(other), reason=because))
        else:
            lines.append(_("Members: after *{title}*, because {reason}", title=dated_title(other), reason=because))
    return lines
