"""Collect every sentence a person reads into bot/locales/linger.pot, for translators.

Three places hold sentences: calls of the translation function, descriptions in command decorators, and the
labels of the vocabulary. `--check` changes nothing and fails when the file is out of date.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.domain.catalogue import load_vocabulary  # noqa: E402 (the project may not be installed)
from bot.domain.vocabulary import messages  # noqa: E402 (the project may not be installed)
from bot.resources import catalogue_folder  # noqa: E402 (the project may not be installed)

TEMPLATE = ROOT / "bot" / "locales" / "linger.pot"
KEYWORDS = {"_": None, "N_": None, "_n": (1, 2)}


def sources() -> list[Path]:
    """Every module that may say something."""
    return sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("cogs/**/*.py")])


def command_sentences(path: Path) -> Iterator[tuple[int, str]]:
    """Descriptions of commands, groups, options and choices, with their lines."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for keyword in node.keywords:
            value = keyword.value
            wanted = name == "describe" or (keyword.arg == "description" and name in {"command", "Group"})
            wanted = wanted or (keyword.arg == "name" and name in {"Choice", "ContextMenu"})
            if wanted and isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value.lineno, value.value


def collect() -> bytes:
    """The template as text."""
    catalog = Catalog(project="Linger", charset="utf-8", fuzzy=False, header_comment="# Sentences of Linger.")
    for path in sources():
        place = path.relative_to(ROOT).as_posix()
        with path.open("rb") as stream:
            for _line, message, comments, _context in extract("python", stream, keywords=KEYWORDS):
                catalog.add(message, locations=[(place, 0)], auto_comments=comments)
        if path.is_relative_to(ROOT / "cogs"):
            for _line, sentence in command_sentences(path):
                catalog.add(sentence, locations=[(place, 0)])
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
