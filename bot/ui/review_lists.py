"""Lists of reviews: of a series, of an author, one's own; and a member's profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import discord
from discord import ui

from bot.domain.review_records import UNKNOWN_SERIES, Draft, Review, Standing
from bot.domain.series import Series
from bot.domain.spoilers import sanitise_inline
from bot.domain.written_language import language_name
from bot.i18n import _, _n
from bot.ui.cards import Item, button, card, choices, container, row, text
from bot.ui.rating_words import rating_words, ratings_count, spread_words
from bot.ui.review_card import horizon_words, series_line
from bot.ui.series_words import shortened, title_of

PER_PAGE = 5
_DRAFTS = 3  # shown above one's own reviews


@dataclass(frozen=True, slots=True)
class Entry:
    """A review in a list."""

    review: Review
    standing: Standing
    series: Series | None
    allowed: bool
    gives_nothing_away: bool = False  # spoiler-free, and nothing in it is hidden
    newcomer: bool = False  # shown in the place kept for reviews that nobody has voted on yet


def _entry_words(entry: Entry, style: str, *, with_series: bool) -> str:
    draft = entry.review.draft
    is_doubted = entry.review.hidden_reason == "spoils-me" and not entry.allowed
    headline = _("Its headline is hidden with the text") if is_doubted else draft.headline
    lines = [f"**{sanitise_inline(headline, limit=110)}**"]
    rating = rating_words(draft.rating or 0, style)
    if with_series:
        lines.append(f"{series_line(entry.review, entry.series)} · {rating}")
    else:
        lines.append(f"{rating} · {sanitise_inline(entry.review.author_name, limit=40)}")
    open_to_you = _("open to you") if entry.allowed else _("cut at your progress")
    said = f"-# {horizon_words(entry.review, entry.series)} ({open_to_you})"
    if entry.standing.votes:
        said += " · " + _(
            "{helpful} of {count} found it helpful", helpful=entry.standing.helpful, count=entry.standing.votes
        )
    if entry.newcomer:
        said += " · " + _("new here")
    if entry.review.state == "hidden":
        said += " · " + _("hidden")
    if entry.review.state == "posting":
        said += " · " + _("not posted yet")
    lines.append(said)
    return "\n".join(lines)


def review_list(
    title: str,
    entries: Sequence[Entry],
    *,
    style: str,
    page: int,
    turn: tuple[object, ...],
    empty: str,
    with_series: bool,
    filters: Item | None = None,
    own: bool = False,
    above: Sequence[Item] = (),
    why: str | None = None,
) -> ui.LayoutView:
    """Page `page` (from 1) of reviews; `turn` is the action and its arguments that turn the pages, `why` the action
    that explains their order, with the same arguments."""
    pages = max(1, (len(entries) + PER_PAGE - 1) // PER_PAGE)
    page = min(max(page, 1), pages)
    items: list[Item] = [text(f"### {title}"), *above]
    if not entries:
        items.append(text(empty))
    for entry in entries[(page - 1) * PER_PAGE : page * PER_PAGE]:
        action, label = ("reviews.own", _("Open")) if own else ("reviews.read", _("Read"))
        press = button(label, action, entry.review.id)
        items.append(ui.Section(_entry_words(entry, style, with_series=with_series), accessory=press))
    turning, *arguments = turn
    buttons: list[Item] = []
    if pages > 1:
        items.append(text("-# " + _("Page {page} of {pages}", page=page, pages=pages)))
        buttons.append(button(_("Back"), str(turning), *arguments, page - 1, disabled=page == 1))
        buttons.append(button(_("Next"), str(turning), *arguments, page + 1, disabled=page == pages))
    if why is not None and entries:
        buttons.append(button(_("Why this order?"), why, *arguments, page))
    if buttons:
        items.append(row(*buttons))
    if filters is not None:
        items.append(filters)
    return card(container(*items))


def list_filters(series_id: str, chosen: set[str], languages: Sequence[str]) -> Item:
    """What can be left out of a list, or put first; comes back as `reviews.filter`."""
    names = [
        ("free", _("Spoiler-free only")),
        ("mine", _("Only what my progress opens")),
        ("done", _("Only by people who finished it")),
        ("lang", _("My language first")),
        ("near", _("My stage first: watching, finished or dropped")),
    ]
    names += [(f"in-{code}", _("Written in: {language}", language=language_name(code))) for code in languages[:10]]
    options = [discord.SelectOption(label=label, value=key, default=key in chosen) for key, label in names]
    return choices(_("Filter"), "reviews.filter", series_id, options=options, min_values=0, max_values=len(options))


def own_review(entry: Entry, *, style: str, jump_url: str | None, versions: int) -> ui.LayoutView:
    """One of the reader's own reviews, with what they can do with it."""
    items: list[Item] = [text(_entry_words(entry, style, with_series=True))]
    if versions:
        items.append(
            text("-# " + _n("{count} earlier version is kept.", "{count} earlier versions are kept.", versions))
        )
    buttons: list[Item] = [button(_("Edit"), "reviews.write", entry.review.series_id)]
    buttons.append(button(_("Read"), "reviews.read", entry.review.id))
    buttons.append(button(_("Delete"), "reviews.delete", entry.review.id, style=discord.ButtonStyle.danger))
    if versions:
        buttons.append(button(_("Earlier versions"), "reviews.history", entry.review.id))
    if jump_url:
        buttons.append(ui.Button(label=_("Go to it"), url=jump_url))
    return card(container(*items, row(*buttons)))


def drafts_note(drafts: Sequence[tuple[Draft, Series | None]]) -> list[Item]:
    """Drafts that wait, each with a way on; what has lost its series can be had back as a file."""
    items: list[Item] = []
    for draft, series in drafts[:_DRAFTS]:
        count = len(draft.body)
        if series is not None:
            words = _("Draft: {title}, {count} characters", title=shortened(title_of(series), 80), count=count)
            press = button(_("Go on"), "reviews.write", series.id)
        elif draft.series_id == UNKNOWN_SERIES:
            words = _("Draft from a message, {count} characters", count=count)
            press = button(_("Name its series"), "reviews.name")
        else:
            gone = sanitise_inline(draft.series_id, limit=70)
            words = _("Draft about {series}, which is not in the catalogue any more", series=gone)
            press = button(_("Give me the text"), "reviews.giveback", draft.series_id)
        items.append(ui.Section(f"📝 {words}", accessory=press))
    if len(drafts) > _DRAFTS:
        items.append(
            text(
                "-# " + _("{count} more drafts appear when you write about their series.", count=len(drafts) - _DRAFTS)
            )
        )
    return items


def profile_card(
    name: str,
    entries: Sequence[Entry],
    ratings: Mapping[int, int],
    *,
    user_id: int,
    is_own: bool,
    style: str,
    picture: str | None,
    alt: str,
) -> ui.LayoutView:
    """A member's reviews in this server: how many, how they rate, how helpful others found them."""
    helpful = sum(entry.standing.helpful for entry in entries)
    votes = sum(entry.standing.votes for entry in entries)
    lines = [f"### {sanitise_inline(name, limit=60)}"]
    lines.append(_n("{count} review in this server", "{count} reviews in this server", len(entries)))
    if is_own and not entries:
        lines.append(_("/review write starts your first one."))
    if votes:
        lines.append(_("Readers found them helpful {helpful} times out of {votes}", helpful=helpful, votes=votes))
    if ratings:
        total = sum(ratings.values())
        mean = sum(rating * count for rating, count in ratings.items()) / total
        lines.append(f"{rating_words(mean, style)} · {ratings_count(total)}\n{spread_words(ratings)}")
    items: list[Item] = [text("\n".join(lines))]
    if picture is not None:
        items.append(ui.MediaGallery(discord.MediaGalleryItem(picture, description=alt[:1024])))
    for entry in entries[:3]:
        press = button(_("Read"), "reviews.read", entry.review.id)
        items.append(ui.Section(_entry_words(entry, style, with_series=True), accessory=press))
    if len(entries) > 3:
        items.append(row(button(_("All reviews"), "reviews.by", user_id)))
    return card(container(*items))
