"""The ledger: every way in, each of them harmless to repeat."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.domain.votes import NotCounted, Reaction, Subject, SubjectKind, Tally, Voter, VoteRules
from bot.storage.ledger import posts, reactions, reconciliation, votes
from bot.storage.ledger.posts import Post
from bot.storage.ledger.votes import LedgerChange, ReactionEvent
from tests.loopback.postgres import elsewhere, problems_of
from tests.loopback.running import put_new_database

GUILD, AUTHOR = 5, 900
NOW = datetime(2026, 3, 1, tzinfo=UTC)
RULES = VoteRules()
REVIEW = Subject(SubjectKind.REVIEW, 1)
POST = Post(100, GUILD, 10, REVIEW, "gentle-tide-th-2021", AUTHOR, NOW)
MEMBER = Voter(901, joined_at=NOW - timedelta(days=90), role_ids=frozenset())


@pytest.fixture(autouse=True)
def raw(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A new ledger with one post; the invariants hold at the end."""
    path = tmp_path / "ledger.sqlite3"
    put_new_database(path)
    with elsewhere(path) as raw:
        posts.insert_post(raw, POST, shown=Tally())
        yield raw
    assert problems_of(path) == []


def record(raw: sqlite3.Connection, reaction: Reaction, voter: Voter | None, **more: object) -> LedgerChange | None:
    arguments: dict[str, object] = {"guild_id": GUILD, "rules": RULES, "at": NOW} | more
    (change,) = votes.record(raw, [ReactionEvent(reaction=reaction, voter=voter, **arguments)])  # type: ignore[arg-type]
    return change


def add(raw: sqlite3.Connection, voter: Voter = MEMBER, emoji: str = "👍", **more: object) -> LedgerChange | None:
    reaction = Reaction(POST.message_id, voter.user_id, emoji, int(more.pop("reaction_type", 0)))  # type: ignore[call-overload]
    return record(raw, reaction, voter, **more)


def remove(raw: sqlite3.Connection, voter: Voter = MEMBER, emoji: str = "👍", reaction_type: int = 0) -> None:
    reaction = Reaction(POST.message_id, voter.user_id, emoji, reaction_type)
    record(raw, reaction, None)


def tally(raw: sqlite3.Connection) -> tuple[int, int]:
    found = posts.get_tally(raw, REVIEW)
    return found.helpful, found.not_helpful


def member(number: int) -> Voter:
    return replace(MEMBER, user_id=1000 + number)


def test_a_reaction_is_a_vote_and_taking_it_back_is_none(raw: sqlite3.Connection) -> None:
    change = add(raw)
    assert change is not None
    assert change.vote is not None
    assert change.vote.counts
    assert change.tally == Tally(1, 0)
    remove(raw)
    assert tally(raw) == (0, 0)
    assert votes.get_vote(raw, REVIEW, MEMBER.user_id) is None


def test_repeated_events_change_nothing(raw: sqlite3.Connection) -> None:
    add(raw)
    add(raw)
    assert tally(raw) == (1, 0)
    remove(raw)
    remove(raw)
    assert tally(raw) == (0, 0)


def test_a_reaction_on_an_unknown_message_or_in_another_server_is_dropped(raw: sqlite3.Connection) -> None:
    unknown = Reaction(101, MEMBER.user_id, "👍")
    assert record(raw, unknown, MEMBER) is None
    assert add(raw, guild_id=6) is None
    assert add(raw, emoji="🎉") is None
    assert raw.execute("SELECT COUNT(*) FROM voters").fetchone()[0] == 0


def test_the_later_vote_counts_and_the_earlier_comes_back_when_it_is_withdrawn(
    raw: sqlite3.Connection,
) -> None:
    add(raw, emoji="👍")
    change = add(raw, emoji="👎")
    assert change is not None
    assert [presence.emoji for presence in change.superseded] == ["👍"]
    assert tally(raw) == (0, 1)
    add(raw, emoji="👍")  # a replay of the first event: it stands already, and stays the earlier one
    assert tally(raw) == (0, 1)
    remove(raw, emoji="👎")
    assert tally(raw) == (1, 0)


def test_a_super_reaction_beside_a_normal_one_is_one_vote(raw: sqlite3.Connection) -> None:
    add(raw)
    add(raw, reaction_type=1)
    assert tally(raw) == (1, 0)
    remove(raw)
    assert tally(raw) == (1, 0)
    remove(raw, reaction_type=1)
    assert tally(raw) == (0, 0)


def test_own_and_bots_votes_are_stored_but_not_counted(raw: sqlite3.Connection) -> None:
    add(raw, replace(MEMBER, user_id=AUTHOR))
    add(raw, replace(member(1), is_bot=True))
    assert tally(raw) == (0, 0)
    found = {voter: votes.get_vote(raw, REVIEW, voter) for voter in (AUTHOR, 1001)}
    assert {voter: vote.not_counted for voter, vote in found.items() if vote} == {
        AUTHOR: NotCounted.OWN,
        1001: NotCounted.BOT,
    }


def test_clearing_takes_all_votes_or_those_of_one_emoji(raw: sqlite3.Connection) -> None:
    for number in range(4):
        add(raw, member(number), "👍" if number % 2 else "👎")
    votes.clear_reactions(raw, POST.message_id, guild_id=GUILD, rules=RULES, at=NOW, emoji="👎")
    assert tally(raw) == (2, 0)
    change = votes.clear_reactions(raw, POST.message_id, guild_id=GUILD, rules=RULES, at=NOW)
    assert change is not None
    assert change.tally == Tally()
    assert reactions.list_standing(raw, POST.message_id) == []


def test_a_deleted_message_takes_its_votes_along(raw: sqlite3.Connection) -> None:
    add(raw)
    assert posts.delete_posts(raw, GUILD, [99, POST.message_id, POST.message_id]) == [POST]
    assert tally(raw) == (0, 0)
    assert raw.execute("SELECT COUNT(*) FROM reaction_presence").fetchone()[0] == 0
    assert raw.execute("SELECT COUNT(*) FROM votes").fetchone()[0] == 0


def test_a_deleted_channel_takes_its_posts_and_those_of_its_threads(raw: sqlite3.Connection) -> None:
    in_thread = replace(POST, message_id=200, channel_id=11, parent_id=10, subject=Subject(SubjectKind.SUGGESTION, 1))
    elsewhere = replace(POST, message_id=300, channel_id=12, subject=Subject(SubjectKind.REVIEW, 2))
    for post in (in_thread, elsewhere):
        posts.insert_post(raw, post)
    assert {post.message_id for post in posts.forget_messages_in(raw, GUILD, 10)} == {100, 200}
    assert posts.list_post_keys(raw) == [(GUILD, 300)]


def test_reviews_and_suggestions_of_one_number_are_two_subjects(raw: sqlite3.Connection) -> None:
    suggestion = Subject(SubjectKind.SUGGESTION, 1)
    posts.insert_post(raw, replace(POST, message_id=200, subject=suggestion))
    record(raw, Reaction(200, 901, "👎"), MEMBER)
    assert posts.get_tally(raw, suggestion) == Tally(0, 1)
    assert tally(raw) == (0, 0)
    assert posts.get_guild_tally(raw, GUILD, SubjectKind.SUGGESTION) == Tally(0, 1)


@pytest.mark.parametrize(("drops", "expected"), [(True, (0, 0)), (False, (1, 0))])
def test_leaving_follows_the_servers_policy_and_coming_back_counts_again(
    raw: sqlite3.Connection, drops: bool, expected: tuple[int, int]
) -> None:
    rules = VoteRules(drops_leavers=drops)
    add(raw, rules=rules)
    votes.update_voter(raw, GUILD, Voter(MEMBER.user_id, has_left=True), rules=rules, at=NOW)
    assert tally(raw) == expected
    votes.update_voter(raw, GUILD, MEMBER, rules=rules, at=NOW)
    assert tally(raw) == (1, 0)


def test_a_member_who_never_reacted_is_not_stored(raw: sqlite3.Connection) -> None:
    assert votes.update_voter(raw, GUILD, MEMBER, rules=RULES, at=NOW) == []
    assert raw.execute("SELECT COUNT(*) FROM voters").fetchone()[0] == 0


def test_votes_of_unknown_members_count_once_they_are_known(raw: sqlite3.Connection) -> None:
    rules = VoteRules(voter_role_ids=frozenset({7}))
    add(raw, Voter(901), rules=rules)
    assert tally(raw) == (0, 0)
    assert votes.list_unknown_voters(raw, GUILD) == [901]
    votes.update_voter(raw, GUILD, Voter(901, role_ids=frozenset({7})), rules=rules, at=NOW)
    assert tally(raw) == (1, 0)
    assert votes.list_unknown_voters(raw, GUILD) == []


def test_what_a_new_reaction_tells_of_a_member_reaches_their_other_votes(raw: sqlite3.Connection) -> None:
    rules = VoteRules(voter_role_ids=frozenset({7}))
    posts.insert_post(raw, replace(POST, message_id=200, subject=Subject(SubjectKind.REVIEW, 2)))
    add(raw, rules=rules)
    assert tally(raw) == (0, 0)
    promoted = replace(MEMBER, role_ids=frozenset({7}))
    record(raw, Reaction(200, 901, "👍"), promoted, rules=rules)
    assert tally(raw) == (1, 0)


def test_changed_rules_are_applied_to_stored_votes(raw: sqlite3.Connection) -> None:
    add(raw)
    strict = VoteRules(voter_role_ids=frozenset({7}))
    change = votes.rederive_post(raw, GUILD, POST.message_id, rules=strict, at=NOW)
    assert change is not None
    assert change.tally == Tally(0, 0)
    votes.rederive_post(raw, GUILD, POST.message_id, rules=RULES, at=NOW)
    assert tally(raw) == (1, 0)


def test_helpful_votes_tell_convinced_from_agreeing(raw: sqlite3.Connection) -> None:
    def watches(number: int, series_id: str, status: str, episode: int) -> None:
        raw.execute(
            "INSERT INTO progress (user_id, series_id, status, episode, changed_at) VALUES (?, ?, ?, ?, 0)",
            (1000 + number, series_id, status, episode),
        )

    watches(0, POST.series_id, "finished", 0)
    watches(1, POST.series_id, "watching", 2)
    watches(2, POST.series_id, "planned", 0)
    watches(3, "another-th-2020", "finished", 9)
    for number in range(5):
        add(raw, member(number))
    assert votes.count_by_acquaintance(raw, REVIEW) == (2, 2)
    # Watching it afterwards does not rewrite what the vote meant.
    raw.execute("UPDATE progress SET status = 'finished' WHERE user_id = 1002")
    add(raw, member(2), "👎")
    remove(raw, member(2), "👎")
    assert votes.count_by_acquaintance(raw, REVIEW) == (2, 2)


# The card


def stale(raw: sqlite3.Connection) -> list[tuple[int, Tally]]:
    return [(found.post.message_id, found.tally) for found in posts.list_stale_posts(raw)]


def test_a_card_is_stale_until_it_shows_the_ledgers_tally(raw: sqlite3.Connection) -> None:
    assert stale(raw) == []
    add(raw)
    assert stale(raw) == [(POST.message_id, Tally(1, 0))]
    posts.mark_shown(raw, POST.message_id, Tally(1, 0), at=NOW)
    assert stale(raw) == []
    remove(raw)
    assert stale(raw) == [(POST.message_id, Tally(0, 0))]


def test_a_card_whose_tally_is_not_known_is_stale(raw: sqlite3.Connection) -> None:
    posts.insert_post(raw, replace(POST, message_id=200, subject=Subject(SubjectKind.REVIEW, 2)))
    assert stale(raw) == [(200, Tally())]


def test_a_subject_sent_anew_takes_its_votes_along_until_members_react_again(raw: sqlite3.Connection) -> None:
    add(raw)
    add(raw, member(1))
    moved = replace(POST, message_id=500, channel_id=50)
    posts.insert_post(raw, moved, shown=Tally(2, 0))
    posts.insert_post(raw, moved, shown=Tally(2, 0))
    assert tally(raw) == (2, 0)
    assert stale(raw) == []
    assert posts.get_post(raw, GUILD, POST.message_id) is None
    assert reactions.stored_counts(raw, 500) == {}
    # The bot sees the deletion of its former message: nothing is voted on there any more.
    assert posts.delete_posts(raw, GUILD, [POST.message_id]) == []
    down = Reaction(500, MEMBER.user_id, "👎")
    record(raw, down, MEMBER)
    assert tally(raw) == (1, 1)
    record(raw, down, None)
    assert tally(raw) == (1, 0)
    # Reconciling with the new message, which shows no reaction, keeps what was carried over.
    assert reconcile(raw, set(), message_id=500) == (0, 0)
    assert tally(raw) == (1, 0)


def test_posts_are_listed_newest_first_in_pages(raw: sqlite3.Connection) -> None:
    for number in range(2, 6):
        post = replace(POST, message_id=number * 100, subject=Subject(SubjectKind.REVIEW, number))
        posts.insert_post(raw, post)
    first = posts.list_posts(raw, GUILD, limit=3)
    rest = posts.list_posts(raw, GUILD, before_message_id=first[-1].message_id, limit=3)
    assert [post.message_id for post in first + rest] == [500, 400, 300, 200, 100]
    assert posts.list_posts(raw, 6) == []


# Reconciliation


def reconcile(
    raw: sqlite3.Connection,
    on_discord: set[tuple[int, str, int]],
    *,
    meanwhile: Callable[[], object] | None = None,
    message_id: int = POST.message_id,
) -> tuple[int, int] | None:
    assert reconciliation.begin_fetch(raw, GUILD, message_id, at=NOW)
    fetched = [Reaction(message_id, *found) for found in sorted(on_discord)]
    if meanwhile is not None:
        meanwhile()
    done = reconciliation.finish_fetch(raw, GUILD, message_id, fetched, voters={}, rules=RULES, at=NOW)
    return None if done is None else (done.added, done.removed)


def standing(raw: sqlite3.Connection) -> set[tuple[int, str, int]]:
    return {(r.user_id, r.emoji, r.reaction_type) for r in reactions.list_standing(raw, POST.message_id)}


def test_votes_made_and_withdrawn_while_away_are_picked_up(raw: sqlite3.Connection) -> None:
    add(raw)
    add(raw, member(1), "👎")
    on_discord = {(1001, "👎", 0), (1002, "👍", 1), (1003, "👍🏽", 0)}
    assert reconcile(raw, on_discord | {(1004, "🎉", 0)}) == (2, 1)
    assert standing(raw) == on_discord
    assert tally(raw) == (2, 1)
    assert reconcile(raw, on_discord) == (0, 0)
    assert reactions.stored_counts(raw, POST.message_id) == {("👎", 0): 1, ("👍", 1): 1, ("👍🏽", 0): 1}


def test_what_happens_during_a_fetch_wins_over_what_was_fetched(raw: sqlite3.Connection) -> None:
    add(raw)

    def meanwhile() -> None:
        remove(raw)  # fetched as standing
        add(raw, member(1))  # not yet fetched
        add(raw, member(2))
        remove(raw, member(2))  # came and went; fetched in between

    assert reconcile(raw, {(901, "👍", 0), (1002, "👍", 0)}, meanwhile=meanwhile) == (0, 0)
    assert standing(raw) == {(1001, "👍", 0)}


def test_a_clear_during_a_fetch_makes_it_out_of_date(raw: sqlite3.Connection) -> None:
    def clear() -> None:
        votes.clear_reactions(raw, POST.message_id, guild_id=GUILD, rules=RULES, at=NOW)

    assert reconcile(raw, {(901, "👍", 0)}, meanwhile=clear) is None
    assert standing(raw) == set()


def test_a_message_deleted_during_a_fetch_is_left(raw: sqlite3.Connection) -> None:
    def delete() -> None:
        posts.delete_posts(raw, GUILD, [POST.message_id])

    assert reconcile(raw, {(901, "👍", 0)}, meanwhile=delete) is None
    assert not reconciliation.begin_fetch(raw, GUILD, POST.message_id, at=NOW)


def test_an_abandoned_fetch_stops_noting_changes(raw: sqlite3.Connection) -> None:
    reconciliation.begin_fetch(raw, GUILD, POST.message_id, at=NOW)
    add(raw)
    assert reactions.list_touched(raw, POST.message_id) != set()
    reconciliation.abandon_fetch(raw, POST.message_id)
    add(raw, member(1))
    assert reactions.list_touched(raw, POST.message_id) == set()


def test_reconciling_keeps_what_is_known_of_members(raw: sqlite3.Connection) -> None:
    bot = replace(member(1), is_bot=True)
    add(raw, bot)
    remove(raw, bot)
    assert reconcile(raw, {(1001, "👍", 0)}) == (1, 0)
    assert tally(raw) == (0, 0)


def test_of_two_new_opposite_reactions_the_one_fetched_later_counts(raw: sqlite3.Connection) -> None:
    assert reconcile(raw, {(901, "👍", 0), (901, "👎", 0)}) == (2, 0)
    assert tally(raw) == (0, 1)


def test_a_reaction_found_beside_a_stored_one_is_the_later(raw: sqlite3.Connection) -> None:
    add(raw, emoji="👎")
    assert reconcile(raw, {(901, "👍", 0), (901, "👎", 0)}) == (1, 0)
    assert tally(raw) == (1, 0)
