"""What an admin picked in the settings, checked against the server as it is now."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from msgspec.structs import replace

from bot.domain.settings import SETTINGS, Changed, Channel, Here, ServerSettings, SetTo, done_words, fingerprint
from bot.domain.settings.kind import few
from bot.edge.client import Linger
from bot.errors import Gone
from bot.i18n import _, _n, in_turn
from bot.ui.config.files import cut_short
from bot.ui.config.panel import PanelState
from bot.ui.config.permissions import deeds_in, readers_warning
from bot.ui.kit.permissions import trouble_with

_Interaction = discord.Interaction[Linger]
_MOST_CHARACTERS = 250  # of one change; twenty-five roles would leave no room for the page below


def guild_of(interaction: _Interaction) -> discord.Guild:
    """The server that somebody acts in. Raises Gone outside of one, and while it is not known yet."""
    if interaction.guild is None:
        raise Gone(_("This works only inside a server."))
    if interaction.guild.unavailable:  # no channels and roles, which does not mean that there are none
        raise Gone(_("I have only just started and don't see this server yet. Please try again in a minute."))
    return interaction.guild


def mark_of(wishes: Sequence[SetTo]) -> str:
    """Differs when other settings would be suggested."""
    return fingerprint([[wish.name, wish.value] for wish in wishes])


def confirmed(state: PanelState, done: Sequence[Changed]) -> PanelState:
    """The panel after a change, with what was done and the way back."""
    words = in_turn(cut_short(done_words(each), _MOST_CHARACTERS) for each in done[:6])
    if len(done) > 6:
        words = _n("{words} and {count} more", "{words} and {count} more", len(done) - 6, words=words)
    return replace(state, done=words, undo=(done[0].entry_id, done[-1].entry_id))


def channel_of(interaction: _Interaction, text: str) -> discord.abc.GuildChannel:
    """A channel of this server by its id as text. Raises Gone."""
    channel = guild_of(interaction).get_channel(int(text)) if text.isascii() and text.isdigit() else None
    if channel is None:
        raise Gone(_("This channel is not in this server, or not any more. Pick another one."))
    return channel


def gone_words(settings: ServerSettings, here: Here) -> list[str]:
    """A sentence for every setting that names a channel, role or emoji that was deleted."""
    found = ((kind, kind.gone(getattr(settings, name), here)) for name, kind in SETTINGS.items())
    return [
        _("{setting}: what was chosen ({id}) was deleted; choose another one.", setting=kind.title, id=few(gone))
        for kind, gone in found
        if gone
    ]


def unused_words(names: frozenset[str]) -> list[str]:
    """A sentence for every setting whose stored value cannot be used."""
    return [
        _("{setting}: what is stored can't be used, so the default counts. Choose again.", setting=kind.title)
        for name, kind in SETTINGS.items()
        if name in names
    ]


def trouble_in(guild: discord.Guild, settings: ServerSettings, name: str) -> str | None:
    """What is wrong with the channel that the setting `name` names, as sentences, or None; a gone one is not here."""
    kind, value = SETTINGS[name], getattr(settings, name)
    channel = guild.get_channel(value) if isinstance(kind, Channel) and value is not None else None
    if channel is None or not isinstance(kind, Channel):
        return None
    said = [trouble for deed in deeds_in(settings, name) if (trouble := trouble_with(channel, deed)) is not None]
    warning = readers_warning(channel, settings) if kind.is_private else None
    if warning:
        said.append(warning)
    return " ".join(said) or None
