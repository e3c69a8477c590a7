"""What members recommend to each other: if you liked one series, try another, because."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from bot.domain import leaks
from bot.domain.leaks import LINK
from bot.domain.series import Series
from bot.domain.spoilers import clean, discord_length, is_blank, quoted, read_markup
from bot.errors import UserError
from bot.i18n import _
from bot.patterns import later

MAX_BECAUSE = 300
_LEAST_LETTERS = 8
_WORD = later(r"[\p{L}\p{M}\p{N}'’]+")
# One of these says as much as two letters of an alphabet, and most are written without spaces between words.
_DENSE = later(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_UNSPACED = later(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")


class Draft(Struct, frozen=True):
    """A recommendation before it is posted; `because` is as it will be kept."""

    liked_id: str
    try_id: str
    because: str


class Suggestion(Struct, frozen=True):
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
    counted_in: int = 0  # the channel whose rules decide which votes count


def check_draft(liked: Series, better: Series, because: str) -> Draft:
    """What somebody typed as a recommendation that can be kept. Raises UserError."""
    check_two(liked.id, better.id, because)
    return Draft(liked.id, better.id, check_because(because))


def check_two(liked_id: str, try_id: str, because: str) -> None:
    """Raises UserError where both are one series."""
    if liked_id == try_id:
        raise UserError(_("That is the same series twice. Name another one to try."), returned_text=because)


def telling_parts(draft: Draft, liked: Series, better: Series) -> list[str]:
    """Sentences on what the reason may give away; everybody reads it, whatever they have seen."""
    names = (*liked.names(), *better.names())
    found = leaks.check(
        read_markup(draft.because), "", horizon=None, spoiler_free=True, facts=leaks.facts_of(names, None)
    )
    links = [finding for finding in found if finding.kind is leaks.Kind.LINK]
    quotes = dict.fromkeys(finding.quote for finding in found if finding.quote and finding not in links)
    telling = [_("“{quote}” may tell more than people want to know.", quote=quoted(quote)) for quote in quotes]
    if links:
        telling.append(_("A link can't be followed from here, and its page may spoil. Your own words say more."))
    return telling


def check_because(text: str) -> str:
    """A reason as it is kept: one line that everybody may read. Raises UserError."""
    because = " ".join(clean(text).split())
    if is_blank(because):
        raise UserError(_("Say in a few words why: that is what makes people try it."))
    if read_markup(because).marked:
        raise UserError(
            _("Everyone reads the reason, so it can't hold spoilers. Say it without the hidden part."),
            returned_text=text,
        )
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
    if not says_something(because):
        raise UserError(
            _("Say a little more: in a few words, why will those who liked the one love the other?"),
            returned_text=text,
        )
    return because


def says_something(because: str) -> bool:
    """Whether a reason is more than a letter or a word: two different words with eight letters, links not counted.

    Scripts that put no spaces between words need no second one.
    """
    words = set(_WORD.findall(LINK.sub(" ", because).lower()))
    letters = "".join(words)
    spaced = len(words) > 1 or _UNSPACED.search(letters) is not None
    return spaced and len(letters) + len(_DENSE.findall(letters)) >= _LEAST_LETTERS
