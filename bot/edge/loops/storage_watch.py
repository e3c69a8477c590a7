"""When nothing can be stored: what is open is saved, and whoever runs the bot is told by direct message."""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import Protocol

import discord

from bot.app import App
from bot.edge.loops.background import PatientLoop, Starting
from bot.errors import LingerError
from bot.i18n import _
from bot.services.trouble import Trouble
from bot.ui.kit.cards import card, text

_log = logging.getLogger(__name__)


class _Bot(Starting, Protocol):
    @property
    def owner_ids_known(self) -> set[int]:
        """The ids of those who run the bot, as far as Discord has told."""

    async def create_dm(self, user: discord.abc.Snowflake) -> discord.DMChannel:
        """The conversation with somebody."""


class StorageWatch:
    """Looks at the database file, also while nobody writes; acts once for each trouble."""

    def __init__(self, bot: _Bot, app: App) -> None:
        self._bot = bot
        self._db = app.db
        self._told: dict[int, Trouble] = {}  # by owner
        self._letter: tuple[Trouble, str] | None = None
        self._loop = PatientLoop(bot, self._look, every_s=app.pace.look_at_file_s, name="the database file")

    def start(self) -> None:
        """Begin, from the first READY on."""
        self._db.trouble.on_begin = self._loop.wake
        self._loop.start()

    async def stop(self) -> None:
        """End the looks, in the middle of one if need be."""
        await self._loop.stop()

    async def _look(self) -> None:
        self._db.look_at_file()
        await self._db.look_whether_back()
        trouble = self._db.trouble.now
        if trouble is None:
            self._told.clear()
            self._letter = None
            return
        if self._letter is None or self._letter[0] is not trouble:
            self._letter = trouble, await self._written(trouble)
        await self._tell(self._bot.owner_ids_known, *self._letter)

    async def _tell(self, owner_ids: Collection[int], trouble: Trouble, sentence: str) -> None:
        for owner_id in owner_ids:
            if self._told.get(owner_id) is trouble:
                continue
            try:
                channel = await self._bot.create_dm(discord.Object(owner_id))
                await channel.send(view=card(text(sentence)))
            except discord.Forbidden:
                _log.warning("the owner %d takes no direct messages and was not told", owner_id)
            except Exception as error:  # noqa: BLE001 (Discord may answer anything; the next round tries again)
                _log.warning("the owner %d could not be told yet: %s", owner_id, error)
                continue
            self._told[owner_id] = trouble

    async def _written(self, trouble: Trouble) -> str:
        """What the owner is told, after saving what can be saved."""
        file = self._db.place
        if trouble is Trouble.AWAY:
            return _(
                "The server of my database {place} does not answer, so nothing new is saved. I go on by myself when it"
                " is back.",
                place=f"`{file}`",
            )
        if trouble is Trouble.HELD:
            return _(
                "Another program holds my database {file} for writing, so nothing new is saved until it lets go.",
                file=f"`{file}`",
            )
        if trouble is Trouble.DISK_FULL:
            return _(
                "The disk that holds my database is full, so nothing new is saved; reading goes on. Make some room"
                " for {file}, and I go on by myself.",
                file=f"`{file}`",
            )
        try:
            saved = await self._db.save_beside()
        except LingerError as error:
            _log.error("%s", error)
            return _(
                "My database {file} was moved or removed while I was running, so nothing new is saved, and I could not"
                " save a copy either. If you moved it, move it back before you stop me.",
                file=f"`{file}`",
            )
        _log.error(
            "all that was stored is saved in %s. Stop Linger, put it in the place of %s, start again", saved, file
        )
        return _(
            "My database {file} was moved or removed while I was running, so nothing new is saved. All that I had is"
            " in {saved}. Move the old file back, or stop me, put that one in its place, and start me again.",
            file=f"`{file}`",
            saved=f"`{saved}`",
        )
