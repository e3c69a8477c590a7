"""How series lead to each other, as a server's editors say it."""

from __future__ import annotations

from typing import Any

from bot.domain.free_text import check_unmarked
from bot.domain.lineage import opposite_of
from bot.domain.series import Lineage, LineageKind
from bot.domain.spoilers import quoted
from bot.errors import UserError
from bot.i18n import _
from bot.services.catalogue.catalogues import Catalogues
from bot.services.catalogue.editing import Edit, Editor, audit_edit
from bot.storage.catalogue import canon as storage
from bot.storage.engine.database import Database


async def connect_series(
    db: Database, catalogues: Catalogues, editor: Editor, source_id: str, target_id: str, kind: str, note: str | None
) -> Edit:
    """Say in this server how one series leads to another. Raises Gone, and UserError for an edge that is there."""
    edge = _edge(catalogues, editor, source_id, target_id, kind, note)
    source = catalogues.require(editor.guild_id, edge.source_id)
    if _same(catalogues.lineage_of(editor.guild_id, edge.source_id), edge) is not None:
        raise UserError(_("This is in the catalogue already."))
    if opposite_of(edge, catalogues.lineage_of(editor.guild_id, edge.source_id)) is not None:
        raise UserError(
            _(
                "The catalogue says the opposite: {target} came before {source}, and both can't be. "
                "Take that link away first, or swap the two.",
                target=quoted(catalogues.require(editor.guild_id, edge.target_id).title),
                source=quoted(source.title),
            )
        )
    async with db.transaction() as connection:
        await storage.delete_lineage(connection, edge, guild_id=editor.guild_id)
        bundled = catalogues.bundled_edge(edge)
        if bundled is None:
            await storage.upsert_lineage(
                connection,
                edge,
                guild_id=editor.guild_id,
                removed=False,
                user_id=editor.user_id,
                at=editor.now,
            )
        entry_id = await audit_edit(connection, editor, "catalogue.lineage", source.id, None, _written(edge))
    catalogues.drop_lineage(editor.guild_id, edge)
    if bundled is None:
        catalogues.apply_lineage(editor.guild_id, edge)
    return Edit(source, entry_id)


async def disconnect_series(
    db: Database, catalogues: Catalogues, editor: Editor, source_id: str, target_id: str, kind: str
) -> Edit:
    """Take an edge away in this server, its own or a bundled one. Raises Gone, and UserError where there is none."""
    edge = _edge(catalogues, editor, source_id, target_id, kind, None)
    source = catalogues.require(editor.guild_id, edge.source_id)
    found = _same(catalogues.lineage_of(editor.guild_id, edge.source_id), edge)
    if found is None:
        raise UserError(_("There is no such link between the two."))
    bundled = catalogues.bundled_edge(found)
    async with db.transaction() as connection:
        if bundled is None:
            await storage.delete_lineage(connection, found, guild_id=editor.guild_id)
        else:
            await storage.upsert_lineage(
                connection,
                bundled,
                guild_id=editor.guild_id,
                removed=True,
                user_id=editor.user_id,
                at=editor.now,
            )
        entry_id = await audit_edit(connection, editor, "catalogue.lineage", source.id, _written(found), None)
    catalogues.drop_lineage(editor.guild_id, found)
    if bundled is not None:
        catalogues.apply_lineage(editor.guild_id, bundled, removed=True)
    return Edit(source, entry_id)


def _edge(
    catalogues: Catalogues, editor: Editor, source_id: str, target_id: str, kind: str, note: str | None
) -> Lineage:
    source = catalogues.require(editor.guild_id, source_id)
    target = catalogues.require(editor.guild_id, target_id)
    if source.id == target.id:
        raise UserError(_("A series can't lead to itself: pick two."))
    if kind not in {each.value for each in LineageKind}:
        raise UserError(_("“{kind}” is no way in which series are linked. Pick one from the list.", kind=quoted(kind)))
    words = " ".join(check_unmarked(note or "").split())[:300] or None
    return Lineage(source.id, target.id, LineageKind(kind), words)


def _same(edges: list[Lineage], wanted: Lineage) -> Lineage | None:
    ends = (wanted.source_id, wanted.target_id)
    either = {ends, ends[::-1]} if wanted.kind is LineageKind.SAME_SOURCE else {ends}
    return next((e for e in edges if e.kind is wanted.kind and (e.source_id, e.target_id) in either), None)


def _written(edge: Lineage) -> dict[str, Any]:
    return {"source_id": edge.source_id, "target_id": edge.target_id, "kind": edge.kind.value, "note": edge.note}
