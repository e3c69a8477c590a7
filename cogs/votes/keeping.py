"""Keeping votes true in the background: comparisons with Discord, changed rules, posts that lag behind."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Generic, TypeVar

import discord

from bot.domain.emoji import custom_emoji
from bot.domain.published.kinds import PublishedKind, Step
from bot.domain.settings import SETTINGS, Emoji, ServerSettings
from bot.domain.votes import SubjectKind
from bot.edge.client import Linger
from bot.edge.feature_cog import FeatureCog, channel_around
from bot.edge.guilds import here_for
from bot.edge.publishing.offering import note_gone
from bot.services import publishing
from bot.services.votes.missing import look_for_missing
from bot.services.votes.reconciling import OutOfReach, Reconciler, Report, Sight
from bot.services.votes.voting import Post
from cogs.votes.source import DiscordVotes, sight_of

_log = logging.getLogger(__name__)
K = TypeVar("K", bound=Hashable)
Whereabouts = tuple[int | None, int | None]  # server and channel, as `place_of` tells them

_RECENT = 100  # posts of a server: one request, where they are in one channel
_STALE_EVERY_S = 600.0  # for posts whose edit failed


class VoteKeeping:
    """One worker; what is asked for twice is done once, and what failed again after a while."""

    def __init__(self, bot: Linger, cog: FeatureCog) -> None:
        app = bot.app
        self._again_after_s = app.pace.recheck_after_s
        self._look_every_s = app.pace.look_every_s
        self._bot = bot
        self._ledger = app.ledger
        self._rederiver = app.rederiver
        self.source = DiscordVotes(bot)
        self.reconciler = Reconciler(
            app.db,
            app.ledger,
            self.source,
            clock=app.clock,
            pause_s=app.pace.compare_pause_s,
            slow_pause_s=app.pace.compare_slow_pause_s,
            own_id=lambda: bot.user.id if bot.user else 0,
            moved=self.schedule_edit,
            counts_in=lambda post: cog.is_on(
                post.guild_id, post.parent_id or channel_around(bot, post.guild_id, post.channel_id)
            ),
            ask_offer=self._ask_offer,
        )
        self._posts = _Waiting[tuple[int, int]]()
        self._servers = _Waiting[int]()
        self._missed: dict[tuple[int, int], Whereabouts] = {}
        self._is_on = cog.is_on
        self._tasks: list[asyncio.Task[None]] = []
        self._doubts: set[asyncio.Task[None]] = set()
        self._look_after_s = app.pace.look_after_s
        self._recent_every_s = app.pace.recent_every_s

    async def start(self) -> None:
        """Begin; the work waits until the bot is ready."""
        self._tasks = [
            asyncio.create_task(self._again_and_again(self._recheck_next_post), name="votes: posts to compare"),
            asyncio.create_task(self._again_and_again(self._recheck_next_server), name="votes: servers"),
            asyncio.create_task(self._again_and_again(self._watch_rules), name="votes: rules"),
            asyncio.create_task(self._again_and_again(self._catch_up), name="votes: posts that lag behind"),
            asyncio.create_task(self._again_and_again(self._look_for_missing), name="votes: missing posts"),
            asyncio.create_task(self._again_and_again(self._compare_recent), name="votes: recent posts"),
        ]

    async def stop(self) -> None:
        """End, in the middle of the work if need be; the next start begins it again."""
        tasks = [*self._tasks, *self._doubts]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def schedule_edit(self, post: Post) -> None:
        """Have a post show its tally."""
        self._bot.posts.schedule_edit(post.subject.kind.value, post.guild_id, post.subject.id)

    async def forgotten(self, posts: Sequence[Post]) -> None:
        """The messages of these posts are gone: a recommendation among them counts no more."""
        for guild_id in {post.guild_id for post in posts if post.subject.kind is SubjectKind.SUGGESTION}:
            await self._bot.app.recommendations.refresh_pairs(guild_id)

    def recheck_post(self, guild_id: int, message_id: int) -> None:
        """Something about this post may have been missed: compare it at once."""
        self._posts.add((guild_id, message_id))

    def recheck_post_later(self, guild_id: int, message_id: int) -> None:
        """Like `recheck_post`, when whatever is wrong now may have passed."""
        asyncio.get_running_loop().call_later(self._again_after_s, self.recheck_post, guild_id, message_id)

    def recheck_server(self, guild_id: int) -> None:
        """Something in this server may have been missed."""
        if self._ledger.has_posts(guild_id) or _has_own_emoji(self._bot.app.servers.settings_of(guild_id)):
            self._servers.add(guild_id)

    def recheck_shard(self, shard_id: int) -> None:
        """The same in every server of a shard; most of many thousands have nothing that could be missed."""
        for guild_id in {*self._ledger.guild_ids, *self._bot.app.servers.asking_for(_has_own_emoji)}:
            if self._bot.shard_of(guild_id) == shard_id and self._bot.get_guild(guild_id) is not None:
                self.recheck_server(guild_id)

    async def compare(self, guild_id: int, progress: Callable[[Report], None] = lambda _report: None) -> Report:
        """Compare a server with Discord now: whether its vote emoji exist, then all posts."""
        await self._look_at_emoji(guild_id)
        return await self.reconciler.server(guild_id, progress=progress)

    async def _look_at_emoji(self, guild_id: int) -> None:
        """Note those of the server's own that were deleted."""
        guild, settings = self._bot.get_guild(guild_id), self._bot.app.servers.settings_of(guild_id)
        if guild is None or guild.unavailable or not _has_own_emoji(settings):
            return
        here = await here_for(guild, settings)
        for name, kind in SETTINGS.items():
            written = getattr(settings, name)
            if isinstance(kind, Emoji) and kind.gone(written, here):
                await note_gone(self._bot, guild_id, written)

    async def _ask_offer(self, post: Post) -> None:
        """Have the vote emoji of a post put right."""
        kind = PublishedKind(post.subject.kind.value)
        await publishing.ask_step(self._bot.app.db, post.guild_id, kind, str(post.subject.id), Step.OFFER)
        self._bot.posts.look()

    def recheck_when_on(self, guild_id: int, message_id: int, place: Whereabouts) -> None:
        """A reaction was let pass because votes rest there: compare the post when they no longer do."""
        self._missed[guild_id, message_id] = place

    async def compare_shown(self, guild_id: int, message: discord.Message) -> None:
        """Recheck a post that shows other numbers than are stored, unless votes are just coming in."""
        shown = sight_of(message)
        if await self.reconciler.differs(guild_id, message.id, shown):
            doubt = asyncio.create_task(self._recheck_if_still(guild_id, message.id, shown), name="votes: in doubt")
            self._doubts.add(doubt)
            doubt.add_done_callback(self._doubts.discard)

    async def _recheck_if_still(self, guild_id: int, message_id: int, shown: Sight) -> None:
        before = await self.reconciler.counted(guild_id, message_id)
        await asyncio.sleep(self._look_after_s)  # events may be under way; those that move the tally bring another edit
        if before == await self.reconciler.counted(guild_id, message_id):
            self.recheck_post(guild_id, message_id)

    @property
    def is_busy(self) -> bool:
        """Whether a comparison that was asked for is still to be done."""
        return self._posts.is_busy or self._servers.is_busy

    async def _again_and_again(self, work: Callable[[], Awaitable[None]]) -> None:
        await self._bot.started.wait()
        while True:
            try:
                await work()
            except Exception:  # noqa: BLE001 (it lives on, whatever one round met)
                _log.exception("keeping votes true: this round failed")
                await asyncio.sleep(self._look_every_s)

    async def _recheck_next_post(self) -> None:
        async with self._posts.next() as (guild_id, message_id):
            try:
                await self.reconciler.message(guild_id, message_id)
            except OutOfReach as error:
                _log.info("the votes on message %d are compared later: %s", message_id, error)
                self.recheck_post_later(guild_id, message_id)
            except Exception:
                self.recheck_post_later(guild_id, message_id)
                raise

    async def _recheck_next_server(self) -> None:
        async with self._servers.next() as guild_id:
            try:
                report = await self.compare(guild_id)
            except Exception:
                self._recheck_server_later(guild_id)
                raise
        if report.out_of_reach:
            self._recheck_server_later(guild_id)

    def _recheck_server_later(self, guild_id: int) -> None:
        asyncio.get_running_loop().call_later(self._again_after_s, self.recheck_server, guild_id)

    async def _watch_rules(self) -> None:
        for guild in filter(None, map(self._bot.get_guild, self._ledger.guild_ids)):
            if self._rederiver.changed(guild_id := guild.id):
                moved = await self._rederiver.rederive(guild_id, self.schedule_edit)
                _log.info("server %d counts votes by other rules now: %d posts changed", guild_id, moved)
                self._bot.posts.look()  # for the lists that stand
                self.recheck_server(guild_id)
        for key in [key for key, place in self._missed.items() if self._is_on(*place)]:
            del self._missed[key]
            self.recheck_post(*key)
        await asyncio.sleep(self._look_every_s)

    async def _compare_recent(self) -> None:
        """An event may be lost in a session that goes on, and nothing tells: look at the newest posts now and then."""
        await asyncio.sleep(self._recent_every_s)
        for guild in filter(None, map(self._bot.get_guild, self._ledger.guild_ids)):
            if not guild.unavailable:
                await self.reconciler.server(guild.id, carefully=False, most=_RECENT)

    async def _look_for_missing(self) -> None:
        await self.look_for_missing()
        await asyncio.sleep(_STALE_EVERY_S)

    async def look_for_missing(self) -> None:
        """Ask again for posts that Discord said it does not have, where it is time to."""
        await look_for_missing(
            self._bot.app.db,
            self._ledger,
            self.source,
            now=self._bot.app.clock(),
            found=lambda post: self.recheck_post(post.guild_id, post.message_id),
            gone=self.forgotten,
            pause_s=self._bot.app.pace.compare_pause_s,
        )

    async def _catch_up(self) -> None:
        """Edit the posts that a crash or a failure left behind."""
        tried: set[int] = set()
        while stale := [post for post in await self._ledger.stale_posts() if post.message_id not in tried]:
            tried |= {post.message_id for post in stale}
            for post in stale:
                self.schedule_edit(post)
            with suppress(TimeoutError):
                async with asyncio.timeout(60):
                    await self._bot.posts.settled()
        await asyncio.sleep(_STALE_EVERY_S)


def _has_own_emoji(settings: ServerSettings) -> bool:
    """Whether an emoji of a server's own stands for something."""
    written = (getattr(settings, name) for name, kind in SETTINGS.items() if isinstance(kind, Emoji))
    return any(custom_emoji(each) for each in written)


class _Waiting(Generic[K]):
    """What was asked for and is not done; what is asked for twice is done once."""

    def __init__(self) -> None:
        self._keys: dict[K, None] = {}
        self._added = asyncio.Event()
        self._under_way = 0

    @property
    def is_busy(self) -> bool:
        """Whether something waits or is under way."""
        return bool(self._keys or self._under_way)

    def add(self, key: K) -> None:
        """Ask for `key` to be done; a key that waits already keeps its place and is done once."""
        self._keys[key] = None
        self._added.set()

    @asynccontextmanager
    async def next(self) -> AsyncIterator[K]:
        """The one that waits longest; within the block it is under way."""
        while not self._keys:
            self._added.clear()
            await self._added.wait()
        key = next(iter(self._keys))
        del self._keys[key]
        self._under_way += 1
        try:
            yield key
        finally:
            self._under_way -= 1
