"""What an admin picked in the settings, checked against the server as it is now. Not a cog."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import discord

from bot.client import Linger
from bot.domain.server_settings import NUMBERS, Changed, SetTo, fingerprint
from bot.errors import Gone, UserError
from bot.i18n import _, _n
from bot.ui.config_labels import CHANNEL_TYPES, wish_words
from bot.ui.config_panel import PanelState
from bot.ui.config_permissions import NEEDED
from bot.ui.permissions import missing_permissions

_EMOJI_NAME = re.compile(r":?[A-Za-z0-9_]{2,32}:?")
_Interaction = discord.Interaction[Linger]


def guild_of(interaction: _Interaction) -> discord.Guild:
    """The server that somebody acts in. Raises Gone outside of one."""
    if interaction.guild is None:
        raise Gone(_("This works only inside a server."))
    return interaction.guild


def mark_of(wishes: Sequence[SetTo]) -> str:
    """Differs when other settings would be suggested."""
    return fingerprint([[wish.name, wish.value] for wish in wishes])


def confirmed(state: PanelState, done: Sequence[Changed]) -> PanelState:
    """The panel after a change, with what was done and the way back."""
    words = "; ".join(wish_words(each.wish) for each in done[:6])
    if len(done) > 6:
        words = _n("{words} and {count} more", "{words} and {count} more", len(done) - 6, words=words)
    return replace(state, done=words, undo=(done[0].entry_id, done[-1].entry_id))


def channel_of(interaction: _Interaction, text: str) -> discord.abc.GuildChannel:
    """A channel of this server by its id as text. Raises Gone."""
    channel = guild_of(interaction).get_channel(int(text)) if text.isascii() and text.isdigit() else None
    if channel is None:
        raise Gone(_("This channel is not in this server, or not any more. Pick another one."))
    return channel


def picked(interaction: _Interaction, name: str, values: list[str]) -> Any:
    """The chosen values as the setting keeps them. Raises UserError for what is not in this server."""
    if name in CHANNEL_TYPES:
        if not values:
            return None
        channel = channel_of(interaction, values[0])
        if channel.type not in CHANNEL_TYPES[name]:
            raise UserError(_("{channel} is not a kind of channel that fits here.", channel=channel.mention))
        return channel.id
    if name.endswith("_role_ids"):
        guild = guild_of(interaction)
        known = {str(role.id): role.id for role in guild.roles if not role.is_default()}
        strange = [value for value in values if value not in known]
        if strange:
            raise Gone(_("One of these roles is not in this server, or not any more. Pick again."))
        return tuple(known[value] for value in values)
    value = values[0] if values else ""
    return int(value) if name in NUMBERS and value.isascii() and value.isdigit() and len(value) < 9 else value


async def own_emoji(interaction: _Interaction, typed: str) -> str:
    """A custom emoji of this server by its mention or name, as Discord writes it; anything else as it was typed.

    Raises UserError for a mention or a name that is none of this server's.
    """
    found = discord.PartialEmoji.from_str(typed)
    if found.id is None and not _EMOJI_NAME.fullmatch(typed):
        return typed
    own = await guild_of(interaction).fetch_emojis()  # without their intent, the library keeps none
    same = [emoji for emoji in own if emoji.id == found.id or emoji.name == typed.strip(":")]
    if not same:
        raise UserError(
            _("{value} is not an emoji of this server. Take one of its own, or an ordinary one.", value=typed[:60])
        )
    return str(same[0])


def trouble_in(guild: discord.Guild, channel_id: int) -> str | None:
    """What keeps the bot from using a channel, as a sentence, or None."""
    channel = guild.get_channel(channel_id)
    if channel is None:
        return _("A channel that is set ({id}) was deleted; choose another one.", id=channel_id)
    names = missing_permissions(channel, NEEDED)
    if not names:
        return None
    return _("In {channel} I still need: {names}.", channel=channel.mention, names=", ".join(names))
