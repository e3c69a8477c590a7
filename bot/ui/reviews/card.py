"""A review as the channel sees it.

Parsing and rendering a text can take most of a second where somebody made it hostile on purpose. What does so is
named `…_body` or `…_pages` and returns strings, so that callers can run it in a thread; the cards take those.
"""

from __future__ import annotations

from enum import StrEnum

from discord import ButtonStyle, ui

from bot.domain.kept_back import Topic
from bot.domain.reviews.horizon import describe_horizon
from bot.domain.reviews.records import HiddenReason, Review, ReviewNumbers
from bot.domain.reviews.rules import describe_stage
from bot.domain.series import Series
from bot.domain.spoilers import Span, render, sanitise_inline, withhold
from bot.domain.votes import WhoCounts
from bot.i18n import _, _n, moment
from bot.ui.kit.cards import MAX_TEXT, button, card, container, divider, row, text
from bot.ui.kit.lines import shortened
from bot.ui.kit.rating_words import rating_words
from bot.ui.kit.reader import is_kept_back
from bot.ui.series.further import credits_line
from bot.ui.series.poster import head_of
from bot.ui.series.words import dated_title

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
    if review.hidden_reason is HiddenReason.SPOILS_ME:
        return describe_horizon(None, spoiler_free=False)
    return describe_horizon(review.content.horizon, review.content.spoiler_free, episodes)


def rating_shown(review: Review, series: Series | None, style: str) -> str:
    """What its author gave the series; "" where the reader does not want to know that yet."""
    if is_kept_back(Topic.RATINGS, series, of=review.author_id):
        return ""
    return rating_words(review.content.rating or 0, style)


class Headline(StrEnum):
    """How a headline stands above its text: that of a text that spoils may spoil as well."""

    OPEN = "open"
    BARRED = "barred"
    LEFT_OUT = "left-out"


def headline_words(headline: str, shown: Headline, *, limit: int = 120) -> str:
    """A headline as it is shown; "" where it is left out."""
    if shown is Headline.LEFT_OUT:
        return ""
    words = sanitise_inline(headline, limit=limit)
    return "".join(render([Span(words, hidden=True)])) if shown is Headline.BARRED else words


def review_head(review: Review, series: Series | None, style: str, *, headline: Headline = Headline.OPEN) -> str:
    """Headline, series, rating, author, stage and horizon: everything that spoils nobody."""
    draft = review.content
    title = headline_words(draft.headline, headline)
    lines = [f"### {title}"] if title else []
    rating = rating_shown(review, series, style)
    lines.append(f"**{series_line(review, series)}**" + (f" · {rating}" if rating else ""))
    if draft.scores and rating:
        names = score_names()
        lines.append(" · ".join(f"{names[name]} {rating_words(score, style)}" for name, score in draft.scores.items()))
    by = _("by {name}", name=sanitise_inline(review.author_name, limit=60))
    stage = [describe_stage(draft.stage, draft.stage_episode)] if draft.stage is not None else []
    lines.append(" · ".join([by, *stage, f"**{horizon_words(review, series)}**"]))
    if review.edited_at is not None:
        lines.append("-# " + _("Edited {when}", when=moment(review.edited_at, "R")))
    return "\n".join(lines)


def body_room(head: str, most: int) -> int:
    """How long a page of the body may be below `head`, in a message of Discord's 4,000 characters."""
    return min(most, MAX_TEXT - _ELSEWHERE - len(head))


def post_body(review: Review, series: Series | None, *, policy: str, style: str) -> str:
    """The text in the channel. With the policy "on-request" nothing hidden is in it at all."""
    if review.is_hidden:
        return _("Readers said that this spoils them, so the text is hidden. “Read” shows it to those who finished.")
    is_withheld = policy == "on-request" and review.reading.marked
    spans = withhold(review.reading.spans) if is_withheld else review.reading.spans
    if is_withheld and not any(span.text.strip() for span in review.reading.spans if not span.hidden):
        return _("-# All of it gives the story away. Press “Read” to see as much of it as your progress allows.")
    pages = render(spans, limit=body_room(review_head(review, series, style), POST_BODY))
    body = pages[0] if pages else ""
    if is_withheld:
        more = _("-# […] gives more away. Press “Read” to see as much of it as your progress allows.")
    else:
        more = _("-# It goes on: press “Read”.") if len(pages) > 1 else ""
    return "\n".join(part for part in (body, more) if part)


def review_post(
    review: Review,
    standing: ReviewNumbers,
    series: Series | None,
    *,
    body: str,
    style: str,
    vote_emoji: tuple[str, str],
    has_poster: bool = False,
    counts: WhoCounts = WhoCounts.EVERYBODY,
) -> ui.LayoutView:
    """The public post with what `post_body` made. A headline that came with a spoiling text is hidden with it.

    With `has_poster` the message carries the picture of the series as a file.
    """
    if review.hidden_reason is HiddenReason.MODERATOR:
        return _notice(_("The moderators have hidden this review for now."))
    headline = Headline.LEFT_OUT if review.is_hidden else Headline.OPEN
    head = review_head(review, series, style, headline=headline)
    foot = "-# " + standing_words(standing, vote_emoji, counts=counts)
    return card(
        container(
            head_of(head, series, has_poster=has_poster),
            divider(),
            text(body),
            text("\n".join([foot, *(_credit(series) if has_poster else [])])),
            row(
                button(_("Read"), "reviews.read", review.id, style=ButtonStyle.primary, emoji="📖"),
                button(_("Comment"), "reviews.comment", review.id),
                button(_("This spoils me"), "reviews.spoils", review.id),
                button(_("More by this author"), "reviews.by", review.author_id),
            ),
        )
    )


def _credit(series: Series | None) -> list[str]:
    return [credits_line({series.poster.source})] if series is not None and series.poster else []


def deleted_post() -> ui.LayoutView:
    """What stands in the channel while a deletion can still be undone; the votes on it stay."""
    return _notice(_("This review was deleted."))


def _notice(sentence: str) -> ui.LayoutView:
    return card(container(text(f"-# {sentence}"), accent=None))


def standing_words(
    standing: ReviewNumbers, vote_emoji: tuple[str, str], *, counts: WhoCounts = WhoCounts.EVERYBODY
) -> str:
    """What readers made of it, and who is not among them: the reactions below the post are more than are counted.

    `counts` tells whom the server's rules, or those of the channel, leave out besides.
    """
    yes, no = vote_emoji
    if counts is WhoCounts.NOBODY:
        said = _("Votes on posts don't count in this channel")
    elif standing.votes and counts is WhoCounts.SOME:
        said = _n(
            "{helpful} of {count} found this helpful, not counting the author's own vote, mine, and those that this"
            " server's rules leave out",
            "{helpful} of {count} found this helpful, not counting the author's own vote, mine, and those that this"
            " server's rules leave out",
            standing.votes,
            helpful=standing.helpful,
        )
    elif standing.votes:
        said = _n(
            "{helpful} of {count} found this helpful, not counting the author's own vote, nor mine",
            "{helpful} of {count} found this helpful, not counting the author's own vote, nor mine",
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
