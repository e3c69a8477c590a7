"""How often a service may be asked, and when it is left alone."""

from __future__ import annotations

from collections.abc import Callable

_FAILURES_ALLOWED = 3
_FIRST_PAUSE_S = 30.0
_LONGEST_PAUSE_S = 900.0


class Budget:
    """At most `count` requests in `per_s` seconds, spread as they come. `now` is a clock that only goes forward."""

    def __init__(self, count: int, per_s: float, now: Callable[[], float]) -> None:
        self._count = count
        self._per_s = per_s
        self._now = now
        self._spent: list[float] = []

    def wait_s(self) -> float:
        """How long until one more may be sent; 0 where it may be now."""
        now = self._now()
        self._spent = [moment for moment in self._spent if moment > now - self._per_s]
        if len(self._spent) < self._count:
            return 0.0
        return self._spent[-self._count] + self._per_s - now

    def spend(self) -> None:
        """Count a request that is sent now."""
        self._spent.append(self._now())


class Breaker:
    """Leaves a service alone after failures in a row, longer each time, and for as long as it asks for itself."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._failures = 0
        self._rests_until = 0.0

    @property
    def rests(self) -> bool:
        """Whether it is to be left alone now."""
        return self._now() < self._rests_until

    def rest(self, seconds: float) -> None:
        """It asked for patience; for an hour at most."""
        self._rests_until = max(self._rests_until, self._now() + min(max(seconds, 1.0), 3600.0))

    def failed(self) -> None:
        """Count a failure; after several in a row the service is left alone for a while."""
        self._failures += 1
        if self._failures >= _FAILURES_ALLOWED:
            times = min(self._failures - _FAILURES_ALLOWED, 6)
            self._rests_until = self._now() + min(_FIRST_PAUSE_S * 2**times, _LONGEST_PAUSE_S)

    def answered(self) -> None:
        """Forget the failures before: the service answers."""
        self._failures = 0
