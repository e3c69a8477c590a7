"""Channels of a server: making, changing, removing, and their permission overwrites."""

from __future__ import annotations

from typing import Any

from bot.playground.actions.threads import ARCHIVE_MINUTES
from bot.playground.api_errors import Json, missing_permissions, refused
from bot.playground.core import Core
from bot.playground.limits.forms import Form
from bot.playground.world.blank import channel_data
from bot.playground.world.emoji import is_known
from bot.playground.world.model import CATEGORY, FORUM, FORUMS, MEDIA, NEWS, STAGE, TEXT, VOICE, Channel, Guild
from bot.playground.world.permissions import ALL, P, require, require_in_guild

_KINDS = (TEXT, VOICE, CATEGORY, NEWS, STAGE, FORUM, MEDIA)
_PLAIN = (
    "topic", "nsfw", "rate_limit_per_user", "position", "default_auto_archive_duration", "flags",
    "default_reaction_emoji", "default_sort_order", "default_forum_layout", "default_thread_rate_limit_per_user",
    "bitrate", "user_limit", "rtc_region",
)  # fmt: skip
MOST_CHANNELS = 500


def create_channel(core: Core, guild: Guild, actor_id: str, body: Json) -> Channel:
    """A new channel (Manage Channels; overwrites also need Manage Roles)."""
    granted = require_in_guild(core.world, guild, actor_id, int(P.MANAGE_CHANNELS))
    kind = int(body.get("type") or TEXT)
    form = Form()
    form.choice(("type",), kind, _KINDS)
    form.text(("name",), body.get("name"), least=1, most=100, required=True)
    _check(core, form, guild, kind, body)
    form.raise_if_wrong()
    if len(guild.channel_ids) >= MOST_CHANNELS:
        raise refused(30013, f"Maximum number of guild channels reached ({MOST_CHANNELS})")
    channel_id = core.world.snowflakes.next()
    data = channel_data(channel_id, guild.id, kind, _named(kind, body["name"]), position=len(guild.channel_ids))
    channel = Channel(data)
    _apply(core, guild, channel, body)
    if body.get("permission_overwrites"):
        overwrites = [_overwrite(entry) for entry in body["permission_overwrites"]]
        for entry in overwrites:
            if (int(entry["allow"]) | int(entry["deny"])) & ~granted:
                raise missing_permissions()
        data["permission_overwrites"] = overwrites
    core.world.channels[channel_id] = channel
    guild.channel_ids[channel_id] = None
    core.tell_channel("CHANNEL_CREATE", channel)
    return channel


def edit_channel(core: Core, channel: Channel, actor_id: str, body: Json) -> None:
    """Change what the body names (Manage Channels)."""
    require(core.world, channel, actor_id, int(P.MANAGE_CHANNELS))
    assert channel.guild_id is not None
    guild = core.world.guilds[channel.guild_id]
    form = Form()
    if "name" in body:
        form.text(("name",), body["name"], least=1, most=100, required=True)
    _check(core, form, guild, channel.type, body)
    form.raise_if_wrong()
    if body.get("permission_overwrites") is not None:
        require(core.world, channel, actor_id, int(P.MANAGE_ROLES))
        channel.data["permission_overwrites"] = [_overwrite(entry) for entry in body["permission_overwrites"]]
    if "name" in body:
        channel.data["name"] = _named(channel.type, body["name"])
    _apply(core, guild, channel, body)
    core.tell_channel("CHANNEL_UPDATE", channel)


def delete_channel(core: Core, channel: Channel, actor_id: str) -> None:
    """Remove a channel with its threads (Manage Channels); a category leaves its channels behind."""
    require(core.world, channel, actor_id, int(P.MANAGE_CHANNELS))
    assert channel.guild_id is not None
    guild = core.world.guilds[channel.guild_id]
    for thread_id in channel.thread_ids:
        core.world.channels.pop(thread_id, None)
        guild.thread_ids.pop(thread_id, None)
    if channel.type == CATEGORY:
        for other_id in guild.channel_ids:
            other = core.world.channels[other_id]
            if other.parent_id == channel.id:
                other.data["parent_id"] = None
                core.tell_channel("CHANNEL_UPDATE", other)
    core.tell_channel("CHANNEL_DELETE", channel)
    del core.world.channels[channel.id]
    del guild.channel_ids[channel.id]
    if guild.data["system_channel_id"] == channel.id:
        guild.data["system_channel_id"] = None


def set_overwrite(core: Core, channel: Channel, actor_id: str, target_id: str, body: Json) -> None:
    """One role's or member's overwrite (Manage Roles); nobody can grant what they lack."""
    granted = require(core.world, channel, actor_id, int(P.MANAGE_ROLES))
    entry = _overwrite({**body, "id": target_id})
    if (int(entry["allow"]) | int(entry["deny"])) & ~granted:
        raise missing_permissions()
    kept = [other for other in channel.data["permission_overwrites"] if other["id"] != target_id]
    channel.data["permission_overwrites"] = [*kept, entry]
    core.tell_channel("CHANNEL_UPDATE", channel)


def remove_overwrite(core: Core, channel: Channel, actor_id: str, target_id: str) -> None:
    """Take an overwrite away; 10009 where there is none."""
    require(core.world, channel, actor_id, int(P.MANAGE_ROLES))
    kept = [other for other in channel.data["permission_overwrites"] if other["id"] != target_id]
    if len(kept) == len(channel.data["permission_overwrites"]):
        raise refused(10009, "Unknown Permission Overwrite", status=404)
    channel.data["permission_overwrites"] = kept
    core.tell_channel("CHANNEL_UPDATE", channel)


def _named(kind: int, name: str) -> str:
    """Text channels and forums are lower case with dashes, as Discord writes them."""
    return "-".join(name.lower().split()) if kind in (TEXT, NEWS, FORUM, MEDIA) else name


def _overwrite(entry: Any) -> Json:
    allow, deny = int(entry.get("allow") or 0), int(entry.get("deny") or 0)
    return {
        "id": str(entry["id"]),
        "type": int(entry.get("type") or 0),
        "allow": str(allow & ALL),
        "deny": str(deny & ALL),
    }


def _check(core: Core, form: Form, guild: Guild, kind: int, body: Json) -> None:
    form.text(("topic",), body.get("topic"), most=4096 if kind in FORUMS else 1024)
    form.number(("rate_limit_per_user",), body.get("rate_limit_per_user"), least=0, most=21600)
    if body.get("default_auto_archive_duration") is not None:
        form.choice(("default_auto_archive_duration",), body["default_auto_archive_duration"], ARCHIVE_MINUTES)
    parent = body.get("parent_id")
    if parent is not None:
        found = core.world.channels.get(str(parent))
        if found is None or found.type != CATEGORY or found.guild_id != guild.id:
            form.fail(("parent_id",), "CHANNEL_PARENT_INVALID", "Category does not exist")
    for index, tag in enumerate(form.items(("available_tags",), body.get("available_tags"), most=20)):
        here = ("available_tags", index)
        form.text((*here, "name"), tag.get("name"), least=1, most=20, required=True)
        emoji = {"id": tag.get("emoji_id"), "name": tag.get("emoji_name")}
        if (emoji["id"] or emoji["name"]) and not is_known(core.world, emoji):
            form.fail((*here, "emoji_name"), "INVALID_EMOJI", "Invalid emoji")


def _apply(core: Core, guild: Guild, channel: Channel, body: Json) -> None:
    for key in _PLAIN:
        if key in body and (key in channel.data or key == "flags"):
            channel.data[key] = body[key]
    if "parent_id" in body:
        parent = body["parent_id"]
        channel.data["parent_id"] = None if parent is None else str(parent)
    if body.get("available_tags") is not None:
        channel.data["available_tags"] = [
            {
                "id": str(tag.get("id") or core.world.snowflakes.next()),
                "name": tag["name"],
                "moderated": bool(tag.get("moderated")),
                "emoji_id": None if tag.get("emoji_id") is None else str(tag["emoji_id"]),
                "emoji_name": tag.get("emoji_name"),
            }
            for tag in body["available_tags"]
        ]
