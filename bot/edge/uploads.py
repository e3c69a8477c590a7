"""Files that people send along: fetched up to a bound, whatever their size is said to be."""

from __future__ import annotations

import aiohttp
import discord

from bot.errors import UserError
from bot.i18n import _

_TIMEOUT = aiohttp.ClientTimeout(total=20)


async def fetch_upload(attachment: discord.Attachment, *, most_bytes: int) -> bytes:
    """The file's bytes; one more than `most_bytes` where it has more. Reading them is for a thread, not for the loop.

    Raises UserError where Discord does not hand the file out.
    """
    return await fetch_address(attachment.url, most_bytes=most_bytes)


async def fetch_address(url: str, *, most_bytes: int) -> bytes:
    """`fetch_upload` for the address of an attachment, which Discord serves for a day."""
    try:
        async with (
            aiohttp.ClientSession(timeout=_TIMEOUT, trust_env=True) as session,
            session.get(url, raise_for_status=True) as response,
        ):
            fetched = bytearray()
            async for part in response.content.iter_chunked(64 * 1024):
                fetched += part
                if len(fetched) > most_bytes:
                    break
            return bytes(fetched[: most_bytes + 1])
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise UserError(_("Discord does not hand me that file just now. Send it again in a minute.")) from error
