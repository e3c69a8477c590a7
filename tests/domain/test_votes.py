"""What reactions amount to: one vote a member and subject, counted or kept out with a reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.domain.emoji import emoji_key, setting_emoji_key
from bot.domain.settings import ServerSettings
from bot.domain.votes import (
    NotCounted,
    Presence,
    Voter,
    VoteRules,
    account_created_at,
    derive,
    rules_of,
    superseded,
)

NOW = datetime(2026, 3, 1, tzinfo=UTC)
AUTHOR = 1


def id_made_at(moment: datetime) -> int:
    return ((moment - datetime(2015, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)) << 22


OLD_ACCOUNT = id_made_at(NOW - timedelta(days=1000))
VOTER = Voter(OLD_ACCOUNT, joined_at=NOW - timedelta(days=30), role_ids=frozenset({7}))


def reacted(emoji: str, sequence: int = 1, *, at: datetime = NOW, reaction_type: int = 0) -> Presence:
    return Presence(emoji, reaction_type, at, sequence)


def reason(voter: Voter, rules: VoteRules) -> NotCounted | None:
    vote = derive([reacted("👍")], voter, AUTHOR, rules)
    assert vote is not None
    return vote.not_counted


def test_no_reaction_is_no_vote() -> None:
    assert derive([], VOTER, AUTHOR, VoteRules()) is None


def test_another_emoji_is_no_vote() -> None:
    assert derive([reacted("🎉")], VOTER, AUTHOR, VoteRules()) is None


@pytest.mark.parametrize(
    ("emoji", "helpful"), [("👍", True), ("👎", False), ("👍🏽", True), ("👎🏿", False), ("👍\ufe0f", True)]
)
def test_thumbs_of_any_skin_tone_are_votes(emoji: str, helpful: bool) -> None:
    vote = derive([reacted(emoji)], VOTER, AUTHOR, VoteRules())
    assert vote is not None
    assert vote.helpful is helpful
    assert vote.counts


def test_the_later_of_two_opposite_reactions_counts_and_the_earlier_is_to_be_removed() -> None:
    up, down = reacted("👍", 1), reacted("👎", 2, at=NOW + timedelta(hours=1))
    vote = derive([down, up], VOTER, AUTHOR, VoteRules())
    assert vote is not None
    assert (vote.helpful, vote.cast_at) == (False, down.added_at)
    assert superseded([down, up], VoteRules()) == (up,)


def test_a_normal_and_a_super_reaction_are_one_vote() -> None:
    both = [reacted("👍", 1), reacted("👍", 2, reaction_type=1)]
    vote = derive(both, VOTER, AUTHOR, VoteRules())
    assert vote is not None
    assert vote.helpful
    assert superseded(both, VoteRules()) == ()


def test_own_vote_is_not_counted() -> None:
    assert reason(replace(VOTER, user_id=AUTHOR), VoteRules()) is NotCounted.OWN


def test_a_bots_vote_is_not_counted() -> None:
    assert reason(replace(VOTER, is_bot=True), VoteRules()) is NotCounted.BOT


@pytest.mark.parametrize(("drops", "expected"), [(True, NotCounted.LEFT), (False, None)])
def test_leavers_votes_follow_the_servers_policy(drops: bool, expected: NotCounted | None) -> None:
    assert reason(replace(VOTER, has_left=True), VoteRules(drops_leavers=drops)) is expected


@pytest.mark.parametrize(("days", "expected"), [(6, NotCounted.TOO_YOUNG_ACCOUNT), (7, None), (8, None)])
def test_the_accounts_age_counts_at_the_moment_of_the_vote(days: int, expected: NotCounted | None) -> None:
    young = replace(VOTER, user_id=id_made_at(NOW - timedelta(days=days)))
    assert reason(young, VoteRules(min_account_age=timedelta(days=7))) is expected


@pytest.mark.parametrize(
    ("joined_days_ago", "expected"),
    [(2, NotCounted.TOO_NEW_MEMBER), (3, None), (None, NotCounted.UNKNOWN_MEMBER)],
)
def test_membership_counts_at_the_moment_of_the_vote(joined_days_ago: int | None, expected: NotCounted | None) -> None:
    joined_at = None if joined_days_ago is None else NOW - timedelta(days=joined_days_ago)
    member = replace(VOTER, joined_at=joined_at)
    assert reason(member, VoteRules(min_membership=timedelta(days=3))) is expected


@pytest.mark.parametrize(
    ("roles", "expected"), [({7, 8}, None), ({8}, NotCounted.BARRED), (None, NotCounted.UNKNOWN_MEMBER)]
)
def test_only_members_with_a_voter_role_count_where_there_is_one(
    roles: set[int] | None, expected: NotCounted | None
) -> None:
    member = replace(VOTER, role_ids=None if roles is None else frozenset(roles))
    assert reason(member, VoteRules(voter_role_ids=frozenset({7}))) is expected
    assert reason(member, VoteRules()) is None


def test_the_rules_follow_the_servers_settings() -> None:
    settings = ServerSettings(
        helpful_emoji="<:lotus:123456789012345678>",
        not_helpful_emoji="👎🏻",
        min_account_age_days=7,
        min_membership_days=3,
        voter_role_ids=(5,),
        leavers_votes="drop",
    )
    rules = rules_of(settings)
    assert rules.meaning(emoji_key("renamed_lotus", 123456789012345678)) is True
    assert rules.meaning("👎") is False
    assert rules.meaning("👍") is None
    assert (rules.min_account_age.days, rules.min_membership.days) == (7, 3)
    assert rules.voter_role_ids == {5}
    assert rules.drops_leavers
    assert rules_of(ServerSettings()) == VoteRules()


def test_emoji_keys_survive_renaming() -> None:
    assert emoji_key("lotus", 12) == emoji_key("flower", 12) == "12"
    assert emoji_key("👍", None) == "👍"
    assert setting_emoji_key(" <a:wave:123456789012345678> ") == "123456789012345678"


def test_an_accounts_age_is_read_from_its_id() -> None:
    # The example of Discord's own documentation on ids.
    assert account_created_at(175928847299117063) == datetime(2016, 4, 30, 11, 18, 25, 796000, tzinfo=UTC)


PRESENCES = st.lists(
    st.builds(
        Presence,
        st.sampled_from(["👍", "👎", "👎🏽", "🎉"]),
        st.sampled_from([0, 1]),
        st.just(NOW),
        st.integers(1, 9),
    ),
    unique_by=lambda presence: presence.sequence,
)


@given(PRESENCES, st.randoms(use_true_random=False))
def test_the_order_of_storage_does_not_matter(presences: list[Presence], random: object) -> None:
    shuffled = sorted(presences, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert derive(presences, VOTER, AUTHOR, VoteRules()) == derive(shuffled, VOTER, AUTHOR, VoteRules())


@given(PRESENCES)
def test_without_the_superseded_reactions_the_vote_is_the_same(presences: list[Presence]) -> None:
    rules = VoteRules()
    rest = [presence for presence in presences if presence not in superseded(presences, rules)]
    assert derive(rest, VOTER, AUTHOR, rules) == derive(presences, VOTER, AUTHOR, rules)
    assert len({rules.meaning(presence.emoji) for presence in rest} - {None}) <= 1
