"""`linger search` as an operator or a script meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.console.terminal import Done, linger, refused

ROOT = Path(__file__).parent.parent.parent
RECORDS = (
    {"id": "quiet-harbour-kr-2031", "title": "Quiet Harbour", "country": "KR", "year": 2031, "kind": "bl"},
    {"id": "loud-harbour-th-2030", "title": "Loud Harbour", "country": "TH", "year": 2030, "kind": "gl"},
)


def program(*arguments: str) -> subprocess.CompletedProcess[str]:
    """As whoever types it meets it: a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "bot", "search", *arguments],
        errors="surrogateescape",
        encoding="utf-8",
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "140"},
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        check=False,
    )


def search(*arguments: object, typed: bytes = b"") -> Done:
    """In this process, which has imported everything; that alone takes half a second."""
    return linger("search", *arguments, typed=typed)


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "more.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in RECORDS), encoding="utf-8")
    return path


def test_the_bundled_catalogue_is_searched_and_shown_as_a_table() -> None:
    done = program("love", "in", "big", "citty")
    assert done.returncode == 0, done.stderr
    assert "Love in the Big City" in done.stdout
    assert "love-in-the-big-city-kr-2024" in done.stdout


def test_json_gives_one_object_for_each_line_of_standard_input(catalogue: Path) -> None:
    done = search("--stdin", "--json", "--catalogue", str(catalogue), typed=b"quiet\nhabour\nqqqqq\n")
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert [answer["query"] for answer in answers] == ["quiet", "habour", "qqqqq"]
    assert answers[0]["results"][0] == {
        "id": "quiet-harbour-kr-2031",
        "title": "Quiet Harbour",
        "country": "KR",
        "year": 2031,
        "score": answers[0]["results"][0]["score"],
        "matched": "Quiet Harbour",
    }
    assert 0 < answers[0]["results"][0]["score"] <= 100
    assert {result["id"] for result in answers[1]["results"]} == {record["id"] for record in RECORDS}
    assert answers[2]["results"] == []
    assert all(isinstance(answer["took_us"], int) for answer in answers)


def test_several_catalogues_are_searched_together(catalogue: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    record = {**RECORDS[0], "id": "old-harbour-jp-2029", "title": "Old Harbour", "country": "JP", "year": 2029}
    other.write_text(json.dumps(record) + "\n", encoding="utf-8")
    done = search("harbour", "--json", "--catalogue", str(catalogue), "--catalogue", str(other))
    assert len(json.loads(done.out)["results"]) == 3


def test_no_more_results_than_the_limit_are_shown() -> None:
    done = search("love", "--json", "--limit", "3")
    assert len(json.loads(done.out)["results"]) == 3


@pytest.mark.parametrize("limit", ["0", "26", "-1", "many", "1.5", ""])
def test_a_limit_out_of_bounds_is_refused(limit: str) -> None:
    refused(search("love", f"--limit={limit}"), "--limit", "1 to 25")


@pytest.mark.parametrize("arguments", [(), ("",), ("  ", " ")])
def test_an_empty_query_is_refused(arguments: tuple[str, ...]) -> None:
    refused(search(*arguments), "query is empty")


def test_a_query_both_ways_is_refused() -> None:
    refused(search("love", "--stdin", typed=b"love\n"), "--stdin")


def test_a_file_that_does_not_exist_is_named(tmp_path: Path) -> None:
    refused(search("love", "--catalogue", str(tmp_path / "nowhere.jsonl")), "nowhere.jsonl")


def test_a_bad_line_of_a_catalogue_is_named(catalogue: Path) -> None:
    with catalogue.open("a", encoding="utf-8") as file:
        file.write("{not json\n")
    refused(search("love", "--catalogue", str(catalogue)), "more.jsonl", "line 3")


@pytest.mark.parametrize(("typed", "part"), [(b"love\n\nair\n", "line 2"), (b"love\n\xff\xfe\n", "line 2")])
def test_a_bad_line_of_standard_input_is_named(typed: bytes, part: str) -> None:
    done = search("--stdin", "--json", typed=typed)
    assert done.status == 2
    assert part in done.err
    assert len(done.out.splitlines()) == 1, "what came before the bad line is answered"


def test_a_query_of_any_characters_is_answered() -> None:
    done = program("--json", "--", "\u202e(?:a+)+$ \U0001f525 [bold]x[/bold] --limit")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["results"] == []
