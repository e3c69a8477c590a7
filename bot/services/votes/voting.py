"""Votes as they come in: reactions given, taken back and cleared, posts that vanish, members who leave.

Every event goes through `Ledger`, which knows from memory whether a message is voted on at all, so that the many
reactions that are none of ours cost nothing. What is stored is told back as `LedgerChange`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime

from bot.domain.settings import ServerSettings
from bot.domain.votes import FormerEmoji, Reaction, Vote, Voter, VoteRules, rules_of
from bot.services.servers.servers import Servers
from bot.storage.engine.database import Database
from bot.storage.ledger import calls as storage
from bot.storage.ledger.calls import Event
from bot.storage.ledger.posts import Post
from bot.storage.ledger.votes import ClearEvent, LedgerChange, ReactionEvent

__all__ = ["Event", "Ledger", "LedgerChange", "Post"]


class Ledger:
    """The votes of all servers, and which messages they are given on.

    The methods that write put their change into the database's queue before they first wait, so that events keep
    the order in which they are told. Each returns once its change is durable; but reactions come in crowds, and
    `on_stored` is told of those.
    """

    def __init__(self, db: Database, servers: Servers, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._servers = servers
        self._clock = clock
        self._messages: set[int] = set()
        self._guilds: set[int] = set()
        self._rules: dict[int, tuple[ServerSettings, tuple[FormerEmoji, ...], VoteRules]] = {}
        # Told of reactions once they are durable, and what each made of its post (None: nothing is voted on there, or
        # not with that emoji), or why it could not be stored.
        self.on_stored: storage.Stored = lambda _events, _changes: None

    async def load(self) -> None:
        """Read once, at start, which messages are voted on."""
        keys = await storage.list_post_keys(self._db)
        self._messages = {message_id for _guild_id, message_id in keys}
        self._guilds = {guild_id for guild_id, _message_id in keys}

    def knows(self, message_id: int) -> bool:
        """Whether something may be voted on at this message."""
        return message_id in self._messages

    def has_posts(self, guild_id: int) -> bool:
        """Whether anything may be voted on in this server: most of many thousands have nothing yet."""
        return guild_id in self._guilds

    @property
    def guild_ids(self) -> Collection[int]:
        """The servers of which that is so."""
        return frozenset(self._guilds)

    def note_post(self, guild_id: int, message_id: int) -> None:
        """Something can be voted on at this message from now on."""
        self._messages.add(message_id)
        self._guilds.add(guild_id)

    def rules(self, guild_id: int) -> VoteRules:
        """What counts in a server now."""
        settings = self._servers.settings_of(guild_id)
        former = self._servers.former_emoji(guild_id)
        kept = self._rules.get(guild_id)
        if kept is None or kept[0] is not settings or kept[1] != former:
            kept = self._rules[guild_id] = settings, former, rules_of(settings, former)
        return kept[2]

    def record(self, guild_id: int, reaction: Reaction, voter: Voter | None) -> None:
        """A member reacted, or took a reaction back (None)."""
        event = ReactionEvent(guild_id, reaction, voter, self.rules(guild_id), self._clock())
        storage.record(self._db, event, self._stored)

    def _stored(self, events: Sequence[Event], changes: Sequence[LedgerChange | Exception | None]) -> None:
        self.on_stored(events, changes)

    def clear(self, guild_id: int, message_id: int, emoji: str | None = None) -> None:
        """A moderator cleared all reactions, or those with one emoji."""
        event = ClearEvent(guild_id, message_id, emoji, self.rules(guild_id), self._clock())
        storage.clear_reactions(self._db, event, self._stored)

    async def forget_posts(self, guild_id: int, message_ids: Iterable[int]) -> list[Post]:
        """These messages are gone, and the votes on them; those of them that were posts.

        A review that one of them showed is not posted any more, and a recommendation is gone.
        """
        known = [message_id for message_id in message_ids if message_id in self._messages]
        if not known:
            return []
        gone = await storage.forget_messages(self._db, guild_id, known)
        self._messages.difference_update(known)
        return gone

    async def forget_channel(self, guild_id: int, channel_id: int) -> list[Post]:
        """A channel or thread is gone, with its posts and those in its threads."""
        gone = await storage.forget_messages_in(self._db, guild_id, channel_id)
        self._messages.difference_update(post.message_id for post in gone)
        return gone

    async def update_voter(self, guild_id: int, voter: Voter) -> list[LedgerChange]:
        """A member left, came back, or more is known of them; who never reacted is not stored."""
        return await storage.update_voter(self._db, guild_id, voter, rules=self.rules(guild_id), at=self._clock())

    async def vote_of(self, guild_id: int, message_id: int, user_id: int) -> tuple[Post, Vote | None] | None:
        """The post with this message, and a member's vote on it; None if nothing is voted on there."""
        return await storage.vote_at(self._db, guild_id, message_id, user_id)

    async def stale_posts(self) -> list[Post]:
        """Posts that show another tally than is stored, those that wait longest first; 500 at most."""
        return [stale.post for stale in await storage.list_stale_posts(self._db)]
