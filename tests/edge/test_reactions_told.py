"""Reactions are read off the wire as discord.py reads them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.votes import Reaction, ReactionType, Voter, VoteRules
from bot.edge.gateway.reactions import told_reaction, told_voter

GIVEN: dict[str, Any] = {
    "user_id": "7",
    "type": 0,
    "message_id": "5",
    "message_author_id": "1",
    "member": {
        "user": {"id": "7", "username": "nok"},
        "roles": ["31", "32"],
        "joined_at": "2026-01-02T03:04:05.000000+00:00",
    },
    "emoji": {"id": None, "name": "👍"},
    "channel_id": "3",
    "burst": False,
    "guild_id": "2",
}
TAKEN_BACK = {key: value for key, value in GIVEN.items() if key != "member"}
JOINED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (GIVEN, Reaction(5, 7, "👍")),
        (TAKEN_BACK, Reaction(5, 7, "👍")),
        ({**GIVEN, "emoji": {"id": "99", "name": "heart", "animated": True}}, Reaction(5, 7, "99")),
        ({**GIVEN, "emoji": {"id": "99", "name": None}}, Reaction(5, 7, "99")),
        ({**GIVEN, "burst": True, "type": 1}, Reaction(5, 7, "👍", ReactionType.SUPER)),
        ({**GIVEN, "type": 1}, Reaction(5, 7, "👍", ReactionType.SUPER)),
        ({**TAKEN_BACK, "burst": True}, Reaction(5, 7, "👍", ReactionType.SUPER)),
    ],
)
def test_which_reaction_it_is(told: dict[str, Any], expected: Reaction) -> None:
    assert told_reaction(told).reaction == expected


def test_where_it_was_given() -> None:
    assert (told_reaction(GIVEN).guild_id, told_reaction(GIVEN).channel_id) == (2, 3)
    in_direct_messages = {key: value for key, value in TAKEN_BACK.items() if key != "guild_id"}
    assert told_reaction(in_direct_messages).guild_id is None


@pytest.mark.parametrize("broken", [{}, {**GIVEN, "message_id": "x"}, {**GIVEN, "emoji": None}])
def test_another_shape_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        told_reaction(broken)


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (VoteRules(), Voter(7)),
        (VoteRules(min_membership=timedelta(days=1)), Voter(7, joined_at=JOINED)),
        (VoteRules(voter_role_ids=frozenset({31})), Voter(7, role_ids=frozenset({2, 31, 32}))),
    ],
)
def test_of_who_reacted_only_what_the_rules_ask_for_is_read(rules: VoteRules, expected: Voter) -> None:
    assert told_voter(told_reaction(GIVEN), rules) == expected
    assert told_voter(told_reaction(TAKEN_BACK), rules) == Voter(7)


def test_bots_are_told_apart_and_a_guest_has_not_joined() -> None:
    member = {"user": {"id": "7", "bot": True}, "roles": [], "joined_at": None}
    voter = told_voter(told_reaction({**GIVEN, "member": member}), VoteRules(min_membership=timedelta(days=1)))
    assert voter == Voter(7, is_bot=True)
