"""Files that are broken, huge or mean: refused with a reason, or read to their end with a list of what was not."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.lists import files as bounds
from bot.domain.lists import read_text, read_upload
from bot.errors import UserError
from tests.domain.lists import samples

LAUGHS = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]>
<myanimelist><anime><series_title>&lol2;</series_title></anime></myanimelist>"""
OUTSIDE = """<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<myanimelist><anime><series_title>&x;</series_title></anime></myanimelist>"""


@pytest.mark.parametrize("bomb", [LAUGHS, OUTSIDE])
def test_xml_that_declares_things_is_refused(bomb: str) -> None:
    with pytest.raises(UserError, match="declares things of its own"):
        read_upload("animelist.xml", bomb.encode())


def test_xml_without_end_of_depth_is_refused() -> None:
    with pytest.raises(UserError, match="declares things"):
        read_upload("a.xml", ("<myanimelist>" + "<a>" * 10_000).encode())


def test_a_zip_that_swells_is_stopped_while_it_swells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_UNPACKED", 3 * 1024 * 1024)
    bomb = samples.zipped({"ratings.csv": b"0" * (4 * 1024 * 1024)})
    assert len(bomb) < 10_000
    with pytest.raises(UserError, match="too much in this archive"):
        read_upload("letterboxd.zip", bomb)


def test_a_zip_that_lies_about_its_sizes_is_no_way_around() -> None:
    honest = samples.zipped({"a.csv": b"Title,Rating\nBad Buddy,9\n"})
    liar = honest.replace((25).to_bytes(4, "little"), (5).to_bytes(4, "little"))
    assert liar != honest
    with pytest.raises(UserError, match=r"no list in this archive|damaged"):
        read_upload("a.zip", liar)


def test_gzip_that_swells_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    import gzip

    monkeypatch.setattr(bounds, "MOST_UNPACKED", 1024 * 1024)
    with pytest.raises(UserError, match="too much"):
        read_upload("a.xml.gz", gzip.compress(b"<" * (2 * 1024 * 1024)))


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\x00\x00\x00", "empty"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00", "not a text"),
        ("a.zip", b"PK\x03\x04nonsense", "damaged"),
        ("a.json", b'{"data": [', "broken or cut off"),
        ("a.json", b"[1, 2]", "don't know this JSON"),
        ("a.json", b"[" * 100_000, "broken or cut off"),
        ("a.xml", b"<html><body>", "not an export of MyAnimeList"),
        ("a.zip", samples.zipped({"cat.png": b"x"}), "no list in this archive"),
        ("a.csv", b"Title,Rating\n", "no series in this"),
        ("a.csv", b"x" * (bounds.MOST_BYTES + 1), "up to 25 MB"),
    ],
)
def test_what_is_no_list_is_told_in_a_sentence(name: str, data: bytes, told: str) -> None:
    with pytest.raises(UserError, match=told):
        read_upload(name, data)


def test_half_a_file_is_read_to_where_it_ends() -> None:
    half = samples.MYANIMELIST[: samples.MYANIMELIST.index("<my_watched_episodes>3")]
    read = read_upload("a.xml", half.encode())
    assert [entry.title for entry in read.entries] == ["Given"]
    assert "cut off" in read.unread[-1].reason
    table = read_upload("a.csv", b"Title,Rating\nBad Buddy,9\nSemantic")
    assert [entry.title for entry in table.entries] == ["Bad Buddy", "Semantic"]


def test_rows_that_make_no_sense_are_named_and_the_rest_is_read() -> None:
    text = "Title,Rating,Status\n,9,Completed\nBad Buddy,lots,Completed\nToo,1,Dropped,more,cells\n"
    text += "Semantic Error,8,Dropped\n"
    read = read_upload("a.csv", text.encode())
    assert [entry.title for entry in read.entries] == ["Bad Buddy", "Semantic Error"]
    assert [one.place for one in read.unread] == ["line 4", "line 2", "line 3"]
    assert "“lots” is not a rating" in read.unread[2].reason


def test_rows_past_the_most_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.domain.lists import tables

    monkeypatch.setattr(tables, "MOST_ROWS", 10)
    rows = "".join(f"Series {n},5\n" for n in range(15))
    read = read_upload("a.csv", f"Title,Rating\n{rows}".encode())
    assert len(read.entries) == 10
    assert "5 rows past the 10" in read.unread[0].reason


def test_a_locked_file_in_an_archive_is_named_and_the_others_are_read() -> None:
    packed = samples.zipped({"a.csv": b"Title,Rating\nBad Buddy,9\n", "b.csv": b"Title,Rating\nGAP,9\n"})
    broken = bytearray(packed)
    at = bytes(broken).index(b"b.csv") + 5
    broken[at : at + 8] = b"\xff" * 8
    read = read_upload("a.zip", bytes(broken))
    assert [entry.title for entry in read.entries] == ["Bad Buddy"]
    assert read.unread[0].place == "b.csv"


names = st.sampled_from(["a.csv", "a.zip", "a.json", "a.xml", "a.xml.gz", "a"])
seeds = st.sampled_from(
    [samples.MYANIMELIST.encode(), samples.LETTERBOXD, samples.TRAKT, samples.SERIALIZD.encode(),
     samples.TABLE.encode(), samples.TVTIME, samples.MYANIMELIST_GZ]
)  # fmt: skip


@given(names, st.binary(max_size=200))
def test_no_bytes_bring_it_down(name: str, data: bytes) -> None:
    try:
        read_upload(name, data)
    except UserError:
        return


@given(names, seeds, st.data())
def test_no_damage_to_a_real_file_brings_it_down(name: str, seed: bytes, data: Any) -> None:
    at = data.draw(st.integers(0, len(seed)))
    damaged = seed[:at] + data.draw(st.binary(max_size=8)) + seed[at + data.draw(st.integers(0, 40)) :]
    try:
        read_upload(name, damaged)
    except UserError:
        return


@given(st.text(max_size=300))
def test_no_pasted_text_brings_it_down(text: str) -> None:
    try:
        read_text(text)
    except UserError:
        return


def test_an_archive_of_very_many_files_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(bounds.MOST_FILES + 1):
            archive.writestr(f"{number}.csv", "Title\n")
    with pytest.raises(UserError, match="too much"):
        read_upload("a.zip", packed.getvalue())
