"""The bot as `linger run` runs it, which tells on a signal what it holds: traced memory, tasks, objects."""

from __future__ import annotations

import asyncio
import gc
import json
import signal
import sys
import tracemalloc
from pathlib import Path

from bot import memory
from bot.app import open_app, until_stopped
from bot.edge.serving import serve
from bot.patterns import compile_what_waits
from bot.settings import Settings


def held() -> str:
    gc.collect()
    traced, _most = tracemalloc.get_traced_memory()
    return json.dumps({"traced": traced, "tasks": len(asyncio.all_tasks()), "objects": len(gc.get_objects())})


async def main() -> None:
    path, token, api_url, gateway_url = sys.argv[1:]
    settings = Settings(
        discord_token=token, database_path=Path(path), discord_api_url=api_url, discord_gateway_url=gateway_url,
        providers=(),
    )  # fmt: skip
    async with open_app(settings) as app:
        await app.catalogues.opened()
        compile_what_waits()
        memory.settle()
        tracemalloc.start()
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGUSR1, lambda: print(held(), flush=True))
        await until_stopped(serve(app))


if __name__ == "__main__":
    memory.share_one_arena()
    asyncio.run(main())
