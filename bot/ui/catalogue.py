"""Forms and confirmations of those who keep a server's catalogue."""

from __future__ import annotations

import time
from typing import Any

import discord
from discord import ui

from bot.domain.canon import FIELD_LABELS, LISTS, PAGES, TERMS, text_of
from bot.domain.catalogue.spoken_title import spoken_title
from bot.domain.progress import same_numbers
from bot.domain.series import Kind, Series
from bot.domain.vocabulary import Vocabulary
from bot.i18n import N_, _, _n
from bot.ui.kit.cards import Item, button, card, choices, container, row, text
from bot.ui.kit.custom_ids import custom_id
from bot.ui.series.words import title_of

KIND_LABELS = {
    Kind.BL: N_("BL"),
    Kind.GL: N_("GL"),
    Kind.QUEER: N_("Queer"),
    Kind.QUEER_ADJACENT: N_("Queer-adjacent"),
    Kind.GENERAL: N_("General"),
    Kind.FILM: N_("Film"),
}
LINEAGE_LABELS = {
    "paved-the-way": N_("paved the way for"),
    "remake": N_("was remade as"),
    "sequel": N_("is continued by"),
    "season": N_("has its next season in"),
    "same-source": N_("tells the same work as"),
    "spin-off": N_("has a spin-off in"),
}


def add_form(title: str = "") -> ui.Modal:
    """What a new series needs; the rest is corrected later."""
    form = _form(_("Add a series"), "catalogue.added")
    form.add_item(_box("title", _("Title"), value=title, required=True))
    form.add_item(
        _box("country_year", _("Country and year"), hint=_("Such as KR 2024, or Thailand 2022."), required=True)
    )
    kinds = ui.Select[Any](
        custom_id="kind",
        options=[discord.SelectOption(label=_(label), value=kind.value) for kind, label in KIND_LABELS.items()],
    )
    form.add_item(ui.Label(text=_("Kind"), component=kinds))
    form.add_item(_box("episodes", _("Episodes"), hint=_("Leave it empty if nobody knows yet.")))
    names = _("Other names, one a line")
    form.add_item(_box("aliases", names, hint=_("In any script: people find it by all of them."), lines=True))
    return form


def edit_form(series: Series, page: str, vocabulary: Vocabulary) -> ui.Modal:
    """The fields of one page, as they are now."""
    form = _form(_("Correct {title}", title=spoken_title(series)), "catalogue.edited", series.id, page)
    for field in PAGES[page]:
        long = field in LISTS or field in TERMS
        form.add_item(_box(field, _(FIELD_LABELS[field]), value=text_of(field, series, vocabulary), lines=long))
    return form


def _box(
    name: str, label: str, *, value: str = "", hint: str | None = None, lines: bool = False, required: bool = False
) -> ui.Label[Any]:
    style = discord.TextStyle.paragraph if lines else discord.TextStyle.short
    box = ui.TextInput[Any](
        custom_id=name,
        style=style,
        default=value[:4000] or None,
        required=required,
        max_length=4000 if lines else 300,
    )
    return ui.Label(text=label[:45], description=hint[:100] if hint else None, component=box)


def edited_card(said: str, entry_id: int | None, *, series_id: str | None = None) -> ui.LayoutView:
    """What was done, with the way back."""
    items: list[Item] = []
    if series_id is not None:
        items.append(button(_("Show the card"), "series.open", series_id))
    if entry_id is not None:
        items.append(button(_("Undo"), "catalogue.undo", entry_id, emoji="↩️"))
    body: list[Item] = [text(f"✅ {said}")]
    if items:
        body.append(row(*items))
    return card(container(*body))


def confirm_removal(series: Series, reviews: int) -> ui.LayoutView:
    """Asked once before a series goes."""
    said = _("Take {title} out of this server's catalogue?", title=f"**{title_of(series)}**")
    if reviews:
        said += "\n" + _n(
            "{count} review of it stays, but nobody finds it by the series any more. If it is in the catalogue twice,"
            " /catalogue merge takes everything along.",
            "{count} reviews of it stay, but nobody finds them by the series any more. If it is in the catalogue"
            " twice, /catalogue merge takes everything along.",
            reviews,
        )
    yes = button(_("Take it out"), "catalogue.remove", series.id, style=discord.ButtonStyle.danger)
    return card(container(text(said), row(yes, button(_("Keep it"), "catalogue.keep"))))


def confirm_merge(
    old: Series, new: Series, *, reviews: int, progress: int, ratings: int, give_way: int = 0
) -> ui.LayoutView:
    """Asked once before two series become one. A menu, because two ids do not fit into a button."""
    lines = [
        _("Merge {old} into {new}?", old=f"**{_dated(old)}**", new=f"**{_dated(new)}**"),
        "- " + _n("{count} review moves, with its votes", "{count} reviews move, with their votes", reviews),
        "- " + _n("{count} rating moves", "{count} ratings move", ratings),
        "- " + _n("{count} member's place moves", "{count} members' places move", progress),
        "- " + _("All names of the old one find the new one."),
        _("-# This can't be undone with a press."),
    ]
    if give_way:
        said = _n(
            "{count} older review of somebody who has written about both is deleted; they get its text back.",
            "{count} older reviews of people who have written about both are deleted; they get their texts back.",
            give_way,
        )
        lines.insert(2, f"- {said}")
    if not same_numbers(old, new):
        lines.insert(
            -1,
            "⚠️ "
            + _(
                "They don't have the same number of episodes. Reviews of the old one count as spoiling the whole series"
                " until their authors say how far, members' places and single episodes' threads start over, and groups"
                " that watch it end."
            ),
        )
    options = [
        discord.SelectOption(label=_("Yes, merge them"), value=old.id),
        discord.SelectOption(label=_("No, leave both"), value="no"),
    ]
    return card(
        container(text("\n".join(lines)), choices(_("Merge them?"), "catalogue.merge", new.id, options=options))
    )


def lineage_words(source: Series, target: Series, kind: str) -> str:
    """“A paved the way for B”, in the reader's language."""
    return f"{title_of(source)} {_(LINEAGE_LABELS[kind])} {title_of(target)}"


def _dated(series: Series) -> str:
    return f"{title_of(series)} ({series.year})"


def _form(title: str, action: str, *arguments: object) -> ui.Modal:
    # The last part makes each opening unique; the router drops it.
    form = ui.Modal(title=title[:45], custom_id=custom_id(action, *arguments, time.time_ns() % 10**9))
    form.stop()
    return form
