"""Members' own recommendations: if you liked one series, try another, because."""

from __future__ import annotations

from datetime import datetime

from bot.domain.suggestions import Suggestion
from bot.domain.votes import Subject, SubjectKind, Tally
from bot.errors import Gone, NotAllowed
from bot.i18n import _
from bot.storage import posts
from bot.storage import recommendations as storage
from bot.storage.database import Database
from bot.storage.posts import Post
from bot.storage.times import to_ms


async def suggest(db: Database, suggestion: Suggestion, *, now: datetime) -> Suggestion:
    """Keep a member's recommendation, or its new reason; one a member and pair of series."""
    async with db.transaction() as connection:
        suggestion_id = await storage.upsert_suggestion(connection, suggestion, at=to_ms(now))
        kept = await storage.get_suggestion(connection, guild_id=suggestion.guild_id, suggestion_id=suggestion_id)
        assert kept is not None
        return kept


async def mark_posted(db: Database, suggestion: Suggestion, *, channel_id: int, message_id: int, now: datetime) -> None:
    """Its message is there, and votes on it count."""
    post = Post(
        message_id=message_id,
        guild_id=suggestion.guild_id,
        channel_id=channel_id,
        subject=Subject(SubjectKind.SUGGESTION, suggestion.id),
        series_id=suggestion.try_id,
        author_id=suggestion.author_id,
        posted_at=now,
    )
    async with db.transaction() as connection:
        await storage.mark_suggestion_posted(
            connection, suggestion_id=suggestion.id, channel_id=channel_id, message_id=message_id
        )
        await connection.run(posts.insert_post, post, shown=Tally())


async def withdraw(db: Database, suggestion: Suggestion) -> None:
    """It could not be posted: nothing is kept."""
    async with db.transaction() as connection:
        await storage.delete_suggestion(connection, suggestion_id=suggestion.id)


async def get(db: Database, guild_id: int, suggestion_id: int) -> Suggestion:
    """A recommendation of this server. Raises Gone."""
    async with db.reading() as connection:
        found = await storage.get_suggestion(connection, guild_id=guild_id, suggestion_id=suggestion_id)
    if found is None:
        raise Gone(_("This recommendation was taken back."))
    return found


async def take_back(db: Database, guild_id: int, suggestion_id: int, user_id: int, *, is_moderator: bool) -> Suggestion:
    """Its author, or a moderator, takes a recommendation back. Raises Gone, NotAllowed."""
    suggestion = await get(db, guild_id, suggestion_id)
    if suggestion.author_id != user_id and not is_moderator:
        raise NotAllowed(_("Only its author, or a moderator, can take it back."))
    async with db.transaction() as connection:
        if suggestion.message_id is not None:
            await connection.run(posts.delete_posts, guild_id, [suggestion.message_id])
        await storage.delete_suggestion(connection, suggestion_id=suggestion_id)
    return suggestion


async def list_for(db: Database, guild_id: int, series_id: str) -> list[Suggestion]:
    """This server's recommendations from and to a series, the most helpful first."""
    async with db.reading() as connection:
        return await storage.list_suggestions(connection, guild_id=guild_id, series_id=series_id)


async def mark_shown(db: Database, suggestion: Suggestion, *, now: datetime) -> None:
    """The post shows this tally now."""
    if suggestion.message_id is None:
        return
    tally = Tally(suggestion.helpful, suggestion.not_helpful)
    async with db.transaction() as connection:
        await connection.run(posts.mark_shown, suggestion.message_id, tally, at=now)
