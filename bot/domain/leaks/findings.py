"""What the leak check found, and how an author is told."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from bot.domain.spoilers import Trouble, describe_trouble, quoted
from bot.i18n import _

QUOTE_LENGTH = 160  # characters of a sentence that are shown


class Kind(StrEnum):
    """What was noticed, the most telling first."""

    MARKS = "marks"  # the spoiler marks do not add up
    CLAIM = "claim"  # spoiler-free, yet something is hidden
    EPISODE = "episode"  # an episode beyond the horizon is named
    NOTE = "note"  # a content note that the series' own card hides
    ENDING = "ending"  # words of an ending
    FATE = "fate"  # what becomes of somebody
    TURN = "turn"  # what was not known before
    FINALE = "finale"  # the last episode is spoken of
    LINK = "link"  # a link that Discord may unfurl


class TextPart(StrEnum):
    """Where it was noticed."""

    HEADLINE = "headline"
    SAFE = "safe"  # the part that everyone sees
    HIDDEN = "hidden"


class Finding(Struct, frozen=True):
    """One sentence that an author may want to change; `quote` is harmless to show.

    `key` tells it from the others of its text, and stays when other parts of the text change. `start` and `end` are
    where it stands in the text without its marks.
    """

    kind: Kind
    place: TextPart
    quote: str = ""
    key: str = ""
    paragraph: int | None = None
    start: int = 0
    end: int = 0
    episode: int | None = None
    horizon: int | None = None
    of_a_part: bool = False  # the horizon is that of one hidden part
    note: str | None = None
    trouble: Trouble | None = None


def describe(finding: Finding) -> str:
    """One sentence for the author, with the words that it is about."""
    quote = quoted(finding.quote, limit=QUOTE_LENGTH)
    match finding.kind:
        case Kind.MARKS:
            assert finding.trouble is not None
            return describe_trouble(finding.trouble)
        case Kind.CLAIM:
            return _("You call this spoiler-free, yet a part is hidden: “{quote}”", quote=quote)
        case Kind.EPISODE:
            return _describe_episode(finding)
        case _ if finding.place is TextPart.HEADLINE:
            return _describe_headline(finding)
        case Kind.NOTE:
            return _(
                "The series' card hides “{note}”, and everyone reads it here: “{quote}”",
                note=quoted(finding.note),
                quote=quote,
            )
        case Kind.ENDING:
            return _("This may tell how it ends: “{quote}”", quote=quote)
        case Kind.FATE:
            return _("This may tell what happens to somebody: “{quote}”", quote=quote)
        case Kind.TURN:
            return _("This may give a turn of the story away: “{quote}”", quote=quote)
        case Kind.FINALE:
            return _("This speaks of the last episode: “{quote}”", quote=quote)
        case Kind.LINK:
            return _("A link in the open part may show a preview that spoils: “{quote}”", quote=quote)


def _describe_headline(finding: Finding) -> str:
    quote = quoted(finding.quote, limit=QUOTE_LENGTH)
    match finding.kind:
        case Kind.NOTE:
            return _(
                "The series' card hides “{note}”, and everyone sees your headline: “{quote}”",
                note=quoted(finding.note),
                quote=quote,
            )
        case Kind.LINK:
            return _("A link in the headline may show a preview that spoils: “{quote}”", quote=quote)
        case Kind.ENDING | Kind.FINALE:
            return _("Everyone sees the headline, and this one may tell how it ends: “{quote}”", quote=quote)
        case _:
            return _("Everyone sees the headline, and this one may tell what happens: “{quote}”", quote=quote)


def _describe_episode(finding: Finding) -> str:
    values = {
        "episode": finding.episode,
        "horizon": finding.horizon,
        "quote": quoted(finding.quote, limit=QUOTE_LENGTH),
    }
    if finding.place is TextPart.HEADLINE:
        return _("Everyone sees the headline, and this one names episode {episode}: “{quote}”", **values)
    if finding.of_a_part:
        return _("Episode {episode} is named in a part that tells only up to episode {horizon}: “{quote}”", **values)
    if finding.horizon:
        return _(
            "Episode {episode} is named, but your review spoils only through episode {horizon}: “{quote}”", **values
        )
    if finding.place is TextPart.SAFE:
        return _("Episode {episode} is named where everyone sees it: “{quote}”", **values)
    return _("Episode {episode} is named, though you call this spoiler-free: “{quote}”", **values)


def looked_for() -> str:
    """What the check can see, and that it promises nothing."""
    return _(
        "I look for endings, deaths, couples, turns, the last episodes, hidden content notes and links. "
        "I know such words, not the story: only you can tell whether it spoils."
    )
