"""What moderators see and press: the case of a review with its deeds, the queue, and who is barred."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.domain.catalogue.spoken_title import spoken_title
from bot.domain.moderation import (
    BAN_DAYS,
    Outcome,
    Report,
    ReviewBan,
    outcome_label,
    reason_label,
)
from bot.domain.reviews.records import HiddenReason, Review, ReviewState
from bot.domain.reviews.reported import Decided, ReportedReview
from bot.domain.series import Series
from bot.domain.spoilers import render, render_inline, sanitise_inline
from bot.i18n import _, _n, moment
from bot.ui.kit.cards import Item, button, card, choices, container, deed_of, divider, row, text
from bot.ui.kit.lines import fitting
from bot.ui.kit.links import message_url
from bot.ui.moderation.deeds import person
from bot.ui.reviews.card import Headline, headline_words

_EXCERPT = 900  # characters of the review; the rest is read with Read
_ROOM_FOR_REPORTS = 1_000
_ROOM_FOR_DECISIONS = 700
_DECISIONS = 4  # shown, the newest


def moderation_card(
    reported: ReportedReview,
    series: Series | None,
    *,
    done: str | None = None,
    overtaken: str | None = None,
    policy: str = "on-request",
    names: bool = False,
    warning: str | None = None,
) -> ui.LayoutView:
    """A reported review: what it says, why it was reported, what was decided, and what can be done.

    Where the server's `policy` sends nothing hidden to a channel, nothing of the text is here: Read shows it. Who
    reported it stands there only with `names`: a card in a channel may be read by the author. `overtaken` says why
    what was pressed was not done. `warning` says who reads that channel besides the moderators.
    """
    review, reports = reported.review, reported.reports
    title = sanitise_inline(spoken_title(series) if series else review.series_id)
    head = [f"### {_('Report')} · {title}", f"**{_headline(review)}** · <@{review.author_id}>"]
    head.append(f"{_state_words(review)} · {_horizon_words(review)}{_link(review)}")
    items: list[Item] = [text("\n".join(head))]
    if done:
        items.append(text(f"✅ {done}"))
    if overtaken:
        items.append(text(f"⚠️ {overtaken}"))
    if reported.decisions:
        newest = [_decision_line(one) for one in reversed(reported.decisions)]
        items.append(text(fitting(newest, _ROOM_FOR_DECISIONS, most=_DECISIONS)))
    if reports:
        shown = sorted(reports, key=lambda report: report.outcome is not None)  # the open ones first
        lines = [_report_line(report, names=names) for report in shown]
        items.append(text(fitting(lines, _ROOM_FOR_REPORTS, most=8)))
    view: list[Item] = [container(*items)]
    if policy != "on-request":
        view.append(container(text(_excerpt(review)), spoiler=True, accent=None))
    standing = reported.standing
    case = standing.case_number if standing is not None else None
    view += _buttons(review, reported.open_reports, reported.undoable, case, names=names)
    if warning:
        view.append(text(f"-# ⚠️ {warning}"))
    return card(*view)


def _decision_line(decided: Decided) -> str:
    """Who decided what, when and why."""
    who, when = person(decided.actor_id), moment(decided.at, "R")
    if decided.outcome is None:
        return _("↩️ {who} took that back {when}.", who=who, when=when)
    number = "" if decided.case_number is None else f" · {_('Case {number}', number=decided.case_number)}"
    line = f"⚖️ {outcome_label(decided.outcome)} {who} · {when}{number}"
    return f"{line}\n  {render_inline(decided.why, limit=200)}" if decided.why else line


def gone_words(decisions: Sequence[Decided]) -> str:
    """What became of a review that is not there any more."""
    last = decisions[-1] if decisions else None
    if last is not None and last.outcome is Outcome.DELETED:
        return _(
            "This review was deleted {when}, decided by {who}. Nothing is left of it.",
            when=moment(last.at, "R"),
            who=person(last.actor_id),
        )
    return _("Its author has deleted this review. Nothing is left of it, and nothing is left to decide.")


def _report_line(report: Report, *, names: bool) -> str:
    parts = [f"**{reason_label(report.reason)}**", moment(report.reported_at, "R")]
    if names or report.reporter_id == 0:
        parts.insert(1, _reporter(report))
    line = f"- {' · '.join(parts)}"
    return f"{line}\n  {render_inline(report.note, limit=200)}" if report.note else line


def _reporter(report: Report) -> str:
    return _("by me") if report.reporter_id == 0 else f"<@{report.reporter_id}>" if report.reporter_id > 0 else "–"


def reporters_list(reports: Sequence[Report]) -> ui.LayoutView:
    """Who reported a review, for one moderator's eyes."""
    lines = [_report_line(report, names=True) for report in reports]
    shown = fitting(lines, 3_500) or _("No report on this review is open any more.")
    note = _("-# Only you see this. Authors are never told who reported them.")
    return card(container(text(f"### {_('Who reported it')}"), text(shown), text(note)))


def _state_words(review: Review) -> str:
    if review.state is ReviewState.DELETED:
        return _("deleted")
    if review.is_hidden:
        by_members = review.hidden_reason is HiddenReason.SPOILS_ME
        return _("hidden after “This spoils me”") if by_members else _("hidden by moderators")
    return _("posted")


def _horizon_words(review: Review) -> str:
    if review.content.spoiler_free:
        return _("says it is spoiler-free")
    if review.content.horizon is None:
        return _("says it spoils the whole series")
    return _("says it spoils through episode {episode}", episode=review.content.horizon)


def _link(review: Review) -> str:
    if review.channel_id is None or review.message_id is None or review.state is ReviewState.DELETED:
        return ""
    return f" · {message_url(review.guild_id, review.channel_id, review.message_id)}"


def _excerpt(review: Review) -> str:
    """The first page of the text, as everybody gets it; the box around it is hidden as well."""
    return next(iter(render(review.reading.spans, limit=_EXCERPT)), "–")


def _headline(review: Review, *, limit: int = 100) -> str:
    """That of a text that is said to spoil may spoil as well."""
    is_doubted = review.hidden_reason is HiddenReason.SPOILS_ME
    return headline_words(review.content.headline, Headline.BARRED if is_doubted else Headline.OPEN, limit=limit)


def _buttons(
    review: Review, reports: Sequence[Report], undo: int | None, case: int | None, *, names: bool
) -> list[Item]:
    rows: list[Item] = []
    first: list[Item] = []
    if reports:
        first.append(button(_("Nothing wrong"), "moderation.keep", review.id, style=discord.ButtonStyle.success))
    if review.state is ReviewState.HIDDEN:
        first.append(button(_("Show again"), "moderation.restore", review.id))
    if review.state is ReviewState.POSTED or review.hidden_reason is HiddenReason.SPOILS_ME:
        first.append(button(_("Hide"), "moderation.hide", review.id))
    if review.state in ("posted", "hidden") and not review.spoils_everything:
        first.append(button(_("Widen horizon"), "moderation.widen", review.id))
    if review.state in ("posted", "hidden"):
        first.append(button(_("Delete"), "moderation.delete", review.id, style=discord.ButtonStyle.danger))
    if first:
        rows.append(row(*first))
    second: list[Item] = [button(_("Warn the author"), "moderation.warn", review.id)]
    if review.state is not ReviewState.DELETED:
        second.append(button(_("Read"), "reviews.read", review.id, emoji="📖"))
    if undo is not None:
        second.insert(0, button(_("Undo"), "moderation.undo", undo, emoji="↩️"))
    if case is not None:
        second.append(button(_("Reason"), "moderation.reason", case))
    elif reports and not names:
        second.append(button(_("Who reported it"), "moderation.who", review.id))
    if review.author_id > 0:
        second.append(button(_("History"), "moderation.history", review.author_id))
    rows.append(row(*second))
    options = [
        discord.SelectOption(label=_n("for {count} day", "for {count} days", days), value=str(days))
        for days in BAN_DAYS
    ]
    rows.append(choices(_("Bar the author from reviewing…"), "moderation.bar", review.id, options=options))
    return rows


def queue_list(
    reviews: Sequence[tuple[Review, Sequence[Report]]], titles: dict[str, str], *, channel_id: int | None
) -> ui.LayoutView:
    """The waiting reviews, the longest waiting first, each with a button that opens its card."""
    items: list[Item] = [text(f"### {_('Waiting reports')}")]
    if not reviews:
        items.append(text(_("Nothing waits. 🌿")))
    for number, (review, reports) in enumerate(reviews, 1):
        said = _n("{count} report", "{count} reports", len(reports))
        title = sanitise_inline(titles[review.series_id], limit=60)
        headline = _headline(review, limit=60)
        line = f"**{title}** · {headline}\n{said} · {reason_label(reports[0].reason)}"
        press = button(deed_of(_("Open"), f"{number}. {titles[review.series_id]}"), "moderation.open", review.id)
        items.append(ui.Section(f"{number}. {line}", accessory=press))
    if channel_id is None:
        items += [divider(), text(_("-# No channel is set for reports: /config panel → Channels has it."))]
    return card(container(*items))


def review_bans_list(bans: Sequence[ReviewBan]) -> ui.LayoutView:
    """Who may not review now, until when."""
    lines = [
        f"- <@{ban.user_id}> · {_('until {day}', day=moment(ban.until))}"
        + (f" · {render_inline(ban.reason, limit=100)}" if ban.reason else "")
        for ban in bans
    ]
    shown = fitting(lines, 3_500) or _("Nobody is barred from reviewing here.")
    return card(container(text(f"### {_('Barred from reviewing')}"), text(shown)))
