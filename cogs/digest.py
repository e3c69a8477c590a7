"""The weekly digest: one post a server and week, on Monday morning where the server is."""

from __future__ import annotations

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
from bot.ui.router import on_press
from cogs.discussion_threads import own_message_with
from cogs.periodic_post import PeriodicPost


class DigestCog(PeriodicPost[Week], name="Digest"):
    """Sends what is due, never twice, and never more than one after a pause."""

    feature = "discussion"
    every_s = 300.0
    waits = "digest.waits"
    needs_there = ("view_channel", "send_messages", "read_message_history")

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

    def channel_id_of(self, settings: ServerSettings) -> int | None:
        """The digest's channel, where there is a digest."""
        return settings.digest_channel_id if settings.digest == "weekly" else None

    def period_due(self, settings: ServerSettings, now: datetime) -> Week:
        """The week that ended last."""
        return week_due(now, settings.time_zone)

    async def post_if_due(self, guild: discord.Guild, period: Week, channel_id: int, now: datetime) -> bool:
        """Send the digest of this week, unless it is sent or there is nothing to say."""
        due, row = await digesting.is_due(self.app.db, guild.id, period)
        if not due:
            return False
        channel = self.usable_channel(guild, row.channel_id if row is not None else None, channel_id)
        if row is not None:
            earlier = await self._sent_before(channel, row)
            if earlier is not None:
                await digesting.settle(self.app.db, guild.id, period, earlier, now=now)
                return False
        elif not await digesting.claim(self.app.db, guild.id, period, channel.id, now=now):
            return False
        return await self._send(guild, channel, period, now)

    async def _send(self, guild: discord.Guild, channel: discord.TextChannel, week: Week, now: datetime) -> bool:
        settings = self.app.servers.settings_of(guild.id)
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


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(DigestCog(bot))
