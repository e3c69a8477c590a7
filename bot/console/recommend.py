"""`linger recommend`: what to watch next, from the catalogue alone, as members get it; for operators and scripts."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.domain.catalogue import Catalogue, load_bundled, read_series_file
from bot.domain.phrases import describe, describe_lack, is_called, take_likened
from bot.domain.recommendations import MOST_LIKED, Pick, Request
from bot.domain.recommender import Explanation
from bot.domain.search import clear_best
from bot.domain.series import Series
from bot.errors import UserError
from bot.i18n import _, _n, current_locale, in_turn, joined, labelled
from bot.resources import catalogue_folder
from bot.services.catalogue.catalogues import Catalogues
from bot.services.recommendations.choosing import NOBODY, Answer, Question, fill_page
from bot.services.recommendations.live_recommender import Model, build_model

MOST = 100
_COMMONPLACE = ("decade", "country", "kind")  # told only where nothing better is shared
_NO_SERVER = 0


class _Shelf(Struct, frozen=True):
    """What there is to recommend, and what answers are worked out with."""

    catalogues: Catalogues
    series: list[Series]
    model: Model

    def require(self, series_id: str) -> Series:
        return self.catalogues.require(None, series_id)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Titles, a mood, and how to answer."""
    parser.add_argument(
        "--like", nargs="+", action="extend", default=[], metavar="TITLE", help="series to go by, as people type them"
    )
    parser.add_argument("--mood", default="", metavar="TEXT", help='such as "slow burn korean, no cheating"')
    parser.add_argument("--explain", action="store_true", help="the shares of every score, and what each is made of")
    parser.add_argument("--limit", type=int, default=5, metavar="N", help=f"how many, 1 to {MOST} (default: 5)")
    parser.add_argument("--json", action="store_true", help="one JSON object a line; remarks go to standard error")
    parser.add_argument("--catalogue", type=Path, metavar="FILE", help="a series file in place of the bundled one")


def run(options: argparse.Namespace) -> int:
    """Answer once. Raises UserError or CatalogueError for what cannot be answered (exit status 2)."""
    if not 1 <= options.limit <= MOST:
        raise UserError(_("--limit {limit}: choose a number from 1 to {most}.", limit=options.limit, most=MOST))
    shelf = _load(options.catalogue)
    console = Console(stderr=options.json)
    answer = _answer(shelf, options, console)
    for line in describe(answer.phrase, shelf.catalogues.vocabulary):
        console.print(escape(line), style="dim")
    if not answer.picks:
        raise UserError(_nothing_left(answer))
    if options.json:
        for pick in answer.picks:
            print(json.dumps(_record(pick), ensure_ascii=False))
    else:
        console.print(_table(answer.picks, shelf))
        for pick in answer.picks if options.explain else ():
            console.print(escape("\n".join(_account(pick, shelf))))
    return 0


def _load(file: Path | None) -> _Shelf:
    bundled = load_bundled(catalogue_folder())
    series = list(bundled.series if file is None else read_series_file(file, vocabulary=bundled.vocabulary))
    ids = {one.id for one in series}
    edges = [edge for edge in bundled.lineage if edge.source_id in ids and edge.target_id in ids]
    catalogues = Catalogues(Catalogue(tuple(series), tuple(edges), bundled.vocabulary))
    return _Shelf(catalogues, series, build_model(series, catalogues))


def _answer(shelf: _Shelf, options: argparse.Namespace, console: Console) -> Answer:
    liked = _find_all(options.like, shelf, console)
    likened, mood = _likened(options.mood, shelf, most=max(0, MOST_LIKED - len(liked)))
    request = Request(_NO_SERVER, _NO_SERVER, tuple(dict.fromkeys([*liked, *likened])), mood)
    question = Question(
        request.turned(),
        NOBODY,
        shelf.series,
        own={},
        learn_from=None,
        among=frozenset(),
        links=(),
        year=datetime.now(UTC).year,
        count=options.limit,
        talk=lambda _series_id: 0.0,
    )
    return fill_page(shelf.model, shelf.catalogues, question)


def _find_all(titles: Sequence[str], shelf: _Shelf, console: Console) -> list[str]:
    """Ids of the series that are meant."""
    liked = []
    for title in titles:
        found = shelf.catalogues.index.now().search(title, limit=1)
        if not found:
            raise UserError(
                _("No series is called “{title}”. Try another name, or `linger search` to look around.", title=title)
            )
        meant = shelf.require(found[0].series_id)
        liked.append(meant.id)
        if title.casefold() not in (name.casefold() for name in meant.names()):
            console.print(escape(_("“{title}” is taken for {name}.", title=title, name=_named(meant))), style="dim")
    return liked


def _likened(mood: str, shelf: _Shelf, *, most: int) -> tuple[list[str], str]:
    """Ids of the series that a mood names ("something like …"), and the mood without them, as members get it."""

    def named(typed: str) -> str | None:
        best = clear_best(shelf.catalogues.index.now().search(typed))
        names = shelf.require(best.series_id).names() if best is not None else ()
        return best.series_id if best is not None and is_called(names, typed) else None

    sayings = shelf.model.sayings
    return take_likened(mood, named, most=most, is_known=sayings.covers, is_saying=sayings.is_saying)


def _nothing_left(answer: Answer) -> str:
    if answer.too_narrow is None:
        return _("Nothing in the catalogue fits all of this. Ask for less.")
    constraints, count = answer.too_narrow
    return _n(
        "Nothing fits all of this. Leave out “{words}” and {count} series fits.",
        "Nothing fits all of this. Leave out “{words}” and {count} series fit.",
        count,
        words="”, “".join(constraint.said for constraint in constraints),
    )


def _account(pick: Pick, shelf: _Shelf) -> list[str]:
    """The shares of one score in lines, for `--explain`."""
    why = pick.why
    lines = [f"{_named(pick.series)}: {why.score:.4f}"]
    parts = why.parts()
    for share in why.shares:
        shared = joined(f"{role} {value}" for role, value in share.shared)
        part = parts.get(share.series_id, 0.0)
        lines.append(f"  {share.amount:+.4f} {part:4.0%}  {shelf.require(share.series_id).title}: {shared or '-'}")
    if why.house:
        lines.append(f"  {why.house:+.4f} {parts.get(None, 0.0):4.0%}  " + _("liked in general"))
    return lines


def _named(series: Series) -> str:
    return f"{series.title} ({series.country} {series.year})"


def _because(explanation: Explanation, shelf: _Shelf) -> list[tuple[Series, list[str]]]:
    """For each like that spoke for it: what the two have in common, the rarest first."""
    reasons = []
    for share in explanation.shares:
        if share.amount > 0 and share.shared:
            telling = [facet for facet in share.shared if facet[0] not in _COMMONPLACE] or share.shared
            values = [_value(role, value, shelf) for role, value in telling]
            reasons.append((shelf.require(share.series_id), list(dict.fromkeys(values))))
    return reasons


def _value(role: str, value: str, shelf: _Shelf) -> str:
    if role in ("genre", "trope", "kind", "source-kind"):
        return shelf.catalogues.vocabulary.label(value)
    if role in ("lineage", "franchise"):
        return _("lineage")
    if role == "country":
        return str(current_locale().territories.get(value, value))
    return value


def _table(picks: Sequence[Pick], shelf: _Shelf) -> Table:
    table = Table(_("Title"), _("Year"), _("Country"), _("Episodes"), _("Why"))
    for pick in picks:
        one = pick.series
        cells = (one.title, str(one.year), one.country, str(one.episodes or "?"), _why(pick, shelf))
        table.add_row(*(escape(cell) for cell in cells))
    return table


def _why(pick: Pick, shelf: _Shelf) -> str:
    reasons = _because(pick.why, shelf)
    why = in_turn(labelled(like.title, joined(values[:4])) for like, values in reasons)
    if not why:
        why = _("well known") if not pick.why.shares else _("fits best of what is left")
    if not pick.missed:
        return why
    lacks = in_turn(describe_lack(one, pick.series, shelf.catalogues.vocabulary) for one in pick.missed)
    return f"{why}\n" + _("Lacks: {wishes}", wishes=lacks)


def _record(pick: Pick) -> dict[str, object]:
    one = pick.series
    return {
        "id": one.id,
        "title": one.title,
        "year": one.year,
        "country": one.country,
        "episodes": one.episodes,
        "score": pick.why.score,
        "house": pick.why.house,
        "because": [
            {"id": share.series_id, "share": share.amount, "shared": [list(facet) for facet in share.shared]}
            for share in pick.why.shares
        ],
        "lacks": [constraint.key for constraint in pick.missed],
    }
