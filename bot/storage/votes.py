"""The ledger: reactions as they stand on Discord, and the votes and tallies derived from them.

Functions here take the raw connection and run in one transaction: pass them to `Database.write` (reactions
come in crowds, and share a commit there), or to `Connection.run` within a block. Each derives again what it
touched, so that the votes always equal `bot.domain.votes.derive` of what is stored.

What order means: Discord sends the events of one server in order. A replay of events in that order, once or
several times, leaves the same reactions; events of different members or messages may be interleaved in any way.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import votes as domain
from bot.domain.votes import NotCounted, Presence, Reaction, Subject, Tally, Vote, Voter, VoteRules
from bot.storage import reactions
from bot.storage.posts import Post, get_post, get_tally
from bot.storage.times import from_ms, to_ms
from bot.storage.voters import get_voter, upsert_voter


@dataclass(frozen=True, slots=True)
class LedgerChange:
    """What an event made of one post."""

    post: Post
    tally: Tally
    user_id: int | None = None  # whose reaction it was; None: several
    vote: Vote | None = None  # of that member
    superseded: tuple[Presence, ...] = ()  # that member's opposite reactions, to be taken away
    has_moved: bool = False  # whether the tally is another than before
    others: tuple[Post, ...] = ()  # whose tallies moved too, because more is known of the member now


def add_reaction(
    raw: sqlite3.Connection, reaction: Reaction, voter: Voter, *, guild_id: int, rules: VoteRules, at: datetime
) -> LedgerChange | None:
    """A member reacted. None if nothing is voted on there, or not with that emoji; repeats are harmless."""
    if rules.meaning(reaction.emoji) is None:
        return None
    post = get_post(raw, guild_id, reaction.message_id)
    if post is None:
        return None
    reactions.touch(raw, post, reaction)
    reactions.insert(raw, post, reaction, at=at)
    known, has_changed = upsert_voter(raw, guild_id, voter)
    change = _settle(raw, post, known, rules=rules, at=at)
    if not has_changed:
        return change
    others = settle_member(raw, guild_id, voter.user_id, rules=rules, at=at)
    return replace(change, others=tuple(other.post for other in others if other.has_moved))


def remove_reaction(
    raw: sqlite3.Connection, reaction: Reaction, *, guild_id: int, rules: VoteRules, at: datetime
) -> LedgerChange | None:
    """A reaction was taken back. None if nothing is voted on there; repeats are harmless."""
    post = get_post(raw, guild_id, reaction.message_id)
    if post is None:
        return None
    reactions.touch(raw, post, reaction)
    reactions.delete(raw, post, reaction)
    return settle(raw, post, reaction.user_id, rules=rules, at=at)


def clear_reactions(
    raw: sqlite3.Connection,
    message_id: int,
    *,
    guild_id: int,
    rules: VoteRules,
    at: datetime,
    emoji: str | None = None,
) -> LedgerChange | None:
    """A moderator cleared all reactions, or those with one emoji. None if nothing is voted on there."""
    post = get_post(raw, guild_id, message_id)
    if post is None:
        return None
    # Whatever is being fetched of this message was asked for too early: it is fetched again.
    raw.execute("UPDATE posts SET fetch_started_at = NULL WHERE message_id = ?", (message_id,))
    cleared = [
        reaction for reaction in reactions.list_standing(raw, message_id) if emoji is None or reaction.emoji == emoji
    ]
    for reaction in cleared:
        reactions.delete(raw, post, reaction)
    return _settle_all(raw, post, dict.fromkeys(reaction.user_id for reaction in cleared), rules=rules, at=at)


def update_voter(
    raw: sqlite3.Connection, guild_id: int, voter: Voter, *, rules: VoteRules, at: datetime
) -> list[LedgerChange]:
    """A member left or came back, or their roles are known now: their votes follow the server's rules.

    Facts that `voter` does not know stay as they were. Members who never reacted are not stored.
    """
    known = raw.execute("SELECT 1 FROM voters WHERE guild_id = ? AND user_id = ?", (guild_id, voter.user_id)).fetchone()
    if known is None:
        return []
    upsert_voter(raw, guild_id, voter, at=at)
    return settle_member(raw, guild_id, voter.user_id, rules=rules, at=at)


def settle_post(
    raw: sqlite3.Connection, guild_id: int, message_id: int, *, rules: VoteRules, at: datetime
) -> LedgerChange | None:
    """Derive all votes of one post again, after the server changed its rules."""
    post = get_post(raw, guild_id, message_id)
    if post is None:
        return None
    voters = {reaction.user_id for reaction in reactions.list_standing(raw, message_id)}
    return _settle_all(raw, post, sorted(voters), rules=rules, at=at)


def forget_voter(raw: sqlite3.Connection, user_id: int, *, at: datetime) -> list[Post]:
    """Delete everything the ledger holds of a person, in all servers; the posts whose tallies changed."""
    rows = raw.execute(
        "SELECT DISTINCT p.guild_id, p.message_id FROM posts AS p JOIN reaction_presence AS r"
        " ON r.message_id = p.message_id WHERE r.user_id = ?",
        (user_id,),
    ).fetchall()
    for table in ("reaction_presence", "touched_presence", "voters"):
        raw.execute(f"DELETE FROM {table} WHERE user_id = ?", (user_id,))  # noqa: S608 (constants)
    posts = [post for row in rows if (post := get_post(raw, row["guild_id"], row["message_id"]))]
    for post in posts:
        _store_vote(raw, post, user_id, None, at=at)
    return posts


def get_vote(raw: sqlite3.Connection, subject: Subject, user_id: int) -> Vote | None:
    """A member's vote on a subject, counted or not."""
    row = raw.execute(
        "SELECT helpful, not_counted, cast_at FROM votes WHERE subject_kind = ? AND subject_id = ? AND user_id = ?",
        (subject.kind.value, subject.id, user_id),
    ).fetchone()
    return _vote(row) if row else None


def list_unknown_voters(raw: sqlite3.Connection, guild_id: int, *, after: int = 0, limit: int = 100) -> list[int]:
    """Members whose votes wait for what the server's rules ask of them; `update_voter` counts them.

    By id, from behind `after` on; never those who had their data deleted.
    """
    rows = raw.execute(
        "SELECT DISTINCT user_id FROM votes WHERE guild_id = ? AND not_counted = ? AND user_id > ?"
        " ORDER BY user_id LIMIT ?",
        (guild_id, NotCounted.UNKNOWN_MEMBER, after, limit),
    )
    return [row[0] for row in rows]


def count_by_acquaintance(raw: sqlite3.Connection, subject: Subject) -> tuple[int, int]:
    """Counted helpful votes of members who had not seen the series ("convinced me") and who had ("matches")."""
    row = raw.execute(
        "SELECT COUNT(CASE WHEN had_seen = 0 THEN 1 END), COUNT(CASE WHEN had_seen = 1 THEN 1 END) FROM votes"
        " WHERE subject_kind = ? AND subject_id = ? AND counted = 1 AND helpful = 1",
        (subject.kind.value, subject.id),
    ).fetchone()
    return row[0], row[1]


def settle(raw: sqlite3.Connection, post: Post, user_id: int, *, rules: VoteRules, at: datetime) -> LedgerChange:
    """Derive one member's vote on one post from what is stored, and bring the tally along."""
    return _settle(raw, post, get_voter(raw, post.guild_id, user_id), rules=rules, at=at)


def _settle(raw: sqlite3.Connection, post: Post, voter: Voter, *, rules: VoteRules, at: datetime) -> LedgerChange:
    presences = reactions.list_presences(raw, post.message_id, voter.user_id)
    vote = domain.derive(presences, voter, post.author_id, rules)
    tally, has_moved = _store_vote(raw, post, voter.user_id, vote, at=at)
    return LedgerChange(post, tally, voter.user_id, vote, domain.superseded(presences, rules), has_moved)


def _settle_all(
    raw: sqlite3.Connection, post: Post, user_ids: Iterable[int], *, rules: VoteRules, at: datetime
) -> LedgerChange:
    before = get_tally(raw, post.subject)
    for user_id in user_ids:
        settle(raw, post, user_id, rules=rules, at=at)
    tally = get_tally(raw, post.subject)
    return LedgerChange(post, tally, has_moved=tally != before)


def settle_member(
    raw: sqlite3.Connection, guild_id: int, user_id: int, *, rules: VoteRules, at: datetime
) -> list[LedgerChange]:
    """Derive all of a member's votes in a server again, after something about the member changed."""
    rows = raw.execute(
        "SELECT DISTINCT message_id FROM reaction_presence WHERE user_id = ? AND guild_id = ?", (user_id, guild_id)
    ).fetchall()
    posts: Iterable[Post | None] = (get_post(raw, guild_id, row[0]) for row in rows)
    return [settle(raw, post, user_id, rules=rules, at=at) for post in posts if post is not None]


def _store_vote(
    raw: sqlite3.Connection, post: Post, user_id: int, vote: Vote | None, *, at: datetime
) -> tuple[Tally, bool]:
    """The tally with this vote, and whether it is another than before."""
    subject = post.subject
    former = get_vote(raw, subject, user_id)
    if vote == former:
        return get_tally(raw, subject), False
    if vote is None:
        raw.execute(
            "DELETE FROM votes WHERE subject_kind = ? AND subject_id = ? AND user_id = ?",
            (subject.kind.value, subject.id, user_id),
        )
    else:
        _write_vote(raw, post, user_id, vote, is_first=former is None)
    before, after = _share(former), _share(vote)
    if before == after:
        return get_tally(raw, subject), False
    helpful, not_helpful = after.helpful - before.helpful, after.not_helpful - before.not_helpful
    return _move_tally(raw, post, helpful, not_helpful, at=at), True


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


def _write_vote(raw: sqlite3.Connection, post: Post, user_id: int, vote: Vote, *, is_first: bool) -> None:
    reason = None if vote.not_counted is None else vote.not_counted.value
    content = (int(vote.helpful), int(vote.counts), reason, to_ms(vote.cast_at))
    key = (post.subject.kind.value, post.subject.id, user_id)
    if is_first:
        raw.execute(_INSERT_VOTE, (*content, *key, post.guild_id, user_id, post.series_id, user_id))
    else:
        raw.execute(_UPDATE_VOTE, (*content, *key))


def _share(vote: Vote | None) -> Tally:
    """What one vote adds to the tally."""
    if vote is None or not vote.counts:
        return Tally()
    return Tally(helpful=1) if vote.helpful else Tally(not_helpful=1)


def _move_tally(raw: sqlite3.Connection, post: Post, helpful: int, not_helpful: int, *, at: datetime) -> Tally:
    # The row's CHECK looks at the inserted values even where the row is there already.
    row = raw.execute(
        "INSERT INTO vote_tallies (subject_kind, subject_id, guild_id, helpful, not_helpful, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (subject_kind, subject_id) DO UPDATE SET"
        " helpful = vote_tallies.helpful + ?, not_helpful = vote_tallies.not_helpful + ?,"
        " changed_at = excluded.changed_at RETURNING helpful, not_helpful",
        (
            post.subject.kind.value,
            post.subject.id,
            post.guild_id,
            max(helpful, 0),
            max(not_helpful, 0),
            to_ms(at),
            helpful,
            not_helpful,
        ),
    ).fetchone()
    return Tally(row[0], row[1])


def _vote(row: sqlite3.Row) -> Vote:
    reason = None if row["not_counted"] is None else NotCounted(row["not_counted"])
    return Vote(bool(row["helpful"]), from_ms(row["cast_at"]), reason)
