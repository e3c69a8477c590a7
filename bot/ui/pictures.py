"""Pictures: drawn off the event loop, readable on dark and light, each with a sentence for those who can't see it."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable, Sequence
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

import discord

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK = "#dfe0ea"
FAINT = "#6d6f86"
GROUND = "#22232f"
ACCENT = "#8f82ff"
WIDTH_IN, _DPI = 7.0, 140
FONT_PT = 14.0  # a phone shows pictures at less than a third of their width: 8 pixels high there
# The first one that the system has draws each character; CJK and Thai need one of their own.
_FONTS = ["DejaVu Sans", "Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans Thai", "Loma", "Noto Sans", "sans-serif"]


_ONE_AT_A_TIME = Lock()


def _draw(height_in: float, paint: Callable[[Axes], None]) -> bytes:
    import matplotlib.font_manager as fonts
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    known = {font.name for font in fonts.fontManager.ttflist}
    families = [name for name in _FONTS if name in known]
    # These settings belong to the whole process, and drawing happens in threads: one picture at a time.
    with _ONE_AT_A_TIME, rc_context({"font.family": families, "font.size": FONT_PT, "text.parse_math": False}):
        figure = Figure(figsize=(WIDTH_IN, height_in), dpi=_DPI, facecolor=GROUND, layout="constrained")
        axes = figure.add_subplot()
        axes.set_facecolor(GROUND)
        axes.tick_params(colors=INK, length=0)
        for side in axes.spines.values():
            side.set_visible(False)
        paint(axes)
        target = io.BytesIO()
        figure.savefig(target, format="png", facecolor=GROUND)
    return target.getvalue()


@lru_cache(maxsize=4096)
def has_glyph(character: str) -> bool:
    """Whether one of the fonts at hand draws this character. Reads font files: for use while painting."""
    import matplotlib.font_manager as fonts
    from matplotlib.ft2font import FT2Font

    paths = {font.name: font.fname for font in fonts.fontManager.ttflist if font.name in _FONTS}
    return any(FT2Font(path).get_char_index(ord(character)) for path in paths.values())


def drawable(text: str) -> str:
    """`text` with an empty box for each character that no font here draws."""
    return "".join(one if one.isspace() or has_glyph(one) else "□" for one in text)


async def drawing(name: str, height_in: float, paint: Callable[[Axes], None]) -> discord.File:
    """A PNG of 980 pixels' width, painted by `paint` in a thread; refer to it as `attachment://<name>.png`."""
    data = await asyncio.to_thread(_draw, height_in, paint)
    return discord.File(io.BytesIO(data), filename=f"{name}.png")


async def columns(name: str, labels: Sequence[str], values: Sequence[float]) -> discord.File:
    """Upright bars with their values on top."""

    def paint(axes: Axes) -> None:
        bars = axes.bar(range(len(values)), values, color=ACCENT, width=0.72)
        axes.bar_label(bars, [f"{value:g}" if value else "" for value in values], color=INK, padding=2)
        axes.set_xticks(range(len(labels)), labels)
        axes.set_yticks([])
        axes.margins(y=0.18)

    return await drawing(name, 3.0, paint)


async def ranked_bars(name: str, labels: Sequence[str], values: Sequence[float], texts: Sequence[str]) -> discord.File:
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
