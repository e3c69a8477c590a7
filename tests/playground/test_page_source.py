"""What holds for the page's source: numbers of Discord have names, and its tools come without an address."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "bot" / "playground" / "page"
MODULES = sorted(path for path in PAGE.rglob("*.js") if path.name != "discord.js")
BARE = re.compile(
    r"\bcase \d+:"  # a switch over kinds
    r"|\b(?:type|style|status|spacing|flags)\b[^\n;]{0,24}?(?:[=!]==?|&) *\(?\d"  # a kind or a flag that is compared
    r"|\b\w*(?:type|style|flags): *\d"  # … or sent
    r"|\b\d+n? *<< *\d+"  # a bit
)


def bare_numbers(source: str) -> list[str]:
    """The places where a number stands for something of Discord; HTTP's own statuses are none of Discord's."""
    lines = (line for line in source.splitlines() if "response.status" not in line and "error.status" not in line)
    return [line.strip() for line in lines if BARE.search(line)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PAGE)))
def test_numbers_of_discord_stand_under_their_names(path: Path) -> None:
    assert bare_numbers(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "case 17:",
        "if (one.type === 5) return;",
        "(command.type ?? 1) !== 1",
        "if ((message.flags || 0) & 64)",
        "await send({ type: 3, data });",
        "const V2 = 1 << 15;",
        "const MANAGE = 1n << 5n;",
    ],
)
def test_a_bare_number_is_noticed(line: str) -> None:
    assert bare_numbers(line) == [line]


def test_the_lock_of_the_page_s_tools_names_no_address() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert all("resolved" not in one for one in packages.values())
    assert all("integrity" in one for name, one in packages.items() if name)
    assert {"node_modules/prettier", "node_modules/typescript"} <= packages.keys()


def test_the_page_needs_none_of_its_tools() -> None:
    declared = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    assert "dependencies" not in declared
    sources = "".join(path.read_text(encoding="utf-8") for path in PAGE.rglob("*.js"))
    imported = re.findall(r'^import (?:[^"]* from )?"([^"]+)"', sources, re.MULTILINE)
    assert imported
    assert all(name.startswith((".", "/")) for name in imported)
