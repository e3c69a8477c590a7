"""Texts cut to the room that there is."""

from __future__ import annotations

import pytest

from bot.ui.kit.cards import deed_of
from bot.ui.kit.lines import narrowed


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("Bad Buddy", 9, "Bad Buddy"),
        ("Bad Buddy", 8, "Bad Bud…"),
        ("대도시의 사랑법", 15, "대도시의 사랑법"),
        ("대도시의 사랑법", 9, "대도시의…"),
        ("ab한", 3, "ab…"),
        ("", 5, ""),
    ],
)
def test_letters_of_east_asia_take_two_columns(text: str, columns: int, expected: str) -> None:
    assert narrowed(text, columns) == expected


@pytest.mark.parametrize("deed", ["Read", "Watched episode 12", "x" * 60])
def test_a_label_beside_a_text_fits_whatever_it_names(deed: str) -> None:
    for name in ("Bad Buddy", "30歳まで童貞だと魔法使いになれるらしい", "A" * 200):
        assert len(deed_of(deed, name)) <= 80
