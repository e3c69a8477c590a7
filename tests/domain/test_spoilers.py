from __future__ import annotations

import pytest

from bot.domain.spoilers import (
    Span,
    Surround,
    Trouble,
    describe_trouble,
    discord_length,
    excerpt,
    hide_all,
    hide_from_paragraph,
    is_blank,
    paragraph_count,
    parse,
    read_markup,
    render,
    reveal_all,
    sanitise,
    sanitise_inline,
    visible_text,
    withhold,
)

ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


def safe(text):
    return Span(text, hidden=False)


def hid(text):
    return Span(text, hidden=True)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("nothing hidden", [safe("nothing hidden")]),
        ("", []),
        ("a ||b|| c", [safe("a "), hid("b"), safe(" c")]),
        ("a ｜｜b｜｜ c", [safe("a "), hid("b"), safe(" c")]),
        (">!b!< c", [hid("b"), safe(" c")]),
        ("<spoiler>b</spoiler>c", [hid("b"), safe("c")]),
        ("<SPOILER >b</ Spoiler>c", [hid("b"), safe("c")]),
        ("[Spoiler]b[/SPOILER]c", [hid("b"), safe("c")]),
        ("[spoiler=the end]b[/spoiler]c", [hid("the end: b"), safe("c")]),
        ("[spoiler][spoiler]b[/spoiler] d[/spoiler]c", [hid("b d"), safe("c")]),
        ("<spoiler>a ||b|| >!c!< d</spoiler> e", [hid("a b c d"), safe(" e")]),
        ("||one\n\ntwo|| three", [hid("one\n\ntwo"), safe(" three")]),
        ("||a||||b|| c", [hid("ab"), safe(" c")]),
        ("||https://a.b/c|| d", [hid("https://a.b/c"), safe(" d")]),
        ("a | b", [safe("a | b")]),
        ("I love it!<3", [safe("I love it!<3")]),
        ("so cute~! and <3", [safe("so cute~! and <3")]),
        ("[spoiler-free] and [no spoilers]", [safe("[spoiler-free] and [no spoilers]")]),
        ("wow!<spoiler>b</spoiler>", [safe("wow!"), hid("b")]),
    ],
)
def test_marks_are_read_as_their_authors_mean_them(text, spans):
    assert parse(text) == spans
    assert read_markup(text).trouble is None


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("a ||b", Trouble.UNBALANCED),
        ("a b!<", Trouble.UNBALANCED),
        ("b[/spoiler] c", Trouble.UNBALANCED),
        ("[spoiler]b", Trouble.UNBALANCED),
        ("||a [spoiler]b|| c[/spoiler]", Trouble.CROSSED),
        (">!a <spoiler>b!< c</spoiler>", Trouble.CROSSED),
        ("[spoilers]b[/spoilers]", Trouble.UNKNOWN),
        ("~!b!~", Trouble.UNKNOWN),
        ("‖b‖", Trouble.UNKNOWN),
        ("<details>b</details>", Trouble.UNKNOWN),
        ('<span class="spoiler">b</span>', Trouble.UNKNOWN),
        ("&gt;!b!&lt;", Trouble.UNKNOWN),
        ("[b](#s)", Trouble.DOUBTFUL),
        ("\\||b||", Trouble.ESCAPED),
        ("\\|\\|b\\|\\|", Trouble.ESCAPED),
        ("|||b|||", Trouble.DOUBTFUL),
        ("||||b||||", Trouble.DOUBTFUL),
        ("`||` b ||c|| d `||`", Trouble.DOUBTFUL),
        ("[a||](https://a.b) ||c|| [b||](https://a.b)", Trouble.DOUBTFUL),
        ("see https://a.b/||c||", Trouble.DOUBTFUL),
        ("**a ||b** c|| d", Trouble.DOUBTFUL),
        ("|\u200b|a|| b ||c||", Trouble.DOUBTFUL),
    ],
)
def test_what_does_not_add_up_hides_everything_and_says_why(text, trouble):
    reading = read_markup(text)
    assert reading.trouble is trouble
    assert [span.hidden for span in reading.spans] == [True]
    assert "hidden" in describe_trouble(trouble)


def test_marks_on_lines_that_discord_reads_by_themselves_hide_both_ways():
    spans = parse("> a||\n||secret||\n> b||")
    assert all(span.hidden for span in spans if "secret" in span.text)


@pytest.mark.parametrize(
    ("text", "safe_text", "hidden_text"),
    [
        ("**bold** and *soft*", "**bold** and *soft*", "bold and soft"),
        ("f*ck sh*t 2*3", "f∗ck sh∗t 2∗3", "f∗ck sh∗t 2∗3"),
        ("# The acting", "**The acting**", "＃ The acting"),
        ("- first\n- second", "- first\n- second", "- first\n- second"),
        (">>> all of it", "››› all of it", "››› all of it"),
        ("`code` \\|", "ˋcodeˋ ∖∣", "ˋcodeˋ ∖∣"),
        ("[here](https://a.b/c)", "here (https://a.b/c)", "here (https:∕∕a.b/c)"),
        ("https://a.b/x_y_z?q=*", "https://a.b/x_y_z?q=%2A", "https:∕∕a.b/xˍyˍz?q=∗"),
        ("<@123> <#4> <t:1:R> </x:1>", "‹@123› ‹#4› ‹t:1:R› ‹/x:1›", "‹@123› ‹#4› ‹t:1:R› ‹/x:1›"),
        ("@everyone @HERE", "＠everyone ＠HERE", "＠everyone ＠HERE"),
        ("<:seo:123> <a:cry:4>", ":seo: :cry:", ":seo: :cry:"),
        ("steam://run", "steam:∕∕run", "steam:∕∕run"),
        ("discord.gg/abc", "discord.gg∕abc", "discord.gg∕abc"),
        ("I <3 it", "I <3 it", "I <3 it"),
        ("a\u200bb\u202ec\x00d", "abcd", "abcd"),
        ("👩‍❤️‍💋‍👩", "👩‍❤️‍💋‍👩", "👩‍❤️‍💋‍👩"),
        (ENGLAND, ENGLAND, ENGLAND),
        ("क्‍ष", "क्‍ष", "क्‍ष"),
        ("\u0301a", "◌\u0301a", "◌\u0301a"),
        ("a\ud800b", "a\ufffdb", "a\ufffdb"),
    ],
)  # fmt: skip
def test_active_characters_become_look_alikes(text, safe_text, hidden_text):
    assert sanitise(text, hidden=False) == safe_text
    assert sanitise(text, hidden=True) == hidden_text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("mina||", "mina∣∣"),
        ("mina\\", "mina∖"),
        ("`mina`", "ˋminaˋ"),
        ("# mina", "＃ mina"),
        ("- mina", "– mina"),
        ("1. mina", "1․ mina"),
        ("two\nlines\tand tabs", "two lines and tabs"),
        ("https://a.b", "https:∕∕a.b"),
        ("\u200b\u2060", ""),
    ],
)
def test_names_and_headlines_become_one_harmless_line(name, shown):
    assert sanitise_inline(name) == shown


def test_a_long_name_ends_in_an_ellipsis_after_whole_graphemes():
    assert sanitise_inline("👍🏽" * 5, limit=3) == "👍🏽👍🏽…"
    assert sanitise_inline("👩‍❤️‍👩" * 5, limit=3) == "👩‍❤️‍👩…"  # at most four characters a grapheme in all


def test_each_line_is_wrapped_by_itself():
    assert render([hid("one\n\ntwo\n   \nthree")]) == ["||one||\n\n||two||\n\n||three||"]


def test_spaces_stay_outside_the_bars():
    assert render([safe("a"), hid(" b "), safe("c")]) == ["a ||b|| c"]


def test_links_keep_away_from_the_bars():
    assert render([safe("see https://a.b/c"), hid("d"), safe("https://a.b")]) == ["see https://a.b/c ||d|| https://a.b"]
    assert render([hid("https://a.b")]) == ["|| https:∕∕a.b ||"]


@pytest.mark.parametrize(
    ("surround", "page"),
    [
        (Surround.LINE, "a ||b||\n||c||\n\n||d||"),
        (Surround.QUOTE, "> a ||b||\n> ||c||\n>\n> ||d||"),
        (Surround.HEADING, "# a ||b||\n# ||c||\n\n# ||d||"),
        (Surround.LIST, "- a ||b||\n- ||c||\n\n- ||d||"),
    ],
)
def test_every_line_gets_its_surrounding(surround, page):
    assert render([safe("a "), hid("b\nc\n\nd")], surround=surround) == [page]


def test_a_lead_opens_the_first_page_only():
    pages = render([hid("word " * 60)], limit=120, lead="mina||:")
    assert pages[0].startswith("mina∣∣: ||word")
    assert not any("mina" in page for page in pages[1:])


def test_pages_end_at_paragraphs_then_sentences_then_words():
    paragraphs = ["First " + "x" * 50 + ".", "Second " + "y" * 50 + "."]
    assert render([safe("\n\n".join(paragraphs))], limit=100) == paragraphs
    assert render([safe("One is short here and ends so. " + "two " * 25)], limit=80)[0].endswith("two")
    assert render([safe("This is a sentence of fair length, more than half a page. And so it goes on.")], limit=80) == [
        "This is a sentence of fair length, more than half a page. And so it goes on."
    ]
    long = "This is a sentence of a fair length, more than half. Another follows here and runs past the end."
    assert render([safe(long)], limit=80) == [
        "This is a sentence of a fair length, more than half.",
        "Another follows here and runs past the end.",
    ]


def test_a_page_is_measured_as_discords_apps_measure_it():
    assert discord_length("a😀") == 3
    pages = render([hid("😀" * 1_500)], limit=2_000)
    assert [discord_length(page) <= 2_000 for page in pages] == [True, True]
    assert "".join(pages).count("😀") == 1_500


def test_an_endless_grapheme_is_cut_rather_than_lost():
    pages = render([hid("ᄀ" * 500)], limit=100)
    assert "".join(pages).count("ᄀ") == 500
    assert all(len(page) <= 100 for page in pages)


def test_nothing_to_show_gives_no_page():
    assert render([]) == []
    assert render([hid(" \n\u200b\n"), safe("")]) == []


def test_a_limit_without_room_is_refused():
    with pytest.raises(ValueError, match="80"):
        render([safe("a")], limit=79)
    with pytest.raises(ValueError, match="80"):
        excerpt([safe("a")], limit=79)


def test_emphasis_is_dropped_on_lines_that_hide_something_and_on_lines_that_are_cut():
    assert render([safe("**a** "), hid("b"), safe("\n**c**")]) == ["a ||b||\n**c**"]
    assert not any("*" in page for page in render([safe("**" + "word " * 40 + "end**")], limit=80))


def test_hiding_all_and_revealing_all_keep_the_text():
    spans = parse("a ||b|| c")
    assert hide_all(spans) == [hid("a b c")]
    assert reveal_all(spans) == [safe("a b c")]
    assert hide_all([]) == []


def test_withheld_spans_leave_a_mark_and_nothing_else():
    assert render(withhold(parse("a ||b|| c"))) == ["a […] c"]
    assert visible_text(parse("a ||b|| c\n\n\n\n# d")) == "a  c\n\n**d**"


@pytest.mark.parametrize(
    ("text", "number", "spans"),
    [
        ("one\n\ntwo\n\nthree", 2, [safe("one\n\n"), hid("two\n\nthree")]),
        ("one\ntwo", 2, [safe("one\n"), hid("two")]),
        ("||a|| one\n \ntwo", 2, [hid("a"), safe(" one\n \n"), hid("two")]),
        ("one\n\ntwo", 1, [hid("one\n\ntwo")]),
        ("one\n\ntwo", 3, [hid("one\n\ntwo")]),
        ("one\n\ntwo", 0, [hid("one\n\ntwo")]),
    ],
)
def test_an_author_hides_everything_from_a_paragraph_on(text, number, spans):
    assert hide_from_paragraph(parse(text), number) == spans


def test_paragraphs_are_counted_over_marks():
    assert paragraph_count(parse("\n\na ||b\n\nc|| d\n\n\n\ne\n")) == 3
    assert paragraph_count([]) == 0


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("I **loved** it", "I loved it"),
        ("I loved ||the kiss|| most", "I loved …"),
        ("||all|| of it", "of it"),
        ("||all||", ""),
    ],
)
def test_an_excerpt_is_the_start_of_the_safe_part(text, shown):
    assert excerpt(parse(text)) == shown


def test_an_excerpt_is_cut_at_a_word():
    shown = excerpt([safe("word " * 100)], limit=100)
    assert shown.endswith("word …")
    assert len(shown) <= 100


@pytest.mark.parametrize(
    "text", ["", " \n\t", "||  ||", "｜", "\u200b\u2060\ufeff", "\x00\x07", "\u3164\u2800", "\u202e|"]
)
def test_invisible_text_is_blank(text):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "||a||", "。", "👍", "!"])
def test_visible_text_is_not_blank(text):
    assert not is_blank(text)


@pytest.mark.parametrize("length", [4_100, 5_400, 20_000])
@pytest.mark.parametrize("limit", [600, 2_000, 4_000])
def test_a_long_review_of_many_paragraphs_arrives_whole(length, limit):
    words = (f"word{number}" + (".\n\n" if number % 40 == 39 else " ") for number in range(length))
    text = "".join(words)[:length]
    pages = render([hid(text)], limit=limit)
    assert " ".join("".join(pages).replace("||", " ").split()) == " ".join(text.split())
    assert len(pages) <= length // limit * 2 + 1
    assert all(line.startswith("||") and line.endswith("||") for page in pages for line in page.split("\n") if line)
