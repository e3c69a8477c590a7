"""The end of a client: what is under way is answered, for a moment."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import Any

_HANDLERS = ("discord.py: ", "CommandTree-invoker")  # how the library names the tasks of listeners and commands
_log = logging.getLogger(__name__)


async def end_handlers(*, within_s: float) -> None:
    """Wait for what listeners and commands are doing, and cancel what takes longer: its answer has nowhere to go."""
    own = asyncio.current_task()

    def handlers() -> set[asyncio.Task[Any]]:
        return {task for task in asyncio.all_tasks() if task is not own and task.get_name().startswith(_HANDLERS)}

    with suppress(TimeoutError):
        async with asyncio.timeout(within_s):
            while running := handlers():
                await asyncio.wait(running)
    cut_short = handlers()
    for task in cut_short:
        task.cancel()
    if cut_short:
        _log.warning("%d answers under way were cut short", len(cut_short))
        await asyncio.wait(cut_short, timeout=within_s)
