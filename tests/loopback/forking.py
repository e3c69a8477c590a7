"""Bots in processes of their own, forked from one that has imported everything, which takes longer than to start."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import sys
from collections.abc import AsyncIterator, Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from bot import cli, i18n

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload([__name__, "tests.loopback.preloaded"])


async def forked(run: Callable[..., None], *arguments: Any) -> tuple[BaseProcess, Connection]:
    """A process that calls `run(pipe, *arguments)`, and the end of the pipe at which it is heard."""
    reader, writer = _FORKS.Pipe(duplex=False)
    process = _FORKS.Process(target=_begin, args=(run, i18n.LOCALES, writer, *arguments), daemon=True)
    await asyncio.to_thread(process.start)
    writer.close()  # so that the end of the program is the end of the pipe
    return process, reader


def _begin(run: Callable[..., None], languages: Path, *arguments: Any) -> None:
    i18n.LOCALES = languages  # what the test hears, its bots speak
    run(*arguments)


async def lines_of(pipe: Connection) -> AsyncIterator[str]:
    """The lines that come through the pipe, without one that was cut short, until it is closed."""
    stream = asyncio.StreamReader(limit=1 << 20)
    opened = os.fdopen(os.dup(pipe.fileno()), "rb", buffering=0)
    pipe.close()
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(stream), opened
    )
    try:
        async for line in stream:
            if line.endswith(b"\n"):
                yield line.decode().rstrip("\n")
    finally:
        transport.close()


def run_linger(said: Connection, folder: str, environment: dict[str, str]) -> None:
    """`linger run` in `folder`, with nothing but `environment`; what it says on standard error goes into the pipe."""
    os.dup2(said.fileno(), sys.stderr.fileno())
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.exit(cli.main(["run"]))
