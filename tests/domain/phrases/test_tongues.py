"""Moods in every language: the same table in each, and what may never happen in any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import i18n
from bot.domain.catalogue import load_vocabulary
from bot.domain.phrases.places import COUNTRY_WORDS
from bot.domain.phrases.tongues import in_english
from bot.domain.phrases.tongues.lexicon import TONGUES
from bot.domain.vocabulary import FACETS
from bot.i18n import speaking
from bot.resources import catalogue_folder
from bot.ui.series.words import country_name
from tests.domain.phrases.moods import FOLDER, Mood, score_abroad, table_abroad, understood


def _abroad() -> list[tuple[str, str, frozenset[str]]]:
    rows, expected = [], frozenset[str]()
    for line in (FOLDER / "moods_abroad.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            expected = frozenset(line[1:].split())
        elif line and not line.startswith("#"):
            code, _colon, phrase = line.partition(": ")
            rows.append((code, phrase, expected))
    return rows


ROWS = _abroad()
ALL_LANGUAGES = i18n.languages()  # before any fixture hides them


@pytest.mark.languages
@pytest.mark.parametrize(("code", "phrase", "expected"), ROWS)
def test_a_mood_is_understood_in_every_language(code: str, phrase: str, expected: frozenset[str]) -> None:
    with speaking(code):
        assert understood(phrase) == expected


@pytest.mark.languages
@pytest.mark.parametrize(("code", "moods"), table_abroad("moods_abroad_tried").items())
def test_moods_of_a_language_that_were_worked_on_are_read_right(code: str, moods: list[Mood]) -> None:
    with speaking(code):
        got = {mood.text: understood(mood.text) - mood.allowed for mood in moods}
    assert got == {mood.text: mood.expected for mood in moods}


@pytest.mark.languages
def test_of_a_round_in_every_language_nearly_all_is_right_and_nothing_is_the_contrary() -> None:
    last = score_abroad("moods_abroad_last")
    assert last.phrases >= 80
    assert last.share >= 0.95
    assert last.opposites == 0


def test_every_mood_of_the_table_stands_in_every_language() -> None:
    counts = {code: sum(1 for row in ROWS if row[0] == code) for code in {row[0] for row in ROWS}}
    assert len(set(counts.values())) == 1, counts
    assert {code.split("-")[0] for code in counts} == {"en", *(tongue.code for tongue in TONGUES)}


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda tongue: tongue.code)
def test_all_that_a_language_can_say_asks_for_one_thing(tongue) -> None:  # type: ignore[no-untyped-def]
    for english in set(tongue.words.values()) - {"or", "and", "but", "with", "without"}:
        assert len(understood(english)) == 1, english


@pytest.mark.parametrize(
    "phrase",
    ["slow burn korean, no cheating", "Bad Buddy", "lang und kurz", "con air", "un bon film", "Bright Vachirawit"],
)
def test_what_an_english_reader_types_stays_as_it_is(phrase: str) -> None:
    assert in_english(phrase, "en-US") == phrase


@pytest.mark.parametrize(("phrase", "name"), [("이민호 로맨스", "이민호"), ("ไบร์ท วชิรวิชญ์ โรแมนติก", "ไบร์ท วชิรวิชญ์")])
def test_names_between_known_words_stay_whole(phrase: str, name: str) -> None:
    assert name in in_english(phrase, "ko")


@given(st.text(max_size=200), st.sampled_from([tongue.code for tongue in TONGUES]))
def test_any_text_is_put_into_something(text: str, code: str) -> None:
    assert len(in_english(text, code)) <= 40 * len(text) + 40


@pytest.mark.parametrize(
    ("code", "phrase", "expected"),
    [
        ("ko", "숨긴 사랑", set()),  # hidden; not 긴, long
        ("ko", "긴 드라마", {"total:1200.."}),
        ("ko", "긴장감 있는 로맨스", {"genres:romance"}),
        ("ko", "무로맨스", set()),  # without romance is not with it
        ("ko", "따뜻한로맨스", {"genres:romance", "tropes:feel-good"}),  # written without its blank
        ("ko", "의사들이 나오는 힐링", {"tropes:doctors", "tropes:healing"}),
        ("ko", "경찰서", set()),
        ("th", "อะโรแมนติก", {"tropes:ace-aro"}),  # aromantic; not โรแมนติก
        ("th", "ฮาวาย", set()),  # Hawaii; not วาย
        ("th", "หมอนวด", set()),
        ("th", "เยาวชน", set()),  # its vowel stands before it; not ยาว
        ("th", "ซีรีส์วายไม่มีคนตาย", {"kinds:bl", "-content_notes:character-death"}),
        ("ja", "アロマンティック", {"tropes:ace-aro"}),
    ],
)
def test_a_word_is_not_found_within_another(code: str, phrase: str, expected: set[str]) -> None:
    with speaking(code):
        assert understood(phrase) == expected


VOCABULARY = load_vocabulary(catalogue_folder())
LABELS = [(facet, term) for facet in FACETS for term in VOCABULARY.facet(facet).values()]
# Said of series it asks for nothing ("drama"), or in numbers for the same.
ASKED_OTHERWISE = {"drama": set(), "short-episodes": {"minutes:..30"}}


@pytest.mark.languages
@pytest.mark.parametrize("code", ALL_LANGUAGES)
def test_what_a_card_calls_something_is_understood_when_it_is_typed(code: str) -> None:
    misread = {}
    with speaking(code):
        for facet, term in LABELS:
            label, expected = VOCABULARY.label(term), ASKED_OTHERWISE.get(term.id, {f"{facet}:{term.id}"})
            got = understood(label)
            if got != expected and not (facet == "source_kinds" and {key.split(":")[1] for key in got} == {term.id}):
                misread[label] = got
    assert misread == {}


@pytest.mark.languages
@pytest.mark.parametrize("code", ALL_LANGUAGES)
def test_what_a_card_calls_a_country_is_understood_when_it_is_typed(code: str) -> None:
    with speaking(code):
        names = {country: country_name(country) for country in set(COUNTRY_WORDS.values())}
        assert {name: understood(name) for name in names.values()} == {
            name: {f"country:{country}"} for country, name in names.items()
        }


@pytest.mark.languages
@pytest.mark.parametrize(
    ("code", "phrase", "expected"),
    [
        ("es-ES", "thai bl, no bulying", {"country:TH", "kinds:bl", "-content_notes:bullying"}),  # English, misspelt
        ("es-ES", "quiero gente en la oficina", {"tropes:workplace"}),  # "gente" is no misspelt genie
        ("fr", "une histoire de vengeance", {"tropes:revenge"}),
    ],
)
def test_words_of_another_language_are_no_misspelt_english(code: str, phrase: str, expected: set[str]) -> None:
    with speaking(code):
        assert understood(phrase) == expected
