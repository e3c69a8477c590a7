"""Commands that people take along."""

from __future__ import annotations

from typing import TypeVar

from discord import app_commands

_Command = TypeVar("_Command")


def anywhere(command: _Command) -> _Command:
    """Let a command, or a group of them, be used in servers, in direct messages and wherever its user takes it."""
    installed = app_commands.allowed_installs(guilds=True, users=True)
    seen = app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    return installed(seen(command))
