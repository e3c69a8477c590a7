"""The door of slash commands, context menus and autocomplete: language, gate, authority and errors in one place."""

from __future__ import annotations

import time
import typing
from typing import Any

import discord
from discord import app_commands

from bot.app import App
from bot.domain.spoilers import quoted
from bot.edge.answers import answer_error, answer_in_time, outcome_of
from bot.edge.authority import authority_of
from bot.edge.gate import Gate
from bot.errors import UserError
from bot.i18n import _, speak
from bot.services.upkeep.meters import Outcome

LONGEST_OPTION = 300  # characters
_Interaction = discord.Interaction[Any]


class Host(typing.Protocol):
    """The client whose commands pass the door."""

    app: App
    gate: Gate

    def count(self, interaction: _Interaction, outcome: Outcome) -> None:
        """Count the command of `interaction` with how it ended."""


class Tree(app_commands.CommandTree[Any]):
    """The door of slash commands and context menus."""

    async def interaction_check(self, interaction: _Interaction) -> bool:
        """Language, feature gate and authority, before any command or autocomplete runs."""
        interaction.extras["began"] = time.perf_counter()
        host: Host = interaction.client
        speak(interaction.locale.value)
        if interaction.type is not discord.InteractionType.autocomplete:
            host.gate.names.hear(interaction)
            answer_in_time(interaction, after_s=host.app.pace.answer_after_s)
        command = interaction.command
        if interaction.type is discord.InteractionType.autocomplete and not _completes(interaction, command):
            await interaction.response.autocomplete([])
            return False
        if command is None:
            return True
        feature = command.extras.get("feature") or getattr(getattr(command, "binding", None), "feature", None)
        try:
            host.gate.admit(interaction, feature, authority_of(command.callback))
            await host.gate.listen(interaction)
        except UserError as error:
            if interaction.type is discord.InteractionType.autocomplete:
                await interaction.response.autocomplete([])
            else:
                host.count(interaction, Outcome.REFUSED)
                await answer_error(interaction, error)
            return False
        return True

    async def on_error(self, interaction: _Interaction, error: app_commands.AppCommandError, /) -> None:
        """Every failure of a command becomes an answer."""
        cause: BaseException = error
        if isinstance(error, app_commands.CommandInvokeError | app_commands.TransformerError) and error.__cause__:
            cause = error.__cause__
        elif isinstance(error, app_commands.TransformerError):
            cause = UserError(_("I could not read “{value}”.", value=quoted(error.value)))
        elif isinstance(error, app_commands.CommandSignatureMismatch | app_commands.CommandNotFound):
            cause = UserError(_("This command has changed. Restart Discord, or try again in a minute."))
        host: Host = interaction.client
        host.count(interaction, outcome_of(cause))
        await answer_error(interaction, cause)


def _completes(interaction: _Interaction, command: app_commands.Command[Any, ..., Any] | Any | None) -> bool:
    """Whether the option that somebody types into offers anything; one of an older version of ours does not."""
    focused = _focused(typing.cast(dict[str, Any], interaction.data).get("options") or [])
    parameters = command.parameters if isinstance(command, app_commands.Command) else []
    return any(each.display_name == focused and each.autocomplete for each in parameters)


def _focused(options: list[dict[str, Any]]) -> str | None:
    """The name of the option that somebody types into, also within a group's command."""
    for option in options:
        if option.get("focused"):
            return str(option["name"])
        found = _focused(option.get("options") or [])
        if found is not None:
            return found
    return None


def bound_options(command: app_commands.Command[Any, ..., Any] | app_commands.Group) -> None:
    """Give every text option without a length of its own one that no name or time is longer than; Discord takes 6,000
    characters otherwise."""
    if isinstance(command, app_commands.Group):
        return
    for option in command._params.values():  # noqa: SLF001 (what the library gives for reading can't be set)
        if option.type is discord.AppCommandOptionType.string and not option.choices and option.max_value is None:
            option.max_value = LONGEST_OPTION
