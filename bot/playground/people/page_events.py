"""The stream of events to one open page: what that person may see, in order."""

from __future__ import annotations

import asyncio
from collections import deque

from aiohttp import web

from bot.playground.events import Event, dumps
from bot.playground.world.model import World

# A page that reads so slowly that this many events wait is cut off; it reloads and asks for the state.
_MOST_WAITING = 20_000


class PageLine:
    """One page's socket with an ordered outbox."""

    def __init__(self, world: World, user_id: str, socket: web.WebSocketResponse) -> None:
        self._world = world
        self._user_id = user_id
        self._socket = socket
        self._outbox: deque[str] = deque()
        self._filled = asyncio.Event()
        self._closed = False

    def hear(self, event: Event) -> None:
        """Queue an event if this person may see it."""
        if not event.to_people or not event.is_for(self._world, self._user_id):
            return
        if len(self._outbox) >= _MOST_WAITING:
            self.close()
            return
        data = event.text if event.render is None else dumps(event.render(self._user_id))
        self._outbox.append(f'{{"t":"{event.name}","d":{data}}}')
        self._filled.set()

    def close(self) -> None:
        """End the stream."""
        self._closed = True
        self._filled.set()

    async def run(self) -> None:
        """Send until closed."""
        while not self._socket.closed:
            await self._filled.wait()
            self._filled.clear()
            try:
                while self._outbox:
                    await self._socket.send_str(self._outbox.popleft())
                if self._closed:
                    await self._socket.close()
            except (ConnectionError, RuntimeError):
                return
