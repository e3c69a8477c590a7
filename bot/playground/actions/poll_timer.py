"""Ends polls when their time has passed."""

from __future__ import annotations

import asyncio
import heapq

from bot.playground.actions import polls
from bot.playground.core import Core
from bot.playground.events import Event


class PollTimer:
    """Remembers when open polls close, and closes them then."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._due: list[tuple[float, str, str]] = []
        self._changed = asyncio.Event()
        core.bus.listen(self._hear)
        for channel in core.world.channels.values():
            for message in channel.messages.values():
                if "poll" in message.data and not message.data["poll"]["_finished"]:
                    heapq.heappush(self._due, (polls.closes_at(message), channel.id, message.id))

    def _hear(self, event: Event) -> None:
        if event.name == "MESSAGE_CREATE" and "poll" in event.data:
            channel_id, message_id = event.data["channel_id"], event.data["id"]
            message = self._core.world.channels[channel_id].messages.get(message_id)
            if message is not None:
                heapq.heappush(self._due, (polls.closes_at(message), channel_id, message_id))
                self._changed.set()

    async def run(self) -> None:
        """Close each poll at its time, on Discord's clock."""
        clock = self._core.clock
        while True:
            self._changed.clear()
            if not self._due:
                await self._changed.wait()
                continue
            sooner = asyncio.ensure_future(self._changed.wait())
            await clock.wait(sooner, self._due[0][0])
            sooner.cancel()
            while self._due and self._due[0][0] <= clock.now():
                _, channel_id, message_id = heapq.heappop(self._due)
                self._close(channel_id, message_id)

    def _close(self, channel_id: str, message_id: str) -> None:
        channel = self._core.world.channels.get(channel_id)
        message = channel.messages.get(message_id) if channel is not None else None
        if channel is not None and message is not None and not message.data["poll"]["_finished"]:
            polls.finish(self._core, channel, message)
