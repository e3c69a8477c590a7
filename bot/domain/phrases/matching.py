"""Which series a phrase lets through, and what to drop when none is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from bot.domain.phrases.constraints import Constraint, InRange, Phrase
from bot.domain.series import Series


def matches(series: Series, phrase: Phrase) -> bool:
    """Whether a series meets every wish and breaks no refusal.

    Wishes for several countries, kinds, source kinds, states or endings are alternatives.
    """
    return all(_meets(series, constraints) for constraints in _demands(phrase))


def which_filters_to_drop(series: Iterable[Series], phrase: Phrase) -> tuple[tuple[Constraint, ...], int] | None:
    """The fewest constraints whose removal lets more series through, with the number of those.

    Of as few, those that let most through; of equals, those said last. Alternatives go together. None where no removal
    helps. One pass: a series is let through once just what it does not meet is taken out.
    """
    demands = _demands(phrase)
    in_the_way: Counter[tuple[int, ...]] = Counter()
    for one in series:
        unmet = tuple(number for number, demand in enumerate(demands) if not _meets(one, demand))
        if unmet:
            in_the_way[unmet] += 1
    if not in_the_way:
        return None
    place = {constraint.key: number for number, constraint in enumerate(phrase.constraints)}

    def parts(unmet: tuple[int, ...]) -> list[Constraint]:
        return sorted((c for number in unmet for c in demands[number]), key=lambda c: place[c.key])

    fewest = min(map(len, in_the_way))
    best = max(
        (unmet for unmet in in_the_way if len(unmet) == fewest),
        key=lambda unmet: (in_the_way[unmet], [place[c.key] for c in reversed(parts(unmet))]),
    )
    return tuple(parts(best)), in_the_way[best]


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
