"""MyAnimeList's export: one XML file, packed as .xml.gz."""

from __future__ import annotations

from bot.domain.lists import scales
from bot.domain.lists.entries import (
    Entry,
    Medium,
    ReadList,
    Unread,
    day_of,
    episode_of,
    rewatches_of,
    status_of,
    tidy,
    tidy_note,
)
from bot.domain.lists.xml_text import Fields, each_record
from bot.domain.progress import Status
from bot.i18n import _

TOP = 10.0


def read(text: str) -> ReadList:
    """The anime of an export, by the ids of MyAnimeList. Raises UserError for a file that means harm."""
    entries: list[Entry] = []
    unread: list[Unread] = []

    def found(fields: Fields, line: int) -> None:
        title = tidy(fields.get("series_title"))
        if not title:
            unread.append(Unread(_("line {line}", line=line), _("no title")))
            return
        entries.append(_entry(fields, title))

    broken = each_record(_declared(text), "anime", found)
    if broken:
        unread.append(Unread(_("the end"), broken))
    return ReadList("myanimelist", tuple(entries), tuple(unread))


def _declared(text: str) -> str:
    # The text is decoded by now: what its first line says about the encoding holds no longer.
    head, end, rest = text.partition("?>")
    return rest if end and head.lstrip().startswith("<?xml") else text


def _entry(fields: Fields, title: str) -> Entry:
    number = fields.get("series_animedb_id", "")
    medium = Medium.ANIME
    rating = scales.read_or_none(fields.get("my_score"), TOP)
    status = status_of(fields.get("my_status"))
    rewatching = fields.get("my_rewatching") == "1"
    return Entry(
        title=title,
        medium=medium,
        ids={"mal": number} if number.isdecimal() and number != "0" else {},
        status=Status.WATCHING if rewatching else status,
        episode=episode_of(fields.get("my_watched_episodes")),
        rating=rating,
        rewatches=rewatches_of(fields.get("my_times_watched")),
        started_on=day_of(fields.get("my_start_date")),
        finished_on=day_of(fields.get("my_finish_date")),
        note=tidy_note(fields.get("my_comments")),
    )
