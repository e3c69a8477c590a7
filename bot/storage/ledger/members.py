"""What the ledger holds of members at posts: read in one go for many, changed in memory, written in one go.

Reactions come in crowds. One statement for all of them costs a fraction of one for each, above all while the
event loop is busy: whenever a statement begins or ends, two threads dispute the interpreter.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from bot.domain.votes import NotCounted, Presence, Reaction, Tally, Vote
from bot.storage.engine.times import from_ms, to_ms
from bot.storage.ledger.posts import COLUMNS, Post, post_of
from bot.storage.ledger.voters import Facts, upsert_facts

Key = tuple[int, int, int]  # server, message, member


@dataclass(slots=True)
class MemberAtPost:
    """One member at one post. `presences` and `vote` may be set anew; the rest tells what is stored."""

    post: Post
    user_id: int
    stored: tuple[Presence, ...] = ()
    carried: tuple[Presence, ...] = ()  # those of `stored` that stood on a former message of the subject
    stored_vote: Vote | None = None
    presences: tuple[Presence, ...] = field(init=False)
    vote: Vote | None = field(init=False)

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
        post, user_id = post_of(row), row[_USER]
        presences: tuple[Presence, ...] = ()
        carried: tuple[Presence, ...] = ()
        if row[20] is not None:
            found = [(Presence(one[20], one[21], from_ms(one[22]), one[23]), one[24]) for one in rows]
            presences = tuple(presence for presence, _ in found)
            carried = tuple(presence for presence, is_carried in found if is_carried)
        vote = None if row[15] is None else vote_of(row[15], row[16], row[17])
        key = post.guild_id, post.message_id, user_id
        self._standings[key] = MemberAtPost(post, user_id, presences, carried, vote)
        facts = None if row[11] is None else (row[11], row[12], row[13], row[14])
        self._facts.setdefault((post.guild_id, user_id), [facts, facts])
        tally = None if row[18] is None else Tally(row[18], row[19])
        self._tallies.setdefault(post.message_id, [tally, tally])

    def _write_tallies(self, at_ms: int) -> None:
        posts = {standing.post.message_id: standing.post for standing in self._standings.values()}
        new, moved = [], []
        for message_id, (stored, now) in self._tallies.items():
            if now is None or now == stored:
                continue
            post = posts[message_id]
            row = (now.helpful, now.not_helpful, at_ms, post.subject.kind.value, post.subject.id)
            if stored is None:
                new.append((*row, post.guild_id))
            else:
                moved.append(row)
        if new:
            self._raw.executemany(_INSERT_TALLY, new)
        if moved:
            self._raw.executemany(_UPDATE_TALLY, moved)


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
    if new:
        raw.executemany(
            "INSERT INTO reaction_presence (message_id, user_id, emoji, reaction_type, guild_id, added_at, sequence)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            new,
        )


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
            new.append((*content, *key, post.guild_id, user_id, post.series_id, user_id))
        else:
            changed.append((*content, *key))
    if gone:
        raw.executemany("DELETE FROM votes WHERE subject_kind = ? AND subject_id = ? AND user_id = ?", gone)
    if new:
        raw.executemany(_INSERT_VOTE, new)
    if changed:
        raw.executemany(_UPDATE_VOTE, changed)


# What the member had seen of the series when they first voted: 1 some of it, 0 nothing, NULL if they keep no
# progress at all. It stays when the vote is changed.
_INSERT_VOTE = """
    INSERT INTO votes (helpful, counted, not_counted, cast_at, subject_kind, subject_id, user_id, guild_id, had_seen)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, COALESCE(
        (SELECT CASE WHEN status = 'finished' OR episode > 0 THEN 1 ELSE 0 END
         FROM progress WHERE user_id = ? AND series_id = ?),
        (SELECT 0 FROM progress WHERE user_id = ? LIMIT 1)))
"""
_UPDATE_VOTE = """
    UPDATE votes SET helpful = ?, counted = ?, not_counted = ?, cast_at = ?
    WHERE subject_kind = ? AND subject_id = ? AND user_id = ?
"""
_INSERT_TALLY = """
    INSERT INTO vote_tallies (helpful, not_helpful, changed_at, subject_kind, subject_id, guild_id)
    VALUES (?, ?, ?, ?, ?, ?)
"""
_UPDATE_TALLY = """
    UPDATE vote_tallies SET helpful = ?, not_helpful = ?, changed_at = ? WHERE subject_kind = ? AND subject_id = ?
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
_SIZES = (64, 32, 16, 8, 4, 2, 1)  # of questions, so that few different statements are prepared and kept


def _read(raw: sqlite3.Connection, keys: Sequence[Key]) -> Iterable[list[sqlite3.Row]]:
    """The rows of each member at a post: one for each reaction that stands, at least one."""
    found: dict[tuple[int, int], list[sqlite3.Row]] = {}
    start = 0
    while start < len(keys):
        size = next(size for size in _SIZES if size <= len(keys) - start)
        asked = [number for key in keys[start : start + size] for number in key]
        start += size
        for row in raw.execute(_select(size), asked).fetchall():
            found.setdefault((row[0], row[_USER]), []).append(row)
    return found.values()


@cache
def _select(size: int) -> str:
    return f"""
        WITH asked (guild_id, message_id, user_id) AS (VALUES {", ".join(["(?, ?, ?)"] * size)})
        SELECT {", ".join(f"p.{name}" for name in COLUMNS.split(", "))},
            m.is_bot, m.joined_at, m.role_ids, m.left_at,
            v.helpful, v.not_counted, v.cast_at,
            t.helpful, t.not_helpful,
            r.emoji, r.reaction_type, r.added_at, r.sequence, r.carried,
            asked.user_id
        FROM asked
        JOIN posts AS p ON p.message_id = asked.message_id AND p.guild_id = asked.guild_id
        LEFT JOIN voters AS m ON m.guild_id = asked.guild_id AND m.user_id = asked.user_id
        LEFT JOIN votes AS v
            ON v.subject_kind = p.subject_kind AND v.subject_id = p.subject_id AND v.user_id = asked.user_id
        LEFT JOIN vote_tallies AS t ON t.subject_kind = p.subject_kind AND t.subject_id = p.subject_id
        LEFT JOIN reaction_presence AS r ON r.message_id = asked.message_id AND r.user_id = asked.user_id
    """  # noqa: S608 (constants)
