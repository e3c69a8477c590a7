"""Lists of reviews: of a series, of an author, one's own; and a member's profile."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui
from msgspec import Struct

from bot.domain.catalogue.spoken_title import spoken_title
from bot.domain.reviews.records import UNKNOWN_SERIES, Draft, HiddenReason, Review, ReviewNumbers, ReviewState
from bot.domain.series import Series
from bot.domain.spoilers import sanitise_inline
from bot.domain.written_language import language_name
from bot.i18n import _, _n, current_locale
from bot.ui.kit.cards import Item, button, card, choices, container, deed_of, row, text
from bot.ui.kit.lines import shortened
from bot.ui.reviews.card import horizon_words, rating_shown, series_line
from bot.ui.series.words import title_of

PER_PAGE = 5
_DRAFTS = 3  # shown above one's own reviews


class Entry(Struct, frozen=True):
    """A review in a list."""

    review: Review
    standing: ReviewNumbers
    series: Series | None
    allowed: bool
    gives_nothing_away: bool = False  # spoiler-free, and nothing in it is hidden
    newcomer: bool = False  # shown in the place kept for reviews that nobody has voted on yet


def entry_words(entry: Entry, style: str, *, with_series: bool) -> str:
    """A review in a list: its headline, what it is about, how far it gives things away, and what readers found."""
    draft = entry.review.content
    is_doubted = entry.review.hidden_reason is HiddenReason.SPOILS_ME and not entry.allowed
    headline = _("Its headline is hidden with the text") if is_doubted else draft.headline
    lines = [f"**{sanitise_inline(headline, limit=110)}**"]
    rating = rating_shown(entry.review, entry.series, style)
    if with_series:
        about = [series_line(entry.review, entry.series), rating]
    else:
        about = [rating, sanitise_inline(entry.review.author_name, limit=40)]
    lines.append(" · ".join(part for part in about if part))
    open_to_you = _("open to you") if entry.allowed else _("open as far as you are")
    said = f"-# {horizon_words(entry.review, entry.series)} ({open_to_you})"
    if entry.standing.votes:
        said += " · " + _(
            "{helpful} of {count} found it helpful", helpful=entry.standing.helpful, count=entry.standing.votes
        )
    written = entry.review.content.language
    if written != current_locale().language:  # reviews of several languages stand side by side
        said += " · " + _("Written in: {language}", language=language_name(written))
    if entry.newcomer:
        said += " · " + _("new here")
    if entry.review.is_hidden:
        said += " · " + _("hidden")
    if entry.review.state is ReviewState.POSTING:
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
        press = button(deed_of(label, _called(entry, with_series=with_series)), action, entry.review.id)
        items.append(ui.Section(entry_words(entry, style, with_series=with_series), accessory=press))
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


def _called(entry: Entry, *, with_series: bool) -> str:
    """What tells a review from its neighbours: its series, or who wrote it."""
    if not with_series:
        return sanitise_inline(entry.review.author_name)
    return spoken_title(entry.series) if entry.series is not None else entry.review.series_id


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
    items: list[Item] = [text(entry_words(entry, style, with_series=True))]
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
            press = button(deed_of(_("Go on"), spoken_title(series)), "reviews.write", series.id)
        elif draft.series_id == UNKNOWN_SERIES:
            words = _("Draft from a message, {count} characters", count=count)
            press = button(_("Name its series"), "reviews.name")
        else:
            gone = sanitise_inline(draft.series_id, limit=70)
            words = _("Draft about {series}, which is not in the catalogue any more", series=gone)
            press = button(deed_of(_("Give me the text"), draft.series_id), "reviews.giveback", draft.series_id)
        items.append(ui.Section(f"📝 {words}", accessory=press))
    if len(drafts) > _DRAFTS:
        items.append(
            text(
                "-# " + _("{count} more drafts appear when you write about their series.", count=len(drafts) - _DRAFTS)
            )
        )
    return items
