"""A feature that posts once a week or month in every server that wants it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar, Generic, Protocol, TypeVar

import discord
from msgspec import Struct

from bot.domain.published.kinds import PublishedKind, Step
from bot.domain.published.records import NOTHING, PostAddress, Publication, Shows
from bot.domain.settings import ServerSettings
from bot.edge.client import Linger
from bot.edge.loops.timed import TimedCog
from bot.edge.publishing.finding import IsIt, newest_id, own_messages, with_custom_id
from bot.edge.publishing.once import InDoubt, is_doubtful, send_once
from bot.edge.publishing.sight import Absent, Unavailable, guild_of
from bot.edge.publishing.standing import finder
from bot.errors import Gone
from bot.i18n import speaking
from bot.services import publishing
from bot.services.moderation import auditing
from bot.ui.kit.permissions import NEEDS, Deed, missing_permissions

_log = logging.getLogger(__name__)
_RETRY = timedelta(minutes=30)


class Period(Protocol):
    """A week or month; its key is its name."""

    @property
    def key(self) -> str:
        """One post a server and key."""


P = TypeVar("P", bound=Period)


class Composed(Struct, frozen=True):
    """A post as it is to be sent, and what it shows."""

    view: discord.ui.LayoutView
    shows: Shows
    files: Sequence[discord.File] = ()


class PostWaits(Exception):
    """A post is due and can't be sent; says why, for the log of the operator."""


class PeriodicPost(TimedCog, Generic[P]):
    """Sends what is due, never twice, and never more than one after a pause; where it can't, admins are told."""

    kind: ClassVar[PublishedKind]
    bears: ClassVar[str]  # the custom id that its card bears, before the period's key
    waits: ClassVar[str]  # the action in the audit log that says so

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self._failed_at: dict[int, datetime] = {}  # by guild id
        self._sending = asyncio.Lock()  # whoever comes second finds the claim of the first settled

    async def cog_load(self) -> None:
        """Open the doors, and keep what was posted true."""
        await super().cog_load()
        self.bot.posts.register(self.kind, self._redraw)
        self.bot.late.register(self.kind, self._finish)
        self.bot.strays.register(self.kind, finder(self.bot, self._bearing))

    def channel_id_of(self, settings: ServerSettings) -> int | None:
        """Where it goes in a server that wants it, or None."""
        raise NotImplementedError

    def period_due(self, settings: ServerSettings, now: datetime) -> P | None:
        """The period whose post is due by the server's clock, or None."""
        raise NotImplementedError

    def period_called(self, settings: ServerSettings, key: str) -> P:
        """The period of a post. Raises ValueError for a key that names none."""
        raise NotImplementedError

    async def is_wanted(self, guild_id: int, period: P) -> bool:
        """Whether the server had asked for the post when it was due."""
        return True

    async def compose(self, guild: discord.Guild, period: P, *, is_late: bool = False) -> Composed | None:
        """The post in the language that is spoken; None where there is nothing to say. `is_late`: drawn anew, after
        its time."""
        raise NotImplementedError

    async def run_due(self, now: datetime) -> int:
        """Post in every server where it is due; returns how many were sent."""
        async with self._sending:
            asking = self.app.servers.asking_for(lambda settings: self.channel_id_of(settings) is not None)
            guilds = filter(None, map(self.bot.get_guild, asking))
            return sum([await self._look_at(guild, now) for guild in guilds])

    async def _look_at(self, guild: discord.Guild, now: datetime) -> bool:
        settings = self.app.servers.settings_of(guild.id)
        channel_id = self.channel_id_of(settings)
        if channel_id is None or not self.is_on(guild.id, channel_id) or self._rests(guild.id, now):
            return False
        period = self.period_due(settings, now)
        if period is None or isinstance(guild_of(self.bot, guild.id), Absent):
            return False  # of a server that is unavailable nothing is known, so nothing is told
        try:
            return await self._post_if_due(guild, period, channel_id, now)
        except PostWaits as error:
            await self._wait(guild.id, period, channel_id, now, str(error))
        except discord.Forbidden as error:
            await self._wait(guild.id, period, channel_id, now, f"Discord refuses it: {error.text}")
        except Exception as error:  # noqa: BLE001 (one server's failure must not keep the others waiting)
            self._failed_at[guild.id] = now
            if isinstance(error, InDoubt) or is_doubtful(error):
                self.bot.late.add(self.kind, guild.id, period.key)
            traced = None if isinstance(error, InDoubt) or is_doubtful(error) else error
            _log.error("%s of guild %d failed: %s", self.qualified_name, guild.id, error, exc_info=traced)
        return False

    async def _finish(self, claim: Publication) -> bool:
        """Post once what a crash, or a Discord that did not answer, kept from being posted or noted; what is no news
        any more is noted where it stands, and let go where it does not."""
        guild, settings = guild_of(self.bot, claim.guild_id), self.app.servers.settings_of(claim.guild_id)
        if isinstance(guild, Absent) or not self.is_on(claim.guild_id, claim.channel_id):
            return guild is Absent.GONE
        now, period = self.app.clock(), self.period_called(settings, claim.subject)
        due = self.period_due(settings, now)
        async with self._sending:
            try:
                if due is not None and due.key == period.key:
                    await self._post_if_due(guild, period, claim.channel_id, now)
                else:
                    await self._note_old(guild, period, claim, now)
            except PostWaits:
                return True  # the timer asks again, and tells admins why it waits
        return True

    async def _note_old(self, guild: discord.Guild, period: P, claim: Publication, now: datetime) -> None:
        channel = self.usable_channel(guild, claim.channel_id)
        found = await self._found(channel, claim)
        with speaking(self.app.servers.settings_of(guild.id).language):
            post = await self.compose(guild, period, is_late=True)
        if not found or post is None:  # that it was not found once is no proof
            await publishing.give_up(self.app.db, guild.id, self.kind, period.key, now=now)
            return
        place = PostAddress(channel.id, found[0].id)
        await publishing.settle(
            self.app.db, guild.id, self.kind, period.key, place, post.shows, now=now, steps=[Step.RENDER]
        )

    async def _found(self, channel: discord.TextChannel, claim: Publication) -> Sequence[discord.Message]:
        return await own_messages(self.bot, channel, self._bearing(claim.subject), after_id=claim.after_id)

    def _bearing(self, subject: str) -> IsIt:
        """The post of the period that `subject` names."""
        return with_custom_id(f"{self.bears}:{subject}")

    def _rests(self, guild_id: int, now: datetime) -> bool:
        """Whether it failed a moment ago. A clock that was set back meanwhile makes nobody wait longer."""
        failed_at = self._failed_at.get(guild_id)
        return failed_at is not None and failed_at <= now < failed_at + _RETRY

    async def _post_if_due(self, guild: discord.Guild, period: P, channel_id: int, now: datetime) -> bool:
        """Post unless that is done, or there is nothing to say; returns whether it was sent. Raises PostWaits."""
        claim = await publishing.find(self.app.db, guild.id, self.kind, period.key)
        if claim is not None and claim.is_settled:
            return False
        if claim is None and not await self.is_wanted(guild.id, period):
            return False
        channel = self.usable_channel(guild, claim.channel_id if claim is not None else None, channel_id)
        if claim is None:
            claim = await publishing.claim(
                self.app.db, guild.id, self.kind, period.key, channel.id, after_id=newest_id(channel), now=now
            )
        with speaking(self.app.servers.settings_of(guild.id).language):
            post = await self.compose(guild, period)
        if post is None:
            await publishing.settle(self.app.db, guild.id, self.kind, period.key, None, now=now)
            return False
        sent: list[discord.Message] = []
        message = await send_once(
            is_fresh=claim.is_fresh,
            find=lambda: self._found(channel, claim),
            send=lambda: self._send(channel, post, claim.nonce, sent),
            look_after_s=self.app.pace.look_after_s,
        )
        place = PostAddress(channel.id, message.id)
        await publishing.settle(self.app.db, guild.id, self.kind, period.key, place, post.shows, now=now)
        return bool(sent)

    async def _send(
        self, channel: discord.TextChannel, post: Composed, nonce: str, sent: list[discord.Message]
    ) -> discord.Message:
        sent.append(await channel.send(view=post.view, files=list(post.files), nonce=nonce, silent=True))
        return sent[0]

    async def _redraw(self, guild_id: int, key: str) -> None:
        """Bring a post up to date: what it named may be hidden, corrected or gone. Raises what Discord raises."""
        found = await publishing.find(self.app.db, guild_id, self.kind, key)
        guild = guild_of(self.bot, guild_id)
        if guild is Absent.UNKNOWN:
            raise Unavailable
        if found is None or found.message_id is None or isinstance(guild, Absent):
            raise Gone("")
        settings = self.app.servers.settings_of(guild_id)
        marks_then = await publishing.count_marks(self.app.db, guild_id)
        with speaking(settings.language):
            post = await self.compose(guild, self.period_called(settings, key), is_late=True)
        shows = post.shows if post is not None else NOTHING
        await publishing.note_drawn(self.app.db, found, shows, marks_then=marks_then)
        message = self.bot.get_partial_messageable(found.channel_id, guild_id=guild_id).get_partial_message(
            found.message_id
        )
        if post is None:
            await message.delete()
        else:
            await message.edit(view=post.view, attachments=list(post.files))

    async def _wait(self, guild_id: int, period: P, channel_id: int, now: datetime, why: str) -> None:
        """Try again later; the operator finds out why from the log, admins from theirs."""
        self._failed_at[guild_id] = now
        _log.warning("%s of guild %d waits: %s", self.qualified_name, guild_id, why)
        if await auditing.note_waiting(self.app.db, guild_id, self.waits, period.key, channel_id, now=now):
            self.bot.dispatch("outbox")

    def usable_channel(self, guild: discord.Guild, *channel_ids: int | None) -> discord.TextChannel:
        """The first of these that is still there. Raises PostWaits where it is none to post in."""
        found = [channel for each in channel_ids if each and (channel := guild.get_channel(each)) is not None]
        if not found or not isinstance(found[0], discord.TextChannel):
            raise PostWaits("its channel is gone, or is no text channel")
        missing = missing_permissions(found[0], NEEDS[Deed.DIGEST])
        if missing:
            raise PostWaits(f"missing in its channel: {', '.join(missing)}")
        return found[0]
