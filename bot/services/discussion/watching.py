"""Watching together: a group is started, joined, moved on and ended."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.catalogue.spoken_title import spoken_title
from bot.domain.discussion.watching import (
    CATCH_UP,
    Pace,
    Party,
    PlannedEvent,
    after_opening,
    due_as_aired,
    is_catching_up,
    may_be_pinged,
)
from bot.domain.progress import Progress
from bot.domain.published.kinds import PublishedKind
from bot.domain.published.records import PostAddress, Shows
from bot.domain.series import Series
from bot.domain.spoilers import sanitise_inline
from bot.errors import Gone, UserError
from bot.i18n import _, _n
from bot.storage import watching as storage
from bot.storage.catalogue import canon
from bot.storage.catalogue.airings import get_airs_at
from bot.storage.engine.database import Connection, Database
from bot.storage.published import publications


class GroupState(Struct, frozen=True):
    """A group as everybody may see it: those who share their place, and how many there are in all."""

    party: Party
    sharing: tuple[tuple[int, Progress], ...]  # (user_id, progress), the furthest first
    members: int


async def start(
    db: Database, party: Party, *, after_id: int | None = None, most_at_once: int | None = None, now: datetime
) -> Party:
    """Keep a new group; whoever starts it is in it.

    Raises UserError where one of this series is running, or they keep `most_at_once` running already.
    Its card is claimed with it; `after_id` is an id of Discord's from before it can have been sent.
    """
    async with db.transaction() as connection:
        if most_at_once is not None:
            await _check_few(connection, party, most_at_once)
        meant = await canon.get_meant(connection, guild_id=party.guild_id, series_id=party.series_id)
        party = replace(party, series_id=meant)
        party_id = await storage.insert_party(connection, party, at=now)
        if party_id is None:
            raise UserError(_("This server is watching that together already. /watch status shows where it is."))
        party = replace(party, id=party_id)
        await storage.insert_member(connection, party, user_id=party.started_by, at=now)
        await publications.claim(
            connection,
            guild_id=party.guild_id,
            kind=PublishedKind.WATCH,
            subject=str(party_id),
            channel_id=party.channel_id,
            after_id=after_id,
            at=now,
        )
        return party


async def _check_few(connection: Connection, party: Party, most: int) -> None:
    running = await storage.list_running(connection, guild_id=party.guild_id)
    count = sum(each.started_by == party.started_by for each in running)
    if count >= most:
        said = _n(
            "You keep {count} group running here, as many as one member may. /watch end ends one.",
            "You keep {count} groups running here, as many as one member may. /watch end ends one.",
            count,
        )
        raise UserError(said)


async def note_card(db: Database, party: Party, message_id: int, *, now: datetime) -> None:
    """Note where a group's card is posted, so that it is kept true and never posted twice."""
    async with db.transaction() as connection:
        await storage.set_card(connection, party_id=party.id, message_id=message_id)
        await publications.settle(
            connection,
            guild_id=party.guild_id,
            kind=PublishedKind.WATCH,
            subject=str(party.id),
            place=PostAddress(party.channel_id, message_id),
            shows=Shows(frozenset({party.series_id})),
            at=now,
        )


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
        raise UserError(
            _(
                "Nobody here is watching {title} together. /watch start begins it.",
                title=sanitise_inline(spoken_title(series)),
            )
        )
    return party


async def running_groups(db: Database, guild_id: int | None = None) -> list[Party]:
    """Running groups, of one server or all."""
    async with db.reading() as connection:
        return await storage.list_running(connection, guild_id=guild_id)


async def due_groups(db: Database, *, now: datetime) -> list[Party]:
    """Groups whose next episode has to be opened now."""
    async with db.reading() as connection:
        return await storage.list_due(connection, at=now)


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
        return party, await storage.insert_member(connection, party, user_id=user_id, at=now)


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
        await storage.insert_member(connection, party, user_id=user_id, at=now)
        return party, await storage.flip_ping(connection, party_id=party_id, user_id=user_id)


async def end(db: Database, party: Party, *, now: datetime) -> bool:
    """End a group before its last episode. False when it had ended."""
    async with db.transaction() as connection:
        return await storage.end_party(connection, party_id=party.id, at=now)


async def resume(db: Database, party: Party) -> Party:
    """Take the end of a group back. Raises UserError where its last episode is open, or another group took over."""
    async with db.transaction() as connection:
        if await storage.was_announced(connection, party_id=party.id, episode=party.next_episode):
            raise UserError(_("This group has opened its last episode, so it stays ended."))
        if not await storage.resume_party(connection, party):
            raise UserError(_("This group is running, or another one of this series is."))
        found = await storage.get_party(connection, guild_id=party.guild_id, party_id=party.id)
        assert found is not None
        return found


async def forget_event(db: Database, party: Party) -> None:
    """The calendar event of the next episode is gone; another one may be made."""
    async with db.transaction() as connection:
        await storage.delete_event(connection, party_id=party.id, episode=party.next_episode)


async def claim_opening(db: Database, party: Party, *, episodes: int | None, now: datetime) -> list[int]:
    """Note that the group's next episode is being opened; returns whom its announcement pings."""
    episode = party.next_episode
    async with db.transaction() as connection:
        await storage.claim_opening(connection, party, episode=episode, at=now)
        members = await storage.list_members(connection, party_id=party.id, series_id=party.series_id)
    if is_catching_up(party, now=now):
        return []
    return [user_id for user_id, ping, progress in members if ping and may_be_pinged(progress, episode, episodes)]


async def follow_schedule(db: Database, *, now: datetime) -> list[Party]:
    """Move the groups that open with the schedule to when their next episode is out now; those that moved."""
    async with db.reading() as connection:
        followed = await storage.list_as_aired(connection)
    moved = [
        replace(party, due_at=due)
        for party, airs_at in followed
        if (due := due_as_aired(party, airs_at, now=now)) != party.due_at
    ]
    if not moved:
        return []
    async with db.transaction() as connection:
        return [party for party in moved if await storage.set_due(connection, party)]


async def note_opening(db: Database, party: Party, series: Series | None, message_id: int, *, now: datetime) -> Party:
    """The group's next episode is open and announced: it waits for the one after it, or has ended."""
    after = after_opening(party, series, now=now)
    async with db.transaction() as connection:
        if after.pace is Pace.AIRED and after.is_running:
            out = await get_airs_at(connection, series_id=after.series_id, episode=after.next_episode)
            after = replace(after, due_at=out if out is None or out > now else now + CATCH_UP)
        await storage.set_announced(
            connection, party_id=party.id, episode=party.next_episode, message_id=message_id, at=now
        )
        await storage.update_course(connection, after, opened=party.next_episode, at=now)
    return after


async def claim_event(db: Database, party: Party, *, called: str, now: datetime) -> tuple[bool, PlannedEvent]:
    """Claim the calendar event of the next episode, to be `called` that: whether nobody did before, and the event."""
    assert party.due_at is not None
    async with db.transaction() as connection:
        fresh = await storage.claim_event(connection, party, called=called, starts_at=party.due_at, at=now)
        found = await storage.get_event(connection, party_id=party.id, episode=party.next_episode)
    assert found is not None
    return fresh, found


async def is_event_moved(db: Database, party: Party) -> bool:
    """Whether the calendar has the next episode at another moment than it opens."""
    found = await event_of(db, party)
    return found is not None and found.event_id is not None and found.starts_at != party.due_at


async def note_event_called(db: Database, event: PlannedEvent, called: str) -> None:
    """The event has that name in Discord's calendar now."""
    async with db.transaction() as connection:
        await storage.set_event_called(connection, party_id=event.party_id, episode=event.episode, called=called)


async def events_of_server(db: Database, guild_id: int) -> list[PlannedEvent]:
    """The calendar events of all groups of a server, the earliest claim first."""
    async with db.reading() as connection:
        return await storage.list_events(connection, guild_id=guild_id)


async def note_event(db: Database, party: Party, event_id: int) -> None:
    """Discord has made the event of the next episode."""
    async with db.transaction() as connection:
        await storage.set_event(connection, party_id=party.id, episode=party.next_episode, event_id=event_id)


async def event_of(db: Database, party: Party) -> PlannedEvent | None:
    """The calendar event of the group's next episode, or None."""
    async with db.reading() as connection:
        return await storage.get_event(connection, party_id=party.id, episode=party.next_episode)


async def _running(connection: Connection, guild_id: int, party_id: int) -> Party:
    party = await storage.get_party(connection, guild_id=guild_id, party_id=party_id)
    if party is None:
        raise Gone(_("This group is gone. /watch start begins a new one."))
    if not party.is_running:
        raise UserError(_("This group has ended. /watch start begins a new one."))
    return party
