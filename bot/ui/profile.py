"""A member's profile: what they write here and, where they show it, what their series tell of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import discord
from discord import ui
from msgspec import Struct

from bot.domain.catalogue.spoken_title import spoken_title
from bot.domain.kept_back import Topic
from bot.domain.members.profiles import Profile
from bot.domain.series import Series
from bot.domain.spoilers import sanitise_inline
from bot.i18n import _, _n, figure, joined, labelled
from bot.ui.kit import pictures
from bot.ui.kit.cards import Item, button, card, container, deed_of, divider, row, text
from bot.ui.kit.rating_words import rating_words, ratings_count, spread_words
from bot.ui.kit.reader import is_kept_back
from bot.ui.reviews.lists import Entry, entry_words
from bot.ui.series.words import country_name, dated_title

_FEW = 3  # reviews; fewer make no picture
_NAME = 60  # characters of a name


class Whose(Struct, frozen=True):
    """Whose profile it is, as Discord shows them."""

    user_id: int
    name: str
    avatar_url: str

    @property
    def safe_name(self) -> str:
        """The name, harmless in any markdown."""
        return sanitise_inline(self.name, limit=_NAME)


class Picture(Struct, frozen=True):
    """A picture, and what it shows for those who can't see it."""

    file: discord.File
    alt: str


def profile_card(
    whose: Whose,
    entries: Sequence[Entry],
    profile: Profile | None,
    *,
    style: str,
    shown: Sequence[Picture],
    buttons: Sequence[Item] = (),
    with_reviews: bool = True,
    number: int | None = None,
) -> ui.LayoutView:
    """Reviews in this server, and what the series of a `profile` tell. `with_reviews` adds the best three to read.

    A card that everybody sees bears a `number`, by which it is found again.
    """
    alt = _("The avatar of {name}", name=whose.safe_name)
    hint = "\n" + _("/review write starts your first one.") if buttons and not entries else ""
    head: Item = ui.Section(
        _head(whose, entries, style) + hint, accessory=ui.Thumbnail(whose.avatar_url, description=alt)
    )
    items: list[Item] = [head]
    if profile is not None:
        items += [divider(), text(_of_series(whose, profile, style))]
    if shown:
        items.append(ui.MediaGallery(*map(_gallery_item, shown)))
    for entry in entries[:3] if with_reviews else ():
        about = spoken_title(entry.series) if entry.series is not None else entry.review.series_id
        press = button(deed_of(_("Read"), about), "reviews.read", entry.review.id)
        items.append(ui.Section(entry_words(entry, style, with_series=True), accessory=press))
    more = [button(_("All reviews"), "reviews.by", whose.user_id)] if len(entries) > (3 if with_reviews else 0) else []
    if more or buttons:
        items.append(row(*more, *buttons))
    whole = container(*items)
    if number is not None:
        whole.id = number
    return card(whole)


def kept_private() -> ui.LayoutView:
    """In place of a profile that was posted and is no longer shared."""
    return card(container(text(_("This profile is private now."))))


def sharing_buttons(*, shared: bool) -> list[Item]:
    """For one's own profile: show it to everybody here, let them look, or no longer."""
    show = button(_("Show it in this channel"), "profile.show", style=discord.ButtonStyle.primary, emoji="✨")
    if shared:
        return [show, button(_("Make it private"), "profile.share", 0, emoji="🔒")]
    return [show, button(_("Let people here look at it"), "profile.share", 1, emoji="👀")]


def _gallery_item(picture: Picture) -> Any:
    return discord.MediaGalleryItem(f"attachment://{picture.file.filename}", description=picture.alt[:1024])


def _head(whose: Whose, entries: Sequence[Entry], style: str) -> str:
    helpful = sum(entry.standing.helpful for entry in entries)
    votes = sum(entry.standing.votes for entry in entries)
    lines = [f"### {whose.safe_name}"]
    lines.append(_n("{count} review in this server", "{count} reviews in this server", len(entries)))
    if votes:
        lines.append(_("Readers found them helpful {helpful} times out of {votes}", helpful=helpful, votes=votes))
    ratings = _given(whose, entries)
    if ratings:
        mean = sum(rating * count for rating, count in ratings.items()) / ratings.total()
        lines.append(f"{rating_words(mean, style)} · {ratings_count(ratings.total())}\n{spread_words(ratings)}")
    return "\n".join(lines)


def _given(whose: Whose, entries: Sequence[Entry]) -> Counter[int]:
    """The ratings of the reviews; none where the reader does not want to be told one of them."""
    if any(is_kept_back(Topic.RATINGS, entry.series, of=whose.user_id) for entry in entries):
        return Counter()
    return Counter(rating for entry in entries if (rating := entry.review.content.rating) is not None)


def _of_series(whose: Whose, profile: Profile, style: str) -> str:
    if not profile.started:
        return _("Nothing watched yet that I know of. /progress set and /import tell me.")
    counts = [_n("{count} series watched", "{count} series watched", profile.started)]
    counts.append(_n("{count} of them to the end", "{count} of them to the end", profile.finished))
    if profile.hours:
        hours = figure(profile.hours)
        counts.append(_n("{hours} hour", "{hours} hours", profile.hours, hours=hours))
    lines = [" · ".join(counts)]
    if profile.favourites:
        loved = [f"- {_favourite(whose, series, rating, style)}" for series, rating in profile.favourites]
        lines += [_("**Favourites**"), *loved]
    if profile.countries:
        countries = joined(f"{country_name(code)} {count}" for code, count in profile.countries)
        lines.append(_("**Countries:** {countries}", countries=countries))
    if profile.people:
        people = joined(f"{sanitise_inline(name, limit=_NAME)} ({count})" for name, count in profile.people)
        lines.append(_("**Seen most:** {people}", people=people))
    return "\n".join(lines)


def _favourite(whose: Whose, series: Series, rating: int, style: str) -> str:
    if is_kept_back(Topic.RATINGS, series, of=whose.user_id):
        return dated_title(series)
    return f"{dated_title(series)} · {rating_words(rating, style)}"


async def profile_pictures(whose: Whose, entries: Sequence[Entry], profile: Profile | None) -> list[Picture]:
    """How they rate, where their series come from: what there is enough of, and can be drawn here."""
    found: list[Picture] = []
    ratings = _given(whose, entries)
    if len(entries) >= _FEW and ratings:
        points = [sum(n for half, n in ratings.items() if (half + 1) // 2 == point) for point in range(1, 11)]
        file = await pictures.columns("ratings", [str(point) for point in range(1, 11)], points)
        given = joined(labelled(str(point), figure(n)) for point, n in enumerate(points, start=1) if n)
        alt = _("How often each rating from 1 to 10 was given. {given}", given=given)
        found += [Picture(file, alt)] if file is not None else []
    if profile is not None and len(profile.countries) > 1:
        names = [country_name(code) for code, _count in profile.countries]
        counts = [count for _code, count in profile.countries]
        file = await pictures.ranked_bars("countries", names, counts, [figure(count) for count in counts])
        told = joined(labelled(name, figure(count)) for name, count in zip(names, counts, strict=True))
        alt = _("How many of the series come from each country. {told}", told=told)
        found += [Picture(file, alt)] if file is not None else []
    return found
