"""The settings panel that only admins see: one page a subject, a menu or a picker for each setting."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Set
from typing import Any

import discord
from discord import ui
from msgspec import Struct, field

from bot.domain.settings import (
    FEATURES,
    SETTINGS,
    Channel,
    ChannelRules,
    Here,
    Kind,
    Roles,
    Section,
    ServerSettings,
    channel_words,
    feature_words,
    fingerprint,
    rule_of,
    settings_on,
)
from bot.domain.settings.kind import few
from bot.domain.settings.places import MOST_ROLES
from bot.i18n import _, labelled
from bot.ui.kit.cards import Item, button, card, choices, container, deed_of, row, text
from bot.ui.kit.custom_ids import custom_id

_ONE_LINE = 100  # characters
_MOST_NAMED = 10  # channels with rules of their own


class PanelState(Struct, frozen=True):
    """What a page shows. Channels, roles and emoji that are not `here` were deleted."""

    settings: ServerSettings
    switches: Mapping[tuple[int, str], bool]
    here: Here
    section: Section = Section.FEATURES
    channel_id: int = 0  # features or rules of one channel instead of the whole server
    done: str | None = None
    warning: str | None = None
    undo: tuple[int, int] | None = None  # audit entries of what was just done
    unused: Set[str] = frozenset()  # settings whose stored value cannot be used
    trouble: Mapping[str, str] = field(default_factory=dict)  # what is wrong with the channels that settings name


def panel(state: PanelState) -> ui.LayoutView:
    """One page of the settings."""
    items: list[Item] = [text(f"### {_('Settings')} · {state.section.heading}")]
    if state.done:
        items.append(_confirmation(state))
    if state.warning:
        items.append(text(f"⚠️ {state.warning}"))
    items.append(_sections(state.section))
    if state.section is Section.FEATURES:
        items += _features(state)
    if state.channel_id and state.section is Section.VOTES:
        items += _rules_of_channel(state)
    else:
        for name in settings_on(state.section):
            items += _setting(state, name)
    return card(container(*items))


def _confirmation(state: PanelState) -> Item:
    said = f"✅ {state.done}"
    if state.undo is None:
        return text(said)
    return ui.Section(said, accessory=button(_("Undo"), "config.undo", *state.undo, state.section))


def _sections(chosen: Section) -> Item:
    options = [
        discord.SelectOption(label=section.heading, value=section.value, default=section is chosen)
        for section in Section
    ]
    return choices(_("What do you want to change?"), "config.section", options=options)


def _features(state: PanelState) -> list[Item]:
    items: list[Item] = []
    place = f"<#{state.channel_id}>" if state.channel_id else _("the whole server")
    kept = _("-# Switching a feature off keeps everything it has stored.")
    items.append(
        text(f"{_('In {place}:', place=place)}\n{kept}")
    )  # one component, as nine features leave none to spare
    items += [_feature(state, feature, *feature_words(feature)) for feature in FEATURES]
    items.append(row(_any_channel(_("Switch features in one channel…"), custom_id("config.where"))))
    if state.channel_id:
        items.append(row(button(_("Back to the whole server"), "config.open", "features")))
    return items


def _any_channel(placeholder: str, action: str) -> Item:
    types = [discord.ChannelType.text, discord.ChannelType.forum, discord.ChannelType.news]
    return ui.ChannelSelect(placeholder=placeholder, custom_id=action, channel_types=types)


def _feature(state: PanelState, feature: str, name: str, what: str) -> Item:
    off_everywhere = not state.switches.get((0, feature), True)
    if state.channel_id and off_everywhere:
        return text(f"**{name}** · {_('off in the whole server')}")
    is_on = state.switches.get((state.channel_id, feature), True)
    press = button(
        deed_of(_("Switch off") if is_on else _("Switch on"), name),
        "config.feature",
        feature,
        "off" if is_on else "on",
        state.channel_id,
        style=discord.ButtonStyle.secondary if is_on else discord.ButtonStyle.success,
    )
    return ui.Section(
        f"**{name}** · {_('on') if is_on else _('off')}\n{what}{_off_in(state, feature)}", accessory=press
    )


def _off_in(state: PanelState, feature: str) -> str:
    """In which channels a feature is off that is on elsewhere."""
    if state.channel_id or not state.switches.get((0, feature), True):
        return ""
    off = [
        channel_words(channel_id, state.here)
        for (channel_id, each), is_on in state.switches.items()
        if channel_id and each == feature and not is_on
    ]
    return "\n-# " + _("off in {channels}", channels=few(off)) if off else ""


def _setting(state: PanelState, name: str) -> list[Item]:
    kind, value = SETTINGS[name], getattr(state.settings, name)
    head, shown, notes = f"**{kind.title}**", fingerprint(value), _notes(state, name)
    if isinstance(kind, ChannelRules):
        channels = [channel_words(each, state.here) for each in kind.channels(value)]
        picker = _any_channel(_("Rules of one channel…"), custom_id("config.rules"))
        return [text(labelled(head, few(channels, _MOST_NAMED) or _("none")) + notes), row(picker)]
    if kind.is_typed(value):
        press = button(deed_of(_("Change"), kind.title), "config.type", name, shown)
        return [ui.Section(labelled(head, kind.words(value)) + notes, accessory=press)]
    return [text(head + notes), _chooser(state, kind, value, "config.set", name, shown)]


def _chooser(state: PanelState, kind: Kind[Any], value: Any, action: str, *arguments: object) -> Item:
    """The menu or picker of a setting that is not typed."""
    if isinstance(kind, Channel):
        return row(_channel_picker(state, kind, custom_id(action, *arguments), value))
    if isinstance(kind, Roles):
        return row(_role_picker(state, kind, custom_id(action, *arguments), value))
    chosen = kind.typed(value)
    menu = [
        discord.SelectOption(label=words[:100], value=each, default=each == chosen)
        for each, words in kind.options(value)
    ]
    return choices(kind.title, action, *arguments, options=menu)


def _rules_of_channel(state: PanelState) -> list[Item]:
    """What one channel decides by itself; a setting that it does not decide shows what holds in the whole server."""
    kind, value = SETTINGS["channel_rules"], state.settings.channel_rules
    assert isinstance(kind, ChannelRules)
    items: list[Item] = [text(f"{_('In {place}:', place=f'<#{state.channel_id}>')}\n-# {_(kind.hint)}")]
    for name, one in kind.of.items():
        items += _rule(state, name, one, fingerprint(value))
    return [*items, row(button(_("Back to the whole server"), "config.open", Section.VOTES))]


def _rule(state: PanelState, name: str, kind: Kind[Any], shown: str) -> list[Item]:
    own = rule_of(state.settings.channel_rules, state.channel_id, name)
    key = (name, state.channel_id, shown)
    chooser = _chooser(state, kind, getattr(state.settings, name) if own is None else own.value, "config.rule", *key)
    if own is None:
        return [text(f"**{kind.title}** · {_('as in the whole server')}"), chooser]
    press = button(deed_of(_("As in the whole server"), kind.title), "config.unrule", *key)
    return [ui.Section(labelled(f"**{kind.title}**", kind.words(own.value, state.here)), accessory=press), chooser]


def _notes(state: PanelState, name: str) -> str:
    """What is gone, what could not be read, and the hint."""
    kind = SETTINGS[name]
    gone = kind.gone(getattr(state.settings, name), state.here)
    notes = [" · " + _("what was chosen ({id}) was deleted; choose again", id=few(gone))] if gone else []
    if name in state.unused:
        notes.append("\n⚠️ " + _("What is stored for this can't be used, so the default counts. Choose again."))
    if name in state.trouble:
        notes.append(f"\n⚠️ {state.trouble[name]}")
    if kind.hint:
        notes.append(f"\n-# {_(kind.hint)}")
    return "".join(notes)


def _channel_picker(state: PanelState, kind: Channel, action: str, value: int | None) -> Item:
    return ui.ChannelSelect(
        placeholder=_("{setting}: not set", setting=kind.title),
        custom_id=action,
        channel_types=[discord.ChannelType[each] for each in kind.takes],
        min_values=0,
        default_values=[discord.SelectDefaultValue(id=value, type=discord.SelectDefaultValueType.channel)]
        if value is not None and value in state.here.channels
        else [],
    )


def _role_picker(state: PanelState, kind: Roles, action: str, value: tuple[int, ...]) -> Item:
    return ui.RoleSelect(
        placeholder=_("{setting}: no roles chosen", setting=kind.title),
        custom_id=action,
        min_values=0,
        max_values=MOST_ROLES,
        default_values=[
            discord.SelectDefaultValue(id=each, type=discord.SelectDefaultValueType.role)
            for each in value
            if each in state.here.roles
        ],
    )


def typing_form(name: str, current: Any, shown: str) -> ui.Modal:
    """The form for a setting that is typed."""
    kind: Kind[Any] = SETTINGS[name]
    title = kind.title[:45]
    form = ui.Modal(title=title, custom_id=custom_id("config.typed", name, shown, secrets.token_hex(4)))
    is_long = kind.room > _ONE_LINE
    style = discord.TextStyle.paragraph if is_long else discord.TextStyle.short
    box = ui.TextInput[Any](
        custom_id="value", style=style, default=kind.typed(current), max_length=kind.room, required=not is_long
    )
    form.add_item(ui.Label(text=title, description=kind.typing_hint()[:100], component=box))
    return form
