"""Putting a mood into English, word by word; what is not known stays as it is, for it may be a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial

from bot.domain.phrases.borders import stands_free
from bot.domain.phrases.tongues.lexicon import (
    BY_CODE,
    LONG_ENOUGH,
    TONGUES,
    Lexicon,
    Part,
    Sort,
    folded_letters,
    is_spelt,
    lexicon_of,
    said_at,
)
from bot.domain.phrases.tongues.tongue import Tongue, listed
from bot.i18n import languages
from bot.patterns import later_re

_HANGUL, _KANA, _HAN, _THAI = (re.compile(f"[{r}]") for r in ("가-힣ㄱ-ㅣ", "ぁ-ヿ", "㐀-鿿", "ก-๛"))
_ABBREVIATION = later_re(r"(?<=[^\W\x00-\x7f])(?=[A-Za-z]{2})|(?<=[A-Za-z]{2})(?=[^\W\x00-\x7f])")
_PIECE = later_re("[^,;、，；]+")
_WORD = later_re(r"[^\W\d_]+")
_LATIN = later_re(r"[A-Za-z][A-Za-z0-9'’-]*")
_MOST_WORDS = 4  # of an English saying within another language
_COMMAS = frozenset(",、，")
_BORDER = later_re("[,;:.!?、，；。！？\n]")


def _nothing_known(_words: str) -> bool:
    return False


def in_english(
    text: str,
    reader: str,
    labels: tuple[str, ...] = (),
    unspaced: tuple[str, ...] = (),
    is_saying: Callable[[str], bool] = _nothing_known,
) -> str:
    """The phrase with all that is known of other languages put into English; never raises.

    `labels` are English names of what can be asked for: whatever they are called on cards is understood, too.
    `unspaced` are words of other scripts that the reading of English knows as they are: they stay, and are refused and
    turned as any other word. So are English words that `is_saying` knows together: "cheating 없는" and "cheating no
    gracias" refuse it.

    Scripts tell Korean, Japanese, Chinese and Thai; words of the Latin alphabet are read in the language of the
    `reader` (a Discord or BCP 47 code), for "lang" and "son" mean something in English, too.
    """
    for tongue in _spoken_in(text, _language(reader)):
        lexicon = lexicon_of(tongue.code, labels, unspaced if tongue.glued else (), languages())
        if tongue.toned:
            text = unicodedata.normalize("NFC", text)
        parts = [one for part in _pieces(text, lexicon) for one in _with_english(part, is_saying)]
        text = "".join(_said(_turned(parts), glued=tongue.glued))
    return text


def foreign_words(text: str, english: str, reader: str) -> frozenset[str]:
    """Words of the Latin alphabet that were put into English out of the reader's own language."""
    tongue = BY_CODE.get(_language(reader))
    if tongue is None or tongue.glued:
        return frozenset()
    return frozenset(_WORD.findall(text.lower())) - frozenset(_WORD.findall(english.lower()))


def _language(reader: str) -> str:
    return reader.replace("_", "-").split("-")[0].lower()


def _spoken_in(text: str, reader: str) -> Iterator[Tongue]:
    if _HANGUL.search(text):
        yield BY_CODE["ko"]
    if _KANA.search(text) or (reader == "ja" and _HAN.search(text)):
        yield BY_CODE["ja"]
    elif _HAN.search(text):
        yield BY_CODE["zh"]
    if _THAI.search(text):
        yield BY_CODE["th"]
    native = BY_CODE.get(reader)
    if native is not None and not native.glued:
        yield native


def _pieces(text: str, lexicon: Lexicon) -> list[Part]:
    """What each piece between commas says; a label that stands for itself there is one, however short it is."""
    whole = lexicon.shown.get(folded_letters(text.strip()))
    if whole is not None:
        return [Part(Sort.SAID, whole)]
    parts, place = [], 0
    for piece in _PIECE.finditer(text):
        parts.append(Part(Sort.PLAIN, text[place : piece.start()]))
        label = lexicon.shown.get(folded_letters(piece[0].strip()))
        parts += _parts(piece[0], lexicon) if label is None else [Part(Sort.SAID, label)]
        place = piece.end()
    return [*parts, Part(Sort.PLAIN, text[place:])]


def _with_english(part: Part, is_saying: Callable[[str], bool]) -> Iterator[Part]:
    """A part that is not known, its English sayings apart: the longest from each word on."""
    if part.sort is not Sort.PLAIN:
        yield part
        return
    words = list(_LATIN.finditer(part.text))
    place = read_to = 0
    while place < len(words):
        ends = (end for end in range(min(place + _MOST_WORDS, len(words)), place, -1))
        start = words[place].start()
        end = next((end for end in ends if is_saying(part.text[start : words[end - 1].end()])), None)
        if end is None:
            place += 1
            continue
        yield Part(Sort.PLAIN, part.text[read_to:start])
        yield Part(Sort.SAID, part.text[start : words[end - 1].end()])
        place, read_to = end, words[end - 1].end()
    yield Part(Sort.PLAIN, part.text[read_to:])


def _parts(text: str, lexicon: Lexicon) -> list[Part]:
    folded = folded_letters(text)
    counted = (match for rule in lexicon.counted for match in rule.finditer(folded))
    marked = {match.start(): match for match in sorted(counted, key=re.Match.end)}  # the longest of each place
    parts: list[Part] = []
    place = rest = 0
    while place < len(text):
        before = parts[-1].sort if parts and rest == place else Sort.PLAIN
        number = marked.get(place)
        found = _way(text, folded, place, lexicon, before, rest)
        if number is not None and (found is None or found[0] < len(number.group())):
            found = _number(number, lexicon)
        if found is None:
            place += 1
            continue
        if rest < place:
            parts.append(Part(Sort.PLAIN, text[rest:place]))
        length, part = found
        parts.append(part)
        place = rest = place + length
    return [*parts, Part(Sort.PLAIN, text[rest:])]


def _way(text: str, folded: str, place: int, lexicon: Lexicon, before: Sort, rest: int) -> tuple[int, Part] | None:
    """What is said here; up to `rest` everything is known. Short idle words are particles: they count only right behind
    something that is known."""
    if not lexicon.glued and place and folded[place - 1].isalnum():
        return None
    for said, spelt, part in said_at(folded, place, lexicon):
        if lexicon.toned and not is_spelt(text, place, spelt):
            continue
        ending = _ending(folded[place + len(said) :], said, part, lexicon)
        if ending is None:
            continue
        if lexicon.glued and said.isascii() and _is_inside_a_word(folded, place, len(said)):
            continue
        is_particle = lexicon.glued and len(said) < 3 and part.sort in (Sort.IDLE, Sort.JOINT)
        if is_particle and before is Sort.PLAIN and not (len(said) == 2 and _is_beside(folded, rest, place)):
            continue
        if part.sort is Sort.CLINGING and not _names_something(folded, lexicon, place + len(said)):
            continue
        if lexicon.glued and not stands_free(
            folded, place, place + len(said), known_from=rest, goes_on=partial(_goes_on, folded, lexicon)
        ):
            continue
        return len(said) + ending, part
    return None


def _ending(rest: str, said: str, part: Part, lexicon: Lexicon) -> int | None:
    """How many letters of `rest` belong to what was said before it as well; None: it is another word."""
    if lexicon.glued or not (said[-1].isalnum() and rest[:1].isalnum()):
        return 0
    if part.sort is not Sort.SAID or len(said) < LONG_ENOUGH:
        return None
    fitting = (len(one) for one in lexicon.endings if rest.startswith(one) and not rest[len(one) :][:1].isalnum())
    return next(fitting, None)


def _is_beside(folded: str, rest: int, place: int) -> bool:
    """Whether nothing but a blank parts this place from what is known before it."""
    return rest > 0 and folded[rest:place].isspace()


def _names_something(folded: str, lexicon: Lexicon, place: int) -> bool:
    """Whether something that can be asked for begins here, after a blank or without one."""
    while folded[place : place + 1].isspace():
        place += 1
    return any(
        part.sort is Sort.SAID and part.text != "without" for _said, _spelt, part in said_at(folded, place, lexicon)
    )


def _goes_on(folded: str, lexicon: Lexicon, place: int) -> bool:
    """Whether something known, or a particle, begins here."""
    return any(True for _way in said_at(folded, place, lexicon))


def _is_inside_a_word(folded: str, place: int, length: int) -> bool:
    """Whether Latin letters stand on either side: "he" in "the" is no ending."""
    around = folded[place - 1 : place] if place else "", folded[place + length : place + length + 1]
    return any(letter.isascii() and letter.isalnum() for letter in around)


def _number(match: re.Match[str], lexicon: Lexicon) -> tuple[int, Part]:
    groups = match.groupdict()
    if groups.get("decade"):
        said = f"{''.join(filter(str.isdigit, groups['decade']))}s"
    elif groups.get("since"):
        said = f"{groups['since']} to {groups['year']}"
    elif groups.get("only"):
        said = groups["only"]
    elif groups.get("year"):
        said = f"{lexicon.years[groups['side']]} {groups['year']}"
    else:
        compared = groups["after"] or groups["before"]
        low, number = (lexicon.numbers.get(one, one) for one in (groups["low"], groups["number"]))
        counted = f"{low} to {number}" if low else number
        unit = lexicon.units[groups["unit"]]
        amount = "half an hour" if counted == "half" else f"{counted} {unit}"
        said = f"{lexicon.compared[compared] if compared else ''} {amount}"
    return len(match.group()), Part(Sort.SAID, said)


def _turned(parts: list[Part]) -> list[Part]:
    """The parts in the order of English: what refuses what stands before it goes in front of that."""
    found: list[Part] = []
    clings = False
    for place, said in enumerate(parts):
        part = said if said.sort is not Sort.EITHER else _settled(said, found, parts[place + 1 :])
        if part.sort is not Sort.REFUSED:
            found.append(part)
            if clings and part.sort is Sort.SAID:
                found.append(Part(Sort.PLAIN, " ; "))  # "ไม่น่ากลัว" refuses no more than that
            clings = part.sort is Sort.CLINGING or (clings and not part.text.strip())
            continue
        start = _start_of_list(found)
        if start is not None and _is_listed(found[:start]):
            found.append(Part(Sort.PLAIN, " no ; "))  # "동물 학대, 아동 학대 안 봐요": how far it reaches English tells
        elif start is not None:
            found[start:] = [Part(Sort.SAID, "without"), *found[start:], Part(Sort.PLAIN, " ; ")]
    return found


def _settled(part: Part, before: list[Part], following: list[Part]) -> Part:
    """What refuses either way, as it is meant here: before a thing, or behind one at the end of a piece."""
    ahead = next((one for one in following if one.sort is Sort.SAID or _BORDER.search(one.text)), None)
    is_before = ahead is not None and ahead.sort is Sort.SAID
    if is_before or _start_of_list(before) is None:
        return Part(Sort.TURN, part.text)
    return Part(Sort.REFUSED, "")


def _start_of_list(parts: list[Part]) -> int | None:
    """Where what was named last begins: one thing, or several that are joined by "or" or "and".

    Words that mean nothing may stand behind it: who is tired of "재벌 남주" is tired of 재벌.
    """
    start, joined = None, True
    for place in range(len(parts) - 1, -1, -1):
        part = parts[place]
        if part.sort is Sort.SAID and joined:
            start, joined = place, False
        elif part.sort is Sort.JOINT:
            joined = True
        elif part.sort is not Sort.IDLE and not _goes_on_before(part, found=start is not None):
            break
    return start


def _is_listed(before: list[Part]) -> bool:
    """Whether these end with a thing and a comma."""
    named = [part for part in before if part.sort is not Sort.IDLE and part.text.strip(" ")]
    return len(named) > 1 and named[-1].text.strip(" ") in _COMMAS and named[-2].sort is Sort.SAID


def _goes_on_before(part: Part, *, found: bool) -> bool:
    """Whether a list may begin before this; once a thing is `found`, only blanks part it from others."""
    return part.sort is Sort.PLAIN and not _BORDER.search(part.text) and not (found and part.text.strip())


def _said(parts: list[Part], *, glued: bool) -> Iterator[str]:
    before = Part(Sort.PLAIN, "")
    for part in parts:
        # What is hung on a known word with a hyphen belongs to it, and is not refused by a minus.
        text = part.text.removeprefix("-") if before.sort is Sort.SAID else part.text
        if part.sort is not Sort.PLAIN:
            yield f" {text} "
        else:
            yield _ABBREVIATION.sub(" ", text) if glued else text  # "成长向GL"
        before = part


OTHERS = frozenset(
    folded_letters(said) for tongue in TONGUES for said in listed(tongue.others)
)  # asks for nothing, whole
