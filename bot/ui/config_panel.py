"""The settings panel that only admins see."""

from __future__ import annotations

import discord

from bot.domain.server_settings import FEATURES
from bot.i18n import _
from bot.ui.cards import Item, button, card, container, text


def features_panel(switches: dict[tuple[int, str], bool], *, done: str | None = None) -> discord.ui.LayoutView:
    """Every feature with its switch; `done` says what was just changed."""
    items: list[Item] = [text(_("### What runs in this server"))]
    if done:
        items.append(text(f"✅ {done}"))
    for feature, description in FEATURES.items():
        is_on = switches.get((0, feature), True)
        name, _sep, what = _(description).partition(": ")
        press = button(
            _("Switch off") if is_on else _("Switch on"),
            "config.feature",
            feature,
            "off" if is_on else "on",
            style=discord.ButtonStyle.secondary if is_on else discord.ButtonStyle.success,
        )
        state = _("on") if is_on else _("off")
        items.append(discord.ui.Section(f"**{name}** · {state}\n{what}", accessory=press))
    items.append(text(_("-# Switching a feature off keeps everything it has stored.")))
    return card(container(*items))
