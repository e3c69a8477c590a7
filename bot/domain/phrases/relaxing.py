"""Relaxing a phrase by degrees, where too little meets it: first what misses it narrowly, then what lacks a wish."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from bot.domain.phrases.constraints import Constraint, EndsWith, HasTerm, InRange, NumberField, Phrase
from bot.domain.phrases.matching import demands, meets
from bot.domain.series import Series

MOST_MISSED = 4  # degrees
_NARROWLY, _LACKS = 1, 2  # degrees
_QUARTER = 0.25
_SLACK: dict[NumberField, int] = {"episodes": 2, "minutes": 10, "total": 60, "year": 3, "popularity": 10}


class Shortfall(Struct, frozen=True):
    """How much a series misses of a phrase, in degrees, and which wishes; 0 and none where it meets all."""

    degrees: int
    missed: tuple[Constraint, ...] = ()


def shortfalls(series: Iterable[Series], phrase: Phrase) -> dict[str, Shortfall]:
    """What each series misses, by id; without those that miss what cannot be let go of, or too much.

    Never let go of by itself: refusals, the kind of series, its country, state, people and source, an ending that is
    known to be another. A number that is missed narrowly is one degree, a wish that is not met, or a length or an
    ending that nobody recorded, two. One wish at least has to be met.
    """
    asked = demands(phrase)
    wishes = sum(not demand[0].unwanted for demand in asked)
    found = {}
    for one in series:
        shortfall = _shortfall(one, asked, wishes)
        if shortfall is not None:
            found[one.id] = shortfall
    return found


def _shortfall(series: Series, asked: Sequence[list[Constraint]], wishes: int) -> Shortfall | None:
    degrees = 0
    missed: list[Constraint] = []
    for demand in asked:
        if meets(series, demand):
            continue
        nearest = min(demand, key=lambda one: _degrees(one, series) or MOST_MISSED + 1)
        step = _degrees(nearest, series)
        degrees += step or MOST_MISSED + 1
        missed.append(nearest)
        if degrees > MOST_MISSED or len(missed) == wishes:
            return None
    return Shortfall(degrees, tuple(missed))


def _degrees(constraint: Constraint, series: Series) -> int | None:
    """How far a series is from a wish that it does not meet; None where that cannot be let go of."""
    question = constraint.question
    if constraint.unwanted:
        return None
    if isinstance(question, HasTerm):
        return _LACKS if question.facet in ("genres", "tropes") else None
    if isinstance(question, EndsWith):
        return _LACKS if series.ending is None else None
    if isinstance(question, InRange):
        value = question.value(series)
        if value is None:
            return _LACKS if question.field in ("minutes", "total") else None
        return _NARROWLY if _is_near(question, value) else None
    return None


def _is_near(question: InRange, value: int) -> bool:
    slack = _SLACK[question.field]
    bound = question.high if question.high is not None and value > question.high else question.low
    assert bound is not None
    if question.field not in ("year", "popularity"):
        slack = max(slack, round(bound * _QUARTER))
    return abs(value - bound) <= slack
