"""Reactions as they stand on Discord, and those that changed while a message's reactions were fetched.

Functions take the raw connection, like those of `bot.storage.votes`, and derive nothing: the ledger calls them.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.domain.votes import Presence, Reaction
from bot.storage.posts import Post
from bot.storage.pseudonyms import counts_without_name
from bot.storage.times import from_ms, to_ms


def list_standing(raw: sqlite3.Connection, message_id: int, *, with_carried: bool = True) -> list[Reaction]:
    """Every stored reaction on a message; those carried over from a former message are not on Discord."""
    rows = raw.execute(
        "SELECT user_id, emoji, reaction_type FROM reaction_presence WHERE message_id = ? AND carried <= ?",
        (message_id, int(with_carried)),
    )
    return [Reaction(message_id, row[0], row[1], row[2]) for row in rows]


def insert(raw: sqlite3.Connection, post: Post, reaction: Reaction, *, at: datetime) -> None:
    """Store that a reaction stands. One that is stored already keeps its place in the order.

    What the member's reactions carried over from a former message said is superseded. A member whose data was
    deleted counts already, without a name.
    """
    if post.has_carried and counts_without_name(raw, post.message_id, reaction.user_id):
        return
    _delete_carried(raw, post, reaction.user_id)
    raw.execute(
        "INSERT INTO reaction_presence (message_id, user_id, emoji, reaction_type, guild_id, added_at, sequence)"
        " SELECT ?, ?, ?, ?, ?, ?, COALESCE(MAX(sequence), 0) + 1 FROM reaction_presence"
        " WHERE message_id = ? AND user_id = ?"
        " ON CONFLICT (message_id, user_id, emoji, reaction_type) DO NOTHING",
        (
            reaction.message_id,
            reaction.user_id,
            reaction.emoji,
            reaction.reaction_type,
            post.guild_id,
            to_ms(at),
            reaction.message_id,
            reaction.user_id,
        ),
    )


def delete(raw: sqlite3.Connection, post: Post, reaction: Reaction) -> None:
    """Store that a reaction does not stand."""
    _delete_carried(raw, post, reaction.user_id)
    raw.execute(
        "DELETE FROM reaction_presence WHERE message_id = ? AND user_id = ? AND emoji = ? AND reaction_type = ?",
        (reaction.message_id, reaction.user_id, reaction.emoji, reaction.reaction_type),
    )


def touch(raw: sqlite3.Connection, post: Post, reaction: Reaction) -> None:
    """If the post's reactions are being fetched, note that this one has changed since."""
    if post.is_fetched:
        raw.execute(
            "INSERT INTO touched_presence (message_id, user_id, emoji, reaction_type) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (message_id, user_id, emoji, reaction_type) DO NOTHING",
            (reaction.message_id, reaction.user_id, reaction.emoji, reaction.reaction_type),
        )


def list_presences(raw: sqlite3.Connection, message_id: int, user_id: int) -> list[Presence]:
    """One member's reactions on a message."""
    rows = raw.execute(
        "SELECT emoji, reaction_type, added_at, sequence FROM reaction_presence WHERE message_id = ? AND user_id = ?",
        (message_id, user_id),
    )
    return [Presence(row[0], row[1], from_ms(row[2]), row[3]) for row in rows]


def list_touched(raw: sqlite3.Connection, message_id: int) -> set[Reaction]:
    """The reactions that changed since the fetch of the message's reactions began."""
    rows = raw.execute("SELECT user_id, emoji, reaction_type FROM touched_presence WHERE message_id = ?", (message_id,))
    return {Reaction(message_id, row[0], row[1], row[2]) for row in rows}


def _delete_carried(raw: sqlite3.Connection, post: Post, user_id: int) -> None:
    """The member has spoken on the new message: what they said on the former one is over."""
    if post.has_carried:
        raw.execute(
            "DELETE FROM reaction_presence WHERE message_id = ? AND user_id = ? AND carried = 1",
            (post.message_id, user_id),
        )


def stored_counts(raw: sqlite3.Connection, message_id: int) -> dict[tuple[str, int], int]:
    """How many reactions are stored by (emoji, reaction type): equal to the message's own counts if all is well.

    Neither the bot's own nor carried ones are among them; those of members whose data was deleted are, as their
    reactions may still stand.
    """
    rows = raw.execute(
        "SELECT emoji, reaction_type, COUNT(*) FROM reaction_presence WHERE message_id = ?"
        " AND (carried = 0 OR user_id < 0) GROUP BY emoji, reaction_type",
        (message_id,),
    )
    return {(row[0], row[1]): row[2] for row in rows}
