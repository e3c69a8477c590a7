"""`linger …`: the operator's commands. Each lives in a module of `bot/console/` and is imported when it is called."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from bot import __version__, memory
from bot.certificates import read_where_they_count
from bot.errors import LingerError, NotYet

COMMANDS = {
    "run": "run the bot on Discord",
    "playground": "try the bot on a loopback Discord with a web page; needs no token",
    "backup": "copy the database, also while the bot runs",
    "restore": "put a backup in the place of the database",
    "doctor": "look at everything that the bot needs, and say what to do",
    "health": "ask the bot that runs here whether it is well",
    "search": "look series up as members do",
    "recommend": "recommend series as members get them",
    "move": "carry everything from SQLite to PostgreSQL, or back",
    "import": "fill the catalogue in bulk, from a file or from an outside catalogue",
}


# Of commands whose name no module can have.
_MODULES = {"import": "importing"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 2 for a mistake that one sentence on standard error explains, 1 where
    that may pass by itself."""
    with memory.without_looking():  # the first few modules are worth it, too
        from bot.i18n import speaking
        from bot.settings import terminal_language

    arguments = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(prog="linger", description="A Discord bot for servers that watch series together.")
    parser.add_argument("--version", action="version", version=f"linger {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
        if name in arguments[:1]:  # only the command that runs has to be imported
            with memory.without_looking(), read_where_they_count():
                _module(name).add_arguments(command)
    options = parser.parse_args(arguments)
    try:
        with speaking(terminal_language(), to_everybody=False):
            status: int = _module(options.command).run(options)
        sys.stdout.flush()
    except LingerError as error:
        print(f"linger: {error}", file=sys.stderr)
        return 1 if isinstance(error, NotYet) else 2
    except BrokenPipeError:  # whoever read the answers has seen enough, as `| head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that nothing fails at the end, too
        return 0
    except OSError as error:
        if error.filename is None:
            raise
        print(f"linger: {error.filename}: {error.strerror}.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return status


def _module(command: str) -> ModuleType:
    return importlib.import_module(f"bot.console.{_MODULES.get(command, command)}")
