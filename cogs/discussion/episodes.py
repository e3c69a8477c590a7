"""Polls and prompts for episodes, and the curve they make."""

from __future__ import annotations

import logging
from datetime import datetime

import discord

from bot.domain.discussion.episode_curve import SCALES, EpisodePoll, points_of, prompt_for
from bot.domain.discussion.places import WHOLE_SERIES
from bot.domain.published.kinds import PublishedKind, Step
from bot.edge.answers import answer, change, defer
from bot.edge.client import Linger
from bot.edge.guilds import require_guild_id
from bot.edge.loops.timed import TimedCog
from bot.edge.publishing.finding import message_of, own_messages
from bot.edge.publishing.once import is_doubtful, send_once
from bot.edge.publishing.sight import Absent, Unavailable, channel_of, guild_of
from bot.edge.router import on_press
from bot.errors import Gone, UserError
from bot.i18n import _, speaking
from bot.services.discussion import discussing, episode_polls
from bot.ui.discussion.episodes import curve_picture, episode_poll, episodes_card
from bot.ui.kit.permissions import NEEDS, Deed, missing_permissions

_log = logging.getLogger(__name__)


class EpisodesCog(TimedCog, name="Episodes"):
    """Asks in an episode's thread how it was, where the server wants that; Discord counts."""

    feature = "discussion"
    every_s = 600.0

    async def cog_load(self) -> None:
        """Open the doors, and ask in places that were opened."""
        await super().cog_load()
        self.bot.posts.register(
            PublishedKind.PLACE, lambda guild_id, subject: self._ask(guild_id, int(subject)), Step.POLL
        )

    @on_press("episodes.open")
    async def open(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Where the reader is: places, dates, their progress, and the curve up to there."""
        await defer(interaction)
        view, files = await self._episodes(interaction, series_id, None)
        await answer(interaction, view, files=files)

    @on_press("episodes.turn")
    async def turn(self, interaction: discord.Interaction[Linger], series_id: str, first: int) -> None:
        """Other episodes of a long series."""
        await interaction.response.defer()
        view, files = await self._episodes(interaction, series_id, first)
        await change(interaction, view, files=files)

    async def _episodes(
        self, interaction: discord.Interaction[Linger], series_id: str, first: int | None
    ) -> tuple[discord.ui.LayoutView, list[discord.File]]:
        guild_id = require_guild_id(interaction)
        series = self.app.catalogues.require(guild_id, series_id)
        seen = await episode_polls.episodes_for(self.app.db, guild_id, series, interaction.user.id)
        picture = await curve_picture(seen.scores) if len(seen.scores) > 1 else None
        files = [picture] if picture is not None else []
        view = episodes_card(
            series,
            seen.scores,
            seen.places,
            seen.group,
            through=seen.through,
            first=first,
            style=self.app.servers.settings_of(guild_id).rating_style,
            picture=files[0].filename if files else None,
        )
        return view, files

    async def _ask(self, guild_id: int, place_id: int) -> None:
        """Post the poll of an episode whose place was opened, where the server wants polls. Raises what Discord
        raises, and Gone where the place is gone; then it is asked for again."""
        place = await discussing.place_by_id(self.app.db, guild_id, place_id)
        settings = self.app.servers.settings_of(guild_id)
        if place is None:
            raise Gone("")
        if (
            place.episode == WHOLE_SERIES
            or settings.episode_polls != "on"
            or place.thread_id is None
            or not self.is_on(guild_id, place.channel_id)
        ):
            return
        thread = await channel_of(self.bot, guild_id, place.thread_id)
        if thread is Absent.UNKNOWN:
            raise Unavailable
        if not isinstance(thread, discord.Thread):
            return
        missing = missing_permissions(thread, NEEDS[Deed.POLLS])
        if missing:
            _log.warning("no poll in thread %d of guild %d: %s is missing", thread.id, guild_id, missing[0])
            return
        scale = SCALES.get(settings.rating_style, 10)
        poll = EpisodePoll(guild_id, place.series_id, place.episode, thread.id, None, scale)
        is_fresh, poll = await episode_polls.claim(self.app.db, poll, now=self.app.clock())
        if poll.message_id is None:
            await self._post(poll, thread, is_fresh=is_fresh)

    async def _post(self, poll: EpisodePoll, thread: discord.Thread, *, is_fresh: bool) -> None:
        with speaking(self.app.servers.settings_of(poll.guild_id).language):
            asked = episode_poll(poll, open_for=episode_polls.OPEN_FOR)
            prompt = _(prompt_for(poll.series_id, poll.episode))
        try:
            sent = await send_once(
                is_fresh=is_fresh,
                find=lambda: own_messages(
                    self.bot, thread, lambda message: message.poll is not None, after_id=thread.id - 1
                ),
                send=lambda: thread.send(prompt, poll=asked, nonce=f"poll-{thread.id}"),
                look_after_s=self.app.pace.look_after_s,
            )
        except (discord.HTTPException, UserError) as error:
            if isinstance(error, UserError) or is_doubtful(error) or not error.code:
                raise  # no answer of Discord's own: it is asked for again
            _log.warning("the poll in thread %d of guild %d was not posted: %s", thread.id, poll.guild_id, error)
            await episode_polls.give_up(self.app.db, poll, now=self.app.clock())
            return
        await episode_polls.note_posted(self.app.db, poll, sent.id, now=self.app.clock())

    @TimedCog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Discord has ended a poll: by its time, or by a moderator."""
        poll = payload.data.get("poll")
        if not poll or not poll.get("results", {}).get("is_finalized") or payload.guild_id is None:
            return
        ours = await episode_polls.open_poll_of(self.app.db, payload.guild_id, payload.message_id)
        if ours is not None:
            await self._take_over(ours, payload.message, self.app.clock())

    async def run_due(self, now: datetime) -> int:
        """Take over the results of polls that ended while nobody listened; returns how many."""
        taken = 0
        for poll in await episode_polls.over(self.app.db, now=now):
            assert poll.message_id is not None
            if isinstance(guild_of(self.bot, poll.guild_id), Absent):
                continue
            thread = self.bot.get_partial_messageable(poll.thread_id, guild_id=poll.guild_id)
            try:
                message = await message_of(thread, poll.message_id)
            except (discord.DiscordException, OSError, ValueError) as error:
                _log.warning("the poll in thread %d of guild %d stays open: %s", poll.thread_id, poll.guild_id, error)
                continue
            if message is None:
                await episode_polls.give_up(self.app.db, poll, now=now)
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
        return await episode_polls.take_over(self.app.db, poll, counts, now=now)
