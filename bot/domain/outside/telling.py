"""Whether what a source tells of a story may give something away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from bot.domain.series import Lineage, LineageKind, Series
from bot.domain.spoilers import read_markup
from bot.domain.vocabulary import Vocabulary
from bot.domain.written_language import language_of
from bot.patterns import later_re

_LATER: Final = frozenset({LineageKind.SEQUEL, LineageKind.SEASON, LineageKind.SPIN_OFF})
_NUMBERED: Final = later_re(r"\b(?:season|part|series|s)\s*(?:[2-9]|1\d|ii+|iv)\b|[\s:]\d\Z", re.IGNORECASE)


def may_tell(series: Series, lineage: Iterable[Lineage], vocabulary: Vocabulary) -> bool:
    """Whether the overview of a series goes behind a bar: always that of a later part, as it begins after an ending.

    Otherwise only where its words tell a fate, a turn, an ending or a content note that the card hides. That somebody
    does something, which gives a review away, is what every overview consists of.
    """
    if series.overview is None:
        return False
    if _NUMBERED.search(series.title) or any(e.kind in _LATER and e.target_id == series.id for e in lineage):
        return True
    from bot.domain.leaks import check, facts_about

    text = series.overview.text
    facts = replace(facts_about(series, vocabulary), is_synopsis=True)
    return bool(check(read_markup(text), "", horizon=0, spoiler_free=True, facts=facts, language=_language(text)))


@lru_cache(maxsize=256)
def _language(text: str) -> str:
    return language_of(text, "en")
