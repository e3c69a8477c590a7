"""What members have written and not posted yet: kept at every step, right or wrong, until they post or discard it."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from bot.domain.reviews.records import Draft, gone_on
from bot.errors import Gone
from bot.i18n import _
from bot.storage import review_drafts as drafts
from bot.storage import reviews as storage
from bot.storage.engine.connection import Connection
from bot.storage.engine.database import Database


async def draft_of(db: Database, user_id: int, guild_id: int, series_id: str) -> Draft | None:
    """What a member would go on with: their draft, otherwise the text of their current review, otherwise None."""
    async with db.reading() as connection:
        return await _draft_of(connection, user_id, guild_id, series_id)


async def _draft_of(connection: Connection, user_id: int, guild_id: int, series_id: str) -> Draft | None:
    draft = await drafts.get_draft(connection, user_id=user_id, guild_id=guild_id, series_id=series_id)
    if draft is not None:
        return draft
    review = await storage.get_current(connection, guild_id=guild_id, author_id=user_id, series_id=series_id)
    return review.content if review else None


async def list_drafts(db: Database, user_id: int, guild_id: int) -> list[Draft]:
    """All that a member has written here and not posted, the latest first."""
    async with db.reading() as connection:
        return await drafts.list_drafts(connection, user_id=user_id, guild_id=guild_id)


async def keep_draft(db: Database, draft: Draft, user_id: int, guild_id: int, *, now: datetime) -> str:
    """Keep what was written so far, right or wrong: checks come later. Returns the text that it takes the place of."""
    async with db.transaction() as connection:
        before = await _draft_of(connection, user_id, guild_id, draft.series_id)
        await drafts.upsert_draft(connection, draft, user_id=user_id, guild_id=guild_id, at=now)
        return before.body if before else ""


async def change_draft(
    db: Database, before: Draft, after: Draft, user_id: int, guild_id: int, *, now: datetime
) -> None:
    """Keep `after`, made from `before`. Raises Gone when the text was changed elsewhere in between."""
    async with db.transaction() as connection:
        found = await _draft_of(connection, user_id, guild_id, before.series_id)
        if found is None or found.body != before.body:
            raise Gone(_("Your text was changed elsewhere meanwhile. Open the draft again with `/review mine`."))
        await drafts.upsert_draft(connection, after, user_id=user_id, guild_id=guild_id, at=now)


async def add_to_draft(
    db: Database,
    fresh: Draft,
    added: str,
    user_id: int,
    guild_id: int,
    *,
    locale: str,
    now: datetime,
    was_full: bool = False,
) -> Draft:
    """Put `added` behind what is there (nothing: `fresh`); two additions at once both stay. Returns the draft.

    `was_full` says that the box it was typed into held no more. Raises UserError when the text would get too long;
    nothing is changed then.
    """
    async with db.transaction() as connection:
        draft = await _draft_of(connection, user_id, guild_id, fresh.series_id) or fresh
        draft = replace(gone_on(draft, added, locale), cut_off=was_full)
        await drafts.upsert_draft(connection, draft, user_id=user_id, guild_id=guild_id, at=now)
        return draft


async def name_series(
    db: Database, draft: Draft, user_id: int, guild_id: int, old_id: str, *, now: datetime
) -> Draft | None:
    """A draft without a series gets one. Returns the draft of that series whose place it takes, or None."""
    async with db.transaction() as connection:
        other = await drafts.get_draft(connection, user_id=user_id, guild_id=guild_id, series_id=draft.series_id)
        await drafts.delete_draft(connection, user_id=user_id, guild_id=guild_id, series_id=old_id)
        await drafts.upsert_draft(connection, draft, user_id=user_id, guild_id=guild_id, at=now)
        return other


async def discard_draft(db: Database, user_id: int, guild_id: int, series_id: str) -> Draft | None:
    """Throw a draft away; returns it, so that the person can have the text back."""
    async with db.transaction() as connection:
        draft = await drafts.get_draft(connection, user_id=user_id, guild_id=guild_id, series_id=series_id)
        await drafts.delete_draft(connection, user_id=user_id, guild_id=guild_id, series_id=series_id)
        return draft
