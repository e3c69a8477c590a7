"""The bot as `linger run` runs it, which measures from one signal to the next how late its event loop is."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

from benchmarks.lag import LoopLag
from bot import log, memory
from bot.console.run import run_until_stopped
from bot.settings import Settings


async def main(settings: Settings) -> None:
    measuring = asyncio.create_task(measure())
    await run_until_stopped(settings, start_anew=False)
    measuring.cancel()


async def measure() -> None:
    """Write the p99 in ms into a file of the folder that `started` gives every bot."""
    signalled, told = asyncio.Event(), Path(os.environ["CARDS"]) / "lag.txt"
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, signalled.set)
    while True:
        await signalled.wait()
        signalled.clear()
        async with LoopLag() as lag:
            await signalled.wait()
        signalled.clear()
        told.write_text(f"{lag.percentile(99)}\n", encoding="ascii")


if __name__ == "__main__":
    memory.share_one_arena()
    settings = Settings.load()
    log.configure(settings.log_level, settings.log_format)
    asyncio.run(main(settings))
