"""What a server's editors do to its catalogue: add, correct, name, connect, remove, and take it back.

The bundled catalogue is never touched: the server's canon lies on top of it, with who and when. Each deed is one
transaction with its audit entry; memory and the search index follow at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from bot.domain import canon as rules
from bot.domain.catalogue import to_record
from bot.domain.catalogue.spoken_title import spoken_title
from bot.domain.series import Series
from bot.domain.series import series_id as id_of
from bot.domain.spoilers import quoted, sanitise_inline
from bot.errors import CatalogueError, UserError
from bot.i18n import _
from bot.patterns import later_re
from bot.services.catalogue.catalogues import Catalogues
from bot.storage.catalogue import canon as storage
from bot.storage.catalogue.canon import CanonChange
from bot.storage.engine.database import Connection, Database
from bot.storage.published.marks import mark
from bot.storage.servers import insert_audit

_PLACE = later_re(r"^canon, line 1: ")


class Edit(Struct, frozen=True):
    """What was done to a series; `entry_id` is the audit entry by which it can be taken back."""

    series: Series
    entry_id: int


class Editor(Struct, frozen=True):
    """Who edits which server's catalogue, and when."""

    guild_id: int
    user_id: int
    now: datetime


async def add_series(db: Database, catalogues: Catalogues, editor: Editor, record: Mapping[str, Any]) -> Edit:
    """Add a series to this server's catalogue. Raises UserError where a field does not fit or it is there already."""
    fields = {name: value for name, value in record.items() if value is not None}
    series_id = id_of(str(fields.get("title", "")), str(fields.get("country", "")), int(fields.get("year") or 0))
    series = _checked(catalogues, series_id, fields)
    if catalogues.get(editor.guild_id, series_id) is not None:
        raise UserError(
            _(
                "{title} ({year}) is in the catalogue already. Change it with /catalogue edit.",
                title=sanitise_inline(spoken_title(series)),
                year=series.year,
            )
        )
    change = CanonChange(editor.guild_id, series_id, "added", to_record(series))
    return await _store(db, catalogues, editor, series_id, change, "catalogue.add")


async def correct_series(
    db: Database, catalogues: Catalogues, editor: Editor, series_id: str, fields: Mapping[str, Any]
) -> Edit:
    """Correct fields of a series in this server; None clears one.

    Only what differs from the bundled series is kept, so that everything else follows its updates.
    Raises Gone, and UserError where a field does not fit or nothing changes.
    """
    series = catalogues.require(editor.guild_id, series_id)
    series_id = series.id
    async with db.reading() as connection:
        former = await storage.get_change(connection, guild_id=editor.guild_id, series_id=series_id)
    bundled = catalogues.bundled(series_id)
    base = to_record(bundled) if bundled is not None else {}
    own_aliases = await _own_aliases(db, editor.guild_id, series_id)
    left_aliases = own_aliases
    if "aliases" in fields:
        given = fields["aliases"] or []
        left_aliases = [alias for alias in own_aliases if alias in given]
        fields = {**fields, "aliases": [alias for alias in given if alias not in own_aliases] or None}
    kept = dict(former.fields) if former is not None and former.change != "hidden" else {}
    added = former is not None and former.change == "added"
    wanted = {**kept, **fields}
    if not added:
        wanted = {name: value for name, value in wanted.items() if base.get(name) != value}
    whole = wanted if added else base | wanted
    after = _checked(catalogues, series_id, {name: value for name, value in whole.items() if value is not None})
    same = to_record(after) == kept if added else wanted == kept
    if same and left_aliases == own_aliases:
        raise UserError(
            _("Nothing is different from what is there for {title}.", title=sanitise_inline(spoken_title(series)))
        )
    change: CanonChange | None = None
    if added:
        change = CanonChange(editor.guild_id, series_id, "added", to_record(after))
    elif wanted:
        change = CanonChange(editor.guild_id, series_id, "corrected", wanted)
    dropped = [alias for alias in own_aliases if alias not in left_aliases]
    return await _store(db, catalogues, editor, series_id, change, "catalogue.edit", dropped_aliases=dropped)


async def remove_series(db: Database, catalogues: Catalogues, editor: Editor, series_id: str) -> Edit:
    """Take a series out of this server's catalogue; reviews of it stay, and go on saying its title. Raises Gone."""
    series = catalogues.require(editor.guild_id, series_id)
    change = CanonChange(editor.guild_id, series.id, "hidden", to_record(series))
    return await _store(db, catalogues, editor, series.id, change, "catalogue.remove")


async def add_alias(db: Database, catalogues: Catalogues, editor: Editor, series_id: str, alias: str) -> Edit:
    """Add a name by which this server finds a series. Raises Gone, and UserError for one that it has."""
    series = catalogues.require(editor.guild_id, series_id)
    name = rules.alias_of(alias)
    if name.casefold() in {known.casefold() for known in series.names()}:
        raise UserError(
            _("{title} is found by “{alias}” already.", title=sanitise_inline(spoken_title(series)), alias=quoted(name))
        )
    _checked(catalogues, series.id, to_record(series) | {"aliases": [*series.aliases, name]})
    async with db.transaction() as connection:
        await storage.insert_alias(
            connection,
            guild_id=editor.guild_id,
            series_id=series.id,
            alias=name,
            user_id=editor.user_id,
            at=editor.now,
        )
        entry_id = await audit_edit(connection, editor, "catalogue.alias", series.id, None, name)
    catalogues.apply_alias(editor.guild_id, series.id, name)
    return Edit(catalogues.require(editor.guild_id, series.id), entry_id)


async def remove_alias(db: Database, catalogues: Catalogues, editor: Editor, series_id: str, alias: str) -> Edit:
    """Take a name away from a series in this server. Raises Gone, and UserError for one that it does not have."""
    series = catalogues.require(editor.guild_id, series_id)
    wanted = rules.alias_of(alias).casefold()
    name = next((known for known in series.aliases if known.casefold() == wanted), None)
    if name is None:
        raise UserError(
            _("{title} has no other name “{alias}”.", title=sanitise_inline(spoken_title(series)), alias=quoted(alias))
        )
    async with db.transaction() as connection:
        ours = await storage.delete_alias(connection, guild_id=editor.guild_id, series_id=series.id, alias=name)
        if ours:
            entry_id = await audit_edit(connection, editor, "catalogue.alias", series.id, name, None)
    if not ours:
        left = [known for known in series.aliases if known != name]
        return await correct_series(db, catalogues, editor, series.id, {"aliases": left or None})
    await refresh_series(db, catalogues, editor.guild_id, series.id)
    return Edit(catalogues.require(editor.guild_id, series.id), entry_id)


async def _store(
    db: Database,
    catalogues: Catalogues,
    editor: Editor,
    series_id: str,
    change: CanonChange | None,
    action: str,
    *,
    dropped_aliases: Sequence[str] = (),
) -> Edit:
    shown = catalogues.get(editor.guild_id, series_id)
    async with db.transaction() as connection:
        former = await storage.get_change(connection, guild_id=editor.guild_id, series_id=series_id)
        await put_change(connection, editor, series_id, change)
        for alias in dropped_aliases:
            await storage.delete_alias(connection, guild_id=editor.guild_id, series_id=series_id, alias=alias)
        bundled = catalogues.bundled(series_id)
        came = to_record(bundled) if bundled is not None else {}
        states = (snapshot(former, came), snapshot(change, came))
        entry_id = await audit_edit(connection, editor, action, series_id, *states)
        await mark(connection, editor.guild_id, series_id=series_id)
    await refresh_series(db, catalogues, editor.guild_id, series_id)
    series = catalogues.get(editor.guild_id, series_id) or shown
    assert series is not None
    return Edit(series, entry_id)


async def put_change(connection: Connection, editor: Editor, series_id: str, change: CanonChange | None) -> None:
    """Store what a series is in this server; None is as bundled."""
    if change is None:
        await storage.delete_change(connection, guild_id=editor.guild_id, series_id=series_id)
    else:
        await storage.upsert_change(connection, change, user_id=editor.user_id, at=editor.now)


async def refresh_series(db: Database, catalogues: Catalogues, guild_id: int, series_id: str) -> None:
    """Lay the server's canon of one series anew from what is stored; whatever shows it is drawn anew."""
    async with db.reading() as connection:
        change = await storage.get_change(connection, guild_id=guild_id, series_id=series_id)
        aliases = await storage.list_aliases_of(connection, guild_id=guild_id, series_id=series_id)
    catalogues.refresh(guild_id, series_id, change, aliases)
    # Marked with the change already; a post that was drawn between the two still shows what was in memory then.
    async with db.transaction() as connection:
        await mark(connection, guild_id, series_id=series_id)


async def audit_edit(connection: Connection, editor: Editor, action: str, subject: str, before: Any, after: Any) -> int:
    """Record an edit in the transaction that makes it; returns the entry's id."""
    return await insert_audit(
        connection,
        guild_id=editor.guild_id,
        actor_id=editor.user_id,
        action=action,
        subject=subject,
        before=before,
        after=after,
        at=editor.now,
    )


def _checked(catalogues: Catalogues, series_id: str, fields: dict[str, Any]) -> Series:
    try:
        return catalogues.read(series_id, fields)
    except CatalogueError as error:
        raise UserError(quoted(_PLACE.sub("", str(error)), limit=300)) from None


def snapshot(change: CanonChange | None, came: Mapping[str, Any] = MappingProxyType({})) -> dict[str, Any] | None:
    """A change as the audit log keeps it, with what the fields that it corrects are in the bundled series."""
    if change is None:
        return None
    kept: dict[str, Any] = {"change": change.change, "fields": change.fields}
    if change.change == "corrected" and came:
        kept["came"] = {name: came.get(name) for name in change.fields}
    return kept


def is_as_kept(change: CanonChange | None, kept: dict[str, Any] | None) -> bool:
    """Whether a change is the one that `snapshot` was made of, whatever was bundled then."""
    told = None if kept is None else {name: value for name, value in kept.items() if name != "came"}
    return snapshot(change) == told


def from_snapshot(guild_id: int, series_id: str, kept: dict[str, Any] | None) -> CanonChange | None:
    """The change that `snapshot` was made of."""
    return None if kept is None else CanonChange(guild_id, series_id, kept["change"], kept["fields"])


async def _own_aliases(db: Database, guild_id: int, series_id: str) -> list[str]:
    async with db.reading() as connection:
        return await storage.list_aliases_of(connection, guild_id=guild_id, series_id=series_id)
