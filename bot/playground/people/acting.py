"""What people do, as Python calls: the page's API, the tests and the benchmarks all come through here."""

from __future__ import annotations

from typing import Any

from bot.playground.actions import polls, posting, reacting, thread_members, threads
from bot.playground.actions.conversations import open_dm
from bot.playground.api_errors import Json, missing_access, missing_permissions, refused
from bot.playground.backend import Backend
from bot.playground.core import Files
from bot.playground.interactions.access import commands_in, may_use
from bot.playground.limits.messages import check_files
from bot.playground.people.asking import Asking
from bot.playground.rest.messages import page
from bot.playground.world.model import FORUMS, NEWS, NEWS_THREAD, PUBLIC_THREAD, Channel, Message
from bot.playground.world.permissions import P, in_channel, in_guild, require, sees
from bot.playground.world.rendering import channel_json, dm_json, message_json

# What a person's client can put into a message; embeds and components are for bots.
_SAYABLE = ("content", "message_reference", "poll", "attachments", "nonce")


class People:
    """Every method names who acts by user id, and refuses what that person may not do."""

    def __init__(self, backend: Backend, *, allow_forgery: bool) -> None:
        self._backend = backend
        self.uploads: dict[str, Json] = {}
        self._may_write_at: dict[tuple[str, str], float] = {}
        self.asking = Asking(backend, self.uploads, allow_forgery=allow_forgery)

    def _seen(self, user_id: str, channel_id: str) -> Channel:
        self._backend.world.user(user_id)
        channel = self._backend.world.channel(channel_id)
        if not sees(self._backend.world, channel, user_id):
            raise missing_access()
        return channel

    def _message(self, user_id: str, channel_id: str, message_id: str) -> tuple[Channel, Message]:
        channel = self._seen(user_id, channel_id)
        return channel, self._backend.world.message(channel, message_id, viewer_id=user_id)

    # Messages

    def messages(self, user_id: str, channel_id: str, *, before: str | None = None, limit: int = 50) -> list[Json]:
        """What the person sees there, the oldest first, with the ephemeral messages addressed to them."""
        channel = self._seen(user_id, channel_id)
        world = self._backend.world
        if not in_channel(world, channel, user_id) & P.READ_MESSAGE_HISTORY:
            return []
        found = list(page(channel, {"before": before} if before else {}, limit))
        edge = int(before) if before else None
        oldest = int(found[-1].id) if len(found) == limit else 0
        found += [
            message
            for message in channel.ephemerals.values()
            if message.viewer_id == user_id and int(message.id) > oldest and (edge is None or int(message.id) < edge)
        ]
        found.sort(key=lambda message: int(message.id))
        return [message_json(world, message, user_id) for message in found]

    def say(self, user_id: str, channel_id: str, body: Json, files: Files | None = None) -> Json:
        """The person writes a message; slow mode applies."""
        core = self._backend.core
        channel = self._seen(user_id, channel_id)
        plain: Json = {key: body[key] for key in _SAYABLE if key in body}
        granted = posting.require_may_send(core, channel, user_id, plain, files or {})
        self._require_slowly(channel, user_id, granted)
        message = posting.create_message(core, channel, user_id, plain, files or {})
        return message_json(core.world, message, user_id)

    def _require_slowly(self, channel: Channel, user_id: str, granted: int) -> None:
        """Slow mode: one message in so many seconds, except for those who may bypass it."""
        pause_s = channel.data.get("rate_limit_per_user") or 0
        if not pause_s or granted & (P.BYPASS_SLOWMODE | P.MANAGE_MESSAGES | P.MANAGE_CHANNELS):
            return
        now = self._backend.core.clock.now()
        if now < self._may_write_at.get((channel.id, user_id), 0.0):
            raise refused(20016, "This action cannot be performed due to slowmode rate limit", status=429)
        self._may_write_at[channel.id, user_id] = now + pause_s

    def edit(self, user_id: str, channel_id: str, message_id: str, content: str) -> Json:
        """The person changes an own message."""
        channel, message = self._message(user_id, channel_id, message_id)
        posting.require_own(message, user_id)
        posting.edit_message(self._backend.core, channel, message, {"content": content}, {})
        return message_json(self._backend.world, message, user_id)

    def delete(self, user_id: str, channel_id: str, message_id: str) -> None:
        """Delete a message; an ephemeral one is dismissed."""
        channel, message = self._message(user_id, channel_id, message_id)
        if message.viewer_id is None:
            posting.require_may_delete(self._backend.core, channel, message, user_id)
        posting.delete_message(self._backend.core, channel, message)

    def delete_many(self, user_id: str, channel_id: str, message_ids: list[str]) -> None:
        """Delete several messages at once, as moderation does."""
        channel = self._seen(user_id, channel_id)
        require(self._backend.world, channel, user_id, int(P.MANAGE_MESSAGES))
        posting.delete_many(self._backend.core, channel, message_ids)

    def pin(self, user_id: str, channel_id: str, message_id: str, *, pinned: bool) -> None:
        """Pin or unpin a message."""
        channel, message = self._message(user_id, channel_id, message_id)
        require(self._backend.world, channel, user_id, int(P.PIN_MESSAGES))
        posting.pin(self._backend.core, channel, message, user_id, pinned=pinned)

    def type_in(self, user_id: str, channel_id: str) -> None:
        """Show that the person is typing."""
        channel = self._seen(user_id, channel_id)
        data = {"channel_id": channel.id, "user_id": user_id, "timestamp": int(self._backend.core.clock.now())}
        self._backend.core.tell_in_channel("TYPING_START", channel, data)

    # Reactions

    def react(self, user_id: str, channel_id: str, message_id: str, emoji: str, *, burst: bool = False) -> None:
        """Add a reaction."""
        channel, message = self._message(user_id, channel_id, message_id)
        reacting.react(self._backend.core, channel, message, user_id, emoji, burst=burst)

    def unreact(self, user_id: str, channel_id: str, message_id: str, emoji: str, *, burst_only: bool = False) -> None:
        """Take a reaction back; with `burst_only` the normal one stays."""
        channel, message = self._message(user_id, channel_id, message_id)
        reacting.take_back(self._backend.core, channel, message, user_id, emoji, burst_only=burst_only)

    def clear_reactions(self, user_id: str, channel_id: str, message_id: str, emoji: str | None = None) -> None:
        """Remove everybody's reactions, or those with one emoji."""
        channel, message = self._message(user_id, channel_id, message_id)
        require(self._backend.world, channel, user_id, int(P.MANAGE_MESSAGES))
        if emoji is None:
            reacting.clear(self._backend.core, channel, message)
        else:
            reacting.clear_emoji(self._backend.core, channel, message, emoji)

    def reacted(self, user_id: str, channel_id: str, message_id: str, emoji: str) -> list[Json]:
        """Who reacted with an emoji."""
        _, message = self._message(user_id, channel_id, message_id)
        core = self._backend.core
        normal = reacting.who_reacted(core, message, emoji, burst=False, after="0", limit=100)
        return normal + reacting.who_reacted(core, message, emoji, burst=True, after="0", limit=100)

    # Polls

    def vote(self, user_id: str, channel_id: str, message_id: str, answer_id: str, *, taken_back: bool = False) -> None:
        """Vote in a poll, or take the vote back."""
        channel, message = self._message(user_id, channel_id, message_id)
        act = polls.take_back if taken_back else polls.vote
        act(self._backend.core, channel, message, user_id, answer_id)

    # Threads

    def start_thread(self, user_id: str, channel_id: str, body: Json, files: Files | None = None) -> Json:
        """A thread, or a post where the channel is a forum."""
        core = self._backend.core
        channel = self._seen(user_id, channel_id)
        if channel.type in FORUMS:
            thread, message = threads.start_post(core, channel, user_id, body, files or {})
            return {**channel_json(thread), "message": message_json(core.world, message, user_id)}
        message_id = body.get("message_id")
        source = core.world.message(channel, str(message_id)) if message_id else None
        kind = {"type": NEWS_THREAD if channel.type == NEWS else body.get("type") or PUBLIC_THREAD}
        return channel_json(threads.start_thread(core, channel, user_id, {**body, **kind}, message=source))

    def edit_thread(self, user_id: str, thread_id: str, body: Json) -> Json:
        """Rename, archive, lock or tag a thread."""
        thread = self._seen(user_id, thread_id)
        threads.edit_thread(self._backend.core, thread, user_id, body)
        return channel_json(thread)

    def delete_thread(self, user_id: str, thread_id: str) -> None:
        """Delete a thread (Manage Threads)."""
        thread = self._seen(user_id, thread_id)
        require(self._backend.world, thread, user_id, int(P.MANAGE_THREADS))
        threads.delete_thread(self._backend.core, thread)

    def join_thread(self, user_id: str, thread_id: str, *, joined: bool = True) -> None:
        """Follow a thread, or leave it."""
        thread = self._seen(user_id, thread_id)
        act = thread_members.join if joined else thread_members.leave
        act(self._backend.core, thread, user_id)

    # Direct conversations

    def open_dm(self, user_id: str, other_id: str) -> Json:
        """The conversation of two people (or with the bot)."""
        self._backend.world.user(other_id)
        return dm_json(self._backend.world, open_dm(self._backend.core, user_id, other_id), user_id)

    def set_preferences(self, user_id: str, body: Json) -> Json:
        """Own settings: `locale`, `takes_dms`, `has_app` (the bot as an own app)."""
        user = self._backend.world.user(user_id)
        if "locale" in body:
            user.locale = str(body["locale"])
        if "takes_dms" in body:
            user.takes_dms = bool(body["takes_dms"])
        if "has_app" in body:
            user.has_app = bool(body["has_app"])
        self._backend.world.touch()
        return {**user.data, "locale": user.locale, "takes_dms": user.takes_dms, "has_app": user.has_app}

    # Interactions

    def commands(self, user_id: str, *, guild_id: str | None = None, channel_id: str | None = None) -> list[Json]:
        """The commands that the person is offered in a channel, a server, or the conversation with the bot."""
        world = self._backend.world
        world.user(user_id)
        channel = self._place(user_id, guild_id, channel_id)
        if channel is None:
            return []
        guild = world.guilds.get(channel.guild_id or "")
        offered = [c for c in commands_in(world, guild) if may_use(self._backend.core, c, channel, user_id)]
        return sorted(offered, key=lambda command: (command["type"], command["name"]))

    def _place(self, user_id: str, guild_id: str | None, channel_id: str | None) -> Channel | None:
        world = self._backend.world
        if channel_id is not None:
            return self._seen(user_id, channel_id)
        if guild_id is None:
            return open_dm(self._backend.core, user_id, world.bot_id)
        guild = world.guild(guild_id)
        if user_id not in guild.members:
            raise missing_access()
        for candidate_id in guild.channel_ids:
            candidate = world.channels[candidate_id]
            if candidate.type == 0 and sees(world, candidate, user_id):
                return candidate
        return None

    async def interact(self, user_id: str, body: Json) -> Json:
        """A command, a press, a choice, typing, or a sent modal; the outcome within three seconds."""
        _, outcome = await self.asking.ask(user_id, body)
        return outcome

    def upload(self, user_id: str, filename: str, content: bytes) -> Json:
        """A file for an attachment option or a modal's file upload."""
        self._backend.world.user(user_id)
        check_files({"0": (filename, content)})
        stored = self._backend.core.attachments.add(filename, content, channel_id="0")
        stored["ephemeral"] = True
        self.uploads[stored["id"]] = stored
        return stored

    def set_command_permissions(self, user_id: str, guild_id: str, command_id: str, rules: list[Any]) -> None:
        """An admin's setting under Integrations: for whom and where a command shows up."""
        world = self._backend.world
        guild = world.guild(guild_id)
        if not in_guild(world, guild, user_id) & P.MANAGE_GUILD:
            raise missing_permissions()
        if len(rules) > 100:
            raise refused(50035, "A command takes at most 100 permission rules.")
        kept = [{"id": str(r["id"]), "type": int(r["type"]), "permission": bool(r["permission"])} for r in rules]
        guild.command_permissions[command_id] = kept
        data = {"id": command_id, "application_id": world.bot_id, "guild_id": guild_id, "permissions": kept}
        self._backend.core.tell("APPLICATION_COMMAND_PERMISSIONS_UPDATE", data, guild_id=guild_id)
