"""A member's own place in a series, and the list of them all. Only ever shown to the member."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.domain.progress import Progress, Status, status_label
from bot.domain.series import Series
from bot.i18n import _, _n
from bot.ui.cards import Item, button, card, choices, container, row, text
from bot.ui.rating_words import rating_words
from bot.ui.series_words import dated_title, title_of

PAGE = 8  # series on one page of a list


def progress_words(progress: Progress | None, series: Series) -> str:
    """Where the member is, in one line."""
    if progress is None:
        return _("You have not said yet where you are.")
    words = status_label(progress.status)
    if progress.episode:
        if series.episodes:
            of = _("episode {episode} of {last}", episode=progress.episode, last=series.episodes)
        else:
            of = _("episode {episode}", episode=progress.episode)
        words = f"{words} · {of}"
    if progress.rewatches:
        words += " · " + _n("{count} rewatch", "{count} rewatches", progress.rewatches)
    return words


def progress_card(
    series: Series,
    progress: Progress | None,
    *,
    rating: int | None,
    style: str = "ten",
    done: str | None = None,
    undo: str | None = None,
) -> ui.LayoutView:
    """The member's place with one-tap buttons; `done` says what just changed, `undo` is the state before."""
    lines = [f"### {title_of(series)}", progress_words(progress, series)]
    if rating is not None:
        lines.append(_("You gave it {rating}.", rating=rating_words(rating, style)))
    shared = progress is not None and progress.shared
    lines.append("-# " + (_("Shared with your servers.") if shared else _("Only you can see this.")))
    items: list[Item] = [text("\n".join(lines))]
    if done:
        items.insert(0, text(f"✅ {done}"))
    items.append(row(*_buttons(series, progress, undo)))
    items.append(choices(_("Set your status"), "progress.status", series.id, options=_statuses(progress)))
    items.append(choices(_("Rate it"), "progress.rate", series.id, options=_ratings(rating, style)))
    return card(container(*items))


def _buttons(series: Series, progress: Progress | None, undo: str | None) -> list[ui.Button[ui.LayoutView]]:
    episode = progress.episode if progress else 0
    buttons = []
    if not series.episodes or episode < series.episodes:
        label = _("Watched episode {episode}", episode=episode + 1)
        style = discord.ButtonStyle.primary
        buttons.append(button(label, "progress.next", series.id, episode + 1, style=style, emoji="▶️"))
    elif progress is not None and progress.status is Status.FINISHED:
        buttons.append(button(_("Watch it again"), "progress.again", series.id, emoji="🔁"))
    buttons.append(button(_("Set an episode"), "progress.ask", series.id))
    if progress is not None:
        label = _("Stop sharing") if progress.shared else _("Share with my servers")
        buttons.append(button(label, "progress.share", series.id, int(not progress.shared)))
        buttons.append(button(_("Forget"), "progress.forget", series.id))
    if undo is not None:
        buttons.append(button(_("Undo"), "progress.undo", series.id, undo, emoji="↩️"))
    return buttons[:5]


def _statuses(progress: Progress | None) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=status_label(status), value=status.value, default=progress is not None and progress.status is status
        )
        for status in Status
    ]


def _ratings(rating: int | None, style: str) -> list[discord.SelectOption]:
    step = 2 if style == "stars" else 1
    options = [
        discord.SelectOption(label=rating_words(half, style), value=str(half), default=half == rating)
        for half in range(20, 1, -step)
    ]
    if rating is not None:
        options.append(discord.SelectOption(label=_("Take my rating back"), value="0"))
    return options


def time_left(series: Series, progress: Progress) -> str:
    """How much is left to watch, such as "3 episodes, 2 h 30 min"; empty where that is not known."""
    if not series.episodes or progress.episode >= series.episodes:
        return ""
    left = series.episodes - progress.episode
    words = _n("{count} episode left", "{count} episodes left", left)
    return f"{words}, {duration_words(left * series.minutes)}" if series.minutes else words


def duration_words(minutes: int) -> str:
    """Hours and minutes."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} min", minutes=rest)
    return _("{hours} h {minutes} min", hours=hours, minutes=rest) if rest else _("{hours} h", hours=hours)


def progress_list(
    title: str, entries: Sequence[tuple[Series, Progress]], *, turn: tuple[str, ...], page: int, empty: str
) -> ui.LayoutView:
    """Page `page` (from 1) of a member's series, each with its one-tap button; `turn` is the action (and its
    arguments) that turns the pages."""
    if not entries:
        return card(container(text(f"### {title}\n{empty}")))
    pages = (len(entries) + PAGE - 1) // PAGE
    page = min(max(page, 1), pages)
    items: list[Item] = [text(f"### {title}")]
    for series, progress in entries[(page - 1) * PAGE : page * PAGE]:
        left = time_left(series, progress)
        line = f"**{dated_title(series)}**\n{progress_words(progress, series)}" + (f"\n-# {left}" if left else "")
        items.append(ui.Section(line, accessory=button(_("Open"), "progress.open", series.id)))
    if pages > 1:
        items.append(text("-# " + _("Page {page} of {pages}", page=page, pages=pages)))
        items.append(
            row(
                button(_("Back"), *turn, page - 1, disabled=page == 1),
                button(_("Next"), *turn, page + 1, disabled=page == pages),
            )
        )
    return card(container(*items))
