"""A reason for a recommendation says something, in any script."""

from __future__ import annotations

import pytest

from bot.domain.suggestions import says_something


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
