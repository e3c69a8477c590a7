"""REST: roles."""

from __future__ import annotations

from bot.playground.api_errors import Json, missing_permissions, unknown
from bot.playground.backend import Backend
from bot.playground.limits.forms import Form
from bot.playground.rest.routing import Request, Routes
from bot.playground.world.blank import role_json
from bot.playground.world.model import Guild
from bot.playground.world.permissions import P, top_role_position

routes = Routes()
_ROLES = "/guilds/{guild_id}/roles"


def _guild(backend: Backend, request: Request, *needed: P) -> Guild:
    return backend.own_guild(request["guild_id"], *needed)


def _role(guild: Guild, request: Request) -> Json:
    found = guild.roles.get(request["role_id"])
    if found is None:
        raise unknown("Role")
    return found


@routes.add("GET", _ROLES)
def listed(backend: Backend, request: Request) -> list[Json]:
    """Every role."""
    return list(_guild(backend, request).roles.values())


@routes.add("GET", _ROLES + "/{role_id}")
def get(backend: Backend, request: Request) -> Json:
    """One role."""
    return _role(_guild(backend, request), request)


@routes.add("POST", _ROLES)
def create(backend: Backend, request: Request) -> Json:
    """A new role at the bottom."""
    guild = _guild(backend, request, P.MANAGE_ROLES)
    body = request.form
    form = Form()
    form.text(("name",), body.get("name"), most=100)
    form.raise_if_wrong()
    permissions = int(body.get("permissions") or guild.roles[guild.id]["permissions"])
    for role in guild.roles.values():
        if role["position"] >= 1:
            role["position"] += 1
    role_id = backend.world.snowflakes.next()
    role = role_json(role_id, body.get("name") or "new role", permissions, 1, colour=int(body.get("color") or 0))
    role |= {"hoist": bool(body.get("hoist")), "mentionable": bool(body.get("mentionable"))}
    guild.roles[role_id] = role
    backend.core.tell("GUILD_ROLE_CREATE", {"guild_id": guild.id, "role": role}, guild_id=guild.id)
    return role


def _require_below(backend: Backend, guild: Guild, role: Json) -> None:
    if role["position"] >= top_role_position(guild, backend.bot_id):
        raise missing_permissions()


@routes.add("PATCH", _ROLES + "/{role_id}")
def edit(backend: Backend, request: Request) -> Json:
    """Change a role below the bot's own."""
    guild = _guild(backend, request, P.MANAGE_ROLES)
    role = _role(guild, request)
    _require_below(backend, guild, role)
    for key in ("name", "color", "hoist", "mentionable"):
        if request.form.get(key) is not None:
            role[key] = request.form[key]
    if request.form.get("permissions") is not None:
        role["permissions"] = str(request.form["permissions"])
    backend.core.tell("GUILD_ROLE_UPDATE", {"guild_id": guild.id, "role": role}, guild_id=guild.id)
    return role


@routes.add("DELETE", _ROLES + "/{role_id}")
def delete(backend: Backend, request: Request) -> None:
    """Remove a role below the bot's own, from its members too."""
    guild = _guild(backend, request, P.MANAGE_ROLES)
    role = _role(guild, request)
    _require_below(backend, guild, role)
    if role["managed"] or role["id"] == guild.id:
        raise missing_permissions()
    del guild.roles[role["id"]]
    for member in guild.members.values():
        if role["id"] in member.roles:
            member.roles.remove(role["id"])
    backend.core.tell("GUILD_ROLE_DELETE", {"guild_id": guild.id, "role_id": role["id"]}, guild_id=guild.id)
