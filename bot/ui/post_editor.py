"""Keeping posts up to date: merged edits, at most one per message every few seconds, never more than the last state."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

import discord

_log = logging.getLogger(__name__)

INTERVAL_S = 4.0  # between two edits of one message
AT_ONCE = 4  # edits under way; more would only wait for Discord's rate limit together
_RETRIES = 6

Key = tuple[str, int, int]  # kind of post, guild id, subject id
Edit = Callable[[int, int], Awaitable[None]]


class PostEditor:
    """Edits posts after they were touched. Each edit reads the state of that moment, so only the last one is sent."""

    def __init__(self, *, interval_s: float = INTERVAL_S) -> None:
        self._interval_s = interval_s
        self._edits: dict[str, Edit] = {}
        self._waiting: dict[Key, asyncio.Task[None]] = {}
        self._again: set[Key] = set()
        self._slots = asyncio.Semaphore(AT_ONCE)

    def register(self, kind: str, edit: Edit) -> None:
        """`edit(guild_id, subject_id)` brings the post of a subject of `kind` up to date."""
        self._edits[kind] = edit

    def touch(self, kind: str, guild_id: int, subject_id: int) -> None:
        """Something that this post shows has changed: edit it soon."""
        key = (kind, guild_id, subject_id)
        if key in self._waiting:
            self._again.add(key)
        else:
            self._waiting[key] = asyncio.create_task(self._keep(key))

    async def settled(self) -> None:
        """Wait until no edit is waiting or under way."""
        while self._waiting:
            await asyncio.wait(list(self._waiting.values()))

    async def close(self) -> None:
        """Stop. What was not sent is found again at the next start."""
        tasks = list(self._waiting.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _keep(self, key: Key) -> None:
        try:
            while True:
                self._again.discard(key)
                await self._edit(key)
                await asyncio.sleep(self._interval_s)
                if key not in self._again:
                    return
        finally:
            del self._waiting[key]

    async def _edit(self, key: Key) -> None:
        kind, guild_id, subject_id = key
        edit = self._edits.get(kind)
        if edit is None:
            return  # its feature is not loaded; the next start goes on
        for retry in range(_RETRIES):
            try:
                async with self._slots:
                    await edit(guild_id, subject_id)
            except discord.NotFound:
                return  # the post is gone, and its deletion is noted elsewhere
            except (discord.DiscordServerError, discord.RateLimited, OSError) as error:
                pause_s = self._interval_s * 2**retry
                _log.warning("the post of %s %d could not be edited (%s); again in %.0f s", *key[::2], error, pause_s)
                await asyncio.sleep(pause_s)
            except discord.HTTPException as error:
                if error.status != 429:
                    _log.warning("the post of %s %d cannot be edited: %s", kind, subject_id, error)
                    return
                await asyncio.sleep(self._interval_s * 2**retry)
            except Exception:  # noqa: BLE001 (one post's failure must not end the others')
                _log.exception("the post of %s %d could not be edited", kind, subject_id)
                return
            else:
                return
