"""What must hold between tables, beyond what a database checks; asked of every backup and by `linger doctor`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Set

from msgspec import Struct

from bot.storage.engine.connection import is_sqlite

# Marks the file as Linger's ("Lngr"), so that a mistyped DATABASE_PATH never migrates another program's data.
APPLICATION_ID = 0x4C6E6772


class Invariant(Struct, frozen=True):
    """A promise, and the query whose rows break it.

    Where a grave one is broken the file is damaged: no copy of it is kept, and a restore refuses it. The others are
    told by `linger doctor`: what they speak of is a slip of the program's, of which no older copy would be free.
    """

    promise: str
    tables: frozenset[str]  # asked only where all of these exist
    violations: str
    is_grave: bool = False
    of_sqlite_alone: bool = False  # asked with a function that PostgreSQL lacks


# Rows that last, of a server each; what is typed and not finished may come from servers that Linger is not in.
_OF_SERVERS = (
    "audit_log",
    "canon_series",
    "discussion_places",
    "feature_switches",
    "guild_settings",
    "published",
    "review_bars",
    "reviews",
    "suggestions",
    "votes",
    "watch_parties",
)
_NUMBERED = ("discussion_places", "reviews", "suggestions", "watch_parties")
_WRITTEN = {
    "audit_log": ("before", "after"),
    "canon_series": ("fields",),
    "guild_settings": ("value",),
    "list_entries": ("entry", "before", "after"),
    "notices": ("fields",),
    "review_drafts": ("fields",),
    "review_versions": ("fields",),
    "shared_series": ("fields",),
}


def _of_one_server(table: str, column: str, whole: str) -> Invariant:
    """A part belongs to the server of its whole."""
    return Invariant(
        f"rows of {table} are of the server that their row of {whole} is of",
        frozenset({table, whole}),
        f"SELECT 1 FROM {table} AS part JOIN {whole} AS whole ON whole.id = part.{column}"  # noqa: S608 (names of this module)
        " WHERE part.guild_id <> whole.guild_id",
    )


def _of_a_known_server(table: str) -> Invariant:
    return Invariant(
        f"{table} holds nothing of a server that was erased or never joined",
        frozenset({table, "guilds"}),
        f"SELECT 1 FROM {table} WHERE guild_id <> 0 AND guild_id NOT IN (SELECT guild_id FROM guilds)",  # noqa: S608 (names of this module)
    )


def _numbered(table: str) -> Invariant:
    return Invariant(
        f"no number of {table} is given out twice",
        frozenset({table, "numbers"}),
        f"SELECT 1 FROM numbers WHERE name = '{table}' AND given < (SELECT MAX(id) FROM {table})",  # noqa: S608 (names of this module)
    )


def _readable(table: str, columns: tuple[str, ...]) -> Invariant:
    return Invariant(
        f"what {table} keeps as JSON can be read",
        frozenset({table}),
        f"SELECT 1 FROM {table} WHERE {' OR '.join(f'NOT json_valid(COALESCE({name}, 0))' for name in columns)}",  # noqa: S608 (names of this module)
        of_sqlite_alone=True,
    )


INVARIANTS: tuple[Invariant, ...] = (
    Invariant(
        "every tally is the sum of its counted votes",
        frozenset({"votes", "vote_tallies"}),
        "SELECT t.subject_id FROM vote_tallies AS t LEFT JOIN votes AS v ON v.subject_kind = t.subject_kind"
        " AND v.subject_id = t.subject_id AND v.counted = 1"
        " GROUP BY t.subject_kind, t.subject_id, t.helpful, t.not_helpful"
        " HAVING t.helpful <> COALESCE(SUM(v.helpful), 0) OR t.not_helpful <> COALESCE(SUM(1 - v.helpful), 0)",
        is_grave=True,
    ),
    Invariant(
        "every counted vote is part of a tally",
        frozenset({"votes", "vote_tallies"}),
        "SELECT v.subject_id FROM votes AS v LEFT JOIN vote_tallies AS t ON t.subject_kind = v.subject_kind"
        " AND t.subject_id = v.subject_id WHERE v.counted = 1 AND t.subject_id IS NULL",
        is_grave=True,
    ),
    Invariant(
        "every vote stands on a reaction",
        frozenset({"votes", "posts", "reaction_presence"}),
        "SELECT v.subject_id FROM votes AS v LEFT JOIN posts AS p ON p.subject_kind = v.subject_kind"
        " AND p.subject_id = v.subject_id LEFT JOIN reaction_presence AS r ON r.message_id = p.message_id"
        " AND r.user_id = v.user_id WHERE r.user_id IS NULL",
        is_grave=True,
    ),
    Invariant(
        "nobody's vote on their own words counts",
        frozenset({"votes", "posts"}),
        "SELECT v.subject_id FROM votes AS v JOIN posts AS p ON p.subject_kind = v.subject_kind"
        " AND p.subject_id = v.subject_id WHERE v.counted = 1 AND v.user_id = p.author_id",
    ),
    Invariant(
        "votes, tallies and reactions are of the server that their post is of",
        frozenset({"votes", "vote_tallies", "posts", "reaction_presence"}),
        "SELECT 1 FROM votes AS v JOIN posts AS p ON p.subject_kind = v.subject_kind AND p.subject_id = v.subject_id"
        " WHERE v.guild_id <> p.guild_id"
        " UNION ALL SELECT 1 FROM vote_tallies AS t JOIN posts AS p ON p.subject_kind = t.subject_kind"
        " AND p.subject_id = t.subject_id WHERE t.guild_id <> p.guild_id"
        " UNION ALL SELECT 1 FROM reaction_presence AS r JOIN posts AS p ON p.message_id = r.message_id"
        " WHERE r.guild_id <> p.guild_id",
    ),
    Invariant(
        "a review is voted on at its own message, under its own series and author",
        frozenset({"posts", "reviews"}),
        "SELECT p.message_id FROM posts AS p LEFT JOIN reviews AS r ON r.id = p.subject_id AND r.guild_id = p.guild_id"
        " WHERE p.subject_kind = 'review' AND (r.id IS NULL OR r.message_id <> p.message_id"
        " OR r.series_id <> p.series_id OR r.author_id <> p.author_id)",
    ),
    Invariant(
        "a recommendation that is voted on is there",
        frozenset({"posts", "suggestions"}),
        "SELECT p.message_id FROM posts AS p LEFT JOIN suggestions AS s ON s.id = p.subject_id"
        " AND s.guild_id = p.guild_id WHERE p.subject_kind = 'suggestion' AND s.id IS NULL",
    ),
    Invariant(
        "a review says truly whether it is posted, hidden or deleted",
        frozenset({"reviews"}),
        "SELECT id FROM reviews WHERE (state = 'hidden' AND hidden_reason IS NULL)"
        " OR (state = 'posted' AND hidden_reason IS NOT NULL)"
        " OR (state = 'deleted') <> (deleted_at IS NOT NULL)",
    ),
    Invariant(
        "a review that stands on Discord is registered as published, as that message",
        frozenset({"reviews", "published"}),
        "SELECT r.id FROM reviews AS r LEFT JOIN published AS p ON p.guild_id = r.guild_id AND p.kind = 'review'"
        " AND p.subject = CAST(r.id AS TEXT) WHERE r.state IN ('posted', 'hidden') AND r.message_id IS NOT NULL"
        " AND (p.message_id IS NULL OR p.message_id <> r.message_id)",
    ),
    Invariant(
        "what is registered as the post of a review is one of a review that is there",
        frozenset({"reviews", "published"}),
        "SELECT p.id FROM published AS p LEFT JOIN reviews AS r ON r.guild_id = p.guild_id"
        " AND CAST(r.id AS TEXT) = p.subject WHERE p.kind = 'review' AND r.id IS NULL",
    ),
    Invariant(
        "an episode's place and what is published of it are one thread",
        frozenset({"discussion_places", "published"}),
        "SELECT d.id FROM discussion_places AS d JOIN published AS p ON p.guild_id = d.guild_id AND p.kind = 'place'"
        " AND p.subject = CAST(d.id AS TEXT) WHERE p.settled_at IS NOT NULL AND d.thread_id <> p.thread_id",
    ),
    Invariant(
        "no group is ahead of itself",
        frozenset({"watch_openings", "watch_parties"}),
        "SELECT o.party_id FROM watch_openings AS o JOIN watch_parties AS p ON p.id = o.party_id"
        " WHERE o.episode > p.next_episode OR o.episode < p.first_episode",
    ),
    Invariant(
        "an entry of a list belongs to whoever brought the list",
        frozenset({"list_entries", "list_imports"}),
        "SELECT e.number FROM list_entries AS e JOIN list_imports AS i ON i.id = e.import_id"
        " WHERE e.user_id <> i.user_id",
    ),
    Invariant(
        "no series is merged into one that was merged away itself",
        frozenset({"merged_series"}),
        "SELECT a.old_id FROM merged_series AS a JOIN merged_series AS b ON b.guild_id = a.guild_id"
        " AND b.old_id = a.new_id",
    ),
    Invariant(
        "a bar from reviewing ends after it began",
        frozenset({"review_bars"}),
        "SELECT user_id FROM review_bars WHERE until_at <= barred_at",
    ),
    Invariant(
        "no claim is given out twice",
        frozenset({"published", "numbers"}),
        "SELECT 1 FROM numbers WHERE name = 'claims' AND given < (SELECT MAX(claim) FROM published)",
    ),
    _of_one_server("published_shows", "published_id", "published"),
    _of_one_server("published_steps", "published_id", "published"),
    _of_one_server("review_reports", "review_id", "reviews"),
    _of_one_server("watch_members", "party_id", "watch_parties"),
    _of_one_server("watch_openings", "party_id", "watch_parties"),
    _of_one_server("watch_events", "party_id", "watch_parties"),
    *(_numbered(table) for table in _NUMBERED),
    *(_readable(table, columns) for table, columns in _WRITTEN.items()),
    *(_of_a_known_server(table) for table in _OF_SERVERS),
)


def broken(raw: sqlite3.Connection, tables: Set[str], *, grave: bool = True) -> Iterator[str]:
    """A sentence for each promise that does not hold: of the grave ones, or of the others.

    Asked are those whose tables are all among `tables`, and of PostgreSQL only what it can answer.
    """
    in_sqlite = is_sqlite(raw)
    for invariant in INVARIANTS:
        can_be_asked = tables >= invariant.tables and (in_sqlite or not invariant.of_sqlite_alone)
        if invariant.is_grave is grave and can_be_asked:
            number = raw.execute(f"SELECT COUNT(*) FROM ({invariant.violations}) AS violations").fetchone()[0]  # noqa: S608 (constants of this program)
            if number:
                yield f"{invariant.promise}: {number} times not"
