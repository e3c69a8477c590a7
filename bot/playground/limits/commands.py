"""Discord's rules for application commands."""

from __future__ import annotations

from typing import Any

import regex

from bot.playground.api_errors import Json
from bot.playground.limits.forms import Form, Path

SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN = 1, 2, 3, 4, 5
USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = 6, 7, 8, 9, 10, 11
MOST_IN_SCOPE = {1: 100, 2: 15, 3: 15}
MOST_CHARACTERS = 8000
LOCALES = frozenset(
    [
        "id",
        "da",
        "de",
        "en-GB",
        "en-US",
        "es-ES",
        "es-419",
        "fr",
        "hr",
        "it",
        "lt",
        "hu",
        "nl",
        "no",
        "pl",
        "pt-BR",
        "ro",
        "fi",
        "sv-SE",
        "vi",
        "tr",
        "cs",
        "el",
        "bg",
        "ru",
        "uk",
        "hi",
        "th",
        "zh-CN",
        "ja",
        "zh-TW",
        "ko",
    ]
)
_CHAT_NAME = regex.compile(r"[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}")


def check_command(form: Form, command: Any, path: Path = ()) -> None:
    """Note every fault of one command."""
    kind = command.get("type") or 1
    if not form.choice((*path, "type"), kind, (1, 2, 3)):
        return
    _check_name(form, command, path, chat=kind == 1)
    if kind == 1:
        _check_description(form, command, path)
    else:
        if command.get("description"):
            message = "Context menu commands cannot have description"
            form.fail((*path, "description"), "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID", message)
        if command.get("options"):
            message = "Context menu commands cannot have options"
            form.fail((*path, "options"), "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID", message)
    _check_options(form, command.get("options"), (*path, "options"), depth=0)
    _check_localisations(form, command, path)
    for name, most in (("integration_types", 1), ("contexts", 2)):
        for index, value in enumerate(form.items((*path, name), command.get(name), most=3)):
            form.choice((*path, name, index), value, tuple(range(most + 1)))
    if characters(command) > MOST_CHARACTERS:
        message = f"Command exceeds maximum size ({MOST_CHARACTERS})"
        form.fail(path, "APPLICATION_COMMAND_TOO_LARGE", message)


def check_scope(form: Form, commands: list[Json]) -> None:
    """Names are unique within a kind, and each kind has its own maximum."""
    seen: set[tuple[int, str]] = set()
    counts = {1: 0, 2: 0, 3: 0}
    for index, command in enumerate(commands):
        key = int(command.get("type") or 1), str(command.get("name"))
        if key in seen:
            message = "Application command names must be unique"
            form.fail((index, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
        seen.add(key)
        counts[key[0]] = counts.get(key[0], 0) + 1
    for kind, most in MOST_IN_SCOPE.items():
        if counts[kind] > most:
            message = f"Maximum number of application commands of type {kind} reached ({most})."
            form.fail((), "APPLICATION_COMMANDS_MAXIMUM_REACHED", message)


def characters(part: Any) -> int:
    """Discord's size of a command: names, descriptions and values, the longest localisation of each."""
    total = 0
    for name in ("name", "description"):
        localised = (part.get(f"{name}_localizations") or {}).values()
        total += max([len(part.get(name) or ""), *(len(text) for text in localised)])
    for choice in part.get("choices") or []:
        total += characters(choice) + len(str(choice.get("value", "")))
    return total + sum(characters(option) for option in part.get("options") or [])


def _check_name(form: Form, part: Json, path: Path, *, chat: bool) -> None:
    here = (*path, "name")
    names = [(here, part.get("name"))]
    names += [
        ((*path, "name_localizations", key), text) for key, text in (part.get("name_localizations") or {}).items()
    ]
    for spot, name in names:
        if not form.text(spot, name, least=1, most=32, required=True):
            continue
        if chat and (_CHAT_NAME.fullmatch(str(name)) is None or str(name) != str(name).lower()):
            form.fail(spot, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _check_description(form: Form, part: Json, path: Path) -> None:
    form.text((*path, "description"), part.get("description"), least=1, most=100, required=True)
    for key, text in (part.get("description_localizations") or {}).items():
        form.text((*path, "description_localizations", key), text, least=1, most=100, required=True)


def _check_localisations(form: Form, part: Json, path: Path) -> None:
    for name in ("name_localizations", "description_localizations"):
        for key in part.get(name) or {}:
            if key not in LOCALES:
                form.fail((*path, name, key), "BASE_TYPE_CHOICES", f"{key} is not a locale of Discord.")


def _check_options(form: Form, options: Any, path: Path, *, depth: int) -> None:
    names: set[str] = set()
    optional_seen = False
    kinds = set()
    for index, option in enumerate(form.items(path, options, most=25)):
        here = (*path, index)
        kind = option.get("type")
        if not form.choice((*here, "type"), kind, tuple(range(1, 12))):
            continue
        kinds.add(kind in (SUBCOMMAND, GROUP))
        _check_name(form, option, here, chat=True)
        _check_description(form, option, here)
        _check_localisations(form, option, here)
        if option.get("name") in names:
            message = "Option names must be unique"
            form.fail((*here, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", message)
        names.add(str(option.get("name")))
        if kind in (SUBCOMMAND, GROUP):
            if depth >= (2 if kind == SUBCOMMAND else 1):
                message = "Sub-commands are nested too deeply"
                form.fail((*here, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
            _check_options(form, option.get("options"), (*here, "options"), depth=depth + 1)
            continue
        if option.get("required") and optional_seen:
            message = "Required options must be placed before non-required options"
            form.fail(here, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional_seen = optional_seen or not option.get("required")
        _check_values(form, option, here)
    if len(kinds) > 1:
        message = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        form.fail(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)


def _check_values(form: Form, option: Json, path: Path) -> None:
    choices = form.items((*path, "choices"), option.get("choices"), most=25)
    if option.get("autocomplete"):
        if choices:
            message = "Autocomplete and choices cannot both be set"
            form.fail((*path, "autocomplete"), "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES", message)
        if option["type"] not in (STRING, INTEGER, NUMBER):
            message = "This option type cannot autocomplete"
            form.fail((*path, "autocomplete"), "APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_INVALID", message)
    check_choices(form, choices, (*path, "choices"), kind=option["type"])
    form.number((*path, "min_length"), option.get("min_length"), least=0, most=6000)
    form.number((*path, "max_length"), option.get("max_length"), least=1, most=6000)


def check_choices(form: Form, choices: list[Any], path: Path, *, kind: int = STRING) -> None:
    """Names of 1–100 characters; texts as values have at most 100."""
    for index, choice in enumerate(choices):
        here = (*path, index)
        if not isinstance(choice, dict):
            form.fail(here, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
            continue
        form.text((*here, "name"), choice.get("name"), least=1, most=100, required=True)
        value = choice.get("value")
        if kind == STRING:
            form.text((*here, "value"), value, most=100, required=value is None)
        elif isinstance(value, bool) or not isinstance(value, int | float):
            form.fail((*here, "value"), "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.')
