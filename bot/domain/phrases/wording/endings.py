"""How people say that a story ends: kinds of endings, put together from their parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.domain.phrases.listed import ways

_NOUNS: Final = ways("ending | endings | end | finale | final | conclusion | last episode")
_ENDS: Final = ways("end | ends | ending | ended | finish | finishes | conclude | concludes | wrap up | wraps up")
_HOW: Final = {
    "happy": ways(
        """
        happy | happier | nice | nicer | lovely | sweet | sweeter | good | better | satisfying | hopeful | cheerful |
        positive | uplifting | feel good | joyful | optimistic | wholesome | fluffy
        """
    ),
    "bittersweet": ways("bittersweet | bitter sweet"),
    "sad": ways(
        """
        sad | sadder | tragic | unhappy | bad | devastating | heartbreaking | depressing | miserable | painful | bleak
        """
    ),
    "open": ways(
        """
        open | ambiguous | unresolved | vague | abrupt | unclear | uncertain | inconclusive | cliffhanger |
        unfinished
        """
    ),
}
_SO: Final = {
    "happy": ways(
        """
        happy | happily | well | good | nice | nicely | fine | positively | in happiness | hopeful | sweetly |
        on a high note | on a good note | on a happy note | on a positive note | on a hopeful note | with a wedding |
        with them together
        """
    ),
    "bittersweet": ways("bittersweet | on a bittersweet note"),
    "sad": ways(
        """
        sad | sadly | bad | badly | tragically | horribly | terribly | unhappily | in tragedy | in tears |
        in heartbreak | in death | on a sad note
        """
    ),
    "open": ways("unresolved | on a cliffhanger | abruptly | without closure | with no closure"),
}
_TOGETHER: Final = ways("get together | gets together | stay together | stays together | still together | together")
_AT_LAST: Final = ways("in the end | at the end | by the end | by the finale")
_OTHERWISE: Final = {
    "happy": ways(
        """
        finishes well | get their happy ending | gets a happy ending | get a happy ending | everything works out |
        everything turns out fine | everything turns out okay | everything turns out well | it all works out |
        works out in the end | work out in the end | ride off into the sunset | live happily ever after |
        lives happily ever after | happily ever after | hea | happily | they end up together | end up together |
        ends up together | ending up together | wind up together | winds up together | ending is happy |
        ending is good | final feliz | fin heureuse | finale felice | glückliches ende | gutes ende | 해피엔딩 |
        해피 엔딩 | ハッピーエンド | 大团圆 | 大團圓 | จบดี | แฮปปี้เอนดิ้ง | akhir bahagia
        """
    ),
    "bittersweet": ways("bittersweet | bitter sweet | agridulce | doce amargo | doux amer"),
    "sad": ways(
        """
        tragic | tragedy | tragedies | tragically | unhappy | doomed | final triste | fin triste |
        trauriges ende | 새드엔딩 | 새드 엔딩 | バッドエンド | 悲剧 | 悲劇 | จบเศร้า
        """
    ),
    "open": ways(
        """
        left hanging | leaves me hanging | leave me hanging | leaves you hanging | leave us hanging | unresolved |
        cliffhanger | cliffhangers | cliff hanger | cliff hangers | open ended | loose ends | without closure |
        no closure | final abierto | final aberto | offenes ende | 열린 결말
        """
    ),
}


def _ways_to_end(ending: str) -> tuple[str, ...]:
    found = [f"{how} {noun}" for how in _HOW[ending] for noun in _NOUNS]
    found += [f"final {how}" for how in _HOW[ending]]  # as Romance languages order it
    found += [f"{verb} {how}" for verb in _ENDS for how in _SO[ending]]
    if ending == "happy":
        found += [f"{how} {when}" for how in _TOGETHER for when in _AT_LAST]
    return (*_OTHERWISE[ending], *found)


ENDINGS: Final[Mapping[str, tuple[str, ...]]] = {ending: _ways_to_end(ending) for ending in _OTHERWISE}
