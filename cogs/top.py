"""/top: what helped readers most and which series are loved here; once a month for everybody, where admins want it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import discord
from babel.dates import format_skeleton
from discord import app_commands

from bot.client import Linger
from bot.domain.server_settings import ServerSettings
from bot.domain.tops import Month, Stretch, Tops, month_due, month_of
from bot.errors import Gone
from bot.i18n import _, current_locale, speaking
from bot.services import topping
from bot.ui import pictures
from bot.ui.answers import answer
from bot.ui.router import on_press
from bot.ui.top_card import (
    PICTURE,
    Line,
    month_places,
    monthly_card,
    picture_parts,
    review_lines,
    reviewer_lines,
    series_lines,
    stretch_words,
    top_card,
)
from cogs.discussion_threads import own_message_with
from cogs.periodic_post import PeriodicPost

_STRETCHES = [
    app_commands.Choice(name="week", value="week"),
    app_commands.Choice(name="month", value="month"),
    app_commands.Choice(name="all time", value="all"),
]
_Interaction = discord.Interaction[Linger]


class TopCog(PeriodicPost[Month], name="Top lists"):
    """Leaderboards, on demand and monthly."""

    feature = "votes"
    every_s = 600.0
    waits = "top.waits"
    needs_there = ("view_channel", "send_messages", "read_message_history", "attach_files")

    top = app_commands.Group(
        name="top", description="What helped most here, and which series are loved", guild_only=True
    )

    @top.command(name="reviews", description="The reviews that readers found most helpful")
    @app_commands.describe(time="How far to look back", share="Show it to everybody here")
    @app_commands.choices(time=_STRETCHES)
    async def reviews(self, interaction: _Interaction, time: str = "month", share: bool = False) -> None:
        """Reviews by the smoothed share of helpful votes."""
        await self._show(interaction, 0, Stretch(time), share=share)

    @top.command(name="reviewers", description="The members whose reviews helped most")
    @app_commands.describe(time="How far to look back", share="Show it to everybody here")
    @app_commands.choices(time=_STRETCHES)
    async def reviewers(self, interaction: _Interaction, time: str = "month", share: bool = False) -> None:
        """Members by helpful votes."""
        await self._show(interaction, 1, Stretch(time), share=share)

    @top.command(name="series", description="The series that this server rates best")
    @app_commands.describe(time="How far to look back", share="Show it to everybody here")
    @app_commands.choices(time=_STRETCHES)
    async def series(self, interaction: _Interaction, time: str = "all", share: bool = False) -> None:
        """Series by ratings, drawn towards the server's mean."""
        await self._show(interaction, 2, Stretch(time), share=share)

    async def _show(self, interaction: _Interaction, which: int, stretch: Stretch, *, share: bool) -> None:
        guild_id = _guild_id(interaction)
        settings = self.app.servers.settings_of(guild_id)
        await interaction.response.defer(ephemeral=not share, thinking=True)
        now = self.app.clock()
        tops = await topping.gather(self.app.db, guild_id, stretch.since(now), now)
        with speaking(settings.language if share else interaction.locale.value):
            name, lines = self._lists(guild_id, tops)[which]
            view = top_card(f"{name} · {stretch_words(stretch)}", lines, how=_how()[which])
        await answer(interaction, view, private=not share, files=await _drawn(lines))

    @on_press("top.month")
    async def month(self, interaction: _Interaction, key: str) -> None:
        """Every place of the month that a monthly post shows."""
        guild_id = _guild_id(interaction)
        try:
            month = month_of(key, self.app.servers.settings_of(guild_id).time_zone)
        except ValueError:
            raise Gone(_("This button no longer works. Please run the command again.")) from None
        tops = await topping.gather(self.app.db, guild_id, month.since, month.until)
        await answer(interaction, month_places(_month_name(month), self._lists(guild_id, tops)))

    # The monthly post

    def channel_id_of(self, settings: ServerSettings) -> int | None:
        """The digest's channel or else the reviews', where there is a monthly post."""
        return (settings.digest_channel_id or settings.review_channel_id) if settings.monthly_top == "monthly" else None

    def period_due(self, settings: ServerSettings, now: datetime) -> Month | None:
        """The month that ended last, while its lists are news."""
        return month_due(now, settings.time_zone)

    async def post_if_due(self, guild: discord.Guild, period: Month, channel_id: int, now: datetime) -> bool:
        """Post this month's lists, unless they are there or there is nothing to show."""
        claim = await topping.claim_of(self.app.db, guild.id, period)
        if claim is not None and claim.is_settled:
            return False
        channel = self.usable_channel(guild, claim.channel_id if claim is not None else None, channel_id)
        if claim is not None:  # a crash came in between: it may have been sent
            after = claim.claimed_at - timedelta(minutes=5)
            sent = await own_message_with(self.bot, channel, f"top.month:{period.key}", after=after)
            if sent is not None:
                await topping.settle(self.app.db, guild.id, period, sent)
                return False
        elif not await topping.claim(self.app.db, guild.id, period, channel.id, now=self.app.clock()):
            return False
        return await self._send(guild, channel, period)

    async def _send(self, guild: discord.Guild, channel: discord.TextChannel, month: Month) -> bool:
        tops = await topping.gather(self.app.db, guild.id, month.since, month.until)
        with speaking(self.app.servers.settings_of(guild.id).language):
            lists = self._lists(guild.id, tops)
            filled = next((lines for _name, lines in lists if lines), None)
            if filled is None:
                await topping.settle(self.app.db, guild.id, month, None)
                return False
            view = monthly_card(_month_name(month), lists, key=month.key)
        message = await channel.send(
            view=view,
            files=await _drawn(filled),
            allowed_mentions=discord.AllowedMentions.none(),
            nonce=f"top-{month.key}",
            silent=True,
        )
        await topping.settle(self.app.db, guild.id, month, message.id)
        return True

    def _lists(self, guild_id: int, tops: Tops) -> list[tuple[str, list[Line]]]:
        ids = {one.series_id for one in tops.reviews} | {place.rating.series_id for place in tops.series}
        known = {key: found for key in ids if (found := self.app.catalogues.get(guild_id, key)) is not None}
        style = self.app.servers.settings_of(guild_id).rating_style
        return [
            (_("Most helpful reviews"), review_lines(tops.reviews, known)),
            (_("Most helpful reviewers"), reviewer_lines(tops.reviewers)),
            (_("Best rated series"), series_lines(tops.series, known, style)),
        ]


def _how() -> tuple[str, str, str]:
    """How places come about, list by list."""
    return (
        _("By the share of helpful votes, drawn towards this server's average where votes are few."),
        _("By helpful votes from others on their reviews."),
        _("By this server's ratings, drawn towards its average where ratings are few; three ratings at least."),
    )


async def _drawn(lines: Sequence[Line]) -> list[discord.File]:
    return [await pictures.ranked_bars(PICTURE, *picture_parts(lines))] if lines else []


def _month_name(month: Month) -> str:
    name: str = format_skeleton("yMMMM", month.first, locale=current_locale())
    return name


def _guild_id(interaction: _Interaction) -> int:
    if interaction.guild_id is None:
        raise Gone(_("This works only inside a server."))
    return interaction.guild_id


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(TopCog(bot))
