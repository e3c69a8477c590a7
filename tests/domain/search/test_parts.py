"""Which season or part was asked for, and which of two equal names."""

from __future__ import annotations

import re

import pytest

from bot.domain.search import SearchIndex, clear_best, is_another_part, without_part
from bot.domain.search.names import comparable, numbers
from bot.domain.search.normalise import key
from bot.domain.series import Kind, LineageKind, Series
from tests.bundled import bundled


@pytest.fixture(scope="module")
def by_id() -> dict[str, Series]:
    return {series.id: series for series in bundled().series}


@pytest.fixture(scope="module")
def index(by_id: dict[str, Series]) -> SearchIndex:
    return SearchIndex(by_id.values())


@pytest.mark.parametrize(
    "typed",
    ["pit babe 3", "2 moons 3", "to my star 3", "sweet home 4", "the glory part 3", "semantic error season 2",
     "squid game season four", "heartstopper s5", "weak hero class 3", "Young Royals IV", "Young Royals V",
     "squid game volume seven", "heartstopper the ninth season", "pit babe three", "sweet home final season",
     "squid game new season", "庆余年第七季", "庆余年七", "เพราะเราคู่กัน ๗", "sweet home 시즌9", "litbc 2"],
)  # fmt: skip
def test_a_season_that_nobody_knows_is_no_other_season(
    index: SearchIndex, by_id: dict[str, Series], typed: str
) -> None:
    assert is_another_part(typed, by_id[index.search(typed)[0].series_id])


@pytest.mark.parametrize(
    "form",
    ["{} 9", "{}9", "{} s9", "{} ss9", "{} S09", "{} season 9", "{} season nine", "{} the ninth season", "{} IX",
     "{} 9th season", "{} part 9", "{} vol 9", "{} volume nine", "{} cour 9", "{} (9)", "{} nine", "{} 시즌9", "{} 9기",
     "{} 第9期", "{} 第九季", "{} シーズン９", "{} ภาค ๙", "{} temporada 9", "{} saison 9", "{} Staffel 9", "{} phần 9",
     "season 9 of {}", "{} final season", "{} thai season 9", "{} season 9 2026"],
)  # fmt: skip
def test_no_series_with_seasons_is_opened_by_a_number_that_it_lacks(
    index: SearchIndex, by_id: dict[str, Series], form: str
) -> None:
    edges = bundled().lineage
    parts = (
        by_id[one] for edge in edges if edge.kind is LineageKind.SEASON for one in (edge.source_id, edge.target_id)
    )
    titles = {re.sub(r"(?: season| part)?[: ]+\d+\Z", "", series.title, flags=re.IGNORECASE) for series in parts}
    assert len(titles) >= 30
    for typed in map(form.format, sorted(titles)):
        found = index.search(typed)
        assert not found or is_another_part(typed, by_id[found[0].series_id]), typed


@pytest.mark.parametrize(
    "typed",
    ["tharntype season 7", "tharntype 7", "TharnType S7", "2 moons 2nd season three",
     "4 minutes season 4", "4 minutes 4", "fourever you 4", "3 will be free season 3", "18 again 18", "23.5 season 5",
     "55:15 season 15", "f4 thailand season 4", "boys over flowers 4", "cutie pie 2 you 2", "history2 right or wrong 2",
     "the eighth sense 8", "ossan's love thailand 3", "a tale of thousand stars season 1000", "my only 12% season 12"],
)  # fmt: skip
def test_a_number_that_tells_something_else_in_the_title_counts_no_season(
    index: SearchIndex, by_id: dict[str, Series], typed: str
) -> None:
    assert is_another_part(typed, by_id[index.search(typed)[0].series_id])


@pytest.mark.parametrize("form", ["{} season {}", "{} {}", "{} part {}", "{} s{}"])
def test_no_number_in_any_title_is_taken_for_a_season_of_it(
    index: SearchIndex, by_id: dict[str, Series], form: str
) -> None:
    tried = 0
    for series in by_id.values():
        names = [comparable(name) for name in series.names()]
        for number in {found for name in names for found in numbers(name) if found.isdecimal() and len(found) < 4}:
            typed = form.format(series.title, number)
            if number == "1" or any(name.endswith(number) or name.startswith(comparable(typed)) for name in names):
                continue
            tried += 1
            found = index.search(typed)
            best = by_id[found[0].series_id] if found else series
            shown = [comparable(name) for name in best.names()]
            counts = any(name.endswith(number) or name.startswith(comparable(typed)) for name in shown)
            assert not found or (counts and best != series) or is_another_part(typed, best), typed
    assert tried >= 30


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tharntype 2", "tharntype-2-7-years-of-love-th-2020"),
        ("tharntype season two", "tharntype-2-7-years-of-love-th-2020"),
        ("7 years of love", "tharntype-2-7-years-of-love-th-2020"),
        ("2 moons 2", "2-moons-2-th-2019"),
        ("2gether season 2", "still-2gether-th-2020"),
        ("to my star 2", "to-my-star-2-our-untold-stories-kr-2022"),
        ("the uncanny counter 2", "the-uncanny-counter-2-counter-punch-kr-2023"),
        ("history 3 trapped", "history3-trapped-tw-2019"),
        ("ossan's love 3", "ossans-love-returns-jp-2024"),
        ("ossan's love thailand", "ossans-love-thailand-th-2025"),
        ("23.5", "23-5-th-2024"),
        ("4minutes", "4-minutes-th-2024"),
        ("f4 thailand", "f4-thailand-boys-over-flowers-th-2021"),
    ],
)
def test_a_season_that_a_title_counts_before_other_words_is_found(
    index: SearchIndex, by_id: dict[str, Series], typed: str, expected: str
) -> None:
    best = index.search(typed)[0].series_id
    assert best == expected
    assert not is_another_part(typed, by_id[best])


def test_every_name_of_every_series_is_a_name_and_no_other_part(index: SearchIndex, by_id: dict[str, Series]) -> None:
    for series in by_id.values():
        for name in (series.title, *series.aliases):
            assert not is_another_part(name, series), name


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("pit babe 2", "pit-babe-2-th-2025"),
        ("pit babe season two", "pit-babe-2-th-2025"),
        ("sweet home season three", "sweet-home-season-3-kr-2024"),
        ("the glory part two", "the-glory-part-2-kr-2023"),
        ("squid game 1", "squid-game-kr-2021"),
        ("reset 2025", "reset-th-2025"),
        ("love in the big city 2024", "love-in-the-big-city-kr-2024"),
        ("2gether", "2gether-th-2020"),
        ("reply 1988", "reply-1988-kr-2015"),
        ("2521", "twenty-five-twenty-one-kr-2022"),
        ("庆余年2", "joy-of-life-season-2-cn-2024"),
        ("10 things i want to do before 40", "10-things-i-want-to-do-before-i-turn-40-jp-2025"),
    ],
)
def test_what_names_do_count_is_found_as_before(
    index: SearchIndex, by_id: dict[str, Series], typed: str, expected: str
) -> None:
    best = index.search(typed)[0].series_id
    assert best == expected
    assert not is_another_part(typed, by_id[best])


@pytest.mark.parametrize(
    "written", ["season two", "second season", "2nd season", "season 2", "S2", "Season II", "part two", "volume two"]
)
def test_every_way_of_counting_a_season_reads_alike(written: str) -> None:
    assert key(f"pit babe {written}") == "pit babe 2"


def test_number_words_outside_a_season_stay_words() -> None:
    assert key("season of two") == "season of two"
    assert key("Two Worlds") == "two worlds"
    assert key("V for Vi") == "v for 6"
    assert key("Dear V and I") == "dear v and i"


def test_of_two_equal_names_the_one_written_just_so_is_meant() -> None:
    plain = Series("nisekoi-jp-2018", "Nisekoi", "JP", 2018, Kind.GENERAL, popularity=60)
    marked = Series("nisekoi-jp-2015", "Nisekoi:", "JP", 2015, Kind.GENERAL, popularity=65)
    both = SearchIndex([plain, marked])
    for typed, expected in (("Nisekoi", plain), ("nisekoi ", plain), ("Nisekoi:", marked)):
        found = both.search(typed, favour={marked.id: 0.5, plain.id: 0.5})
        assert found[0].series_id == expected.id
        best = clear_best(found)
        assert best is not None
        assert best.series_id == expected.id
    watched = both.search("Nisekoi", favour={marked.id: 1.0})
    assert watched[0].series_id == marked.id, "what the server watches goes first"
    assert clear_best(watched) is None, "and then it asks"


def test_a_far_better_known_series_is_not_hidden_by_a_mark_in_its_title(index: SearchIndex) -> None:
    assert index.search("cherry magic")[0].series_id == "cherry-magic-jp-2020"


@pytest.mark.parametrize("typed", ["love in the big city 2024 movie", "love in the big city film", "bad buddy movie"])
def test_a_series_is_not_the_film_that_was_asked_for(index: SearchIndex, by_id: dict[str, Series], typed: str) -> None:
    assert is_another_part(typed, by_id[index.search(typed)[0].series_id])


def test_a_film_and_a_series_with_the_word_in_its_name_are_what_was_asked_for() -> None:
    film = Series("a-kr-2024", "A", "KR", 2024, Kind.FILM)
    series = Series("movie-night-kr-2024", "Movie Night", "KR", 2024, Kind.GENERAL)
    assert not is_another_part("a movie", film)
    assert not is_another_part("movie night", series)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Sweet Home season four", "sweet home"),
        ("pit babe 3", "pit babe"),
        ("heartstopper final season", "heartstopper"),
        ("reply 1988", "reply 1988"),
        ("2gether", "2gether"),
    ],
)
def test_what_was_typed_without_its_season(typed: str, expected: str) -> None:
    assert without_part(typed) == expected
