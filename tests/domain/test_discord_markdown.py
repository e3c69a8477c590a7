"""The model of Discord's readers has to see leaks, or the spoiler tests prove nothing."""

from __future__ import annotations

import pytest

from tests.domain.discord_markdown import READERS, leaks, shown


def reader(name):
    return next(rules for rules in READERS if rules.name == name)


def test_a_plain_spoiler_is_hidden_from_every_reader():
    assert leaks("before ||secret|| after", "sc") == []


@pytest.mark.parametrize("rules", READERS, ids=lambda rules: rules.name)
def test_every_reader_shows_what_is_not_hidden(rules):
    assert "open" in shown("open ||Ā|| end", rules)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("||a || Ā||", "desktop"),  # bars in the text
        ("||`||` Ā||", "desktop"),
        ("`||Ā` ||", "code first"),
        ("[x||Ā](https://a.b/) ||", "desktop"),
        ("||Ā", "desktop"),  # a page cut after wrapping
        ("> ||a\nĀ||", "desktop"),  # a quote before a spoiler of many lines
        ("||a\nĀ||", "closed lines"),
        ("mina|| ||Ā||", "desktop"),  # a name with bars
        ("mina\\||Ā||", "desktop"),  # a name with a backslash
        ("https://a.b/||Ā||", "greedy links"),
        ("https://a.b/||Ā||", "desktop"),
        ("**a ||b** Ā||", "desktop"),
        ("<b ||Ā|| >", "tags"),
        ("||a\\|| Ā||", "desktop"),
    ],
)
def test_known_leaks_are_seen(text, name):
    assert "Ā" in shown(text, reader(name))


def test_escaped_bars_count_where_backslashes_do():
    assert "Ā" not in shown("||a\\|| Ā||", reader("desktop, escapes before closing bars"))
