"""Opening a bot's shards as fast as Discord allows: so many at once, five seconds between those that share a turn."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence

BETWEEN_S = 5.0


class IdentifyTurns:
    """Shards whose numbers leave the same rest share a turn; each turn is taken once in five seconds, by whichever of
    the bot's processes."""

    def __init__(self, take: Callable[[int, float], Awaitable[None]], between_s: float = BETWEEN_S) -> None:
        """`take(turn, seconds)` returns when no other process has the turn, and keeps it that long."""
        self.at_once = 1
        self._take = take
        self._between_s = between_s
        self._free_at: dict[int, float] = defaultdict(float)

    async def wait(self, shard_id: int) -> None:
        """Return when the shard may identify."""
        loop = asyncio.get_running_loop()
        turn = shard_id % self.at_once
        begins_at = max(loop.time(), self._free_at[turn])
        self._free_at[turn] = begins_at + self._between_s
        await asyncio.sleep(begins_at - loop.time())
        await self._take(turn, self._between_s)

    def groups(self, shard_ids: Sequence[int]) -> list[Sequence[int]]:
        """The shards that may identify together."""
        return [shard_ids[start : start + self.at_once] for start in range(0, len(shard_ids), self.at_once)]
