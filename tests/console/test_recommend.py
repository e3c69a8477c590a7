"""`linger recommend`: answers for operators and scripts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main

LINES = [
    {
        "id": "a-kr-2020",
        "title": "A",
        "country": "KR",
        "year": 2020,
        "kind": "bl",
        "directors": ["Hwang"],
        "episodes": 8,
    },
    {
        "id": "b-kr-2021",
        "title": "B",
        "country": "KR",
        "year": 2021,
        "kind": "bl",
        "directors": ["Hwang"],
        "episodes": 9,
    },
    {"id": "c-th-2022", "title": "C", "country": "TH", "year": 2022, "kind": "bl", "popularity": 90, "episodes": 16},
    {"id": "d-th-2022", "title": "D", "country": "TH", "year": 2022, "kind": "gl", "popularity": 40},
]


@pytest.fixture
def catalogue(tmp_path: Path) -> str:
    path = tmp_path / "series.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in LINES), encoding="utf-8")
    return str(path)


def answers(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    assert main(["recommend", "--json", *arguments]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["recommend", *arguments]) == 2
    captured = capsys.readouterr()
    (line,) = captured.err.splitlines()
    return line


def test_a_liked_series_brings_its_directors_other_work_first(
    catalogue: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = answers(capsys, "--like", "A", "--catalogue", catalogue)
    assert found[0]["id"] == "b-kr-2021"
    assert ["director", "Hwang"] in found[0]["because"][0]["shared"]
    assert "a-kr-2020" not in {one["id"] for one in found}


def test_without_a_taste_the_best_known_of_several_kinds_and_countries_come(
    catalogue: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [one["id"] for one in answers(capsys, "--limit", "3", "--catalogue", catalogue)]
    assert sorted(found)[1:] == ["c-th-2022", "d-th-2022"]
    assert len(found) == 3


def test_what_comes_near_a_mood_fills_the_list_and_says_what_it_lacks(
    catalogue: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = answers(capsys, "--mood", "korean, under 9 episodes", "--catalogue", catalogue)
    assert [(one["id"], one["lacks"]) for one in found] == [("a-kr-2020", []), ("b-kr-2021", ["episodes:..8"])]
    assert main(["recommend", "--mood", "korean, under 9 episodes", "--catalogue", catalogue]) == 0
    assert "Lacks: at most 8 episodes" in " ".join(capsys.readouterr().out.replace("│", " ").split())


def test_a_mood_lets_only_what_fits_in_and_says_how_it_was_read(
    catalogue: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["recommend", "--json", "--mood", "under 10 episodes, no gl, qqqqq", "--catalogue", catalogue]) == 0
    captured = capsys.readouterr()
    assert [json.loads(line)["id"] for line in captured.out.splitlines()] == ["a-kr-2020", "b-kr-2021"]
    assert "at most 9 episodes" in captured.err
    assert "qqqqq" in captured.err


def test_people_read_a_table_with_reasons(catalogue: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recommend", "--like", "A", "--catalogue", catalogue]) == 0
    out = capsys.readouterr().out
    assert "A: Hwang" in out
    assert "2021" in out


def test_the_bundled_catalogue_answers_a_misspelt_title(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recommend", "--like", "love in the big citty", "--mood", "slow burn", "--limit", "3"]) == 0
    assert "is taken for Love in the Big City" in " ".join(capsys.readouterr().out.split())


def test_mistakes_are_one_sentence_that_names_them(catalogue: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "“zzzzqqqq”" in refusal(capsys, "--like", "zzzzqqqq", "--catalogue", catalogue)
    assert "0" in refusal(capsys, "--limit", "0")
    assert "absent.jsonl" in refusal(capsys, "--catalogue", "absent.jsonl")


def test_filters_that_leave_nothing_name_the_one_to_drop(catalogue: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recommend", "--mood", "korean, over 900 episodes", "--catalogue", catalogue]) == 2
    assert "Leave out “over 900 episodes” and 2 series fit." in capsys.readouterr().err


def test_a_mood_may_name_a_title_and_a_later_season_gives_way_to_its_first(capsys: pytest.CaptureFixture[str]) -> None:
    found = [one["id"] for one in answers(capsys, "--mood", "something like all of us are dead", "--limit", "10")]
    assert "squid-game-kr-2021" in found
    assert "squid-game-season-2-kr-2024" not in found
    assert "all-of-us-are-dead-kr-2022" not in found


def test_shares_are_printed_for_operators(catalogue: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recommend", "--like", "A", "--explain", "--catalogue", catalogue]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "B (KR 2021): 0." in out
    assert "100% A: country KR" in out
    assert "director Hwang" in out
