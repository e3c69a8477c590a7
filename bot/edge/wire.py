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
from typing import Any, ClassVar

import aiohttp
import discord.shard
import orjson
from discord import utils
from discord.gateway import DiscordWebSocket, ReconnectWebSocket, WebSocketClosure

_log = logging.getLogger(__name__)
_PAUSE_S = 1.0  # before a session is taken up again whose stream was broken
# How the library itself tells that a connection is over, or cut.
_ENDINGS = (ReconnectWebSocket, WebSocketClosure, discord.ConnectionClosed, OSError, aiohttp.ClientError, TimeoutError)

# What comes in crowds is known by how a frame begins, and where; Discord writes the name of the event there.
_CROWDS = b'"t":"MESSAGE_REACTION_'
_BEGINNING = 100  # bytes
_FRAMES_AT_ONCE = 32  # then it is others' turn: the library would read all that has arrived in one go
# A pause between those while too much waits to be stored, longer the more it is: the rest waits at Discord's end.
_BEHIND_S, _LONGEST_BEHIND_S = 0.05, 5.0

_FLUSHED = b"\x00\x00\xff\xff"  # how the last part of a frame ends


def from_json(written: str | bytes | memoryview) -> Any:
    """What `written` holds. Halves of character pairs become �, so that they can be stored and sent.

    Raises ValueError.
    """
    try:
        return orjson.loads(written)  # it refuses halves of pairs
    except ValueError:
        return _whole(json.loads(written if isinstance(written, str) else bytes(written)))


def to_json(value: Any) -> str:
    """`value` as JSON, whatever halves of character pairs it holds."""
    try:
        return orjson.dumps(value).decode("utf-8")
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


class Frames:
    """A stream of Discord's, of which frames come out as the bytes that they are.

    The library makes characters of them, which what reads JSON has to turn back: for a card, a thirtieth of an answer.
    """

    COMPRESSION_TYPE = "zlib-stream"  # what Discord is asked for

    def __init__(self) -> None:
        self._stream = zlib.decompressobj()
        self._parts = bytearray()

    def decompress(self, part: bytes, /) -> bytes | None:
        """The frame that ends with `part`; None where more of it is to come. Raises zlib.error."""
        self._parts += part
        if not part.endswith(_FLUSHED):
            return None
        frame = self._stream.decompress(self._parts)
        self._parts = bytearray()
        return frame


class GuardedWebSocket(DiscordWebSocket):
    """A frame that can't be read is logged and skipped; a stream that is broken is taken up again.

    Reactions, which come in crowds, go straight to who hears them; and a crowd keeps nobody else waiting.
    """

    # How much waits to be stored, as a share of what may.
    backlog: ClassVar[Callable[[], float]] = staticmethod(lambda: 0.0)
    _frames = 0  # since others had their turn
    _decompressor: Frames  # type: ignore[assignment]  # the library's own gives characters

    async def poll_event(self) -> None:
        """Wait for a frame, and read it."""
        await super().poll_event()
        self._frames += 1
        if self._frames >= _FRAMES_AT_ONCE:
            self._frames = 0
            backlog = GuardedWebSocket.backlog()
            await asyncio.sleep(0 if backlog <= 1 else min(_BEHIND_S * backlog**2, _LONGEST_BEHIND_S))

    async def received_message(self, msg: Any, /) -> None:
        """Read one frame of the gateway; one that cannot be read is logged and skipped."""
        try:
            frame = self._decompressor.decompress(msg) if type(msg) is bytes else msg.encode("utf-8", "surrogatepass")
            if frame is not None and not (_CROWDS in frame[:_BEGINNING] and self._read_at_once(frame)):
                await super().received_message(memoryview(frame))  # bytes it would take for packed
        except _ENDINGS:
            raise
        except (zlib.error, UnicodeDecodeError) as error:  # what follows in this stream can't be read either
            _log.warning("the stream of shard %s is broken (%s); its session is taken up again", self.shard_id, error)
            await self._begin_again(resume=True)
        except Exception as error:  # noqa: BLE001 (whatever a frame makes its readers raise)
            _log.warning("a frame of shard %s could not be read and is skipped: %r", self.shard_id, error)
            if self.session_id is None and self.sequence is not None:  # it was the one that begins a session
                await self._begin_again(resume=False)

    def _read_at_once(self, written: bytes) -> bool:
        """Read an event as the library does, without what it does for events that are waited for; False if it is
        something else."""
        read = from_json(written)
        hear = self._discord_parsers.get(read["t"])
        if read["op"] != self.DISPATCH or hear is None or self._keep_alive is None:
            return False
        self.sequence = read["s"] or self.sequence
        self._keep_alive.tick()
        hear(read["d"])
        return True

    def acknowledged_s_ago(self) -> float | None:
        """Seconds since Discord answered a heartbeat; None before the first."""
        kept = self._keep_alive
        return None if kept is None else time.perf_counter() - kept._last_ack  # noqa: SLF001 (the library's own clock)

    async def _begin_again(self, *, resume: bool) -> None:
        await asyncio.sleep(_PAUSE_S)
        await self.close(code=4000)
        raise ReconnectWebSocket(self.shard_id, resume=resume)


def guard_library(backlog: Callable[[], float]) -> None:
    """Have discord.py read through the guards of this module; harmless the second time.

    `backlog` tells how much waits to be stored, as a share of what may: above 1 frames are read slowly.
    """
    GuardedWebSocket.backlog = staticmethod(backlog)
    # Of a looser type than the library's own, which takes bytes too and is never given any.
    setattr(utils, "_from_json", from_json)  # noqa: B010 (the library offers no other place)
    setattr(utils, "_to_json", to_json)  # noqa: B010 (as above)
    setattr(utils, "_ActiveDecompressionContext", Frames)  # noqa: B010 (as above)
    discord.shard.DiscordWebSocket = GuardedWebSocket  # type: ignore[misc]  # the library offers no other place
