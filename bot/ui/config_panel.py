"""The settings panel that only admins see: one page a subject, a menu or a picker for each setting."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.domain.server_settings import FEATURES, ServerSettings, fingerprint
from bot.domain.setting_labels import setting_label
from bot.i18n import _
from bot.ui.cards import Item, button, card, choices, container, row, text
from bot.ui.config_labels import (
    CHANNEL_TYPES,
    SECTION_LABELS,
    SECTIONS,
    SETTING_HINTS,
    choices_of,
    is_typed,
    value_words,
)
from bot.ui.custom_ids import custom_id


@dataclass(frozen=True, slots=True)
class PanelState:
    """What a page shows. `known` are the channels and roles that exist; others were deleted."""

    settings: ServerSettings
    switches: Mapping[tuple[int, str], bool]
    known: Set[int]
    section: str = "features"
    channel_id: int = 0  # features of one channel instead of the whole server
    done: str | None = None
    warning: str | None = None
    undo: tuple[int, int] | None = None  # audit entries of what was just done


def panel(state: PanelState) -> ui.LayoutView:
    """One page of the settings."""
    items: list[Item] = [text(f"### {_('Settings')} · {_(SECTION_LABELS[state.section])}")]
    if state.done:
        items.append(_confirmation(state))
    if state.warning:
        items.append(text(f"⚠️ {state.warning}"))
    items.append(_sections(state.section))
    if state.section == "features":
        items += _features(state)
    for name in SECTIONS[state.section]:
        items += _setting(state, name)
    return card(container(*items))


def _confirmation(state: PanelState) -> Item:
    said = f"✅ {state.done}"
    if state.undo is None:
        return text(said)
    return ui.Section(said, accessory=button(_("Undo"), "config.undo", *state.undo, state.section))


def _sections(chosen: str) -> Item:
    options = [
        discord.SelectOption(label=_(label), value=section, default=section == chosen)
        for section, label in SECTION_LABELS.items()
    ]
    return choices(_("What do you want to change?"), "config.section", options=options)


def _features(state: PanelState) -> list[Item]:
    items: list[Item] = []
    place = f"<#{state.channel_id}>" if state.channel_id else _("the whole server")
    items.append(text(_("In {place}:", place=place)))
    for feature, description in FEATURES.items():
        items.append(_feature(state, feature, *_(description).split(": ", 1)))
    picker = ui.ChannelSelect[Any](
        placeholder=_("Switch features in one channel…"),
        custom_id=custom_id("config.where"),
        channel_types=[discord.ChannelType.text, discord.ChannelType.forum, discord.ChannelType.news],
    )
    items.append(row(picker))
    if state.channel_id:
        items.append(row(button(_("Back to the whole server"), "config.open", "features")))
    items.append(text(_("-# Switching a feature off keeps everything it has stored.")))
    return items


def _feature(state: PanelState, feature: str, name: str, what: str) -> Item:
    off_everywhere = not state.switches.get((0, feature), True)
    if state.channel_id and off_everywhere:
        return text(f"**{name}** · {_('off in the whole server')}")
    is_on = state.switches.get((state.channel_id, feature), True)
    press = button(
        _("Switch off") if is_on else _("Switch on"),
        "config.feature",
        feature,
        "off" if is_on else "on",
        state.channel_id,
        style=discord.ButtonStyle.secondary if is_on else discord.ButtonStyle.success,
    )
    return ui.Section(f"**{name}** · {_('on') if is_on else _('off')}\n{what}", accessory=press)


def _setting(state: PanelState, name: str) -> list[Item]:
    value = getattr(state.settings, name)
    hint = f"\n-# {_(SETTING_HINTS[name])}" if name in SETTING_HINTS else ""
    label = f"**{setting_label(name)}**"
    shown = fingerprint(value)
    if is_typed(name):
        press = button(_("Change"), "config.type", name, shown)
        return [ui.Section(f"{label}: {value_words(name, value)}{hint}", accessory=press)]
    if name in CHANNEL_TYPES:
        return [text(f"{label}{_gone(state, value)}{hint}"), row(_channel_picker(state, name, value, shown))]
    if name.endswith("_role_ids"):
        gone = "".join(_gone(state, role) for role in value)
        return [text(f"{label}{gone}{hint}"), row(_role_picker(state, name, value, shown))]
    chosen = str(value)
    options = [
        discord.SelectOption(label=words[:100], value=each, default=each == chosen)
        for each, words in choices_of(name, value)
    ]
    return [text(f"{label}{hint}"), choices(setting_label(name), "config.set", name, shown, options=options)]


def _gone(state: PanelState, value: int | None) -> str:
    if value is None or value in state.known:
        return ""
    return " · " + _("what was chosen ({id}) was deleted; choose again", id=value)


def _channel_picker(state: PanelState, name: str, value: int | None, shown: str) -> Item:
    chosen = [value] if value is not None and value in state.known else []
    return ui.ChannelSelect(
        placeholder=_("Not set"),
        custom_id=custom_id("config.set", name, shown),
        channel_types=list(CHANNEL_TYPES[name]),
        min_values=0,
        default_values=[
            discord.SelectDefaultValue(id=each, type=discord.SelectDefaultValueType.channel) for each in chosen
        ],
    )


def _role_picker(state: PanelState, name: str, value: tuple[int, ...], shown: str) -> Item:
    chosen = [role for role in value if role in state.known]
    return ui.RoleSelect(
        placeholder=_("No roles chosen"),
        custom_id=custom_id("config.set", name, shown),
        min_values=0,
        max_values=25,
        default_values=[
            discord.SelectDefaultValue(id=each, type=discord.SelectDefaultValueType.role) for each in chosen
        ],
    )


def typing_form(name: str, current: str, shown: str) -> ui.Modal:
    """The form for a setting that is typed."""
    form = ui.Modal(
        title=setting_label(name)[:45], custom_id=custom_id("config.typed", name, shown, secrets.token_hex(4))
    )
    hint = (
        _("One emoji, such as 👍, or one of this server's own by its name, such as :heart:.")
        if name != "time_zone"
        else _("Such as Asia/Seoul or Europe/Berlin.")
    )
    box = ui.TextInput[Any](custom_id="value", default=current, max_length=64)
    form.add_item(ui.Label(text=setting_label(name)[:45], description=hint[:100], component=box))
    return form
