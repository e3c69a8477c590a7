"""A feature that posts once a week or month in every server that wants it. Not a cog by itself."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta
from typing import ClassVar, Generic, Protocol, TypeVar

import discord

from bot.client import Linger
from bot.domain.server_settings import ServerSettings
from bot.services import auditing
from bot.ui.permissions import missing_permissions
from cogs.timed_cog import TimedCog

_log = logging.getLogger(__name__)
_RETRY = timedelta(minutes=30)


class Period(Protocol):
    """A week or month; its key is its name."""

    @property
    def key(self) -> str:
        """One post a server and key."""


P = TypeVar("P", bound=Period)


class PostWaits(Exception):
    """A post is due and can't be sent; says why, for the log of the operator."""


class PeriodicPost(TimedCog, Generic[P]):
    """Sends what is due, never twice, and never more than one after a pause; where it can't, admins are told."""

    waits: ClassVar[str]  # the action in the audit log that says so
    needs_there: ClassVar[tuple[str, ...]]  # permissions in the channel

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self._not_before: dict[int, datetime] = {}  # guild id → when to try again
        self._sending = asyncio.Lock()  # whoever comes second finds the claim of the first settled

    def channel_id_of(self, settings: ServerSettings) -> int | None:
        """Where it goes in a server that wants it, or None."""
        raise NotImplementedError

    def period_due(self, settings: ServerSettings, now: datetime) -> P | None:
        """The period whose post is due by the server's clock, or None."""
        raise NotImplementedError

    async def post_if_due(self, guild: discord.Guild, period: P, channel_id: int, now: datetime) -> bool:
        """Post unless that is done or begun; returns whether it was sent. Raises PostWaits."""
        raise NotImplementedError

    async def run_due(self, now: datetime) -> int:
        """Post in every server where it is due; returns how many were sent."""
        async with self._sending:
            return sum([await self._look_at(guild, now) for guild in list(self.bot.guilds)])

    async def _look_at(self, guild: discord.Guild, now: datetime) -> bool:
        settings = self.app.servers.settings_of(guild.id)
        channel_id = self.channel_id_of(settings)
        if channel_id is None or not self.is_on(guild.id, channel_id) or self._not_before.get(guild.id, now) > now:
            return False
        period = self.period_due(settings, now)
        if period is None:
            return False
        try:
            return await self.post_if_due(guild, period, channel_id, now)
        except PostWaits as error:
            await self._wait(guild.id, period, channel_id, now, str(error))
        except discord.Forbidden as error:
            await self._wait(guild.id, period, channel_id, now, f"Discord refuses it: {error.text}")
        except Exception:  # noqa: BLE001 (one server's failure must not keep the others waiting)
            self._not_before[guild.id] = now + _RETRY
            _log.exception("%s of guild %d failed", self.qualified_name, guild.id)
        return False

    async def _wait(self, guild_id: int, period: P, channel_id: int, now: datetime, why: str) -> None:
        """Try again later; the operator finds out why from the log, admins from theirs."""
        self._not_before[guild_id] = now + _RETRY
        _log.warning("%s of guild %d waits: %s", self.qualified_name, guild_id, why)
        if await auditing.note_waiting(self.app.db, guild_id, self.waits, period.key, channel_id, now=now):
            self.bot.dispatch("errand")

    def usable_channel(self, guild: discord.Guild, *channel_ids: int | None) -> discord.TextChannel:
        """The first of these that is still there. Raises PostWaits where it is none to post in."""
        found = [channel for each in channel_ids if each and (channel := guild.get_channel(each)) is not None]
        if not found or not isinstance(found[0], discord.TextChannel):
            raise PostWaits("its channel is gone, or is no text channel")
        missing = missing_permissions(found[0], self.needs_there)
        if missing:
            raise PostWaits(f"missing in its channel: {', '.join(missing)}")
        return found[0]
