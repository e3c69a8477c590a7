"""The template for translators holds every sentence, and every sentence can be filled in."""

import ast
import importlib.util
import io
import string
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.pofile import read_po

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def collecting() -> ModuleType:
    spec = importlib.util.spec_from_file_location("collect_messages", ROOT / "scripts" / "collect_messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_template_is_up_to_date(collecting: ModuleType) -> None:
    assert collecting.TEMPLATE.read_bytes() == collecting.collect(), "run `make messages`"


def test_the_places_of_a_sentence_have_names(collecting: ModuleType) -> None:
    """Translators move words around; `{}` and `%s` cannot move."""
    for message in read_po(io.BytesIO(collecting.TEMPLATE.read_bytes())):
        for text in [message.id] if isinstance(message.id, str) else message.id:
            for _literal, name, _spec, _conversion in string.Formatter().parse(text):
                assert name is None or name.isidentifier(), text


def test_sentences_are_translated_whole_and_never_built_before(collecting: ModuleType) -> None:
    """`_(f"…")` or `_("a" + b)` could never be found in a catalogue."""
    for path in collecting.sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_n", "N_"}:
                assert all(isinstance(one, ast.Constant) for one in node.args[:1]), f"{path}:{node.lineno}"
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_":
                assert not isinstance(node.args[0], ast.JoinedStr | ast.BinOp), f"{path}:{node.lineno}"
