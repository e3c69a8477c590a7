"""The check that every card of every test passes: names for controls, words for pictures."""

from __future__ import annotations

from typing import Any

import pytest

from tests.loopback.naming import faults


def button(label: str | None = "Read", **more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 2, "custom_id": "a", "label": label} | more


def beside(label: str) -> dict[str, Any]:
    return {"type": 9, "components": [{"type": 10, "content": "x"}], "accessory": button(label)}


def menu(placeholder: str | None) -> dict[str, Any]:
    return {"type": 1, "components": [{"type": 3, "custom_id": "m", "placeholder": placeholder, "options": []}]}


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [beside("Read: One"), beside("Read: Two")],
        [{"type": 1, "components": [button("Why?"), button("시청")]}, {"type": 1, "components": [button("Why?")]}],
        [menu("Channel for reviews: not set"), menu("Channel for reports: not set")],
        [{"type": 12, "items": [{"media": {"url": "u"}, "description": "A curve"}]}],
        [{"type": 10, "content": "Out <t:1764000000:R>; type it as `2026-11-27`. 8.3/10, 27 Nov 2026"}],
    ],
)
def test_what_has_a_name_passes(parts: list[dict[str, Any]]) -> None:
    assert faults({"components": [{"type": 17, "components": parts}]}) == []


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ([{"type": 1, "components": [button("", emoji={"name": "👍"})]}], "a button without a word"),
        ([{"type": 1, "components": [button("➕")]}], "a button without a word"),
        ([beside("Change"), beside("Change")], "2 buttons beside texts are called 'Change'"),
        ([menu("Not set"), menu("Not set")], "2 menus are called 'Not set'"),
        ([menu(None)], "a menu without a name"),
        ([{"type": 12, "items": [{"media": {"url": "u"}}]}], "a picture without words"),
        ([{"type": 9, "components": [], "accessory": {"type": 11, "media": {}}}], "a picture without words"),
        ([{"type": 10, "content": "It is over since 2026-11-27."}], "'2026-11-27' is in no language"),
        ([{"type": 10, "content": "Out <t:1,764,000,000:R>"}], "'<t:' is in no language"),
        ([{"type": 10, "content": "A mean of 8.3333"}], "'8.3333' is in no language"),
    ],
)
def test_what_has_none_is_named(parts: list[dict[str, Any]], fault: str) -> None:
    for body in ({"components": parts}, {"type": 4, "data": {"components": [{"type": 17, "components": parts}]}}):
        assert [found for found in faults(body) if found.startswith(fault)], fault
