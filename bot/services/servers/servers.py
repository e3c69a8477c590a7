"""What runs where: each server's settings and feature switches, kept in memory beside the database."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.emoji import plain_emoji, setting_emoji_key
from bot.domain.settings import (
    FEATURES,
    SETTINGS,
    Changed,
    ServerSettings,
    SetTo,
    Switch,
    check_feature,
    check_setting,
    check_together,
    reconciled,
    setting,
)
from bot.domain.votes import FormerEmoji, emoji_in_use, rules_of
from bot.errors import UserError
from bot.i18n import _n
from bot.storage import servers as storage
from bot.storage.engine.database import Connection, Database
from bot.storage.ledger.calls import count_given
from bot.storage.ledger.vote_emoji import (
    delete_vote_emoji,
    list_all_vote_emoji,
    list_vote_emoji,
    upsert_vote_emoji,
)
from bot.storage.published.marks import mark

_DEFAULTS = ServerSettings()
_VOTE_EMOJI = {"helpful_emoji": True, "not_helpful_emoji": False}  # settings → what a vote with it means
_log = logging.getLogger(__name__)


class Servers:
    """Settings and switches of all servers, answered from memory, written through to the database."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._clock = clock
        self._settings: dict[int, ServerSettings] = {}
        self._switches: dict[int, dict[tuple[int, str], bool]] = {}
        self._unused: dict[int, set[str]] = {}
        self._former: dict[int, tuple[FormerEmoji, ...]] = {}  # of votes; each replaced whole when it changes
        self._turns: dict[int, asyncio.Lock] = defaultdict(asyncio.Lock)  # two admins at once wait for each other

    async def load(self) -> None:
        """Read everything once, at start.

        Settings and features of another version, and values that cannot be used, are left alone: the default
        counts. The latter are logged, and named by `unused_of`.
        """
        async with self._db.reading() as connection:
            settings = await storage.list_settings(connection)
            switches = await storage.list_switches(connection)
            self._former = _by_server(await list_all_vote_emoji(connection))
        for guild_id, name, stored in settings:
            if name in SETTINGS:
                try:
                    value = _read(name, stored)
                except UserError as error:
                    self._note_unused(guild_id, name, error.message)
                    continue
                self._settings[guild_id] = replace(self.settings_of(guild_id), **{name: value})
        for guild_id, found in list(self._settings.items()):
            self._settings[guild_id], clashing = reconciled(found)
            for name, why in clashing.items():
                self._note_unused(guild_id, name, why)
        for guild_id, channel_id, feature, is_on in switches:
            if feature in FEATURES:
                self._switches.setdefault(guild_id, {})[channel_id, feature] = is_on

    def _note_unused(self, guild_id: int, name: str, why: str) -> None:
        _log.warning("server %s: what is stored for the setting %s is not used: %s", guild_id, name, why)
        self._unused.setdefault(guild_id, set()).add(name)

    def unused_of(self, guild_id: int) -> frozenset[str]:
        """Settings whose stored value cannot be used, so that the default counts until an admin chooses again."""
        return frozenset(self._unused.get(guild_id, ()))

    def settings_of(self, guild_id: int | None) -> ServerSettings:
        """The settings of a server; the defaults outside one."""
        return self._settings.get(guild_id or 0, _DEFAULTS)

    def asking_for(self, is_wanted: Callable[[ServerSettings], bool]) -> list[int]:
        """The servers whose admins have set something of which `is_wanted` says so, by id."""
        return [guild_id for guild_id, settings in self._settings.items() if is_wanted(settings)]

    def former_emoji(self, guild_id: int) -> tuple[FormerEmoji, ...]:
        """What votes were given with before, and what of it is gone; the same object until it changes."""
        return self._former.get(guild_id, ())

    def vote_emoji(self, guild_id: int) -> tuple[str, str]:
        """What a server votes with now: helpful, not helpful."""
        return emoji_in_use(self.settings_of(guild_id), self.former_emoji(guild_id))

    async def note_gone(self, guild_id: int, written: str) -> bool:
        """Discord does not know this vote emoji any more: the usual one serves. False where that was known."""
        settings = self.settings_of(guild_id)
        if written not in (settings.helpful_emoji, settings.not_helpful_emoji):
            return False
        gone = FormerEmoji(written, is_helpful=written == settings.helpful_emoji, is_gone=True)
        if any(one.is_gone and one.key == gone.key for one in self.former_emoji(guild_id)):
            return False
        async with self._turns[guild_id], self._db.transaction() as connection:
            await upsert_vote_emoji(connection, guild_id, gone, at=self._clock())
            await mark(connection, guild_id, setting="helpful_emoji")
            former = await list_vote_emoji(connection, guild_id)
        self._former[guild_id] = former
        return True

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

    async def apply(
        self,
        guild_id: int,
        wishes: Iterable[SetTo | Switch],
        *,
        actor_id: int,
        when: Callable[[], object] | None = None,
        beside: Callable[[Connection], Awaitable[object]] | None = None,
    ) -> list[Changed]:
        """Grant all of the wishes in one transaction, each with its audit entry, or none of them.

        Wishes that are true already are left out of what is returned. `when` is called first, while nobody else
        can change this server's settings: what it raises stops everything. `beside` is stored in the same
        transaction. Raises UserError for what does not fit.
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
                    same = before == wish.value and wish.name not in self.unused_of(guild_id)
                else:
                    key = wish.channel_id, check_feature(wish.feature)
                    before = switches.get(key, True)
                    switches[key] = wish.is_on
                    same = before == wish.is_on
                if not same:
                    todo.append((wish, before))
            check_together(settings)
            at = self._clock()
            async with self._db.transaction() as connection:
                await self._check_votes(connection, guild_id, settings)
                changed = [await _store(connection, guild_id, wish, before, actor_id, at) for wish, before in todo]
                if len(changed) > 1:
                    await storage.mark_batch(connection, [each.entry_id for each in changed])
                if beside is not None:
                    await beside(connection)
                former = await list_vote_emoji(connection, guild_id)
            self._former[guild_id] = former
            self._settings[guild_id] = settings
            self._switches[guild_id] = {key: is_on for key, is_on in switches.items() if not is_on}
            self._unused.get(guild_id, set()).difference_update(w.name for w, _ in todo if isinstance(w, SetTo))
        return changed

    async def _check_votes(self, connection: Connection, guild_id: int, wanted: ServerSettings) -> None:
        """Raises UserError where votes that were given would turn into their opposite."""
        now = self.settings_of(guild_id)
        before = rules_of(now, self.former_emoji(guild_id))
        for name, means in _VOTE_EMOJI.items():
            emoji = getattr(wanted, name)
            if emoji == getattr(now, name) or before.meaning(setting_emoji_key(emoji)) is not (not means):
                continue
            given = {plain_emoji(one): count for one, count in (await count_given(connection, guild_id)).items()}
            count = given.get(setting_emoji_key(emoji), 0)
            if count:
                raise UserError(
                    _n(
                        "{emoji} stands for the opposite here: {count} vote was given with it, and would turn around."
                        " Pick another emoji.",
                        "{emoji} stands for the opposite here: {count} votes were given with it, and would turn around."
                        " Pick another emoji.",
                        count,
                        emoji=emoji,
                    )
                )

    def forget(self, guild_id: int) -> None:
        """Drop what is kept in memory about a server whose data was erased."""
        self._settings.pop(guild_id, None)
        self._switches.pop(guild_id, None)
        self._unused.pop(guild_id, None)
        self._former.pop(guild_id, None)
        self._turns.pop(guild_id, None)

    async def kept(self, guild_id: int, *, bot_id: int) -> dict[str, int]:
        """What is still here of a server from another time, by kind; empty where it is new, or was erased."""
        async with self._db.reading() as connection:
            found = await storage.count_kept(connection, guild_id=guild_id, bot_id=bot_id)
        return {name: count for name, count in found.items() if count}

    async def leave(self, guild_id: int) -> None:
        """The bot was removed from this server; what is kept about it is erased some days later."""
        async with self._db.transaction() as connection:
            await storage.mark_left(connection, guild_id=guild_id, at=self._clock())


def _by_server(listed: Iterable[tuple[int, FormerEmoji]]) -> dict[int, tuple[FormerEmoji, ...]]:
    found: dict[int, tuple[FormerEmoji, ...]] = {}
    for guild_id, emoji in listed:
        found[guild_id] = (*found.get(guild_id, ()), emoji)
    return found


def _read(name: str, stored: str) -> Any:
    """A stored value, checked. Raises UserError for whatever cannot be used."""
    try:
        value = json.loads(stored)
    except (ValueError, RecursionError):  # also a number of thousands of digits
        raise setting(name).wrong(stored) from None
    return check_setting(name, value)


async def _store(
    connection: Connection, guild_id: int, wish: SetTo | Switch, before: Any, actor_id: int, at: datetime
) -> Changed:
    if isinstance(wish, SetTo):
        action, subject, after = "settings.change", wish.name, wish.value
        if wish.value == setting(wish.name).default:
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
    if isinstance(wish, SetTo):
        await mark(connection, guild_id, setting=wish.name)
        if wish.name in _VOTE_EMOJI:
            await delete_vote_emoji(connection, guild_id, setting_emoji_key(wish.value))
            former = FormerEmoji(before, is_helpful=_VOTE_EMOJI[wish.name])
            await upsert_vote_emoji(connection, guild_id, former, at=at)
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
