"""Numbered cases as moderators read them: a member's history, and one case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from discord import ui

from bot.domain.audit import AuditEntry, Named
from bot.domain.moderation import ReviewBan
from bot.i18n import _, _n, moment
from bot.ui.kit.cards import Item, button, card, container, row, text
from bot.ui.kit.lines import fitting
from bot.ui.moderation.deeds import deed_words

CASES_PER_PAGE = 10


def history_card(
    member_id: int, found: Sequence[AuditEntry], counts: Mapping[str, int], named: Named, *, ban: ReviewBan | None
) -> ui.LayoutView:
    """The cases about a member, the newest first; `found` holds one more than a page where there are older ones."""
    shown = found[:CASES_PER_PAGE]
    head = [f"### {_('Cases about {member}', member=f'<@{member_id}>')}", _summary(counts)]
    if ban is not None:
        head.append(_("Barred from reviewing until {until}.", until=moment(ban.until)))
    items: list[Item] = [text("\n".join(head))]
    if shown:
        items.append(text(fitting([f"- {_line(case, named)}" for case in shown], 3_400)))
    if len(found) > CASES_PER_PAGE:
        items.append(row(button(_("Older"), "moderation.older", member_id, shown[-1].case_number)))
    return card(container(*items))


def case_card(case: AuditEntry, named: Named) -> ui.LayoutView:
    """One case after its reason was changed."""
    head = _("Case {number} says now:", number=case.case_number)
    press = button(_("Change the reason"), "moderation.reason", case.case_number)
    return card(container(text(f"{head}\n{_line(case, named)}"), row(press)))


def _line(case: AuditEntry, named: Named) -> str:
    return f"{deed_words(case, named)} · {moment(case.done_at, 'd')}"


def _summary(counts: Mapping[str, int]) -> str:
    """How often which deed, the telling ones; nothing about what was only looked at."""
    total = sum(counts.values())
    if not total:
        return _("No case so far.")
    bars = counts.get("review.barred", 0) + counts.get("member.bar", 0)
    taken = counts.get("review.hidden", 0) + counts.get("review.deleted", 0)
    parts = [
        _n("{count} case", "{count} cases", total),
        _n("{count} warning", "{count} warnings", counts.get("review.warned", 0)),
        _n("{count} review hidden or deleted", "{count} reviews hidden or deleted", taken),
        _n("{count} bar", "{count} bars", bars),
    ]
    return " · ".join(parts)
