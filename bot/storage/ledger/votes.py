"""The ledger: reactions as they stand on Discord, and the votes and tallies derived from them.

Functions here take the raw connection and run in one transaction: pass them to `Database.write` (reactions
come in crowds, and share a commit there), or to `Connection.run` within a block. Each derives again what it
touched, so that the votes always equal `bot.domain.votes.derive` of what is stored.

What order means: Discord sends the events of one server in order. A replay of events in that order, once or
several times, leaves the same reactions; events of different members or messages may be interleaved in any way.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from bot.domain import votes as domain
from bot.domain.votes import NotCounted, Presence, Reaction, Subject, Tally, Vote, Voter, VoteRules
from bot.storage.ledger import reactions
from bot.storage.ledger.members import Key, MemberAtPost, MembersAtPosts, vote_of
from bot.storage.ledger.posts import Post, get_post, get_tally
from bot.storage.ledger.pseudonyms import counts_without_name
from bot.storage.ledger.voters import get_facts, merged, upsert_facts, voter_of


class LedgerChange(Struct, frozen=True):
    """What an event made of one post."""

    post: Post
    tally: Tally
    user_id: int | None = None  # whose reaction it was; None: several
    vote: Vote | None = None  # of that member
    superseded: tuple[Presence, ...] = ()  # that member's opposite reactions, to be taken away
    has_moved: bool = False  # whether the tally is another than before
    others: tuple[Post, ...] = ()  # whose tallies moved too, because more is known of the member now


class ReactionEvent(Struct, frozen=True):
    """A reaction was given, or taken back."""

    guild_id: int
    reaction: Reaction
    voter: Voter | None  # what is known of who gave it; None: it was taken back
    rules: VoteRules
    at: datetime

    @property
    def message_id(self) -> int:
        """The message that it is given on."""
        return self.reaction.message_id


_AT_ONCE = 64  # events


class ClearEvent(Struct, frozen=True):
    """A moderator cleared all reactions of a message, or those with one emoji."""

    guild_id: int
    message_id: int
    emoji: str | None
    rules: VoteRules
    at: datetime


def record(raw: sqlite3.Connection, events: Sequence[ReactionEvent]) -> list[LedgerChange | None]:
    """Store what these events, in their order, made of each post; repeats are harmless.

    None for an event where nothing is voted on, or that gave an emoji which is no vote.
    """
    changes: list[LedgerChange | None] = []
    while len(changes) < len(events):  # few at a time, for each that tells something new reads those behind it again
        changes += _record_some(raw, events[len(changes) : len(changes) + _AT_ONCE])
    return changes


def _record_some(raw: sqlite3.Connection, events: Sequence[ReactionEvent]) -> list[LedgerChange | None]:
    """`record` of all of them, or up to one that tells something new of a member, which may concern the others."""
    standings = MembersAtPosts(raw, (_key_of(event) for event in events))
    changes: list[LedgerChange | None] = []
    for event in events:
        standing, rules = standings.get(_key_of(event)), event.rules
        if standing is None or (event.voter is not None and not rules.keeps(event.reaction.emoji)):
            changes.append(None)
            continue
        news = _note(raw, standings, standing, event)
        change = _derive(standings, standing, rules)
        changes.append(change)
        if news:
            standings.write(at=event.at)
            others = settle_member(raw, event.guild_id, standing.user_id, rules=rules, at=event.at)
            changes[-1] = replace(change, others=tuple(other.post for other in others if other.has_moved))
            return changes
    standings.write(at=events[-1].at)
    return changes


def _key_of(event: ReactionEvent) -> Key:
    return event.guild_id, event.reaction.message_id, event.reaction.user_id


def _note(raw: sqlite3.Connection, standings: MembersAtPosts, standing: MemberAtPost, event: ReactionEvent) -> bool:
    """Bring the standing up to date; whether something is known now that may change the member's other votes."""
    post, reaction, voter = standing.post, event.reaction, event.voter
    reactions.touch(raw, post, reaction)
    if voter is None:
        standing.remove(reaction)
        return False
    if post.has_carried and counts_without_name(raw, post.message_id, reaction.user_id):
        return False  # a member whose data was deleted: the reaction counts already, without a name
    standing.add(reaction, at=event.at)
    facts = standings.facts(standing)
    now = merged(voter, facts)
    if now == facts:
        return False
    standings.set_facts(standing, now)
    return facts is not None


def clear(raw: sqlite3.Connection, events: Sequence[ClearEvent]) -> list[LedgerChange | None]:
    """Store what these events, in their order, made of each post. None where nothing is voted on."""
    return [
        clear_reactions(raw, e.message_id, guild_id=e.guild_id, rules=e.rules, at=e.at, emoji=e.emoji) for e in events
    ]


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
    standings = MembersAtPosts(raw, ((guild_id, message_id, reaction.user_id) for reaction in cleared))
    for reaction in cleared:
        standing = standings.get((guild_id, message_id, reaction.user_id))
        if standing is not None:
            standing.remove(reaction)
    changes = [_derive(standings, standing, rules) for standing in standings.all()]
    standings.write(at=at)
    return _together(post, changes, get_tally(raw, post.subject))


def update_voter(
    raw: sqlite3.Connection, guild_id: int, voter: Voter, *, rules: VoteRules, at: datetime
) -> list[LedgerChange]:
    """A member left or came back, or their roles are known now: their votes follow the server's rules.

    Facts that `voter` does not know stay as they were. Members who never reacted are not stored.
    """
    facts = get_facts(raw, guild_id, voter.user_id)
    if facts is None:
        return []
    upsert_facts(raw, [(guild_id, voter.user_id, *merged(voter, facts, at=at))])
    return settle_member(raw, guild_id, voter.user_id, rules=rules, at=at)


def rederive_post(
    raw: sqlite3.Connection, guild_id: int, message_id: int, *, rules: VoteRules, at: datetime
) -> LedgerChange | None:
    """Derive all votes of one post again, after the server changed its rules."""
    post = get_post(raw, guild_id, message_id)
    if post is None:
        return None
    voters = {reaction.user_id for reaction in reactions.list_standing(raw, message_id)}
    changes = settle(raw, [(guild_id, message_id, user_id) for user_id in sorted(voters)], rules=rules, at=at)
    return _together(post, changes, get_tally(raw, post.subject))


def get_vote(raw: sqlite3.Connection, subject: Subject, user_id: int) -> Vote | None:
    """A member's vote on a subject, counted or not."""
    row = raw.execute(
        "SELECT helpful, not_counted, cast_at FROM votes WHERE subject_kind = ? AND subject_id = ? AND user_id = ?",
        (subject.kind.value, subject.id, user_id),
    ).fetchone()
    return vote_of(*row) if row else None


def list_unknown_voters(raw: sqlite3.Connection, guild_id: int, *, after: int = 0, limit: int = 100) -> list[int]:
    """Members whose votes wait for what the server's rules ask of them; `update_voter` counts them.

    By id, from behind `after` on; never those who had their data deleted.
    """
    rows = raw.execute(
        f"SELECT DISTINCT user_id FROM votes WHERE guild_id = ? AND not_counted = '{NotCounted.UNKNOWN_MEMBER}'"  # noqa: S608 (a constant, written out for the sake of the index)
        " AND user_id > ? ORDER BY user_id LIMIT ?",
        (guild_id, after, limit),
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


def count_votes(raw: sqlite3.Connection, guild_id: int) -> tuple[int, int]:
    """How many votes count in a server, and on how many posts."""
    row = raw.execute(
        "SELECT COALESCE(SUM(helpful + not_helpful), 0), COUNT(*) FROM vote_tallies"
        " WHERE guild_id = ? AND helpful + not_helpful > 0",
        (guild_id,),
    ).fetchone()
    return row[0], row[1]


def settle(raw: sqlite3.Connection, keys: Iterable[Key], *, rules: VoteRules, at: datetime) -> list[LedgerChange]:
    """Derive the votes of these members on these posts from what is stored, and bring the tallies along."""
    standings = MembersAtPosts(raw, keys)
    changes = [_derive(standings, standing, rules) for standing in standings.all()]
    standings.write(at=at)
    return changes


def _derive(standings: MembersAtPosts, standing: MemberAtPost, rules: VoteRules) -> LedgerChange:
    """The vote that the member's reactions amount to now."""
    post, presences = standing.post, standing.presences
    voter = voter_of(standing.user_id, standings.facts(standing))
    vote = domain.derive(presences, voter, post.author_id, rules.at(post.counted_in))
    has_moved = standings.vote(standing, vote)
    superseded = domain.superseded(presences, rules)
    return LedgerChange(post, standings.tally(standing), standing.user_id, vote, superseded, has_moved)


def _together(post: Post, changes: Iterable[LedgerChange], tally: Tally) -> LedgerChange:
    """What became of a post on which several members' votes were derived."""
    return LedgerChange(post, tally, has_moved=any(change.has_moved for change in changes))


def settle_member(
    raw: sqlite3.Connection, guild_id: int, user_id: int, *, rules: VoteRules, at: datetime
) -> list[LedgerChange]:
    """Derive all of a member's votes in a server again, after something about the member changed."""
    rows = raw.execute(
        "SELECT DISTINCT message_id FROM reaction_presence WHERE user_id = ? AND guild_id = ?", (user_id, guild_id)
    ).fetchall()
    return settle(raw, [(guild_id, row[0], user_id) for row in rows], rules=rules, at=at)
