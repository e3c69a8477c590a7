"""REST: messages, pins, polls, typing."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from bot.playground.actions import polls, posting
from bot.playground.api_errors import Json, refused
from bot.playground.backend import Backend
from bot.playground.limits.messages import SUPPRESS_EMBEDS
from bot.playground.rest.routing import Request, Routes
from bot.playground.world.model import Channel, Message
from bot.playground.world.permissions import P, in_channel, require

routes = Routes()
_MESSAGE = "/channels/{channel_id}/messages/{message_id}"


def _found(backend: Backend, request: Request, *needed: P) -> tuple[Channel, Message]:
    return backend.message_in(request["channel_id"], request["message_id"], *needed)


@routes.add("POST", "/channels/{channel_id}/messages")
def create(backend: Backend, request: Request) -> Json:
    """Send a message."""
    channel = backend.world.channel(request["channel_id"])
    body = request.form
    if channel.guild_id is None:
        _require_dm_open(backend, channel)
    granted = posting.require_may_send(backend.core, channel, backend.bot_id, body, request.files)
    if body.get("message_reference") and not granted & P.READ_MESSAGE_HISTORY:
        raise refused(160002, "Cannot reply without permission to read message history")
    message = posting.create_message(backend.core, channel, backend.bot_id, body, request.files)
    return backend.shown(channel, message)


def _require_dm_open(backend: Backend, channel: Channel) -> None:
    """A person who closed direct messages, or shares no server with the bot, cannot be written to."""
    world = backend.world
    for user_id in channel.recipients:
        if user_id == backend.bot_id:
            continue
        user = world.users[user_id]
        shared = any(guild_id in world.users[backend.bot_id].guild_ids for guild_id in user.guild_ids)
        if not user.takes_dms or not (shared or user.has_app):
            raise refused(50007, "Cannot send messages to this user", status=403)


@routes.add("GET", "/channels/{channel_id}/messages")
def history(backend: Backend, request: Request) -> list[Json]:
    """Messages before, after or around one, the newest first."""
    channel = backend.visible_channel(request["channel_id"])
    if not in_channel(backend.world, channel, backend.bot_id) & P.READ_MESSAGE_HISTORY:
        return []
    limit = request.limit(default=50, most=100)
    found = list(page(channel, request.query, limit))
    return [backend.shown(channel, message) for message in found]


def page(channel: Channel, query: Any, limit: int) -> Iterator[Message]:
    """A page of history, the newest first. `query` may hold before, after or around."""
    messages = channel.messages
    if query.get("around"):
        middle = int(query["around"])
        older = itertools.islice((m for m in reversed(messages.values()) if int(m.id) <= middle), limit // 2 + 1)
        newer = itertools.islice((m for m in messages.values() if int(m.id) > middle), limit // 2)
        return iter([*reversed(list(newer)), *older][:limit])
    if query.get("after"):
        edge = int(query["after"])
        return reversed(list(itertools.islice((m for m in messages.values() if int(m.id) > edge), limit)))
    newest_first: Iterator[Message] = reversed(messages.values())
    if query.get("before"):
        edge = int(query["before"])
        newest_first = itertools.dropwhile(lambda message: int(message.id) >= edge, newest_first)
    return itertools.islice(newest_first, limit)


@routes.add("GET", _MESSAGE)
def get(backend: Backend, request: Request) -> Json:
    """One message."""
    channel, message = _found(backend, request, P.READ_MESSAGE_HISTORY)
    return backend.shown(channel, message)


@routes.add("PATCH", _MESSAGE)
def edit(backend: Backend, request: Request) -> Json:
    """Edit one's own message."""
    channel, message = _found(backend, request)
    if message.author_id != backend.bot_id and set(request.form) == {"flags"}:
        require(backend.world, channel, backend.bot_id, int(P.MANAGE_MESSAGES))
        suppressed = request.form["flags"] & SUPPRESS_EMBEDS
        message.data["flags"] = message.data["flags"] & ~SUPPRESS_EMBEDS | suppressed
        backend.core.tell_message("MESSAGE_UPDATE", channel, message)
    else:
        posting.require_own(message, backend.bot_id)
        if channel.is_thread and channel.data["thread_metadata"]["archived"]:
            raise refused(50083, "Thread is archived")
        posting.edit_message(backend.core, channel, message, request.form, request.files)
    return backend.shown(channel, message)


@routes.add("DELETE", _MESSAGE)
def delete(backend: Backend, request: Request) -> None:
    """Delete a message."""
    channel, message = _found(backend, request)
    posting.require_may_delete(backend.core, channel, message, backend.bot_id)
    posting.delete_message(backend.core, channel, message)


@routes.add("POST", "/channels/{channel_id}/messages/bulk-delete")
def delete_many(backend: Backend, request: Request) -> None:
    """Delete 2 to 100 messages at once."""
    channel = backend.visible_channel(request["channel_id"], P.MANAGE_MESSAGES)
    posting.delete_many(backend.core, channel, [str(one) for one in request.form.get("messages") or []])


@routes.add("POST", "/channels/{channel_id}/typing")
def typing(backend: Backend, request: Request) -> None:
    """Show that the bot is typing."""
    channel = backend.visible_channel(request["channel_id"])
    needed = P.SEND_MESSAGES_IN_THREADS if channel.is_thread else P.SEND_MESSAGES
    require(backend.world, channel, backend.bot_id, int(needed))
    data = {"channel_id": channel.id, "user_id": backend.bot_id, "timestamp": int(backend.core.clock.now())}
    backend.core.tell_in_channel("TYPING_START", channel, data)


@routes.add("GET", "/channels/{channel_id}/messages/pins")
def pins(backend: Backend, request: Request) -> Json:
    """Pinned messages, the last pinned first, a page at a time."""
    channel = backend.visible_channel(request["channel_id"], P.READ_MESSAGE_HISTORY)
    limit, before = request.limit(default=50, most=50), request.query.get("before")
    pinned = [message for message in channel.messages.values() if message.pinned_at is not None]
    pinned.sort(key=lambda message: message.pinned_at or "", reverse=True)
    if before is not None:
        pinned = [message for message in pinned if (message.pinned_at or "") < before]
    items = [{"pinned_at": message.pinned_at, "message": backend.shown(channel, message)} for message in pinned[:limit]]
    return {"items": items, "has_more": len(pinned) > limit}


@routes.add("GET", "/channels/{channel_id}/pins")
def pins_old(backend: Backend, request: Request) -> list[Json]:
    """Pinned messages in the older shape."""
    channel = backend.visible_channel(request["channel_id"], P.READ_MESSAGE_HISTORY)
    pinned = [message for message in channel.messages.values() if message.pinned_at is not None]
    return [backend.shown(channel, message) for message in pinned]


@routes.add("PUT", "/channels/{channel_id}/messages/pins/{message_id}")
def pin(backend: Backend, request: Request) -> None:
    """Pin a message."""
    channel, message = _found(backend, request, P.PIN_MESSAGES)
    posting.pin(backend.core, channel, message, backend.bot_id, pinned=True)


@routes.add("DELETE", "/channels/{channel_id}/messages/pins/{message_id}")
def unpin(backend: Backend, request: Request) -> None:
    """Unpin a message."""
    channel, message = _found(backend, request, P.PIN_MESSAGES)
    posting.pin(backend.core, channel, message, backend.bot_id, pinned=False)


@routes.add("POST", "/channels/{channel_id}/messages/{message_id}/crosspost")
def crosspost(backend: Backend, request: Request) -> Json:
    """Publish a message of an announcement channel."""
    channel, message = _found(backend, request)
    if channel.type != 5:
        raise refused(50024, "Cannot execute action on this channel type")
    if message.data["flags"] & 1:
        raise refused(40033, "This message has already been crossposted.")
    message.data["flags"] |= 1
    backend.core.tell_message("MESSAGE_UPDATE", channel, message)
    return backend.shown(channel, message)


@routes.add("POST", "/channels/{channel_id}/polls/{message_id}/expire")
def end_poll(backend: Backend, request: Request) -> Json:
    """End one's own poll now."""
    channel, message = _found(backend, request)
    polls.require_poll(message)
    if message.author_id != backend.bot_id:
        raise refused(50005, "Cannot edit a message authored by another user", status=403)
    polls.finish(backend.core, channel, message)
    return backend.shown(channel, message)


@routes.add("GET", "/channels/{channel_id}/polls/{message_id}/answers/{answer_id}")
def voters(backend: Backend, request: Request) -> Json:
    """Who chose an answer."""
    _, message = _found(backend, request)
    people = polls.voters(message, request["answer_id"])
    limit, after = request.limit(default=25, most=100), int(request.query.get("after", "0"))
    later = sorted((one for one in people if int(one) > after), key=int)
    return {"users": [backend.world.users[one].data for one in later[:limit]]}
