"""Keeps the whole world in a folder: one JSON file, written beside and then moved into place, and the files."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.errors import StartError
from bot.i18n import _
from bot.playground.api_errors import Json
from bot.playground.events import dumps
from bot.playground.world.model import Channel, Guild, Member, Message, Reaction, User, World

_log = logging.getLogger(__name__)
_VERSION = 1
_SAVE_EVERY_S = 1.0


class Keeper:
    """Saves shortly after a change and at the end. Without a folder it does nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / "world.json" if folder is not None else None
        self.files = folder / "files" if folder is not None else None
        self._saved_changes = -1

    def load(self) -> World | None:
        """The kept world, or None where there is none yet. Raises StartError for a broken file."""
        if self._path is None or not self._path.is_file():
            return None
        try:
            kept = json.loads(self._path.read_bytes())
            if kept["version"] != _VERSION:
                raise ValueError(f"version {kept['version']}")
            return world_from_json(kept)
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise StartError(
                _(
                    "The playground's state in {path} cannot be read ({why}). "
                    "Move the file away to start with the sample servers.",
                    path=self._path,
                    why=error,
                )
            ) from error

    def save(self, world: World, base_url: str) -> None:
        """Write the world if it changed since the last time."""
        if self._path is not None and world.changes != self._saved_changes:
            self._saved_changes = world.changes
            _write(self._path, dumps(world_to_json(world, base_url)))

    async def run(self, world: World, base_url: str) -> None:
        """Save again and again, while there is something to save; the disk is waited for in a thread."""
        if self._path is None:
            return
        while True:
            await asyncio.sleep(_SAVE_EVERY_S)
            if world.changes == self._saved_changes:
                continue
            self._saved_changes = world.changes
            try:
                await asyncio.to_thread(_write, self._path, dumps(world_to_json(world, base_url)))
            except OSError as error:
                self._saved_changes = -1
                _log.warning("The playground's state could not be written: %s", error)


def _write(path: Path, text: str) -> None:
    """Write beside, then move into place: a crash leaves the old file or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    with beside.open("wb") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def rebase(world: World, base_url: str) -> None:
    """Let the addresses of kept files point to the server as it is reached now (another port, say)."""
    old = world.kept_base_url
    if old is None or old == base_url:
        return
    for channel in world.channels.values():
        for message in channel.messages.values():
            message.data = _rebased(message.data, old, base_url)
    world.kept_base_url = base_url
    world.touch()


def _rebased(value: Any, old: str, new: str) -> Any:
    if isinstance(value, str):
        return new + value.removeprefix(old) if value.startswith(old + "/") else value
    if isinstance(value, dict):
        return {key: _rebased(inner, old, new) for key, inner in value.items()}
    return [_rebased(inner, old, new) for inner in value] if isinstance(value, list) else value


def world_to_json(world: World, base_url: str) -> Json:
    """Everything but ephemeral messages, which Discord forgets too."""
    return {
        "version": _VERSION,
        "base_url": base_url,
        "bot_id": world.bot_id,
        "owner_id": world.owner_id,
        "last_id": str(world.snowflakes.last),
        "commands": world.commands,
        "users": [asdict(user) for user in world.users.values()],
        "guilds": [asdict(guild) for guild in world.guilds.values()],
        "channels": [_channel_to_json(channel) for channel in world.channels.values()],
    }


def world_from_json(kept: Json) -> World:
    """The world as it was kept."""
    world = World()
    world.bot_id, world.owner_id = kept["bot_id"], kept["owner_id"]
    world.snowflakes.last = int(kept["last_id"])
    world.commands = kept["commands"]
    world.kept_base_url = kept["base_url"]
    for entry in kept["users"]:
        user = User(**entry)
        world.users[user.id] = user
    for entry in kept["guilds"]:
        members = {user_id: Member(**member) for user_id, member in entry.pop("members").items()}
        guild = Guild(**entry, members=members)
        world.guilds[guild.id] = guild
    for entry in kept["channels"]:
        channel = _channel_from_json(entry)
        world.channels[channel.id] = channel
    return world


def _channel_to_json(channel: Channel) -> Json:
    return {
        "data": channel.data,
        "thread_members": channel.thread_members,
        "thread_ids": list(channel.thread_ids),
        "recipients": channel.recipients,
        "messages": [asdict(message) for message in channel.messages.values()],
    }


def _channel_from_json(entry: Json) -> Channel:
    channel = Channel(
        entry["data"],
        thread_members=entry["thread_members"],
        thread_ids=dict.fromkeys(entry["thread_ids"]),
        recipients=tuple(entry["recipients"]),
    )
    for kept in entry["messages"]:
        message = Message(
            kept["data"],
            reactions={key: Reaction(**reaction) for key, reaction in kept["reactions"].items()},
            votes={int(answer): voters for answer, voters in kept["votes"].items()},
            pinned_at=kept["pinned_at"],
        )
        channel.messages[message.id] = message
    return channel
