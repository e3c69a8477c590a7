"""A table whose columns a member explains: where it is, and what has been said of it, kept for a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.lists.columns import Layout
from bot.errors import Gone
from bot.i18n import _
from bot.services import keeping_forms
from bot.storage.engine.database import Database


class Source(Struct, frozen=True):
    """Where a list is: pasted, or a file that Discord keeps."""

    name: str
    url: str = ""
    text: str = ""


class KeptTable(Struct, frozen=True):
    """A list of unknown make with what its columns are said to hold."""

    key: str
    source: Source
    layout: Layout

    def explained(self, place: int, column: str | None) -> KeptTable:
        """The same, with one column said to hold `column`; None: nothing that is read. Raises Gone."""
        if not 0 <= place < len(self.layout.heads):
            raise _gone()
        return replace(self, layout=self.layout.with_column(place, column))


async def keep_table(
    db: Database, source: Source, layout: Layout, guild_id: int, user_id: int, *, now: datetime
) -> KeptTable:
    """Keep what a table looks like, so that its columns can be explained; not the table itself."""
    key = await keeping_forms.keep_form(db, _form(source, layout), guild_id, user_id, now=now)
    return KeptTable(key, source, layout)


async def change_table(db: Database, table: KeptTable, guild_id: int, user_id: int) -> None:
    """Keep what a member said of a column."""
    await keeping_forms.change_form(db, table.key, _form(table.source, table.layout), guild_id, user_id)


async def require_table(db: Database, key: str, guild_id: int, user_id: int) -> KeptTable:
    """The member's own table. Raises Gone after a day."""
    form = await keeping_forms.kept_form(db, key, guild_id, user_id)
    if form is None or "heads" not in form:
        raise _gone()
    return KeptTable(key, Source(form["name"], form["url"], form["text"]), _layout(form))


def _form(source: Source, layout: Layout) -> dict[str, Any]:
    return {
        "name": source.name,
        "url": source.url,
        "text": source.text,
        "heads": [*layout.heads],
        "samples": [*layout.samples],
        "read_as": dict(layout.read_as),
    }


def _layout(form: Mapping[str, Any]) -> Layout:
    return Layout(tuple(form["heads"]), tuple(form["samples"]), dict(form["read_as"]))


def _gone() -> Gone:
    return Gone(_("This form is not kept any more. Please run the command again."))
