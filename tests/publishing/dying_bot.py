"""The whole bot in a process of its own, to be killed."""

from __future__ import annotations

import asyncio
import os
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import bot.app
from bot.edge.client import Linger
from bot.edge.serving import serve
from bot.settings import Settings
from tests.loopback.running import QUICK, new_catalogues


class Shifted:
    """A clock that goes as this machine's does, from another moment on."""

    def __init__(self, begins: datetime) -> None:
        self._by = begins - datetime.now(UTC)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._by


def run_dying(pipe: Connection, path: str, token: str, api_url: str, gateway_url: str, begins: datetime) -> None:
    """Run until killed; write "ready" into `pipe` once started, and close it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)

    async def tell_ready(client: Linger) -> None:
        await client.started.wait()
        os.write(pipe.fileno(), b"ready\n")
        pipe.close()

    async def main() -> None:
        settings = Settings(
            discord_token=token, database_path=Path(path), discord_api_url=api_url, discord_gateway_url=gateway_url
        )
        async with bot.app.open_app(settings, clock=Shifted(begins), pace=QUICK, new_catalogues=new_catalogues) as app:
            kept: list[asyncio.Task[None]] = []
            await serve(app, on_client=lambda client: kept.append(asyncio.ensure_future(tell_ready(client))))

    asyncio.run(main())
