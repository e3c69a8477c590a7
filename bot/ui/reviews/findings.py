"""What the leak check noticed in a draft, sentence by sentence, each with what its author can do about it."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.domain import leaks
from bot.domain.leaks import Finding, Kind, TextPart
from bot.domain.series import Series
from bot.i18n import _, _n
from bot.ui.kit.cards import Item, button, card, container, divider, row, text

_ON_A_PAGE = 5  # each takes five of a message's forty components


def findings_card(series: Series, findings: Sequence[Finding], *, page: int, note: str | None = None) -> ui.LayoutView:
    """The findings of `page` (from 1), or of the last page that there is."""
    pages = max(1, -(-len(findings) // _ON_A_PAGE))
    page = min(max(page, 1), pages)
    start = (page - 1) * _ON_A_PAGE
    count = _n("**{count} sentence to look at**", "**{count} sentences to look at**", len(findings))
    said = f"✅ {note}\n" if note else ""
    items: list[Item] = [text(f"{said}{count}\n-# {leaks.looked_for()}"), divider()]
    for finding in findings[start : start + _ON_A_PAGE]:
        items += [text(_words(finding)), row(*_deeds(series, finding, page))]
    around: list[Item] = [button(_("Back to the preview"), "reviews.look", series.id, 1)]
    if pages > 1:
        around += [
            button(_("Back"), "reviews.check", series.id, page - 1, disabled=page == 1),
            button(_("Next"), "reviews.check", series.id, page + 1, disabled=page == pages),
        ]
    return card(container(*items, divider(), row(*around)))


def _words(finding: Finding) -> str:
    said = leaks.describe(finding)
    if finding.place is TextPart.HEADLINE:
        return _("**Headline** · {finding}", finding=said)
    if finding.paragraph is None:
        return said
    return _("**Paragraph {number}** · {finding}", number=finding.paragraph, finding=said)


def _deeds(series: Series, finding: Finding, page: int) -> list[Item]:
    fine = button(_("It's fine"), "reviews.fine", series.id, finding.key, page)
    if finding.kind is Kind.MARKS:
        return [button(_("Edit the text"), "reviews.boxes", series.id)]
    if finding.place is TextPart.HEADLINE:
        return [button(_("Change the headline"), "reviews.edit", series.id), fine]
    if finding.place is TextPart.HIDDEN:
        return [button(_("Change how far it tells"), "reviews.edit", series.id), fine]
    primary = discord.ButtonStyle.primary
    return [
        button(_("Hide this sentence"), "reviews.sentence", series.id, finding.key, page, style=primary),
        button(_("Hide from here"), "reviews.fromhere", series.id, finding.key, page),
        fine,
    ]
