"""A member's own note about a series, and the days between which they watched it."""

from __future__ import annotations

import discord
from discord import ui

from bot.domain.catalogue.spoken_title import spoken_title
from bot.domain.lists import WatchRecord
from bot.domain.lists.entries import LONGEST_NOTE
from bot.domain.series import Series
from bot.domain.spoilers import sanitise_inline
from bot.i18n import _
from bot.ui.kit.cards import Item, button, row
from bot.ui.kit.lines import shortened

_SHOWN = 300  # characters of a note on a card


def noted_lines(noted: WatchRecord) -> list[str]:
    """When the member watched it, and what they noted: only they ever see it."""
    lines = []
    if noted.started_on and noted.finished_on:
        lines.append(_("Watched from {first} to {last}.", first=noted.started_on, last=noted.finished_on))
    elif noted.finished_on:
        lines.append(_("Watched until {day}.", day=noted.finished_on))
    elif noted.started_on:
        lines.append(_("Begun on {day}.", day=noted.started_on))
    if noted.note:
        shown = sanitise_inline(" ".join(noted.note.split()), limit=_SHOWN)
        lines.append(_("Your note: {note}", note=shown))
    return lines


def note_row(series: Series, noted: WatchRecord) -> Item:
    """The button that opens the note."""
    label = _("Change your note") if noted.note else _("Write a note for yourself")
    return row(button(label, "progress.note", series.id, emoji="📝"))


def note_form(series: Series, note: str, custom_id: str) -> ui.Modal:
    """The box for a note, filled with what stands there."""
    modal = ui.Modal(title=_("Your note"), custom_id=custom_id)
    typed: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="note",
        style=discord.TextStyle.paragraph,
        max_length=LONGEST_NOTE,
        default=note or None,
        required=False,
    )
    about = shortened(spoken_title(series), 100)
    modal.add_item(ui.Label(text=_("Only you will see this"), description=about, component=typed))
    modal.stop()
    return modal
