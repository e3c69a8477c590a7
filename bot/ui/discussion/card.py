"""The card that stands in each place to talk, what it is called, and what it says to those who are not there yet."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.domain.discussion.places import WHOLE_SERIES, Neighbours, Place
from bot.domain.progress import Progress
from bot.domain.series import Series
from bot.i18n import _
from bot.ui.kit.cards import Item, button, card, container, row, text
from bot.ui.kit.lines import shortened
from bot.ui.kit.links import channel_url
from bot.ui.series.words import dated_title, title_of

MAX_NAME = 100  # characters of a thread's name
_MOST_LISTED = 40  # episodes that the series' own card lists


def place_name(series: Series, episode: int) -> str:
    """The name of a place: neutral, such as "Love in the Big City · Episode 5"."""
    if episode == WHOLE_SERIES:
        return shortened(title_of(series), MAX_NAME)
    suffix = " · " + _("Episode {episode}", episode=episode)
    return shortened(title_of(series), MAX_NAME - len(suffix)) + suffix


def thread_url(guild_id: int, thread_id: int) -> str:
    """The address of a thread, as Discord's own "Copy Link" gives it."""
    return channel_url(guild_id, thread_id)


def link(label: str, guild_id: int, thread_id: int) -> ui.Button[ui.LayoutView]:
    """A button that leads into a thread."""
    return ui.Button(label=label[:80], url=thread_url(guild_id, thread_id))


def place_card(place: Place, series: Series, beside: Neighbours, listed: Sequence[Place] = ()) -> ui.LayoutView:
    """The card at the top of a place; the series' own lists the places of its episodes (`listed`)."""
    if place.episode == WHOLE_SERIES:
        return _series_card(place, series, listed)
    head = f"## {place_name(series, place.episode)}"
    rule = _(
        "Talk about everything up to episode {episode} here, and not a word beyond it, not even behind bars. What"
        " comes later has its own place.",
        episode=place.episode,
    )
    ways = [_way(place, series, beside.before, place.episode - 1, "◀ ")] if place.episode > 1 else []
    if series.episodes is None or place.episode < series.episodes:
        ways.append(_way(place, series, beside.after, place.episode + 1, "▶ "))
    if beside.series is not None and beside.series.thread_id is not None:
        ways.append(link(_("All episodes"), place.guild_id, beside.series.thread_id))
    else:
        ways.append(button(_("All episodes"), "discuss.go", series.id, WHOLE_SERIES))
    own = (
        button(_("I've watched this far"), "discuss.watched", place.id, style=discord.ButtonStyle.primary),
        button(_("My progress"), "progress.open", series.id),
        button(_("Don't warn me"), "discuss.quiet", place.guild_id),
    )
    return card(container(text(f"{head}\n{rule}"), row(*ways), row(*own)))


def moved_card(guild_id: int, thread_id: int, *, number: int) -> ui.LayoutView:
    """The last word in a thread whose talk goes on in another; it bears `number`, by which it is found again."""
    there = f"<#{thread_id}>"
    said = _("The two series turned out to be one, so the talk goes on in one place: {thread}", thread=there)
    shown = container(text(said), row(link(_("Go there"), guild_id, thread_id)))
    shown.id = number
    return card(shown)


def left_card() -> ui.LayoutView:
    """What stands in place of its card in a thread of which nobody can tell any more what episode it is about."""
    said = _(
        "The series of this thread turned out to be another one's double, and the two count their episodes differently."
        " Talk on here as you like; I no longer know how far it goes, so I warn nobody."
    )
    return card(container(text(said)))


def _way(place: Place, series: Series, neighbour: Place | None, episode: int, arrow: str) -> ui.Button[ui.LayoutView]:
    label = arrow + _("Episode {episode}", episode=episode)
    if neighbour is not None and neighbour.thread_id is not None:
        return link(label, place.guild_id, neighbour.thread_id)
    return button(label, "discuss.go", series.id, episode)


def _series_card(place: Place, series: Series, listed: Sequence[Place]) -> ui.LayoutView:
    head = f"## {dated_title(series)}"
    rule = _(
        "This is the place for the series as a whole: why to watch it, the cast, the music. Please keep what happens in"
        " an episode for that episode's own place, so that nobody is spoiled here."
    )
    items: list[Item] = [text(f"{head}\n{rule}")]
    standing = [p for p in listed if p.thread_id is not None and p.episode != WHOLE_SERIES]
    lines = [_("Episode {episode}: {thread}", episode=p.episode, thread=f"<#{p.thread_id}>") for p in standing]
    if lines:
        items.append(text("\n".join(lines[-_MOST_LISTED:])))
    items.append(
        row(
            button(_("Go to my episode"), "discuss.mine", series.id, style=discord.ButtonStyle.primary),
            button(_("My progress"), "progress.open", series.id),
        )
    )
    return card(container(*items))


def found_card(
    place: Place, series: Series, *, warning: str | None, is_new: bool, locked: bool, own_episode: int | None = None
) -> ui.LayoutView:
    """Private: where the place is that somebody asked for; `own_episode` offers the episode they are at."""
    assert place.thread_id is not None
    said = _("I opened {thread}.", thread=f"<#{place.thread_id}>") if is_new else f"<#{place.thread_id}>"
    lines = [said]
    if locked:
        lines.append(_("Moderators have locked it: it can be read, but not written in."))
    if warning:
        lines.append(f"⚠️ {warning}")
    buttons = [link(_("Go there"), place.guild_id, place.thread_id)]
    if warning:
        buttons.append(button(_("I've watched this far"), "discuss.watched", place.id))
        buttons.append(button(_("Don't warn me"), "discuss.quiet", place.guild_id))
    elif own_episode:
        label = _("Episode {episode}", episode=own_episode)
        buttons.append(button(label, "discuss.go", series.id, own_episode))
    return card(container(text("\n".join(lines)), row(*buttons)))


def warning_words(place: Place, series: Series, progress: Progress | None) -> str:
    """What somebody is told whose progress a place goes beyond."""
    if progress is None:
        return _(
            "People there have seen {title} up to episode {episode}. You have not told me yet how far you are.",
            title=title_of(series),
            episode=place.episode,
        )
    return _(
        "People there have seen {title} up to episode {episode}; by what you told me, you are at episode {own}.",
        title=title_of(series),
        episode=place.episode,
        own=progress.episode,
    )


def warning_card(place: Place, series: Series, progress: Progress | None) -> ui.LayoutView:
    """The direct message to somebody who wrote in, or joined, a place beyond their progress; sent once."""
    assert place.thread_id is not None
    lines = (
        f"⚠️ <#{place.thread_id}>: {warning_words(place, series, progress)}",
        "-# " + _("I say this once for each place, and only to you."),
    )
    return card(
        container(
            text("\n".join(lines)),
            row(
                button(_("I've watched this far"), "discuss.seen", place.guild_id, place.id),
                button(_("Don't warn me"), "discuss.quiet", place.guild_id),
            ),
        )
    )


def muted_card(guild_id: int) -> ui.LayoutView:
    """Private: warnings are off."""
    said = _("I won't warn you any more when a place in that server is beyond your progress.")
    return card(container(text(said), row(button(_("Warn me again"), "discuss.loud", guild_id))))
