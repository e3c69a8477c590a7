"""The weekly digest as a post. Headlines, names and dates; everything people wrote is sanitised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from discord import ui

from bot.domain.discussion.digest import Digest, Headline
from bot.domain.discussion.places import Place
from bot.domain.series import Series
from bot.domain.spoilers import sanitise_inline
from bot.i18n import _, _n, days, labelled
from bot.ui.discussion.card import place_name, thread_url
from bot.ui.kit.cards import Item, button, card, container, divider, row, text
from bot.ui.kit.rating_words import rating_words
from bot.ui.series.words import dated_title
from bot.ui.watching import next_words

_ROOM = 3_600  # characters of all sections together; a message holds 4,000
_MOST_THREADS = 25


def digest_card(digest: Digest, server: str, *, style: str) -> ui.LayoutView:
    """The post. Where a section is empty it is left out; what does not fit any more is left out from the end."""
    items: list[Item] = [text(_head(digest, server))]
    room = _ROOM
    for title, lines in _sections(digest, style):
        kept: list[str] = []
        for line in lines:
            room -= len(line) + 3
            if room < 0:
                break
            kept.append(line)
        if kept:
            items += [divider(), text(f"**{title}**\n" + "\n".join(f"- {line}" for line in kept))]
    items.append(row(button(_("More threads"), "digest.threads", digest.week.key)))
    return card(container(*items))


def _head(digest: Digest, server: str) -> str:
    week = days(digest.week.monday - timedelta(days=7), digest.week.monday - timedelta(days=1))
    title = _("The week in {server}", server=sanitise_inline(server))
    return f"## {title}\n{week}\n-# " + _("Headlines only: nothing here tells what happens.")


def _sections(digest: Digest, style: str) -> list[tuple[str, list[str]]]:
    reviews = [_review_line(one, series, digest, style) for one, series in digest.reviews]
    more = digest.reviews_in_all - len(reviews)
    if more > 0:
        reviews.append(_n("and {count} more", "and {count} more", more))
    helpful = [
        f"{_review_line(one, series, digest, style)} · "
        + _n("helpful to {count} reader", "helpful to {count} readers", one.helpful)
        for one, series in digest.helpful
    ]
    return [
        (_("New reviews"), reviews),
        (_("Found most helpful"), helpful),
        (_("Rising"), [dated_title(series) for series in digest.rising]),
        (_("New threads"), [_thread_line(place, series) for place, series in digest.threads]),
        (
            _("Watching together"),
            [labelled(dated_title(series), next_words(party)) for party, series in digest.groups],
        ),
    ]


def _review_line(one: Headline, series: Series, digest: Digest, style: str) -> str:
    return _(
        "{title}: “{headline}”, {rating} from {name}, {link}",
        title=dated_title(series),
        headline=sanitise_inline(one.headline, limit=120),
        rating=rating_words(one.rating, style),
        name=sanitise_inline(one.author_name, limit=40),
        link=f"{thread_url(digest.guild_id, one.channel_id)}/{one.message_id}",
    )


def _thread_line(place: Place, series: Series) -> str:
    return f"<#{place.thread_id}>" if place.thread_id is not None else place_name(series, place.episode)


def threads_card(threads: Sequence[tuple[Place, Series]]) -> ui.LayoutView:
    """Private: the threads that were opened since a digest's week began."""
    if not threads:
        return card(container(text(_("No thread was opened since then. /discuss opens one."))))
    lines = [_thread_line(place, series) for place, series in threads[:_MOST_THREADS]]
    more = len(threads) - len(lines)
    if more > 0:
        lines.append(_n("and {count} more", "and {count} more", more))
    return card(container(text("\n".join(lines))))
