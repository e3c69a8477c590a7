"""A bot that shares the shards with others, in a process of its own: it says what it acknowledged, after it did."""

from __future__ import annotations

import asyncio
import os
from datetime import datetime
from multiprocessing.connection import Connection

import bot.app
from bot.edge.client import Linger
from bot.edge.serving import serve
from bot.errors import StartError
from bot.settings import Settings
from tests.loopback.running import QUICK, new_catalogues
from tests.loopback.telling import telling_ledger
from tests.publishing.dying_bot import Shifted


def run_process(pipe: Connection, environment: dict[str, str], begins: datetime | None) -> None:
    """Run until ended; write "ready" once started, "+" or "-" with message and member for each stored vote, and
    "refused" with the sentence where it may not start. With `begins` it lives from that moment on."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir("/")

    def tell(*words: object) -> None:
        os.write(pipe.fileno(), (" ".join(map(str, words)) + "\n").encode())

    async def tell_ready(client: Linger) -> None:
        await client.started.wait()
        tell("ready")

    async def main() -> None:
        settings = Settings.load()
        clock = Shifted(begins) if begins is not None else None
        async with bot.app.open_app(settings, clock=clock, pace=QUICK, new_catalogues=new_catalogues) as app:
            kept: list[asyncio.Task[None]] = []
            serving = serve(app, on_client=lambda client: kept.append(asyncio.ensure_future(tell_ready(client))))
            await bot.app.until_stopped(serving)

    bot.app.Ledger = telling_ledger(tell)  # type: ignore[misc]  # in this process alone
    try:
        asyncio.run(main())
    except StartError as error:
        tell("refused", str(error).replace("\n", " "))
