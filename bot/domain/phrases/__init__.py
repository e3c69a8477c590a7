"""Taste phrases: what a member is in the mood for, in the member's own words."""

from typing import TYPE_CHECKING

from bot.on_demand import on_demand

if TYPE_CHECKING:
    from bot.domain.phrases.avoiding import Avoidable, read_avoidable
    from bot.domain.phrases.constraints import (
        AVOIDED_FACETS,
        LONGEST_PHRASE,
        Constraint,
        EndsWith,
        FromCountry,
        HasStatus,
        HasTerm,
        InRange,
        Involves,
        IsLike,
        Phrase,
    )
    from bot.domain.phrases.describing import describe, describe_constraint, describe_lack, within_sentence
    from bot.domain.phrases.likening import is_called, take_likened
    from bot.domain.phrases.matching import matches, which_filters_to_drop
    from bot.domain.phrases.names import NameIndex, NameSearch, ServerNames
    from bot.domain.phrases.reading import MOST_CONSTRAINTS, read_phrase
    from bot.domain.phrases.relaxing import Shortfall, shortfalls
    from bot.domain.phrases.terms import Sayings, sayings_of

__getattr__ = on_demand(
    __name__,
    {
        "avoiding": "Avoidable read_avoidable",
        "constraints": "AVOIDED_FACETS LONGEST_PHRASE Constraint EndsWith FromCountry HasStatus HasTerm InRange"
        " Involves IsLike Phrase",
        "describing": "describe describe_constraint describe_lack within_sentence",
        "likening": "is_called take_likened",
        "matching": "matches which_filters_to_drop",
        "names": "NameIndex NameSearch ServerNames",
        "reading": "MOST_CONSTRAINTS read_phrase",
        "relaxing": "Shortfall shortfalls",
        "terms": "Sayings sayings_of",
    },
)

__all__ = [
    "AVOIDED_FACETS",
    "LONGEST_PHRASE",
    "MOST_CONSTRAINTS",
    "Avoidable",
    "Constraint",
    "EndsWith",
    "FromCountry",
    "HasStatus",
    "HasTerm",
    "InRange",
    "Involves",
    "IsLike",
    "NameIndex",
    "NameSearch",
    "Phrase",
    "Sayings",
    "ServerNames",
    "Shortfall",
    "describe",
    "describe_constraint",
    "describe_lack",
    "is_called",
    "matches",
    "read_avoidable",
    "read_phrase",
    "sayings_of",
    "shortfalls",
    "take_likened",
    "which_filters_to_drop",
    "within_sentence",
]
