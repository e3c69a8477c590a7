"""Fetching pictures from where a catalogue said they are: through the same guard, and never more than is shown."""

from __future__ import annotations

from typing import Final

import aiohttp
import yarl

from bot.providers.door import Http
from bot.providers.guard import may_ask
from bot.providers.protocol import OutsideError, Trouble

MOST_BYTES: Final = 6_000_000
_TYPES: Final = frozenset({"image/jpeg", "image/png", "image/webp"})
_MOST_REDIRECTS: Final = 3
_PIECE: Final = 65_536


async def fetch_picture(http: Http, address: str, *, home: str = "") -> bytes:
    """The bytes of a picture, unchecked but for their number and what the server calls them. Raises OutsideError.

    `home` is an address that is trusted although it is not public: that of the service which named the picture.
    """
    try:
        url, trusted = yarl.URL(address), yarl.URL(home or address)
        if (url.host, url.port) == (trusted.host, trusted.port):
            url = url.with_scheme(trusted.scheme)  # addresses are kept as https, whatever their host speaks
        for _hop in range(_MOST_REDIRECTS + 1):
            if not may_ask(url, trusted) or (not home and url.scheme != "https"):
                raise OutsideError(Trouble.NONSENSE, "it is not at a public address")
            async with http.session.get(url, allow_redirects=False) as response:
                if response.status in (301, 302, 303, 307, 308):
                    url = url.join(yarl.URL(response.headers.get("Location", "")))
                    continue
                return await _read(response)
        raise OutsideError(Trouble.NONSENSE, "it redirects again and again")
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise OutsideError(Trouble.DOWN, type(error).__name__) from None
    except ValueError:
        raise OutsideError(Trouble.NONSENSE, "its address can't be read") from None


async def _read(response: aiohttp.ClientResponse) -> bytes:
    if response.status != 200:
        trouble = Trouble.MISSING if response.status in (404, 410) else Trouble.DOWN
        raise OutsideError(trouble, f"an unexpected status ({response.status})")
    if response.content_type not in _TYPES:
        raise OutsideError(Trouble.NONSENSE, "it is no picture")
    body = bytearray()
    async for piece in response.content.iter_chunked(_PIECE):
        body += piece
        if len(body) > MOST_BYTES:
            raise OutsideError(Trouble.NONSENSE, "it is too large")
    return bytes(body)
