"""Two members' taste side by side, and the question whether they want that."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from discord import ui

from bot.domain.kept_back import Topic
from bot.domain.members.taste_match import RatedByBoth, TasteMatch
from bot.domain.series import Series
from bot.domain.spoilers import sanitise_inline
from bot.i18n import _, _n, labelled, percent
from bot.ui.kit.cards import button, card, container, divider, row, text
from bot.ui.kit.rating_words import rating_words
from bot.ui.kit.reader import is_kept_back
from bot.ui.series.words import dated_title

_SHOWN = 5
_FEW = 3  # series rated by both; fewer say next to nothing

Lookup = Callable[[str], Series | None]


def taste_card(match: TasteMatch, name: str, look: Lookup, *, style: str, other_id: int) -> ui.LayoutView:
    """How close two members are, where they agree and differ, and what each could show the other."""
    name = sanitise_inline(name, limit=60)
    blocks = [
        (_("**You agree on**"), _rated(match.agree, look, style)),
        (_("**You differ on** (you · {name})", name=name), _rated(match.differ, look, style)),
        (_("**You could show {name}**", name=name), _named(match.to_show, look)),
        (_("**{name} could show you**", name=name), _named(match.to_see, look)),
    ]
    items: list[ui.Item[ui.LayoutView]] = [text(f"### {_('You and {name}', name=name)}\n{_closeness(match, name)}")]
    for heading, lines in blocks:
        if lines:
            items += [divider(), text("\n".join([heading, *lines]))]
    items.append(row(button(_("Stop comparing me here"), "taste.withdraw", other_id)))
    return card(container(*items))


def _closeness(match: TasteMatch, name: str) -> str:
    count = len(match.both)
    if match.closeness is None:
        return _("You have not rated the same series yet, so there is nothing to compare.")
    both = _n("You both rated {count} series.", "You both rated {count} series.", count)
    if count < _FEW:
        return f"{both} {_('That is too little to say how close you are.')}"
    words = _closeness_words(match.closeness, name)
    note = _(
        "Closeness {percent}; 50% says nothing either way, and few series keep it near there.",
        percent=percent(match.closeness),
    )
    return f"{words} {both}\n-# {note}"


def _closeness_words(closeness: float, name: str) -> str:
    if closeness >= 0.75:
        return _("You two could share a remote: very close.")
    if closeness >= 0.62:
        return _("Your tastes go well together.")
    if closeness >= 0.5:
        return _("You agree about as often as not.")
    return _("You see series quite differently, which makes for good talks with {name}.", name=name)


def _rated(pairs: Sequence[RatedByBoth], look: Lookup, style: str) -> list[str]:
    lines: list[str] = []
    for pair in pairs:
        series = look(pair.series_id)
        if series is not None and len(lines) < _SHOWN:
            mine, yours = (rating_words(score * 2, style) for score in (pair.mine, pair.yours))
            ratings = mine if is_kept_back(Topic.RATINGS, series) else f"{mine} · {yours}"
            lines.append(f"- {labelled(dated_title(series), ratings)}")
    return lines


def _named(series_ids: Sequence[str], look: Lookup) -> list[str]:
    known = [series for series in map(look, series_ids) if series is not None]
    return [f"- {dated_title(series)}" for series in known[:_SHOWN]]


def consent_card(name: str, other_id: int, *, mine: bool, theirs: bool) -> ui.LayoutView:
    """Who has to agree first, and what agreeing means."""
    name = sanitise_inline(name, limit=60)
    lines = [_("### Compare your taste with {name}?", name=name)]
    if mine and not theirs:
        lines.append(
            _("You have agreed. {name} has not yet; they can, with /taste. Until then nothing is shown.", name=name)
        )
    elif theirs:
        lines.append(_("{name} is open to it. It takes your yes as well.", name=name))
    else:
        lines.append(_("It takes a yes from both of you."))
    lines.append(
        "-# "
        + _(
            "Members of this server who agreed see how close you are, ratings of series that both of you rated, and"
            " titles that one of you liked and the other has not rated. You can stop at any time."
        )
    )
    if mine:
        pressed = button(_("Stop comparing me here"), "taste.withdraw", other_id)
    else:
        pressed = button(_("Compare me"), "taste.agree", other_id, emoji="🤝")
    return card(container(text("\n".join(lines)), row(pressed)))


def withdrawn_card(other_id: int) -> ui.LayoutView:
    """The member is compared with nobody here any more."""
    said = _("Nobody in this server can compare themselves with you any more.")
    return card(container(text(said), row(button(_("Compare me"), "taste.agree", other_id, emoji="🤝"))))
