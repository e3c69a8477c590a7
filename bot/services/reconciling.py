"""Making the ledger equal to what Discord shows, after the bot was away or in doubt, while votes keep coming.

First every post's own counts are looked at, newest first, which costs one request a post at most. Where they differ
from what is stored, all reactions are fetched. Equal counts may hide that one member took a vote back and another
one gave theirs, so that afterwards, slower, the reactions of every post with votes are fetched too.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Protocol, TypeVar

from bot.domain.votes import Reaction, Voter
from bot.errors import LingerError
from bot.services.voting import Ledger
from bot.storage import posts as posts_storage
from bot.storage import reconciliation as storage
from bot.storage.database import Database
from bot.storage.posts import Post
from bot.storage.reconciliation import Reconciled
from bot.storage.voters import list_voters
from bot.storage.votes import list_unknown_voters

PAUSE_S = 0.1  # between requests: a fifth of what Discord allows a bot
SLOW_PAUSE_S = 0.5  # between those of the second, careful pass
_TRIES = 4  # of one message, when its reactions are cleared again and again meanwhile
_PAGE = 100
_LOG_EVERY = 250  # posts

_log = logging.getLogger(__name__)
T = TypeVar("T")


class OutOfReach(LingerError):
    """Discord did not let us look: no permission, or no answer."""


@dataclass(frozen=True, slots=True)
class Sight:
    """The reactions that a message shows."""

    counts: Mapping[tuple[str, int], int]  # by (emoji key, reaction type), without the bot's own
    offered: frozenset[str]  # keys of the emoji that the bot itself gave


class Source(Protocol):
    """Discord, as far as reactions go. Every method raises OutOfReach."""

    async def look(self, posts: Sequence[Post]) -> dict[int, Sight | None]:
        """One request for posts of one channel, newest first: what the first of them, and perhaps others, show.

        None for a message that is gone.
        """

    async def reactors(self, post: Post, emoji: str, kind: int, after: int) -> list[Voter]:
        """The next at most 100 who gave this reaction, by id from behind `after` on; the bot itself too."""

    async def member(self, guild_id: int, user_id: int) -> Voter:
        """What is known of somebody in a server; `has_left` where they are no member."""

    async def offer(self, post: Post, emoji: str) -> None:
        """Put an emoji under a post, for members to press."""


@dataclass(slots=True)
class Report:
    """What a comparison found; it grows while it goes on."""

    posts: int = 0  # to look at
    looked_at: int = 0
    corrected: int = 0  # reactions that were stored or forgotten
    gone: int = 0  # posts whose messages are deleted
    out_of_reach: int = 0  # posts that could not be looked at
    messages: set[int] = field(default_factory=set)  # posts that were corrected


class Reconciler:
    """Compares one thing at a time, so that two comparisons of one message never mix."""

    def __init__(
        self,
        db: Database,
        ledger: Ledger,
        source: Source,
        *,
        clock: Callable[[], datetime],
        own_id: Callable[[], int],
        moved: Callable[[Post], None],
        gone: Callable[[Sequence[Post]], Awaitable[None]],
        counts_in: Callable[[Post], bool],
        pause_s: float = PAUSE_S,
        slow_pause_s: float = SLOW_PAUSE_S,
    ) -> None:
        self._db = db
        self._ledger = ledger
        self._source = source
        self._clock = clock
        self._own_id = own_id
        self._moved = moved
        self._gone = gone
        self._counts_in = counts_in
        self.pause_s = pause_s
        self.slow_pause_s = slow_pause_s
        self._turn = asyncio.Lock()

    async def message(self, guild_id: int, message_id: int) -> Reconciled | None:
        """Fetch all votes on one post and store them. None if nothing is voted on there (any more).

        Raises OutOfReach.
        """
        post = await self._read(partial(posts_storage.get_post, guild_id=guild_id, message_id=message_id))
        if post is None or not self._counts_in(post):
            return None
        async with self._turn:
            return await self._fetch_and_store(post)

    async def server(
        self,
        guild_id: int,
        *,
        with_offers: bool = False,
        carefully: bool = True,
        progress: Callable[[Report], None] = lambda _report: None,
    ) -> Report:
        """Compare all posts of a server with Discord. `with_offers` puts missing vote emoji under them.

        `carefully` adds the second pass. Survives whatever is out of reach, and says so in the report.
        """
        report = Report()
        waiting = await self._by_channel(guild_id)
        report.posts = sum(len(posts) for posts in waiting.values())
        if not report.posts:
            return report
        _log.info("comparing the votes on %d posts of server %d with Discord", report.posts, guild_id)
        busy: list[Post] = []
        while waiting:
            channel_id = max(waiting, key=lambda key: waiting[key][0].message_id)
            done, busy_here = await self._compare(waiting[channel_id][:_PAGE], report, with_offers=with_offers)
            busy += busy_here
            waiting[channel_id] = [post for post in waiting[channel_id] if post.message_id not in done]
            if not waiting[channel_id]:
                del waiting[channel_id]
            self._log_progress(guild_id, report, len(done))
            progress(report)
            await asyncio.sleep(self.pause_s)
        await self._look_up_members(guild_id)
        if carefully:
            for post in busy:
                await self._correct(post, report)
                progress(report)
                await asyncio.sleep(self.slow_pause_s)
        _log.info(
            "server %d: %d reactions corrected, %d posts gone, %d out of reach",
            guild_id,
            report.corrected,
            report.gone,
            report.out_of_reach,
        )
        return report

    async def _by_channel(self, guild_id: int) -> dict[int, list[Post]]:
        """A server's posts by channel, the newest first."""
        found: dict[int, list[Post]] = {}
        before: int | None = None
        while True:
            page = await self._read(
                partial(posts_storage.list_posts, guild_id=guild_id, before_message_id=before, limit=_PAGE * 5)
            )
            if not page:
                return found
            for post in page:
                if self._counts_in(post):
                    found.setdefault(post.channel_id, []).append(post)
            before = page[-1].message_id

    async def _compare(
        self, posts: Sequence[Post], report: Report, *, with_offers: bool
    ) -> tuple[set[int], list[Post]]:
        """Look at the first of these posts, and at as many others as the same request shows.

        Which were looked at, and which of them have votes in equal numbers.
        """
        guild_id, by_id = posts[0].guild_id, {post.message_id: post for post in posts}
        begun = partial(storage.begin_fetches, guild_id=guild_id, message_ids=list(by_id), at=self._clock())
        async with self._turn:
            await self._db.write(begun)
            try:
                seen = await self._source.look(posts)
            except OutOfReach as error:
                _log.warning("votes in channel %d cannot be compared: %s", posts[0].channel_id, error)
                await self._abandon(by_id)
                report.out_of_reach += len(by_id)
                return set(by_id), []
            shown = {message_id: sight for message_id, sight in seen.items() if sight is not None}
            judged = await self._db.write(
                partial(
                    storage.judge_counts,
                    guild_id=guild_id,
                    seen={message_id: sight.counts for message_id, sight in shown.items()},
                    rules=self._ledger.rules(guild_id),
                    at=self._clock(),
                )
            )
            await self._abandon(by_id.keys() - shown.keys())
        report.gone += await self._forget(guild_id, [message_id for message_id, sight in seen.items() if sight is None])
        report.looked_at += len(seen)
        for message_id in judged.doubtful:
            await self._correct(by_id[message_id], report)
        if with_offers:
            for message_id, sight in shown.items():
                await self._offer(by_id[message_id], sight)
        return set(seen), [by_id[message_id] for message_id in judged.busy]

    async def _correct(self, post: Post, report: Report) -> None:
        try:
            async with self._turn:
                done = await self._fetch_and_store(post)
        except OutOfReach as error:
            _log.warning("the votes on message %d cannot be compared: %s", post.message_id, error)
            report.out_of_reach += 1
            return
        if done is not None and (done.added or done.removed):
            report.corrected += done.added + done.removed
            report.messages.add(post.message_id)

    async def _fetch_and_store(self, post: Post) -> Reconciled | None:
        guild_id, message_id = post.guild_id, post.message_id
        for _try in range(_TRIES):
            begun = partial(storage.begin_fetch, guild_id=guild_id, message_id=message_id, at=self._clock())
            if not await self._db.write(begun):
                return None
            try:
                fetched = await self._fetch(post)
            except BaseException:
                await self._abandon([message_id])
                raise
            if fetched is None:
                await self._forget(guild_id, [message_id])
                return None
            done = await self._db.write(
                partial(
                    storage.finish_fetch,
                    guild_id=guild_id,
                    message_id=message_id,
                    fetched=list(fetched),
                    voters={reaction.user_id: voter for reaction, voter in fetched.items()},
                    rules=self._ledger.rules(guild_id),
                    at=self._clock(),
                )
            )
            if done is not None:
                if done.has_moved:
                    self._moved(post)
                return done
        return None

    async def _fetch(self, post: Post) -> dict[Reaction, Voter] | None:
        """Every vote that stands on a message, with what is known of who gave it; None if the message is gone."""
        sight = (await self._source.look([post]))[post.message_id]
        if sight is None:
            return None
        rules, own_id = self._ledger.rules(post.guild_id), self._own_id()
        found: dict[Reaction, Voter] = {}
        for (emoji, kind), count in sight.counts.items():
            if not count or rules.meaning(emoji) is None:
                continue
            after = 0
            while True:
                page = await self._source.reactors(post, emoji, kind, after)
                for voter in page:
                    if voter.user_id != own_id:
                        found[Reaction(post.message_id, voter.user_id, emoji, kind)] = voter
                if len(page) < _PAGE:
                    break
                after = page[-1].user_id
                await asyncio.sleep(self.pause_s)
        return found

    async def _forget(self, guild_id: int, message_ids: Sequence[int]) -> int:
        """These messages are gone; how many of them were posts."""
        gone = await self._ledger.forget_posts(guild_id, message_ids)
        await self._gone(gone)
        return len(gone)

    async def _offer(self, post: Post, sight: Sight) -> None:
        rules = self._ledger.rules(post.guild_id)
        for emoji in sorted((rules.helpful | rules.not_helpful) - sight.offered):
            with suppress(OutOfReach):
                await self._source.offer(post, emoji)
            await asyncio.sleep(self.pause_s)

    async def _look_up_members(self, guild_id: int) -> None:
        """Ask for what the server's rules want to know of voters, and who has left where that matters."""
        rules = self._ledger.rules(guild_id)
        last = 0
        while True:
            if rules.drops_leavers:
                page = [v.user_id for v in await self._read(partial(list_voters, guild_id=guild_id, after=last))]
            else:
                page = await self._read(partial(list_unknown_voters, guild_id=guild_id, after=last))
            for user_id in page:
                try:
                    voter = await self._source.member(guild_id, user_id)
                except OutOfReach as error:
                    _log.warning("the members of server %d cannot be looked up: %s", guild_id, error)
                    return
                for change in await self._ledger.update_voter(guild_id, voter):
                    if change.has_moved:
                        self._moved(change.post)
                await asyncio.sleep(self.pause_s)
            if not page:
                return
            last = page[-1]

    async def _abandon(self, message_ids: Iterable[int]) -> None:
        ids = list(message_ids)

        def abandon(raw: sqlite3.Connection) -> None:
            for message_id in ids:
                storage.abandon_fetch(raw, message_id)

        if ids:
            await self._db.write(abandon)

    async def _read(self, function: Callable[[sqlite3.Connection], T]) -> T:
        async with self._db.reading() as connection:
            return await connection.run(function)

    def _log_progress(self, guild_id: int, report: Report, step: int) -> None:
        done = report.looked_at + report.out_of_reach
        if done // _LOG_EVERY > (done - step) // _LOG_EVERY:
            _log.info("server %d: %d of %d posts, %d corrected", guild_id, done, report.posts, report.corrected)
