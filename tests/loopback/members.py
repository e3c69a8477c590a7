"""A member who acts: types commands, presses buttons, fills modals, reacts, writes, reads."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from bot.playground.interactions.access import commands_in
from bot.playground.interactions.payloads import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL
from bot.playground.limits.components import walk
from bot.playground.limits.modals import modal_fields
from bot.playground.world.rendering import message_json
from tests.loopback.replies import Json, Reply, Seen

if TYPE_CHECKING:
    from tests.loopback.discord import TestDiscord

# How long a deferred answer may take before the test gives up on it.
PATIENCE_S = 30.0
READY = "Open the form"
_BY_OPTION = {6: "user", 7: "channel", 8: "role", 9: "mentionable", 11: "attachment"}


class Member:
    """One person. Channels are given as `#name`, name, id or object; without one, the member stays where they were."""

    def __init__(self, discord: TestDiscord, name: str) -> None:
        self.discord = discord
        self.name = name
        self.id = discord.user_id(name)
        self.guild_name: str | None = None
        self._channel_id: str | None = None
        self._asked: dict[str, Json] = {}

    def __repr__(self) -> str:
        return f"<Member {self.name}>"

    def at(self, channel: Any, *, guild: str | None = None) -> Member:
        """Go to a channel (of a server by name, where several share the channel's name)."""
        self._channel_id = self.discord.channel_id(channel, guild=guild, seen_by=self.id)
        return self

    def _place(self, channel: Any) -> str:
        if channel is not None:
            self._channel_id = self.discord.channel_id(channel, seen_by=self.id)
        if self._channel_id is None:
            self._channel_id = self.discord.first_channel(self.id)
        return self._channel_id

    # Commands

    async def command(self, path: str, *, channel: Any = None, **options: Any) -> Reply:
        """Type a slash command: `command("/review write", series="…")`. Underscores in names match dashes."""
        place = self._place(channel)
        data = self._typed(path, place, options)
        return await self._ask({"type": COMMAND, "channel_id": place, "data": data})

    async def autocomplete(
        self, path: str, option: str, typed: str, *, channel: Any = None, **options: Any
    ) -> list[Json]:
        """What is offered while typing into an option: `[{"name", "value"}, …]`."""
        place = self._place(channel)
        data = self._typed(path, place, {**options, option: typed}, focused=option)
        reply = await self._ask({"type": AUTOCOMPLETE, "channel_id": place, "data": data})
        assert reply.outcome == "choices", f"autocomplete answered {reply.outcome}: {reply.reason}"
        return reply.choices

    def offered(self, *, channel: Any = None) -> list[str]:
        """The commands that the member is offered there, by their full names; context menus as they are."""
        place = self._place(channel)
        return [command["name"] for command in self.discord.people.commands(self.id, channel_id=place)]

    async def context_menu(self, name: str, *, message: Any = None, user: Any = None, channel: Any = None) -> Reply:
        """Choose an app command of a message or of a user."""
        if message is not None:
            place = self._channel_of(message)
            data = {"name": name, "type": 3, "target_id": self._message_id(message)}
        else:
            place = self._place(channel)
            target = user.id if isinstance(user, Member) else self.discord.user_id(str(user))
            data = {"name": name, "type": 2, "target_id": target}
        return await self._ask({"type": COMMAND, "channel_id": place, "data": data})

    def _typed(self, path: str, place: str, options: dict[str, Any], *, focused: str | None = None) -> Json:
        words = path.removeprefix("/").split()
        command = self._find(words[0], place)
        level, nested = command, []
        for word in words[1:]:
            found = next((one for one in level.get("options") or [] if one["name"] == word), None)
            assert found is not None, f"/{' '.join(words)} does not exist; {word!r} is unknown"
            nested.append(found)
            level = found
        filled = [self._option(level, name, value, focused=name == focused) for name, value in options.items()]
        for part in reversed(nested):
            filled = [{"name": part["name"], "type": part["type"], "options": filled}]
        return {"id": command["id"], "name": command["name"], "type": 1, "options": filled}

    def _find(self, name: str, place: str) -> Json:
        world = self.discord.world
        guild = world.guilds.get(world.channels[place].guild_id or "")
        known = [command for command in commands_in(world, guild) if command["type"] == 1]
        for command in known:
            if command["name"] == name:
                return command
        raise AssertionError(f"there is no /{name}; there are {sorted(command['name'] for command in known)}")

    def _option(self, level: Json, name: str, value: Any, *, focused: bool) -> Json:
        by_name = {option["name"]: option for option in level.get("options") or []}
        spec = by_name.get(name) or by_name.get(name.replace("_", "-"))
        assert spec is not None, f"there is no option {name!r}; there are {sorted(by_name)}"
        option: Json = {"name": spec["name"], "type": spec["type"], "value": value}
        if spec["type"] in _BY_OPTION:
            option["value"] = self._reference(spec["type"], value)
        if focused:
            option["focused"] = True
        return option

    def _reference(self, kind: int, value: Any) -> str:
        if isinstance(value, Member):
            return value.id
        if kind == 7:
            return self.discord.channel_id(value, seen_by=self.id)
        if kind == 11 and isinstance(value, tuple):
            return str(self.discord.people.upload(self.id, *value)["id"])
        if kind == 6 and not str(value).isdigit():
            return self.discord.user_id(str(value))
        return str(getattr(value, "id", value))

    # Components and modals

    async def click(self, message: Any, button: str, *, forge: bool = False) -> Reply:
        """Press a button by its label, emoji or custom id; of those beside the texts of a list, what stands before the
        colon, or behind it, is enough. With `forge`, any custom id goes."""
        custom_id = button if forge else self._button(message, button)
        data = {"custom_id": custom_id, "component_type": 2}
        return await self._component(message, data, forge=forge)

    def _button(self, message: Any, wanted: str) -> str:
        buttons = [part for part in walk(self._json(message)["components"]) if part["type"] == 2]
        for part in buttons:
            label = part.get("label") or ""
            names = {label, *label.split(": ", 1), part.get("custom_id"), (part.get("emoji") or {}).get("name")}
            if wanted in names and part.get("custom_id"):
                return str(part["custom_id"])
        labels = [part.get("label") or part.get("custom_id") for part in buttons]
        raise AssertionError(f"there is no button {wanted!r}; there are {labels}")

    async def select(self, message: Any, menu: str | None, values: Any, *, forge: bool = False) -> Reply:
        """Choose in a select, found by custom id or placeholder (None: the only one); values or labels."""
        chosen = [values] if isinstance(values, str | Member) else list(values)
        selects = [part for part in walk(self._json(message)["components"]) if part["type"] in (3, 5, 6, 7, 8)]
        found = [part for part in selects if menu is None or menu in (part["custom_id"], part.get("placeholder"))]
        if forge and not found:
            data: Json = {"custom_id": menu, "component_type": 3, "values": chosen}
            return await self._component(message, data, forge=True)
        names = [part.get("placeholder") or part["custom_id"] for part in selects]
        assert len(found) == 1, f"{len(found)} selects match {menu!r}; there are {names}"
        picked = [self._value(found[0], value) for value in chosen]
        data = {"custom_id": found[0]["custom_id"], "component_type": found[0]["type"], "values": picked}
        return await self._component(message, data, forge=forge)

    def _value(self, field: Json, value: Any) -> str:
        """An option's value by value or label; or the id of a person, channel or role."""
        if isinstance(value, Member):
            return value.id
        for option in field.get("options") or []:
            if value in (option["value"], option["label"]):
                return str(option["value"])
        if field["type"] == 8:
            return self.discord.channel_id(value, seen_by=self.id)
        return str(value)

    async def _component(self, message: Any, data: Json, *, forge: bool) -> Reply:
        body = {
            "type": COMPONENT,
            "channel_id": self._channel_of(message),
            "message_id": self._message_id(message),
            "data": data,
            "forge": forge,
        }
        return await self._ask(body)

    async def submit(
        self, modal: Reply, answers: dict[str, Any] | None = None, *, files: Any = None, forge: bool = False
    ) -> Reply:
        """Send a modal: answers by label or custom id; what is left out keeps its default.

        `files` go to the only upload field: a list of `(filename, bytes)`. `forge` sends it a second time. Where the
        bot was too late for a modal, it is opened by the button that there is instead.
        """
        if modal.modal is None and modal.message is not None and READY in modal.buttons:
            modal = await self.click(modal, READY)
        assert modal.modal is not None, f"no modal was shown: {modal.outcome} {modal.text!r}"
        fields = modal_fields(modal.modal["components"])
        wanted = dict(answers or {})
        components = [self._filled(field, wanted, files) for field in fields.values()]
        assert not wanted, f"the modal has no {sorted(wanted)}; it has {[f.get('label') for f in fields.values()]}"
        data = {"custom_id": modal.modal["custom_id"], "components": components}
        place = self._place(None)
        return await self._ask({"type": MODAL, "channel_id": place, "data": data, "forge": forge})

    def _filled(self, field: Json, wanted: dict[str, Any], files: Any) -> Json:
        kind, given = field["type"], None
        for key in (field["custom_id"], field.get("label")):
            if key in wanted:
                given = wanted.pop(key)
        part: Json = {"type": kind, "custom_id": field["custom_id"]}
        options = field.get("options") or []
        defaults = [option["value"] for option in options if option.get("default")]
        if kind == 4:
            part["value"] = (field.get("value") or "") if given is None else str(given)
        elif kind == 21:
            part["value"] = self._value(field, given) if given is not None else next(iter(defaults), None)
        elif kind == 23:
            part["value"] = field.get("default", False) if given is None else bool(given)
        elif kind == 19:
            sent = given if given is not None else (files or [])
            part["values"] = [str(self.discord.people.upload(self.id, *file)["id"]) for file in sent]
        else:
            listed = [given] if isinstance(given, str | Member) else given
            preset = defaults or [str(value["id"]) for value in field.get("default_values") or []]
            part["values"] = preset if listed is None else [self._value(field, value) for value in listed]
        return part

    # Messages and reactions

    async def say(self, channel: Any, content: str, *, reply_to: Any = None, files: Any = None) -> Seen:
        """Write a message."""
        body: Json = {"content": content}
        if reply_to is not None:
            body["message_reference"] = {"message_id": self._message_id(reply_to)}
        attached = {str(index): file for index, file in enumerate(files or [])}
        sent = self.discord.people.say(self.id, self._place(channel), body, attached)
        await asyncio.sleep(0)
        return Seen(sent)

    async def delete(self, message: Any) -> None:
        """Delete or dismiss a message."""
        self.discord.people.delete(self.id, self._channel_of(message), self._message_id(message))
        await asyncio.sleep(0)

    async def react(self, message: Any, emoji: str, *, burst: bool = False) -> None:
        """React to a message."""
        self.discord.people.react(self.id, self._channel_of(message), self._message_id(message), emoji, burst=burst)
        await asyncio.sleep(0)

    async def unreact(self, message: Any, emoji: str) -> None:
        """Take a reaction back."""
        self.discord.people.unreact(self.id, self._channel_of(message), self._message_id(message), emoji)
        await asyncio.sleep(0)

    async def clear_reactions(self, message: Any, emoji: str | None = None) -> None:
        """Remove everybody's reactions, as moderators can."""
        self.discord.people.clear_reactions(self.id, self._channel_of(message), self._message_id(message), emoji)
        await asyncio.sleep(0)

    async def vote(self, message: Any, answer_id: int) -> None:
        """Vote in a poll."""
        channel_id, message_id = self._channel_of(message), self._message_id(message)
        self.discord.people.vote(self.id, channel_id, message_id, str(answer_id))
        await asyncio.sleep(0)

    def messages(self, channel: Any = None, *, limit: int = 50) -> list[Seen]:
        """What the member sees in a channel, the oldest first, own ephemeral messages included."""
        return [Seen(one) for one in self.discord.people.messages(self.id, self._place(channel), limit=limit)]

    def dms(self) -> list[Seen]:
        """The conversation with the bot, the oldest first."""
        channel = self.discord.people.open_dm(self.id, self.discord.world.bot_id)
        return [Seen(one) for one in self.discord.people.messages(self.id, str(channel["id"]))]

    def look(self, message: Any) -> Seen:
        """A message as it is now."""
        return Seen(self._json(message))

    def gone(self, message: Any) -> bool:
        """Whether the message no longer exists for the member."""
        channel = self.discord.world.channels.get(self._channel_of(message))
        message_id = self._message_id(message)
        return channel is None or (message_id not in channel.messages and message_id not in channel.ephemerals)

    # Inside

    def _message_id(self, message: Any) -> str:
        return message if isinstance(message, str) else str(_inner(message).id)

    def _channel_of(self, message: Any) -> str:
        inner = _inner(message)
        found = getattr(inner, "channel_id", None) or getattr(getattr(inner, "channel", None), "id", None)
        return str(found) if found is not None else self._place(None)

    def _json(self, message: Any) -> Json:
        world = self.discord.world
        channel = world.channel(self._channel_of(message))
        found = world.message(channel, self._message_id(message), viewer_id=self.id)
        return message_json(world, found, self.id)

    async def _ask(self, body: Json) -> Reply:
        self._channel_id = body["channel_id"]
        interaction, outcome = await self.discord.people.asking.ask(self.id, body)
        reply = Reply(
            outcome["outcome"],
            modal=outcome.get("modal"),
            choices=outcome.get("choices") or [],
            reason=outcome.get("reason"),
        )
        if outcome["outcome"] == "deferred":
            # Settled by a follow-up or an edit through the token, or edited by channel and message id.
            ends = asyncio.get_running_loop().time() + PATIENCE_S
            while interaction.is_thinking and not interaction.settled.done():
                assert asyncio.get_running_loop().time() < ends, f"the bot still thinks after {PATIENCE_S} s"
                await asyncio.sleep(0.005)
        world = self.discord.world
        if interaction.original is not None:
            reply.message = Seen(message_json(world, interaction.original, self.id))
        reply.followups = [Seen(message_json(world, one, self.id)) for one in interaction.followups]
        return reply


def _inner(message: Any) -> Any:
    return message.seen if isinstance(message, Reply) else message
