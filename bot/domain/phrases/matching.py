"""Which series a phrase lets through, and what to drop when none is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from bot.domain.phrases.constraints import Constraint, Phrase
from bot.domain.series import Series


def matches(series: Series, phrase: Phrase) -> bool:
    """Whether a series meets every wish and breaks no refusal.

    Wishes for several countries, kinds, source kinds, states or endings are alternatives, and so is
    what was parted by "or".
    """
    return all(meets(series, constraints) for constraints in demands(phrase))


def which_filters_to_drop(series: Iterable[Series], phrase: Phrase) -> tuple[tuple[Constraint, ...], int] | None:
    """The fewest constraints whose removal lets more series through, with the number of those.

    Of as few, those that let most through; of equals, those said last. Alternatives go together. None where no removal
    helps. One pass: a series is let through once just what it does not meet is taken out.
    """
    asked = demands(phrase)
    in_the_way: Counter[tuple[int, ...]] = Counter()
    for one in series:
        unmet = tuple(number for number, demand in enumerate(asked) if not meets(one, demand))
        if unmet:
            in_the_way[unmet] += 1
    if not in_the_way:
        return None
    place = {constraint.key: number for number, constraint in enumerate(phrase.constraints)}

    def parts(unmet: tuple[int, ...]) -> list[Constraint]:
        return sorted((c for number in unmet for c in asked[number]), key=lambda c: place[c.key])

    fewest = min(map(len, in_the_way))
    best = max(
        (unmet for unmet in in_the_way if len(unmet) == fewest),
        key=lambda unmet: (in_the_way[unmet], [place[c.key] for c in reversed(parts(unmet))]),
    )
    return tuple(parts(best)), in_the_way[best]


def demands(phrase: Phrase) -> list[list[Constraint]]:
    """Constraints by what they ask for; of each list one has to hold."""
    alone: list[list[Constraint]] = []
    groups: dict[str, list[Constraint]] = {}
    for constraint in phrase.constraints:
        if constraint.group is None:
            alone.append([constraint])
        else:
            groups.setdefault(constraint.group, []).append(constraint)
    return [*alone, *groups.values()]


def meets(series: Series, constraints: list[Constraint]) -> bool:
    """Whether one of these alternatives holds."""
    return any(constraint.allows(series) for constraint in constraints)
