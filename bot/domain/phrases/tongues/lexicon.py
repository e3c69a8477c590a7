"""The words of the languages, made ready to be looked for in a mood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum, auto
from functools import lru_cache

from msgspec import Struct

from bot.domain.phrases.places import COUNTRY_WORDS
from bot.domain.phrases.tongues.chinese import CHINESE
from bot.domain.phrases.tongues.french import FRENCH
from bot.domain.phrases.tongues.german import GERMAN
from bot.domain.phrases.tongues.indonesian import INDONESIAN
from bot.domain.phrases.tongues.japanese import JAPANESE
from bot.domain.phrases.tongues.korean import KOREAN
from bot.domain.phrases.tongues.portuguese import PORTUGUESE
from bot.domain.phrases.tongues.spanish import SPANISH
from bot.domain.phrases.tongues.thai import THAI
from bot.domain.phrases.tongues.tongue import Tongue, listed
from bot.domain.phrases.tongues.vietnamese import VIETNAMESE
from bot.i18n import _, current_locale, speaking

TONGUES = (KOREAN, JAPANESE, CHINESE, THAI, SPANISH, PORTUGUESE, FRENCH, GERMAN, INDONESIAN, VIETNAMESE)
_COUNTRIES = {code: word for word, code in reversed(list(COUNTRY_WORDS.items())) if word.isascii() and word.isalpha()}
BY_CODE = {tongue.code: tongue for tongue in TONGUES}
_SHORT_WORD = 3  # letters: "de", "con"
LONG_ENOUGH = 4  # letters of a word that endings are hung on: "con" has no plural
_APOSTROPHES = str.maketrans("’ʼ", "''")
_JOINTS = frozenset({"or", "and"})


class Sort(Enum):
    """What a piece of a phrase is, to a language that is put into English."""

    SAID = auto()  # something that English has a word for
    JOINT = auto()  # "or", "and"
    TURN = auto()  # says how what is beside it is meant
    CLINGING = auto()  # refuses what follows at once
    EITHER = auto()  # refuses what follows, or, where a piece ends with it, what stands before
    REFUSED = auto()  # refuses what stands before it
    IDLE = auto()  # asks for nothing
    PLAIN = auto()  # not known: a name, a blank, English


class Part(Struct, frozen=True):
    """A piece of a phrase; its text is English but where it is `PLAIN`."""

    sort: Sort
    text: str


class Lexicon(Struct, frozen=True):
    """A tongue made ready: what can be said, and amounts and years as patterns."""

    glued: bool
    toned: bool
    ways: Mapping[str, tuple[tuple[str, Part], ...]]  # by what is said, folded; each as it is spelt
    lengths: Mapping[str, tuple[int, ...]]  # of the ways that begin with a letter, the longest first
    shown: Mapping[str, str]  # English labels by what they are called on cards, folded
    counted: tuple[re.Pattern[str], ...]  # what is said with a number
    compared: Mapping[str, str]
    years: Mapping[str, str]
    units: Mapping[str, str]
    numbers: Mapping[str, str]
    endings: tuple[str, ...]


def _shown(code: str, labels: tuple[str, ...], spoken: tuple[str, ...]) -> dict[str, str]:
    """English labels, and countries, by what they are called in this language, in all of its regions."""
    found: dict[str, str] = {}
    for language in spoken:
        if language.split("-")[0] == code:
            with speaking(language):
                called = current_locale().territories
                found |= {called[country]: word for country, word in _COUNTRIES.items() if country in called}
                found |= {_plain(_(label)): label for label in labels if _(label) != label}
    return found


def _plain(label: str) -> str:
    return " ".join(label.replace("||", "").split())


@lru_cache(maxsize=4 * len(TONGUES))
def lexicon_of(code: str, labels: tuple[str, ...], unspaced: tuple[str, ...], spoken: tuple[str, ...]) -> Lexicon:
    """All that is known of a language, by its code; kept, as it takes a moment to gather.

    `labels` and `unspaced` are those of `in_english`; `spoken` are the languages in which cards are written.
    """
    tongue = BY_CODE[code]
    called = _shown(code, labels, spoken)
    ways = _by_folded(_spelt_parts(tongue, called, unspaced))
    return Lexicon(
        tongue.glued,
        tongue.toned,
        ways,
        _lengths(ways),
        {folded_letters(said): label for said, label in called.items()},
        _patterns(tongue),
        _folded(listed(tongue.before) | listed(tongue.after)),
        _folded(_years_behind(tongue) | listed(tongue.years)),
        _folded(listed(tongue.units)),
        _folded(listed(tongue.numbers)),
        tuple(_ways(tongue.endings)),
    )


def _spelt_parts(tongue: Tongue, called: Mapping[str, str], unspaced: Iterable[str]) -> dict[str, Part]:
    """What is said, as it is spelt there; of what is said in two senses the later one counts."""
    spelt = _small if tongue.toned else folded_letters
    turns, refused_after = listed(tongue.turns), listed(tongue.refused_after)
    said_so: tuple[tuple[Sort, Mapping[str, str]], ...] = (
        (Sort.SAID, {said: said for said in unspaced}),
        (Sort.IDLE, dict.fromkeys(listed(tongue.idle), " ")),
        (Sort.SAID, {**_in_numbers(tongue), **tongue.words}),
        (Sort.TURN, turns),
        (Sort.CLINGING, listed(tongue.clinging)),
        (Sort.REFUSED, dict.fromkeys(refused_after, "")),
        (Sort.EITHER, {said: word for said, word in turns.items() if said in refused_after}),
        (Sort.PLAIN, {said: said for said in listed(tongue.others)}),
        (Sort.SAID, {said: label for said, label in called.items() if len(said) > 1}),
    )
    return {
        spelt(said): Part(Sort.JOINT if sort is Sort.SAID and word in _JOINTS else sort, word)
        for sort, words in said_so
        for said, word in words.items()
    }


def _by_folded(parts: Mapping[str, Part]) -> dict[str, tuple[tuple[str, Part], ...]]:
    """The parts by what is said, folded; what is written without any accent is looked for first."""
    ways: dict[str, tuple[tuple[str, Part], ...]] = {}
    for said in sorted(parts, key=lambda one: not one.isascii()):
        folded = folded_letters(said)
        ways[folded] = (*ways.get(folded, ()), (said, parts[said]))
    return ways


def _lengths(ways: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for said in ways:
        found.setdefault(said[0], set()).add(len(said))
    return {letter: tuple(sorted(lengths, reverse=True)) for letter, lengths in found.items()}


def _patterns(tongue: Tongue) -> tuple[re.Pattern[str], ...]:
    """Of an amount, a year with its word behind it and before it, years between, and a decade."""
    start, end = ("", "") if tongue.glued else (r"(?<!\w)", r"(?!\w)")
    to = rf"(?:{_any(['~', '〜', '–', '-', *_ways(tongue.to)])})"
    sides, unit = listed(tongue.years), re.escape(folded_letters(tongue.year))
    year = rf"(?P<year>(?:19|20)\d\d)(?!\d)\s*{unit}"
    between = rf"(?:(?:{_any(sides)})\s*)?(?<!\d)(?P<since>(?:19|20)\d\d)\s*(?:{unit})?\s*{to}\s*{year}"
    alone = rf"|(?<!\d)(?P<only>(?:19|20)\d\d)\s*{unit}" if unit else ""
    decades = _any(_ways(tongue.decades)).replace("90", r"(?:(?:19|20)\d|[5-9])0")
    patterns = (
        _amount(tongue, to, end),
        rf"(?<!\d){year}\s*(?P<side>{_any(_years_behind(tongue))}){end}",
        rf"{start}(?P<side>{_any(sides)})\s*{year}{end}",
        between + alone,
        rf"{start}(?P<decade>{decades}){end}",
    )
    return tuple(map(re.compile, patterns))


def _amount(tongue: Tongue, to: str, end: str) -> str:
    units = _any(listed(tongue.units))
    figure = rf"(?:\d{{1,4}}|{_any(listed(tongue.numbers))})"
    low = rf"(?:(?P<low>{figure})\s*(?:{units})?\s*{to}\s*)?"
    length = rf"(?!1\s*(?:{units})\D{{0,4}}\d)"  # "1話30分" counts no episodes: it tells how long one is
    before = rf"(?:(?P<before>{_any(listed(tongue.before))})\s*)?"
    after = rf"(?:\s*(?P<after>{_any(listed(tongue.after))}){end})?"
    return rf"(?<![\d.]){length}{before}{low}(?P<number>{figure})\s*(?P<unit>{units}){end}{after}"


def _years_behind(tongue: Tongue) -> dict[str, str]:
    """English by the words that stand behind a year."""
    said = (("since", tongue.since), ("until", tongue.until), ("before", tongue.earlier))
    return {way: english for english, ways_to_say in said for way in _ways(ways_to_say)}


def _folded(words: Mapping[str, str]) -> dict[str, str]:
    return {folded_letters(said): english for said, english in words.items()}


def _in_numbers(tongue: Tongue) -> dict[str, str]:
    """What can be said, of one and of several, where a plural ends in s: "médecin", "enfermedades terminales"."""
    if "s" not in _ways(tongue.endings) or "en" in _ways(tongue.endings):
        return {}
    found: dict[str, str] = {}
    for said, english in tongue.words.items():
        words = said.split()
        if len(words) == 2 and min(map(len, words)) > _SHORT_WORD:
            found[" ".join(word if word.endswith("s") else _plural(word, tongue) for word in words)] = english
        if len(words) == 1 and said.endswith("s") and len(said) > LONG_ENOUGH:
            found[said.removesuffix("s")] = english
    return found


def _plural(word: str, tongue: Tongue) -> str:
    takes_e = "es" in _ways(tongue.endings) and word[-1] not in "aeiouáéíóúãõ" and tongue.code != "fr"
    return f"{word}{'es' if takes_e else 's'}"


def _ways(text: str) -> list[str]:
    return list(listed(f"x: {text}")) if text else []


def _any(said: Iterable[str]) -> str:
    longest_first = sorted((folded_letters(one) for one in said), key=len, reverse=True)
    return "|".join(map(re.escape, longest_first)) or "(?!)"


def folded_letters(text: str) -> str:
    """Each letter small and without its accent; as many letters as before."""
    return "".join(map(_fold, text))


def _small(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower()


def is_spelt(text: str, place: int, spelt: str) -> bool:
    """Whether each accent that was written is that of the word; those left out are no mistakes."""
    written = text[place : place + len(spelt)].lower()
    return all(letter.isascii() or letter == right for letter, right in zip(written, spelt, strict=False))


@lru_cache(maxsize=4096)
def _fold(letter: str) -> str:
    plain = unicodedata.normalize("NFKC", letter).casefold().translate(_APOSTROPHES)
    if plain.isascii() or not unicodedata.name(letter, "").startswith("LATIN"):
        return plain if len(plain) == 1 else letter
    return unicodedata.normalize("NFD", plain)[0]


def said_at(folded: str, place: int, lexicon: Lexicon) -> Iterator[tuple[str, str, Part]]:
    """All that is said at a place, the longest first: folded, as it is spelt, and what it is."""
    for length in lexicon.lengths.get(folded[place : place + 1], ()):
        said = folded[place : place + length]
        for spelt, part in lexicon.ways.get(said, ()):
            yield said, spelt, part
