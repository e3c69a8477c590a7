"""The language of a text, told by its letters and its author's client."""

import pytest

from bot.domain.written_language import LANGUAGES, language_name, language_of
from bot.i18n import speaking


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("It is tender and funny.", "en-US", "en"),
        ("Es tierna y divertida.", "es-ES", "es"),
        ("It is tender and funny.", "ko", "en"),
        ("It is tender and funny.", "th", "en"),
        ("대도시의 사랑법, 정말 좋았어요", "en-GB", "ko"),
        ("ดูแล้วร้องไห้เลย", "en-US", "th"),
        ("とても優しい物語でした", "en-US", "ja"),
        ("チェリまほ 最高", "en-US", "ja"),
        ("非常温柔的故事", "en-US", "zh"),
        ("Дуже ніжна історія", "uk", "uk"),
        ("Очень нежная история", "en-US", "ru"),
        ("!!! 10/10", "pt-BR", "pt"),
        ("", "de", "de"),
        ("", "", "en"),
    ],
)
def test_letters_decide_where_the_client_cannot_be_right(text: str, locale: str, expected: str) -> None:
    assert language_of(text, locale) == expected


def test_languages_are_named_in_words_of_the_sentences_around_them() -> None:
    with speaking("ko"):  # no sentence is translated into Korean, so a Korean name would stand among English ones
        assert language_name("ko") == "Korean"
    assert language_name("ko") == "Korean"
    assert language_name("qqq") == "qqq"
    assert all(language_name(code) != code for code in LANGUAGES)
