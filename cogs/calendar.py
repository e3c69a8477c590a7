"""/calendar and /remind: when new episodes are out."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import discord
from discord import app_commands

from bot.domain.catalogue.spoken_title import spoken_title
from bot.domain.outside.airing import Reminder, calendar_file
from bot.edge.answers import answer, say
from bot.edge.client import Linger
from bot.edge.commands.anywhere import anywhere
from bot.edge.loops.timed import TimedCog
from bot.edge.router import on_press
from bot.edge.series_option import complete_series, require_series
from bot.errors import UserError
from bot.i18n import _
from bot.services.outside import airing
from bot.ui.calendar import FILE, calendar_card, entry_words
from bot.ui.kit.files import text_file
from bot.ui.series.words import title_of


class CalendarCog(TimedCog, name="Calendar"):
    """Shows the week, and tells who wants to be told."""

    feature = "outside"
    every_s = 60.0

    async def run_due(self, now: datetime) -> int:
        """Tell of what is out, then ask the outside about some of what people follow; one process for all."""
        if not self.app.db.shards.is_first:
            return 0
        told = await airing.tell_due(self.app.db, self.app.catalogues, self._tells, now=now)
        if told:
            self.bot.dispatch("outbox")
        if self.app.outside.is_open:
            await airing.refresh(self.app.db, self.app.catalogues, self.app.outside, now=now)
        return told

    def _tells(self, guild_id: int | None, channel_id: int | None) -> bool:
        """Where another process has the server, its outbox asks."""
        return not self.app.db.shards.own(guild_id or 0) or self.is_on(guild_id, channel_id)

    @app_commands.command(name="calendar", description="New episodes of the next seven days, in your own time")
    @app_commands.describe(
        whose="Of the series that you watch and plan, or of those that this server talks about",
        file="Also as a file for your own calendar",
    )
    @anywhere
    async def calendar(
        self,
        interaction: discord.Interaction[Linger],
        whose: Literal["mine", "server"] = "mine",
        file: bool = False,
    ) -> None:
        """Show what is coming in the next weeks, to the member alone; or hand it over as a file."""
        app, now = self.app, self.app.clock()
        guild_id = interaction.guild_id if interaction.is_guild_integration() else None
        if whose == "server":
            if guild_id is None:
                raise UserError(_("This works only inside a server."))
            busy = set(app.activity.busiest(guild_id))
            found = await airing.week_of_server(app.db, app.catalogues, guild_id, busy, now=now)
        else:
            found = await airing.week_of_member(app.db, app.catalogues, guild_id, interaction.user.id, now=now)
        files = []
        if file:
            lines = [(entry, entry_words(entry, spoken_title(entry.series))) for entry in found]
            files.append(text_file(FILE, calendar_file(lines, now=now)))
        await answer(interaction, calendar_card(found, is_mine=whose == "mine", has_file=file), files=files)

    @app_commands.command(name="remind", description="Be told when a new episode of a series is out")
    @app_commands.describe(
        series="Type a title: in any script, typos are fine",
        where="In a direct message, in this channel, or not any more",
    )
    @app_commands.autocomplete(series=complete_series)
    @app_commands.guild_only()
    async def remind(
        self,
        interaction: discord.Interaction[Linger],
        series: str,
        where: Literal["direct message", "here", "off"] = "direct message",
    ) -> None:
        """Keep the wish, or take it back."""
        wanted = require_series(interaction, series)
        title = f"**{title_of(wanted)}**"
        if where == "off":
            if not await airing.forget_reminder(self.app.db, interaction.user.id, wanted.id):
                raise UserError(_("You weren't told of new episodes of {title}.", title=title))
            await say(interaction, _("You are told no more of new episodes of {title}.", title=title))
            return
        if wanted.status == "finished":
            raise UserError(_("{title} is finished: there will be no new episode.", title=title))
        channel_id = interaction.channel_id if where == "here" else None
        reminder = Reminder(interaction.user.id, wanted.id, interaction.guild_id or 0, channel_id)
        await airing.remind(self.app.db, reminder, now=self.app.clock())
        said = _("I'll tell you when a new episode of {title} is out.", title=title)
        if not self.app.outside.is_open:
            said += " " + _("I don't know its schedule, though: whoever runs me has switched looking further off.")
        await say(interaction, said)

    @on_press("calendar.remind")
    async def flip(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """“Remind me” on a card: on, or off again."""
        series = self.app.catalogues.require(interaction.guild_id, series_id)
        reminder = Reminder(interaction.user.id, series.id, interaction.guild_id or 0, None)
        title = f"**{title_of(series)}**"
        if await airing.flip_reminder(self.app.db, reminder, now=self.app.clock()):
            await say(interaction, _("I'll tell you when a new episode of {title} is out.", title=title))
        else:
            await say(interaction, _("You are told no more of new episodes of {title}.", title=title))


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(CalendarCog(bot))
