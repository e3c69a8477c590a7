"""Texts made to break spoilers, in which every tracked letter is unique and can be found again.

A fragment is a piece of markup, of an invisible character or of prose; "¤" in it becomes the next letter.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator

from bot.domain.spoilers import Span

# Latin letters that no fragment holds and no sanitiser touches (the clicks, which look like bars, left out).
LETTERS = "".join(
    chr(point)
    for first, last in ((0x0100, 0x01BF), (0x0250, 0x02AF), (0x1E00, 0x1EFF), (0x2C60, 0x2C7F), (0xA722, 0xA787))
    for point in range(first, last + 1)
    if unicodedata.category(chr(point)) in ("Lu", "Ll")
)

MARKS = ("||", "||", ">!", "!<", "<spoiler>", "</spoiler>", "[spoiler]", "[/spoiler]", "[spoiler=¤]", "[SPOILER]")
PROSE = ("¤", "¤¤ ¤", "¤. ¤", "¤¤¤ ¤¤ ¤¤. ", " ", "  ", "한글¤", "ไม่¤", "中文，¤。", "¤ <3 ¤", "Re: ¤", "5*¤*2")
BREAKS = ("\n", "\n\n", "\r\n", "\u2028", "\n ¤", "\n    ¤", "\n\t")
BARS = ("|", "||", "|||", "||||", "\\|", "\\||", "|\u200b|", "| |", "｜｜", "‖", "∣∣", "&#124;&#124;")
CODE = ("`", "``", "```", "`¤`", "`||`", "``¤`||``", "```py\n¤\n```", "\n```\n", "```||```", "\\`", "`\\")
SLASHES = ("\\", "\\\\", "\\\\\\", "¤\\", "\\\n", "/", "//")
EMPHASIS = ("*", "**", "***", "_", "__", "~~", "~", "**¤**", "*¤ ¤*", "__¤__", "**||", "||**", "_||_", "~~||¤~~")
LINKS = (
    "https://a.b/¤", "https://a.b/¤||", "||https://a.b/¤||", "<https://a.b/¤>", "http://a_b.c/_¤_/*¤*", "[¤](https://a.b/¤)",
    "[¤||¤](http://a.b/||)", "[¤](https://a.b/¤||", "[¤](<https://a.b/||> \"||\")", "[", "]", "](", ")", "(", "[¤](",
    "](https://a.b)", "www.¤.b||", "discord.gg/¤", "mailto:¤@b.c", "javascript://¤", "https://a.b/`¤`", "https://a.b/\\",
)  # fmt: skip
BLOCKS = (
    "> ", ">>> ", "# ", "## ", "-# ", "- ", "* ", "1. ", "\n> ", "\n>>> ", "\n# ", "\n-# ", "\n- ", "\n 1. ", "\n> ||",
)  # fmt: skip
ENTITIES = (
    "@everyone", "@here", "<@123>", "<@&1>", "<#1>", "<:e:1>", "<t:1:R>", "</c:1>", "<", ">", "<¤", "<b>¤", "&gt;!",
)  # fmt: skip
INVISIBLE = (
    "\u200b", "\u200d", "\u2060", "\ufeff", "\u202e", "\u2066", "\x00", "\x1b", "\u00ad", "\U000e0041", "\ud800",
)  # fmt: skip
_ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
GRAPHEMES = ("👩‍❤️‍💋‍👩", _ENGLAND, "e\u0301", "\u0301", "🇰🇷", "ᄀ", "क्ष", "👍🏽", "\ufe0f")

HOSTILE = (*BARS, *CODE, *SLASHES, *EMPHASIS, *LINKS, *BLOCKS, *ENTITIES, *INVISIBLE, *GRAPHEMES)
FRAGMENTS = (*PROSE, *PROSE, *BREAKS, *BREAKS, *MARKS, *HOSTILE)


def letters() -> Iterator[str]:
    """Every letter once."""
    return iter(LETTERS)


def filled(fragments: list[str], supply: Iterator[str]) -> str:
    """The fragments as one text, each "¤" the next letter; plain "ø" once the letters have run out."""
    return "".join(next(supply, "ø") if character == "¤" else character for character in "".join(fragments))


def tracked(text: str) -> set[str]:
    """The unique letters in `text`."""
    return set(text) & set(LETTERS)


def nasty_text(rng: random.Random, supply: Iterator[str], *, longest: int = 14) -> str:
    """A random soup of fragments."""
    return filled(rng.choices(FRAGMENTS, k=rng.randint(1, longest)), supply)


def nasty_spans(rng: random.Random, supply: Iterator[str]) -> list[Span]:
    """One to five spans whose texts may hold anything."""
    return [Span(nasty_text(rng, supply, longest=9), rng.random() < 0.6) for _ in range(rng.randint(1, 5))]
