"""Polls and prompts for episodes, and the curve they make. Loaded with the places to talk."""

from __future__ import annotations

import logging
from datetime import datetime

import discord

from bot.client import Linger
from bot.domain.discussion import WHOLE_SERIES, Place
from bot.domain.episode_curve import SCALES, EpisodePoll, points_of, prompt_for
from bot.domain.series import Series
from bot.errors import UserError
from bot.i18n import _, speaking
from bot.services import polling
from bot.ui.answers import answer
from bot.ui.episode_card import curve_card, curve_picture, episode_poll
from bot.ui.permissions import missing_permissions
from bot.ui.router import on_press
from cogs.discussion_places import Places
from cogs.timed_cog import TimedCog

_log = logging.getLogger(__name__)


class EpisodesCog(TimedCog, name="Episodes"):
    """Asks in an episode's thread how it was, where the server wants that; Discord counts."""

    feature = "discussion"
    every_s = 600.0

    def __init__(self, bot: Linger, places: Places) -> None:
        super().__init__(bot)
        self._asking: set[int] = set()  # threads whose poll this process is posting
        places.after_opening.append(self.ask)

    @on_press("episodes.open")
    async def open(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """The curve, up to the reader's own progress."""
        if interaction.guild_id is None:
            raise UserError(_("Polls about episodes belong to a server: run this inside one."))
        series = self.app.catalogues.require(interaction.guild_id, series_id)
        await interaction.response.defer(ephemeral=True, thinking=True)
        scores, through = await polling.scores_for(self.app.db, interaction.guild_id, series, interaction.user.id)
        files = [await curve_picture(scores)] if len(scores) > 1 else []
        view = curve_card(
            series,
            scores,
            through=through,
            style=self.app.servers.settings_of(interaction.guild_id).rating_style,
            picture=files[0].filename if files else None,
        )
        await answer(interaction, view, files=files)

    async def ask(self, place: Place, series: Series, thread: discord.Thread) -> None:
        """Post the poll of an episode whose place was just opened, where the server wants polls. Never raises."""
        settings = self.app.servers.settings_of(place.guild_id)
        if place.episode == WHOLE_SERIES or settings.episode_polls != "on":
            return
        missing = missing_permissions(thread, ("send_polls",))
        if missing:
            _log.warning("no poll in thread %d of guild %d: %s is missing", thread.id, place.guild_id, missing[0])
            return
        poll = EpisodePoll(
            place.guild_id, series.id, place.episode, thread.id, None, SCALES.get(settings.rating_style, 10)
        )
        self._asking.add(thread.id)
        try:
            if await polling.claim(self.app.db, poll, now=self.app.clock()):
                await self._post(poll, thread)
        finally:
            self._asking.discard(thread.id)

    async def _post(self, poll: EpisodePoll, thread: discord.Thread) -> None:
        with speaking(self.app.servers.settings_of(poll.guild_id).language):
            asked = episode_poll(poll, open_for=polling.OPEN_FOR)
            prompt = _(prompt_for(poll.series_id, poll.episode))
        try:
            sent = await thread.send(
                prompt,
                poll=asked,
                nonce=f"poll-{thread.id}",
                allowed_mentions=discord.AllowedMentions.none(),
            )
        except discord.HTTPException as error:
            _log.warning("the poll in thread %d of guild %d was not posted: %s", thread.id, poll.guild_id, error)
            if error.status < 500:
                await polling.give_up(self.app.db, poll, now=self.app.clock())
            return
        await polling.note_posted(self.app.db, poll, sent.id)

    @TimedCog.listener()
    async def on_ready(self) -> None:
        """Post once what a crash kept from being posted. Runs again after a lost session, which does no harm."""
        for poll in await polling.unposted(self.app.db):
            guild = self.bot.get_guild(poll.guild_id)
            if guild is None or poll.thread_id in self._asking:
                continue
            try:
                thread = guild.get_thread(poll.thread_id) or await guild.fetch_channel(poll.thread_id)
            except discord.HTTPException:
                await polling.give_up(self.app.db, poll, now=self.app.clock())
                continue
            if isinstance(thread, discord.Thread) and self.is_on(guild.id, thread.parent_id):
                sent = await self._sent(thread)
                if sent is not None:
                    await polling.note_posted(self.app.db, poll, sent)
                else:
                    await self._post(poll, thread)

    async def _sent(self, thread: discord.Thread) -> int | None:
        async for message in thread.history(limit=50, oldest_first=True):
            if message.poll is not None and self.bot.user is not None and message.author.id == self.bot.user.id:
                return message.id
        return None

    @TimedCog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Discord has ended a poll: by its time, or by a moderator."""
        poll = payload.data.get("poll")
        if not poll or not poll.get("results", {}).get("is_finalized") or payload.guild_id is None:
            return
        ours = await polling.open_poll_of(self.app.db, payload.guild_id, payload.message_id)
        if ours is not None:
            await self._take_over(ours, payload.message, self.app.clock())

    async def run_due(self, now: datetime) -> int:
        """Take over the results of polls that ended while nobody listened; returns how many."""
        taken = 0
        for poll in await polling.over(self.app.db, now=now):
            assert poll.message_id is not None
            if self.bot.get_guild(poll.guild_id) is None:
                continue
            thread = self.bot.get_partial_messageable(poll.thread_id, guild_id=poll.guild_id)
            try:
                message = await thread.fetch_message(poll.message_id)
            except discord.NotFound:
                await polling.give_up(self.app.db, poll, now=now)
                continue
            except discord.HTTPException as error:
                _log.warning("the poll in thread %d of guild %d stays open: %s", poll.thread_id, poll.guild_id, error)
                continue
            taken += await self._take_over(poll, message, now)
        return taken

    async def _take_over(self, poll: EpisodePoll, message: discord.Message, now: datetime) -> bool:
        if message.poll is None or not message.poll.is_finalised():
            return False
        counts: dict[int, int] = {}
        for given in message.poll.answers:
            points = points_of(poll.scale, given.id)
            if points is not None and given.vote_count:
                counts[points] = given.vote_count
        return await polling.take_over(self.app.db, poll, counts, now=now)
