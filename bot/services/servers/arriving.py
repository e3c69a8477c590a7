"""Coming to a server, and leaving it: what a new one begins with, who is told, and what a start finds out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from bot.domain.notices import Notice, NoticeKind
from bot.domain.settings import ServerSettings, SetTo
from bot.domain.shards import ALONE, Shards
from bot.services.servers.servers import Servers
from bot.storage import servers as storage
from bot.storage.engine.database import Connection, Database
from bot.storage.notices import insert_notices

_AT_ONCE = 1_000  # servers that are noted together
_INVITED_FIRST = timedelta(days=7)  # people invite a bot, and start it for the first time some days later


class Presence(Struct, frozen=True):
    """What a start, or a new session, has found out: servers to be greeted, and servers that were left."""

    to_greet: tuple[int, ...] = ()
    left: tuple[int, ...] = ()


async def compare_presence(
    db: Database,
    servers: Servers,
    came_at: Mapping[int, datetime | None],
    *,
    now: datetime,
    is_known: Callable[[int], bool] = lambda _guild_id: True,
    within: Shards = ALONE,
) -> Presence:
    """Note which servers were left while nobody listened, and find those that were joined.

    `came_at` has every server `within` these shards that the bot is in, and when it came there, or None where Discord
    does not say yet: then it is left for later. `is_known` tells whether a server would be among them, if the bot were
    in it. A server that the bot has come back to is greeted, and one it came to since the first of all servers was
    noted, or in the week before: the others were there before this database was, and are noted without a word.
    """
    async with db.reading() as connection:
        noted = await storage.list_noted(connection, within)
        began_at = await storage.first_noted(connection) or now
    present, away = ({one.guild_id for one in noted if one.is_away is away} for away in (False, True))
    left = sorted(filter(is_known, present - came_at.keys()))
    for guild_id in left:
        await servers.leave(guild_id)
    to_greet, from_before = [], []
    for guild_id, came in sorted(came_at.items()):
        if guild_id in present or came is None:
            continue
        if guild_id in away or came >= began_at - _INVITED_FIRST:
            to_greet.append(guild_id)
        else:
            from_before.append(guild_id)
    for start in range(0, len(from_before), _AT_ONCE):
        async with db.transaction() as connection:
            await storage.insert_joined(connection, from_before[start : start + _AT_ONCE], at=now)
    return Presence(tuple(to_greet), tuple(left))


async def which_present(db: Database, guild_ids: Collection[int]) -> set[int]:
    """In which of these servers the bot is noted to be, of whichever process."""
    async with db.reading() as connection:
        return await storage.list_present(connection, guild_ids)


async def count_servers(db: Database) -> int:
    """In how many servers the bot is noted to be, of all processes together."""
    async with db.reading() as connection:
        return await storage.count_present(connection)


async def greet(
    db: Database, servers: Servers, guild_id: int, *, host_id: int | None, bot_id: int, language: str, now: datetime
) -> None:
    """Note that the bot is in this server; where it was not before, have `host_id` told, once.

    A new server starts on the careful side, in its own language. One that is back is as it was left, and its host is
    told what is here again. All of it is stored at once, so what a crash interrupts is done when this is called again.
    """
    kept = await servers.kept(guild_id, bot_id=bot_id)

    async def arrive(connection: Connection) -> None:
        was_away = await storage.mark_joined(connection, guild_id=guild_id, at=now)
        if was_away and host_id is not None:
            notice = Notice(host_id, guild_id, NoticeKind.WELCOME, {"kept": kept})
            await insert_notices(connection, [notice], at=now)

    if not kept and servers.settings_of(guild_id) == ServerSettings():
        wishes = [SetTo("spoiler_policy", "on-request"), SetTo("language", language)]
        await servers.apply(guild_id, wishes, actor_id=bot_id, beside=arrive)
    else:
        async with db.transaction() as connection:
            await arrive(connection)
