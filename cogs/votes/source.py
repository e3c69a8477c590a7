"""Asking Discord which reactions stand on posts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

import discord

from bot.domain.emoji import emoji_key, plain_emoji
from bot.domain.published.records import PostAddress
from bot.domain.votes import ReactionType, Voter
from bot.edge.client import Linger
from bot.edge.publishing.finding import custom_ids
from bot.edge.publishing.sight import parent_of
from bot.edge.reaching import MISSHAPEN, UNREACHABLE, Unknown, is_unknown
from bot.patterns import later_re
from bot.services.votes.reconciling import OutOfReach, Sight
from bot.services.votes.voting import Post

_PAGE = 100
_LOOKED_THROUGH = 5_000  # messages of a channel, for posts that are not known
_NEEDED = discord.Permissions(view_channel=True, read_message_history=True)
_CUSTOM = later_re(r"\d{15,20}")


class DiscordVotes:
    """`bot.services.votes.reconciling.Source` and `bot.services.votes.missing.Finder`, on the real thing."""

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
                return {first.message_id: sight_of(await place.fetch_message(first.message_id))}
            except discord.NotFound as error:
                if not is_unknown(error, Unknown.MESSAGE, Unknown.CHANNEL):
                    raise
                return {first.message_id: None}

    async def _look_at_page(self, place: discord.PartialMessageable, posts: Sequence[Post]) -> dict[int, Sight | None]:
        """What the page shows of the first post and those below it; nothing if the first is not on it."""
        before = discord.Object(posts[0].message_id + 1)
        try:
            page = {message.id: message async for message in place.history(limit=_PAGE, before=before)}
        except discord.NotFound as error:
            if not is_unknown(error, Unknown.CHANNEL):
                raise
            return {post.message_id: None for post in posts}
        if posts[0].message_id not in page:
            return {}
        shown = (post.message_id for post in posts if post.message_id in page)
        return {message_id: sight_of(page[message_id]) for message_id in shown}

    async def reactors(self, post: Post, emoji: str, kind: int, after: int) -> list[Voter]:
        """One page of those who gave a reaction; nobody where Discord does not know the emoji any more."""
        written = f"vote:{emoji}" if _CUSTOM.fullmatch(emoji) else emoji
        sort = discord.ReactionType.burst if kind == ReactionType.SUPER else discord.ReactionType.normal
        with _reaching(post):
            try:
                users = await self._bot.http.get_reaction_users(
                    post.channel_id, post.message_id, written, _PAGE, after or None, sort.value
                )
            except discord.NotFound as error:
                if not is_unknown(error, Unknown.EMOJI):
                    raise
                return []
            if not isinstance(users, list):
                raise OutOfReach("Discord's answer was no list")
            return [Voter(int(user["id"]), is_bot=bool(user.get("bot"))) for user in users]

    async def member(self, guild_id: int, user_id: int) -> Voter:
        """Ask Discord for one member of a server."""
        guild = self._bot.get_guild(guild_id)
        if guild is None:
            raise OutOfReach("the bot is not in that server")
        try:
            member = await guild.fetch_member(user_id)
        except UNREACHABLE as error:
            raise OutOfReach(str(error)) from error
        except discord.HTTPException as error:
            if is_unknown(error, Unknown.MEMBER, Unknown.USER):
                return Voter(user_id, has_left=True)
            raise OutOfReach(error.text or str(error.status)) from error
        except MISSHAPEN as error:
            raise OutOfReach(f"Discord's answer could not be read: {error!r}") from error
        roles = frozenset(role.id for role in member.roles)
        return Voter(user_id, is_bot=member.bot, joined_at=member.joined_at, role_ids=roles)

    async def is_there(self, post: Post) -> bool:
        """Ask for the messages around it, which is another route than asking for it."""
        place, around = self._place(post), discord.Object(post.message_id)
        with _reaching(post):
            try:
                return post.message_id in [message.id async for message in place.history(limit=3, around=around)]
            except discord.NotFound as error:
                if not is_unknown(error, Unknown.CHANNEL):
                    raise
                return False

    async def find_reviews(
        self, guild_id: int, channel_id: int, review_ids: Collection[int], since: datetime
    ) -> dict[int, tuple[PostAddress, datetime]]:
        """The posts of these reviews that a channel or thread holds, and when they were sent. Raises OutOfReach."""
        guild, wanted = self._bot.get_guild(guild_id), {f"reviews.read:{each}": each for each in review_ids}
        found: dict[int, tuple[PostAddress, datetime]] = {}
        if guild is None or self._bot.user is None:
            raise OutOfReach("the bot is not in that server")
        place = guild.get_channel_or_thread(channel_id)
        with _reaching_channel(channel_id):
            place = place or await guild.fetch_channel(channel_id)
            if isinstance(place, discord.CategoryChannel | discord.ForumChannel):
                return found
            async for message in place.history(limit=_LOOKED_THROUGH, after=since):
                if message.author.id != self._bot.user.id:
                    continue
                for shown in custom_ids(message) & wanted.keys():
                    found[wanted[shown]] = _address(place, message), message.created_at
        return found

    def _place(self, post: Post) -> discord.PartialMessageable:
        guild = self._bot.get_guild(post.guild_id)
        if guild is None or guild.unavailable:
            raise OutOfReach("the bot is not in that server, or it is not available")
        channel = guild.get_channel_or_thread(post.channel_id) or guild.get_channel(post.parent_id or 0)
        # Without the permission Discord would show an empty channel, as if all messages were gone.
        if channel is not None and not channel.permissions_for(guild.me).is_superset(_NEEDED):
            raise OutOfReach("View Channel or Read Message History is missing")
        return self._bot.get_partial_messageable(post.channel_id, guild_id=post.guild_id)


def _address(place: discord.abc.Messageable, message: discord.Message) -> PostAddress:
    """Where a post is. A forum's is the first message of its thread, with the thread's id."""
    thread_id = message.channel.id if message.id == message.channel.id else None
    return PostAddress(message.channel.id, message.id, thread_id=thread_id, parent_id=parent_of(place))


def _reaching(post: Post) -> AbstractContextManager[None]:
    return _reaching_channel(post.channel_id)


@contextmanager
def _reaching_channel(channel_id: int) -> Iterator[None]:
    try:
        yield
    except discord.Forbidden as error:
        raise OutOfReach(f"not allowed in channel {channel_id}: {error.text}") from error
    except UNREACHABLE as error:
        raise OutOfReach(str(error) or type(error).__name__) from error
    except discord.HTTPException as error:
        raise OutOfReach(error.text or str(error.status)) from error
    except MISSHAPEN as error:
        raise OutOfReach(f"Discord's answer could not be read: {error!r}") from error


def sight_of(message: discord.Message) -> Sight:
    """The reactions that a message shows."""
    counts: dict[tuple[str, int], int] = {}
    offered = set()
    for reaction in message.reactions:
        emoji = reaction.emoji
        key = emoji if isinstance(emoji, str) else emoji_key(emoji.name, emoji.id)
        counts[key, ReactionType.NORMAL] = reaction.count - reaction.burst_count - int(reaction.me)
        counts[key, ReactionType.SUPER] = reaction.burst_count - int(reaction.me_burst)
        if reaction.me:
            offered.add(plain_emoji(key))
    return Sight(counts, frozenset(offered))
