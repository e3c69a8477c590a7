"""Which series a phrase lets through, and what to drop when none is left."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.phrases.constraints import Constraint, InRange, Phrase
from bot.domain.series import Series


def matches(series: Series, phrase: Phrase) -> bool:
    """Whether a series meets every wish and breaks no refusal.

    Wishes for several countries, kinds, source kinds, states or endings are alternatives.
    """
    return all(_meets(series, constraints) for constraints in _demands(phrase))


def which_filter_to_drop(series: Iterable[Series], phrase: Phrase) -> tuple[Constraint, int] | None:
    """The constraint whose removal lets most series through, with their number.

    None when no single removal helps. Of equals the one said last is named.
    """
    options = [(constraint, phrase.without(constraint.key)) for constraint in phrase.constraints]
    counts = dict.fromkeys((constraint.key for constraint, _ in options), 0)
    for one in series:
        for constraint, rest in options:
            counts[constraint.key] += matches(one, rest)
    best: tuple[Constraint, int] | None = None
    for constraint, _ in options:
        count = counts[constraint.key]
        if count and (best is None or count >= best[1]):
            best = (constraint, count)
    return best


def _demands(phrase: Phrase) -> list[list[Constraint]]:
    """Constraints by what they ask for; of each list one has to hold."""
    alone: list[list[Constraint]] = []
    groups: dict[str, list[Constraint]] = {}
    for constraint in phrase.constraints:
        group = None if constraint.unwanted else constraint.question.group
        if group is None:
            alone.append([constraint])
        else:
            groups.setdefault(group, []).append(constraint)
    return [*alone, *groups.values()]


def _meets(series: Series, constraints: list[Constraint]) -> bool:
    return any(_allows(series, constraint) for constraint in constraints)


def _allows(series: Series, constraint: Constraint) -> bool:
    question = constraint.question
    if constraint.unwanted and isinstance(question, InRange) and not question.recorded(series):
        return False
    return constraint.allows(series)
