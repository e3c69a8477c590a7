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
    made("Cherry Magic!", "JP", 2020, aliases=("Cherimaho", "チェリまほ")),
    made("The Untamed", "CN", 2019, native_title="陈情令", popularity=90),
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


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("lov", "love-in-the-air-th-2022"),
        ("b", "bad-buddy-th-2021"),
        ("사ㄹ", "love-in-the-big-city-kr-2024"),
        ("대돗", "love-in-the-big-city-kr-2024"),
        ("시맨ㅌ", "semantic-error-kr-2022"),
        ("ちぇりまほ", "cherry-magic-jp-2020"),
        ("daedosiui", "love-in-the-big-city-kr-2024"),
        ("bad bdudy", "bad-buddy-th-2021"),
        ("bda buddy", "bad-buddy-th-2021"),
        ("buddy bad", "bad-buddy-th-2021"),
        ("bad my buddy", "bad-buddy-th-2021"),
        ("until again", "until-we-meet-again-th-2019"),
        ("eyes linger", "where-your-eyes-linger-kr-2020"),
        ("s e m a n t i c-error", "semantic-error-kr-2022"),
        ("ｓｅｍａｎｔｉｃ", "semantic-error-kr-2022"),
        ("𝓢𝓮𝓶𝓪𝓷𝓽𝓲𝓬", "semantic-error-kr-2022"),
        ("sémantïc érror", "semantic-error-kr-2022"),
        ("陳情令", "the-untamed-cn-2019"),
        ("陳情", "the-untamed-cn-2019"),
        ("琅琊", "nirvana-in-fire-cn-2015"),
        ("開端", "reset-cn-2022"),
        ("บรรยากาศ", "love-in-the-air-th-2022"),
        ("เพราะเรา", "2gether-th-2020"),
        ("uwma", "until-we-meet-again-th-2019"),
        ("reset 2022", "reset-cn-2022"),
        ("stay with me korean", "stay-with-me-kr-2014"),
        ("pluto gl", "pluto-the-series-th-2024"),
        ("history 3 trapped", "history3-trapped-tw-2019"),
        ("bad buddy the series", "bad-buddy-th-2021"),
    ],
)
def test_every_way_of_typing_leads_there(index: SearchIndex, query: str, expected: str) -> None:
    assert first(index, query).series_id == expected


@pytest.mark.parametrize(
    ("query", "matched", "matched_as"),
    [
        ("bad buddy", "Bad Buddy", "title"),
        ("시맨틱 에러", "시맨틱 에러", "native"),
        ("cherimaho", "Cherimaho", "alias"),
        ("litbc", "Love in the Big City", "acronym"),
        ("hwang da seul", "Hwang Da Seul", "person"),
        ("mileapo", "MileApo", "couple"),
    ],
)
def test_a_match_says_by_which_name_it_was_found(index: SearchIndex, query: str, matched: str, matched_as: str) -> None:
    found = first(index, query)
    assert (found.matched, found.matched_as) == (matched, matched_as)


def test_a_person_leads_to_all_their_series_and_opens_none_unasked(index: SearchIndex) -> None:
    found = index.search("hwang da seul")
    assert [match.series_id for match in found[:2]] == ["to-my-star-kr-2021", "where-your-eyes-linger-kr-2020"]
    assert clear_best(found) is None


def test_homonyms_go_by_what_the_server_watches_then_by_fame_then_by_year() -> None:
    index = SearchIndex(
        [made("Reset", "TH", 2025), made("Reset", "CN", 2022, popularity=80), made("Reset", "KR", 2014)]
    )
    by_fame = [match.series_id for match in index.search("reset")]
    assert by_fame == ["reset-cn-2022", "reset-th-2025", "reset-kr-2014"]
    favoured = index.search("reset", favour={"reset-kr-2014": 0.3})
    assert favoured[0].series_id == "reset-kr-2014"
    asked = index.search("reset", favour={"reset-th-2025": 1.0})
    assert asked[0].series_id == "reset-th-2025"


def test_the_very_name_is_found_among_hundreds_that_are_better_known_and_near() -> None:
    known = [made(f"Love Moon {chr(97 + n // 26)}{chr(97 + n % 26)}", year=2021, popularity=100) for n in range(400)]
    index = SearchIndex([*known, made("Love Moon"), made("Moon Love", year=2019)])
    assert first(index, "love moon").series_id == "love-moon-kr-2020"
    assert first(index, "moon love").series_id == "moon-love-kr-2019"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("reply 1988", "reply-1988-kr-2015"),
        ("1988", "reply-1988-kr-2015"),
        ("reply 1997 2012", "reply-1997-kr-2012"),
        ("reply 1988 korean", "reply-1988-kr-2015"),
        ("korean odyssey", "a-korean-odyssey-cn-2017"),
        ("korea odysey", "a-korean-odyssey-cn-2017"),
        ("show window", "show-window-kr-2021"),
        ("window show", "show-window-kr-2021"),
        ("reply", "reply-1988-kr-2015"),
    ],
)
def test_a_word_that_reads_like_a_hint_is_looked_for_in_names_too(query: str, expected: str) -> None:
    index = SearchIndex(
        [
            *CATALOGUE,
            made("Reply 1988", year=2015, popularity=90),
            made("Reply 1997", year=2012, popularity=80),
            made("A Korean Odyssey", "CN", 2017),
            made("Show Window", year=2021),
        ]
    )
    assert first(index, query).series_id == expected


def test_hints_alone_list_the_best_known_that_fit(index: SearchIndex) -> None:
    found = [match.series_id for match in index.search("thai gl 2025")]
    assert found == ["us-th-2025"]


def test_a_change_is_seen_by_the_next_keystroke() -> None:
    index = SearchIndex(CATALOGUE)
    index.put(made("Bad Buddy", "TH", 2021, aliases=("Nanon and Ohm fight",)))
    assert first(index, "nanon and ohm").series_id == "bad-buddy-th-2021"
    index.put(made("Bad Buddy", "TH", 2021))
    assert "bad-buddy-th-2021" not in [match.series_id for match in index.search("nanon and ohm")]
    index.remove("bad-buddy-th-2021")
    assert index.search("bad buddy") == []
    with pytest.raises(KeyError):
        index.remove("bad-buddy-th-2021")


def test_a_guild_sees_its_own_series_and_its_own_version_of_a_shared_one() -> None:
    index = SearchIndex([made("Bad Buddy", "TH", 2021)])
    index.put(made("Local Legend", "PH", 2024), scope=7)
    index.put(made("Bad Buddy", "TH", 2021, aliases=("Our Best Boys",)), scope=7)
    assert first_id(index, "local legend", 7) == "local-legend-ph-2024"
    assert first_id(index, "local legend", 0) is None
    assert first_id(index, "local legend", 8) is None
    assert first_id(index, "our best boys", 7) == "bad-buddy-th-2021"
    assert first_id(index, "our best boys", 8) is None
    assert len(index.search("bad buddy", scope=7)) == 1
    index.remove("bad-buddy-th-2021", scope=7)
    assert first_id(index, "our best boys", 7) is None
    assert first_id(index, "bad buddy", 7) == "bad-buddy-th-2021"


def test_a_guild_may_hide_a_shared_series_from_itself_only() -> None:
    index = SearchIndex([made("Bad Buddy", "TH", 2021)])
    index.hide("bad-buddy-th-2021", scope=7)
    assert first_id(index, "bad buddy", 7) is None
    assert first_id(index, "bad buddy", 8) == "bad-buddy-th-2021"
    index.show("bad-buddy-th-2021", scope=7)
    assert first_id(index, "bad buddy", 7) == "bad-buddy-th-2021"


def first_id(index: SearchIndex, query: str, scope: int) -> str | None:
    found = index.search(query, scope=scope)
    return found[0].series_id if found else None


def test_a_clear_best_match_is_told_from_homonyms(index: SearchIndex) -> None:
    best = clear_best(index.search("kinnporshe"))
    assert best is not None
    assert best.series_id == "kinnporsche-th-2022"
    assert clear_best(index.search("reset")) is None
    assert clear_best([]) is None


@pytest.mark.parametrize("query", ["", " ", "qxzvkj", "how do i cook rice", "🔥", "???"])
def test_nothing_is_offered_when_nothing_comes_close(index: SearchIndex, query: str) -> None:
    assert index.search(query) == []


def test_the_index_may_change_between_the_steps_of_a_search() -> None:
    for query in ("love in the", "reset 2025", "hwang da seul"):
        index = SearchIndex(CATALOGUE)
        expected = index.search(query)
        steps = index.searching(query)
        assert next(steps) == []
        for one in CATALOGUE:
            index.remove(one.id)
        index.put(made("Something Else Entirely"))
        *_, found = steps
        assert {match.series_id for match in found} <= {match.series_id for match in expected}
        assert found[0] == expected[0]
