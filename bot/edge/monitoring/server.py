"""The small HTTP server for whoever watches the bot: off unless METRICS_PORT is set."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import Metric

from bot.app import App
from bot.edge.client import Linger
from bot.edge.monitoring.pulse import gateway_numbers, what_ails
from bot.errors import StartError
from bot.i18n import _
from bot.services.upkeep.meters import StoredNumbers

_log = logging.getLogger(__name__)
_LOOK_S = 0.5  # between two looks at how late the event loop is


class _Read:
    """A collector of numbers that were read a moment ago."""

    def __init__(self, metrics: Iterable[Metric]) -> None:
        self._metrics = list(metrics)

    def collect(self) -> Iterable[Metric]:
        """The numbers as they were read; Prometheus calls this, and nothing is asked anew."""
        return self._metrics


class Monitor:
    """Answers `/healthz` and `/metrics` about the client that runs now."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._stored = StoredNumbers(app.db)
        self._started_at = time.monotonic()
        self.client: Linger | None = None

    def watch(self, client: Linger) -> None:
        """A new client takes the place of the former one."""
        self.client = client

    async def health(self, _request: web.Request) -> web.Response:
        """200 while the bot is well, 503 with the reasons otherwise."""
        ails = what_ails(self.client)
        said = {"status": "unwell" if ails else "well", "reasons": ails}
        return web.json_response(said, status=503 if ails else 200)

    async def metrics(self, _request: web.Request) -> web.Response:
        """Everything in Prometheus' text format."""
        now = CollectorRegistry()
        now.register(_Read([*gateway_numbers(self.client, self._started_at), *await self._stored.read()]))
        body = generate_latest(now) + generate_latest(self._app.meters.registry)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def feel_the_loop(self) -> None:
        """Measure how late the event loop is, on and on."""
        loop = asyncio.get_running_loop()
        while True:
            expected = loop.time() + _LOOK_S
            await asyncio.sleep(_LOOK_S)
            self._app.meters.loop_lag.observe(max(0.0, loop.time() - expected))


def _why(error: OSError) -> str:
    """Why an address cannot be used, in the system's words; a name's trouble has a number below 0."""
    if error.errno is None:  # Python 3.13's asyncio: no address of the host is this machine's
        return os.strerror(errno.EADDRNOTAVAIL)
    return os.strerror(error.errno) if error.errno > 0 else error.strerror or str(error)


@asynccontextmanager
async def monitoring(app: App) -> AsyncIterator[Monitor]:
    """Serve on METRICS_PORT within the block. Raises StartError where that is not possible."""
    monitor = Monitor(app)
    port, host = app.settings.metrics_port, app.settings.metrics_host
    site = web.Application()
    site.add_routes([web.get("/healthz", monitor.health), web.get("/metrics", monitor.metrics)])
    runner = web.AppRunner(site, access_log=None)
    await runner.setup()
    lag = asyncio.create_task(monitor.feel_the_loop(), name="event-loop lag")
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise StartError(
                _(
                    "METRICS_PORT {port} on {host} cannot be used ({reason}). Choose another one, or 0.",
                    port=port,
                    host=host,
                    reason=_why(error),
                )
            ) from None
        _log.info("/healthz and /metrics are on http://%s:%d", host, port)
        yield monitor
    finally:
        lag.cancel()
        await asyncio.wait({lag})
        await runner.cleanup()
