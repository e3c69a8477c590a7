"""What a taste phrase asks of a series: small questions that a series answers with yes or no.

What is not recorded meets no wish: "none recorded" is not "none". A refused term that is not recorded lets a
series pass, which the reader is told; a refused range needs a record, like a wish.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.domain.series import Series

TermFacet = Literal["kinds", "genres", "tropes", "content_notes", "source_kinds"]
NumberField = Literal["episodes", "minutes", "year"]

# What else a wish for a term accepts: series of these kinds are what people mean by the wider word.
WIDER: Mapping[str, frozenset[str]] = {
    "queer": frozenset({"queer", "bl", "gl"}),
    "novel": frozenset({"novel", "web-novel"}),
    "comic": frozenset({"comic", "manga", "webtoon"}),
}


@dataclass(frozen=True, slots=True)
class HasTerm:
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


@dataclass(frozen=True, slots=True)
class FromCountry:
    """The series comes from a country (ISO 3166-1 alpha-2)."""

    country: str

    @property
    def key(self) -> str:
        """Stable text that names the question."""
        return f"country:{self.country}"

    @property
    def group(self) -> str | None:
        """Two countries are alternatives."""
        return "country"

    def holds(self, series: Series) -> bool:
        """Whether the series comes from there."""
        return series.country == self.country


@dataclass(frozen=True, slots=True)
class InRange:
    """A number lies within bounds, both included; None leaves a side open."""

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
        """Ranges all have to hold."""
        return None

    def holds(self, series: Series) -> bool:
        """Whether the number is recorded and within the bounds."""
        value: int | None = getattr(series, self.field)
        if value is None:
            return False
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def recorded(self, series: Series) -> bool:
        """Whether the number is recorded at all."""
        return getattr(series, self.field) is not None


@dataclass(frozen=True, slots=True)
class HasStatus:
    """The series is announced, airing or finished."""

    status: str

    @property
    def key(self) -> str:
        """Stable text that names the question."""
        return f"status:{self.status}"

    @property
    def group(self) -> str | None:
        """Two states are alternatives."""
        return "status"

    def holds(self, series: Series) -> bool:
        """Whether that is its state."""
        return series.status == self.status


@dataclass(frozen=True, slots=True)
class EndsWith:
    """The series has this ending: happy, bittersweet, sad or open."""

    ending: str

    @property
    def key(self) -> str:
        """Stable text that names the question."""
        return f"ending:{self.ending}"

    @property
    def group(self) -> str | None:
        """Two endings are alternatives."""
        return "ending"

    def holds(self, series: Series) -> bool:
        """Whether it ends so."""
        return series.ending is not None and series.ending.value == self.ending


@dataclass(frozen=True, slots=True)
class Mentions:
    """Words found in a title, a name or another text of the series; `ids` are the series that have them all."""

    words: str
    ids: frozenset[str]

    @property
    def key(self) -> str:
        """Stable text that names the question."""
        return f"words:{self.words}"

    @property
    def group(self) -> str | None:
        """All words have to be there."""
        return None

    def holds(self, series: Series) -> bool:
        """Whether the words are there."""
        return series.id in self.ids


Question = HasTerm | FromCountry | InRange | HasStatus | EndsWith | Mentions


@dataclass(frozen=True, slots=True)
class Constraint:
    """A question, whether a yes is wanted or refused, and the words it was read from."""

    question: Question
    unwanted: bool
    said: str

    @property
    def key(self) -> str:
        """Stable text that names the constraint; a refusal starts with a minus."""
        return f"-{self.question.key}" if self.unwanted else self.question.key

    def allows(self, series: Series) -> bool:
        """Whether a series passes, looked at alone."""
        return self.question.holds(series) != self.unwanted


@dataclass(frozen=True, slots=True)
class Phrase:
    """A taste phrase as it was understood.

    `contradictions` are pairs of what was said that cannot both be had; neither is among the constraints,
    both are among `clashing`.
    `leftover` are the words that meant nothing to us.
    """

    text: str
    constraints: tuple[Constraint, ...] = ()
    contradictions: tuple[tuple[str, str], ...] = ()
    leftover: tuple[str, ...] = ()
    clashing: tuple[Constraint, ...] = ()

    @property
    def wanted(self) -> tuple[HasTerm, ...]:
        """Terms that are wished for."""
        return tuple(c.question for c in self.constraints if isinstance(c.question, HasTerm) and not c.unwanted)

    @property
    def unwanted(self) -> tuple[HasTerm, ...]:
        """Terms that are refused."""
        return tuple(c.question for c in self.constraints if isinstance(c.question, HasTerm) and c.unwanted)

    def without(self, *keys: str) -> Phrase:
        """The phrase without the constraints of these keys."""
        kept = tuple(c for c in self.constraints if c.key not in keys)
        return Phrase(self.text, kept, self.contradictions, self.leftover, self.clashing)
