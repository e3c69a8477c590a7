"""Discord's permission arithmetic: roles, overwrites, threads, and members who are timed out."""

from __future__ import annotations

from datetime import datetime
from enum import IntFlag

from bot.playground.api_errors import missing_access, missing_permissions
from bot.playground.world.model import Channel, Guild, Member, World


class P(IntFlag):
    """Discord's permission bits."""

    CREATE_INSTANT_INVITE = 1 << 0
    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    PRIORITY_SPEAKER = 1 << 8
    STREAM = 1 << 9
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    SEND_TTS_MESSAGES = 1 << 12
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    VIEW_GUILD_INSIGHTS = 1 << 19
    CONNECT = 1 << 20
    SPEAK = 1 << 21
    MUTE_MEMBERS = 1 << 22
    DEAFEN_MEMBERS = 1 << 23
    MOVE_MEMBERS = 1 << 24
    USE_VAD = 1 << 25
    CHANGE_NICKNAME = 1 << 26
    MANAGE_NICKNAMES = 1 << 27
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    MANAGE_GUILD_EXPRESSIONS = 1 << 30
    USE_APPLICATION_COMMANDS = 1 << 31
    REQUEST_TO_SPEAK = 1 << 32
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    USE_EXTERNAL_STICKERS = 1 << 37
    SEND_MESSAGES_IN_THREADS = 1 << 38
    USE_EMBEDDED_ACTIVITIES = 1 << 39
    MODERATE_MEMBERS = 1 << 40
    VIEW_CREATOR_MONETIZATION_ANALYTICS = 1 << 41
    USE_SOUNDBOARD = 1 << 42
    CREATE_GUILD_EXPRESSIONS = 1 << 43
    CREATE_EVENTS = 1 << 44
    USE_EXTERNAL_SOUNDS = 1 << 45
    SEND_VOICE_MESSAGES = 1 << 46
    SET_VOICE_CHANNEL_STATUS = 1 << 48
    SEND_POLLS = 1 << 49
    USE_EXTERNAL_APPS = 1 << 50
    PIN_MESSAGES = 1 << 51
    BYPASS_SLOWMODE = 1 << 52


# Plain integers: arithmetic on enum members costs far more, and this runs for every event.
ALL = sum(int(bit) for bit in P)
_ADMINISTRATOR = int(P.ADMINISTRATOR)
_VIEW = int(P.VIEW_CHANNEL)
_SEND = int(P.SEND_MESSAGES)
_LOST_WITHOUT_SEND = int(P.MENTION_EVERYONE | P.ATTACH_FILES | P.EMBED_LINKS | P.SEND_TTS_MESSAGES)
_KEPT_IN_TIMEOUT = int(P.VIEW_CHANNEL | P.READ_MESSAGE_HISTORY)
# What both sides of a direct conversation can do.
IN_DM = int(
    P.VIEW_CHANNEL | P.SEND_MESSAGES | P.READ_MESSAGE_HISTORY | P.ADD_REACTIONS | P.EMBED_LINKS | P.ATTACH_FILES
    | P.MENTION_EVERYONE | P.USE_EXTERNAL_EMOJIS | P.USE_EXTERNAL_STICKERS | P.USE_APPLICATION_COMMANDS
    | P.SEND_POLLS | P.PIN_MESSAGES
)  # fmt: skip


def is_timed_out(world: World, member: Member) -> bool:
    """Whether a moderator's timeout still holds."""
    if member.timeout_until is None:
        return False
    return datetime.fromisoformat(member.timeout_until).timestamp() > world.clock.now()


def in_guild(world: World, guild: Guild, user_id: str) -> int:
    """What the member may do in the server at large; 0 for people outside it."""
    member = guild.members.get(user_id)
    if member is None:
        return 0
    if guild.owner_id == user_id:
        return ALL
    granted = int(guild.roles[guild.id]["permissions"])
    for role_id in member.roles:
        granted |= int(guild.roles[role_id]["permissions"])
    if granted & _ADMINISTRATOR:
        return ALL
    return granted & _KEPT_IN_TIMEOUT if is_timed_out(world, member) else granted


def in_channel(world: World, channel: Channel, user_id: str) -> int:
    """What the person may do in the channel; 0 where it cannot be seen. Threads ask their channel."""
    if channel.guild_id is None:
        return IN_DM if user_id in channel.recipients else 0
    guild = world.guilds[channel.guild_id]
    granted = in_guild(world, guild, user_id)
    if granted == ALL:
        return ALL
    place = channel
    if channel.is_thread and channel.parent_id is not None:
        place = world.channels[channel.parent_id]
    granted = _with_overwrites(granted, place, guild, user_id)
    if not granted & _VIEW:
        return 0
    if channel.type == 12 and user_id not in channel.thread_members and not granted & int(P.MANAGE_THREADS):
        return 0
    if not granted & _SEND:
        granted &= ~_LOST_WITHOUT_SEND
    if is_timed_out(world, guild.members[user_id]):
        granted &= _KEPT_IN_TIMEOUT
    return granted


def _with_overwrites(granted: int, channel: Channel, guild: Guild, user_id: str) -> int:
    """Discord's order: @everyone, then all roles together, then the member."""
    member = guild.members.get(user_id)
    if member is None:
        return 0
    allow = deny = 0
    own: tuple[int, int] | None = None
    for overwrite in channel.data.get("permission_overwrites", ()):
        target = overwrite["id"]
        if target == guild.id:
            granted = granted & ~int(overwrite["deny"]) | int(overwrite["allow"])
        elif target == user_id:
            own = int(overwrite["allow"]), int(overwrite["deny"])
        elif target in member.roles:
            allow |= int(overwrite["allow"])
            deny |= int(overwrite["deny"])
    granted = granted & ~deny | allow
    return granted if own is None else granted & ~own[1] | own[0]


def sees(world: World, channel: Channel, user_id: str) -> bool:
    """Whether the person can see the channel at all."""
    return bool(in_channel(world, channel, user_id) & _VIEW)


def require(world: World, channel: Channel, user_id: str, needed: int) -> int:
    """The person's permissions there; raises 50001 where the channel is hidden, 50013 where one is missing."""
    granted = in_channel(world, channel, user_id)
    if not granted & _VIEW:
        raise missing_access()
    if granted & needed != needed:
        raise missing_permissions()
    return granted


def require_in_guild(world: World, guild: Guild, user_id: str, needed: int) -> int:
    """The member's permissions in the server; raises 50001 outside it, 50013 where one is missing."""
    if user_id not in guild.members:
        raise missing_access()
    granted = in_guild(world, guild, user_id)
    if granted & needed != needed:
        raise missing_permissions()
    return granted


def top_role_position(guild: Guild, user_id: str) -> float:
    """The height of the member's highest role; the owner stands above all."""
    if guild.owner_id == user_id:
        return float("inf")
    member = guild.members[user_id]
    return max((float(guild.roles[role]["position"]) for role in member.roles), default=0.0)


def require_above(guild: Guild, actor_id: str, target_id: str) -> None:
    """Raise 50013 unless the actor's highest role is above the target's."""
    if top_role_position(guild, actor_id) <= top_role_position(guild, target_id):
        raise missing_permissions()
