"""Taste phrases: what a member is in the mood for, in the member's own words."""

from bot.domain.phrases.constraints import (
    Constraint,
    EndsWith,
    FromCountry,
    HasStatus,
    HasTerm,
    InRange,
    Mentions,
    Phrase,
)
from bot.domain.phrases.describing import describe, describe_constraint, within_sentence
from bot.domain.phrases.likening import take_likened
from bot.domain.phrases.matching import matches, which_filters_to_drop
from bot.domain.phrases.reading import LONGEST_PHRASE, read_phrase
from bot.domain.phrases.terms import Sayings
from bot.domain.phrases.words import ServerWords, WordIndex, WordSearch

__all__ = [
    "LONGEST_PHRASE",
    "Constraint",
    "EndsWith",
    "FromCountry",
    "HasStatus",
    "HasTerm",
    "InRange",
    "Mentions",
    "Phrase",
    "Sayings",
    "ServerWords",
    "WordIndex",
    "WordSearch",
    "describe",
    "describe_constraint",
    "matches",
    "read_phrase",
    "take_likened",
    "which_filters_to_drop",
    "within_sentence",
]
