"""The ledger as the rest of the program calls it.

Its own functions take SQLite's raw connection, because they change many rows in one hop to the connection's thread.
Here they take what every other function of the storage takes: a block's connection, or the database, for a block of
their own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Coroutine, Iterable, Sequence
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from bot.domain.votes import Subject, Vote, VoteRules
from bot.storage.engine.connection import Connection
from bot.storage.engine.database import Database
from bot.storage.ledger import derived_rules, missing, posts, pseudonyms, reactions, reconciliation, voters, votes
from bot.storage.ledger.posts import Post

P = ParamSpec("P")
T = TypeVar("T")
Raw = Callable[Concatenate[sqlite3.Connection, P], T]


def _within(function: Raw[P, T]) -> Callable[Concatenate[Connection, P], Coroutine[Any, Any, T]]:
    """`function` as part of a block."""

    @wraps(function)
    def call(connection: Connection, /, *args: P.args, **kwargs: P.kwargs) -> Coroutine[Any, Any, T]:
        return connection.run(function, *args, **kwargs)

    return call


def _reading(function: Raw[P, T]) -> Callable[Concatenate[Database, P], Coroutine[Any, Any, T]]:
    """`function`, which only reads, as a block of its own."""

    @wraps(function)
    async def call(db: Database, /, *args: P.args, **kwargs: P.kwargs) -> T:
        async with db.reading() as connection:
            return await connection.run(function, *args, **kwargs)

    return call


def _writing(function: Raw[P, T]) -> Callable[Concatenate[Database, P], Coroutine[Any, Any, T]]:
    """`function` as a block of its own, which takes its place in the queue at once and shares a commit with others."""

    @wraps(function)
    def call(db: Database, /, *args: P.args, **kwargs: P.kwargs) -> Coroutine[Any, Any, T]:
        return db.write(lambda raw: function(raw, *args, **kwargs))

    return call


Event = votes.ReactionEvent | votes.ClearEvent
Stored = Callable[[Sequence[Event], Sequence[votes.LedgerChange | Exception | None]], None]


def record(db: Database, event: votes.ReactionEvent, stored: Stored) -> None:
    """Store what an event made of its post, together with those that come at the same time (`votes.record`)."""
    db.write_each(votes.record, event, stored)


def clear_reactions(db: Database, event: votes.ClearEvent, stored: Stored) -> None:
    """Store that reactions were cleared, in its order with those of `record` (`votes.clear`)."""
    db.write_each(votes.clear, event, stored)


def _vote_at(raw: sqlite3.Connection, guild_id: int, message_id: int, user_id: int) -> tuple[Post, Vote | None] | None:
    """The post with this message, and a member's vote on it; None if nothing is voted on there."""
    post = posts.get_post(raw, guild_id, message_id)
    return None if post is None else (post, votes.get_vote(raw, post.subject, user_id))


def _abandon_fetches(raw: sqlite3.Connection, message_ids: Iterable[int]) -> None:
    """What was being fetched of these messages is not stored."""
    for message_id in message_ids:
        reconciliation.abandon_fetch(raw, message_id)


def _rederive_page(
    raw: sqlite3.Connection, guild_id: int, *, before: int | None, limit: int, rules: VoteRules, at: datetime
) -> tuple[list[Post], list[Post]]:
    """Derive the votes of the next posts again, the newest first; these posts, and those whose tally moved."""
    page = posts.list_posts(raw, guild_id, before_message_id=before, limit=limit)
    changes = [votes.rederive_post(raw, guild_id, post.message_id, rules=rules, at=at) for post in page]
    return page, [change.post for change in changes if change is not None and change.has_moved]


def _count_acquainted(raw: sqlite3.Connection, subjects: Sequence[Subject]) -> list[tuple[int, int]]:
    """`votes.count_by_acquaintance` of each."""
    return [votes.count_by_acquaintance(raw, subject) for subject in subjects]


insert_post = _within(posts.insert_post)
rederive_post = _within(votes.rederive_post)
delete_posts = _within(posts.delete_posts)
mark_shown = _within(posts.mark_shown)
get_guild_tally = _within(posts.get_guild_tally)
count_acquainted = _within(_count_acquainted)
count_votes = _within(votes.count_votes)
count_given = _within(reactions.count_given)
pseudonym = _within(pseudonyms.pseudonym)

get_post = _reading(posts.get_post)
stored_counts = _reading(reactions.stored_counts)
list_posts = _reading(posts.list_posts)
list_post_keys = _reading(posts.list_post_keys)
count_posts = _reading(posts.count_posts)
list_stale_posts = _reading(posts.list_stale_posts)
list_missing = _reading(missing.list_missing)
list_voters = _reading(voters.list_voters)
list_unknown_voters = _reading(votes.list_unknown_voters)
list_derived_rules = _reading(derived_rules.list_derived_rules)
vote_at = _reading(_vote_at)

forget_messages = _writing(posts.forget_messages)
forget_messages_in = _writing(posts.forget_messages_in)
update_voter = _writing(votes.update_voter)
rederive_page = _writing(_rederive_page)
upsert_derived_rules = _writing(derived_rules.upsert_derived_rules)
mark_missing = _writing(missing.mark_missing)
mark_missing_again = _writing(missing.mark_missing_again)
mark_found = _writing(missing.mark_found)
release_missing_review = _writing(missing.release_missing_review)
begin_fetch = _writing(reconciliation.begin_fetch)
begin_fetches = _writing(reconciliation.begin_fetches)
judge_counts = _writing(reconciliation.judge_counts)
finish_fetch = _writing(reconciliation.finish_fetch)
abandon_fetches = _writing(_abandon_fetches)
