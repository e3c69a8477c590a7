"""What the ledger holds of members at posts: read in one go for many, changed in memory, written in one go.

Reactions come in crowds. One statement for all of them costs a fraction of one for each, above all while the
event loop is busy: whenever a statement begins or ends, two threads dispute the interpreter.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import TypeVar

from msgspec import Struct

from bot.domain.votes import NotCounted, Presence, Reaction, Tally, Vote
from bot.storage.engine.times import from_ms, to_ms
from bot.storage.ledger.posts import COLUMNS, Post, post_of
from bot.storage.ledger.voters import Facts, upsert_facts

T = TypeVar("T")
Key = tuple[int, int, int]  # server, message, member


class MemberAtPost(Struct):
    """One member at one post. `presences` and `vote` may be set anew; the rest tells what is stored."""

    post: Post
    user_id: int
    stored: tuple[Presence, ...] = ()
    carried: tuple[Presence, ...] = ()  # those of `stored` that stood on a former message of the subject
    stored_vote: Vote | None = None
    had_seen: int | None = None  # of one who has not voted yet: see `_select`
    presences: tuple[Presence, ...] = ()
    vote: Vote | None = None

    def __post_init__(self) -> None:
        self.presences, self.vote = self.stored, self.stored_vote

    def add(self, reaction: Reaction, *, at: datetime) -> None:
        """The member reacted. A reaction that stands already keeps its place in the order."""
        self._speak()
        if all(not _is_same(presence, reaction) for presence in self.presences):
            known = (*self.carried, *self.presences)  # nothing new may be taken for what was carried over
            sequence = max(presence.sequence for presence in known) + 1 if known else 1
            # In whole milliseconds, as it is read back.
            new = Presence(reaction.emoji, reaction.reaction_type, from_ms(to_ms(at)), sequence)
            self.presences = (*self.presences, new)

    def remove(self, reaction: Reaction) -> None:
        """The member took a reaction back."""
        self._speak()
        if self.presences:
            self.presences = tuple(presence for presence in self.presences if not _is_same(presence, reaction))

    def _speak(self) -> None:
        """What the member said on a former message is over with the first word on this one."""
        if self.carried:
            self.presences = tuple(presence for presence in self.presences if presence not in self.carried)


class MembersAtPosts:
    """Some members at some posts. Nothing is stored until `write`."""

    def __init__(self, raw: sqlite3.Connection, keys: Iterable[Key]) -> None:
        self._raw = raw
        self._standings: dict[Key, MemberAtPost] = {}
        self._posts: dict[int, Post] = {}  # by message
        self._facts: dict[tuple[int, int], list[Facts | None]] = {}  # stored, and now
        self._tallies: dict[int, list[Tally | None]] = {}  # by message: stored, and now
        for rows in _read(raw, list(dict.fromkeys(keys))):
            self._keep(rows)

    def get(self, key: Key) -> MemberAtPost | None:
        """This member at this post; None if nothing is voted on there."""
        return self._standings.get(key)

    def all(self) -> list[MemberAtPost]:
        """Every one that was found."""
        return list(self._standings.values())

    def facts(self, standing: MemberAtPost) -> Facts | None:
        """What is known of the member; None if they never reacted in this server."""
        return self._facts[standing.post.guild_id, standing.user_id][1]

    def set_facts(self, standing: MemberAtPost, facts: Facts) -> None:
        """More is known of the member."""
        self._facts[standing.post.guild_id, standing.user_id][1] = facts

    def tally(self, standing: MemberAtPost) -> Tally:
        """The counted votes on the post."""
        return self._tallies[standing.post.message_id][1] or Tally()

    def vote(self, standing: MemberAtPost, vote: Vote | None) -> bool:
        """This is the member's vote now; whether the tally moved."""
        before, after = _share(standing.vote), _share(vote)
        standing.vote = vote
        if before == after:
            return False
        found = self._tallies[standing.post.message_id]
        tally = found[1] or Tally()
        found[1] = Tally(tally.helpful + after[0] - before[0], tally.not_helpful + after[1] - before[1])
        return True

    def write(self, *, at: datetime) -> None:
        """Store what differs from what is stored."""
        standings = self._standings.values()
        _write_presences(self._raw, standings)
        changed = [(*key, *now) for key, (stored, now) in self._facts.items() if now is not None and now != stored]
        if changed:
            upsert_facts(self._raw, changed)
        _write_votes(self._raw, [standing for standing in standings if standing.vote != standing.stored_vote])
        self._write_tallies(to_ms(at))

    def _keep(self, rows: Sequence[sqlite3.Row]) -> None:
        row = rows[0]
        message_id, user_id = row[0], row[_USER]
        post = self._posts.get(message_id)
        if post is None:  # read once, however many react to it
            post = self._posts[message_id] = post_of(row)
            tally = None if row[18] is None else Tally(row[18], row[19])
            self._tallies[message_id] = [tally, tally]
        presences: tuple[Presence, ...] = ()
        carried: tuple[Presence, ...] = ()
        if row[20] is not None:
            found = [(Presence(one[20], one[21], from_ms(one[22]), one[23]), one[24]) for one in rows]
            presences = tuple(presence for presence, _ in found)
            carried = tuple(presence for presence, is_carried in found if is_carried)
        vote = None if row[15] is None else vote_of(row[15], row[16], row[17])
        self._standings[post.guild_id, message_id, user_id] = MemberAtPost(
            post, user_id, presences, carried, vote, row[_USER + 1]
        )
        facts = None if row[11] is None else (row[11], row[12], row[13], row[14])
        self._facts.setdefault((post.guild_id, user_id), [facts, facts])

    def _write_tallies(self, at_ms: int) -> None:
        moved = []
        for message_id, (stored, now) in self._tallies.items():
            if now is not None and now != stored:
                post = self._posts[message_id]
                moved.append(
                    (post.subject.kind.value, post.subject.id, post.guild_id, now.helpful, now.not_helpful, at_ms)
                )
        execute_rows(self._raw, _TALLIES, moved)


def _write_presences(raw: sqlite3.Connection, standings: Iterable[MemberAtPost]) -> None:
    gone, new = [], []
    for standing in standings:
        if standing.presences is standing.stored:
            continue
        message_id, user_id = standing.post.message_id, standing.user_id
        gone += [
            (message_id, user_id, presence.emoji, presence.reaction_type)
            for presence in standing.stored
            if presence not in standing.presences
        ]
        new += [
            (
                message_id,
                user_id,
                presence.emoji,
                presence.reaction_type,
                standing.post.guild_id,
                to_ms(presence.added_at),
                presence.sequence,
            )
            for presence in standing.presences
            if presence not in standing.stored
        ]
    if gone:
        raw.executemany(
            "DELETE FROM reaction_presence WHERE message_id = ? AND user_id = ? AND emoji = ? AND reaction_type = ?",
            gone,
        )
    execute_rows(raw, _PRESENCES, new)


def _write_votes(raw: sqlite3.Connection, standings: Iterable[MemberAtPost]) -> None:
    gone, new, changed = [], [], []
    for standing in standings:
        post, user_id, vote = standing.post, standing.user_id, standing.vote
        key = (post.subject.kind.value, post.subject.id, user_id)
        if vote is None:
            gone.append(key)
            continue
        reason = None if vote.not_counted is None else vote.not_counted.value
        content = (int(vote.helpful), int(vote.counts), reason, to_ms(vote.cast_at))
        if standing.stored_vote is None:
            new.append((*content, *key, post.guild_id, standing.had_seen))
        else:
            changed.append((*content, *key))
    if gone:
        raw.executemany("DELETE FROM votes WHERE subject_kind = ? AND subject_id = ? AND user_id = ?", gone)
    execute_rows(raw, _VOTES, new)
    if changed:
        raw.executemany(_UPDATE_VOTE, changed)


# See `execute_rows`.
_PRESENCES = (
    "INSERT INTO reaction_presence (message_id, user_id, emoji, reaction_type, guild_id, added_at, sequence)"
    " VALUES {rows}"
)
_VOTES = (
    "INSERT INTO votes (helpful, counted, not_counted, cast_at, subject_kind, subject_id, user_id, guild_id, had_seen)"
    " VALUES {rows}"
)
_TALLIES = (
    "INSERT INTO vote_tallies (subject_kind, subject_id, guild_id, helpful, not_helpful, changed_at) VALUES {rows}"
    " ON CONFLICT (subject_kind, subject_id) DO UPDATE SET"
    " helpful = excluded.helpful, not_helpful = excluded.not_helpful, changed_at = excluded.changed_at"
)
_UPDATE_VOTE = """
    UPDATE votes SET helpful = ?, counted = ?, not_counted = ?, cast_at = ?
    WHERE subject_kind = ? AND subject_id = ? AND user_id = ?
"""


def vote_of(helpful: int, not_counted: str | None, cast_at: int) -> Vote:
    """The vote that a row tells of."""
    return Vote(bool(helpful), from_ms(cast_at), None if not_counted is None else NotCounted(not_counted))


def _share(vote: Vote | None) -> tuple[int, int]:
    """What one vote adds to the tally: helpful, not helpful."""
    if vote is None or vote.not_counted is not None:
        return 0, 0
    return (1, 0) if vote.helpful else (0, 1)


def _is_same(presence: Presence, reaction: Reaction) -> bool:
    return presence.emoji == reaction.emoji and presence.reaction_type == reaction.reaction_type


_USER = 25  # where a row of `_select` names the member
_SIZES = (64, 32, 16, 8, 4, 2, 1)  # rows of a statement, so that few different ones are prepared and kept


def _read(raw: sqlite3.Connection, keys: Sequence[Key]) -> Iterable[list[sqlite3.Row]]:
    """The rows of each member at a post: one for each reaction that stands, at least one."""
    found: dict[tuple[int, int], list[sqlite3.Row]] = {}
    for some in _in_sizes(keys):
        for row in raw.execute(_select(len(some)), [number for key in some for number in key]).fetchall():
            found.setdefault((row[0], row[_USER]), []).append(row)
    return found.values()


def execute_rows(raw: sqlite3.Connection, sql: str, rows: Sequence[Sequence[object]]) -> None:
    """Run a statement that names many rows, in the place of `{rows}`.

    Unlike `executemany` it is not one run for each of them: whenever a run begins or ends, the event loop and the
    connection's thread dispute the interpreter.
    """
    for some in _in_sizes(rows):
        raw.execute(_of_rows(sql, len(some), len(some[0])), [value for row in some for value in row])


def _in_sizes(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """`rows` in parts of `_SIZES`."""
    start = 0
    while start < len(rows):
        size = next(size for size in _SIZES if size <= len(rows) - start)
        yield rows[start : start + size]
        start += size


@cache
def _of_rows(sql: str, rows: int, columns: int) -> str:
    row = f"({', '.join('?' * columns)})"
    return sql.format(rows=", ".join([row] * rows))


@cache
def _select(size: int) -> str:
    """The last column: what a member who has not voted yet had seen of the series: 1 some of it, 0 nothing, NULL if
    they keep no progress at all. It stays when the vote is changed."""
    return f"""
        WITH asked (guild_id, message_id, user_id) AS (VALUES {", ".join(["(?, ?, ?)"] * size)})
        SELECT {", ".join(f"p.{name}" for name in COLUMNS.split(", "))},
            m.is_bot, m.joined_at, m.role_ids, m.left_at,
            v.helpful, v.not_counted, v.cast_at,
            t.helpful, t.not_helpful,
            r.emoji, r.reaction_type, r.added_at, r.sequence, r.carried,
            asked.user_id,
            CASE WHEN v.helpful IS NULL THEN COALESCE(
                (SELECT CASE WHEN g.status = 'finished' OR g.episode > 0 THEN 1 ELSE 0 END
                 FROM progress AS g WHERE g.user_id = asked.user_id AND g.series_id = p.series_id),
                (SELECT 0 FROM progress AS g WHERE g.user_id = asked.user_id LIMIT 1)
            ) END
        FROM asked
        JOIN posts AS p ON p.message_id = asked.message_id AND p.guild_id = asked.guild_id
        LEFT JOIN voters AS m ON m.guild_id = asked.guild_id AND m.user_id = asked.user_id
        LEFT JOIN votes AS v
            ON v.subject_kind = p.subject_kind AND v.subject_id = p.subject_id AND v.user_id = asked.user_id
        LEFT JOIN vote_tallies AS t ON t.subject_kind = p.subject_kind AND t.subject_id = p.subject_id
        LEFT JOIN reaction_presence AS r ON r.message_id = asked.message_id AND r.user_id = asked.user_id
    """  # noqa: S608 (constants)
