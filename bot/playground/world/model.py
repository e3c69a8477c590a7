"""What the loopback Discord knows: people, servers, channels and messages.

Objects keep Discord's own JSON in `data`; what changes often or depends on who looks (reactions, votes,
members of threads) is kept beside it. Ids are strings, as in Discord's JSON. Look-ups are by id; nothing
walks through the world to serve a request.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.playground.api_errors import Json, unknown
from bot.playground.world.clock import Clock, Snowflakes

TEXT, DM, VOICE, CATEGORY, NEWS = 0, 1, 2, 4, 5
NEWS_THREAD, PUBLIC_THREAD, PRIVATE_THREAD, STAGE, FORUM, MEDIA = 10, 11, 12, 13, 15, 16
THREADS = frozenset({NEWS_THREAD, PUBLIC_THREAD, PRIVATE_THREAD})
FORUMS = frozenset({FORUM, MEDIA})
THREAD_STARTER = 21  # the type of the message that a thread below another message begins with
TALKED_IN = frozenset({TEXT, DM, VOICE, NEWS, STAGE}) | THREADS


@dataclass(slots=True)
class Reaction:
    """One emoji on one message, with who gave it, in order; burst ("super") reactions apart."""

    emoji: Json
    normal: dict[str, None] = field(default_factory=dict)
    burst: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class Message:
    """A message; `viewer_id` is set on ephemeral ones, which only that person sees."""

    data: Json
    reactions: dict[str, Reaction] = field(default_factory=dict)
    votes: dict[int, dict[str, None]] = field(default_factory=dict)
    viewer_id: str | None = None
    pinned_at: str | None = None

    @property
    def id(self) -> str:
        """Its snowflake."""
        return str(self.data["id"])

    @property
    def channel_id(self) -> str:
        """Where it stands."""
        return str(self.data["channel_id"])

    @property
    def author_id(self) -> str:
        """Who wrote it."""
        return str(self.data["author"]["id"])


@dataclass(slots=True)
class Channel:
    """A channel, thread or direct conversation. Messages are in the order of their ids."""

    data: Json
    messages: dict[str, Message] = field(default_factory=dict)
    ephemerals: dict[str, Message] = field(default_factory=dict)
    thread_members: dict[str, Json] = field(default_factory=dict)
    thread_ids: dict[str, None] = field(default_factory=dict)
    recipients: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Its snowflake."""
        return str(self.data["id"])

    @property
    def type(self) -> int:
        """Discord's number for the kind of channel."""
        return int(self.data["type"])

    @property
    def guild_id(self) -> str | None:
        """The server it belongs to; None for direct conversations."""
        found = self.data.get("guild_id")
        return None if found is None else str(found)

    @property
    def parent_id(self) -> str | None:
        """A thread's channel, or a channel's category."""
        found = self.data.get("parent_id")
        return None if found is None else str(found)

    @property
    def is_thread(self) -> bool:
        """Whether it is a thread or a forum post."""
        return self.type in THREADS


@dataclass(slots=True)
class Member:
    """A person (or the bot) in one server."""

    user_id: str
    roles: list[str]
    joined_at: str
    nick: str | None = None
    timeout_until: str | None = None


@dataclass(slots=True)
class Guild:
    """A server. `has_bot` says whether the bot was invited."""

    data: Json
    roles: dict[str, Json] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    channel_ids: dict[str, None] = field(default_factory=dict)
    thread_ids: dict[str, None] = field(default_factory=dict)
    emojis: dict[str, Json] = field(default_factory=dict)
    events: dict[str, Json] = field(default_factory=dict)
    event_users: dict[str, dict[str, None]] = field(default_factory=dict)
    commands: dict[str, Json] = field(default_factory=dict)
    command_permissions: dict[str, list[Json]] = field(default_factory=dict)
    bans: dict[str, str | None] = field(default_factory=dict)
    available: bool = True

    @property
    def id(self) -> str:
        """Its snowflake, which is also the id of its @everyone role."""
        return str(self.data["id"])

    @property
    def owner_id(self) -> str:
        """Who owns it."""
        return str(self.data["owner_id"])


@dataclass(slots=True)
class User:
    """An account. `locale` is the language the person has set in Discord."""

    data: Json
    locale: str = "en-US"
    takes_dms: bool = True
    has_app: bool = False  # added the bot to the own account (a user install)
    guild_ids: dict[str, None] = field(default_factory=dict)
    dm_ids: dict[str, None] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The snowflake."""
        return str(self.data["id"])

    @property
    def name(self) -> str:
        """The unique user name."""
        return str(self.data["username"])


class World:
    """All of it, with look-ups that either find or raise Discord's "Unknown …"."""

    def __init__(self, *, clock: Clock | None = None) -> None:
        self.clock = clock or Clock()
        self.snowflakes = Snowflakes(self.clock)
        self.users: dict[str, User] = {}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}
        self.commands: dict[str, Json] = {}
        self.bot_id = ""
        self.owner_id = ""
        self.changes = 0
        self.kept_base_url: str | None = None  # where the files of a loaded world were served

    def touch(self) -> None:
        """Note that something changed, for whoever keeps the world on disk."""
        self.changes += 1

    def user(self, user_id: str) -> User:
        """The account, or 404."""
        found = self.users.get(user_id)
        if found is None:
            raise unknown("User")
        return found

    def guild(self, guild_id: str) -> Guild:
        """The server, or 404."""
        found = self.guilds.get(guild_id)
        if found is None:
            raise unknown("Guild")
        return found

    def channel(self, channel_id: str) -> Channel:
        """The channel, thread or conversation, or 404."""
        found = self.channels.get(channel_id)
        if found is None:
            raise unknown("Channel")
        return found

    def member(self, guild: Guild, user_id: str) -> Member:
        """The member, or 404."""
        found = guild.members.get(user_id)
        if found is None:
            raise unknown("Member")
        return found

    def message(self, channel: Channel, message_id: str, *, viewer_id: str | None = None) -> Message:
        """The message, or 404; an ephemeral one is found for its own viewer only."""
        found = channel.messages.get(message_id)
        if found is None and viewer_id is not None:
            hidden = channel.ephemerals.get(message_id)
            if hidden is not None and hidden.viewer_id == viewer_id:
                found = hidden
        if found is None:
            raise unknown("Message")
        return found

    @property
    def owner_guild_id(self) -> int:
        """The first server of the bot's owner that has the bot; 0 where there is none."""
        for guild in self.bot_guilds():
            if guild.owner_id == self.owner_id:
                return int(guild.id)
        return 0

    def has_bot(self, guild: Guild) -> bool:
        """Whether the bot is in the server."""
        return self.bot_id in guild.members

    def bot_guilds(self) -> Iterator[Guild]:
        """The servers that the bot is in."""
        for guild_id in self.users[self.bot_id].guild_ids:
            yield self.guilds[guild_id]
