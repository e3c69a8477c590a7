"""Numbers that stand for members who had their data deleted, where others' standing rests on their rows.

Functions take the raw connection, like those of `bot.storage.votes`.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import sqlite3

_SECRET = "privacy-secret"  # noqa: S105 (the name of a fact about the installation, not a secret)


def pseudonym(raw: sqlite3.Connection, user_id: int) -> int:
    """A negative number that stands for a member who had their data deleted; the same each time.

    Made with a secret of this installation, so that a reaction that still stands on Discord is known to be
    counted already, while nobody without the secret can tell whose it was.
    """
    row = raw.execute("SELECT value FROM installation WHERE name = ?", (_SECRET,)).fetchone()
    if row is None:
        made = (_SECRET, secrets.token_hex(32))
        raw.execute("INSERT INTO installation (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", made)
        row = raw.execute("SELECT value FROM installation WHERE name = ?", (_SECRET,)).fetchone()  # another's, perhaps
    digest = hmac.digest(bytes.fromhex(row[0]), str(user_id).encode(), hashlib.sha256)
    return -(int.from_bytes(digest[:8], "big") >> 2) - 2  # below -1, which is bot.domain.audit.FORGOTTEN


def counts_without_name(raw: sqlite3.Connection, message_id: int, user_id: int) -> bool:
    """Whether a vote of this member on this message is kept without their name: their reaction counts already."""
    return (
        raw.execute(
            "SELECT 1 FROM reaction_presence WHERE message_id = ? AND user_id < 0 AND user_id = ?",
            (message_id, pseudonym(raw, user_id)),
        ).fetchone()
        is not None
    )
