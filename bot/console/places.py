"""The option that says where the settings are, and what follows from it; shared by the commands that need it."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.settings import Settings


def add_env_file(parser: argparse.ArgumentParser) -> None:
    """Take `--env-file`, from which settings are read that the environment does not have."""
    parser.add_argument(
        "--env-file", type=Path, metavar="FILE", help="settings file (default: .env, where there is one)"
    )


def load_with_place(env_file: Path | None) -> Settings:
    """The settings, with a place of the data that does not depend on where somebody stands. Raises StartError."""
    settings = Settings.load(env_file=env_file)
    settings.require_place()
    return settings
