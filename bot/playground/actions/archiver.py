"""Archives threads in which nothing was said for their auto-archive time."""

from __future__ import annotations

from datetime import datetime

from bot.playground.core import Core
from bot.playground.world.clock import snowflake_time
from bot.playground.world.model import Channel

_LOOK_EVERY_S = 60.0


class Archiver:
    """Looks through the open threads every minute of Discord's time."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def run(self) -> None:
        """Archive what is due, for ever."""
        while True:
            await self._core.clock.sleep_until(self._core.clock.now() + _LOOK_EVERY_S)
            world = self._core.world
            for guild in world.guilds.values():
                for thread_id in guild.thread_ids:
                    self._archive_if_quiet(world.channels[thread_id])

    def _archive_if_quiet(self, thread: Channel) -> None:
        about = thread.data["thread_metadata"]
        if about["archived"]:
            return
        now = self._core.clock.now()
        said = snowflake_time(str(thread.data["last_message_id"] or thread.id))
        opened = datetime.fromisoformat(about["archive_timestamp"]).timestamp()
        if now - max(said, opened) > float(about["auto_archive_duration"]) * 60:
            about["archived"] = True
            about["archive_timestamp"] = self._core.clock.timestamp()
            self._core.tell_channel("THREAD_UPDATE", thread)
