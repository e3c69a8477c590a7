"""Which few names are worth comparing in full with what was typed."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.ma
from numpy.typing import NDArray

from bot.domain.search.postings import ACRONYM, NAME_START, WORD_START, rarity_of, slipped_starts
from bot.domain.search.scoring import Query
from bot.domain.search.table import NameIds, NameTable

COMPARED: Final = 96  # names by what they share with the query
_BEST_KNOWN: Final = 32  # more of them by acronym, and again by a beginning with one slip
_LOOKED_THROUGH: Final = 12 * COMPARED  # names of one to three characters' beginnings, for one of each series
_LEAST_SHARE: Final = 0.15
_SHORT: Final = 3  # a query this short is answered by beginnings alone
_PAIRS_UP_TO: Final = 8  # characters; in longer queries three-letter pieces say enough
_SLIPS_UP_TO: Final = 11


def read(key: str, numbers: frozenset[str], table: NameTable) -> Query:
    """The query for this table, its words weighed by their rarity there."""
    words = tuple(dict.fromkeys(key.split(" ")))
    counts = (table.postings.count(WORD_START + word[:3]) for word in words)
    weights = tuple(rarity_of(count, table.count) for count in counts)
    return Query(key, key.replace(" ", ""), words, weights, numbers)


def pick(query: Query, table: NameTable) -> tuple[NameIds, NDArray[np.float64], NDArray[np.bool_]]:
    """Numbers of the names to compare, ascending; the share of the query's fragments that each holds, and whether
    the query begins its acronym.

    At most 160 of them: those that share most (the better known first among equals), those whose acronym begins
    with the query, and those whose beginning is one slip away from it.
    """
    typed, postings = query.squeezed, table.postings
    wanted = [NAME_START + typed[:3], *(WORD_START + word[:3] for word in query.words)]
    if len(typed) > _SHORT:
        wanted += [typed[i : i + 3] for i in range(len(typed) - 2)]
    if _SHORT < len(typed) <= _PAIRS_UP_TO:
        wanted += [typed[i : i + 2] for i in range(len(typed) - 1)]
    share = postings.overlap(wanted, names=table.count, size=table.size)
    ids = np.flatnonzero(share > _LEAST_SHARE)
    if len(ids) > COMPARED:
        # A name of the very same length may be the very same name: however little known, it must not be cut.
        lead = share[ids] + 0.1 * table.popularity(ids) + 0.2 * (table.lengths(ids) == len(typed))
        is_short = len(typed) <= _SHORT
        ids = _one_each(ids, lead, table) if is_short else ids[np.argpartition(-lead, COMPARED)[:COMPARED]]
    by_acronym = postings.ids(ACRONYM + typed)
    more: list[NDArray[np.integer[Any]]] = [ids, table.best_known(by_acronym, _BEST_KNOWN)]
    if _SHORT < len(typed) <= _SLIPS_UP_TO:
        slipped = np.concatenate([postings.ids(start) for start in slipped_starts(typed)])
        more.append(table.best_known(slipped, _BEST_KNOWN))
    ids = np.unique(np.concatenate(more)).astype(np.intp)
    return ids, share[ids], np.isin(ids, by_acronym)


def _one_each(ids: NameIds, lead: NDArray[np.float64], table: NameTable) -> NameIds:
    """The leading name of each of the leading series: hundreds begin alike, and one name is enough to be found by."""
    if len(ids) > _LOOKED_THROUGH:
        leading = np.sort(np.argpartition(-lead, _LOOKED_THROUGH)[:_LOOKED_THROUGH])
        ids, lead = ids[leading], lead[leading]
    ordered = ids[np.argsort(-lead, kind="stable")]
    _, places = np.unique(table.firsts(ordered), return_index=True)
    return ordered[np.sort(places)[:COMPARED]]
