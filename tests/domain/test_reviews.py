from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reviews.rules import (
    MAX_BODY,
    MAX_HEADLINE,
    MAX_UPLOAD_BYTES,
    Stage,
    check_body,
    check_headline,
    check_upload_size,
    decode_upload,
    describe_stage,
    reading_of,
)
from bot.errors import UserError


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
    ("body", "spoiler_free", "hidden"),
    [
        ("one\n\ntwo", False, ["one\n\ntwo"]),  # nothing marked: all of it
        ("one\n\ntwo", True, []),
        ("one ||x||\n\ntwo", False, ["x"]),
        ("one ||x||\n\ntwo", True, ["x"]),
        ("one\n\n[hide from here]\ntwo", False, ["two"]),
        ("one\n\ntwo [Hidden from here]", False, ["one\n\ntwo "]),  # nothing behind it
        ("one ||x", True, ["one ||x"]),
    ],
)
def test_what_is_hidden_follows_from_marks_horizon_and_the_authors_choice(body, spoiler_free, hidden):
    reading = reading_of(body, spoiler_free=spoiler_free)
    assert [span.text for span in reading.spans if span.hidden] == hidden


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
        (b"\x89PNG\r\n\x1a\n\x00\x00", "cat.png", r"“cat\.png” is neither"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "cat.txt", r"“cat\.txt” is not a text file"),
        (bytes(range(1, 32)) * 4, "noise.txt", "is not a text file"),
        ("Stück".encode("latin-1"), "alt.txt", r"not saved as UTF-8 \(byte 3 does not fit\)"),
        (b"\xff\xfea", "odd.txt", "not saved as UTF-8"),
        (b"\xff\xfe\x00\x00a\x00\x00\x00", "wide.txt", "is not a text file"),
        (b"x" * (MAX_UPLOAD_BYTES + 1), "big.txt", r"“big\.txt” has 201 kB; .* 20,000 characters .* 200 kB"),
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
