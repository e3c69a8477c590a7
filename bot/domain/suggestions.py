"""What members recommend to each other, what they ask for, and what a good reason is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.series import Series
from bot.domain.spoilers import clean, discord_length, is_blank, read_markup
from bot.errors import UserError
from bot.i18n import _

if TYPE_CHECKING:
    from bot.domain.recommender import Explanation

MAX_BECAUSE = 300
PAGE = 5  # recommendations in one answer
MOST_SAID = 3  # fewer people than this are never spoken of


@dataclass(frozen=True, slots=True)
class Request:
    """One question for something to watch, with what was changed about it since."""

    user_id: int
    guild_id: int  # 0 outside servers
    liked: tuple[str, ...] = ()
    mood: str = ""
    dropped: tuple[str, ...] = ()  # keys of the phrase's constraints that were taken out
    seen: tuple[str, ...] = ()  # everything shown so far
    id: int = 0

    def showing(self, series_ids: tuple[str, ...]) -> Request:
        """The request after these were shown, too."""
        return replace(self, seen=tuple(dict.fromkeys((*self.seen, *series_ids))))


@dataclass(frozen=True, slots=True)
class Pick:
    """One recommendation with everything that can be said about why."""

    series: Series
    score: float
    why: Explanation


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A member's own recommendation: if you liked one series, try another."""

    id: int
    guild_id: int
    liked_id: str
    try_id: str
    because: str
    author_id: int
    author_name: str
    channel_id: int
    message_id: int | None
    created_at: datetime
    helpful: int = 0
    not_helpful: int = 0


def check_because(text: str) -> str:
    """A reason as it is kept: one line that everybody may read. Raises UserError."""
    because = " ".join(clean(text).split())
    if is_blank(because):
        raise UserError(_("Say in a few words why: that is what makes people try it."))
    if read_markup(because).marked:
        raise UserError(_("Everyone reads the reason, so it can't hold spoilers. Say it without the hidden part."))
    over = discord_length(because) - MAX_BECAUSE
    if over > 0:
        raise UserError(
            _(
                "A reason holds {limit} characters; yours has {length}. Cut {over}.",
                limit=MAX_BECAUSE,
                length=MAX_BECAUSE + over,
                over=over,
            ),
            returned_text=text,
        )
    return because
