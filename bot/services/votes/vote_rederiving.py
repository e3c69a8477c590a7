"""Deriving votes again after a server changed its rules, also where a crash came in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from bot.domain.settings import ServerSettings, fingerprint
from bot.domain.votes import FormerEmoji, Recount, own_rules, rules_of
from bot.services.servers.servers import Servers
from bot.services.votes.voting import Ledger
from bot.storage.engine.database import Database
from bot.storage.ledger import calls as storage
from bot.storage.ledger.posts import Post
from bot.storage.published.marks import mark_lists

_FEATURE = "votes"
_DEFAULT = ServerSettings()
_Rules = tuple[ServerSettings, dict[tuple[int, str], bool], tuple[FormerEmoji, ...]]
_AT_ONCE = 25  # posts a transaction: derived in a few milliseconds, so that reactions never wait long


class VoteRederiver:
    """Knows by which rules the votes of each server were derived."""

    def __init__(self, db: Database, servers: Servers, ledger: Ledger, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._servers = servers
        self._ledger = ledger
        self._clock = clock
        self._derived: dict[int, str] = {}
        self._default = _mark(_DEFAULT, {})
        self._looked_at: dict[int, _Rules] = {}
        self._recounts: dict[int, Recount] = {}

    def recount_of(self, guild_id: int) -> Recount | None:
        """How far the recount is that is under way, or how the last one ended; None where none was needed yet."""
        return self._recounts.get(guild_id)

    async def load(self) -> None:
        """Read once, at start, what is derived by which rules."""
        self._derived = await storage.list_derived_rules(self._db)

    def changed(self, guild_id: int) -> bool:
        """Whether the server's rules are others than those that its votes were derived by."""
        now = self._now(guild_id)
        seen = self._looked_at.get(guild_id)
        if seen is not None and seen[0] is now[0] and seen[1:] == now[1:]:
            return False
        if _mark(*now) == self._derived.get(guild_id, self._default):
            self._looked_at[guild_id] = now
            return False
        return True

    def _now(self, guild_id: int) -> _Rules:
        servers = self._servers
        return servers.settings_of(guild_id), servers.switches_of(guild_id), servers.former_emoji(guild_id)

    async def rederive(self, guild_id: int, moved: Callable[[Post], None]) -> int:
        """Derive all votes of a server by its present rules; tells `moved` each post whose tally is another now.

        Returns how many those are. Reactions that arrive meanwhile are derived by the present rules anyway.
        """
        before = self._now(guild_id)
        recount = Recount(await storage.count_posts(self._db, guild_id))
        last = None
        while True:
            rules, at = self._ledger.rules(guild_id), self._clock()
            posts, changed = await storage.rederive_page(
                self._db, guild_id, before=last, limit=_AT_ONCE, rules=rules, at=at
            )
            for post in changed:
                moved(post)
            recount = replace(recount, done=recount.done + len(posts), moved=recount.moved + len(changed))
            self._recounts[guild_id] = recount
            if not posts:
                break
            last = posts[-1].message_id
        mark = _mark(*before)
        async with self._db.transaction() as connection:
            await mark_lists(connection, guild_id)
        await storage.upsert_derived_rules(self._db, guild_id, mark, at=self._clock())
        self._derived[guild_id] = mark
        return recount.moved


def _mark(settings: ServerSettings, switches: dict[tuple[int, str], bool], former: tuple[FormerEmoji, ...] = ()) -> str:
    rules = rules_of(settings, former)
    off = sorted(channel_id for (channel_id, feature), is_on in switches.items() if feature == _FEATURE and not is_on)
    return fingerprint(
        [
            settings.helpful_emoji,
            *settings.more_helpful_emoji,
            settings.not_helpful_emoji,
            settings.min_account_age_days,
            settings.min_membership_days,
            sorted(settings.voter_role_ids),
            settings.leavers_votes,
            off,
            *([settings.votes_counted] if settings.votes_counted != _DEFAULT.votes_counted else []),
            *own_rules(settings),
            *([sorted(rules.helpful), sorted(rules.not_helpful)] if former else []),
        ]
    )
