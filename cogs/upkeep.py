"""What keeps the installation in good order while it runs: copies of the database, retention, and what its owner hears.

Always on.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta

import discord

from bot import __version__
from bot.edge.client import Linger
from bot.edge.feature_cog import FeatureCog
from bot.edge.loops.background import PatientLoop
from bot.edge.monitoring.updates import newer_version
from bot.i18n import _, _n
from bot.services.upkeep import backups, concerns, retention
from bot.ui.kit.cards import card, text

_log = logging.getLogger(__name__)
_TIDY_EVERY = timedelta(days=1)
_AFTER_START = timedelta(minutes=10)  # there is enough to do at first
_SILENT_H = 12  # an outside catalogue that is down for an evening needs nobody
_AFTER_FAILURE = timedelta(hours=1)


class Upkeep(FeatureCog):
    """Copies the database when that is due, tidies it once a day, and tells the owners what needs them."""

    feature = "upkeep"

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self._next_copy_at: datetime | None = None  # after one that failed
        self._next_tidying_at: datetime | None = None
        self._loop = PatientLoop(bot, self.run_due, every_s=self.app.pace.upkeep_every_s, name="upkeep")

    async def cog_load(self) -> None:
        """Begin the rounds, the first one after READY."""
        await super().cog_load()
        self._loop.start()

    async def cog_unload(self) -> None:
        """End the rounds, in the middle of one if need be; the next start does what it left."""
        await self._loop.stop()
        await super().cog_unload()

    async def run_due(self) -> None:
        """Whatever it is time for; one failure keeps nothing else from being done."""
        now = self.app.clock()
        await self._copy(now)
        self._look_at_disk()
        self._look_at_providers()
        if self._next_tidying_at is None:
            self._next_tidying_at = now + _AFTER_START
        elif now >= self._next_tidying_at:
            self._next_tidying_at = now + _TIDY_EVERY
            await self._look_for_newer()
            await self._tidy(now)
        if self.bot.concerns.sentences and await concerns.may_tell(self.app.db, now):
            await self._tell_owners()

    async def _copy(self, now: datetime) -> None:
        settings = self.app.settings
        if settings.database_url:
            return  # whoever runs the server copies it
        if self._next_copy_at is not None and now < self._next_copy_at:
            return
        if not await asyncio.to_thread(backups.is_due, settings.backups, settings.backup_every, now):
            return
        try:
            made = await backups.back_up(self.app.db, settings.backups, keep=settings.backup_keep, now=now)
        except Exception as error:  # noqa: BLE001 (a full disk, a folder that is gone: the bot lives on)
            self._next_copy_at = now + _AFTER_FAILURE
            self.app.meters.backups.labels("failed").inc()
            self.bot.concerns.note("backup", _("I could not copy my database: {reason}.", reason=error))
            _log.error("no copy of the database was made: %s", error)
        else:
            self._next_copy_at = None
            self.app.meters.backups.labels("made").inc()
            self.bot.concerns.settle("backup")
            _log.info("copied the database to %s", made)

    def _look_at_disk(self) -> None:
        left = concerns.room_left(self.app.db.path)
        if left is None:
            self.bot.concerns.settle("disk")
            return
        sentence = _(
            "Only {room} MB are left on the disk of my database. Make some room before it is full.",
            room=left // 1_000_000,
        )
        self.bot.concerns.note("disk", sentence)

    def _look_at_providers(self) -> None:
        silent = self.app.meters.silent_for_s()
        for name in self.app.outside.names:
            hours = int(silent.get(name, 0.0) // 3600)
            if hours < _SILENT_H:
                self.bot.concerns.settle(f"provider {name}")
                continue
            sentence = _n(
                "{name} has not answered me for {count} hour; the log says why.",
                "{name} has not answered me for {count} hours; the log says why.",
                hours,
                name=name,
            )
            self.bot.concerns.note(f"provider {name}", sentence)

    async def _look_for_newer(self) -> None:
        if not self.app.settings.update_feed or not self.app.db.shards.is_first:
            return
        newer = await newer_version(self.app.settings.update_feed, __version__)
        if newer is not None:
            sentence = _("Linger {newer} is out; this is {ours}.", newer=newer, ours=__version__)
            self.bot.concerns.note("version", sentence)

    async def _tidy(self, now: datetime) -> None:
        removed = await retention.forget_old_entries(self.app.db, keep_days=self.app.settings.audit_keep_days, now=now)
        if removed:
            _log.info("removed %d old entries of audit logs", removed)
        await retention.tidy(self.app.db)
        await retention.tidy_caches(self.app.answers, self.app.posters)

    async def _tell_owners(self) -> None:
        said = "\n".join([_("Something about me needs you:"), *(f"- {each}" for each in self.bot.concerns.sentences)])
        self.bot.concerns.settle("version")  # once is enough
        for owner_id in self.bot.owner_ids_known:
            try:
                channel = await self.bot.create_dm(discord.Object(owner_id))
                await channel.send(view=card(text(said)))
            except (discord.HTTPException, OSError) as error:
                _log.warning("the owner %d could not be told: %s", owner_id, said.replace("\n", " "), exc_info=error)


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Upkeep(bot))
