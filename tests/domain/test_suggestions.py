"""A reason for a recommendation says something, in any script."""

from __future__ import annotations

import pytest

from bot.domain.series import Kind, Series
from bot.domain.suggestions import check_draft, says_something
from bot.errors import UserError


@pytest.mark.parametrize(
    ("because", "enough"),
    [
        ("x", False), ("so good", False), ("amazingggg", False), ("ha ha ha ha ha", False), ("🔥🔥🔥 !!!", False),
        ("slow burn", True), ("好看", False), ("同一个导演", True), ("같은 감독", True), ("재밌다", False),
        ("Тот же режиссёр", True), ("vì rất hay", True), ("ตลกและอบอุ่นใจมาก", True),
    ],
)  # fmt: skip
def test_a_reason_is_a_few_words_in_any_script(because: str, enough: bool) -> None:
    assert says_something(because) is enough


def test_a_link_says_nothing_by_itself() -> None:
    assert not says_something("https://drama.example/why-you-should-watch-it now")


def test_a_reason_that_is_too_long_says_by_how_much() -> None:
    liked, better = (Series(one, one.upper(), "KR", 2020, Kind.BL) for one in ("a", "b"))
    with pytest.raises(UserError, match=r"300 characters; yours has 301\. Cut 1\."):
        check_draft(liked, better, "x" * 301)
