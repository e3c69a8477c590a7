"""`linger run`: the bot on Discord."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from bot import log
from bot.app import run_bot
from bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the settings are."""
    parser.add_argument("--env-file", type=Path, default=Path(".env"), help="settings file (default: .env)")


def run(options: argparse.Namespace) -> int:
    """Run until stopped."""
    log.configure("INFO")
    settings = Settings.load(env_file=options.env_file)
    log.configure(settings.log_level)
    asyncio.run(run_bot(settings))
    return 0
