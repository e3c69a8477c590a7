"""Opening and finding the places to talk on Discord: never two for one episode. Not a cog."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

import discord

from bot.client import Linger
from bot.domain.discussion import Place, check_place, neighbours_of, touched_by
from bot.domain.series import Series
from bot.errors import Gone, UserError
from bot.i18n import _, speaking
from bot.services import discussing
from bot.ui.discussion_card import place_card, place_name
from bot.ui.permissions import missing_permissions, require_permissions
from cogs.discussion_threads import Parent, explained, parent_for, pin, tags_for, wake

_log = logging.getLogger(__name__)
_NOBODY = discord.AllowedMentions.none()

_ARCHIVED = 50083
_SEARCHED = 100  # archived threads that are looked through for one that a crash kept us from noting
_KEEP_OPEN_MIN: Final = 10_080  # a week without a word, then Discord archives the thread

Key = tuple[int, str, int]  # guild id, series id, episode
AfterOpening = Callable[[Place, Series, discord.Thread], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Found:
    """A place that stands, and its thread."""

    place: Place
    thread: discord.Thread
    is_new: bool


class Places:
    """Every place to talk: who asks for one gets the one there is, or has it opened.

    Of several who ask for the same place at once, one opens it and the others wait. The place is claimed in the
    database first: what a crash left half made is found again, by its name and by whose it is, and finished.
    """

    def __init__(self, bot: Linger) -> None:
        self._bot = bot
        self._db = bot.app.db
        self._turns: dict[Key, asyncio.Lock] = {}
        self._waiting: dict[Key, int] = defaultdict(int)
        self.by_thread: dict[int, tuple[int, int]] = {}  # thread id → (guild id, place id)
        self.after_opening: list[AfterOpening] = []

    async def load(self) -> None:
        """Know every thread that is a place, so that any other message is dropped without a look into the database."""
        for place in await discussing.standing_places(self._db):
            self._remember(place)

    async def open(self, guild_id: int, series: Series, episode: int | None, *, asked_in: int | None) -> Found:
        """The place of an episode, or (None) of the series; opened where there is none yet.

        Raises UserError: the episode does not exist, a permission is missing (named), the forum insists on a tag
        that there is none of, or the server's threads are used up.
        """
        number = check_place(series, episode)
        async with self._turn((guild_id, series.id, number)):
            place = await discussing.find_place(self._db, guild_id, series.id, number)
            if place is not None and place.thread_id is not None:
                thread = await self._thread_of(place)
                if thread is not None:
                    if thread.archived:
                        await wake(thread)
                        self._bot.posts.touch("discussion", guild_id, place.id)
                    return Found(await self._furnish(place, series, thread), thread, is_new=False)
                self.by_thread.pop(place.thread_id or 0, None)
                await discussing.let_go(self._db, place)
                place = None
            return await self._make(place, guild_id, series, number, asked_in)

    async def finish(self) -> None:
        """At start: finish what a crash left half made, or let it go."""
        for place in await discussing.unfinished_places(self._db):
            series = self._bot.app.catalogues.get(place.guild_id, place.series_id)
            if series is None or self._bot.get_guild(place.guild_id) is None:
                continue
            if not self._bot.app.servers.is_on(place.guild_id, place.channel_id, "discussion"):
                continue
            try:
                await self.open(place.guild_id, series, place.episode, asked_in=place.channel_id)
            except (UserError, discord.HTTPException) as error:
                _log.warning("a place of guild %s could not be finished: %s", place.guild_id, error)

    async def forget_thread(self, thread_id: int) -> None:
        """A thread was deleted: its episode is free for another one."""
        guild_id, place_id = self.by_thread.pop(thread_id, (0, 0))
        place = await discussing.place_by_id(self._db, guild_id, place_id) if place_id else None
        if place is not None:
            await discussing.let_go(self._db, place)
            await self._touch_beside(place)

    async def forget_channel(self, guild_id: int, channel_id: int) -> None:
        """A channel was deleted, and its threads with it."""
        for thread_id in await discussing.let_channel_go(self._db, guild_id, channel_id):
            self.by_thread.pop(thread_id, None)

    async def edit_card(self, guild_id: int, place_id: int) -> None:
        """Bring a place's card up to date. Raises discord.HTTPException."""
        place = await discussing.place_by_id(self._db, guild_id, place_id)
        if place is None or place.thread_id is None or place.message_id is None:
            return
        series = self._bot.app.catalogues.get(guild_id, place.series_id)
        if series is None:
            return
        thread = self._bot.get_partial_messageable(place.thread_id, guild_id=guild_id)
        view = await self._card(place, series)
        try:
            await thread.get_partial_message(place.message_id).edit(view=view, allowed_mentions=_NOBODY)
        except discord.HTTPException as error:
            if error.code != _ARCHIVED:  # an archived thread is brought up to date when somebody comes back to it
                raise

    async def _make(
        self, claimed: Place | None, guild_id: int, series: Series, episode: int, asked_in: int | None
    ) -> Found:
        thread: discord.Thread | None = None
        if claimed is not None:  # somebody before us got as far as claiming it, and perhaps as far as making it
            thread = await self._search(claimed, series)
        if thread is None:
            parent = parent_for(self._bot, guild_id, asked_in)
            place = await discussing.claim(self._db, guild_id, series.id, episode, parent.id, now=self._bot.app.clock())
            place, thread = await self._create(place, series, parent)
        else:
            assert claimed is not None
            place = await discussing.note_thread(self._db, claimed, thread.parent_id, thread.id)
        self._remember(place)
        place = await self._furnish(place, series, thread)
        self._bot.app.activity.note(guild_id, series.id)
        await self._touch_beside(place)
        for tell in self.after_opening:
            await tell(place, series, thread)
        return Found(place, thread, is_new=True)

    async def _create(self, place: Place, series: Series, parent: Parent) -> tuple[Place, discord.Thread]:
        settings = self._bot.app.servers.settings_of(place.guild_id)
        with speaking(settings.language):
            name = place_name(series, place.episode)
        message_id: int | None = None
        try:
            if isinstance(parent, discord.ForumChannel):
                tags = tags_for(parent, series)
                made = await parent.create_thread(
                    name=name,
                    view=await self._card(place, series),
                    allowed_mentions=_NOBODY,
                    applied_tags=tags,
                    auto_archive_duration=_KEEP_OPEN_MIN,
                )
                thread, message_id = made.thread, made.message.id
            else:
                thread = await parent.create_thread(
                    name=name, type=discord.ChannelType.public_thread, auto_archive_duration=_KEEP_OPEN_MIN
                )
        except UserError:
            await discussing.let_go(self._db, place)
            raise
        except discord.HTTPException as error:
            if error.status < 500:  # after an error of Discord's own the thread may exist: the next who asks looks
                await discussing.let_go(self._db, place)
            raise explained(error) from error
        place = await discussing.note_thread(self._db, place, parent.id, thread.id)
        if message_id is not None:
            place = await discussing.note_card(self._db, place, message_id, now=self._bot.app.clock())
            await pin(thread, message_id)
        return place, thread

    async def _furnish(self, place: Place, series: Series, thread: discord.Thread) -> Place:
        """The card, pinned, where the place has none yet."""
        if place.message_id is not None:
            return place
        message_id = await self._find_card(place, thread)
        if message_id is None:
            message = await thread.send(
                view=await self._card(place, series), allowed_mentions=_NOBODY, nonce=f"place-{place.id}"
            )
            message_id = message.id
        place = await discussing.note_card(self._db, place, message_id, now=self._bot.app.clock())
        await pin(thread, message_id)
        return place

    async def _find_card(self, place: Place, thread: discord.Thread) -> int | None:
        me = self._bot.user
        async for message in thread.history(limit=20, oldest_first=True):
            if me is not None and message.author.id == me.id and message.components:
                return message.id
        return None

    async def _card(self, place: Place, series: Series) -> discord.ui.LayoutView:
        places = await discussing.places_of(self._db, place.guild_id, series.id)
        with speaking(self._bot.app.servers.settings_of(place.guild_id).language):
            return place_card(place, series, neighbours_of(place, places), places)

    async def _touch_beside(self, place: Place) -> None:
        for other in touched_by(place, await discussing.places_of(self._db, place.guild_id, place.series_id)):
            self._bot.posts.touch("discussion", other.guild_id, other.id)

    async def _thread_of(self, place: Place) -> discord.Thread | None:
        """The thread of a place, archived ones too; None when it was deleted. Raises UserError if out of sight."""
        guild = self._bot.get_guild(place.guild_id)
        if guild is None or place.thread_id is None:
            raise Gone(_("I am no longer in that server."))
        found = guild.get_thread(place.thread_id)
        if found is not None:
            return found
        try:
            fetched = await guild.fetch_channel(place.thread_id)
        except discord.NotFound:
            return None
        except discord.Forbidden:
            channel = guild.get_channel(place.channel_id)
            if channel is not None:
                require_permissions(channel, ("view_channel", "read_message_history"))
            raise
        return fetched if isinstance(fetched, discord.Thread) else None

    async def _search(self, place: Place, series: Series) -> discord.Thread | None:
        """A thread that was made for a claimed place, and not noted: ours, of that name, and no other place's."""
        guild = self._bot.get_guild(place.guild_id)
        parent = guild.get_channel(place.channel_id) if guild is not None else None
        if guild is None or not isinstance(parent, Parent):
            return None
        with speaking(self._bot.app.servers.settings_of(place.guild_id).language):
            name = place_name(series, place.episode)

        def fits(thread: discord.Thread) -> bool:
            mine = self._bot.user is not None and thread.owner_id == self._bot.user.id
            return mine and thread.name == name and thread.id not in self.by_thread

        for thread in await guild.active_threads():
            if thread.parent_id == parent.id and fits(thread):
                return thread
        if not missing_permissions(parent, ("read_message_history",)):
            async for thread in parent.archived_threads(limit=_SEARCHED):
                if fits(thread):
                    return thread
        return None

    def _remember(self, place: Place) -> None:
        if place.thread_id is not None:
            self.by_thread[place.thread_id] = (place.guild_id, place.id)

    @asynccontextmanager
    async def _turn(self, key: Key) -> AsyncIterator[None]:
        lock = self._turns.setdefault(key, asyncio.Lock())
        self._waiting[key] += 1
        try:
            async with lock:
                yield
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:  # nobody waits any more: keep no lock for every episode ever asked for
                del self._waiting[key], self._turns[key]
