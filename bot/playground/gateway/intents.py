"""Which events a bot hears with which intents, and what it reads of messages without the message content."""

from __future__ import annotations

from bot.playground.api_errors import Json
from bot.playground.events import Event

GUILDS, GUILD_MEMBERS, GUILD_MODERATION, GUILD_EXPRESSIONS = 1 << 0, 1 << 1, 1 << 2, 1 << 3
GUILD_PRESENCES, GUILD_MESSAGES, GUILD_MESSAGE_REACTIONS, GUILD_MESSAGE_TYPING = 1 << 8, 1 << 9, 1 << 10, 1 << 11
DIRECT_MESSAGES, DIRECT_MESSAGE_REACTIONS, DIRECT_MESSAGE_TYPING = 1 << 12, 1 << 13, 1 << 14
MESSAGE_CONTENT, GUILD_SCHEDULED_EVENTS = 1 << 15, 1 << 16
GUILD_MESSAGE_POLLS, DIRECT_MESSAGE_POLLS = 1 << 24, 1 << 25
PRIVILEGED = {GUILD_MEMBERS: "members", GUILD_PRESENCES: "presences", MESSAGE_CONTENT: "message_content"}
# Bits that Discord knows; any other bit is refused with 4013.
KNOWN = sum(1 << bit for bit in (*range(17), 20, 21, 24, 25))

# Event → intent in servers, intent in direct conversations.
_NEEDED: dict[str, tuple[int, int]] = {
    **dict.fromkeys(
        (
            "GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE", "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE",
            "GUILD_ROLE_DELETE", "CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE", "THREAD_CREATE",
            "THREAD_UPDATE", "THREAD_DELETE", "THREAD_LIST_SYNC", "THREAD_MEMBERS_UPDATE",
        ),
        (GUILDS, GUILDS),
    ),
    "CHANNEL_PINS_UPDATE": (GUILDS, DIRECT_MESSAGES),
    **dict.fromkeys(("GUILD_MEMBER_ADD", "GUILD_MEMBER_UPDATE", "GUILD_MEMBER_REMOVE"), (GUILD_MEMBERS, GUILD_MEMBERS)),
    **dict.fromkeys(("GUILD_BAN_ADD", "GUILD_BAN_REMOVE"), (GUILD_MODERATION, GUILD_MODERATION)),
    "GUILD_EMOJIS_UPDATE": (GUILD_EXPRESSIONS, GUILD_EXPRESSIONS),
    **dict.fromkeys(("MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE"), (GUILD_MESSAGES, DIRECT_MESSAGES)),
    "MESSAGE_DELETE_BULK": (GUILD_MESSAGES, GUILD_MESSAGES),
    **dict.fromkeys(
        (
            "MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE", "MESSAGE_REACTION_REMOVE_ALL",
            "MESSAGE_REACTION_REMOVE_EMOJI",
        ),
        (GUILD_MESSAGE_REACTIONS, DIRECT_MESSAGE_REACTIONS),
    ),
    "TYPING_START": (GUILD_MESSAGE_TYPING, DIRECT_MESSAGE_TYPING),
    **dict.fromkeys(
        ("MESSAGE_POLL_VOTE_ADD", "MESSAGE_POLL_VOTE_REMOVE"), (GUILD_MESSAGE_POLLS, DIRECT_MESSAGE_POLLS)
    ),
    **dict.fromkeys(
        (
            "GUILD_SCHEDULED_EVENT_CREATE", "GUILD_SCHEDULED_EVENT_UPDATE", "GUILD_SCHEDULED_EVENT_DELETE",
            "GUILD_SCHEDULED_EVENT_USER_ADD", "GUILD_SCHEDULED_EVENT_USER_REMOVE",
        ),
        (GUILD_SCHEDULED_EVENTS, GUILD_SCHEDULED_EVENTS),
    ),
}  # fmt: skip
_ABOUT_ITSELF = frozenset({"GUILD_MEMBER_UPDATE", "THREAD_MEMBERS_UPDATE"})


def hears(intents: int, event: Event, bot_id: str) -> bool:
    """Whether a bot with these intents is told of the event."""
    needed = _NEEDED.get(event.name)
    if needed is None:
        return True
    if event.name == "THREAD_MEMBERS_UPDATE" and not intents & GUILD_MEMBERS:
        # Without the members intent a bot is told only when it is itself added to a thread or taken out.
        added = {member["user_id"] for member in event.data.get("added_members") or ()}
        return bot_id in added | set(event.data.get("removed_member_ids") or ())
    if intents & needed[0 if event.guild_id is not None else 1]:
        return True
    # A bot always hears of changes to its own membership.
    return event.name in _ABOUT_ITSELF and (event.data.get("user") or {}).get("id") == bot_id


def without_content(data: Json, bot_id: str) -> Json:
    """A server's message as a bot without the message content intent reads it; its own and mentions stay whole."""
    if data["author"]["id"] == bot_id:
        return data
    if any(user["id"] == bot_id for user in data["mentions"]):
        return data
    emptied = {**data, "content": "", "embeds": [], "attachments": [], "components": []}
    emptied.pop("poll", None)
    return emptied
