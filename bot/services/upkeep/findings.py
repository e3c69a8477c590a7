"""What a look at the installation found, and a look at the database and its disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path

from msgspec import Struct

from bot.errors import LingerError
from bot.i18n import _, _n, figure, in_turn
from bot.services.upkeep.backups import kept_in
from bot.storage.engine import inspection, lock, migrator
from bot.storage.engine.connection import StorageError
from bot.storage.removals import Waiting, waiting_in_file, waiting_on_server

LITTLE_ROOM_BYTES = 256 * 1024 * 1024
_LARGE_LOG_BYTES = 256 * 1024 * 1024


class Level(Enum):
    """How much a finding matters."""

    FINE = "fine"
    NOTE = "note"  # it works, and could be better
    BAD = "bad"  # it does not work, or will not for long


class Finding(Struct, frozen=True):
    """One thing that was looked at; `advice` says what to do where something is to be done."""

    subject: str
    level: Level
    says: str
    advice: str = ""


def look_at_database(path: Path) -> Iterator[Finding]:
    """The file, its rights, its log, what is in it, and what waits in it. Works beside a running bot."""
    holder = lock.holder_of(path)
    if not path.is_file():
        was_there = lock.was_held(path)
        advice = _("Put it back, or use `linger restore FILE`.") if was_there else _("`linger run` makes it.")
        yield Finding("file", Level.BAD if was_there else Level.NOTE, _("{path} is not there", path=path), advice)
        return
    size = path.stat().st_size
    used = _("in use by process {process}", process=holder) if holder is not None else _("not in use")
    yield Finding("file", Level.FINE, _("{path}, {size} MB, {used}", path=path, size=_mb(size), used=used))
    yield from _look_at_rights(path)
    yield from _look_at_log(path)
    try:
        yield _look_at_version(inspection.migrations_in(path))
        yield from _look_at_outbox(waiting_in_file(path))
        problems = inspection.problems_in(path)
    except StorageError as error:
        problems = [str(error)]
    yield _judge(problems)
    if not problems:
        yield _look_at_promises(inspection.slips_in(path))


def look_at_server(url: str) -> Iterator[Finding]:
    """The server, what is in the database, and who copies it. Works beside a running bot."""
    try:
        with inspection.server_opened(url) as server:
            says = _("{place}, PostgreSQL {version}, {size} MB",
                     place=server.place, version=server.version(), size=_mb(server.size_bytes()))  # fmt: skip
            yield Finding("server", Level.FINE, says)
            yield _look_at_version(server.migrations())
            yield from _look_at_outbox(waiting_on_server(server))
            problems = server.problems()
            yield _judge(problems)
            if not problems:
                yield _look_at_promises(server.slips())
    except LingerError as error:
        yield Finding("server", Level.BAD, _("it cannot be read ({reason})", reason=error))
    advice = _("Have pg_dump run every day, and try pg_restore once.")
    yield Finding("backups", Level.NOTE, _("copies are left to those who run the server"), advice)


def look_at_disk(path: Path) -> Finding:
    """Whether there is room for a copy of the database, and some more."""
    folder = next(each for each in (path, *path.parents) if each.is_dir())
    free = shutil.disk_usage(folder).free
    needed = max(LITTLE_ROOM_BYTES, 2 * (path.stat().st_size if path.is_file() else 0))
    says = _("{free} MB free in {folder}", free=_mb(free), folder=folder)
    if free >= needed:
        return Finding("disk", Level.FINE, says)
    return Finding("disk", Level.BAD, says, _("Free some room: {needed} MB are wanted.", needed=_mb(needed)))


def look_at_backups(folder: Path, every: timedelta, now: datetime) -> Finding:
    """Whether copies are made, and how old the newest is."""
    copies = kept_in(folder)
    if not copies:
        advice = _("One is made while Linger runs, or by `linger backup`.")
        return Finding("backups", Level.NOTE, _("none in {folder}", folder=folder), advice)
    age = now - copies[-1].made_at
    says = _n("{count} copy in {folder}, the newest {age} old", "{count} copies in {folder}, the newest {age} old",
              len(copies), folder=folder, age=_age(age))  # fmt: skip
    if every and age > 2 * every:
        return Finding(
            "backups", Level.BAD, says, _("They are to be made by themselves: does Linger run? See its log.")
        )
    if not every:
        return Finding("backups", Level.NOTE, says, _("BACKUP_EVERY is off: nothing makes them by itself."))
    return Finding("backups", Level.FINE, says)


def _look_at_rights(path: Path) -> Iterator[Finding]:
    if os.name != "nt":
        mode = path.stat().st_mode & 0o777
        if mode & 0o077:
            advice = _("Unless that is meant: chmod 600 {path}", path=path)
            yield Finding(
                "rights", Level.NOTE, _("others on this machine may read it ({mode})", mode=f"{mode:o}"), advice
            )
        else:
            yield Finding("rights", Level.FINE, _("only this account reads it"))
        if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
            advice = _("Give the account that runs Linger write access to the file and its folder.")
            yield Finding("rights", Level.BAD, _("this account may not write it"), advice)


def _look_at_log(path: Path) -> Iterator[Finding]:
    log = path.with_name(path.name + "-wal")
    size = log.stat().st_size if log.is_file() else 0
    if size > _LARGE_LOG_BYTES:
        advice = _("Stop Linger and start it again; if it stays so, something keeps reading the database.")
        yield Finding("journal", Level.NOTE, _("the log beside it has {size} MB", size=_mb(size)), advice)
    else:
        yield Finding("journal", Level.FINE, _("the log beside it has {size} MB", size=_mb(size)))


def _look_at_version(done: set[str]) -> Finding:
    ours = {migration.name for migration in migrator.bundled_migrations()}
    unknown, missing = sorted(done - ours), sorted(ours - done)
    if unknown:
        advice = _("Install that version, or go back to a copy from before the upgrade.")
        return Finding("version", Level.BAD, _("written by a newer Linger ({name})", name=unknown[0]), advice)
    if not done:
        return Finding("version", Level.BAD, _("it is empty"), _("If it is a copy, its -wal file was left behind."))
    if missing:
        advice = _("The next start does it, and makes a copy first.")
        return Finding("version", Level.NOTE, _("to be brought up to {name}", name=missing[-1]), advice)
    return Finding("version", Level.FINE, _("as this Linger writes it"))


def _look_at_outbox(waiting: Waiting | None) -> Iterator[Finding]:
    if waiting is None:
        return
    says = _("{steps} steps of posts, {removals} messages to remove, {notices} notices wait",
             steps=waiting.steps, removals=waiting.removals, notices=waiting.notices)  # fmt: skip
    if waiting.refused:
        advice = _("Remove these by hand, or give the bot the permission: Discord refused them again and again.")
        refused = _n("{count} message could not be removed", "{count} messages could not be removed", waiting.refused)
        yield Finding("outbox", Level.NOTE, in_turn([says, refused]), advice)
    else:
        yield Finding("outbox", Level.FINE, says)


def _judge(problems: list[str]) -> Finding:
    if not problems:
        return Finding("contents", Level.FINE, _("sound, and every tally is the sum of its votes"))
    advice = _("Stop Linger and use `linger restore FILE`; keep the present file, too.")
    return Finding("contents", Level.BAD, _("damaged: {problems}", problems=in_turn(problems[:3])), advice)


def _look_at_promises(slips: list[str]) -> Finding:
    if not slips:
        return Finding("promises", Level.FINE, _("every promise between tables holds"))
    advice = _("Nothing has to be restored for it: please report this line, it is a mistake of Linger's.")
    return Finding("promises", Level.NOTE, in_turn(slips), advice)


def _mb(size: float) -> str:
    return figure(round(size / 1_000_000, 1 if size < 100_000_000 else 0))


def _age(age: timedelta) -> str:
    hours = age // timedelta(hours=1)
    if hours >= 48:
        return _n("{count} day", "{count} days", hours // 24)
    return _n("{count} hour", "{count} hours", hours) if hours else _("less than an hour")
