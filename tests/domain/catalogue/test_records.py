"""Reading catalogue lines: what is refused, in which words, and that nothing is lost on the way."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.catalogue import (
    COUNTRIES,
    FIELDS,
    STATUSES,
    load_vocabulary,
    open_lines,
    parse_lineage,
    parse_series,
    read_lineage,
    read_series,
    read_series_file,
    to_lineage_record,
    to_record,
)
from bot.domain.series import (
    Ending,
    Kind,
    Lineage,
    LineageKind,
    Overview,
    Poster,
    Series,
    SourceWork,
    series_id,
)
from bot.domain.vocabulary import Vocabulary, parse_vocabulary
from bot.errors import CatalogueError
from bot.resources import catalogue_folder

GOOD = {
    "id": "where-your-eyes-linger-kr-2020",
    "title": "Where Your Eyes Linger",
    "country": "KR",
    "year": 2020,
    "kind": "bl",
}
# A complaint starts with the place; only what follows is compared.
PLACE = "mine.jsonl, line 7: "


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    facets = {
        "kinds": [{"id": kind.value, "label": kind.value.upper()} for kind in Kind],
        "genres": [{"id": "romance", "label": "Romance"}],
        "tropes": [{"id": "slow-burn", "label": "Slow burn", "synonyms": ["slowburn"]}],
        "content_notes": [{"id": "illness", "label": "Illness"}],
        "source_kinds": [{"id": "novel", "label": "Novel"}],
    }
    return parse_vocabulary(json.dumps(facets), file="vocabulary.json")


def refused(text: str, vocabulary: Vocabulary | None = None) -> str:
    with pytest.raises(CatalogueError) as caught:
        parse_series(text, file="mine.jsonl", line=7, vocabulary=vocabulary)
    message = caught.value.args[0]
    assert message.startswith(PLACE)
    assert message.endswith(".")
    return str(message.removeprefix(PLACE))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"title": None}, "`title` must be text of 1 to 300 characters without blanks at its ends, not null."),
        ({"title": ""}, "`title` must be text of 1 to 300 characters without blanks at its ends, not \"\"."),
        ({"title": " Us"}, '`title` must be text of 1 to 300 characters without blanks at its ends, not " Us".'),
        ({"title": 5}, "`title` must be text of 1 to 300 characters without blanks at its ends, not 5."),
        ({"title": "x" * 301}, "`title` must be text of 1 to 300 characters"),
        ({"native_title": None}, "`native_title` must be text of 1 to 300 characters"),
        ({"native_title": ["시선"]}, "`native_title` must be text of 1 to 300 characters"),
        ({"country": "kr"}, '`country` must be an ISO 3166-1 code in capitals such as KR, not "kr".'),
        ({"country": "XX"}, '`country` must be an ISO 3166-1 code in capitals such as KR, not "XX".'),
        ({"country": "KOR"}, "`country` must be an ISO 3166-1 code in capitals such as KR"),
        ({"year": None}, "`year` must be a whole number from 1930 to 2100, not null."),
        ({"year": "2020"}, '`year` must be a whole number from 1930 to 2100, not "2020".'),
        ({"year": 202}, "`year` must be a whole number from 1930 to 2100, not 202."),
        ({"year": True}, "`year` must be a whole number from 1930 to 2100, not true."),
        ({"year": 2020.0}, "`year` must be a whole number from 1930 to 2100, not 2020.0."),
        ({"kind": "BL"}, '`kind` must be one of bl, gl, queer, queer-adjacent, general, film, not "BL".'),
        ({"kind": ["bl"]}, "`kind` must be one of bl, gl, queer, queer-adjacent, general"),
        ({"id": "linger"}, "`id` must be “where-your-eyes-linger-kr-2020”, made from title, country and year"),
        ({"id": "where-your-eyes-linger-kr-2020-1"}, "`id` must be “where-your-eyes-linger-kr-2020”"),
        ({"id": "where-your-eyes-linger-kr-2020-22"}, "`id` must be “where-your-eyes-linger-kr-2020”"),
        ({"aliases": "WYEL"}, '`aliases` must be a list of at most 200 texts, not "WYEL".'),
        ({"aliases": None}, "`aliases` must be a list of at most 200 texts, not null."),
        ({"aliases": ["WYEL", 3]}, "`aliases` must be a list of texts of 1 to 300 characters"),
        ({"aliases": ["WYEL", "WYEL"]}, '`aliases` must be without repeats; it holds "WYEL" twice.'),
        ({"aliases": ["a "]}, "`aliases` must be a list of texts of 1 to 300 characters"),
        ({"aliases": [""]}, "`aliases` must be a list of texts of 1 to 300 characters"),
        ({"aliases": [["a"]]}, '`aliases` must be a list of texts of 1 to 300 characters'),
        ({"aliases": ["y" * 301]}, "`aliases` must be a list of texts of 1 to 300 characters"),
        ({"aliases": [str(n) for n in range(201)]}, "`aliases` must be a list of at most 200 texts"),
        ({"episodes": 0}, "`episodes` must be a whole number from 1 to 10,000, not 0."),
        ({"episodes": 1e9}, "`episodes` must be a whole number from 1 to 10,000, not 1000000000.0."),
        ({"minutes": 601}, "`minutes` must be a whole number from 1 to 600, not 601."),
        ({"minutes": -5}, "`minutes` must be a whole number from 1 to 600, not -5."),
        ({"popularity": 101}, "`popularity` must be a whole number from 0 to 100, not 101."),
        ({"status": "ended"}, '`status` must be one of announced, airing, finished, not "ended".'),
        ({"first_aired": "2020-02-30"}, '`first_aired` must be a real date such as 2024-10-21, not "2020-02-30".'),
        ({"first_aired": "22.05.2020"}, "`first_aired` must be a real date such as 2024-10-21"),
        ({"first_aired": "20200522"}, "`first_aired` must be a real date such as 2024-10-21"),
        ({"first_aired": "2024-05-22"}, '`first_aired` must be in or next to the year 2020, not "2024-05-22".'),
        ({"ending": "tragic"}, '`ending` must be one of happy, bittersweet, sad, open, not "tragic".'),
        ({"based_on": "novel"}, '`based_on` must be an object with author, kind, title, not "novel".'),
        ({"based_on": {"kind": "novel"}}, "`based_on.title` is missing."),
        ({"based_on": {"kind": "novel", "title": "A", "by": "B"}}, "`based_on` must be an object with author"),
        ({"poster": {"url": "http://a.example/p.png", "source": "s"}}, "`poster.url` must be an address that starts"),
        ({"poster": {"url": "https://a.example/p q", "source": "s"}}, "`poster.url` must be an address that starts"),
        ({"poster": {"url": "https://a.example/p.png"}}, "`poster.source` is missing."),
        (
            {"poster": {"url": "https://a.example/p.png", "source": "s", "adult": 1}},
            "`poster.adult` must be true or false",
        ),
        ({"premise": "x" * 201}, "`premise` must be text of 1 to 200 characters without blanks at its ends"),
        ({"overview": {"text": "A"}}, "`overview.source` is missing."),
        ({"website": "http://a.example"}, "`website` must be an address that starts with https://"),
        ({"sources": "TVmaze"}, "`sources` must be a list of at most 200 texts"),
        ({"ids": {"mdl": 5}}, "`ids.mdl` must be text"),
        ({"ids": {"": "5"}}, "`ids` must be an object whose keys are names of services"),
        ({"ids": ["mdl"]}, "`ids` must be an object from service to id"),
        ({"titel": "x"}, 'there is no field "titel"; did you mean `title`?'),
        ({"synopsis!": "x"}, 'there is no field "synopsis!".'),
        ({"title": "Linger\x00"}, "`title` must be free of control and invisible characters; it holds U+0000."),
        ({"aliases": ["a\u202eb"]}, "`aliases` must be free of control and invisible characters; it holds U+202E."),
        ({"aliases": ["a\tb"]}, "`aliases` must be free of control and invisible characters; it holds U+0009."),
        ({"aliases": ["a\ud800"]}, "`aliases` must be free of control and invisible characters; it holds U+D800."),
        ({"ids": {"m\u200bdl": "5"}}, "`ids` must be free of control and invisible characters; it holds U+200B."),
    ],
)  # fmt: skip
def test_a_bad_line_is_refused_in_one_sentence_with_file_line_and_field(
    change: dict[str, object], complaint: str
) -> None:
    assert refused(json.dumps(GOOD | change)).startswith(complaint)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"genres": ["romanse"]}, "`genres` must be terms of the vocabulary (did you mean “romance”?)"),
        ({"tropes": ["xyz"]}, '`tropes` must be terms of the vocabulary, not "xyz".'),
        ({"tropes": ["slowburn"]}, "`tropes` must be terms of the vocabulary (did you mean “slow-burn”?)"),
        ({"content_notes": ["romance"]}, "`content_notes` must be terms of the vocabulary"),
        ({"based_on": {"kind": "opera", "title": "A"}}, "`based_on.kind` must be terms of the vocabulary"),
    ],
)
def test_an_unknown_word_is_refused_only_when_a_vocabulary_is_given(
    change: dict[str, object], complaint: str, vocabulary: Vocabulary
) -> None:
    line = json.dumps(GOOD | change)
    assert refused(line, vocabulary).startswith(complaint)
    assert parse_series(line, file="mine.jsonl", line=7).title == GOOD["title"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "expected one JSON object, and this is not valid JSON"),
        ("[]", "expected one JSON object, not []"),
        ("null", "expected one JSON object, not null"),
        ('{"title": "a\x01"}', "expected one JSON object, and this is not valid JSON"),
        ('{"year": ' + "9" * 5000 + "}", "expected one JSON object, and this is not valid JSON"),
        ("[" * 90_000, "expected one JSON object, and this is not valid JSON"),
        ('{"title": "A", "title": "B"}', "the field `title` is there twice"),
        ('{"title": "' + "a" * 100_000 + '"}', "a line holds at most 100,000 characters; this one has 100,013"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_record_is_refused(text: str, complaint: str) -> None:
    assert refused(text).startswith(complaint)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e400"])
def test_numbers_that_are_none_are_refused(value: str) -> None:
    line = json.dumps(GOOD)[:-1] + f', "episodes": {value}}}'
    assert refused(line).startswith("`episodes` must be a whole number from 1 to 10,000")


def test_a_complaint_shows_no_control_character_and_is_short() -> None:
    message = refused(json.dumps(GOOD | {"country": "\u202e\x07" + "K" * 500}))
    assert message.isprintable()
    assert len(message) < 200


@pytest.mark.parametrize("field", ["title", "country", "year", "kind"])
def test_a_field_that_every_series_needs_is_said_to_be_missing(field: str) -> None:
    without = {name: value for name, value in GOOD.items() if name != field}
    assert refused(json.dumps(without)) == f"`{field}` is missing."


def test_the_id_may_be_left_out() -> None:
    without = {name: value for name, value in GOOD.items() if name != "id"}
    assert parse_series(json.dumps(without), file="mine.jsonl", line=1).id == GOOD["id"]


def test_two_series_with_one_id_are_refused_unless_the_second_is_numbered() -> None:
    first, second = json.dumps(GOOD), json.dumps(GOOD | {"title": "Where your eyes linger!"})
    with pytest.raises(CatalogueError, match=r"mine.jsonl, line 3: `id` “where.* is on line 1 too"):
        list(read_series([first, "\n", second], file="mine.jsonl"))
    numbered = json.dumps(GOOD | {"title": "Where your eyes linger!", "id": f"{GOOD['id']}-2"})
    assert len(list(read_series([first, numbered], file="mine.jsonl"))) == 2


def test_reading_is_lazy_so_a_bad_line_does_not_hide_the_good_ones_before_it() -> None:
    series = read_series([json.dumps(GOOD), "{"], file="mine.jsonl")
    assert next(series).id == GOOD["id"]
    with pytest.raises(CatalogueError, match="line 2"):
        next(series)


def test_a_file_is_read_with_its_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD).encode() + b"\r\n\r\n")
    assert [one.id for one in read_series_file(path)] == [GOOD["id"]]


def test_a_file_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_bytes(json.dumps(GOOD).encode() + b"\n" + '{"title": "시선"}'.encode("euc-kr"))
    with pytest.raises(CatalogueError, match=r"mine\.jsonl, line 2: expected text in UTF-8"):
        list(read_series_file(path))


def test_a_file_without_line_ends_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_bytes(json.dumps(GOOD).encode() + b"\n" + bytes(3_000_000))
    with pytest.raises(CatalogueError, match=r"mine\.jsonl, line 2: a line holds at most 100,000 characters\."):
        list(read_series_file(path))


def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="cannot be read: Is a directory"):
        list(read_series_file(tmp_path))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"none\.jsonl cannot be read: No such file"):
        list(open_lines(tmp_path / "none.jsonl"))


EDGE = {"source_id": "a-kr-2020", "kind": "remake", "target_id": "b-th-2022"}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"target_id": "a-kr-2020"}, "`target_id` must be another series than `source_id`"),
        ({"target_id": "c-kr-2020"}, '`target_id` must be the id of a series of the catalogue, not "c-kr-2020".'),
        ({"source_id": "c-kr-2020"}, "`source_id` must be the id of a series of the catalogue"),
        ({"source_id": None}, "`source_id` must be text of 1 to 300 characters"),
        ({"kind": "inspired"}, "`kind` must be one of paved-the-way, remake, sequel, season, same-source, spin-off"),
        ({"note": ""}, "`note` must be text of 1 to 300 characters"),
        ({"notes": "x"}, 'there is no field "notes"; did you mean `note`?'),
    ],
)  # fmt: skip
def test_a_bad_edge_is_refused(change: dict[str, object], complaint: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        parse_lineage(json.dumps(EDGE | change), file="l.jsonl", line=2, known={"a-kr-2020", "b-th-2022"})
    assert caught.value.args[0].startswith(f"l.jsonl, line 2: {complaint}")


def test_an_edge_without_kind_is_refused() -> None:
    with pytest.raises(CatalogueError, match="`kind` is missing"):
        parse_lineage('{"source_id": "a", "target_id": "b"}', file="l.jsonl", line=1)


def test_an_edge_and_its_opposite_cannot_both_stand() -> None:
    back = EDGE | {"source_id": EDGE["target_id"], "target_id": EDGE["source_id"]}
    with pytest.raises(CatalogueError, match=r"line 2: line 1 says the opposite"):
        list(read_lineage([json.dumps(EDGE), json.dumps(back)], file="l.jsonl"))


def test_an_edge_is_there_once_and_same_source_reads_both_ways() -> None:
    back = {"source_id": EDGE["target_id"], "kind": "same-source", "target_id": EDGE["source_id"]}
    lines = [json.dumps(EDGE), json.dumps(EDGE | {"kind": "same-source"})]
    assert len(list(read_lineage(lines, file="l.jsonl"))) == 2
    with pytest.raises(CatalogueError, match=r"line 3: the same edge is on line 2"):
        list(read_lineage([*lines, json.dumps(back)], file="l.jsonl"))


# Text that a catalogue accepts: no control, surrogate or invisible characters, no blanks at the ends.
_texts = (
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Cn"]), min_size=1, max_size=40)
    .map(str.strip)
    .filter(bool)
)
_lists = st.lists(_texts, max_size=4, unique=True).map(tuple)


@st.composite
def all_series(draw: st.DrawFn) -> Series:
    title, country, year = draw(_texts), draw(st.sampled_from(sorted(COUNTRIES))), draw(st.integers(1930, 2100))
    number = draw(st.sampled_from(["", "-2", "-9"]))
    maybe_text = st.none() | _texts
    return Series(
        id=series_id(title, country, year) + number,
        title=title,
        country=country,
        year=year,
        kind=draw(st.sampled_from(list(Kind))),
        native_title=draw(maybe_text),
        aliases=draw(_lists),
        episodes=draw(st.none() | st.integers(1, 10_000)),
        minutes=draw(st.none() | st.integers(1, 600)),
        status=draw(st.none() | st.sampled_from(STATUSES)),
        first_aired=draw(st.none() | st.just(f"{year}-02-28")),
        networks=draw(_lists),
        directors=draw(_lists),
        writers=draw(_lists),
        cast=draw(_lists),
        couples=draw(_lists),
        genres=draw(_lists),
        tropes=draw(_lists),
        content_notes=draw(_lists),
        ending=draw(st.none() | st.sampled_from(list(Ending))),
        based_on=draw(st.none() | st.builds(SourceWork, _texts, _texts, maybe_text)),
        poster=draw(st.none() | st.builds(Poster, st.just("https://pictures.example/p.png"), _texts, st.booleans())),
        premise=draw(maybe_text),
        overview=draw(st.none() | st.builds(Overview, _texts, _texts)),
        website=draw(st.none() | st.just("https://shown.example/it")),
        sources=draw(_lists),
        popularity=draw(st.integers(0, 100)),
        ids=draw(st.dictionaries(_texts, _texts, max_size=3)),
    )


@settings(deadline=None, max_examples=50)
@given(all_series(), st.booleans())
def test_what_is_written_is_read_back(series: Series, ascii_only: bool) -> None:
    text = json.dumps(to_record(series), ensure_ascii=ascii_only)
    assert parse_series(text, file="mine.jsonl", line=1) == series


@settings(deadline=None, max_examples=40)
@given(all_series())
def test_a_record_keeps_the_order_of_the_fields_and_leaves_out_what_is_empty(series: Series) -> None:
    record = to_record(series)
    assert list(record) == [name for name in FIELDS if name in record]
    assert all(value not in (None, [], {}, "", 0) for value in record.values())


@settings(deadline=None, max_examples=40)
@given(_texts, _texts, st.sampled_from(list(LineageKind)), st.none() | _texts)
def test_an_edge_that_is_written_is_read_back(source: str, target: str, kind: LineageKind, note: str | None) -> None:
    edge = Lineage(source, target + "-of-another", kind, note)
    assume(edge.source_id != edge.target_id)
    assert parse_lineage(json.dumps(to_lineage_record(edge)), file="l.jsonl", line=1) == edge


_json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None, max_examples=100)
@given(st.dictionaries(st.sampled_from(FIELDS), _json_values, max_size=3))
def test_whatever_a_line_holds_it_is_read_or_refused_with_its_place(change: dict[str, object]) -> None:
    complaint = ""
    try:
        parse_series(json.dumps(GOOD | change), file="mine.jsonl", line=7)
    except CatalogueError as error:
        complaint = str(error)
    assert not complaint or complaint.startswith(PLACE)
    assert "\n" not in complaint


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=60))
def test_whatever_a_line_is_it_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(CatalogueError, match=r"mine\.jsonl, line 7: "):
        parse_series(text, file="mine.jsonl", line=7)


def test_the_examples_of_the_documentation_are_good_lines() -> None:
    folder = catalogue_folder()
    text = (Path(__file__).parents[3] / "docs" / "catalogue.md").read_text("utf-8")
    series, edge, _term = re.findall(r"```json\n(.+?)\n```", text)
    parsed = parse_series(series, file="catalogue.md", line=1, vocabulary=load_vocabulary(folder))
    assert json.dumps(to_record(parsed), ensure_ascii=False) == series
    assert to_lineage_record(parse_lineage(edge, file="catalogue.md", line=1)) == json.loads(edge)


def test_the_documentation_names_every_field() -> None:
    text = (Path(__file__).parents[3] / "docs" / "catalogue.md").read_text("utf-8")
    assert [field for field in FIELDS if f"`{field}`" not in text] == []
    assert [kind for kind in LineageKind if f"`{kind.value}`" not in text] == []
