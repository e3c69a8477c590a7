"""Members' own recommendations: the post that everybody votes on, and the lines on series' cards."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ui

from bot.domain.series import Series
from bot.domain.spoilers import render_inline, sanitise_inline
from bot.domain.suggestions import MAX_BECAUSE, Draft, Suggestion
from bot.i18n import _, _n
from bot.ui.kit.cards import button, card, container, row, text
from bot.ui.kit.lines import shortened
from bot.ui.series.words import dated_title, title_of

MOST_ON_A_CARD = 3
_BECAUSE_ON_A_CARD = 140


def suggestion_post(
    suggestion: Suggestion, liked: Series, better: Series, vote_emoji: tuple[str, str], *, counts: bool
) -> ui.LayoutView:
    """A member's own recommendation, for everybody to vote on, where votes count."""
    name = sanitise_inline(suggestion.author_name, limit=60)
    lines = [
        "### " + _("If you liked {liked}, try {title}", liked=dated_title(liked), title=dated_title(better)),
        "> " + _reason(suggestion.because),
        "-# " + _("Recommended by {name}", name=name),
        _votes_line(suggestion, vote_emoji) if counts else _("Votes on posts don't count in this channel"),
    ]
    buttons = row(
        button(_("About {title}", title=shortened(title_of(better), 60)), "series.open", better.id),
        button(_("Take it back"), "suggest.delete", suggestion.id),
    )
    return card(container(text("\n".join(lines)), buttons))


def _votes_line(suggestion: Suggestion, vote_emoji: tuple[str, str]) -> str:
    votes = suggestion.helpful + suggestion.not_helpful
    if not votes:
        return _("Is this a good tip? {yes} or {no}", yes=vote_emoji[0], no=vote_emoji[1])
    return _n(
        "{helpful} of {count} vote calls this a good tip",
        "{helpful} of {count} votes call this a good tip",
        votes,
        helpful=suggestion.helpful,
    )


def _reason(because: str, limit: int = MAX_BECAUSE + 100) -> str:
    return render_inline(because, limit=limit)


def read_again(draft: Draft, liked: Series, better: Series, telling: Sequence[str], draft_id: int) -> ui.LayoutView:
    """What a reason may give away, before anybody else reads it."""
    lines = [
        _("### Read your reason once more"),
        _("If you liked {liked}, try {title}", liked=dated_title(liked), title=dated_title(better)),
        "> " + _reason(draft.because),
        *(f"- {sentence}" for sentence in telling),
        "-# " + _("Everybody reads it, whatever they have seen. Nothing is posted yet."),
    ]
    buttons = row(
        button(_("It gives nothing away: post it"), "suggest.anyway", draft_id),
        button(_("Don't post"), "suggest.drop", draft_id),
    )
    return card(container(text("\n".join(lines)), buttons))


def taken_back(because: str, *, was_posted: bool) -> ui.LayoutView:
    """It is gone; its words are given back once."""
    said = _("Taken back. It no longer counts, and its post goes.") if was_posted else _("Nothing was posted.")
    return card(container(text(f"{said}\n-# {_('The reason was: {reason}', reason=_reason(because))}")))


def suggestion_lines(suggestions: Sequence[tuple[Suggestion, Series]], series_id: str) -> list[str]:
    """Members' recommendations for a series' card: what to try after it, and after what it was recommended."""
    lines: list[str] = []
    for suggestion, other in suggestions[:MOST_ON_A_CARD]:
        reason = _reason(suggestion.because, _BECAUSE_ON_A_CARD)
        if suggestion.try_id == series_id:
            lines.append(_("If you liked *{title}*, try this: {reason}", title=dated_title(other), reason=reason))
        else:
            lines.append(_("If you liked this, try *{title}*: {reason}", title=dated_title(other), reason=reason))
    rest = len(suggestions) - MOST_ON_A_CARD
    if rest > 0:
        lines.append("-# " + _n("and {count} more from members", "and {count} more from members", rest))
    return lines
