"""What people type finds the series they mean."""

from __future__ import annotations

import pytest

from bot.domain.search import Match, SearchIndex, clear_best
from bot.domain.series import Kind, Series, series_id


def made(title: str, country: str = "KR", year: int = 2020, **more: object) -> Series:
    return Series(
        id=series_id(title, country, year), title=title, country=country, year=year,
        **{"kind": Kind.BL, **more},  # type: ignore[arg-type]  # fields by name, as each example needs
    )  # fmt: skip


CATALOGUE = (
    made("Love in the Big City", year=2024, native_title="대도시의 사랑법", popularity=60, cast=("Nam Yoon Su",)),
    made("Love in the Air", "TH", 2022, native_title="บรรยากาศรัก", popularity=80),
    made("Where Your Eyes Linger", year=2020, native_title="너의 시선이 머무는 곳에", directors=("Hwang Da Seul",)),
    made("To My Star", year=2021, native_title="나의 별에게", directors=("Hwang Da Seul",), popularity=70),
    made("KinnPorsche", "TH", 2022, aliases=("KinnPorsche: The Series", "KP"), couples=("MileApo",), popularity=90),
    made("2gether", "TH", 2020, native_title="เพราะเราคู่กัน", aliases=("2gether: The Series",), popularity=90),
    made("HIStory3: Trapped", "TW", 2019, native_title="HIStory3 - 圈套", popularity=50),
    made("Cherry Magic!", "JP", 2020, native_title="30歳まで童貞だと魔法使いになれるらしい", aliases=("Cherimaho",)),
    made("Reset", "TH", 2025, popularity=40),
    made("Reset", "CN", 2022, native_title="开端", kind=Kind.GENERAL, popularity=80),
    made("Stay with Me", "CN", 2023, kind=Kind.QUEER_ADJACENT, popularity=60),
    made("Stay with Me", "KR", 2014, kind=Kind.GENERAL, popularity=30),
    made("Us", "TH", 2025, kind=Kind.GL, popularity=50),
    made("Pluto: The Series", "TH", 2024, kind=Kind.GL, popularity=55),
    made("Bad Buddy", "TH", 2021, popularity=85),
    made("Semantic Error", year=2022, native_title="시맨틱 에러", popularity=85),
    made("Until We Meet Again", "TH", 2019, aliases=("UWMA",), popularity=75),
    made("Nirvana in Fire", "CN", 2015, native_title="琅琊榜", kind=Kind.GENERAL, popularity=80),
)  # fmt: skip


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    return SearchIndex(CATALOGUE)


def first(index: SearchIndex, query: str) -> Match:
    found = index.search(query)
    assert found, f"nothing found for {query!r}"
    return found[0]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("litbc", "love-in-the-big-city-kr-2024"),
        ("대도시", "love-in-the-big-city-kr-2024"),
        ("love in big citty", "love-in-the-big-city-kr-2024"),
        ("that kinn porshe", "kinnporsche-th-2022"),
        ("2gether", "2gether-th-2020"),
        ("loveinthebigcity", "love-in-the-big-city-kr-2024"),
        ("reset thai 2025", "reset-th-2025"),
        ("stay with me cn", "stay-with-me-cn-2023"),
        ("mileapo", "kinnporsche-th-2022"),
        ("us", "us-th-2025"),
        ("pluto", "pluto-the-series-th-2024"),
        ("history3", "history3-trapped-tw-2019"),
    ],
)
def test_the_series_that_is_meant_comes_first(index: SearchIndex, query: str, expected: str) -> None:
    assert first(index, query).series_id == expected


def test_a_clear_best_match_is_told_from_homonyms(index: SearchIndex) -> None:
    best = clear_best(index.search("kinnporshe"))
    assert best is not None
    assert best.series_id == "kinnporsche-th-2022"
    assert clear_best(index.search("reset")) is None
    assert clear_best([]) is None


@pytest.mark.parametrize("query", ["", " ", "qxzvkj", "how do i cook rice", "🔥", "???"])
def test_nothing_is_offered_when_nothing_comes_close(index: SearchIndex, query: str) -> None:
    assert index.search(query) == []
