"""The forms of a report and of moderators' decisions; each decision may say why."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.domain.moderation import MAX_NOTE, REASONS, reason_label
from bot.domain.reviews.records import Review
from bot.i18n import _
from bot.ui.kit.custom_ids import custom_id

_LISTED_EPISODES = 23


def report_form(review_id: int) -> ui.Modal:
    """The form in which somebody says why they report a review."""
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


def reason_form(title: str, action: str, *arguments: object, templates: Sequence[str], question: str = "") -> ui.Modal:
    """Why something is done: one of the server's `templates`, words of one's own, or both.

    With a `question` of its own, something has to be said: without templates, the words.
    """
    return _add_reason(_form(title, action, *arguments), templates, question=question)


def with_reason(form: ui.Modal, reason: str) -> ui.Modal:
    """A form of a reason that opens with `reason` written in it."""
    for item in form.walk_children():
        if isinstance(item, ui.TextInput) and item.custom_id == "reason":
            item.default = reason or None
    return form


def _add_reason(form: ui.Modal, templates: Sequence[str], *, question: str = "") -> ui.Modal:
    if templates:
        options = [discord.SelectOption(label=each[:100], value=each[:100]) for each in templates[:25]]
        menu = ui.Select[Any](custom_id="template", options=options, required=False, min_values=0)
        form.add_item(ui.Label(text=_("Reasons of this server"), component=menu))
    needs_words = bool(question) and not templates
    box = ui.TextInput[Any](
        custom_id="reason", style=discord.TextStyle.paragraph, required=needs_words, max_length=MAX_NOTE
    )
    hint = _("They are told, as from the moderators of this server.")
    form.add_item(ui.Label(text=question or _("Why? In your own words"), description=hint[:100], component=box))
    return form


def horizon_form(review: Review, episodes: int | None, templates: Sequence[str]) -> ui.Modal:
    """How far the review really spoils: a list where it fits, a number otherwise; and why."""
    form = _form(_("Widen the horizon"), "moderation.widened", review.id)
    first = 1 if review.content.spoiler_free else (review.content.horizon or 0) + 1
    label = _("It spoils through episode…")
    if episodes is not None and episodes - first <= _LISTED_EPISODES:
        options = [
            discord.SelectOption(label=_("Episode {number}", number=number), value=str(number))
            for number in range(first, episodes)
        ]
        options.append(discord.SelectOption(label=_("The whole series"), value="all"))
        form.add_item(ui.Label(text=label, component=ui.Select[Any](custom_id="horizon", options=options)))
        return _add_reason(form, templates)
    box = ui.TextInput[Any](custom_id="horizon", required=False, max_length=4, placeholder=str(first))
    form.add_item(ui.Label(text=label, description=_("Leave it empty for the whole series."), component=box))
    return _add_reason(form, templates)


def _form(title: str, action: str, *arguments: object) -> ui.Modal:
    # The last part makes each opening unique; the router drops it.
    form = ui.Modal(title=title[:45], custom_id=custom_id(action, *arguments, time.time_ns() % 10**9))
    form.stop()
    return form
