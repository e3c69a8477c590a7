"""Spoilers: read what the author marked, make it harmless, split it, and only then wrap it.

The order is the promise: sanitise first, then split, then wrap each line by itself (docs/spoilers.md).
"""

from __future__ import annotations

from bot.domain.spoilers.choices import (
    hide_all,
    kept_places,
    paragraph_openings,
    place_number,
    reveal_all,
    set_place,
    withhold,
)
from bot.domain.spoilers.cleaning import clean, is_blank
from bot.domain.spoilers.markup import parse, read_markup
from bot.domain.spoilers.rendering import (
    LEAST_LIMIT,
    MESSAGE_LIMIT,
    Surround,
    excerpt,
    render,
    render_inline,
    visible_text,
)
from bot.domain.spoilers.sanitising import quoted, sanitise, sanitise_inline, undo_look_alikes
from bot.domain.spoilers.spans import Reading, Span, Trouble, describe_trouble
from bot.domain.spoilers.splitting import cut, discord_length

__all__ = [
    "LEAST_LIMIT",
    "MESSAGE_LIMIT",
    "Reading",
    "Span",
    "Surround",
    "Trouble",
    "clean",
    "cut",
    "describe_trouble",
    "discord_length",
    "excerpt",
    "hide_all",
    "is_blank",
    "kept_places",
    "paragraph_openings",
    "parse",
    "place_number",
    "quoted",
    "read_markup",
    "render",
    "render_inline",
    "reveal_all",
    "sanitise",
    "sanitise_inline",
    "set_place",
    "undo_look_alikes",
    "visible_text",
    "withhold",
]
