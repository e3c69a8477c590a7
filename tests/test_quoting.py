"""What people typed is never shown as markdown: whatever a sentence quotes passes the one sanitiser."""

import ast
import re
from collections.abc import Iterable, Iterator

import pytest

from bot.domain.spoilers import quoted
from tests.sources import MODULES, ROOT, nodes_of

# What makes other people's words harmless.
SANITISERS = {"quoted", "sanitise_inline", "typed_words", "excerpt"}
ERRORS = {"UserError", "Gone", "NotAllowed", "FeatureOff", "refusal", "wrong"}
# Attributes that hold what somebody wrote: titles of a server's own series, names of people.
WRITTEN = {"display_name", "author_name", "headline", "original"}
_QUOTED_PLACE = re.compile(r"[“\"]\{(\w+)\}[”\"]")
# Not in a message of Discord: the terminal, the catalogue's own files.
ELSEWHERE = ("bot/console/", "bot/domain/catalogue/", "bot/domain/vocabulary.py", "bot/playground/")


def modules() -> Iterator[tuple[str, tuple[ast.AST, ...]]]:
    for path in MODULES:
        place = path.relative_to(ROOT).as_posix()
        if not place.startswith(ELSEWHERE):
            yield place, nodes_of(path)


def is_written(value: ast.Attribute) -> bool:
    """Whether it is somebody's words; a series' title may be a server's own."""
    return value.attr in WRITTEN or (value.attr == "title" and getattr(value.value, "id", "") != "self")


def called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def is_harmless(value: ast.expr, function: ast.AST) -> bool:
    """A sanitiser's call, or a name that the function was given by one; a constant."""
    if isinstance(value, ast.Constant) or called(value) in SANITISERS | {"_", "setting_label"}:
        return True
    if isinstance(value, ast.Name):
        given = [
            each.value
            for each in ast.walk(function)
            if isinstance(each, ast.Assign) and any(getattr(t, "id", "") == value.id for t in each.targets)
        ]
        return bool(given) and all(is_harmless(each, ast.Module([], [])) for each in given)
    return False


def sentences(nodes: Iterable[ast.AST]) -> Iterator[tuple[ast.AST, ast.Call]]:
    """Every call of the translation function, with the function that it stands in."""
    for function in nodes:
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if called(node) in {"_", "_n"}:
                    yield function, node  # type: ignore[misc]  # `called` has made sure that it is a call


def fillings(function: ast.AST) -> Iterator[ast.Call]:
    """Calls of `format`, which fill the sentences that were translated before."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and called(node) == "format":
            yield node


def test_whatever_a_sentence_quotes_is_sanitised() -> None:
    wrong = []
    for place, nodes in modules():
        for function, call in sentences(nodes):
            texts = [each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            names = {name for each in texts for name in _QUOTED_PLACE.findall(each)}
            filled = [call] if call.keywords else list(fillings(function))
            wrong += [
                f"{place}:{call.lineno}: {{{keyword.arg}}} is quoted: pass quoted(…)"
                for each in filled
                for keyword in each.keywords
                if keyword.arg in names and not is_harmless(keyword.value, function)
            ]
    assert sorted(set(wrong)) == []


def test_no_error_holds_what_somebody_wrote_as_it_is() -> None:
    wrong = []
    for place, nodes in modules():
        for error in nodes:
            if called(error) not in ERRORS:
                continue
            for sentence in ast.walk(error):
                if called(sentence) in {"_", "_n"}:
                    assert isinstance(sentence, ast.Call)
                    wrong += [
                        f"{place}:{sentence.lineno}: {keyword.arg}={ast.unparse(keyword.value)}"
                        for keyword in sentence.keywords
                        if isinstance(keyword.value, ast.Attribute) and is_written(keyword.value)
                    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("[Free Nitro](https://evil.example) @everyone", "Free Nitro (https:\u2060//evil.example) @\u2060everyone"),
        ("**loud** ||spoiler|| `code`", "loud ∣∣spoiler∣∣ ˋcodeˋ"),
        ("<@123456789012345678> <#1> </a:1>", "<\u2060@123456789012345678> <\u2060#1> <\u2060/a:1>"),
        ("two\nlines", "two lines"),
        (10**60, "1" + "0" * 58 + "…"),
        (None, "None"),
    ],
)
def test_a_quotation_is_one_harmless_line(typed: object, shown: str) -> None:
    assert quoted(typed) == shown
    assert quoted(quoted(typed)) == shown
