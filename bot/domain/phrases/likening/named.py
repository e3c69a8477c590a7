"""Titles within a taste phrase: "something like Semantic Error, but sadder", "Bad Buddy vibes"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from itertools import islice

from rapidfuzz.fuzz import ratio

from bot.domain.phrases.likening.abroad import named_abroad
from bot.domain.phrases.likening.finding import (
    LONGEST_TITLE,
    MOST_ENDS,
    MOST_TRIED,
    WORD,
    Asking,
    Exactly,
    Finder,
    T,
    ends,
)
from bot.domain.phrases.listed import words
from bot.domain.vocabulary import fold_phrase
from bot.patterns import later_re

_TITLE = r"[^,;\n!?|]+"
_BEFORE = later_re(
    r"(?:\b(?:something|anything|series|dramas?|shows?|more|stuff|one|exactly|just|please|sth)\s+){0,3}"
    r"(?:\b(?:like if"
    r"|(?:what )?if(?! (?:i|im|it|its|you|u|ur|they|we|he|she|there|that|this|not|possible|any|some)\b)"
    r"|like|similar (?:(?:vibes?|feel|energy|mood|style|tone) )?(?:to|as)|vibes? (?:of|like)|close(?:r|st)? to"
    r"|(?:the|a|my) (?:next|new)|what they (?:have|had) in|as in"
    r"|in the (?:style|vein|spirit) of|along the lines of|reminds me of"
    r"|(?:version|equivalent|answer|cousin|sister|brother) (?:of|to)|reminiscent of|comparable to|akin to"
    r"|same (?:vibes?|energy|feel|feeling|mood|style) as|in the same vein as|(?<=[a-z] )as|another"
    r"|(?:mix|mixture|blend|combination) of"
    r"|(?:cross|in|something) between|in between|between"
    r"|(?:watch|next|see|come) after|(?:i|we|you|they|she|he|who) miss"
    r"|(?:(?:(?:(?:i|we|you|they|she|he|who|my \w+(?: \(\d+\))?)(?:['’]ve| have)?|just|really"
    r"|absolutely|totally|recently)"
    r"(?: just| really| absolutely| recently)* (?:liked|finished|watched|rewatched|binged)"
    r"|\A(?:just |only )?(?:finished|watched|rewatched|binged))"
    r"(?: (?:(?:all|both|every|the)(?: \w+)? (?:seasons?|episodes?|parts?)|all|the whole|every episode)(?: of)?)?"
    r"|loved|adored|enjoyed)"
    r"|what(?= [^,;\n!?|]+ (?:gave|did|made)\b)|(?:the )?same as|(?:obsessed|in love) w(?:ith|/)?"
    r"|addicted to|hooked on|crazy about|a fan of|fans? of"
    r"|after(?: (?:watching|finishing|binging))?"
    r"|(?:can(?:no|['’])?t|not|never) (?:get |got )?over"
    r"|(?:still )?think(?:ing)?(?: about| of)?|in the mood for|because of|still miss|missing"
    r"|(?:\A|(?<=[,;.!] ))more"
    r"|fav(?:e|ou?rite|orit)?s?(?: \w+)?(?: (?:is|are|was))?"
    r"|como|wie|comme))(?:\s*[:=-])?\s+(?P<title>" + _TITLE + ")",
    re.IGNORECASE,
)
_AFTER = later_re(
    r"(?P<title>[^,;\n!?|]{2,60}?)(?P<end>\s+(?:was|is)\s+(?:(?:so|really|very|too|such|my|a|an|the|just|actually)\s+)*"
    r"(?:good|great|amazing|perfect|awesome|incredible|everything|peak|masterpiece|fave|favou?rite|best|goated?)"
    r"|\s+(?:had|has|have)\s+(?:(?:the|such|a|my|so|an|just)\s+)+(?:best|perfect|great|amazing|good|right|exact|nicest)"
    r"|,?\s+(?:that|this)\s+(?:kind|sort|type)(?:\s+of)?"
    r"|\s+levels?(?: of)?|\s+like(?=\s*(?:[,;.!?]|$))"
    r"|[\s-]+(?:vibes?|energy|feels?|style|esque|type|withdrawals?|hangover|brain ?rot|addicts?|slump)|-like)\b",
    re.IGNORECASE,
)
_FIRST = later_re(r"\A(?:(?:something|basically|a|an|i want|give me|need)\s+)*(?=[^,;\n!?|]{2})", re.IGNORECASE)
_FIRST_END = later_re(
    r",?\s+(?P<end>(?:lang )?pero|but|meets|x|except|minus|without|w/o|with|w/|only|just|for)\s|[,;\n!?|]",
    re.IGNORECASE,
)
_MEASURED = later_re(
    r"\s*(?:(?:a|bit|little|much|way|just)\s+)*(?:longer|shorter|newer|older)\b(?! (?!and|or|please|pls)\w)",
    re.IGNORECASE,
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
    r"\b(?:more like (?:this|that|it|them|these|those)"
    r"|(?:smth|sth|something|anything|series|shows?|dramas?|ones?) (?:(?:just|exactly) )?(?:like|similar to|close to)"
    r" (?:this|that|it|them)|(?:something|anything|similar)"
    r" (?:similar|shows?|series|dramas?|ones)"
    r"|more of (?:this|that|it|them|these)|similar recs?|what(?:['’]?s| is| do i watch| should i watch| to watch|)"
    r" (?:now|next)|now what|(?:need|want|give me|gimme|send|send me|show me|recommend|suggest) more"
    r"|(?:need|want|looking for) (?:a|an|another) (?:second|third|fourth|fifth|new|next)? ?(?:one|show|drama|series)"
    r"|(?:is|are) my (?:taste|type|vibe|jam|favs?|faves?|favou?rites?|top \w+)"
    r"|(?:similar|more)(?=\W*$))\b|= ?my (?:taste|type|vibe)",
    re.IGNORECASE,
)
_TELLING = later_re(
    r"\s+(?:(?:just|really|absolutely|totally|completely|has|had|have)\s+)*(?:me|us|my|made|makes|broke|is|was|has|had|got|gave"
    r"|ruined|destroyed|wrecked|killed|changed|lives|left|hit|rewired|cured|healed|fixed|ended)\b",
    re.IGNORECASE,
)
# "Everyone tells me to watch …": what is told of a title before more like it is asked for.
_ADVISED = later_re(
    r".*\b(?:watch|watched|seen|see|try|tried|finished|recommend(?:s|ed)?|called)\s+(?=\S)", re.IGNORECASE
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
_PARTS = later_re(r"[,;\n!?|]+|\.+(?:\s|$)|\s(?:and|or|[&+])\s", re.IGNORECASE)
_SPEAKING = later_re(r"\b(?:feel|looks?|sounds?|would|i|you|we|it[’']?s|be)\s*$", re.IGNORECASE)  # "I like …"
# What was watched is a title, though its words say something: "just finished Unknown".
_JOINS = later_re(r"(?:or|and)\s", re.IGNORECASE)
_JOINED = later_re(r"\s+(?:or|and|/|&)\s+\Z", re.IGNORECASE)
_SURE = later_re(r"\W*(?:\w+\W+){0,4}?(?:finished|watched|rewatched|binged)\b", re.IGNORECASE)
_LEADING = words("a an and any away for from in my no not of on the to with without")
_WIDE = later_re(r"[^;\n!?|]+")
_COMPARED = later_re(r"(?:recs? )?similar to\s|(?:shows?|series|dramas?)\s+like\s", re.IGNORECASE)
_FEELING = later_re(r"\bfeels\s*$", re.IGNORECASE)
_MOST_CUES = 6
_COMMAS = later_re(r"\s*,[\s,]*")
_JOINTS = later_re(r"^\s*,?\s*(?:(?:but|and|or|only|just|vibes?|meets|x)\b\s*)+", re.IGNORECASE)
_LISTED = later_re(r"\s*[,;\n/+&]+\s*|\s+(?:or|and)\s+", re.IGNORECASE)
_LONG_ENOUGH = 11  # letters from which on a title is one without its article
_CLOSE, _CLOSER = 85, 88  # of 100
_TAIL = later_re(r"\s+(?:kinda|sorta|maybe|please|pls|plz|ish|or (?:smth|something|so)|vibes?|lol)\W*\Z", re.IGNORECASE)


def is_called(names: Collection[str], typed: str) -> bool:
    """Whether a title within a sentence is one of these names, spelt nearly as it should be."""
    wanted = fold_phrase(typed)
    if any(_bare(wanted) == _bare(fold_phrase(name)) for name in names):
        return True
    least = _CLOSER if " " in wanted else _CLOSE  # "wedding planners" are no Wedding Plan
    return not isinstance(typed, Exactly) and any(ratio(wanted, fold_phrase(name)) >= least for name in names)


def _bare(folded: str) -> str:
    """Without what many leave out: "Boss & Me" is read aloud, and "The Untamed" is "untamed"."""
    bare = folded.replace(" and ", " ")
    return bare.removeprefix("the ") if len(bare) >= _LONG_ENOUGH else bare


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
    finder: Finder[T] = Finder(is_known, is_saying)
    phrase = yield from _without_shared(phrase, finder)
    if most:
        for look in (_whole, _named_before, _named_first, _named_after, _named_for_more, named_abroad):
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


def _without_shared(phrase: str, finder: Finder[T]) -> Asking[T, str]:
    """The phrase without the title that somebody is "the same writer as" of: its numbers are no wish."""
    shared = _SHARED.search(phrase)
    if shared is None:
        return phrase
    for end in ends(shared["title"]):
        thing = yield from finder.look(shared["title"][:end])
        if thing is not None:
            return phrase[: shared.start("title")] + ", " + phrase[shared.start("title") + end :]
    return phrase


def _whole(phrase: str, finder: Finder[T]) -> Asking[T, None]:
    """A title and nothing else, or several of them."""
    if len(phrase.split()) <= LONGEST_TITLE and not re.search(r"[,;\n]", phrase):
        thing = yield from _titled(phrase, finder)
        if thing is not None:
            start, end = yield from _span(phrase, thing, finder)
            finder.keep(thing, start, end)
            return
    parts = _LISTED.split(_TAIL.sub("", phrase))
    if _REFUSES.match(phrase):
        return
    if 2 <= len(parts) <= MOST_TRIED:
        yield from _listed(phrase, parts, finder)


def _titled(name: str, finder: Finder[T]) -> Asking[T, T | None]:
    """What is called so; "Not Me" is a title, "not Goblin" is none, as Goblin is found without the "not", too."""
    thing = yield from finder.look(name)
    refusal = _REFUSES.match(name)
    if refusal is None or thing is None:
        return thing
    same = yield from finder.look(name[refusal.end() :])
    return None if same == thing else thing


def _listed(phrase: str, parts: list[str], finder: Finder[T]) -> Asking[T, None]:
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


def _named_before(phrase: str, finder: Finder[T]) -> Asking[T, None]:
    """ "Like …", "I loved …" """
    for likened in _cued(phrase):
        said = phrase[: likened.start()][-24:]
        if _REFUSED.search(said) or (re.match(r"like\b", likened.group(), re.IGNORECASE) and _SPEAKING.search(said)):
            continue
        title = likened["title"]
        least = 2 if _FEELING.search(said) else 1  # "it feels like home" names no title
        for end in ends(title):
            if len(title[:end].split()) < least:
                continue
            sure = _SURE.match(likened.group()) or _COMPARED.match(likened.group())
            thing = yield from finder.look(title[:end], beside=sure is not None)
            if thing is not None:
                _start, end = yield from _span(title[:end], thing, finder)
                left = title[end:]
                stop = likened.start("title") + end + (len(left) - len(_JOINTS.sub("", left)))
                finder.keep(thing, likened.start(), stop)
                if re.match(r"\s+(?:and|or|meets|x)\s", left, re.IGNORECASE):
                    yield from _and_another(phrase, stop, finder)
                break
        else:
            yield from _named_over_commas(phrase, likened, finder)


def _named_over_commas(phrase: str, likened: re.Match[str], finder: Finder[T]) -> Asking[T, None]:
    """ "Like Kill Me, Heal Me": a title with a comma in it, letter for letter."""
    start, comma = likened.start("title"), likened.end("title")
    if phrase[comma : comma + 1] != ",":
        return
    wide = _WIDE.match(phrase, start)
    for end in ends(wide.group() if wide else ""):
        if start + end <= comma + 1:
            return
        thing = yield from finder.look(phrase[start : start + end], exactly=True)
        if thing is not None:
            finder.keep(thing, likened.start(), start + end)
            return


def _cued(phrase: str) -> Iterable[re.Match[str]]:
    """What stands after cues; one cue may stand in what another is followed by: "as good as …"."""
    place = 0
    for _time in range(_MOST_CUES):
        likened = _BEFORE.search(phrase, place)
        if likened is None:
            return
        yield likened
        place = likened.start("title")


def _and_another(phrase: str, start: int, finder: Finder[T]) -> Asking[T, None]:
    """ "Like A and B": the second one."""
    rest = re.match(_TITLE, phrase[start:])
    for end in ends(rest.group() if rest else ""):
        thing = yield from finder.look(phrase[start : start + end], beside=True)
        if thing is not None:
            finder.keep(thing, start, start + end)
            return


def _named_first(phrase: str, finder: Finder[T]) -> Asking[T, None]:
    """ "… but softer" at the beginning."""
    begins = _FIRST.match(phrase)
    if begins is None:
        return
    for end in islice(_FIRST_END.finditer(phrase, begins.end()), MOST_ENDS):
        if end["end"] is None:
            return
        name = phrase[begins.end() : end.start()]
        thing = yield from _titled(name, finder)
        if thing is None and _MEASURED.match(phrase, end.end()):
            thing = yield from finder.look(name, beside=True)  # "Stranger, but shorter": shorter than what?
        if thing is not None:
            refuses = _REFUSES.match(end["end"]) or end["end"].lower() in ("minus", "w/o")
            finder.keep(thing, 0, end.start("end") if refuses else end.end())
            if end["end"].lower() in ("meets", "x"):
                yield from _and_another(phrase, end.end(), finder)
            return


def _named_after(phrase: str, finder: Finder[T]) -> Asking[T, None]:
    """ "… vibes": of the words before it the longest run that is a title."""
    for likened in islice(_AFTER.finditer(phrase), MOST_TRIED):
        title = likened["title"]
        for start in [word.start() for word in WORD.finditer(title)][-LONGEST_TITLE:]:
            place = likened.start("title") + start
            if _JOINS.match(title, start):
                continue  # "A or B type": B is found without what joins it
            if _REFUSED.search(phrase[:place][-24:]):
                continue
            named = _SORTED.sub("", title[start:])
            thing = yield from finder.look(named)
            if thing is not None:
                before, _end = yield from _span(named, thing, finder)
                place, start, named = place + before, start + before, named[before:]
                whole = len(named) == len(title) - start
                finder.keep(thing, place, likened.end() if whole else place + len(named))
                yield from _one_before(phrase[:place], finder)
                break


def _span(name: str, thing: T, finder: Finder[T]) -> Asking[T, tuple[int, int]]:
    """Where the title itself begins and ends, without what is said of it: "wlw Couple of Mirrors but sadder"."""
    start, end = 0, len(name)
    if (yield from finder.look(name, exactly=True)) == thing:
        return start, end
    further = next((joint for joint in _FIRST_END.finditer(name) if joint["end"] and joint.start()), None)
    if further is not None and (yield from finder.look(name[: further.start()])) == thing:
        end = further.start()
    words = list(WORD.finditer(name[:end]))
    if len(words) > 1 and finder.is_saying(words[0].group()):
        start = words[1].start() if (yield from finder.look(name[words[1].start() : end])) == thing else 0
    if len(words) > 1 and finder.is_saying(words[-1].group()) and words[-2].group().lower() not in _LEADING:
        end = words[-2].end() if (yield from finder.look(name[start : words[-2].end()])) == thing else end
    return start, end


def _one_before(said: str, finder: Finder[T]) -> Asking[T, None]:
    """ "A or B type of show": the first one."""
    joint = _JOINED.search(said)
    words = list(WORD.finditer(said[: joint.start()]))[-MOST_ENDS:] if joint else []
    for word in words:
        thing = yield from finder.look(said[word.start() : joint.start() if joint else 0], beside=True)
        if thing is not None:
            finder.keep(thing, word.start(), len(said))
            return


def _named_for_more(phrase: str, finder: Finder[T]) -> Asking[T, None]:
    """ "The Untamed ruined me, more like this": titles that begin a part of what stands before."""
    more = _MORE.search(phrase)
    place = 0
    for whole in _PARTS.split(phrase[: more.start()])[:MOST_TRIED] if more else ():
        start = phrase.index(whole, place)
        place = start + len(whole)
        watched = _WATCHED.match(whole) or _ADVISED.match(whole)
        part = whole[watched.end() :] if watched else whole
        start += len(whole) - len(part)
        first = len(part) - len(part.lstrip())
        if not part.strip() or _REFUSES.match(part):
            continue
        for end in ends(part):
            if len(part[:end].split()) < 2 and part[end:].strip() and not watched:
                continue
            thing = yield from finder.look(part[:end], sure=len(part[:end].split()) > 2)
            if thing is not None:
                told = _TELLING.match(part[end:])
                finder.keep(thing, start + first, start + (len(part) if told else end))
                break
