"""How people start interactions: commands, typing, pressing, choosing, sending a modal."""

from __future__ import annotations

from typing import Any

from bot.playground.api_errors import Json, missing_permissions, refused, unknown
from bot.playground.backend import Backend
from bot.playground.interactions.access import command_path, commands_in, fill_options, may_use, owners_of
from bot.playground.interactions.interaction import Interaction
from bot.playground.interactions.payloads import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL, Mentioned, resolved_json
from bot.playground.limits.components import (
    BUTTON,
    CHANNEL_SELECT,
    LABEL,
    LINK,
    MENTIONABLE_SELECT,
    ROLE_SELECT,
    SELECTS,
    STRING_SELECT,
    TEXT_DISPLAY,
    UPLOAD,
    USER_SELECT,
    walk,
)
from bot.playground.limits.forms import Form
from bot.playground.limits.modals import check_answer, modal_fields
from bot.playground.world.model import Channel, Message
from bot.playground.world.permissions import sees


class Asking:
    """Builds a person's interaction, as strictly as Discord's own clients do, and sends it.

    `forge=True` skips what the client would prevent (a component that is not there or disabled, a modal sent
    twice) and is honoured only where the server allows it, for tests.
    """

    def __init__(self, backend: Backend, uploads: dict[str, Json], *, allow_forgery: bool) -> None:
        self._backend = backend
        self._uploads = uploads
        self._allow_forgery = allow_forgery
        self.last: dict[str, Interaction] = {}

    async def ask(self, user_id: str, body: Json) -> tuple[Interaction, Json]:
        """Send one interaction; the answer is its outcome."""
        interaction = self.prepare(user_id, body)
        outcome = await self._backend.interactions.ask(interaction)
        if interaction.kind == MODAL and outcome["outcome"] != "failed":
            self._backend.interactions.close_modal(user_id, interaction.data["custom_id"])
        return interaction, outcome

    def prepare(self, user_id: str, body: Json) -> Interaction:
        """Check and build an interaction without sending it."""
        world = self._backend.world
        world.user(user_id)
        channel = world.channel(str(body.get("channel_id")))
        if not sees(world, channel, user_id):
            raise refused(50001, "Missing Access", status=403)
        forged = bool(body.get("forge")) and self._allow_forgery
        kind, data = body.get("type"), body.get("data")
        if not isinstance(data, dict):
            raise refused(50035, "An interaction needs `data`.")
        if kind in (COMMAND, AUTOCOMPLETE):
            return self._command(user_id, channel, int(kind), data)
        if kind == COMPONENT:
            return self._component(user_id, channel, str(body.get("message_id")), data, forged=forged)
        if kind == MODAL:
            return self._modal(user_id, channel, data, forged=forged)
        raise refused(50035, f"There is no interaction of type {kind!r}; types are 2, 3, 4 and 5.")

    # Commands

    def find_command(self, channel: Channel, data: Json) -> Json:
        """A command by id, or by name and type."""
        world = self._backend.world
        guild = world.guilds.get(channel.guild_id or "")
        for command in commands_in(world, guild):
            if str(data.get("id")) == command["id"]:
                return command
        for command in commands_in(world, guild):
            wanted = data.get("name"), int(data.get("type") or 1)
            if data.get("id") is None and wanted == (command["name"], command["type"]):
                return command
        raise unknown("application command")

    def _command(self, user_id: str, channel: Channel, kind: int, data: Json) -> Interaction:
        core = self._backend.core
        command = self.find_command(channel, data)
        if not may_use(core, command, channel, user_id):
            raise missing_permissions()
        owners = owners_of(core, command, channel, user_id)
        sent: Json = {"id": command["id"], "name": command["name"], "type": command["type"]}
        if "guild_id" in command:
            sent["guild_id"] = command["guild_id"]
        mentioned = Mentioned()
        name = command["name"]
        if command["type"] == 1:
            options, mentioned = fill_options(
                core, command, data.get("options"), channel, user_id, self._uploads, typing=kind == AUTOCOMPLETE
            )
            if options:
                sent["options"] = options
            name = command_path(command, options)
        else:
            target = str(data.get("target_id"))
            sent["target_id"] = target
            if command["type"] == 2:
                core.world.user(target)
                mentioned.users[target] = None
            else:
                mentioned.message = core.world.message(channel, target, viewer_id=user_id)
        resolved = resolved_json(core, channel, user_id, mentioned)
        if resolved:
            sent["resolved"] = resolved
        return self._backend.interactions.open(kind, user_id, channel, sent, owners, command_name=name)

    # Components

    def _component(self, user_id: str, channel: Channel, message_id: str, data: Json, *, forged: bool) -> Interaction:
        world = self._backend.world
        message = world.message(channel, message_id, viewer_id=user_id)
        custom_id = str(data.get("custom_id"))
        component = find_component(message, custom_id)
        if message.author_id != world.bot_id:
            raise missing_permissions()
        if not forged:
            if component is None:
                raise refused(50035, f"The message has no component {custom_id!r}.")
            if component.get("disabled"):
                raise refused(50035, f"The component {custom_id!r} is disabled.")
        kind = component["type"] if component else int(data.get("component_type") or BUTTON)
        sent: Json = {"custom_id": custom_id, "component_type": kind, "id": (component or {}).get("id", 1)}
        mentioned = Mentioned()
        if kind in SELECTS:
            values = [str(value) for value in data.get("values") or []]
            if component is not None and not forged:
                _check_chosen(component, values)
            sent["values"] = values
            self._mention(kind, channel, values, mentioned)
            resolved = resolved_json(self._backend.core, channel, user_id, mentioned)
            if resolved:
                sent["resolved"] = resolved
        owners = self._owners(channel, user_id, message)
        return self._backend.interactions.open(COMPONENT, user_id, channel, sent, owners, source=message)

    def _owners(self, channel: Channel, user_id: str, message: Message | None) -> Json:
        """Those of the interaction that made the message; else the server where the bot is."""
        about = (message.data.get("interaction_metadata") if message else None) or {}
        owners = about.get("authorizing_integration_owners")
        if owners:
            return dict(owners)
        return {"0": channel.guild_id or "0"}

    def _mention(self, kind: int, channel: Channel, values: list[str], mentioned: Mentioned) -> None:
        if kind == USER_SELECT:
            mentioned.users.update(dict.fromkeys(values))
        elif kind == ROLE_SELECT:
            mentioned.roles.update(dict.fromkeys(values))
        elif kind == CHANNEL_SELECT:
            mentioned.channels.update(dict.fromkeys(values))
        elif kind == MENTIONABLE_SELECT:
            mentioned.any_of(self._backend.core, channel, values)

    # Modals

    def _modal(self, user_id: str, channel: Channel, data: Json, *, forged: bool) -> Interaction:
        custom_id = str(data.get("custom_id"))
        shown = self._backend.interactions.opened_modal(user_id, custom_id)
        if shown is None and forged:
            shown = self.last.get(f"{user_id}:{custom_id}")
        if shown is None or shown.modal is None:
            raise refused(50035, f"No modal {custom_id!r} is open.")
        self.last[f"{user_id}:{custom_id}"] = shown
        given = _answers(data.get("components") or [])
        if not forged:
            form = Form()
            for field_id, field in modal_fields(shown.modal["components"]).items():
                check_answer(form, field, given.get(field_id), ("data", field_id))
            form.raise_if_wrong()
        mentioned = Mentioned()
        sent_components = [
            part for component in shown.modal["components"] for part in self._sent(component, given, channel, mentioned)
        ]
        sent: Json = {"custom_id": custom_id, "components": sent_components}
        resolved = resolved_json(self._backend.core, shown.channel, user_id, mentioned)
        sent["resolved"] = resolved
        return self._backend.interactions.open(
            MODAL, user_id, shown.channel, sent, shown.owners, source=shown.source, parent=shown
        )

    def _sent(self, component: Json, given: dict[str, Json], channel: Channel, mentioned: Mentioned) -> list[Json]:
        """One top-level part of a modal as it is sent back."""
        if component["type"] == TEXT_DISPLAY:
            return [{"type": TEXT_DISPLAY, "id": component["id"]}]
        if component["type"] == LABEL:
            field = self._field(component["component"], given, channel, mentioned)
            return [{"type": LABEL, "id": component["id"], "component": field}]
        fields = [self._field(field, given, channel, mentioned) for field in component["components"]]
        return [{"type": component["type"], "id": component["id"], "components": fields}]

    def _field(self, field: Json, given: dict[str, Json], channel: Channel, mentioned: Mentioned) -> Json:
        answer = given.get(field["custom_id"], {})
        sent: Json = {"type": field["type"], "id": field["id"], "custom_id": field["custom_id"]}
        if field["type"] in SELECTS or field["type"] in (UPLOAD, 22):
            values = [str(value) for value in answer.get("values") or []]
            sent["values"] = values
            self._mention(field["type"], channel, values, mentioned)
            if field["type"] == UPLOAD:
                for value in values:
                    if value not in self._uploads:
                        raise refused(50035, f"There is no uploaded file {value!r}.")
                    mentioned.attachments[value] = self._uploads[value]
        elif field["type"] == 21:
            sent["value"] = answer.get("value")
        elif field["type"] == 23:
            sent["value"] = bool(answer.get("value", False))
        else:
            sent["value"] = answer.get("value") or ""
        return sent


def find_component(message: Message, custom_id: str) -> Json | None:
    """The message's component with this custom id; links have none."""
    for component in walk(message.data["components"]):
        if component.get("custom_id") == custom_id and component.get("style") != LINK:
            return component
    return None


def _check_chosen(component: Json, values: list[str]) -> None:
    form = Form()
    least, most = component.get("min_values"), component.get("max_values")
    form.items(("values",), values, least=1 if least is None else least, most=1 if most is None else most)
    if component["type"] == STRING_SELECT:
        offered = tuple(option["value"] for option in component["options"])
        for index, value in enumerate(values):
            form.choice(("values", index), value, offered)
    form.raise_if_wrong()


def _answers(components: list[Any]) -> dict[str, Json]:
    """What was filled in, by custom id, whatever it was wrapped in."""
    return {part["custom_id"]: part for part in walk(components) if part.get("custom_id")}
