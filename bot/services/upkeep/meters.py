"""What is counted while the bot runs, for Prometheus; kept in memory, read by whoever asks for `/metrics`."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, cast

from bot.storage.engine.database import Database
from bot.storage.removals import count_waiting

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry, Counter, Histogram
    from prometheus_client.metrics_core import GaugeMetricFamily

_SECONDS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 10.0)  # an answer is worth nothing after three
_ANSWERS: Final = ("answered", "missing")
_SILENCE: Final = ("down", "nonsense", "refused")  # not "busy": that passes, and we may have asked too much
_SIZES: Final = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)


class Outcome(StrEnum):
    """How an answer to a person ended; a label of `linger_answers`."""

    DONE = "done"
    REFUSED = "refused"  # the person was told what is not possible
    FAILED = "failed"  # a fault of ours, or of Discord


class _Uncounted:
    """A counter that nobody will read."""

    def labels(self, *_values: str) -> _Uncounted:
        return self

    def inc(self) -> None:
        pass

    def observe(self, _value: float) -> None:
        pass


class Meters:
    """The counters of one bot, in a registry of their own; where nobody reads them nothing is counted or loaded."""

    def __init__(self, *, is_read: bool = True) -> None:
        self._registry = _registry() if is_read else None
        self.answers = self._counter("linger_answers", "Commands, presses, choices and forms", "name", "outcome")
        self.answer_seconds = self._histogram("linger_answer_seconds", "How long they took", _SECONDS, "name")
        self.votes = self._counter("linger_vote_changes", "Reactions stored or taken back")
        self.commits = self._histogram("linger_commit_changes", "Changes that shared one commit", _SIZES)
        self.loop_lag = self._histogram("linger_event_loop_lag_seconds", "How late the event loop is", _SECONDS)
        self.failed_rounds = self._counter("linger_failed_rounds", "Rounds of background work that failed", "name")
        self.outside = self._counter(
            "linger_outside_answers", "Questions to outside catalogues, and how they ended", "provider", "outcome"
        )
        self.backups = self._counter("linger_backups", "Copies of the database", "outcome")
        self._silent_since: dict[str, float] = {}  # by provider, on the process' own clock

    @property
    def are_read(self) -> bool:
        """Whether anything is counted."""
        return self._registry is not None

    @property
    def registry(self) -> CollectorRegistry:
        """All of them, for whoever reads them."""
        assert self._registry is not None, "only what is read is counted"
        return self._registry

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return cast("Counter", self._made("Counter", name, about, labels))

    def _histogram(self, name: str, about: str, buckets: Sequence[float], *labels: str) -> Histogram:
        return cast("Histogram", self._made("Histogram", name, about, labels, buckets=buckets))

    def _made(self, kind: str, name: str, about: str, labels: Sequence[str], **more: Any) -> object:
        if self._registry is None:
            return _Uncounted()
        import prometheus_client

        return getattr(prometheus_client, kind)(name, about, labels, registry=self._registry, **more)

    def count_outside(self, provider: str, outcome: str) -> None:
        """An outside catalogue was asked: `kept` where the answer was at hand, `answered`, or the trouble with it."""
        self.outside.labels(provider, outcome).inc()
        if outcome in _ANSWERS:
            self._silent_since.pop(provider, None)
        elif outcome in _SILENCE:
            self._silent_since.setdefault(provider, time.monotonic())

    def silent_for_s(self) -> dict[str, float]:
        """Providers whose last answer was none, each with the seconds since the first failure in a row."""
        now = time.monotonic()
        return {provider: now - since for provider, since in self._silent_since.items()}

    @contextmanager
    def answering(self, name: str) -> Iterator[None]:
        """Time an answer; whoever shows its error counts it."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.answer_seconds.labels(name).observe(time.perf_counter() - began)


def _registry() -> CollectorRegistry:
    from prometheus_client import CollectorRegistry, PlatformCollector, ProcessCollector

    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    return registry


class StoredNumbers:
    """What waits in the database, asked anew for each `/metrics`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def read(self) -> list[GaugeMetricFamily]:
        """Lengths of the queues, and the size of the file."""
        from prometheus_client.metrics_core import GaugeMetricFamily

        async with self._db.reading() as connection:
            waiting = await count_waiting(connection)
        queues = GaugeMetricFamily("linger_waiting", "What waits to be done", labels=["queue"])
        queues.add_metric(["steps of posts"], waiting.steps)
        queues.add_metric(["removals"], waiting.removals)
        queues.add_metric(["notices"], waiting.notices)
        queues.add_metric(["changes to be stored"], self._db.queued)
        size = await self._db.size_bytes()
        stored = 0 if self._db.trouble.now else 1
        return [
            queues,
            GaugeMetricFamily("linger_database_bytes", "The database file without its log", value=size),
            GaugeMetricFamily("linger_storing", "1 while changes can be stored", value=stored),
        ]
