"""/discuss: the right place to talk about an episode, and a quiet word to those who are not there yet."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

import discord
from discord import app_commands

from bot.domain.discussion.places import WHOLE_SERIES, is_beyond
from bot.domain.progress import has_finished
from bot.domain.published.kinds import PublishedKind, Step
from bot.domain.series import Series
from bot.edge.answers import answer, defer, say
from bot.edge.client import Linger
from bot.edge.feature_cog import FeatureCog
from bot.edge.guilds import require_guild_id
from bot.edge.opening import allow_opening, require_sight
from bot.edge.router import on_press
from bot.edge.series_option import complete_series, require_series
from bot.edge.threads import Parent
from bot.edge.voice import require_voice
from bot.errors import Gone, UserError
from bot.i18n import _, speaking
from bot.services import progressing
from bot.services.discussion import discussing
from bot.ui.discussion.card import found_card, muted_card, warning_card, warning_words
from bot.ui.kit.cards import card, container, text
from bot.ui.progress import AFTER_THE_END, after_the_end
from cogs.discussion.places import PlaceOpener

_log = logging.getLogger(__name__)
_MOST_SEEN = 20_000  # who wrote where, remembered so that further messages cost nothing


class DiscussionCog(FeatureCog, name="Discussion"):
    """The places, and the server's rule: not a word beyond where I am."""

    feature = "discussion"
    never_rest = frozenset({"on_raw_thread_delete", "on_guild_channel_delete"})

    def __init__(self, bot: Linger, places: PlaceOpener) -> None:
        super().__init__(bot)
        self.places = places
        self._seen: set[tuple[int, int]] = set()  # (place id, user id)

    async def cog_load(self) -> None:
        """Open the doors, and know which threads are places."""
        await super().cog_load()
        await self.places.load()
        posts, places, kind = self.bot.posts, self.places, PublishedKind.PLACE
        posts.register(kind, lambda guild_id, subject: places.edit_card(guild_id, int(subject)))
        posts.register(kind, lambda guild_id, subject: places.rename_thread(guild_id, int(subject)), Step.RENAME)
        posts.register(kind, lambda guild_id, subject: places.pin_card(guild_id, int(subject)), Step.PIN)
        posts.register(PublishedKind.MOVED, places.close_moved, Step.CLOSE)
        self.bot.late.register(kind, places.finish)

    @app_commands.command(name="discuss", description="Go to the place where an episode is talked about")
    @app_commands.describe(series="The series", episode="The episode; leave it empty for the series as a whole")
    @app_commands.autocomplete(series=complete_series)
    @app_commands.guild_only()
    async def discuss(
        self,
        interaction: discord.Interaction[Linger],
        series: str,
        episode: app_commands.Range[int, 1, 5000] | None = None,
    ) -> None:
        """Find the place, or open it."""
        await self._lead(interaction, require_series(interaction, series), episode)

    @on_press("discuss.open")
    async def open_series(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """From a card: the series' own place."""
        await self._lead(interaction, self._series(interaction, series_id), None)

    @on_press("discuss.go")
    async def go(self, interaction: discord.Interaction[Linger], series_id: str, episode: int) -> None:
        """To a neighbouring episode that has no place yet, or had none when the card was drawn."""
        await self._lead(interaction, self._series(interaction, series_id), episode)

    @on_press("discuss.mine")
    async def mine(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """To the place of the last episode that the member has watched."""
        series = self._series(interaction, series_id)
        progress = await progressing.progress_of(self.app.db, interaction.user.id, series.id)
        if progress is None or progress.episode == 0:
            raise UserError(
                _("You have not told me which episode you are at. “My progress” does that; then press this again.")
            )
        await self._lead(interaction, series, progress.episode)

    @on_press("discuss.watched")
    async def watched(self, interaction: discord.Interaction[Linger], place_id: int) -> None:
        """The member has seen everything that this place talks about."""
        await self._watched(interaction, require_guild_id(interaction), place_id)

    @on_press("discuss.seen")
    async def seen(self, interaction: discord.Interaction[Linger], guild_id: int, place_id: int) -> None:
        """The same from a direct message."""
        await self._watched(interaction, guild_id, place_id)

    @on_press("discuss.quiet")
    async def quiet(self, interaction: discord.Interaction[Linger], guild_id: int) -> None:
        """No more warnings in that server."""
        await discussing.mute(self.app.db, guild_id, interaction.user.id, now=self.app.clock())
        await answer(interaction, muted_card(guild_id))

    @on_press("discuss.loud")
    async def loud(self, interaction: discord.Interaction[Linger], guild_id: int) -> None:
        """Warn the member again before places that are further than they are."""
        await discussing.unmute(self.app.db, guild_id, interaction.user.id)
        await say(interaction, _("I'll tell you again when a place is beyond your progress."))

    @FeatureCog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Somebody writes in a place: this is how we learn that they are there."""
        if not message.author.bot:
            await self._entered(message.channel.id, message.author)

    @FeatureCog.listener()
    async def on_thread_member_join(self, member: discord.ThreadMember) -> None:
        """Somebody joins a place; Discord says so only with the members intent."""
        if self.bot.user is not None and member.id != self.bot.user.id:
            await self._entered(member.thread_id, discord.Object(member.id))

    @FeatureCog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """The episode is free for a new place."""
        await self.places.forget_thread(payload.thread_id)

    @FeatureCog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """All places in it are gone."""
        await self.places.forget_channel(channel.guild.id, channel.id)

    def _require_voice(self, interaction: discord.Interaction[Linger], guild_id: int) -> Callable[[Parent], None]:
        settings = self.app.servers.settings_of(guild_id)

        def require(parent: Parent) -> None:
            require_sight(interaction.user, parent)
            require_voice(interaction, parent, settings, in_threads=True)

        return require

    async def _lead(self, interaction: discord.Interaction[Linger], series: Series, episode: int | None) -> None:
        guild_id = require_guild_id(interaction)
        await defer(interaction)
        found = await self.places.open(
            guild_id,
            series,
            episode,
            asked_in=interaction.channel_id,
            may_open=self._require_voice(interaction, guild_id),
            allow=partial(allow_opening, interaction),
        )
        if found.thread.parent is not None:
            require_sight(interaction.user, found.thread.parent)
        first, progress = await discussing.warn(
            self.app.db, found.place, interaction.user.id, episodes=series.episodes, now=self.app.clock()
        )
        own = None
        if found.place.episode == WHOLE_SERIES:
            progress = await progressing.progress_of(self.app.db, interaction.user.id, series.id)
            own = progress.episode if progress is not None else None
        warning = warning_words(found.place, series, progress) if first else None
        await answer(
            interaction,
            found_card(
                found.place,
                series,
                warning=warning,
                is_new=found.is_new,
                locked=found.thread.locked,
                own_episode=own,
            ),
        )

    async def _watched(self, interaction: discord.Interaction[Linger], guild_id: int, place_id: int) -> None:
        place = await discussing.place_by_id(self.app.db, guild_id, place_id)
        if place is None:
            raise Gone(_("That place is gone. /discuss opens a new one."))
        series = self.app.catalogues.require(guild_id, place.series_id)
        progress = await progressing.progress_of(self.app.db, interaction.user.id, series.id)
        if progress is not None and not is_beyond(place.episode, progress, series.episodes):
            await say(interaction, _("You are there already, at episode {episode}.", episode=progress.episode))
            return
        _before, after = await progressing.set_progress(
            self.app.db, series, interaction.user.id, now=self.app.clock(), episode=place.episode
        )
        if not has_finished(after, series.episodes):
            await say(interaction, _("Noted: you have watched up to episode {episode}.", episode=place.episode))
            return
        said = _("Episode {episode} watched: that was the last one.", episode=place.episode)
        steps = after_the_end(series, self.bot.router.running(interaction, AFTER_THE_END))
        await answer(interaction, card(container(text(f"✅ {said}"), *steps)))

    async def _entered(self, thread_id: int, user: discord.abc.Snowflake) -> None:
        guild_id, place_id = self.places.by_thread.get(thread_id, (0, 0))
        if not place_id or (place_id, user.id) in self._seen:
            return
        if len(self._seen) >= _MOST_SEEN:
            self._seen.clear()
        self._seen.add((place_id, user.id))
        place = await discussing.place_by_id(self.app.db, guild_id, place_id)
        if place is None or not self.is_on(guild_id, place.channel_id):
            return
        series = self.app.catalogues.get(guild_id, place.series_id)
        if series is None:
            return
        first, progress = await discussing.warn(
            self.app.db, place, user.id, episodes=series.episodes, now=self.app.clock()
        )
        if not first:
            return
        with speaking(self.app.servers.settings_of(guild_id).language):
            view = warning_card(place, series, progress)
        try:
            conversation = await self.bot.create_dm(user)
            await conversation.send(view=view)
        except discord.HTTPException as error:
            # Not told: /discuss tells them then, and a fault that passes is tried at their next word.
            await discussing.take_warning_back(self.app.db, place, user.id)
            if error.status >= 500:
                self._seen.discard((place_id, user.id))
            _log.info("user %s of guild %s could not be warned: %s", user.id, guild_id, error)

    def _series(self, interaction: discord.Interaction[Linger], series_id: str) -> Series:
        return self.app.catalogues.require(interaction.guild_id, series_id)
