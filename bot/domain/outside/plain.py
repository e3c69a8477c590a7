"""Other people's texts as plain ones: no markup, nothing invisible, cut where a sentence ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from bot.domain.catalogue.records import LONGEST_TEXT, without_unsafe
from bot.patterns import later_re

_SCRIPT: Final = later_re(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_BREAK: Final = later_re(r"<(?:br|/p|/li|/div)\b[^>]*>", re.IGNORECASE)
_TAG: Final = later_re(r"</?[a-zA-Z!][^<>]{0,2000}>")
_CREDIT: Final = later_re(r"[\[(]\s*(?:source|written by|from)\b[^()\[\]]{0,200}[)\]]\s*\Z", re.IGNORECASE)
_SPOILER: Final = later_re(r"~!.*?(?:!~|\Z)", re.DOTALL)  # AniList hides what tells between these
_SENTENCE_END: Final = later_re(r"[.!?…][\"'”’)\]]*(?=\s|\Z)|[。！？][」』”]?")
_LONGEST_READ: Final = 20_000  # characters of an answer that are looked at


def plain(text: object, *, most: int = LONGEST_TEXT) -> str | None:
    """A name or a line without markup and invisible characters, at most `most` characters; None where nothing is left.

    What is no text is nothing: services answer with null, numbers and worse.
    """
    if not isinstance(text, str):
        return None
    from html import unescape  # with the names of two thousand characters, which a start has no use for

    bare = _TAG.sub(" ", _BREAK.sub(" ", _SCRIPT.sub(" ", text[:_LONGEST_READ])))
    # Twice, as some services escape what is escaped already; what comes out as a tag then is none of ours either.
    bare = _TAG.sub(" ", unescape(unescape(bare)))
    bare = " ".join(without_unsafe(bare).split())
    return bare[:most].strip() or None


def plains(texts: object, *, most: int) -> tuple[str, ...]:
    """The texts among `texts`, plain, each once, at most `most` of them."""
    if not isinstance(texts, Iterable) or isinstance(texts, str | bytes):
        return ()
    found = (plain(text) for text in texts)
    return tuple(dict.fromkeys(text for text in found if text))[:most]


def overview_of(text: object, *, most: int = LONGEST_TEXT) -> str | None:
    """A description as plain text, cut after the last whole sentence within `most` characters.

    What the service itself marks as a spoiler is left out.
    """
    if not isinstance(text, str):
        return None
    whole = plain(_SPOILER.sub(" ", text), most=_LONGEST_READ)
    if whole is None:
        return None
    whole = _CREDIT.sub("", whole).strip()
    if len(whole) <= most:
        return whole or None
    ends = [found.end() for found in _SENTENCE_END.finditer(whole, 0, most)]
    if ends and ends[-1] >= most // 4:
        return whole[: ends[-1]].strip()
    cut = whole[: most - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:–-") + "…"
