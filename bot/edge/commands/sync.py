"""Telling Discord about the commands: only when they have changed, and again until it has taken them."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from typing import Any

import discord
from discord import app_commands

from bot import __version__
from bot.app import App
from bot.edge.reaching import MISSHAPEN, UNREACHABLE, why
from bot.i18n import languages
from bot.storage.servers import get_installation, set_installation

_AGAIN_S = 30.0
_AGAIN_AT_MOST_S = 3600.0  # Discord takes 200 new commands a day
_log = logging.getLogger(__name__)


class CommandSync:
    """Sends the commands of a tree to Discord, and knows which ones Discord has."""

    def __init__(self, tree: app_commands.CommandTree[Any], app: App) -> None:
        self._tree = tree
        self._app = app
        self._going_on: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Try now; where Discord does not take them, return, and go on trying in the background."""
        if not await self._try(_AGAIN_S):
            self._going_on = asyncio.create_task(self._go_on(), name="telling Discord about the commands")

    def stop(self) -> None:
        """Try no more."""
        if self._going_on is not None:
            self._going_on.cancel()

    async def send(self) -> bool:
        """Send the commands to Discord unless they are the ones sent last. True when they were sent.

        Raises what Discord raises.
        """
        payload = [command.to_dict(self._tree) for command in self._tree.get_commands()]
        described = json.dumps(
            [self._tree.client.application_id, __version__, languages(), payload], sort_keys=True, default=str
        )
        digest = hashlib.sha256(described.encode()).hexdigest()
        async with self._app.db.reading() as connection:
            if await get_installation(connection, "commands") == digest:
                return False
        await self._tree.sync()
        async with self._app.db.transaction() as connection:
            await set_installation(connection, "commands", digest)
        _log.info("sent %d commands to Discord", len(payload))
        return True

    async def _go_on(self) -> None:
        """Go on trying; meanwhile people have the commands that Discord knows from before."""
        pause_s = _AGAIN_S
        while True:
            await asyncio.sleep(pause_s)
            pause_s = min(pause_s * 2, _AGAIN_AT_MOST_S)
            if await self._try(pause_s):
                return

    async def _try(self, again_s: float) -> bool:
        """Whether Discord has the commands now; if not, the log says why in a line."""
        try:
            await self.send()
        except discord.HTTPException as error:
            reason = "too many requests" if error.status == 429 else f"{error.status}: {error.text[:200]}"
        except (*UNREACHABLE, discord.RateLimited) as error:
            reason = why(error)
        except (*MISSHAPEN, app_commands.AppCommandError) as error:
            reason = f"its answer could not be read, {type(error).__name__}"
        else:
            return True
        _log.error(
            "Discord did not take the list of commands (%s). People have those that it knows from before, if any;"
            " trying again in %.0f s.",
            reason,
            again_s,
        )
        return False
