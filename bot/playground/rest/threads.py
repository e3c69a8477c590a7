"""REST: threads and forum posts."""

from __future__ import annotations

from typing import Any

from bot.playground.actions import thread_members, threads
from bot.playground.api_errors import Json, refused
from bot.playground.backend import Backend
from bot.playground.rest.routing import Reply, Request, Routes
from bot.playground.world.model import FORUMS, NEWS, NEWS_THREAD, PRIVATE_THREAD, PUBLIC_THREAD, Channel
from bot.playground.world.permissions import P, require, require_in_guild
from bot.playground.world.rendering import channel_json, message_json, visible_threads

routes = Routes()
_CHANNEL = "/channels/{channel_id}"


@routes.add("POST", _CHANNEL + "/messages/{message_id}/threads")
def from_message(backend: Backend, request: Request) -> Any:
    """A thread that hangs from a message."""
    channel = backend.visible_channel(request["channel_id"], P.READ_MESSAGE_HISTORY)
    message = backend.world.message(channel, request["message_id"])
    thread = threads.start_thread(backend.core, channel, backend.bot_id, request.form, message=message)
    return Reply(201, threads.created_json(thread, backend.bot_id))


@routes.add("POST", _CHANNEL + "/threads")
def start(backend: Backend, request: Request) -> Any:
    """A thread without a message, or a post in a forum."""
    channel = backend.visible_channel(request["channel_id"])
    if channel.type in FORUMS:
        post, message = threads.start_post(backend.core, channel, backend.bot_id, request.form, request.files)
        shown = threads.created_json(post, backend.bot_id)
        return Reply(201, {**shown, "message": message_json(backend.world, message, backend.bot_id)})
    thread = threads.start_thread(backend.core, channel, backend.bot_id, request.form)
    return Reply(201, threads.created_json(thread, backend.bot_id))


def _thread(backend: Backend, request: Request) -> Channel:
    thread = backend.visible_channel(request["channel_id"])
    if not thread.is_thread:
        raise refused(50024, "Cannot execute action on this channel type")
    return thread


@routes.add("PUT", _CHANNEL + "/thread-members/@me")
def join(backend: Backend, request: Request) -> None:
    """Join a thread."""
    thread_members.join(backend.core, _thread(backend, request), backend.bot_id)


@routes.add("DELETE", _CHANNEL + "/thread-members/@me")
def leave(backend: Backend, request: Request) -> None:
    """Leave a thread."""
    thread_members.leave(backend.core, _thread(backend, request), backend.bot_id)


@routes.add("PUT", _CHANNEL + "/thread-members/{user_id}")
def add(backend: Backend, request: Request) -> None:
    """Add somebody to a thread."""
    thread = _thread(backend, request)
    require(backend.world, thread, backend.bot_id, int(P.SEND_MESSAGES_IN_THREADS))
    guild = backend.world.guild(str(thread.guild_id))
    backend.world.member(guild, request["user_id"])
    thread_members.join(backend.core, thread, request["user_id"])


@routes.add("DELETE", _CHANNEL + "/thread-members/{user_id}")
def remove(backend: Backend, request: Request) -> None:
    """Take somebody out of a thread."""
    thread = _thread(backend, request)
    if not (thread.type == PRIVATE_THREAD and thread.data["owner_id"] == backend.bot_id):
        require(backend.world, thread, backend.bot_id, int(P.MANAGE_THREADS))
    thread_members.leave(backend.core, thread, request["user_id"])


@routes.add("GET", _CHANNEL + "/thread-members/{user_id}")
def member(backend: Backend, request: Request) -> Json:
    """One member of a thread."""
    thread = _thread(backend, request)
    wanted = backend.bot_id if request["user_id"] == "@me" else request["user_id"]
    found = thread.thread_members.get(wanted)
    if found is None:
        raise refused(10007, "Unknown Member", status=404)
    return found


@routes.add("GET", _CHANNEL + "/thread-members")
def members(backend: Backend, request: Request) -> list[Json]:
    """Everybody in a thread."""
    return list(_thread(backend, request).thread_members.values())


@routes.add("GET", "/guilds/{guild_id}/threads/active")
def active(backend: Backend, request: Request) -> Json:
    """Every open thread of a server that the bot sees."""
    guild = backend.world.guild(request["guild_id"])
    require_in_guild(backend.world, guild, backend.bot_id, 0)
    found = visible_threads(backend.world, guild, backend.bot_id)
    return {"threads": found, "members": [thread["member"] for thread in found if "member" in thread]}


def _archived(backend: Backend, request: Request, channel: Channel, kind: int, *, joined: bool = False) -> Json:
    limit = request.limit(default=50, most=100)
    before = request.query.get("before")
    found = threads.archived(backend.core, channel, kind=kind, before=before, limit=limit)
    if joined:
        found = [thread for thread in found if backend.bot_id in thread.thread_members]
    shown = [channel_json(thread, viewer_id=backend.bot_id) for thread in found[:limit]]
    own = [thread["member"] for thread in shown if "member" in thread]
    return {"threads": shown, "members": own, "has_more": len(found) > limit}


@routes.add("GET", _CHANNEL + "/threads/archived/public")
def archived_public(backend: Backend, request: Request) -> Json:
    """Archived public threads, the last archived first."""
    channel = backend.visible_channel(request["channel_id"], P.READ_MESSAGE_HISTORY)
    return _archived(backend, request, channel, NEWS_THREAD if channel.type == NEWS else PUBLIC_THREAD)


@routes.add("GET", _CHANNEL + "/threads/archived/private")
def archived_private(backend: Backend, request: Request) -> Json:
    """Archived private threads (Manage Threads)."""
    channel = backend.visible_channel(request["channel_id"], P.READ_MESSAGE_HISTORY, P.MANAGE_THREADS)
    return _archived(backend, request, channel, PRIVATE_THREAD)


@routes.add("GET", _CHANNEL + "/users/@me/threads/archived/private")
def archived_joined(backend: Backend, request: Request) -> Json:
    """Archived private threads that the bot is in."""
    channel = backend.visible_channel(request["channel_id"], P.READ_MESSAGE_HISTORY)
    return _archived(backend, request, channel, PRIVATE_THREAD, joined=True)
