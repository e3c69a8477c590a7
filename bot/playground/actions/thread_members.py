"""Who follows a thread: joining, leaving, being added by writing there."""

from __future__ import annotations

from bot.playground.api_errors import Json, refused
from bot.playground.core import Core
from bot.playground.world.model import PRIVATE_THREAD, Channel
from bot.playground.world.rendering import channel_json


def member_entry(core: Core, thread_id: str, user_id: str) -> Json:
    """A thread member object."""
    return {"id": thread_id, "user_id": user_id, "join_timestamp": core.clock.timestamp(), "flags": 0}


def join(core: Core, thread: Channel, user_id: str) -> None:
    """Add a person to a thread; again is harmless."""
    if thread.data["thread_metadata"]["archived"]:
        raise refused(50083, "Thread is archived")
    if user_id in thread.thread_members:
        return
    entry = thread.thread_members[user_id] = member_entry(core, thread.id, user_id)
    if user_id == core.world.bot_id and thread.type == PRIVATE_THREAD:
        # The bot could not see it before, so it hears of the thread itself.
        core.tell(
            "THREAD_CREATE", channel_json(thread, viewer_id=user_id), guild_id=thread.guild_id, channel_id=thread.id
        )
    _tell_members(core, thread, added=[entry], removed=[])


def leave(core: Core, thread: Channel, user_id: str) -> None:
    """Take a person out of a thread."""
    if thread.thread_members.pop(user_id, None) is not None:
        _tell_members(core, thread, added=[], removed=[user_id])


def _tell_members(core: Core, thread: Channel, *, added: list[Json], removed: list[str]) -> None:
    data: Json = {
        "id": thread.id,
        "guild_id": thread.guild_id,
        "member_count": min(len(thread.thread_members), 50),
        "added_members": added,
        "removed_member_ids": removed,
    }
    core.tell("THREAD_MEMBERS_UPDATE", data, guild_id=thread.guild_id, channel_id=thread.id)
