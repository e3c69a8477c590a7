"""A review as one reader gets it, privately: cut at their own progress, or with the rest behind bars on their wish."""

from __future__ import annotations

from discord import ui

from bot.domain.progress import Progress
from bot.domain.reviews.horizon import is_whole_series
from bot.domain.reviews.records import HiddenReason, Review, ReviewNumbers
from bot.domain.series import Series
from bot.domain.spoilers import Reading, Span, render, withhold
from bot.domain.votes import WhoCounts
from bot.i18n import _
from bot.ui.kit.cards import Item, button, card, container, row, text
from bot.ui.kit.links import channel_url, message_url
from bot.ui.reviews.card import Headline, body_room, review_head, series_line, standing_words

PAGE = 3_000  # characters of a page


def reader_spans(review: Review, reading: Reading, *, revealed: bool) -> list[Span]:
    """The body for one reader, who gets `reading`: without what is hidden in it, or behind bars when they asked for
    it anyway."""
    if not reading.marked or revealed:
        return list(reading.spans)
    if review.hidden_reason is HiddenReason.SPOILS_ME:
        return []
    return withhold(reading.spans)


def reader_pages(review: Review, reading: Reading, head: str, *, revealed: bool) -> list[str]:
    """The pages of the body for one reader, who gets `reading`, below the `head`; none where nothing may be shown."""
    return render(reader_spans(review, reading, revealed=revealed), limit=body_room(head, PAGE))


def reader_card(
    review: Review,
    standing: ReviewNumbers,
    series: Series | None,
    *,
    head: str,
    pages: list[str],
    page: int,
    cut: bool,
    revealed: bool,
    progress: Progress | None,
    reader_id: int,
    style: str,
    vote_emoji: tuple[str, str],
    counts: WhoCounts = WhoCounts.EVERYBODY,
) -> ui.LayoutView:
    """Page `page` (from 1) of what `reader_pages` made, below its `review_head`. `cut` tells that something is kept
    from this reader."""
    count = max(1, len(pages))
    page = min(max(page, 1), count)
    items: list[Item] = []
    if page == 1:
        if cut and review.hidden_reason is HiddenReason.SPOILS_ME:
            headline = Headline.BARRED if revealed else Headline.LEFT_OUT
            head = review_head(review, series, style, headline=headline)
        items.append(text(head))
    if review.hidden_reason is HiddenReason.MODERATOR:
        items.append(text("-# " + _("The moderators have hidden this review for now.")))
    if pages:
        items.append(text(pages[page - 1]))
    if cut and not revealed:
        items.append(text("-# " + _why_cut(review, series, progress)))
    foot = [standing_words(standing, vote_emoji, counts=counts)] if page == 1 else []
    if count > 1:
        foot.append(_("Page {page} of {pages}", page=page, pages=count))
    if foot:
        items.append(text("-# " + " · ".join(foot)))
    may_vote = reader_id != review.author_id and counts is not WhoCounts.NOBODY
    items += _buttons(review, page, count, cut=cut, revealed=revealed, reader_id=reader_id, may_vote=may_vote)
    return card(container(*items))


def _why_cut(review: Review, series: Series | None, progress: Progress | None) -> str:
    if review.hidden_reason is HiddenReason.SPOILS_ME:
        return _("Readers said that this spoils them, so only those who have finished the series get the text.")
    watched = progress.episode if progress else 0
    at = _("Tell me how far you are with /progress set.")
    if watched:
        at = _("You are at episode {episode}.", episode=watched)
    if is_whole_series(review.content.horizon, series.episodes if series else None):
        return _("[…] is left out because it gives away the whole series.") + " " + at
    through = _("[…] is left out because it gives away episodes up to {episode}.", episode=review.content.horizon)
    return f"{through} {at}"


def _buttons(
    review: Review, page: int, pages: int, *, cut: bool, revealed: bool, reader_id: int, may_vote: bool
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
        second.append(ui.Button(label=_("Go to the post and vote") if may_vote else _("Go there"), url=url))
    if reader_id != review.author_id:
        second.append(button(_("Report"), "reports.open", review.id))
    return [row(*items) for items in (first, second) if items]


def jump_url(review: Review) -> str | None:
    """Where its post is, or None while it has none."""
    if review.channel_id is None or review.message_id is None:
        return None
    return message_url(review.guild_id, review.channel_id, review.message_id)


def talk_warning(review: Review, series: Series | None, progress: Progress | None) -> str:
    """What somebody is told who may not see all of a review and wants to talk about it."""
    is_doubted = review.hidden_reason is HiddenReason.SPOILS_ME
    horizon = None if is_doubted else review.content.horizon
    title, episodes = series_line(review, series), series.episodes if series else None
    if is_whole_series(horizon, episodes):
        said = _("People there may speak of all of {title}.", title=title)
    else:
        said = _("People there may have seen {title} up to episode {episode}.", title=title, episode=horizon)
    if progress is None or not progress.episode:
        return said + " " + _("You have not told me yet how far you are.")
    return said + " " + _("By what you told me, you are at episode {own}.", own=progress.episode)


def talk_card(guild_id: int, thread_id: int, *, warning: str | None) -> ui.LayoutView:
    """Private: where a review is talked about, with a word before to those whom it could spoil."""
    said = _("Talk about it here: {thread}", thread=f"<#{thread_id}>")
    lines = [f"⚠️ {warning}", said] if warning else [said]
    there: Item = ui.Button(label=_("Go there"), url=channel_url(guild_id, thread_id))
    return card(container(text("\n".join(lines)), row(there)))
