"""Keeping what is published true: merged edits, at most one a post every few seconds, never more than the last state.

What was marked in the database is done also after a restart; what fails is tried again, more and more seldom.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from weakref import WeakValueDictionary

import aiohttp
import discord
from msgspec import Struct

from bot.app import App
from bot.domain.published.kinds import RENAMED, PublishedKind, Step
from bot.edge.reaching import is_misshapen, may_be_done
from bot.errors import Gone, UserError
from bot.services import publishing

_log = logging.getLogger(__name__)

AT_ONCE = 4  # edits under way; more would only wait for Discord's rate limit together
_TELL_AFTER = 3  # refusals, until admins are told
_LONGEST_PAUSE_S = 300.0  # while Discord can't be reached, or answers with nonsense
_LONGEST_REFUSED_S = 3600.0  # where it refuses; an admin may have granted what was missing
_SOONEST = 8  # intervals between two tries of what goes on failing, however often it is asked for
_UNKNOWN = (10003, 10008)  # Discord's codes for channels and messages that are gone; any other 404 is a proxy's

# What gives a thread its name, and what else is done to a thread.
_RENAMING = {(kind, Step.RENAME) for kind in RENAMED} | {(PublishedKind.TALK, Step.RENDER)}
_OF_THREADS = _RENAMING | {(PublishedKind.MOVED, Step.CLOSE)}

Act = Callable[[int, str], Awaitable[None]]  # (guild id, subject)
Refused = Callable[[PublishedKind, int, str, Step, Exception], Awaitable[None]]


class Key(Struct, frozen=True):
    """One thing to do about one publication."""

    kind: PublishedKind
    guild_id: int
    subject: str
    step: Step


class PostEditor:
    """Does what is left to do about publications. Each edit reads the state of that moment: only the last is sent."""

    def __init__(self, app: App, ready: asyncio.Event) -> None:
        self._db = app.db
        self._ready = ready
        self._interval_s = app.pace.edit_every_s
        self._acts: dict[tuple[PublishedKind, Step], Act] = {}
        self._running: dict[Key, asyncio.Task[None]] = {}
        self._again: set[Key] = set()
        self._resting: dict[Key, asyncio.Event] = {}  # those that failed and wait to be tried again
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._threads: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()  # by thread id
        self._look = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None
        self._is_closing = False
        self.on_refused: Refused | None = None  # told once where Discord goes on refusing

    def register(self, kind: str, act: Act, step: Step = Step.RENDER) -> None:
        """`act(guild_id, subject)` brings a post of `kind` up to date, or does another step. It raises what Discord
        raises, and Gone where what the post showed is no more."""
        self._acts[PublishedKind(kind), step] = act

    def start(self) -> None:
        """Begin to look for what is marked."""
        self._looking = asyncio.create_task(self._keep_looking(), name="marked posts")

    def schedule_edit(self, kind: str, guild_id: int, subject: int | str, step: Step = Step.RENDER) -> None:
        """Something that this post shows has changed: edit it soon, or after the next start."""
        if self._is_closing:
            return
        key = Key(PublishedKind(kind), guild_id, str(subject), step)
        if key not in self._running:
            self._running[key] = asyncio.create_task(self._keep(key))
            return
        self._again.add(key)
        if key in self._resting:
            self._resting[key].set()

    def look(self) -> None:
        """Something was marked in the database."""
        self._look.set()

    def resting_in(self, guild_id: int) -> int:
        """How many publications of a server wait for another try after a failure."""
        return len({(key.kind, key.subject) for key in self._resting if key.guild_id == guild_id})

    async def settled(self) -> None:
        """Wait until no edit is waiting or under way; those that failed, and threads' names, take their own time."""
        while tasks := [
            task
            for key, task in self._running.items()
            if key not in self._resting and (key.kind, key.step) not in _RENAMING
        ]:
            await asyncio.wait(tasks, timeout=self._interval_s)

    async def close(self) -> None:
        """Stop, and begin nothing any more. What was marked and not done is found again at the next start."""
        self._is_closing = True
        tasks = [*self._running.values(), *([self._looking] if self._looking is not None else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def do_now(self, kind: PublishedKind, guild_id: int, subject: str, step: Step) -> None:
        """Do a step at once, or after the one under way. Never raises: what fails is tried again by itself."""
        key = Key(kind, guild_id, subject, step)
        if (
            self._is_closing or key in self._running
        ):  # it may have read what was before: once more, also after a restart
            self._again.add(key)
            await publishing.ask_step(self._db, guild_id, kind, subject, step)
            self._look.set()
            return
        self._running[key] = task = asyncio.create_task(self._try(key))
        try:
            await task
        except Exception as error:  # noqa: BLE001 (half an answer raises whatever its reader raises)
            _log.warning("%s: %s is tried again: %s", step, _named(key), error)
            await publishing.ask_step(self._db, guild_id, kind, subject, step)
        finally:
            del self._running[key]

    async def _keep_looking(self) -> None:
        await self._ready.wait()
        while True:
            self._look.clear()
            try:
                for found, step in await publishing.steps_left(self._db):
                    key = Key(found.kind, found.guild_id, found.subject, step)
                    if key not in self._running and (key.kind, step) in self._acts:
                        self._running[key] = asyncio.create_task(self._keep(key))
            except Exception:  # noqa: BLE001 (it lives on, whatever one round met)
                _log.exception("marked posts could not be listed")
            with suppress(TimeoutError):
                async with asyncio.timeout(self._interval_s):
                    await self._look.wait()

    async def _keep(self, key: Key) -> None:
        tries = 0
        try:
            while True:
                self._again.discard(key)
                refused = await self._failed(key, tries)
                if refused is None:
                    tries = 0
                    await asyncio.sleep(self._interval_s)
                    if key not in self._again:
                        return
                else:
                    await self._rest(key, tries, refused=refused)
                    tries += 1
        finally:
            del self._running[key]

    async def _failed(self, key: Key, tries: int) -> bool | None:
        """None: it is done, or there is nothing to do any more. True: Discord refuses it. False: it did not work."""
        try:
            await self._try(key)
        except discord.HTTPException as error:
            refused = not may_be_done(error) and error.status != 429
            _log.warning("%s: %s waits: %s", key.step, _named(key), error)
            if refused and tries + 1 == _TELL_AFTER and self.on_refused is not None:
                await self.on_refused(key.kind, key.guild_id, key.subject, key.step, error)
        except (UserError, discord.DiscordException, aiohttp.ClientError, OSError, ValueError) as error:  # no answer
            refused = False
            _log.warning("%s: %s waits: %s", key.step, _named(key), error)
        except Exception as error:  # noqa: BLE001 (one post's failure must not end the others')
            refused = not is_misshapen(error)
            if refused:
                _log.exception("%s: %s failed", key.step, _named(key))
            else:
                _log.warning("%s: %s waits: Discord's answer could not be read (%r)", key.step, _named(key), error)
        else:
            return None
        if not tries:  # what was only in memory until now must survive a restart
            await publishing.ask_step(self._db, key.guild_id, key.kind, key.subject, key.step)
        return refused

    async def _rest(self, key: Key, tries: int, *, refused: bool) -> None:
        """Wait for the next try: longer each time, but not longer than a moment after somebody asked for it anew."""
        self._resting[key] = asked = asyncio.Event()
        pause_s = min(self._interval_s * 2**tries, _LONGEST_REFUSED_S if refused else _LONGEST_PAUSE_S)
        try:
            soonest_s = min(pause_s, self._interval_s * _SOONEST)
            await asyncio.sleep(soonest_s)
            with suppress(TimeoutError):
                async with asyncio.timeout(pause_s - soonest_s):
                    await asked.wait()
        finally:
            del self._resting[key]

    async def _try(self, key: Key) -> None:
        act = self._acts.get((key.kind, key.step))
        if act is None:
            return  # its feature is not loaded; the next start goes on
        found, version = await publishing.find_step(self._db, key.guild_id, key.kind, key.subject, key.step)
        try:
            async with self._turn(key, found.thread_id if found is not None else None):
                await act(key.guild_id, key.subject)
        except Gone:
            if found is not None:
                await publishing.let_go_of(self._db, found)
            return
        except discord.NotFound as error:
            if error.code not in _UNKNOWN:
                raise  # an answer of something in between, not of Discord
        if version is not None:
            await publishing.step_done(self._db, key.guild_id, key.kind, key.subject, key.step, version)

    @asynccontextmanager
    async def _turn(self, key: Key, thread_id: int | None) -> AsyncIterator[None]:
        """Wait for a slot, and before a thread is changed for what else changes it.

        One thread may be two publications, as a review's and then that of the comments that outlive it: a name which
        the library goes on sending after a failure must not come after a later one. A renaming may sleep for minutes,
        so no other post waits for its slot.
        """
        async with AsyncExitStack() as turn:
            if thread_id is not None and (key.kind, key.step) in _OF_THREADS:
                lock = self._threads.setdefault(thread_id, asyncio.Lock())
                await turn.enter_async_context(lock)
            if (key.kind, key.step) not in _RENAMING:
                await turn.enter_async_context(self._slots)
            yield


def _named(key: Key) -> str:
    return f"{key.kind} {key.subject} of guild {key.guild_id}"
