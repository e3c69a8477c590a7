"""Watching together: a group is started, joined, moved on and ended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.progress import Progress
from bot.domain.series import Series
from bot.domain.watching import Party, after_opening, is_catching_up, may_be_pinged
from bot.errors import Gone, UserError
from bot.i18n import _
from bot.storage import watching as storage
from bot.storage.database import Connection, Database
from bot.storage.times import to_ms


@dataclass(frozen=True, slots=True)
class GroupState:
    """A group as everybody may see it: those who share their place, and how many there are in all."""

    party: Party
    sharing: tuple[tuple[int, Progress], ...]  # (user_id, progress), the furthest first
    members: int


async def start(db: Database, party: Party, *, now: datetime) -> Party:
    """Keep a new group; whoever starts it is in it. Raises UserError where one of this series is running."""
    async with db.transaction() as connection:
        party_id = await storage.insert_party(connection, party, at=to_ms(now))
        if party_id is None:
            raise UserError(_("This server is watching that together already. /watch status shows where it is."))
        party = replace(party, id=party_id)
        await storage.insert_member(connection, party, user_id=party.started_by, at=to_ms(now))
        return party


async def note_card(db: Database, party: Party, message_id: int) -> None:
    """The group's card is posted."""
    async with db.transaction() as connection:
        await storage.set_card(connection, party_id=party.id, message_id=message_id)


async def group_by_id(db: Database, guild_id: int, party_id: int) -> Party:
    """A group of this server. Raises Gone."""
    async with db.reading() as connection:
        party = await storage.get_party(connection, guild_id=guild_id, party_id=party_id)
    if party is None:
        raise Gone(_("This group is gone. /watch start begins a new one."))
    return party


async def latest_group(db: Database, guild_id: int, series: Series) -> Party:
    """The running group of a series, otherwise its last one. Raises UserError where there was none."""
    async with db.reading() as connection:
        party = await storage.get_latest(connection, guild_id=guild_id, series_id=series.id)
    if party is None:
        raise UserError(_("Nobody here is watching {title} together. /watch start begins it.", title=series.title))
    return party


async def running_groups(db: Database, guild_id: int | None = None) -> list[Party]:
    """Running groups, of one server or all."""
    async with db.reading() as connection:
        return await storage.list_running(connection, guild_id=guild_id)


async def due_groups(db: Database, *, now: datetime) -> list[Party]:
    """Groups whose next episode has to be opened now."""
    async with db.reading() as connection:
        return await storage.list_due(connection, at=to_ms(now))


async def state_of(db: Database, party: Party) -> GroupState:
    """What everybody may see of a group; nothing of those who do not share their place but that they are in it."""
    async with db.reading() as connection:
        members = await storage.list_members(connection, party_id=party.id, series_id=party.series_id)
    sharing = [(user_id, progress) for user_id, _ping, progress in members if progress is not None and progress.shared]
    sharing.sort(key=lambda one: -one[1].episode)
    return GroupState(party, tuple(sharing), len(members))


async def join(db: Database, guild_id: int, party_id: int, user_id: int, *, now: datetime) -> tuple[Party, bool]:
    """Somebody joins; False when they are in already. Raises Gone, and UserError when the group has ended."""
    async with db.transaction() as connection:
        party = await _running(connection, guild_id, party_id)
        return party, await storage.insert_member(connection, party, user_id=user_id, at=to_ms(now))


async def leave(db: Database, guild_id: int, party_id: int, user_id: int) -> tuple[Party, bool]:
    """Somebody leaves; False when they were not in. Raises Gone."""
    async with db.transaction() as connection:
        party = await storage.get_party(connection, guild_id=guild_id, party_id=party_id)
        if party is None:
            raise Gone(_("This group is gone. /watch start begins a new one."))
        return party, await storage.delete_member(connection, party_id=party_id, user_id=user_id)


async def flip_ping(db: Database, guild_id: int, party_id: int, user_id: int, *, now: datetime) -> tuple[Party, bool]:
    """Ask for pings, or not any more; who asks is in. Returns what is wanted now. Raises Gone, UserError."""
    async with db.transaction() as connection:
        party = await _running(connection, guild_id, party_id)
        await storage.insert_member(connection, party, user_id=user_id, at=to_ms(now))
        return party, await storage.flip_ping(connection, party_id=party_id, user_id=user_id)


async def end(db: Database, party: Party, *, now: datetime) -> bool:
    """End a group before its last episode. False when it had ended."""
    async with db.transaction() as connection:
        return await storage.end_party(connection, party_id=party.id, at=to_ms(now))


async def claim_opening(db: Database, party: Party, *, now: datetime) -> tuple[bool, list[int]]:
    """Claim the announcement of the group's next episode: whether nobody did before, and whom it pings."""
    episode = party.next_episode
    async with db.transaction() as connection:
        fresh = await storage.claim_opening(connection, party, episode=episode, at=to_ms(now))
        members = await storage.list_members(connection, party_id=party.id, series_id=party.series_id)
    if is_catching_up(party, now=now):
        return fresh, []
    return fresh, [user_id for user_id, ping, progress in members if ping and may_be_pinged(progress, episode)]


async def note_opening(db: Database, party: Party, series: Series | None, message_id: int, *, now: datetime) -> Party:
    """The group's next episode is open and announced: it waits for the one after it, or has ended."""
    after = after_opening(party, series, now=now)
    async with db.transaction() as connection:
        await storage.set_announced(
            connection, party_id=party.id, episode=party.next_episode, message_id=message_id, at=to_ms(now)
        )
        await storage.update_course(connection, after, opened=party.next_episode, at=to_ms(now))
    return after


async def claim_event(db: Database, party: Party, *, now: datetime) -> tuple[bool, int | None]:
    """Claim the calendar event of the next episode: whether nobody did before, and its id where it is known."""
    assert party.due_at is not None
    async with db.transaction() as connection:
        fresh = await storage.claim_event(connection, party, starts_at=to_ms(party.due_at), at=to_ms(now))
        found = await storage.get_event(connection, party_id=party.id, episode=party.next_episode)
    return fresh, found[0] if found else None


async def note_event(db: Database, party: Party, event_id: int) -> None:
    """Discord has made the event of the next episode."""
    async with db.transaction() as connection:
        await storage.set_event(connection, party_id=party.id, episode=party.next_episode, event_id=event_id)


async def event_of(db: Database, party: Party) -> int | None:
    """The calendar event of the group's next episode, or None."""
    async with db.reading() as connection:
        found = await storage.get_event(connection, party_id=party.id, episode=party.next_episode)
    return found[0] if found else None


async def _running(connection: Connection, guild_id: int, party_id: int) -> Party:
    party = await storage.get_party(connection, guild_id=guild_id, party_id=party_id)
    if party is None:
        raise Gone(_("This group is gone. /watch start begins a new one."))
    if not party.is_running:
        raise UserError(_("This group has ended. /watch start begins a new one."))
    return party
