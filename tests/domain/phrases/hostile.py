"""Texts that are hard to read, by family: each is a piece that is repeated to the length that Discord allows."""

from __future__ import annotations

import itertools

FAMILIES = {
    "repeated numbers": "1 eps 2 eps 3 eps 4 eps 5 eps ",
    "ranges of years": "2011-2015 1999-2003 ",
    "minutes": "12 min 13 min 14 min ",
    "comparisons": "under over at least ",
    "repeated words": "slow ",
    "negations": "no not never ",
    "known wishes": "slow burn, korean, ",
    "contradictions": "korean, not korean, ",
    "titles": "like semantic error, ",
    "unknown titles": "like qwrt zxcv bnmq plkj hgfd ",
    "vibes": "bad buddy vibes ",
    "typing mistakes": "slwo brun koraen romence ",
    "unknown words": "qwxz vbnk plmj ",
    "commas": ",",
    "minus signs": "-a ",
    "brackets": "([{<",
    "quotes": "\"'“”",
    "bars": "||",
    "combining marks": "é̈̃",
    "one huge token": "a",
    "digits": "1",
    "dates": "2024-01-02 ",
    "Thai": "ละครไทย",
    "Chinese": "韩国校园爱情",
    "slashes": "a/b/",
    "ratings": "rated 8 8/10 ",
    "private use": "\ue000\ue100",
    "apostrophes": "don't ",
    "semicolons": "a;",
    "emoji": "🏳️‍🌈",
}
DISTINCT = " ".join(f"{number} eps" for number in itertools.islice(itertools.count(1), 400))
