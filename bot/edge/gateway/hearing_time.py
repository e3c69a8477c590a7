"""What time it is for Discord, heard from its answers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

import aiohttp
from discord import http
from discord.webhook import async_

from bot.app import SteadyClock
from bot.edge.wire import from_json

_read = lru_cache(maxsize=4)(parsedate_to_datetime)  # many answers are given in the same second
_clock: ContextVar[SteadyClock | None] = ContextVar("clock", default=None)
_read_answer = http.json_or_text


async def _hear_and_read(answered: aiohttp.ClientResponse) -> dict[str, Any] | str:
    clock, said = _clock.get(), answered.headers.get("Date")
    if clock is not None and said:
        with suppress(ValueError):
            clock.hear(_read(said))
    if answered.headers.get("Content-Type") == "application/json":
        read: dict[str, Any] = from_json(await answered.read())  # the library would make characters of it before
        return read
    return await _read_answer(answered)


def hear_time(clock: Callable[[], datetime]) -> None:
    """Have the bot's clock hear, in this task and those that it starts, what time Discord's answers were given at.

    Where that is heard answers are also read, as the bytes that they are.

    The library offers a trace of aiohttp's for it, which tells of all else that happens to a request, too: that took a
    twentieth of what answering somebody costs.
    """
    _clock.set(clock if isinstance(clock, SteadyClock) else None)
    for module in (http, async_):
        setattr(module, "json_or_text", _hear_and_read)  # noqa: B010 (of a looser type than the library's own)
