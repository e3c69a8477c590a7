"""Helpful votes: reactions on posts, counted as they come and go, and shown on the posts. Not one word is asked for."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

import discord
from discord import app_commands
from msgspec.structs import replace

from bot.domain.votes import Reaction, Voter, VoteRules
from bot.edge.answers import defer, say
from bot.edge.authority import Authority, needs
from bot.edge.client import Linger
from bot.edge.feature_cog import FeatureCog, channel_around
from bot.edge.gateway.reactions import Json, told_clearing, told_reaction, told_voter
from bot.errors import Gone
from bot.i18n import _
from bot.log import about
from bot.services.reviews import reviewing
from bot.services.votes.reconciling import OutOfReach
from bot.services.votes.voting import Event, LedgerChange, Post
from bot.ui.votes import vote_words
from cogs.votes.keeping import VoteKeeping
from cogs.votes.progress import ProgressNote
from cogs.votes.reactions import OppositeReactions

_log = logging.getLogger(__name__)

_PROGRESS_EVERY_S = 4.0
_CLOCKS_APART = timedelta(days=2)  # our clock may have been wrong when a review was written


class VotesCog(FeatureCog, name="Votes"):
    """Listens to reactions. Where the feature is switched off nothing is counted, and no tally moves."""

    feature = "votes"
    # Each asks by itself, after looks that cost less; what vanishes is noted even while the feature rests.
    never_rest = frozenset(
        {
            "on_raw_member_remove",
            "on_member_join",
            "on_post_sent",
            "on_shard_ready",
            "on_guild_available",
            "on_guild_join",
        }
    )

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self.ledger = self.app.ledger
        self.opposites = OppositeReactions(bot)
        self.keeping = VoteKeeping(bot, self)
        self._menu = app_commands.ContextMenu(
            name="About my vote", callback=self.explain, extras={"feature": self.feature}
        )
        self._menu.guild_only = True
        self._reconcile: app_commands.Command[VotesCog, ..., None] = app_commands.Command(
            name="reconcile",
            description="Compare all votes with the reactions that Discord shows, and find posts that I lost",
            callback=self.reconcile,
            extras={"feature": self.feature},
        )

    async def cog_load(self) -> None:
        """Open the doors, and begin to keep the votes true."""
        self.ledger.on_stored = self._follow
        self.bot.at_once |= {
            "MESSAGE_REACTION_ADD": self.reacted,
            "MESSAGE_REACTION_REMOVE": self.took_back,
            "MESSAGE_REACTION_REMOVE_ALL": self.cleared,
            "MESSAGE_REACTION_REMOVE_EMOJI": self.cleared,
        }
        await super().cog_load()
        self.bot.tree.add_command(self._menu)
        config = self.bot.tree.get_command("config")
        if isinstance(config, app_commands.Group):
            config.add_command(self._reconcile)
        self.opposites.start()
        await self.keeping.start()

    async def cog_unload(self) -> None:
        """Stop keeping votes true, and close the doors."""
        self.bot.at_once.clear()
        await self.keeping.stop()
        await self.opposites.stop()
        config = self.bot.tree.get_command("config")
        if isinstance(config, app_commands.Group):
            config.remove_command(self._reconcile.name)
        self.bot.tree.remove_command(self._menu.name, type=discord.AppCommandType.message)
        await super().cog_unload()

    # What people ask for

    async def explain(self, interaction: discord.Interaction[Linger], message: discord.Message) -> None:
        """Whether the member's vote on this message counts, and if not, why."""
        guild_id = interaction.guild_id
        if guild_id is None or not self.ledger.knows(message.id):
            raise Gone(_("Nothing is voted on at this message: choose the post of a review or a recommendation."))
        await defer(interaction)
        if isinstance(interaction.user, discord.Member):  # roles change without a word to us: here they are told
            known = voter_from(interaction.user, self.ledger.rules(guild_id))
            self._show(*await self.ledger.update_voter(guild_id, known))
        with suppress(OutOfReach):  # then what is stored has to do
            await self.keeping.reconciler.message(guild_id, message.id)
        found = await self.ledger.vote_of(guild_id, message.id, interaction.user.id)
        if found is None:
            raise Gone(_("This post is gone, and the votes on it."))
        post, vote = found
        settings = self.app.servers.settings_of(guild_id).in_channel(post.counted_in)
        emoji = self.app.servers.vote_emoji(guild_id)
        await say(interaction, vote_words(vote, post.subject.kind, settings, vote_emoji=emoji))

    @needs(Authority.MANAGER)
    async def reconcile(self, interaction: discord.Interaction[Linger]) -> None:
        """Compare now, and show how far it is."""
        if interaction.guild_id is None:
            raise Gone(_("This works only inside a server."))
        await defer(interaction)
        shown = ProgressNote(interaction, every_s=_PROGRESS_EVERY_S)
        restored = await self._restore(interaction.guild_id)
        report = await self.keeping.compare(interaction.guild_id, progress=shown.note)
        report.restored = restored
        await shown.finish(report)

    async def _restore(self, guild_id: int) -> int:
        """Find posts of reviews that are there and not known; how many were restored."""
        count = 0
        for channel_id, lost in (await reviewing.lost_posts(self.app.db, guild_id)).items():
            since = min(review.created_at for review in lost) - _CLOCKS_APART
            by_id = {review.id: review for review in lost}
            try:
                found = await self.keeping.source.find_reviews(guild_id, channel_id, by_id, since)
            except OutOfReach as error:
                _log.info("lost posts in channel %d cannot be looked for: %s", channel_id, error)
                continue
            for review_id, (place, sent_at) in found.items():
                place = replace(place, thread_id=place.thread_id or by_id[review_id].thread_id)
                rules = self.ledger.rules(guild_id)
                if await reviewing.mark_posted(self.app.db, by_id[review_id], place, rules=rules, now=sent_at):
                    self.ledger.note_post(guild_id, place.message_id)
                    count += 1
        return count

    # Reactions

    def reacted(self, data: Json) -> None:
        """Record a reaction that is a vote; anything else is dropped without I/O."""
        told = told_reaction(data)
        guild_id = self._counting(told.guild_id, told.channel_id, told.reaction.message_id)
        if guild_id is None or self._is_own(told.reaction):
            return
        rules = self.ledger.rules(guild_id)
        if not rules.keeps(told.reaction.emoji):
            return
        self.app.meters.votes.inc()
        self.ledger.record(guild_id, told.reaction, told_voter(told, rules))

    def took_back(self, data: Json) -> None:
        """Somebody took a reaction back, or a moderator removed it."""
        told = told_reaction(data)
        guild_id = self._counting(told.guild_id, told.channel_id, told.reaction.message_id)
        if guild_id is not None and not self._is_own(told.reaction):
            self.app.meters.votes.inc()
            self.ledger.record(guild_id, told.reaction, None)

    def cleared(self, data: Json) -> None:
        """Take back the votes of a message whose reactions a moderator has removed, all or those with one emoji."""
        told = told_clearing(data)
        guild_id = self._counting(told.guild_id, told.channel_id, told.message_id)
        if guild_id is not None:
            self.ledger.clear(guild_id, told.message_id, told.emoji)

    # Who comes and goes, and what is new

    @FeatureCog.listener()
    async def on_raw_member_remove(self, event: discord.RawMemberRemoveEvent) -> None:
        """Somebody left; only told with the members intent, otherwise found when votes are compared with Discord."""
        voter = Voter(event.user.id, is_bot=event.user.bot, has_left=True)
        self._show(*await self.ledger.update_voter(event.guild_id, voter))

    @FeatureCog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        """Count the votes of a member again who has come back."""
        voter = Voter(member.id, is_bot=member.bot, joined_at=member.joined_at)
        self._show(*await self.ledger.update_voter(member.guild.id, voter))

    @FeatureCog.listener()
    async def on_post_sent(self, guild_id: int, message_id: int) -> None:
        """Another cog has sent a post and stored it: reactions that came before it was stored are picked up."""
        self.ledger.note_post(guild_id, message_id)
        self.keeping.recheck_post(guild_id, message_id)

    @FeatureCog.listener()
    async def on_post_edited(self, guild_id: int, message: discord.Message) -> None:
        """The answer to an edit tells what stands under the post: an event that got lost is noticed."""
        if self.ledger.knows(message.id):
            await self.keeping.compare_shown(guild_id, message)

    # Sessions: a fresh one has missed what happened before it; a resumed one has missed nothing

    @FeatureCog.listener()
    async def on_shard_ready(self, shard_id: int) -> None:
        """Compare every server of a shard whose session is fresh: it missed what came before."""
        self.keeping.recheck_shard(shard_id)

    @FeatureCog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server is back after an outage, or arrives late in a fresh session."""
        self.keeping.recheck_server(guild.id)

    @FeatureCog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot may have been here before."""
        self.keeping.recheck_server(guild.id)

    # Inside

    def _counting(self, guild_id: int | None, channel_id: int, message_id: int) -> int | None:
        """The server in which an event is about a vote that counts; None drops it, without any I/O."""
        if guild_id is None or not self.ledger.knows(message_id):
            return None
        channel_id = channel_around(self.bot, guild_id, channel_id)
        if self.is_on(guild_id, channel_id):
            return guild_id
        self.keeping.recheck_when_on(guild_id, message_id, (guild_id, channel_id))
        return None

    def _is_own(self, reaction: Reaction) -> bool:
        return self.bot.user is not None and reaction.user_id == self.bot.user.id

    def _follow(self, events: Sequence[Event], changes: Sequence[LedgerChange | Exception | None]) -> None:
        """Show what became of reactions once they are on the disk. No task waits for them: they come in crowds."""
        for event, change in zip(events, changes, strict=True):
            if isinstance(change, Exception):
                with about(guild=event.guild_id):
                    _log.error(
                        "a reaction could not be stored; its post is compared with Discord later", exc_info=change
                    )
                    self.keeping.recheck_post_later(event.guild_id, event.message_id)
        self._show(*(change for change in changes if not isinstance(change, Exception)))

    def _show(self, *changes: LedgerChange | None) -> None:
        """Have the posts follow, and take away what a later vote has replaced."""
        moved: dict[int, Post] = {}
        for change in changes:
            if change is None:
                continue
            if change.has_moved:
                moved[change.post.message_id] = change.post
            moved.update((post.message_id, post) for post in change.others)
            if change.superseded and change.user_id is not None:
                self.opposites.take_away(change.post, change.user_id, change.superseded)
        for post in moved.values():
            with about(guild=post.guild_id):
                self.bot.posts.schedule_edit(post.subject.kind.value, post.guild_id, post.subject.id)


def voter_from(member: discord.Member, rules: VoteRules) -> Voter:
    """What a member shows of themselves; of roles and joining only what the server's rules ask for."""
    return Voter(
        member.id,
        is_bot=member.bot,
        joined_at=member.joined_at if rules.asks_for_joining else None,
        role_ids=frozenset(role.id for role in member.roles) if rules.asks_for_roles else None,
    )
