"""The one translation function that every sentence a person reads goes through.

`_` and `_n` look a sentence up in the current language, set by `speaking` at the door (the person's
language for private replies, the server's for public posts). Catalogues are gettext files kept with
Babel: `bot/locales/<language>/LC_MESSAGES/linger.po`, read as they are; no build step.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

DEFAULT_LANGUAGE = "en"
LOCALES = Path(__file__).parent / "locales"

_current: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)


def languages() -> tuple[str, ...]:
    """Languages that sentences can be shown in, English first."""
    found = sorted(path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/linger.po"))
    return (DEFAULT_LANGUAGE, *found)


@cache
def _translations(language: str) -> gettext.NullTranslations:
    base = language.replace("-", "_")
    for name in (base, base.split("_")[0]):
        path = LOCALES / name / "LC_MESSAGES" / "linger.po"
        if path.is_file():
            compiled = io.BytesIO()
            with path.open("rb") as source:
                write_mo(compiled, read_po(source, locale=name))
            compiled.seek(0)
            return gettext.GNUTranslations(compiled)
    return gettext.NullTranslations()


def speak(language: str | None) -> None:
    """Translate into `language` until the end of the current task; None means English."""
    _current.set(language or DEFAULT_LANGUAGE)


@contextmanager
def speaking(language: str | None) -> Iterator[None]:
    """Translate into `language` (a Discord or BCP 47 code) within the block; None keeps English."""
    token = _current.set(language or DEFAULT_LANGUAGE)
    try:
        yield
    finally:
        _current.reset(token)


def current_language() -> str:
    """The language code that `_` translates into now."""
    return _current.get()


def current_locale() -> Locale:
    """Babel's locale of the current language, for numbers, dates and names of countries.

    English where there are no sentences in that language: half a sentence in each would help nobody.
    """
    language = _current.get()
    if not language.startswith(DEFAULT_LANGUAGE) and type(_translations(language)) is gettext.NullTranslations:
        language = DEFAULT_LANGUAGE
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale.parse(DEFAULT_LANGUAGE)


def _(message: str, /, **values: object) -> str:
    """`message` in the current language, its `{named}` places filled with `values`."""
    translated = _translations(_current.get()).gettext(message)
    return translated.format(**values) if values else translated


def _n(singular: str, plural: str, count: int, /, **values: object) -> str:
    """The form of the sentence that fits `count` in the current language; `{count}` is filled in."""
    translated = _translations(_current.get()).ngettext(singular, plural, count)
    return translated.format(count=count, **values)


def N_(message: str, /) -> str:  # noqa: N802 (the name gettext tools look for)
    """Mark a sentence for collection where it is written; it is translated where it is shown."""
    return message
