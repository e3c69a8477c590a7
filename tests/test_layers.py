"""The layer rules of ARCHITECTURE.md, read from the imports of every module."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources import MODULES, ROOT, nodes_of

# What each room may import of the project; the longest matching prefix of a module decides.
MAY_IMPORT = {
    "bot.domain": {"bot.domain", "bot.errors", "bot.i18n"},
    "bot.storage": {"bot.storage", "bot.domain", "bot.errors", "bot.i18n"},
    "bot.providers": {"bot.providers", "bot.domain", "bot.errors", "bot.i18n", "bot.__version__"},
    "bot.services": {"bot.services", "bot.providers", "bot.storage", "bot.domain", "bot.errors", "bot.i18n"},
    "bot.ui": {"bot.ui", "bot.domain", "bot.errors", "bot.i18n"},
    "bot.edge": {
        "bot.edge",
        "bot.ui",
        "bot.services",
        "bot.storage.servers",
        "bot.domain",
        "bot.errors",
        "bot.i18n",
        "bot.app",
        "bot.settings",
        "bot.log",
        "bot.__version__",
    },
    "bot.app": {
        "bot.services",
        "bot.providers",
        "bot.storage",
        "bot.domain",
        "bot.errors",
        "bot.resources",
        "bot.settings",
    },
}
SPEAK_TO_DISCORD = ("cogs", "bot.ui", "bot.edge")
MOST_FILES = 24  # at one level of a folder: more is a room that wants walls


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            room = node.module or ""
            yield from (f"bot.{alias.name}" for alias in node.names) if room == "bot" else [room]


def feature(name: str) -> str:
    """The package or module right below `cogs`."""
    return name.split(".")[1] if "." in name else ""


def within(name: str, rooms: object) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)  # type: ignore[attr-defined]


def may(name: str, imported: str) -> bool:
    """Whether a module may import another one, by the rooms that they are in."""
    if imported.split(".", maxsplit=1)[0] == "discord":
        return within(name, SPEAK_TO_DISCORD)
    if name.startswith("bot") and within(imported, ["cogs"]):
        return False
    if name.startswith("cogs"):
        is_of_another_feature = within(imported, ["cogs"]) and imported != "cogs" and feature(imported) != feature(name)
        return not is_of_another_feature and not within(imported, ["bot.storage", "bot.console", "bot.playground"])
    if imported in ("bot.on_demand", "bot.patterns"):
        return True  # as good as the standard library
    rooms = [allowed for room, allowed in MAY_IMPORT.items() if within(name, [room])]
    return not within(imported, ["bot"]) or all(within(imported, allowed) for allowed in rooms)


def test_a_module_imports_only_what_its_room_may() -> None:
    assert len(MODULES) > 500
    found = [(module_name(path), imported) for path in MODULES for imported in imports(path)]
    assert [f"{name} must not import {imported}" for name, imported in found if not may(name, imported)] == []


@pytest.mark.parametrize(
    ("name", "imported"),
    [
        ("bot.domain.progress", "discord"),
        ("bot.services.publishing", "cogs.reviews"),
        ("cogs.reviews.cog", "bot.storage.reviews"),
        ("cogs.reviews.cog", "cogs.votes.cog"),
        ("bot.domain.progress", "bot.services.publishing"),
    ],
)
def test_the_rules_see_what_they_forbid(name: str, imported: str) -> None:
    assert not may(name, imported)


def test_the_domain_does_no_io() -> None:
    forbidden = {"aiohttp", "aiosqlite", "asyncio", "sqlite3", "socket", "subprocess"}
    domain = [path for path in MODULES if within(module_name(path), ["bot.domain"])]
    assert len(domain) > 100
    assert [(module_name(p), i) for p in domain for i in imports(p) if i.split(".")[0] in forbidden] == []


@pytest.mark.parametrize("folder", ["bot", "cogs", "tests", "benchmarks"])
def test_no_folder_is_a_heap(folder: str) -> None:
    for place in [ROOT / folder, *(ROOT / folder).rglob("*/")]:
        if place.name == "migrations":
            continue  # one that was released is never merged with another: they are a list, read in its order
        files = [path for path in place.iterdir() if path.suffix in {".py", ".js", ".sql"}]
        assert len(files) <= MOST_FILES, f"{place.relative_to(ROOT)} shows {len(files)} files at one level"


def test_every_extension_is_a_feature_of_its_own() -> None:
    """What is loaded by name is what lies in `cogs/`: no file there is a helper that only looks like a feature."""
    from bot.edge.client import EXTENSIONS

    found = {f"cogs.{path.stem}" for path in (ROOT / "cogs").iterdir() if path.name[0] not in "._"}
    assert found == set(EXTENSIONS)


def test_every_form_is_opened_where_it_is_remembered() -> None:
    """A form that is sent past `open_form` loses what was typed when it fails."""
    senders = [path for path in MODULES if ".send_modal(" in path.read_text(encoding="utf-8")]
    playground = ROOT / "bot" / "playground"
    assert [module_name(path) for path in senders if playground not in path.parents] == ["bot.edge.forms"]


def test_one_listener_hears_of_deleted_messages() -> None:
    cogs = (ROOT / "cogs").rglob("*.py")
    assert [path.name for path in cogs if "message_delete(" in path.read_text(encoding="utf-8")] == ["gone_messages.py"]


def test_raw_sqlite_stays_where_crowds_are_written() -> None:
    """Everything else takes a block's connection: its functions run on another engine, too."""
    # The engine is SQLite; the ledger changes what hundreds of reactions a second say in one hop to its thread.
    allowed = ("bot/storage/engine/", "bot/storage/ledger/")
    raw = [path for path in MODULES if {"sqlite3", "aiosqlite"} & {each.split(".")[0] for each in imports(path)}]
    assert [place for path in raw if not (place := path.relative_to(ROOT).as_posix()).startswith(allowed)] == []
