"""The neighbourhood of a series drawn as a line of years, the oldest on top, with arcs from what led to what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import discord

from bot.domain.catalogue.spoken_title import other_title, spoken_title
from bot.domain.lineage import Neighbourhood, Relation, in_order
from bot.domain.series import LineageKind, Series
from bot.i18n import _
from bot.ui.kit import pictures
from bot.ui.kit.lines import shortened
from bot.ui.lineage.card import relation_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Line = tuple[str, Literal["solid", "dashed", "dotted", "dashdot"] | tuple[int, tuple[float, ...]]]

NAME = "lineage"
_MOST = 7  # series in one picture, the one in the middle among them; a taller picture is cropped on phones
_ROW_IN = 0.62
_SEPARATOR = " · "
_REACH = 1.9  # how far arcs bulge to the left, in rows
_LONG_DASHES = (0, (9.0, 2.0))
# Kinds differ by line as well as by colour: kind → (colour, line style).
_LINES: Final[dict[LineageKind, Line]] = {
    LineageKind.PAVED_THE_WAY: ("#8f82ff", "solid"),
    LineageKind.SEQUEL: ("#5ad1a5", _LONG_DASHES),
    LineageKind.SEASON: ("#5ad1a5", _LONG_DASHES),
    LineageKind.SPIN_OFF: ("#5ad1a5", "dashdot"),
    LineageKind.REMAKE: ("#ffb45a", "dashed"),
    LineageKind.SAME_SOURCE: ("#ff8fb1", "dotted"),
}


def _line_words(kind: LineageKind) -> str:
    return {
        LineageKind.PAVED_THE_WAY: _("paved the way"),
        LineageKind.SEQUEL: _("continued"),
        LineageKind.SEASON: _("continued"),
        LineageKind.SPIN_OFF: _("spin-off"),
        LineageKind.REMAKE: _("remade"),
        LineageKind.SAME_SOURCE: _("same source work"),
    }[kind]


async def lineage_picture(around: Neighbourhood) -> discord.File | None:
    """The picture, or None where there is no relative to draw. Refer to it as `attachment://lineage.png`."""
    near = around.near[: _MOST - 1]
    if not near:
        return None
    shown = in_order([around.series, *near], around.edges)
    rows = {one.id: index for index, one in enumerate(shown)}
    relations = {other.id: relation for relation, pairs in around.relatives.items() for _relative, other in pairs}
    labels = [_label(one, relations.get(one.id)) for one in shown]
    edges = [edge for edge in around.edges if edge.source_id in rows and edge.target_id in rows]
    legend = {_line_words(edge.kind): _LINES[edge.kind] for edge in edges}
    arcs = [(rows[edge.source_id], rows[edge.target_id], _LINES[edge.kind]) for edge in edges]

    def paint(axes: Axes) -> None:
        _paint_arcs(axes, arcs)
        for index, (one, (title, parts)) in enumerate(zip(shown, labels, strict=True)):
            is_middle = one.id == around.series.id
            colour = pictures.ACCENT if is_middle else pictures.INK
            axes.scatter([0], [index], s=110 if is_middle else 48, color=colour, zorder=3)
            weight = "bold" if is_middle else "normal"
            below = _SEPARATOR.join(part for part in parts if pictures.drawable(part) == part)
            axes.text(0.22, index - 0.16, title, color=colour, fontsize=13, weight=weight, va="center")
            axes.text(0.22, index + 0.24, below, color="#a9abc4", fontsize=10.5, va="center")
        _paint_legend(axes, legend)
        axes.set_xlim(-_REACH, 5.4)
        axes.set_ylim(len(shown) - 0.4, -0.7)
        axes.set_xticks([])
        axes.set_yticks([])

    return await pictures.drawing(NAME, 0.7 + _ROW_IN * len(shown), paint)


def _label(series: Series, relation: Relation | None) -> tuple[str, list[str]]:
    """A dot's title, and what may stand below it: a name that no font draws would say nothing."""
    title = f"{series.year}  {shortened(spoken_title(series), 42)}"
    about = [relation_words(relation) if relation is not None else "", shortened(other_title(series) or "", 30)]
    return title, [part for part in about if part]


def _paint_arcs(axes: Axes, arcs: list[tuple[int, int, Line]]) -> None:
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path

    for start, end, (colour, style) in arcs:
        bulge = -min(_REACH, 0.45 + 0.3 * abs(end - start))
        path = Path([(-0.08, start), (bulge, start), (bulge, end), (-0.08, end)], [1, 4, 4, 4])
        arrow = FancyArrowPatch(
            path=path, arrowstyle="-|>", mutation_scale=13, color=colour, linestyle=style, linewidth=1.6, fill=False
        )
        axes.add_patch(arrow)


def _paint_legend(axes: Axes, legend: dict[str, Line]) -> None:
    from matplotlib.lines import Line2D

    lines = [Line2D([0], [0], color=colour, linestyle=style, linewidth=2) for colour, style in legend.values()]
    axes.legend(
        lines,
        list(legend),
        loc="lower center",
        bbox_to_anchor=(0.5, 1.0),
        ncols=len(legend),
        frameon=False,
        labelcolor=pictures.INK,
        fontsize=11,
    )
