"""REST: members of a server and bans."""

from __future__ import annotations

from bot.playground.actions import servers
from bot.playground.actions.membership import edit_member, set_role
from bot.playground.api_errors import Json, missing_access, unknown
from bot.playground.backend import Backend
from bot.playground.gateway.intents import GUILD_MEMBERS, PRIVILEGED
from bot.playground.rest.routing import Request, Routes
from bot.playground.world.model import Guild, Member
from bot.playground.world.permissions import P, require_above, require_in_guild
from bot.playground.world.rendering import member_json

routes = Routes()
_MEMBERS = "/guilds/{guild_id}/members"


def _guild(backend: Backend, request: Request, *needed: P) -> Guild:
    return backend.own_guild(request["guild_id"], *needed)


def _member(backend: Backend, request: Request) -> tuple[Guild, Member]:
    guild = _guild(backend, request)
    return guild, backend.world.member(guild, request["user_id"])


@routes.add("GET", _MEMBERS)
def listed(backend: Backend, request: Request) -> list[Json]:
    """Members by id; needs the privileged members intent."""
    guild = _guild(backend, request)
    if PRIVILEGED[GUILD_MEMBERS] not in backend.gateway.privileged:
        raise missing_access()
    limit, after = request.limit(default=1, most=1000), int(request.query.get("after", "0"))
    found = sorted((member for member in guild.members.values() if int(member.user_id) > after), key=_by_id)
    return [member_json(backend.world, member) for member in found[:limit]]


def _by_id(member: Member) -> int:
    return int(member.user_id)


@routes.add("GET", _MEMBERS + "/search")
def search(backend: Backend, request: Request) -> list[Json]:
    """Members whose name or nickname starts with the query."""
    guild = _guild(backend, request)
    query, limit = request.query.get("query", "").lower(), request.limit(default=1, most=1000)
    found = [
        member
        for member in guild.members.values()
        if backend.world.users[member.user_id].name.startswith(query) or (member.nick or "").lower().startswith(query)
    ]
    return [member_json(backend.world, member) for member in found[:limit]]


@routes.add("GET", _MEMBERS + "/{user_id}")
def get(backend: Backend, request: Request) -> Json:
    """One member."""
    _, member = _member(backend, request)
    return member_json(backend.world, member)


@routes.add("PATCH", _MEMBERS + "/{user_id}")
def edit(backend: Backend, request: Request) -> Json:
    """Change a member's nickname, roles or timeout."""
    if request["user_id"] == "@me":
        guild = _guild(backend, request)
        member = guild.members[backend.bot_id]
    else:
        guild, member = _member(backend, request)
    edit_member(backend.core, guild, backend.bot_id, member, request.form)
    return member_json(backend.world, member)


@routes.add("PUT", _MEMBERS + "/{user_id}/roles/{role_id}")
def add_role(backend: Backend, request: Request) -> None:
    """Give a role."""
    guild, member = _member(backend, request)
    set_role(backend.core, guild, backend.bot_id, member, request["role_id"], held=True)


@routes.add("DELETE", _MEMBERS + "/{user_id}/roles/{role_id}")
def remove_role(backend: Backend, request: Request) -> None:
    """Take a role."""
    guild, member = _member(backend, request)
    set_role(backend.core, guild, backend.bot_id, member, request["role_id"], held=False)


@routes.add("DELETE", _MEMBERS + "/{user_id}")
def kick(backend: Backend, request: Request) -> None:
    """Remove a member."""
    guild, member = _member(backend, request)
    require_in_guild(backend.world, guild, backend.bot_id, int(P.KICK_MEMBERS))
    require_above(guild, backend.bot_id, member.user_id)
    servers.remove_member(backend.core, guild, member.user_id)


@routes.add("GET", "/guilds/{guild_id}/bans")
def bans(backend: Backend, request: Request) -> list[Json]:
    """Who is banned."""
    guild = _guild(backend, request, P.BAN_MEMBERS)
    return [{"reason": why, "user": backend.world.users[user_id].data} for user_id, why in guild.bans.items()]


@routes.add("GET", "/guilds/{guild_id}/bans/{user_id}")
def one_ban(backend: Backend, request: Request) -> Json:
    """Whether somebody is banned."""
    guild = _guild(backend, request, P.BAN_MEMBERS)
    if request["user_id"] not in guild.bans:
        raise unknown("Ban")
    return {"reason": guild.bans[request["user_id"]], "user": backend.world.users[request["user_id"]].data}


@routes.add("PUT", "/guilds/{guild_id}/bans/{user_id}")
def ban(backend: Backend, request: Request) -> None:
    """Ban somebody; a member is removed too."""
    guild = _guild(backend, request, P.BAN_MEMBERS)
    servers.ban(backend.core, guild, backend.bot_id, request["user_id"], reason=request.reason)


@routes.add("DELETE", "/guilds/{guild_id}/bans/{user_id}")
def unban(backend: Backend, request: Request) -> None:
    """Lift a ban."""
    guild = _guild(backend, request, P.BAN_MEMBERS)
    servers.unban(backend.core, guild, request["user_id"])
