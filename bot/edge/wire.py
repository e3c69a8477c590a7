"""What discord.py reads off the wire, guarded: no frame and no text of somebody's ends the bot.

The library ends the whole client at the first frame that it cannot read, and its faster parser refuses what JSON
allows (half of a character pair in a name, say).
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
import zlib
from collections.abc import Callable
from typing import Any

import aiohttp
import discord.shard
from discord import utils
from discord.gateway import DiscordWebSocket, ReconnectWebSocket, WebSocketClosure

_log = logging.getLogger(__name__)
_PAUSE_S = 1.0  # before a session is taken up again whose stream was broken
# How the library itself tells that a connection is over, or cut.
_ENDINGS = (ReconnectWebSocket, WebSocketClosure, discord.ConnectionClosed, OSError, aiohttp.ClientError, TimeoutError)

_fast_loads: Callable[[str], Any] = utils._from_json  # noqa: SLF001 (the library offers no other place)
_fast_dumps: Callable[[Any], str] = utils._to_json  # noqa: SLF001 (as above)


def from_json(written: str) -> Any:
    """What `written` holds. Halves of character pairs become �, so that they can be stored and sent.

    Raises ValueError.
    """
    try:
        read = _fast_loads(written)
    except ValueError:
        return _whole(json.loads(written))
    return _whole(read) if "\\ud" in written or "\\uD" in written else read


def to_json(value: Any) -> str:
    """`value` as JSON, whatever halves of character pairs it holds."""
    try:
        return _fast_dumps(value)
    except (TypeError, ValueError):
        return json.dumps(value, separators=(",", ":"))


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_whole(each) for each in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(each) for key, each in value.items()}
    return value


class GuardedWebSocket(DiscordWebSocket):
    """A frame that can't be read is logged and skipped; a stream that is broken is taken up again."""

    async def received_message(self, msg: Any, /) -> None:
        """Read one frame of the gateway; one that cannot be read is logged and skipped."""
        try:
            await super().received_message(msg)
        except _ENDINGS:
            raise
        except (zlib.error, UnicodeDecodeError) as error:  # what follows in this stream can't be read either
            _log.warning("the stream of shard %s is broken (%s); its session is taken up again", self.shard_id, error)
            await self._begin_again(resume=True)
        except Exception as error:  # noqa: BLE001 (whatever a frame makes its readers raise)
            _log.warning("a frame of shard %s could not be read and is skipped: %r", self.shard_id, error)
            if self.session_id is None and self.sequence is not None:  # it was the one that begins a session
                await self._begin_again(resume=False)

    def acknowledged_s_ago(self) -> float | None:
        """Seconds since Discord answered a heartbeat; None before the first."""
        kept = self._keep_alive
        return None if kept is None else time.perf_counter() - kept._last_ack  # noqa: SLF001 (the library's own clock)

    async def _begin_again(self, *, resume: bool) -> None:
        await asyncio.sleep(_PAUSE_S)
        await self.close(code=4000)
        raise ReconnectWebSocket(self.shard_id, resume=resume)


def guard_library() -> None:
    """Have discord.py read through the guards of this module; harmless the second time."""
    # Of a looser type than the library's own, which takes bytes too and is never given any.
    setattr(utils, "_from_json", from_json)  # noqa: B010 (the library offers no other place)
    setattr(utils, "_to_json", to_json)  # noqa: B010 (as above)
    discord.shard.DiscordWebSocket = GuardedWebSocket  # type: ignore[misc]  # the library offers no other place
