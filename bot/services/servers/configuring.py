"""What admins do with settings: change one they can see, undo, and take a file over."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct

from bot.domain.audit import AuditEntry
from bot.domain.settings import Changed, Here, SetTo, Switch, check_setting, fingerprint, setting
from bot.domain.settings.file import Plan, plan_import, read_file, write_file
from bot.errors import Gone, UserError
from bot.i18n import _
from bot.services.servers.servers import Servers
from bot.storage import imports as storage
from bot.storage.audit import get_entry
from bot.storage.engine.database import Database

IMPORT_HOURS = 1
_MOST_UNDONE = 200  # entries of one import


class OldPanel(UserError):
    """The panel that was used shows another value than the setting has now."""


class Undo(Struct, frozen=True):
    """What was put back, and what somebody has changed since and therefore stays."""

    back: list[Changed]
    stays: list[SetTo | Switch]


async def change_shown_setting(
    servers: Servers, guild_id: int, name: str, value: Any, *, shown: str, actor_id: int
) -> Changed | None:
    """Change a setting from a panel that showed the value with the fingerprint `shown`.

    None where the setting had the value already. Raises OldPanel where it has another value by now, and
    UserError where the new one does not fit.
    """
    setting(name)

    def still_shown() -> None:
        if fingerprint(getattr(servers.settings_of(guild_id), name)) != shown:
            raise OldPanel(_("This was changed in the meantime, so I changed nothing. Here is how it is now."))

    changed = await servers.apply(guild_id, [SetTo(name, value)], actor_id=actor_id, when=still_shown)
    return changed[0] if changed else None


async def undo_changes(
    db: Database, servers: Servers, guild_id: int, first_id: int, last_id: int, *, actor_id: int
) -> Undo:
    """Put back what the audit entries from `first_id` to `last_id` changed, each unless it was changed since.

    Raises Gone for entries of another server, or that are no changes of settings.
    """
    if not first_id <= last_id < first_id + _MOST_UNDONE:
        raise Gone(_("There is nothing to undo here any more."))
    async with db.reading() as connection:
        found = [
            await get_entry(connection, guild_id=guild_id, entry_id=entry_id)
            for entry_id in range(first_id, last_id + 1)
        ]
    wishes = [(wish, after) for entry in found if entry is not None for wish, after in _reverse(entry)]
    if not wishes:
        raise Gone(_("There is nothing to undo here any more."))
    back: list[SetTo | Switch] = []
    stays: list[SetTo | Switch] = []

    def compare() -> None:
        for wish, after in wishes:
            (back if _value_now(servers, guild_id, wish) == after else stays).append(wish)

    # `back` is filled by `compare`, which runs first, while nobody else can change anything.
    changed = await servers.apply(guild_id, back, actor_id=actor_id, when=compare)
    return Undo(changed, stays)


def _reverse(entry: AuditEntry) -> list[tuple[SetTo | Switch, Any]]:
    """The wish that puts an entry's change back, with the value that it must still have; nothing for other deeds."""
    try:
        if entry.action == "settings.change":
            name = entry.subject
            return [(SetTo(name, check_setting(name, entry.before)), check_setting(name, entry.after))]
        if entry.action == "feature.switch":
            feature, _sep, channel = entry.subject.partition(" #")
            return [(Switch(feature, bool(entry.before), int(channel or 0)), bool(entry.after))]
    except UserError:
        return []  # a setting or a value of an older version
    return []


def _value_now(servers: Servers, guild_id: int, wish: SetTo | Switch) -> Any:
    if isinstance(wish, SetTo):
        return getattr(servers.settings_of(guild_id), wish.name)
    return servers.switches_of(guild_id).get((wish.channel_id, wish.feature), True)


def write_settings(servers: Servers, guild_id: int, here: Here, *, server_name: str) -> str:
    """All settings of a server as the text of a file."""
    return write_file(servers.settings_of(guild_id), servers.switches_of(guild_id), here, server_name=server_name)


async def offer_import(
    db: Database, servers: Servers, guild_id: int, content: bytes, here: Here, *, actor_id: int, now: datetime
) -> tuple[Plan, str]:
    """What a file would change, and the plan's fingerprint; the file waits an hour. Raises UserError."""
    whole = await asyncio.to_thread(read_file, content)  # off the event loop: anybody's file, of any shape
    settings, switches = servers.settings_of(guild_id), servers.switches_of(guild_id)
    plan = await asyncio.to_thread(plan_import, whole, settings, switches, here)
    async with db.transaction() as connection:
        await storage.delete_imports_before(connection, before=now - timedelta(hours=IMPORT_HOURS))
        await storage.upsert_import(
            connection, guild_id=guild_id, user_id=actor_id, file=content.decode("utf-8-sig"), at=now
        )
    return plan, plan_fingerprint(plan)


async def accept_import(
    db: Database, servers: Servers, guild_id: int, here: Here, *, shown: str, actor_id: int, now: datetime
) -> tuple[Plan, list[Changed] | None]:
    """Take the waiting file over, all of it or nothing.

    Returns the plan and what was changed; None instead of the changes where the plan is another one by now than
    the one with the fingerprint `shown`: then nothing was changed, and it has to be shown again. Raises Gone
    where no file waits any more.
    """
    async with db.reading() as connection:
        file = await storage.get_import(
            connection, guild_id=guild_id, user_id=actor_id, since=now - timedelta(hours=IMPORT_HOURS)
        )
    if file is None:
        raise Gone(_("This file is no longer here. Upload it again with /config import."))
    whole = await asyncio.to_thread(read_file, file.encode())
    plan = Plan()

    def same_as_shown() -> None:
        nonlocal plan
        plan = plan_import(whole, servers.settings_of(guild_id), servers.switches_of(guild_id), here)
        if plan_fingerprint(plan) != shown:
            raise OldPanel("")
        wishes.extend(plan.wishes)

    wishes: list[SetTo | Switch] = []
    try:
        changed = await servers.apply(guild_id, wishes, actor_id=actor_id, when=same_as_shown)
    except OldPanel:
        return plan, None
    await forget_import(db, guild_id, actor_id)
    return plan, changed


async def forget_import(db: Database, guild_id: int, actor_id: int) -> None:
    """Drop the settings file that waits for its admin's answer."""
    async with db.transaction() as connection:
        await storage.delete_import(connection, guild_id=guild_id, user_id=actor_id)


def plan_fingerprint(plan: Plan) -> str:
    """Differs when a file would change anything else."""
    return fingerprint([[type(w).__name__, *_parts(w)] for w in plan.wishes])


def _parts(wish: SetTo | Switch) -> tuple[Any, ...]:
    return (wish.name, wish.value) if isinstance(wish, SetTo) else (wish.feature, wish.is_on, wish.channel_id)
