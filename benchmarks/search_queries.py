"""What people type, made from titles by rules that owe nothing to the index's own normalisation."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from bot.domain.series import Series

KEYS = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl",
    "p": "ol", "a": "qsz", "s": "awdx", "d": "sefc", "f": "drgv", "g": "fthb", "h": "gyjn", "j": "hukm", "k": "jil",
    "l": "kop", "z": "asx", "x": "zsdc", "c": "xdfv", "v": "cfgb", "b": "vghn", "n": "bhjm", "m": "njk",
}  # fmt: skip
EXTRA_WORDS = re.findall(r"\w+", "the a drama series kdrama bl show watch my full new episode really one movie")
ACCENTS = {"a": "áàâä", "e": "éèêë", "i": "íîï", "o": "óôöō", "u": "úûüū", "n": "ñ", "c": "ç", "y": "ý"}
DEMAND = 7_000.0  # how much more often the best known series is asked for than the least known
HANGUL = re.compile(r"[가-힣]")
HAN_ONLY = re.compile(r"[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, where it comes from, and the ids of the series that answer it."""

    category: str
    query: str
    right: frozenset[str]


def is_latin(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and all("LATIN" in unicodedata.name(c, "") for c in letters)


def latin_title(series: Series, _rng: random.Random) -> str | None:
    return series.title if is_latin(series.title) else None


def _typo(text: str, rng: random.Random) -> str:
    """One slip of the finger: a neighbouring key, a lost, doubled or stray letter, two letters swapped."""
    places = [i for i in range(1, len(text)) if text[i].isalpha()]
    at = rng.choice(places) if places else len(text) - 1
    match rng.randrange(4):
        case 0:
            near = KEYS.get(text[at].lower(), "e")
            return text[:at] + rng.choice(near) + text[at + 1 :]
        case 1:
            return text[:at] + text[at + 1 :]
        case 2:
            return text[:at] + rng.choice([text[at], rng.choice("etaoinsr")]) + text[at:]
        case _:
            return text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]


def prefix(name: str, rng: random.Random) -> str | None:
    if len(name) < 6:
        return None
    return name[: rng.randint(4, max(4, int(len(name) * 0.7)))].strip().lower()


def prefix_typo(name: str, rng: random.Random) -> str | None:
    if len(name) < 8:
        return None
    return _typo(name[: rng.randint(5, max(5, int(len(name) * 0.7)))].strip().lower(), rng)


def one_typo(name: str, rng: random.Random) -> str | None:
    return _typo(name.lower(), rng) if len(name) >= 5 else None


def two_typos(name: str, rng: random.Random) -> str | None:
    return _typo(_typo(name.lower(), rng), rng) if len(name) >= 9 else None


def missing_words(name: str, rng: random.Random) -> str | None:
    words = name.lower().split()
    if len(words) < 3:
        return None
    words.pop(rng.randrange(len(words)))
    return " ".join(words)


def extra_words(name: str, rng: random.Random) -> str | None:
    words = name.lower().split()
    if len("".join(words)) < 5:
        return None
    words.insert(rng.randint(0, len(words)), rng.choice(EXTRA_WORDS))
    return " ".join(words)


def swapped_words(name: str, rng: random.Random) -> str | None:
    words = name.lower().split()
    if len(words) < 2:
        return None
    at = rng.randrange(len(words) - 1)
    words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def acronym(name: str, _rng: random.Random) -> str | None:
    words = re.findall(r"[a-z0-9]+", re.sub("['’`´]", "", name.lower()))
    return "".join(word[0] for word in words) if 4 <= len(words) <= 8 else None


def alias(name: str, _rng: random.Random) -> str | None:
    return name.lower() if is_latin(name) and len(name) > 2 else None


def native(name: str, _rng: random.Random) -> str | None:
    return None if name.isascii() or is_latin(name) else name


def half_hangul(name: str, rng: random.Random) -> str | None:
    """Some syllables, and the next one as it stands on the screen after its first or second key."""
    if len(HANGUL.findall(name)) < 4:
        return None
    starts = [i for i in range(2, len(name)) if HANGUL.match(name[i])]
    if not starts:
        return None
    at = rng.choice(starts)
    code = ord(name[at]) - 0xAC00
    initial = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"[code // 588]
    return name[:at] + (initial if rng.random() < 0.5 else chr(0xAC00 + code // 28 * 28))


def middle(name: str, rng: random.Random) -> str | None:
    words = name.lower().split()
    if len(words) < 3:
        return None
    first = rng.randrange(1, len(words) - 1)
    part = " ".join(words[first : first + rng.randint(2, 3)])
    return part if len(part) >= 5 else None


def spacing(name: str, rng: random.Random) -> str | None:
    words = name.lower().split()
    if len(words) > 1 and rng.random() < 0.7:
        return "".join(words) if rng.random() < 0.7 else "-".join(words)
    if len(name) < 6:
        return None
    at = rng.randrange(2, len(name) - 2)
    return (name[:at] + " " + name[at:]).lower()


def diacritics(name: str, rng: random.Random) -> str | None:
    if not name.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
        return bare if is_latin(bare) else None
    places = [i for i, c in enumerate(name.lower()) if c in ACCENTS]
    if len(name) < 5 or not places:
        return None
    for at in rng.sample(places, min(2, len(places))):
        name = name[:at] + rng.choice(ACCENTS[name[at].lower()]) + name[at + 1 :]
    return name


def short(name: str, rng: random.Random) -> str | None:
    return name[: rng.choice((1, 2, 2, 3, 3, 3))].strip().lower() or None


def other_name(series: Series, rng: random.Random) -> str | None:
    return rng.choice(series.aliases) if series.aliases else None


def native_name(series: Series, rng: random.Random) -> str | None:
    names = [name for name in series.names() if native(name, rng)]
    return rng.choice(names) if names else None


def hangul_name(series: Series, rng: random.Random) -> str | None:
    names = [name for name in series.names() if HANGUL.search(name)]
    return rng.choice(names) if names else None


def accented_name(series: Series, rng: random.Random) -> str | None:
    names = [name for name in series.names() if is_latin(name)]
    accented = [name for name in names if not name.isascii()]
    return rng.choice(accented or names) if names else None


Pick = Callable[[Series, random.Random], str | None]
Bend = Callable[[str, random.Random], str | None]
# The order and the names of issue and documentation; all weigh the same in the mean.
CATEGORIES: dict[str, tuple[Pick, Bend]] = {
    "prefix": (latin_title, prefix),
    "prefix with a typo": (latin_title, prefix_typo),
    "one typo": (latin_title, one_typo),
    "two typos": (latin_title, two_typos),
    "missing word": (latin_title, missing_words),
    "extra word": (latin_title, extra_words),
    "swapped words": (latin_title, swapped_words),
    "acronym": (latin_title, acronym),
    "alias": (other_name, alias),
    "native script": (native_name, native),
    "half-typed Hangul": (hangul_name, half_hangul),
    "middle of a title": (latin_title, middle),
    "spacing": (latin_title, spacing),
    "diacritics": (accented_name, diacritics),
    "1-3 characters": (latin_title, short),
}


def han(series: Series, rng: random.Random) -> str | None:
    names = [name for name in series.names() if HAN_ONLY.fullmatch(name)]
    return rng.choice(names) if names else None


def other_han(name: str, rng: random.Random) -> str | None:
    """In the other Chinese spelling where OpenCC is installed, whole or all but the end."""
    try:
        import opencc
    except ImportError:
        written = name
    else:
        written = opencc.OpenCC(rng.choice(("s2t", "t2s"))).convert(name)
    return written[: rng.randint(max(2, len(written) - 2), len(written))]


def titled_with_facts(series: Series, rng: random.Random) -> str | None:
    """The title with its year or country at its side; names no title, so that only this very series is right."""
    if not is_latin(series.title):
        return None
    country = {"KR": "korean", "TH": "thai", "JP": "japan", "CN": "chinese", "TW": "taiwan"}.get(series.country)
    return f"{series.title} {rng.choice([str(series.year), country or str(series.year)])}"


def as_typed(name: str, _rng: random.Random) -> str | None:
    return name.lower()


# Outside the mean: the others know neither Chinese spellings nor facts.
FURTHER: dict[str, tuple[Pick, Bend]] = {
    "Han, other spelling": (han, other_han),
    "hints": (titled_with_facts, as_typed),
}


AS_IT_IS: frozenset[Bend] = frozenset((alias, native, other_han, as_typed))  # bends that may leave a name as it is


def ask(
    series: Sequence[Series], *, seed: int, each: int, categories: dict[str, tuple[Pick, Bend]] | None = None,
    chosen: Callable[[str], bool] = lambda _id: True,
) -> list[Asked]:  # fmt: skip
    """`each` different queries a category, of the series whose ids are `chosen`, drawn as often as they are known.

    `popularity` is on the scale of orders of magnitude, so the demand for a series rises exponentially with it.

    The right answers are the series it was made from and those that bear the very same name.
    """
    rng = random.Random(seed)
    bearers: dict[str, set[str]] = {}
    for one in series:
        for name in one.names():
            bearers.setdefault(name.casefold(), set()).add(one.id)
    weights = list(accumulate(chosen(one.id) * DEMAND ** (one.popularity / 100) for one in series))
    asked: list[Asked] = []
    for category, (pick, bend) in (categories or CATEGORIES).items():
        seen: set[str] = set()
        for _ in range(1_000 * each):  # a catalogue may hold too few names of a sort
            if len(seen) == each:
                break
            one = rng.choices(series, cum_weights=weights)[0]
            name = pick(one, rng)
            query = bend(name, rng) if name else None
            is_bent = bool(name and query) and (bend in AS_IT_IS or query != name.lower())
            if name and query and is_bent and query not in seen:
                seen.add(query)
                asked.append(Asked(category, query, frozenset(bearers.get(name.casefold(), {one.id}))))
    return asked
