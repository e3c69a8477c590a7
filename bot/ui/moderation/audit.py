"""The audit log as people read it: a page, a post in its channel, a file."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence

from discord import ui

from bot.domain.audit import AuditEntry, Filter, Named, acts_of
from bot.i18n import _, moment
from bot.ui.kit.cards import Item, button, card, container, row, text
from bot.ui.kit.lines import fitting
from bot.ui.moderation.deeds import act_words, deed_words, told_reason

PER_PAGE = 10
FILE_NAME = "audit-log.csv"
_UNFOLDED = 3  # acts on a page whose entries can be shown


def _act_line(act: Sequence[AuditEntry], named: Named) -> str:
    return f"{_when(act[0])} · {act_words(act, named)}"


def _when(entry: AuditEntry) -> str:
    return moment(entry.done_at)


def audit_page(acts: Sequence[Sequence[AuditEntry]], named: Named, *, wanted: Filter, older: bool) -> ui.LayoutView:
    """A page of the log, newest first; what one act did is one line that can be unfolded."""
    items: list[Item] = [text(f"### {_('What was done here')}")]
    lines = [f"- {_act_line(act, named)}" for act in acts]
    items.append(text(fitting(lines, 3_600) or _("Nothing yet.")))
    buttons: list[Item] = []
    if older:
        oldest = min(entry.id for entry in acts[-1])
        buttons.append(button(_("Older"), "audit.page", oldest, *wanted.as_arguments()))
    if acts:
        buttons.append(button(_("As a file"), "audit.file", *wanted.as_arguments(), emoji="📄"))
    buttons += _unfolding(acts)
    if buttons:
        items.append(row(*buttons))
    return card(container(*items))


def _unfolding(acts: Sequence[Sequence[AuditEntry]]) -> list[Item]:
    """A button for each act that is folded into one line, as far as there is room."""
    folded = [act for act in acts if len(act) > 1][:_UNFOLDED]
    return [button(_("Show all {count}", count=len(act)), "audit.unfold", act[0].batch_id) for act in folded]


def unfolded(entries: Sequence[AuditEntry], named: Named) -> ui.LayoutView:
    """The card of everything that one act changed."""
    lines = [f"- {deed_words(entry, named)}" for entry in entries]
    head = f"### {_('What was done at once')}\n{_when(entries[0])}"
    return card(container(text(head), text(fitting(lines, 3_600))))


def audit_post(entries: Sequence[AuditEntry], named: Named, *, number: int) -> ui.LayoutView:
    """New entries as a message in the log's channel; its card bears `number`, by which it is found again."""
    acts = acts_of(list(entries))
    items: list[Item] = [text(fitting([_act_line(act, named) for act in acts], 3_900))]
    folded = _unfolding(acts)
    shown = container(*items, *([row(*folded)] if folded else []))
    shown.id = number
    return card(shown)


def audit_file(entries: Sequence[AuditEntry], named: Named) -> str:
    """Entries as a table for a spreadsheet, the newest first; times in UTC."""
    import csv  # only for who asks for such a file

    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(
        ("time", "case", "by", "about", "action", "subject", "series", "before", "after", "reason", "in words")
    )
    for entry in entries:
        series = named.titles.get(entry.series_id or entry.subject, "")
        cells = (
            entry.done_at.isoformat(),
            entry.case_number or "",
            entry.actor_id,
            entry.member_id or "",
            entry.action,
            entry.subject,
            series,
            _json(entry.before),
            _json(entry.after),
            told_reason(entry),
            deed_words(entry, named),
        )
        table.writerow([_inert(str(cell)) for cell in cells])
    return out.getvalue()


def _json(value: object) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _inert(cell: str) -> str:
    """A spreadsheet runs what begins like a formula; people typed some of these words."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not cell.lstrip("-").isdigit() else cell
