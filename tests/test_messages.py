"""The template for translators holds every sentence, and every sentence can be filled in."""

import ast
import importlib.util
import io
import re
import string
from types import ModuleType

import pytest
from babel.messages.pofile import read_po

from tests.sources import ROOT, nodes_of


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
        for node in nodes_of(path):
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
# Not for people.
FORMATTED_BY_HAND = {
    ("bot/domain/outside/airing.py", 'strftime("%Y%m%dT'),  # a calendar file's
    ("bot/domain/leaderboards.py", 'f"{self.first:%Y-%m}"'),  # a month's key
    ("bot/domain/discussion/digest.py", "self.monday.isoformat()"),  # a week's key
    ("bot/domain/time_zones.py", "Etc/GMT"),
    ("bot/domain/lists/own.py", "on.isoformat()"),  # the export's file
    ("bot/ui/moderation/audit.py", "entry.done_at.isoformat()"),  # the log as a table
    ("bot/services/privacy.py", "isoformat()"),  # the export for programs
    ("bot/services/upkeep/concerns.py", "now.isoformat()"),  # kept for itself
    ("bot/edge/monitoring/pulse.py", "f}"),  # the log's
    ("bot/edge/serving.py", "f}"),
    ("bot/edge/monitoring/server.py", "_log.info("),
    ("bot/console/search.py", "match.score:.1f"),  # for whoever tunes the search
    ("bot/console/recommend.py", "share.amount:+.4f"),
    ("bot/console/recommend.py", "why.house:+.4f"),
    ("bot/console/recommend.py", "why.score:.4f"),
    ("bot/services/member_export.py", "format_datetime"),  # in UTC, in a file
}
_FIGURE_BY_HAND = re.compile(
    r"\.isoformat\(|strftime\(|<t:|\{[^{}]*:[,+]?(?:\.\d)?[f%,d]\}|:%[a-zA-Z]|format_(?:date|decimal)"
)


def found(by_hand: re.Pattern[str], allowed: set[tuple[str, str]], *others: str) -> list[tuple[str, str]]:
    """Lines of what speaks to people that do by hand what a function does in every language, with their files."""
    lines = [
        (str(path.relative_to(ROOT)), line.strip())
        for room in ("bot/ui", "bot/domain", "bot/services", "bot/console", "cogs", *others)
        for path in sorted((ROOT / room).glob("*.py" if room == "bot" else "**/*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if by_hand.search(line)
    ]
    return [one for one in lines if not any(one[0] == where and part in one[1] for where, part in allowed)]


def test_lists_are_separated_as_each_language_does_it() -> None:
    """`joined` and `in_turn` know how; a separator of one's own is English in every language."""
    assert found(_BY_HAND, JOINED_BY_HAND, "bot") == []


def test_numbers_days_and_times_are_written_as_each_language_does_it() -> None:
    """`figure`, `percent`, `days` and `moment` know how, and so does each sentence that is given one."""
    assert found(_FIGURE_BY_HAND, FORMATTED_BY_HAND, "bot/edge") == []


_COLON_BY_HAND = re.compile(r"""f["'].*\}[*_]*: \{.*["']""")
LABELLED_BY_HAND = {
    ("bot/console/recommend.py", ":+.4f}"),
    ("bot/console/recommend.py", ":.4f}"),
    ("cogs/votes/source.py", "raise OutOfReach("),  # the log's
}


def test_labels_are_parted_as_each_language_does_it() -> None:
    """`labelled` knows the colon: French puts a space before it, Japanese and Chinese have one of their own."""
    assert found(_COLON_BY_HAND, LABELLED_BY_HAND) == []
