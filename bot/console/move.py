"""`linger move`: everything from one database into another, empty one."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot import log
from bot.errors import StartError
from bot.i18n import _
from bot.services.upkeep import moving
from bot.setting_kinds import path

_FILE = "sqlite:"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """From where to where."""
    places = "sqlite:PATH or postgresql://…"
    parser.add_argument("source", metavar="FROM", help=f"{places}; it is left as it is, at this version")
    parser.add_argument("target", metavar="TO", help=f"{places}; made where it is a file, and empty")


def run(options: argparse.Namespace) -> int:
    """Carry over, count, check. Raises StartError, also while a bot uses one of them."""
    log.configure("WARNING")
    source, target = _place(options.source), _place(options.target)
    moved = asyncio.run(_move(source, target))
    print(_("{rows} rows of {tables} tables were moved, read back and checked.", rows=moved.rows, tables=moved.tables))
    return 0


async def _move(source: Path | str, target: Path | str) -> moving.Moved:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    progress = Progress(*columns, console=Console(stderr=True))
    task = progress.add_task("", total=None)

    def begin(rows: int) -> None:
        progress.update(task, total=rows)
        progress.start()

    def told(table: str, rows: int) -> None:
        progress.update(task, description=table, advance=rows)

    try:
        return await moving.move(source, target, begin, told)
    finally:
        progress.stop()


def _place(written: str) -> Path | str:
    if moving.is_on_server(written):
        return written
    if written.startswith(_FILE) and written != _FILE:
        return path("sqlite:", written.removeprefix(_FILE))
    raise StartError(
        _("Name both places, such as: linger move sqlite:data/linger.sqlite3 postgresql://linger:password@host/linger")
    )
