"""The neighbourhood of a series in words, with a list to walk on from."""

from __future__ import annotations

import discord
from discord import ui

from bot.domain.catalogue.spoken_title import spoken_title
from bot.domain.lineage import Neighbourhood, Relation, Relative
from bot.domain.series import Series
from bot.domain.spoilers import render_inline
from bot.i18n import _, _n, joined, labelled
from bot.ui.kit.cards import button, card, choices, container, row, text
from bot.ui.kit.lines import shortened
from bot.ui.series.words import choice_label, dated_title, title_of

_MOST = 6  # relatives of one relation that are named
_NOTE = 120
_ALT = 1024


def relation_words(relation: Relation) -> str:
    """How relatives of a kind stand to the series in the middle."""
    return {
        Relation.ANCESTOR: _("What paved the way for it"),
        Relation.DESCENDANT: _("What came of it"),
        Relation.EARLIER_PART: _("The story so far"),
        Relation.LATER_PART: _("How the story goes on"),
        Relation.REMAKE: _("Remakes and originals"),
        Relation.SAME_SOURCE: _("From the same source work"),
    }[relation]


def lineage_card(around: Neighbourhood, picture: str | None) -> ui.LayoutView:
    """Relatives by what they are to the series, the picture of them, and a list that leads on."""
    series = around.series
    items: list[ui.Item[ui.LayoutView]] = [text("## " + _("Lineage of {title}", title=dated_title(series)))]
    if picture is not None:
        alt = lineage_alt(around)
        items.append(ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{picture}", description=alt)))
    blocks = [_block(relation, pairs, series) for relation, pairs in around.relatives.items() if pairs]
    items.append(text("\n".join(blocks)[:3600] if blocks else _("Nothing is recorded of where it comes from.")))
    options = [
        discord.SelectOption(label=choice_label(other), value=other.id, description=shortened(words, 100))
        for other, words in _destinations(around)
    ]
    if options:
        items.append(choices(_("Walk on to another series"), "lineage.walk", options=options))
    items.append(row(button(_("About {title}", title=shortened(title_of(series), 60)), "series.open", series.id)))
    return card(container(*items))


def _destinations(around: Neighbourhood) -> list[tuple[Series, str]]:
    kinds = {other.id: relation for relation, pairs in around.relatives.items() for _relative, other in pairs}
    return [(other, relation_words(kinds[other.id])) for other in around.near[:25]]


def _block(relation: Relation, pairs: tuple[tuple[Relative, Series], ...], series: Series) -> str:
    titles = {other.id: title_of(other) for _relative, other in pairs} | {series.id: title_of(series)}
    lines = [f"**{relation_words(relation)}**"]
    for relative, other in sorted(
        pairs[:_MOST], key=lambda pair: (pair[1].year, pair[1].title)
    ):  # the nearest, by year
        line = f"- {dated_title(other)}"
        if relative.depth > 1:
            edge = relative.path[-1]
            before = edge.source_id if edge.target_id == other.id else edge.target_id
            line += " · " + _("by way of {title}", title=titles.get(before, before))
        elif relative.path[0].note:
            line += f": {render_inline(shortened(relative.path[0].note, _NOTE))}"
        lines.append(line)
    rest = len(pairs) - _MOST
    if rest > 0:
        lines.append("-# " + _n("and {count} more", "and {count} more", rest))
    return "\n".join(lines)


def lineage_alt(around: Neighbourhood) -> str:
    """The picture in words, for those who can't see it."""
    said = [_("Lineage of {title}.", title=spoken_title(around.series))]
    for relation, pairs in around.relatives.items():
        names = joined(f"{spoken_title(other)} ({other.country}, {other.year})" for _relative, other in pairs)
        if names:
            said.append(f"{labelled(relation_words(relation), names)}.")
    return shortened(" ".join(said), _ALT)
