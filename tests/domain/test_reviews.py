from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reviews import (
    MAX_BODY,
    MAX_HEADLINE,
    MAX_UPLOAD_BYTES,
    Stage,
    check_body,
    check_headline,
    check_hidden_from,
    check_sub_scores,
    check_upload_size,
    decode_upload,
    describe_stage,
    parse_rating,
    reading_of,
    spans_for,
)
from bot.errors import UserError


@pytest.mark.parametrize(
    ("typed", "half_points"),
    [
        ("8", 16),
        ("8.5", 17),
        (" 8,5 ", 17),
        ("8½", 17),
        ("8 ½", 17),
        ("8.5/10", 17),
        ("8.50", 17),
        ("10", 20),
        ("10.0", 20),
        ("1", 2),
        ("٨", 16),
        ("８.５", 17),
    ],
)
def test_a_rating_is_read_however_people_type_it(typed, half_points):
    assert parse_rating(typed) == half_points


@pytest.mark.parametrize(
    "typed", ["0", "0.5", "10.5", "11", "8.3", "8.25", "8.5½", "great", "-8", "8/5", "8 out of 10", "||"]
)
def test_any_other_rating_is_refused_by_name(typed):
    with pytest.raises(UserError, match="1 to 10 in half points"):
        parse_rating(typed)


def test_no_rating_is_asked_for():
    with pytest.raises(UserError, match="needs a rating"):
        parse_rating(" ")


@given(st.integers(2, 20))
def test_a_rating_that_is_shown_can_be_typed(half_points):
    assert parse_rating(f"{half_points / 2:g}") == half_points


def test_sub_scores_left_empty_are_left_out():
    assert check_sub_scores({"story": "9", "acting": " ", "music": "7.5"}) == {"story": 18, "music": 15}
    with pytest.raises(UserError):
        check_sub_scores({"rewatch": "often"})


@pytest.mark.parametrize(
    ("stage", "episode", "words"),
    [
        (Stage.WATCHING, 5, "Watching, at episode 5"),
        (Stage.WATCHING, None, "Still watching"),
        (Stage.DROPPED, 3, "Dropped at episode 3"),
        (Stage.DROPPED, None, "Dropped"),
        (Stage.FINISHED, 8, "Finished"),
        (Stage.REWATCH, None, "Watched again"),
    ],
)
def test_the_stage_is_said_in_words(stage, episode, words):
    assert describe_stage(stage, episode) == words


def test_a_headline_becomes_one_line():
    assert check_headline("  Two nights\n in   Itaewon ") == "Two nights in Itaewon"


@pytest.mark.parametrize("headline", ["", " ", "||", "\u200b", "\u202e\x00"])
def test_an_invisible_headline_is_refused(headline):
    with pytest.raises(UserError, match="headline that can be read"):
        check_headline(headline)


def test_a_headline_with_spoiler_marks_is_refused():
    with pytest.raises(UserError, match="Everyone sees the headline") as refused:
        check_headline("He ||dies||")
    assert refused.value.returned_text == "He ||dies||"


def test_a_long_headline_is_refused_with_the_numbers():
    assert check_headline("a" * MAX_HEADLINE)
    with pytest.raises(UserError, match=r"100 characters; yours has 103\. Cut 3\."):
        check_headline("a" * 103)


@pytest.mark.parametrize(
    "body", ["", "   \n\t", "||||", "|| ||", "\u200b\u2060", "\x00\x01", "\ufeff", "\u3164", "｜\u200d"]
)
def test_a_body_that_shows_nothing_is_refused(body):
    with pytest.raises(UserError, match="nothing to read") as refused:
        check_body(body)
    assert (refused.value.returned_text or "") == body


def test_a_body_is_kept_as_its_author_wrote_it():
    assert check_body("\r\n One ||two|| \u200b **three**\r\n\r\nfour\r\n") == "One ||two|| \u200b **three**\n\nfour"


def test_a_body_of_20_000_characters_fits_and_one_more_is_given_back_with_the_numbers():
    assert len(check_body("x" * MAX_BODY)) == MAX_BODY
    with pytest.raises(UserError, match=r"hold 20,000 characters; yours has 20,001\. Cut 1\.") as refused:
        check_body("x" * (MAX_BODY + 1))
    assert refused.value.returned_text == "x" * (MAX_BODY + 1)


@pytest.mark.parametrize(
    ("body", "spoiler_free", "hidden_from", "hidden"),
    [
        ("one\n\ntwo", False, None, ["one\n\ntwo"]),  # nothing marked: all of it
        ("one\n\ntwo", True, None, []),
        ("one ||x||\n\ntwo", False, None, ["x"]),
        ("one ||x||\n\ntwo", True, None, ["x"]),
        ("one\n\ntwo", False, 2, ["two"]),
        ("one\n\ntwo", False, 9, ["one\n\ntwo"]),  # shortened since
        ("one ||x", True, None, ["one ||x"]),
    ],
)
def test_what_is_hidden_follows_from_marks_horizon_and_the_authors_choice(body, spoiler_free, hidden_from, hidden):
    reading = reading_of(body, spoiler_free=spoiler_free, hidden_from=hidden_from)
    assert [span.text for span in reading.spans if span.hidden] == hidden


def test_a_reader_whom_nothing_spoils_gets_everything_open():
    reading = reading_of("one ||x||", spoiler_free=False)
    assert not any(span.hidden for span in spans_for(reading, allowed=True))
    assert any(span.hidden for span in spans_for(reading, allowed=False))


def test_the_paragraph_to_hide_from_must_exist():
    assert check_hidden_from("one\n\ntwo", 2) == 2
    assert check_hidden_from("one", None) is None
    with pytest.raises(UserError, match="has 2 paragraphs; there is no paragraph 3"):
        check_hidden_from("one\n\ntwo", 3)


TEXT = "Ein Stück: 사랑 ♥\nzweite Zeile"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("filename", ["review.txt", "REVIEW.MD"])
def test_an_uploaded_text_is_read(encoding, filename):
    assert decode_upload(TEXT.encode(encoding), filename) == TEXT


def test_big_endian_utf_16_is_read():
    assert decode_upload(b"\xfe\xff" + TEXT.encode("utf-16-be"), "a.txt") == TEXT


@pytest.mark.parametrize(
    ("data", "filename", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "cat.png", r'"cat\.png" is neither'),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "cat.txt", r'"cat\.txt" is not a text file'),
        (bytes(range(1, 32)) * 4, "noise.txt", "is not a text file"),
        ("Stück".encode("latin-1"), "alt.txt", r"not saved as UTF-8 \(byte 3 does not fit\)"),
        (b"\xff\xfea", "odd.txt", "not saved as UTF-8"),
        (b"\xff\xfe\x00\x00a\x00\x00\x00", "wide.txt", "is not a text file"),
        (b"x" * (MAX_UPLOAD_BYTES + 1), "big.txt", r'"big\.txt" has 201 kB; .* 20,000 characters .* 200 kB'),
        (b"x", "no||name", "no∣∣name"),
    ],
)
def test_any_other_upload_is_refused_and_named(data, filename, words):
    with pytest.raises(UserError, match=words):
        decode_upload(data, filename)


def test_a_file_of_30_megabytes_is_refused_before_it_is_fetched():
    with pytest.raises(UserError, match="30,000 kB"):
        check_upload_size(30_000_000, "huge.txt")
    check_upload_size(MAX_UPLOAD_BYTES, "fine.txt")


@given(st.binary(max_size=200))
def test_an_upload_is_read_or_refused_with_a_sentence(data):
    with suppress(UserError):
        assert isinstance(decode_upload(data, "a.txt"), str)
