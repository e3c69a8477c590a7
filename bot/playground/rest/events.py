"""REST: scheduled events."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.playground.api_errors import Json, missing_permissions, unknown
from bot.playground.backend import Backend
from bot.playground.limits.forms import Form
from bot.playground.rest.routing import Request, Routes
from bot.playground.world.model import STAGE, VOICE, Guild
from bot.playground.world.permissions import P, in_guild
from bot.playground.world.rendering import event_json, member_json

routes = Routes()
_EVENTS = "/guilds/{guild_id}/scheduled-events"
STAGE_EVENT, VOICE_EVENT, EXTERNAL = 1, 2, 3
SCHEDULED, ACTIVE, COMPLETED, CANCELED = 1, 2, 3, 4
# A status may only go forwards.
_NEXT = {SCHEDULED: (ACTIVE, CANCELED), ACTIVE: (COMPLETED,), COMPLETED: (), CANCELED: ()}
MOST_EVENTS = 100


def _guild(backend: Backend, request: Request, *needed: P) -> Guild:
    return backend.own_guild(request["guild_id"], *needed)


def _event(backend: Backend, request: Request) -> tuple[Guild, Json]:
    guild = _guild(backend, request)
    found = guild.events.get(request["event_id"])
    if found is None:
        raise unknown("Guild Scheduled Event")
    return guild, found


def _moment(form: Form, name: str, value: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    except ValueError:
        form.fail((name,), "DATE_TIME_TYPE_PARSE", f"Could not parse {value}. Should be ISO8601.")
        return None


def _check(backend: Backend, guild: Guild, event: Json, *, fresh: bool) -> None:
    form = Form()
    form.text(("name",), event.get("name"), least=1, most=100, required=True)
    form.text(("description",), event.get("description"), most=1000)
    form.choice(("privacy_level",), event.get("privacy_level"), (2,))
    start = end = None
    if form.choice(("entity_type",), event.get("entity_type"), (STAGE_EVENT, VOICE_EVENT, EXTERNAL)):
        if event["entity_type"] == EXTERNAL:
            place = (event.get("entity_metadata") or {}).get("location")
            form.text(("entity_metadata", "location"), place, least=1, most=100, required=True)
            if not event.get("scheduled_end_time"):
                form.fail(("scheduled_end_time",), "BASE_TYPE_REQUIRED", "This field is required")
        else:
            channel = backend.world.channels.get(str(event.get("channel_id")))
            wanted = STAGE if event["entity_type"] == STAGE_EVENT else VOICE
            if channel is None or channel.guild_id != guild.id or channel.type != wanted:
                form.fail(("channel_id",), "CHANNEL_INVALID", "Invalid channel")
    if event.get("scheduled_start_time"):
        start = _moment(form, "scheduled_start_time", event["scheduled_start_time"])
        if fresh and start is not None and start.timestamp() < backend.core.clock.now():
            message = "Cannot schedule event in the past."
            form.fail(("scheduled_start_time",), "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", message)
    else:
        form.fail(("scheduled_start_time",), "BASE_TYPE_REQUIRED", "This field is required")
    if event.get("scheduled_end_time"):
        end = _moment(form, "scheduled_end_time", event["scheduled_end_time"])
    if start is not None and end is not None and end <= start:
        message = "Cannot schedule event to end before it starts."
        form.fail(("scheduled_end_time",), "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", message)
    form.raise_if_wrong()


@routes.add("GET", _EVENTS)
def listed(backend: Backend, request: Request) -> list[Json]:
    """Every event that is still ahead or on."""
    guild = _guild(backend, request)
    counted = request.flag("with_user_count")
    return [event_json(backend.world, guild, event_id, counted=counted) for event_id in guild.events]


@routes.add("POST", _EVENTS)
def create(backend: Backend, request: Request) -> Json:
    """A new event (Create Events)."""
    guild = _guild(backend, request, P.CREATE_EVENTS)
    body = request.form
    _check(backend, guild, body, fresh=True)
    if len(guild.events) >= MOST_EVENTS:
        form = Form()
        form.fail((), "MAX_EVENTS", f"Maximum number of uncompleted guild scheduled events reached ({MOST_EVENTS})")
        form.raise_if_wrong()
    event_id = backend.world.snowflakes.next()
    external = body["entity_type"] == EXTERNAL
    guild.events[event_id] = {
        "id": event_id,
        "guild_id": guild.id,
        "channel_id": None if external else str(body["channel_id"]),
        "creator_id": backend.bot_id,
        "name": body["name"],
        "description": body.get("description"),
        "image": None,
        "scheduled_start_time": body["scheduled_start_time"],
        "scheduled_end_time": body.get("scheduled_end_time"),
        "privacy_level": 2,
        "status": SCHEDULED,
        "entity_type": body["entity_type"],
        "entity_id": None,
        "entity_metadata": body.get("entity_metadata") if external else None,
        "recurrence_rule": body.get("recurrence_rule"),
    }
    guild.event_users[event_id] = {backend.bot_id: None}
    made = event_json(backend.world, guild, event_id)
    backend.core.tell("GUILD_SCHEDULED_EVENT_CREATE", made, guild_id=guild.id)
    return made


@routes.add("GET", _EVENTS + "/{event_id}")
def get(backend: Backend, request: Request) -> Json:
    """One event."""
    guild, event = _event(backend, request)
    return event_json(backend.world, guild, event["id"], counted=request.flag("with_user_count"))


def _require_may_change(backend: Backend, guild: Guild, event: Json) -> None:
    granted = in_guild(backend.world, guild, backend.bot_id)
    own = event["creator_id"] == backend.bot_id and granted & P.CREATE_EVENTS
    if not own and not granted & P.MANAGE_EVENTS:
        raise missing_permissions()


@routes.add("PATCH", _EVENTS + "/{event_id}")
def edit(backend: Backend, request: Request) -> Json:
    """Change an event, start it, end it."""
    guild, event = _event(backend, request)
    _require_may_change(backend, guild, event)
    body = request.form
    merged = {**event, **{key: value for key, value in body.items() if key in event}}
    status = body.get("status", event["status"])
    if status != event["status"]:
        form = Form()
        form.choice(("status",), status, _NEXT[event["status"]])
        form.raise_if_wrong()
    _check(backend, guild, merged, fresh=False)
    if merged["channel_id"] is not None:
        merged["channel_id"] = str(merged["channel_id"])
    guild.events[event["id"]] = merged
    shown = event_json(backend.world, guild, event["id"])
    backend.core.tell("GUILD_SCHEDULED_EVENT_UPDATE", shown, guild_id=guild.id)
    if status in (COMPLETED, CANCELED):
        _forget(guild, event["id"])
    return shown


def _forget(guild: Guild, event_id: str) -> None:
    del guild.events[event_id]
    guild.event_users.pop(event_id, None)


@routes.add("DELETE", _EVENTS + "/{event_id}")
def delete(backend: Backend, request: Request) -> None:
    """Remove an event."""
    guild, event = _event(backend, request)
    _require_may_change(backend, guild, event)
    shown = event_json(backend.world, guild, event["id"])
    _forget(guild, event["id"])
    backend.core.tell("GUILD_SCHEDULED_EVENT_DELETE", shown, guild_id=guild.id)


@routes.add("GET", _EVENTS + "/{event_id}/users")
def users(backend: Backend, request: Request) -> list[Json]:
    """Who is interested."""
    guild, event = _event(backend, request)
    limit = request.limit(default=100, most=100)
    after, before = int(request.query.get("after", "0")), int(request.query.get("before", str(1 << 63)))
    found = sorted((one for one in guild.event_users[event["id"]] if after < int(one) < before), key=int)
    shown = []
    for user_id in found[:limit]:
        entry: Json = {"guild_scheduled_event_id": event["id"], "user": backend.world.users[user_id].data}
        if request.flag("with_member") and user_id in guild.members:
            entry["member"] = member_json(backend.world, guild.members[user_id])
        shown.append(entry)
    return shown
