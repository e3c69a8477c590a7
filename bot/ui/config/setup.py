"""The first steps: what the bot may do here, and defaults that an admin takes with one press."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import discord
from discord import ui

from bot.domain.settings import SetTo, wish_words
from bot.domain.spoilers import sanitise_inline
from bot.i18n import _, _n, labelled
from bot.ui.config.permissions import missing_with_reasons
from bot.ui.kit.cards import Item, button, card, container, divider, row, text


def setup_guide(
    permissions: discord.Permissions,
    channel: str,
    suggestions: Sequence[SetTo],
    fingerprint: str,
    *,
    policy: str,
    trouble: Sequence[str] = (),
    done: str | None = None,
    undo: tuple[int, int] | None = None,
) -> ui.LayoutView:
    """The guide; `policy` is the way that spoilers take now, `trouble` are sentences about channels that are set but
    cannot be used."""
    items: list[Item] = [text(f"### {_('First steps with Linger')}")]
    if done:
        said = f"✅ {done}"
        items.append(
            ui.Section(said, accessory=button(_("Undo"), "config.undo", *undo, "channels")) if undo else text(said)
        )
    items += [text(_permissions(permissions, channel, trouble)), divider()]
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
    items += [divider(), *_spoilers(policy), divider(), text(_next_steps())]
    return card(container(*items))


def _spoilers(policy: str) -> list[Item]:
    """The two ways that what a review hides can take, one sentence each, and the choice between them."""
    ways = {
        "on-request": (
            _("Send it to those who ask"),
            _("What a review hides is never in the channel: “Read” sends it privately, as far as each has watched."),
        ),
        "in-place": (
            _("Keep it in the post"),
            _(
                "What a review hides stands in the post behind bars; "
                "what a phone's notification shows of it, Discord decides."
            ),
        ),
    }
    lines = [
        labelled(f"- {'✅ ' if way == policy else ''}**{name}**", meaning) for way, (name, meaning) in ways.items()
    ]
    buttons: list[Item] = [
        button(name, "config.policy", way, disabled=way == policy) for way, (name, _meaning) in ways.items()
    ]
    return [text("\n".join((_("**How shall spoilers in reviews be kept here?**"), *lines))), row(*buttons)]


def _permissions(permissions: discord.Permissions, channel: str, trouble: Sequence[str]) -> str:
    needed = missing_with_reasons(permissions, channel)
    helpful = missing_with_reasons(permissions, channel, helpful=True)
    lines = []
    if needed:
        lines.append(_("❌ Something that members use does not work in this channel:"))
        lines += [f"- {line}" for line in needed]
    else:
        lines.append(_("✅ I may do everything that members use in this channel."))
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


def welcome(server_name: str, kept: Mapping[str, int]) -> ui.LayoutView:
    """The direct message to whoever brought the bot, with what it has `kept` since it was there before; buttons would
    not know the server there."""
    name = sanitise_inline(server_name)
    if kept:
        return card(container(text(f"### {_('Good to be back in {server}!', server=name)}"), text(_restored(kept))))
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


def _restored(kept: Mapping[str, int]) -> str:
    said = [
        ("reviews", _n("{count} review", "{count} reviews", kept.get("reviews", 0))),
        ("votes", _n("{count} vote", "{count} votes", kept.get("votes", 0))),
        ("settings", _n("{count} setting of yours", "{count} settings of yours", kept.get("settings", 0))),
        ("series", _n("{count} series that you added", "{count} series that you added", kept.get("series", 0))),
    ]
    lines = [f"- {words}" for name, words in said if kept.get(name)]
    return "\n".join(
        (
            _("Nothing was lost. This is here again, as you left it:"),
            *lines,
            _("Votes from the time without me are being counted. **/config setup** tells which channels have changed."),
        )
    )
