"""All settings at a glance, and what a settings file would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

import discord
from discord import ui

from bot.domain.settings import (
    FEATURES,
    SETTINGS,
    Here,
    Section,
    ServerSettings,
    change_words,
    channel_words,
    feature_name,
    settings_on,
)
from bot.domain.settings.file import Plan
from bot.domain.spoilers import sanitise_inline
from bot.i18n import _, _n, labelled
from bot.ui.kit.cards import Item, button, card, container, row, text
from bot.ui.kit.lines import fitting

FILE_NAME = "linger-settings.json"
_ROOM = 3_700  # characters for features and settings; heading and footer take the rest of what a message holds
# Of one setting's value, tried in turn until all of them fit; 0 says only that one can't be used.
_VALUE_LENGTHS = (90, 70, 50, 30, 20, 10, 0)


def all_settings(
    settings: ServerSettings,
    switches: Mapping[tuple[int, str], bool],
    here: Here,
    *,
    unused: Set[str] = frozenset(),
) -> ui.LayoutView:
    """Everything that can be set, with the file below; marked is what was deleted, and what could not be read."""
    items: list[Item] = [text(f"### {_('All settings of this server')}")]
    lines = [
        labelled(feature_name(feature), _("on") if switches.get((0, feature), True) else _("off"))
        for feature in FEATURES
    ]
    lines += [
        _(
            "{feature} in {channel}: {state}",
            feature=feature_name(feature),
            channel=channel_words(channel_id, here),
            state=_("off"),
        )
        for (channel_id, feature), is_on in switches.items()
        if channel_id and not is_on
    ][:15]
    items.append(text(f"**{Section.FEATURES.heading}**\n" + "\n".join(lines)))
    items += [text(said) for said in _fitting_sections(settings, here, unused, _ROOM - len("\n".join(lines)))]
    items.append(text(_("-# The file below holds all of it; /config import takes it, here or in another server.")))
    items.append(ui.File(f"attachment://{FILE_NAME}"))
    return card(container(*items))


def _fitting_sections(settings: ServerSettings, here: Here, unused: Set[str], room: int) -> list[str]:
    """Each section with its settings, every value as long as the room for all of them allows."""
    said: list[str] = []
    for most in _VALUE_LENGTHS:
        said = []
        for section in Section:
            lines = [_line(name, settings, here, most, is_unused=name in unused) for name in settings_on(section)]
            if lines:
                said.append(f"**{section.heading}**\n" + "\n".join(lines))
        if sum(map(len, said)) <= room:
            break
    return said


def _line(name: str, settings: ServerSettings, here: Here, most: int, *, is_unused: bool) -> str:
    kind = SETTINGS[name]
    if is_unused and not most:
        return f"⚠️ {kind.title}"
    line = labelled(kind.title, cut_short(kind.words(getattr(settings, name), here), most or _VALUE_LENGTHS[-2]))
    if not is_unused:
        return line
    return _("{setting} (⚠️ the default: what is stored can't be used)", setting=line)


def cut_short(words: str, most: int) -> str:
    """Twenty-five roles would not leave room for the rest."""
    if len(words) <= most:
        return words
    kept = words[:most].rsplit(" ", 1)[0]
    return _("{some} and more", some=kept)


def import_preview(
    plan: Plan, fingerprint: str, settings: ServerSettings, *, again: bool = False, reaches: Sequence[str] = ()
) -> ui.LayoutView:
    """What a file would change and what that reaches, and the question whether it shall."""
    items: list[Item] = [text(f"### {_('Take these settings over?')}")]
    if again:
        items.append(text(_("⚠️ Somebody has changed settings in the meantime. Nothing was applied; look again:")))
    if plan.wishes:
        items.append(
            text(fitting([f"- {cut_short(change_words(wish, settings), 300)}" for wish in plan.wishes], 2_000))
        )
        if reaches:
            items.append(text("\n".join(f"- {line}" for line in reaches)))
    elif plan.left_out:
        items.append(text(_("Nothing in this file can be changed here: the rest is so already.")))
    else:
        items.append(text(_("Everything in this file is so already: there is nothing to change.")))
    if plan.left_out:
        left = fitting([f"- {sanitise_inline(line, limit=150)}" for line in plan.left_out], 1_500, most=12)
        items.append(text(f"**{_('Not carried over')}**\n{left}"))
    if plan.wishes:
        count = len(plan.wishes)
        yes = button(
            _n("Apply {count} change", "Apply all {count} changes", count),
            "config.apply",
            fingerprint,
            style=discord.ButtonStyle.success,
        )
        items.append(row(yes, button(_("Leave everything as it is"), "config.discard")))
    return card(container(*items))
