"""The doors of the running bot, walked through with made-up interactions: what is let in, and what is said otherwise.

A door is everything before the deed: language, gate, authority. Deeds themselves are replaced by a probe, and
answers are caught instead of sent, so that every command and component can be tried as everybody in a second.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands
from discord.webhook.async_ import async_context
from msgspec.structs import replace

from bot.edge.client import Linger
from bot.edge.router import Router

_ids = itertools.count(10**17)

COMMAND, COMPONENT, MODAL = 2, 3, 5
MANAGE_GUILD, MANAGE_MESSAGES = 1 << 5, 1 << 13


@dataclass(frozen=True)
class Person:
    """Somebody who comes to a door."""

    user_id: int
    guild_id: int
    permissions: int = 0
    role_ids: tuple[int, ...] = ()


@dataclass
class Caught:
    """What would have been answered; empty when the door let the person in."""

    texts: list[str]

    async def create_interaction_response(self, *_args: Any, params: Any, **_more: Any) -> dict[str, Any]:
        data = (params.payload or {}).get("data") or {}
        self.texts.append(" ".join(_texts(data)))
        return {"interaction": {"id": str(next(_ids)), "type": COMMAND}}

    async def _follow_up(self, *_args: Any, payload: Any = None, **_more: Any) -> dict[str, Any]:
        self.texts.append(" ".join(_texts(payload or {})))
        author = {"id": "1", "username": "Linger", "discriminator": "0", "avatar": None, "bot": True}
        lists: dict[str, Any] = {
            name: [] for name in ("mentions", "mention_roles", "attachments", "embeds", "components")
        }
        return lists | {
            "id": str(next(_ids)), "channel_id": "1", "author": author, "content": "", "edited_timestamp": None,
            "timestamp": "2026-01-01T00:00:00+00:00", "tts": False, "mention_everyone": False, "pinned": False,
            "type": 0, "flags": 0,
        }  # fmt: skip

    execute_webhook = edit_original_interaction_response = get_original_interaction_response = _follow_up


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (value[key] for key in ("content",) if isinstance(value.get(key), str))
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


class Doors:
    """Both doors of a bot."""

    def __init__(self, client: Linger) -> None:
        self.client = client

    def commands(self) -> dict[str, app_commands.Command[Any, ..., Any] | app_commands.ContextMenu]:
        """Every command and context menu by its name, those of the owner's server too."""
        tree, home = self.client.tree, discord.Object(self.client.app.settings.owner_guild_id)
        found: dict[str, Any] = {}
        for guild in (None, home):
            for command in tree.walk_commands(guild=guild):
                if isinstance(command, app_commands.Command):
                    found[f"/{command.qualified_name}"] = command
            for kind in (discord.AppCommandType.message, discord.AppCommandType.user):
                found |= {menu.name: menu for menu in tree.walk_commands(guild=guild, type=kind)}
        return found

    def routes(self) -> dict[str, Any]:
        """Every route by its action."""
        return self.client.router.routes

    def feature_of(self, name: str) -> str:
        """The feature that a command or an action belongs to."""
        if name in self.routes():
            return str(self.routes()[name].feature)
        command = self.commands()[name]
        return str(command.extras.get("feature") or getattr(command.binding, "feature", None))

    async def answer(self, name: str, person: Person, channel_id: int) -> str:
        """What a person is told at the door of a command or an action; empty when they are let in."""
        if name in self.routes():
            return await self._at_router(name, person, channel_id)
        return await self._at_tree(name, person, channel_id)

    async def _at_tree(self, name: str, person: Person, channel_id: int) -> str:
        command = self.commands()[name]
        kind = command.type.value if isinstance(command, app_commands.ContextMenu) else 1
        words = [name] if kind != 1 else name.removeprefix("/").split()
        options: list[dict[str, Any]] = []
        for depth, word in reversed(list(enumerate(words[1:], start=1))):
            options = [{"name": word, "type": 1 if depth == len(words) - 1 else 2, "options": options}]
        data = {"id": "1", "name": words[0], "type": kind, "options": options, "target_id": "1"}
        interaction = self._interaction(COMMAND, data, person, channel_id)
        interaction._cs_command = command
        with caught_answers() as caught:
            let_in = await self.client.tree.interaction_check(interaction)
        assert let_in is not bool(caught.texts), f"{name}: a refusal has to be said, and only a refusal"
        return " ".join(caught.texts)

    async def _at_router(self, action: str, person: Person, channel_id: int) -> str:
        route = self.routes()[action]
        passed: list[str] = []

        @functools.wraps(route.function)
        async def probe(*_arguments: Any) -> None:
            passed.append(action)

        router = Router(
            self.client.gate, self.client.forms, self.client.meters, {action: replace(route, function=probe)}
        )
        required = [kind for _name, kind, optional in route.parameters if not optional]
        arguments = ["1" if kind is int else "x" for kind in required]
        if route.kind == "submit":
            arguments.append("0")
        data: dict[str, Any] = {"custom_id": ":".join([action, *arguments]), "component_type": 2}
        if route.kind == "choose":
            data |= {"component_type": 3, "values": ["x"]}
        if route.kind == "submit":
            data = {"custom_id": data["custom_id"], "components": []}
        kind = MODAL if route.kind == "submit" else COMPONENT
        with caught_answers() as caught:
            await router.dispatch(self._interaction(kind, data, person, channel_id))
        assert bool(passed) is not bool(caught.texts), f"{action}: a refusal has to be said, and only a refusal"
        return " ".join(caught.texts)

    async def press(self, action: str, arguments: list[str], values: list[str], person: Person, channel_id: int) -> str:
        """Do the deed of a component as a client that forges what it sends; returns what is answered."""
        route = self.routes()[action]
        custom_id = ":".join([action, *arguments, *(["0"] if route.kind == "submit" else [])])
        data: dict[str, Any] = {"custom_id": custom_id, "component_type": 2}
        if route.kind == "choose":
            data |= {"component_type": 3, "values": values}
        if route.kind == "submit":
            text = {"type": 4, "custom_id": "value", "value": values[0]}
            data = {"custom_id": custom_id, "components": [{"type": 18, "component": text}]}
        kind = MODAL if route.kind == "submit" else COMPONENT
        with caught_answers() as caught:
            await self.client.router.dispatch(self._interaction(kind, data, person, channel_id))
        return " ".join(caught.texts)

    def _interaction(self, kind: int, data: dict[str, Any], person: Person, channel_id: int) -> Any:
        user = {"id": str(person.user_id), "username": "somebody", "discriminator": "0", "avatar": None}
        member = {
            "user": user,
            "roles": [str(role) for role in person.role_ids],
            "joined_at": "2025-01-01T00:00:00+00:00",
            "permissions": str(person.permissions),
            "deaf": False,
            "mute": False,
            "flags": 0,
        }
        payload = {
            "id": str(next(_ids)),
            "application_id": str(self.client.application_id),
            "type": kind,
            "token": "door",
            "version": 1,
            "guild_id": str(person.guild_id),
            "channel_id": str(channel_id),
            "channel": {"id": str(channel_id), "type": 0, "position": 0, "permissions": "0", "name": "x"},
            "member": member,
            "data": data,
            "locale": "en-US",
            "guild_locale": "en-US",
            "app_permissions": "0",
            "attachment_size_limit": 1,
            "entitlements": [],
            "authorizing_integration_owners": {"0": str(person.guild_id)},
            "context": 0,
        }
        return discord.Interaction(data=payload, state=self.client._connection)  # type: ignore[arg-type]  # as Discord sends it


@contextmanager
def caught_answers() -> Iterator[Caught]:
    """Answers to interactions are kept instead of sent."""
    caught = Caught([])
    token = async_context.set(caught)  # type: ignore[arg-type]  # the one method that is asked
    try:
        yield caught
    finally:
        async_context.reset(token)
