"""Write the reference pages in docs/ and .env.example from what the bot itself declares, and check the catalogue.

`--check` changes nothing and fails when one of them is out of date.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import textwrap
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
from discord import app_commands

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.app import open_app  # noqa: E402 (the project may not be installed)
from bot.domain.catalogue import load_checked  # noqa: E402 (as above)
from bot.domain.catalogue.vouched import DIGEST_FILE, FILES, digest_of  # noqa: E402 (as above)
from bot.domain.settings import FEATURES, SETTINGS, Section, settings_on  # noqa: E402 (as above)
from bot.edge.authority import Authority, authority_of  # noqa: E402 (the project may not be installed)
from bot.edge.client import EXTENSIONS, Linger  # noqa: E402 (the project may not be installed)
from bot.resources import catalogue_folder  # noqa: E402 (as above)
from bot.settings import Settings  # noqa: E402 (the project may not be installed)
from bot.storage.members.holdings import HOLDINGS, Forgetting  # noqa: E402 (as above)
from bot.ui.kit.permissions import (  # noqa: E402 (as above)
    WITHOUT,
    Deed,
    deeds_by_permission,
    permission_names,
)

SETTINGS_PAGE = ROOT / "docs" / "settings.md"
COMMANDS_PAGE = ROOT / "docs" / "commands.md"
PERMISSIONS_PAGE = ROOT / "docs" / "permissions.md"
PRIVACY_PAGE = ROOT / "docs" / "privacy.md"
CONFIGURATION_PAGE = ROOT / "docs" / "configuration.md"
EXAMPLE = ROOT / ".env.example"
_NOTE = "<!-- Written by `make docs`. Change what it says where it is declared. -->"
_KEPT = "<!-- Everything that is kept; written by `make docs` from bot/storage/members/holdings.py. -->"
_END = "<!-- The end of what is written. -->"
_INVITE = "https://discord.com/oauth2/authorize?client_id=<application id>&scope=bot+applications.commands"
_DELETION = {
    Forgetting.ERASE: "goes",
    Forgetting.RENAME: "stays under a number that leads to nobody",
    Forgetting.BLANK: "“somebody who left” stands in your place",
    Forgetting.KEEP: "stays until it is over",
}
_WHO = {
    Authority.EVERYONE: "everybody",
    Authority.REVIEWER: "who may review",
    Authority.OPENER: "who may open places",
    Authority.EDITOR: "who keeps the catalogue",
    Authority.MODERATOR: "moderators",
    Authority.MANAGER: "who may manage the server",
    Authority.OWNER: "who runs the bot, in their own server",
}
_KINDS = {
    discord.AppCommandOptionType.integer: "a number",
    discord.AppCommandOptionType.number: "a number",
    discord.AppCommandOptionType.boolean: "yes or no",
    discord.AppCommandOptionType.user: "a member",
    discord.AppCommandOptionType.channel: "a channel",
    discord.AppCommandOptionType.role: "a role",
    discord.AppCommandOptionType.attachment: "a file",
}
_OWN_SERVER = 1  # stands for the owner's server, so that /owner is there

Leaf = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu


def settings_page() -> str:
    """Every setting by page of the panel, then every feature."""
    lines = [
        "# Settings",
        "",
        _NOTE,
        "",
        "`/config panel` shows all of them by subject, `/config show` as a list and as a file that `/config import`",
        "takes. The second column is the name in that file.",
    ]
    for section in Section:
        names = settings_on(section)
        if names:
            head = ("setting", "in the file", "at first", "can be")
            lines += ["", f"## {section.heading}", "", *_table(head, _rows(names))]
    lines += ["", f"## {Section.FEATURES.heading}", "", "Each can be switched off everywhere or in one channel.", ""]
    lines += _table(("feature", "in the file", "what it is for"), _features())
    return "\n".join(lines) + "\n"


def _features() -> Iterator[tuple[str, ...]]:
    for feature, text in FEATURES.items():
        name, _sep, what = text.partition(": ")
        yield f"**{name}**", f"`{feature}`", what


def _rows(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for name in names:
        kind = SETTINGS[name]
        title = f"**{kind.title}**" + (f"<br>{kind.hint}" if kind.hint else "")
        yield title, f"`{name}`", kind.words(kind.default), kind.explained()


def permissions_page() -> str:
    """What the bot has to be allowed, what for, and what does not happen without it."""
    names, deeds = permission_names(), deeds_by_permission()
    wanted = discord.Permissions(**dict.fromkeys(deeds, True))
    return "\n".join(
        [
            "# Permissions",
            "",
            _NOTE,
            "",
            "Invite the bot with the scopes `bot` and `applications.commands` and these permissions:",
            "",
            "```",
            f"{_INVITE}&permissions={wanted.value}",
            "```",
            "",
            "In a channel a permission may be missing although the server gives it: `/config setup`, the panel",
            "beside the channel, and the deed itself say so, in the words below. Whatever does not need it goes on.",
            "",
            *_table(("permission", "for"), ((f"**{names[name]}**", ", ".join(found)) for name, found in deeds.items())),
            "",
            *_table(("for", "without it"), ((deed.value, _said(deed)) for deed in Deed)),
            "",
        ]
    )


def _said(deed: Deed) -> str:
    return WITHOUT[deed].format(channel="#channel", permissions="the permissions above")


def privacy_page() -> str:
    """docs/privacy.md with its list of everything that is kept, which stands between two marks."""
    text = PRIVACY_PAGE.read_text("utf-8")
    before, _mark, rest = text.partition(_KEPT)
    after = rest.partition(_END)[2]
    rows = [
        (
            holding.words,
            "across all servers" if holding.server is None else "server by server",
            _DELETION[holding.forgetting],
        )
        for holding in HOLDINGS
    ]
    table = "\n".join(_table(("what", "kept", "when you have it deleted"), dict.fromkeys(rows)))
    return f"{before}{_KEPT}\n\n{table}\n\n{_END}{after}"


def configuration_page() -> str:
    """Every setting of whoever runs the bot."""
    lines = [
        "# Configuration",
        "",
        _NOTE,
        "",
        "What whoever runs Linger can set, in the environment or in the file `.env`. The environment wins; an empty",
        "value means the default. In the file `${NAME}` stands for an earlier line or a variable of the environment,",
        "`${NAME:-default}` for it or else the default. [operators.md](operators.md) tells what to do with them.",
        "",
    ]
    rows = [
        (f"`{name}`", declared.about, declared.takes, f"`{_written(default)}`" if _written(default) else "empty")
        for name, (declared, default) in Settings.declared().items()
    ]
    return "\n".join([*lines, *_table(("setting", "what it is for", "takes", "at first"), rows)]) + "\n"


def example_file() -> str:
    """A settings file to copy, with every default."""
    lines = [
        "# Copy this file to .env and fill in what you need. An empty value means the default.",
        "# The environment wins over this file.",
    ]
    for name, (declared, default) in Settings.declared().items():
        about = textwrap.wrap(declared.about, 110, break_long_words=False, break_on_hyphens=False)
        lines += ["", *(f"# {line}" for line in about), f"{name}={_written(default)}"]
    return "\n".join(lines) + "\n"


def _written(default: object) -> str:
    """A default as it is written in the file; nothing where it means that nothing is set."""
    if isinstance(default, bool):
        return "yes" if default else "no"
    if isinstance(default, timedelta):
        return f"{default // timedelta(hours=1)}h" if default else "off"
    if isinstance(default, tuple):
        return ",".join(default)
    return "" if default is None else str(default)


async def commands_page() -> str:
    """Every command with its options, and who may use it."""
    lines = [
        "# Commands",
        "",
        _NOTE,
        "",
        "Who may use one is checked when it is used ([admins.md](admins.md)); options in italics may be left out.",
    ]
    for command in await commands():
        if isinstance(command, app_commands.Group):
            lines += ["", f"## /{command.name}", "", f"{command.description}."]
            leaves = [each for each in command.walk_commands() if isinstance(each, app_commands.Command)]
            lines += [line for each in leaves for line in ("", *_described(each))]
        else:
            lines += ["", f"## {_title(command)}", "", *_described(command)]
    return "\n".join(lines) + "\n"


async def commands() -> list[Leaf | app_commands.Group]:
    """What the extensions declare, by name, menus of messages last."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(discord_token="", database_path=Path(folder) / "empty.sqlite3", owner_guild_id=_OWN_SERVER)
        async with open_app(settings) as app, Linger(app) as client:
            for extension in EXTENSIONS:
                await client.load_extension(extension)
            found = [*client.tree.get_commands(), *client.tree.get_commands(guild=discord.Object(_OWN_SERVER))]
    return sorted(found, key=lambda each: (isinstance(each, app_commands.ContextMenu), each.name))


def _title(command: Leaf) -> str:
    return f"Apps → {command.name}" if isinstance(command, app_commands.ContextMenu) else f"/{command.name}"


def _described(command: Leaf) -> list[str]:
    who = f"For {_WHO[authority_of(command.callback)]}."
    if isinstance(command, app_commands.ContextMenu):
        return [f"In the menu of a message. {who}"]
    lines = [f"**`/{command.qualified_name}`**: {command.description}. {who}"]
    options = [
        (f"`{each.display_name}`" if each.required else f"*`{each.display_name}`*", _what(each))
        for each in command.parameters
    ]
    return [*lines, "", *_table(("option", "what"), options)] if options else lines


def _what(option: app_commands.Parameter) -> str:
    said = str(option.description)
    if option.choices:
        return f"{said}: {'; '.join(choice.name for choice in option.choices)}"
    bounds = [str(each) for each in (option.min_value, option.max_value) if each is not None]
    if len(bounds) == 2:
        unit = " characters" if option.type is discord.AppCommandOptionType.string else ""
        return f"{said} ({bounds[0]} to {bounds[1]}{unit})"
    return f"{said} ({_KINDS[option.type]})" if option.type in _KINDS else said


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [head, tuple("---" for _each in head), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in line) + " |" for line in lines]


async def pages() -> dict[Path, str]:
    """Each page with what it has to say."""
    return {
        SETTINGS_PAGE: settings_page(),
        COMMANDS_PAGE: await commands_page(),
        CONFIGURATION_PAGE: configuration_page(),
        PERMISSIONS_PAGE: permissions_page(),
        PRIVACY_PAGE: privacy_page(),
        EXAMPLE: example_file(),
        catalogue_folder() / DIGEST_FILE: catalogue_digest(),
    }


def catalogue_digest() -> str:
    """What says that the bundled catalogue was checked, which is done here. Raises CatalogueError."""
    load_checked(catalogue_folder())
    return digest_of({name: (catalogue_folder() / name).read_bytes() for name in FILES}) + "\n"


def main() -> int:
    """Write the pages, or with `--check` compare them."""
    written = asyncio.run(pages())
    stale = {path: wanted for path, wanted in written.items() if not path.exists() or path.read_text("utf-8") != wanted}
    if "--check" not in sys.argv:
        for path, wanted in stale.items():
            path.write_text(wanted, "utf-8")
        return 0
    for path in stale:
        print(f"{path.relative_to(ROOT)} is out of date: run `make docs`")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
