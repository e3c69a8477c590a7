"""Interactions as Discord sends them to the bot, with everything they mention resolved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.playground.api_errors import Json
from bot.playground.core import Core
from bot.playground.limits.messages import FILE_SIZE
from bot.playground.world.model import Channel, Message
from bot.playground.world.permissions import in_channel
from bot.playground.world.rendering import (
    interaction_member_json,
    member_json,
    message_json,
    partial_channel_json,
)

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5


@dataclass(slots=True)
class Mentioned:
    """The ids that an interaction's data refers to."""

    users: dict[str, None] = field(default_factory=dict)
    roles: dict[str, None] = field(default_factory=dict)
    channels: dict[str, None] = field(default_factory=dict)
    attachments: dict[str, Json] = field(default_factory=dict)
    message: Message | None = None

    def any_of(self, core: Core, channel: Channel, ids: Iterable[str]) -> None:
        """Mentionables: each id is a person's or a role's."""
        guild = core.world.guilds.get(channel.guild_id or "")
        for one in ids:
            if guild is not None and one in guild.roles:
                self.roles[one] = None
            else:
                self.users[one] = None


def resolved_json(core: Core, channel: Channel, user_id: str, mentioned: Mentioned) -> Json:
    """`data.resolved`: only the parts that occur."""
    world = core.world
    guild = world.guilds.get(channel.guild_id or "")
    resolved: Json = {}
    if mentioned.users:
        resolved["users"] = {one: world.user(one).data for one in mentioned.users}
        if guild is not None:
            members = {one: guild.members[one] for one in mentioned.users if one in guild.members}
            resolved["members"] = {
                one: {
                    **member_json(world, member, with_user=False),
                    "permissions": str(in_channel(world, channel, one)),
                }
                for one, member in members.items()
            }
    if mentioned.roles and guild is not None:
        resolved["roles"] = {one: guild.roles[one] for one in mentioned.roles}
    if mentioned.channels:
        resolved["channels"] = {
            one: partial_channel_json(core.world, world.channel(one), user_id) for one in mentioned.channels
        }
    if mentioned.attachments:
        resolved["attachments"] = dict(mentioned.attachments)
    if mentioned.message is not None:
        resolved["messages"] = {mentioned.message.id: message_json(world, mentioned.message, world.bot_id)}
    return resolved


def interaction_json(
    core: Core,
    *,
    interaction_id: str,
    token: str,
    kind: int,
    user_id: str,
    channel: Channel,
    data: Json,
    owners: Json,
    message: Message | None,
) -> Json:
    """INTERACTION_CREATE's data, complete."""
    world = core.world
    payload: Json = {
        "id": interaction_id,
        "application_id": world.bot_id,
        "type": kind,
        "token": token,
        "version": 1,
        "data": data,
        "channel_id": channel.id,
        "channel": partial_channel_json(world, channel, user_id),
        "locale": world.users[user_id].locale,
        "app_permissions": str(in_channel(world, channel, world.bot_id)),
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": owners,
        "context": context_of(core, channel),
        "attachment_size_limit": FILE_SIZE,
    }
    if message is not None:
        payload["message"] = message_json(world, message, world.bot_id)
    if channel.guild_id is None:
        payload["user"] = world.users[user_id].data
        return payload
    guild = world.guilds[channel.guild_id]
    locale = guild.data["preferred_locale"]
    payload["guild_id"] = guild.id
    payload["guild_locale"] = locale
    payload["guild"] = {"id": guild.id, "locale": locale, "features": guild.data["features"]}
    payload["member"] = interaction_member_json(world, channel, guild.members[user_id])
    return payload


def context_of(core: Core, channel: Channel) -> int:
    """0 in servers, 1 in the bot's own direct conversations, 2 in other people's."""
    if channel.guild_id is not None:
        return 0
    return 1 if core.world.bot_id in channel.recipients else 2
