"""`linger restore`: a backup takes the place of the database, which is kept."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from bot import log
from bot.console.places import add_env_file, load_with_place
from bot.errors import StartError
from bot.i18n import _
from bot.services.upkeep import backups


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the copy that is put back, and where the settings are."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the backup")
    add_env_file(parser)


def run(options: argparse.Namespace) -> int:
    """Check, exchange, check again. Raises StartError, also while the bot runs."""
    log.configure("WARNING")
    settings = load_with_place(options.env_file)
    if settings.database_url:
        raise StartError(
            _(
                "The database is on a server: stop Linger, and put a copy in its place with `pg_restore --clean"
                ' --if-exists --dbname="$DATABASE_URL" FILE`.'
            )
        )
    former = backups.restore(options.file, settings.database_path, now=datetime.now(UTC))
    print(_("{path} is now as it was in {backup}.", path=settings.database_path, backup=options.file))
    if former is not None:
        print(_("What was there before is in {former}. Remove it when you are sure.", former=former))
    print(_("Start Linger: it makes up for the votes that were given since."))
    return 0
