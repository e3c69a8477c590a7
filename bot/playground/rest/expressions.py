"""REST: custom emoji of servers and of the application."""

from __future__ import annotations

from bot.playground.api_errors import Json, unknown
from bot.playground.backend import Backend
from bot.playground.rest.routing import Request, Routes
from bot.playground.world.model import Guild
from bot.playground.world.permissions import P

routes = Routes()
_EMOJIS = "/guilds/{guild_id}/emojis"


def _guild(backend: Backend, request: Request, *needed: P) -> Guild:
    return backend.own_guild(request["guild_id"], *needed)


@routes.add("GET", _EMOJIS)
def listed(backend: Backend, request: Request) -> list[Json]:
    """Every custom emoji of a server."""
    return list(_guild(backend, request).emojis.values())


@routes.add("GET", _EMOJIS + "/{emoji_id}")
def get(backend: Backend, request: Request) -> Json:
    """One custom emoji."""
    found = _guild(backend, request).emojis.get(request["emoji_id"])
    if found is None:
        raise unknown("Emoji")
    return found


@routes.add("DELETE", _EMOJIS + "/{emoji_id}")
def delete(backend: Backend, request: Request) -> None:
    """Remove a custom emoji."""
    guild = _guild(backend, request, P.MANAGE_GUILD_EXPRESSIONS)
    if guild.emojis.pop(request["emoji_id"], None) is None:
        raise unknown("Emoji")
    data = {"guild_id": guild.id, "emojis": list(guild.emojis.values())}
    backend.core.tell("GUILD_EMOJIS_UPDATE", data, guild_id=guild.id)


@routes.add("GET", "/applications/{application_id}/emojis")
def of_application(backend: Backend, request: Request) -> Json:
    """The application's own emoji: none."""
    return {"items": []}
