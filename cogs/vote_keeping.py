"""Keeping votes true in the background: comparisons with Discord, changed rules, posts that lag behind. Not a cog."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Generic, TypeVar

from bot.client import Linger
from bot.domain.votes import SubjectKind
from bot.services.reconciling import OutOfReach, Reconciler
from bot.services.settling import Settler
from bot.services.voting import Post
from bot.ui.feature_cog import FeatureCog
from cogs.vote_source import DiscordVotes

_log = logging.getLogger(__name__)
K = TypeVar("K", bound=Hashable)
Place = tuple[int | None, int | None]  # server and channel, as `place_of` tells them

_LOOK_EVERY_S = 3.0  # for changed rules
_STALE_EVERY_S = 600.0  # for posts whose edit failed
_AGAIN_AFTER_S = 900.0  # for what failed or was out of reach


class VoteKeeping:
    """One worker; what is asked for twice is done once, and what failed again after `again_after_s`."""

    def __init__(self, bot: Linger, cog: FeatureCog, *, again_after_s: float = _AGAIN_AFTER_S) -> None:
        self.again_after_s = again_after_s
        app = bot.app
        self._bot = bot
        self._ledger = app.ledger
        self._settler = Settler(app.db, app.servers, app.ledger, app.clock)
        self.reconciler = Reconciler(
            app.db,
            app.ledger,
            DiscordVotes(bot),
            clock=app.clock,
            own_id=lambda: bot.user.id if bot.user else 0,
            moved=self.touch,
            gone=self.forgotten,
            counts_in=lambda post: cog.is_on(post.guild_id, post.parent_id or self._parent(post)),
        )
        self._doubts = _Waiting[tuple[int, int]]()
        self._servers = _Waiting[int]()
        self._missed: dict[tuple[int, int], Place] = {}
        self._is_on = cog.is_on
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin; the work waits until the bot is ready."""
        await self._settler.load()
        self._tasks = [
            asyncio.create_task(self._again_and_again(self._answer_doubt), name="votes: doubts"),
            asyncio.create_task(self._again_and_again(self._compare_server), name="votes: servers"),
            asyncio.create_task(self._again_and_again(self._watch_rules), name="votes: rules"),
            asyncio.create_task(self._again_and_again(self._catch_up), name="votes: posts that lag behind"),
        ]

    async def stop(self) -> None:
        """End, in the middle of the work if need be; the next start begins it again."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def touch(self, post: Post) -> None:
        """Have a post show its tally."""
        self._bot.posts.touch(post.subject.kind.value, post.guild_id, post.subject.id)

    async def forgotten(self, posts: Sequence[Post]) -> None:
        """The messages of these posts are gone: a recommendation among them counts no more."""
        if any(post.subject.kind is SubjectKind.SUGGESTION for post in posts):
            await self._bot.app.recommendations.refresh_pairs()

    def doubt(self, guild_id: int, message_id: int) -> None:
        """Something about this post may have been missed: compare it at once."""
        self._doubts.add((guild_id, message_id))

    def doubt_later(self, guild_id: int, message_id: int) -> None:
        """Like `doubt`, when whatever is wrong now may have passed."""
        asyncio.get_running_loop().call_later(self.again_after_s, self.doubt, guild_id, message_id)

    def ask(self, guild_id: int, *, with_offers: bool = False) -> None:
        """Something in this server may have been missed; `with_offers` also puts missing vote emoji under posts."""
        self._servers.add(guild_id, with_offers)

    def miss(self, guild_id: int, message_id: int, place: Place) -> None:
        """A reaction was let pass because votes rest there: compare the post when they no longer do."""
        self._missed[guild_id, message_id] = place

    @property
    def is_busy(self) -> bool:
        """Whether a comparison that was asked for is still to be done."""
        return self._doubts.is_busy or self._servers.is_busy

    def _parent(self, post: Post) -> int:
        guild = self._bot.get_guild(post.guild_id)
        thread = guild.get_thread(post.channel_id) if guild is not None else None
        return thread.parent_id if thread is not None else post.channel_id

    async def _again_and_again(self, work: Callable[[], Awaitable[None]]) -> None:
        await self._bot.started.wait()
        while True:
            try:
                await work()
            except Exception:  # noqa: BLE001 (it lives on, whatever one round met)
                _log.exception("keeping votes true: this round failed")
                await asyncio.sleep(_LOOK_EVERY_S)

    async def _answer_doubt(self) -> None:
        async with self._doubts.next() as ((guild_id, message_id), _):
            try:
                with suppress(OutOfReach):
                    await self.reconciler.message(guild_id, message_id)
            except Exception:
                self.doubt_later(guild_id, message_id)
                raise

    async def _compare_server(self) -> None:
        async with self._servers.next() as (guild_id, with_offers):
            try:
                report = await self.reconciler.server(guild_id, with_offers=with_offers)
            except Exception:
                self._ask_later(guild_id)
                raise
        if report.out_of_reach:
            self._ask_later(guild_id)

    def _ask_later(self, guild_id: int) -> None:
        asyncio.get_running_loop().call_later(self.again_after_s, self.ask, guild_id)

    async def _watch_rules(self) -> None:
        for guild_id in [guild.id for guild in self._bot.guilds]:
            if self._settler.changed(guild_id):
                moved = await self._settler.settle(guild_id, self.touch)
                _log.info("server %d counts votes by other rules now: %d posts changed", guild_id, moved)
                self.ask(guild_id, with_offers=True)
        for key in [key for key, place in self._missed.items() if self._is_on(*place)]:
            del self._missed[key]
            self.doubt(*key)
        await asyncio.sleep(_LOOK_EVERY_S)

    async def _catch_up(self) -> None:
        """Edit the posts that a crash or a failure left behind."""
        tried: set[int] = set()
        while stale := [post for post in await self._ledger.stale_posts() if post.message_id not in tried]:
            tried |= {post.message_id for post in stale}
            for post in stale:
                self.touch(post)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._bot.posts.settled(), 60)
        await asyncio.sleep(_STALE_EVERY_S)


class _Waiting(Generic[K]):
    """What was asked for and is not done; what is asked for twice is done once."""

    def __init__(self) -> None:
        self._keys: dict[K, bool] = {}
        self._added = asyncio.Event()
        self._under_way = 0

    @property
    def is_busy(self) -> bool:
        """Whether something waits or is under way."""
        return bool(self._keys or self._under_way)

    def add(self, key: K, flag: bool = False) -> None:
        """Ask for `key`; of several wishes the stronger one counts."""
        self._keys[key] = self._keys.get(key, False) or flag
        self._added.set()

    @asynccontextmanager
    async def next(self) -> AsyncIterator[tuple[K, bool]]:
        """The one that waits longest; within the block it is under way."""
        while not self._keys:
            self._added.clear()
            await self._added.wait()
        key = next(iter(self._keys))
        flag = self._keys.pop(key)
        self._under_way += 1
        try:
            yield key, flag
        finally:
            self._under_way -= 1
