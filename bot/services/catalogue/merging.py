"""Merging a duplicate: reviews, progress, ratings and votes go along, and old buttons lead to the new series."""

from __future__ import annotations

from msgspec.structs import replace

from bot.domain.catalogue import to_record
from bot.domain.catalogue.spoken_title import spoken_title
from bot.domain.discussion.places import WHOLE_SERIES
from bot.domain.notices import Notice, NoticeKind
from bot.domain.progress import same_numbers
from bot.domain.series import Lineage, Series
from bot.domain.spoilers import sanitise_inline
from bot.errors import UserError
from bot.i18n import _
from bot.services.catalogue.catalogues import Catalogues
from bot.services.catalogue.editing import Editor, audit_edit, put_change, refresh_series, snapshot
from bot.storage.catalogue import canon as storage
from bot.storage.catalogue import merging
from bot.storage.catalogue.canon import CanonChange
from bot.storage.catalogue.merging import Moved
from bot.storage.discussion import is_opening, list_places
from bot.storage.engine.database import EVERYBODY, Connection, Database
from bot.storage.notices import insert_notices
from bot.storage.published.marks import follow_merge, mark
from bot.storage.published.publications import note_moved


async def look_at_merge(
    db: Database, catalogues: Catalogues, editor: Editor, old_id: str, new_id: str
) -> tuple[Series, Series, Moved]:
    """Both series, and what a merge would move, exactly. Raises Gone, and UserError for a series and itself."""
    old, new = _both(catalogues, editor, old_id, new_id)
    try:
        async with db.transaction(EVERYBODY) as connection:  # the merge itself, taken back: no second way of counting
            raise _Looked(await _move(connection, catalogues, editor, old, new))
    except _Looked as looked:
        return old, new, looked.moved


class _Looked(Exception):
    """What a merge has moved, raised so that it is taken back."""

    def __init__(self, moved: Moved) -> None:
        super().__init__()
        self.moved = moved


async def _move(connection: Connection, catalogues: Catalogues, editor: Editor, old: Series, new: Series) -> Moved:
    only_here = await _is_only_here(connection, catalogues, editor.guild_id, old.id)
    same = same_numbers(old, new)
    return await merging.move(
        connection, editor.guild_id, old.id, new.id, only_here=only_here, same_numbers=same, at=editor.now
    )


async def count_reviews(db: Database, guild_id: int, series_id: str) -> int:
    """How many reviews this server has of a series."""
    async with db.reading() as connection:
        return await merging.count_reviews(connection, guild_id, series_id)


async def merge_series(
    db: Database, catalogues: Catalogues, editor: Editor, old_id: str, new_id: str
) -> tuple[Series, Series, Moved]:
    """Merge the series `old_id` into `new_id` in this server: one transaction. Raises Gone, and UserError as long as
    a place of either is being opened.

    The old one's names find the new one from now on. An author who had reviewed both keeps the newer review and
    is told about the older, with its text.
    """
    old, new = _both(catalogues, editor, old_id, new_id)
    guild_id, at = editor.guild_id, editor.now
    links = _links_of(catalogues, guild_id, old.id, new.id)
    async with db.transaction(EVERYBODY) as connection:
        former = await storage.get_change(connection, guild_id=guild_id, series_id=old.id)
        await _check_settled(connection, guild_id, old, new)
        ending = await _ending_places(connection, guild_id, old, new)
        moved = await _move(connection, catalogues, editor, old, new)
        await follow_merge(connection, guild_id, old.id, new.id)
        for thread_id, card_id, into_id in ending:
            await note_moved(
                connection, guild_id=guild_id, thread_id=thread_id, card_id=card_id, into_id=into_id, at=at
            )
        for gone in moved.gave_way:
            await mark(connection, guild_id, review_id=gone.review_id)
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
        await put_change(connection, editor, old.id, CanonChange(guild_id, old.id, "hidden", to_record(old)))
        await storage.upsert_merged(
            connection, guild_id=guild_id, old_id=old.id, new_id=new.id, user_id=editor.user_id, at=at
        )
        before = {"series": old.id, "canon": snapshot(former)}
        after = {"series": new.id, "reviews": moved.reviews, "progress": moved.progress, "ratings": moved.ratings}
        await audit_edit(connection, editor, "catalogue.merge", old.id, before, after)
        told = [
            Notice(
                gone.author_id,
                guild_id,
                NoticeKind.REVIEW_MERGED,
                {"series_id": new.id, "headline": gone.headline, "text": gone.body},
            )
            for gone in moved.gave_way
        ]
        told += [
            Notice(author_id, guild_id, NoticeKind.REVIEW_RENUMBERED, {"series_id": new.id, "headline": headline})
            for author_id, headline in moved.renumbered
        ]
        await insert_notices(connection, told, at=at)
    catalogues.apply_merge(guild_id, old.id, new.id)  # first: at no moment is the old one unknown to who draws anew
    await refresh_series(db, catalogues, guild_id, old.id)
    for edge in links:
        catalogues.apply_lineage(guild_id, edge)
    await refresh_series(db, catalogues, guild_id, new.id)
    return old, catalogues.require(guild_id, new.id), moved


async def _check_settled(connection: Connection, guild_id: int, old: Series, new: Series) -> None:
    """Raises UserError while a place of either is being opened: nobody could tell yet what its thread is about."""
    for series in (old, new):
        if await is_opening(connection, guild_id=guild_id, series_id=series.id):
            title = sanitise_inline(spoken_title(series))
            raise UserError(
                _("A place to talk about {title} is being opened right now. Try again in a minute.", title=title)
            )


async def _ending_places(
    connection: Connection, guild_id: int, old: Series, new: Series
) -> list[tuple[int, int | None, int | None]]:
    """Places of the first that end, as (thread, card, thread in which the talk goes on).

    Of two places of one episode the talk goes on in the second's. Where episodes are counted otherwise, those of
    single episodes are about nothing that is known any more: the talk goes on in no other thread.
    """
    counted_alike = same_numbers(old, new)
    into = {p.episode: p.thread_id for p in await list_places(connection, guild_id=guild_id, series_id=new.id)}
    ending = []
    for place in await list_places(connection, guild_id=guild_id, series_id=old.id):
        is_known = counted_alike or place.episode == WHOLE_SERIES
        if place.thread_id is not None and (not is_known or place.episode in into):
            ending.append((place.thread_id, place.message_id, into[place.episode] if is_known else None))
    return ending


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
        raise UserError(
            _(
                "Pick two different series: {title} can't be merged with itself.",
                title=sanitise_inline(spoken_title(old)),
            )
        )
    return old, new
