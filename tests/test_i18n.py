"""One translation function, the language of the person, catalogues dropped in without touching code."""

from datetime import date, time
from pathlib import Path

import pytest

from bot import i18n
from bot.i18n import (
    _,
    _n,
    current_locale,
    days,
    figure,
    in_turn,
    joined,
    labelled,
    languages,
    percent,
    speaking,
    spoken,
)


@pytest.fixture
def korean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "ko" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "linger.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
        'msgid "Episode {episode}"\nmsgstr "{episode}화"\n\n'
        'msgid "{count} review"\nmsgid_plural "{count} reviews"\nmsgstr[0] "리뷰 {count}개"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(i18n, "LOCALES", tmp_path)


def test_english_is_what_is_written() -> None:
    assert _("Episode {episode}", episode=3) == "Episode 3"
    assert [_n("{count} review", "{count} reviews", n) for n in (1, 2)] == ["1 review", "2 reviews"]


@pytest.mark.usefixtures("korean")
def test_a_language_is_dropped_in_as_one_file() -> None:
    assert languages() == ("en", "ko")
    with speaking("ko"):
        assert _("Episode {episode}", episode=3) == "3화"
        assert _n("{count} review", "{count} reviews", 2) == "리뷰 2개"
    assert _("Episode {episode}", episode=3) == "Episode 3"


@pytest.mark.usefixtures("korean")
def test_a_sentence_without_translation_stays_english() -> None:
    with speaking("ko"):
        assert _("Not translated yet") == "Not translated yet"


@pytest.mark.parametrize("code", ["en-US", "pt-BR", "zh-TW", "xx", "", None])
def test_any_code_of_discord_has_a_locale(code: str | None) -> None:
    with speaking(code):
        assert current_locale().language


@pytest.fixture
def regional(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("es_419", "ja", "pt_BR", "zh_CN", "zh_TW"):
        folder = tmp_path / name / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "linger.po").write_text(f'msgid "Post"\nmsgstr "{name}"\n', encoding="utf-8")
    monkeypatch.setattr(i18n, "LOCALES", tmp_path)


@pytest.mark.usefixtures("regional")
@pytest.mark.parametrize(
    ("code", "answered"),
    [
        ("zh-TW", "zh-TW"),
        ("zh-HK", "zh-TW"),
        ("zh-CN", "zh-CN"),
        ("pt-BR", "pt-BR"),
        ("es-ES", "es-419"),
        ("es-419", "es-419"),
        ("ja", "ja"),
        ("ko", "en"),
        ("en-GB", "en"),
        ("xx", "en"),
        ("", "en"),
    ],
)
def test_a_person_is_answered_in_the_nearest_language_that_they_read(code: str, answered: str) -> None:
    """What is written in another script is no nearer than English."""
    assert spoken(code) == answered
    with speaking(code):
        assert _("Post") == (answered.replace("-", "_") if answered != "en" else "Post")


@pytest.mark.usefixtures("regional")
def test_dates_lists_and_names_of_countries_follow_the_sentences() -> None:
    with speaking("zh-TW"):
        assert current_locale().territories["KR"] == "南韓"
        assert joined(["a", "b", "c"]) == "a、b、c"
    with speaking("zh-CN"):
        assert current_locale().territories["KR"] == "韩国"
    with speaking("ko"):
        assert current_locale().territories["KR"] == "South Korea"
        assert joined(["a", "b", "c"]) == "a, b, c"
    with speaking("en-GB"):
        assert str(current_locale()) == "en_GB"


@pytest.mark.languages
@pytest.mark.parametrize(
    ("code", "said"),
    [("en-US", "a, b; c; {d}"), ("ja", "a, b；c；{d}"), ("zh-TW", "a, b；c；{d}"), ("fr", "a, b ; c ; {d}")],
)
def test_parts_with_commas_of_their_own_are_separated_as_each_language_does_it(code: str, said: str) -> None:
    with speaking(code):
        assert in_turn(["a, b", "c", "{d}"]).replace("\u00a0", " ") == said
        assert in_turn([]) == ""


@pytest.mark.languages
@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en-US", ["Nov 27, 2026", "8:00 PM", "12,345.7", "12%", "Nov 16 – 22, 2026", "a: b"]),
        ("es-419", ["27 nov 2026", "8:00 p.m.", "12,345.7", "12%", "16 – 22 de nov de 2026", "a: b"]),
        ("fr", ["27 nov. 2026", "20:00", "12 345,7", "12 %", "16–22 nov. 2026", "a : b"]),
        ("id", ["27 Nov 2026", "20.00", "12.345,7", "12%", "16–22 Nov 2026", "a: b"]),
        ("ja", ["2026/11/27", "20:00", "12,345.7", "12%", "2026年11月16日～22日", "a：b"]),
        ("ko", ["2026. 11. 27.", "오후 8:00", "12,345.7", "12%", "2026년 11월 16일~22일", "a: b"]),
        ("th", ["27 พ.ย. 2026", "20:00", "12,345.7", "12%", "16–22 พ.ย. 2026", "a: b"]),
    ],
)
def test_days_numbers_and_labels_are_written_as_each_language_does_it(code: str, said: list[str]) -> None:
    week = date(2026, 11, 16), date(2026, 11, 22)
    with speaking(code):
        written = [
            *map(figure, (date(2026, 11, 27), time(20), 12_345.67)),
            percent(0.12),
            days(*week),
            labelled("a", "b"),
        ]
    blanks = str.maketrans(dict.fromkeys("\u2009\u202f\u00a0", " "))
    assert [one.translate(blanks) for one in written] == said


@pytest.mark.languages
def test_a_sentence_writes_what_it_is_given_as_its_language_does() -> None:
    with speaking("de"):
        assert _("{day} {count} {year} {at}", day=date(2026, 11, 27), count=10_000, year=2026, at=time(8)) == (
            "27.11.2026 10.000 2026 08:00"
        )
        assert _("{id} {port} {process} {code}", id=9 * 10**17, port=54_321, process=12_345, code=50_013) == (
            "900000000000000000 54321 12345 50013"
        )
        assert "1.234 " in _n("{count} vote", "{count} votes", 1_234)


@pytest.mark.languages
def test_names_of_several_words_are_told_apart_where_a_blank_separates() -> None:
    with speaking("th"):
        assert joined(["โรแมนติก", "ดราม่า"]) == "โรแมนติก ดราม่า"
        assert joined(["Nam Yoon Su", "Jin Ho Eun"]) == "Nam Yoon Su, Jin Ho Eun"
