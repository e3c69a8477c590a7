"""REST: application commands, global and per server, and their permissions."""

from __future__ import annotations

from typing import Any

from bot.playground.api_errors import Json, refused, unknown
from bot.playground.backend import Backend
from bot.playground.events import Event
from bot.playground.limits.commands import check_command, check_scope
from bot.playground.limits.forms import Form
from bot.playground.rest.routing import Reply, Request, Routes

routes = Routes()
_GLOBAL = "/applications/{application_id}/commands"
_IN_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
CREATIONS_A_DAY = 200
_LOCALISED = ("name_localizations", "description_localizations")
_WRITTEN = (
    "name", "description", "options", "default_member_permissions", "dm_permission", "nsfw", "contexts",
    "integration_types", *_LOCALISED,
)  # fmt: skip


def _scope(backend: Backend, request: Request) -> tuple[dict[str, Json], str | None]:
    if request["application_id"] != backend.bot_id:
        raise unknown("Application")
    guild_id = request.places.get("guild_id")
    if guild_id is None:
        return backend.world.commands, None
    guild = backend.world.guild(guild_id)
    if not backend.world.has_bot(guild):
        raise refused(50001, "Missing Access", status=403)
    return guild.commands, guild_id


def _stored(backend: Backend, body: Json, guild_id: str | None, command_id: str) -> Json:
    kind = int(body.get("type") or 1)
    command: Json = {
        "id": command_id,
        "application_id": backend.bot_id,
        "version": backend.world.snowflakes.next(),
        "type": kind,
        "name": body["name"],
        "name_localizations": body.get("name_localizations"),
        "description": body.get("description") or "",
        "description_localizations": body.get("description_localizations"),
        "default_member_permissions": _permissions(body.get("default_member_permissions")),
        "nsfw": bool(body.get("nsfw")),
        "integration_types": body.get("integration_types") or [0],
        "contexts": body.get("contexts"),
    }
    if kind == 1:
        command["options"] = body.get("options") or []
    if guild_id is None:
        command["dm_permission"] = body.get("dm_permission", True)
    else:
        command["guild_id"] = guild_id
    return command


def _permissions(value: Any) -> str | None:
    return None if value is None else str(value)


def _changed(backend: Backend, guild_id: str | None) -> None:
    event = Event("COMMANDS_UPDATE", {"guild_id": guild_id}, guild_id=guild_id, to_bot=False)
    backend.core.bus.tell(event)


def _count_creations(backend: Backend, guild_id: str | None, number: int) -> None:
    """200 creations a day and scope."""
    made = backend.command_creations.setdefault(guild_id, [])
    day_ago = backend.core.clock.now() - 86_400
    made[:] = [at for at in made if at > day_ago]
    if len(made) + number > CREATIONS_A_DAY:
        raise refused(30034, f"Max number of daily application command creates has been reached ({CREATIONS_A_DAY})")
    made += [backend.core.clock.now()] * number


def _existing(commands: dict[str, Json], body: Json) -> str | None:
    kind = int(body.get("type") or 1)
    for command in commands.values():
        if command["type"] == kind and command["name"] == body.get("name"):
            return str(command["id"])
    return None


@routes.add("GET", _GLOBAL)
@routes.add("GET", _IN_GUILD)
def all_of_scope(backend: Backend, request: Request) -> list[Json]:
    """Every command of the scope."""
    commands, _ = _scope(backend, request)
    shown = list(commands.values())
    if request.flag("with_localizations"):
        return shown
    return [{key: value for key, value in command.items() if key not in _LOCALISED} for command in shown]


@routes.add("PUT", _GLOBAL)
@routes.add("PUT", _IN_GUILD)
def overwrite(backend: Backend, request: Request) -> list[Json]:
    """Replace every command of the scope; those that keep kind and name keep their id."""
    commands, guild_id = _scope(backend, request)
    bodies = request.body if isinstance(request.body, list) else []
    form = Form()
    for index, body in enumerate(bodies):
        check_command(form, body, (index,))
    form.raise_if_wrong()
    check_scope(form, bodies)
    form.raise_if_wrong()
    kept = [_existing(commands, body) for body in bodies]
    _count_creations(backend, guild_id, sum(1 for command_id in kept if command_id is None))
    made: dict[str, Json] = {}
    for body, command_id in zip(bodies, kept, strict=True):
        command_id = command_id or backend.world.snowflakes.next()
        made[command_id] = _stored(backend, body, guild_id, command_id)
    commands.clear()
    commands.update(made)
    _changed(backend, guild_id)
    return list(made.values())


@routes.add("POST", _GLOBAL)
@routes.add("POST", _IN_GUILD)
def create(backend: Backend, request: Request) -> Any:
    """Create a command, or overwrite the one of the same kind and name."""
    commands, guild_id = _scope(backend, request)
    form = Form()
    check_command(form, request.form)
    form.raise_if_wrong()
    command_id = _existing(commands, request.form)
    check_scope(form, [*(c for c in commands.values() if c["id"] != command_id), request.form])
    form.raise_if_wrong()
    fresh = command_id is None
    if fresh:
        _count_creations(backend, guild_id, 1)
    command_id = command_id or backend.world.snowflakes.next()
    commands[command_id] = _stored(backend, request.form, guild_id, command_id)
    _changed(backend, guild_id)
    return Reply(201 if fresh else 200, commands[command_id])


def _one(backend: Backend, request: Request) -> tuple[dict[str, Json], str | None, Json]:
    commands, guild_id = _scope(backend, request)
    command = commands.get(request["command_id"])
    if command is None:
        raise unknown("application command")
    return commands, guild_id, command


@routes.add("GET", _GLOBAL + "/{command_id}")
@routes.add("GET", _IN_GUILD + "/{command_id}")
def get(backend: Backend, request: Request) -> Json:
    """One command."""
    return _one(backend, request)[2]


@routes.add("PATCH", _GLOBAL + "/{command_id}")
@routes.add("PATCH", _IN_GUILD + "/{command_id}")
def edit(backend: Backend, request: Request) -> Json:
    """Change what the body names."""
    commands, guild_id, command = _one(backend, request)
    merged = {**command, **{key: request.form[key] for key in _WRITTEN if key in request.form}}
    form = Form()
    check_command(form, merged)
    form.raise_if_wrong()
    check_scope(form, [*(other for other in commands.values() if other is not command), merged])
    form.raise_if_wrong()
    commands[command["id"]] = _stored(backend, merged, guild_id, command["id"])
    _changed(backend, guild_id)
    return commands[command["id"]]


@routes.add("DELETE", _GLOBAL + "/{command_id}")
@routes.add("DELETE", _IN_GUILD + "/{command_id}")
def delete(backend: Backend, request: Request) -> None:
    """Remove a command."""
    commands, guild_id, command = _one(backend, request)
    del commands[command["id"]]
    _changed(backend, guild_id)


@routes.add("GET", _IN_GUILD + "/permissions")
def all_permissions(backend: Backend, request: Request) -> list[Json]:
    """What the server's admins set for every command."""
    _, guild_id = _scope(backend, request)
    guild = backend.world.guild(str(guild_id))
    return [
        permissions_json(backend, guild.id, command_id, rules)
        for command_id, rules in guild.command_permissions.items()
    ]


@routes.add("GET", _IN_GUILD + "/{command_id}/permissions")
def permissions(backend: Backend, request: Request) -> Json:
    """What the server's admins set for one command."""
    _, guild_id = _scope(backend, request)
    guild = backend.world.guild(str(guild_id))
    rules = guild.command_permissions.get(request["command_id"])
    if rules is None:
        raise unknown("application command permissions")
    return permissions_json(backend, guild.id, request["command_id"], rules)


@routes.add("PUT", _IN_GUILD + "/{command_id}/permissions")
def set_permissions(backend: Backend, request: Request) -> Json:
    """Refused: only people may change these, under Server Settings → Integrations."""
    raise refused(20001, "Bots cannot use this endpoint", status=403)


def permissions_json(backend: Backend, guild_id: str, command_id: str, rules: list[Json]) -> Json:
    """A command's permissions in one server."""
    return {"id": command_id, "application_id": backend.bot_id, "guild_id": guild_id, "permissions": rules}
