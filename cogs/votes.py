"""Helpful votes: reactions on posts, counted as they come and go, and shown on the posts. Not one word is asked for."""

from __future__ import annotations

import logging

import discord

from bot.client import Linger
from bot.domain.votes import Reaction, ReactionType, Voter, VoteRules, emoji_key
from bot.services.voting import LedgerChange
from bot.ui.feature_cog import FeatureCog, place_of
from cogs.vote_reactions import OppositeReactions

_log = logging.getLogger(__name__)

_ReactionEvent = discord.RawReactionActionEvent | discord.RawReactionClearEvent | discord.RawReactionClearEmojiEvent


class VotesCog(FeatureCog, name="Votes"):
    """Listens to reactions. Where the feature is switched off nothing is counted, and no tally moves."""

    feature = "votes"
    # Each asks by itself, after looks that cost less; what vanishes is noted even while the feature rests.
    never_rest = frozenset(
        {
            "on_raw_reaction_add",
            "on_raw_reaction_remove",
            "on_raw_reaction_clear",
            "on_raw_reaction_clear_emoji",
            "on_raw_message_delete",
            "on_raw_bulk_message_delete",
            "on_raw_thread_delete",
            "on_guild_channel_delete",
            "on_raw_member_remove",
            "on_member_join",
            "on_post_sent",
        }
    )

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self.ledger = self.app.ledger
        self.opposites = OppositeReactions(bot)

    async def cog_load(self) -> None:
        """Open the doors."""
        await super().cog_load()
        self.opposites.start()

    async def cog_unload(self) -> None:
        """Close them."""
        await self.opposites.stop()
        await super().cog_unload()

    # Reactions

    @FeatureCog.listener()
    async def on_raw_reaction_add(self, event: discord.RawReactionActionEvent) -> None:
        """Somebody reacted."""
        guild_id = self._counting(event)
        if guild_id is None or self._is_own(event):
            return
        rules = self.ledger.rules(guild_id)
        reaction = reaction_of(event)
        if rules.meaning(reaction.emoji) is None:
            return
        self._show(await self.ledger.add(guild_id, reaction, voter_of(event, rules)))

    @FeatureCog.listener()
    async def on_raw_reaction_remove(self, event: discord.RawReactionActionEvent) -> None:
        """Somebody took a reaction back, or a moderator removed it."""
        guild_id = self._counting(event)
        if guild_id is not None and not self._is_own(event):
            self._show(await self.ledger.remove(guild_id, reaction_of(event)))

    @FeatureCog.listener()
    async def on_raw_reaction_clear(self, event: discord.RawReactionClearEvent) -> None:
        """A moderator removed all reactions."""
        guild_id = self._counting(event)
        if guild_id is not None:
            self._show(await self.ledger.clear(guild_id, event.message_id))

    @FeatureCog.listener()
    async def on_raw_reaction_clear_emoji(self, event: discord.RawReactionClearEmojiEvent) -> None:
        """A moderator removed all reactions with one emoji."""
        guild_id = self._counting(event)
        if guild_id is not None:
            emoji = emoji_key(event.emoji.name, event.emoji.id)
            self._show(await self.ledger.clear(guild_id, event.message_id, emoji))

    # What vanishes, and who comes and goes

    @FeatureCog.listener()
    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """A message is gone, and the votes on it."""
        if event.guild_id is not None:
            await self.ledger.forget_posts(event.guild_id, [event.message_id])

    @FeatureCog.listener()
    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Many messages are gone."""
        if event.guild_id is not None:
            await self.ledger.forget_posts(event.guild_id, event.message_ids)

    @FeatureCog.listener()
    async def on_raw_thread_delete(self, event: discord.RawThreadDeleteEvent) -> None:
        """A thread or forum post is gone, with its messages."""
        await self.ledger.forget_channel(event.guild_id, event.thread_id)

    @FeatureCog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A channel is gone, with its messages and threads."""
        await self.ledger.forget_channel(channel.guild.id, channel.id)

    @FeatureCog.listener()
    async def on_raw_member_remove(self, event: discord.RawMemberRemoveEvent) -> None:
        """Somebody left; only told with the members intent, otherwise found when votes are compared with Discord."""
        voter = Voter(event.user.id, is_bot=event.user.bot, has_left=True)
        self._show(*await self.ledger.update_voter(event.guild_id, voter))

    @FeatureCog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        """Somebody came, perhaps back."""
        voter = Voter(member.id, is_bot=member.bot, joined_at=member.joined_at)
        self._show(*await self.ledger.update_voter(member.guild.id, voter))

    @FeatureCog.listener()
    async def on_post_sent(self, _guild_id: int, message_id: int) -> None:
        """Another cog has sent a post and stored it."""
        self.ledger.note_post(message_id)

    # Inside

    def _counting(self, event: _ReactionEvent) -> int | None:
        """The server in which this event is about a vote that counts; None drops it, without any I/O."""
        if event.guild_id is None or not self.ledger.knows(event.message_id):
            return None
        return event.guild_id if self.is_on(*place_of(self.bot, event)) else None

    def _is_own(self, event: discord.RawReactionActionEvent) -> bool:
        return self.bot.user is not None and event.user_id == self.bot.user.id

    def _show(self, *changes: LedgerChange | None) -> None:
        """Have the posts follow, and take away what a later vote has replaced."""
        for change in changes:
            if change is None:
                continue
            for post in (change.post, *change.others) if change.has_moved else change.others:
                self.bot.posts.touch(post.subject.kind.value, post.guild_id, post.subject.id)
            if change.superseded and change.user_id is not None:
                self.opposites.take_away(change.post, change.user_id, change.superseded)


def reaction_of(event: discord.RawReactionActionEvent) -> Reaction:
    """What the ledger calls this reaction."""
    kind = ReactionType.SUPER if event.burst or event.type is discord.ReactionType.burst else ReactionType.NORMAL
    return Reaction(event.message_id, event.user_id, emoji_key(event.emoji.name, event.emoji.id), kind)


def voter_of(event: discord.RawReactionActionEvent, rules: VoteRules) -> Voter:
    """What the event tells about who reacted; of roles and joining only what the server's rules ask for."""
    member = event.member
    if member is None:
        return Voter(event.user_id)
    return Voter(
        event.user_id,
        is_bot=member.bot,
        joined_at=member.joined_at if rules.min_membership else None,
        role_ids=frozenset(role.id for role in member.roles) if rules.voter_role_ids else None,
    )


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(VotesCog(bot))
