"""No module may reach itself through what it imports: neither for the type checker nor by a late import."""

from __future__ import annotations

import ast
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.sources import ROOT, nodes_of

# The rooms that are free of circles: all of them.
FREE = ("bot", "cogs")

Imports = Mapping[str, frozenset[str]]
Modules = Mapping[str, Iterable[ast.AST]]


def read_modules(*folders: str) -> Modules:
    """The nodes of every module below the folders, by its dotted name."""
    found = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return {_dotted(path.relative_to(ROOT)): nodes_of(path) for path in found}


def _dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def import_graph(modules: Modules) -> dict[str, frozenset[str]]:
    """Which of these modules each of them imports, wherever in its text that stands."""
    return {name: frozenset(_imported(nodes, modules)) - {name} for name, nodes in modules.items()}


def _imported(nodes: Iterable[ast.AST], known: Modules) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                if inner in known:
                    yield inner
                elif node.module in known:
                    yield node.module


def circle_through(name: str, imports: Imports) -> list[str] | None:
    """The shortest way by imports from a module back to itself; None where there is none."""
    came_from: dict[str, str] = {}
    waiting = deque([name])
    while waiting:
        here = waiting.popleft()
        for target in sorted(imports[here]):
            if target == name:
                return [name, *_way(came_from, name, here), name]
            if target not in came_from:
                came_from[target] = here
                waiting.append(target)
    return None


def written(**sources: str) -> Modules:
    return {name: [*ast.walk(ast.parse(text))] for name, text in sources.items()}


def _way(came_from: Mapping[str, str], start: str, end: str) -> list[str]:
    """The modules after `start` up to `end`."""
    way = []
    while end != start:
        way.append(end)
        end = came_from[end]
    return way[::-1]


@pytest.fixture(scope="module")
def imports() -> Imports:
    """Who imports whom in the whole project."""
    return import_graph(read_modules("bot", "cogs"))


@pytest.mark.parametrize("room", FREE)
def test_no_import_leads_back_to_where_it_came_from(room: str, imports: Imports) -> None:
    inside = [name for name in imports if name == room or name.startswith(f"{room}.")]
    assert inside, f"{room} is not there any more: mend FREE"
    circles = {name: circle for name in inside if (circle := circle_through(name, imports))}
    assert circles == {}


@pytest.mark.parametrize(
    "back",
    [
        "from a import thing",
        "import a",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from a import thing",
        "def late():\n    from a import thing",
    ],
    ids=["at the top", "whole", "for the type checker", "late"],
)
def test_a_circle_is_found_however_it_is_closed(back: str) -> None:
    imports = import_graph(written(a="from b import other", b="import c", c=back))
    assert circle_through("a", imports) == ["a", "b", "c", "a"]


def test_a_module_of_a_package_is_told_from_a_name_in_it() -> None:
    modules = written(**{"p": "from p.inner import thing", "p.inner": "", "q": "from p import inner, thing"})
    assert import_graph(modules) == {"p": {"p.inner"}, "p.inner": frozenset(), "q": {"p", "p.inner"}}


def test_whoever_imports_a_circle_is_no_part_of_it() -> None:
    imports = import_graph(written(a="import b", b="import a", c="import a"))
    assert circle_through("c", imports) is None
