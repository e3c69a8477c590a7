"""Titles that a taste phrase of another language than English likens its wish to: "类似…", "… 같은 거"."""

from __future__ import annotations

import re
from itertools import islice

from bot.domain.phrases.likening.finding import MOST_ENDS, MOST_TRIED, Asking, Finder, T, ends
from bot.patterns import later_re

# What stands before a title, and after it.
_BEFORE = later_re(
    r"(?:类似于?|類似於?|好像|像|แนว|คล้าย(?:ๆ|กับ)?|เหมือน(?:กับ)?|แบบ"
    r"|\b(?:giống(?: như)?|kayak|kaya|seperti|mirip(?: sama)?|parecid[oa]s? (?:a|con|com)"
    r"|(?:igual|similar) (?:a|que)|semblable à|tương tự(?: như)?"
    r"|(?:na|mesma|misma) (?:vibe|vibra) (?:de|que)|như|kiểu(?: như)?"
    r"|(?:(?:al|no) )?estilo(?: de)?"
    r"|ähnlich wie|im stil von|dans le (?:genre|style) de|du genre|à la|comme|como|wie|tipo"
    r"|me (?:gust(?:ó|aron)|encant(?:ó|aron))(?: mucho)?|am[eé]|gostei(?: muito)? de|adorei|amei"
    r"|j['’]ai (?:adoré|aimé|vu)|ich (?:liebe|liebte|mochte)|suka(?: banget)?|abis nonton|thích|mê|xem xong))"
    r"\s*(?P<title>[^,;\n!?|，、。]+)",
    re.IGNORECASE,
)
_AFTER = later_re(
    r"(?P<title>[^,;\n!?|，、。]{2,60}?)\s*(?P<end>같은|비슷한|비슷하|처럼|느낌|분위기|みたいな|みたいに|っぽい|のような|に似た"
    r"|那样的|那樣的|这种|這種|一样的?|一樣的?|差不多的?|类似的?|類似的?|同款)",
    re.IGNORECASE,
)
_REFUSED_BEFORE = later_re(
    r"(?:\b(?:nicht|kein\w*|no|nada|não|pas|rien|bukan|jangan|gak|ga|nggak|tidak|không(?: phải)?|đừng)(?: \w{1,5})?"
    r"|不要?|别|別|ไม่(?:เอา)?|อย่า)\s*\Z",
    re.IGNORECASE,
)
_REFUSED_AFTER = later_re(
    r"\s*(?:거|것|건|게|のは?|感じは?|的)?\s*(?:은|는|도)?\s*(?:말고|빼고|싫|아닌|嫌|いや|無理|なし|以外|じゃな|不要)"
)
_PARTICLE = later_re(r"(?:的|이?랑|와|과|하고|に|と|と同じ)\s*\Z")
_WITH = later_re(r"[跟和与與像]")  # "跟…一样"
_UNSPACED_END = later_re("但是|但|可是|不过|不過|的|那样|那樣|而且|แต่|แบบ")  # of a title in a script without blanks


def named_abroad(phrase: str, finder: Finder[T]) -> Asking[T, None]:
    """Keep what is found so; what is refused is no likeness."""
    for likened in islice(_BEFORE.finditer(phrase), MOST_TRIED):
        if _REFUSED_BEFORE.search(phrase[: likened.start()][-24:]):
            continue
        for end in sorted({*ends(likened["title"]), *_ends_unspaced(likened["title"])}, reverse=True):
            thing = yield from finder.look(_PARTICLE.sub("", likened["title"][:end]))
            if thing is not None:
                finder.keep(thing, likened.start(), likened.start("title") + end)
                break
    for likened in islice(_AFTER.finditer(phrase), MOST_TRIED):
        if _REFUSED_AFTER.match(phrase, likened.end()):
            continue
        before = _WITH.match(likened["title"])
        title = likened["title"][before.end() if before else 0 :]
        for name in dict.fromkeys((title, _PARTICLE.sub("", title), title.rpartition("的")[2])):
            thing = yield from finder.look(name, sure=True)  # "도깨비랑 비슷한" is like the title, not the goblin
            if thing is not None:
                finder.keep(thing, likened.start(), likened.end())
                break


def _ends_unspaced(title: str) -> list[int]:
    """Where a title may end in a script that parts no words: before what goes on ("类似陈情令但是…")."""
    return [end.start() for end in islice(_UNSPACED_END.finditer(title), MOST_ENDS) if end.start()]
