"""What reading a text gives: its stretches, open or hidden, and what did not add up."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from bot.i18n import N_, _


class Span(Struct, frozen=True):
    """A stretch of text that is hidden as a whole or not at all.

    `until` is the last episode that a hidden stretch gives away where its author said so; None leaves that
    to the horizon of the whole review.
    """

    text: str
    hidden: bool
    until: int | None = None


class Trouble(StrEnum):
    """Why a text was hidden as a whole."""

    UNBALANCED = "unbalanced"
    CROSSED = "crossed"
    UNKNOWN = "unknown"
    ESCAPED = "escaped"
    DOUBTFUL = "doubtful"


_SENTENCES = {
    Trouble.UNBALANCED: N_(
        "A spoiler mark has no partner, so everything is hidden. Marks come in pairs, as in `||hidden||`."
    ),
    Trouble.CROSSED: N_(
        "Two kinds of spoiler marks cross each other, so everything is hidden. Close the inner one first."
    ),
    Trouble.UNKNOWN: N_(
        "There is a spoiler mark I don't know, so everything is hidden. Use bars instead, as in `||hidden||`."
    ),
    Trouble.ESCAPED: N_("There is a backslash before a spoiler mark, so everything is hidden. Take the backslash out."),
    Trouble.DOUBTFUL: N_(
        "A spoiler mark touches another mark or something invisible and could be read in two ways, "
        "so everything is hidden. Put spaces around it."
    ),
}


class Reading(Struct, frozen=True):
    """The spans of a text, and why all of them are hidden where something did not add up.

    `widened` tells that more is hidden than stands between the marks: one of them touches code, a link,
    emphasis or a backslash, and another way of reading it hides that, too.
    """

    spans: tuple[Span, ...]
    trouble: Trouble | None = None
    widened: bool = False

    @property
    def marked(self) -> bool:
        """Whether the author (or our doubt) hid anything."""
        return any(span.hidden for span in self.spans)


class MarkupError(Exception):
    """Marks that do not add up, on the way from where it is seen to where everything gets hidden."""

    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble


def describe_trouble(trouble: Trouble) -> str:
    """One sentence for the author: what did not add up and what to do."""
    return _(_SENTENCES[trouble])
