"""What is left to do about what is published: one row a publication and step, which survives a restart."""

from __future__ import annotations

from bot.domain.published.kinds import NEVER_DRAWN, RENAMED, PublishedKind, Step
from bot.domain.published.records import PostAddress, Publication
from bot.storage.engine.connection import Connection
from bot.storage.published.rows import publication_of


async def list_steps(connection: Connection, *, limit: int) -> list[tuple[Publication, Step]]:
    """What is left to do in all servers, what was published last first. About a claim there is nothing to do yet."""
    rows = await connection.execute_fetchall(
        "SELECT p.*, s.step FROM published_steps AS s JOIN published AS p ON p.id = s.published_id"
        " WHERE p.settled_at IS NOT NULL /* AND own(s.guild_id) */ ORDER BY p.id DESC LIMIT ?",
        (limit,),
    )
    return [(publication_of(row), Step(row["step"])) for row in rows]


async def count_left(connection: Connection, *, guild_id: int) -> int:
    """How many publications of a server something is left to do about."""
    return await connection.fetch_number(
        "SELECT COUNT(DISTINCT published_id) FROM published_steps WHERE guild_id = ?", (guild_id,)
    )


async def version_of(
    connection: Connection, *, guild_id: int, kind: PublishedKind, subject: str, step: Step
) -> int | None:
    """Which asking a step is at, to be handed to `delete_step`; None where nothing is left to do."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT s.version FROM published_steps AS s JOIN published AS p ON p.id = s.published_id"
            " WHERE p.guild_id = ? AND p.kind = ? AND p.subject = ? AND s.step = ?",
            (guild_id, kind.value, subject, step.value),
        )
    )
    return int(rows[0]["version"]) if rows else None


async def ask_step(connection: Connection, *, guild_id: int, kind: PublishedKind, subject: str, step: Step) -> None:
    """Have one thing done about one publication."""
    await connection.execute(
        "INSERT INTO published_steps (published_id, guild_id, step) SELECT id, guild_id, ? FROM published"
        " WHERE guild_id = ? AND kind = ? AND subject = ?"
        " ON CONFLICT (published_id, step) DO UPDATE SET version = published_steps.version + 1",
        (step.value, guild_id, kind.value, subject),
    )


async def delete_step(
    connection: Connection, *, guild_id: int, kind: PublishedKind, subject: str, step: Step, version: int
) -> None:
    """It is done, unless it was asked for again meanwhile."""
    await connection.execute(
        "DELETE FROM published_steps WHERE step = ? AND version <= ? AND published_id ="
        " (SELECT id FROM published WHERE guild_id = ? AND kind = ? AND subject = ?)",
        (step.value, version, guild_id, kind.value, subject),
    )


async def put_steps(connection: Connection, guild_id: int, where: str, values: tuple[object, ...]) -> None:
    """Have what this server has published `where` drawn anew, and the threads and events renamed that follow it.

    `where` is a condition on `published AS p`, with `values` for its places.
    """
    renamed = ", ".join(f"'{kind.value}'" for kind in sorted(RENAMED))
    drawn = f"p.kind NOT IN ({', '.join(f'{kind.value!r}' for kind in sorted(NEVER_DRAWN))}) AND {where}"
    await put_step(connection, guild_id, Step.RENDER, drawn, values)
    await put_step(connection, guild_id, Step.EVENT, f"p.kind = '{PublishedKind.WATCH.value}' AND {where}", values)
    named = f"p.kind IN ({renamed}) AND {where}"
    await put_step(connection, guild_id, Step.RENAME, named, values)


async def put_step(connection: Connection, guild_id: int, step: Step, where: str, values: tuple[object, ...]) -> None:
    """Have one thing done about whatever this server has published `where`, as in `put_steps`."""
    there = "p.thread_id" if step is Step.RENAME else "p.message_id"  # a thread outlives the message it began with
    await connection.execute(
        "INSERT INTO published_steps (published_id, guild_id, step)"  # noqa: S608 (texts of this module)
        f" SELECT p.id, p.guild_id, ? FROM published AS p WHERE p.guild_id = ? AND {there} IS NOT NULL"
        f" AND {where}"
        " ON CONFLICT (published_id, step) DO UPDATE SET version = published_steps.version + 1",
        (step.value, guild_id, *values),
    )


async def is_to_follow(connection: Connection, place: PostAddress) -> bool:
    """Whether a message, or the name of its thread, still has to follow what has changed, or to go."""
    rows = await connection.execute_fetchall(
        "SELECT 1 FROM removals WHERE channel_id = ? AND message_id = ?"
        " UNION SELECT 1 FROM published AS p JOIN published_steps AS s ON s.published_id = p.id"
        " WHERE (p.message_id = ? OR p.thread_id = ?) AND s.step IN ('render', 'rename')",
        (place.channel_id, place.message_id, place.message_id, place.thread_id or 0),
    )
    return bool(list(rows))
