"""The defaults that the first-run guide offers."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.first_steps import ChannelSeen, RoleSeen, suggest
from bot.domain.settings import ServerSettings, SetTo, check_setting


def place(number: int, name: str, *, forum: bool = False, public: bool = True) -> ChannelSeen:
    return ChannelSeen(number, name, is_forum=forum, is_public=public)


def offered(
    *places: ChannelSeen,
    ranks: tuple[RoleSeen, ...] = (),
    now: ServerSettings = ServerSettings(),  # noqa: B008 (frozen)
    language: str = "en",
) -> list[SetTo]:
    return suggest(now, places, ranks, language=language)


def test_channels_are_recognised_by_their_names() -> None:
    found = offered(
        place(1, "general"),
        place(2, "drama-reviews", forum=True),
        place(3, "episode-talk"),
        place(4, "mod-queue", public=False),
        place(5, "mod-log", public=False),
    )
    assert found == [
        SetTo("review_channel_id", 2),
        SetTo("discussion_channel_id", 3),
        SetTo("moderation_channel_id", 4),
        SetTo("audit_channel_id", 5),
    ]


@pytest.mark.parametrize("name", ["mods", "reports", "mod-log", "staff"])
def test_reports_and_the_log_never_go_where_everybody_reads(name: str) -> None:
    assert offered(place(1, name)) == []


def test_a_forum_holds_no_queue_and_no_log() -> None:
    forum = place(1, "reports-and-logs", forum=True, public=False)
    assert offered(forum) == []
    assert offered(forum, place(2, "reports", public=False)) == [SetTo("moderation_channel_id", 2)]


def test_what_somebody_has_set_is_not_suggested_again() -> None:
    assert offered(place(1, "reviews"), now=ServerSettings(review_channel_id=9)) == []


def test_roles_that_moderate_but_do_not_manage_are_moderators() -> None:
    ranks = (RoleSeen(1, "Admin", True, True), RoleSeen(2, "Mod", True, False), RoleSeen(3, "Librarian", False, False))
    assert offered(ranks=ranks) == [SetTo("moderator_role_ids", (2,)), SetTo("catalogue_role_ids", (3,))]


@pytest.mark.parametrize(("language", "wanted"), [("ko", "ko"), ("pt-BR", "pt-BR"), ("en", None)])
def test_the_servers_language_is_offered_unless_it_is_spoken_already(language: str, wanted: str | None) -> None:
    assert offered(language=language) == ([SetTo("language", wanted)] if wanted else [])


names = st.sampled_from(["reviews", "mods", "log", "episode-1", "lobby", "reports", "staff-review", "리뷰"])


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(names, st.booleans(), st.booleans()), max_size=8),
    st.lists(st.tuples(names, st.booleans(), st.booleans()), max_size=40),
)
def test_every_suggestion_can_be_taken(channels: list[Any], roles: list[Any]) -> None:
    places = [ChannelSeen(n, name, forum, public) for n, (name, forum, public) in enumerate(channels, start=1)]
    ranks = [RoleSeen(n, name, moderates, manages) for n, (name, moderates, manages) in enumerate(roles, start=1)]
    for wish in suggest(ServerSettings(), places, ranks, language="en"):
        assert check_setting(wish.name, wish.value) == wish.value
