"""How fast a bot may open its shards: those whose numbers leave the same rest take turns, five seconds apart."""

from __future__ import annotations

from dataclasses import dataclass, field

BETWEEN_S = 5.0
_SLACK_S = 0.1  # what a busy network may take off


@dataclass(slots=True)
class IdentifyRate:
    """`shards` is how many are wise, `at_once` Discord's `max_concurrency`.

    Whoever does not wait is written down in `too_early`; with `enforced` the session is refused as well.
    """

    shards: int = 1
    at_once: int = 1
    enforced: bool = False
    too_early: list[str] = field(default_factory=list)
    _taken_at: dict[int, float] = field(default_factory=dict)

    def take(self, shard: int, now_s: float) -> bool:
        """A shard identifies: whether it may have its session."""
        turn = shard % self.at_once
        waited_s = now_s - self._taken_at.get(turn, now_s - BETWEEN_S)
        self._taken_at[turn] = now_s
        if waited_s >= BETWEEN_S - _SLACK_S:
            return True
        self.too_early.append(f"shard {shard} identified {waited_s:.2f} s after the last of its turn")
        return not self.enforced
