"""The defaults that the first-run guide offers."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.first_steps import Place, Rank, suggest
from bot.domain.server_settings import ServerSettings, SetTo, check_setting


def place(number: int, name: str, *, forum: bool = False, public: bool = True) -> Place:
    return Place(number, name, is_forum=forum, is_public=public)


def offered(
    *places: Place,
    ranks: tuple[Rank, ...] = (),
    now: ServerSettings = ServerSettings(),  # noqa: B008 (frozen)
    locale: str = "en-US",
    languages: tuple[str, ...] = ("en",),
) -> list[SetTo]:
    return suggest(now, places, ranks, locale=locale, languages=languages)


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
    ranks = (Rank(1, "Admin", True, True), Rank(2, "Mod", True, False), Rank(3, "Librarian", False, False))
    assert offered(ranks=ranks) == [SetTo("moderator_role_ids", (2,)), SetTo("catalogue_role_ids", (3,))]


@pytest.mark.parametrize(
    ("locale", "languages", "wanted"),
    [("ko", ("en", "ko"), "ko"), ("pt-BR", ("en", "pt"), "pt"), ("ja", ("en",), None), ("en-GB", ("en",), None)],
)
def test_the_servers_language_is_offered_where_there_is_one(
    locale: str, languages: tuple[str, ...], wanted: str | None
) -> None:
    found = offered(locale=locale, languages=languages)
    assert found == ([SetTo("language", wanted)] if wanted else [])


names = st.sampled_from(["reviews", "mods", "log", "episode-1", "lobby", "reports", "staff-review", "리뷰"])


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(names, st.booleans(), st.booleans()), max_size=8),
    st.lists(st.tuples(names, st.booleans(), st.booleans()), max_size=40),
)
def test_every_suggestion_can_be_taken(channels: list[Any], roles: list[Any]) -> None:
    places = [Place(n, name, forum, public) for n, (name, forum, public) in enumerate(channels, start=1)]
    ranks = [Rank(n, name, moderates, manages) for n, (name, moderates, manages) in enumerate(roles, start=1)]
    for wish in suggest(ServerSettings(), places, ranks, locale="en", languages=("en",)):
        assert check_setting(wish.name, wish.value) == wish.value
