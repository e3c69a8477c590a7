"""One translation function, the language of the person, catalogues dropped in without touching code."""

from pathlib import Path

import pytest

from bot import i18n
from bot.i18n import _, _n, current_locale, languages, speaking


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
    i18n._translations.cache_clear()
    yield
    i18n._translations.cache_clear()


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
