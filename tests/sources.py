"""The project's own modules as syntax trees: each is parsed and gone over once, however many tests look at it."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODULES = sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("cogs/**/*.py")])


@cache
def tree_of(path: Path) -> ast.Module:
    """A module's tree; nobody changes it."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """All nodes of a module's tree, as `ast.walk` gives them."""
    return tuple(ast.walk(tree_of(path)))
