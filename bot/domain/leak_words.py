"""How fans name episodes and endings, in the languages that Asian dramas and their viewers speak.

Used only to warn an author before posting: a wrong warning costs a glance, so the lists lean towards warning.
"""

from __future__ import annotations

import regex

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
    regex.compile(pattern, regex.IGNORECASE)
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

FINALE = regex.compile(
    r"\b(?:finale|(?:last|final|series|season)[\s-]+(?:ep(?:isode)?|finale|scene|minutes?)"
    r"|the\s+(?:very\s+)?end(?:ing)?|how\s+it\s+ends|último\s+(?:cap[íi]tulo|episodio|epis[óo]dio)|dernier\s+épisode"
    r"|letzten?\s+(?:folge|episode)|episode\s+terakhir|tập\s+cuối|последн\w+\s+сери\w+|финал\w*|huling\s+episode)\b"
    r"|마지막\s?(?:화|회)|최종(?:화|회)|막화|막방|结局|結局|最[后後]一集|最終[回話]|最终回|ตอนจบ|ตอนสุดท้าย",
    regex.IGNORECASE,
)

# What gives an ending or a turn away when it stands in a headline.
ENDINGS = regex.compile(
    r"\b(?:dies?|died|dead|deaths?|dying|kill(?:s|ed|er|ers)?|murder(?:s|ed|er)?|suicide|funeral|survives?"
    r"|breaks?\s+up|broke\s+up|break[\s-]?up|divorced?|split\s+up|marry|marries|married|marriage|wedding|propos(?:es|al)"
    r"|(?:happy|sad|open|bad|good|tragic|bittersweet|heartbreaking)[\s-]+end(?:s|ing|ings)?|ends?\s+(?:happily|badly|sadly|well)"
    r"|(?:end\s+up|ended\s+up|get\s+back|got\s+back|stay|are)\s+together|reunites?d?|reunion"
    r"|(?:plot[\s-]+)?twists?|traitor|betray(?:s|ed|al)?|culprit|villain|pregnant|amnesia|coma|all\s+a\s+dream|ghost\s+all\s+along"
    r"|muere|muerte|asesin\w+|boda|se\s+casan|final\s+(?:feliz|triste|abierto)|terminan\s+juntos|rompen"
    r"|morre|morte|casamento|se\s+casam|terminam\s+juntos|meurt|mort|mariage|fin\s+(?:heureuse|triste|tragique)|se\s+séparent"
    r"|stirbt|tod|heirat\w*|hochzeit|mörder\w*|trennen\s+sich|trennung|meninggal|mati|menikah|putus|pembunuh|akhir\s+(?:bahagia|sedih)"
    r"|chết|kết\s+hôn|chia\s+tay|kết\s+thúc\s+(?:có\s+hậu|buồn)|namatay|ikinasal|naghiwalay|умирает|умер\w*|смерть|свадьба|убийца)\b"
    r"|죽는|죽었|죽음|사망|결혼|이별|헤어[져지]|해피\s?엔딩|새드\s?엔딩|열린\s?결말|반전|범인"
    r"|死[了亡去]|去世|[结結]婚|分手|[凶兇]手|反[转轉]|悲[剧劇]|圆满|死[ぬん]|別れ|犯人|ハッピーエンド|バッドエンド|どんでん返し"
    r"|ตาย|เสียชีวิต|แต่งงาน|เลิกกัน|ฆาตกร|จบ(?:แบบ)?(?:มีความสุข|สุข|เศร้า|ดี)|แฮปปี้เอนดิ้ง|หักมุม",
    regex.IGNORECASE,
)

# Fans' abbreviations of a happy, bad or open ending; lower case they are ordinary words.
ENDING_CODES = regex.compile(r"(?<![\p{Latin}'’])(?:HE|BE|OE)(?![\p{Latin}'’])")

LINK = regex.compile(r"https?://\S+|\bwww\.\S+|\bdiscord(?:app)?\.(?:gg|com/invite)/\S+", regex.IGNORECASE)


def episode_number(word: str) -> int | None:
    """The number that a digit sequence of any script or a number word stands for; None if it is neither."""
    return int(word) if word.isdecimal() else NUMBER_WORDS.get(word.lower())
