"""What members have written and not posted yet: kept at every step, right or wrong, until they post or discard it."""

from __future__ import annotations

import hashlib
from datetime import datetime

from bot.domain.review_records import Draft, rewritten
from bot.domain.reviews import check_body
from bot.storage import review_drafts as drafts
from bot.storage import reviews as storage
from bot.storage.connection import Connection
from bot.storage.database import Database
from bot.storage.times import to_ms


async def draft_of(db: Database, user_id: int, guild_id: int, series_id: str) -> Draft | None:
    """What a member would go on with: their draft, otherwise the text of their current review, otherwise None."""
    async with db.reading() as connection:
        return await _draft_of(connection, user_id, guild_id, series_id)


async def _draft_of(connection: Connection, user_id: int, guild_id: int, series_id: str) -> Draft | None:
    draft = await drafts.get_draft(connection, user_id=user_id, guild_id=guild_id, series_id=series_id)
    if draft is not None:
        return draft
    review = await storage.get_current(connection, guild_id=guild_id, author_id=user_id, series_id=series_id)
    return review.draft if review else None


async def list_drafts(db: Database, user_id: int, guild_id: int) -> list[Draft]:
    """All that a member has written here and not posted, the latest first."""
    async with db.reading() as connection:
        return await drafts.list_drafts(connection, user_id=user_id, guild_id=guild_id)


async def keep_draft(db: Database, draft: Draft, user_id: int, guild_id: int, *, now: datetime) -> str:
    """Keep what was written so far, right or wrong: checks come later. Returns the text that it takes the place of."""
    async with db.transaction() as connection:
        before = await _draft_of(connection, user_id, guild_id, draft.series_id)
        await drafts.upsert_draft(connection, draft, user_id=user_id, guild_id=guild_id, at=to_ms(now))
        return before.body if before else ""


async def add_to_draft(
    db: Database, fresh: Draft, added: str, user_id: int, guild_id: int, *, locale: str, now: datetime
) -> Draft:
    """Put `added` behind what is there (nothing: `fresh`); two additions at once both stay. Returns the draft.

    Raises UserError when the text would get too long; nothing is changed then.
    """
    async with db.transaction() as connection:
        draft = await _draft_of(connection, user_id, guild_id, fresh.series_id) or fresh
        body = check_body(f"{draft.body}\n\n{added}" if draft.body.strip() else added)
        draft = rewritten(draft, body, locale)
        await drafts.upsert_draft(connection, draft, user_id=user_id, guild_id=guild_id, at=to_ms(now))
        return draft


async def name_series(
    db: Database, draft: Draft, user_id: int, guild_id: int, old_id: str, *, now: datetime
) -> Draft | None:
    """A draft without a series gets one. Returns the draft of that series whose place it takes, or None."""
    async with db.transaction() as connection:
        other = await drafts.get_draft(connection, user_id=user_id, guild_id=guild_id, series_id=draft.series_id)
        await drafts.delete_draft(connection, user_id=user_id, guild_id=guild_id, series_id=old_id)
        await drafts.upsert_draft(connection, draft, user_id=user_id, guild_id=guild_id, at=to_ms(now))
        return other


async def discard_draft(db: Database, user_id: int, guild_id: int, series_id: str) -> Draft | None:
    """Throw a draft away; returns it, so that the person can have the text back."""
    async with db.transaction() as connection:
        draft = await drafts.get_draft(connection, user_id=user_id, guild_id=guild_id, series_id=series_id)
        await drafts.delete_draft(connection, user_id=user_id, guild_id=guild_id, series_id=series_id)
        return draft


def fingerprint(body: str) -> str:
    """Eight characters that tell one text from another: a form carries that of the text it was opened with."""
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:8]
