"""The whole bot on the loopback Discord, as people meet it."""

from __future__ import annotations

import asyncio
import io
import pickle
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, is_dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache
from importlib.machinery import ModuleSpec
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from discord.ext.commands import bot as library
from msgspec import Struct

from bot.app import App, Pace, open_app, utc_now, wanted_providers
from bot.domain.search.names import Name
from bot.edge.client import Linger
from bot.edge.serving import serve
from bot.providers.door import Http
from bot.providers.protocol import Provider
from bot.services.catalogue.catalogues import Catalogues
from bot.settings import Settings
from bot.storage.engine import preparing
from tests.bundled import bundled
from tests.loopback.discord import TestDiscord
from tests.loopback.postgres import slips_of

# For every extension that it unloads, the library compares the names of all modules there are: half of a bot's end.
library._is_submodule = lru_cache(maxsize=None)(library._is_submodule)  # type: ignore[attr-defined]  # a pure function
_features: dict[str, dict[str, ModuleType]] = {}  # by extension: its module, and those inside it
_loaded: WeakKeyDictionary[library.BotBase, set[str]] = WeakKeyDictionary()  # what each bot began with
_load_anew = library.BotBase._load_from_module_spec


async def _load_once(bot: library.BotBase, spec: ModuleSpec, key: str) -> None:
    """As the library does it, but what a bot begins with is not run again for each: it holds nothing of one."""
    before = _loaded.setdefault(bot, set())
    if key in before or key not in _features:
        await _load_anew(bot, spec, key)
        if key.startswith("cogs.") and key not in _features:
            _features[key] = {name: sys.modules[name] for name in sys.modules if f"{name}.".startswith(f"{key}.")}
    else:
        sys.modules.update(_features[key])
        await sys.modules[key].setup(bot)
        bot._BotBase__extensions[key] = sys.modules[key]  # type: ignore[attr-defined]  # where the library keeps it
    before.add(key)


library.BotBase._load_from_module_spec = _load_once  # type: ignore[method-assign]

QUICK = Pace(
    answer_after_s=20.0,  # as patient as the loopback server, which waits for a busy machine
    answer_within_s=25.0,
    edit_every_s=0.05,
    grace_s=0.3,
    look_after_s=0.05,
    finish_every_s=0.1,
    recheck_after_s=0.05,
    try_every_s=0.25,
    reach_after_s=0.1,
    look_every_s=0.05,
    compare_pause_s=0,
    compare_slow_pause_s=0,
    look_at_file_s=0.1,
    next_guild_s=0.05,
)


class _Writer(pickle.Pickler):
    """Writes everything but what cannot change, of which it keeps the things themselves."""

    def __init__(self, into: io.BytesIO) -> None:
        super().__init__(into, pickle.HIGHEST_PROTOCOL)
        self.frozen: dict[int, Any] = {}

    def persistent_id(self, one: Any) -> int | None:
        if not _is_frozen(one) and not isinstance(one, Name):
            return None
        self.frozen[id(one)] = one
        return id(one)


def _is_frozen(one: Any) -> bool:
    if isinstance(one, Struct):
        return one.__struct_config__.frozen
    return is_dataclass(one) and not isinstance(one, type) and one.__dataclass_params__.frozen  # type: ignore[attr-defined]


class _Reader(pickle.Unpickler):
    def __init__(self, written: bytes, frozen: dict[int, Any]) -> None:
        super().__init__(io.BytesIO(written))
        self.persistent_load = frozen.__getitem__  # type: ignore[method-assign]


@cache
def _written_catalogues() -> tuple[bytes, dict[int, Any]]:
    into = io.BytesIO()
    writer = _Writer(into)
    catalogues = Catalogues(bundled())
    catalogues.index.now()  # made once, for all of them
    writer.dump(catalogues)
    return into.getvalue(), writer.frozen


def new_catalogues() -> Catalogues:
    """What every bot starts with: a copy that shares whatever is frozen, for reading and indexing takes long."""
    copied: Catalogues = _Reader(*_written_catalogues()).load()
    return copied


@cache
def _migrated() -> bytes:
    """A new database, as the migrations leave it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "linger.sqlite3"
        raw = sqlite3.connect(path, isolation_level=None)
        raw.execute("PRAGMA synchronous = OFF")
        preparing.prepare(raw, path, may_be_empty=True)
        raw.close()
        return path.read_bytes()


def put_new_database(path: Path) -> None:
    """Put a database as a first start makes it there, unless there is one: migrating anew for each test takes long."""
    if not path.exists():
        path.write_bytes(_migrated())


@dataclass
class Running:
    """A started bot; `serving` ends with why it ended by itself."""

    app: App
    client: Linger
    serving: asyncio.Task[None]


def _hold_promises(database: Path) -> None:
    # Reviews that tests put there by hand are registered nowhere.
    assert [each for each in slips_of(database) if "registered as published" not in each] == []


@asynccontextmanager
async def running_bot(
    discord: TestDiscord,
    database: Path,
    *,
    clock: Callable[[], datetime] = utc_now,
    pace: Pace = QUICK,
    new_providers: Callable[[Settings, Http], Sequence[Provider]] = wanted_providers,
    trusted_pictures: str = "",
    holds_promises: bool = True,
    **settings: object,
) -> AsyncIterator[Running]:
    """Start the bot on `discord` with its data in `database`, living by `clock`; leave the block to stop it.

    Every promise between tables is asked for at the end, unless a test put rows there that keep none.

    Edits of posts are merged over a twentieth of a second, where people wait four.
    """
    usual: dict[str, object] = {
        "backup_every": timedelta(0),  # most tests end before a copy would be made
        "providers": (),  # no test asks the real ones
    }
    wanted = Settings(
        discord_token=discord.token,
        database_path=database,
        discord_api_url=discord.api_url,
        discord_gateway_url=discord.gateway_url,
        **(usual | settings),  # type: ignore[arg-type]  # a test names settings as they are
    )
    put_new_database(database)
    clients: asyncio.Queue[Linger] = asyncio.Queue()
    async with open_app(
        wanted,
        clock=clock,
        pace=pace,
        new_catalogues=new_catalogues,
        new_providers=new_providers,
        trusted_pictures=trusted_pictures,
    ) as app:
        serving = asyncio.create_task(serve(app, on_client=clients.put_nowait))
        try:
            client = await asyncio.wait_for(clients.get(), 60)
            started = asyncio.create_task(client.started.wait())
            await asyncio.wait({started, serving}, timeout=60, return_when=asyncio.FIRST_COMPLETED)
            assert started.done(), "the bot did not start" if not serving.done() else repr(serving.exception())
            yield Running(app, client, serving)
        finally:
            # The client forgets its features' modules when it stops; they are kept for the next one.
            features = {name: module for name, module in sys.modules.items() if name.startswith("cogs.")}
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)
            sys.modules.update(features)
    if holds_promises:
        _hold_promises(database)


@pytest.fixture
async def bot(discord_server: TestDiscord, tmp_path: Path) -> AsyncIterator[Running]:
    """The bot, started on a fresh sample world."""
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as running:
        yield running
