"""Pictures: drawn off the event loop, readable on dark and light, each with a sentence for those who can't see it."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from threading import Lock
from typing import TYPE_CHECKING

import discord

from bot.ui.kit.fonts import FONTS, Fonts

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK = "#dfe0ea"
FAINT = "#6d6f86"
GROUND = "#22232f"
ACCENT = "#8f82ff"
WIDTH_IN, _DPI = 7.0, 140
FONT_PT = 14.0  # a phone shows pictures at less than a third of their width: 8 pixels high there

_ONE_AT_A_TIME = Lock()


def _draw(height_in: float, paint: Callable[[Axes], None], fonts: Fonts) -> bytes:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    # These settings belong to the whole process, and drawing happens in threads: one picture at a time.
    with (
        _ONE_AT_A_TIME,
        rc_context({"font.family": fonts.families(), "font.size": FONT_PT, "text.parse_math": False}),
    ):
        figure = Figure(figsize=(WIDTH_IN, height_in), dpi=_DPI, facecolor=GROUND, layout="constrained")
        axes = figure.add_subplot()
        axes.set_facecolor(GROUND)
        axes.tick_params(colors=INK, length=0)
        for side in axes.spines.values():
            side.set_visible(False)
        paint(axes)
        _box_what_no_font_draws(figure, axes, fonts)
        target = io.BytesIO()
        figure.savefig(target, format="png", facecolor=GROUND)
    return target.getvalue()


def _box_what_no_font_draws(figure: Figure, axes: Axes, fonts: Fonts) -> None:
    """Whatever is written in the picture, at its ticks too: those are told by a function when they are drawn."""
    from matplotlib.text import Text
    from matplotlib.ticker import FuncFormatter

    for axis in (axes.xaxis, axes.yaxis):
        said = axis.get_major_formatter()
        if isinstance(said, FuncFormatter):
            axis.set_major_formatter(FuncFormatter(lambda value, place, said=said: fonts.drawable(said(value, place))))
    for each in figure.findobj(Text):
        each.set_text(fonts.drawable(each.get_text()))


def drawable(text: str) -> str:
    """`text` as every picture shows it: an empty box for what no font here draws. For use while painting."""
    return FONTS.drawable(text)


def can_draw() -> bool:
    """Whether what draws pictures is installed (`linger-bot[pictures]`); without it words stand in their place."""
    return find_spec("matplotlib") is not None


async def drawing(
    name: str, height_in: float, paint: Callable[[Axes], None], *, fonts: Fonts = FONTS
) -> discord.File | None:
    """A PNG of 980 pixels' width, painted by `paint` in a thread; refer to it as `attachment://<name>.png`.

    Characters that no font draws are empty boxes. None where pictures are not installed.
    """
    if not can_draw():
        return None
    data = await asyncio.to_thread(_draw, height_in, paint, fonts)
    return discord.File(io.BytesIO(data), filename=f"{name}.png")


async def columns(name: str, labels: Sequence[str], values: Sequence[float]) -> discord.File | None:
    """Upright bars with their values on top."""

    def paint(axes: Axes) -> None:
        bars = axes.bar(range(len(values)), values, color=ACCENT, width=0.72)
        axes.bar_label(bars, [f"{value:g}" if value else "" for value in values], color=INK, padding=2)
        axes.set_xticks(range(len(labels)), labels)
        axes.set_yticks([])
        axes.margins(y=0.18)

    return await drawing(name, 3.0, paint)


async def ranked_bars(
    name: str, labels: Sequence[str], values: Sequence[float], texts: Sequence[str]
) -> discord.File | None:
    """Lying bars, the first on top, each with its text at the end."""

    def paint(axes: Axes) -> None:
        places = range(len(values))
        bars = axes.barh(places, values, color=ACCENT, height=0.66)
        axes.bar_label(bars, list(texts), color=INK, padding=4)
        axes.set_yticks(places, labels)
        axes.invert_yaxis()
        axes.set_xticks([])
        axes.margins(x=0.2)

    return await drawing(name, 0.6 + 0.5 * len(values), paint)
