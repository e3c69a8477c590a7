"""Turns of speech that are put in plainer words before a phrase is read: "w/o", "neither of us can bear", "✅"."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.domain.phrases.places import COUNTRY_WORDS
from bot.patterns import later_re

_RICH, _POOR = "rich|wealthy|loaded", "poor|broke(?! up)"
_BETWEEN = r"(?:(?!\b(?:no|not|without|never|but)\b)[^,;.!?\n]){1,30}?"
# "If there's no romance I'm out" is a wish for it.
_NO_IS_OUT = later_re(
    r"\b(?:if|when) (?:there(?:['’]?s| is| are)|it has|it['’]?s got|they have)"
    r" (?:no|zero) ([^,;.!?\n]{2,40}?),?"
    r" (?:then )?(?:i(?:['’]?m| am) (?:out|not (?:watching|interested))"
    r"|i (?:leave|pass|quit|riot|walk|drop it|won['’]?t watch|don['’]?t want)\b(?: it)?"
    r"|count me out|don['’]?t bother|it['’]?s a no)",
    re.IGNORECASE,
)
# "If they don't end up together I'm suing"
_IF_IT_HAS_NOT = later_re(
    r"\b(?:if|when) (?:(?:it|they|he|she|there|this|that|one|the \w+|we)(?:['’]?s)? )?"
    r"(?:(?:do|does|is|are|has|have)(?:n['’]?t| not)|not|has no)"
    r" (?:(?:have|be|got|any|a|an|the) )*([^,.;!?\n]{2,40}?),? (?:then )?i(?:['’]?m| am|['’]?ll| will|['’]?d| would)?"
    r" (?:suing|leaving|out|done|rioting|quitting|gone|riot|sue|leave|quit|cry|scream|pass|skip|drop it|throw\w*"
    r"|not (?:watch|interest)\w*|won['’]?t (?:watch|touch)|don['’]?t want it)\b",
    re.IGNORECASE,
)
_UNLESS = later_re(
    r"\bunless (?:it|there|they)(?:['’]?s| is| has| have|['’]?re| are)? ([^,;.!?\n]{2,40}?),?"
    r" i(?:['’]?m| am|['’]?ll| will)? (?:not (?:interest|watch|look)\w*|won['’]?t (?:watch|touch)"
    r"|don['’]?t (?:want|watch)|out|pass|skip)\b(?: it)?",
    re.IGNORECASE,
)
# "If it has a truck of doom I'll leave" refuses it.
_IF_IT_HAS = later_re(
    r"\b(?:if|when|whenever|once|as soon as|the moment|the second|every time)"
    r" (?:it|there|they|one|the \w+|i see|i find|i hear)(?:['’]?s)?"
    r" (?:(?:has|have|is|are|contains|includes|features|involves|got) )?"
    r"(?:(?:a|an|any|the) )?(?!no\b|not\b|zero\b)([^,;.!?\n]{2,40}?),? (?:then )?(?:i|we)"
    r"(?:['’]?ll| will| would|['’]?d| might| am|['’]?m)?(?: (?:probably|just|immediately|definitely|going to|gonna))?"
    r" (?:throw|leave|run|close|scream|riot|drop|turn it off|sue|be out|out|quit|skip|pass|stop|switch|walk|vomit"
    r"|puke|unfollow|uninstall|lose it|block|not (?:watching|watch)|won['’]?t|can['’]?t|don['’]?t want)\b",
    re.IGNORECASE,
)
_NO_NO = later_re(
    r"\bno ([\w -]{2,25}?)(?:,? no (?:watch|watching|deal|party|dice|play|view|interest)"
    r"| ?\? (?:no thanks|not interested|i['’]?m out|bye|pass|then (?:bye|no|forget it)))\b",
    re.IGNORECASE,
)  # "no kiss, no deal"
_SWAPPING = later_re(
    r"\b(?:swap|swapping|trade|trading|exchange|replace|replacing|switch) (?:out )?(?:the |my |all )?"
    r"([^,.;!?\n]{2,30}?) (?:for|with) ",
    re.IGNORECASE,
)
# "I never watch BL but my friend made me promise"
_SELDOM = later_re(
    r"\bi (?:(?:never|rarely|hardly ever|usually|normally|really)|(?:do not|don['’]?t) (?:usually|normally|often)) "
    r"(?:(?:do not|don['’]?t) )?(?:watch|like|do|want|enjoy|hate) ([^,.;!?\n]{2,30}?),? but\b",
    re.IGNORECASE,
)
_AT_MOST = later_re(
    r"\b(?:no|not) (?:more|longer) than ((?:a|one|the) (?:weekend|day|evening|night|afternoon))\b", re.IGNORECASE
)
# "No preferences except romance"
_NO_WISH_BUT = later_re(
    r"\b(?:no (?:preferences?|requirements?|wishes|demands|conditions)|not (?:picky|fussy))"
    r"\W+(?:except|besides|other than|apart from|but|beyond)(?: for| that)?\b",
    re.IGNORECASE,
)
_DO_NOT_BOTHER = later_re(
    r"\b(?:do not|don['’]?t) bother (?:me )?(?:(?:if|unless) (?:it(?:['’]?s| is)? )?"
    r"(?:not|isn['’]?t|doesn['’]?t have|does not have|has no)|unless it(?:['’]?s| is| has))\b",
    re.IGNORECASE,
)
_BEST_OF = later_re(
    r"\b(?:no ?(?:one|body)) (?:does|makes|writes) ([^,.;!?\n]{2,30}?) (?:better|like)\b", re.IGNORECASE
)
_NOT_ENOUGH = later_re(r"\btoo (?:much|many) ([^,.;!?\n]{2,30}?) (?:is|are) (?:not|never) enough\b", re.IGNORECASE)
# "My friend loves school dramas but I want …"
_OTHERS_LIKE = later_re(
    r"\b(?:my \w+|he|she|they|everyone|people) (?:all |only |really )?"
    r"(?:loves?|likes?|wants?|prefers?|enjoys?|watch(?:es)?) ([^,.;!?\n]{2,30}?),?"
    r" but (?=i(?:['’]?[md])? (?:want|need|prefer|would|like|love|am|really|just|rather|crave)\b)",
    re.IGNORECASE,
)
# "wants | … || doesn't want | …"
_COLUMN = later_re(
    r"(?:^|(?<=[|\n;]))\s*((?:does not|doesn['’]?t|do not|don['’]?t) (?:want|like)|wants?|(?:dis)?likes?"
    r"|hates?|loves?|avoid|no|yes|pros|cons|must(?: not)?)\s*\|",
    re.IGNORECASE,
)
_RATHER_SUFFER = later_re(
    r"\brather (?:eat|drink|swallow|die|lick|chew|stab|gouge|walk|sit|fight|jump|do|watch paint|get|be)\b"
    r"[^,.;!?\n]{0,40}? than (?:to )?(?:watch|see|sit through|have|endure|go through|get|do)"
    r"(?: (?:another|one more|a|any|yet another))? ",
    re.IGNORECASE,
)
_BECOMING = later_re(
    r"\b(best friends?|enem(?:y|ies)|friends?|rivals?|strangers?|exe?s?|haters?|bull(?:y|ies)|co-?workers?|roommates?)"
    r" (?:(?:who|that|to|slowly|then|finally|eventually) )*(?:becom(?:es?|ing)|turn(?:s|ed|ing)?(?: in)?to"
    r"|turn(?:s|ed|ing)?) (?:(?:the|into|his|her|their|to) )*(?:lovers?|boyfriends?|girlfriends?|husbands?|wives"
    r"|partners?|couples?|soulmates?)\b",
    re.IGNORECASE,
)
_NOT_NOT = later_re(r"\b(?:do not|don['’]?t) (?:want|wanna|need|like)(?: to)? (?:not|no)\b", re.IGNORECASE)
_GROWN_UP = later_re(
    r"\b(no|nothing|not|without|avoid) ((?:any|too) )?(?:18 ?\+|r[ -]rated|adults?[ -]only|x[ -]rated)(?: \w+)?",
    re.IGNORECASE,
)
_COUNTRIES: dict[str, str] = {code: word for word, code in list(COUNTRY_WORDS.items())[::-1]}
_FLAG = later_re("[\U0001f1e6-\U0001f1ff]{2}")
_ON_END = later_re(r"(?<=[\ue100-\ue1ff])\s+straight\b", re.IGNORECASE)  # "12 episodes straight"
# "I need angst so bad"
_SO_BADLY = later_re(
    r"\b((?:need|want|crave|miss|wanna see|wanna watch)\b[^,.;!?\n]{1,50}?) (?:so|real|really|super|too) bad(?:ly)?\b",
    re.IGNORECASE,
)
# "Japanese, if not then Taiwanese"
_OR_ELSE = later_re(
    r",? (?:or )?(?:if not(?: then| that)?,?|otherwise|failing that,?|alternatively,?)"
    r" (?=(?:(?:a|an|any|some) )?(?:south )?(?:korean?|thai(?:land)?|taiwan(?:ese)?|japan(?:ese)?|chinese|china"
    r"|filipino|bl|gl|[kjct]-?dramas?)\b)",
    re.IGNORECASE,
)
_PLAIN: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (_NO_IS_OUT, r"\1"),
    (_SO_BADLY, r"\1"),
    (_OR_ELSE, " or "),
    (_IF_IT_HAS_NOT, r"\1 ,"),
    (_UNLESS, r"\1 ,"),
    (_IF_IT_HAS, r"no \1 ,"),
    (_RATHER_SUFFER, "no "),
    (_COLUMN, r" ; \1 : "),
    (_SELDOM, r"no matter \1 but"),
    (_AT_MOST, r"\1"),
    (_NO_WISH_BUT, "want"),
    (_DO_NOT_BOTHER, "must be"),
    (_BEST_OF, r"\1"),
    (_NOT_ENOUGH, r"\1"),
    (later_re(r"(?<![\w.])0 ?%? (?=[a-z])", re.IGNORECASE), "no "),
    (later_re(r"\b100 ?% (?=[a-z])", re.IGNORECASE), " "),
    (_NO_NO, r"\1"),
    (_SWAPPING, r"no \1 , "),
    (_OTHERS_LIKE, r"no matter \1 ; "),
    (_BECOMING, r"\1 to lovers"),
    (_ON_END, " "),
    (_NOT_NOT, "want"),
    (_GROWN_UP, r"\1 explicit content"),
    (_FLAG, lambda match: f" {_country(_code_of(match.group()))} "),
    (
        later_re(
            r"\b(marriage|sex|wedding|married|kids?|baby),? first,? (?:and )?(?:love|romance|dating)(?: comes)?"
            r" (?:later|after|second)\b",
            re.IGNORECASE,
        ),
        r"\1",
    ),
    (later_re(r"\b[A-Z]{3,}[a-z]{3,}\d*\b"), "that series"),  # a title of its own spelling: "HIStory"
    (later_re(r"\bw/o\b|\bw ?/? ?out\b", re.IGNORECASE), "without"),
    (later_re(r"\b(?:tw|cw|trigger)[ -]free\b", re.IGNORECASE), " "),
    (later_re(r"\b(not|no|but|and) like[.…]+ ", re.IGNORECASE), r"\1 "),
    (later_re(r"\bw/|\bw(?=\s)", re.IGNORECASE), "with "),
    (later_re(r"\bcan(?:not|['’]?t)\b", re.IGNORECASE), "can not"),
    (later_re(r"\bwon['’]?t\b(?=\s)|\bshan['’]?t\b", re.IGNORECASE), "will not"),
    (
        later_re(r"\b(do|does|did|is|are|was|were|has|have|had|would|should|could|must|need)n['’]?t\b", re.IGNORECASE),
        r"\1 not",
    ),
    (later_re(r"\bain['’]?t\b", re.IGNORECASE), "is not"),
    (
        later_re(
            r"\b(?:no[ -]?one(?![ -](?:night|sided))|no[ -]?body(?! (?:horror|shaming|swap|image)))\b", re.IGNORECASE
        ),
        "nobody",
    ),
    (later_re(r"\bnon[ -](?=con\b)", re.IGNORECASE), "non"),
    (later_re(r"['’]s\b", re.IGNORECASE), ""),
    (later_re(r"\s[+&]\s|(?<=[a-z])[+&](?=[a-z])", re.IGNORECASE), " and "),
    (
        later_re(
            r"(?<=\w)(?<!\ba)(?<!\bhard)(?<!\bsoft)(?<!\bbig)\s+(?=(?:no|yes|nope|yep|yay|nay|(?:dis)?likes|hates|loves|wants|avoid"
            r"|pros|cons|musts?|dont|don['’]ts?|triggers|dealbreakers)\s?:)",
            re.IGNORECASE,
        ),
        " ; ",
    ),
    (later_re(r"\s*(?:[-=]+>|→)\s*"), " , "),
    (later_re(r"\bs/a\b", re.IGNORECASE), "sa"),
    (later_re(r"(?<=\w )(?:n|nd|'n')(?= \w)", re.IGNORECASE), "and"),
    # "He is rich and she is poor": what is told of two is one thing.
    (later_re(rf"\b(?:{_RICH})\b{_BETWEEN}\b(?:{_POOR})\b", re.IGNORECASE), "rich poor"),
    (later_re(rf"\b(?:{_POOR})\b{_BETWEEN}\b(?:{_RICH})\b", re.IGNORECASE), "rich poor"),
    (later_re(r"\s*!=+\s*"), " : no "),
    (later_re(r"\bcountry\s*[:=]+\s*([a-z]{2})\b", re.IGNORECASE), lambda match: f"{_country(match[1].upper())} "),
    (later_re(r"(?<=[a-z])\s*(?<![=<>])={1,2}\s*(?=\w)", re.IGNORECASE), " : "),
    (
        later_re(
            r"[(\[{]\s*(likes?|dislikes?|loves?|hates?|pros|cons|yes|no|avoid|wants?|musts?|triggers)\s*[)\]}]",
            re.IGNORECASE,
        ),
        r" ; \1 : ",
    ),
    (later_re(r"[(\[{]"), " , "),
    (
        later_re(
            r"\b(?:leave|leaving|keep|cut|cutting) ((?:(?:the|all|any) )?[\w-]+(?: [\w-]+){0,4}?)"
            r"(?<! coming)(?<! come)(?<! comes)(?<! came)(?<! making)(?<! hang)(?<! find) out\b",
            re.IGNORECASE,
        ),
        r"without \1 ,",
    ),
    (later_re(r"[)\]}]"), " ; "),
    (later_re(r"(?<=[a-z]) 2 (?=(?:lovers|friends|enemies|exes)\b)", re.IGNORECASE), " to "),
    (later_re("[❌🚫⛔✖👎💔🙅]️?"), " no "),
    (later_re("[✅✔👍]️?|❤️? "), " yes "),
    (later_re("[🤢🤮]"), " ew "),
    (later_re(r"(?<=\s)\+(?=\w)|(?<=\w)\+(?=\s)"), " and "),
    (later_re(r"(?<=\s)[-–—−]+(?=\s)|—"), " : "),
    (later_re(r"(?<![\w\-–])[-–−](?=\w)"), " \ue001 "),
)
_OF_BOTH = later_re(
    r"\b((abuse|harm|cruelty|violence|death) (?:of|to|against|towards)) (?:(?:the|a|an|any) )?(\w+) (or|and)"
    r" (?:(?:the|a|an|any) )?(\w+)",
    re.IGNORECASE,
)  # "abuse of children or animals"
# "A love that is forbidden", "an ending that's happy".
_THAT_IS = later_re(
    r"\b(love|romance|relationship|ending|couple|lead|marriage) (?:that|which|who)(?:['’]s| is| are)"
    r" (?!(?:not|never|no|so|too|very|just|only|a|an|the)\b)(\w+)",
    re.IGNORECASE,
)
# "Two girls who fall in love"
_TWO_IN_LOVE = later_re(
    r"\btwo (?:\w+ )?(?:(?P<men>boys?|men|guys?|males?|man|dudes?)"
    r"|(?:girls?|women|lad(?:y|ies)|females?|woman|chicks))\b"
    r"(?=[^,;.!?\n]{0,60}\b(?:love|loves|fall|falls|falling|kiss\w*|dating|couple|lovers|romance|crush\w*|flirt\w*)|\s*(?:$|[,;.!?]))",
    re.IGNORECASE,
)
# "School boys falling for each other"
_ONE_ANOTHER = later_re(
    r"\b(?:(?P<men>boys|men|guys|males|dudes)|girls|women|ladies|females)"
    r" (?:(?:who|that|are|slowly|finally|secretly) )*"
    r"(?:(?:fall|falling|fell|kiss|kissing|dat(?:e|ing)|lov(?:e|ing)|lik(?:e|ing)|crush(?:ing)?|in|love|for|with|on) )+"
    r"(?:each other|one another)\b",
    re.IGNORECASE,
)
# "A man falls in love with a man"
_WITH_EACH_OTHER = later_re(
    r"\b(?:(?P<men>man|boy|guy|dude)|woman|girl|lady)s? (?:who )?"
    r"(?:falls?|falling|fell|is|are|in|kiss\w*|dat\w+|marr\w+|loves?|likes?|crush\w*|has)"
    r" (?:(?:in|love|for|with|to|a|an|the|another|crush|on) )*(?(men)(?:man|boy|guy|dude)|(?:woman|girl|lady))s?\b",
    re.IGNORECASE,
)
_HAPPY_END = later_re(r"(?<![\w.])HE(?![\w.'’])")  # as people write it; where not all is in capitals
_ADDED = later_re(r"\s\+\s")
_TAKEN_AWAY = later_re(r"\s[-–−]+\s")  # "bl + magic - tragedy"
# After contractions are written out.
_ROUNDABOUT: tuple[tuple[re.Pattern[str], str], ...] = (
    # "Dramas my dad would hate"
    (
        later_re(
            r"\b(?:my|our|the) \w+ (?:would|will|might|could) (?:hate|dislike|not like|disapprove of|despise)\b",
            re.IGNORECASE,
        ),
        " ",
    ),
    # "Neither my husband nor I can bear …"
    (
        later_re(
            r"\bneither (?:of us|(?:(?:my|our) \w+|he|she) nor (?:i|me|(?:my|our) \w+)|i nor (?:(?:my|our) )?\w+)"
            r" (?:(?:can|could|will|would|really|do|does|want(?:s)? to) )*(?=\w)",
            re.IGNORECASE,
        ),
        "not ",
    ),
    (
        later_re(
            r"\bnot (?:(?:in the least(?: bit)?|the least bit|at all|remotely|particularly|especially|even slightly"
            r"|one bit|terribly|exactly|massively|currently|usually|typically|generally|very much|very|really|actually"
            r"|personally) )+(?=interest|into|keen|fond|a fan|in the mood|looking|up for|here for|feeling|crazy|wild"
            r"|like|enjoy|want|care|watch|need|stand|about|big on)",
            re.IGNORECASE,
        ),
        "not ",
    ),
    # "Without a happy ending I'll cry" is a wish for one.
    (
        later_re(
            r"\bwithout (?:(?:a|an|any|the|some) )?([^,.;:!?]{2,30}?),?"
            r" i(?: will|['’]?ll| would| might| can| am|['’]?m|['’]?d)? (?:not )?(?:cry|die|riot|scream|leave"
            r"|watch(?: it)?|survive|be (?:mad|sad|upset|angry|out|gone)|sue|explode"
            r"|lose it|live|out|bother|care|pass|quit)\b",
            re.IGNORECASE,
        ),
        r"\1",
    ),
    (
        later_re(
            r"\b(?:not|never) once (?:do|did|will|would|should) (?:i|we) (?:want to |need to |like to )?", re.IGNORECASE
        ),
        "not ",
    ),
)


def in_plain_words(text: str) -> str:
    """The same in words that are read; each rule goes once over the text."""
    if not text.isupper():
        text = _HAPPY_END.sub("happy ending", text)
    text = _OF_BOTH.sub(r"\1 \3 \4 \1 \5", text)
    text = _THAT_IS.sub(r"\2 \1", text)
    for pattern in (_TWO_IN_LOVE, _ONE_ANOTHER, _WITH_EACH_OTHER):
        text = pattern.sub(lambda match: "bl" if match["men"] else "gl", text)
    if _ADDED.search(text):
        text = _TAKEN_AWAY.sub(" \ue001 ", text)
    for pattern, plain in (*_PLAIN, *_ROUNDABOUT):
        text = pattern.sub(plain, text)
    return text


def _code_of(flag: str) -> str:
    return "".join(chr(ord(sign) - ord("\U0001f1e6") + ord("A")) for sign in flag)


def _country(code: str) -> str:
    """A name of the country of this code; nothing where it is not known."""
    return _COUNTRIES.get(code, "")
