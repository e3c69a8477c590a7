"""`linger import catalogue`: fill the catalogue in bulk, from a file of one's own or from an outside catalogue."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot import log
from bot.app import App, open_app
from bot.console.places import add_env_file, load_with_place
from bot.domain.catalogue import open_lines, read_series
from bot.domain.series import Series
from bot.errors import CatalogueError, StartError
from bot.i18n import _
from bot.providers.door import Http
from bot.providers.tmdb import TMDB
from bot.providers.wikidata import Wikidata
from bot.services.outside import bulk
from bot.services.outside.bulk import Filled, Report
from bot.settings import Settings

_DRAMAS: Final = "haswbstatement:P3868"  # items with an id of MyDramaList
_MOST: Final = 100_000
_LARGEST: Final = 10_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what is filled, where it comes from, and how much of it is read."""
    parser.add_argument("what", choices=["catalogue"], help="what to import")
    parser.add_argument("source", metavar="FILE|wikidata|tmdb", help="a JSON Lines file, or an outside catalogue")
    parser.add_argument("--query", default=_DRAMAS, help="for wikidata: what its search is to find (default: dramas)")
    parser.add_argument("--language", default="ko", help="for tmdb: language of origin, such as ko or th (default: ko)")
    parser.add_argument("--most", type=_number, default=_MOST, metavar="N", help="stop after reading N of them")
    add_env_file(parser)


def _number(text: str) -> int:
    if not text.isdecimal() or not text.isascii() or not 1 <= int(text[:10]) <= _LARGEST:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is no number of series: choose one from 1 to {_LARGEST}")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Fill it; the bot has to be stopped meanwhile, as one database has one process."""
    log.configure("WARNING")
    settings = load_with_place(options.env_file)
    filled = asyncio.run(_fill(settings, options))
    console = Console()
    said = _("{read} read, {taken} of them new or with more facts. The bot knows them when it starts.")
    console.print(said.format(read=filled.read, taken=filled.taken))
    return 0


async def _fill(settings: Settings, options: argparse.Namespace) -> Filled:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    async with open_app(settings) as app:
        with Progress(*columns, console=Console(stderr=True)) as progress:
            task = progress.add_task(options.source, total=None)

            def report(read: int, taken: int) -> None:
                progress.update(task, completed=read, description=_("{taken} taken").format(taken=taken))

            if options.source == "wikidata":
                return await _from_wikidata(app, options, report)
            if options.source == "tmdb":
                return await _from_tmdb(app, options, report)
            progress.update(task, total=_count_lines(Path(options.source)))
            series = _few(_series_of(Path(options.source)), options.most)
            return await bulk.fill_from_file(app.db, app.catalogues, series, clock=app.clock, report=report)


def _count_lines(path: Path) -> int:
    if not path.is_file():
        raise CatalogueError(
            _("There is no file {path}: name a JSON Lines file, or wikidata, or tmdb.", path=repr(str(path)))
        )
    return sum(1 for line in open_lines(path) if not line.isspace())


def _series_of(path: Path) -> Iterator[Series]:
    return read_series(open_lines(path), file=path.name)


def _few(series: Iterator[Series], most: int) -> Iterator[Series]:
    yield from (one for _number, one in zip(range(most), series, strict=False))


async def _from_wikidata(app: App, options: argparse.Namespace, report: Report) -> Filled:
    if "wikidata" not in app.settings.providers:
        raise StartError(
            _("PROVIDERS does not name wikidata: nothing may be asked of it. Add it there, or use a file.")
        )
    http = Http(app.answers)
    try:
        wikidata = Wikidata(http)
        return await bulk.fill_from_wikidata(
            app.db, app.outside, wikidata, options.query, most=options.most, report=report
        )
    finally:
        await http.close()


async def _from_tmdb(app: App, options: argparse.Namespace, report: Report) -> Filled:
    key = app.settings.tmdb_api_key
    if "tmdb" not in app.settings.providers or not key:
        raise StartError(_("TMDB_API_KEY is empty, or PROVIDERS does not name tmdb: TMDB answers only with a key."))
    http = Http(app.answers)
    try:
        tmdb = TMDB(http, key=key)
        return await bulk.fill_from_tmdb(app.db, app.outside, tmdb, options.language, most=options.most, report=report)
    finally:
        await http.close()
