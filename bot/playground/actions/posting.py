"""Writing, changing and deleting messages, for the bot and for people alike."""

from __future__ import annotations

from typing import Any

from bot.playground.actions.content import (
    file_names,
    mentions_json,
    placed_components,
    placed_embeds,
    placed_poll,
    stored_files,
)
from bot.playground.actions.thread_members import join
from bot.playground.api_errors import Json, refused, unknown
from bot.playground.core import Core, Files
from bot.playground.events import Event
from bot.playground.limits.forms import Form
from bot.playground.limits.messages import (
    EPHEMERAL,
    LOADING,
    SUPPRESS_EMBEDS,
    SUPPRESS_NOTIFICATIONS,
    V2,
    check_files,
    check_message,
    is_empty,
)
from bot.playground.world.clock import snowflake_time
from bot.playground.world.model import TALKED_IN, Channel, Message
from bot.playground.world.permissions import P, require

DEFAULT, PIN_ADDED, THREAD_CREATED, REPLY, CHAT_COMMAND, CONTEXT_COMMAND = 0, 6, 18, 19, 20, 23
_NONCE_HOLDS = 300.0  # seconds in which a nonce is known again
_SETTABLE = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | V2


def require_may_send(core: Core, channel: Channel, author_id: str, body: Json, files: Files) -> int:
    """What sending needs: to see the channel, to write there, and to embed, attach or ask if it does so."""
    if channel.type not in TALKED_IN:
        raise refused(50008, "Cannot send messages in a non-text channel")
    needed = int(P.SEND_MESSAGES_IN_THREADS if channel.is_thread else P.SEND_MESSAGES)
    if body.get("embeds"):
        needed |= P.EMBED_LINKS
    if files:
        needed |= P.ATTACH_FILES
    if body.get("poll"):
        needed |= P.SEND_POLLS
    if body.get("tts"):
        needed |= P.SEND_TTS_MESSAGES
    granted = require(core.world, channel, author_id, needed)
    if channel.is_thread:
        _require_open(core, channel, granted)
    return granted


def _require_open(core: Core, thread: Channel, granted: int) -> None:
    """A locked thread takes messages from its moderators only; an archived one opens again by itself."""
    about = thread.data["thread_metadata"]
    if about.get("locked") and not granted & P.MANAGE_THREADS:
        raise refused(50083, "Thread is archived")
    if about["archived"]:
        about["archived"] = False
        about["archive_timestamp"] = core.clock.timestamp()
        core.tell_channel("THREAD_UPDATE", thread)


def check_new(core: Core, body: Json, files: Files) -> None:
    """Raise what Discord would say of a new message, before anything is stored."""
    check_files(files)
    form = Form()
    check_message(core.world, form, body, filenames=file_names(body, files, []))
    form.raise_if_wrong()
    if is_empty(body) and not files:
        raise refused(50006, "Cannot send an empty message")


def create_message(
    core: Core,
    channel: Channel,
    author_id: str,
    body: Json,
    files: Files,
    *,
    message_id: str | None = None,
    viewer_id: str | None = None,
    extra: Json | None = None,
) -> Message:
    """Check the body and place the message; tells everyone who may see it.

    `viewer_id` makes it ephemeral. `extra` is added to the message object (interaction metadata, type).
    Permissions are the caller's affair: interactions need none.
    """
    check_new(core, body, files)
    sent = _sent_before(core, author_id, body)
    if sent is not None:
        return sent
    reference = _reference(core, channel, body.get("message_reference"))
    attachments = stored_files(core, channel, body, files, [])
    embeds, shown = placed_embeds(body.get("embeds") or [], attachments)
    flags = int(body.get("flags") or 0) & _SETTABLE | (EPHEMERAL if viewer_id else 0)
    data: Json = {
        "id": message_id or core.world.snowflakes.next(),
        "channel_id": channel.id,
        "author": core.world.users[author_id].data,
        "content": body.get("content") or "",
        "timestamp": core.clock.timestamp(),
        "edited_timestamp": None,
        "tts": bool(body.get("tts")),
        "attachments": shown,
        "embeds": embeds,
        "components": placed_components(body.get("components") or [], attachments),
        "flags": flags,
        "type": REPLY if reference else DEFAULT,
        "pinned": False,
        **mentions_json(core, channel, author_id, body),
        **reference,
        **(extra or {}),
    }
    if body.get("nonce") is not None:
        data["nonce"] = body["nonce"]
    message = Message(data, viewer_id=viewer_id)
    if body.get("poll"):
        data["poll"] = placed_poll(core, body["poll"])
        message.votes = {answer["answer_id"]: {} for answer in data["poll"]["answers"]}
    if channel.is_thread and viewer_id is None:
        join(core, channel, author_id)
    place(core, channel, message)
    return message


def _sent_before(core: Core, author_id: str, body: Json) -> Message | None:
    """With `enforce_nonce`, what the same author sent with the same nonce in the last minutes, wherever that was."""
    if not body.get("enforce_nonce") or body.get("nonce") is None:
        return None
    since = core.clock.now() - _NONCE_HOLDS
    for channel in core.world.channels.values():
        for message in reversed(channel.messages.values()):
            if snowflake_time(message.id) < since:
                break
            if message.data.get("nonce") == body["nonce"] and message.data["author"]["id"] == author_id:
                return message
    return None


def place(core: Core, channel: Channel, message: Message) -> None:
    """Put a finished message into its channel and tell of it."""
    if message.viewer_id is None:
        channel.messages[message.id] = message
        channel.data["last_message_id"] = message.id
        if channel.is_thread:
            channel.data["message_count"] += 1
            channel.data["total_message_sent"] += 1
    else:
        channel.ephemerals[message.id] = message
    core.tell_message("MESSAGE_CREATE", channel, message)


def _reference(core: Core, channel: Channel, reference: Any) -> Json:
    """A reply's reference and the message it answers."""
    if not reference:
        return {}
    target = channel.messages.get(str(reference.get("message_id")))
    if target is None:
        if reference.get("fail_if_not_exists", True):
            form = Form()
            form.fail(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
            form.raise_if_wrong()
        return {}
    link = {"type": 0, "message_id": target.id, "channel_id": channel.id}
    if channel.guild_id is not None:
        link["guild_id"] = channel.guild_id
    answered = {key: value for key, value in target.data.items() if key != "referenced_message"}
    return {"message_reference": link, "referenced_message": answered}


def system_message(core: Core, channel: Channel, author_id: str, kind: int, content: str, extra: Json) -> Message:
    """A message that Discord itself writes: a thread was started, a message was pinned."""
    data: Json = {
        "id": core.world.snowflakes.next(),
        "channel_id": channel.id,
        "author": core.world.users[author_id].data,
        "content": content,
        "timestamp": core.clock.timestamp(),
        "edited_timestamp": None,
        "tts": False,
        "attachments": [],
        "embeds": [],
        "components": [],
        "flags": 0,
        "type": kind,
        "pinned": False,
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        **extra,
    }
    message = Message(data)
    place(core, channel, message)
    return message


def edit_message(
    core: Core, channel: Channel, message: Message, body: Json, files: Files, *, completes: bool = False
) -> None:
    """Change what the body names and keep the rest; the result obeys the same limits as a new message.

    `completes` fills a "thinking" message, which does not count as edited.
    """
    data = message.data
    old_files = data["attachments"]
    merged = _merged(data, body)
    check_files(files)
    form = Form()
    form_body = {**merged, "attachments": body.get("attachments")}
    check_message(core.world, form, form_body, filenames=file_names(body, files, old_files))
    form.raise_if_wrong()
    attachments = stored_files(core, channel, body, files, old_files)
    if is_empty({**merged, "attachments": attachments}):
        raise refused(50006, "Cannot send an empty message")
    embeds, shown = placed_embeds(merged["embeds"], attachments)
    if "components" in body:
        data["components"] = placed_components(body["components"] or [], attachments)
    if "content" in body or "components" in body:
        data |= mentions_json(core, channel, message.author_id, {**body, "content": merged["content"]})
    data |= {
        "content": merged["content"],
        "embeds": embeds,
        "attachments": shown,
        "flags": merged["flags"],
        "edited_timestamp": None if completes else core.clock.timestamp(),
    }
    core.tell_message("MESSAGE_UPDATE", channel, message)


def _merged(data: Json, body: Json) -> Json:
    """The message as it would stand: what the body names, over what is there. V2 cannot be taken back."""
    flags = data["flags"] & ~LOADING
    if body.get("flags") is not None:
        kept = flags & ~(SUPPRESS_EMBEDS)
        flags = kept | int(body["flags"]) & (SUPPRESS_EMBEDS | V2)
    return {
        "content": (body["content"] or "") if "content" in body else data["content"],
        "embeds": (body["embeds"] or []) if "embeds" in body else data["embeds"],
        "components": (body["components"] or []) if "components" in body else data["components"],
        "poll": None,
        "flags": flags,
        "allowed_mentions": body.get("allowed_mentions"),
    }


def require_may_delete(core: Core, channel: Channel, message: Message, actor_id: str) -> None:
    """One's own messages, others' with Manage Messages; nobody else's in a direct conversation."""
    if message.author_id == actor_id:
        require(core.world, channel, actor_id, 0)
    elif channel.guild_id is None:
        raise refused(50003, "Cannot execute action on a DM channel", status=403)
    else:
        require(core.world, channel, actor_id, int(P.MANAGE_MESSAGES))


def delete_message(core: Core, channel: Channel, message: Message) -> None:
    """Remove a message; an ephemeral one is only dismissed."""
    if message.viewer_id is not None:
        if channel.ephemerals.pop(message.id, None) is None:
            raise unknown("Message")
    else:
        del channel.messages[message.id]
        if channel.is_thread:
            channel.data["message_count"] = max(0, channel.data["message_count"] - 1)
    tell_deleted(core, channel, message)


def tell_deleted(core: Core, channel: Channel, message: Message) -> None:
    """Drop the message's files, and tell those who could see it that it is gone."""
    core.attachments.forget(message.data)
    data: Json = {"id": message.id, "channel_id": channel.id}
    if channel.guild_id is not None:
        data["guild_id"] = channel.guild_id
    users: frozenset[str] | None = None
    if message.viewer_id is not None:
        users = frozenset({message.viewer_id})
    elif channel.guild_id is None:
        users = frozenset(channel.recipients)
    core.bus.tell(Event("MESSAGE_DELETE", data, guild_id=channel.guild_id, channel_id=channel.id, users=users))


def delete_many(core: Core, channel: Channel, message_ids: list[str]) -> None:
    """Remove 2 to 100 messages, none older than two weeks."""
    if not 2 <= len(message_ids) <= 100:
        message = "Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100."
        raise refused(50016, message)
    oldest = core.clock.now() - 14 * 86400
    if any(snowflake_time(one) < oldest for one in message_ids):
        raise refused(50034, "You can only bulk delete messages that are under 14 days old.")
    gone = [channel.messages.pop(one) for one in dict.fromkeys(message_ids) if one in channel.messages]
    for deleted in gone:
        core.attachments.forget(deleted.data)
    if gone:
        ids = [deleted.id for deleted in gone]
        core.tell_in_channel("MESSAGE_DELETE_BULK", channel, {"ids": ids, "channel_id": channel.id})


def pin(core: Core, channel: Channel, message: Message, actor_id: str, *, pinned: bool) -> None:
    """Pin or unpin; at most 50 in a channel."""
    if pinned == (message.pinned_at is not None):
        return
    if pinned:
        if sum(1 for other in channel.messages.values() if other.pinned_at) >= 50:
            raise refused(30003, "Maximum number of pins reached (50)")
        message.pinned_at = core.clock.timestamp()
    else:
        message.pinned_at = None
    core.tell_message("MESSAGE_UPDATE", channel, message)
    last = max((other.pinned_at for other in channel.messages.values() if other.pinned_at), default=None)
    channel.data["last_pin_timestamp"] = last
    core.tell_in_channel("CHANNEL_PINS_UPDATE", channel, {"channel_id": channel.id, "last_pin_timestamp": last})
    if pinned:
        link = {"message_reference": {"type": 0, "message_id": message.id, "channel_id": channel.id}}
        system_message(core, channel, actor_id, PIN_ADDED, "", link)


def require_own(message: Message, actor_id: str) -> None:
    """Only the author may edit; raises 50005."""
    if message.author_id != actor_id:
        raise refused(50005, "Cannot edit a message authored by another user", status=403)
    if message.data["type"] not in (DEFAULT, REPLY, CHAT_COMMAND, CONTEXT_COMMAND):
        raise refused(50021, "Cannot execute action on a system message", status=403)
