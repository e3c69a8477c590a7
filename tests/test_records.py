"""Records of values: see docs/decisions/0046."""

import ast
import re
from collections.abc import Sequence

from tests.sources import MODULES, ROOT, nodes_of

PRODUCT = [path for path in MODULES if not path.is_relative_to(ROOT / "bot/playground")]
DATA_CLASSES = {  # those whose fields say more than their name and type
    "bot/domain/settings",
    "bot/settings.py",
}


def test_no_struct_takes_a_field_of_data_classes_for_a_default() -> None:
    assert not [str(path.relative_to(ROOT)) for path in PRODUCT if _confuses_fields(nodes_of(path))]


def test_data_classes_stay_where_their_fields_say_more() -> None:
    found = {
        str(path.parent.relative_to(ROOT)) if path.parent.name == "settings" else str(path.relative_to(ROOT))
        for path in PRODUCT
        if re.search(r"^@dataclass", path.read_text(), re.MULTILINE)
    }
    assert found == DATA_CLASSES


def _confuses_fields(nodes: Sequence[ast.AST]) -> bool:
    """Whether a struct says `field(…)` where that is the one of data classes, whose answer would be the value."""
    imports = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    theirs = {node.module for node in imports if any(name.name == "field" for name in node.names)}
    return theirs == {"dataclasses"} and any(
        isinstance(node, ast.Call) and ast.unparse(node.func) == "field"
        for struct in nodes
        if isinstance(struct, ast.ClassDef) and _is_struct(struct)
        for node in ast.walk(struct)
    )


def _is_struct(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base) in {"Struct", "msgspec.Struct"} for base in node.bases)
