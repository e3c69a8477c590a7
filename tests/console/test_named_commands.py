"""Every `linger …` that a sentence or a document names exists, with the options that it names."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from bot.cli import COMMANDS
from tests.console.terminal import linger

ROOT = Path(__file__).parent.parent.parent
READ = ("bot/**/*.py", "cogs/**/*.py", "docs/**/*.md", "*.md", ".env.example", "deploy/**/*", "Dockerfile", "*.yaml")


def named() -> list[tuple[str, str, str]]:
    """Each mention as (file, command, what follows it)."""
    found = []
    for pattern in READ:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file():
                text = path.read_text(encoding="utf-8")
                spans = re.findall(r"`(?:linger|python -m bot) [a-z][^`\n]*`", text)
                for span in spans:
                    words = span.strip("`").replace("python -m bot", "linger").split()
                    found.append((path.relative_to(ROOT).as_posix(), words[1], " ".join(words[2:])))
    return found


@cache
def options_of(command: str) -> set[str]:
    return set(re.findall(r"--[a-z-]+", linger(command, "--help").out))


def test_there_are_such_sentences() -> None:
    assert {command for _file, command, _rest in named()} >= {"restore", "backup", "doctor", "run"}


@pytest.mark.parametrize(("file", "command", "rest"), named(), ids=str)
def test_what_is_named_exists(file: str, command: str, rest: str) -> None:
    assert command in COMMANDS, f"{file} names `linger {command}`"
    for option in re.findall(r"--[a-z-]+", rest):
        assert option in options_of(command), f"{file}: linger {command} {option}"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_a_document(command: str) -> None:
    documents = [*ROOT.glob("docs/*.md"), ROOT / "README.md"]
    assert any(f"`linger {command}" in path.read_text(encoding="utf-8") for path in documents)
