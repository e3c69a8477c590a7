"""Messages, threads and channels that are gone from Discord, whoever deleted them.

The votes on a post vanish with it. A review stays, not posted, until its author posts it again; a member's
recommendation was its message, and goes with it. Nothing is sent again because it was deleted.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from bot.domain.votes import SubjectKind
from bot.services.votes.voting import Ledger, Post
from bot.storage import reviews
from bot.storage.engine.database import Database
from bot.storage.published import publications


class Gone(Struct, frozen=True):
    """What went with messages or a channel."""

    posts: tuple[Post, ...] = ()  # that were voted on
    review_id: int | None = None  # of the review that has fewer comments now

    @property
    def has_suggestions(self) -> bool:
        """Whether a member's recommendation is among it, which counts no more."""
        return any(post.subject.kind is SubjectKind.SUGGESTION for post in self.posts)


async def message_gone(
    db: Database, ledger: Ledger, guild_id: int, channel_id: int, message_ids: Collection[int]
) -> Gone:
    """These messages of one channel or thread are gone. Most are none of ours, and cost a look."""
    posts = await ledger.forget_posts(guild_id, message_ids)  # first: it keeps the order of the votes' events
    comments = len(set(message_ids) - {channel_id})  # a forum post's first message has the id of its thread
    async with db.reading() as connection:
        shown = await publications.has_messages(connection, guild_id=guild_id, message_ids=message_ids)
        review = await reviews.get_by_thread(connection, guild_id=guild_id, thread_id=channel_id)
    review_id = None
    if shown or posts or review is not None:
        async with db.transaction() as connection:
            await reviews.forget_messages(connection, guild_id=guild_id, message_ids=message_ids)
            await publications.forget_messages(connection, guild_id=guild_id, message_ids=message_ids)
            if review is not None and comments:
                review_id = await reviews.change_comments(
                    connection, guild_id=guild_id, thread_id=channel_id, by=-comments
                )
    return Gone(tuple(posts), review_id)


async def channel_gone(db: Database, ledger: Ledger, guild_id: int, channel_id: int) -> Gone:
    """A channel or thread is gone, with the posts and comments in it and in its threads."""
    posts = await ledger.forget_channel(guild_id, channel_id)
    async with db.transaction() as connection:
        await reviews.forget_channel(connection, guild_id=guild_id, channel_id=channel_id)
        await publications.forget_channel(connection, guild_id=guild_id, channel_id=channel_id)
        await publications.forget_messages(
            connection, guild_id=guild_id, message_ids=[post.message_id for post in posts]
        )
    return Gone(tuple(posts))
