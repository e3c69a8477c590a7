"""The one translation function that every sentence a person reads goes through.

`_` and `_n` look a sentence up in the current language, set by `speaking` at the door (the person's
language for private replies, the server's for public posts). Catalogues are gettext files kept with
Babel: `bot/locales/<language>/LC_MESSAGES/linger.po`, read as they are; no build step.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from functools import cache, lru_cache, reduce
from pathlib import Path
from typing import TYPE_CHECKING

from bot.particles import fitted
from bot.sentences import Sentences

# Babel is imported where it is used: a start, which speaks to nobody, does without.
if TYPE_CHECKING:
    from babel import Locale

DEFAULT_LANGUAGE = "en"
LOCALES = Path(__file__).parent / "locales"

_A_YEAR = 10_000  # numbers below may be years, which no language groups
_NAMED_BY_NUMBER = frozenset({"code", "id", "number", "port", "process", "status", "year"})  # they count nothing
# What these places hold is counted, never a year.
_COUNTED = frozenset({"all", "count", "done", "helpful", "hours", "length", "limit", "most", "of", "over", "votes"})

_current: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)
_to_everybody: ContextVar[bool] = ContextVar("to_everybody", default=False)


def languages() -> tuple[str, ...]:
    """Languages that there are sentences in, by Discord's codes, English first; a new one is seen after a restart."""
    return _languages_in(LOCALES)


@cache
def _languages_in(folder: Path) -> tuple[str, ...]:
    found = sorted(path.parent.parent.name.replace("_", "-") for path in folder.glob("*/LC_MESSAGES/linger.po"))
    return (DEFAULT_LANGUAGE, *found)


def spoken(language: str) -> str:
    """Which of `languages()` somebody whose Discord is set to `language` is answered in.

    The very one, else one of the same language in the same script (who reads es-ES reads es-419, too, but who reads
    zh-TW does not read zh-CN), else English.
    """
    return _spoken_in(LOCALES, language.replace("_", "-"))


@cache
def _spoken_in(folder: Path, language: str) -> str:
    known = _languages_in(folder)
    if language in known:
        return language
    written = _written(language)
    return next((code for code in known if written is not None and _written(code) == written), DEFAULT_LANGUAGE)


def _written(code: str) -> tuple[str, str] | None:
    """Language and script of a code: ("zh", "Hant") for zh-TW. None where nobody knows it."""
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    try:
        locale = Locale.parse(code, sep="-")
    except (ValueError, UnknownLocaleError):
        return None
    usual = get_global("likely_subtags").get(locale.language, "").split("_")
    return locale.language, locale.script or (usual[1] if len(usual) > 1 else "")


def _translations(language: str) -> gettext.NullTranslations:
    return _sentences_in(LOCALES, language)


@cache
def _sentences_in(folder: Path, language: str) -> gettext.NullTranslations:
    return _read(folder, _spoken_in(folder, language.replace("_", "-")))


@cache
def _read(folder: Path, language: str) -> gettext.NullTranslations:
    """The sentences of a language, read when it is first spoken: that takes a few milliseconds."""
    path = folder / language.replace("-", "_") / "LC_MESSAGES" / "linger.po"
    return Sentences(path) if path.is_file() else gettext.NullTranslations()


def speak(language: str | None) -> None:
    """Translate into `language` until the end of the current task; None means English."""
    _current.set(language or DEFAULT_LANGUAGE)


@contextmanager
def speaking(language: str | None, *, to_everybody: bool = True) -> Iterator[None]:
    """Translate into `language` (a Discord or BCP 47 code) within the block; None keeps English.

    `to_everybody` tells that more people read it than the one who asked, whose wishes it then does not follow.
    """
    token = _current.set(language or DEFAULT_LANGUAGE)
    everybody = _to_everybody.set(to_everybody)
    try:
        yield
    finally:
        _to_everybody.reset(everybody)
        _current.reset(token)


def speaks_to_everybody() -> bool:
    """Whether what is said now is for more people than the one who asked."""
    return _to_everybody.get()


def current_language() -> str:
    """The language code that `_` translates into now."""
    return _current.get()


def current_locale() -> Locale:
    """Babel's locale of the language that is spoken now, for numbers, dates, lists and names of countries.

    English where there are no sentences in that language: half a sentence in each would help nobody.
    """
    return _locale_in(LOCALES, _current.get())


@lru_cache(maxsize=256)
def _locale_in(folder: Path, language: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    answered = _spoken_in(folder, language.replace("_", "-"))
    chosen = language if language.startswith(answered) else answered
    try:
        return Locale.parse(chosen, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale.parse(answered, sep="-")


def joined(parts: Iterable[str]) -> str:
    """The parts one after the other, as the current language separates them: “a, b, c”, 「a、b、c」.

    Thai separates them by a blank, and where parts hold blanks themselves, by a comma.
    """
    found = list(parts)
    pattern: str = current_locale().list_patterns["standard"]["middle"]
    between = pattern.replace("{0}", "").replace("{1}", "")
    return (between if between.strip() or not any(" " in part for part in found) else ", ").join(found)


def in_turn(parts: Iterable[str]) -> str:
    """Parts that may hold commas themselves, one after the other: “a, b; c”, 「a、b；c」."""
    found = list(parts)
    return reduce(lambda before, part: _("{before}; {part}", before=before, part=part), found) if found else ""


def labelled(label: str, value: str) -> str:
    """What something is called, and what it is, parted as the current language does it: “a: b”, “a : b”, 「a：b」."""
    return _("{label}: {value}", label=label, value=value)


def figure(value: float | date | time) -> str:
    """A number (to one decimal), a day or a time of day in the current language: “1,234.5”, “27 nov. 2026”."""
    if isinstance(value, date | time):
        return _day_or_time(value)
    return _decimal(LOCALES, _current.get(), round(value, 1))


def _day_or_time(value: date | time) -> str:
    from babel.dates import format_date, format_time

    if isinstance(value, time):
        # Half days in full, for the short ones are English in Korean: 오후 8:00.
        pattern = current_locale().time_formats["short"].pattern.replace("a", "aaaa")
        return str(format_time(value, pattern, locale=current_locale()))
    return str(format_date(value, "medium", locale=current_locale()))


@lru_cache(maxsize=4096)
def _decimal(folder: Path, language: str, value: float) -> str:
    from babel.numbers import format_decimal

    return format_decimal(value, format="#,##0.#", locale=_locale_in(folder, language))


def days(first: date, last: date) -> str:
    """The days from `first` to `last`, in the current language: “16–22 Nov 2026”."""
    from babel.dates import format_interval

    return str(format_interval(first, last, "yMMMd", locale=current_locale()))


def moment(at: datetime | int, style: str = "f") -> str:
    """A moment (an aware one, or unix seconds), which Discord shows to each reader in their language and time zone."""
    return f"<t:{at if isinstance(at, int) else int(at.timestamp())}:{style}>"


def percent(share: float) -> str:
    """A share from 0 to 1 as the current language writes it: “12%”, “12 %”, “%12”."""
    from babel.numbers import format_percent

    return format_percent(share, locale=current_locale())


def _filled(place: str, value: object) -> object:
    """What stands for `value` in a `place` of a sentence. Years, ids, episodes and the like stay as they are."""
    if isinstance(value, int):
        counts = place in _COUNTED or (value >= _A_YEAR and place not in _NAMED_BY_NUMBER)
        return figure(value) if counts else value
    if isinstance(value, float | date | time) and not isinstance(value, datetime):
        return figure(value)
    return value


def _said(sentence: str, values: Mapping[str, object]) -> str:
    said = sentence.format(**{place: _filled(place, value) for place, value in values.items()})
    return fitted(said) if _current.get() == "ko" else said


def _(message: str, /, **values: object) -> str:
    """`message` in the current language, its `{named}` places filled with `values` as that language writes them."""
    translated = _translations(_current.get()).gettext(message)
    return _said(translated, values) if values else translated


def _n(singular: str, plural: str, count: int, /, **values: object) -> str:
    """The form of the sentence that fits `count` in the current language; `{count}` is filled in."""
    translated = _translations(_current.get()).ngettext(singular, plural, count)
    return _said(translated, values | {"count": figure(count)})


def N_(message: str, /) -> str:  # noqa: N802 (the name gettext tools look for)
    """Mark a sentence for collection where it is written; it is translated where it is shown."""
    return message
