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
    is_blank,
    kept_places,
    paragraph_openings,
    parse,
    place_number,
    read_markup,
    render,
    render_inline,
    reveal_all,
    sanitise,
    sanitise_inline,
    set_place,
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
        ("~!b!~ c", [hid("b"), safe(" c")]),
        ("so cute~! ~!b!~ c", [safe("so cute"), hid(" ~!b"), safe(" c")]),
        ("[spoilers]b[/spoilers] c", [hid("b"), safe(" c")]),
        ("[spoiler](b)[/spoiler] c", [hid("(b)"), safe(" c")]),
        ("[spoilers ahead] ||b|| c", [safe("[spoilers ahead] "), hid("b"), safe(" c")]),
        ("[Spoilers for ep 5 below!] c", [safe("[Spoilers for ep 5 below!] c")]),
        ("I love it!<3 >!b!< c", [safe("I love it!<3 "), hid("b"), safe(" c")]),
        (">!I love him!<3 so much!< c", [hid("I love him!<3 so much"), safe(" c")]),
        (">!b!<3 reasons", [hid("b"), safe("3 reasons")]),
        ("good :>! c", [safe("good :>! c")]),
        ("|||b|| c", [hid("|b"), safe(" c")]),
        (">!a <@1>!< c", [hid("a <@1>"), safe(" c")]),
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
        ("[spoilers]b", Trouble.UNBALANCED),
        ("[spoiler start]b[spoiler end]", Trouble.UNKNOWN),
        ("a [спойлер]b[/спойлер]", Trouble.UNKNOWN),
        ("【剧透】b【/剧透】", Trouble.UNKNOWN),
        ("［hide this］ b", Trouble.UNKNOWN),
        ("[spoiler he dies]", Trouble.UNKNOWN),
        ("~!a ||b!~ c||", Trouble.CROSSED),
        ("‖b‖", Trouble.UNKNOWN),
        ("<details>b</details>", Trouble.UNKNOWN),
        ('<span class="spoiler">b</span>', Trouble.UNKNOWN),
        ("&gt;!b!&lt;", Trouble.UNKNOWN),
        ("[b](#s)", Trouble.UNKNOWN),
        ("\\|\\|b\\|\\|", Trouble.ESCAPED),
        ("||||b||||", Trouble.DOUBTFUL),
        ("[||" * 400 + "](x)" * 400, Trouble.DOUBTFUL),  # nested on purpose: not worth anybody's time
        ("|\u200b|a|| b ||c||", Trouble.DOUBTFUL),
    ],
)
def test_what_does_not_add_up_hides_everything_and_says_why(text, trouble):
    reading = read_markup(text)
    assert reading.trouble is trouble
    assert [span.hidden for span in reading.spans] == [True]
    assert "hidden" in describe_trouble(trouble)


@pytest.mark.parametrize(
    ("text", "open_text"),
    [
        ("a ||b ｜｜c｜｜ d|| e", "a  e"),
        ("a ｜｜b ||c|| d｜｜ e", "a  e"),
        ("a ||b｜｜ c ||d|| e", "a  e"),
        ("say `||` b ||c|| d `||` e", "say `` e"),
        ("open `||x||` b ||c|| d", "open `` b  d"),
        ("[a||](https://a.b) ||c|| [b||](https://a.b)", "[a](https://a.b)"),
        ("see https://a.b/||c|| d", "see https://a.b/ d"),
        ("**a ||b** c|| d", "**a  d"),
        ("a \\||b|| c ||d|| e", "a \\ e"),
        ("a ||b\\|| c ||d|| e", "a  e"),
        ("- ||a\n\t||\n> b ||c|| d", "-  d"),
        ("[spoiler]a[/spoiler] b ||c](https://a.b)|| d ||e|| f", "b  f"),
        ("[spoiler]a[/spoiler] b ||c|| d [list](https://a.b) e", "b  d [list](https://a.b) e"),
        ("[spoiler](a)[/spoiler] b ||c|| d ||e|| f", "b  d  f"),
    ],
)
def test_what_any_reading_hides_is_hidden_and_the_rest_stays_open(text, open_text):
    reading = read_markup(text)
    assert "".join(span.text for span in reading.spans if not span.hidden).strip() == open_text.strip()
    assert reading.trouble is None


@pytest.mark.parametrize("text", ["`||` b ||c|| d `||`", "a \\||b|| c ||d|| e"])
def test_a_reading_says_when_it_hides_more_than_was_marked(text):
    assert read_markup(text).widened
    assert not read_markup("a ||b|| `code` c").widened


def test_marks_on_lines_that_discord_reads_by_themselves_hide_both_ways():
    spans = parse("> a||\n||secret||\n> b||")
    assert all(span.hidden for span in spans if "secret" in span.text)


J = "\u2060"  # the word joiner, which nobody sees


@pytest.mark.parametrize(
    ("text", "safe_text", "hidden_text"),
    [
        ("**bold** and *soft*", "**bold** and *soft*", "bold and soft"),
        ("~~dies~~ lives", "~~dies~~ lives", f"~{J}~dies~{J}~ lives"),
        ("f*ck sh*t 2*3", "f\\*ck sh\\*t 2\\*3", "f∗ck sh∗t 2∗3"),
        ("5 * 2", "5 * 2", "5 * 2"),
        ("T_T u_u o_O", "T_T u_u o_O", "T_T u_u o_O"),
        ("^_^ _x", "^\\_^ \\_x", "^ˍ^ _x"),
        ("~10 and 7~8", "~10 and 7~8", "~10 and 7~8"),
        ("¯\\_(ツ)_/¯", "¯\\\\\\_(ツ)\\_/¯", "¯∖ˍ(ツ)ˍ/¯"),
        ("C:\\x a\\", f"C:\\x a\\\\{J}", "C:∖x a∖"),
        ("# The acting", "**The acting**", f"{J}# The acting"),
        ("- first\n  - second", "- first\n  - second", "- first\n  - second"),
        (">>> all of it", f"{J}>>> all of it", f"{J}>>> all of it"),
        (">_< :> ->", f"{J}>\\_< :> ->", f"{J}>ˍ< :> ->"),
        ("the `code` \\|", f"the `code` \\\\{J}|{J}", f"the ˋcodeˋ ∖{J}|{J}"),
        ("stray ` and a | b", f"stray ˋ and a {J}|{J} b", f"stray ˋ and a {J}|{J} b"),
        ("[here](https://a.b/c)", "here (https://a.b/c)", f"here (https:{J}//a.b/c)"),
        ("[a] (b) ](", f"[a] (b) ]{J}(", f"[a] (b) ]{J}("),
        ("https://a.b/x_y_z?q=*", "https://a.b/x_y_z?q=%2A", f"https:{J}//a.b/x_y_z?q=∗"),
        ("<@123> <#4> </x:1>", f"<{J}@123> <{J}#4> <{J}/x:1>", f"<{J}@123> <{J}#4> <{J}/x:1>"),
        ("@everyone @HERE", f"@{J}everyone @{J}HERE", f"@{J}everyone @{J}HERE"),
        ("<:seo:123> <a:cry:4>", ":seo: :cry:", ":seo: :cry:"),
        ("steam://run :/ a:/b", f"steam:{J}//run :/ a:{J}/b", f"steam:{J}//run :/ a:{J}/b"),
        ("discord.gg/abc www.a", f"discord.{J}gg/abc www{J}.a", f"discord.{J}gg/abc www{J}.a"),
        ("I <3 it, 1 < 2", "I <3 it, 1 < 2", "I <3 it, 1 < 2"),
        ("two  spaces", "two  spaces", "two  spaces"),
        ("a\u200bb\u202ec\x00d", "abcd", "abcd"),
        ("👩‍❤️‍💋‍👩", "👩‍❤️‍💋‍👩", "👩‍❤️‍💋‍👩"),
        (ENGLAND, ENGLAND, ENGLAND),
        ("क्‍ष", "क्‍ष", "क्‍ष"),
        ("\u0301a", "◌\u0301a", "◌\u0301a"),
        ("a\ud800b", "a\ufffdb", "a\ufffdb"),
    ],
)  # fmt: skip
def test_what_is_active_is_parted_escaped_or_replaced(text, safe_text, hidden_text):
    assert sanitise(text, hidden=False) == safe_text
    assert sanitise(text, hidden=True) == hidden_text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("mina||", "mina∣∣"),
        ("mina_k_", "mina_kˍ"),
        ("mina\\", "mina∖"),
        ("`mina`", "ˋminaˋ"),
        ("# mina", f"{J}# mina"),
        ("- mina", f"{J}- mina"),
        ("1. mina", f"{J}1. mina"),
        ("two\nlines\tand tabs", "two lines and tabs"),
        ("https://a.b", f"https:{J}//a.b"),
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


def test_spaces_stay_as_they_were_written():
    assert render([safe("a"), hid(" b "), safe("c")]) == ["a|| b ||c"]
    assert render([safe("a  b"), hid("c"), safe("\n  d ")]) == ["a  b||c||\n  d"]


def test_links_keep_away_from_the_bars():
    assert render([safe("see https://a.b/c"), hid("d"), safe("https://a.b")]) == ["see https://a.b/c ||d|| https://a.b"]
    assert render([hid("https://a.b")]) == [f"|| https:{J}//a.b ||"]
    assert render([safe("8"), hid("and/or")]) == ["8||and/or||"]


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


def test_emphasis_and_code_stay_beside_what_is_hidden_and_go_where_a_line_is_cut():
    assert render([safe("**a** `x` ~~dies~~ lives "), hid("b"), safe("\n**c**")]) == [
        "**a** `x` ~~dies~~ lives ||b||\n**c**"
    ]
    assert not any("**" in page for page in render([safe("**" + "word " * 40 + "end**")], limit=80))


def test_a_block_of_code_becomes_lines_of_code():
    assert render([safe("so:\n```py\na = 1\n  b_c*\n```\nend")]) == ["so:\n`a = 1`\n`  b_c∗`\nend"]


def test_no_page_ends_between_a_backslash_and_what_it_escapes():
    for page in render([safe("*" * 300)], limit=81):
        assert page.replace("\\*", "") == ""


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
        ("||a\n\nb|| c", 2, [hid("a\n\n"), hid("b"), hid(" c")]),
        ("one\n\ntwo", 1, [hid("one\n\ntwo")]),
        ("one\n\ntwo", 3, [hid("one\n\ntwo")]),
        ("one\n\ntwo", None, [safe("one\n\ntwo")]),
    ],
)
def test_an_author_hides_everything_from_a_paragraph_on(text, number, spans):
    placed = set_place(text, number)
    assert parse(placed) == spans
    assert place_number(placed) == (number if number != 3 else 1)


def test_a_place_travels_with_the_text_however_it_is_changed():
    placed = set_place("one\ntwo\nthree", 2)
    assert read_markup(placed + "\n\nfour").spans == (safe("one\n"), hid("two\nthree\n\nfour"))
    assert read_markup(kept_places(placed, placed.replace("one\n", ""))).spans == (hid("two\nthree"),)


def test_where_a_place_got_lost_everything_is_hidden():
    placed = set_place("one\n\ntwo", 2)
    assert parse(kept_places(placed, "one\n\ntwo and more")) == [hid("one\n\ntwo and more")]
    assert kept_places("one", "two") == "two"
    assert kept_places(placed, "  ") == "  "


@pytest.mark.parametrize(
    "mark", ["［hide from here］", "【Hide from here】", "[hide\u200bfrom here]", "[ hidden  from here ]"]
)
def test_a_place_is_known_however_its_brackets_were_typed(mark):
    assert parse(f"a\n{mark}\nb") == [Span("a\n", hidden=False), hid("b")]


def test_a_place_and_a_mark_may_say_how_far_they_go():
    text = "a\n[hide from here: episode 5]\nb\n[hide from here: ep. 8]\nc ||d||"
    assert [(span.text, span.until) for span in parse(text)] == [
        ("a\n", None),
        ("b\n", 5),
        ("c ", 8),
        ("d", None),
    ]
    assert parse("Episode 5:\n||b|| c")[1] == Span("b", hidden=True, until=5)
    assert parse("**Ep. 3–4:** ||b||")[1].until == 4
    assert parse("第5話：||b||")[1].until == 5
    assert parse("[spoiler=episode 5]b[/spoiler]")[0].until == 5
    assert parse("better than episode 5: ||b||")[1].until is None  # said of something else
    assert parse("Episode 5:\n||b|| ||c||")[3].until is None
    assert parse("[spoiler=ep 3]a [spoiler=ep 5]b[/spoiler][/spoiler]")[1].until == 5
    doubtful = parse("Episode 5:\n||a|| b `||` c `||`")
    assert not any(span.until for span in doubtful)  # in doubt, as far as the review


def test_paragraphs_are_offered_by_how_they_begin():
    assert paragraph_openings("\n\na ||b\n\nc|| d\n\n\n\ne\n") == ["a ||b", "c|| d", "e"]
    assert paragraph_openings("") == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("I **loved** it", "I loved it"),
        ("it is ~~bad~~ good", f"it is ~{J}~bad~{J}~ good"),
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
    ("note", "shown"),
    [
        ("just rude", "just rude"),
        ("says ||Gyu dies|| openly", "says ||Gyu dies|| openly"),
        ("says ||Gyu dies", "||says ∣∣Gyu dies||"),
        ("two\nlines of ~!it!~", "two lines of ||it||"),
        ("||  ||", ""),
        ("a" * 50, "a" * 40 + "…"),
        ("||" + "a" * 50 + "||", "||" + "a" * 40 + "||…"),
    ],
)
def test_a_note_is_one_line_with_what_is_marked_behind_bars(note, shown):
    assert render_inline(note, limit=40) == shown


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
