"""What a crash leaves behind, between sending something and noting that it was sent."""

from __future__ import annotations

from tests.loopback.running import Running


async def forget_that_it_was_sent(bot: Running, kind: str) -> None:
    """As if the program had died before it noted what it had sent of this kind; the claims stay."""
    async with bot.app.db.transaction() as connection:
        await connection.execute(
            "UPDATE published SET message_id = NULL, thread_id = NULL, settled_at = NULL WHERE kind = ?", (kind,)
        )
        await connection.execute(
            "DELETE FROM published_steps WHERE published_id IN (SELECT id FROM published WHERE kind = ?)", (kind,)
        )


async def forget_that_it_was_done(bot: Running, kind: str, step: str) -> None:
    """As if the program had died before a step that follows the sending was noted as done."""
    async with bot.app.db.transaction() as connection:
        await connection.execute(
            "INSERT INTO published_steps (published_id, guild_id, step) SELECT id, guild_id, ? FROM published"
            " WHERE kind = ? ON CONFLICT (published_id, step) DO NOTHING",
            (step, kind),
        )
