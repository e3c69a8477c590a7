"""TV Time: the CSV files of the archive that it sends on request, and those of the tools people used when it closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.domain.lists import columns, tables
from bot.domain.lists.entries import Entry, Medium, ReadList, Unread, day_of, episode_of, tidy, whole
from bot.domain.lists.files import Part
from bot.domain.lists.trakt import together
from bot.domain.progress import Status
from bot.i18n import _, joined

_TITLES: Final = ("tvshowname", "seriesname", "showname", "tvshow")
_SEASONS: Final = ("episodeseasonnumber", "seasonnumber", "seasonno", "sno", "season")
_EPISODES: Final = ("episodenumber", "episodeno", "epno", "episode")
_DAYS: Final = ("createdat", "watchedat", "updatedat", "watcheddate")
_SEEN: Final = ("nbepisodesseen", "episodesseen")


def is_one(parts: Sequence[Part]) -> bool:
    """Whether these files are TV Time's."""
    return any(_is_table_of_it(part) for part in parts)


def _is_table_of_it(part: Part) -> bool:
    head = part.text[:2000].partition("\n")[0]
    heads = {columns.bare(cell) for cell in head.replace(";", ",").split(",")}
    return "tvshowname" in heads or ({"seriesname", "showname"} & heads and bool(set(_EPISODES) & heads)) is True


def read(parts: Sequence[Part]) -> ReadList:
    """Every season once: the last episode that was ticked off, and the days of the first and the last."""
    found: dict[tuple[str, int], Entry] = {}
    unread: list[Unread] = []
    for part in parts:
        if not _is_table_of_it(part):
            continue
        table = tables.read_table(part.text, part.name)
        unread += table.unread
        for line, row in table.rows:
            cells = {columns.bare(head): value for head, value in row.items()}
            entry = _entry(cells)
            if entry is None:
                unread.append(Unread(joined([part.name, str(line)]), _("no title")))
                continue
            key = (entry.title.casefold(), entry.season or 0)
            found[key] = together(found[key], entry) if key in found else entry
    shows = {title for title, season in found if season}
    # Files about whole shows add nothing where their seasons are known.
    entries = [one for (title, season), one in found.items() if season or title not in shows]
    return ReadList("tvtime", tuple(entries), tuple(unread))


def _entry(cells: dict[str, str]) -> Entry | None:
    title = tidy(_first(cells, _TITLES))
    if not title:
        return None
    season, day = whole(_first(cells, _SEASONS), most=99), day_of(_first(cells, _DAYS))
    episode = episode_of(_first(cells, _EPISODES)) or (episode_of(_first(cells, _SEEN)) if season is None else None)
    is_followed = _first(cells, ("isfollowed", "active", "isarchived"))
    status = Status.WATCHING if episode else Status.PLANNED if is_followed else None
    tvdb = _first(cells, ("tvshowid", "seriesid", "tvdbid"))
    return Entry(
        title=title,
        season=season,
        medium=Medium.SERIES,
        ids={"tvdb": tvdb} if tvdb.isdecimal() else {},
        status=status,
        episode=episode,
        started_on=day if episode else None,
        finished_on=day if episode else None,
    )


def _first(cells: dict[str, str], names: Sequence[str]) -> str:
    return next((cells[name].strip() for name in names if cells.get(name, "").strip()), "")
