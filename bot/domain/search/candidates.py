"""Which few names are worth comparing in full with what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from bot.domain.search.fragments import Sort, pairs, slipped_starts, start, triples, word
from bot.domain.search.postings import distinct, joined, overlap, rarity_of
from bot.domain.search.scoring import Query
from bot.domain.search.table import NameIds, NameTable

COMPARED: Final = 96  # names by what they share with the query
_BEST_KNOWN: Final = 32  # more of them by acronym, and again by a beginning with one slip
_LOOKED_THROUGH: Final = 12 * COMPARED  # names of one to three characters' beginnings, for one of each series
_LEAST_SHARE: Final = 0.15
_SHORT: Final = 3  # a query this short is answered by beginnings alone
_PAIRS_UP_TO: Final = 8  # characters; in longer queries three-letter pieces say enough
_SLIPS_UP_TO: Final = 11


class Picked(Struct, frozen=True):
    """The names to compare with a query, as parallel columns."""

    ids: NameIds  # ascending
    share: NDArray[np.float64]  # of the query's fragments that each name holds
    begins_acronym: NDArray[np.bool_]  # whether the query begins an acronym of the name
    is_acronym: NDArray[np.bool_]  # whether it is one


def pick(key: str, numbers: frozenset[str], table: NameTable, holding: Iterable[str] = ()) -> tuple[Query, Picked]:
    """The query, its words weighed by their rarity in this table, and the names to compare with it: of those that hold
    one of the words `holding` by their first letters if there are any.

    At most 160 of them: those that share most (the better known first among equals), those whose acronym begins
    with the query, and those whose beginning is one slip away from it.
    """
    typed, words = key.replace(" ", ""), tuple(dict.fromkeys(key.split(" ")))
    word_starts = [start(Sort.WORD_START, each) for each in words]
    wanted, slips = _wanted(typed, word_starts), slipped_starts(typed) if _SHORT < len(typed) <= _SLIPS_UP_TO else []
    starts = [start(Sort.WORD_START, each) for each in holding]
    initials = [word(Sort.ACRONYM, typed), word(Sort.ACRONYM_START, typed)]
    found = iter(table.postings.find([*wanted, *slips, *starts, *initials]))
    holding_wanted = list(islice(found, len(wanted)))
    held, whole = overlap(wanted, holding_wanted, names=table.count, size=table.size)
    slipped, holders = joined(list(islice(found, len(slips)))), joined(list(islice(found, len(starts))))
    acronyms, acronym_starts = found
    if starts:
        held *= _are(holders, table)
    ids = np.flatnonzero(held > _LEAST_SHARE * whole)
    if len(ids) > COMPARED:
        lead = held[ids] / whole + table.standing(ids, len(typed))
        is_short = len(typed) <= _SHORT
        ids = _one_each(ids, lead, table) if is_short else ids[np.argpartition(-lead, COMPARED)[:COMPARED]]
    by_acronym = joined((acronyms, acronym_starts))
    ids = distinct(np.concatenate((ids, *(table.best_known(more, _BEST_KNOWN) for more in (by_acronym, slipped)))))
    if starts:
        ids = ids[_among(ids, holders, table)]
    counts = dict(zip(wanted, map(len, holding_wanted), strict=True))
    weights = tuple(rarity_of(counts[each], table.count) for each in word_starts)
    picked = Picked(ids, held[ids] / whole, _among(ids, by_acronym, table), _among(ids, acronyms, table))
    return Query(key, typed, words, weights, numbers), picked


def _among(ids: NameIds, some: NDArray[np.int32], table: NameTable) -> NDArray[np.bool_]:
    """Whether each of `ids` is one of some others; most of the time there are none of these."""
    return _are(some, table)[ids] if len(some) else np.zeros(len(ids), dtype=np.bool_)


def _are(some: NDArray[np.int32], table: NameTable) -> NDArray[np.bool_]:
    """Whether each name is one of these, by number."""
    are = np.zeros(table.size, dtype=np.bool_)
    are[some] = True
    return are


def _wanted(typed: str, word_starts: Sequence[int]) -> list[int]:
    """The fragments that a name should share with what was typed, each once."""
    wanted = [start(Sort.NAME_START, typed), *word_starts]
    if len(typed) > _SHORT:
        wanted += triples(typed)
    if _SHORT < len(typed) <= _PAIRS_UP_TO:
        wanted += pairs(typed)
    return list(dict.fromkeys(wanted))


def _one_each(ids: NameIds, lead: NDArray[np.float64], table: NameTable) -> NameIds:
    """The leading name of each of the leading series: hundreds begin alike, and one name is enough to be found by."""
    if len(ids) > _LOOKED_THROUGH:
        leading = np.sort(np.argpartition(-lead, _LOOKED_THROUGH)[:_LOOKED_THROUGH])
        ids, lead = ids[leading], lead[leading]
    ordered = ids[np.argsort(-lead, kind="stable")]
    _, places = np.unique(table.firsts(ordered), return_index=True)
    return ordered[np.sort(places)[:COMPARED]]
