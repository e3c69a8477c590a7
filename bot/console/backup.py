"""`linger backup`: a checked copy of the database, also while the bot runs."""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

from bot import log
from bot.console.places import add_env_file, load_with_place
from bot.errors import StartError
from bot.i18n import _
from bot.services.upkeep import backups


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the file that the copy goes to, and where the settings are."""
    parser.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help="the file to copy to, or the folder: one that is there, or whose name ends with a slash"
        " (default: BACKUP_FOLDER, where the oldest beyond BACKUP_KEEP are removed)",
    )
    add_env_file(parser)


def run(options: argparse.Namespace) -> int:
    """Copy the database while it may be in use, and check the copy. Raises StartError."""
    log.configure("WARNING")
    settings = load_with_place(options.env_file)
    if settings.database_url:
        raise StartError(
            _(
                'The database is on a server: copy it with `pg_dump --format=custom --file=FILE "$DATABASE_URL"`,'
                " also while Linger runs."
            )
        )
    wanted: str | None = options.file
    target = _target(wanted, settings.backups)
    backups.copy_to(settings.database_path, target)
    if wanted is None:
        backups.prune(settings.backups, keep=settings.backup_keep, newest=target)
    size = target.stat().st_size / 1_000_000
    print(_("Copied to {path} ({size} MB) and checked.", path=target.absolute(), size=size))
    return 0


def _target(wanted: str | None, usual: Path) -> Path:
    """The file that is meant; dated in a folder, which need not be there yet when its name ends with a slash."""
    target = usual if wanted is None else Path(wanted)
    is_folder = wanted is None or wanted.endswith(("/", os.sep)) or target.is_dir()
    return backups.dated(target, datetime.now(UTC)) if is_folder else target
