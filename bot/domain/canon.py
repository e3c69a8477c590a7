"""What a server's editors type about a series, as values of the catalogue's schema, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from bot.domain.catalogue import COUNTRIES, STATUSES, to_record
from bot.domain.free_text import check_unmarked
from bot.domain.series import Ending, Kind, Series
from bot.domain.spoilers import quoted
from bot.domain.vocabulary import Vocabulary, fold_phrase
from bot.errors import UserError
from bot.i18n import N_, _, current_locale, joined
from bot.patterns import later_re

# What one form shows; a form holds five fields.
PAGES: Final[Mapping[str, tuple[str, ...]]] = {
    "names": ("title", "native_title", "aliases", "couples", "status"),
    "facts": ("country", "year", "episodes", "minutes", "first_aired"),
    "people": ("cast", "directors", "writers", "networks"),
    "tags": ("kind", "genres", "tropes", "content_notes", "ending"),
    "story": ("premise", "website"),
}
PAGE_LABELS: Final[Mapping[str, str]] = {
    "names": N_("Names and status"),
    "facts": N_("Country, year, episodes"),
    "people": N_("People and networks"),
    "tags": N_("Kind, genres, tropes, ending"),
    "story": N_("Premise, where it is shown"),
}
_AFTER_NAME: Final = later_re("[:：,，、]")  # a label says what to write behind these
FIELD_LABELS: Final[Mapping[str, str]] = {
    "title": N_("Title"),
    "native_title": N_("Title in its own script"),
    "aliases": N_("Other names, one a line"),
    "couples": N_("Couple names, one a line"),
    "status": N_("Status: announced, airing or finished"),
    "country": N_("Country"),
    "year": N_("Year"),
    "episodes": N_("Episodes"),
    "minutes": N_("Minutes of an episode"),
    "first_aired": N_("First aired, such as 2024-10-21"),
    "cast": N_("Cast, leads first, one a line"),
    "directors": N_("Directors, one a line"),
    "writers": N_("Writers, one a line"),
    "networks": N_("Networks, one a line"),
    "kind": N_("Kind: bl, gl, queer, general, film …"),
    "genres": N_("Genres, with commas"),
    "tropes": N_("Tropes, with commas"),
    "content_notes": N_("Content notes, with commas"),
    "ending": N_("Ending: happy, bittersweet, sad or open"),
    "premise": N_("Premise, which gives nothing away"),
    "website": N_("Where it is shown: an https:// address"),
}
# The same in a word or two, for the log.
FIELD_NAMES: Final[Mapping[str, str]] = {
    "title": N_("title"),
    "native_title": N_("title in its own script"),
    "aliases": N_("other names"),
    "couples": N_("couple names"),
    "status": N_("status"),
    "country": N_("country"),
    "year": N_("year"),
    "episodes": N_("episodes"),
    "minutes": N_("minutes of an episode"),
    "first_aired": N_("first aired"),
    "cast": N_("cast"),
    "directors": N_("directors"),
    "writers": N_("writers"),
    "networks": N_("networks"),
    "kind": N_("kind"),
    "genres": N_("genres"),
    "tropes": N_("tropes"),
    "content_notes": N_("content notes"),
    "ending": N_("ending"),
}
TERMS: Final = ("genres", "tropes", "content_notes")
LISTS: Final = ("aliases", "couples", "cast", "directors", "writers", "networks")
_NUMBERS: Final = ("year", "episodes", "minutes")
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "kind": tuple(kind.value for kind in Kind),
    "ending": tuple(ending.value for ending in Ending),
    "status": STATUSES,
}
_COUNTRY_AND_YEAR = later_re(r"(?P<country>.*?)[\s,]*(?P<year>\d{4})\s*")
LONGEST_ALIAS: Final = 200


def value_of(field: str, text: str, vocabulary: Vocabulary) -> Any:
    """What somebody typed for `field`, as the schema has it; None for nothing.

    Raises UserError naming what was typed and what fits.
    """
    text = check_unmarked(text.strip())
    if not text:
        return None
    if field == "country":
        return country_of(text)
    if field in _NUMBERS:
        if not (text.isascii() and text.isdigit() and len(text) <= 5):
            raise _wrong(field, text, _("a whole number"))
        return int(text)
    if field in _WORDS:
        word = "-".join(fold_phrase(text).split())
        if word not in _WORDS[field]:
            raise _wrong(field, text, _("one of {words}", words=joined(_WORDS[field])))
        return word
    if field in TERMS:
        return [term_of(field, part, vocabulary) for part in _parts(text, r"[,;\n]")]
    if field in LISTS:
        return _parts(text, r"\n")
    return " ".join(text.split())


def text_of(field: str, series: Series, vocabulary: Vocabulary) -> str:
    """A field of `series` as an editor sees and may change it; `value_of` reads it back."""
    value = to_record(series).get(field)
    if value is None:
        return ""
    if field in TERMS and isinstance(value, list):
        return joined(vocabulary.label(term) for term in value)
    return "\n".join(value) if isinstance(value, list) else str(value)


def _nearest(typed: str, known: Iterable[str], *, most: int) -> list[str]:
    from difflib import get_close_matches  # only for what is not understood

    return get_close_matches(typed, known, n=most)


def country_of(text: str) -> str:
    """The code of a country that was typed as a code or a name. Raises UserError."""
    if text.upper() in COUNTRIES:
        return text.upper()
    names = _country_names(str(current_locale())) | _country_names("en")
    folded = text.casefold().strip()
    if folded in names:
        return names[folded]
    near = _nearest(folded, names, most=1)
    if near:
        raise _wrong("country", text, _("a country; did you mean {near}?", near=near[0].title()).rstrip("."))
    raise _wrong("country", text, _("a country such as KR or South Korea"))


def country_and_year_of(text: str) -> tuple[str, int]:
    """“KR 2024” or “South Korea, 2024” as code and year. Raises UserError."""
    found = _COUNTRY_AND_YEAR.fullmatch(text.strip())
    if found is None or not found["country"].strip():
        raise UserError(_("“{text}” can't be read as country and year. Write it like “KR 2024”.", text=quoted(text)))
    return country_of(found["country"]), int(found["year"])


def term_of(facet: str, text: str, vocabulary: Vocabulary) -> str:
    """The id of a term that was typed in any of its ways. Raises UserError with the nearest ones."""
    known = {phrase: term for phrase, (where, term) in vocabulary.phrases.items() if where == facet}
    for term in vocabulary.facet(facet).values():  # labels in the reader's language
        known.setdefault(fold_phrase(vocabulary.label(term)), term)
    found = known.get(fold_phrase(text))
    if found is not None:
        return found.id
    near = _nearest(fold_phrase(text), known, most=3)
    if near:
        names = joined(dict.fromkeys(vocabulary.label(known[phrase]) for phrase in near))
        raise UserError(_("“{text}” is not in the list. Did you mean {names}?", text=quoted(text), names=names))
    some = joined(vocabulary.label(term) for term in list(vocabulary.facet(facet).values())[:12])
    raise UserError(_("“{text}” is not in the list. There are {some} and more.", text=quoted(text), some=some))


def alias_of(text: str) -> str:
    """A name as it is kept. Raises UserError for nothing, or for more than a name."""
    alias = " ".join(check_unmarked(text).split())
    if not alias:
        raise UserError(_("A name needs at least one visible character."))
    if len(alias) > LONGEST_ALIAS:
        raise UserError(_("A name holds {most} characters; yours has {count}.", most=LONGEST_ALIAS, count=len(alias)))
    return alias


def _parts(text: str, separator: str) -> list[str]:
    parts = (" ".join(part.split()) for part in re.split(separator, text))
    return list(dict.fromkeys(part for part in parts if part))


@cache
def _country_names(locale: str) -> dict[str, str]:
    from babel import Locale

    territories = Locale.parse(locale).territories
    names = {str(name).casefold(): code for code, name in territories.items() if code in COUNTRIES}
    return names | {"korea": "KR", "uk": "GB", "usa": "US"}


def _wrong(field: str, text: str, expected: str) -> UserError:
    label = _AFTER_NAME.split(_(FIELD_LABELS[field]), maxsplit=1)[0].strip()
    return UserError(
        _("{field} can't be “{text}”: it has to be {expected}.", field=label, text=quoted(text), expected=expected)
    )
