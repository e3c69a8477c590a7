"""Opening a bot's shards as fast as Discord allows: so many at once, five seconds between those that share a turn."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence

BETWEEN_S = 5.0


class IdentifyTurns:
    """Shards whose numbers leave the same rest share a turn; each turn is taken once in five seconds, by whichever of
    the bot's processes."""

    def __init__(self, take: Callable[[int], Awaitable[Callable[[float], None]]], between_s: float = BETWEEN_S) -> None:
        """`take(turn)` returns when no other process has the turn; what it returns lets it go after so many seconds."""
        self.at_once = 1
        self._take = take
        self._between_s = between_s
        self._free_at: dict[int, float] = defaultdict(float)
        self._taken: dict[int, Callable[[float], None]] = {}  # by shard: those that may identify, and did not yet

    async def take(self, shard_id: int) -> None:
        """Return when the shard may identify next; the turn is its own until it does. For those that may wait for
        long: the library gives a connection up that is not there after three minutes."""
        loop = asyncio.get_running_loop()
        turn = shard_id % self.at_once
        begins_at = max(loop.time(), self._free_at[turn])
        self._free_at[turn] = begins_at + self._between_s
        await asyncio.sleep(begins_at - loop.time())
        self._taken[shard_id] = await self._take(turn)

    async def wait(self, shard_id: int) -> None:
        """Return when the shard may identify, which it does now."""
        if shard_id not in self._taken:
            await self.take(shard_id)
        turn, now_s = shard_id % self.at_once, asyncio.get_running_loop().time()
        self._free_at[turn] = max(self._free_at[turn], now_s + self._between_s)
        self._taken.pop(shard_id)(self._between_s)

    def groups(self, shard_ids: Sequence[int]) -> list[Sequence[int]]:
        """The shards that may identify together."""
        return [shard_ids[start : start + self.at_once] for start in range(0, len(shard_ids), self.at_once)]
