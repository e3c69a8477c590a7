"""The composition root: opens what has to be opened, in order, and closes it in reverse, always."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.catalogue import load_bundled
from bot.errors import StartError
from bot.resources import catalogue_folder
from bot.services.catalogues import Catalogues
from bot.services.looking_up import Activity
from bot.services.recommendations import Recommendations
from bot.services.servers import Servers
from bot.services.voting import Ledger
from bot.settings import Settings
from bot.storage.database import Database

_log = logging.getLogger(__name__)


def utc_now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class App:
    """Everything that lives as long as the program; cogs take from it what they need."""

    settings: Settings
    db: Database
    servers: Servers
    catalogues: Catalogues
    activity: Activity
    recommendations: Recommendations
    ledger: Ledger
    clock: Callable[[], datetime]


@asynccontextmanager
async def open_app(settings: Settings, *, clock: Callable[[], datetime] = utc_now) -> AsyncIterator[App]:
    """Open the database and read what is kept in memory. Raises StartError."""
    catalogues = Catalogues(load_bundled(catalogue_folder()))
    async with Database.open(settings.database_path) as db:
        servers = Servers(db, clock)
        await servers.load()
        await catalogues.load(db)
        activity = Activity()
        await activity.load(db)
        recommendations = Recommendations(db, catalogues)
        ledger = Ledger(db, servers, clock)
        await ledger.load()
        try:
            yield App(settings, db, servers, catalogues, activity, recommendations, ledger, clock)
        finally:
            await recommendations.close()


async def run_bot(settings: Settings) -> None:
    """`linger run`: the bot on Discord, until it is asked to stop. Raises StartError."""
    if not settings.discord_token:
        raise StartError(
            "DISCORD_TOKEN is empty: copy .env.example to .env and fill it in, or try `make playground`, which needs"
            " none."
        )
    from bot.client import serve

    async with open_app(settings) as app:
        spare_the_collector()
        await until_stopped(serve(app))


def spare_the_collector() -> None:
    """Keep what lives as long as the program out of garbage collection, whose pauses a keystroke would feel."""
    gc.collect()
    gc.freeze()


async def until_stopped(work: object) -> None:
    """Await `work` (a coroutine); an interrupt or a termination ends it in an orderly way."""
    task = asyncio.ensure_future(work)  # type: ignore[call-overload]  # any coroutine
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        _log.info("stopping")
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
