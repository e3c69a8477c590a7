"""Reactions as they stand on Discord, and those that changed while a message's reactions were fetched.

Functions take the raw connection, like those of `bot.storage.votes`, and change no vote: `bot.storage.ledger` does.
"""

from __future__ import annotations

import sqlite3

from bot.domain.votes import Reaction
from bot.storage.ledger.posts import Post


def list_standing(raw: sqlite3.Connection, message_id: int, *, with_carried: bool = True) -> list[Reaction]:
    """Every stored reaction on a message; those carried over from a former message are not on Discord."""
    rows = raw.execute(
        "SELECT user_id, emoji, reaction_type FROM reaction_presence WHERE message_id = ? AND carried <= ?",
        (message_id, int(with_carried)),
    )
    return [Reaction(message_id, row[0], row[1], row[2]) for row in rows]


def touch(raw: sqlite3.Connection, post: Post, reaction: Reaction) -> None:
    """If the post's reactions are being fetched, note that this one has changed since."""
    if post.is_fetched:
        raw.execute(
            "INSERT INTO touched_presence (message_id, user_id, emoji, reaction_type) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (message_id, user_id, emoji, reaction_type) DO NOTHING",
            (reaction.message_id, reaction.user_id, reaction.emoji, reaction.reaction_type),
        )


def list_touched(raw: sqlite3.Connection, message_id: int) -> set[Reaction]:
    """The reactions that changed since the fetch of the message's reactions began."""
    rows = raw.execute("SELECT user_id, emoji, reaction_type FROM touched_presence WHERE message_id = ?", (message_id,))
    return {Reaction(message_id, row[0], row[1], row[2]) for row in rows}


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


def count_given(raw: sqlite3.Connection, guild_id: int) -> dict[str, int]:
    """How many reactions stand on all posts of a server, by emoji."""
    rows = raw.execute(
        "SELECT r.emoji, COUNT(*) FROM posts AS p JOIN reaction_presence AS r ON r.message_id = p.message_id"
        " WHERE p.guild_id = ? GROUP BY r.emoji",
        (guild_id,),
    )
    return {row[0]: row[1] for row in rows}
