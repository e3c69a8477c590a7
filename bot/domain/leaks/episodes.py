"""How fans name episodes and endings, in the languages that Asian dramas and their viewers speak.

Used only to warn an author before posting: a wrong warning costs a glance, so the lists lean towards warning.
"""

from __future__ import annotations

import re

from bot.patterns import later

NUMBER_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "one first 一", "two second 二 两 兩", "three third 三", "four fourth 四", "five fifth 五",
            "six sixth 六", "seven seventh 七", "eight eighth 八", "nine ninth 九", "ten tenth 十",
            "eleven eleventh 十一", "twelve twelfth 十二", "thirteen thirteenth 十三",
            "fourteen fourteenth 十四", "fifteen fifteenth 十五", "sixteen sixteenth 十六",
            "seventeen seventeenth 十七", "eighteen eighteenth 十八", "nineteen nineteenth 十九",
            "twenty twentieth 二十",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip

_LATIN_WORDS = "|".join(sorted((word for word in NUMBER_WORDS if word.isascii()), key=len, reverse=True))
_HAN = "[一二三四五六七八九十两兩]{1,3}"
_RANGE = r"(?:\s*(?:-|–|~|/|to|and|through|&|,)\s*(?P<n>\d{1,4})(?!\d))?"

# Each names an episode by number in a group `n`; the last number of a range counts.
EPISODES = tuple(
    later(pattern, re.IGNORECASE)
    for pattern in (
        # English, Spanish, Portuguese, French, German, Indonesian, Vietnamese, Russian: "episode 9", "cap. 9"
        (
            r"\b(?:episodes?|épisodes?|episodios?|epis[óo]dios?|eps?|epi|cap[íi]tulos?|caps?|folgen?|tập|серии|серия|эпизод)"
            rf"[.:#\s]*(?P<n>\d{{1,4}})(?!\d){_RANGE}"
        ),
        rf"\b(?:episodes?|ep)[.\s]+(?P<n>{_LATIN_WORDS})\b",
        rf"\b(?P<n>{_LATIN_WORDS})\s+episode\b",
        r"\b(?P<n>\d{1,4})\s*(?:st|nd|rd|th)\s+ep(?:isode)?\b",
        r"\b(?P<n>\d{1,4})(?:\.|º|°|ª|e|ème|-я)?\s+(?:folge|episodio|epis[óo]dio|cap[íi]tulo|épisode|серия|серии)\b",
        rf"\b(?:s\d{{1,2}}\s*)?e\s?(?P<n>\d{{1,3}})\b{_RANGE}",
        r"\b\d{1,2}x(?P<n>\d{2,3})\b",
        # Korean, Chinese, Japanese, Thai; "16회" after 총 or 전 and "12集" after 共 or 全 is a length
        rf"(?<![총전]\s?\d{{0,3}})(?P<n>\d{{1,4}}){_RANGE}\s*(?:화|회)(?!차)",
        rf"第\s*(?P<n>\d{{1,4}}|{_HAN})\s*[集話话回]",
        r"(?<![共全]\s?\d{0,3})(?P<n>\d{1,4})\s*[集話话](?!全)",
        r"(?:ตอนที่|ตอน|อีพี)\s*\.?\s*(?P<n>\d{1,4})",
    )
)

FINALE = later(
    r"\b(?:finale|(?:last|final|series|season)[\s-]+(?:ep(?:isode)?|finale|scene|minutes?)"
    r"|the\s+(?:very\s+)?end(?:ing)?|how\s+it\s+ends|último\s+(?:cap[íi]tulo|episodio|epis[óo]dio)|dernier\s+épisode"
    r"|letzten?\s+(?:folge|episode)|episode\s+terakhir|tập\s+cuối|последн\w+\s+сери\w+|финал\w*|huling\s+episode)\b"
    r"|마지막\s?(?:화|회)|최종(?:화|회)|막화|막방|结局|結局|最[后後]一集|最終[回話]|最终回|ตอนจบ|ตอนสุดท้าย",
    re.IGNORECASE,
)


# Fans' abbreviations of a happy, bad or open ending; lower case they are ordinary words.
ENDING_CODES = later(r"(?<![\p{Latin}'’])(?:HE|BE|OE)(?![\p{Latin}'’])")

LINK = later(r"https?://\S+|\bwww\.\S+|\bdiscord(?:app)?\.(?:gg|com/invite)/\S+", re.IGNORECASE)


def episode_number(word: str) -> int | None:
    """The number that a digit sequence of any script or a number word stands for; None if it is neither."""
    return int(word) if word.isdecimal() else NUMBER_WORDS.get(word.lower())
