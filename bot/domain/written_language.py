"""Which language a text is written in, as far as its letters tell; and languages by their names."""

from __future__ import annotations

from collections import Counter

import regex
from babel import Locale, UnknownLocaleError

from bot.i18n import DEFAULT_LANGUAGE, current_locale, languages

# Languages that an author can choose from; the reader's own name for each comes from CLDR.
LANGUAGES = ("en", "es", "pt", "fr", "de", "it", "pl", "tr", "ru", "id", "vi", "tl", "th", "ko", "ja", "zh", "hi", "ar")

_SCRIPTS = {
    "Latin": "en",
    "Hangul": "ko",
    "Hiragana": "ja",
    "Katakana": "ja",
    "Han": "zh",
    "Thai": "th",
    "Cyrillic": "ru",
    "Arabic": "ar",
    "Devanagari": "hi",
}
_LETTERS = regex.compile("|".join(rf"(?P<{name}>\p{{{name}}}+)" for name in _SCRIPTS))
_SAMPLE = 2_000  # characters; a review does not change its language later on
_LATIN_TOO = frozenset(LANGUAGES) - frozenset(_SCRIPTS.values()) | {"en"}


def language_of(text: str, locale: str) -> str:
    """The language of `text` for an author whose client speaks `locale` (such as "pt-BR"): two or three letters.

    The client's language, unless the letters are not its own: somebody with a Korean client who writes in Latin
    letters is taken to write English. Without letters it is the client's.
    """
    spoken = locale.replace("_", "-").split("-")[0].lower() or "en"
    counts: Counter[str] = Counter()
    for found in _LETTERS.finditer(text[:_SAMPLE]):
        counts[str(found.lastgroup)] += found.end() - found.start()
    if not counts:
        return spoken
    if counts["Hiragana"] + counts["Katakana"] > counts["Latin"] // 4 and counts["Han"]:
        return "ja"
    script = counts.most_common(1)[0][0]
    if script == "Latin":
        return spoken if spoken not in _SCRIPTS.values() else "en"
    written = _SCRIPTS[script]
    # Ukrainian, Bulgarian, Persian and others share a script with the language that it is listed under.
    return spoken if script in ("Cyrillic", "Arabic", "Devanagari") and spoken not in _LATIN_TOO else written


def language_name(code: str) -> str:
    """The language in the words that sentences are shown in; the code itself where nobody knows it."""
    reader = current_locale()
    shown_in = reader if reader.language in languages() else Locale(DEFAULT_LANGUAGE)
    try:
        name: str | None = Locale.parse(code).get_display_name(shown_in)
    except (ValueError, UnknownLocaleError):
        return code
    return name[:1].upper() + name[1:] if name else code
