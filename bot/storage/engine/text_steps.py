"""What migrations do to texts, where SQL cannot: Python that runs in the transaction of its migration."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.domain.spoilers import set_place

_JSON_TABLES = {"review_drafts": "user_id, guild_id, series_id", "review_versions": "review_id, version"}


def _places_in_texts(connection: sqlite3.Connection) -> None:
    """Write "hidden from paragraph N" into the texts of reviews, drafts and versions."""
    rows = connection.execute("SELECT id, body, hidden_from FROM reviews WHERE hidden_from IS NOT NULL").fetchall()
    for review_id, body, number in rows:
        connection.execute(
            "UPDATE reviews SET body = ?, hidden_from = NULL WHERE id = ?", (set_place(body, number), review_id)
        )
    for table, key in _JSON_TABLES.items():
        named = " AND ".join(f"{column} = ?" for column in key.split(", "))
        for *key_values, stored in connection.execute(f"SELECT {key}, fields FROM {table}").fetchall():  # noqa: S608 (fixed names)
            fields = json.loads(stored)
            number = fields.pop("hidden_from", None)
            if number is None:
                continue
            fields["body"] = set_place(fields.get("body", ""), number)
            connection.execute(
                f"UPDATE {table} SET fields = ? WHERE {named}",  # noqa: S608 (fixed names)
                (json.dumps(fields, ensure_ascii=False), *key_values),
            )


STEPS: Mapping[str, Callable[[sqlite3.Connection], None]] = MappingProxyType({"0017_places_in_texts": _places_in_texts})
