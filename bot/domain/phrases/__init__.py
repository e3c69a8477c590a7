"""Taste phrases: what a member is in the mood for, in the member's own words."""

from bot.domain.phrases.avoiding import AVOIDED_FACETS, Avoidable, read_avoidable
from bot.domain.phrases.constraints import (
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
from bot.domain.phrases.likening import is_called, likening, take_likened
from bot.domain.phrases.matching import matches, which_filters_to_drop
from bot.domain.phrases.names import NameIndex, NameSearch, ServerNames
from bot.domain.phrases.reading import LONGEST_PHRASE, MOST_CONSTRAINTS, read_phrase
from bot.domain.phrases.relaxing import Shortfall, shortfalls
from bot.domain.phrases.terms import Sayings, sayings_of

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
    "likening",
    "matches",
    "read_avoidable",
    "read_phrase",
    "sayings_of",
    "shortfalls",
    "take_likened",
    "which_filters_to_drop",
    "within_sentence",
]
