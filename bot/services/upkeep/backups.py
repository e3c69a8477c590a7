"""Copies of the database: dated, checked, and so many of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec import Struct

from bot.errors import StartError
from bot.i18n import _, in_turn
from bot.patterns import later_re
from bot.storage.engine import backup, inspection, migrator
from bot.storage.engine.connection import StorageError
from bot.storage.engine.database import Database

_NAME = later_re(r"linger-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)Z\.sqlite3")
_FORMAT = "%Y-%m-%dT%H-%M-%S"  # no colons: Windows allows none in names


class Kept(Struct, frozen=True):
    """A copy with the date in its name, in UTC."""

    path: Path
    made_at: datetime


def dated(folder: Path, now: datetime) -> Path:
    """Where a copy made `now` goes."""
    return folder / f"linger-{now.astimezone(UTC):{_FORMAT}}Z.sqlite3"


def kept_in(folder: Path) -> list[Kept]:
    """The dated copies in a folder, oldest first; other files are none of ours."""
    if not folder.is_dir():
        return []
    found = [(file, _NAME.fullmatch(file.name)) for file in folder.iterdir()]
    copies = [Kept(file, datetime.strptime(match[1], _FORMAT).replace(tzinfo=UTC)) for file, match in found if match]
    return sorted(copies, key=lambda each: each.made_at)


def is_due(folder: Path, every: timedelta, now: datetime) -> bool:
    """Whether it is time for the next copy; copies from the future, after a clock was set back, delay none."""
    made = [each.made_at for each in kept_in(folder) if each.made_at <= now]
    return bool(every) and (not made or made[-1] + every <= now)


async def back_up(db: Database, folder: Path, *, keep: int, now: datetime) -> Path:
    """Copy the open database into `folder`, check the copy, and remove all but the newest `keep`.

    Raises StorageError, and OSError where an old copy cannot be removed.
    """
    target = dated(folder, now)
    await db.backup(target)
    prune(folder, keep=keep, newest=target)
    return target


def copy_to(database: Path, target: Path) -> None:
    """Copy the database, whether or not a bot uses it, and check the copy. Raises StartError."""
    if not database.is_file():
        raise StartError(_("There is no database {path} yet: nothing to copy.", path=database))
    try:
        backup.copy(database, target)
    except StorageError as error:
        raise StartError(_("Nothing was copied: {reason}.", reason=error)) from error


def prune(folder: Path, *, keep: int, newest: Path) -> None:
    """Remove dated copies, the oldest first, until `keep` are left; never `newest`. Raises OSError."""
    copies = [each.path for each in kept_in(folder) if each.path != newest]
    for path in copies[: max(0, len(copies) - keep + 1)]:
        path.unlink(missing_ok=True)


def restore(source: Path, database: Path, *, now: datetime) -> Path | None:
    """Put a backup in the place of the database; where the former one is kept beside it, or None where there was none.

    Raises StartError; nothing is changed then.
    """
    if not source.is_file():
        raise StartError(_("There is no backup {path}: check the name.", path=source))
    if database.exists() and source.samefile(database):
        raise StartError(_("{path} is the database itself. Name the backup to restore.", path=source))
    _refuse_newer(source)
    former = database.with_name(f"{database.name}.before-restore-{now.astimezone(UTC):{_FORMAT}}Z")
    try:
        moved = backup.restore(source, database, former=former)
        problems = inspection.problems_in(database)
    except (StorageError, OSError) as error:
        raise StartError(_("Nothing was restored: {reason}.", reason=error)) from error
    if problems:
        raise StartError(
            _(
                "The database was restored, and a look at it afterwards found: {problems}. What was there before is in"
                " {former}.",
                problems=in_turn(problems[:3]),
                former=moved,
            )
        )
    return moved


def _refuse_newer(source: Path) -> None:
    """Raises StartError where the backup was made by a later version, which this one could not start with."""
    try:
        done = inspection.migrations_in(source)
    except StorageError as error:
        raise StartError(_("{path} cannot be read as a backup ({reason}).", path=source, reason=error)) from error
    unknown = sorted(done - {migration.name for migration in migrator.bundled_migrations()})
    if unknown:
        raise StartError(
            _(
                "{path} was made by a newer Linger (it has the migration {name}). Install that version first.",
                path=source,
                name=unknown[0],
            )
        )
