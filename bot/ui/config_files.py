"""All settings at a glance, and what a settings file would change."""

from __future__ import annotations

from collections.abc import Mapping

import discord
from discord import ui

from bot.domain.server_settings import FEATURES, ServerSettings
from bot.domain.setting_labels import setting_label
from bot.domain.settings_file import Plan
from bot.domain.spoilers import sanitise_inline
from bot.i18n import _, _n
from bot.ui.cards import Item, button, card, container, row, text
from bot.ui.config_labels import SECTION_LABELS, SECTIONS, feature_name, value_words, wish_words
from bot.ui.lines import fitting

FILE_NAME = "linger-settings.json"


def all_settings(settings: ServerSettings, switches: Mapping[tuple[int, str], bool]) -> ui.LayoutView:
    """Everything that can be set, with the file below."""
    items: list[Item] = [text(f"### {_('All settings of this server')}")]
    lines = [
        f"{feature_name(feature)}: {_('on') if switches.get((0, feature), True) else _('off')}" for feature in FEATURES
    ]
    lines += [
        _("{feature} in {channel}: {state}", feature=feature_name(feature), channel=f"<#{channel_id}>", state=_("off"))
        for (channel_id, feature), is_on in switches.items()
        if channel_id and not is_on
    ][:15]
    items.append(text(f"**{_(SECTION_LABELS['features'])}**\n" + "\n".join(lines)))
    for section, names in SECTIONS.items():
        if names:
            shown = [
                f"{setting_label(name)}: {_shortened(value_words(name, getattr(settings, name)))}" for name in names
            ]
            items.append(text(f"**{_(SECTION_LABELS[section])}**\n" + "\n".join(shown)))
    items.append(text(_("-# The file below holds all of it; /config import takes it, here or in another server.")))
    items.append(ui.File(f"attachment://{FILE_NAME}"))
    return card(container(*items))


def _shortened(words: str) -> str:
    """Twenty-five roles would not leave room for the rest."""
    if len(words) <= 160:
        return words
    kept = words[:160].rsplit(" ", 1)[0]
    return _("{some} and more", some=kept)


def import_preview(plan: Plan, fingerprint: str, *, again: bool = False) -> ui.LayoutView:
    """What a file would change, and the question whether it shall."""
    items: list[Item] = [text(f"### {_('Take these settings over?')}")]
    if again:
        items.append(text(_("⚠️ Somebody has changed settings in the meantime. Nothing was applied; look again:")))
    if plan.wishes:
        items.append(text(fitting([f"- {_shortened(wish_words(wish))}" for wish in plan.wishes], 2_000)))
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
