"""Sending something once: found where it was sent before, and looked for before a doubtful failure is told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import discord

from bot.edge.reaching import may_be_done
from bot.errors import UserError
from bot.i18n import _

T = TypeVar("T")

# The library tries again by itself after a second where Discord answers 500, 502, 504: the first try may have counted.
_TRIED_AGAIN_S = 1.0


class InDoubt(UserError):
    """Whether Discord took it can't be known just now; the claim stays, and it is looked for again later."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Discord is not answering just now. Nothing is lost: I look again by myself, and post it if it is not"
                " there."
            )
        )


def is_doubtful(error: Exception) -> bool:
    """Whether Discord may have done what it was asked although this came back: a cut line, a 5xx, no or half an answer,
    a proxy that waited no longer.

    Only Discord's own answer of the kind 4xx says that nothing was done.
    """
    if isinstance(error, discord.HTTPException):
        return may_be_done(error)
    return not isinstance(error, UserError | discord.RateLimited | discord.ClientException)


async def send_once(
    *,
    is_fresh: bool,
    find: Callable[[], Awaitable[Sequence[T]]],
    send: Callable[[], Awaitable[T]],
    look_after_s: float,
    drop: Callable[[T], Awaitable[None]] | None = None,
) -> T:
    """What `find` finds of a claim that is not fresh; otherwise what `send` makes.

    `find` lists all that is there of ours, the oldest first. `drop` is for what Discord knows no nonce for: of
    twins the oldest stays, and the others are dropped. Raises what `send` raises once `find` has found nothing,
    and InDoubt where `find` fails after a failure that may have been none.

    A refusal is one only if it came at once: otherwise the library may have tried twice, and the first try counted.
    """
    if not is_fresh and (found := await find()):
        return await _keep_one(found, drop)
    loop = asyncio.get_running_loop()
    began = loop.time()
    try:
        made = await send()
    except Exception as error:
        if not is_doubtful(error) and loop.time() - began < _TRIED_AGAIN_S:
            raise
        try:
            found = await _look_twice(find, look_after_s)
        except discord.Forbidden:
            if not is_doubtful(error):
                raise error from None  # neither to send nor to look is allowed: that is known
            raise InDoubt from error
        except Exception:  # noqa: BLE001 (half an answer raises whatever its reader raises)
            raise InDoubt from error
        if not found:
            raise
        return await _keep_one(found, drop)
    if drop is None or loop.time() - began < _TRIED_AGAIN_S:
        return made
    try:
        found = await find()
    except Exception:  # noqa: BLE001 (whatever its reader raises; what was made stands)
        return made
    return await _keep_one(found, drop) if len(found) > 1 else made


async def _look_twice(find: Callable[[], Awaitable[Sequence[T]]], look_after_s: float) -> Sequence[T]:
    """What is there after a while: it may still be on its way, and one empty answer may be somebody else's."""
    await asyncio.sleep(look_after_s)
    if found := await find():
        return found
    await asyncio.sleep(look_after_s)
    return await find()


async def _keep_one(found: Sequence[T], drop: Callable[[T], Awaitable[None]] | None) -> T:
    if drop is not None:
        for twin in found[1:]:
            await drop(twin)
    return found[0]
