"""Each promise between tables is asked in SQL that runs, and is seen to be broken where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.storage.engine import backup
from bot.storage.engine.invariants import INVARIANTS
from tests.loopback.postgres import elsewhere, problems_of, slips_of
from tests.loopback.running import put_new_database

# One deed against each kind of promise, and the words that name it.
DEEDS = {
    "is the sum of its counted votes": "INSERT INTO vote_tallies VALUES ('review', 1, 1, 3, 0, 0)",
    "is part of a tally": "INSERT INTO votes VALUES ('review', 1, 9, 1, 1, 1, NULL, NULL, 0)",
    "stands on a reaction": "INSERT INTO votes VALUES ('review', 1, 9, 1, 1, 0, 'bot', NULL, 0)",
    "on their own words": "INSERT INTO votes VALUES ('review', 1, 7, 1, 1, 1, NULL, NULL, 0)",
    "tallies and reactions are of the server": "INSERT INTO vote_tallies VALUES ('review', 1, 2, 0, 0, 0)",
    "is voted on at its own message": "UPDATE reviews SET message_id = 51 WHERE id = 1",
    "recommendation that is voted on": "UPDATE posts SET subject_kind = 'suggestion'",
    "posted, hidden or deleted": "UPDATE reviews SET hidden_reason = 'moderator'",
    "registered as published": "DELETE FROM published WHERE kind = 'review'",
    "of a review that is there": "INSERT INTO published (id, guild_id, kind, subject, channel_id, claim, claimed_at)"
    " VALUES (9, 1, 'review', '9', 50, 1, 0)",
    "are one thread": "UPDATE published SET thread_id = 71 WHERE kind = 'place'",
    "ahead of itself": "INSERT INTO watch_openings VALUES (1, 4, 1, NULL, 0, NULL)",
    "whoever brought the list": "UPDATE list_entries SET user_id = 8",
    "merged away itself": "INSERT INTO merged_series VALUES (1, 'b', 'c', 7, 0)",
    "ends after it began": "INSERT INTO review_bars VALUES (1, 7, 5, '', 6, 5)",
    "no claim is given out twice": "UPDATE numbers SET given = 1 WHERE name = 'claims'",
    "rows of published_shows": "INSERT INTO published_shows (published_id, guild_id) VALUES (1, 2)",
    "rows of published_steps": "INSERT INTO published_steps (published_id, guild_id, step) VALUES (1, 2, 'pin')",
    "rows of review_reports": "UPDATE review_reports SET guild_id = 2",
    "rows of watch_members": "INSERT INTO watch_members VALUES (1, 2, 7, 0, 0)",
    "rows of watch_openings": "INSERT INTO watch_openings VALUES (1, 1, 2, NULL, 0, NULL)",
    "rows of watch_events": "INSERT INTO watch_events (party_id, episode, guild_id, starts_at, claimed_at)"
    " VALUES (1, 1, 2, 0, 0)",
    "no number of reviews": "INSERT INTO numbers VALUES ('reviews', 0)",
    "no number of discussion_places": "INSERT INTO numbers VALUES ('discussion_places', 0)",
    "no number of suggestions": "INSERT INTO suggestions VALUES (5, 1, 'a', 'b', '', 7, '', 'posted', 1, 2, 0)",
    "no number of watch_parties": "INSERT INTO numbers VALUES ('watch_parties', 0)",
    "what audit_log keeps": "INSERT INTO audit_log (guild_id, actor_id, action, subject, after, done_at)"
    " VALUES (1, 7, '', '', '{', 0)",
    "what canon_series keeps": "INSERT INTO canon_series VALUES (1, 'a', 'added', '', 7, 0)",
    "what guild_settings keeps": "INSERT INTO guild_settings VALUES (1, 'a', 'yes', 7, 0)",
    "what list_entries keeps": "UPDATE list_entries SET entry = '{'",
    "what notices keeps": "INSERT INTO notices (user_id, guild_id, kind, fields, left_at) VALUES (7, 1, '', '{', 0)",
    "what review_drafts keeps": "INSERT INTO review_drafts VALUES (7, 1, 'a', '{', 0)",
    "what review_versions keeps": "INSERT INTO review_versions VALUES (1, 1, '{', 0)",
    "what shared_series keeps": "INSERT INTO shared_series VALUES ('a', '{', 0, 0, 0)",
    **{
        f"{table} holds nothing of a server": f"UPDATE {table} SET guild_id = 3"
        for table in ("reviews", "published", "discussion_places", "watch_parties")
    },
    "audit_log holds nothing of a server": "INSERT INTO audit_log (guild_id, actor_id, action, subject, done_at)"
    " VALUES (3, 7, '', '', 0)",
    "canon_series holds nothing of a server": "INSERT INTO canon_series VALUES (3, 'a', 'added', '{}', 7, 0)",
    "feature_switches holds nothing of a server": "INSERT INTO feature_switches VALUES (3, 0, 'a', 0, 7, 0)",
    "guild_settings holds nothing of a server": "INSERT INTO guild_settings VALUES (3, 'a', '1', 7, 0)",
    "review_bars holds nothing of a server": "INSERT INTO review_bars VALUES (3, 7, 6, '', 6, 5)",
    "suggestions holds nothing of a server": "INSERT INTO suggestions VALUES"
    " (1, 3, 'a', 'b', '', 7, '', 'posted', 1, 2, 0)",
    "votes holds nothing of a server": "INSERT INTO votes VALUES ('review', 1, 9, 3, 1, 0, 'bot', NULL, 0)",
}
SERVER = """
INSERT INTO guilds (guild_id, joined_at) VALUES (1, 0), (2, 0);
INSERT INTO reviews (id, guild_id, series_id, author_id, author_name, rating, headline, body, spoiler_free, stage,
    language, state, channel_id, message_id, created_at, posted_at)
    VALUES (1, 1, 'a', 7, 'Al', 18, '', '', 1, 'finished', 'en', 'posted', 40, 50, 0, 0);
INSERT INTO published (id, guild_id, kind, subject, channel_id, message_id, thread_id, claimed_at, settled_at, claim)
    VALUES (1, 1, 'review', '1', 40, 50, NULL, 0, 0, 3), (2, 1, 'place', '1', 70, 60, 70, 0, 0, 4);
INSERT INTO posts (message_id, guild_id, channel_id, subject_kind, subject_id, series_id, author_id, posted_at)
    VALUES (50, 1, 40, 'review', 1, 'a', 7, 0);
INSERT INTO review_reports (guild_id, review_id, reporter_id, reason, reported_at) VALUES (1, 1, 8, 'spoils', 0);
INSERT INTO discussion_places
    (id, guild_id, series_id, episode, channel_id, thread_id, message_id, claimed_at, opened_at)
    VALUES (1, 1, 'a', 1, 40, 70, 60, 0, 0);
INSERT INTO watch_parties (id, guild_id, series_id, started_by, pace, time_zone, quorum, first_episode, next_episode,
    channel_id, state, started_at) VALUES (1, 1, 'a', 7, 'quorum', 'UTC', 2, 1, 3, 40, 'running', 0);
INSERT INTO merged_series VALUES (1, 'a', 'b', 7, 0);
INSERT INTO list_imports VALUES (1, 7, 'csv', 0, NULL);
INSERT INTO list_entries (import_id, number, user_id, fingerprint, state, entry) VALUES (1, 1, 7, '', 'unknown', '{}');
INSERT INTO numbers VALUES ('suggestions', 1) ON CONFLICT DO NOTHING;
UPDATE numbers SET given = 4 WHERE name = 'claims';
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A server in order, on the engine that the tests run on; `elsewhere` opens it."""
    path = tmp_path / "linger.sqlite3"
    put_new_database(path)
    with elsewhere(path) as raw:
        for statement in SERVER.split(";\n")[:-1]:
            raw.execute(statement)
    return path


def all_broken(database: Path) -> list[str]:
    return problems_of(database) + slips_of(database)


def test_a_server_in_order_breaks_none(database: Path) -> None:
    assert all_broken(database) == []


@pytest.mark.parametrize(
    "words", [pytest.param(each, marks=pytest.mark.sqlite if each.startswith("what ") else ()) for each in DEEDS]
)
def test_what_breaks_a_promise_is_named(words: str, database: Path) -> None:
    with elsewhere(database) as raw:
        raw.execute(DEEDS[words])
    assert any(words in each for each in all_broken(database)), all_broken(database)


def test_every_promise_has_a_deed_against_it() -> None:
    unbroken = [each.promise for each in INVARIANTS if not any(words in each.promise for words in DEEDS)]
    assert unbroken == []


def test_only_what_reads_json_is_left_to_sqlite() -> None:
    left = [each.promise for each in INVARIANTS if each.of_sqlite_alone]
    assert left
    assert all(promise.endswith("keeps as JSON can be read") for promise in left)


@pytest.mark.sqlite  # copies the file
def test_a_slip_keeps_no_copy_from_being_made(database: Path, tmp_path: Path) -> None:
    with elsewhere(database) as raw:
        raw.execute("DELETE FROM published")
    backup.copy(database, tmp_path / "copy.sqlite3")
    assert backup.check(database) == []
    assert backup.slips(tmp_path / "copy.sqlite3") == backup.slips(database) != []
