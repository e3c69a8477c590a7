"""What has to be done a little later: telling members, posting the audit log, taking messages down, erasing servers.

Each is a row that was written with its deed, so that none is lost in a crash. Always on.
"""

from __future__ import annotations

import asyncio
import json
import logging
import zlib
from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands

from bot.domain.catalogue.spoken_title import spoken_title
from bot.domain.notices import Notice, NoticeKind
from bot.domain.published.kinds import PublishedKind
from bot.domain.published.records import PostAddress
from bot.edge.answers import answer
from bot.edge.arriving import greet, notice_changes
from bot.edge.client import Linger
from bot.edge.feature_cog import FeatureCog
from bot.edge.forms import form_again
from bot.edge.guilds import names_of
from bot.edge.loops.background import PatientLoop
from bot.edge.publishing.finding import component_number, newest_id, own_messages, with_component
from bot.edge.publishing.once import is_doubtful, send_once
from bot.edge.publishing.sight import Absent, guild_of
from bot.edge.threads import edit_message
from bot.errors import Gone, UserError
from bot.i18n import _, speaking
from bot.services import message_removals, notifying, publishing
from bot.services.catalogue.known_anywhere import known_anywhere
from bot.services.elsewhere import Sort
from bot.services.lists import importing
from bot.services.moderation import auditing
from bot.services.servers import server_erasure
from bot.ui.kit.files import text_file
from bot.ui.moderation.audit import audit_post
from bot.ui.moderation.notices import notice_card, notice_text, notice_texts, notices_card, told_at_once

_UNKNOWN = (10003, 10008)  # Discord's codes for a channel and a message that are gone
_HOUR_S = 3600.0
_log = logging.getLogger(__name__)


class Outbox(FeatureCog):
    """Does what waits in the database until it is done: removals, notices, servers to erase."""

    feature = "outbox"

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self._telling: set[int] = set()  # those who are being told: another command of theirs would tell it twice
        self._log_rests_until: dict[int, float] = {}  # by guild id, on the loop's own clock
        self._arrived: set[int] = set()  # shards of which it is not known yet what has changed
        self._all_at_s = 0.0  # when all are looked through next, on the loop's own clock
        self._often = PatientLoop(bot, self.send_due, every_s=self.app.pace.try_every_s, name="outbox")
        self._hourly = PatientLoop(bot, self.tidy, every_s=_HOUR_S, name="tidying")

    async def cog_load(self) -> None:
        """Know who waits for a notice, and do what is due from now on."""
        await super().cog_load()
        self.bot.posts.register(PublishedKind.AUDIT, self._redraw_log)
        self.bot.posts.register(PublishedKind.REMINDER, self._redraw_reminder)
        self.app.elsewhere.register(Sort.NOTICES, self._hear)
        await self._hear()
        self._often.start()
        self._hourly.start()

    async def _hear(self, *user_ids: int) -> None:
        """Something waits for these; nobody named: ask for whom."""
        self.bot.owed |= set(user_ids) or await notifying.users_with_notices(self.app.db)

    async def cog_unload(self) -> None:
        """Stop after what is under way; the rest stays in its rows."""
        await self._often.stop()
        await self._hourly.stop()
        await super().cog_unload()

    @FeatureCog.listener()
    async def on_outbox(self) -> None:
        """Another cog has left something to do."""
        self._often.wake()

    @FeatureCog.listener()
    async def on_app_command_completion(
        self, interaction: discord.Interaction[Linger], _command: app_commands.Command[Any, ..., Any]
    ) -> None:
        """Tell a member what waited for them."""
        user_id, form = interaction.user.id, discord.InteractionResponseType.modal
        if user_id not in self.bot.owed or user_id in self._telling or interaction.response.type is form:
            return
        self._telling.add(user_id)
        self.bot.owed.discard(user_id)
        is_all = False
        try:
            is_all = await self._tell_here(interaction)
        finally:
            self._telling.discard(user_id)
            if not is_all:
                self.bot.owed.add(user_id)  # at the next command, then

    async def _tell_here(self, interaction: discord.Interaction[Linger]) -> bool:
        """Tell what is kept for a member, as much as one message holds; whether that was all."""
        kept = await notifying.kept_notices(self.app.db, interaction.user.id)
        if not kept:
            return True
        with speaking(interaction.locale.value, to_everybody=False):
            named = await self._named(kept)
            texts = [notice_text(n, server=server, title=title) for n, (server, title) in zip(kept, named, strict=True)]
            notices = kept[: told_at_once(kept, texts)]
            forms = [form_again(n.fields["form"]) for n in notices if n.fields.get("form")]
            own, left = notice_texts(notices), len(kept) - len(notices)
            view = notices_card(texts[: len(notices)], *forms[-1:], files=own, left=left)
        try:
            await answer(interaction, view, files=[text_file(name, body) for name, body in own.items()])
        except Exception as error:  # noqa: BLE001 (nobody heard it, or half an answer raises whatever its reader raises)
            _log.info("member %d is told later: %s", interaction.user.id, error)
            return False
        await notifying.drop_notices(self.app.db, notices)
        return not left

    @FeatureCog.listener()
    async def on_unheard(self, interaction: discord.Interaction[Linger], form: str | None) -> None:
        """An answer did not reach a member: say so at their next command."""
        notice = Notice(interaction.user.id, interaction.guild_id or 0, NoticeKind.UNHEARD, {"form": form})
        await notifying.leave_for_next_command(self.app.db, notice, now=self.app.clock())
        self.bot.owed.add(notice.user_id)

    @FeatureCog.listener()
    async def on_shard_ready(self, shard_id: int) -> None:
        """Try again what waited for servers that are known from now on."""
        self._arrived.add(shard_id)
        self._hourly.wake()

    @FeatureCog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Remember since when this server has the bot, and welcome whoever brought it."""
        await greet(self.bot, guild)

    @FeatureCog.listener()
    async def on_guild_remove(self, _guild: discord.Guild) -> None:
        """Where nothing is kept after leaving, it goes at once."""
        self._hourly.wake()

    async def send_due(self) -> None:
        """Try everything that waits, once; what fails stays for the next round."""
        for notice in await notifying.untried_notices(self.app.db):
            await self._tell(notice)
        await self._post_audit()
        await self.bot.strays.look()
        for guild_id, channel_id, message_id in await message_removals.pending_removals(
            self.app.db, now=self.app.clock(), pause_s=self.app.pace.recheck_after_s
        ):
            await self._remove(guild_id, channel_id, message_id)

    async def tidy(self) -> None:
        """Greet servers that were joined meanwhile, note those that were left, erase the long gone, lift old bars.

        Imports of lists that can no longer be undone are forgotten.
        """
        await self._notice_changes()
        settings, now = self.app.settings, self.app.clock()
        if settings.erase_after_leaving:
            gone = await server_erasure.erase_left_servers(
                self.app.db,
                self.app.servers,
                self.app.catalogues,
                now=now,
                keep_days=settings.keep_after_leaving_days,
            )
            for guild_id in gone:
                self.bot.dispatch("server_forgotten", guild_id)
        await server_erasure.clear_expired(self.app.db, now=now)
        if self.app.db.shards.is_first:
            await importing.forget_old(self.app.db, now=now)

    async def _notice_changes(self) -> None:
        """Of the shards that have just arrived; of all once an hour."""
        now_s = asyncio.get_running_loop().time()
        if now_s >= self._all_at_s:
            self._arrived.clear()
            await notice_changes(self.bot)
            self._all_at_s = now_s + _HOUR_S
        while self._arrived:
            shard_id = min(self._arrived)
            await notice_changes(self.bot, shard_id)
            self._arrived.discard(shard_id)

    async def _tell(self, notice: Notice) -> None:
        if notice.kind is NoticeKind.EPISODE_OUT and not self._reminds(notice):
            await notifying.drop_notices(self.app.db, [notice])
            return
        in_channel = "channel_id" in notice.fields
        marks_then = await publishing.count_marks(self.app.db, notice.guild_id) if in_channel else 0
        with speaking(self.app.servers.settings_of(notice.guild_id).language):
            [(server, title)] = await self._named([notice])
            view = notice_card(notice, server=server, title=title)
        try:
            sent = await self._send(notice, view)
        except Exception as error:  # noqa: BLE001 (half an answer raises whatever its reader raises)
            if is_doubtful(error):
                _log.info("member %d is told later: %s", notice.user_id, error)
                return  # Discord's own trouble: the next round tries again
            _log.info("member %d cannot be told: %s", notice.user_id, error)
            await notifying.keep_notice(self.app.db, notice, now=self.app.clock())
            self.bot.owed.add(notice.user_id)
            return
        if in_channel:
            place = PostAddress(sent.channel.id, sent.id)
            await notifying.note_told_in_channel(
                self.app.db, notice, place, marks_then=marks_then, now=self.app.clock()
            )
        else:
            await notifying.drop_notices(self.app.db, [notice])

    def _reminds(self, notice: Notice) -> bool:
        """Whether reminders run where this one was asked for; another process may have left it, which does not know."""
        channel_id = notice.fields.get("channel_id")
        return self.app.servers.is_on(notice.guild_id, channel_id, "outside")

    async def _send(self, notice: Notice, view: discord.ui.LayoutView) -> discord.Message:
        """In the channel that the member chose, where there is one; otherwise in a direct message."""
        member = discord.Object(notice.user_id)
        place: discord.abc.Messageable
        if "channel_id" in notice.fields:
            place = self.bot.get_partial_messageable(int(notice.fields["channel_id"]), guild_id=notice.guild_id)
        else:
            place = await self.bot.create_dm(member)
        mentions = discord.AllowedMentions(everyone=False, roles=False, users=[member])
        files = [text_file(name, body) for name, body in notice_texts([notice]).items()]
        return await place.send(view=view, files=files, nonce=_nonce_of(notice), allowed_mentions=mentions)

    async def _redraw_reminder(self, guild_id: int, subject: str) -> None:
        """A series is called otherwise; or nobody is left to be reminded, and the message goes. Raises what Discord
        raises, Gone."""
        kind = PublishedKind.REMINDER
        found = await publishing.find(self.app.db, guild_id, kind, subject)
        if found is None or found.message_id is None:
            raise Gone("")
        members = await publishing.members_shown(self.app.db, guild_id, kind, subject)
        if not members:
            place = self.bot.get_partial_messageable(found.channel_id, guild_id=guild_id)
            await place.get_partial_message(found.message_id).delete()
            raise Gone("")
        series_id = await publishing.series_shown(self.app.db, guild_id, kind, subject)
        fields = {"series_id": series_id, "channel_id": found.channel_id}
        notice = Notice(members[0], guild_id, NoticeKind.EPISODE_OUT, fields)
        with speaking(self.app.servers.settings_of(guild_id).language):
            [(server, title)] = await self._named([notice])
            view = notice_card(notice, server=server, title=title)
        await edit_message(self.bot, guild_id, found.channel_id, found.message_id, view)

    async def _post_audit(self) -> None:
        loop = asyncio.get_running_loop()
        for guild_id in await auditing.servers_to_post_to(self.app.db):
            if self._log_rests_until.get(guild_id, 0.0) > loop.time():
                continue
            try:
                while await self._post_entries(guild_id):
                    pass
            except Exception as error:  # noqa: BLE001 (one server's failure must not keep the others waiting)
                self._log_rests_until[guild_id] = loop.time() + self.app.pace.recheck_after_s / 3
                traced = error if not isinstance(error, discord.DiscordException | UserError | OSError) else None
                _log.warning("the audit log of guild %d cannot be posted: %s", guild_id, error, exc_info=traced)

    async def _post_entries(self, guild_id: int) -> bool:
        """One post of a server's log; False where nothing is left for now. Raises what Discord raises."""
        entries = await auditing.entries_to_post(self.app.db, guild_id)
        settings, guild, now = self.app.servers.settings_of(guild_id), guild_of(self.bot, guild_id), self.app.clock()
        if not entries or guild is Absent.UNKNOWN:
            return False
        channel = None if isinstance(guild, Absent) else guild.get_channel(settings.audit_channel_id or 0)
        if settings.audit_channel_id is None:  # nobody wants it in a channel: /audit has it
            await auditing.note_posted(self.app.db, guild_id, entries, None, now=now)
            return True
        if not isinstance(channel, discord.TextChannel):
            return False  # it is gone: the entries wait for the one that an admin chooses instead
        subject, place = auditing.subject_of(entries), channel
        claim = await publishing.claim(
            self.app.db, guild_id, PublishedKind.AUDIT, subject, channel.id, after_id=newest_id(channel), now=now
        )
        number = component_number(entries[0].id)
        named = await auditing.named_in(self.app.db, self.app.catalogues, guild_id, entries)
        with speaking(settings.language):
            view = audit_post(entries, named, number=number)
        message = await send_once(
            is_fresh=claim.is_fresh,
            find=lambda: own_messages(self.bot, place, with_component(number), after_id=claim.after_id),
            send=lambda: place.send(view=view, silent=True, nonce=claim.nonce),
            look_after_s=self.app.pace.look_after_s,
        )
        await auditing.note_posted(self.app.db, guild_id, entries, PostAddress(channel.id, message.id), now=now)
        return True

    async def _redraw_log(self, guild_id: int, subject: str) -> None:
        """Somebody in a post of the log is to be forgotten, or the log speaks another language now."""
        found = await publishing.find(self.app.db, guild_id, PublishedKind.AUDIT, subject)
        entries = await auditing.entries_of_post(self.app.db, guild_id, subject)
        if found is None or found.message_id is None or not entries:
            raise Gone("")
        named = await auditing.named_in(self.app.db, self.app.catalogues, guild_id, entries)
        with speaking(self.app.servers.settings_of(guild_id).language):
            view = audit_post(entries, named, number=component_number(entries[0].id))
        await edit_message(self.bot, guild_id, found.channel_id, found.message_id, view)

    async def _remove(self, guild_id: int, channel_id: int, message_id: int) -> None:
        message = self.bot.get_partial_messageable(channel_id, guild_id=guild_id).get_partial_message(message_id)
        try:
            await message.delete()
        except Exception as error:  # noqa: BLE001 (half an answer raises whatever its reader raises)
            if not isinstance(error, discord.NotFound) or error.code not in _UNKNOWN:
                _log.warning("message %d in guild %d cannot be removed: %s", message_id, guild_id, error)
                await message_removals.note_refused(self.app.db, channel_id, message_id)
                if not is_doubtful(error):
                    await auditing.note_once(
                        self.app.db, guild_id, "removals.wait", str(channel_id), channel_id, now=self.app.clock()
                    )
                return
        await message_removals.note_removed(self.app.db, channel_id, message_id)  # or gone, with its channel perhaps

    async def _named(self, notices: Sequence[Notice]) -> list[tuple[str, str]]:
        """What the server and the series of each are called; nothing where it is of none."""
        pairs = [(notice.guild_id, str(notice.fields.get("series_id", ""))) for notice in notices]
        servers = await names_of(self.bot, {guild_id for guild_id, _series_id in pairs if guild_id})
        known = await known_anywhere(self.app.db, self.app.catalogues, pairs)
        titles = {pair: pair[1] if series is None else spoken_title(series) for pair, series in known.items()}
        return [(servers[pair[0]] or _("A server") if pair[0] else "", titles[pair]) for pair in pairs]


def _nonce_of(notice: Notice) -> str:
    """Says the same notice to Discord again; ids alone come again, and so may any one notice."""
    said = json.dumps([notice.user_id, notice.kind, notice.fields], sort_keys=True, default=str)
    return f"notice-{notice.id}-{zlib.crc32(said.encode())}"[:25]


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Outbox(bot))
