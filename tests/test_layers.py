"""The layer rules of ARCHITECTURE.md, read from the imports of every module."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("cogs/**/*.py")])

# What each room may import of the project; the longest matching prefix of a module decides.
MAY_IMPORT = {
    "bot.domain": {"bot.domain", "bot.errors", "bot.i18n", "bot.patterns"},
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
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
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
            assert not within(imported, ["bot.storage", "bot.console", "bot.playground"]), f"{name}: {imported}"
            if within(imported, ["cogs"]) and imported != "cogs":
                assert feature(imported) == feature(name), f"{name} must not import {imported}: another feature's"


@pytest.mark.parametrize("path", [p for p in MODULES if within(module_name(p), ["bot.domain"])], ids=module_name)
def test_the_domain_does_no_io(path: Path) -> None:
    for imported in imports(path):
        assert imported.split(".")[0] not in {"aiohttp", "aiosqlite", "asyncio", "sqlite3", "socket", "subprocess"}


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
