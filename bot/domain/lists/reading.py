"""Which service a file is from, and the list in it."""

from __future__ import annotations

from msgspec.structs import replace

from bot.domain.lists import anilist, letterboxd, myanimelist, mydramalist, own, serializd, tables, trakt, tvtime
from bot.domain.lists.columns import NO_WISHES, Wishes
from bot.domain.lists.entries import Entry, ReadList, Unread
from bot.domain.lists.files import Part, unpack
from bot.domain.lists.json_text import loaded
from bot.errors import UserError
from bot.i18n import _

MOST_ENTRIES = 100_000


def read_upload(name: str, data: bytes, wishes: Wishes = NO_WISHES) -> ReadList:
    """The list in a file, told by what is in it. Slow for large files: run it in a thread.

    Raises UserError where there is no list in it, UnclearColumns where it is a table that has to be explained.
    """
    parts, unread = unpack(name, data)
    return _bounded(_read(parts, wishes), unread)


def read_text(text: str, wishes: Wishes = NO_WISHES) -> ReadList:
    """A list that was pasted: a page of MyDramaList, or whatever a file would hold."""
    return _bounded(_read([Part("pasted.txt", text)], wishes), [])


def _read(parts: list[Part], wishes: Wishes) -> ReadList:
    if any("<myanimelist" in part.text[:2000].lower() for part in parts):
        return myanimelist.read(next(p.text for p in parts if "<myanimelist" in p.text[:2000].lower()))
    jsons = [part for part in parts if part.text.lstrip()[:1] in ("{", "[")]
    if jsons:
        return _of_json(jsons)
    if letterboxd.is_one(parts):
        return letterboxd.read(parts)
    if tvtime.is_one(parts):
        return tvtime.read(parts)
    if not wishes and len(parts) == 1 and mydramalist.is_one(parts[0].text):
        return mydramalist.read(parts[0].text)
    if any(part.text.lstrip().startswith("<") for part in parts):
        raise UserError(_("This XML is not an export of MyAnimeList, the only one that I know."))
    return _of_tables(parts, wishes)


def _of_tables(parts: list[Part], wishes: Wishes) -> ReadList:
    read = tables.read([(part.name if len(parts) > 1 else "", part.text) for part in parts], wishes)
    if serializd.rows_of_table(tables.read_table(parts[0].text[:2000]).heads):
        return ReadList("serializd", read.entries, read.unread)
    return read


def _of_json(parts: list[Part]) -> ReadList:
    files: list[tuple[str, object]] = []
    unread: list[Unread] = []
    for part in parts:
        try:
            files.append((part.name, loaded(part.text)))
        except UserError as error:
            if len(parts) == 1:
                raise
            unread.append(Unread(part.name, error.message))
    for name, data in files:
        if own.is_one(data):
            return own.read(data)
        if anilist.is_one(data):
            return anilist.read(data)
        if serializd.is_one(data):
            return _bounded(serializd.read(data), unread)
        if trakt.is_one(data):
            # Files without a show in them (followers, settings) say nothing about series.
            return _bounded(trakt.read([one for one in files if trakt.is_one(one[1])]), unread)
        del name
    raise UserError(
        _("I don't know this JSON. I read exports of AniList, Trakt, Serializd and my own; any list as CSV works too.")
    )


def _bounded(read: ReadList, unread: list[Unread]) -> ReadList:
    entries: tuple[Entry, ...] = read.entries
    beyond = len(entries) - MOST_ENTRIES
    if beyond > 0:
        unread = [
            *unread,
            Unread("…", _("{count} entries past the {most} that I read", count=beyond, most=MOST_ENTRIES)),
        ]
    if not entries:
        raise UserError(
            _(
                "I found no series in this. I read exports of MyAnimeList, AniList, Letterboxd, Trakt, TV Time and"
                " Serializd, pages of MyDramaList pasted as text, and any CSV with a column of titles."
            )
        )
    return replace(read, entries=entries[:MOST_ENTRIES], unread=(*unread, *read.unread))
