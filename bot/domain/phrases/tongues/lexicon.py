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
    amount: re.Pattern[str]
    year: re.Pattern[str]
    year_behind: re.Pattern[str]
    years_between: re.Pattern[str]
    decade: re.Pattern[str]
    compared: Mapping[str, str]
    years: Mapping[str, str]
    units: Mapping[str, str]
    numbers: Mapping[str, str]
    endings: tuple[str, ...]

    @property
    def counted(self) -> tuple[re.Pattern[str], ...]:
        """What is said with a number."""
        return self.amount, self.year, self.year_behind, self.years_between, self.decade


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
    spelt = _small if tongue.toned else folded_letters
    called = _shown(code, labels, spoken)
    shown = {folded_letters(said): label for said, label in called.items()}
    parts: dict[str, Part] = {spelt(said): Part(Sort.SAID, said) for said in unspaced}
    parts |= {spelt(said): Part(Sort.IDLE, " ") for said in listed(tongue.idle)}
    for said, word in {**_in_numbers(tongue), **tongue.words}.items():
        parts[spelt(said)] = Part(Sort.JOINT if word in _JOINTS else Sort.SAID, word)
    parts |= {spelt(said): Part(Sort.TURN, word) for said, word in listed(tongue.turns).items()}
    parts |= {spelt(said): Part(Sort.CLINGING, word) for said, word in listed(tongue.clinging).items()}
    parts |= {spelt(said): Part(Sort.REFUSED, "") for said in listed(tongue.refused_after)}
    either = {spelt(said): word for said, word in listed(tongue.turns).items() if said in listed(tongue.refused_after)}
    parts |= {said: Part(Sort.EITHER, word) for said, word in either.items()}
    parts |= {spelt(said): Part(Sort.PLAIN, said) for said in listed(tongue.others)}
    parts |= {spelt(said): Part(Sort.SAID, label) for said, label in called.items() if len(said) > 1}
    ways: dict[str, list[tuple[str, Part]]] = {}
    for said in sorted(parts, key=lambda one: not one.isascii()):
        ways.setdefault(folded_letters(said), []).append((said, parts[said]))
    lengths: dict[str, set[int]] = {}
    for said in ways:
        lengths.setdefault(said[0], set()).add(len(said))
    before, after, units = listed(tongue.before), listed(tongue.after), listed(tongue.units)
    start, end = ("", "") if tongue.glued else (r"(?<!\w)", r"(?!\w)")
    numbers = {folded_letters(said): number for said, number in listed(tongue.numbers).items()}
    figure = rf"(?:\d{{1,4}}|{_any(numbers)})"
    unit, to = _any(units), rf"(?:{_any(['~', '〜', '–', '-', *_ways(tongue.to)])})"
    low = rf"(?:(?P<low>{figure})\s*(?:{unit})?\s*{to}\s*)?"
    # "1話30分" counts no episodes: it tells how long one is.
    length = rf"(?!1\s*(?:{unit})\D{{0,4}}\d)"
    amount = rf"{length}(?:(?P<before>{_any(before)})\s*)?{low}(?P<number>{figure})\s*(?P<unit>{unit}){end}"
    years = {**dict.fromkeys(_ways(tongue.since), "since"), **dict.fromkeys(_ways(tongue.until), "until")}
    years |= dict.fromkeys(_ways(tongue.earlier), "before")
    sides = listed(tongue.years)
    unit_of_year = re.escape(folded_letters(tongue.year))
    year = rf"(?P<year>(?:19|20)\d\d)(?!\d)\s*{unit_of_year}"
    between = rf"(?:(?:{_any(sides)})\s*)?(?<!\d)(?P<since>(?:19|20)\d\d)\s*(?:{unit_of_year})?\s*{to}\s*{year}"
    alone = rf"|(?<!\d)(?P<only>(?:19|20)\d\d)\s*{unit_of_year}" if unit_of_year else ""
    decades = _any(_ways(tongue.decades)).replace("90", r"(?:(?:19|20)\d|[5-9])0")
    return Lexicon(
        tongue.glued,
        tongue.toned,
        {said: tuple(spelt_so) for said, spelt_so in ways.items()},
        {letter: tuple(sorted(found, reverse=True)) for letter, found in lengths.items()},
        shown,
        re.compile(rf"(?<![\d.]){amount}(?:\s*(?P<after>{_any(after)}){end})?"),
        re.compile(rf"(?<!\d){year}\s*(?P<side>{_any(years)}){end}"),
        re.compile(rf"{start}(?P<side>{_any(sides)})\s*{year}{end}"),
        re.compile(between + alone),
        re.compile(rf"{start}(?P<decade>{decades}){end}"),
        {folded_letters(said): english for said, english in (before | after).items()},
        {folded_letters(said): english for said, english in (years | sides).items()},
        {folded_letters(said): english for said, english in units.items()},
        numbers,
        tuple(_ways(tongue.endings)),
    )


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
