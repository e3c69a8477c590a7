"""The layer rules of ARCHITECTURE.md, read from the imports of every module."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("cogs/**/*.py")])

# What each room may import of the project; the longest matching prefix of a module decides.
MAY_IMPORT = {
    "bot.domain": {"bot.domain", "bot.errors", "bot.i18n"},
    "bot.storage": {"bot.storage", "bot.domain", "bot.errors", "bot.i18n"},
    "bot.services": {"bot.services", "bot.storage", "bot.providers", "bot.domain", "bot.errors", "bot.i18n"},
    "bot.providers": {"bot.providers", "bot.domain", "bot.errors", "bot.i18n"},
    "bot.ui": {"bot.ui", "bot.domain", "bot.errors", "bot.i18n", "bot.client"},
}
SPEAK_TO_DISCORD = ("cogs", "bot.ui", "bot.client")


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def within(name: str, rooms: object) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_module_imports_only_what_its_room_may(path: Path) -> None:
    name = module_name(path)
    for imported in imports(path):
        if imported.split(".")[0] == "discord":
            assert within(name, SPEAK_TO_DISCORD), f"{name} must not import {imported}"
        if name.startswith("bot"):
            assert not within(imported, ["cogs"]), f"{name} must not import {imported}"
        for room, allowed in MAY_IMPORT.items():
            if within(name, [room]) and within(imported, ["bot"]):
                assert within(imported, allowed), f"{name} must not import {imported}"
        if name.startswith("cogs"):
            assert not within(imported, ["bot.storage"]), f"{name} must not import {imported}"


@pytest.mark.parametrize("path", [p for p in MODULES if within(module_name(p), ["bot.domain"])], ids=module_name)
def test_the_domain_does_no_io(path: Path) -> None:
    for imported in imports(path):
        assert imported.split(".")[0] not in {"aiohttp", "aiosqlite", "asyncio", "sqlite3", "socket", "subprocess"}
