"""What is out when: a week as a card, and one line for each entry."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ui

from bot.domain.outside.airing import Entry
from bot.i18n import _, joined, moment
from bot.ui.kit.cards import Item, card, container, text
from bot.ui.kit.lines import fitting
from bot.ui.series.words import title_of

FILE = "episodes.ics"
_ROOM = 3_300


def entry_words(entry: Entry, title: str) -> str:
    """One entry in words; which episode it is only where the reader may know."""
    if not entry.is_named:
        return _("{title}: a new episode", title=title)
    first, last = entry.episodes[0], entry.episodes[-1]
    if first == last:
        return _("{title}: episode {episode}", title=title, episode=first)
    return _("{title}: episodes {first} to {last}", title=title, first=first, last=last)


def calendar_card(entries: Sequence[Entry], *, is_mine: bool, has_file: bool = False) -> ui.LayoutView:
    """A week of new episodes, each in the reader's own time; with `has_file` the message carries the file `FILE`."""
    heading = _("## New episodes this week") if is_mine else _("## New episodes this week, for this server")
    if not entries:
        empty = (
            _("None that I know of, of the series that you watch or plan.")
            if is_mine
            else _("None that I know of, of the series that this server talks about.")
        )
        return card(container(text(f"{heading}\n{empty}"), *_file(has_file)))
    lines = [f"- {moment(entry.airs_at)} · {entry_words(entry, f'**{title_of(entry.series)}**')}" for entry in entries]
    sources = sorted({source for entry in entries for source in entry.series.sources if source != "Linger"})
    small = "-# " + _("Times are yours. From {sources}.", sources=joined(sources)) if sources else ""
    below = [text(small)] if small else []
    return card(container(text(f"{heading}\n{fitting(lines, _ROOM)}"), *below, *_file(has_file)))


def _file(has_file: bool) -> list[Item]:
    return [ui.File(f"attachment://{FILE}")] if has_file else []
