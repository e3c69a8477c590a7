"""What an author is told before a review is posted: places where it may give away more than it says.

Findings are hints for the private preview and never stop anyone from posting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import regex

from bot.domain.leak_words import ENDING_CODES, ENDINGS, EPISODES, FINALE, LINK, episode_number
from bot.domain.spoilers import Reading, Trouble, clean, describe_trouble, sanitise_inline
from bot.i18n import _

MAX_FINDINGS = 10  # more would be read by nobody
_QUOTE_LENGTH = 60


class Kind(StrEnum):
    """What was noticed."""

    MARKS = "marks"  # the spoiler marks do not add up
    EPISODE = "episode"  # an episode beyond the horizon is named
    FINALE = "finale"  # so is the last one
    ENDING = "ending"  # the headline holds a word that tells an ending
    LINK = "link"  # a link that Discord may unfurl
    CLAIM = "claim"  # spoiler-free, yet something is hidden


class Place(StrEnum):
    """Where it was noticed."""

    HEADLINE = "headline"
    SAFE = "safe"  # the part that everyone sees
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing an author may want to change; `quote` is harmless to show."""

    kind: Kind
    place: Place
    quote: str = ""
    episode: int | None = None
    horizon: int | None = None
    trouble: Trouble | None = None


def check(
    reading: Reading,
    headline: str,
    *,
    horizon: int | None,
    spoiler_free: bool,
    episodes: int | None = None,
    names: Iterable[str] = (),
) -> list[Finding]:
    """What a review may give away, the most serious first, at most `MAX_FINDINGS`.

    `reading` is the body as everyone will see it; `names` are those of the series, whose words ("Killer and
    Healer") tell nothing. Hidden text is held to the horizon; safe text and the headline too, and where the
    review is spoiler-free or about the whole series, to the first episode.
    """
    found: list[Finding] = []
    if reading.trouble is not None:
        found.append(Finding(Kind.MARKS, Place.HIDDEN, trouble=reading.trouble))
    elif spoiler_free and reading.marked:
        hidden = next(span.text for span in reading.spans if span.hidden)
        found.append(Finding(Kind.CLAIM, Place.HIDDEN, _quote(hidden, 0, len(hidden))))
    names = [name for name in names if len(name) > 1]
    headline = _without(clean(headline), names)
    found += _endings(headline)
    texts = [(headline, Place.HEADLINE)]
    texts += [(_without(span.text, names), Place.HIDDEN if span.hidden else Place.SAFE) for span in reading.spans]
    for text, place in texts:
        limit = _limit(place, horizon, spoiler_free, episodes)
        if limit is not None:
            found += _episodes(text, place, limit, episodes)
        if place is not Place.HIDDEN:
            found += (Finding(Kind.LINK, place, _quote(text, *link.span())) for link in LINK.finditer(text))
    order = list(Kind)
    return sorted(dict.fromkeys(found), key=lambda finding: order.index(finding.kind))[:MAX_FINDINGS]


def describe(finding: Finding) -> str:
    """One sentence for the author."""
    quote = finding.quote
    match finding.kind:
        case Kind.MARKS:
            assert finding.trouble is not None
            return describe_trouble(finding.trouble)
        case Kind.CLAIM:
            return _('You call this spoiler-free, yet a part is hidden: "{quote}".', quote=quote)
        case Kind.EPISODE:
            return _describe_episode(finding)
        case Kind.FINALE if finding.place is Place.HEADLINE:
            return _('The headline speaks of the ending, and everyone sees it: "{quote}".', quote=quote)
        case Kind.FINALE:
            return _('The ending is mentioned: "{quote}".', quote=quote)
        case Kind.ENDING:
            return _('"{quote}" in the headline may tell how it ends, and everyone sees the headline.', quote=quote)
        case Kind.LINK:
            return _('A link in the open part may show a preview that spoils: "{quote}".', quote=quote)


def _describe_episode(finding: Finding) -> str:
    values = {"episode": finding.episode, "horizon": finding.horizon, "quote": finding.quote}
    if finding.place is Place.HEADLINE:
        return _('The headline names episode {episode}, and everyone sees it: "{quote}".', **values)
    if finding.horizon:
        return _('Episode {episode} is named, but your review spoils only through {horizon}: "{quote}".', **values)
    if finding.place is Place.SAFE:
        return _('Episode {episode} is named in the part that everyone sees: "{quote}".', **values)
    return _('Episode {episode} is named, though you call this spoiler-free: "{quote}".', **values)


def _limit(place: Place, horizon: int | None, spoiler_free: bool, episodes: int | None) -> int | None:
    """The last episode that may be named there; None where any may."""
    if not spoiler_free and horizon is not None and (place is not Place.HEADLINE):
        return None if episodes is not None and horizon >= episodes and place is Place.HIDDEN else horizon
    if not spoiler_free and place is Place.HIDDEN:
        return None
    return 0


def _endings(headline: str) -> Iterator[Finding]:
    shouting = headline.upper() == headline
    for pattern in (ENDINGS,) if shouting else (ENDINGS, ENDING_CODES):
        for word in pattern.finditer(headline):
            yield Finding(Kind.ENDING, Place.HEADLINE, sanitise_inline(word[0], limit=_QUOTE_LENGTH))


def _episodes(text: str, place: Place, limit: int, episodes: int | None) -> Iterator[Finding]:
    """Episodes past `limit`, each once, in the order in which the text names them; then the finale."""
    horizon = limit or None
    named: list[tuple[int, int, int]] = []
    for pattern in EPISODES:
        for found in pattern.finditer(text):
            numbers = [episode_number(word) for word in found.captures("n")]
            episode = max((number for number in numbers if number is not None), default=0)
            if episode > max(limit, 1):  # the first episode gives nothing away
                named.append((*found.span(), episode))
    seen: set[int] = set()
    for start, end, episode in sorted(named):
        if episode not in seen:
            seen.add(episode)
            yield Finding(Kind.EPISODE, place, _quote(text, start, end), episode, horizon)
    if episodes is None or limit < episodes:
        for found in FINALE.finditer(text):
            yield Finding(Kind.FINALE, place, _quote(text, *found.span()), horizon=horizon)


def _quote(text: str, start: int, end: int) -> str:
    """The found words with a little of what stands around them, as one harmless line."""
    margin = max(0, _QUOTE_LENGTH - (end - start)) // 2
    low, high = max(0, start - margin), min(len(text), end + margin)
    low = next((at for at in range(low, start) if low == 0 or text[at - 1].isspace()), start)
    high = next((at for at in range(high, end, -1) if at == len(text) or text[at].isspace()), end)
    return sanitise_inline(text[low:high], limit=_QUOTE_LENGTH)


def _without(text: str, names: Iterable[str]) -> str:
    for name in sorted(set(names), key=len, reverse=True):
        text = regex.sub(rf"(?<!\p{{L}}){regex.escape(name)}(?!\p{{L}})", "…", text, flags=regex.IGNORECASE)
    return text
