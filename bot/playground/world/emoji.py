"""What counts as an emoji, in reactions, buttons and options."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import unquote

import regex

from bot.playground.api_errors import Json, unknown
from bot.playground.world.model import Guild, World

_PICTURE = r"(?:\p{Extended_Pictographic}|\p{Emoji_Presentation})(?:\uFE0F|\p{Emoji_Modifier})?"
_SEQUENCE = regex.compile(
    rf"{_PICTURE}(?:\u200D{_PICTURE})*(?:[\U000E0020-\U000E007F]+)?"
    r"|\p{Regional_Indicator}{2}"
    r"|[0-9#*]\uFE0F?\u20E3"
)
_CUSTOM = regex.compile(r"(?:a:)?(?P<name>\w{2,32}):(?P<id>\d{15,20})")


@lru_cache(maxsize=1024)
def is_unicode_emoji(text: str) -> bool:
    """Whether the text is one emoji of Unicode."""
    return _SEQUENCE.fullmatch(text) is not None


def find_custom(world: World, emoji_id: str) -> tuple[Guild, Json] | None:
    """The custom emoji and its server."""
    for guild in world.guilds.values():
        if emoji_id in guild.emojis:
            return guild, guild.emojis[emoji_id]
    return None


def emoji_in_route(world: World, written: str) -> tuple[str, Json]:
    """The key and the JSON of a reaction's emoji as written in an address; raises 10014 for anything else."""
    text = unquote(written)
    custom = _CUSTOM.fullmatch(text.removeprefix("<").removesuffix(">").removeprefix(":"))
    if custom is not None:
        found = find_custom(world, custom["id"])
        if found is None:
            raise unknown("Emoji")
        emoji = found[1]
        return str(emoji["id"]), {"id": emoji["id"], "name": emoji["name"], "animated": emoji["animated"]}
    if not is_unicode_emoji(text):
        raise unknown("Emoji")
    return text, {"id": None, "name": text}


def is_known(world: World, emoji: Json) -> bool:
    """Whether a component's or option's partial emoji exists."""
    if emoji.get("id"):
        return find_custom(world, str(emoji["id"])) is not None
    name = emoji.get("name")
    return isinstance(name, str) and is_unicode_emoji(name)
