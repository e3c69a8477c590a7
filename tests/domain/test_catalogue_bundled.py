"""The catalogue that comes with the program: what it promises to search, cards and recommendations."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from itertools import combinations

import pytest
from rapidfuzz import fuzz

from bot.domain.catalogue import Catalogue, load_bundled, to_lineage_record, to_record
from bot.domain.series import Kind, LineageKind, Series
from bot.resources import catalogue_folder


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_bundled(catalogue_folder())


@pytest.fixture(scope="module")
def by_id(catalogue: Catalogue) -> dict[str, Series]:
    return {series.id: series for series in catalogue.series}


def share(series: tuple[Series, ...], field: str) -> float:
    return sum(bool(getattr(one, field)) for one in series) / len(series)


def test_it_is_large_enough_for_day_one(catalogue: Catalogue) -> None:
    assert len(catalogue.series) >= 430
    assert len(catalogue.lineage) >= 80
    kinds = Counter(series.kind for series in catalogue.series)
    assert set(kinds) == set(Kind)
    assert kinds[Kind.BL] + kinds[Kind.GL] + kinds[Kind.QUEER] + kinds[Kind.QUEER_ADJACENT] > 300


def test_every_line_is_written_in_the_one_way_so_that_changes_stay_small() -> None:
    folder = catalogue_folder()
    catalogue = load_bundled(folder)
    lines = (folder / "series.jsonl").read_text("utf-8").splitlines()
    assert lines == [json.dumps(to_record(one), ensure_ascii=False) for one in catalogue.series]
    edges = (folder / "lineage.jsonl").read_text("utf-8").splitlines()
    assert edges == [json.dumps(to_lineage_record(one), ensure_ascii=False) for one in catalogue.lineage]


def test_it_is_sorted_by_id(catalogue: Catalogue) -> None:
    ids = [series.id for series in catalogue.series]
    assert ids == sorted(ids)


@pytest.mark.parametrize(
    ("field", "least"),
    [
        ("native_title", 0.75),
        ("aliases", 0.85),
        ("episodes", 0.9),
        ("cast", 0.85),
        ("genres", 0.95),
        ("tropes", 0.95),
        ("based_on", 0.35),
        ("ids", 0.6),
    ],
)  # fmt: skip
def test_most_series_say_what_matters(catalogue: Catalogue, field: str, least: float) -> None:
    assert share(catalogue.series, field) >= least


def test_the_well_known_ones_can_be_found_by_several_names(catalogue: Catalogue) -> None:
    known = sorted(catalogue.series, key=lambda series: -series.popularity)[:250]
    assert sum(len(series.aliases) >= 2 for series in known) >= 220
    assert sum(len(series.names()) >= 3 for series in known) >= 240


def test_every_name_of_a_series_is_there_once(catalogue: Catalogue) -> None:
    for series in catalogue.series:
        native = [series.native_title] if series.native_title else []
        names = [name.casefold() for name in (series.title, *native, *series.aliases)]
        assert len(names) == len(set(names)), series.id


def test_homonyms_are_told_apart_by_country_and_year(catalogue: Catalogue) -> None:
    by_title: dict[str, list[Series]] = defaultdict(list)
    for series in catalogue.series:
        by_title[series.title.casefold()].append(series)
    homonyms = {title: found for title, found in by_title.items() if len(found) > 1}
    assert {"once again", "reset", "meteor garden", "ossan's love", "love sick", "full house"} <= set(homonyms)
    for found in homonyms.values():
        assert len({(series.country, series.year) for series in found}) == len(found)


@pytest.mark.parametrize(
    ("name", "series_id"),
    [
        ("LITBC", "love-in-the-big-city-kr-2024"),
        ("대도시의 사랑법", "love-in-the-big-city-kr-2024"),
        ("WYEL", "where-your-eyes-linger-kr-2020"),
        ("KP", "kinnporsche-th-2022"),
        ("BBS", "bad-buddy-th-2021"),
        ("ITSAY", "i-told-sunset-about-you-th-2020"),
        ("UWMA", "until-we-meet-again-th-2019"),
        ("CQL", "the-untamed-cn-2019"),
        ("陳情令", "the-untamed-cn-2019"),
        ("陈情令", "the-untamed-cn-2019"),
        ("チェリまほ", "cherry-magic-jp-2020"),
        ("แค่เพื่อนครับเพื่อน", "bad-buddy-th-2021"),
        ("시맨틱 에러", "semantic-error-kr-2022"),
        ("IFYLITA", "i-feel-you-linger-in-the-air-th-2023"),
        ("CLOY", "crash-landing-on-you-kr-2019"),
        ("想見你", "someday-or-one-day-tw-2019"),
    ],
)
def test_what_fans_type_is_written_down(by_id: dict[str, Series], name: str, series_id: str) -> None:
    assert name in by_id[series_id].names()
    assert [series.id for series in by_id.values() if name in series.names()] == [series_id]


def test_no_name_holds_a_note_in_place_of_a_title(catalogue: Catalogue) -> None:
    for series in catalogue.series:
        for name in series.names():
            assert name.isprintable(), series.id
            assert "http" not in name, series.id


def test_a_person_is_written_in_one_way_so_that_recommendations_can_follow_them(catalogue: Catalogue) -> None:
    spellings: dict[str, set[str]] = defaultdict(set)
    for series in catalogue.series:
        for person in (*series.directors, *series.writers, *series.cast):
            spellings["".join(filter(str.isalnum, person.casefold()))].add(person)
    assert [found for found in spellings.values() if len(found) > 1] == []


def test_nobody_is_in_one_cast_twice_under_two_spellings(catalogue: Catalogue) -> None:
    for series in catalogue.series:
        for one, other in combinations(series.cast, 2):
            assert fuzz.ratio(one.casefold(), other.casefold()) < 89 or surname_is_shared(one, other), series.id


def surname_is_shared(one: str, other: str) -> bool:
    """Siblings: in a Thai name the nickname and the given name differ and the family name is the same."""
    first, second = one.split(), other.split()
    return len(first) == len(second) == 3 and first[2] == second[2] and first[0] != second[0]


def test_popularity_tells_the_known_from_the_unknown(catalogue: Catalogue) -> None:
    values = Counter(series.popularity for series in catalogue.series)
    assert len(values) >= 25
    assert 0 not in values
    assert max(values.values()) <= len(catalogue.series) / 8


def test_airing_days_lie_in_the_year_of_the_series(catalogue: Catalogue) -> None:
    for series in catalogue.series:
        if series.first_aired:
            assert int(series.first_aired[:4]) == series.year, series.id


def test_no_episode_count_is_paired_with_a_feature_length_by_mistake(catalogue: Catalogue) -> None:
    for series in catalogue.series:
        if series.episodes and series.minutes:
            assert series.episodes * series.minutes <= 110 * 60, series.id


def test_genres_tropes_and_content_notes_are_used_widely(catalogue: Catalogue) -> None:
    words = catalogue.vocabulary
    used = Counter(term for one in catalogue.series for term in (*one.genres, *one.tropes, *one.content_notes))
    assert sum(term in used for term in words.genres) >= 24
    assert sum(term in used for term in words.tropes) >= 85
    assert sum(term in used for term in words.content_notes) >= 25
    assert all(one.genres for one in catalogue.series if one.kind in {Kind.BL, Kind.GL})


def test_every_kind_of_lineage_is_there(catalogue: Catalogue) -> None:
    kinds = Counter(edge.kind for edge in catalogue.lineage)
    assert set(kinds) == set(LineageKind)


def test_the_first_korean_bl_paved_the_way_for_love_in_the_big_city(catalogue: Catalogue) -> None:
    edge = next(
        edge
        for edge in catalogue.lineage
        if edge.target_id == "love-in-the-big-city-kr-2024" and edge.source_id.startswith("where-your-eyes")
    )
    assert edge.kind is LineageKind.PAVED_THE_WAY
    assert edge.note


def test_nothing_paves_the_way_for_or_continues_what_came_before_it(
    catalogue: Catalogue, by_id: dict[str, Series]
) -> None:
    for edge in catalogue.lineage:
        if edge.kind is not LineageKind.SAME_SOURCE:
            assert by_id[edge.source_id].year <= by_id[edge.target_id].year, edge


def test_the_next_season_is_made_in_the_same_country(catalogue: Catalogue, by_id: dict[str, Series]) -> None:
    for edge in catalogue.lineage:
        if edge.kind in {LineageKind.SEASON, LineageKind.SEQUEL}:
            assert by_id[edge.source_id].country == by_id[edge.target_id].country, edge


def test_a_season_has_one_predecessor_at_most(catalogue: Catalogue) -> None:
    seasons = Counter(edge.target_id for edge in catalogue.lineage if edge.kind is LineageKind.SEASON)
    assert set(seasons.values()) == {1}


def test_what_says_the_same_source_names_the_same_work(catalogue: Catalogue, by_id: dict[str, Series]) -> None:
    for edge in catalogue.lineage:
        if edge.kind is LineageKind.SAME_SOURCE:
            one, other = by_id[edge.source_id].based_on, by_id[edge.target_id].based_on
            assert one is not None, edge
            assert other is not None, edge
            assert (one.title, one.author) == (other.title, other.author), edge
