"""Merging a duplicate: reviews, progress, ratings and votes go along, and old buttons lead to the new series."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.domain.notices import Notice, NoticeKind
from bot.domain.series import Lineage, Series
from bot.errors import UserError
from bot.i18n import _
from bot.services.catalogues import Catalogues
from bot.services.editing_catalogue import Editor, audit_edit, put_change, refresh_series, snapshot
from bot.storage import canon as storage
from bot.storage import merging
from bot.storage.canon import CanonChange
from bot.storage.database import Connection, Database
from bot.storage.merging import Moved
from bot.storage.notices import insert_notices
from bot.storage.times import to_ms


async def look_at_merge(
    db: Database, catalogues: Catalogues, editor: Editor, old_id: str, new_id: str
) -> tuple[Series, Series, Moved]:
    """Both series, and what a merge would move. Raises Gone, and UserError for a series and itself."""
    old, new = _both(catalogues, editor, old_id, new_id)
    async with db.reading() as connection:
        only_here = await _is_only_here(connection, catalogues, editor.guild_id, old.id)
        moved = await connection.run(partial(merging.count, only_here=only_here), editor.guild_id, old.id)
        return old, new, moved


async def count_reviews(db: Database, guild_id: int, series_id: str) -> int:
    """How many reviews this server has of a series."""
    async with db.reading() as connection:
        return (await connection.run(partial(merging.count, only_here=False), guild_id, series_id)).reviews


async def merge_series(
    db: Database, catalogues: Catalogues, editor: Editor, old_id: str, new_id: str
) -> tuple[Series, Series, Moved]:
    """Merge the series `old_id` into `new_id` in this server: one transaction. Raises Gone and UserError.

    The old one's names find the new one from now on. An author who had reviewed both keeps the newer review and
    is told about the older.
    """
    old, new = _both(catalogues, editor, old_id, new_id)
    guild_id, at = editor.guild_id, to_ms(editor.now)
    links = _links_of(catalogues, guild_id, old.id, new.id)
    async with db.transaction() as connection:
        only_here = await _is_only_here(connection, catalogues, guild_id, old.id)
        former = await storage.get_change(connection, guild_id=guild_id, series_id=old.id)
        moved = await connection.run(merging.move, guild_id, old.id, new.id, only_here=only_here, at=at)
        known = {name.casefold() for name in new.names()}
        for alias in old.names():
            if alias.casefold() not in known:
                known.add(alias.casefold())
                await storage.insert_alias(
                    connection, guild_id=guild_id, series_id=new.id, alias=alias, user_id=editor.user_id, at=at
                )
        for edge in links:
            await storage.upsert_lineage(
                connection, edge, guild_id=guild_id, removed=False, user_id=editor.user_id, at=at
            )
        await put_change(connection, editor, old.id, CanonChange(guild_id, old.id, "hidden", {}))
        await storage.upsert_merged(
            connection, guild_id=guild_id, old_id=old.id, new_id=new.id, user_id=editor.user_id, at=at
        )
        before = {"series": old.id, "canon": snapshot(former)}
        after = {"series": new.id, "reviews": moved.reviews, "progress": moved.progress, "ratings": moved.ratings}
        await audit_edit(connection, editor, "catalogue.merge", old.id, before, after)
        told = [
            Notice(author_id, guild_id, NoticeKind.REVIEW_MERGED, {"series_id": new.id, "headline": headline})
            for _review_id, author_id, headline in moved.gave_way
        ]
        await insert_notices(connection, told, at=at)
    await refresh_series(db, catalogues, guild_id, old.id)
    catalogues.apply_merge(guild_id, old.id, new.id)
    for edge in links:
        catalogues.apply_lineage(guild_id, edge)
    await refresh_series(db, catalogues, guild_id, new.id)
    return old, catalogues.require(guild_id, new.id), moved


async def _is_only_here(connection: Connection, catalogues: Catalogues, guild_id: int, series_id: str) -> bool:
    """Whether no other server knows the series: then every member's place in it is this server's to move."""
    elsewhere = await storage.is_used_elsewhere(connection, guild_id=guild_id, series_id=series_id)
    return catalogues.bundled(series_id) is None and not elsewhere


def _links_of(catalogues: Catalogues, guild_id: int, old_id: str, new_id: str) -> list[Lineage]:
    """The old series' links as the new one's, without those that it has, or that would lead to itself."""
    known = {(e.source_id, e.target_id, e.kind) for e in catalogues.lineage_of(guild_id, new_id)}
    moved = [
        replace(
            edge,
            source_id=new_id if edge.source_id == old_id else edge.source_id,
            target_id=new_id if edge.target_id == old_id else edge.target_id,
        )
        for edge in catalogues.lineage_of(guild_id, old_id)
    ]
    return [e for e in moved if e.source_id != e.target_id and (e.source_id, e.target_id, e.kind) not in known]


def _both(catalogues: Catalogues, editor: Editor, old_id: str, new_id: str) -> tuple[Series, Series]:
    old = catalogues.require(editor.guild_id, old_id)
    new = catalogues.require(editor.guild_id, new_id)
    if old.id == new.id:
        raise UserError(_("Pick two different series: {title} can't be merged with itself.", title=old.title))
    return old, new
