"""What is known of a server or a channel: it is there, it is gone, or nothing is known just now.

A server that is unavailable, or has not arrived in this session yet, looks like one without channels: nothing is
concluded from that.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Protocol

import discord

from bot.errors import Gone, UserError
from bot.i18n import _

_UNKNOWN_CHANNEL = 10003

Channel = discord.abc.GuildChannel | discord.Thread


class Session(Protocol):
    """The bot's session, as far as it is asked here."""

    def get_guild(self, guild_id: int, /) -> discord.Guild | None:
        """A server of the session's, or None."""

    def has_arrived(self, guild_id: int) -> bool:
        """Whether the server would be known by now, if the bot were in it."""

    def get_partial_messageable(self, channel_id: int, /, *, guild_id: int) -> discord.PartialMessageable:
        """A channel by its id, without asking."""


class Absent(Enum):
    """Why something of Discord's can't be had: it is gone, or it is not known just now."""

    GONE = auto()
    UNKNOWN = auto()


class Unavailable(UserError):
    """Nothing is known of the server just now; whatever waits for it goes on waiting."""

    def __init__(self) -> None:
        super().__init__(_("Discord does not show me this server just now. Nothing is lost: try again in a minute."))


def guild_of(session: Session, guild_id: int) -> discord.Guild | Absent:
    """A server as the session knows it."""
    guild = session.get_guild(guild_id)
    if guild is not None:
        return Absent.UNKNOWN if guild.unavailable else guild
    return Absent.GONE if session.has_arrived(guild_id) else Absent.UNKNOWN


def require_guild(session: Session, guild_id: int) -> discord.Guild:
    """A server that is there. Raises Unavailable, and Gone where the bot is in it no longer."""
    found = guild_of(session, guild_id)
    if found is Absent.GONE:
        raise Gone(_("I am no longer in that server."))
    if isinstance(found, Absent):
        raise Unavailable
    return found


def cached_channel(guild: discord.Guild, channel_id: int | None) -> Channel | None:
    """A channel, or a thread that is open; None says nothing about threads that sleep."""
    return guild.get_channel_or_thread(channel_id or 0)


def parent_of(channel: object) -> int | None:
    """The channel that a thread hangs in; None for what is no thread."""
    return channel.parent_id if isinstance(channel, discord.Thread) else None


async def channel_of(session: Session, guild_id: int, channel_id: int) -> Channel | Absent:
    """A channel or thread; Discord is asked where the session knows none, and asked otherwise before it counts as gone.

    Never raises.
    """
    guild = guild_of(session, guild_id)
    if isinstance(guild, Absent):
        return guild
    found = cached_channel(guild, channel_id)
    if found is not None:
        return found
    try:
        return await guild.fetch_channel(channel_id)
    except discord.NotFound as error:
        gone = error.code == _UNKNOWN_CHANNEL and await _is_gone_for_messages_too(session, guild_id, channel_id)
        return Absent.GONE if gone else Absent.UNKNOWN
    except discord.InvalidData:
        return Absent.GONE  # the id belongs to another server
    except Exception:  # noqa: BLE001 (a cut line, half an answer, a refusal: nothing is known)
        return Absent.UNKNOWN


async def _is_gone_for_messages_too(session: Session, guild_id: int, channel_id: int) -> bool:
    """Whether its messages can't be asked for either, as Discord itself says."""
    try:
        async for _message in session.get_partial_messageable(channel_id, guild_id=guild_id).history(limit=1):
            break
    except discord.NotFound as error:
        return error.code == _UNKNOWN_CHANNEL
    except Exception:  # noqa: BLE001 (it may be there and hold no messages, or Discord can't be reached)
        return False
    return False
