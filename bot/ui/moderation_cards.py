"""The moderators' cards and forms, and the form of a report."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.domain.moderation import (
    BAR_DAYS,
    MAX_NOTE,
    REASONS,
    Bar,
    Outcome,
    Report,
    ReviewCase,
    outcome_label,
    reason_label,
)
from bot.domain.series import Series
from bot.domain.spoilers import excerpt, parse, reveal_all, sanitise_inline
from bot.i18n import _, _n
from bot.ui.cards import Item, button, card, choices, container, divider, row, text
from bot.ui.custom_ids import custom_id
from bot.ui.lines import fitting

_EXCERPT = 900  # characters of the review; the rest is read with Read
_LISTED_EPISODES = 23
_ROOM_FOR_REPORTS = 1_800


def case_card(
    case: ReviewCase,
    reports: Sequence[Report],
    series: Series | None,
    *,
    outcome: Outcome | None = None,
    undo: int | None = None,
    done: str | None = None,
) -> ui.LayoutView:
    """A reported review: what it says, who reported it and why, and what can be done."""
    title = sanitise_inline(series.title if series else case.series_id)
    head = [f"### {_('Report')} · {title}", f"**{sanitise_inline(case.headline)}** · <@{case.author_id}>"]
    head.append(f"{_state_words(case)} · {_horizon_words(case)}{_link(case)}")
    items: list[Item] = [text("\n".join(head))]
    if outcome is not None or done:
        said = done or outcome_label(outcome or Outcome.KEPT)
        items.append(text(f"✅ {said}"))
    if reports:
        items.append(text(fitting([_report_line(report) for report in reports], _ROOM_FOR_REPORTS, most=8)))
    view: list[Item] = [container(*items)]
    view.append(container(text(_excerpt(case)), spoiler=True, accent=None))
    view += _buttons(case, reports, undo)
    return card(*view)


def _report_line(report: Report) -> str:
    who = _("by me") if report.reporter_id == 0 else f"<@{report.reporter_id}>" if report.reporter_id > 0 else "–"
    line = f"- **{reason_label(report.reason)}** · {who} · <t:{int(report.reported_at.timestamp())}:R>"
    return f"{line}\n  {sanitise_inline(report.note, limit=200)}" if report.note else line


def _state_words(case: ReviewCase) -> str:
    if case.state == "deleted":
        return _("deleted")
    if case.state == "hidden":
        by_members = case.hidden_reason == "spoils-me"
        return _("hidden after “This spoils me”") if by_members else _("hidden by moderators")
    return _("posted")


def _horizon_words(case: ReviewCase) -> str:
    if case.spoiler_free:
        return _("says it is spoiler-free")
    if case.horizon is None:
        return _("says it spoils the whole series")
    return _("says it spoils through episode {episode}", episode=case.horizon)


def _link(case: ReviewCase) -> str:
    if case.channel_id is None or case.message_id is None or case.state == "deleted":
        return ""
    return f" · https://discord.com/channels/{case.guild_id}/{case.channel_id}/{case.message_id}"


def _excerpt(case: ReviewCase) -> str:
    # Everything is shown here, spoilers too: the box itself is hidden until a moderator opens it.
    return excerpt(reveal_all(parse(case.body)), limit=_EXCERPT) or "–"


def _buttons(case: ReviewCase, reports: Sequence[Report], undo: int | None) -> list[Item]:
    rows: list[Item] = []
    first: list[Item] = []
    if reports:
        first.append(button(_("Nothing wrong"), "moderation.keep", case.review_id, style=discord.ButtonStyle.success))
    if case.state == "hidden":
        first.append(button(_("Show again"), "moderation.restore", case.review_id))
    if case.state == "posted" or case.hidden_reason == "spoils-me":
        first.append(button(_("Hide"), "moderation.hide", case.review_id))
    if case.state in ("posted", "hidden") and not case.spoils_everything:
        first.append(button(_("Widen horizon"), "moderation.widen", case.review_id))
    if case.state in ("posted", "hidden"):
        first.append(button(_("Delete"), "moderation.delete", case.review_id, style=discord.ButtonStyle.danger))
    if first:
        rows.append(row(*first))
    second: list[Item] = [button(_("Warn the author"), "moderation.warn", case.review_id)]
    if undo is not None:
        second.insert(0, button(_("Undo"), "moderation.undo", undo, emoji="↩️"))
    rows.append(row(*second))
    options = [
        discord.SelectOption(label=_n("for {count} day", "for {count} days", days), value=str(days))
        for days in BAR_DAYS
    ]
    rows.append(choices(_("Bar the author from reviewing…"), "moderation.bar", case.review_id, options=options))
    return rows


def queue_list(
    cases: Sequence[tuple[ReviewCase, Sequence[Report]]], titles: dict[str, str], *, channel_id: int | None
) -> ui.LayoutView:
    """The waiting reviews, the longest waiting first, each with a button that opens its card."""
    items: list[Item] = [text(f"### {_('Waiting reports')}")]
    if not cases:
        items.append(text(_("Nothing waits. 🌿")))
    for case, reports in cases:
        said = _n("{count} report", "{count} reports", len(reports))
        title = sanitise_inline(titles[case.series_id], limit=60)
        headline = sanitise_inline(case.headline, limit=60)
        line = f"**{title}** · {headline}\n{said} · {reason_label(reports[0].reason)}"
        items.append(ui.Section(line, accessory=button(_("Open"), "moderation.open", case.review_id)))
    if channel_id is None:
        items += [divider(), text(_("-# No channel is set for reports: /config panel → Channels has it."))]
    return card(container(*items))


def confirm_delete(case: ReviewCase) -> ui.LayoutView:
    """Asked once before a review goes."""
    question = _(
        "Delete “{headline}”? Its author is told. You can take it back for 15 minutes.",
        headline=sanitise_inline(case.headline),
    )
    yes = button(_("Delete it"), "moderation.gone", case.review_id, style=discord.ButtonStyle.danger)
    return card(container(text(question), row(yes, button(_("Keep it"), "moderation.open", case.review_id))))


def report_form(review_id: int) -> ui.Modal:
    """Why somebody reports a review."""
    form = _form(_("Report this review"), "reports.send", review_id)
    reasons = ui.RadioGroup[Any](
        custom_id="reason",
        options=[discord.RadioGroupOption(label=reason_label(reason), value=reason.value) for reason in REASONS],
    )
    form.add_item(ui.Label(text=_("What is wrong with it?"), component=reasons))
    note = ui.TextInput[Any](custom_id="note", style=discord.TextStyle.paragraph, required=False, max_length=MAX_NOTE)
    hint = _("Only moderators read this. Your name is not told to the author.")
    form.add_item(ui.Label(text=_("Anything that helps the moderators"), description=hint[:100], component=note))
    return form


def warning_form(review_id: int) -> ui.Modal:
    """What the author is told."""
    form = _form(_("Warn the author"), "moderation.warned", review_id)
    note = ui.TextInput[Any](custom_id="note", style=discord.TextStyle.paragraph, max_length=MAX_NOTE)
    form.add_item(
        ui.Label(
            text=_("What should they change?"),
            description=_("They read this as a message from the moderators of this server.")[:100],
            component=note,
        )
    )
    return form


def horizon_form(case: ReviewCase, episodes: int | None) -> ui.Modal:
    """How far the review really spoils: a list where it fits, a number otherwise."""
    form = _form(_("Widen the horizon"), "moderation.widened", case.review_id)
    first = 1 if case.spoiler_free else (case.horizon or 0) + 1
    label = _("It spoils through episode…")
    if episodes is not None and episodes - first <= _LISTED_EPISODES:
        options = [
            discord.SelectOption(label=_("Episode {number}", number=number), value=str(number))
            for number in range(first, episodes)
        ]
        options.append(discord.SelectOption(label=_("The whole series"), value="all"))
        form.add_item(ui.Label(text=label, component=ui.Select[Any](custom_id="horizon", options=options)))
        return form
    box = ui.TextInput[Any](custom_id="horizon", required=False, max_length=4, placeholder=str(first))
    form.add_item(ui.Label(text=label, description=_("Leave it empty for the whole series."), component=box))
    return form


def bars_list(bars: Sequence[Bar]) -> ui.LayoutView:
    """Who may not review now, until when."""
    lines = [
        f"- <@{bar.user_id}> · {_('until')} <t:{int(bar.until.timestamp())}:f>"
        + (f" · {sanitise_inline(bar.reason, limit=100)}" if bar.reason else "")
        for bar in bars
    ]
    shown = fitting(lines, 3_500) or _("Nobody is barred from reviewing here.")
    return card(container(text(f"### {_('Barred from reviewing')}"), text(shown)))


def _form(title: str, action: str, *arguments: object) -> ui.Modal:
    # The last part makes each opening unique; the router drops it.
    form = ui.Modal(title=title[:45], custom_id=custom_id(action, *arguments, time.time_ns() % 10**9))
    form.stop()
    return form
