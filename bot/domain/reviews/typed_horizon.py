"""How far a review gives things away, as its author types it: "3", "episodes 1-3", "up to S1E3", "the first three"."""

from __future__ import annotations

import re
import unicodedata

from bot.domain.leaks.episodes import episode_number
from bot.domain.spoilers import quoted
from bot.errors import UserError
from bot.i18n import _
from bot.patterns import later

_ALL = {
    "", "all", "all of it", "everything", "whole", "whole series", "the whole series", "the whole thing", "the end",
    "to the end", "end", "finale", "the finale",
}  # fmt: skip
_FREE = {"free", "spoiler-free", "spoilerfree", "spoiler free", "no spoilers", "no spoiler", "none"}

_SEASON = later(r"\b(?:s|season)\s*\d{1,2}(?=\s*[,·.x]?\s*(?:e|ep|eps|episodes?)\s*\d)", re.IGNORECASE)
_CROSS = later(r"\b\d{1,2}x(?=\d{2,3}\b)")  # 1x03
_THE_FIRST = later(r"\bfirst\s+(?!ep)")
_OF_ALL = later(r"(?<=\d)\s*(?:/|of|de|von|из)\s*\d{1,4}\b", re.IGNORECASE)  # 3/8, 3 of 8
_NUMBER = later(
    r"\d{1,4}|(?<=第\s?)[一二三四五六七八九十两兩]{1,3}|(?<![\p{L}])(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|first|second|third|fourth|fifth"
    r"|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)(?![\p{L}])"
)
# What may stand around the numbers, in the languages that members write in.
_AROUND = frozenset(
    """
    e ep eps epi episode episodes épisode épisodes episodio episodios episódio episódios cap caps capítulo capítulos
    folge folgen und y tập серии серия серию ตอน ตอนที่ 第 集 話 话 화 회 화까지 회까지 까지 集为止 話まで まで 为止
    st nd rd th º ª up upto to until till through thru and including inclusive it spoils the just only tells
    of watched hasta el la los las até o a os as jusqu à l le les bis zur zu die der sampai đến до по ถึง incl
    剧透到 劇透到 雷到 看到
    """.split()  # noqa: SIM905 (reads better as words)
)
_RANGE = later(
    r"[\p{L}\d]\s*(?:[-–—~&,]|\b(?:to|and|through|thru|until|till|a|à|al|até|bis|und|y|e)\b)\s*"
    r"(?:[\p{L}.#]+\s*)*?\d"
)
_OTHER_SIGN = later(r"[^\p{L}\p{M}\s.,:#~–—'’ºª()-]")
_FRACTION = later(r"\d\s*[.,]\s*\d")
_WORDS = later(r"[\p{L}\p{M}ºª]+")


def read_horizon(text: str) -> tuple[bool, int | None]:
    """What an author chose or typed as (spoiler-free, last episode given away or None for the whole series).

    The last number counts, a season and "of 8" apart, and nothing may stand beside it that could mean anything else.
    Raises UserError for what says neither an episode nor "free", "all" or nothing.
    """
    typed = unicodedata.normalize("NFKC", text).strip(" \t\n.!").lower()
    if typed in _ALL or typed == _("all").lower():
        return False, None
    if typed in _FREE or typed == _("free").lower():
        return True, None
    episode = _last_episode(typed)
    if episode is not None:
        return False, episode
    raise UserError(
        _(
            "“{typed}” does not say how far it gives things away. Write an episode, such as 3, or “free”, or nothing "
            "for the whole series.",
            typed=quoted(text, limit=20),
        )
    )


def _last_episode(typed: str) -> int | None:
    counted = _OF_ALL.sub("", _CROSS.sub("", _SEASON.sub("", _THE_FIRST.sub("", typed))))
    numbers = [episode_number(number) for number in _NUMBER.findall(counted)]
    rest = _NUMBER.sub(" ", counted)
    if not numbers or len(numbers) > 2 or not set(_WORDS.findall(rest)) <= _AROUND:
        return None
    if _OTHER_SIGN.search(rest) or _FRACTION.search(counted):
        return None
    if len(numbers) == 2 and not (_RANGE.search(counted) and (numbers[0] or 0) <= (numbers[1] or 0)):
        return None
    return None if counted.startswith("-") else numbers[-1]
