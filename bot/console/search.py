"""`linger search`: look series up as members do, at the terminal or from a script."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.domain.catalogue import read_series_file
from bot.domain.search import Match, SearchIndex
from bot.domain.series import Series
from bot.errors import CatalogueError, StartError
from bot.i18n import _, labelled
from bot.resources import catalogue_folder

MOST_RESULTS: Final = 25
_USUAL_RESULTS: Final = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to look up, where, and how to show it."""
    parser.add_argument("query", nargs="*", metavar="QUERY", help=_("what a member would type"))
    parser.add_argument("--stdin", action="store_true", help=_("read one query a line from standard input"))
    parser.add_argument("--json", action="store_true", help=_("print one JSON object a line, one for each query"))
    parser.add_argument(
        "--limit",
        default=str(_USUAL_RESULTS),
        metavar="N",
        help=_("show at most N results, 1 to {most} (default: {usual})", most=MOST_RESULTS, usual=_USUAL_RESULTS),
    )
    parser.add_argument(
        "--catalogue",
        action="append",
        type=Path,
        default=[],
        metavar="FILE",
        help=_("search this JSON Lines file instead of the bundled catalogue; may be given several times"),
    )


def run(options: argparse.Namespace) -> int:
    """Answer the queries; 0 even when nothing is found. Raises StartError for whatever the operator must mend."""
    limit = _limit(options.limit)
    if options.stdin and options.query:
        raise StartError(_("Give the query as arguments or by --stdin, not both."))
    query = " ".join(options.query)
    if not options.stdin and not query.strip():
        raise StartError(_('The query is empty: try `linger search "love in the big city"`.'))
    series = {one.id: one for one in _catalogue(options.catalogue)}
    index = SearchIndex(series.values())
    console = Console(highlight=False)
    for asked in _lines(sys.stdin.buffer) if options.stdin else (query,):
        started = time.perf_counter()
        found = index.search(asked, limit=limit)
        took_us = round((time.perf_counter() - started) * 1_000_000)
        if options.json:
            _write_json(asked, found, series, took_us)
        else:
            _print_table(console, asked, found, series, took_us)
    return 0


def _limit(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_RESULTS:
        raise StartError(
            _("--limit takes a number from 1 to {most}, not {value}.", most=MOST_RESULTS, value=repr(text))
        )
    return int(text)


def _catalogue(files: Sequence[Path]) -> Iterator[Series]:
    """The series of the named files, of a later file where two share an id, or of the bundled catalogue."""
    for path in files or (catalogue_folder() / "series.jsonl",):
        if files and not path.is_file():
            raise CatalogueError(_("There is no catalogue file {path}: check --catalogue.", path=repr(str(path))))
        yield from read_series_file(path)


def _lines(source: Iterable[bytes]) -> Iterator[str]:
    """The queries of standard input, checked as they come, so that a script may ask and read in turn."""
    for number, raw in enumerate(source, start=1):
        try:
            query = raw.decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            raise StartError(_("Standard input, line {line}: expected text in UTF-8.", line=number)) from None
        if not query.strip():
            raise StartError(_("Standard input, line {line}: the query is empty.", line=number))
        yield query


def _write_json(query: str, found: Sequence[Match], series: dict[str, Series], took_us: int) -> None:
    results = [
        {
            "id": match.series_id,
            "title": series[match.series_id].title,
            "country": series[match.series_id].country,
            "year": series[match.series_id].year,
            "score": round(match.score, 1),
            "matched": match.matched,
        }
        for match in found
    ]
    # Halves of surrogate pairs, which a shell may hand over, survive as escapes only.
    line = json.dumps({"query": query, "results": results, "took_us": took_us}, ensure_ascii=True)
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _print_table(console: Console, query: str, found: Sequence[Match], series: dict[str, Series], took_us: int) -> None:
    shown = query.encode("utf-8", "replace").decode("utf-8")
    if not found:
        console.print(Text(_("Nothing comes close to “{query}”.", query=shown)))
        return
    table = Table(title=Text(_("“{query}” in {ms} ms", query=shown, ms=took_us / 1000)), title_justify="left")
    for heading in (_("Title"), _("Country"), _("Year"), _("Score"), _("Found by"), _("Id")):
        table.add_column(heading, overflow="fold")
    for match in found:
        one = series[match.series_id]
        table.add_row(
            Text(one.title), one.country, str(one.year), f"{match.score:.1f}", Text(_found_by(match, one)), Text(one.id)
        )
    console.print(table)


def _found_by(match: Match, series: Series) -> str:
    """The name that matched, where it is not the title itself, and what it is where that is not plain."""
    kinds = {"acronym": _("short for"), "person": _("person"), "couple": _("couple")}
    if match.matched_as in kinds:
        return labelled(kinds[match.matched_as], match.matched)
    return "" if match.matched == series.title else match.matched
