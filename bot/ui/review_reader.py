"""A review as one reader gets it, privately: cut at their own progress, or with the rest behind bars on their wish."""

from __future__ import annotations

from discord import ui

from bot.domain.horizon import is_whole_series
from bot.domain.progress import Progress
from bot.domain.review_records import Review, Standing
from bot.domain.reviews import spans_for
from bot.domain.series import Series
from bot.domain.spoilers import Span, hide_all, render, withhold
from bot.i18n import _
from bot.ui.cards import Item, button, card, container, row, text
from bot.ui.review_card import body_room, review_head, standing_words

PAGE = 3_000  # characters of a page


def reader_spans(review: Review, *, allowed: bool, revealed: bool) -> list[Span]:
    """The body for one reader: open when they are past the horizon; otherwise without what is hidden, or behind
    bars when they asked for it anyway."""
    reading = review.reading
    if allowed:
        return spans_for(reading, allowed=True)
    if review.hidden_reason == "spoils-me":
        return hide_all(reading.spans) if revealed else []
    return list(reading.spans) if revealed else withhold(reading.spans)


def reader_pages(review: Review, series: Series | None, *, allowed: bool, revealed: bool, style: str) -> list[str]:
    """The pages of the body for one reader; none where nothing may be shown."""
    room = body_room(review_head(review, series, style), PAGE)
    return render(reader_spans(review, allowed=allowed, revealed=revealed), limit=room)


def is_cut(review: Review, *, allowed: bool) -> bool:
    """Whether something of the review is kept from this reader."""
    return not allowed and (review.reading.marked or review.hidden_reason == "spoils-me")


def reader_card(
    review: Review,
    standing: Standing,
    series: Series | None,
    *,
    pages: list[str],
    page: int,
    cut: bool,
    revealed: bool,
    progress: Progress | None,
    reader_id: int,
    style: str,
    vote_emoji: tuple[str, str],
) -> ui.LayoutView:
    """Page `page` (from 1) of what `reader_pages` made. `cut` is what `is_cut` said."""
    count = max(1, len(pages))
    page = min(max(page, 1), count)
    items: list[Item] = []
    if page == 1:
        with_headline = not cut or revealed or review.hidden_reason != "spoils-me"
        items.append(text(review_head(review, series, style, with_headline=with_headline)))
    if review.hidden_reason == "moderator":
        items.append(text("-# " + _("The moderators have hidden this review for now.")))
    if pages:
        items.append(text(pages[page - 1]))
    if cut and not revealed:
        items.append(text("-# " + _why_cut(review, series, progress)))
    foot = [standing_words(standing, vote_emoji)] if page == 1 else []
    if count > 1:
        foot.append(_("Page {page} of {pages}", page=page, pages=count))
    if foot:
        items.append(text("-# " + " · ".join(foot)))
    items += _buttons(review, page, count, cut=cut, revealed=revealed, reader_id=reader_id)
    return card(container(*items))


def _why_cut(review: Review, series: Series | None, progress: Progress | None) -> str:
    if review.hidden_reason == "spoils-me":
        return _("Readers said that this spoils them, so only those who have finished the series get the text.")
    watched = progress.episode if progress else 0
    tells = _("/progress set tells me how far you are.")
    if is_whole_series(review.draft.horizon, series.episodes if series else None):
        return _("[…] is left out because it gives away the whole series.") + " " + tells
    through = _("[…] is left out because it gives away episodes up to {episode}.", episode=review.draft.horizon)
    at = _("You are at episode {episode}.", episode=watched) if watched else tells
    return f"{through} {at}"


def _buttons(
    review: Review, page: int, pages: int, *, cut: bool, revealed: bool, reader_id: int
) -> list[ui.ActionRow[ui.LayoutView]]:
    turning = "reviews.reveal" if revealed else "reviews.page"
    first: list[Item] = []
    if pages > 1:
        first.append(button(_("Back"), turning, review.id, page - 1, disabled=page == 1))
        first.append(button(_("Next"), turning, review.id, page + 1, disabled=page == pages))
    if cut and not revealed:
        first.append(button(_("Show the rest anyway"), "reviews.reveal", review.id, 1))
    second: list[Item] = [button(_("Comment"), "reviews.comment", review.id)]
    if reader_id != review.author_id:
        second.append(button(_("This spoils me"), "reviews.spoils", review.id))
    second.append(button(_("More by this author"), "reviews.by", review.author_id))
    url = jump_url(review)
    if url:
        second.append(ui.Button(label=_("Go to the post and vote"), url=url))
    if reader_id != review.author_id:
        second.append(button(_("Report"), "reports.open", review.id))
    return [row(*items) for items in (first, second) if items]


def jump_url(review: Review) -> str | None:
    """Where its post is, or None while it has none."""
    if review.message_id is None:
        return None
    return f"https://discord.com/channels/{review.guild_id}/{review.channel_id}/{review.message_id}"
