"""The first steps: what the bot may do here, and defaults that an admin takes with one press."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.domain.server_settings import SetTo
from bot.domain.spoilers import sanitise_inline
from bot.i18n import _, _n
from bot.ui.cards import Item, button, card, container, divider, row, text
from bot.ui.config_labels import wish_words
from bot.ui.config_permissions import missing_with_reasons


def setup_guide(
    permissions: discord.Permissions,
    suggestions: Sequence[SetTo],
    fingerprint: str,
    *,
    trouble: Sequence[str] = (),
    done: str | None = None,
    undo: tuple[int, int] | None = None,
) -> ui.LayoutView:
    """The guide; `trouble` are sentences about channels that are set but cannot be used."""
    items: list[Item] = [text(f"### {_('First steps with Linger')}")]
    if done:
        said = f"✅ {done}"
        items.append(
            ui.Section(said, accessory=button(_("Undo"), "config.undo", *undo, "channels")) if undo else text(said)
        )
    items += [text(_permissions(permissions, trouble)), divider()]
    if suggestions:
        lines = "\n".join(f"- {wish_words(wish)}" for wish in suggestions)
        items.append(text(f"{_('From the names of your channels and roles I would set:')}\n{lines}"))
        take = button(
            _n("Take this suggestion", "Take these {count} suggestions", len(suggestions)),
            "config.suggested",
            fingerprint,
            style=discord.ButtonStyle.success,
        )
        items.append(row(take, button(_("Choose myself"), "config.open", "channels")))
    else:
        items.append(text(_("Everything that I could guess is set. All else has a default that works.")))
        items.append(row(button(_("Open the settings"), "config.open", "features")))
    items += [divider(), text(_next_steps())]
    return card(container(*items))


def _permissions(permissions: discord.Permissions, trouble: Sequence[str]) -> str:
    needed = missing_with_reasons(permissions)
    helpful = missing_with_reasons(permissions, helpful=True)
    lines = []
    if needed:
        lines.append(_("❌ I need these permissions and don't have them in this channel:"))
        lines += [f"- {line}" for line in needed]
    else:
        lines.append(_("✅ I have every permission that I need in this channel."))
    if helpful:
        lines.append(_("Nice to have:"))
        lines += [f"- {line}" for line in helpful]
    lines += [f"⚠️ {line}" for line in trouble]
    if needed or helpful or trouble:
        lines.append(_("-# Grant them under Server Settings → Roles → my role, or in the channel's own settings."))
    return "\n".join(lines)


def _next_steps() -> str:
    return "\n".join(
        (
            _("**/series** looks a series up, **/review write** starts a review, **/recommend** says what is next."),
            _("**/config panel** has everything that you can set; members see what is on with **/help**."),
            _("What I keep about members, and for how long, is said by **/privacy show**."),
        )
    )


def welcome(server_name: str) -> ui.LayoutView:
    """The direct message to whoever brought the bot; buttons would not know the server there."""
    name = sanitise_inline(server_name)
    return card(
        container(
            text(f"### {_('Thank you for bringing me to {server}!', server=name)}"),
            text(
                _(
                    "I work right away: members can use **/series**, **/review write** and **/recommend**.\n"
                    "To decide what runs and where, type **/config setup** in your server. It checks my permissions,"
                    " offers defaults and takes a minute. Only you will see it."
                )
            ),
        )
    )
