"""A member's public list on AniList, by their name there."""

from __future__ import annotations

import asyncio

from bot.domain.lists import ReadList
from bot.domain.lists.anilist import read
from bot.domain.spoilers import quoted
from bot.errors import UserError
from bot.i18n import _
from bot.providers.protocol import OutsideError, Trouble
from bot.services.outside.looking_further import Outside

_WITHIN_S = 20.0


async def read_anilist(outside: Outside, name: str) -> ReadList:
    """The list of the member called `name`. Raises UserError where there is none, or nobody answers."""
    try:
        async with asyncio.timeout(_WITHIN_S):
            answered = await outside.member_list("anilist", name)
    except TimeoutError:
        raise _silent() from None
    except OutsideError as error:
        if error.trouble is not Trouble.MISSING:
            raise _silent() from None
        answered = None
    found = read(answered) if answered is not None else ReadList("anilist", ())
    if not found.entries:
        raise UserError(
            _(
                "AniList has no public list of “{name}”. Check the name, and that the list is not private.",
                name=quoted(name),
            )
        )
    return found


def _silent() -> UserError:
    return UserError(
        _("AniList doesn't answer just now. Try again in a minute, or export your list there and use /import file.")
    )
