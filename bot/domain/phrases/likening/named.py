"""Titles within a taste phrase: "something like Semantic Error, but sadder", "Bad Buddy vibes"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Generator, Iterable
from itertools import islice
from typing import Generic, TypeVar

from msgspec import Struct, field
from rapidfuzz.fuzz import ratio

from bot.domain.vocabulary import fold_phrase
from bot.patterns import later_re

T = TypeVar("T")
R = TypeVar("R")

_TITLE = r"[^,;\n!?|]+"
_BEFORE = later_re(
    r"(?:\b(?:something|anything|series|dramas?|shows?|more|stuff|one|exactly|just|please|sth)\s+){0,3}"
    r"(?:\b(?:like if"
    r"|(?:what )?if(?! (?:i|im|it|its|you|u|ur|they|we|he|she|there|that|this|not|possible|any|some)\b)"
    r"|like|similar (?:(?:vibes?|feel|energy|mood|style|tone) )?(?:to|as)|vibes? (?:of|like)|close(?:r|st)? to"
    r"|in the (?:style|vein|spirit) of|along the lines of|reminds me of"
    r"|(?:version|equivalent|answer|cousin|sister|brother) (?:of|to)|reminiscent of|comparable to|akin to"
    r"|same (?:vibes?|energy|feel|feeling|mood|style) as|in the same vein as|(?<=[a-z] )as|another"
    r"|(?:mix|mixture|blend|combination) of"
    r"|(?:cross|in|something) between|in between|between"
    r"|(?:watch|next|see|come) after|(?:i|we|you|they|she|he|who) miss"
    r"|(?:(?:(?:(?:i|we|you|they|she|he|who)(?:['’]ve| have)?|just|really|absolutely|totally|recently)"
    r"(?: just| really| absolutely| recently)* (?:liked|finished|watched|rewatched|binged)"
    r"|\A(?:just |only )?(?:finished|watched|rewatched|binged))"
    r"(?: (?:(?:all|both|every|the)(?: \w+)? (?:seasons?|episodes?|parts?)|all|the whole|every episode)(?: of)?)?"
    r"|loved|adored|enjoyed)"
    r"|what(?= [^,;\n!?|]+ (?:gave|did|made)\b)|(?:the )?same as|(?:obsessed|in love) w(?:ith|/)?"
    r"|addicted to|hooked on|crazy about|a fan of|fans? of"
    r"|after(?: (?:watching|finishing|binging))?"
    r"|(?:can(?:no|['’])?t|not|never) (?:get |got )?over"
    r"|(?:still )?think(?:ing)?(?: about| of)?|in the mood for|because of|still miss|missing"
    r"|como|wie|comme))\s+(?P<title>" + _TITLE + ")",
    re.IGNORECASE,
)
_AFTER = later_re(
    r"(?P<title>[^,;\n!?|]{2,60}?)(?P<end>\s+(?:was|is)\s+(?:(?:so|really|very|too|such|my|a|an|the|just|actually)\s+)*"
    r"(?:good|great|amazing|perfect|awesome|incredible|everything|peak|masterpiece|fave|favou?rite|best|goated?)"
    r"|\s+levels?(?: of)?|\s+like(?=\s*(?:[,;.!?]|$))"
    r"|[\s-]+(?:vibes?|energy|feels?|style|esque|type|withdrawals?|hangover|brain ?rot|addicts?|slump)|-like)\b",
    re.IGNORECASE,
)
# The same in other languages, before a title and after it.
_BEFORE_ABROAD = later_re(
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
_AFTER_ABROAD = later_re(
    r"(?P<title>[^,;\n!?|，、。]{2,60}?)\s*(?P<end>같은|비슷한|비슷하|처럼|느낌|분위기|みたいな|みたいに|っぽい|のような|に似た"
    r"|那样的|那樣的|这种|這種|一样的?|一樣的?|差不多的?|类似的?|類似的?|同款)",
    re.IGNORECASE,
)
_REFUSED_ABROAD = later_re(
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
_FIRST = later_re(r"\A(?:(?:something|basically|a|an|i want|give me|need)\s+)*(?=[^,;\n!?|]{2})", re.IGNORECASE)
_FIRST_END = later_re(
    r",?\s+(?P<end>but|meets|x|except|minus|without|w/o|with|w/|only|just|for)\s|[,;\n!?|]", re.IGNORECASE
)
_REFUSED = later_re(
    r"(?:n[’']t|\b(?:not|nothing|no|never|without|less|unlike|hate[ds]?|than|dont|wont|didnt"
    r"|not (?:a|really|another)|anything but|except|avoid)"
    r"|\bsame (?:writer|director|author|screenwriter|actors?|actress|cast|leads?|studio|team|makers|creators"
    r"|people))\s*$",
    re.IGNORECASE,
)
# What is shared with a title ("same writer as …") is not what it is like.
_SHARED = later_re(
    r"\bsame (?:writer|director|author|screenwriter|actors?|actress|cast|leads?|studio|team|makers|creators|people)"
    r" (?:as|of|from|that did|who did|who made) (?P<title>[^,;\n!?|]+)",
    re.IGNORECASE,
)
_REFUSES = later_re(
    r"\s*(?:no|not|nothing|never|without|less|unlike|hated?|avoid|except|anything but|don[’']?t|i (?:hate|dislike))\b",
    re.IGNORECASE,
)
_MORE = later_re(
    r"\b(?:more like (?:this|that|it|them|these|those)|(?:something|anything|similar)"
    r" (?:similar|shows?|series|dramas?|ones)"
    r"|more of (?:this|that|it|them|these)|similar recs?|what(?:['’]?s| is| do i watch| should i watch| to watch|)"
    r" (?:now|next)|now what|(?:need|want|give me|gimme|send|send me|show me|recommend|suggest) more"
    r"|(?:similar|more)(?=\W*$))\b",
    re.IGNORECASE,
)
_TELLING = later_re(
    r"\s+(?:(?:just|really|absolutely|totally|completely|has|had|have)\s+)*(?:me|us|my|made|makes|broke|is|was|has|had|got|gave"
    r"|ruined|destroyed|wrecked|killed|changed|lives|left|hit|rewired|cured|healed|fixed|ended)\b",
    re.IGNORECASE,
)
_WATCHED = later_re(
    r"\s*(?:(?:i|we|have|['’]?ve|only|just|so|far|i['’]ve|ive|ever|really|only)\s+)*"
    r"(?:seen|watched|finished|saw|tried|binged|rewatched|read)\s+(?=\S)",
    re.IGNORECASE,
)
# "Pluto GL vibes"
_SORTED = later_re(
    r"(?<=\w)(?:\s+(?:[bg]l|[a-z]?dramas?|series|shows?|movies?|films?|thai|korean|japanese|chinese|taiwanese|tw|kr|jp|th|cn))+\Z",
    re.IGNORECASE,
)
_PARTS = later_re(r"[,;\n!?|]+|\.+(?:\s|$)|\s(?:and|or|&)\s", re.IGNORECASE)
_SPEAKING = later_re(r"\b(?:feel|looks?|sounds?|would|i|you|we|it[’']?s|be)\s*$", re.IGNORECASE)  # "I like …"
_FEELING = later_re(r"\bfeels\s*$", re.IGNORECASE)
_WORD = later_re(r"\S+")
_LONGEST_TITLE = 8  # words
_LONGEST_NAME = 100  # characters
_MOST_TRIED = 4  # places in a phrase
_MOST_CUES = 6
_MOST_ENDS = 3
_MOST_ASKED = 40  # look-ups; with the above it bounds the work
_COMMAS = later_re(r"\s*,[\s,]*")
_JOINTS = later_re(r"^\s*,?\s*(?:(?:but|and|or|only|just|vibes?|meets|x)\b\s*)+", re.IGNORECASE)
_NO_END = frozenset(
    {"pls", "please", "plz", "thanks", "and", "or", "but", "with", "meets", "x", "only", "just", "for", "from"}
)  # of a title
_LISTED = later_re(r"\s*[,;\n/+&]+\s*|\s+(?:or|and)\s+", re.IGNORECASE)
_CLOSE, _CLOSER = 85, 88  # of 100
_TAIL = later_re(r"\s+(?:kinda|sorta|maybe|please|pls|plz|ish|or (?:smth|something|so)|vibes?|lol)\W*\Z", re.IGNORECASE)
_QUOTES = " .…\"'“”*"


class _Likened(Struct, Generic[T], frozen=True):
    """A thing that was found, and the part of the phrase that speaks of it."""

    thing: T
    start: int
    end: int


class Exactly(str):
    """A name that nothing but its exact letters makes one: "queen of tears" could be a wish for a queen, and tears."""

    __slots__ = ()


def is_called(names: Collection[str], typed: str) -> bool:
    """Whether a title within a sentence is one of these names, spelt nearly as it should be."""
    wanted = fold_phrase(typed)
    if any(_bare(wanted) == _bare(fold_phrase(name)) for name in names):
        return True
    least = _CLOSER if " " in wanted else _CLOSE  # "wedding planners" are no Wedding Plan
    return not isinstance(typed, Exactly) and any(ratio(wanted, fold_phrase(name)) >= least for name in names)


def _bare(folded: str) -> str:
    return folded.replace(" and ", " ")  # "Boss & Me" is read aloud


Asking = Generator[str, T | None, R]  # yields names, is sent what they name


class _Finder(Struct, Generic[T]):
    """Asks for things by name, a bounded number of times."""

    is_known: Callable[[str], bool]
    is_saying: Callable[[str], bool]
    asked: int = 0
    found: list[_Likened[T]] = field(default_factory=list)

    def look(self, name: str, *, sure: bool = False, beside: bool = False) -> Asking[T, T | None]:
        """What is called so; None when enough was asked, and for words that say something else, unless it is `sure`
        that they are a name. What stands `beside` a title is one word for word: "like Signal and Stranger"."""
        name = name.strip(_QUOTES)
        if not name or len(name) > _LONGEST_NAME or self.asked >= _MOST_ASKED:
            return None
        if not sure and self.is_known(name):
            if not beside and (self.is_saying(name) or len(name.split()) == 1):
                return None
            name = Exactly(name)
        self.asked += 1
        return (yield name)

    def keep(self, thing: T, start: int, end: int) -> None:
        self.found.append(_Likened(thing, start, end))


def _nothing_known(_words: str) -> bool:
    return False


def likening(
    phrase: str,
    *,
    most: int,
    is_known: Callable[[str], bool] = _nothing_known,
    is_saying: Callable[[str], bool] = _nothing_known,
) -> Asking[T, tuple[list[T], str]]:
    """What the phrase likens its wish to, and the phrase without that; at most `most` things.

    Yields names, a bounded number of them, and is sent what each names, or None: so that whoever looks them up may
    take a rest in between. Of the words after "like" or before "vibes", the longest run that names something is
    taken. Words that name nothing stay, as does what is refused ("nothing like …") and what `is_known` as a wish of
    its own ("slow burn but korean"), unless it is a title word for word and not one single saying; such names are
    yielded as `Exactly`, which `is_called` respects.
    """
    finder: _Finder[T] = _Finder(is_known, is_saying)
    phrase = yield from _without_shared(phrase, finder)
    if most:
        for look in (_whole, _named_before, _named_first, _named_after, _named_for_more, _named_abroad):
            yield from look(phrase, finder)
    things: list[T] = []
    rest, read_to = "", 0
    for likened in sorted(finder.found, key=lambda one: one.start):
        if likened.start < read_to or len(things) == most:
            continue
        if likened.thing not in things:
            things.append(likened.thing)
        rest += phrase[read_to : likened.start] + ", "
        read_to = likened.end
    return things, _COMMAS.sub(", ", rest + phrase[read_to:]).strip(" ,") if things else phrase


def take_likened(
    phrase: str,
    find: Callable[[str], T | None],
    *,
    most: int,
    is_known: Callable[[str], bool] = _nothing_known,
    is_saying: Callable[[str], bool] = _nothing_known,
) -> tuple[list[T], str]:
    """`likening` with a `find` that answers at once."""
    asking: Asking[T, tuple[list[T], str]] = likening(phrase, most=most, is_known=is_known, is_saying=is_saying)
    try:
        name = next(asking)
        while True:
            name = asking.send(find(name))
    except StopIteration as end:
        things, rest = end.value
        return things, rest


def _without_shared(phrase: str, finder: _Finder[T]) -> Asking[T, str]:
    """The phrase without the title that somebody is "the same writer as" of: its numbers are no wish."""
    shared = _SHARED.search(phrase)
    for end in _ends(shared["title"]) if shared else ():
        assert shared is not None
        thing = yield from finder.look(shared["title"][:end])
        if thing is not None:
            return phrase[: shared.start("title")] + ", " + phrase[shared.start("title") + end :]
    return phrase


def _whole(phrase: str, finder: _Finder[T]) -> Asking[T, None]:
    """A title and nothing else, or several of them."""
    if len(phrase.split()) <= _LONGEST_TITLE and not re.search(r"[,;\n]", phrase):
        thing = yield from _titled(phrase, finder)
        if thing is not None:
            finder.keep(thing, 0, len(phrase))
            return
    parts = _LISTED.split(_TAIL.sub("", phrase))
    if _REFUSES.match(phrase):
        return
    if 2 <= len(parts) <= _MOST_TRIED:
        yield from _listed(phrase, parts, finder)


def _titled(name: str, finder: _Finder[T]) -> Asking[T, T | None]:
    """What is called so; "Not Me" is a title, "not Goblin" is none, as Goblin is found without the "not", too."""
    thing = yield from finder.look(name)
    refusal = _REFUSES.match(name)
    if refusal is None or thing is None:
        return thing
    same = yield from finder.look(name[refusal.end() :])
    return None if same == thing else thing


def _listed(phrase: str, parts: list[str], finder: _Finder[T]) -> Asking[T, None]:
    """Titles and nothing between them but what joins them: each of them has to be one."""
    found: list[tuple[T, int]] = []
    place = 0
    sure = not all(finder.is_known(part) for part in parts)  # beside a title, "Queen of Tears" is one, too
    for part in parts:
        thing = yield from finder.look(part, sure=sure)
        if thing is None:
            return
        place = phrase.index(part, place) + len(part)
        found.append((thing, place))
    start = 0
    for thing, end in found:
        finder.keep(thing, start, end)
        start = end


def _named_before(phrase: str, finder: _Finder[T]) -> Asking[T, None]:
    """ "Like …", "I loved …" """
    for likened in _cued(phrase):
        said = phrase[: likened.start()][-24:]
        if _REFUSED.search(said) or (re.match(r"like\b", likened.group(), re.IGNORECASE) and _SPEAKING.search(said)):
            continue
        title = likened["title"]
        least = 2 if _FEELING.search(said) else 1  # "it feels like home" names no title
        for end in _ends(title):
            if len(title[:end].split()) < least:
                continue
            thing = yield from finder.look(title[:end])
            if thing is not None:
                left = title[end:]
                stop = likened.start("title") + end + (len(left) - len(_JOINTS.sub("", left)))
                finder.keep(thing, likened.start(), stop)
                if re.match(r"\s+(?:and|or|meets|x)\s", left, re.IGNORECASE):
                    yield from _and_another(phrase, stop, finder)
                break


def _named_abroad(phrase: str, finder: _Finder[T]) -> Asking[T, None]:
    """ "类似…", "… 같은 거"."""
    for likened in islice(_BEFORE_ABROAD.finditer(phrase), _MOST_TRIED):
        if _REFUSED_ABROAD.search(phrase[: likened.start()][-24:]):
            continue
        for end in sorted({*_ends(likened["title"]), *_ends_unspaced(likened["title"])}, reverse=True):
            thing = yield from finder.look(_PARTICLE.sub("", likened["title"][:end]))
            if thing is not None:
                finder.keep(thing, likened.start(), likened.start("title") + end)
                break
    for likened in islice(_AFTER_ABROAD.finditer(phrase), _MOST_TRIED):
        if _REFUSED_AFTER.match(phrase, likened.end()):
            continue
        before = _WITH.match(likened["title"])
        title = likened["title"][before.end() if before else 0 :]
        for name in dict.fromkeys((title, _PARTICLE.sub("", title), title.rpartition("的")[2])):
            thing = yield from finder.look(name, sure=True)  # "도깨비랑 비슷한" is like the title, not the goblin
            if thing is not None:
                finder.keep(thing, likened.start(), likened.end())
                break


def _cued(phrase: str) -> Iterable[re.Match[str]]:
    """What stands after cues; one cue may stand in what another is followed by: "as good as …"."""
    place = 0
    for _time in range(_MOST_CUES):
        likened = _BEFORE.search(phrase, place)
        if likened is None:
            return
        yield likened
        place = likened.start("title")


def _and_another(phrase: str, start: int, finder: _Finder[T]) -> Asking[T, None]:
    """ "Like A and B": the second one."""
    rest = re.match(_TITLE, phrase[start:])
    for end in _ends(rest.group() if rest else ""):
        thing = yield from finder.look(phrase[start : start + end], beside=True)
        if thing is not None:
            finder.keep(thing, start, start + end)
            return


def _named_first(phrase: str, finder: _Finder[T]) -> Asking[T, None]:
    """ "… but softer" at the beginning."""
    begins = _FIRST.match(phrase)
    if begins is None:
        return
    for end in islice(_FIRST_END.finditer(phrase, begins.end()), _MOST_ENDS):
        if end["end"] is None:
            return
        thing = yield from _titled(phrase[begins.end() : end.start()], finder)
        if thing is not None:
            refuses = _REFUSES.match(end["end"]) or end["end"].lower() in ("minus", "w/o")
            finder.keep(thing, 0, end.start("end") if refuses else end.end())
            if end["end"].lower() in ("meets", "x"):
                yield from _and_another(phrase, end.end(), finder)
            return


def _named_after(phrase: str, finder: _Finder[T]) -> Asking[T, None]:
    """ "… vibes": of the words before it the longest run that is a title."""
    for likened in islice(_AFTER.finditer(phrase), _MOST_TRIED):
        title = likened["title"]
        for start in [word.start() for word in _WORD.finditer(title)][-_LONGEST_TITLE:]:
            place = likened.start("title") + start
            if _REFUSED.search(phrase[:place][-24:]):
                continue
            named = _SORTED.sub("", title[start:])
            thing = yield from finder.look(named)
            if thing is not None:
                whole = len(named) == len(title) - start
                finder.keep(thing, place, likened.end() if whole else place + len(named))
                break


def _named_for_more(phrase: str, finder: _Finder[T]) -> Asking[T, None]:
    """ "The Untamed ruined me, more like this": titles that begin a part of what stands before."""
    more = _MORE.search(phrase)
    place = 0
    for whole in _PARTS.split(phrase[: more.start()])[:_MOST_TRIED] if more else ():
        start = phrase.index(whole, place)
        place = start + len(whole)
        watched = _WATCHED.match(whole)
        part = whole[watched.end() :] if watched else whole
        start += len(whole) - len(part)
        first = len(part) - len(part.lstrip())
        if not part.strip() or _REFUSES.match(part):
            continue
        for end in _ends(part):
            if len(part[:end].split()) < 2 and part[end:].strip():
                continue
            thing = yield from finder.look(part[:end], sure=len(part[:end].split()) > 2)
            if thing is not None:
                told = _TELLING.match(part[end:])
                finder.keep(thing, start + first, start + (len(part) if told else end))
                break


def _ends_unspaced(title: str) -> list[int]:
    """Where a title may end in a script that parts no words: before what goes on ("类似陈情令但是…")."""
    return [end.start() for end in islice(_UNSPACED_END.finditer(title), _MOST_ENDS) if end.start()]


def _ends(title: str) -> list[int]:
    """Where the first words of a title end, the last of them first."""
    found = islice(_WORD.finditer(title), _LONGEST_TITLE)
    return [word.end() for word in found if word.group().lower() not in _NO_END][::-1]
