"""Lists that members bring along: how far it is, what became of it, and what has to be asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import discord
from discord import ui

from bot.domain.catalogue.spoken_title import spoken_title
from bot.domain.lists import PAGE, SERVICES, UNDO_DAYS, Entry, ListEntry, Report, Unread
from bot.domain.progress import status_label
from bot.domain.series import Series
from bot.domain.spoilers import sanitise_inline
from bot.i18n import _, _n, figure, joined, labelled
from bot.ui.kit.cards import Item, button, card, choices, container, divider, row, text
from bot.ui.kit.lines import shortened
from bot.ui.kit.rating_words import rating_words
from bot.ui.series.words import dated_title

NONE_OF_THEM = "-"
MOST_LINES = 5_000  # of one sort in a report
_TITLE = 120
_MOST_HEADS = 8

SeriesOf = Callable[[str], Series | None]


def reading_card(done: int, of: int) -> ui.LayoutView:
    """How far an import is, while it works."""
    if not of:
        return card(container(text(_("I am reading your list …"))))
    return card(container(text(_("I am looking your series up: {done} of {all}.", done=done, all=of))))


def report_card(
    report: Report,
    *,
    unread: int = 0,
    file: str | None = None,
    said: str | None = None,
    looks_further: bool = False,
    columns: tuple[str, Sequence[str]] | None = None,
) -> ui.LayoutView:
    """What became of a list, with what is left to do; `looks_further`: outside catalogues may be asked.

    `columns` are the key of a table, and the heads of its columns that were not read.
    """
    lines = [f"## {_('Your list from {service}', service=SERVICES[report.service])}"]
    if said:
        lines.insert(0, f"✅ {said}")
    lines += _numbers(report, unread)
    if columns is not None:
        heads = joined(f"“{sanitise_inline(shortened(head, 40))}”" for head in columns[1][:_MOST_HEADS])
        lines.append(_("Columns that were not read: {heads}.", heads=heads))
    items: list[Item] = [text("\n".join(lines))]
    if file is not None:
        items.append(ui.File(f"attachment://{file}"))
    buttons = []
    if report.doubtful and not report.undone:
        label = _n("Look at {count} doubtful one", "Look at {count} doubtful ones", report.doubtful)
        buttons.append(button(label, "lists.page", report.id, 1, style=discord.ButtonStyle.primary))
    if looks_further and report.not_looked_up and not report.undone:
        buttons.append(button(_("Look the unknown ones up outside"), "lists.further", report.id, emoji="🔎"))
    if columns is not None:
        buttons.append(button(_("Say what the columns hold"), "lists.columns", columns[0], 1))
    if report.changed and not report.undone:
        buttons.append(button(_("Undo the import"), "lists.undo", report.id, emoji="↩️"))
    if buttons:
        items.append(row(*buttons))
    if report.changed and not report.undone:
        items.append(
            text("-# " + _("It can be undone as a whole for {days} days. Only you see any of this.", days=UNDO_DAYS))
        )
    return card(container(*items))


def _numbers(report: Report, unread: int) -> list[str]:
    if report.undone:
        return [_("This import is undone.")]
    lines = [_n("**{count}** series was found.", "**{count}** series were found.", report.series)]
    if report.taken and not report.changed:
        lines.append(_("You had all of that here already, so nothing changed."))
    elif report.series > report.changed:
        same = report.series - report.changed
        lines.append(_n("{count} of them told me nothing new.", "{count} of them told me nothing new.", same))
    if report.doubtful:
        lines.append(
            _n("**{count}** may be several; I ask you.", "**{count}** may be several; I ask you.", report.doubtful)
        )
    if report.unknown:
        lines.append(_n("**{count}** is not in my catalogue.", "**{count}** are not in my catalogue.", report.unknown))
    if unread:
        lines.append(
            _n(
                "**{count}** place in the file could not be read.",
                "**{count}** places in the file could not be read.",
                unread,
            )
        )
    return lines


def doubtful_card(
    report: Report, entries: Sequence[ListEntry], page: int, series_of: SeriesOf, *, style: str = "ten"
) -> ui.LayoutView:
    """A page of entries that may mean several series, each with its candidates."""
    pages = max(1, -(-report.doubtful // PAGE))
    heading = _("Which one do you mean?")
    if pages > 1:
        heading += " " + _("(page {page} of {pages})", page=page, pages=pages)
    items: list[Item] = [text(f"### {heading}")]
    for one in entries:
        items += [
            text(f"**{_written(one.entry)}**\n-# {_says(one.entry, style)}"),
            _candidates(report, one, page, series_of),
        ]
    buttons = [button(_("Back to the report"), "lists.report", report.id)]
    if page > 1:
        buttons.append(button(_("Earlier"), "lists.page", report.id, page - 1))
    if page < pages:
        buttons.append(button(_("Later"), "lists.page", report.id, page + 1))
    return card(container(*items, divider(), row(*buttons)))


def _written(entry: Entry) -> str:
    title = sanitise_inline(shortened(entry.called, _TITLE))
    return f"{title} ({entry.year})" if entry.year else title


def _says(entry: Entry, style: str) -> str:
    """What an entry tells, in one line."""
    parts = [status_label(entry.status)] if entry.status else []
    if entry.episode:
        parts.append(_("episode {episode}", episode=entry.episode))
    if entry.rating:
        parts.append(rating_words(entry.rating, style))
    return " · ".join(parts) or _("on your list")


def _candidates(report: Report, one: ListEntry, page: int, series_of: SeriesOf) -> ui.ActionRow[ui.LayoutView]:
    options = [
        discord.SelectOption(label=shortened(dated_title(series), 100), value=series.id)
        for series_id in one.candidates
        if (series := series_of(series_id)) is not None
    ]
    options.append(discord.SelectOption(label=_("None of these"), value=NONE_OF_THEM))
    asked = _("Which one is {title}?", title=shortened(one.entry.called, _TITLE))
    return choices(asked, "lists.choose", report.id, one.number, page, options=options)


def looking_card(done: int, of: int) -> ui.LayoutView:
    """How far looking up is, while it works."""
    return card(container(text(_("I am asking outside catalogues: {done} of {all}.", done=done, all=of))))


def looked_up_words(found: int, left: int) -> str:
    """How many series were found outside, and how many have still to be asked about."""
    words = _n("{count} more series was found.", "{count} more series were found.", found)
    if left:
        words += " " + _n("{count} is still to be asked about.", "{count} are still to be asked about.", left)
    return words


def report_text(
    report: Report,
    entries: dict[str, list[ListEntry]],
    unread: Sequence[Unread],
    series_of: SeriesOf,
) -> str:
    """The whole report as a text file: what was taken for what, what waits, what is not known, what was not read.

    `entries` hold at most `MOST_LINES` of each sort; how many more there are is told.
    """
    lines = [_("Your list from {service}", service=SERVICES[report.service]), ""]
    headings = {
        "unknown": _("Not in my catalogue"),
        "doubtful": _("May be several"),
        "passed": _("None of what I offered"),
        "taken": _("Found"),
    }
    lines += _unread_lines(unread)
    counts = {"unknown": report.unknown, "doubtful": report.doubtful, "passed": report.passed, "taken": report.taken}
    for state, heading in headings.items():
        found = entries.get(state, [])
        if found:
            lines += [f"{heading} ({counts[state]})"]
            lines += [f"  {_line(one, series_of)}" for one in found[:MOST_LINES]]
            rest = counts[state] - MOST_LINES
            lines += [_n("  and {count} more", "  and {count} more", rest)] if rest > 0 else []
            lines.append("")
    return "\n".join(lines) + "\n"


def _unread_lines(unread: Sequence[Unread]) -> list[str]:
    if not unread:
        return []
    lines = [f"{_('Could not be read')} ({figure(len(unread))})"]
    lines += [f"  {labelled(one.place, one.reason)}" for one in unread[:MOST_LINES]]
    return [*lines, ""]


def _line(one: ListEntry, series_of: SeriesOf) -> str:
    entry = one.entry
    written = f"{entry.called} ({entry.year})" if entry.year else entry.called
    ids = [one.series_id] if one.series_id else list(one.candidates)
    names = [
        f"{spoken_title(series)} ({series.country}, {series.year})" for i in ids if (series := series_of(i)) is not None
    ]
    return f"{written} → {' | '.join(names)}" if names else written


def undone_words(back: int, stay: Sequence[str]) -> str:
    """What an undo has put back, and what it has left because somebody changed it since."""
    words = _n("Undone: {count} series is as it was.", "Undone: {count} series are as they were.", back)
    if stay:
        words += " " + _n(
            "{count} stays, as you have changed it since.", "{count} stay, as you have changed them since.", len(stay)
        )
    return words


def export_card(count: int, files: Sequence[str]) -> ui.LayoutView:
    """A member's list as files."""
    said = _n("Your list: {count} series.", "Your list: {count} series.", count)
    hint = _("The CSV and the JSON come back with /import; the XML is for MyAnimeList, which rates in whole points.")
    return card(container(text(f"{said}\n-# {hint}"), *(ui.File(f"attachment://{name}") for name in files)))
