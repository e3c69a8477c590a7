"""One bot session on the gateway: its sequence, what it can replay, and the socket that it has now."""

from __future__ import annotations

import asyncio
import zlib
from collections import deque
from dataclasses import dataclass, field

from aiohttp import WSCloseCode, web

# How many events wait for a bot that is away; beyond that its session is lost.
REPLAYED = 20_000


class Line:
    """A socket with an ordered outbox, so that sending never waits; compressed when the bot asked for it."""

    def __init__(self, socket: web.WebSocketResponse, *, compressed: bool) -> None:
        self.socket = socket
        self._zlib = zlib.compressobj() if compressed else None
        self._outbox: deque[str] = deque()
        self._filled = asyncio.Event()
        self._closing: tuple[int, str] | None = None

    def put(self, text: str) -> None:
        """Send `text` after everything that was put before."""
        self._outbox.append(text)
        self._filled.set()

    def close(self, code: int, reason: str = "") -> None:
        """Close once the outbox is empty."""
        self._closing = code, reason
        self._filled.set()

    async def run(self) -> None:
        """Send until closed; ends when the other side is gone."""
        while not self.socket.closed:
            await self._filled.wait()
            self._filled.clear()
            while self._outbox:
                text = self._outbox.popleft()
                try:
                    if self._zlib is None:
                        await self.socket.send_str(text)
                    else:
                        packed = self._zlib.compress(text.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH)
                        await self.socket.send_bytes(packed)
                except (ConnectionError, RuntimeError):
                    return
            if self._closing is not None:
                code, reason = self._closing
                await self.socket.close(code=code, message=reason.encode())
                return

    def abort(self) -> None:
        """Cut the connection without a goodbye, as a broken network does."""
        self._closing = WSCloseCode.ABNORMAL_CLOSURE, ""
        transport = self.socket._req.transport if self.socket._req is not None else None  # noqa: SLF001 (aiohttp offers no other way to cut a socket)
        if transport is not None:
            transport.abort()
        self._filled.set()


@dataclass(slots=True, eq=False)
class Session:
    """What the server keeps of an identified bot (one shard of it)."""

    id: str
    intents: int
    shard: tuple[int, int]
    line: Line | None = None
    sequence: int = 0
    is_valid: bool = True
    sent: deque[tuple[int, str]] = field(default_factory=deque)

    def dispatch(self, name: str, data_text: str) -> None:
        """Number an event, remember it for a resume, and send it if the bot is there."""
        self.sequence += 1
        text = f'{{"op":0,"s":{self.sequence},"t":"{name}","d":{data_text}}}'
        self.sent.append((self.sequence, text))
        if self.line is not None:
            if len(self.sent) > REPLAYED:
                self.sent.popleft()
            self.line.put(text)
        elif len(self.sent) > REPLAYED:
            self.is_valid = False
            self.sent.clear()

    def received(self, sequence: int) -> None:
        """The bot has confirmed everything up to `sequence`; no need to keep it."""
        while self.sent and self.sent[0][0] <= sequence:
            self.sent.popleft()

    def can_replay_after(self, sequence: int) -> bool:
        """Whether everything after `sequence` is still here."""
        if not self.is_valid or sequence > self.sequence:
            return False
        first_kept = self.sent[0][0] if self.sent else self.sequence + 1
        return sequence + 1 >= first_kept

    def replay_after(self, sequence: int) -> None:
        """Send again what the bot has missed."""
        assert self.line is not None
        for number, text in self.sent:
            if number > sequence:
                self.line.put(text)

    def serves(self, guild_id: str | None) -> bool:
        """Whether events of this server go to this shard; direct conversations go to shard 0."""
        index, count = self.shard
        return ((int(guild_id) >> 22) % count if guild_id is not None else 0) == index
