"""Opening and finding the places to talk on Discord: never two for one episode."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

import discord
from msgspec import Struct

from bot.domain.discussion.places import WHOLE_SERIES, Opener, Place, check_place, neighbours_of
from bot.domain.published.kinds import PublishedKind, Step
from bot.domain.published.records import Publication
from bot.domain.series import Series
from bot.edge.client import Linger
from bot.edge.publishing.doors import explained, raise_as
from bot.edge.publishing.finding import (
    component_number,
    newest_id,
    own_messages,
    own_threads,
    with_component,
    with_custom_id,
)
from bot.edge.publishing.once import InDoubt, is_doubtful, send_once
from bot.edge.publishing.sight import Absent, Unavailable, channel_of, require_guild
from bot.edge.reaching import Unknown, is_unknown
from bot.edge.threads import Parent, close_twin, edit_message, parent_for, pin, rename, tags_for, wake
from bot.errors import Gone, UserError
from bot.i18n import speaking
from bot.services import publishing
from bot.services.discussion import discussing
from bot.ui.discussion.card import left_card, moved_card, place_card, place_name
from bot.ui.kit.permissions import Deed, require_permissions

_log = logging.getLogger(__name__)
_KEEP_OPEN_MIN: Final = 10_080  # a week without a word, then Discord archives the thread

# Whether somebody may open a place in a channel; who is counted for it. Raises UserError.
Allow = Callable[[Parent], Opener | None]
Key = tuple[int, str, int]  # guild id, series id, episode


class Found(Struct, frozen=True):
    """A place that stands, and its thread."""

    place: Place
    thread: discord.Thread
    is_new: bool


class PlaceOpener:
    """Every place to talk: who asks for one gets the one there is, or has it opened.

    Of several who ask for the same place at once, one opens it and the others wait. The place is claimed in the
    database first: what a crash left half made is found again, by its card or its name, and finished. Places of one
    name, of two series with one title, are made one after the other, and none takes what may be another's.
    """

    def __init__(self, bot: Linger) -> None:
        self._bot = bot
        self._db = bot.app.db
        self._turns: dict[Key, asyncio.Lock] = {}
        self._waiting: dict[Key, int] = defaultdict(int)
        self.by_thread: dict[int, tuple[int, int]] = {}  # thread id → (guild id, place id)

    async def load(self) -> None:
        """Know every thread that is a place, so that any other message is dropped without a look into the database."""
        for place in await discussing.standing_places(self._db):
            self._remember(place)

    async def open(
        self,
        guild_id: int,
        series: Series,
        episode: int | None,
        *,
        asked_in: int | None,
        may_open: Callable[[Parent], None] = lambda _parent: None,
        allow: Allow | None = None,
    ) -> Found:
        """The place of an episode, or (None) of the series; opened where there is none yet, and `allow` lets it.

        `may_open` raises where whoever asks may not speak in the channel, also through a thread that is woken; `allow`
        where they may open none, and says who is counted for it. Raises UserError: the episode does not exist, a
        permission is missing (named), the forum insists on a tag that there is none of, or the server's threads are
        used up.
        """
        try:
            return await self._found_or_made(guild_id, series, episode, asked_in, may_open, allow)
        except discussing.Merged:  # while this waited; the other one may have the place
            series = self._bot.app.catalogues.require(guild_id, series.id)
            return await self._found_or_made(guild_id, series, episode, asked_in, may_open, allow)

    async def _found_or_made(
        self,
        guild_id: int,
        series: Series,
        episode: int | None,
        asked_in: int | None,
        may_open: Callable[[Parent], None],
        allow: Allow | None,
    ) -> Found:
        number = check_place(series, episode)
        async with self._turn((guild_id, series.id, number)):
            place = await discussing.find_place(self._db, guild_id, series.id, number)
            if place is not None and place.thread_id is not None:
                thread = await self._thread_of(place)
                if thread is not None:
                    if thread.archived:
                        may_open(parent_for(self._bot, guild_id, thread.parent_id))
                        await wake(thread)
                        self._bot.posts.schedule_edit(PublishedKind.PLACE, guild_id, place.id)
                    return Found(await self._furnish(place, series, thread), thread, is_new=False)
                self.by_thread.pop(place.thread_id or 0, None)
                await discussing.let_go(self._db, place)
                self._bot.posts.look()
                place = None
            if place is None:
                may_open(parent_for(self._bot, guild_id, asked_in))
            async with self._turn((guild_id, _called_alike(series), number)):
                return await self._make(place, guild_id, series, number, asked_in, allow)

    async def finish(self, claim: Publication) -> bool:
        """Finish what a crash, or a Discord that did not answer, left half made, or let it go."""
        place = await discussing.place_by_id(self._db, claim.guild_id, int(claim.subject))
        if place is None:
            await publishing.let_go(self._db, claim.guild_id, claim.kind, claim.subject)
            return True
        series = self._bot.app.catalogues.last_known(place.guild_id, place.series_id)
        if series is None or not self._bot.app.servers.is_on(place.guild_id, place.channel_id, "discussion"):
            return False
        try:
            await self.open(place.guild_id, series, place.episode, asked_in=place.channel_id)
        except (Unavailable, InDoubt):
            raise
        except UserError as error:
            _log.warning("a place of guild %s could not be finished: %s", place.guild_id, error)
        return True

    async def forget_thread(self, thread_id: int) -> None:
        """A thread was deleted: its episode is free for another one."""
        guild_id, place_id = self.by_thread.pop(thread_id, (0, 0))
        place = await discussing.place_by_id(self._db, guild_id, place_id) if place_id else None
        if place is not None:
            await discussing.let_go(self._db, place)
            self._bot.posts.look()

    async def forget_channel(self, guild_id: int, channel_id: int) -> None:
        """A channel was deleted, and its threads with it."""
        for thread_id in await discussing.let_channel_go(self._db, guild_id, channel_id):
            self.by_thread.pop(thread_id, None)

    async def edit_card(self, guild_id: int, place_id: int) -> None:
        """Bring a place's card up to date. Raises discord.HTTPException, Gone."""
        place, series = await self._standing(guild_id, place_id)
        if series is not None and place.thread_id is not None and place.message_id is not None:
            view = await self._card(place, series)
            await edit_message(self._bot, guild_id, place.thread_id, place.message_id, view)

    async def rename_thread(self, guild_id: int, place_id: int) -> None:
        """Call a place after its series and episode. Raises what Discord raises, Gone."""
        place, series = await self._standing(guild_id, place_id)
        if series is not None and place.thread_id is not None:
            await rename(self._bot, guild_id, place.thread_id, self._name(guild_id, series, place.episode))

    async def pin_card(self, guild_id: int, place_id: int) -> None:
        """Pin a place's card. Raises discord.HTTPException, Gone."""
        place, _series = await self._standing(guild_id, place_id)
        if place.thread_id is not None and place.message_id is not None:
            await pin(self._bot, place.thread_id, place.message_id)

    async def close_moved(self, guild_id: int, subject: str) -> None:
        """Say in a thread that it is no place any more, and lead on and close it where the talk goes on elsewhere.

        Raises what Discord raises, Gone.
        """
        found = await publishing.find(self._db, guild_id, PublishedKind.MOVED, subject)
        thread = await channel_of(self._bot, guild_id, int(subject))
        if thread is Absent.UNKNOWN:
            raise Unavailable
        if found is None or not isinstance(thread, discord.Thread):
            raise Gone("")
        self.by_thread.pop(thread.id, None)
        number, place = component_number(thread.id), thread
        language = self._bot.app.servers.settings_of(guild_id).language
        if found.thread_id is None:
            if found.message_id is not None:
                with speaking(language):
                    await edit_message(self._bot, guild_id, thread.id, found.message_id, left_card())
            return
        with speaking(language):
            view = moved_card(guild_id, found.thread_id, number=number)
        await send_once(
            is_fresh=False,
            find=lambda: own_messages(self._bot, place, with_component(number), after_id=None),
            send=lambda: place.send(view=view, nonce=found.nonce),
            look_after_s=self._bot.app.pace.look_after_s,
        )
        if found.message_id is not None:
            await _take_card_out(place, found.message_id)
        await thread.edit(archived=True)

    async def _standing(self, guild_id: int, place_id: int) -> tuple[Place, Series | None]:
        place = await discussing.place_by_id(self._db, guild_id, place_id)
        if place is None:
            raise Gone("")
        return place, self._bot.app.catalogues.last_known(guild_id, place.series_id)

    def _name(self, guild_id: int, series: Series, episode: int) -> str:
        with speaking(self._bot.app.servers.settings_of(guild_id).language):
            return place_name(series, episode)

    def _as_it_is(self, place: Place, series: Series) -> Series:
        """The series as it is called by now; whoever asked for the place may have waited for it."""
        return self._bot.app.catalogues.last_known(place.guild_id, place.series_id) or series

    def _called(self, place: Place, series: Series) -> str:
        """What the thread of a claimed place is called, if there is one; the series may be called otherwise by now."""
        return place.called or self._name(place.guild_id, series, place.episode)

    async def _make(
        self,
        claimed: Place | None,
        guild_id: int,
        series: Series,
        episode: int,
        asked_in: int | None,
        allow: Allow | None,
    ) -> Found:
        thread: discord.Thread | None = None
        place = claimed
        if place is not None:  # somebody before us got as far as claiming it, and perhaps as far as making it
            thread = await self._left_over(place, series)
        if place is None or thread is None:
            parent = parent_for(self._bot, guild_id, asked_in)
            opener, now = allow(parent) if allow is not None else None, self._bot.app.clock()
            noted = None if opener is None else await discussing.note_opening(self._db, guild_id, opener, now=now)
            called = self._name(guild_id, series, episode)
            try:
                place = await discussing.claim(
                    self._db,
                    guild_id,
                    series.id,
                    episode,
                    parent.id,
                    called=called,
                    after_id=newest_id(parent),
                    now=now,
                )
                thread = await self._create(place, series, parent)
            except Exception as error:
                if noted is not None and not isinstance(error, InDoubt):
                    await discussing.take_opening_back(self._db, noted)
                raise
        with self._bot.late.unless_done(PublishedKind.PLACE, guild_id, place.id):
            place = await discussing.note_thread(self._db, place, thread.parent_id, thread.id)
            self._remember(place)
            place = await self._furnish(place, series, thread)
        self._bot.app.activity.note(guild_id, series.id)
        return Found(place, thread, is_new=True)

    async def _create(self, place: Place, series: Series, parent: Parent) -> discord.Thread:
        """The thread of a place that was claimed just now. What Discord refuses is not claimed any more."""
        try:
            return await send_once(
                is_fresh=True,
                find=lambda: self._threads_for(place, series, parent),
                send=lambda: self._open_thread(place, series, parent),
                drop=close_twin,
                look_after_s=self._bot.app.pace.look_after_s,
            )
        except Exception as error:
            if isinstance(error, InDoubt) or is_doubtful(error):
                self._bot.late.add(PublishedKind.PLACE, place.guild_id, place.id)
                raise InDoubt from error
            with self._bot.late.unless_done(PublishedKind.PLACE, place.guild_id, place.id):
                await discussing.let_go(self._db, place)
            raise_as(explained(error), error)

    async def _open_thread(self, place: Place, series: Series, parent: Parent) -> discord.Thread:
        name = self._called(place, series)
        if isinstance(parent, discord.ForumChannel):
            made = await parent.create_thread(
                name=name,
                view=await self._card(place, series),
                applied_tags=tags_for(parent, series),
                auto_archive_duration=_KEEP_OPEN_MIN,
            )
            return made.thread
        kind = discord.ChannelType.news_thread if parent.is_news() else discord.ChannelType.public_thread
        return await parent.create_thread(name=name, type=kind, auto_archive_duration=_KEEP_OPEN_MIN)

    async def _furnish(self, place: Place, series: Series, thread: discord.Thread) -> Place:
        """The card, pinned, where the place has none yet. Raises what Discord raises; then it is finished later."""
        if place.message_id is not None:
            return place
        shown = _borne(place)
        view = await self._card(place, series)
        claim = await publishing.find(self._db, place.guild_id, PublishedKind.PLACE, str(place.id))
        with self._bot.late.unless_done(PublishedKind.PLACE, place.guild_id, place.id):
            message = await send_once(
                is_fresh=False,  # a forum post begins with it
                find=lambda: own_messages(self._bot, thread, with_custom_id(shown), after_id=thread.id - 1),
                send=lambda: thread.send(view=view, nonce=claim.nonce if claim is not None else f"place-{thread.id}"),
                look_after_s=self._bot.app.pace.look_after_s,
            )
            place = await discussing.note_card(self._db, place, message.id, now=self._bot.app.clock())
        if thread.name != self._name(place.guild_id, self._as_it_is(place, series), place.episode):
            await publishing.ask_step(self._db, place.guild_id, PublishedKind.PLACE, str(place.id), Step.RENAME)
            self._bot.posts.look()
        for step in (Step.PIN, Step.POLL):
            await self._bot.posts.do_now(PublishedKind.PLACE, place.guild_id, str(place.id), step)
        return place

    async def _card(self, place: Place, series: Series) -> discord.ui.LayoutView:
        series = self._as_it_is(place, series)  # its claim knows nothing of what changed before it
        places = await discussing.places_of(self._db, place.guild_id, series.id)
        with speaking(self._bot.app.servers.settings_of(place.guild_id).language):
            return place_card(place, series, neighbours_of(place, places), places)

    async def _thread_of(self, place: Place) -> discord.Thread | None:
        """The thread of a place, archived ones too; None when it was deleted. Raises UserError if out of sight."""
        guild = require_guild(self._bot, place.guild_id)
        assert place.thread_id is not None
        found = await channel_of(self._bot, place.guild_id, place.thread_id)
        if found is Absent.UNKNOWN:
            channel = guild.get_channel(place.channel_id)
            if channel is not None:
                require_permissions(channel, Deed.LOOKING_BACK)
            raise Unavailable
        return found if isinstance(found, discord.Thread) else None

    async def _left_over(self, place: Place, series: Series) -> discord.Thread | None:
        """The thread that was made for a claimed place, and not noted; of twins the older one."""
        guild = require_guild(self._bot, place.guild_id)
        parent = guild.get_channel(place.channel_id)
        if not isinstance(parent, Parent):
            return None
        found = await self._threads_for(place, series, parent)
        for twin in found[1:]:
            await close_twin(twin)
        return found[0] if found else None

    async def _threads_for(self, place: Place, series: Series, parent: Parent) -> list[discord.Thread]:
        """Threads that were made for a claimed place: ours, younger than the claim, no other place's. A forum post is
        known by its card, a thread by its name."""
        claim = await publishing.find(self._db, place.guild_id, PublishedKind.PLACE, str(place.id))
        after_id = claim.after_id if claim is not None else None
        if isinstance(parent, discord.ForumChannel):
            found = await own_threads(self._bot, parent, starter=with_custom_id(_borne(place)), after_id=after_id)
            return [thread for thread in found if thread.id not in self.by_thread]
        name = self._called(place, series)
        found = await own_threads(self._bot, parent, name=name, after_id=after_id)
        found = [thread for thread in found if thread.id not in self.by_thread]
        rivals = await self._claims_called(name, place.guild_id, parent.id)
        if len(rivals) < 2:
            return found
        turn = rivals.index(place.id)  # nobody can tell whose a thread without a card is: each takes one, none goes
        return found[turn : turn + 1]

    async def _claims_called(self, name: str, guild_id: int, channel_id: int) -> list[int]:
        """Places that wait for a thread of that name in that channel, by id, the earliest claim first."""
        waiting = await discussing.claimed_places(self._db, guild_id, channel_id)
        series = {one.series_id: self._bot.app.catalogues.last_known(guild_id, one.series_id) for one in waiting}
        return [
            one.id for one in waiting if (of := series[one.series_id]) is not None and self._called(one, of) == name
        ]

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


async def _take_card_out(thread: discord.Thread, message_id: int) -> None:
    """A place that is none any more has no card. Raises what Discord raises, unless the card is gone."""
    try:
        await thread.get_partial_message(message_id).delete()
    except discord.NotFound as error:
        if not is_unknown(error, Unknown.MESSAGE):
            raise


def _borne(place: Place) -> str:
    """The custom id that the card of a place bears."""
    return f"discuss.mine:{place.series_id}" if place.episode == WHOLE_SERIES else f"discuss.watched:{place.id}"


def _called_alike(series: Series) -> str:
    """The same for series whose places are called alike; never a series' id."""
    return f"title {series.title}"
