"""The promise itself: no reader sees a hidden character before clicking, whatever anyone writes anywhere."""

from __future__ import annotations

import re

import pytest
import regex
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot.domain.spoilers import (
    LEAST_LIMIT,
    Span,
    Surround,
    clean,
    discord_length,
    excerpt,
    paragraph_openings,
    place_number,
    read_markup,
    render,
    render_inline,
    reveal_all,
    sanitise,
    sanitise_inline,
    set_place,
    undo_look_alikes,
    visible_text,
    withhold,
)
from bot.domain.spoilers.sanitising import _PLAIN_WORDS, _sanitised_inline
from bot.domain.spoilers.splitting import LONGEST_GRAPHEME
from tests.domain.discord_markdown import READERS, hidden_places, leaks
from tests.domain.nasty_texts import BREAKS, FRAGMENTS, HOSTILE, LETTERS, PROSE, filled, letters, tracked

TRACKED = frozenset(LETTERS)

anything = st.text(st.characters(exclude_characters=LETTERS), max_size=6)
fragments = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.sampled_from(FRAGMENTS), anything), max_size=9)
limits = st.one_of(st.integers(LEAST_LIMIT, 140), st.just(2_000))
surrounds = st.sampled_from(Surround)
above = st.sampled_from(("", "# ", "> ", "- ", "**Review** by "))
property_test = settings(max_examples=80, deadline=None)


@st.composite
def spans_and_extras(draw):
    """Spans of any text, and a name and a headline as hostile as the text, all letters distinct."""
    supply = letters()
    spans = [
        Span(filled(draw(fragments), supply), draw(st.booleans()))
        for _ in range(draw(st.integers(min_value=1, max_value=4)))
    ]
    return spans, filled(draw(fragments), supply), filled(draw(fragments), supply)


@st.composite
def authored(draw):
    """A text as authors write it: prose with well-made spoilers and now and then something hostile."""
    pairs = (("||", "||"), ("||", "||"), (">!", "!<"), ("<spoiler>", "</spoiler>"), ("[spoiler=¤]", "[/SPOILER]"))
    soft = st.sampled_from((*PROSE, *PROSE, *BREAKS))
    parts: list[str] = []
    for _ in range(draw(st.integers(1, 6))):
        inner = draw(st.lists(soft, min_size=1, max_size=4))
        if draw(st.integers(0, 2)) == 0:
            inner.insert(draw(st.integers(0, len(inner))), draw(st.sampled_from(HOSTILE)))
        opening, closing = draw(st.sampled_from((*pairs, ("", ""), ("", ""))))
        parts += (opening, *inner, closing)
    return filled(parts, letters())


@st.composite
def between_worlds(draw):
    """Pairs of bars and tags over lines that some take for a list or a quote, and brackets that may open a link."""
    gaps = ("\n\t", "\n\u200b ", "\n\x00", "\u2028 ", "\r\n\r\n ", "\n\n  ", "\n ", "\n\u2028- ", "\n\u00ad> ")
    lines = ("\n- ¤", "\n 1. ¤", "\n> ¤", "\n# ¤", "\n\t- ¤", "\n\u2060> ¤", "\n\n  ¤")
    links = ("](https://a.b)", "[", "]", "[¤](", ")", "***¤", "*¤*", "5*¤", "_¤", "`")
    parts = st.lists(st.sampled_from((*gaps, *lines, *lines, *links, "¤", "¤ ¤")), max_size=4)
    pairs = st.sampled_from((("||", "||"), ("||", "||"), ("", ""), (">!", "!<"), ("[spoiler]", "[/spoiler]")))
    text: list[str] = []
    for _ in range(draw(st.integers(2, 6))):
        opening, closing = draw(pairs)
        text += (opening, "¤", *draw(parts), closing)
    return filled(text, letters())


def secret_of(spans):
    return set().union(*(tracked(span.text) for span in spans if span.hidden))


@given(spans_and_extras(), limits, surrounds, above, st.sampled_from(("\n", "\n\n")))
@property_test
def test_no_hidden_character_is_ever_outside_a_spoiler(drawn, limit, surround, before_headline, gap):
    spans, name, headline = drawn
    secret = secret_of(spans)
    for page in render(spans, limit=limit, surround=surround, lead=name):
        assert leaks(page, secret) == []
        message = f"{before_headline}{sanitise_inline(headline)}{gap}{page}"
        assert leaks(message, secret) == [], message


@given(spans_and_extras(), limits, surrounds)
@property_test
def test_pages_posted_as_one_message_leak_nothing_either(drawn, limit, surround):
    spans, name, _ = drawn
    pages = render(spans, limit=limit, surround=surround, lead=name)
    assert leaks("\n".join(pages), secret_of(spans)) == []


@given(spans_and_extras(), limits, surrounds)
@property_test
def test_every_page_fits_and_shows_something(drawn, limit, surround):
    spans, name, _ = drawn
    has_more_than_marks = any(span.text.strip(" \n>#-|") for span in spans)
    for page in render(spans, limit=limit, surround=surround, lead=name):
        assert discord_length(page) <= limit
        assert page.strip(" \n>#-|") or not has_more_than_marks


@given(spans_and_extras(), limits, surrounds)
@property_test
def test_every_letter_arrives_once_and_in_order(drawn, limit, surround):
    spans, _, _ = drawn
    written = [character for span in spans for character in span.text if character in TRACKED]
    sent = [
        character
        for page in render(spans, limit=limit, surround=surround)
        for character in page
        if character in TRACKED
    ]
    assert sent == written


def bare(text: str) -> str:
    """What is left without bars, spaces and look-alikes."""
    return re.sub(r"\s+", "", undo_look_alikes(text.replace("||", "")))


@given(spans_and_extras(), limits)
@property_test
def test_unwrapping_the_pages_gives_the_sanitised_text_back(drawn, limit):
    text = "".join(span.text for span in drawn[0])
    hidden = render([Span(text, hidden=True)], limit=limit)
    assert bare("".join(hidden)) == bare(sanitise(text, hidden=True))


def graphemes(text: str) -> list[str]:
    return [shown for grapheme in regex.findall(r"\X", text) if (shown := grapheme.strip())]


@given(spans_and_extras(), limits)
@property_test
def test_no_grapheme_is_cut(drawn, limit):
    text = "".join(span.text for span in drawn[0])
    whole = graphemes(sanitise(text, hidden=True))
    assume(all(len(grapheme) <= LONGEST_GRAPHEME for grapheme in whole))
    lines = "\n".join(render([Span(text, hidden=True)], limit=limit)).split("\n")
    assert [grapheme for line in lines for grapheme in graphemes(line.removeprefix("||").removesuffix("||"))] == whole


@given(st.one_of(authored(), between_worlds()))
@settings(max_examples=300, deadline=None)
@example("<spoiler>a</spoiler>- ||ā\n\t||\n> Ă||b||")  # a tab goes on with no list
@example("- ||ā\n\n b||Ă||c||")  # nor does an empty line, to some
@example("[spoiler]a[/spoiler] ||b](https://a.b)|| Ă ||c||")  # whoever knows no tags sees a link
@example("||[||[spoiler]a[/spoiler]||b](https://a.b)|| Ă ||c||")
@example("5*** ||a|| Ă||*b||")  # in italics there is bold
def test_what_discord_would_hide_of_an_authors_text_is_hidden(text):
    reading = read_markup(text)
    hidden = secret_of(reading.spans)
    clients = [rules for rules in READERS if rules.spoiler_lines and rules.blocks != "first" and rules.urls != "greedy"]
    for rules in clients:
        if rules.code != "first":
            assert tracked("".join(text[place] for place in hidden_places(text, rules))) <= hidden, rules.name


@pytest.mark.parametrize(
    "pattern",
    [r"\|\|(.+?)\|\|", r">!(.+?)!<", r"<spoiler>(.+?)</spoiler>", r"\[spoiler(?:=[^\]]*)?\](.+?)\[/spoiler\]"],
)
@given(text=st.one_of(authored(), fragments.map(lambda parts: filled(parts, letters()))))
@settings(max_examples=60, deadline=None)
def test_what_stands_between_a_pair_of_marks_is_hidden(pattern, text):
    hidden = secret_of(read_markup(text).spans)
    for found in re.finditer(pattern, text, re.DOTALL | re.IGNORECASE):
        assert tracked(found[1]) <= hidden


@given(authored(), limits, surrounds)
@property_test
def test_an_authors_text_is_read_split_and_wrapped_without_a_leak(text, limit, surround):
    spans = read_markup(text).spans
    for page in render(spans, limit=limit, surround=surround):
        assert leaks(page, secret_of(spans)) == []


@given(spans_and_extras())
@property_test
def test_the_safe_part_holds_nothing_hidden(drawn):
    spans, _, _ = drawn
    secret = secret_of(spans)
    assert secret.isdisjoint(visible_text(spans))
    assert secret.isdisjoint(excerpt(spans))
    assert secret.isdisjoint("".join(render(withhold(spans))))


@given(authored(), authored(), st.integers(0, 9))
@property_test
def test_hiding_from_a_paragraph_never_shows_more_and_survives_what_is_written_behind_it(text, added, number):
    placed = set_place(text, number)
    before, after = secret_of(read_markup(text).spans), secret_of(read_markup(placed).spans)
    assert before <= after
    assert after <= secret_of(read_markup(f"{placed}\n\nmore without marks").spans)
    assert tracked(added) <= secret_of(read_markup(f"{placed}\n\n{added}").spans)


@given(authored(), st.integers(1, 9))
@property_test
def test_a_place_can_be_taken_out_without_a_trace(text, number):
    assert set_place(set_place(text, number), None) == text
    placed = set_place(text, number)
    if number <= len(paragraph_openings(text)):
        assert place_number(placed) == number


@given(authored(), st.integers(1, 60))
@property_test
def test_a_note_rendered_in_one_line_leaks_nothing(text, limit):
    line = render_inline(text, limit=limit)
    assert "\n" not in line
    assert leaks(line, secret_of(read_markup(" ".join(clean(text).split())).spans)) == []


@given(spans_and_extras())
@property_test
def test_sanitising_inline_gives_one_line_without_markup(drawn):
    _, name, _ = drawn
    line = sanitise_inline(name, limit=40)
    assert len(regex.findall(r"\X", line.replace("\u2060", ""))) <= 40
    assert not re.search(r"[\n`\\]|\|\||~~|__|_(?![0-9A-Za-z])|\S\*|\*\S|\]\(|://|^>|^([-+]|#+|\d+[.)])(\s|$)", line)
    assert line == sanitise_inline(line, limit=40)


@pytest.mark.parametrize(
    "end", ["https://a.b", "](https://a.b)", "www.a.b", "mailto:a@b", "@everyone", "<3", "discord.gg/a", "**"]
)
def test_a_line_that_is_cut_anywhere_stays_as_it_is(end: str) -> None:
    for limit in range(8, 8 + len(end)):
        line = sanitise_inline(f"(12345 {end} and more", limit=limit)
        assert line == sanitise_inline(line, limit=limit)


@given(spans_and_extras())
@property_test
def test_cleaning_twice_changes_nothing_more(drawn):
    text = "".join(span.text for span in drawn[0])
    assert clean(clean(text)) == clean(text)
    clean(text).encode()  # nothing that an encoder refuses


@given(spans_and_extras(), limits)
@property_test
def test_an_opened_text_has_no_bars(drawn, limit):
    assert not any("||" in page for page in render(reveal_all(drawn[0]), limit=limit))


@given(st.from_regex(_PLAIN_WORDS, fullmatch=True))
@settings(max_examples=300, deadline=None)
@example("www discord everyone here http, 1 2 3!")
@example("discord")
@example("a, b, c?")
def test_plain_words_are_left_as_they_are(words: str) -> None:
    """They are not looked at any closer, which would find nothing."""
    assume(len(words) <= 100)
    assert sanitise_inline(words) == _sanitised_inline(words, 100) == words
