"""What a taste phrase asks of a series: small questions that a series answers with yes or no.

What is not recorded meets no wish: "none recorded" is not "none". A refused term that is not recorded lets a
series pass, which the reader is told; a refused range needs a record, like a wish.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.series import Series

LONGEST_PHRASE = 500  # characters; what comes after is not read
AVOIDED_FACETS = ("content_notes", "tropes", "genres")
TermFacet = Literal["kinds", "genres", "tropes", "content_notes", "source_kinds"]
NumberField = Literal["episodes", "minutes", "total", "year", "popularity"]

# What else a wish for a term accepts: series of these kinds are what people mean by the wider word.
WIDER: Mapping[str, frozenset[str]] = {
    "queer": frozenset({"queer", "bl", "gl"}),
    "novel": frozenset({"novel", "web-novel"}),
    "comic": frozenset({"comic", "manga", "webtoon"}),
}


class HasTerm(Struct, frozen=True):
    """The series bears a term of the vocabulary."""

    facet: TermFacet
    term_id: str

    @property
    def key(self) -> str:
        """Stable text that names the question."""
        return f"{self.facet}:{self.term_id}"

    @property
    def group(self) -> str | None:
        """Wishes of one group are alternatives: no series has two kinds."""
        return self.facet if self.facet in ("kinds", "source_kinds") else None

    def holds(self, series: Series) -> bool:
        """Whether the series bears the term."""
        accepted = WIDER.get(self.term_id, frozenset({self.term_id}))
        if self.facet == "kinds":
            return series.kind.value in accepted
        if self.facet == "source_kinds":
            return series.based_on is not None and series.based_on.kind in accepted
        terms: tuple[str, ...] = getattr(series, self.facet)
        return self.term_id in terms


class FromCountry(Struct, frozen=True):
    """The series comes from a country (ISO 3166-1 alpha-2)."""

    country: str

    @property
    def key(self) -> str:
        """Stable text that names the question."""
        return f"country:{self.country}"

    @property
    def group(self) -> str | None:
        """Constraints of one group are alternatives: a series comes from one of the countries."""
        return "country"

    def holds(self, series: Series) -> bool:
        """Whether the series comes from there."""
        return series.country == self.country


class InRange(Struct, frozen=True):
    """A number lies within bounds, both included; None leaves a side open.

    `minutes` are those of one episode, `total` those of all of them; `popularity` goes from 0 to 100.
    """

    field: NumberField
    low: int | None
    high: int | None

    @property
    def key(self) -> str:
        """Stable text that names the question."""
        low = "" if self.low is None else self.low
        high = "" if self.high is None else self.high
        return f"{self.field}:{low}..{high}"

    @property
    def group(self) -> str | None:
        """None: every range that is named has to hold."""
        return None

    def holds(self, series: Series) -> bool:
        """Whether the number is recorded and within the bounds."""
        value = self.value(series)
        if value is None:
            return False
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def value(self, series: Series) -> int | None:
        """The number, or None where it is not recorded."""
        if self.field == "total":
            return None if series.episodes is None or series.minutes is None else series.episodes * series.minutes
        number: int | None = getattr(series, self.field)
        return number

    def recorded(self, series: Series) -> bool:
        """Whether the number is recorded at all."""
        return self.value(series) is not None


class HasStatus(Struct, frozen=True):
    """The series is announced, airing or finished."""

    status: str

    @property
    def key(self) -> str:
        """Stable text that names the question."""
        return f"status:{self.status}"

    @property
    def group(self) -> str | None:
        """Constraints of one group are alternatives: a series is in one of the states."""
        return "status"

    def holds(self, series: Series) -> bool:
        """Whether the series is in this state."""
        return series.status == self.status


class EndsWith(Struct, frozen=True):
    """The series has this ending: happy, bittersweet, sad or open."""

    ending: str

    @property
    def key(self) -> str:
        """Stable text that names the question."""
        return f"ending:{self.ending}"

    @property
    def group(self) -> str | None:
        """Constraints of one group are alternatives: a series has one of the endings."""
        return "ending"

    def holds(self, series: Series) -> bool:
        """Whether the series is recorded to end so."""
        return series.ending is not None and series.ending.value == self.ending


class Involves(Struct, frozen=True):
    """Somebody made it or plays in it, or it was made for a network; `ids` are the series of that name."""

    words: str
    ids: frozenset[str]

    @property
    def key(self) -> str:
        """Stable text that names the question."""
        return f"with:{self.words}"

    @property
    def group(self) -> str | None:
        """All of them have to be there."""
        return None

    def holds(self, series: Series) -> bool:
        """Whether it is one of theirs."""
        return series.id in self.ids


class IsLike(Struct, frozen=True):
    """The series is one that was named, or continues it: "nothing like TharnType"."""

    series_id: str
    title: str
    ids: frozenset[str]

    @property
    def key(self) -> str:
        """Stable text that names the question."""
        return f"like:{self.series_id}"

    @property
    def group(self) -> str | None:
        """All of them have to hold."""
        return None

    def holds(self, series: Series) -> bool:
        """Whether it is that one, or a further season."""
        return series.id in self.ids


Question = HasTerm | FromCountry | InRange | HasStatus | EndsWith | Involves | IsLike


class Constraint(Struct, frozen=True):
    """A question, whether a yes is wanted or refused, and the words it was read from.

    Wishes with the same number in `either`, unless it is 0, were parted by "or": one of them is enough.
    """

    question: Question
    unwanted: bool
    said: str
    either: int = 0

    @property
    def key(self) -> str:
        """Stable text that names the constraint; a refusal starts with a minus."""
        return f"-{self.question.key}" if self.unwanted else self.question.key

    @property
    def group(self) -> str | None:
        """What it is an alternative within, if any. Refusals all have to hold."""
        if self.unwanted:
            return None
        return self.question.group or (f"either:{self.either}" if self.either else None)

    def allows(self, series: Series) -> bool:
        """Whether a series passes, looked at alone. A refused range needs a record."""
        if self.unwanted and isinstance(self.question, InRange) and not self.question.recorded(series):
            return False
        return self.question.holds(series) != self.unwanted


class Phrase(Struct, frozen=True):
    """A taste phrase as it was understood.

    `contradictions` are pairs of what was said that cannot both be had; neither is among the constraints,
    both are among `clashing`. `allowed` is what was said to be fine either way, and asks for nothing.
    `leftover` are the words that meant nothing to us, `aside` those that were too many to be kept in mind.
    """

    text: str
    constraints: tuple[Constraint, ...] = ()
    contradictions: tuple[tuple[str, str], ...] = ()
    leftover: tuple[str, ...] = ()
    clashing: tuple[Constraint, ...] = ()
    allowed: tuple[Constraint, ...] = ()
    aside: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[HasTerm, ...]:
        """The terms that a series should have."""
        return tuple(c.question for c in self.constraints if isinstance(c.question, HasTerm) and not c.unwanted)

    @property
    def unwanted(self) -> tuple[HasTerm, ...]:
        """The terms that a series must not have."""
        return tuple(c.question for c in self.constraints if isinstance(c.question, HasTerm) and c.unwanted)

    def without(self, *keys: str) -> Phrase:
        """The phrase without the constraints of these keys."""
        return replace(self, constraints=tuple(c for c in self.constraints if c.key not in keys))
