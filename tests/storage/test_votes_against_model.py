"""Random sequences of everything that happens to reactions, against a plain model of Discord.

The model is what Discord shows: an ordered list of reactions a message. Some events reach the ledger (once or
several times in a row), some are missed because the bot is away; a reconciliation must make up for those, also
while further events arrive.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import permutations

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from bot.domain.votes import Reaction, Subject, SubjectKind, Tally, Voter, VoteRules
from bot.storage.engine.invariants import INVARIANTS
from bot.storage.engine.migrator import bundled_migrations, migrate
from bot.storage.ledger import posts, reactions, reconciliation, votes
from bot.storage.ledger.posts import Post
from bot.storage.ledger.votes import LedgerChange, ReactionEvent

pytestmark = pytest.mark.sqlite

GRAVE = [each for each in INVARIANTS if each.is_grave]
GUILD = 5
START = datetime(2026, 3, 1, tzinfo=UTC)
OPEN = 10  # a channel where everybody's votes count
RULES = VoteRules(drops_leavers=True, voter_role_ids=frozenset({7}), channels={OPEN: VoteRules(drops_leavers=True)})
MESSAGES = (100, 200)  # in a channel of which nothing is said, and in a thread of the open one
PLACES = {100: {"channel_id": 20}, 200: {"channel_id": 30, "parent_id": OPEN}}
# The author of both messages, a bot, an outsider without the voter role, and ordinary members.
AUTHOR, BOT, OUTSIDER = 1, 2, 3
MEMBERS = (AUTHOR, BOT, OUTSIDER, 4, 5)
EMOJI = ("👍", "👎", "👍🏽")


def voter(user_id: int, *, has_left: bool = False) -> Voter:
    roles = frozenset() if user_id == OUTSIDER else frozenset({7})
    return Voter(user_id, is_bot=user_id == BOT, role_ids=roles, has_left=has_left)


def event_of(reaction: Reaction, *, adds: bool, at: datetime) -> ReactionEvent:
    return ReactionEvent(GUILD, reaction, voter(reaction.user_id) if adds else None, RULES, at)


@cache
def template() -> bytes:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as raw:
        migrate(raw, bundled_migrations(), now_ms=0)
        raw.row_factory = sqlite3.Row
        for number, message_id in enumerate(MESSAGES):
            subject = Subject(SubjectKind.REVIEW, number)
            what = {"subject": subject, "series_id": "some-th-2020", "author_id": AUTHOR, "posted_at": START}
            posts.insert_post(raw, Post(message_id, GUILD, **PLACES[message_id], **what))  # type: ignore[arg-type]  # fields by name
        return raw.serialize()


def new_ledger() -> sqlite3.Connection:
    raw = sqlite3.connect(":memory:", isolation_level=None)
    raw.deserialize(template())
    raw.row_factory = sqlite3.Row
    raw.execute("PRAGMA foreign_keys = ON")
    return raw


@dataclass
class Model:
    """What Discord shows, and the tally by the rule in words: of a member's thumbs, the latest counts."""

    shown: dict[int, list[Reaction]] = field(default_factory=lambda: {message: [] for message in MESSAGES})
    left: set[int] = field(default_factory=set)

    def add(self, reaction: Reaction) -> None:
        if reaction not in self.shown[reaction.message_id]:
            self.shown[reaction.message_id].append(reaction)

    def remove(self, reaction: Reaction) -> None:
        if reaction in self.shown[reaction.message_id]:
            self.shown[reaction.message_id].remove(reaction)

    def clear(self, message_id: int, emoji: str | None) -> None:
        self.shown[message_id] = [r for r in self.shown[message_id] if emoji is not None and r.emoji != emoji]

    def tally(self, message_id: int) -> Tally:
        latest = {reaction.user_id: reaction.emoji for reaction in self.shown[message_id]}
        outsiders = set() if message_id == 200 else {OUTSIDER}
        for user_id in {AUTHOR, BOT, *outsiders, *self.left}:
            latest.pop(user_id, None)
        counts = Counter(emoji != "👎" for emoji in latest.values())
        return Tally(counts[True], counts[False])


MESSAGE = st.sampled_from(MESSAGES)
REACTIONS = st.builds(Reaction, MESSAGE, st.sampled_from(MEMBERS), st.sampled_from(EMOJI), st.sampled_from([0, 1]))
TIMES = st.integers(1, 3)  # how often the same event is delivered in a row


class LedgerFollowsDiscord(RuleBasedStateMachine):
    """The bot is there: every event is delivered, some of them repeatedly."""

    @initialize()
    def begin(self) -> None:
        self.raw = new_ledger()
        self.model = Model()
        self.now = START

    def later(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    @rule(reaction=REACTIONS, times=TIMES)
    def react(self, reaction: Reaction, times: int) -> None:
        self.model.add(reaction)
        self.model.left.discard(reaction.user_id)
        votes.record(self.raw, [event_of(reaction, adds=True, at=self.later()) for _ in range(times)])

    @rule(reaction=REACTIONS, times=TIMES)
    def take_back(self, reaction: Reaction, times: int) -> None:
        self.model.remove(reaction)
        votes.record(self.raw, [event_of(reaction, adds=False, at=self.later()) for _ in range(times)])

    @rule(events=st.lists(st.tuples(REACTIONS, st.booleans()), min_size=2, max_size=20))
    def crowd(self, events: list[tuple[Reaction, bool]]) -> None:
        """Several events travel to the ledger together."""
        for reaction, adds in events:
            if adds:
                self.model.add(reaction)
                self.model.left.discard(reaction.user_id)
            else:
                self.model.remove(reaction)
        votes.record(self.raw, [event_of(reaction, adds=adds, at=self.later()) for reaction, adds in events])

    @rule(message_id=MESSAGE, emoji=st.sampled_from([None, *EMOJI]), times=TIMES)
    def clear(self, message_id: int, emoji: str | None, times: int) -> None:
        self.model.clear(message_id, emoji)
        for _ in range(times):
            votes.clear_reactions(self.raw, message_id, guild_id=GUILD, rules=RULES, at=self.later(), emoji=emoji)

    @rule(user_id=st.sampled_from(MEMBERS), times=TIMES)
    def leave(self, user_id: int, times: int) -> None:
        if any(reaction.user_id == user_id for shown in self.model.shown.values() for reaction in shown):
            self.model.left.add(user_id)
        for _ in range(times):
            gone = voter(user_id, has_left=True)
            votes.update_voter(self.raw, GUILD, gone, rules=RULES, at=self.later())

    @rule(user_id=st.sampled_from(MEMBERS))
    def come_back(self, user_id: int) -> None:
        self.model.left.discard(user_id)
        votes.update_voter(self.raw, GUILD, voter(user_id), rules=RULES, at=self.later())

    @rule(message_id=MESSAGE)
    def delete_and_send_anew(self, message_id: int) -> None:
        self.model.shown[message_id] = []
        (post,) = posts.delete_posts(self.raw, GUILD, [message_id])
        posts.insert_post(self.raw, post)

    @rule(message_id=MESSAGE, clears=st.booleans(), events=st.lists(st.tuples(REACTIONS, st.booleans()), max_size=6))
    def reconcile(self, message_id: int, clears: bool, events: list[tuple[Reaction, bool]]) -> None:
        """Discord answers as things stood when the fetch began; the events come while it is under way."""
        assert reconciliation.begin_fetch(self.raw, GUILD, message_id, at=self.later())
        fetched = list(self.model.shown[message_id])
        for reaction, adds in events:
            if adds:
                self.react(replace(reaction, message_id=message_id), 1)
            else:
                self.take_back(replace(reaction, message_id=message_id), 1)
        if clears and len(events) % 2:
            self.clear(message_id, None, 1)
        if self.apply(message_id, fetched) is not None:
            self.caught_up(message_id)

    def caught_up(self, message_id: int) -> None:
        """The ledger of this message was reconciled."""

    def apply(self, message_id: int, fetched: Iterable[Reaction]) -> reconciliation.Reconciled | None:
        return reconciliation.finish_fetch(
            self.raw,
            GUILD,
            message_id,
            fetched,
            voters={user_id: voter(user_id, has_left=user_id in self.model.left) for user_id in MEMBERS},
            rules=RULES,
            at=self.later(),
        )

    @invariant()
    def ledger_equals_discord(self) -> None:
        if not hasattr(self, "raw"):
            return
        for message_id in MESSAGES:
            assert set(reactions.list_standing(self.raw, message_id)) == set(self.model.shown[message_id])
            post = posts.get_post(self.raw, GUILD, message_id)
            assert post is not None
            assert posts.get_tally(self.raw, post.subject) == self.model.tally(message_id)
        for promise in GRAVE:
            assert self.raw.execute(promise.violations).fetchall() == [], promise.promise

    def teardown(self) -> None:
        if hasattr(self, "raw"):
            self.raw.close()


class LedgerCatchesUp(LedgerFollowsDiscord):
    """The bot is away for some events; whatever it missed, one reconciliation makes up for."""

    missed: set[int]

    @initialize()
    def begin(self) -> None:
        super().begin()
        self.missed = set()

    @rule(reaction=REACTIONS, adds=st.booleans())
    def miss(self, reaction: Reaction, adds: bool) -> None:
        if adds:
            self.model.add(reaction)
        else:
            self.model.remove(reaction)
        self.missed.add(reaction.message_id)

    def caught_up(self, message_id: int) -> None:
        self.missed.discard(message_id)

    @invariant()
    def ledger_equals_discord(self) -> None:
        if not hasattr(self, "missed"):
            return
        for message_id in set(MESSAGES) - self.missed:
            assert set(reactions.list_standing(self.raw, message_id)) == set(self.model.shown[message_id])
        for promise in GRAVE:
            assert self.raw.execute(promise.violations).fetchall() == [], promise.promise

    def teardown(self) -> None:
        if not hasattr(self, "missed"):
            return
        for message_id in MESSAGES:
            reconciliation.begin_fetch(self.raw, GUILD, message_id, at=self.later())
            assert self.apply(message_id, self.model.shown[message_id]) is not None
        self.missed.clear()
        self.ledger_equals_discord()
        super().teardown()


_QUICK = settings(max_examples=30, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TestLedgerFollowsDiscord = LedgerFollowsDiscord.TestCase
TestLedgerFollowsDiscord.settings = _QUICK
TestLedgerCatchesUp = LedgerCatchesUp.TestCase
TestLedgerCatchesUp.settings = _QUICK


EVENTS = st.lists(st.tuples(REACTIONS, st.booleans()), max_size=5)


def deliver(events: Iterable[tuple[Reaction, bool]]) -> tuple[list[Tally], list[set[Reaction]]]:
    raw = new_ledger()
    for number, (reaction, adds) in enumerate(events):
        votes.record(raw, [event_of(reaction, adds=adds, at=START + timedelta(seconds=number))])
    tallies = [posts.get_tally(raw, Subject(SubjectKind.REVIEW, number)) for number in range(len(MESSAGES))]
    standing = [set(reactions.list_standing(raw, message_id)) for message_id in MESSAGES]
    raw.close()
    return tallies, standing


@settings(max_examples=15, deadline=None)
@given(EVENTS)
def test_events_may_be_interleaved_in_any_way_that_keeps_each_members_order(
    events: list[tuple[Reaction, bool]],
) -> None:
    expected = deliver(events)

    def order_of_each(sequence: Iterable[tuple[Reaction, bool]]) -> dict[tuple[int, int], list[object]]:
        orders: dict[tuple[int, int], list[object]] = {}
        for reaction, adds in sequence:
            orders.setdefault((reaction.message_id, reaction.user_id), []).append((reaction, adds))
        return orders

    tried = 0
    for shuffled in permutations(events):
        if order_of_each(shuffled) == order_of_each(events) and tried < 12:
            tried += 1
            assert deliver(shuffled) == expected


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(REACTIONS, st.booleans()), max_size=12))
def test_a_replay_of_everything_in_order_leaves_the_same_reactions(
    events: list[tuple[Reaction, bool]],
) -> None:
    assert deliver([*events, *events])[1] == deliver(events)[1]


def test_a_tally_never_depends_on_who_asks_first() -> None:
    """Two members' opposite votes in both orders."""
    up = (Reaction(100, 4, "👍"), True)
    down = (Reaction(100, 5, "👎"), True)
    assert deliver([up, down]) == deliver([down, up])
    assert deliver([up, (replace(up[0], emoji="👎"), True)])[0][0] == Tally(0, 1)


# What of each table must be the same; one that goes up and down again at once never gets a row of its own.
TABLES = {
    "posts": "*",
    "reaction_presence": "*",
    "touched_presence": "*",
    "voters": "*",
    "votes": "*",
    "vote_tallies WHERE helpful + not_helpful > 0": "subject_kind, subject_id, helpful, not_helpful",
}
# What is known of a member may change from one reaction to the next, and reach their other votes.
TOLD = st.sampled_from([None, frozenset(), frozenset({7})])


def in_order(change: LedgerChange | None) -> LedgerChange | None:
    """The change, with what is superseded in the order in which it was given."""
    if change is None:
        return None
    return replace(change, superseded=tuple(sorted(change.superseded, key=lambda presence: presence.sequence)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(REACTIONS, st.booleans(), TOLD), max_size=30), st.booleans())
def test_a_crowd_of_events_leaves_what_the_same_events_leave_one_by_one(
    told: list[tuple[Reaction, bool, frozenset[int] | None]], is_fetching: bool
) -> None:
    events = [
        ReactionEvent(
            GUILD,
            reaction,
            Voter(reaction.user_id, is_bot=reaction.user_id == BOT, role_ids=roles) if adds else None,
            RULES,
            START + timedelta(seconds=number),
        )
        for number, (reaction, adds, roles) in enumerate(told)
    ]
    with closing(new_ledger()) as together, closing(new_ledger()) as one_by_one:
        if is_fetching:
            for raw in (together, one_by_one):
                reconciliation.begin_fetch(raw, GUILD, MESSAGES[0], at=START)
        changes = [in_order(change) for change in votes.record(together, events)]
        assert changes == [in_order(change) for event in events for change in votes.record(one_by_one, [event])]
        for table, columns in TABLES.items():
            query = f"SELECT {columns} FROM {table} ORDER BY 1, 2, 3, 4"
            assert together.execute(query).fetchall() == one_by_one.execute(query).fetchall(), table
