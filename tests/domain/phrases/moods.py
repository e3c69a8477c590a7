"""The tables of moods: phrases, and what has to be understood of them; and how reading them is scored.

A phrase belongs to the first half when the first byte of its SHA-256 is even. The first half is what the reader is
worked on with; the second is only counted, never looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path

from bot.domain.phrases import NameIndex, Phrase, Sayings, is_called, read_phrase, take_likened
from bot.domain.search import SearchIndex
from bot.domain.series import Series
from bot.i18n import speaking
from tests.bundled import bundled, sayings

FOLDER = Path(__file__).parent / "data"
THIS_YEAR = 2026


@dataclass(frozen=True, slots=True)
class Mood:
    """A phrase, what has to be understood of it, and what may be besides (written with a question mark)."""

    text: str
    expected: frozenset[str]
    allowed: frozenset[str] = frozenset()

    @property
    def is_seen(self) -> bool:
        return hashlib.sha256(self.text.encode()).digest()[0] % 2 == 0


@dataclass(frozen=True, slots=True)
class Score:
    """Parts are the keys that are expected or were understood; right are those in both."""

    phrases: int
    whole: int
    parts: int
    right: int
    opposites: int

    @property
    def share(self) -> float:
        return self.right / self.parts if self.parts else 1.0


def table(name: str) -> list[Mood]:
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.rsplit(" => ", 1) for line in lines if line and not line.startswith("#"))
    return [_mood(*_keyed(row)) for row in rows]


def table_abroad(name: str) -> dict[str, list[Mood]]:
    """The moods of a table in which each stands in a language of its own ("ko: …"), by those."""
    found: dict[str, list[Mood]] = {}
    for mood in table(name):
        code, _colon, text = mood.text.partition(": ")
        found.setdefault(code, []).append(replace(mood, text=text))
    return found


def _mood(text: str, keys: str) -> Mood:
    parts = [] if keys == "nothing" else keys.split()
    return Mood(
        text,
        frozenset(key for key in parts if not key.endswith("?")),
        frozenset(key.removesuffix("?") for key in parts if key.endswith("?")),
    )


def rounds() -> list[str]:
    """Names of the tables of rounds, the first one first."""
    return sorted((path.stem for path in FOLDER.glob("moods_round_*.txt")), key=lambda name: int(name.split("_")[-1]))


def _keyed(row: list[str]) -> tuple[str, str]:
    # A person's name holds blanks: "with:hwang da seul" is one key.
    text, keys = row
    return text, " ".join(_joined(keys.split()))


def _joined(words: list[str]) -> list[str]:
    keys: list[str] = []
    for word in words:
        if ":" in word or word == "nothing":
            keys.append(word)
        else:
            keys[-1] += f"_{word}"
    return keys


@cache
def _known() -> tuple[dict[str, Series], Sayings, NameIndex, SearchIndex]:
    shipped = bundled()
    series = {one.id: one for one in shipped.series}
    names = NameIndex(series.values())
    return series, sayings(), names, SearchIndex(series.values())


def find(typed: str) -> str | None:
    """The series that is called nearly so, by the rule of the command."""
    series, _sayings, _names, index = _known()
    hits = index.search(typed, limit=1)
    if not hits:
        return None
    return hits[0].series_id if is_called(series[hits[0].series_id].names(), typed) else None


def catalogue() -> list[Series]:
    """The bundled series."""
    return list(_known()[0].values())


def read(text: str, liked: Iterable[str] = ()) -> Phrase:
    """A mood, without the titles to go by that it named, as it is understood."""
    series, sayings, names, _index = _known()
    return read_phrase(text, sayings, this_year=THIS_YEAR, names=names, likened=[series[one] for one in liked])


def understood(text: str) -> frozenset[str]:
    """Keys of all that a mood asks for, with the titles it names."""
    liked, rest = take_likened(text, find, most=3, is_known=_known()[1].covers, is_saying=_known()[1].is_saying)
    phrase = read(rest, liked)
    keys = [one.key.replace(" ", "_") for one in (*phrase.constraints, *phrase.clashing)]
    return frozenset([*keys, *(f"like:{one}" for one in liked)])


def opposites(mood: Mood, got: frozenset[str]) -> set[str]:
    """What was understood as the contrary of what was said."""
    contrary = {key[1:] if key.startswith("-") else f"-{key}" for key in mood.expected - got}
    return contrary & got


def score_abroad(name: str, is_counted: Callable[[Mood], bool] = lambda _mood: True) -> Score:
    """The score of a table of other languages, each read as its readers read it."""
    found = []
    for code, moods in table_abroad(name).items():
        with speaking(code):
            found.append(score(mood for mood in moods if is_counted(mood)))
    return Score(*(sum(getattr(one, field.name) for one in found) for field in fields(Score)))


def score(moods: Iterable[Mood]) -> Score:
    phrases = whole = parts = right = wrong_way = 0
    for mood in moods:
        got = understood(mood.text) - mood.allowed
        phrases += 1
        whole += got == mood.expected
        parts += len(got | mood.expected)
        right += len(got & mood.expected)
        wrong_way += len(opposites(mood, got))
    return Score(phrases, whole, parts, right, wrong_way)
