"""A member's place in a series, and lists of them: one's own, or what somebody shares."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import discord
from discord import ui

from bot.domain.catalogue.spoken_title import spoken_title
from bot.domain.kept_back import Topic, topic_label
from bot.domain.lists import WatchRecord
from bot.domain.progress import Progress, Status, has_finished, status_label
from bot.domain.series import Series
from bot.i18n import _, _n, joined
from bot.ui.kit.cards import Item, button, card, choices, container, deed_of, row, text
from bot.ui.kit.rating_words import rating_words
from bot.ui.kit.reader import is_kept_back
from bot.ui.series.words import dated_title, title_of
from bot.ui.watch_notes import note_row, noted_lines

AFTER_THE_END = ("progress.open", "reviews.write", "discuss.open", "recommend.similar")
_NOTHING_NOTED = WatchRecord()
PAGE = 8  # series on one page of a list


def progress_words(progress: Progress | None, series: Series) -> str:
    """Where the member is, in one line."""
    if progress is None:
        return _("You have not said yet where you are.")
    words = status_label(progress.status)
    is_kept = is_kept_back(Topic.EPISODES, series)
    if progress.status is Status.FINISHED and not has_finished(progress, series.episodes) and not is_kept:
        # It had fewer episodes when they said so.
        seen = progress.episode
        return _n(
            "You had finished it at episode {seen}; it has {count} episode now.",
            "You had finished it at episode {seen}; it has {count} episodes now.",
            series.episodes or 0,
            seen=seen,
        )
    if progress.episode:
        if series.episodes and not is_kept_back(Topic.EPISODES, series):
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
    actions: Sequence[str] = (),
    noted: WatchRecord = _NOTHING_NOTED,
) -> ui.LayoutView:
    """The member's place with one-tap buttons; `done` says what just changed, `undo` is the state before.

    `actions` are those of `AFTER_THE_END` that work here, `noted` the member's days and note.
    """
    lines = [f"### {title_of(series)}", progress_words(progress, series)]
    if rating is not None:
        lines.append(_("You gave it {rating}.", rating=rating_words(rating, style)))
    lines += noted_lines(noted)
    shared = progress is not None and progress.shared
    lines.append("-# " + (_("Shared with your servers.") if shared else _("Only you can see this.")))
    items: list[Item] = [text("\n".join(lines))]
    if done:
        items.insert(0, text(f"✅ {done}"))
    if has_finished(progress, series.episodes):
        items += after_the_end(series, [action for action in actions if action != "progress.open"])
    items.append(row(*_buttons(series, progress, undo)))
    items.append(choices(_("Set your status"), "progress.status", series.id, options=_statuses(progress)))
    items.append(choices(_("Rate it"), "progress.rate", series.id, options=_ratings(rating, style)))
    items.append(note_row(series, noted))
    return card(container(*items))


def after_the_end(series: Series, actions: Sequence[str]) -> list[Item]:
    """What people do when the last episode is over, as far as it works here."""
    labels = {
        "progress.open": _("Rate it"),
        "reviews.write": _("Write a review"),
        "discuss.open": _("Discuss"),
        "recommend.similar": _("What next?"),
    }
    buttons = [button(labels[action], action, series.id) for action in AFTER_THE_END if action in actions]
    return [row(*buttons)] if buttons else []


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
    if not series.episodes or progress.episode >= series.episodes or is_kept_back(Topic.EPISODES, series):
        return ""
    left = series.episodes - progress.episode
    words = _n("{count} episode left", "{count} episodes left", left)
    return joined([words, duration_words(left * series.minutes)]) if series.minutes else words


def duration_words(minutes: int) -> str:
    """A time in minutes as hours and minutes, in the reader's language."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} min", minutes=rest)
    return _("{hours} h {minutes} min", hours=hours, minutes=rest) if rest else _("{hours} h", hours=hours)


def progress_list(
    title: str, entries: Sequence[tuple[Series, Progress]], *, turn: tuple[str, ...], page: int, empty: str
) -> ui.LayoutView:
    """Page `page` (from 1) of somebody's series; `turn` is the action (and its arguments) that turns the pages."""
    if not entries:
        return card(container(text(f"### {title}\n{empty}")))
    items: list[Item] = [text(f"### {title}")]
    shown, page, pages = _page(entries, page)
    for series, progress in shown:
        line = f"**{dated_title(series)}**\n{progress_words(progress, series)}"
        items.append(
            ui.Section(line, accessory=button(deed_of(_("Open"), spoken_title(series)), "progress.open", series.id))
        )
    return card(container(*items, *_turning(turn, page, pages)))


def watchlist(
    entries: Sequence[tuple[Series, Progress]],
    *,
    page: int,
    done: str | None = None,
    undo: tuple[str, str] | None = None,
    ended: Sequence[Item] = (),
) -> ui.LayoutView:
    """What a member watches and plans: what is next, how long it takes, and one tap to say it was watched.

    `done` says what was just changed, `undo` is its series and the state before, `ended` what to do with a series
    whose last episode it was (`after_the_end`).
    """
    title = _("Your watchlist")
    if not entries:
        empty = _("Nothing planned yet. “Plan to watch” on a recommendation, or /progress set, puts a series here.")
        head = [text(f"✅ {done}")] if done else []
        return card(container(*head, *ended, text(f"### {title}\n{empty}"), *_undoing(undo, 1)))
    shown, page, pages = _page(entries, page)
    items: list[Item] = [text(f"✅ {done}"), *ended] if done else []
    items.append(text(f"### {title}\n{total_words(entries)}"))
    for series, progress in shown:
        lines = [f"**{dated_title(series)}**", progress_words(progress, series)]
        following = progress.episode + 1
        left = time_left(series, progress)
        if series.episodes is None or following <= series.episodes:
            lines.append("-# " + " · ".join(part for part in (_next_words(series, following), left) if part))
            label = _("Watched episode {episode}", episode=following)
            tap = button(deed_of(label, spoken_title(series)), "progress.tick", series.id, following, page, emoji="▶️")
        else:
            tap = button(deed_of(_("Open"), spoken_title(series)), "progress.open", series.id)
        items.append(ui.Section("\n".join(lines), accessory=tap))
    return card(container(*items, *_undoing(undo, page), *_turning(("progress.watchlist",), page, pages)))


def total_words(entries: Sequence[tuple[Series, Progress]]) -> str:
    """How long a watchlist takes in all, as far as that is known."""
    known = [
        max(series.episodes - progress.episode, 0) * series.minutes
        for series, progress in entries
        if series.episodes and series.minutes and not is_kept_back(Topic.EPISODES, series)
    ]
    if not known:
        return ""
    words = _("{time} in all", time=duration_words(sum(known)))
    unknown = len(entries) - len(known)
    if unknown:
        words += ", " + _n(
            "and {count} series whose length I don't know", "and {count} series whose length I don't know", unknown
        )
    return words


def _next_words(series: Series, episode: int) -> str:
    if series.minutes:
        return _("Next: episode {episode}, {time}", episode=episode, time=duration_words(series.minutes))
    return _("Next: episode {episode}", episode=episode)


def _undoing(undo: tuple[str, str] | None, page: int) -> list[Item]:
    if undo is None:
        return []
    return [row(button(_("Undo"), "progress.back", *undo, page, emoji="↩️"))]


def _page(entries: Sequence[tuple[Series, Progress]], page: int) -> tuple[Sequence[tuple[Series, Progress]], int, int]:
    """The entries of a page, which page that is, and how many there are."""
    pages = (len(entries) + PAGE - 1) // PAGE
    page = min(max(page, 1), pages)
    return entries[(page - 1) * PAGE : page * PAGE], page, pages


def _turning(turn: tuple[str, ...], page: int, pages: int) -> list[Item]:
    if pages == 1:
        return []
    return [
        text("-# " + _("Page {page} of {pages}", page=page, pages=pages)),
        row(
            button(_("Back"), *turn, page - 1, disabled=page == 1),
            button(_("Next"), *turn, page + 1, disabled=page == pages),
        ),
    ]


def wishes_card(kept: Collection[Topic], *, done: str | None = None) -> ui.LayoutView:
    """What is kept back from the member, and a menu to change it."""
    told = {
        Topic.RATINGS: _("What others gave it, in numbers"),
        Topic.CAST: _("Who plays in it, and which couples"),
        Topic.EPISODES: _("How many there are, and what they are called"),
    }
    options = [
        discord.SelectOption(label=topic_label(topic), description=about, value=topic.value, default=topic in kept)
        for topic, about in told.items()
    ]
    said = _("What shall I keep back from you until you have seen a series through?")
    how = _(
        "It holds for every answer that only you see, in every server. What is posted for everybody stays as it is; "
        "so does what you take along with /privacy export."
    )
    items: list[Item] = [text(f"✅ {done}")] if done else []
    menu = choices(
        _("Nothing: tell me everything"),
        "progress.wishes",
        options=options,
        min_values=0,
        max_values=len(options),
    )
    return card(container(*items, text(f"### {said}\n-# {how}"), menu))
