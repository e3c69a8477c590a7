"""What has to be done a little later: telling members, posting the audit log, taking messages down, erasing servers.

Each errand is a row that was written with its deed, so that none is lost in a crash. Always on.
"""

from __future__ import annotations

import logging
from itertools import groupby
from typing import Any

import discord
from discord import app_commands

from bot.client import Linger
from bot.domain.notices import Notice
from bot.i18n import _, speaking
from bot.services import auditing, leaving, notifying, removing
from bot.ui.feature_cog import FeatureCog
from bot.ui.moderation_audit import audit_post
from bot.ui.moderation_notices import notice_card, notice_text, notices_card
from cogs.patient_loop import PatientLoop

_NOBODY = discord.AllowedMentions.none()
_ENTRIES_A_POST = 15
_log = logging.getLogger(__name__)


class Errands(FeatureCog):
    """The bot's own to-do list."""

    feature = "errands"

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self._waiting: set[int] = set()  # members with closed direct messages who are told at their next command
        self._often = PatientLoop(bot, self.run_errands, every_s=4.0, name="errands")
        self._hourly = PatientLoop(bot, self.tidy, every_s=3600.0, name="tidying")

    async def cog_load(self) -> None:
        """Begin."""
        await super().cog_load()
        self._waiting = await notifying.users_with_notices(self.app.db)
        self._often.start()
        self._hourly.start()

    async def cog_unload(self) -> None:
        """End."""
        await self._often.stop()
        await self._hourly.stop()
        await super().cog_unload()

    @FeatureCog.listener()
    async def on_errand(self) -> None:
        """Another cog has left something to do."""
        self._often.poke()

    @FeatureCog.listener()
    async def on_app_command_completion(
        self, interaction: discord.Interaction[Linger], _command: app_commands.Command[Any, ..., Any]
    ) -> None:
        """Tell a member what waited for them."""
        form = discord.InteractionResponseType.modal
        if interaction.user.id not in self._waiting or interaction.response.type is form:
            return
        self._waiting.discard(interaction.user.id)
        notices = await notifying.kept_notices(self.app.db, interaction.user.id)
        with speaking(interaction.locale.value):
            texts = [notice_text(n, server=self._server(n), title=self._title(n)) for n in notices]
        if texts:
            await interaction.followup.send(view=notices_card(texts), ephemeral=True, allowed_mentions=_NOBODY)
        await notifying.drop_notices(self.app.db, notices)

    @FeatureCog.listener()
    async def on_guild_remove(self, _guild: discord.Guild) -> None:
        """Where nothing is kept after leaving, it goes at once."""
        self._hourly.poke()

    async def run_errands(self) -> None:
        """Everything that waits, once."""
        for notice in await notifying.untried_notices(self.app.db):
            await self._tell(notice)
        await self._post_audit()
        for guild_id, channel_id, message_id in await removing.pending_removals(self.app.db, now=self.app.clock()):
            await self._remove(guild_id, channel_id, message_id)

    async def tidy(self) -> None:
        """Notice servers that were joined or left meanwhile, erase those that were left long ago, lift old bars."""
        await leaving.compare_presence(self.app.db, self.app.servers, (guild.id for guild in self.bot.guilds))
        settings, now = self.app.settings, self.app.clock()
        if settings.erase_after_leaving:
            gone = await leaving.erase_left_servers(
                self.app.db,
                self.app.servers,
                self.app.catalogues,
                now=now,
                keep_days=settings.keep_after_leaving_days,
            )
            for guild_id in gone:
                self.bot.dispatch("server_forgotten", guild_id)
        await leaving.clear_expired(self.app.db, now=now)

    async def _tell(self, notice: Notice) -> None:
        with speaking(self.app.servers.settings_of(notice.guild_id).language):
            view = notice_card(notice, server=self._server(notice), title=self._title(notice))
        try:
            channel = await self.bot.create_dm(discord.Object(notice.user_id))
            await channel.send(view=view, allowed_mentions=_NOBODY)
        except discord.Forbidden:
            await notifying.keep_notice(self.app.db, notice, now=self.app.clock())
            self._waiting.add(notice.user_id)
            return
        except discord.HTTPException as error:
            if error.status >= 500:
                return  # Discord's own trouble: the next round tries again
            _log.info("member %d cannot be told: %s", notice.user_id, error.text)
        await notifying.drop_notices(self.app.db, [notice])

    async def _post_audit(self) -> None:
        entries = await auditing.entries_to_post(self.app.db)
        if not entries:
            return
        by_guild = sorted(entries, key=lambda entry: (entry.guild_id, entry.id))
        for guild_id, group in groupby(by_guild, key=lambda entry: entry.guild_id):
            settings = self.app.servers.settings_of(guild_id)
            guild = self.bot.get_guild(guild_id)
            channel = guild.get_channel(settings.audit_channel_id or 0) if guild is not None else None
            if not isinstance(channel, discord.TextChannel):
                continue
            own = list(group)
            for start in range(0, len(own), _ENTRIES_A_POST):
                with speaking(settings.language):
                    view = audit_post(own[start : start + _ENTRIES_A_POST])
                try:
                    await channel.send(view=view, allowed_mentions=_NOBODY, silent=True)
                except discord.HTTPException as error:
                    _log.warning("the audit log of guild %d cannot be posted: %s", guild_id, error.text)
        await auditing.mark_posted(self.app.db, entries[-1].id)

    async def _remove(self, guild_id: int, channel_id: int, message_id: int) -> None:
        message = self.bot.get_partial_messageable(channel_id, guild_id=guild_id).get_partial_message(message_id)
        try:
            await message.delete()
        except discord.NotFound:
            pass  # gone already, with its channel perhaps
        except discord.HTTPException as error:
            _log.warning("message %d in guild %d cannot be removed: %s", message_id, guild_id, error.text)
            await removing.note_refused(self.app.db, channel_id, message_id)
            return
        await removing.note_removed(self.app.db, channel_id, message_id)

    def _server(self, notice: Notice) -> str:
        guild = self.bot.get_guild(notice.guild_id)
        return guild.name if guild is not None else _("A server")

    def _title(self, notice: Notice) -> str:
        series_id = str(notice.fields.get("series_id", ""))
        series = self.app.catalogues.last_known(notice.guild_id, series_id)
        return series.title if series is not None else series_id


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Errands(bot))
