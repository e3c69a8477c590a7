"""The forms that a review is written in."""

from __future__ import annotations

import time

import discord
from discord import ui

from bot.domain.horizon import is_whole_series
from bot.domain.review_records import Draft
from bot.domain.reviews import MAX_HEADLINE, SUB_SCORES, Stage, describe_stage
from bot.domain.series import Series
from bot.i18n import _
from bot.ui.cards import Item
from bot.ui.custom_ids import custom_id
from bot.ui.rating_words import rating_words
from bot.ui.review_card import score_names
from bot.ui.series_words import shortened

BOX = 4_000  # characters of one text input
BOXES = 5  # inputs of one modal
_LISTED_EPISODES = 22  # a select holds 25 options, three are taken

Modal = ui.Modal


def _modal(title: str, action: str, *arguments: object) -> Modal:
    # The last part makes each opening unique: some clients fill in what another opening left behind.
    modal = ui.Modal(title=shortened(title, 45), custom_id=custom_id(action, *arguments, time.time_ns() % 10**9))
    modal.stop()
    return modal


def _label(title: str, component: Item, hint: str | None = None) -> ui.Label[Modal]:
    return ui.Label(text=shortened(title, 45), component=component, description=shortened(hint, 100) if hint else None)


def rating_options(rating: int | None, style: str) -> list[discord.SelectOption]:
    """Ratings from the best to the worst: half points, or half stars where the server prefers stars."""
    step = 2 if style == "stars" else 1
    return [
        discord.SelectOption(label=rating_words(half, style), value=str(half), default=half == rating)
        for half in range(20, 1, -step)
    ]


def stage_options(stage: Stage) -> list[discord.SelectOption]:
    """Where the author stands."""
    return [discord.SelectOption(label=describe_stage(one), value=one.value, default=one is stage) for one in Stage]


def _horizon_input(series: Series | None, draft: Draft) -> ui.Label[Modal]:
    title = _("How far does it give things away?")
    value = "all" if is_whole_series(draft.horizon, series.episodes if series else None) else str(draft.horizon)
    value = "free" if draft.spoiler_free else value
    if series is not None and series.episodes and series.episodes <= _LISTED_EPISODES:
        options = [("all", _("It spoils the whole series")), ("free", _("Spoiler-free: it gives nothing away"))]
        options += [(str(n), _("It spoils through episode {episode}", episode=n)) for n in range(1, series.episodes)]
        select: ui.Select[Modal] = ui.Select(
            custom_id="horizon",
            options=[discord.SelectOption(label=label, value=key, default=key == value) for key, label in options],
        )
        return _label(title, select)
    typed: ui.TextInput[Modal] = ui.TextInput(
        custom_id="horizon", required=False, max_length=20, default="" if value == "all" else value
    )
    return _label(title, typed, _("A number of an episode; “free” for spoiler-free; empty: the whole series"))


def write_modal(series: Series, draft: Draft, opened_with: str, *, style: str) -> Modal:
    """Everything a review needs, in one go; a text longer than one box is written on in the preview.

    `opened_with` is the fingerprint of the text in it, and comes back as the last argument.
    """
    modal = _modal(_("Review: {title}", title=series.title), "reviews.draft", series.id, opened_with)
    rating: ui.Select[Modal] = ui.Select(custom_id="rating", options=rating_options(draft.rating, style))
    headline: ui.TextInput[Modal] = ui.TextInput(
        custom_id="headline", max_length=MAX_HEADLINE, default=draft.headline or None
    )
    stage: ui.Select[Modal] = ui.Select(custom_id="stage", options=stage_options(draft.stage))
    modal.add_item(_label(_("Your rating"), rating))
    modal.add_item(_label(_("Headline"), headline, _("Everyone sees it, so keep it free of spoilers")))
    if len(draft.body) <= BOX:
        body: ui.TextInput[Modal] = ui.TextInput(
            custom_id="body",
            style=discord.TextStyle.paragraph,
            required=False,
            max_length=BOX,
            default=draft.body or None,
        )
        hint = _("||bars|| hide a part. For more room, add text or upload a file next.")
        modal.add_item(_label(_("Your review"), body, hint))
    modal.add_item(_horizon_input(series, draft))
    modal.add_item(_label(_("How far you have watched"), stage))
    return modal


def name_series_modal(draft: Draft, *, style: str) -> Modal:
    """For a message that becomes a review: which series it is about, and the rest, as far as it was given before."""
    modal = _modal(_("Make this my review"), "reviews.adopt")
    series: ui.TextInput[Modal] = ui.TextInput(custom_id="series", max_length=100)
    rating: ui.Select[Modal] = ui.Select(custom_id="rating", options=rating_options(draft.rating, style))
    headline: ui.TextInput[Modal] = ui.TextInput(
        custom_id="headline", max_length=MAX_HEADLINE, default=draft.headline or None
    )
    stage: ui.Select[Modal] = ui.Select(custom_id="stage", options=stage_options(draft.stage))
    modal.add_item(_label(_("Which series?"), series, _("Any of its names, as you would type it for /series")))
    modal.add_item(_label(_("Your rating"), rating))
    modal.add_item(_label(_("Headline"), headline, _("Everyone sees it, so keep it free of spoilers")))
    modal.add_item(_horizon_input(None, draft))
    modal.add_item(_label(_("How far you have watched"), stage))
    return modal


def more_modal(series: Series) -> Modal:
    """One more box, put behind what is there."""
    modal = _modal(_("Go on writing"), "reviews.more", series.id)
    body: ui.TextInput[Modal] = ui.TextInput(custom_id="body", style=discord.TextStyle.paragraph, max_length=BOX)
    modal.add_item(_label(_("What comes next"), body, _("It is put behind what you have written so far")))
    return modal


def boxes_of(body: str) -> list[str] | None:
    """`body` in at most five boxes, parted between paragraphs; None where it does not fit."""
    boxes: list[str] = []
    for paragraph in body.split("\n\n"):
        if boxes and len(boxes[-1]) + 2 + len(paragraph) <= BOX:
            boxes[-1] = f"{boxes[-1]}\n\n{paragraph}"
        else:
            boxes.append(paragraph)
    return boxes if len(boxes) <= BOXES and all(len(box) <= BOX for box in boxes) else None


def text_modal(series: Series, boxes: list[str], opened_with: str) -> Modal:
    """The whole text in as many boxes as it needs; `opened_with` as in `write_modal`."""
    modal = _modal(_("Edit your text"), "reviews.text", series.id, opened_with)
    for number, box in enumerate(boxes, start=1):
        part: ui.TextInput[Modal] = ui.TextInput(
            custom_id=f"part{number}",
            style=discord.TextStyle.paragraph,
            required=False,
            max_length=BOX,
            default=box or None,
        )
        modal.add_item(_label(_("Part {number} of {count}", number=number, count=len(boxes)), part))
    return modal


def upload_modal(series: Series) -> Modal:
    """A text file in place of typing."""
    modal = _modal(_("Upload your text"), "reviews.file", series.id)
    upload: ui.FileUpload[Modal] = ui.FileUpload(custom_id="file", max_values=1)
    modal.add_item(_label(_("A .txt or .md file"), upload, _("It takes the place of the text you have so far")))
    return modal


def scores_modal(series: Series, draft: Draft, *, style: str) -> Modal:
    """The optional sub-scores, and from which paragraph on the text is hidden."""
    modal = _modal(_("More about it"), "reviews.scores", series.id)
    names = score_names()
    for name in SUB_SCORES:
        select: ui.Select[Modal] = ui.Select(
            custom_id=name, required=False, min_values=0, options=rating_options(draft.scores.get(name), style)
        )
        modal.add_item(_label(names[name], select))
    start: ui.TextInput[Modal] = ui.TextInput(
        custom_id="hidden_from",
        required=False,
        max_length=3,
        default=str(draft.hidden_from) if draft.hidden_from else None,
    )
    modal.add_item(_label(_("Hide from paragraph"), start, _("Empty: what your ||bars|| and the horizon hide")))
    return modal
