"""Rows of groups that watch together, their members, openings and events."""

from __future__ import annotations

from datetime import date, datetime, time

from msgspec.structs import replace

from bot.domain.discussion.watching import Pace, Party, PlannedEvent
from bot.domain.progress import Progress, Status
from bot.storage.engine.connection import Connection, Row
from bot.storage.engine.numbers import new_id
from bot.storage.engine.times import from_ms, to_ms

# What stands in the columns of dates of a group that follows the schedule: see migration 0041.
_UNREAD = (Pace.DATES.value, 7, "2000-01-01", "00:00")


def _party(row: Row) -> Party:
    if row["as_aired"]:
        return replace(_as_stored(row), pace=Pace.AIRED, every_days=None, first_on=None, local_time=None)
    return _as_stored(row)


def _as_stored(row: Row) -> Party:
    return Party(
        id=row["id"],
        guild_id=row["guild_id"],
        series_id=row["series_id"],
        started_by=row["started_by"],
        pace=Pace(row["pace"]),
        every_days=row["every_days"],
        first_on=date.fromisoformat(row["first_on"]) if row["first_on"] else None,
        local_time=time.fromisoformat(row["local_time"]) if row["local_time"] else None,
        time_zone=row["time_zone"],
        quorum=row["quorum"],
        first_episode=row["first_episode"],
        next_episode=row["next_episode"],
        channel_id=row["channel_id"],
        message_id=row["message_id"],
        is_running=row["state"] == "running",
        due_at=from_ms(row["due_at"]) if row["due_at"] is not None else None,
    )


async def insert_party(connection: Connection, party: Party, *, at: datetime) -> int | None:
    """Keep a new group; its id, or None where one of this series is running already."""
    rows = list(
        await connection.execute_fetchall(
            "INSERT INTO watch_parties (id, guild_id, series_id, started_by, pace, every_days, first_on, local_time,"
            " time_zone, quorum, first_episode, next_episode, channel_id, state, due_at, started_at, as_aired)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'running', ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
            (
                await new_id(connection, "watch_parties"),
                party.guild_id,
                party.series_id,
                party.started_by,
                *(_UNREAD if party.pace is Pace.AIRED else _pace(party)),
                party.time_zone,
                party.quorum,
                party.first_episode,
                party.next_episode,
                party.channel_id,
                to_ms(party.due_at) if party.due_at else None,
                to_ms(at),
                int(party.pace is Pace.AIRED),
            ),
        )
    )
    return int(rows[0]["id"]) if rows else None


def _pace(party: Party) -> tuple[str, int | None, str | None, str | None]:
    day, at = party.first_on, party.local_time
    return party.pace.value, party.every_days, day.isoformat() if day else None, f"{at:%H:%M}" if at else None


async def list_as_aired(connection: Connection) -> list[tuple[Party, datetime | None]]:
    """Running groups that follow the schedule, each with when its next episode is out, as far as that is known."""
    rows = await connection.execute_fetchall(
        "SELECT p.*, a.airs_at FROM watch_parties AS p LEFT JOIN airings AS a ON a.series_id = p.series_id"
        " AND a.episode = p.next_episode WHERE p.state = 'running' AND p.as_aired = 1"
        " /* AND own(p.guild_id) */ ORDER BY p.id"
    )
    return [(_party(row), from_ms(row["airs_at"]) if row["airs_at"] is not None else None) for row in rows]


async def set_due(connection: Connection, party: Party) -> bool:
    """Keep when a group's next episode opens. False when it has moved on meanwhile."""
    cursor = await connection.execute(
        "UPDATE watch_parties SET due_at = ? WHERE id = ? AND next_episode = ? AND state = 'running'",
        (to_ms(party.due_at) if party.due_at else None, party.id, party.next_episode),
    )
    return cursor.rowcount > 0


async def get_party(connection: Connection, *, guild_id: int, party_id: int) -> Party | None:
    """A group of this server, or None."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT * FROM watch_parties WHERE guild_id = ? AND id = ?", (guild_id, party_id)
        )
    )
    return _party(rows[0]) if rows else None


async def get_latest(connection: Connection, *, guild_id: int, series_id: str) -> Party | None:
    """The running group of a series, otherwise the last one, or None."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT * FROM watch_parties WHERE guild_id = ? AND series_id = ?"
            " ORDER BY state = 'running' DESC, id DESC LIMIT 1",
            (guild_id, series_id),
        )
    )
    return _party(rows[0]) if rows else None


async def list_running(connection: Connection, *, guild_id: int | None = None) -> list[Party]:
    """Running groups, of one server or all; what is due first comes first."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM watch_parties WHERE state = 'running' AND (CAST(? AS BIGINT) IS NULL OR guild_id = ?)"
        " /* AND own(guild_id) */ ORDER BY due_at IS NULL, due_at, id",
        (guild_id, guild_id),
    )
    return [_party(row) for row in rows]


async def list_due(connection: Connection, *, at: datetime) -> list[Party]:
    """Groups whose next episode has to be opened: its time has come, or enough members have watched the last one."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM watch_parties AS p WHERE p.state = 'running' AND (p.due_at <= ? OR (p.due_at IS NULL"
        " AND p.pace = 'quorum' AND p.quorum <= (SELECT COUNT(*) FROM watch_members AS m JOIN progress AS g"
        " ON g.user_id = m.user_id AND g.series_id = p.series_id WHERE m.party_id = p.id"
        " AND (g.status = 'finished' OR g.episode >= p.next_episode - 1)))) /* AND own(p.guild_id) */ ORDER BY p.id",
        (to_ms(at),),
    )
    return [_party(row) for row in rows]


async def set_card(connection: Connection, *, party_id: int, message_id: int) -> None:
    """Keep as which message a group's card is posted."""
    await connection.execute("UPDATE watch_parties SET message_id = ? WHERE id = ?", (message_id, party_id))


async def update_course(connection: Connection, party: Party, *, opened: int, at: datetime) -> bool:
    """Keep where the group stands after it opened `opened`. False when that was noted before."""
    cursor = await connection.execute(
        "UPDATE watch_parties SET next_episode = ?, due_at = ?, state = ?, ended_at = ?"
        " WHERE id = ? AND next_episode = ? AND state = 'running'",
        (
            party.next_episode,
            to_ms(party.due_at) if party.due_at else None,
            "running" if party.is_running else "ended",
            None if party.is_running else to_ms(at),
            party.id,
            opened,
        ),
    )
    return cursor.rowcount > 0


async def end_party(connection: Connection, *, party_id: int, at: datetime) -> bool:
    """The group is over; when its next episode was due stays, so that it can go on. False when it was before."""
    cursor = await connection.execute(
        "UPDATE watch_parties SET state = 'ended', ended_at = ? WHERE id = ? AND state = 'running'",
        (to_ms(at), party_id),
    )
    return cursor.rowcount > 0


async def resume_party(connection: Connection, party: Party) -> bool:
    """The group goes on. False when it is running, or another group of this series is."""
    cursor = await connection.execute(
        "UPDATE watch_parties SET state = 'running', ended_at = NULL WHERE id = ? AND state = 'ended' AND NOT EXISTS"
        " (SELECT 1 FROM watch_parties AS other WHERE other.guild_id = ? AND other.series_id = ?"
        " AND other.state = 'running')",
        (party.id, party.guild_id, party.series_id),
    )
    return cursor.rowcount > 0


async def insert_member(connection: Connection, party: Party, *, user_id: int, at: datetime) -> bool:
    """Somebody joins. False when they are in already."""
    cursor = await connection.execute(
        "INSERT INTO watch_members (party_id, guild_id, user_id, joined_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (party_id, user_id) DO NOTHING",
        (party.id, party.guild_id, user_id, to_ms(at)),
    )
    return cursor.rowcount > 0


async def delete_member(connection: Connection, *, party_id: int, user_id: int) -> bool:
    """Somebody leaves. False when they were not in."""
    cursor = await connection.execute(
        "DELETE FROM watch_members WHERE party_id = ? AND user_id = ?", (party_id, user_id)
    )
    return cursor.rowcount > 0


async def flip_ping(connection: Connection, *, party_id: int, user_id: int) -> bool:
    """Turn a member's wish to be pinged over; what it is now."""
    rows = await connection.execute_fetchall(
        "UPDATE watch_members SET wants_ping = 1 - wants_ping WHERE party_id = ? AND user_id = ? RETURNING wants_ping",
        (party_id, user_id),
    )
    return any(row["wants_ping"] for row in rows)


async def list_members(
    connection: Connection, *, party_id: int, series_id: str
) -> list[tuple[int, bool, Progress | None]]:
    """(user_id, whether they asked to be pinged, their progress) of everybody in a group, who joined first first."""
    rows = await connection.execute_fetchall(
        "SELECT m.user_id, m.wants_ping, g.status, g.episode, g.rewatches, g.shared FROM watch_members AS m"
        " LEFT JOIN progress AS g ON g.user_id = m.user_id AND g.series_id = ?"
        " WHERE m.party_id = ? ORDER BY m.joined_at, m.user_id",
        (series_id, party_id),
    )
    return [(row["user_id"], bool(row["wants_ping"]), _progress(row, series_id)) for row in rows]


def _progress(row: Row, series_id: str) -> Progress | None:
    if row["status"] is None:
        return None
    status = Status(row["status"])
    return Progress(row["user_id"], series_id, status, row["episode"], row["rewatches"], bool(row["shared"]))


async def claim_opening(connection: Connection, party: Party, *, episode: int, at: datetime) -> bool:
    """Claim the announcement of an episode. False when it was claimed before: it may have been sent then."""
    cursor = await connection.execute(
        "INSERT INTO watch_openings (party_id, episode, guild_id, claimed_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (party_id, episode) DO NOTHING",
        (party.id, episode, party.guild_id, to_ms(at)),
    )
    return cursor.rowcount > 0


async def set_announced(connection: Connection, *, party_id: int, episode: int, message_id: int, at: datetime) -> None:
    """Keep that an episode's opening was announced."""
    await connection.execute(
        "UPDATE watch_openings SET message_id = ?, announced_at = ? WHERE party_id = ? AND episode = ?",
        (message_id, to_ms(at), party_id, episode),
    )


async def was_announced(connection: Connection, *, party_id: int, episode: int) -> bool:
    """Whether a group has told its thread of this episode."""
    return bool(
        await connection.fetch_number(
            "SELECT COUNT(*) FROM watch_openings WHERE party_id = ? AND episode = ? AND announced_at IS NOT NULL",
            (party_id, episode),
        )
    )


async def delete_event(connection: Connection, *, party_id: int, episode: int) -> None:
    """The event is in Discord's calendar no more."""
    await connection.execute("DELETE FROM watch_events WHERE party_id = ? AND episode = ?", (party_id, episode))


_EVENTS = (
    "SELECT e.party_id, p.series_id, e.episode, e.starts_at, e.event_id, e.called FROM watch_events AS e"
    " JOIN watch_parties AS p ON p.id = e.party_id"
)


def _event(row: Row) -> PlannedEvent:
    return PlannedEvent(
        row["party_id"], row["series_id"], row["episode"], from_ms(row["starts_at"]), row["event_id"], row["called"]
    )


async def claim_event(connection: Connection, party: Party, *, called: str, starts_at: datetime, at: datetime) -> bool:
    """Claim the calendar event of the next episode. False when it was claimed before."""
    cursor = await connection.execute(
        "INSERT INTO watch_events (party_id, episode, guild_id, called, starts_at, claimed_at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (party_id, episode) DO NOTHING",
        (party.id, party.next_episode, party.guild_id, called, to_ms(starts_at), to_ms(at)),
    )
    return cursor.rowcount > 0


async def get_event(connection: Connection, *, party_id: int, episode: int) -> PlannedEvent | None:
    """The event of an episode, or None where none was claimed."""
    row = await connection.fetch_one(_EVENTS + " WHERE e.party_id = ? AND e.episode = ?", (party_id, episode))
    return _event(row) if row is not None else None


async def list_events(connection: Connection, *, guild_id: int) -> list[PlannedEvent]:
    """The calendar events of all groups of a server, the earliest claim first."""
    rows = await connection.execute_fetchall(
        _EVENTS + " WHERE e.guild_id = ? ORDER BY e.claimed_at, e.party_id", (guild_id,)
    )
    return [_event(row) for row in rows]


async def set_event_called(connection: Connection, *, party_id: int, episode: int, called: str) -> None:
    """The event has that name in Discord's calendar."""
    await connection.execute(
        "UPDATE watch_events SET called = ? WHERE party_id = ? AND episode = ?", (called, party_id, episode)
    )


async def set_event(connection: Connection, *, party_id: int, episode: int, event_id: int) -> None:
    """Keep which scheduled event of Discord's belongs to an episode."""
    await connection.execute(
        "UPDATE watch_events SET event_id = ? WHERE party_id = ? AND episode = ?", (event_id, party_id, episode)
    )
