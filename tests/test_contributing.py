"""What CONTRIBUTING.md tells newcomers to write works as it stands there."""

from __future__ import annotations

import ast
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot import i18n
from bot.domain import settings
from bot.i18n import N_, _, _n, speaking
from bot.storage.engine.migrator import Migration, bundled_migrations, migrate
from tests.loopback.discord import TestDiscord
from tests.loopback.running import Running

ROOT = Path(__file__).parent.parent


def example(heading: str, language: str) -> str:
    """The first block of code in `language` below `heading`."""
    _before, _heading, below = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition(f"\n## {heading}\n")
    found = re.search(rf"^```{language}\n(.*?)^```$", below, re.DOTALL | re.MULTILINE)
    assert found, f"no {language} under {heading}"
    return found[1]


@pytest.mark.e2e
async def test_the_command_of_the_example_answers(
    discord_server: TestDiscord, bot: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "howmany_example.py").write_text(example("A command", "python"), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    try:
        await bot.client.load_extension("howmany_example")
        assert await bot.client.sync.send()
        said = await discord_server.member("alice").at("#lobby").command("/howmany")
        assert re.search(r"I know \d{3,} series\.", said.text)
    finally:
        await bot.client.unload_extension("howmany_example")
        sys.modules.pop("howmany_example", None)


def test_the_setting_of_the_example_knows_how_it_is_shown_and_checked() -> None:
    names = {name: getattr(settings, name) for name in settings.__all__} | {"N_": N_, "_n": _n}
    longest = eval(compile(ast.parse(example("A setting", "python").strip(), mode="eval"), "example", "eval"), names)
    assert (longest.words(1), longest.words(longest.default)) == ("1 character", "100 characters")
    assert longest.check(200) == 200


def test_the_language_of_the_example_is_spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "ko" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "linger.po").write_text(example("A sentence, and a language", "po"), encoding="utf-8")
    monkeypatch.setattr(i18n, "LOCALES", tmp_path)
    assert i18n.languages() == ("en", "ko")
    with speaking("ko"):
        assert _("What I can do here") == "여기서 할 수 있는 일"


def test_the_migration_of_the_example_is_applied_after_those_there_are() -> None:
    theirs = Migration("9999_favourites", example("A migration", "sql"))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        assert migrate(connection, [*bundled_migrations(), theirs], now_ms=0)[-1] == "9999_favourites"
        connection.execute("INSERT INTO favourites VALUES (1, 'litbc', 0)")


def test_every_step_named_can_be_made() -> None:
    told = set(re.findall(r"`make ([a-z]+)`", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert told
    assert told <= made
