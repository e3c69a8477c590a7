"""`linger run`: the bot on Discord."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from importlib import import_module

from bot import log, memory
from bot.app import App, open_app, until_stopped
from bot.console.places import add_env_file
from bot.edge.client import Linger
from bot.edge.serving import serve
from bot.errors import StartError
from bot.i18n import _
from bot.patterns import compile_what_waits
from bot.setting_kinds import some_shards
from bot.settings import Settings

_BABEL = ("babel.dates", "babel.languages", "babel.numbers")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take where the settings are, and whether the bot may begin with nothing."""
    add_env_file(parser)
    parser.add_argument("--shards", metavar="0-3/16", help="which of Discord's shards; in place of SHARDS")
    parser.add_argument("--new", action="store_true", help="start with nothing, where the database is gone or empty")


def run(options: argparse.Namespace) -> int:
    """Run the bot until it is stopped; returns the process's exit status."""
    memory.share_one_arena()
    memory.collect_seldom()
    log.configure("INFO")
    settings = Settings.load(env_file=options.env_file)
    if options.shards:
        settings = replace(settings, shards=some_shards("--shards", options.shards))
    log.configure(settings.log_level, settings.log_format)
    asyncio.run(run_until_stopped(settings, start_anew=options.new))
    return 0


async def run_until_stopped(settings: Settings, *, start_anew: bool) -> None:
    """The bot with health, metrics and what is put off at a start, until SIGTERM or Ctrl+C. Raises StartError."""
    if not settings.discord_token:
        raise StartError(
            _(
                "DISCORD_TOKEN is empty: copy .env.example to .env and fill it in, or try `make playground`, which"
                " needs none."
            )
        )
    settings.require_place()
    async with open_app(settings, start_anew=start_anew) as app, _watched(app) as watch:
        settling: list[asyncio.Task[None]] = []

        def on_client(client: Linger) -> None:
            watch(client)
            settling.append(asyncio.create_task(_settle(client), name="settling after the start"))

        try:
            await until_stopped(serve(app, on_client=on_client))
        finally:
            for task in settling:
                task.cancel()


@asynccontextmanager
async def _watched(app: App) -> AsyncIterator[Callable[[Linger], None]]:
    """Serve health and metrics within the block, where that is wished; what it yields is told of each client."""
    if not app.settings.metrics_port:
        yield lambda _client: None
        return
    from bot.edge.monitoring.server import monitoring  # a web server, which most never need

    async with monitoring(app) as monitor:
        yield monitor.watch


async def _settle(client: Linger) -> None:
    """Once people are heard, the garbage of the start is taken out; once one of them asks anything, what was put off is
    had ready."""
    await client.started.wait()
    # On the loop: its modules import each other, and two threads that begin with different ones get one half made.
    for name in _BABEL:
        import_module(name)
    await client.app.catalogues.opened()
    memory.settle()
    await client.gate.asked.wait()
    await asyncio.to_thread(_have_ready)


def _have_ready() -> None:
    """What anybody may need with the next press, and would have to wait for on the event loop."""
    import_module("bot.domain.leaks.checking")
    compile_what_waits()
