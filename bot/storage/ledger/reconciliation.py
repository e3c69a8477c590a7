"""Making the ledger equal to what Discord shows, also while reactions keep coming.

A fetch takes many requests; reactions that change meanwhile are noted, and for those the stored state wins
over the fetched one. The steps: `begin_fetch`, fetch every page of 👍 and 👎 of both types, `finish_fetch`.
Functions take the raw connection, like those of `bot.storage.votes`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from bot.domain.votes import Reaction, Tally, Voter, VoteRules
from bot.storage.engine.times import to_ms
from bot.storage.ledger import reactions, votes
from bot.storage.ledger.members import MembersAtPosts
from bot.storage.ledger.posts import Post, get_post, get_tally
from bot.storage.ledger.pseudonyms import counts_without_name
from bot.storage.ledger.voters import UNKNOWN, merged


class Reconciled(Struct, frozen=True):
    """What a fetch changed in the ledger."""

    added: int
    removed: int
    tally: Tally
    has_moved: bool  # whether the tally is another than before


def begin_fetch(raw: sqlite3.Connection, guild_id: int, message_id: int, *, at: datetime) -> bool:
    """Note changes from now on. Call it before the first request; False if nothing is voted on there."""
    if get_post(raw, guild_id, message_id) is None:
        return False
    raw.execute("DELETE FROM touched_presence WHERE message_id = ?", (message_id,))
    raw.execute("UPDATE posts SET fetch_started_at = ? WHERE message_id = ?", (to_ms(at), message_id))
    return True


def finish_fetch(
    raw: sqlite3.Connection,
    guild_id: int,
    message_id: int,
    fetched: Iterable[Reaction],
    *,
    voters: Mapping[int, Voter],
    rules: VoteRules,
    at: datetime,
) -> Reconciled | None:
    """Make the ledger of one message equal to `fetched`, except where a reaction changed since `begin_fetch`.

    `fetched` holds every vote emoji of the message, both types, without the bot's own. Of a member's 👍 and 👎
    that are both new, the one fetched later counts: Discord does not tell which came first. `voters` holds
    what is known of the members; the others are asked for through `list_unknown_voters` where rules need it.
    None if the fetch is out of date, because the reactions were cleared meanwhile or the message is gone: fetch
    again, or leave it.
    """
    post = get_post(raw, guild_id, message_id)
    if post is None or not post.is_fetched:
        return None
    stored = {
        reaction
        for reaction in reactions.list_standing(raw, message_id, with_carried=False)
        if rules.keeps(reaction.emoji)
    }
    touched = reactions.list_touched(raw, message_id)
    wanted = dict.fromkeys(
        reaction
        for reaction in fetched
        if rules.keeps(reaction.emoji)
        and not (post.has_carried and counts_without_name(raw, message_id, reaction.user_id))
    )
    added = [reaction for reaction in wanted if reaction not in stored | touched]
    removed = [reaction for reaction in stored - touched if reaction not in wanted]
    before = get_tally(raw, post.subject)
    _store(raw, post, added, removed, voters=voters, rules=rules, at=at)
    raw.execute("DELETE FROM touched_presence WHERE message_id = ?", (message_id,))
    raw.execute(
        "UPDATE posts SET fetch_started_at = NULL, reconciled_at = ? WHERE message_id = ?", (to_ms(at), message_id)
    )
    tally = get_tally(raw, post.subject)
    return Reconciled(len(added), len(removed), tally, tally != before)


def _store(
    raw: sqlite3.Connection,
    post: Post,
    added: Sequence[Reaction],
    removed: Sequence[Reaction],
    *,
    voters: Mapping[int, Voter],
    rules: VoteRules,
    at: datetime,
) -> None:
    keys = [(post.guild_id, post.message_id, reaction.user_id) for reaction in (*removed, *added)]
    standings = MembersAtPosts(raw, keys)
    for reaction, key in zip(removed, keys, strict=False):
        if standing := standings.get(key):
            standing.remove(reaction)
    news: dict[int, None] = {}  # members of whom something else was known
    for reaction, key in zip(added, keys[len(removed) :], strict=True):
        standing = standings.get(key)
        if standing is None:
            continue
        standing.add(reaction, at=at)
        facts, voter = standings.facts(standing), voters.get(reaction.user_id)
        now = merged(voter, facts) if voter is not None else facts or UNKNOWN
        if now != facts:
            standings.set_facts(standing, now)
            if facts is not None:
                news[reaction.user_id] = None
    standings.write(at=at)
    votes.settle(raw, keys, rules=rules, at=at)
    for user_id in news:
        votes.settle_member(raw, post.guild_id, user_id, rules=rules, at=at)


def abandon_fetch(raw: sqlite3.Connection, message_id: int) -> None:
    """Stop noting changes: the fetch failed."""
    raw.execute("UPDATE posts SET fetch_started_at = NULL WHERE message_id = ?", (message_id,))
    raw.execute("DELETE FROM touched_presence WHERE message_id = ?", (message_id,))


def mark_reconciled(raw: sqlite3.Connection, message_id: int, *, at: datetime) -> None:
    """The message's own counts equal the stored ones: there was nothing to fetch."""
    raw.execute("UPDATE posts SET reconciled_at = ? WHERE message_id = ?", (to_ms(at), message_id))


def begin_fetches(raw: sqlite3.Connection, guild_id: int, message_ids: Iterable[int], *, at: datetime) -> None:
    """`begin_fetch` for several messages."""
    for message_id in message_ids:
        begin_fetch(raw, guild_id, message_id, at=at)


class Judged(Struct, frozen=True):
    """What the counts of messages tell."""

    doubtful: tuple[int, ...]  # they differ, or reactions changed meanwhile: fetch everything
    busy: tuple[int, ...]  # equal, but votes stand there: equal numbers may be of different members
    quiet: tuple[int, ...]  # equal, and nobody has voted


def judge_counts(
    raw: sqlite3.Connection,
    guild_id: int,
    seen: Mapping[int, Mapping[tuple[str, int], int]],
    *,
    rules: VoteRules,
    at: datetime,
) -> Judged:
    """Compare messages' own counts, by (emoji, reaction type) and without the bot's, with what is stored.

    Call `begin_fetches` before the counts are asked for; this ends those fetches.
    """
    doubtful, busy, quiet = [], [], []
    for message_id, counts in seen.items():
        post = get_post(raw, guild_id, message_id)
        if post is None:
            continue
        stored = votes_only(reactions.stored_counts(raw, message_id), rules)
        is_touched = not post.is_fetched or bool(reactions.list_touched(raw, message_id))
        if is_touched or stored != votes_only(counts, rules):
            doubtful.append(message_id)
        elif stored:
            busy.append(message_id)
        else:
            quiet.append(message_id)
            mark_reconciled(raw, message_id, at=at)
        abandon_fetch(raw, message_id)
    return Judged(tuple(doubtful), tuple(busy), tuple(quiet))


def votes_only(counts: Mapping[tuple[str, int], int], rules: VoteRules) -> dict[tuple[str, int], int]:
    """Those of the counts, by (emoji, reaction type), that are kept by `rules` and are not 0."""
    return {key: count for key, count in counts.items() if count and rules.keeps(key[0])}
