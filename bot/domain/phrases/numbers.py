"""Numbers and comparisons in a taste phrase: "under 10 episodes", "after 2020", "less than half an hour"."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct, field

from bot.domain.phrases.constraints import InRange, NumberField
from bot.patterns import later_re

_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_WORDS |= {"ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "sixteen": 16, "twenty": 20, "thirty": 30}
_WORDS |= {"thirteen": 13, "fourteen": 14, "seventeen": 17, "eighteen": 18, "nineteen": 19}
_WORDS |= {"forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}

_NUMBER = rf"(?:\d{{1,4}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_DOT = r"(?:\.(?= ?(?:max|min|tops|each|total|long|or|per|in)\b))?"  # of an abbreviation, not of a sentence
_EPISODES = rf"(?:episodes?|episods?|epis?\b|eps?\b{_DOT}|chapters?)"
_MINUTES = rf"(?:minutes?|mins?\b{_DOT})"
_HOURS = rf"(?:hours?|hrs?\b{_DOT})"
_UNIT = rf"(?:{_EPISODES}|{_MINUTES}|{_HOURS})"
_EACH = r"(?:[ -]*(?:long|each|an? ep(?:isode)?\b|per ep(?:isode)?\b|a piece|episodes?|eps?\b))?"
_IN_TOTAL = (
    r"(?P<total>[ -]*(?:long )?(?:in total|total|altogether|all in all|overall"
    r"|for (?:everything|all of it|the whole thing|the (?:whole|entire) (?:series|show|thing)))\b)?"
)
_OF_ALL = (
    r"(?P<whole>(?:total|whole|entire|overall|full|combined)"
    r"(?: (?:series|show|thing|drama|run ?time|running time|length|time|watch ?time))?"
    r"(?: (?:of|in|is|within|to be))* "
    r"|(?:i|we) (?:only |just )?(?:have|got|have got) (?:only |just |like |maybe |about |around )*)?"
)

_BELOW = r"(?:more short than|less long than|under|(?:less|fewer) (?:than|as|then)|below|shorter than|not even|<)"
_AT_MOST = (
    r"(?:at (?:the )?(?:very )?most|max(?:im(?:um|al|ally))?(?:\.(?= ?\d))?(?: of)?|up to|until|till|within|<=|≤"
    r"|(?:no|not) (?:more(?= \d)|(?:more long|more|longer|greater|higher) (?:than|as|then))"
    r"|(?:not|nothing) (?:over|above)|no over"
    r"|(?:not|[a-z]{2,5}n['’]t) exceed(?:ing)?)"
)
_ABOVE = r"(?:more long than|over|more than|above|longer than|>)"
_AT_LEAST = (
    r"(?:at (?:the )?least|min(?:im(?:um|al|ally))?(?:\.(?= ?\d))?(?: of)?|>=|≥"
    r"|(?:no|not) (?:less|fewer|shorter) than|(?:not|nothing) (?:under|below))"
)
_ABOUT = r"(?:about|around|roughly|approximately|circa|~)"
_COMPARE = (
    rf"(?:(?P<at_most>{_AT_MOST})|(?P<at_least>{_AT_LEAST})|(?P<below>{_BELOW})"
    rf"|(?P<above>{_ABOVE})|(?P<about>{_ABOUT}))"
)
_COMPARING = re.sub(r"\?P<\w+>", "?:", _COMPARE)  # without groups that are read
_AFTER_WORD = (
    r"(?P<tail>\+|[ ]*(?:or|and) (?:less|fewer|shorter|under|below)\b(?! than| ?\d| an?\b| half)"
    r"|[ ]*(?:or|and) (?:more|longer|over|up)\b(?! than| ?\d| an?\b| half)"
    r"|[ ]or so\b|[ ](?:max|tops|at (?:the )?(?:very )?most)\b(?! ?\d)|[ ]min(?:imum)?\b(?! ?\d))?"
)

_YEAR = r"(?:19[5-9]\d|20\d\d)"
_DECADE = r"(?:19[5-9]0|20\d0)'?s|'?[5-9]0'?s"


def _rule(pattern: str) -> re.Pattern[str]:
    return later_re(pattern, re.IGNORECASE)


_AMOUNTS = _rule(
    rf"(?<![\w.]){_OF_ALL}(?:between |from )?(?P<first>{_NUMBER})\s?(?:-|–|to|and)\s?(?P<second>{_NUMBER})"
    rf"[ -]?(?P<unit>{_UNIT}){_EACH}{_IN_TOTAL}"
)
_AMOUNT = _rule(
    rf"(?<![\w.]){_OF_ALL}(?:{_COMPARE}\s?)?(?P<first>{_NUMBER})(?P<plus>\+|ish| or so| odd| something)?"
    rf"[ -]?(?P<unit>{_UNIT}){_EACH}{_AFTER_WORD}{_IN_TOTAL}"
)
_BARE = _rule(
    rf"(?<![\w.])(?<!one )(?<!body ){_COMPARE}\s?(?P<first>\d{{1,3}}|ten|twelve|a dozen)"
    r"(?![\w%/]|\.\d| ?out of| ?stars| ?points)"
)
_BARE_AFTER = _rule(
    r"(?<![\w.,/])(?P<first>\d{1,2}|six|eight|ten|twelve|sixteen|twenty)"
    r" (?:(?P<at_most>at most|max(?:imum)?|tops|or less|or fewer)"
    rf"|(?P<at_least>at least|minimum|or more))\b(?! ?(?:\d|{_UNIT}|people|characters|couples|years))"
    r"(?P<below>(?!))?(?P<above>(?!))?(?P<about>(?!))?"
)
_OF_LIVES = _rule(
    rf"(?<![\w-])(?:{_COMPARING} )?{_NUMBER}[ -]?(?:years?|yrs?|yo)\b"
    r"(?:[ -](?:old|older|younger|apart))?"
)
_YEARS = _rule(
    rf"(?<!\w)(?:between |from )?(?P<first>{_YEAR})\s?(?:-|–|to|and|until|till|through|thru|up to)\s?"
    rf"(?P<second>{_YEAR})(?!\w)"
)
_YEAR_SINCE = (
    r"(?<!\w)(?:(?P<since>since|starting(?: in| from)?|as of|from)"
    r"|(?P<after>after|post[ -]?|newer than|later than|past|more recent than|younger than)"
    r"|(?P<before>before|older than|earlier than|prior to|pre)[ -]?"
    r"|(?P<until>until|till|up to|by|no later than|not after)"
    r"|(?:in|of|released in|aired in))?\s?(?:the\s)?"
)
_ONWARDS = r"(?P<on>\+|\s?(?:or (?:later|newer|after)|onwards?|and (?:later|up|newer|after|on)|on(?=\s?(?:[,.;]|$))))?"
_ONE_YEAR = _rule(
    rf"{_YEAR_SINCE}(?P<year>{_YEAR})"
    rf"{_ONWARDS}(?P<back>\s?(?:or|and) (?:earlier|before|older))?(?!\w)"
)
_ONE_DECADE = _rule(rf"{_YEAR_SINCE}(?:early |mid |late )?(?P<decade>{_DECADE}){_ONWARDS}(?!\w)")
_LAST_YEARS = _rule(
    rf"(?<!\w)(?:in |from |of |within )?(?:the )?(?:(?:last|past)"
    rf"|(?:(?:not?|nothing) (?:older|earlier) than|(?P<older>older than)|(?:newer|younger) than)(?: the last)?)"
    rf" (?P<first>{_NUMBER}|few|couple(?: of)?) years(?: old| ago)?(?!\w)"
)
_THIS_DECADE = _rule(r"(?<!\w)(?:(?:from|in|of) )?(?:this|the current) decade(?!\w)")
_RELATIVE = _rule(r"(?<!\w)(?:(?P<since>since )|from |in )?(?:(?P<this>this year)|(?P<last>last year))(?!\w)")
# Ratings of other places are not known here: a number of stars is no number of episodes.
_RATED = _rule(
    rf"(?<!\w)(?:(?:with )?(?:an? |its )?(?:(?:mdl|imdb|mydramalist|mal|douban) )?"
    rf"(?:ratings?|rated|scores?|scored|scoring) (?:of |is |are |higher |better )*(?:(?:than|or) )?(?:{_COMPARE}\s?)?"
    r"\d+(?:[.,]\d+)?(?: ?stars?)?(?: ?/ ?10)?\+?"
    rf"|(?:{_COMPARING}\s?)?\d+(?:[.,]\d+)?\+?"
    rf" ?(?:/ ?10\b|out of (?:10|ten|5|five)|stars?\b|points?\b|on (?:mdl|imdb|mydramalist|mal)\b)"
    rf"(?: or (?:better|higher|more))?)"
)
_TOP = _rule(r"(?<!\w)top (?:\d+|ten|five)(?!\w)")


def _limited(match: re.Match[str]) -> str:
    """ "16 episodes is the max"."""
    return f"{'at least' if match['limit'].lower().startswith(('min', 'least')) else 'at most'} {match[1]}"


def _hours_and_minutes(match: re.Match[str]) -> str:
    return f"{60 * int(match[1]) + int(match[2])} minutes"


_OF_THEM = _rule(r"(?<![\w.])(\d{1,3}(?: ?(?:-|–|to) ?\d{1,3})?) of (?:them|those)\b")
_NAMED_EPISODES = _rule(rf"\b(?:{_EPISODES}|eps?\b)")
_SPOKEN: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (_rule(r"(?<=\w)(?=[<>≤≥]=?\s?\d)"), " "),
    (_rule(r"\bhalf[ -](?:an[ -])?hour(?:[ -]long)?\b"), "30 minutes"),
    (_rule(r"\b(?:an|one) hour and a half\b"), "90 minutes"),
    (_rule(r"\b(?:an|one)[ -]hour(?:[ -]long)?\b"), "60 minutes"),
    (_rule(r"\bhour[ -]long\b"), "60 minutes"),
    (_rule(rf"(?<!about )\b({_NUMBER})[ -]?{_HOURS}[ -](?=(?:movie|film)s?\b)"), r"about \1 hours "),
    (_rule(r"(?<![\w.])(\d{1,2}) ?h(?:rs?|ours?)? ?(\d{2}) ?(?:m|mins?|minutes)?\b(?![:/])"), _hours_and_minutes),
    (_rule(r"(?<![\w.,])(\d{1,2})h(?!\w)"), r"\1 hours"),
    (
        _rule(
            r"(?<![\w.,])(\d{1,3}) ?m(?= (?:eps?|episodes?|per|each|an ep|a piece|long|total|in total|tops|max|or)\b)"
        ),
        r"\1 minutes",
    ),
    (_rule(r"(?<![\w.,])(\d{2,3})m(?!\w)"), r"\1 minutes"),
    (_rule(r"(?<![\w.])(\d{1,2}) ?[x×] ?(\d{2}) ?(?:m|mins?|minutes)\b"), r"\1 episodes , \2 minutes"),
    (_rule(rf"\b({_NUMBER})[ -]?({_EPISODES}) or ({_NUMBER})\b(?! ?(?:{_UNIT}|\d|less|more|fewer))"), r"\1 to \3 \2"),
    (_rule(rf"\b({_NUMBER})[ -]?ish[ -](?={_UNIT})"), r"about \1 "),
    (_rule(rf"\b({_NUMBER}) (max(?:imum)?|minimum) (?={_UNIT})"), r"\2 \1 "),
    (_rule(rf"\b({_NUMBER})(?:, ?{_NUMBER})*,? (?:or|maybe) (?=(?:{_NUMBER})[ -]?{_UNIT})"), r"\1 to "),
    (
        _rule(r"\b(?:episodes?|eps?)[ -](?:count|number|amount) ?(?:of|is|:|=)? ?(\d{1,3} ?(?:-|–|to) ?\d{1,3})\b"),
        r"\1 episodes",
    ),
    (_rule(r"\b(?:episode|ep|eps|episodes)[ -](?:count|number|amount)\b"), "episodes"),
    (
        _rule(rf"\b{_EPISODES} ?:? ?({_COMPARING} ?\d{{1,3}})(?! ?(?:{_UNIT}|\w|%|/|\.\d))"),
        r"\1 episodes",
    ),
    (_rule(rf"\bsingle[ -]digit (?:number of )?{_EPISODES}"), "at most 9 episodes"),
    (_rule(rf"\b(?:double|two|2)[ -]digit (?:number of )?{_EPISODES}"), "at least 10 episodes"),
    (_rule(rf"\b(?:triple|three|3)[ -]digit (?:number of )?{_EPISODES}"), "at least 100 episodes"),
    (_rule(rf"(?<!\w)({_YEAR})\s?(?:,|/|&)\s?(?:or |and )?(?={_YEAR}(?!\w))"), r"\1 or "),
    (_rule(r"(?<!\w)['’]([01]\d|2\d)(?![\w'’])"), r"20\1"),
    (_rule(r"\b(past|last) (?:\d{1,3} ?)?decade\b"), "last 10 years"),
    (_rule(r"\b(last|past|than) (\d{1,2}|few|couple(?: of)?) (?:yrs?|yr)\b"), r"\1 \2 years"),
    (_rule(rf"\b(is|are) so {_YEAR}\b"), r"\1 so overdone"),
    (
        _rule(
            r"\b(?:eps?|episodes?)[ -](?:length|run ?time|duration)s? ?(?:of|is|:|=)? ?"
            rf"((?:{_COMPARING})? ?\d{{1,3}})(?! ?(?:{_UNIT}|\d))"
        ),
        r"\1 minutes",
    ),
    # How old people are: "nobody should be under 25".
    (
        _rule(
            r"\b(nobody|no one|everyone|everybody|anyone|people|leads?|characters?|couples?|actors?|men|women|adults?"
            r"|guys|girls|ladies|protagonists?)((?: \w+){0,3}?) (?:under|over|above|below|older than|younger than"
            rf"|at least|past|around) \d{{2}}(?!\d| ?(?:{_UNIT}|%))"
        ),
        r"\1\2",
    ),
    (_rule(r"\b([a-z]+) 0 ?/ ?(?:5|10)\b"), r"no \1"),
    (_rule(r"\byears? ?>= ?"), "since "),
    (_rule(r"\byears? ?<= ?"), "until "),
    (_rule(r"\byears? ?> ?"), "after "),
    (_rule(r"\byears? ?< ?"), "before "),
    (
        _rule(
            r"\b(i|we|she|he|my \w+)(?:['’]ve)? (had|was|were|lost|got|went|watched|saw|finished|moved|broke|started"
            r"|gave|became|have been|been|did|cried)\b([^,.;!?]{0,50}?)"
            r" (?:in |during )?(?:last|this|past) (?:year|month|week|night)\b"
        ),
        r"\1 \2\3",
    ),
    (_rule(r"\bseventies\b"), "1970s"),
    (_rule(r"\beighties\b"), "1980s"),
    (_rule(r"\bnineties\b"), "1990s"),
    (_rule(r"\b(?:noughties|aughts|two thousands)\b"), "2000s"),
    (_rule(r"\btwenty[ -]tens\b"), "2010s"),
    (_rule(r"\ba dozen (?=ep)"), "12 "),
    (
        _rule(rf"\b(episodes?|eps?)(?:,| and)? ((?:{_COMPARING} )?{_NUMBER}) of (?:them|those)\b"),
        r"\1, \2 episodes",
    ),
    (_rule(rf"\b(?:an|{_NUMBER}) {_EPISODES} (?:a|per|every|each) (?:day|night|week|evening)\b"), " "),
    (_rule(r"\b(episodes?|eps?|minutes|mins) ?[:=] ?(\d{1,4}(?: ?[-–] ?\d{1,4})?)(?!\d)"), r"\2 \1"),
    (_rule(r"\bshort(?:er)?[ -](?:episodes?|eps?)\b"), "at most 30 minutes"),
    (_rule(r"\blong(?:er)?[ -](?:episodes?|eps?)\b"), "at least 50 minutes"),
    (
        _rule(
            rf"\b({_NUMBER}[ -]?{_UNIT}) (?:is|are|would be) (?:the |my |our |a )?(?:(?:abs\w+|hard) )?"
            r"(?P<limit>max(?:imum)?|limit|most|min(?:imum)?|least)\b"
        ),
        _limited,
    ),
    # How things usually are is no wish: "most are 10 min".
    (
        _rule(
            r"\b(?:most(?: of them)?|they|usually|they all|all of them) (?:are|r|have|get) "
            r"(?:all |only |just |like |about )*"
            rf"{_NUMBER}[ -]?{_UNIT}"
        ),
        " ",
    ),
    (_rule(r"\bmany (?:episodes|eps)\b|\b(?:lots|plenty|a lot|tons) of (?:episodes|eps)\b"), "at least 20 episodes"),
    (_rule(r"\b(?:very )?few (?:episodes|eps)\b"), "at most 10 episodes"),
)
_BLANKS = later_re(r"\s+")
_THOUSANDS = later_re(r"(?<=\d),(?=\d{3}\b)")
MOST_NUMBERS = 24  # of one phrase; what comes after is left aside
_LONG_HOURS = 3  # nobody films episodes of so many hours: that is said of the whole
_FIRST_MARK = 0xE100  # private use: each stands for what was read from a number
_PRIVATE = later_re("[\ue000-\uf8ff]")


class ReadRange(Struct, frozen=True):
    """A range and the words it was read from; none where the words are a number that says nothing here."""

    range: InRange | None
    said: str


class Numbers(Struct):
    """What was read from the numbers of a phrase, by the marks that stand for them."""

    this_year: int
    found: list[ReadRange] = field(default_factory=list)
    too_many: int = 0

    def keep(self, read: InRange | None, said: str) -> str:
        """A mark that stands for this in the text."""
        if len(self.found) >= MOST_NUMBERS:
            self.too_many += 1
            return " , "
        self.found.append(ReadRange(read, said))
        return f" {chr(_FIRST_MARK + len(self.found) - 1)} "

    def take(self, rule: re.Pattern[str], read: Callable[[re.Match[str], int], InRange], text: str) -> str:
        """The text with marks for all that a rule finds in it."""
        return rule.sub(lambda match: self.keep(read(match, self.this_year), match.group().strip()), text)

    def of(self, mark: str) -> ReadRange | None:
        """What a character stands for, or None for an ordinary one."""
        place = ord(mark[0]) - _FIRST_MARK if len(mark) == 1 else -1
        return self.found[place] if 0 <= place < len(self.found) else None


def take_numbers(text: str, *, this_year: int) -> tuple[str, Numbers]:
    """Read every number that means something; each is replaced by a mark in the text returned.

    Bounds are inclusive ("under 10" ends at 9, "about 12" spans a fifth to both sides). A bare year means
    that year, "12 episodes" exactly 12, "short episodes" at most 30 minutes. Each rule goes once over the text.
    """
    # People's own private-use characters would be mistaken for our marks; long blanks would cost time.
    text = _BLANKS.sub(" ", _PRIVATE.sub(" ", text).replace("\n", " ; "))
    text = _THOUSANDS.sub("", text)
    text = _TOP.sub(" ", text)
    for pattern, plain in _SPOKEN:
        text = pattern.sub(plain, text)
    if _NAMED_EPISODES.search(text):
        text = _OF_THEM.sub(r"\1 episodes", text)  # "half an hour an episode, 6 to 8 of them"
    numbers = Numbers(this_year)
    text = _RATED.sub(lambda match: numbers.keep(None, match.group().strip()), text)
    for rule, reader in _READERS:
        text = numbers.take(rule, reader, text)
    text = _OF_LIVES.sub(" ", text)
    for rule in (_BARE, _BARE_AFTER):
        text = numbers.take(rule, _read_bare, text)
    return text, numbers


def _number(word: str) -> int:
    if "dozen" in word.lower():
        return 12
    return _WORDS.get(word.lower()) or int(word)


def _unit(match: re.Match[str], number: int) -> tuple[NumberField, int]:
    word = match["unit"]
    whole: NumberField = "total" if match["total"] or match["whole"] else "minutes"
    if re.match(_HOURS, word, re.IGNORECASE):
        limited = match.groupdict().get("at_most") or "max" in (match.groupdict().get("tail") or "")
        return "total" if number >= _LONG_HOURS or (limited and number > 1) else whole, 60
    return (whole, 1) if re.match(_MINUTES, word, re.IGNORECASE) else ("episodes", 1)


def _bounded(field: NumberField, value: int, match: re.Match[str], *, tail: str = "") -> InRange:
    if match["below"]:
        return InRange(field, None, value - 1)
    if match["at_most"] or any(
        word in tail for word in ("less", "fewer", "shorter", "under", "below", "max", "top", "most")
    ):
        return InRange(field, None, value)
    if match["above"]:
        return InRange(field, value + 1, None)
    if match["about"] or any(word in tail for word in ("ish", "so", "odd", "something")):
        slack = max(1, round(value / 5))
        return InRange(field, value - slack, value + slack)
    if match["at_least"] or tail:
        return InRange(field, value, None)
    return InRange(field, None, value) if field == "total" else InRange(field, value, value)


def _read_amounts(match: re.Match[str], _this_year: int) -> InRange:
    first, second = _number(match["first"]), _number(match["second"])
    field, factor = _unit(match, max(first, second))
    low, high = sorted((first * factor, second * factor))
    return InRange(field, low, high)


def _read_amount(match: re.Match[str], _this_year: int) -> InRange:
    number = _number(match["first"])
    field, factor = _unit(match, number)
    tail = ((match["plus"] or "") + (match["tail"] or "")).lower()
    return _bounded(field, number * factor, match, tail=tail)


def _read_bare(match: re.Match[str], _this_year: int) -> InRange:
    return _bounded("episodes", _number(match["first"]), match)


def _read_years(match: re.Match[str], _this_year: int) -> InRange:
    low, high = sorted((int(match["first"]), int(match["second"])))
    return InRange("year", low, high)


def _read_year(match: re.Match[str], _this_year: int) -> InRange:
    year = int(match["year"])
    if match["back"]:
        return InRange("year", None, year)
    onwards = bool(match["on"]) or bool(match["since"] and match["since"].lower() != "from")
    return _since(match, year, year, onwards=onwards)


def _read_decade(match: re.Match[str], _this_year: int) -> InRange:
    digits = re.sub(r"\D", "", match["decade"])
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    onwards = bool(match["on"]) or bool(match["since"] and match["since"].lower() != "from")
    return _since(match, first, first + 9, onwards=onwards)


def _since(match: re.Match[str], first: int, last: int, *, onwards: bool) -> InRange:
    if match["after"]:
        return InRange("year", last + 1, None)
    if match["before"]:
        return InRange("year", None, first - 1)
    if match["until"]:
        return InRange("year", None, last)
    return InRange("year", first, None if onwards else last)


def _read_last_years(match: re.Match[str], this_year: int) -> InRange:
    word = match["first"].lower()
    if match["older"]:
        return InRange("year", None, this_year - (3 if word.startswith(("few", "couple")) else _number(word)) - 1)
    return InRange("year", this_year - (3 if word.startswith(("few", "couple")) else _number(word)), None)


def _read_this_decade(_match: re.Match[str], this_year: int) -> InRange:
    return InRange("year", this_year // 10 * 10, None)


def _read_relative(match: re.Match[str], this_year: int) -> InRange:
    year = this_year if match["this"] else this_year - 1
    return InRange("year", year, None if match["since"] else year)


_READERS = (
    (_AMOUNTS, _read_amounts),
    (_AMOUNT, _read_amount),
    (_LAST_YEARS, _read_last_years),
    (_THIS_DECADE, _read_this_decade),
    (_YEARS, _read_years),
    (_ONE_DECADE, _read_decade),
    (_ONE_YEAR, _read_year),
    (_RELATIVE, _read_relative),
)
