"""When one machine is not enough: SQLite beside PostgreSQL, and one process beside several, in one run.

    python -m benchmarks scale [--parts engines votes events servers sizes]
                               [--processes 1 2 4] [--servers 2500 10000 50000] [--channels 20]

Believe the ratios, and only for a machine with as many processors: the bots, the server and the loopback Discord share
them. Processor time is told beside, from which docs/scale.md reckons what more machines would do.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from pathlib import Path

from benchmarks.scaling import engines, events, sizes, starting, voting
from benchmarks.storage import flush_ms
from tests.loopback.postgres import server

PARTS = ("engines", "votes", "events", "servers", "sizes")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="scale", description=__doc__)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=["engines", "votes", "events", "sizes"])
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--servers", type=int, nargs="+", default=[500, 1_000])
    parser.add_argument("--channels", type=int, default=20, help="in each server")
    options, _rest = parser.parse_known_args(arguments)
    with server(flushes=True) as running, tempfile.TemporaryDirectory() as folder:
        print(f"one flush of this disk: {flush_ms(Path(folder)):.2f} ms")
        if "engines" in options.parts:
            engines.measure(running)
        if "votes" in options.parts:
            voting.compare(running, options.processes)
        if "events" in options.parts:
            asyncio.run(events.measure(running))
        if "servers" in options.parts:
            asyncio.run(starting.measure(running, options.servers, options.processes, options.channels))
        if "sizes" in options.parts:
            sizes.measure(running)


if __name__ == "__main__":
    main()
