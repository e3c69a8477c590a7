"""Asking Discord which reactions stand on posts. Not a cog."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import discord

from bot.client import UNREACHABLE, Linger
from bot.domain.votes import ReactionType, Voter, emoji_key
from bot.services.reconciling import OutOfReach, Sight
from bot.services.voting import Post
from cogs.vote_reactions import emoji_of

_PAGE = 100
_UNKNOWN_CHANNEL = 10003
_NEEDED = discord.Permissions(view_channel=True, read_message_history=True)
_CUSTOM = re.compile(r"\d{15,20}")


class DiscordVotes:
    """`bot.services.reconciling.Source`, on the real thing."""

    def __init__(self, bot: Linger) -> None:
        self._bot = bot

    async def look(self, posts: Sequence[Post]) -> dict[int, Sight | None]:
        """A page of the channel's history where several posts may be on it, otherwise the one message."""
        first = posts[0]
        place = self._place(first)
        with _reaching(first):
            if len(posts) > 1:
                found = await self._look_at_page(place, posts)
                if found:
                    return found
            try:
                return {first.message_id: _sight(await place.fetch_message(first.message_id))}
            except discord.NotFound:
                return {first.message_id: None}

    async def _look_at_page(self, place: discord.PartialMessageable, posts: Sequence[Post]) -> dict[int, Sight | None]:
        """What the page shows of the first post and those below it; nothing if the first is not on it."""
        before = discord.Object(posts[0].message_id + 1)
        try:
            page = {message.id: message async for message in place.history(limit=_PAGE, before=before)}
        except discord.NotFound as error:
            if error.code != _UNKNOWN_CHANNEL:
                raise
            return {post.message_id: None for post in posts}
        if posts[0].message_id not in page:
            return {}
        shown = (post.message_id for post in posts if post.message_id in page)
        return {message_id: _sight(page[message_id]) for message_id in shown}

    async def reactors(self, post: Post, emoji: str, kind: int, after: int) -> list[Voter]:
        """One page of those who gave a reaction."""
        written = f"vote:{emoji}" if _CUSTOM.fullmatch(emoji) else emoji
        sort = discord.ReactionType.burst if kind == ReactionType.SUPER else discord.ReactionType.normal
        with _reaching(post):
            try:
                users = await self._bot.http.get_reaction_users(
                    post.channel_id, post.message_id, written, _PAGE, after or None, sort.value
                )
            except discord.NotFound:
                return []  # the message went, or the last of these reactions: the next look tells
        return [Voter(int(user["id"]), is_bot=bool(user.get("bot"))) for user in users]

    async def member(self, guild_id: int, user_id: int) -> Voter:
        """Ask for one member."""
        guild = self._bot.get_guild(guild_id)
        if guild is None:
            raise OutOfReach("the bot is not in that server")
        try:
            member = await guild.fetch_member(user_id)
        except discord.NotFound:
            return Voter(user_id, has_left=True)
        except UNREACHABLE as error:
            raise OutOfReach(str(error)) from error
        except discord.HTTPException as error:
            raise OutOfReach(error.text) from error
        roles = frozenset(role.id for role in member.roles)
        return Voter(user_id, is_bot=member.bot, joined_at=member.joined_at, role_ids=roles)

    async def offer(self, post: Post, emoji: str) -> None:
        """React to a post as the bot."""
        with _reaching(post):
            await self._place(post).get_partial_message(post.message_id).add_reaction(emoji_of(emoji))

    def _place(self, post: Post) -> discord.PartialMessageable:
        guild = self._bot.get_guild(post.guild_id)
        if guild is None or guild.unavailable:
            raise OutOfReach("the bot is not in that server, or it is not available")
        channel = guild.get_channel_or_thread(post.channel_id) or guild.get_channel(post.parent_id or 0)
        # Without the permission Discord would show an empty channel, as if all messages were gone.
        if channel is not None and not channel.permissions_for(guild.me).is_superset(_NEEDED):
            raise OutOfReach("View Channel or Read Message History is missing")
        return self._bot.get_partial_messageable(post.channel_id, guild_id=post.guild_id)


@contextmanager
def _reaching(post: Post) -> Iterator[None]:
    try:
        yield
    except discord.Forbidden as error:
        raise OutOfReach(f"not allowed in channel {post.channel_id}: {error.text}") from error
    except UNREACHABLE as error:
        raise OutOfReach(str(error) or type(error).__name__) from error
    except discord.HTTPException as error:
        raise OutOfReach(error.text or str(error.status)) from error


def _sight(message: discord.Message) -> Sight:
    counts: dict[tuple[str, int], int] = {}
    offered = set()
    for reaction in message.reactions:
        emoji = reaction.emoji
        key = emoji if isinstance(emoji, str) else emoji_key(emoji.name, emoji.id)
        counts[key, ReactionType.NORMAL] = reaction.count - reaction.burst_count - int(reaction.me)
        counts[key, ReactionType.SUPER] = reaction.burst_count - int(reaction.me_burst)
        if reaction.me:
            offered.add(key)
    return Sight(counts, frozenset(offered))
