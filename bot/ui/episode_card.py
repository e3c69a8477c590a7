"""How a server liked each episode: the poll that asks, and the curve that answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.domain.episode_curve import EpisodePoll, EpisodeScore, answer_points
from bot.domain.progress import MAX_EPISODE
from bot.domain.series import Series
from bot.i18n import _, _n
from bot.ui.cards import Item, button, card, container, row, text
from bot.ui.pictures import ACCENT, FAINT, INK, drawing
from bot.ui.rating_words import rating_words
from bot.ui.series_words import dated_title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST_LINES = 40
_MOST_LABELS = 20  # numbers along the picture's edge


def episode_poll(poll: EpisodePoll, *, open_for: timedelta) -> discord.Poll:
    """Discord's own poll: how was this episode?"""
    style = "stars" if poll.scale == 5 else "ten"
    asked = discord.Poll(_("How was episode {episode}?", episode=poll.episode), open_for)
    for points in answer_points(poll.scale):
        asked.add_answer(text=rating_words(points, style)[:55])
    return asked


def curve_card(
    series: Series, scores: Sequence[EpisodeScore], *, through: int, style: str, picture: str | None
) -> ui.LayoutView:
    """Private: what this server's polls say about the episodes that the reader has watched, and no others."""
    items: list[Item] = [text("## " + _("Episodes of {title}", title=dated_title(series)))]
    lines = score_lines(scores, style)
    if lines:
        items.append(text("\n".join(lines[-_MOST_LINES:])))
    elif through:
        items.append(text(_("No poll about an episode that you have watched has ended here yet.")))
    if picture is not None:
        alt = _("A curve of this server's ratings: {ratings}", ratings="; ".join(lines))
        items.append(ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{picture}", description=alt[:1024])))
    items.append(text("-# " + _how_far(through)))
    items.append(row(button(_("My progress"), "progress.open", series.id)))
    return card(container(*items))


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


async def curve_picture(scores: Sequence[EpisodeScore]) -> discord.File:
    """A line over the episodes, from 1 to 10, each with its mean."""
    episodes = [score.episode for score in scores]
    means = [score.mean / 2 for score in scores]
    said_pt = 13 if len(scores) <= _MOST_LABELS else 9

    def paint(axes: Axes) -> None:
        axes.plot(episodes, means, color=ACCENT, marker="o", linewidth=2.2, markersize=7)
        for episode, mean in zip(episodes, means, strict=True):
            axes.annotate(
                f"{mean:.1f}",
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
