"""The weekly digest: one post a server and week, on Monday morning where the server is."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, date, datetime, time, timedelta

import discord

from bot.client import Linger
from bot.domain.digest import WEEK, Sending, Week, week_due
from bot.domain.server_settings import ServerSettings
from bot.errors import Gone, UserError
from bot.i18n import _, speaking
from bot.services import digesting
from bot.ui.answers import answer
from bot.ui.digest_card import digest_card, threads_card
from bot.ui.permissions import missing_permissions
from bot.ui.router import on_press
from cogs.discussion_threads import own_message_with
from cogs.timed_cog import TimedCog

_log = logging.getLogger(__name__)
_RETRY = timedelta(minutes=30)


class DigestCog(TimedCog, name="Digest"):
    """Sends what is due, never twice, and never more than one after a pause."""

    feature = "discussion"
    every_s = 300.0

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self._not_before: dict[int, datetime] = {}  # guild id → when to try again
        self._sending = asyncio.Lock()  # whoever comes second finds the claim of the first settled

    @on_press("digest.threads")
    async def threads(self, interaction: discord.Interaction[Linger], week: str) -> None:
        """Every thread that was opened since the week began."""
        if interaction.guild_id is None:
            raise UserError(_("A digest belongs to a server: run this inside one."))
        try:
            since = datetime.combine(date.fromisoformat(week), time(), UTC) - WEEK
        except (ValueError, OverflowError):
            raise Gone(_("This button no longer works. Please run the command again.")) from None
        found = await digesting.threads_since(self.app.db, self.app.catalogues, interaction.guild_id, since)
        await answer(interaction, threads_card(found))

    async def run_due(self, now: datetime) -> int:
        """Send the digest of every server for which it is due; returns how many were sent."""
        async with self._sending:
            return await self._run_due(now)

    async def _run_due(self, now: datetime) -> int:
        sent = 0
        for guild in list(self.bot.guilds):
            settings = self.app.servers.settings_of(guild.id)
            if settings.digest != "weekly" or settings.digest_channel_id is None:
                continue
            if not self.is_on(guild.id, settings.digest_channel_id) or self._not_before.get(guild.id, now) > now:
                continue
            week = week_due(now, settings.time_zone)
            try:
                sent += await self._send_if_due(guild, settings, week, now)
            except discord.Forbidden as error:
                await self._wait(guild, week, now, f"Discord refuses it: {error.text}")
            except Exception:  # noqa: BLE001 (one server's failure must not keep the others waiting)
                self._not_before[guild.id] = now + _RETRY
                _log.exception("the digest of guild %d failed", guild.id)
        return sent

    async def _send_if_due(self, guild: discord.Guild, settings: ServerSettings, week: Week, now: datetime) -> bool:
        due, row = await digesting.is_due(self.app.db, guild.id, week)
        if not due:
            return False
        channel = guild.get_channel(row.channel_id if row else settings.digest_channel_id or 0)
        if channel is None and row is not None:
            channel = guild.get_channel(settings.digest_channel_id or 0)
        if not isinstance(channel, discord.TextChannel):
            await self._wait(guild, week, now, "its channel is gone, or is no text channel")
            return False
        missing = missing_permissions(channel, ("view_channel", "send_messages", "read_message_history"))
        if missing:
            await self._wait(guild, week, now, f"missing in its channel: {', '.join(missing)}")
            return False
        if row is not None:
            earlier = await self._sent_before(channel, row)
            if earlier is not None:
                await digesting.settle(self.app.db, guild.id, week, earlier, now=now)
                return False
        elif not await digesting.claim(self.app.db, guild.id, week, channel.id, now=now):
            return False
        return await self._send(guild, channel, settings, week, now)

    async def _send(
        self, guild: discord.Guild, channel: discord.TextChannel, settings: ServerSettings, week: Week, now: datetime
    ) -> bool:
        digest = await digesting.gather(self.app.db, self.app.catalogues, guild.id, week)
        if digest.is_empty:
            await digesting.settle(self.app.db, guild.id, week, None, now=now)
            return False
        with speaking(settings.language):
            view = digest_card(digest, guild.name, style=settings.rating_style)
        message = await channel.send(
            view=view, allowed_mentions=discord.AllowedMentions.none(), nonce=f"digest-{week.key}", silent=True
        )
        await digesting.settle(self.app.db, guild.id, week, message.id, now=now)
        return True

    async def _sent_before(self, channel: discord.TextChannel, row: Sending) -> int | None:
        """The digest of a sending that was begun and not noted as done, or None."""
        return await own_message_with(
            self.bot, channel, f"digest.threads:{row.week}", after=row.claimed_at - timedelta(minutes=5)
        )

    async def _wait(self, guild: discord.Guild, week: Week, now: datetime, why: str) -> None:
        """Try again later; the operator finds out why from the log, admins from theirs."""
        self._not_before[guild.id] = now + _RETRY
        _log.warning("the digest of guild %d waits: %s", guild.id, why)
        channel_id = self.app.servers.settings_of(guild.id).digest_channel_id
        if await digesting.note_trouble(self.app.db, guild.id, week, channel_id, now=now):
            self.bot.dispatch("errand")


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(DigestCog(bot))
