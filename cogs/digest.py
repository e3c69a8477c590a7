"""The weekly digest: one post a server and week, on Monday morning where the server is."""

from __future__ import annotations

from datetime import datetime

import discord
from msgspec.structs import replace

from bot.domain.discussion.digest import Digest, Week, week_called, week_due
from bot.domain.leaderboards import listing_of
from bot.domain.published.kinds import PublishedKind
from bot.domain.published.records import Shows
from bot.domain.settings import ServerSettings
from bot.edge.answers import answer
from bot.edge.client import Linger
from bot.edge.guilds import require_guild_id
from bot.edge.loops.periodic import Composed, PeriodicPost
from bot.edge.router import on_press
from bot.errors import Gone
from bot.i18n import _
from bot.services.discussion import digesting
from bot.ui.digest import digest_card, threads_card


class DigestCog(PeriodicPost[Week], name="Digest"):
    """Sends what is due, never twice, and never more than one after a pause."""

    feature = "discussion"
    every_s = 300.0
    kind = PublishedKind.DIGEST
    bears = "digest.threads"
    waits = "digest.waits"

    @on_press("digest.threads")
    async def threads(self, interaction: discord.Interaction[Linger], week: str) -> None:
        """Every thread that was opened in the week."""
        guild_id = require_guild_id(interaction)
        try:
            told = week_called(week, self.app.servers.settings_of(guild_id).time_zone)
        except (ValueError, OverflowError):
            raise Gone(_("This button no longer works. Please run the command again.")) from None
        found = await digesting.threads_of(self.app.db, self.app.catalogues, guild_id, told)
        await answer(interaction, threads_card(found))

    def channel_id_of(self, settings: ServerSettings) -> int | None:
        """The digest's channel, where there is a digest."""
        return settings.digest_channel_id if settings.digest == "weekly" else None

    def period_due(self, settings: ServerSettings, now: datetime) -> Week:
        """The week that ended last at `now`, in the server's time zone."""
        return week_due(now, settings.time_zone)

    def period_called(self, settings: ServerSettings, key: str) -> Week:
        """The week that begins on that Monday."""
        return week_called(key, settings.time_zone)

    async def is_wanted(self, guild_id: int, period: Week) -> bool:
        """A server that asked for the digest only after the week had ended waits for the next one."""
        return await digesting.was_wanted(self.app.db, guild_id, period)

    async def compose(self, guild: discord.Guild, period: Week, *, is_late: bool = False) -> Composed | None:
        """Headlines only; drawn anew, it says nothing of groups that watch something else by now."""
        digest = await digesting.gather(
            self.app.db, self.app.catalogues, guild.id, period, listing_of(self.app.servers.settings_of(guild.id))
        )
        if digest.is_empty:
            return None
        digest = replace(digest, groups=()) if is_late else digest
        style = self.app.servers.settings_of(guild.id).rating_style
        return Composed(digest_card(digest, guild.name, style=style), _shown(digest))


def _shown(digest: Digest) -> Shows:
    named = [series for _one, series in (*digest.reviews, *digest.helpful)]
    others = [series for _one, series in (*digest.threads, *digest.groups)]
    series = {series.id for series in (*named, *digest.rising, *others)}
    reviews = {one.review_id for one, _series in (*digest.reviews, *digest.helpful)}
    return Shows(frozenset(series), reviews=frozenset(reviews))


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(DigestCog(bot))
