"""How a server liked each episode: the poll that asks, and the curve that answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.domain.discussion.episode_curve import EpisodePoll, EpisodeScore, answer_points
from bot.domain.discussion.places import Place
from bot.domain.discussion.watching import Party
from bot.domain.kept_back import Topic
from bot.domain.progress import MAX_EPISODE
from bot.domain.series import Series
from bot.i18n import _, _n, figure, in_turn, moment
from bot.ui.kit.cards import Item, button, card, container, row, text
from bot.ui.kit.pictures import ACCENT, FAINT, INK, drawing
from bot.ui.kit.rating_words import rating_words
from bot.ui.kit.reader import is_kept_back
from bot.ui.series.words import dated_title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PER_PAGE = 20  # episodes
_MOST_LABELS = 20  # numbers along the picture's edge


def episode_poll(poll: EpisodePoll, *, open_for: timedelta) -> discord.Poll:
    """Discord's own poll: how was this episode?"""
    style = "stars" if poll.scale == 5 else "ten"
    asked = discord.Poll(_("How was episode {episode}?", episode=poll.episode), open_for)
    for points in answer_points(poll.scale):
        asked.add_answer(text=rating_words(points, style)[:55])
    return asked


def episodes_card(
    series: Series,
    scores: Sequence[EpisodeScore],
    places: Mapping[int, Place],
    group: Party | None,
    *,
    through: int,
    first: int | None,
    style: str,
    picture: str | None,
) -> ui.LayoutView:
    """Private: a series' episodes from `first` on (None: around the reader's own), which of them the reader has
    watched, where each is talked about and since when; what polls say only of those that they have watched."""
    last = last_episode(series, places, scores, through=through, group=group)
    begin = page_of(through, last) if first is None else max(1, min(first, last))
    end = min(begin + PER_PAGE - 1, last)
    rated = {score.episode: score for score in scores}
    lines = [
        _episode_line(episode, places.get(episode), rated.get(episode), through=through, style=style)
        for episode in range(begin, end + 1)
    ]
    items: list[Item] = [text("## " + _("Episodes of {title}", title=dated_title(series))), text("\n".join(lines))]
    if group is not None:
        items.append(text(_group_words(group)))
    if picture is not None:
        alt = _("A curve of this server's ratings: {ratings}", ratings=in_turn(score_lines(scores, style)))
        items.append(ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{picture}", description=alt[:1024])))
    items.append(text("-# " + _how_far(through)))
    own = min(max(through, 1), last)
    buttons = [
        button(_("Talk about episode {episode}", episode=own), "discuss.go", series.id, own),
        button(_("My progress"), "progress.open", series.id),
    ]
    if begin > 1:
        buttons.append(button(_("Earlier"), "episodes.turn", series.id, max(1, begin - PER_PAGE)))
    if end < last:
        buttons.append(button(_("Later"), "episodes.turn", series.id, end + 1))
    items.append(row(*buttons))
    return card(container(*items))


def last_episode(
    series: Series,
    places: Mapping[int, Place],
    scores: Sequence[EpisodeScore],
    *,
    through: int,
    group: Party | None,
) -> int:
    """The last episode that is listed: the series' last, or the furthest that is known of one without an end.

    Who does not want to know how many there are sees the one they go on with.
    """
    if is_kept_back(Topic.EPISODES, series):
        return through + 1
    if series.episodes is not None:
        return series.episodes
    known = [1, *places, *(score.episode for score in scores)]
    if through < MAX_EPISODE:
        known.append(through + 1)
    if group is not None:
        known.append(group.next_episode)
    return max(known)


def page_of(through: int, last: int) -> int:
    """The first episode of the page on which the reader goes on."""
    going_on = min(through + 1, last)
    return (going_on - 1) // PER_PAGE * PER_PAGE + 1


def _episode_line(episode: int, place: Place | None, score: EpisodeScore | None, *, through: int, style: str) -> str:
    mark, said = ("✅", _("watched")) if episode <= through else ("◻️", "")
    if episode == through + 1:
        mark, said = "▶️", _("next for you")
    parts = [f"{mark} **{_('Episode {episode}', episode=episode)}**", *([said] if said else [])]
    if place is not None and place.thread_id is not None:
        parts.append(f"<#{place.thread_id}>")
        if place.opened_at is not None:
            parts.append(moment(place.opened_at, "d"))
    if score is not None:
        parts.append(
            _(
                "{rating}, {votes}",
                rating=rating_words(score.mean, style),
                votes=_n("{count} vote", "{count} votes", score.votes),
            )
        )
    return " · ".join(parts)


def _group_words(group: Party) -> str:
    if group.due_at is None:
        return _("Watched together here: episode {episode} is next.", episode=group.next_episode)
    when = moment(group.due_at, "F")
    return _("Watched together here: episode {episode} opens {when}.", episode=group.next_episode, when=when)


def _how_far(through: int) -> str:
    if not through:
        return _("I show only episodes that you have watched. Tell me where you are with “My progress”.")
    if through >= MAX_EPISODE:
        return _("You have finished it, so nothing is left out.")
    return _("Shown up to episode {episode}, as far as you have watched.", episode=through)


def score_lines(scores: Sequence[EpisodeScore], style: str) -> list[str]:
    """One line for each episode."""
    return [
        _(
            "Episode {episode}: {rating}, {votes}",
            episode=score.episode,
            rating=rating_words(score.mean, style),
            votes=_n("{count} vote", "{count} votes", score.votes),
        )
        for score in scores
    ]


async def curve_picture(scores: Sequence[EpisodeScore]) -> discord.File | None:
    """A line over the episodes, from 1 to 10, each with its mean."""
    episodes = [score.episode for score in scores]
    means = [score.mean / 2 for score in scores]
    said_pt = 13 if len(scores) <= _MOST_LABELS else 9

    def paint(axes: Axes) -> None:
        axes.plot(episodes, means, color=ACCENT, marker="o", linewidth=2.2, markersize=7)
        for episode, mean in zip(episodes, means, strict=True):
            axes.annotate(
                figure(mean),
                (episode, mean),
                (0, 9),
                textcoords="offset points",
                ha="center",
                color=INK,
                fontsize=said_pt,
            )
        axes.set_ylim(0.5, 11)
        axes.set_yticks([2, 4, 6, 8, 10])
        axes.grid(visible=True, axis="y", color=FAINT, alpha=0.4)
        axes.set_xlim(episodes[0] - 0.6, episodes[-1] + 0.6)
        every = -(-(episodes[-1] - episodes[0] + 1) // _MOST_LABELS)
        axes.set_xticks(range(episodes[0], episodes[-1] + 1, every))

    return await drawing("episodes", 3.4, paint)
