"""Taking an edit of the catalogue back, unless somebody has changed the same thing since."""

from __future__ import annotations

from bot.errors import Gone, UserError
from bot.i18n import _
from bot.services.catalogue import lineage_editing
from bot.services.catalogue.catalogues import Catalogues
from bot.services.catalogue.editing import (
    Editor,
    add_alias,
    audit_edit,
    from_snapshot,
    is_as_kept,
    put_change,
    refresh_series,
    remove_alias,
)
from bot.storage.audit import get_entry
from bot.storage.catalogue import canon as storage
from bot.storage.engine.database import Database
from bot.storage.published.marks import mark

_UNDOABLE = ("catalogue.add", "catalogue.edit", "catalogue.remove", "catalogue.alias", "catalogue.lineage")


async def undo_edit(db: Database, catalogues: Catalogues, editor: Editor, entry_id: int) -> str:
    """Take an edit back; returns the series' id. Raises Gone, and UserError where it was changed since."""
    async with db.reading() as connection:
        entry = await get_entry(connection, guild_id=editor.guild_id, entry_id=entry_id)
    if entry is None or entry.action not in _UNDOABLE:
        raise Gone(_("There is nothing to undo here any more."))
    if entry.action == "catalogue.alias":
        alias = entry.after or entry.before
        redo = remove_alias if entry.after else add_alias
        await redo(db, catalogues, editor, entry.subject, alias)
        return entry.subject
    if entry.action == "catalogue.lineage":
        edge = entry.after or entry.before
        if entry.after:
            await lineage_editing.disconnect_series(
                db, catalogues, editor, edge["source_id"], edge["target_id"], edge["kind"]
            )
        else:
            await lineage_editing.connect_series(
                db, catalogues, editor, edge["source_id"], edge["target_id"], edge["kind"], edge.get("note")
            )
        return entry.subject
    async with db.transaction() as connection:
        current = await storage.get_change(connection, guild_id=editor.guild_id, series_id=entry.subject)
        if not is_as_kept(current, entry.after):
            raise UserError(_("Somebody has changed this series since, so it stays as it is."))
        await put_change(connection, editor, entry.subject, from_snapshot(editor.guild_id, entry.subject, entry.before))
        await audit_edit(connection, editor, "catalogue.undo", entry.subject, entry.after, entry.before)
        await mark(connection, editor.guild_id, series_id=entry.subject)
    await refresh_series(db, catalogues, editor.guild_id, entry.subject)
    return entry.subject
