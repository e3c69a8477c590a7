"""Leaderboards: what readers and series are called here, and the pictures beside them. Nothing in them spoils."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import discord
from discord import ui
from msgspec import Struct

from bot.domain.kept_back import Topic
from bot.domain.leaderboards import Stretch, TopReview, TopReviewer
from bot.domain.ranking import RankedSeries
from bot.domain.series import Series
from bot.domain.spoilers import sanitise_inline
from bot.i18n import _, _n, in_turn, labelled, percent
from bot.ui.kit.cards import Item, button, card, container, deed_of, row, text
from bot.ui.kit.lines import shortened
from bot.ui.kit.pictures import can_draw
from bot.ui.kit.rating_words import rating_words, ratings_count
from bot.ui.kit.reader import is_kept_back
from bot.ui.series.words import title_of

PICTURE = "top"
_LABEL = 26  # characters beside a bar
_MONTHLY = 3  # places of each list in the monthly post


class Line(Struct, frozen=True):
    """One place: its name, what earned it (for the card and in short for the picture), and where a press leads."""

    name: str
    words: str
    value: float
    short: str
    press: tuple[str, str, object]  # label, action, argument


def review_lines(found: Sequence[TopReview], series: Mapping[str, Series]) -> list[Line]:
    """Places of reviews: their titles with their authors; the bars are the shares that the places come from."""
    lines = []
    for one in found:
        about = series.get(one.series_id)
        title = title_of(about) if about is not None else sanitise_inline(one.series_id)
        headline, author = sanitise_inline(one.headline, limit=110), sanitise_inline(one.author_name, limit=40)
        name = _("{title}, by {author}", title=title, author=author)
        words = f"{headline}\n{_('{helpful} of {count} found it helpful', helpful=one.helpful, count=one.votes)}"
        share = percent(one.share)
        short = _("{share} ({helpful} of {count})", share=share, helpful=one.helpful, count=one.votes)
        lines.append(Line(name, words, one.share, short, (_("Read"), "reviews.read", one.review_id)))
    return lines


def reviewer_lines(found: Sequence[TopReviewer]) -> list[Line]:
    """Places of members by what readers found helpful."""
    lines = []
    for one in found:
        said = _n("{count} helpful vote", "{count} helpful votes", one.helpful)
        on = _n("on {count} review", "on {count} reviews", one.reviews)
        name = sanitise_inline(one.author_name, limit=60)
        press = (_("Reviews"), "reviews.by", one.author_id)
        lines.append(Line(name, f"{said} {on}", one.helpful, str(one.helpful), press))
    return lines


def series_lines(found: Sequence[RankedSeries], series: Mapping[str, Series], style: str) -> list[Line]:
    """Places of series by their ratings; those that left the catalogue, or whose ratings the reader does not want to
    know yet, are left out."""
    lines = []
    for place in found:
        about, average = series.get(place.rating.series_id), place.rating.average
        if about is None or average is None or is_kept_back(Topic.RATINGS, about):
            continue
        words = f"{rating_words(average, style)} · {ratings_count(place.rating.count)}"
        press = (_("Open"), "series.open", about.id)
        lines.append(Line(title_of(about), words, average / 2, rating_words(average, style), press))
    return lines


def stretch_words(stretch: Stretch) -> str:
    """How far a list looks back."""
    return {Stretch.WEEK: _("last 7 days"), Stretch.MONTH: _("last 30 days"), Stretch.ALL: _("all time")}[stretch]


def has_picture(lines: Sequence[Line]) -> bool:
    """One place is said in its sentence; a single bar would only be a block of colour."""
    return len(lines) > 1


def alt_text(title: str, lines: Sequence[Line]) -> str:
    """The picture in words."""
    said = in_turn(f"{number}. {labelled(line.name, line.short)}" for number, line in enumerate(lines, 1))
    return shortened(f"{title}. {said}", 1024)


def picture_parts(lines: Sequence[Line]) -> tuple[list[str], list[float], list[str]]:
    """Labels, lengths and texts of the picture's bars."""
    names = [f"{number}. {shortened(line.name, _LABEL)}" for number, line in enumerate(lines, 1)]
    return names, [line.value for line in lines], [line.short for line in lines]


def top_card(title: str, lines: Sequence[Line], *, how: str, number: int | None = None) -> ui.LayoutView:
    """A leaderboard with its picture (`attachment://top.png`), or a sentence where it is empty.

    A card that everybody sees bears a `number`, by which it is found again.
    """
    items = _places(title, lines) if lines else [text(f"### {title}"), text(_("Nothing to show for this time yet."))]
    shown = container(*items, text(f"-# {how}"))
    if number is not None:
        shown.id = number
    return card(shown)


def _places(title: str, lines: Sequence[Line]) -> list[Item]:
    items: list[Item] = [text(f"### {title}"), *_picture(title, lines)]
    for number, line in enumerate(lines, 1):
        label, action, argument = line.press
        press = button(deed_of(label, f"{number}. {line.name}"), action, argument)
        items.append(ui.Section(f"**{number}. {line.name}**\n{line.words}", accessory=press))
    return items


def monthly_card(month: str, lists: Sequence[tuple[str, Sequence[Line]]], *, key: str) -> ui.LayoutView:
    """The monthly post: the first places of each list that has any; the picture shows the first list."""
    title = _("Top lists of {month}", month=month)
    filled = [(name, lines) for name, lines in lists if lines]
    items: list[Item] = [text(f"## {title}"), *_picture(filled[0][0], filled[0][1])]
    for name, lines in filled:
        said = [f"{number}. **{line.name}** · {_one_line(line)}" for number, line in enumerate(lines[:_MONTHLY], 1)]
        items.append(text("\n".join([f"### {name}", *said])))
    items.append(row(button(_("All places"), "top.month", key)))
    return card(container(*items))


def month_places(month: str, lists: Sequence[tuple[str, Sequence[Line]]]) -> ui.LayoutView:
    """Every place of a month, for whoever pressed the button of the monthly post."""
    items: list[Item] = [text(f"### {_('Top lists of {month}', month=month)}")]
    for name, lines in lists:
        said = [
            f"{number}. {shortened(line.name, 60)} · {shortened(line.short, 40)}"
            for number, line in enumerate(lines, 1)
        ]
        items.append(text("\n".join([f"**{name}**", *(said or [_("Nothing to show for this time yet.")])])))
    return card(container(*items))


def _one_line(line: Line) -> str:
    return line.words.replace("\n", " · ")


def _picture(title: str, lines: Sequence[Line]) -> list[Item]:
    """The picture, where pictures are drawn: the places below say the same in words."""
    item = discord.MediaGalleryItem(f"attachment://{PICTURE}.png", description=alt_text(title, lines))
    return [ui.MediaGallery(item)] if can_draw() and has_picture(lines) else []
