"""The check: which sentences that everyone reads may give something away."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.leaks.asian import CHINESE, FILIPINO, INDONESIAN, JAPANESE, KOREAN, THAI, VIETNAMESE
from bot.domain.leaks.english import ENGLISH
from bot.domain.leaks.episodes import ENDING_CODES, EPISODES, FINALE, LINK, episode_number
from bot.domain.leaks.findings import QUOTE_LENGTH, Finding, Kind, TextPart
from bot.domain.leaks.german import GERMAN
from bot.domain.leaks.notes import note_patterns
from bot.domain.leaks.romance import FRENCH, ITALIAN, PORTUGUESE, SPANISH
from bot.domain.leaks.russian import RUSSIAN
from bot.domain.leaks.sentences import Layout
from bot.domain.leaks.tells import Pattern, Tells
from bot.domain.series import Series
from bot.domain.spoilers import Reading, Span, clean, sanitise_inline
from bot.domain.spoilers.places import label_before
from bot.domain.vocabulary import Vocabulary
from bot.patterns import later

MAX_FINDINGS = 25  # more would be read by nobody
_BLANK = "\u2400"  # stands where a pattern shall not look, one for each character

_LANGUAGES: Mapping[str, Tells] = {
    "en": ENGLISH, "ko": KOREAN, "ja": JAPANESE, "zh": CHINESE, "th": THAI, "id": INDONESIAN, "vi": VIETNAMESE,
    "tl": FILIPINO, "es": SPANISH, "pt": PORTUGUESE, "fr": FRENCH, "de": GERMAN, "it": ITALIAN, "ru": RUSSIAN,
}  # fmt: skip
# Languages that their letters tell: looked for wherever such letters stand, whatever the text's language is.
_OWN_LETTERS: Mapping[str, Pattern] = {
    "ko": later(r"\p{Hangul}"),
    "ja": later(r"[\p{Hiragana}\p{Katakana}]"),
    "zh": later(r"\p{Han}"),
    "th": later(r"\p{Thai}"),
    "ru": later(r"\p{Cyrillic}"),
}
_ANY_LATIN = later(r"\p{Latin}")
_SENTENCE = later(r"[^.!?\n]++")


class Facts(Struct, frozen=True):
    """What is known of the series that a text is about."""

    episodes: int | None = None
    names: tuple[str, ...] = ()  # of the series: "Killer and Healer" tells nothing
    hidden_notes: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (id, (label, synonyms …)) as its card hides them
    is_synopsis: bool = False  # the text tells a story by nature: that somebody does something says nothing


def check(
    reading: Reading,
    headline: str,
    *,
    horizon: int | None,
    spoiler_free: bool,
    facts: Facts | None = None,
    language: str | None = None,
    accepted: Collection[str] = (),
) -> list[Finding]:
    """The sentences of a review that may give something away, in the order in which they are read.

    `reading` is the body as everyone will see it. Its open part and the headline are searched for telling words of
    English, of `language` (None: of every language), and of the languages with letters of their own. Episodes past
    the horizon are looked for in the hidden part too. What the author has called fine (`accepted`, by key) is left
    out. At most `MAX_FINDINGS`; takes time linear in the text.
    """
    found = _found(reading, clean(headline), horizon, spoiler_free, facts or Facts(), language)
    kept = (finding for finding in found if not finding.key or finding.key not in accepted)
    return list(islice(kept, MAX_FINDINGS))


@lru_cache(maxsize=64)  # whoever turns the pages of a preview, or calls something fine, looks at the same text again
def _found(
    reading: Reading, headline: str, horizon: int | None, spoiler_free: bool, facts: Facts, language: str | None
) -> tuple[Finding, ...]:
    search = _Search(facts, horizon, spoiler_free, language)
    return (
        *_of_marks(reading, spoiler_free),
        *search.sentences(Layout((Span(headline, hidden=False),)), in_headline=True),
        *search.sentences(Layout(reading.spans)),
    )


def _of_marks(reading: Reading, spoiler_free: bool) -> Iterator[Finding]:
    if reading.trouble is not None:
        yield Finding(Kind.MARKS, TextPart.HIDDEN, trouble=reading.trouble)
    elif spoiler_free and reading.marked:
        hidden = next(span.text for span in reading.spans if span.hidden)
        yield Finding(
            Kind.CLAIM, TextPart.HIDDEN, sanitise_inline(hidden, limit=QUOTE_LENGTH), key=_key(hidden, Kind.CLAIM)
        )


def _tells_for(text: str, language: str | None) -> list[Tells]:
    """The languages whose words may stand in `text`."""
    spoken = [code for code, letters in _OWN_LETTERS.items() if letters.search(text)]
    if _ANY_LATIN.search(text):
        latin = [code for code in _LANGUAGES if code not in _OWN_LETTERS]
        spoken += latin if language is None else ["en", language.split("-")[0]]
    return [_LANGUAGES[code] for code in dict.fromkeys(spoken) if code in _LANGUAGES]


class _Hit(Struct, frozen=True):
    """A telling place in a text."""

    kind: Kind
    at: int
    episode: int | None = None
    horizon: int | None = None  # which an episode is past
    of_a_part: bool = False  # whose own horizon that is
    note: str | None = None


class _Search(Struct, frozen=True):
    facts: Facts
    horizon: int | None
    spoiler_free: bool
    language: str | None

    def sentences(self, layout: Layout, *, in_headline: bool = False) -> Iterator[Finding]:
        """One finding for each telling sentence: the most telling of what it holds."""
        best: dict[tuple[int, int, bool], tuple[TextPart, _Hit]] = {}
        for number, (start, span) in enumerate(zip(layout.edges, layout.spans, strict=False)):
            place = TextPart.HEADLINE if in_headline else TextPart.HIDDEN if span.hidden else TextPart.SAFE
            text = _without_label(span.text) if number + 1 < len(layout.spans) else span.text
            for hit in self._hits(text, place, span.until):
                hit = replace(hit, at=start + hit.at)
                where = (*layout.sentence_at(hit.at), hit.kind is Kind.LINK)
                known = best.get(where)
                if known is None or _order(hit) < _order(known[1]):
                    best[where] = (place, hit)
        for (low, high, _is_link), (place, hit) in sorted(best.items(), key=lambda item: item[0]):
            paragraph = None if in_headline else layout.paragraph_at(low)
            yield self._finding(layout.text, low, high, place, hit, paragraph)

    def _finding(self, text: str, low: int, high: int, place: TextPart, hit: _Hit, paragraph: int | None) -> Finding:
        return Finding(
            hit.kind,
            place,
            _quote(text[low:high], hit.at - low),
            key=_key(text[low:high], hit.kind),
            paragraph=paragraph,
            start=low,
            end=high,
            episode=hit.episode,
            horizon=hit.horizon,
            note=hit.note,
            of_a_part=hit.of_a_part,
        )

    def _hits(self, text: str, place: TextPart, until: int | None) -> Iterator[_Hit]:
        text = _blanked(text, _names(self.facts.names))
        all_tells = _tells_for(text, self.language)
        harmless = text
        for tells in all_tells:
            harmless = _blanked(harmless, tells.harmless)
        limit = self._limit(place) if until is None else until
        if limit is not None:
            hits = self._episodes(text, harmless, limit)
            yield from (replace(hit, horizon=limit or None, of_a_part=until is not None) for hit in hits)
        if place is TextPart.HIDDEN:
            return
        yield from (_Hit(Kind.LINK, link.start()) for link in LINK.finditer(text))
        for note, pattern in note_patterns(self.facts.hidden_notes):
            yield from (_Hit(Kind.NOTE, named.start(), note=note) for named in pattern.finditer(text))
        if not _is_shouted(text):
            yield from (_Hit(Kind.ENDING, code.start()) for code in ENDING_CODES.finditer(text))
        for tells in all_tells:
            yield from _told(harmless, tells, is_synopsis=self.facts.is_synopsis)

    def _limit(self, place: TextPart) -> int | None:
        """The last episode that may be named there; None where any may."""
        if not self.spoiler_free and self.horizon is not None and place is not TextPart.HEADLINE:
            all_told = self.facts.episodes is not None and self.horizon >= self.facts.episodes
            return None if all_told and place is TextPart.HIDDEN else self.horizon
        return None if not self.spoiler_free and place is TextPart.HIDDEN else 0

    def _episodes(self, text: str, harmless: str, limit: int) -> Iterator[_Hit]:
        for pattern in EPISODES:
            for found in pattern.finditer(text):
                numbers = [episode_number(word) for word in found.captures("n")]
                episode = max((number for number in numbers if number is not None), default=0)
                if episode > max(limit, 1):  # the first episode gives nothing away
                    yield _Hit(Kind.EPISODE, found.start(), episode=episode)
        if self.facts.episodes is None or limit < self.facts.episodes:
            yield from (_Hit(Kind.FINALE, found.start()) for found in FINALE.finditer(harmless))


def _without_label(text: str) -> str:
    """`text` before a hidden part, without the "Episode 5:" that says how far that part goes."""
    if label_before(text, len(text)) is None:
        return text
    kept = text.rstrip()
    low = kept.rfind("\n") + 1
    return text[:low] + _BLANK * (len(text) - low)


def _is_shouted(text: str) -> bool:
    """Whether all is in capitals, where BE is a word: two capitals among signs of another script are not shouted."""
    letters = "".join(_ANY_LATIN.findall(ENDING_CODES.sub("", text)))
    return bool(letters) and letters.upper() == letters


def _told(text: str, tells: Tells, *, is_synopsis: bool) -> Iterator[_Hit]:
    for kind, pattern in ((Kind.ENDING, tells.ending), (Kind.FATE, tells.fate), (Kind.TURN, tells.turn)):
        yield from (_Hit(kind, found.start()) for found in pattern.finditer(text))
    for sentence in _SENTENCE.finditer(text) if tells.narrative and not is_synopsis else ():
        if not tells.made.search(text, sentence.start(), sentence.end()):
            hits = tells.told.finditer(text, sentence.start(), sentence.end())
            yield from (_Hit(Kind.FATE, found.start()) for found in hits)


def _order(hit: _Hit) -> tuple[int, int]:
    return list(Kind).index(hit.kind), -(hit.episode or 0)


def _blanked(text: str, pattern: Pattern | None) -> str:
    return text if pattern is None else pattern.sub(lambda found: _BLANK * len(found[0]), text)


@lru_cache(maxsize=256)
def _names(names: tuple[str, ...]) -> Pattern | None:
    wanted = sorted({name for name in names if len(name) > 1}, key=len, reverse=True)
    import regex

    either = "|".join(regex.escape(name, literal_spaces=True) for name in wanted)
    return regex.compile(rf"(?<!\p{{L}})(?:{either})(?!\p{{L}})", re.IGNORECASE) if wanted else None


def _quote(sentence: str, at: int) -> str:
    """The sentence as one harmless line; of a long one the part around `at`, at whole words where there are any."""
    margin = QUOTE_LENGTH // 2
    if len(sentence) <= QUOTE_LENGTH:
        return sanitise_inline(_without_halves(sentence), limit=QUOTE_LENGTH)
    low = max(0, min(at - margin, len(sentence) - QUOTE_LENGTH))
    low = next((place for place in range(low, at) if place == 0 or sentence[place - 1].isspace()), low)
    return sanitise_inline(("…" if low else "") + sentence[low:], limit=QUOTE_LENGTH)


def _without_halves(sentence: str) -> str:
    """Without marks whose partner is in another sentence."""
    for mark in ("**", "__", "~~"):
        if sentence.count(mark) == 1:
            sentence = sentence.replace(mark, "")
    return sentence


def _key(sentence: str, kind: Kind) -> str:
    """What the author's "it's fine" is remembered by: the words, whatever they were noticed for; a link apart."""
    words = " ".join(sentence.split()).casefold() + ("\0" if kind is Kind.LINK else "")
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def facts_of(
    names: Iterable[str], episodes: int | None, hidden_notes: Mapping[str, Iterable[str]] | None = None
) -> Facts:
    """The facts in the shape that can be remembered."""
    notes = tuple((key, tuple(words)) for key, words in (hidden_notes or {}).items())
    return Facts(episodes, tuple(names), notes)


def facts_about(series: Series, vocabulary: Vocabulary) -> Facts:
    """What is known of `series`, with those of its notes and tropes that give its story away."""
    telling = [
        term for key in (*series.content_notes, *series.tropes) if (term := vocabulary.get(key)) and term.spoiler
    ]
    notes = {term.id: (vocabulary.label(term), term.label, *term.synonyms) for term in telling}
    return facts_of(series.names(), series.episodes, notes)
