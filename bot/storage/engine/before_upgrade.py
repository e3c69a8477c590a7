"""The copy that is made before a migration, and the way back to it."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from bot.errors import StartError
from bot.i18n import _
from bot.storage.engine import backup, migrator
from bot.storage.engine.connection import StorageError

_log = logging.getLogger(__name__)
_COPIES = ".before-[0-9][0-9][0-9][0-9]_*"  # after the database's own name


def copy_first(raw: sqlite3.Connection, path: Path, migrations: Sequence[migrator.Migration]) -> Path | None:
    """Copy the database if a migration is about to change it; where to, or None.

    Raises StartError if that fails, or if the file is newer than this program.
    """
    done = migrator.applied(raw)
    ours = {migration.name for migration in migrations}
    _refuse_newer(path, sorted(done.keys() - ours), ours)
    missing = sorted(ours - done.keys())
    if not done or not missing:
        return None
    target = path.with_name(f"{path.name}.before-{missing[0]}")
    try:
        backup.copy(path, target)
    except StorageError as error:
        raise StartError(
            _(
                "This version changes the database, and the copy that is made before that failed: {reason}. Nothing was"
                " changed. Free some room, or look at it with `linger doctor`.",
                reason=error,
            )
        ) from error
    _log.info("Copied the database to %s before it is changed", target)
    return target


def keep_only(copied: Path, path: Path) -> None:
    """Remove the copies that were made before earlier migrations."""
    for file in path.parent.glob(path.name + _COPIES):
        if file != copied:
            file.unlink(missing_ok=True)


def _refuse_newer(path: Path, unknown: Sequence[str], ours: set[str]) -> None:
    """Raises StartError that names the newest copy that this version can read; without one, the migrator refuses."""
    copied = _newest_that_fits(path, ours) if unknown else None
    if copied is not None:
        raise StartError(
            _(
                "The database {path} was written by a newer Linger (it has the migration {name}). Install that version"
                " or a newer one, or go back with `linger restore {copied}`, which holds all from before the upgrade.",
                path=path,
                name=unknown[0],
                copied=copied,
            )
        )


def _newest_that_fits(path: Path, ours: set[str]) -> Path | None:
    found = [*path.parent.glob(path.name + _COPIES), *(path.parent / "backups").glob("*.sqlite3")]
    for file in sorted(found, key=lambda each: each.stat().st_mtime, reverse=True):
        try:
            with closing(backup.read_only(file)) as connection:
                done = migrator.applied(connection)
        except sqlite3.Error:
            continue
        if done and done.keys() <= ours:
            return file
    return None
