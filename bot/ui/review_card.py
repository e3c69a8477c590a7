"""A review as the channel sees it, and as one reader gets it."""

from __future__ import annotations

import discord
from discord import ui

from bot.domain.horizon import describe_horizon
from bot.domain.review_records import Review, Standing
from bot.domain.reviews import describe_stage, spans_for
from bot.domain.series import Series
from bot.domain.spoilers import Span, hide_all, render, sanitise_inline, withhold
from bot.i18n import _, _n
from bot.ui.cards import Item, button, card, container, divider, row, text
from bot.ui.rating_words import rating_words
from bot.ui.series_words import dated_title

POST_BODY = 2_600  # characters of the body in the channel; the rest is one press away
PAGE = 3_000  # characters of a page that one reader gets


def score_names() -> dict[str, str]:
    """The optional sub-scores in the reader's words."""
    return {"story": _("Story"), "acting": _("Acting"), "music": _("Music"), "rewatch": _("Rewatch value")}


def review_head(review: Review, series: Series | None, style: str) -> str:
    """Headline, series, rating, author, stage and horizon: everything that spoils nobody."""
    draft = review.draft
    title = dated_title(series) if series else sanitise_inline(review.series_id)
    lines = [
        f"### {sanitise_inline(draft.headline, limit=120)}",
        f"**{title}** · {rating_words(draft.rating or 0, style)}",
    ]
    if draft.scores:
        names = score_names()
        lines.append(" · ".join(f"{names[name]} {rating_words(score, style)}" for name, score in draft.scores.items()))
    by = _("by {name}", name=sanitise_inline(review.author_name, limit=60))
    episodes = series.episodes if series else None
    horizon = describe_horizon(draft.horizon, draft.spoiler_free, episodes)
    lines.append(f"{by} · {describe_stage(draft.stage, draft.stage_episode)} · **{horizon}**")
    if review.edited_at is not None:
        lines.append("-# " + _("Edited <t:{when}:R>", when=int(review.edited_at.timestamp())))
    return "\n".join(lines)


def review_post(
    review: Review, standing: Standing, series: Series | None, *, policy: str, style: str, vote_emoji: tuple[str, str]
) -> ui.LayoutView:
    """The public post. With the policy "on-request" nothing hidden is sent to the channel at all."""
    items = [*_head_items(review, series, style), divider(), text(_post_body(review, policy))]
    items.append(text(_standing_words(standing, vote_emoji)))
    items.append(
        row(
            button(_("Read"), "reviews.read", review.id, style=discord.ButtonStyle.primary, emoji="📖"),
            button(_("Comment"), "reviews.comment", review.id),
            button(_("This spoils me"), "reviews.spoils", review.id),
            button(_("More by this author"), "reviews.by", review.author_id),
        )
    )
    return card(container(*items))


def deleted_post() -> ui.LayoutView:
    """What stands in the channel while a deletion can still be undone; the votes on it stay."""
    return card(container(text("-# " + _("This review was deleted by its author.")), accent=None))


def _head_items(review: Review, series: Series | None, style: str) -> list[Item]:
    head = review_head(review, series, style)
    if series is not None and series.poster is not None:
        alt = _("Poster of {title}", title=series.title)
        return [ui.Section(head, accessory=ui.Thumbnail(series.poster.url, description=alt[:1024]))]
    return [text(head)]


def _post_body(review: Review, policy: str) -> str:
    if review.state == "hidden":
        if review.hidden_reason == "spoils-me":
            return _(
                "Readers said that this spoils them, so the text is hidden. “Read” shows it to those who finished."
            )
        return _("The moderators have hidden this text for now.")
    spans = list(review.reading.spans)
    more = _("-# It goes on: press “Read”.")
    if policy == "on-request":
        spans = withhold(spans)
        if review.reading.marked:
            more = _("-# The rest is sent only to those who ask: press “Read”.")
    pages = render(spans, limit=POST_BODY)
    body = pages[0] if pages else ""
    if len(pages) > 1 or (policy == "on-request" and review.reading.marked):
        body = f"{body}\n{more}" if body else more
    return body


def _standing_words(standing: Standing, vote_emoji: tuple[str, str]) -> str:
    yes, no = vote_emoji
    if standing.votes:
        said = _n(
            "{helpful} of {count} found this helpful",
            "{helpful} of {count} found this helpful",
            standing.votes,
            helpful=standing.helpful,
        )
    else:
        said = _("Was this review helpful to you? {yes} or {no}", yes=yes, no=no)
    parts = [said]
    if standing.openings:
        parts.append(_n("opened once", "opened {count} times", standing.openings))
    if standing.comments:
        parts.append(_n("{count} comment", "{count} comments", standing.comments))
    return " · ".join(parts)


def reader_spans(review: Review, *, allowed: bool, revealed: bool) -> list[Span]:
    """The body for one reader: open when they are past the horizon; otherwise without what is hidden, or behind
    bars when they asked for it anyway."""
    reading = review.reading
    if review.state == "hidden" and not allowed:
        return hide_all(reading.spans) if revealed else []
    if allowed:
        return spans_for(reading, allowed=True)
    return list(reading.spans) if revealed else withhold(reading.spans)


def review_reader(
    review: Review,
    standing: Standing,
    series: Series | None,
    *,
    allowed: bool,
    revealed: bool,
    page: int,
    style: str,
    vote_emoji: tuple[str, str],
    jump_url: str | None = None,
    note: str | None = None,
) -> ui.LayoutView:
    """One private page (from 1) of a review, cut at the reader's own progress unless they reveal the rest."""
    pages = render(reader_spans(review, allowed=allowed, revealed=revealed), limit=PAGE) or [""]
    page = min(max(page, 1), len(pages))
    items: list[Item] = [text(review_head(review, series, style))] if page == 1 else []
    if note:
        items.insert(0, text(note))
    if pages[page - 1]:
        items.append(text(pages[page - 1]))
    cut = not allowed and not revealed and (review.reading.marked or review.state == "hidden")
    if cut:
        items.append(text(_why_cut(review, series)))
    if len(pages) > 1:
        items.append(text("-# " + _("Page {page} of {pages}", page=page, pages=len(pages))))
    if page == 1:
        items.append(text("-# " + _standing_words(standing, vote_emoji)))
    items.append(_reader_buttons(review, page, len(pages), cut=cut, revealed=revealed, jump_url=jump_url))
    return card(container(*items))


def _why_cut(review: Review, series: Series | None) -> str:
    if review.state == "hidden" and review.hidden_reason == "moderator":
        return "-# " + _("The moderators have hidden this text for now.")
    episodes = series.episodes if series else None
    horizon = describe_horizon(review.draft.horizon, review.draft.spoiler_free, episodes)
    return "-# " + _(
        "Cut at your own progress. What is left out: {horizon}. /progress set tells me where you are.",
        horizon=horizon[0].lower() + horizon[1:],
    )


def _reader_buttons(
    review: Review, page: int, pages: int, *, cut: bool, revealed: bool, jump_url: str | None
) -> ui.ActionRow[ui.LayoutView]:
    action = "reviews.reveal" if revealed else "reviews.page"
    buttons: list[Item] = []
    if pages > 1:
        buttons.append(button(_("Back"), action, review.id, page - 1, disabled=page == 1))
        buttons.append(button(_("Next"), action, review.id, page + 1, disabled=page == pages))
    if cut and review.hidden_reason != "moderator":
        buttons.append(button(_("Show the rest anyway"), "reviews.reveal", review.id, 1))
    buttons.append(button(_("Comment"), "reviews.comment", review.id))
    if jump_url:
        buttons.append(ui.Button(label=_("Go to the post and vote"), url=jump_url))
    return row(*buttons[:5])
