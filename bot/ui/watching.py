"""What a group that watches together sees: its card, the announcement of an episode, and who is where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.domain.discussion.watching import Pace, Party
from bot.domain.progress import Progress
from bot.domain.series import Series
from bot.domain.time_zones import time_zone_words
from bot.i18n import _, _n, joined, moment
from bot.ui.discussion.card import link
from bot.ui.kit.cards import Item, button, card, container, row, text
from bot.ui.kit.lines import shortened
from bot.ui.kit.pictures import ACCENT, FAINT, INK, drawing
from bot.ui.progress import progress_words
from bot.ui.series.words import dated_title, title_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_PINGED = 100  # people that one message may mention
MOST_SHOWN = 25  # people in the list and the picture of a group
_NAME = 18  # characters of a name in the picture


def pace_words(party: Party) -> str:
    """The group's pace in one sentence."""
    if party.pace is Pace.QUORUM:
        assert party.quorum is not None
        return _n(
            "The next episode opens once {count} member has watched the last one.",
            "The next episode opens once {count} members have watched the last one.",
            party.quorum,
        )
    if party.pace is Pace.AIRED:
        return _("Each episode opens when it is out.")
    assert party.every_days is not None
    assert party.local_time is not None
    at, zone = party.local_time, time_zone_words(party.time_zone)
    if party.every_days == 1:
        return _("An episode every day at {time} ({zone}).", time=at, zone=zone)
    if party.every_days == 7:
        return _("An episode every week at {time} ({zone}).", time=at, zone=zone)
    return _("An episode every {days} days at {time} ({zone}).", days=party.every_days, time=at, zone=zone)


def next_words(party: Party) -> str:
    """Which episode opens next for a group, and when or by what."""
    if not party.is_running:
        return _("This group has ended.")
    if party.due_at is None:
        return _("Next: episode {episode}.", episode=party.next_episode)
    return _("Next: episode {episode}, {when}.", episode=party.next_episode, when=moment(party.due_at, "F"))


def party_card(
    party: Party, series: Series, members: int, *, trouble: str | None = None, thread_id: int | None = None
) -> ui.LayoutView:
    """The group's public card with its buttons, and the way to the episode that is open (`thread_id`).

    `trouble` is what keeps the next episode from opening.
    """
    lines = [
        "## " + _("Watching together: {title}", title=dated_title(series)),
        pace_words(party),
        *_open_words(party, thread_id),
        next_words(party),
        _n("{count} member", "{count} members", members),
    ]
    if party.is_running:
        lines.append("-# " + _("Nobody is pinged who has not asked for it, and nobody for being behind."))
    if trouble and party.is_running:
        lines.append(f"⚠️ {trouble}")
    items: list[Item] = [text("\n".join(lines))]
    if party.is_running:
        items.append(
            row(
                button(_("Join"), "watch.join", party.id, style=discord.ButtonStyle.primary),
                button(_("Leave"), "watch.leave", party.id),
                button(_("Ping me"), "watch.ping", party.id, emoji="🔔"),
                button(_("Who is where"), "watch.who", party.id),
                button(_("My progress"), "progress.open", series.id),
            )
        )
    return card(container(*items))


def _open_words(party: Party, thread_id: int | None) -> list[str]:
    """Which episode is open, with a link to where it is talked about."""
    if party.current_episode is None or thread_id is None:
        return []
    return [_("Episode {episode} is open: {thread}", episode=party.current_episode, thread=f"<#{thread_id}>")]


def ask_to_end(party: Party, series: Series, members: int) -> ui.LayoutView:
    """Asked once before a group ends for everybody in it."""
    question = _n(
        "End the group that watches {title}? {count} member is in it.",
        "End the group that watches {title}? {count} members are in it.",
        members,
        title=title_of(series),
    )
    yes = button(_("End the group"), "watch.end", party.id, style=discord.ButtonStyle.danger)
    note = "-# " + _("No more episodes open by themselves. The threads stay.")
    return card(container(text(f"{question}\n{note}"), row(yes, button(_("Keep it"), "watch.keep", party.id))))


def ended_card(party: Party) -> ui.LayoutView:
    """It has ended, and the way back."""
    undo = button(_("Undo"), "watch.resume", party.id, emoji="↩️")
    return card(container(text(_("The group has ended. Its threads stay.")), row(undo)))


def opened_card(party: Party, series: Series, after: Party, place_id: int, pinged: Sequence[int]) -> ui.LayoutView:
    """The announcement in the thread of the episode that has just been opened; `after` is the group from now on."""
    lines = ["### " + _("Episode {episode} is open. Enjoy it.", episode=party.next_episode)]
    if after.is_running:
        lines.append(next_words(after) if after.due_at else f"{next_words(after)} {pace_words(after)}")
    elif series.episodes is None or party.next_episode >= series.episodes:
        lines.append(_("This was the last episode. Thank you for watching {title} together.", title=title_of(series)))
    if pinged:
        lines.append("🔔 " + " ".join(f"<@{user_id}>" for user_id in pinged[:MOST_PINGED]))
    buttons = [button(_("I've watched this far"), "discuss.watched", place_id, style=discord.ButtonStyle.primary)]
    if after.is_running:
        buttons.append(button(_("Join"), "watch.join", party.id))
        buttons.append(button(_("Ping me"), "watch.ping", party.id, emoji="🔔"))
    buttons.append(button(_("Who is where"), "watch.who", party.id))
    return card(container(text("\n".join(lines)), row(*buttons)))


def status_card(
    party: Party,
    series: Series,
    sharing: Sequence[tuple[int, Progress]],
    members: int,
    *,
    thread_id: int | None,
    picture: str | None,
) -> ui.LayoutView:
    """Private: where the group is, and those of it who share their place."""
    head = "## " + _("Watching together: {title}", title=dated_title(series))
    lines = [head]
    if party.current_episode is not None:
        lines.append(_("Episode {episode} is open.", episode=party.current_episode))
    lines += [pace_words(party), next_words(party)] if party.is_running else [next_words(party)]
    people = [f"<@{user_id}> · {progress_words(progress, series)}" for user_id, progress in sharing[:MOST_SHOWN]]
    more = len(sharing) - len(people)
    if more > 0:
        people.append(_n("and {count} more", "and {count} more", more))
    private = members - len(sharing)
    if private:
        people.append(
            "-# "
            + _n(
                "{count} member keeps their place to themselves.",
                "{count} members keep their place to themselves.",
                private,
            )
        )
    items: list[Item] = [text("\n".join(lines))]
    if people:
        items.append(text("\n".join(people)))
    if picture is not None:
        alt = picture_words(party, series, sharing)
        items.append(ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{picture}", description=alt[:1024])))
    items.append(
        text("-# " + _("Only those are named who share their place: “My progress” → “Share with my servers”."))
    )
    buttons = [button(_("My progress"), "progress.open", series.id)]
    if party.is_running:
        buttons = [button(_("Join"), "watch.join", party.id), button(_("Leave"), "watch.leave", party.id), *buttons]
    if thread_id is not None:
        buttons.insert(0, link(_("Go to the thread"), party.guild_id, thread_id))
    items.append(row(*buttons))
    return card(container(*items))


def picture_words(party: Party, series: Series, sharing: Sequence[tuple[int, Progress]]) -> str:
    """The picture of a group's pace, for those who can't see it."""
    counts: dict[int, int] = {}
    for _user_id, progress in sharing:
        counts[progress.episode] = counts.get(progress.episode, 0) + 1
    places = joined(_("{count} at episode {episode}", count=n, episode=e) for e, n in sorted(counts.items()))
    if not party.current_episode:
        return _("Bars: how far those are who share their place ({places}); no episode is open yet.", places=places)
    return _(
        "Bars: how far those are who share their place ({places}); the group has opened up to episode {episode}.",
        places=places,
        episode=party.current_episode,
    )


async def pace_picture(
    party: Party, series: Series, sharing: Sequence[tuple[int, Progress]], names: dict[int, str]
) -> discord.File | None:
    """A lying bar for each who shares their place, and a line at the episode that the group has opened last."""
    shown = sharing[:MOST_SHOWN]
    labels = [shortened(names.get(user_id, "…"), _NAME) for user_id, _progress in shown]
    values = [progress.episode for _user_id, progress in shown]
    current = party.current_episode or 0
    last = series.episodes or max([*values, current, 1]) + 1
    line = _("Open up to {episode}", episode=current)

    def paint(axes: Axes) -> None:
        places = range(len(values))
        bars = axes.barh(places, values, color=ACCENT, height=0.62)
        axes.bar_label(bars, [str(value) for value in values], color=INK, padding=4)
        axes.set_yticks(places, labels)
        axes.invert_yaxis()
        axes.set_xlim(0, last + 0.6)
        axes.set_xticks([])
        if current:
            axes.axvline(current, color=FAINT, linestyle="--", linewidth=1.4)
            axes.text(current, -0.75, line, color=INK, ha="center", fontsize=12)

    return await drawing("pace", 1.1 + 0.5 * len(values), paint)
