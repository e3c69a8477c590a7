"""Reaching Discord: what may pass by itself, how long to wait before trying again, and why it failed."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from enum import IntEnum
from http import HTTPStatus

import aiohttp
import discord
import yarl

# What may pass by itself; discord.HTTPException only in its 5xx kind.
UNREACHABLE = (OSError, aiohttp.ClientError, TimeoutError, discord.GatewayNotFound, discord.DiscordServerError)

# What parsing an answer of another shape than Discord's raises in the library, or in us.
MISSHAPEN = (KeyError, IndexError, TypeError, ValueError, AttributeError)
_READERS = ("json", "bot.edge.wire", "bot.edge.gateway.hearing_time")  # modules that read text for the library


class Unknown(IntEnum):
    """Discord's own codes for what it does not have. A 404 without one is somebody else's, and proves nothing."""

    CHANNEL = 10003
    MEMBER = 10007
    MESSAGE = 10008
    USER = 10013
    EMOJI = 10014  # also for a reaction that nobody gave
    BAN = 10026
    EVENT = 10070


def is_passing(error: BaseException) -> bool:
    """Whether something in between said it, or Discord in a weak moment; what Discord refuses has a code of its own."""
    if isinstance(error, discord.HTTPException):
        return error.status >= 500 or error.status == 429 or not error.code
    return isinstance(error, discord.RateLimited | aiohttp.ClientError) or is_misshapen(error)


def is_misshapen(error: BaseException) -> bool:
    """Whether the library stumbled over an answer of another shape than Discord's, and not we over something ours."""
    if not isinstance(error, MISSHAPEN):
        return False
    places = [frame.f_globals["__name__"] for frame, _line in traceback.walk_tb(error.__traceback__)]
    while places and places[-1].startswith(_READERS):
        places.pop()
    return bool(places) and places[-1].startswith("discord.")


def is_unknown(error: discord.HTTPException, *what: Unknown) -> bool:
    """Whether Discord itself says that it has no such thing."""
    return isinstance(error, discord.NotFound) and error.code in what


def may_be_done(error: discord.HTTPException) -> bool:
    """Whether Discord may have done what it was asked all the same: a 5xx, or a proxy that waited no longer (408)."""
    return error.status >= 500 or error.status == HTTPStatus.REQUEST_TIMEOUT


async def knock(gateway: yarl.URL) -> None:
    """Open the gateway and close it again. Raises one of UNREACHABLE."""
    timeout = aiohttp.ClientTimeout(total=20)
    async with aiohttp.ClientSession(timeout=timeout, trust_env=True) as session, session.ws_connect(gateway):
        pass


def growing_pauses(first_s: float) -> Iterator[float]:
    """`first_s` seconds, twice as many, four times … at most 60."""
    pause_s = first_s
    while True:
        yield pause_s
        pause_s = min(pause_s * 2, 60.0)


def why(error: BaseException) -> str:
    """What went wrong, in the words of what went wrong first."""
    cause = error.__cause__ or error
    return str(cause) or type(cause).__name__
