"""Finishing what was claimed and never settled: by a crash before this start, or by a Discord that did not answer."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

import discord

from bot.app import App
from bot.domain.published.kinds import PublishedKind
from bot.domain.published.records import Publication
from bot.edge.loops.background import PatientLoop, Starting
from bot.edge.publishing.sight import Absent, Session, guild_of
from bot.errors import UserError
from bot.services import publishing

_log = logging.getLogger(__name__)

Finish = Callable[[Publication], Awaitable[bool]]  # whether it is finished, one way or the other
_Key = tuple[PublishedKind, int, str]


class _Bot(Session, Starting, Protocol):
    """The bot, as far as this needs it."""


class Latecomers:
    """What waits to be published although nobody is sending it.

    What this process claims it also sends: only what was there before it, or is handed over with `add`, is late.
    That is known by order alone, whatever any clock says.
    """

    def __init__(self, bot: _Bot, app: App) -> None:
        self._bot = bot
        self._db = app.db
        self._late: set[_Key] = set()
        self._finish: dict[PublishedKind, Finish] = {}
        self._loop = PatientLoop(bot, self._run, every_s=app.pace.finish_every_s, name="what waits to be published")

    async def load(self) -> None:
        """Know what another process has left. Call it before this one claims anything."""
        self._late = {(one.kind, one.guild_id, one.subject) for one in await publishing.unsettled(self._db)}

    def register(self, kind: PublishedKind, finish: Finish) -> None:
        """`finish(claim)` finds or sends a publication of this kind, or gives it up; False to be asked again."""
        self._finish[kind] = finish
        self.wake()

    def add(self, kind: PublishedKind, guild_id: int, subject: str | int) -> None:
        """Whoever was sending it leaves it now."""
        self._late.add((kind, guild_id, str(subject)))

    @contextmanager
    def unless_done(self, kind: PublishedKind, guild_id: int, subject: str | int) -> Iterator[None]:
        """What is claimed and neither settled nor let go when this ends in an error is finished later.

        So it is also where the store can't be reached just then: Discord may have it, and nobody could note it.
        """
        try:
            yield
        except BaseException:
            self.add(kind, guild_id, subject)
            raise

    def has(self, kind: PublishedKind, guild_id: int, subject: str | int) -> bool:
        """Whether it was tried before without a word of what became of it: then it is looked for first."""
        return (kind, guild_id, str(subject)) in self._late

    def start(self) -> None:
        """Begin, from the first READY on."""
        self._loop.start()

    async def stop(self) -> None:
        """End; the next start goes on."""
        await self._loop.stop()

    def wake(self) -> None:
        """Try again now what waits, not only when its time comes."""
        self._loop.wake()

    async def _run(self) -> None:
        for key in sorted(self._late):
            kind, guild_id, subject = key
            finish = self._finish.get(kind)
            if finish is None or isinstance(guild_of(self._bot, guild_id), Absent):
                continue
            claim = await publishing.find(self._db, guild_id, kind, subject)
            if claim is None or claim.is_settled or await self._finished(finish, claim):
                self._late.discard(key)

    async def _finished(self, finish: Finish, claim: Publication) -> bool:
        try:
            return await finish(claim)
        except (discord.DiscordException, OSError, UserError) as error:
            _log.warning("%s %s of guild %d waits: %s", claim.kind, claim.subject, claim.guild_id, error)
        except Exception:  # noqa: BLE001 (one failure must not keep the others waiting)
            _log.exception("%s %s of guild %d could not be published", claim.kind, claim.subject, claim.guild_id)
        return False
