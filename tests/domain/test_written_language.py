"""The language of a text, told by its letters and words, and where they are few by its author's client."""

import pytest

from bot.domain.written_language import LANGUAGES, language_name, language_of
from bot.i18n import speaking


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("It is tender and funny.", "en-US", "en"),
        ("Es tierna y divertida.", "es-ES", "es"),
        ("Es tierna y muy divertida, la vi dos veces.", "en-US", "es"),
        ("It is tender and funny, and I saw it twice.", "es-ES", "en"),
        ("É delicada e engraçada, assisti duas vezes.", "en-US", "pt"),
        ("Ceritanya hangat dan lucu, saya nonton dua kali.", "en-GB", "id"),
        ("Die Serie ist zart und komisch, ich sah sie zweimal.", "en-US", "de"),
        ("C'est une série tendre et drôle, vue deux fois.", "en-US", "fr"),
        ("Phim nhẹ nhàng và buồn cười, tôi xem hai lần.", "en-US", "vi"),
        ("Ang ganda ng kuwento, dalawang beses kong pinanood.", "en-US", "tl"),
        ("Serialen er varm og morsom, jeg har set den to gange.", "da", "da"),
        ("https://www.example.org/una/serie/muy/divertida It is tender and so very funny", "es-ES", "en"),
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
def test_letters_and_words_tell_the_language(text: str, locale: str, expected: str) -> None:
    assert language_of(text, locale) == expected


def test_languages_are_named_in_words_of_the_sentences_around_them() -> None:
    with speaking("ko"):  # no sentence is translated into Korean, so a Korean name would stand among English ones
        assert language_name("ko") == "Korean"
    assert language_name("ko") == "Korean"
    assert language_name("qqq") == "qqq"
    assert all(language_name(code) != code for code in LANGUAGES)


def test_the_smaller_tables_say_what_the_library_says() -> None:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    from benchmarks.leak_check import sentences
    from bot.domain.language_tables import load

    library, own = LanguageIdentifier.from_model_file(MODEL_FILE), load(LANGUAGES)
    library.set_languages(LANGUAGES)
    hostile = ["", "\ud800", "¡", "A" * 300, "ALL IN CAPITALS, AND LOUD", "e\u0301 e\u0301", "🌈" * 40]
    for text in [*hostile, *(sentence.text for sentence in sentences()[::5])]:
        assert own.rank(text) == [code for code, _score in library.rank(text)]
    held = own.weights.nbytes + sum(part.itemsize * len(part) for part in (own.edges, own.targets, own.back, own.group))
    assert held < 12_000_000
