"""Claims of what is about to be published, what became of them, and what is left to do; each call one transaction."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.published.kinds import PublishedKind, Step
from bot.domain.published.records import NOTHING, PostAddress, Publication, Reach, Shows
from bot.domain.series import Series
from bot.domain.shards import ALONE, Shards
from bot.errors import Gone
from bot.storage.engine.database import Connection, Database
from bot.storage.engine.times import to_ms
from bot.storage.ledger.calls import count_votes
from bot.storage.published import marks, publications, steps
from bot.storage.removals import insert_stray
from bot.storage.servers import list_installation, set_installation

_BUNDLED = "shown_series"  # and the shards of the process: what it has followed, see `_Followed`
_AT_A_TIME = 200  # steps that are looked at together: a change of settings may touch every post of a server


async def claim(
    db: Database,
    guild_id: int,
    kind: PublishedKind,
    subject: str,
    channel_id: int,
    *,
    after_id: int | None,
    shows: Shows = NOTHING,
    now: datetime,
) -> Publication:
    """Claim what is about to be sent, or find who did before; `is_fresh` tells which.

    What it will show is kept with the claim where nothing else could tell it after a crash.
    """
    async with db.transaction() as connection:
        fresh = await publications.claim(
            connection,
            guild_id=guild_id,
            kind=kind,
            subject=subject,
            channel_id=channel_id,
            after_id=after_id,
            at=now,
        )
        found = await publications.get_publication(connection, guild_id=guild_id, kind=kind, subject=subject)
        assert found is not None
        if fresh:
            await publications.put_shows(connection, found, shows)
    return replace(found, is_fresh=fresh)


async def find(db: Database, guild_id: int, kind: PublishedKind, subject: str) -> Publication | None:
    """A publication or claim, or None."""
    async with db.reading() as connection:
        return await publications.get_publication(connection, guild_id=guild_id, kind=kind, subject=subject)


async def by_message(db: Database, guild_id: int, message_id: int) -> Publication | None:
    """What is published as this message, or None."""
    async with db.reading() as connection:
        return await publications.get_by_message(connection, guild_id=guild_id, message_id=message_id)


async def settle(
    db: Database,
    guild_id: int,
    kind: PublishedKind,
    subject: str,
    place: PostAddress | None,
    shows: Shows = NOTHING,
    *,
    now: datetime,
    steps: Iterable[Step] = (),
) -> None:
    """It is there, or (None) there was nothing to say."""
    async with db.transaction() as connection:
        await publications.settle(
            connection,
            guild_id=guild_id,
            kind=kind,
            subject=subject,
            place=place,
            shows=shows,
            at=now,
            steps=steps,
        )


async def note_drawn(db: Database, publication: Publication, shows: Shows, *, marks_then: int) -> None:
    """It was drawn anew when the number of marks was `marks_then`, and is about to be shown: it follows that, too.

    Where something has changed since then it is asked for once more instead: it may name who is forgotten by now.
    """
    guild_id, kind, subject = publication.guild_id, publication.kind, publication.subject
    async with db.transaction() as connection:
        if await marks.count_marks(connection, guild_id) == marks_then:
            await publications.add_shows(connection, publication, shows)
        else:
            await steps.ask_step(connection, guild_id=guild_id, kind=kind, subject=subject, step=Step.RENDER)


async def let_go(db: Database, guild_id: int, kind: PublishedKind, subject: str) -> None:
    """It is no longer published, or could not be."""
    async with db.transaction() as connection:
        await publications.delete_publication(connection, guild_id=guild_id, kind=kind, subject=subject)


async def give_up(db: Database, guild_id: int, kind: PublishedKind, subject: str, *, now: datetime) -> None:
    """What was claimed is not to be published any more; where it stands all the same it is looked for, and goes.

    For kinds that `Strays` can find.
    """
    async with db.transaction() as connection:
        await insert_stray(connection, guild_id=guild_id, kind=kind, subject=subject, at=now)
        await publications.delete_publication(connection, guild_id=guild_id, kind=kind, subject=subject)


async def let_go_of(db: Database, publication: Publication) -> None:
    """What it showed was found to be no more. A claim stays, and so does what was posted anew since it was read."""
    if publication.is_settled:
        async with db.transaction() as connection:
            await publications.delete_as_it_was(connection, publication)


async def unsettled(db: Database) -> list[Publication]:
    """Everything that was claimed and is not known to be there."""
    async with db.reading() as connection:
        return await publications.list_claims(connection)


class _Followed(Struct, frozen=True):
    """What series were when a process of these shards last had its posts follow them."""

    shards: Shards
    at_ms: int
    prints: dict[str, int]  # by series id: of what comes with the program, and whatever else was shown

    @classmethod
    def read(cls, name: str, value: str) -> _Followed:
        """As `follow_bundled` keeps it, and as earlier versions did."""
        shards, kept = Shards.read(name.removeprefix(_BUNDLED).strip()) or ALONE, json.loads(value)
        return cls(shards, kept["at"], kept["series"]) if "series" in kept else cls(shards, 0, kept)


async def follow_bundled(
    db: Database, bundled: Callable[[str], Series | None], in_program: Iterable[str], *, now: datetime
) -> int:
    """At start: mark what shows series that come with another title or length since the last start; returns how many.

    `in_program` are ids of series, shown or not, that may be shown until the next start. The last start of a server is
    that of whichever process had its shard, among however many. What a server itself corrects is marked when it does.
    """
    async with db.transaction() as connection:
        shown = await publications.list_shown_series(connection)
        kept = await list_installation(connection, _BUNDLED)
        last = sorted((_Followed.read(*each) for each in kept.items()), key=lambda one: one.at_ms, reverse=True)
        prints = {series_id: _fingerprint(bundled(series_id)) for series_id in {*in_program, *shown}}
        differing = [one for one in shown if any(each.prints.get(one, prints[one]) != prints[one] for each in last)]
        changed: set[str] = set()
        for guild_id, series_id in await publications.list_showing(connection, differing) if differing else ():
            before: dict[str, int] = next((one.prints for one in last if one.shards.own(guild_id)), {})
            if before.get(series_id, prints[series_id]) != prints[series_id]:
                changed.add(series_id)
                await marks.mark(connection, guild_id, series_id=series_id)
        value = json.dumps({"at": to_ms(now), "series": prints}, sort_keys=True)
        await set_installation(connection, f"{_BUNDLED} {db.shards}".strip(), value)
    return len(changed)


def _fingerprint(series: Series | None) -> int:
    """What posts say of a series."""
    shown = (
        None
        if series is None
        else (series.title, series.native_title, series.country, series.year, series.kind, series.episodes)
    )
    return zlib.crc32(repr(shown).encode())


async def steps_left(db: Database) -> list[tuple[Publication, Step]]:
    """Some of what is left to do, in all servers."""
    async with db.reading() as connection:
        return await steps.list_steps(connection, limit=_AT_A_TIME)


async def series_shown(db: Database, guild_id: int, kind: PublishedKind, subject: str) -> str:
    """The one series that a publication shows. Raises Gone."""
    async with db.reading() as connection:
        found = await publications.list_series_of(connection, guild_id=guild_id, kind=kind, subject=subject)
    if not found:
        raise Gone("")
    return found[0]


async def members_shown(db: Database, guild_id: int, kind: PublishedKind, subject: str) -> list[int]:
    """The members whom a publication names."""
    async with db.reading() as connection:
        return await publications.list_members_of(connection, guild_id=guild_id, kind=kind, subject=subject)


async def count_marks(db: Database, guild_id: int) -> int:
    """How many changes a server has seen: what was drawn at another number may be out of date."""
    async with db.reading() as connection:
        return await marks.count_marks(connection, guild_id)


async def count_left(db: Database, guild_id: int) -> int:
    """How many publications of a server something is left to do about."""
    async with db.reading() as connection:
        return await steps.count_left(connection, guild_id=guild_id)


async def reach_of(db: Database, guild_id: int, setting: str) -> Reach:
    """What a change of this setting would reach."""
    async with db.reading() as connection:
        posts = await publications.count_showing(connection, guild_id=guild_id, setting=setting)
        votes, voted_on = await count_votes(connection, guild_id)
    return Reach(posts, votes, voted_on)


async def ask_step(db: Database, guild_id: int, kind: PublishedKind, subject: str, step: Step) -> None:
    """Have one thing done about one publication, also after a restart."""
    async with db.transaction() as connection:
        await steps.ask_step(connection, guild_id=guild_id, kind=kind, subject=subject, step=step)


async def find_step(
    db: Database, guild_id: int, kind: PublishedKind, subject: str, step: Step
) -> tuple[Publication | None, int | None]:
    """A publication as it is now, and which asking of a step it is at, for `step_done`: None where it is not asked."""

    async def read(connection: Connection) -> tuple[Publication | None, int | None]:
        found = await publications.get_publication(connection, guild_id=guild_id, kind=kind, subject=subject)
        version = await steps.version_of(connection, guild_id=guild_id, kind=kind, subject=subject, step=step)
        return found, version

    return await db.read(read)


async def step_done(db: Database, guild_id: int, kind: PublishedKind, subject: str, step: Step, version: int) -> None:
    """A step is done, as it was asked for when it had this version."""
    async with db.transaction() as connection:
        await steps.delete_step(connection, guild_id=guild_id, kind=kind, subject=subject, step=step, version=version)
