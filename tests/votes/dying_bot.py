"""A bot in a process of its own, to be killed: it says what it acknowledged, after it did."""

from __future__ import annotations

import asyncio
import os
from multiprocessing.connection import Connection
from pathlib import Path

import bot.app
from bot.edge.client import Linger
from bot.edge.serving import serve
from bot.settings import Settings
from tests.loopback.running import new_catalogues
from tests.loopback.telling import telling_ledger


def run_dying(pipe: Connection, path: str, database_url: str, token: str, api_url: str, gateway_url: str) -> None:
    """Run until killed; write "ready" into `pipe`, and "+" or "-" with message and member for each stored act."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)

    def tell(*words: object) -> None:
        os.write(pipe.fileno(), (" ".join(map(str, words)) + "\n").encode())

    async def tell_ready(client: Linger) -> None:
        await client.started.wait()
        tell("ready")

    async def main() -> None:
        settings = Settings(
            discord_token=token,
            database_path=Path(path),
            database_url=database_url,
            discord_api_url=api_url,
            discord_gateway_url=gateway_url,
        )
        pace = bot.app.Pace(next_guild_s=0.05)
        async with bot.app.open_app(settings, pace=pace, new_catalogues=new_catalogues) as app:
            kept: list[asyncio.Task[None]] = []
            await serve(app, on_client=lambda client: kept.append(asyncio.ensure_future(tell_ready(client))))

    bot.app.Ledger = telling_ledger(tell)  # type: ignore[misc]  # in this process alone, which is about to be killed
    asyncio.run(main())
