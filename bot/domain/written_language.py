"""Which language a text is written in; and languages by their names."""

from __future__ import annotations

from collections import Counter
from functools import cache

from bot.domain.language_tables import LanguageTables, load
from bot.i18n import current_locale
from bot.patterns import later

# Languages that an author can choose from; the reader's own name for each comes from CLDR.
LANGUAGES = ("en", "es", "pt", "fr", "de", "it", "pl", "tr", "ru", "id", "vi", "tl", "th", "ko", "ja", "zh", "hi", "ar")

# What Discord's client can speak besides: an author who does may well write it.
_CLIENTS = ("bg", "cs", "da", "el", "fi", "hr", "hu", "lt", "nl", "no", "nb", "ro", "sv", "uk")
_KNOWN = frozenset((*LANGUAGES, *_CLIENTS))

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
_LETTERS = later("|".join(rf"(?P<{name}>\p{{{name}}}+)" for name in _SCRIPTS))
_LINKS_AND_NAMES = later(r"https?://\S+|www\.\S+|@\S+|<[^<>\s]{1,60}>|:\w+:")
_SAMPLE = 2_000  # characters; a review does not change its language later on
_ENOUGH = 20  # Latin letters below which a guess is worth less than the client's language
_SHARED = frozenset({"Latin", "Cyrillic", "Arabic", "Devanagari"})  # scripts of several languages


def language_of(text: str, locale: str) -> str:
    """The language of `text` for an author whose client speaks `locale` (such as "pt-BR"): two or three letters.

    Letters that only one language has decide. Between languages that share their letters the words decide, among
    `LANGUAGES` and the client's; in too short a text, the client's language where it uses such letters. Without
    letters it is the client's. The first text of a process takes half a second (`warm_up`).
    """
    spoken = locale.replace("_", "-").split("-")[0].lower() or "en"
    sample = _LINKS_AND_NAMES.sub(" ", text[:_SAMPLE])
    counts: Counter[str] = Counter()
    for found in _LETTERS.finditer(sample):
        counts[str(found.lastgroup)] += found.end() - found.start()
    if not counts:
        return spoken
    if counts["Hiragana"] + counts["Katakana"] > counts["Latin"] // 4 and counts["Han"]:
        return "ja"
    script = counts.most_common(1)[0][0]
    if script not in _SHARED:
        return _SCRIPTS[script]
    if script == "Latin" and counts[script] < _ENOUGH:
        return spoken if spoken not in _SCRIPTS.values() else "en"
    return _by_words(sample, script, spoken)


def warm_up() -> None:
    """Load the tables, which takes half a second; call it in a thread before the first text comes."""
    _tables()


@cache
def _tables() -> LanguageTables:
    return load(_KNOWN)


def _by_words(text: str, script: str, spoken: str) -> str:
    """The likeliest language of those that are written in `script`."""
    own = _SCRIPTS[script]
    elsewhere = {code for name, code in _SCRIPTS.items() if name != script} - {own}
    among = {*LANGUAGES, spoken} - elsewhere if script == "Latin" else {own, spoken}
    return next((code for code in _tables().rank(text) if code in among), own)


def language_name(code: str) -> str:
    """The language in the words that sentences are shown in; the code itself where nobody knows it."""
    from babel import Locale, UnknownLocaleError

    try:
        name: str | None = Locale.parse(code).get_display_name(current_locale())
    except (ValueError, UnknownLocaleError):
        return code
    return name or code
