"""A review as the channel sees it.

Parsing and rendering a text can take most of a second where somebody made it hostile on purpose. What does so is
named `…_body` or `…_pages` and returns strings, so that callers can run it in a thread; the cards take those.
"""

from __future__ import annotations

from discord import ButtonStyle, ui

from bot.domain.horizon import describe_horizon
from bot.domain.review_records import Review, Standing
from bot.domain.reviews import describe_stage
from bot.domain.series import Series
from bot.domain.spoilers import render, sanitise_inline, withhold
from bot.i18n import _, _n
from bot.ui.cards import MAX_TEXT, Item, button, card, container, divider, row, text
from bot.ui.rating_words import rating_words
from bot.ui.series_words import dated_title, shortened

POST_BODY = 2_600  # characters of the body in the channel; the rest is one press away
_ELSEWHERE = 400  # characters of a card beside its head and its body
_LONGEST_TITLE = 200


def score_names() -> dict[str, str]:
    """The optional sub-scores in the reader's words."""
    return {"story": _("Story"), "acting": _("Acting"), "music": _("Music"), "rewatch": _("Rewatch value")}


def series_line(review: Review, series: Series | None) -> str:
    """The series' name, country and year; its id where it is not in the catalogue any more."""
    return shortened(dated_title(series) if series else sanitise_inline(review.series_id), _LONGEST_TITLE)


def horizon_words(review: Review, series: Series | None) -> str:
    """How far it gives things away; a text that readers said spoils them gives away everything."""
    episodes = series.episodes if series else None
    if review.hidden_reason == "spoils-me":
        return describe_horizon(None, spoiler_free=False)
    return describe_horizon(review.draft.horizon, review.draft.spoiler_free, episodes)


def review_head(review: Review, series: Series | None, style: str, *, with_headline: bool = True) -> str:
    """Headline, series, rating, author, stage and horizon: everything that spoils nobody."""
    draft = review.draft
    lines = [f"### {sanitise_inline(draft.headline, limit=120)}"] if with_headline else []
    lines.append(f"**{series_line(review, series)}** · {rating_words(draft.rating or 0, style)}")
    if draft.scores:
        names = score_names()
        lines.append(" · ".join(f"{names[name]} {rating_words(score, style)}" for name, score in draft.scores.items()))
    by = _("by {name}", name=sanitise_inline(review.author_name, limit=60))
    stage = describe_stage(draft.stage, draft.stage_episode)
    lines.append(f"{by} · {stage} · **{horizon_words(review, series)}**")
    if review.edited_at is not None:
        lines.append("-# " + _("Edited <t:{when}:R>", when=int(review.edited_at.timestamp())))
    return "\n".join(lines)


def body_room(head: str, most: int) -> int:
    """How long a page of the body may be below `head`, in a message of Discord's 4,000 characters."""
    return min(most, MAX_TEXT - _ELSEWHERE - len(head))


def post_body(review: Review, series: Series | None, *, policy: str, style: str) -> str:
    """The text in the channel. With the policy "on-request" nothing hidden is in it at all."""
    if review.state == "hidden":
        return _("Readers said that this spoils them, so the text is hidden. “Read” shows it to those who finished.")
    is_withheld = policy == "on-request" and review.reading.marked
    spans = withhold(review.reading.spans) if is_withheld else review.reading.spans
    pages = render(spans, limit=body_room(review_head(review, series, style), POST_BODY))
    body = pages[0] if pages else ""
    if is_withheld:
        more = _("-# The rest is sent only to those who ask: press “Read”.")
    else:
        more = _("-# It goes on: press “Read”.") if len(pages) > 1 else ""
    return "\n".join(part for part in (body, more) if part)


def review_post(
    review: Review, standing: Standing, series: Series | None, *, body: str, style: str, vote_emoji: tuple[str, str]
) -> ui.LayoutView:
    """The public post with what `post_body` made. A headline that came with a spoiling text is hidden with it."""
    if review.hidden_reason == "moderator":
        return _notice(_("The moderators have hidden this review for now."))
    head = _head_items(review, series, review_head(review, series, style, with_headline=review.state != "hidden"))
    return card(
        container(
            *head,
            divider(),
            text(body),
            text("-# " + standing_words(standing, vote_emoji)),
            row(
                button(_("Read"), "reviews.read", review.id, style=ButtonStyle.primary, emoji="📖"),
                button(_("Comment"), "reviews.comment", review.id),
                button(_("This spoils me"), "reviews.spoils", review.id),
                button(_("More by this author"), "reviews.by", review.author_id),
            ),
        )
    )


def deleted_post() -> ui.LayoutView:
    """What stands in the channel while a deletion can still be undone; the votes on it stay."""
    return _notice(_("This review was deleted."))


def _notice(sentence: str) -> ui.LayoutView:
    return card(container(text(f"-# {sentence}"), accent=None))


def _head_items(review: Review, series: Series | None, head: str) -> list[Item]:
    if series is not None and series.poster is not None:
        alt = _("Poster of {title}", title=series.title)
        return [ui.Section(head, accessory=ui.Thumbnail(series.poster.url, description=alt[:1024]))]
    return [text(head)]


def standing_words(standing: Standing, vote_emoji: tuple[str, str]) -> str:
    """What readers made of it: "12 of 14 found this helpful · opened 141 times · 3 comments"."""
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
