"""`linger …`: the operator's commands. Each lives in a module of `bot/console/` and is imported when it is called."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from bot import __version__
from bot.errors import StartError, UserError

COMMANDS = {
    "run": "run the bot on Discord",
    "playground": "try the bot on a loopback Discord with a web page; needs no token",
    "search": "look series up as members do",
    "recommend": "recommend series as members get them",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 2 for a mistake that one sentence on standard error explains."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(prog="linger", description="A Discord bot for servers that watch series together.")
    parser.add_argument("--version", action="version", version=f"linger {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
        if name in arguments[:1]:  # only the command that runs has to be imported
            importlib.import_module(f"bot.console.{name}").add_arguments(command)
    options = parser.parse_args(arguments)
    try:
        status: int = importlib.import_module(f"bot.console.{options.command}").run(options)
    except (StartError, UserError) as error:
        print(f"linger: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return status
