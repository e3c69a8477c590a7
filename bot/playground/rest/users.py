"""REST: login, the application, the gateway's address, people and direct conversations."""

from __future__ import annotations

from typing import Any

from bot.playground.actions.conversations import open_dm
from bot.playground.actions.servers import remove_bot
from bot.playground.api_errors import Json, refused
from bot.playground.backend import Backend
from bot.playground.gateway.connections import application_flags
from bot.playground.rest.routing import Request, Routes
from bot.playground.world.rendering import dm_json, guild_json, my_guild_permissions

routes = Routes()


@routes.add("GET", "/users/@me")
def me(backend: Backend, request: Request) -> Json:
    """The bot's own account."""
    return _own(backend)


def _own(backend: Backend) -> Json:
    user = backend.world.users[backend.bot_id].data
    return {**user, "mfa_enabled": True, "verified": True, "email": None, "locale": "en-US", "bio": ""}


@routes.add("PATCH", "/users/@me")
def rename(backend: Backend, request: Request) -> Json:
    """Change the bot's name."""
    user = backend.world.users[backend.bot_id]
    if request.form.get("username"):
        user.data["username"] = request.form["username"]
        backend.core.tell("USER_UPDATE", _own(backend))
    return _own(backend)


@routes.add("GET", "/oauth2/applications/@me")
@routes.add("GET", "/applications/@me")
def application(backend: Backend, request: Request) -> Json:
    """The bot's application."""
    return application_json(backend)


def application_json(backend: Backend) -> Json:
    """The application object."""
    world = backend.world
    bot = world.users[backend.bot_id]
    return {
        "id": backend.bot_id,
        "name": bot.data["username"],
        "icon": None,
        "description": "",
        "summary": "",
        "type": None,
        "bot": bot.data,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": application_flags(backend.gateway.privileged),
        "hook": True,
        "owner": world.users[world.owner_id].data,
        "team": None,
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "approximate_guild_count": len(bot.guild_ids),
        "approximate_user_install_count": sum(1 for user in world.users.values() if user.has_app),
        "integration_types_config": {"0": {}, "1": {}},
        "tags": [],
    }


@routes.add("GET", "/gateway")
def gateway(backend: Backend, request: Request) -> Json:
    """Where the gateway is."""
    return {"url": backend.gateway.url}


@routes.add("GET", "/gateway/bot")
def gateway_bot(backend: Backend, request: Request) -> Json:
    """Where the gateway is and how many shards are wise."""
    rate = backend.gateway.rate
    limits = {"total": 1000, "remaining": 999, "reset_after": 14_400_000, "max_concurrency": rate.at_once}
    return {"url": backend.gateway.url, "shards": rate.shards, "session_start_limit": limits}


@routes.add("GET", "/users/{user_id}")
def user(backend: Backend, request: Request) -> Json:
    """Anybody's account."""
    return backend.world.user(request["user_id"]).data


@routes.add("GET", "/users/@me/guilds")
def guilds(backend: Backend, request: Request) -> list[Json]:
    """The servers that the bot is in."""
    limit = request.limit(default=200, most=200)
    after, before = int(request.query.get("after", "0")), int(request.query.get("before", str(1 << 63)))
    found = sorted(backend.world.bot_guilds(), key=lambda guild: int(guild.id))
    listed = [guild for guild in found if after < int(guild.id) < before][:limit]
    return [
        {
            "id": guild.id,
            "name": guild.data["name"],
            "icon": guild.data["icon"],
            "banner": None,
            "owner": guild.owner_id == backend.bot_id,
            "permissions": my_guild_permissions(backend.world, guild, backend.bot_id),
            "features": guild.data["features"],
            **(
                {"approximate_member_count": len(guild.members), "approximate_presence_count": len(guild.members)}
                if request.flag("with_counts")
                else {}
            ),
        }
        for guild in listed
    ]


@routes.add("DELETE", "/users/@me/guilds/{guild_id}")
def leave(backend: Backend, request: Request) -> None:
    """Leave a server."""
    guild = backend.world.guild(request["guild_id"])
    if not backend.world.has_bot(guild):
        raise refused(10004, "Unknown Guild", status=404)
    remove_bot(backend, guild)


@routes.add("POST", "/users/@me/channels")
def create_dm(backend: Backend, request: Request) -> Json:
    """Open a direct conversation."""
    recipient = str(request.form.get("recipient_id"))
    backend.world.user(recipient)
    if recipient == backend.bot_id:
        raise refused(50007, "Cannot send messages to this user", status=403)
    channel = open_dm(backend.core, backend.bot_id, recipient)
    return dm_json(backend.world, channel, backend.bot_id)


@routes.add("GET", "/guilds/{guild_id}")
def guild(backend: Backend, request: Request) -> Any:
    """One server."""
    found = backend.world.guild(request["guild_id"])
    if not backend.world.has_bot(found):
        raise refused(50001, "Missing Access", status=403)
    data = guild_json(backend.world, found)
    if request.flag("with_counts"):
        data |= {"approximate_member_count": len(found.members), "approximate_presence_count": len(found.members)}
    return data
