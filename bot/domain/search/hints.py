"""Words of a query that narrow it rather than name a series: a year, a country, a kind."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from msgspec import Struct

from bot.domain.search import normalise
from bot.domain.series import Kind, Series
from bot.patterns import later_re

_YEAR: Final = later_re(r"(?:19[5-9]|20[0-4])\d")
_COUNTRY_WORDS: Final = {
    "KR": "kr korea korean kdrama sk 한국 韩国 เกาหลี",
    "TH": "th thai thailand ไทย 泰国 태국",
    "JP": "jp japan japanese jdrama 日本 일본 ญี่ปุ่น",
    "CN": "cn china chinese cdrama mainland 中国 중국 จีน",
    "TW": "tw taiwan taiwanese twdrama 台湾 대만 ไต้หวัน",
    "HK": "hk hongkong 香港",
    "PH": "ph philippines filipino pinoy philippine",
    "VN": "vn vietnam vietnamese viet",
    "ID": "indonesia indonesian",
    "SG": "sg singapore",
    "MY": "malaysia malaysian",
    "IN": "india indian",
    "US": "usa american",
    "GB": "gb uk british",
    "KH": "cambodia cambodian khmer",
    "LA": "laos lao",
    "MM": "myanmar burmese",
}
_KIND_WORDS: Final = {
    Kind.BL: "bl boyslove yaoi",
    Kind.GL: "gl girlslove yuri",
    Kind.QUEER: "queer lgbt lgbtq",
    Kind.FILM: "film movie",
}
_KINDS: Final = {word: kind for kind, words in _KIND_WORDS.items() for word in words.split()}
# In the points of the scorer; a series of a neighbouring year may have begun at the turn of it.
_FITS: Final = 4.0
_NEXT_YEAR: Final = 1.0
_MISFITS: Final = -5.0
_OTHER_KIND: Final = -2.0
# "gap the series", "korean bl series": what people add to a name, or to hints, that says nothing.
_FILLER: Final = frozenset({"series", "drama", "dramas", "show", "season"})


class Hints(Struct, frozen=True):
    """What a query asks for besides a name; None where it asks for nothing."""

    year: int | None = None
    country: str | None = None
    kind: Kind | None = None

    def __bool__(self) -> bool:
        return self.year is not None or self.country is not None or self.kind is not None

    @property
    def is_telling(self) -> bool:
        """Whether they say enough by themselves: "thai bl" does, "th" may become "the"."""
        return len(self.words()) > 1

    def words(self) -> tuple[str, ...]:
        """The hints as words, the same that `of` gives a series."""
        return tuple(str(hint) for hint in (self.year, self.country, self.kind) if hint is not None)

    def points(self, series: Series) -> float:
        """What a name of this series gains by fitting the hints, or loses by not fitting them."""
        gained = 0.0
        if self.year is not None:
            gained += {0: _FITS, 1: _NEXT_YEAR}.get(abs(series.year - self.year), _MISFITS)
        if self.country is not None:
            gained += _FITS if series.country == self.country else _MISFITS
        if self.kind is not None:
            fits = self.kind in _kinds(series)
            gained += _FITS if fits else _OTHER_KIND
        return gained


NONE: Final = Hints()


def of(series: Series) -> tuple[str, ...]:
    """The hints that fit a series, as words; only what can be asked for."""
    return (str(series.year), series.country, *(kind for kind in _kinds(series) if kind in _KIND_WORDS))


def _kinds(series: Series) -> tuple[Kind, ...]:
    """The kinds that people ask for it by: whatever is neither a film nor of the general kind is queer."""
    if series.kind in (Kind.GENERAL, Kind.FILM):
        return (series.kind,)
    return (Kind.QUEER,) if series.kind is Kind.QUEER else (series.kind, Kind.QUEER)


@cache
def _countries() -> Mapping[str, str]:
    """The code of each country by a word for it, as names are compared."""
    return {normalise.key(word): code for code, words in _COUNTRY_WORDS.items() for word in words.split()}


def read(key: str) -> tuple[str, Hints]:
    """The name in a key, and its hints; the first of each sort counts, the rest stays in the name.

    "reset thai 2025" is "reset" with a country and a year; "gap the series" is "gap". The name is empty when the key
    held nothing else.
    """
    year: int | None = None
    country: str | None = None
    kind: Kind | None = None
    kept: list[str] = []
    for word in key.split(" "):
        if year is None and _YEAR.fullmatch(word):
            year = int(word)
        elif country is None and word in _countries():
            country = _countries()[word]
        elif kind is None and word in _KINDS:
            kind = _KINDS[word]
        else:
            kept.append(word)
    hints = Hints(year, country, kind)
    while kept and kept[-1] in _FILLER:
        kept.pop()
        if kept[-1:] == ["the"]:
            kept.pop()
    return " ".join(kept), hints


def read_away(key: str, name: str) -> frozenset[str]:
    """The telling words of a key that `read` left out of the name in it."""
    return frozenset(key.split(" ")) - frozenset(name.split(" ")) - {"the"}
