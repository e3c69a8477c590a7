"""/help and /about as cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from discord import ui

from bot.i18n import _, _n
from bot.ui.cards import MAX_TEXT, Item, button, card, container, row, text

_ROOM = MAX_TEXT - 600  # for the headings and the way to more


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A command as the person sees it: its name, the parts that they may use, what it is for, whether it runs here."""

    name: str
    what: str
    parts: tuple[str, ...] = ()
    is_on: bool = True


def help_card(groups: Mapping[str, Sequence[HelpLine]], *, manages: bool) -> ui.LayoutView:
    """Every command that the person may use here, one a line, on one screen."""
    longest = max((len(line.what) for lines in groups.values() for line in lines), default=0)
    while longest > 5 and _size(groups, longest) > _ROOM:
        longest -= 5
    items: list[Item] = [text(f"### {_('What I can do here')}")]
    for heading, lines in groups.items():
        if lines:
            title = f"**{heading}**\n" if heading else ""
            items.append(text(title + "\n".join(_line(line, longest) for line in lines)))
    if manages:
        items.append(row(button(_("Open the settings"), "config.open", "features")))
    return card(container(*items))


def _line(line: HelpLine, longest: int) -> str:
    if not line.is_on:
        return f"-# /{line.name} · {_('switched off here')}"
    what = line.what if len(line.what) <= longest else line.what[: longest - 1].rstrip() + "…"
    parts = f" {' · '.join(line.parts)}" if line.parts else ""
    return f"**/{line.name}**{parts}: {what}"


def _size(groups: Mapping[str, Sequence[HelpLine]], longest: int) -> int:
    return sum(len(_line(line, longest)) + 1 for lines in groups.values() for line in lines)


def about_card(*, version: str, series: int, servers: int, sources: Sequence[tuple[str, str]]) -> ui.LayoutView:
    """The version, where facts come from, and whom to thank; `sources` are names with what they ask to be said."""
    lines = [
        f"### Linger {version}",
        _("For people who watch series together. It grew out of long, heartfelt reviews that spoiled everything."),
        _n("{count} series in the catalogue here", "{count} series in the catalogue here", series)
        + " · "
        + _n("{count} server", "{count} servers", servers),
    ]
    items: list[Item] = [text("\n".join(lines))]
    said = [f"- **{name}**: {attribution}" for name, attribution in sources]
    items.append(text(f"**{_('Sources')}**\n" + "\n".join(said)))
    software = _(
        "Free software under the MIT licence, made with {libraries}.",
        libraries="discord.py, aiosqlite, RapidFuzz, NumPy, SciPy, Matplotlib, Babel",
    )
    items.append(text(f"-# {software}"))
    return card(container(*items))
