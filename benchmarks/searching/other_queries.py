"""A second maker of queries, held out: nothing of the index was ever fitted to it or chosen by it.

Where `search_queries` bends titles letter by letter, this one imitates who types them: by ear, in a hurry, on a
telephone that corrects, from memory, in another romanisation. Its rules were written before it was first run.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

from benchmarks.search_queries import (
    accented_name,
    hangul_name,
    is_latin,
    latin_title,
    native_name,
    other_name,
)
from bot.domain.series import Series

Pick = Callable[[Series, random.Random], str | None]
Bend = Callable[[str, random.Random], str | None]

# By ear: what sounds the same to somebody.
_SOUNDS = (
    ("ph", "f"), ("ck", "k"), ("c", "k"), ("k", "c"), ("ee", "i"), ("oo", "u"), ("y", "i"), ("ie", "y"), ("z", "s"),
    ("s", "z"), ("th", "t"), ("wh", "w"), ("ou", "o"), ("ea", "e"), ("ai", "ay"), ("gh", ""), ("mb", "m"), ("qu", "kw"),
    ("x", "ks"), ("ll", "l"), ("ss", "s"), ("tt", "t"), ("er", "a"), ("tion", "shun"), ("ight", "ite"),
)  # fmt: skip
_ROMAN = (("eo", "u"), ("eu", "u"), ("yeo", "you"), ("ae", "e"), ("oe", "we"), ("j", "ch"), ("g", "k"), ("b", "p"),
          ("d", "t"), ("r", "l"), ("shi", "si"), ("chi", "ti"), ("tsu", "tu"), ("ou", "o"), ("zh", "j"), ("x", "sh"),
          ("q", "ch"), ("th", "t"), ("ph", "p"), ("uu", "u"))  # fmt: skip
_THUMBS = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wertyuiop[sdfghjkl;xcvbnm,", strict=True))
_SMALL = {"the", "a", "an", "of", "in", "to", "and", "my", "is", "for", "on", "with", "at", "you", "your", "i"}
_TAILS = ("ep 1", "season 1", "bl", "drama", "2024", "kdrama", "eng sub", "cast", "review", "the series")


def by_ear(name: str, rng: random.Random) -> str | None:
    """One or two sounds written another way."""
    return _rewritten(name.lower(), _SOUNDS, rng, most=2)


def romanised_otherwise(name: str, rng: random.Random) -> str | None:
    return _rewritten(name.lower(), _ROMAN, rng, most=2)


def _rewritten(text: str, rules: tuple[tuple[str, str], ...], rng: random.Random, *, most: int) -> str | None:
    fitting = [rule for rule in rules if rule[0] in text[1:]]
    if len(text) < 6 or not fitting:
        return None
    for old, new in rng.sample(fitting, min(most, len(fitting))):
        places = [found.start() for found in re.finditer(re.escape(old), text) if found.start() > 0]
        if places:
            at = rng.choice(places)
            text = text[:at] + new + text[at + len(old) :]
    return text


def in_a_hurry(name: str, rng: random.Random) -> str | None:
    """Vowels left out of one long word."""
    words = name.lower().split()
    long = [place for place, word in enumerate(words) if len(word) >= 6]
    if not long:
        return None
    at = rng.choice(long)
    words[at] = words[at][0] + re.sub("[aeiou]", "", words[at][1:], count=2)
    return " ".join(words)


def fat_thumbs(name: str, rng: random.Random) -> str | None:
    """Two keys hit to the right of the ones that were meant."""
    text = list(name.lower())
    places = [place for place, letter in enumerate(text) if letter in _THUMBS and place > 0]
    if len(text) < 8 or len(places) < 3:
        return None
    for at in rng.sample(places, 1 if len(text) < 12 else 2):
        text[at] = _THUMBS[text[at]]
    return "".join(text)


def only_what_matters(name: str, _rng: random.Random) -> str | None:
    """Small words are not typed."""
    words = name.lower().split()
    kept = [word for word in words if word not in _SMALL]
    return " ".join(kept) if 2 <= len(kept) < len(words) else None


def begun(name: str, rng: random.Random) -> str | None:
    """Whole words and the beginning of the next, as autocomplete meets them."""
    words = name.lower().split()
    if len(words) < 2 or len(words[1]) < 3:
        return None
    count = rng.randint(1, len(words) - 1)
    return " ".join([*words[:count], words[count][: rng.randint(1, max(1, len(words[count]) - 1))]])


def every_word_begun(name: str, rng: random.Random) -> str | None:
    words = name.lower().split()
    return " ".join(word[: rng.randint(2, 3)] for word in words) if 3 <= len(words) <= 7 else None


def from_memory(name: str, rng: random.Random) -> str | None:
    """The words in another order, one of them gone."""
    words = name.lower().split()
    if len(words) < 4:
        return None
    words.pop(rng.randrange(len(words)))
    rng.shuffle(words)
    return " ".join(words)


def with_a_tail(name: str, rng: random.Random) -> str | None:
    return f"{name.lower()} {rng.choice(_TAILS)}" if len(name) >= 5 else None


def run_together(name: str, _rng: random.Random) -> str | None:
    words = re.findall(r"\w+", name.lower())
    return "".join(words) if len(words) >= 2 else None


def tag(name: str, _rng: random.Random) -> str | None:
    words = re.findall(r"\w+", name)
    return "#" + "".join(word.capitalize() for word in words) if len(words) >= 2 else None


def plain_letters(name: str, _rng: random.Random) -> str | None:
    """Without accents and signs, as a keyboard without them writes it."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    bare = re.sub(r"[^\w\s]", "", bare)
    return bare if bare != name.lower() and is_latin(bare) else None


def part_of_native(name: str, rng: random.Random) -> str | None:
    return name[: rng.randint(2, max(2, len(name) - 1))] if len(name) >= 4 else None


def keys_of_hangul(name: str, rng: random.Random) -> str | None:
    """A syllable's last consonant is not typed yet."""
    at = rng.randrange(1, len(name)) if len(name) >= 3 else 0
    code = ord(name[at]) - 0xAC00
    if not 0 <= code < 11_172 or not code % 28:
        return None
    return name[:at] + chr(0xAC00 + code // 28 * 28)


CATEGORIES: dict[str, tuple[Pick, Bend]] = {
    "by ear": (latin_title, by_ear),
    "romanised otherwise": (other_name, lambda name, rng: romanised_otherwise(name, rng) if is_latin(name) else None),
    "in a hurry": (latin_title, in_a_hurry),
    "fat thumbs": (latin_title, fat_thumbs),
    "only what matters": (latin_title, only_what_matters),
    "begun": (latin_title, begun),
    "every word begun": (latin_title, every_word_begun),
    "from memory": (latin_title, from_memory),
    "with a tail": (latin_title, with_a_tail),
    "run together": (latin_title, run_together),
    "hashtag": (latin_title, tag),
    "plain letters": (accented_name, plain_letters),
    "native, begun": (native_name, part_of_native),
    "Hangul, last key missing": (hangul_name, keys_of_hangul),
}
