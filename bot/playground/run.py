"""Starts the real bot on a loopback Discord, with members, reviews and votes to look at."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.app import open_app
from bot.edge.client import Linger
from bot.edge.serving import serve
from bot.errors import StartError
from bot.i18n import _
from bot.playground.samples import act_out
from bot.playground.server import LoopbackDiscord
from bot.settings import Settings

_START_S = 60.0


@dataclass(frozen=True, slots=True)
class Options:
    """How to run the playground. Without `data` everything is thrown away at the end."""

    host: str = "127.0.0.1"
    port: int = 0
    data: Path | None = None
    samples: bool = True
    log_level: str = "WARNING"


async def run_playground(options: Options, *, say: Callable[[str], None]) -> None:
    """Serve until cancelled; `say` gets the lines for the person at the terminal. Raises StartError."""
    with ExitStack() as stack:
        folder = options.data
        if folder is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="linger-playground-")))
        _require_folder(folder)
        is_new = not (folder / "linger.sqlite3").exists()
        try:
            discord = LoopbackDiscord(host=options.host, port=options.port, data=options.data)
            async with discord:
                say(_("Setting the stage …"))
                await _perform(discord, options, folder, is_new=is_new, say=say)
        except OSError as error:
            is_name = isinstance(error, socket.gaierror)  # a host of that name is not known
            # From Python 3.13 on asyncio gives no number where no address of the host is this machine's.
            number = errno.EADDRNOTAVAIL if type(error) is OSError and error.errno is None else error.errno
            if not is_name and number not in (errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL):
                raise
            raise StartError(
                _(
                    "Port {port} on {host} can't be used ({reason}). Choose another one with --port, or 0 for any.",
                    port=options.port,
                    host=options.host,
                    reason=error.strerror if is_name else os.strerror(number or 0),
                )
            ) from None


def _require_folder(folder: Path) -> None:
    """Make the folder of --data. Raises StartError where that is not possible, or where it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise StartError(
            _(
                "--data {folder} can't be used ({reason}). Name a folder that this account may write to.",
                folder=folder,
                reason=error.strerror or error,
            )
        ) from None


async def _perform(
    discord: LoopbackDiscord, options: Options, folder: Path, *, is_new: bool, say: Callable[[str], None]
) -> None:
    settings = Settings(
        discord_token=discord.token,
        database_path=folder / "linger.sqlite3",
        log_level=options.log_level,
        discord_api_url=discord.api_url,
        discord_gateway_url=discord.gateway_url,
        owner_guild_id=int(next(iter(discord.world.guilds))),
        providers=(),  # nothing leaves the machine
        backup_every=timedelta(0),
    )
    clients: asyncio.Queue[Linger] = asyncio.Queue()
    async with open_app(settings, start_anew=True) as app:
        running = asyncio.create_task(serve(app, on_client=clients.put_nowait))
        try:
            await _ready(clients, running)
            if options.samples and is_new:
                await act_out(discord)
            say(_("Linger's playground is open: {address}", address=discord.page_url))
            say(_("Stop it with Ctrl+C."))
            await running
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


async def _ready(clients: asyncio.Queue[Linger], running: asyncio.Task[None]) -> None:
    """Wait for the bot; its failure is ours."""
    started = asyncio.create_task(_started(clients))
    done, _pending = await asyncio.wait({started, running}, timeout=_START_S, return_when=asyncio.FIRST_COMPLETED)
    started.cancel()
    if running in done:
        running.result()
    if started not in done:
        raise StartError(_("The bot did not start within a minute; run again with --log-level INFO to see why."))


async def _started(clients: asyncio.Queue[Linger]) -> None:
    client = await clients.get()
    await client.started.wait()
