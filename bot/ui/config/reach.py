"""What a change of a setting reaches of what is posted already: said before it is made, and while it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.domain.published.records import Reach
from bot.domain.settings import SETTINGS
from bot.domain.settings.kind import few
from bot.domain.votes import Recount
from bot.i18n import _, _n
from bot.ui.kit.cards import button, card, container, row, text


def confirm_change(name: str, value: Any, current: Any, reach: Reach, *, shown: str) -> ui.LayoutView:
    """Asked once before every post is touched. `shown` is the fingerprint of the value that is asked about."""
    kind = SETTINGS[name]
    lines = [
        f"### {kind.title}",
        _("{before} → {after}", before=kind.words(current), after=kind.words(value)),
        *(f"- {line}" for line in reach_lines(name, reach)),
    ]
    yes = button(_("Change it"), "config.really", name, shown, packed(kind.typed(value)), style=_GREEN)
    return card(container(text("\n".join(lines)), row(yes, button(_("Leave it"), "config.open", kind.section))))


_GREEN = discord.ButtonStyle.success


def packed(typed: str) -> str:
    """A value as a custom id carries it, in which a colon parts arguments; no emoji holds a slash."""
    return typed.replace(":", "/")


def unpacked(carried: str) -> str:
    """The value that `packed` was given."""
    return carried.replace("/", ":")


def reach_lines(name: str, reach: Reach) -> list[str]:
    """What becomes of what is posted, in sentences with numbers."""
    if not reach.posts:
        return []
    if name == "spoiler_policy":
        return [_n("{count} post is drawn anew, at once.", "{count} posts are drawn anew, at once.", reach.posts)]
    lines = []
    if reach.votes:
        where = _n("on {count} post", "on {count} posts", reach.voted_on)
        lines.append(_n("{count} vote {where} stands.", "{count} votes {where} stand.", reach.votes, where=where))
    lines.append(
        _n(
            "{count} post gets the new emoji from me, and I take my old one away.",
            "{count} posts get the new emoji from me, and I take my old ones away.",
            reach.posts,
        )
    )
    return lines


def kept_zones_words(groups: Sequence[str]) -> str:
    """Groups that go on in the time zone they began with, each with that zone."""
    return _n(
        "{count} group goes on in the time zone that it began with: {groups}. To change that, end it and start it"
        " anew.",
        "{count} groups go on in the time zones that they began with: {groups}. To change that, end them and start them"
        " anew.",
        len(groups),
        groups=few(list(groups)),
    )


def progress_card(done: int, count: int, refused: int, recount: Recount | None = None) -> ui.LayoutView:
    """How many posts follow a changed setting by now; `refused` by Discord, as far as is known. `recount` is how far
    votes are counted by other rules."""
    said = _recount_words(recount) if recount is not None else ""
    if done >= count:
        said += "✅ " + _n("{count} post is up to date.", "All {count} posts are up to date.", count) if count else ""
    else:
        said += _("Bringing posts up to date: {done} of {count}…", done=done, count=count)
    if refused:
        said += "\n" + _n(
            "Discord refuses {count}; I go on trying, and the log says what is missing.",
            "Discord refuses {count}; I go on trying, and the log says what is missing.",
            refused,
        )
    return card(text(said.rstrip()))


def _recount_words(recount: Recount) -> str:
    if recount.done < recount.posts:
        done = _("Counting votes by the new rules: {done} of {count} posts…", done=recount.done, count=recount.posts)
        return f"{done}\n"
    counted = _n("Votes on {count} post were counted anew.", "Votes on {count} posts were counted anew.", recount.posts)
    moved = (
        _n("{count} shows another number now.", "{count} show another number now.", recount.moved)
        if recount.moved
        else _("Every number stays as it was.")
    )
    return f"✅ {counted} {moved}\n"
