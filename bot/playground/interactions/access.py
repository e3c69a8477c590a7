"""Which commands a person may use where, and whether what was typed fits their options."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.playground.api_errors import Json
from bot.playground.core import Core
from bot.playground.interactions.payloads import Mentioned, context_of
from bot.playground.limits.commands import (
    ATTACHMENT,
    BOOLEAN,
    CHANNEL,
    GROUP,
    INTEGER,
    MENTIONABLE,
    NUMBER,
    ROLE,
    STRING,
    SUBCOMMAND,
    USER,
)
from bot.playground.limits.forms import Form, Path
from bot.playground.world.model import Channel, Guild, World
from bot.playground.world.permissions import P, in_channel, in_guild, sees

GUILD_INSTALL, USER_INSTALL = 0, 1
# Discord's own bound on a text option that names none.
MOST_TEXT = 6000


def commands_in(world: World, guild: Guild | None) -> Iterator[Json]:
    """Every command of the scope: the server's own, then the global ones."""
    if guild is not None:
        yield from guild.commands.values()
    yield from world.commands.values()


def owners_of(core: Core, command: Json, channel: Channel, user_id: str) -> Json:
    """Who has installed the command here: `{"0": server}`, `{"1": person}`, both, or nobody (empty)."""
    world = core.world
    kinds = command.get("integration_types") or [GUILD_INSTALL]
    owners: Json = {}
    if channel.guild_id is not None:
        if GUILD_INSTALL in kinds and world.has_bot(world.guilds[channel.guild_id]):
            owners["0"] = channel.guild_id
    elif GUILD_INSTALL in kinds and context_of(core, channel) == 1:
        owners["0"] = "0"
    if USER_INSTALL in kinds and world.users[user_id].has_app:
        owners["1"] = user_id
    return owners


def may_use(core: Core, command: Json, channel: Channel, user_id: str) -> bool:
    """Whether the command shows up for the person in that channel."""
    if not owners_of(core, command, channel, user_id):
        return False
    contexts = command.get("contexts")
    if contexts is not None and context_of(core, channel) not in contexts:
        return False
    if channel.guild_id is None:
        return contexts is not None or command.get("dm_permission", True)
    guild = core.world.guilds[channel.guild_id]
    place = core.world.channels[channel.parent_id] if channel.is_thread and channel.parent_id else channel
    if command.get("nsfw") and not place.data.get("nsfw"):
        return False
    granted = in_channel(core.world, channel, user_id)
    if not granted & P.USE_APPLICATION_COMMANDS:
        return False
    if granted & P.ADMINISTRATOR:
        return True
    return _permitted(core, guild, command, channel, user_id)


def _permitted(core: Core, guild: Guild, command: Json, channel: Channel, user_id: str) -> bool:
    """The admins' own settings come first, then the command's default."""
    rules = {rule["id"]: rule for rule in guild.command_permissions.get(command["id"], ())}
    place = channel.parent_id if channel.is_thread and channel.parent_id else channel.id
    spot = rules.get(place) or rules.get(str(int(guild.id) - 1))
    if spot is not None and not spot["permission"]:
        return False
    if user_id in rules:
        return bool(rules[user_id]["permission"])
    roles = [rules[role]["permission"] for role in guild.members[user_id].roles if role in rules]
    if roles:
        return any(roles)
    if guild.id in rules:
        return bool(rules[guild.id]["permission"])
    default = command.get("default_member_permissions")
    if default is None:
        return True
    needed = int(default)
    held = in_guild(core.world, guild, user_id)
    return held & needed == needed if needed else bool(held & P.ADMINISTRATOR)


def fill_options(
    core: Core, command: Json, given: Any, channel: Channel, user_id: str, uploads: dict[str, Json], *, typing: bool
) -> tuple[list[Json], Mentioned]:
    """What was typed, checked against the command's options, and what it mentions.

    `typing` is autocomplete: nothing is required yet, and unfinished values pass. Raises 50035.
    """
    form, mentioned = Form(), Mentioned()
    check = _Filling(core, channel, user_id, uploads, form, mentioned, typing)
    options = check.level(command.get("options") or [], given, ("options",))
    form.raise_if_wrong()
    return options, mentioned


class _Filling:
    """One pass over typed options."""

    def __init__(
        self,
        core: Core,
        channel: Channel,
        user_id: str,
        uploads: dict[str, Json],
        form: Form,
        mentioned: Mentioned,
        typing: bool,
    ) -> None:
        self.core, self.channel, self.user_id = core, channel, user_id
        self.uploads, self.form, self.mentioned, self.typing = uploads, form, mentioned, typing

    def level(self, known: list[Json], given: Any, path: Path) -> list[Json]:
        """The options of a command or sub-command."""
        by_name = {option["name"]: option for option in known}
        filled: list[Json] = []
        for index, option in enumerate(self.form.items(path, given, most=25)):
            here = (*path, index)
            spec = by_name.pop(str(option.get("name")), None)
            if spec is None:
                self.form.fail((*here, "name"), "OPTION_UNKNOWN", f"There is no option {option.get('name')!r}")
            elif spec["type"] in (SUBCOMMAND, GROUP):
                inner = self.level(spec.get("options") or [], option.get("options"), (*here, "options"))
                filled.append({"name": spec["name"], "type": spec["type"], "options": inner})
            else:
                filled.append(self._value(spec, option, here))
        grouped = any(option["type"] in (SUBCOMMAND, GROUP) for option in known)
        if grouped and len(filled) != 1:
            self.form.fail(path, "OPTION_SUBCOMMAND", "Exactly one sub-command is needed")
        if not self.typing and not grouped:
            for name, spec in by_name.items():
                if spec.get("required"):
                    self.form.fail((*path, name), "BASE_TYPE_REQUIRED", "This field is required")
        return filled

    def _value(self, spec: Json, option: Json, path: Path) -> Json:
        value = option.get("value")
        filled: Json = {"name": spec["name"], "type": spec["type"], "value": value}
        if option.get("focused"):
            filled["focused"] = True
        if self.typing:
            if spec["type"] == STRING or option.get("focused"):
                filled["value"] = str(value or "")[:MOST_TEXT]
            return filled
        here = (*path, "value")
        kind = spec["type"]
        if kind == STRING:
            least, most = spec.get("min_length") or 0, spec.get("max_length") or MOST_TEXT
            self.form.text(here, value, least=max(least, 1), most=most, required=True)
        elif kind in (INTEGER, NUMBER):
            self._number(spec, value, here)
        elif kind == BOOLEAN:
            self.form.choice(here, value, (True, False))
        else:
            self._reference(spec, str(value), here)
            filled["value"] = str(value)
        if spec.get("choices") and not spec.get("autocomplete"):
            self.form.choice(here, value, tuple(choice["value"] for choice in spec["choices"]))
        return filled

    def _number(self, spec: Json, value: object, path: Path) -> None:
        bound = 2.0**53
        least = float(spec["min_value"]) if spec.get("min_value") is not None else -bound
        most = float(spec["max_value"]) if spec.get("max_value") is not None else bound
        number = self.form.number(path, value, least=least, most=most, required=True)
        if spec["type"] == INTEGER and number is not None and number != int(number):
            self.form.fail(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')

    def _reference(self, spec: Json, value: str, path: Path) -> None:
        world, mentioned = self.core.world, self.mentioned
        guild = world.guilds.get(self.channel.guild_id or "")
        kind = spec["type"]
        if kind in (USER, MENTIONABLE) and value in world.users:
            mentioned.users[value] = None
        elif kind in (ROLE, MENTIONABLE) and guild is not None and value in guild.roles:
            mentioned.roles[value] = None
        elif kind == CHANNEL and self._channel_fits(spec, value):
            mentioned.channels[value] = None
        elif kind == ATTACHMENT and value in self.uploads:
            mentioned.attachments[value] = self.uploads[value]
        else:
            self.form.fail(path, "MODEL_DOES_NOT_EXIST", f"{value!r} does not exist here")

    def _channel_fits(self, spec: Json, value: str) -> bool:
        found = self.core.world.channels.get(value)
        if found is None or found.guild_id != self.channel.guild_id:
            return False
        kinds = spec.get("channel_types")
        return (not kinds or found.type in kinds) and sees(self.core.world, found, self.user_id)


def command_path(command: Json, options: list[Json]) -> str:
    """The command's name with its sub-command, as people read it: `review write`."""
    names = [command["name"]]
    while options and options[0]["type"] in (SUBCOMMAND, GROUP):
        names.append(options[0]["name"])
        options = options[0]["options"]
    return " ".join(names)
