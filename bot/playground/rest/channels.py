"""REST: channels and their overwrites."""

from __future__ import annotations

from typing import Any

from bot.playground.actions import channels, threads
from bot.playground.api_errors import Json, missing_access, refused
from bot.playground.backend import Backend
from bot.playground.rest.routing import Reply, Request, Routes
from bot.playground.world.model import Channel, Guild
from bot.playground.world.permissions import P, require
from bot.playground.world.rendering import channel_json, dm_json

routes = Routes()
_CHANNEL = "/channels/{channel_id}"


def _guild(backend: Backend, request: Request, *needed: P) -> Guild:
    return backend.own_guild(request["guild_id"], *needed)


def _shown(backend: Backend, channel: Channel) -> Json:
    if channel.guild_id is None:
        return dm_json(backend.world, channel, backend.bot_id)
    return channel_json(channel, viewer_id=backend.bot_id)


@routes.add("GET", _CHANNEL)
def get(backend: Backend, request: Request) -> Json:
    """One channel or thread."""
    return _shown(backend, backend.visible_channel(request["channel_id"]))


@routes.add("PATCH", _CHANNEL)
def edit(backend: Backend, request: Request) -> Json:
    """Change a channel or thread."""
    channel = backend.visible_channel(request["channel_id"])
    if channel.is_thread:
        threads.edit_thread(backend.core, channel, backend.bot_id, request.form)
    elif channel.guild_id is None:
        raise refused(50003, "Cannot execute action on a DM channel", status=403)
    else:
        channels.edit_channel(backend.core, channel, backend.bot_id, request.form)
    return _shown(backend, channel)


@routes.add("DELETE", _CHANNEL)
def delete(backend: Backend, request: Request) -> Json:
    """Remove a channel or thread, or close a direct conversation."""
    channel = backend.visible_channel(request["channel_id"])
    shown = _shown(backend, channel)
    if channel.is_thread:
        require(backend.world, channel, backend.bot_id, int(P.MANAGE_THREADS))
        threads.delete_thread(backend.core, channel)
    elif channel.guild_id is not None:
        channels.delete_channel(backend.core, channel, backend.bot_id)
    return shown


@routes.add("GET", "/guilds/{guild_id}/channels")
def of_guild(backend: Backend, request: Request) -> list[Json]:
    """Every channel of a server, without threads."""
    guild = _guild(backend, request)
    return [channel_json(backend.world.channels[channel_id]) for channel_id in guild.channel_ids]


@routes.add("POST", "/guilds/{guild_id}/channels")
def create(backend: Backend, request: Request) -> Any:
    """A new channel."""
    guild = _guild(backend, request, P.MANAGE_CHANNELS)
    return Reply(201, channel_json(channels.create_channel(backend.core, guild, backend.bot_id, request.form)))


@routes.add("PATCH", "/guilds/{guild_id}/channels")
def reorder(backend: Backend, request: Request) -> None:
    """Change the order of channels."""
    guild = _guild(backend, request, P.MANAGE_CHANNELS)
    for entry in request.body if isinstance(request.body, list) else []:
        channel_id = str(entry["id"])
        if channel_id not in guild.channel_ids:
            raise missing_access()
        channel = backend.world.channels[channel_id]
        if entry.get("position") is not None:
            channel.data["position"] = entry["position"]
        if "parent_id" in entry:
            channel.data["parent_id"] = entry["parent_id"] and str(entry["parent_id"])
        backend.core.tell_channel("CHANNEL_UPDATE", channel)


@routes.add("PUT", _CHANNEL + "/permissions/{target_id}")
def overwrite(backend: Backend, request: Request) -> None:
    """Set one overwrite."""
    channel = backend.visible_channel(request["channel_id"])
    channels.set_overwrite(backend.core, channel, backend.bot_id, request["target_id"], request.form)


@routes.add("DELETE", _CHANNEL + "/permissions/{target_id}")
def remove_overwrite(backend: Backend, request: Request) -> None:
    """Remove one overwrite."""
    channel = backend.visible_channel(request["channel_id"])
    channels.remove_overwrite(backend.core, channel, backend.bot_id, request["target_id"])
