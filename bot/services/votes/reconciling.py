"""Making the ledger equal to what Discord shows, after the bot was away or in doubt, while votes keep coming.

First every post's own counts are looked at, newest first, which costs one request a post at most. Where they differ
from what is stored, all reactions are fetched. Equal counts may hide that one member took a vote back and another
one gave theirs, so that afterwards, slower, the reactions of every post with votes are fetched too.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct, field

from bot.domain.emoji import setting_emoji_key
from bot.domain.votes import Reaction, Voter
from bot.errors import LingerError
from bot.services.votes.voting import Ledger
from bot.storage.engine.database import Database
from bot.storage.ledger import calls as storage
from bot.storage.ledger.posts import Post
from bot.storage.ledger.reconciliation import Reconciled, votes_only

PAUSE_S = 0.1  # between requests: a fifth of what Discord allows a bot
SLOW_PAUSE_S = 0.5  # between those of the second, careful pass
_TRIES = 4  # of one message, when its reactions are cleared again and again meanwhile
_PAGE = 100
_LOG_EVERY = 250  # posts

_log = logging.getLogger(__name__)


class OutOfReach(LingerError):
    """Discord did not let us look: no permission, or no answer."""


class Sight(Struct, frozen=True):
    """The reactions that a message shows."""

    counts: Mapping[tuple[str, int], int]  # by (emoji key, reaction type), without the bot's own
    offered: frozenset[str]  # keys of the emoji that the bot itself gave, as `setting_emoji_key` makes them


class Source(Protocol):
    """Discord, as far as reactions go. Every method raises OutOfReach."""

    async def look(self, posts: Sequence[Post]) -> dict[int, Sight | None]:
        """One request for posts of one channel, newest first: what the first of them, and perhaps others, show.

        None for a message that Discord says, by its own codes, that it does not have.
        """

    async def reactors(self, post: Post, emoji: str, kind: int, after: int) -> list[Voter]:
        """The next at most 100 who gave this reaction, by id from behind `after` on; the bot itself too."""

    async def member(self, guild_id: int, user_id: int) -> Voter:
        """What is known of somebody in a server; `has_left` where they are no member."""


class Report(Struct):
    """What a comparison found; it grows while it goes on."""

    posts: int = 0  # to look at
    looked_at: int = 0
    corrected: int = 0  # reactions that were stored or forgotten
    missing: int = 0  # posts whose messages Discord does not have; they are kept for now
    offered: int = 0  # posts whose vote emoji were missing, or former ones
    restored: int = 0  # posts that were there and not known
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
        counts_in: Callable[[Post], bool],
        ask_offer: Callable[[Post], Awaitable[None]],
        pause_s: float = PAUSE_S,
        slow_pause_s: float = SLOW_PAUSE_S,
    ) -> None:
        self._db = db
        self._ledger = ledger
        self._source = source
        self._clock = clock
        self._own_id = own_id
        self._moved = moved
        self._counts_in = counts_in
        self._ask_offer = ask_offer
        self._pause_s = pause_s
        self._slow_pause_s = slow_pause_s
        self._turn = asyncio.Lock()

    async def message(self, guild_id: int, message_id: int) -> Reconciled | None:
        """Fetch all votes on one post and store them. None if nothing is voted on there (any more).

        Raises OutOfReach.
        """
        post = await storage.get_post(self._db, guild_id, message_id)
        if post is None or not self._counts_in(post):
            return None
        async with self._turn:
            return await self._fetch_and_store(post)

    async def server(
        self,
        guild_id: int,
        *,
        carefully: bool = True,
        most: int | None = None,
        progress: Callable[[Report], None] = lambda _report: None,
    ) -> Report:
        """Compare all posts of a server with Discord, and have vote emoji offered where they are missing.

        `carefully` adds the second pass, `most` looks at no more than the newest. Survives whatever is out of reach,
        and says so in the report.
        """
        report = Report()
        if not self._ledger.has_posts(guild_id):
            return report
        waiting = await self._by_channel(guild_id, most)
        report.posts = sum(len(posts) for posts in waiting.values())
        if not report.posts:
            return report
        said = logging.INFO if most is None else logging.DEBUG
        _log.log(said, "comparing the votes on %d posts of server %d with Discord", report.posts, guild_id)
        busy: list[Post] = []
        while waiting:
            channel_id = max(waiting, key=lambda key: waiting[key][0].message_id)
            done, busy_here = await self._compare(waiting[channel_id][:_PAGE], report)
            busy += busy_here
            waiting[channel_id] = [post for post in waiting[channel_id] if post.message_id not in done]
            if not waiting[channel_id]:
                del waiting[channel_id]
            self._log_progress(guild_id, report, len(done))
            progress(report)
            await asyncio.sleep(self._pause_s)
        if most is None:
            await self._look_up_members(guild_id)
        if carefully:
            for post in busy:
                await self._correct(post, report)
                progress(report)
                await asyncio.sleep(self._slow_pause_s)
        _log.log(
            said,
            "server %d: %d reactions corrected, %d posts missing, %d out of reach",
            guild_id,
            report.corrected,
            report.missing,
            report.out_of_reach,
        )
        return report

    async def counted(self, guild_id: int, message_id: int) -> Mapping[tuple[str, int], int]:
        """How many votes of each emoji and type are stored of a message."""
        counts = await storage.stored_counts(self._db, message_id)
        return votes_only(counts, self._ledger.rules(guild_id))

    async def differs(self, guild_id: int, message_id: int, shown: Sight) -> bool:
        """Whether a message shows other numbers of votes than are stored."""
        counted = votes_only(shown.counts, self._ledger.rules(guild_id))
        return await self.counted(guild_id, message_id) != counted

    async def _by_channel(self, guild_id: int, most: int | None) -> dict[int, list[Post]]:
        """A server's posts by channel, the newest first; at `most` so many."""
        found: dict[int, list[Post]] = {}
        before: int | None = None
        while most is None or sum(map(len, found.values())) < most:
            page = await storage.list_posts(self._db, guild_id, before_message_id=before, limit=most or _PAGE * 5)
            if not page:
                return found
            for post in page:
                if self._counts_in(post):
                    found.setdefault(post.channel_id, []).append(post)
            before = page[-1].message_id
        return found

    async def _compare(self, posts: Sequence[Post], report: Report) -> tuple[set[int], list[Post]]:
        """Look at the first of these posts, and at as many others as the same request shows.

        Which were looked at, and which of them have votes in equal numbers.
        """
        guild_id, by_id = posts[0].guild_id, {post.message_id: post for post in posts}
        async with self._turn:
            await storage.begin_fetches(self._db, guild_id, list(by_id), at=self._clock())
            try:
                seen = await self._source.look(posts)
            except OutOfReach as error:
                _log.warning("votes in channel %d cannot be compared: %s", posts[0].channel_id, error)
                await self._abandon(by_id)
                report.out_of_reach += len(by_id)
                return set(by_id), []
            shown = {message_id: sight for message_id, sight in seen.items() if sight is not None}
            judged = await storage.judge_counts(
                self._db,
                guild_id,
                {message_id: sight.counts for message_id, sight in shown.items()},
                rules=self._ledger.rules(guild_id),
                at=self._clock(),
            )
            await self._abandon(by_id.keys() - shown.keys())
        report.missing += await self._recheck_later(
            guild_id, [message_id for message_id, sight in seen.items() if sight is None]
        )
        await self._note_present(guild_id, shown)
        report.looked_at += len(seen)
        for message_id in judged.doubtful:
            await self._correct(by_id[message_id], report)
        for message_id, sight in shown.items():
            if self._is_offered_otherwise(guild_id, sight):
                report.offered += 1
                await self._ask_offer(by_id[message_id])
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
            if not await storage.begin_fetch(self._db, guild_id, message_id, at=self._clock()):
                return None
            try:
                fetched = await self._fetch(post)
            except BaseException:
                await self._abandon([message_id])
                raise
            if fetched is None:
                await self._abandon([message_id])
                await self._recheck_later(guild_id, [message_id])
                return None
            await self._note_present(guild_id, [message_id])
            done = await storage.finish_fetch(
                self._db,
                guild_id,
                message_id,
                list(fetched),
                voters={reaction.user_id: voter for reaction, voter in fetched.items()},
                rules=self._ledger.rules(guild_id),
                at=self._clock(),
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
            if not count or not rules.keeps(emoji):
                continue
            after = 0
            while True:
                page = await self._source.reactors(post, emoji, kind, after)
                for voter in page:
                    if voter.user_id != own_id:
                        found[Reaction(post.message_id, voter.user_id, emoji, kind)] = voter
                if len(page) < _PAGE:
                    if not page and not after:
                        raise OutOfReach("Discord counts reactions and names nobody who gave them")
                    break
                after = page[-1].user_id
                await asyncio.sleep(self._pause_s)
        return found

    async def _recheck_later(self, guild_id: int, message_ids: Sequence[int]) -> int:
        """Have messages rechecked that Discord lacks (`bot.services.votes.missing`); how many of them are posts."""
        if not message_ids:
            return 0
        return await storage.mark_missing(self._db, guild_id, message_ids, at=self._clock())

    async def _note_present(self, guild_id: int, message_ids: Iterable[int]) -> None:
        """These messages are there: they need no recheck, and those that had been marked are logged."""
        ids = list(message_ids)
        for message_id in await storage.mark_found(self._db, guild_id, ids):
            _log.info("message %d of server %d is there again, with its votes", message_id, guild_id)

    def _is_offered_otherwise(self, guild_id: int, sight: Sight) -> bool:
        """Whether a vote emoji is missing under a post (cleared, or never given), or one of former times stands."""
        rules = self._ledger.rules(guild_id)
        ours = {emoji for emoji in sight.offered if rules.meaning(emoji) is not None}
        return ours != {setting_emoji_key(emoji) for emoji in rules.offers}

    async def _look_up_members(self, guild_id: int) -> None:
        """Ask for what the server's rules want to know of voters, and who has left where that matters."""
        rules = self._ledger.rules(guild_id)
        last = 0
        while True:
            if rules.drops_leavers:
                page = [v.user_id for v in await storage.list_voters(self._db, guild_id, after=last)]
            else:
                page = await storage.list_unknown_voters(self._db, guild_id, after=last)
            for user_id in page:
                try:
                    voter = await self._source.member(guild_id, user_id)
                except OutOfReach as error:
                    _log.warning("the members of server %d cannot be looked up: %s", guild_id, error)
                    return
                for change in await self._ledger.update_voter(guild_id, voter):
                    if change.has_moved:
                        self._moved(change.post)
                await asyncio.sleep(self._pause_s)
            if not page:
                return
            last = page[-1]

    async def _abandon(self, message_ids: Iterable[int]) -> None:
        ids = list(message_ids)
        if ids:
            await storage.abandon_fetches(self._db, ids)

    def _log_progress(self, guild_id: int, report: Report, step: int) -> None:
        done = report.looked_at + report.out_of_reach
        if done // _LOG_EVERY > (done - step) // _LOG_EVERY:
            _log.info("server %d: %d of %d posts, %d corrected", guild_id, done, report.posts, report.corrected)
