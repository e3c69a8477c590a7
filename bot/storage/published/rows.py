"""A row of what is published, as the domain knows it."""

from __future__ import annotations

from bot.domain.published.kinds import PublishedKind
from bot.domain.published.records import Publication
from bot.storage.engine.connection import Row


def publication_of(row: Row) -> Publication:
    """The publication or claim that a row of `published` keeps."""
    return Publication(
        id=row["id"],
        guild_id=row["guild_id"],
        kind=PublishedKind(row["kind"]),
        subject=row["subject"],
        channel_id=row["channel_id"],
        message_id=row["message_id"],
        thread_id=row["thread_id"],
        after_id=row["after_id"],
        claimed_ms=row["claimed_at"],
        claim=row["claim"],
        is_settled=row["settled_at"] is not None,
    )
