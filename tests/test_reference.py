"""Every setting, feature and command is in the docs, as the bot declares it."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from discord import app_commands

from bot.domain.settings import FEATURES, SETTINGS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_reference", ROOT / "scripts" / "write_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.languages
async def test_the_pages_are_up_to_date(reference: ModuleType) -> None:
    for path, wanted in (await reference.pages()).items():
        assert path.read_text("utf-8") == wanted, f"{path.name}: run `make docs`"


@pytest.mark.parametrize("name", [*SETTINGS, *FEATURES])
def test_every_setting_and_feature_is_in_the_docs(name: str) -> None:
    assert f"| `{name}` |" in (DOCS / "settings.md").read_text("utf-8")


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_is_described_by_what_it_is_called_and_can_be(name: str) -> None:
    kind = SETTINGS[name]
    line = next(each for each in (DOCS / "settings.md").read_text("utf-8").splitlines() if f"`{name}`" in each)
    for words in (kind.title, kind.hint, kind.words(kind.default)):
        assert words in line


async def test_every_command_and_option_is_in_the_docs(reference: ModuleType) -> None:
    written = (DOCS / "commands.md").read_text("utf-8")
    for command in leaves(await reference.commands()):
        if isinstance(command, app_commands.ContextMenu):
            assert f"## Apps → {command.name}\n" in written
            continue
        assert f"**`/{command.qualified_name}`**: {command.description}" in written
        own = written.split(f"**`/{command.qualified_name}`**")[1].split("**`/")[0].split("\n## ")[0]
        for option in command.parameters:
            assert f"`{option.display_name}`" in own, f"/{command.qualified_name} {option.display_name}"
            assert str(option.description) in own


def leaves(found: list[object]) -> Iterator[app_commands.Command | app_commands.ContextMenu]:  # type: ignore[type-arg]
    for command in found:
        if isinstance(command, app_commands.Group):
            yield from leaves(list(command.walk_commands()))
        else:
            yield command  # type: ignore[misc]  # what is no group is one of these
