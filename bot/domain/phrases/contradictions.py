"""Taking out of a phrase what contradicts itself."""

from __future__ import annotations

from itertools import combinations

from msgspec.structs import replace

from bot.domain.phrases.constraints import Constraint, InRange, Phrase


def without_contradictions(phrase: Phrase) -> Phrase:
    """The phrase without what is wanted and refused at once, and without ranges that exclude each other.

    Looks at each pair once: the number of constraints of a phrase is bounded.
    """
    clashes = [(one, other) for one, other in combinations(phrase.constraints, 2) if _clash(one, other)]
    out = {constraint.key for pair in clashes for constraint in pair}
    return replace(
        phrase,
        constraints=tuple(constraint for constraint in phrase.constraints if constraint.key not in out),
        contradictions=tuple(dict.fromkeys((_as_said(one), _as_said(other)) for one, other in clashes)),
        clashing=tuple(constraint for constraint in phrase.constraints if constraint.key in out),
    )


def _as_said(constraint: Constraint) -> str:
    return f"-{constraint.said}" if constraint.unwanted else constraint.said


def _clash(one: Constraint, other: Constraint) -> bool:
    left, right = one.question, other.question
    if one.unwanted != other.unwanted:
        return left.key == right.key
    if one.either and one.either == other.either:
        return False
    if one.unwanted or not isinstance(left, InRange) or not isinstance(right, InRange) or left.field != right.field:
        return False
    low = max(bound for bound in (left.low, right.low, 0) if bound is not None)
    highs = [bound for bound in (left.high, right.high) if bound is not None]
    return bool(highs) and low > min(highs)
