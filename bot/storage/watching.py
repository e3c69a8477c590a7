"""Rows of groups that watch together, their members, openings and events."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date, time

from bot.domain.progress import Progress, Status
from bot.domain.watching import Pace, Party
from bot.storage.connection import Connection
from bot.storage.times import from_ms, to_ms


def _party(row: sqlite3.Row) -> Party:
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


async def insert_party(connection: Connection, party: Party, *, at: int) -> int | None:
    """Keep a new group; its id, or None where one of this series is running already."""
    rows = list(
        await connection.execute_fetchall(
            "INSERT INTO watch_parties (guild_id, series_id, started_by, pace, every_days, first_on, local_time,"
            " time_zone, quorum, first_episode, next_episode, channel_id, state, due_at, started_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'running', ?, ?) ON CONFLICT DO NOTHING RETURNING id",
            (
                party.guild_id,
                party.series_id,
                party.started_by,
                party.pace.value,
                party.every_days,
                party.first_on.isoformat() if party.first_on else None,
                f"{party.local_time:%H:%M}" if party.local_time else None,
                party.time_zone,
                party.quorum,
                party.first_episode,
                party.next_episode,
                party.channel_id,
                to_ms(party.due_at) if party.due_at else None,
                at,
            ),
        )
    )
    return int(rows[0]["id"]) if rows else None


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
        "SELECT * FROM watch_parties WHERE state = 'running' AND (? IS NULL OR guild_id = ?)"
        " ORDER BY due_at IS NULL, due_at, id",
        (guild_id, guild_id),
    )
    return [_party(row) for row in rows]


async def list_due(connection: Connection, *, at: int) -> list[Party]:
    """Groups whose next episode has to be opened: its time has come, or enough members have watched the last one."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM watch_parties AS p WHERE p.state = 'running' AND (p.due_at <= ? OR (p.due_at IS NULL"
        " AND p.pace = 'quorum' AND p.quorum <= (SELECT COUNT(*) FROM watch_members AS m JOIN progress AS g"
        " ON g.user_id = m.user_id AND g.series_id = p.series_id WHERE m.party_id = p.id"
        " AND (g.status = 'finished' OR g.episode >= p.next_episode - 1)))) ORDER BY p.id",
        (at,),
    )
    return [_party(row) for row in rows]


async def set_card(connection: Connection, *, party_id: int, message_id: int) -> None:
    """The group's card is posted."""
    await connection.execute("UPDATE watch_parties SET message_id = ? WHERE id = ?", (message_id, party_id))


async def update_course(connection: Connection, party: Party, *, opened: int, at: int) -> bool:
    """Keep where the group stands after it opened `opened`. False when that was noted before."""
    cursor = await connection.execute(
        "UPDATE watch_parties SET next_episode = ?, due_at = ?, state = ?, ended_at = ?"
        " WHERE id = ? AND next_episode = ? AND state = 'running'",
        (
            party.next_episode,
            to_ms(party.due_at) if party.due_at else None,
            "running" if party.is_running else "ended",
            None if party.is_running else at,
            party.id,
            opened,
        ),
    )
    return cursor.rowcount > 0


async def end_party(connection: Connection, *, party_id: int, at: int) -> bool:
    """The group is over. False when it was before."""
    cursor = await connection.execute(
        "UPDATE watch_parties SET state = 'ended', ended_at = ?, due_at = NULL WHERE id = ? AND state = 'running'",
        (at, party_id),
    )
    return cursor.rowcount > 0


async def insert_member(connection: Connection, party: Party, *, user_id: int, at: int) -> bool:
    """Somebody joins. False when they are in already."""
    cursor = await connection.execute(
        "INSERT INTO watch_members (party_id, guild_id, user_id, joined_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (party_id, user_id) DO NOTHING",
        (party.id, party.guild_id, user_id, at),
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


def _progress(row: sqlite3.Row, series_id: str) -> Progress | None:
    if row["status"] is None:
        return None
    status = Status(row["status"])
    return Progress(row["user_id"], series_id, status, row["episode"], row["rewatches"], bool(row["shared"]))


async def count_members(connection: Connection, party_ids: Iterable[int]) -> dict[int, int]:
    """How many are in each group."""
    found: dict[int, int] = {}
    for party_id in party_ids:
        rows = list(
            await connection.execute_fetchall(
                "SELECT COUNT(*) AS number FROM watch_members WHERE party_id = ?", (party_id,)
            )
        )
        found[party_id] = rows[0]["number"]
    return found


async def claim_opening(connection: Connection, party: Party, *, episode: int, at: int) -> bool:
    """Claim the announcement of an episode. False when it was claimed before: it may have been sent then."""
    cursor = await connection.execute(
        "INSERT INTO watch_openings (party_id, episode, guild_id, claimed_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (party_id, episode) DO NOTHING",
        (party.id, episode, party.guild_id, at),
    )
    return cursor.rowcount > 0


async def set_announced(connection: Connection, *, party_id: int, episode: int, message_id: int, at: int) -> None:
    """The announcement is sent."""
    await connection.execute(
        "UPDATE watch_openings SET message_id = ?, announced_at = ? WHERE party_id = ? AND episode = ?",
        (message_id, at, party_id, episode),
    )


async def claim_event(connection: Connection, party: Party, *, starts_at: int, at: int) -> bool:
    """Claim the calendar event of the next episode. False when it was claimed before."""
    cursor = await connection.execute(
        "INSERT INTO watch_events (party_id, episode, guild_id, starts_at, claimed_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (party_id, episode) DO NOTHING",
        (party.id, party.next_episode, party.guild_id, starts_at, at),
    )
    return cursor.rowcount > 0


async def get_event(connection: Connection, *, party_id: int, episode: int) -> tuple[int | None] | None:
    """The event's id as a tuple (None in it: claimed, not noted), or None where none was claimed."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT event_id FROM watch_events WHERE party_id = ? AND episode = ?", (party_id, episode)
        )
    )
    return (rows[0]["event_id"],) if rows else None


async def set_event(connection: Connection, *, party_id: int, episode: int, event_id: int) -> None:
    """Discord has made the event."""
    await connection.execute(
        "UPDATE watch_events SET event_id = ? WHERE party_id = ? AND episode = ?", (event_id, party_id, episode)
    )
