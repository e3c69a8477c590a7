"""Members who leave or are banned: forgotten here where the server wants that. Always on.

Discord tells of bans, and of leaving only with the members intent; so servers that ask for it are looked through once
a day. Nobody is forgotten because of one answer: what was noticed is asked again when its time has come.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

import discord

from bot.edge.client import Linger
from bot.edge.feature_cog import FeatureCog
from bot.edge.loops.timed import TimedCog
from bot.edge.publishing.sight import Absent, guild_of
from bot.edge.reaching import Unknown, is_unknown
from bot.services import departures

_log = logging.getLogger(__name__)
_LOOK_EVERY = timedelta(days=1)


class Departures(TimedCog):
    """Notices who has left, and forgets whose time is over."""

    feature = "privacy"
    every_s = 60.0

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self._looked_at: dict[int, datetime] = {}  # by guild id

    @FeatureCog.listener()
    async def on_member_ban(self, guild: discord.Guild, user: discord.User | discord.Member) -> None:
        """Somebody was banned."""
        await self._note(guild.id, user.id, banned=True)

    @FeatureCog.listener()
    async def on_raw_member_remove(self, event: discord.RawMemberRemoveEvent) -> None:
        """Somebody left, was removed, or has no account any more; only told with the members intent."""
        if not event.user.bot:
            await self._note(event.guild_id, event.user.id, banned=False)

    @FeatureCog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        """Somebody came, perhaps back."""
        if departures.is_wanted(self.app.servers.settings_of(member.guild.id)):
            await departures.note_back(self.app.db, member.guild.id, member.id)

    @FeatureCog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server is back after an outage."""
        if departures.is_wanted(self.app.servers.settings_of(guild.id)):
            self._timer.wake()

    async def run_due(self, now: datetime) -> int:
        """Look who has left, once a day, and forget whose time is over; returns how many were forgotten."""
        concerned = self._looked_at.keys() | set(self.app.servers.asking_for(departures.is_wanted))
        guilds = filter(None, map(self.bot.get_guild, sorted(concerned)))
        return sum([await self._look_after(guild, now) for guild in guilds])

    async def _look_after(self, guild: discord.Guild, now: datetime) -> int:
        settings = self.app.servers.settings_of(guild.id)
        if not departures.is_wanted(settings):
            if self._looked_at.pop(guild.id, None) is not None:
                await departures.keep_all(self.app.db, guild.id)
            return 0
        if isinstance(guild_of(self.bot, guild.id), Absent):
            return 0
        try:
            forgotten = [await self._forget(guild, *each) for each in await self._due(guild.id, now)]
            if self._looked_at.get(guild.id, now - _LOOK_EVERY) <= now - _LOOK_EVERY:
                await self._look_through(guild)
                self._looked_at[guild.id] = now
        except (discord.DiscordException, OSError, TimeoutError) as error:
            _log.warning("who has left guild %d is asked again: %s", guild.id, error)
            return 0
        return sum(forgotten)

    async def _due(self, guild_id: int, now: datetime) -> list[tuple[int, bool]]:
        return await departures.due(self.app.db, self.app.servers.settings_of(guild_id), guild_id, now=now)

    async def _forget(self, guild: discord.Guild, user_id: int, banned: bool) -> bool:
        """Forget somebody, unless Discord says that they are a member. Raises what Discord raises."""
        if not await _is_no_member(guild, user_id):
            await departures.note_back(self.app.db, guild.id, user_id)
            return False
        done = await departures.forget(self.app.db, guild.id, user_id, banned=banned, now=self.app.clock())
        _log.info("forgot somebody who left guild %d: %d rows", guild.id, done.forgotten.rows)
        self.bot.dispatch("member_forgotten", user_id, guild.id)
        self.bot.posts.look()
        self.bot.dispatch("outbox")
        return True

    async def _look_through(self, guild: discord.Guild) -> None:
        """Everybody of whom something is kept here: are they members? Raises what Discord raises."""
        last = 0
        while page := await departures.people(self.app.db, guild.id, after=last):
            present = {one.id for one in await guild.query_members(user_ids=page, limit=len(page), cache=False)}
            for user_id in page:
                if user_id not in present and await _is_no_member(guild, user_id):
                    await self._note(guild.id, user_id, banned=await _is_banned(guild, user_id))
            last = page[-1]

    async def _note(self, guild_id: int, user_id: int, *, banned: bool) -> None:
        settings, now = self.app.servers.settings_of(guild_id), self.app.clock()
        if await departures.note_left(self.app.db, settings, guild_id, user_id, banned=banned, now=now) and banned:
            self._timer.wake()


async def _is_no_member(guild: discord.Guild, user_id: int) -> bool:
    """Whether Discord itself says so. Raises what Discord raises."""
    try:
        await guild.fetch_member(user_id)
    except discord.NotFound as error:
        if is_unknown(error, Unknown.MEMBER, Unknown.USER):
            return True
        raise
    return False


async def _is_banned(guild: discord.Guild, user_id: int) -> bool:
    """Whether somebody is banned, as far as we may know. Raises what Discord raises."""
    if not guild.me.guild_permissions.ban_members:
        return False
    try:
        await guild.fetch_ban(discord.Object(user_id))
    except discord.NotFound as error:
        if is_unknown(error, Unknown.BAN):
            return False
        raise
    return True


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Departures(bot))
