"""One gateway socket, and what is said on it: HELLO, heartbeats, IDENTIFY, RESUME, and why it is closed."""

from __future__ import annotations

import asyncio
import logging
import zlib
from collections import deque
from typing import Any

from aiohttp import WSMsgType, web

from bot.playground.events import dumps
from bot.playground.gateway.connections import Gateway
from bot.playground.gateway.intents import KNOWN
from bot.playground.gateway.opcodes import (
    HEARTBEAT,
    HEARTBEAT_INTERVAL_MS,
    HELLO,
    IDENTIFY,
    INVALID_SESSION,
    PRESENCE,
    REQUEST_MEMBERS,
    REQUEST_SOUNDS,
    RESUME,
    VOICE,
)
from bot.playground.gateway.sessions import Line, Session
from bot.playground.json_text import MISSHAPEN, parse_json

_log = logging.getLogger(__name__)
_SENT_PER_MINUTE = 120
_ACK_DELAY_S = 0.05
_BIGGEST_FRAME = 4096 * 4
_NO_SESSION = dumps({"op": INVALID_SESSION, "s": None, "t": None, "d": False})


async def serve(gateway: Gateway, request: web.Request) -> web.StreamResponse:
    """One WebSocket connection from the bot, until either side ends it; 503 while connections are to be refused."""
    if gateway.refusals_left > 0:
        gateway.refusals_left -= 1
        raise web.HTTPServiceUnavailable(text="The gateway is not available.")
    socket = web.WebSocketResponse(max_msg_size=_BIGGEST_FRAME)
    await socket.prepare(request)
    line = Line(socket, compressed=request.query.get("compress") == "zlib-stream")
    writer = asyncio.create_task(line.run())
    try:
        await Conversation(gateway, line).run()
    finally:
        gateway.forget(line)
        line.close(1000)
        await asyncio.wait([writer], timeout=1)
        writer.cancel()
    return socket


class Conversation:
    """The conversation on one socket."""

    def __init__(self, gateway: Gateway, line: Line) -> None:
        self._gateway = gateway
        self._line = line
        self._session: Session | None = None
        self._recent: deque[float] = deque()

    async def run(self) -> None:
        """Say HELLO, then listen until the socket closes or the heart stops."""
        loop = asyncio.get_running_loop()
        hello = {"op": HELLO, "s": None, "t": None, "d": {"heartbeat_interval": HEARTBEAT_INTERVAL_MS, "_trace": []}}
        self._line.put(dumps(hello))
        while True:
            try:
                frame = await self._line.socket.receive(timeout=HEARTBEAT_INTERVAL_MS / 1000 * 1.5)
            except TimeoutError:
                self._line.close(4009, "Session timed out.")
                return
            if frame.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                return
            now = loop.time()
            self._recent.append(now)
            while self._recent and self._recent[0] < now - 60:
                self._recent.popleft()
            if len(self._recent) > _SENT_PER_MINUTE:
                self._line.close(4008, "You are being rate limited.")
                return
            if not self._receive(frame.data):
                await asyncio.sleep(0)
                return

    def _receive(self, raw: str | bytes) -> bool:
        """Handle one frame; False ends the connection."""
        try:
            payload = parse_json(_unpacked(raw))
            return self._answer(payload["op"], payload.get("d"))
        except (*MISSHAPEN, zlib.error):
            return self._close(4002, "Error while decoding payload.")

    def _answer(self, op: Any, data: Any) -> bool:
        """Do what a frame asks; False ends the connection."""
        if op == HEARTBEAT:
            if self._session is not None and isinstance(data, int):
                self._session.received(data)
            # discord.py notes when it sent a heartbeat only afterwards, in another thread: an answer without the delay
            # that every network has would be held for one to the heartbeat before, and warned of.
            answer = '{"op":11,"s":null,"t":null,"d":null}'
            asyncio.get_running_loop().call_later(_ACK_DELAY_S, self._line.put, answer)
            return True
        if op == IDENTIFY:
            return self._identify(data)
        if op == RESUME:
            return self._resume(data)
        if self._session is None:
            return self._close(4003, "Not authenticated.")
        if op == REQUEST_MEMBERS:
            self._gateway.send_members(self._session, data)
        elif op not in (PRESENCE, VOICE, REQUEST_SOUNDS):
            return self._close(4001, "Unknown opcode.")
        return True

    def _identify(self, data: Any) -> bool:
        gateway = self._gateway
        if self._session is not None:
            return self._close(4005, "Already authenticated.")
        if not isinstance(data, dict) or not gateway.check_token(data.get("token")):
            return self._close(4004, "Authentication failed.")
        intents = data.get("intents")
        if not isinstance(intents, int) or intents & ~KNOWN:
            return self._close(4013, "Invalid intent(s).")
        if gateway.refused_intents(intents):
            return self._close(4014, "Disallowed intent(s).")
        index, count = data.get("shard") or (0, 1)
        if not 0 <= index < count:
            return self._close(4010, "Invalid shard.")
        if not gateway.rate.take(int(index), asyncio.get_running_loop().time()):
            self._line.put(_NO_SESSION)
            return True
        self._session = gateway.start_session(self._line, intents, (int(index), int(count)))
        return True

    def _resume(self, data: Any) -> bool:
        gateway = self._gateway
        if not isinstance(data, dict) or not gateway.check_token(data.get("token")):
            return self._close(4004, "Authentication failed.")
        session = gateway.sessions.get(str(data.get("session_id")))
        sequence = data.get("seq")
        if session is None or not isinstance(sequence, int) or not session.can_replay_after(sequence):
            if session is not None:
                del gateway.sessions[session.id]
            self._line.put(_NO_SESSION)
            return True
        if session.line is not None and session.line is not self._line:
            session.line.close(4000)
        session.line = self._line
        self._session = session
        session.replay_after(sequence)
        session.dispatch("RESUMED", "{}")
        gateway.tell_status()
        return True

    def _close(self, code: int, reason: str) -> bool:
        _log.info("The gateway closed a connection: %s %s", code, reason)
        self._line.close(code, reason)
        return False


def _unpacked(raw: str | bytes) -> str | bytes:
    """A frame's JSON; a compressed payload starts with zlib's own first byte."""
    if isinstance(raw, bytes) and raw[:1] == b"\x78":
        return zlib.decompress(raw)
    return raw
