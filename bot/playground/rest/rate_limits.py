"""The headers by which Discord tells its rate limits, and the limits themselves where they are switched on."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass

from bot.playground.world.clock import Clock

# Route → requests within seconds, as Discord has been seen to allow.
_KNOWN: dict[tuple[str, str], tuple[int, float]] = {
    ("POST", "/channels/{channel_id}/messages"): (5, 5.0),
    ("PATCH", "/channels/{channel_id}/messages/{message_id}"): (5, 5.0),
    ("DELETE", "/channels/{channel_id}/messages/{message_id}"): (5, 1.0),
    ("PUT", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji}/@me"): (1, 0.25),
    ("POST", "/channels/{channel_id}/threads"): (10, 10.0),
}
_OTHERS = (50, 1.0)
_GENEROUS = (10_000, 1.0)
_MAJOR = ("channel_id", "guild_id", "application_id", "interaction_id")


@dataclass(slots=True)
class _Bucket:
    left: int
    resets_at: float


class RateLimits:
    """Buckets by route and major place. Unless `enforced`, headers are sent but nothing is refused."""

    def __init__(self, clock: Clock, *, enforced: bool) -> None:
        self._clock = clock
        self._enforced = enforced
        self._buckets: dict[tuple[str, str, str], _Bucket] = {}
        self._names: dict[tuple[str, str], str] = {}

    def take(self, method: str, template: str, places: dict[str, str]) -> tuple[dict[str, str], float]:
        """Count one request: the headers to send, and how long to wait (0 when it may pass)."""
        most, per_s = _KNOWN.get((method, template), _OTHERS) if self._enforced else _GENEROUS
        major = next((places[name] for name in _MAJOR if name in places), "")
        key = method, template, major
        now = self._clock.now()
        bucket = self._buckets.get(key)
        if bucket is None or bucket.resets_at <= now:
            if len(self._buckets) > 5000:
                self._buckets.clear()
            bucket = self._buckets[key] = _Bucket(most, now + per_s)
        wait = 0.0
        if bucket.left > 0:
            bucket.left -= 1
        else:
            wait = max(bucket.resets_at - now, 0.001)
        return self._headers(method, template, bucket, most, now), wait

    def _headers(self, method: str, template: str, bucket: _Bucket, most: int, now: float) -> dict[str, str]:
        name = self._names.get((method, template))
        if name is None:
            name = hashlib.blake2b(f"{method} {template}".encode(), digest_size=16).hexdigest()
            self._names[method, template] = name
        return {
            "X-RateLimit-Limit": str(most),
            "X-RateLimit-Remaining": str(bucket.left),
            "X-RateLimit-Reset": f"{bucket.resets_at:.3f}",
            "X-RateLimit-Reset-After": f"{math.ceil((bucket.resets_at - now) * 1000) / 1000:.3f}",
            "X-RateLimit-Bucket": name,
        }
