"""A poster on a card: the file beside the message, and what it is for those who can't see it."""

from __future__ import annotations

from discord import ui

from bot.domain.catalogue.spoken_title import spoken_title
from bot.domain.series import Series
from bot.i18n import _
from bot.ui.kit.cards import Item, text

POSTER = "poster.jpg"


def poster_words(series: Series) -> str:
    """What a poster is, for those who can't see it."""
    return _("Poster of {title}", title=spoken_title(series))[:1024]


def beside_poster(words: str, series: Series) -> Item:
    """A text with the poster beside it, which the message carries as the file `POSTER`."""
    return ui.Section(words, accessory=ui.Thumbnail(f"attachment://{POSTER}", description=poster_words(series)))


def head_of(words: str, series: Series | None, *, has_poster: bool) -> Item:
    """A text that begins a card, beside the poster where there is one."""
    return beside_poster(words, series) if has_poster and series is not None else text(words)
