"""Whether a newer version is out, by a page that the operator names; nobody is asked otherwise."""

from __future__ import annotations

import logging

import aiohttp

from bot.patterns import later_re

_log = logging.getLogger(__name__)
_PATIENCE_S = 20
_MOST_BYTES = 1_000_000
_VERSION = later_re(r"(?<![\w.])v?(\d{1,4})\.(\d{1,4})\.(\d{1,4})(?![\w.-])")


def newest_in(page: str) -> tuple[int, int, int] | None:
    """The highest finished version that a page names, as releases are written: 1.2.3 or v1.2.3."""
    found = [(int(a), int(b), int(c)) for a, b, c in _VERSION.findall(page)]
    return max(found, default=None)


async def newer_version(address: str, ours: str) -> str | None:
    """The newest version that the page at `address` names, if it is newer than `ours`. A page that can't be had says
    nothing."""
    try:
        timeout = aiohttp.ClientTimeout(total=_PATIENCE_S)
        async with (
            aiohttp.ClientSession(timeout=timeout, trust_env=True) as session,
            session.get(address, raise_for_status=True) as answer,
        ):
            page = (await answer.content.read(_MOST_BYTES)).decode("utf-8", "replace")
    except (OSError, aiohttp.ClientError, TimeoutError) as error:
        _log.info("nothing is known of newer versions (%s)", str(error) or type(error).__name__)
        return None
    newest, own = newest_in(page), newest_in(ours)
    return ".".join(map(str, newest)) if newest is not None and own is not None and newest > own else None
