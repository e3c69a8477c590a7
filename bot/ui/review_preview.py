"""The author's private preview: the review as everyone will see it, and what the leak check noticed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import discord
from babel.numbers import format_decimal
from discord import ui

from bot.domain import leak_check
from bot.domain.leak_check import Finding
from bot.domain.review_records import Draft, Review, ready
from bot.domain.reviews import MAX_BODY
from bot.domain.series import Series
from bot.domain.spoilers import render
from bot.domain.written_language import LANGUAGES, language_name
from bot.errors import UserError
from bot.i18n import _, current_locale
from bot.ui.cards import MAX_TEXT, Item, button, card, choices, container, divider, row, text
from bot.ui.review_card import body_room, review_head

_NOTICED = 1_200  # characters of what is said about a draft
_PAGE = 2_200


@dataclass(frozen=True, slots=True)
class Prepared:
    """A draft as its preview shows it; `problem` is what keeps it from being posted."""

    review: Review
    pages: Sequence[str]
    findings: Sequence[Finding]
    problem: UserError | None


def prepare(
    draft: Draft, series: Series, *, author_id: int, author_name: str, guild_id: int, style: str, now: datetime
) -> Prepared:
    """Check, parse and render `draft`; a hostile text takes most of a second, so run it in a thread."""
    problem: UserError | None = None
    try:
        draft = ready(draft, series)
    except UserError as error:
        problem = error
    review = _as_review(draft, author_id=author_id, author_name=author_name, guild_id=guild_id, now=now)
    if len(draft.body) > MAX_BODY:
        return Prepared(review, (), (), problem)  # it is given back as a file, and nothing of it can be posted
    findings = leak_check.check(
        review.reading,
        draft.headline,
        horizon=draft.horizon,
        spoiler_free=draft.spoiler_free,
        episodes=series.episodes,
        names=series.names(),
    )
    room = min(_PAGE, body_room(review_head(review, series, style), MAX_TEXT) - _NOTICED)
    return Prepared(review, render(review.reading.spans, limit=room), findings, problem)


def _as_review(draft: Draft, *, author_id: int, author_name: str, guild_id: int, now: datetime) -> Review:
    """`draft` in the shape of a review, so that a preview shows exactly what a post will."""
    return Review(
        0, guild_id, author_id, author_name, draft, "posted", None, None, None, None, 0, now, None, None, None
    )


def preview(
    series: Series, prepared: Prepared, *, page: int, style: str, policy: str, is_edit: bool, mistake: str | None = None
) -> ui.LayoutView:
    """The private preview, at `page` (from 1) of the text. `mistake` is what could not be taken over from the form."""
    draft, pages = prepared.review.draft, prepared.pages
    count = max(1, len(pages))
    page = min(max(page, 1), count)
    look = _("This is how your review will look.")
    if is_edit:
        look = _("This is how it will look, in the place of the review that you have posted here.")
    items: list[Item] = [
        text(_("**Only you can see this.**") + f" {look}"),
        divider(),
        text(review_head(prepared.review, series, style)),
        text(pages[page - 1] if pages else "-# " + _no_text(draft)),
    ]
    if count > 1:
        items.append(text("-# " + _("Page {page} of {pages}", page=page, pages=count)))
    items += [divider(), text(_noticed(prepared, mistake, policy))]
    used = _("{used} of {limit} characters", used=_number(len(draft.body)), limit=_number(MAX_BODY))
    items.append(text(f"-# {used} · " + _("Your draft is kept until you post or discard it.")))
    blocked = prepared.problem is not None or mistake is not None
    items += _buttons(series, page=page, pages=count, blocked=blocked, is_edit=is_edit)
    items.append(_language_choice(series, draft))
    return card(container(*items))


def _number(value: int) -> str:
    return format_decimal(value, locale=current_locale())


def _no_text(draft: Draft) -> str:
    if draft.body.strip():
        return _("The text is too long to show; it is in the file below.")
    return _("There is no text yet: go on writing, or upload a file.")


def _noticed(prepared: Prepared, mistake: str | None, policy: str) -> str:
    problem = prepared.problem.message if prepared.problem else None
    lines = [f"🛑 {said}" for said in (mistake, problem) if said]
    if prepared.findings:
        lines.append(_("**Worth a look before you post:**"))
        lines += [f"- {leak_check.describe(finding)}" for finding in prepared.findings]
    if not lines:
        lines.append("✅ " + _("I noticed nothing that would spoil anyone."))
    if policy == "on-request" and prepared.review.reading.marked:
        lines.append("-# " + _("In this server, what is behind bars is sent only to those who ask for it."))
    while len("\n".join(lines)) > _NOTICED:
        lines.pop()
    return "\n".join(lines)


def _buttons(series: Series, *, page: int, pages: int, blocked: bool, is_edit: bool) -> list[Item]:
    post = _("Post the changes") if is_edit else _("Post")
    rows: list[Item] = []
    if pages > 1:
        rows.append(
            row(
                button(_("Back"), "reviews.look", series.id, page - 1, disabled=page == 1),
                button(_("Next"), "reviews.look", series.id, page + 1, disabled=page == pages),
            )
        )
    rows.append(
        row(
            button(post, "reviews.post", series.id, style=discord.ButtonStyle.success, disabled=blocked),
            button(_("Edit"), "reviews.edit", series.id),
            button(_("Edit the text"), "reviews.boxes", series.id),
            button(_("Go on writing"), "reviews.goon", series.id),
        )
    )
    rows.append(
        row(
            button(_("Upload a text file"), "reviews.upload", series.id),
            button(_("Sub-scores and hiding"), "reviews.extras", series.id),
            button(_("Discard"), "reviews.discard", series.id, style=discord.ButtonStyle.danger),
        )
    )
    return rows


def _language_choice(series: Series, draft: Draft) -> Item:
    codes = list(dict.fromkeys([draft.language, *LANGUAGES]))
    options = [
        discord.SelectOption(
            label=_("Written in: {language}", language=language_name(code)), value=code, default=code == draft.language
        )
        for code in codes
    ]
    return choices(_("Which language is it in?"), "reviews.language", series.id, options=options)
