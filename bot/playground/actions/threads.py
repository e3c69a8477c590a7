"""Threads and forum posts: starting, joining, archiving, locking."""

from __future__ import annotations

from typing import Any

from bot.playground.actions.posting import THREAD_CREATED, check_new, create_message, system_message
from bot.playground.actions.thread_members import member_entry
from bot.playground.api_errors import Json, refused
from bot.playground.core import Core, Files
from bot.playground.limits.forms import Form
from bot.playground.world.model import (
    FORUMS,
    NEWS,
    NEWS_THREAD,
    PRIVATE_THREAD,
    PUBLIC_THREAD,
    TEXT,
    THREAD_STARTER,
    Channel,
    Message,
)
from bot.playground.world.permissions import P, require
from bot.playground.world.rendering import channel_json

ARCHIVE_MINUTES = (60, 1440, 4320, 10080)
REQUIRE_TAG = 1 << 4
MOST_ACTIVE = 1000  # threads of a server that are not archived


def start_thread(core: Core, channel: Channel, actor_id: str, body: Json, *, message: Message | None = None) -> Channel:
    """A thread from a message or by itself; raises Discord's refusals."""
    if channel.type not in (TEXT, NEWS):
        raise refused(50024, "Cannot execute action on this channel type")
    kind = PUBLIC_THREAD if message is not None else int(body.get("type") or PRIVATE_THREAD)
    if channel.type == NEWS and message is not None:
        kind = NEWS_THREAD
    if (channel.type == NEWS) is not (kind == NEWS_THREAD):
        raise refused(50024, "Cannot execute action on this channel type")
    needed = P.CREATE_PRIVATE_THREADS if kind == PRIVATE_THREAD else P.CREATE_PUBLIC_THREADS
    require(core.world, channel, actor_id, int(needed))
    form = Form()
    _check_thread(form, body)
    form.raise_if_wrong()
    if message is not None and message.id in core.world.channels:
        raise refused(160004, "A thread has already been created for this message")
    _check_room(core, channel)
    thread = _place(core, channel, actor_id, body, kind, message.id if message else core.world.snowflakes.next())
    if message is not None:
        message.data["flags"] |= 1 << 5
        core.tell_message("MESSAGE_UPDATE", channel, message)
        link = {"message_reference": {"type": 0, "message_id": message.id, "channel_id": channel.id}}
        system_message(core, thread, actor_id, THREAD_STARTER, "", link)
        thread.data["message_count"] = thread.data["total_message_sent"] = 0
    elif kind != PRIVATE_THREAD:
        link = {"message_reference": {"type": 0, "channel_id": thread.id, "guild_id": channel.guild_id}}
        system_message(core, channel, actor_id, THREAD_CREATED, thread.data["name"], link)
    return thread


def start_post(core: Core, forum: Channel, actor_id: str, body: Json, files: Files) -> tuple[Channel, Message]:
    """A post in a forum: its thread and its first message, which share one id."""
    message_body = body.get("message")
    require(core.world, forum, actor_id, int(P.SEND_MESSAGES))
    form = Form()
    _check_thread(form, body)
    if not isinstance(message_body, dict):
        form.fail(("message",), "BASE_TYPE_REQUIRED", "This field is required")
        message_body = {}
    _check_tags(core, form, forum, actor_id, body.get("applied_tags"))
    form.raise_if_wrong()
    check_new(core, message_body, files)
    _check_room(core, forum)
    thread_id = core.world.snowflakes.next()
    thread = _place(core, forum, actor_id, body, PUBLIC_THREAD, thread_id)
    message = create_message(core, thread, actor_id, message_body, files, message_id=thread_id)
    thread.data["message_count"] = thread.data["total_message_sent"] = 0
    forum.data["last_message_id"] = thread_id
    return thread, message


def _check_room(core: Core, parent: Channel) -> None:
    guild = core.world.guild(str(parent.guild_id))
    active = sum(
        not core.world.channels[thread_id].data["thread_metadata"]["archived"] for thread_id in guild.thread_ids
    )
    if active >= MOST_ACTIVE:
        raise refused(160006, "Maximum number of active threads reached")


def _check_thread(form: Form, body: Json) -> None:
    form.text(("name",), body.get("name"), least=1, most=100, required=True)
    if body.get("auto_archive_duration") is not None:
        form.choice(("auto_archive_duration",), body["auto_archive_duration"], ARCHIVE_MINUTES)
    form.number(("rate_limit_per_user",), body.get("rate_limit_per_user"), least=0, most=21600)


def _check_tags(core: Core, form: Form, forum: Channel, actor_id: str, tags: Any) -> None:
    if forum.data.get("flags", 0) & REQUIRE_TAG and not tags:
        raise refused(40067, "A tag is required to create a forum post in this channel")
    known = {tag["id"]: tag for tag in forum.data.get("available_tags", ())}
    for index, tag_id in enumerate(form.items(("applied_tags",), tags, most=5)):
        tag = known.get(str(tag_id))
        if tag is None:
            form.fail(("applied_tags", index), "MODEL_DOES_NOT_EXIST", "Unknown tag")
        elif tag["moderated"]:
            require(core.world, forum, actor_id, int(P.MANAGE_THREADS))


def _place(core: Core, parent: Channel, actor_id: str, body: Json, kind: int, thread_id: str) -> Channel:
    now = core.clock.timestamp()
    archive_after = body.get("auto_archive_duration") or parent.data.get("default_auto_archive_duration") or 4320
    data: Json = {
        "id": thread_id,
        "type": kind,
        "guild_id": parent.guild_id,
        "parent_id": parent.id,
        "owner_id": actor_id,
        "name": body["name"],
        "last_message_id": None,
        "rate_limit_per_user": body.get("rate_limit_per_user") or 0,
        "message_count": 0,
        "member_count": 0,
        "total_message_sent": 0,
        "flags": 0,
        "thread_metadata": {
            "archived": False,
            "auto_archive_duration": archive_after,
            "archive_timestamp": now,
            "locked": False,
            "create_timestamp": now,
        },
    }
    if kind == PRIVATE_THREAD:
        data["thread_metadata"]["invitable"] = bool(body.get("invitable", True))
    if parent.type in FORUMS:
        data["applied_tags"] = [str(tag_id) for tag_id in body.get("applied_tags") or []]
    thread = Channel(data)
    core.world.channels[thread_id] = thread
    parent.thread_ids[thread_id] = None
    if parent.guild_id is not None:
        core.world.guilds[parent.guild_id].thread_ids[thread_id] = None
    thread.thread_members[actor_id] = member_entry(core, thread_id, actor_id)
    core.tell("THREAD_CREATE", {**created_json(thread, core.world.bot_id), "newly_created": True},
              guild_id=parent.guild_id, channel_id=thread_id)  # fmt: skip
    return thread


def created_json(thread: Channel, viewer_id: str) -> Json:
    """A thread with the viewer's own membership."""
    return channel_json(thread, viewer_id=viewer_id)


def edit_thread(core: Core, thread: Channel, actor_id: str, body: Json) -> None:
    """Rename, archive, open, lock, tag. The owner may do some of it, Manage Threads all."""
    granted = require(core.world, thread, actor_id, 0)
    moderator = bool(granted & P.MANAGE_THREADS)
    about = thread.data["thread_metadata"]
    only_opens = body.get("archived") is False and not about.get("locked") and set(body) <= {"archived"}
    own = thread.data["owner_id"] == actor_id and not {"locked", "rate_limit_per_user", "flags"} & set(body)
    if not moderator and not own and not only_opens:
        require(core.world, thread, actor_id, int(P.MANAGE_THREADS))
    if about["archived"] and body.get("archived") is not False and set(body) - {"locked", "archived"}:
        raise refused(50083, "Thread is archived")
    form = Form()
    if "name" in body:
        form.text(("name",), body["name"], least=1, most=100, required=True)
    if "auto_archive_duration" in body:
        form.choice(("auto_archive_duration",), body["auto_archive_duration"], ARCHIVE_MINUTES)
    if "applied_tags" in body and thread.parent_id is not None:
        _check_tags(core, form, core.world.channels[thread.parent_id], actor_id, body["applied_tags"])
    form.raise_if_wrong()
    for key in ("name", "rate_limit_per_user", "flags"):
        if body.get(key) is not None:
            thread.data[key] = body[key]
    if "applied_tags" in body:
        thread.data["applied_tags"] = [str(tag_id) for tag_id in body["applied_tags"] or []]
    for key in ("archived", "locked", "auto_archive_duration", "invitable"):
        if body.get(key) is not None:
            about[key] = body[key]
    if "archived" in body:
        about["archive_timestamp"] = core.clock.timestamp()
    core.tell_channel("THREAD_UPDATE", thread)


def delete_thread(core: Core, thread: Channel) -> None:
    """Remove a thread and what was written in it."""
    del core.world.channels[thread.id]
    if thread.parent_id is not None and thread.parent_id in core.world.channels:
        core.world.channels[thread.parent_id].thread_ids.pop(thread.id, None)
    if thread.guild_id is not None:
        core.world.guilds[thread.guild_id].thread_ids.pop(thread.id, None)
    data = {"id": thread.id, "guild_id": thread.guild_id, "parent_id": thread.parent_id, "type": thread.type}
    core.tell("THREAD_DELETE", data, guild_id=thread.guild_id, channel_id=thread.parent_id)


def archived(core: Core, channel: Channel, *, kind: int, before: str | None, limit: int) -> list[Channel]:
    """Archived threads of a channel, the last archived first."""
    found = [
        thread
        for thread in (core.world.channels[thread_id] for thread_id in channel.thread_ids)
        if thread.type == kind and thread.data["thread_metadata"]["archived"]
    ]
    found.sort(key=lambda thread: (thread.data["thread_metadata"]["archive_timestamp"], thread.id), reverse=True)
    if before is not None:
        found = [thread for thread in found if thread.data["thread_metadata"]["archive_timestamp"] < before]
    return found[: limit + 1]
