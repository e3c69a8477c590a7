"""Collect every sentence a person reads into bot/locales/linger.pot, for translators.

Three places hold sentences: calls of the translation function, descriptions in command decorators, and the
labels of the vocabulary. `--check` changes nothing and fails when the file is out of date.

Modules are read as syntax trees: what a tokenizer sees inside an f-string depends on the version of Python.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.domain.catalogue import load_vocabulary  # noqa: E402 (the project may not be installed)
from bot.domain.vocabulary import messages  # noqa: E402 (the project may not be installed)
from bot.resources import catalogue_folder  # noqa: E402 (the project may not be installed)

TEMPLATE = ROOT / "bot" / "locales" / "linger.pot"
TRANSLATORS = {"_": 1, "N_": 1, "_n": 2}  # how many of the first arguments are sentences


def sources() -> list[Path]:
    """Every module that may say something."""
    return sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("cogs/**/*.py")])


def called(node: ast.Call) -> str:
    """The last part of the called function's name, or an empty string."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Every call with its function's name, those inside f-strings too."""
    return ((called(node), node) for node in ast.walk(tree) if isinstance(node, ast.Call))


def literal(node: ast.expr) -> str | None:
    """The text of a string constant; pieces side by side are one constant already."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def translated(tree: ast.Module) -> Iterator[str | tuple[str, ...]]:
    """What the translation functions are given: a sentence, or one with its plural."""
    for name, call in calls(tree):
        count = TRANSLATORS.get(name, 0)
        texts = tuple(text for text in map(literal, call.args[:count]) if text)
        if count and len(texts) == count:
            yield texts[0] if count == 1 else texts


AT_MOST = "at most"
DESCRIPTION_LIMIT = 100
MENU_LIMIT = 32  # Discord's, of a command's name
# How long Discord lets a text be in a place, in characters: (function, argument) → limit. Position 0 is the first one.
LIMITS: dict[tuple[str, str | int | None], int] = {
    ("Modal", "title"): 45,
    ("Label", "text"): 45,
    ("Label", "description"): 100,
    ("TextInput", "placeholder"): 100,
    ("button", 0): 80,
    ("choices", "placeholder"): 150,
}


def limits(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Sentences that go straight to a place with little room, and how many characters it has."""
    for name, call in calls(tree):
        arguments: list[tuple[str | int | None, ast.expr]] = [*enumerate(call.args)]
        arguments += [(keyword.arg, keyword.value) for keyword in call.keywords]
        for argument, value in arguments:
            limit = LIMITS.get((name, argument))
            if limit and isinstance(value, ast.Call) and called(value) == "_" and value.args:
                text = literal(value.args[0])
                if text is not None:
                    yield text, limit


def command_sentences(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Descriptions of commands, groups, options and choices, names of entries in menus, each with its room."""
    for name, call in calls(tree):
        for keyword in call.keywords:
            wanted = name == "describe" or (keyword.arg == "description" and name in {"command", "Group"})
            wanted = wanted or (keyword.arg == "name" and name in {"Choice", "ContextMenu"})
            text = literal(keyword.value) if wanted else None
            if text is not None:
                yield text, MENU_LIMIT if name == "ContextMenu" else DESCRIPTION_LIMIT


def collect() -> bytes:
    """The template as text."""
    catalog = Catalog(project="Linger", charset="utf-8", fuzzy=False, header_comment="# Sentences of Linger.")
    for path in sources():
        place = path.relative_to(ROOT).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"), filename=place)
        spoken: list[str | tuple[str, ...]] = list(translated(tree))
        room = dict(limits(tree))
        if path.is_relative_to(ROOT / "cogs"):
            described = dict(command_sentences(tree))
            spoken += described
            room |= described
        for sentence in spoken:
            comment = [f"{AT_MOST} {room[sentence]} characters"] if sentence in room else []
            catalog.add(sentence, locations=[(place, 0)], auto_comments=comment)
    for label, comment in messages(load_vocabulary(catalogue_folder())):
        catalog.add(label, locations=[("data/catalogue/vocabulary.json", 0)], auto_comments=[comment])
    text = io.BytesIO()
    write_po(text, catalog, omit_header=True, sort_output=True, include_lineno=False, width=110)
    return text.getvalue()


def main() -> int:
    """Write the template, or with --check compare it."""
    collected = collect()
    if "--check" in sys.argv[1:]:
        return 0 if TEMPLATE.is_file() and TEMPLATE.read_bytes() == collected else 1
    TEMPLATE.write_bytes(collected)
    print(f"{TEMPLATE.relative_to(ROOT)}: {collected.count(b'msgid ')} sentences")
    return 0


if __name__ == "__main__":
    sys.exit(main())
