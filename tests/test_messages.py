"""The template for translators holds every sentence, and every sentence can be filled in."""

import ast
import importlib.util
import io
import re
import string
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.pofile import read_po

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


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("_('Post')", ["Post"]),
        ("i18n._('Post')", ["Post"]),
        (
            "f\"## {_('Yours')} · {_n('{count} vote', '{count} votes', n)}\"",
            ["Yours", ("{count} vote", "{count} votes")],
        ),
        ("f'''{f\"{_('No')}\"}'''", ["No"]),
        ("_('two '\n  'pieces')", ["two pieces"]),
        ("_(label)", []),
        ("_n('one', many, n)", []),
        ("def _(text): return text", []),
    ],
)
def test_sentences_are_found_wherever_they_are_said(
    collecting: ModuleType, said: str, found: list[str | tuple[str, str]]
) -> None:
    """Inside f-strings too, on each version of Python."""
    assert sorted(map(str, collecting.translated(ast.parse(said)))) == sorted(map(str, found))


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


# Not sentences: what the reader of moods and titles is given, and what documents for operators are made of.
JOINED_BY_HAND = {
    ("cogs/recommendations/cog.py", '", ".join([*term_ids, mood])'),
    ("cogs/recommendations/options.py", '"; ".join(spoken_title(series) if series else part'),
    ("bot/setting_kinds.py", '", ".join(names)'),
    ("bot/setting_kinds.py", "', '.join(default)}, with commas between"),
}
_BY_HAND = re.compile(r"""["'](?:, |; | and | or )["']\.join""")


def test_lists_are_separated_as_each_language_does_it() -> None:
    """`joined` and `in_turn` know how; a separator of one's own is English in every language."""
    found = [
        (str(path.relative_to(ROOT)), line.strip())
        for room in ("bot/ui", "bot/domain", "bot/services", "bot/console", "bot", "cogs")
        for path in sorted((ROOT / room).glob("*.py" if room == "bot" else "**/*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if _BY_HAND.search(line)
    ]
    assert [one for one in found if not any(one[0] == where and part in one[1] for where, part in JOINED_BY_HAND)] == []
