"""The audit log: by page for people, as it grows for the channel it is posted to, and what the bot itself notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.audit import THE_BOT, AuditEntry, Filter, Named, acts_of, series_in
from bot.domain.catalogue.spoken_title import spoken_title
from bot.domain.published.kinds import PublishedKind
from bot.domain.published.records import PostAddress, Shows
from bot.errors import Gone
from bot.i18n import _
from bot.services.catalogue.catalogues import Catalogues
from bot.storage import audit as storage
from bot.storage.engine.database import Connection, Database
from bot.storage.published import publications
from bot.storage.servers import insert_audit

MOST_IN_FILE = 20_000  # entries


async def page_of(
    db: Database, guild_id: int, wanted: Filter, *, before_act: int | None = None, limit: int = 10
) -> list[list[AuditEntry]]:
    """A server's newest acts, newest first; the entries of each are oldest first."""
    async with db.reading() as connection:
        entries = await storage.list_acts(
            connection, guild_id=guild_id, wanted=wanted, before_act=before_act, limit=limit
        )
    return [list(reversed(act)) for act in acts_of(entries)]


async def entries_for_file(db: Database, guild_id: int, wanted: Filter) -> list[AuditEntry]:
    """A server's entries for a file, newest first."""
    async with db.reading() as connection:
        return await storage.list_wanted(connection, guild_id=guild_id, wanted=wanted, limit=MOST_IN_FILE)


async def entries_of_act(db: Database, guild_id: int, batch_id: int) -> list[AuditEntry]:
    """Everything that one act wrote, oldest first. Raises Gone where there is no such act here."""
    async with db.reading() as connection:
        entries = await storage.list_batch(connection, guild_id=guild_id, batch_id=batch_id)
    if not entries:
        raise Gone(_("This is not in the log any more."))
    return entries


async def named_in(db: Database, catalogues: Catalogues, guild_id: int, entries: Iterable[AuditEntry]) -> Named:
    """The titles and messages that these entries are about, as they are now."""
    entries = list(entries)
    titles = {}
    for series_id in {each for entry in entries for each in series_in(entry)}:
        series = catalogues.by_its_own_id(guild_id, series_id) or catalogues.last_known(guild_id, series_id)
        if series is not None:
            titles[series_id] = spoken_title(series)
    review_ids = {int(e.subject) for e in entries if e.action.startswith("review.") and e.subject.isdecimal()}
    async with db.reading() as connection:
        places = await storage.list_places_of(connection, guild_id=guild_id, review_ids=sorted(review_ids))
    return Named(titles, {str(review_id): place for review_id, place in places.items()})


async def servers_to_post_to(db: Database) -> list[int]:
    """Servers whose log has entries that were not posted yet."""
    async with db.reading() as connection:
        return await storage.list_guilds_to_post(connection)


async def entries_to_post(db: Database, guild_id: int, *, limit: int = 15) -> list[AuditEntry]:
    """A server's entries that go into its next post: those whose post was begun, otherwise the oldest."""
    async with db.reading() as connection:
        begun = await publications.first_claim(connection, guild_id=guild_id, kind=PublishedKind.AUDIT)
        if begun is None:
            entries = await storage.list_to_post(connection, guild_id=guild_id, limit=limit)
            return await _whole_acts(connection, guild_id, entries)
        first, last = _ends(begun.subject)
        return await storage.list_range(connection, guild_id=guild_id, first_id=first, last_id=last)


async def _whole_acts(connection: Connection, guild_id: int, entries: list[AuditEntry]) -> list[AuditEntry]:
    """`entries` with the rest of the act that the last of them belongs to: it is one line of one post."""
    if not entries or entries[-1].batch_id is None:
        return entries
    act = await storage.list_batch(connection, guild_id=guild_id, batch_id=entries[-1].batch_id)
    return entries + [entry for entry in act if entry.id > entries[-1].id]


async def entries_of_post(db: Database, guild_id: int, subject: str) -> list[AuditEntry]:
    """The entries of one post of the log, as far as they are kept."""
    first, last = _ends(subject)
    async with db.reading() as connection:
        return await storage.list_range(connection, guild_id=guild_id, first_id=first, last_id=last)


def _ends(subject: str) -> tuple[int, int]:
    first, _sep, last = subject.partition("-")
    return int(first), int(last)


def subject_of(entries: Sequence[AuditEntry]) -> str:
    """How a post of these entries is called."""
    return f"{entries[0].id}-{entries[-1].id}"


async def note_posted(
    db: Database, guild_id: int, entries: Sequence[AuditEntry], place: PostAddress | None, *, now: datetime
) -> None:
    """These entries are posted, or (None) the server wants no log in a channel."""
    members = {entry.member_id for entry in entries} | {entry.actor_id for entry in entries}
    shows = Shows(members=frozenset(one for one in members if one is not None and one > THE_BOT))
    async with db.transaction() as connection:
        await storage.mark_posted(connection, guild_id=guild_id, last_id=entries[-1].id, at=now)
        if place is not None:
            await publications.settle(
                connection,
                guild_id=guild_id,
                kind=PublishedKind.AUDIT,
                subject=subject_of(entries),
                place=place,
                shows=shows,
                at=now,
            )


async def note_once(
    db: Database, guild_id: int, action: str, subject: str, after: int | None, *, now: datetime
) -> bool:
    """What the bot itself notes in the log, unless the same stands in it already. False where it does."""
    async with db.transaction() as connection:
        if await storage.has_entry(connection, guild_id=guild_id, action=action, subject=subject):
            return False
        await insert_audit(
            connection,
            guild_id=guild_id,
            actor_id=THE_BOT,
            action=action,
            subject=subject,
            after=after,
            at=now,
        )
        return True


async def note_waiting(
    db: Database, guild_id: int, action: str, period: str, channel_id: int, *, now: datetime
) -> bool:
    """Tell the admins in the log that what is due for `period` can't be posted, once for it and the channel.

    False where they were told before.
    """
    async with db.transaction() as connection:
        told = await storage.list_entries(connection, guild_id=guild_id, prefix=action, limit=1)
        if told and (told[0].subject, told[0].after) == (period, channel_id):
            return False
        await insert_audit(
            connection,
            guild_id=guild_id,
            actor_id=THE_BOT,
            action=action,
            subject=period,
            after=channel_id,
            at=now,
        )
        return True
