"""What runs where: each server's settings and feature switches, kept in memory beside the database."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.server_settings import (
    SETTING_NAMES,
    Changed,
    ServerSettings,
    SetTo,
    Switch,
    check_emoji_pair,
    check_feature,
    check_setting,
    default_of,
)
from bot.errors import UserError
from bot.storage import servers as storage
from bot.storage.database import Connection, Database
from bot.storage.times import to_ms

_DEFAULTS = ServerSettings()
_log = logging.getLogger(__name__)


class Servers:
    """Settings and switches of all servers, answered from memory, written through to the database."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._clock = clock
        self._settings: dict[int, ServerSettings] = {}
        self._switches: dict[int, dict[tuple[int, str], bool]] = {}
        self._turns: dict[int, asyncio.Lock] = defaultdict(asyncio.Lock)  # two admins at once wait for each other

    async def load(self) -> None:
        """Read everything once, at start.

        Settings of an older version, and values that are no longer allowed, are left alone: the default counts.
        """
        async with self._db.reading() as connection:
            settings = await storage.list_settings(connection)
            switches = await storage.list_switches(connection)
        for guild_id, name, value in settings:
            if name in SETTING_NAMES:
                try:
                    checked = check_setting(name, value)
                except UserError as error:
                    _log.warning("server %s: the stored setting %s is not used: %s", guild_id, name, error)
                    continue
                self._settings[guild_id] = replace(self.settings_of(guild_id), **{name: checked})
        for guild_id, channel_id, feature, is_on in switches:
            self._switches.setdefault(guild_id, {})[channel_id, feature] = is_on

    def settings_of(self, guild_id: int | None) -> ServerSettings:
        """The settings of a server; the defaults outside one."""
        return self._settings.get(guild_id or 0, _DEFAULTS)

    def is_on(self, guild_id: int | None, channel_id: int | None, feature: str) -> bool:
        """Whether `feature` runs there: the channel's switch decides, then the server's; on by default.

        A server-wide "off" cannot be overruled by a channel. Outside servers everything is on.
        """
        switches = self._switches.get(guild_id or 0)
        if not switches:
            return True
        return switches.get((0, feature), True) and switches.get((channel_id or 0, feature), True)

    def switches_of(self, guild_id: int) -> dict[tuple[int, str], bool]:
        """The switches that were set in a server, by (channel_id or 0, feature)."""
        return dict(self._switches.get(guild_id, {}))

    async def change_setting(self, guild_id: int, name: str, value: Any, *, actor_id: int) -> Any:
        """Set `name` to `value` (checked), with an entry in the audit log. Returns the value before.

        Raises UserError when the value does not fit.
        """
        before = getattr(self.settings_of(guild_id), name, None)
        changed = await self.apply(guild_id, [SetTo(name, value)], actor_id=actor_id)
        return changed[0].before if changed else before

    async def switch_feature(
        self, guild_id: int, feature: str, is_on: bool, *, actor_id: int, channel_id: int = 0
    ) -> bool:
        """Switch `feature` on or off in the server, or in one channel. Returns how it was before.

        Raises UserError for a feature that does not exist.
        """
        changed = await self.apply(guild_id, [Switch(feature, is_on, channel_id)], actor_id=actor_id)
        return bool(changed[0].before) if changed else is_on

    async def apply(
        self,
        guild_id: int,
        wishes: Iterable[SetTo | Switch],
        *,
        actor_id: int,
        when: Callable[[], object] | None = None,
    ) -> list[Changed]:
        """Grant all of the wishes in one transaction, each with its audit entry, or none of them.

        Wishes that are true already are left out of what is returned. `when` is called first, while nobody else
        can change this server's settings: what it raises stops everything. Raises UserError for what does not fit.
        """
        async with self._turns[guild_id]:
            if when is not None:
                when()
            settings, switches = self.settings_of(guild_id), self.switches_of(guild_id)
            todo: list[tuple[SetTo | Switch, Any]] = []
            for wish in wishes:
                if isinstance(wish, SetTo):
                    wish = SetTo(wish.name, check_setting(wish.name, wish.value))
                    before = getattr(settings, wish.name)
                    settings = replace(settings, **{wish.name: wish.value})
                    same = before == wish.value
                else:
                    key = wish.channel_id, check_feature(wish.feature)
                    before = switches.get(key, True)
                    switches[key] = wish.is_on
                    same = before == wish.is_on
                if not same:
                    todo.append((wish, before))
            check_emoji_pair(settings)
            at = to_ms(self._clock())
            async with self._db.transaction() as connection:
                changed = [await _store(connection, guild_id, wish, before, actor_id, at) for wish, before in todo]
            self._settings[guild_id] = settings
            self._switches[guild_id] = {key: is_on for key, is_on in switches.items() if not is_on}
        return changed

    def forget(self, guild_id: int) -> None:
        """Drop what is kept in memory about a server whose data was erased."""
        self._settings.pop(guild_id, None)
        self._switches.pop(guild_id, None)
        self._turns.pop(guild_id, None)

    async def join(self, guild_id: int) -> bool:
        """The bot is in this server. True when it was not there before."""
        async with self._db.transaction() as connection:
            return await storage.mark_joined(connection, guild_id=guild_id, at=to_ms(self._clock()))

    async def leave(self, guild_id: int) -> None:
        """The bot was removed from this server; what is kept about it is erased some days later."""
        async with self._db.transaction() as connection:
            await storage.mark_left(connection, guild_id=guild_id, at=to_ms(self._clock()))


async def _store(
    connection: Connection, guild_id: int, wish: SetTo | Switch, before: Any, actor_id: int, at: int
) -> Changed:
    if isinstance(wish, SetTo):
        action, subject, after = "settings.change", wish.name, wish.value
        if wish.value == default_of(wish.name):
            await storage.delete_setting(connection, guild_id=guild_id, name=wish.name)
        else:
            await storage.upsert_setting(
                connection, guild_id=guild_id, name=wish.name, value=wish.value, user_id=actor_id, at=at
            )
    else:
        action, after = "feature.switch", wish.is_on
        subject = f"{wish.feature} #{wish.channel_id}" if wish.channel_id else wish.feature
        await storage.delete_switch(connection, guild_id=guild_id, channel_id=wish.channel_id, feature=wish.feature)
        if not wish.is_on:
            await storage.upsert_switch(
                connection,
                guild_id=guild_id,
                channel_id=wish.channel_id,
                feature=wish.feature,
                is_on=False,
                user_id=actor_id,
                at=at,
            )
    entry_id = await storage.insert_audit(
        connection,
        guild_id=guild_id,
        actor_id=actor_id,
        action=action,
        subject=subject,
        before=before,
        after=after,
        at=at,
    )
    return Changed(wish, before, entry_id)
