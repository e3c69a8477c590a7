"""What time it is for Discord, heard from its answers."""

from __future__ import annotations

from contextlib import suppress
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

import aiohttp

from bot.app import App, SteadyClock

_read = lru_cache(maxsize=4)(parsedate_to_datetime)  # many answers are given in the same second


def listening_to_time(app: App) -> aiohttp.TraceConfig:
    """Tells the bot's clock what time Discord's answers were given at."""
    trace = aiohttp.TraceConfig()

    async def heard(_session: Any, _context: Any, answered: aiohttp.TraceRequestEndParams) -> None:
        if isinstance(app.clock, SteadyClock) and (said := answered.response.headers.get("Date")):
            with suppress(ValueError):
                app.clock.hear(_read(said))

    trace.on_request_end.append(heard)
    return trace
