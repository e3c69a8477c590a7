"""Whether the bot is well: connected, answered by Discord, able to store."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from msgspec import Struct
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric

from bot.edge.client import Linger
from bot.edge.wire import GuardedWebSocket
from bot.ui.series.card import cards_at_hand

_QUIET_S = 120.0  # Discord asks for a heartbeat about every 41 s: then two in a row were not answered


class ShardPulse(Struct, frozen=True):
    """One connection to Discord's gateway; times in seconds, None while nothing is known."""

    shard_id: int
    connected: bool
    latency_s: float | None
    acknowledged_s_ago: float | None


def shards_of(client: Linger) -> Iterator[ShardPulse]:
    """Every shard of a client that is logged in."""
    for shard_id, shard in client.shards.items():
        socket = shard._parent.ws  # noqa: SLF001 (the library tells of the latency, not of the last heartbeat)
        acknowledged = socket.acknowledged_s_ago() if isinstance(socket, GuardedWebSocket) else None
        latency = shard.latency
        known = latency if latency == latency and latency != float("inf") else None
        yield ShardPulse(shard_id, not shard.is_closed(), known, acknowledged)


def what_ails(client: Linger | None) -> list[str]:
    """Why the bot is not well; empty if it is."""
    if client is None or not client.started.is_set():
        return ["not connected to Discord yet"]
    ails = []
    for pulse in shards_of(client):
        if not pulse.connected:
            ails.append(f"shard {pulse.shard_id} is not connected")
        elif pulse.acknowledged_s_ago is not None and pulse.acknowledged_s_ago > _QUIET_S:
            ails.append(f"shard {pulse.shard_id} has had no heartbeat for {pulse.acknowledged_s_ago:.0f} s")
    if client.app.db.trouble.now is not None:
        ails.append(f"nothing can be stored: {client.app.db.trouble.now.name.lower().replace('_', ' ')}")
    return ails


def gateway_numbers(client: Linger | None, started_at: float) -> Iterable[Metric]:
    """The connections as Prometheus reads them."""
    yield GaugeMetricFamily("linger_up_seconds", "Since the start", value=time.monotonic() - started_at)
    yield GaugeMetricFamily("linger_healthy", "1 while nothing ails the bot", value=0 if what_ails(client) else 1)
    connected = GaugeMetricFamily("linger_shard_connected", "1 while a shard is connected", labels=["shard"])
    latency = GaugeMetricFamily("linger_shard_latency_seconds", "Of the last heartbeat", labels=["shard"])
    heard = GaugeMetricFamily("linger_shard_heartbeat_age_seconds", "Since one was answered", labels=["shard"])
    for pulse in shards_of(client) if client is not None else ():
        label = [str(pulse.shard_id)]
        connected.add_metric(label, int(pulse.connected))
        if pulse.latency_s is not None:
            latency.add_metric(label, pulse.latency_s)
        if pulse.acknowledged_s_ago is not None:
            heard.add_metric(label, pulse.acknowledged_s_ago)
    cards = CounterMetricFamily("linger_series_cards", "Cards of series by whether one was at hand", labels=["cache"])
    for outcome, count in zip(("hit", "miss"), cards_at_hand(), strict=True):
        cards.add_metric([outcome], count)
    yield cards
    servers = len(client.guilds) if client is not None else 0
    yield from (connected, latency, heard, GaugeMetricFamily("linger_servers", "Servers it is in", value=servers))
