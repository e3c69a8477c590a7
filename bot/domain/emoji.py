"""Emoji as people give them and as admins set them: which are the same, and how Discord wants them sent.

The same emoji arrives with and without U+FE0F, in five skin tones, and as a custom one under any name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.patterns import later, later_re

_CUSTOM = later_re(r"<a?:(\w{2,32}):(\d{15,20})>", re.ASCII)
_ONE = later(r"(?=.*[\p{Emoji_Presentation}\p{Extended_Pictographic}\u20e3\U0001F1E6-\U0001F1FF])\X")
_LONGEST = 16  # code points; two people who kiss, each with a skin tone, have ten
# Skin tones, and the selectors that ask for a coloured or a plain picture: 👍🏽 says what 👍 says.
_MODIFIERS = later_re("[\U0001f3fb-\U0001f3ff\ufe0e\ufe0f]")
# What is drawn as text unless U+FE0F asks for a picture; a skin tone asks by itself.
_TEXT_BY_DEFAULT = later(
    r"(?V1)((?!\p{Emoji_Presentation})[\p{Emoji}--\p{Emoji_Modifier}])[\ufe0e\ufe0f]?(?![\p{Emoji_Modifier}\ufe0f])",
)


def emoji_key(name: str | None, emoji_id: int | None) -> str:
    """How the ledger names an emoji: a custom one by its id (its name may change), others by themselves."""
    return str(emoji_id) if emoji_id is not None else name or ""


@lru_cache(maxsize=1024)
def setting_emoji_key(written: str) -> str:
    """The key of an emoji as an admin writes it: 👍, or `<:name:id>` for a custom one. Equal for equal emoji."""
    custom = _CUSTOM.fullmatch(written.strip())
    return custom[2] if custom else plain_emoji(written.strip())


@lru_cache(maxsize=1024)
def plain_emoji(emoji: str) -> str:
    """The emoji without skin tone and presentation."""
    return _MODIFIERS.sub("", emoji)


def custom_emoji(written: str) -> tuple[str, int] | None:
    """Name and id of a custom emoji written `<:name:id>` or `<a:name:id>`; None for anything else."""
    found = _CUSTOM.fullmatch(written)
    return (found[1], int(found[2])) if found else None


def is_one_emoji(written: str) -> bool:
    """Whether this is exactly one ordinary emoji."""
    return len(written) <= _LONGEST and _ONE.fullmatch(written) is not None


def presented(emoji: str) -> str:
    """An ordinary emoji as Discord's own clients send it: ❤ with U+FE0F, as "❤️".

    Source: "fully-qualified" in UTS #51, section 1.4.
    """
    return _TEXT_BY_DEFAULT.sub("\\1\ufe0f", emoji)
