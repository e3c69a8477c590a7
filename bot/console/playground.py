"""`linger playground`: the bot on a loopback Discord with a web page."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from bot import log
from bot.app import until_stopped
from bot.playground.run import Options, run_playground

PORT = 8734


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where it listens and what it keeps."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument(
        "--port", type=_port, default=PORT, help=f"port to listen on; 0 picks a free one (default: {PORT})"
    )
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="keep everything in this folder; default: throw it away"
    )
    parser.add_argument("--empty", action="store_true", help="start without sample reviews and votes")
    parser.add_argument("--log-level", default="WARNING", choices=["DEBUG", "INFO", "WARNING", "ERROR"])


def _port(text: str) -> int:
    if not text.isdecimal() or not text.isascii() or int(text[:6]) > 65_535:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is no port: choose a number from 0 to 65535")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Run the playground until it is stopped; returns the process's exit status."""
    log.configure(options.log_level)
    wanted = Options(options.host, options.port, options.data, samples=not options.empty, log_level=options.log_level)
    asyncio.run(until_stopped(run_playground(wanted, say=lambda line: print(line, flush=True))))
    return 0
