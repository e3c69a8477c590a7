"""What is published of something that has changed is to be drawn anew.

`mark` is called in the transaction that makes the change, so that no change is without its mark.
"""

from __future__ import annotations

from bot.domain.published.kinds import LISTS, OFFERED, SETTINGS_SHOWN, VOTED_ON, Step
from bot.storage.engine.connection import Connection
from bot.storage.published.steps import put_step, put_steps


async def mark(
    connection: Connection,
    guild_id: int,
    *,
    series_id: str | None = None,
    member_id: int | None = None,
    review_id: int | None = None,
    setting: str | None = None,
) -> None:
    """Something has changed: what this server has published of it is to be drawn anew, also after a restart."""
    await connection.execute(
        "INSERT INTO published_marks (guild_id, number) VALUES (?, 1)"
        " ON CONFLICT (guild_id) DO UPDATE SET number = published_marks.number + 1",
        (guild_id,),
    )
    if series_id is not None:
        await _mark_shown(connection, guild_id, "series_id", series_id)
    if member_id is not None:
        await _mark_shown(connection, guild_id, "member_id", member_id)
    if review_id is not None:
        await _mark_shown(connection, guild_id, "review_id", review_id)
    if setting is not None:
        for kind, shown in SETTINGS_SHOWN.items():
            if setting in shown:
                await put_steps(connection, guild_id, "p.kind = ?", (kind.value,))
        for kind in sorted(VOTED_ON) if setting in OFFERED else ():
            await put_step(connection, guild_id, Step.OFFER, "p.kind = ?", (kind.value,))


async def mark_lists(connection: Connection, guild_id: int) -> None:
    """Votes count otherwise than before: top lists and digests that stand follow."""
    await mark(connection, guild_id)
    for kind in sorted(LISTS):
        await put_steps(connection, guild_id, "p.kind = ?", (kind.value,))


async def count_marks(connection: Connection, guild_id: int) -> int:
    """How many changes a server has seen."""
    return await connection.fetch_number(
        "SELECT COALESCE(MAX(number), 0) FROM published_marks WHERE guild_id = ?", (guild_id,)
    )


async def mark_member(connection: Connection, user_id: int, guild_id: int | None) -> None:
    """Somebody has their data deleted, here or (None) everywhere: whatever names them or what they wrote follows."""
    await connection.execute(
        "INSERT INTO published_marks (guild_id, number) SELECT DISTINCT guild_id, 1 FROM published"
        " WHERE CAST(? AS BIGINT) IS NULL OR guild_id = ?"
        " ON CONFLICT (guild_id) DO UPDATE SET number = published_marks.number + 1",
        (guild_id, guild_id),
    )
    await connection.execute(
        "INSERT INTO published_steps (published_id, guild_id, step) SELECT DISTINCT p.id, p.guild_id, 'render'"
        " FROM published AS p JOIN published_shows AS s ON s.published_id = p.id WHERE p.message_id IS NOT NULL"
        " AND (CAST(? AS BIGINT) IS NULL OR p.guild_id = ?) AND (s.member_id = ? OR s.review_id IN"
        " (SELECT id FROM reviews WHERE author_id = ?))"
        " ON CONFLICT (published_id, step) DO UPDATE SET version = published_steps.version + 1",
        (guild_id, guild_id, user_id, user_id),
    )


async def follow_merge(connection: Connection, guild_id: int, old_id: str, new_id: str) -> None:
    """What showed the series `old_id` shows `new_id`, and has to be drawn anew."""
    await mark(connection, guild_id, series_id=old_id)
    await mark(connection, guild_id, series_id=new_id)
    await connection.execute(
        "INSERT INTO published_shows (published_id, guild_id, series_id) SELECT published_id, guild_id, ?"
        " FROM published_shows WHERE guild_id = ? AND series_id = ? ON CONFLICT DO NOTHING",
        (new_id, guild_id, old_id),
    )
    await connection.execute("DELETE FROM published_shows WHERE guild_id = ? AND series_id = ?", (guild_id, old_id))


async def _mark_shown(connection: Connection, guild_id: int, column: str, value: str | int) -> None:
    where = f"p.id IN (SELECT published_id FROM published_shows WHERE guild_id = ? AND {column} = ?)"  # noqa: S608 (names of columns)
    await put_steps(connection, guild_id, where, (guild_id, value))
