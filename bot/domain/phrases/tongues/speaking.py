"""Putting a mood into English, word by word; what is not known stays as it is, for it may be a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum, auto
from functools import lru_cache, partial

from msgspec import Struct

from bot.domain.phrases.borders import stands_free
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
from bot.i18n import _, current_locale, languages, speaking
from bot.patterns import later_re

TONGUES = (KOREAN, JAPANESE, CHINESE, THAI, SPANISH, PORTUGUESE, FRENCH, GERMAN, INDONESIAN, VIETNAMESE)
_COUNTRIES = {code: word for word, code in reversed(list(COUNTRY_WORDS.items())) if word.isascii() and word.isalpha()}
_BY_CODE = {tongue.code: tongue for tongue in TONGUES}
_HANGUL, _KANA, _HAN, _THAI = (re.compile(f"[{r}]") for r in ("가-힣ㄱ-ㅣ", "ぁ-ヿ", "㐀-鿿", "ก-๛"))
_ABBREVIATION = later_re(r"(?<=[^\W\x00-\x7f])(?=[A-Za-z]{2})|(?<=[A-Za-z]{2})(?=[^\W\x00-\x7f])")
_PIECE = later_re("[^,;、，；]+")
_JOINTS = frozenset({"or", "and"})
_LONG_ENOUGH = 4  # letters of a word that endings are hung on: "con" has no plural
_APOSTROPHES = str.maketrans("’ʼ", "''")


class _Sort(Enum):
    SAID = auto()  # something that English has a word for
    JOINT = auto()  # "or", "and"
    REFUSED = auto()  # refuses what stands before it
    IDLE = auto()  # asks for nothing
    PLAIN = auto()  # not known: a name, a blank, English


class _Part(Struct, frozen=True):
    sort: _Sort
    text: str


def in_english(text: str, reader: str, labels: tuple[str, ...] = ()) -> str:
    """The phrase with all that is known of other languages put into English; never raises.

    `labels` are English names of what can be asked for: whatever they are called on cards is understood, too.

    Scripts tell Korean, Japanese, Chinese and Thai; words of the Latin alphabet are read in the language of the
    `reader` (a Discord or BCP 47 code), for "lang" and "son" mean something in English, too.
    """
    for tongue in _spoken_in(text, reader.replace("_", "-").split("-")[0].lower()):
        lexicon = _lexicon(tongue.code, labels, languages())
        text = "".join(_said(_turned(_pieces(text, lexicon)), glued=tongue.glued))
    return text


def _spoken_in(text: str, reader: str) -> Iterator[Tongue]:
    if _HANGUL.search(text):
        yield KOREAN
    if _KANA.search(text) or (reader == "ja" and _HAN.search(text)):
        yield JAPANESE
    elif _HAN.search(text):
        yield CHINESE
    if _THAI.search(text):
        yield THAI
    native = _BY_CODE.get(reader)
    if native is not None and not native.glued:
        yield native


class _Lexicon(Struct, frozen=True):
    """A tongue made ready: ways by their first letter, the longest first; amounts and years as patterns."""

    glued: bool
    ways: Mapping[str, tuple[tuple[str, _Part], ...]]
    shown: Mapping[str, str]  # English labels by what they are called on cards, folded
    amount: re.Pattern[str]
    year: re.Pattern[str]
    year_behind: re.Pattern[str]
    compared: Mapping[str, str]
    years: Mapping[str, str]
    units: Mapping[str, str]
    endings: tuple[str, ...]

    @property
    def counted(self) -> tuple[re.Pattern[str], ...]:
        """What is said with a number."""
        return self.amount, self.year, self.year_behind


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
def _lexicon(code: str, labels: tuple[str, ...], spoken: tuple[str, ...]) -> _Lexicon:
    tongue = _BY_CODE[code]
    shown = {_folded(said): label for said, label in _shown(code, labels, spoken).items()}
    parts = {_folded(said): _Part(_Sort.IDLE, " ") for said in listed(tongue.idle)}
    for said, word in tongue.words.items():
        parts[_folded(said)] = _Part(_Sort.JOINT if word in _JOINTS else _Sort.SAID, word)
    parts |= {_folded(said): _Part(_Sort.REFUSED, "") for said in listed(tongue.refused_after)}
    parts |= {_folded(said): _Part(_Sort.PLAIN, said) for said in listed(tongue.others)}
    parts |= {said: _Part(_Sort.SAID, label) for said, label in shown.items() if len(said) > 1}
    by_letter: dict[str, list[tuple[str, _Part]]] = {}
    for said in sorted(parts, key=len, reverse=True):
        by_letter.setdefault(said[0], []).append((said, parts[said]))
    before, after, units = listed(tongue.before), listed(tongue.after), listed(tongue.units)
    start, end = ("", "") if tongue.glued else (r"(?<!\w)", r"(?!\w)")
    unit, to = _any(units), rf"(?:{_any(['~', '〜', '–', '-', *_ways(tongue.to)])})"
    low = rf"(?:(?P<low>\d{{1,4}})\s*(?:{unit})?\s*{to}\s*)?"
    # "1話30分" counts no episodes: it tells how long one is.
    amount = (
        rf"(?!1\s*(?:{unit})\s*\d)(?:(?P<before>{_any(before)})\s*)?{low}(?P<number>\d{{1,4}})\s*(?P<unit>{unit}){end}"
    )
    years = {**dict.fromkeys(_ways(tongue.since), "since"), **dict.fromkeys(_ways(tongue.until), "until")}
    sides = listed(tongue.years)
    year = rf"(?P<year>(?:19|20)\d\d)(?!\d)\s*{re.escape(_folded(tongue.year))}"
    return _Lexicon(
        tongue.glued,
        {letter: tuple(ways) for letter, ways in by_letter.items()},
        shown,
        re.compile(rf"(?<![\d.]){amount}(?:\s*(?P<after>{_any(after)}){end})?"),
        re.compile(rf"(?<!\d){year}\s*(?P<side>{_any(years)}){end}"),
        re.compile(rf"{start}(?P<side>{_any(sides)})\s*{year}{end}"),
        {_folded(said): english for said, english in (before | after).items()},
        {_folded(said): english for said, english in (years | sides).items()},
        {_folded(said): english for said, english in units.items()},
        tuple(_ways(tongue.endings)),
    )


def _ways(text: str) -> list[str]:
    return list(listed(f"x: {text}")) if text else []


def _any(said: Iterable[str]) -> str:
    longest_first = sorted((_folded(one) for one in said), key=len, reverse=True)
    return "|".join(map(re.escape, longest_first)) or "(?!)"


def _folded(text: str) -> str:
    """Each letter small and without its accent; as many letters as before."""
    return "".join(map(_fold, text))


@lru_cache(maxsize=4096)
def _fold(letter: str) -> str:
    plain = unicodedata.normalize("NFKC", letter).casefold().translate(_APOSTROPHES)
    if plain.isascii() or not unicodedata.name(letter, "").startswith("LATIN"):
        return plain if len(plain) == 1 else letter
    return unicodedata.normalize("NFD", plain)[0]


def _pieces(text: str, lexicon: _Lexicon) -> list[_Part]:
    """What each piece between commas says; a label that stands for itself there is one, however short it is."""
    whole = lexicon.shown.get(_folded(text.strip()))
    if whole is not None:
        return [_Part(_Sort.SAID, whole)]
    parts, place = [], 0
    for piece in _PIECE.finditer(text):
        parts.append(_Part(_Sort.PLAIN, text[place : piece.start()]))
        label = lexicon.shown.get(_folded(piece[0].strip()))
        parts += _parts(piece[0], lexicon) if label is None else [_Part(_Sort.SAID, label)]
        place = piece.end()
    return [*parts, _Part(_Sort.PLAIN, text[place:])]


def _parts(text: str, lexicon: _Lexicon) -> list[_Part]:
    folded = _folded(text)
    marked = {match.start(): match for rule in lexicon.counted for match in rule.finditer(folded)}
    parts: list[_Part] = []
    place = rest = 0
    while place < len(text):
        before = parts[-1].sort if parts and rest == place else _Sort.PLAIN
        number = marked.get(place)
        found = _way(folded, place, lexicon, before, rest)
        if number is not None and (found is None or found[0] < len(number.group())):
            found = _number(number, lexicon)
        if found is None:
            place += 1
            continue
        if rest < place:
            parts.append(_Part(_Sort.PLAIN, text[rest:place]))
        length, part = found
        parts.append(part)
        place = rest = place + length
    return [*parts, _Part(_Sort.PLAIN, text[rest:])]


def _way(folded: str, place: int, lexicon: _Lexicon, before: _Sort, rest: int) -> tuple[int, _Part] | None:
    """What is said here; up to `rest` everything is known. Short idle words are particles: they count only right behind
    something that is known."""
    if not lexicon.glued and place and folded[place - 1].isalnum():
        return None
    for said, part in lexicon.ways.get(folded[place], ()):
        if not folded.startswith(said, place):
            continue
        ending = _ending(folded[place + len(said) :], said, part, lexicon)
        if ending is None:
            continue
        if lexicon.glued and said.isascii() and _is_inside_a_word(folded, place, len(said)):
            continue
        if lexicon.glued and len(said) < 3 and part.sort in (_Sort.IDLE, _Sort.JOINT) and before is _Sort.PLAIN:
            continue
        if lexicon.glued and not stands_free(
            folded, place, place + len(said), known_from=rest, goes_on=partial(_goes_on, folded, lexicon)
        ):
            continue
        return len(said) + ending, part
    return None


def _ending(rest: str, said: str, part: _Part, lexicon: _Lexicon) -> int | None:
    """How many letters of `rest` belong to what was said before it as well; None: it is another word."""
    if lexicon.glued or not (said[-1].isalnum() and rest[:1].isalnum()):
        return 0
    if part.sort is not _Sort.SAID or len(said) < _LONG_ENOUGH:
        return None
    fitting = (len(one) for one in lexicon.endings if rest.startswith(one) and not rest[len(one) :][:1].isalnum())
    return next(fitting, None)


def _goes_on(folded: str, lexicon: _Lexicon, place: int) -> bool:
    """Whether something known, or a particle, begins here."""
    return any(folded.startswith(said, place) for said, _part in lexicon.ways.get(folded[place], ()))


def _is_inside_a_word(folded: str, place: int, length: int) -> bool:
    """Whether Latin letters stand on either side: "he" in "the" is no ending."""
    around = folded[place - 1 : place] if place else "", folded[place + length : place + length + 1]
    return any(letter.isascii() and letter.isalnum() for letter in around)


def _number(match: re.Match[str], lexicon: _Lexicon) -> tuple[int, _Part]:
    groups = match.groupdict()
    if groups.get("year"):
        said = f"{lexicon.years[groups['side']]} {groups['year']}"
    else:
        compared = groups["after"] or groups["before"]
        number = f"{groups['low']} to {groups['number']}" if groups["low"] else groups["number"]
        said = f"{lexicon.compared[compared] if compared else ''} {number} {lexicon.units[groups['unit']]}"
    return len(match.group()), _Part(_Sort.SAID, said)


def _turned(parts: list[_Part]) -> list[_Part]:
    """The parts in the order of English: what refuses what stands before it goes in front of that."""
    found: list[_Part] = []
    for part in parts:
        if part.sort is not _Sort.REFUSED:
            found.append(part)
            continue
        start = _start_of_list(found)
        if start is not None:
            found[start:] = [_Part(_Sort.SAID, "without"), *found[start:], _Part(_Sort.PLAIN, " ; ")]
    return found


def _start_of_list(parts: list[_Part]) -> int | None:
    """Where what was named last begins: one thing, or several that are joined by "or" or "and"."""
    start, joined = None, True
    for place in range(len(parts) - 1, -1, -1):
        part = parts[place]
        if part.sort is _Sort.SAID and joined:
            start, joined = place, False
        elif part.sort is _Sort.JOINT:
            joined = True
        elif part.sort is _Sort.SAID or (part.sort is _Sort.PLAIN and part.text.strip()):
            break
    return start


def _said(parts: list[_Part], *, glued: bool) -> Iterator[str]:
    before = _Part(_Sort.PLAIN, "")
    for part in parts:
        # What is hung on a known word with a hyphen belongs to it, and is not refused by a minus.
        text = part.text.removeprefix("-") if before.sort is _Sort.SAID else part.text
        if part.sort is not _Sort.PLAIN:
            yield f" {text} "
        else:
            yield _ABBREVIATION.sub(" ", text) if glued else text  # "成长向GL"
        before = part


OTHERS = frozenset(_folded(said) for tongue in TONGUES for said in listed(tongue.others))  # asks for nothing, whole
