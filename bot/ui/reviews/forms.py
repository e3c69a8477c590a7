"""The forms that a review is written in."""

from __future__ import annotations

import time

import discord
from discord import ui

from bot.domain.catalogue.spoken_title import spoken_title
from bot.domain.kept_back import Topic
from bot.domain.reviews.horizon import is_whole_series
from bot.domain.reviews.records import Draft
from bot.domain.reviews.rules import MAX_HEADLINE, SUB_SCORES, Stage, describe_stage
from bot.domain.series import Series
from bot.domain.spoilers import discord_length, quoted
from bot.i18n import _
from bot.ui.kit.cards import Item
from bot.ui.kit.custom_ids import custom_id
from bot.ui.kit.lines import shortened
from bot.ui.kit.rating_words import rating_words
from bot.ui.kit.reader import is_kept_back
from bot.ui.reviews.card import score_names

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


def stage_options(stage: Stage | None) -> list[discord.SelectOption]:
    """Where the author stands; nothing is chosen for who has not said it."""
    return [discord.SelectOption(label=describe_stage(one), value=one.value, default=one is stage) for one in Stage]


def _horizon_input(series: Series | None, draft: Draft) -> ui.Label[Modal]:
    title = _("How far does it give things away?")
    value = "all" if is_whole_series(draft.horizon, series.episodes if series else None) else str(draft.horizon)
    value = "free" if draft.spoiler_free else value
    is_kept = is_kept_back(Topic.EPISODES, series)
    if series is not None and series.episodes and series.episodes <= _LISTED_EPISODES and not is_kept:
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
    return _label(title, typed, _("An episode, such as 5 or S1E5; “free” for spoiler-free; empty for the whole series"))


def write_modal(series: Series, draft: Draft, opened_with: str, *, style: str) -> Modal:
    """Everything a review needs, in one go; a text longer than one box is written on in the preview.

    `opened_with` is the fingerprint of the text in it, and comes back as the last argument.
    """
    modal = _modal(_("Review: {title}", title=spoken_title(series)), "reviews.draft", series.id, opened_with)
    rating: ui.Select[Modal] = ui.Select(custom_id="rating", options=rating_options(draft.rating, style))
    headline: ui.TextInput[Modal] = ui.TextInput(
        custom_id="headline", max_length=MAX_HEADLINE, default=draft.headline or None
    )
    stage: ui.Select[Modal] = ui.Select(custom_id="stage", options=stage_options(draft.stage), required=False)
    modal.add_item(_label(_("Your rating"), rating))
    modal.add_item(_label(_("Headline"), headline, _("Everyone sees it, so keep it free of spoilers")))
    if discord_length(draft.body) <= BOX:
        body: ui.TextInput[Modal] = ui.TextInput(
            custom_id="body",
            style=discord.TextStyle.paragraph,
            required=False,
            max_length=BOX,
            default=draft.body or None,
        )
        hint = _("||bars|| hide a part. If it gets longer than this box, go on in the next step.")
        modal.add_item(_label(_("Your review"), body, hint))
    modal.add_item(_horizon_input(series, draft))
    modal.add_item(_label(_("How far you have watched"), stage))
    return modal


def adopt_modal(draft: Draft, series: Series | None, *, style: str) -> Modal:
    """For a message that becomes a review: what is missing, filled with what was given before.

    Without a series, it is typed into the form.
    """
    title = _("Review: {title}", title=spoken_title(series)) if series else _("Make this my review")
    modal = _modal(title, "reviews.adopt", series.id if series else "")
    rating: ui.Select[Modal] = ui.Select(custom_id="rating", options=rating_options(draft.rating, style))
    headline: ui.TextInput[Modal] = ui.TextInput(
        custom_id="headline", max_length=MAX_HEADLINE, default=draft.headline or None
    )
    stage: ui.Select[Modal] = ui.Select(custom_id="stage", options=stage_options(draft.stage), required=False)
    if series is None:
        name: ui.TextInput[Modal] = ui.TextInput(custom_id="series", max_length=100)
        modal.add_item(_label(_("Which series?"), name, _("Any of its names, as you would type it for /series")))
    modal.add_item(_label(_("Your rating"), rating))
    modal.add_item(_label(_("Headline"), headline, _("Everyone sees it, so keep it free of spoilers")))
    modal.add_item(_horizon_input(series, draft))
    modal.add_item(_label(_("How far you have watched"), stage))
    return modal


def is_full(typed: str) -> bool:
    """Whether a box held no more: Discord cuts what is pasted past its end without a word.

    An emoji that would have been cut in two is left out, and so may be a space at the end.
    """
    return discord_length(typed) >= BOX - 1


def more_modal(series: Series, draft: Draft) -> Modal:
    """One more box, put behind what is there."""
    modal = _modal(_("Go on writing"), "reviews.more", series.id)
    body: ui.TextInput[Modal] = ui.TextInput(custom_id="body", style=discord.TextStyle.paragraph, max_length=BOX)
    hint = _("It is added at the end of your text")
    if draft.cut_off:
        hint = _("It continues right after “…{last}”, even inside the word", last=quoted(draft.body[-30:], limit=30))
    modal.add_item(_label(_("What comes next"), body, hint))
    return modal


def boxes_of(body: str) -> list[str] | None:
    """`body` in at most five boxes, parted between paragraphs; None where it does not fit."""
    boxes: list[str] = []
    for paragraph in body.split("\n\n"):
        if boxes and discord_length(boxes[-1]) + 2 + discord_length(paragraph) <= BOX:
            boxes[-1] = f"{boxes[-1]}\n\n{paragraph}"
        else:
            boxes.append(paragraph)
    return boxes if len(boxes) <= BOXES and all(discord_length(box) <= BOX for box in boxes) else None


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
    """The form for the sub-scores, filled with those of the draft."""
    modal = _modal(_("More about it"), "reviews.scores", series.id)
    names = score_names()
    for name in SUB_SCORES:
        select: ui.Select[Modal] = ui.Select(
            custom_id=name, required=False, min_values=0, options=rating_options(draft.scores.get(name), style)
        )
        modal.add_item(_label(names[name], select))
    return modal
