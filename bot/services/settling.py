"""Deriving votes again after a server changed its rules, also where a crash came in between."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime

from bot.domain.server_settings import ServerSettings, fingerprint
from bot.domain.votes import VoteRules
from bot.services.servers import Servers
from bot.services.voting import Ledger
from bot.storage import posts as posts_storage
from bot.storage import settled_rules as storage
from bot.storage import votes as votes_storage
from bot.storage.database import Database
from bot.storage.posts import Post
from bot.storage.times import to_ms

_FEATURE = "votes"
_AT_ONCE = 25  # posts a transaction: derived in a few milliseconds, so that reactions never wait long


class Settler:
    """Knows by which rules the votes of each server were derived."""

    def __init__(self, db: Database, servers: Servers, ledger: Ledger, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._servers = servers
        self._ledger = ledger
        self._clock = clock
        self._settled: dict[int, str] = {}
        self._default = _mark(ServerSettings(), {})
        self._looked_at: dict[int, tuple[ServerSettings, dict[tuple[int, str], bool]]] = {}

    async def load(self) -> None:
        """Read once, at start, what is derived by which rules."""
        async with self._db.reading() as connection:
            self._settled = await connection.run(storage.list_settled)

    async def voting_servers(self) -> list[int]:
        """Servers in which something is voted on."""
        async with self._db.reading() as connection:
            return await connection.run(storage.list_guilds)

    def changed(self, guild_id: int) -> bool:
        """Whether the server's rules are others than those that its votes were derived by."""
        now = self._servers.settings_of(guild_id), self._servers.switches_of(guild_id)
        seen = self._looked_at.get(guild_id)
        if seen is not None and seen[0] is now[0] and seen[1] == now[1]:
            return False
        if _mark(*now) == self._settled.get(guild_id, self._default):
            self._looked_at[guild_id] = now
            return False
        return True

    async def settle(self, guild_id: int, moved: Callable[[Post], None]) -> int:
        """Derive all votes of a server by its present rules; tells `moved` each post whose tally is another now.

        Returns how many those are. Reactions that arrive meanwhile are derived by the present rules anyway.
        """
        before = self._servers.settings_of(guild_id), self._servers.switches_of(guild_id)
        count, last = 0, None
        while True:
            rules, at = self._ledger.rules(guild_id), self._clock()
            posts, changed = await self._db.write(_page(guild_id, last, rules, at))
            for post in changed:
                moved(post)
            count += len(changed)
            if not posts:
                break
            last = posts[-1].message_id
        mark = _mark(*before)
        await self._db.write(lambda raw: storage.upsert_settled(raw, guild_id, mark, at=to_ms(self._clock())))
        self._settled[guild_id] = mark
        return count


def _page(
    guild_id: int, before: int | None, rules: VoteRules, at: datetime
) -> Callable[[sqlite3.Connection], tuple[list[Post], list[Post]]]:
    def run(raw: sqlite3.Connection) -> tuple[list[Post], list[Post]]:
        posts = posts_storage.list_posts(raw, guild_id, before_message_id=before, limit=_AT_ONCE)
        changes = [votes_storage.settle_post(raw, guild_id, p.message_id, rules=rules, at=at) for p in posts]
        return posts, [change.post for change in changes if change is not None and change.has_moved]

    return run


def _mark(settings: ServerSettings, switches: dict[tuple[int, str], bool]) -> str:
    off = sorted(channel_id for (channel_id, feature), is_on in switches.items() if feature == _FEATURE and not is_on)
    return fingerprint(
        [
            settings.helpful_emoji,
            settings.not_helpful_emoji,
            settings.min_account_age_days,
            settings.min_membership_days,
            sorted(settings.voter_role_ids),
            settings.leavers_votes,
            off,
        ]
    )
