"""What runs where: each server's settings and feature switches, kept in memory beside the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.server_settings import FEATURES, SETTING_NAMES, ServerSettings, check_setting, default_of
from bot.errors import UserError
from bot.i18n import _
from bot.storage import servers as storage
from bot.storage.database import Database
from bot.storage.times import to_ms

_DEFAULTS = ServerSettings()


class Servers:
    """Settings and switches of all servers, answered from memory, written through to the database."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._clock = clock
        self._settings: dict[int, ServerSettings] = {}
        self._switches: dict[int, dict[tuple[int, str], bool]] = defaultdict(dict)

    async def load(self) -> None:
        """Read everything once, at start. Settings of an older version that no longer exist are left alone."""
        async with self._db.reading() as connection:
            settings = await storage.list_settings(connection)
            switches = await storage.list_switches(connection)
        for guild_id, name, value in settings:
            if name in SETTING_NAMES:
                current = self.settings_of(guild_id)
                self._settings[guild_id] = replace(current, **{name: check_setting(name, value)})
        for guild_id, channel_id, feature, is_on in switches:
            self._switches[guild_id][channel_id, feature] = is_on

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
        checked = check_setting(name, value)
        before = getattr(self.settings_of(guild_id), name)
        at = to_ms(self._clock())
        async with self._db.transaction() as connection:
            if checked == default_of(name):
                await storage.delete_setting(connection, guild_id=guild_id, name=name)
            else:
                await storage.upsert_setting(
                    connection, guild_id=guild_id, name=name, value=checked, user_id=actor_id, at=at
                )
            await storage.insert_audit(
                connection,
                guild_id=guild_id,
                actor_id=actor_id,
                action="settings.change",
                subject=name,
                before=before,
                after=checked,
                at=at,
            )
        self._settings[guild_id] = replace(self.settings_of(guild_id), **{name: checked})
        return before

    async def switch_feature(
        self, guild_id: int, feature: str, is_on: bool, *, actor_id: int, channel_id: int = 0
    ) -> bool:
        """Switch `feature` on or off in the server, or in one channel. Returns how it was before.

        Raises UserError for a feature that does not exist.
        """
        if feature not in FEATURES:
            raise UserError(
                _("“{name}” is not a feature. There are: {names}.", name=feature[:60], names=", ".join(FEATURES))
            )
        before = self._switches[guild_id].get((channel_id, feature), True)
        at = to_ms(self._clock())
        async with self._db.transaction() as connection:
            await storage.upsert_switch(
                connection,
                guild_id=guild_id,
                channel_id=channel_id,
                feature=feature,
                is_on=is_on,
                user_id=actor_id,
                at=at,
            )
            await storage.insert_audit(
                connection,
                guild_id=guild_id,
                actor_id=actor_id,
                action="feature.switch",
                subject=feature if not channel_id else f"{feature} #{channel_id}",
                before=before,
                after=is_on,
                at=at,
            )
        self._switches[guild_id][channel_id, feature] = is_on
        return before

    async def join(self, guild_id: int) -> bool:
        """The bot is in this server. True when it was not there before."""
        async with self._db.transaction() as connection:
            return await storage.mark_joined(connection, guild_id=guild_id, at=to_ms(self._clock()))

    async def leave(self, guild_id: int) -> None:
        """The bot was removed from this server; what is kept about it is erased some days later."""
        async with self._db.transaction() as connection:
            await storage.mark_left(connection, guild_id=guild_id, at=to_ms(self._clock()))
