from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.leak_check import COUNTED, ENOUGH_PRECISION, ENOUGH_RECALL, count, rates, sentences
from bot.domain.leaks import (
    MAX_FINDINGS,
    Kind,
    TextPart,
    check,
    describe,
    facts_of,
    hide_from,
    hide_sentence,
    looked_for,
)
from bot.domain.reviews.rules import reading_of
from bot.domain.spoilers import read_markup
from bot.errors import UserError


def findings(body="Quiet and kind.", headline="Stays with you", **options):
    options = {"horizon": None, "spoiler_free": False, **options}
    facts = facts_of(options.pop("names", ()), options.pop("episodes", 16), options.pop("notes", None))
    reading = reading_of(body, spoiler_free=options["spoiler_free"])
    return check(reading, headline, facts=facts, **options)


def kinds(*arguments, **options):
    return [finding.kind for finding in findings(*arguments, **options)]


@pytest.mark.parametrize(
    "text",
    [
        "In episode 9 he leaves",
        "Ep9 was hard",
        "ep. 9",
        "E09",
        "S1E09",
        "s01 e09",
        "1x09",
        "Episode nine",
        "the ninth episode",
        "the 9th episode",
        "episodes 3-9",
        "eps 3 to 9",
        "capítulo 9",
        "el episodio 9",
        "Folge 9",
        "die 9. Folge",
        "épisode 9",
        "tập 9",
        "9 серия",
        "9화에서 울었다",
        "9회",
        "第9集",
        "第九集",
        "9集",
        "第9話",
        "9話",
        "ตอนที่ 9",
        "ตอนที่ ๙",
        "EP.9",
    ],
)
def test_an_episode_beyond_the_horizon_is_noticed(text):
    found = findings(text, horizon=5)
    assert [(finding.kind, finding.episode) for finding in found] == [(Kind.EPISODE, 9)]
    assert "Episode 9 is named, but your review spoils only through episode 5" in describe(found[0])


@pytest.mark.parametrize(
    "text",
    [
        "episode 5",
        "ep 3 and ep 4",
        "16 episodes in all",
        "all twelve episodes",
        "총 16회",
        "共16集",
        "全16話",
        "9 people",
        "2024",
        "Friday 9 pm",
        "cheap 9",
        "step 9",
    ],
)
def test_what_names_no_episode_beyond_the_horizon_is_left_alone(text):
    assert findings(text, horizon=5) == []


@pytest.mark.parametrize(
    "text",
    [
        "the finale",
        "the last episode",
        "the final scene",
        "마지막 화",
        "최종회",
        "大结局",
        "最終回",
        "ตอนจบ",
        "el último capítulo",
        "dernier épisode",
        "die letzte Folge",
        "последняя серия",
    ],
)
def test_the_ending_is_noticed_where_the_horizon_is_earlier(text):
    assert kinds(text, horizon=5) == [Kind.FINALE]
    assert kinds(text, horizon=16) == []
    assert kinds(text, horizon=None) == []


def test_a_review_of_the_whole_series_may_name_any_episode_where_it_is_hidden():
    assert findings("episode 12 and the finale") == []
    assert kinds("All see this. ep 12 ||ep 13||") == [Kind.EPISODE]


def test_a_spoiler_free_review_names_no_later_episode():
    found = findings("The first episode hooked me; episode 9 broke me.", spoiler_free=True)
    assert [(finding.kind, finding.place, finding.episode) for finding in found] == [(Kind.EPISODE, TextPart.SAFE, 9)]
    assert "everyone sees" in describe(found[0])


@pytest.mark.parametrize(
    "headline",
    [
        "He dies and I cry",
        "A happy ending at last",
        "They break up",
        "The killer is his brother",
        "What a twist",
        "Final feliz",
        "Er stirbt",
        "주인공이 죽는다",
        "해피엔딩",
        "他死了",
        "悲剧",
        "別れの話",
        "จบแบบมีความสุข",
        "Sadly a BE",
        "akhir bahagia",
        "Happy end",
    ],
)
def test_an_ending_word_in_the_headline_is_noticed(headline):
    found = findings(headline=headline)
    assert found
    assert {finding.kind for finding in found} <= {Kind.ENDING, Kind.FINALE, Kind.FATE, Kind.TURN}
    assert all("headline" in describe(finding) for finding in found)


@pytest.mark.parametrize(
    "headline", ["Stays with you", "He will be loved", "LET IT BE MINE", "Deadpan and dear", "A diet of longing"]
)
def test_other_headlines_are_left_alone(headline):
    assert findings(headline=headline) == []


def test_the_names_of_the_series_tell_nothing():
    assert kinds("The Killer and Healer dies is my pick", spoiler_free=True) != []
    assert kinds("Dies Irae is my pick", spoiler_free=True) == [Kind.FATE]
    assert kinds("Dies Irae is my pick", spoiler_free=True, names=["Dies Irae"]) == []
    assert kinds(headline="Dead Friend Forever: he dies", names=["Dead Friend Forever"]) == [Kind.FATE]
    assert kinds("The End of the World is short", spoiler_free=True, names=["The End of the World"]) == []


def test_an_episode_in_the_headline_is_seen_by_everyone():
    found = findings(headline="Ep 3 broke me", horizon=5)
    assert found[0].place is TextPart.HEADLINE
    assert describe(found[0]) == "Everyone sees the headline, and this one names episode 3: “Ep 3 broke me”"


def test_marks_that_do_not_add_up_come_first():
    found = findings("so ||sad, https://a.b", headline="He dies")
    assert found[0].kind is Kind.MARKS
    assert "no partner" in describe(found[0])


def test_links_are_noticed_where_they_could_unfurl():
    assert kinds("see https://a.b/c ||and https://a.b/d here||") == [Kind.LINK]
    assert kinds("all hidden https://a.b") == []


def test_a_claim_of_no_spoilers_beside_hidden_text_is_noticed():
    found = findings("Sweet. ||They part.||", spoiler_free=True)
    assert [(finding.kind, finding.quote) for finding in found] == [(Kind.CLAIM, "They part.")]


@pytest.mark.parametrize(
    ("language", "told", "made"),
    [
        ("es", "Una tarde Min Ho deja la ciudad.", "Una tarde Min Ho deja la serie."),
        ("fr", "La nuit, Minho rejoint son ami.", "La nuit, Minho rejoint le roman."),
        ("pt", "Uma tarde Min Ho larga tudo.", "Uma tarde Min Ho larga o roteiro."),
    ],
)
def test_so_it_is_in_languages_that_write_names_with_capitals(language, told, made):
    assert kinds(told, spoiler_free=True, language=language) == [Kind.FATE]
    assert kinds(made, spoiler_free=True, language=language) == []


def test_each_telling_sentence_is_quoted_once_with_its_paragraph():
    body = "I loved the city.\n\nThe songs are good. In the end he dies in episode 9. I cried.\n\nThey break up."
    found = findings(body, spoiler_free=True)
    assert [(f.kind, f.paragraph, f.quote) for f in found] == [
        (Kind.EPISODE, 2, "In the end he dies in episode 9."),
        (Kind.FATE, 3, "They break up."),
    ]
    assert [body[f.start : f.end] for f in found] == [f.quote for f in found]


def test_what_everyone_reads_is_searched_and_what_is_hidden_is_not():
    assert kinds("A quiet start. ||He dies.||") == []
    assert kinds("A quiet start. He dies. ||He really does.||") == [Kind.FATE]
    assert kinds("He dies, and nothing is marked, so all of it is hidden.") == []


def test_a_part_with_a_horizon_of_its_own_is_held_to_it():
    (found,) = findings("Lovely.\n\nEpisode 5:\n||In episode 9 it turns.||")
    assert (found.kind, found.place, found.episode, found.horizon) == (Kind.EPISODE, TextPart.HIDDEN, 9, 5)
    assert describe(found).startswith("Episode 9 is named in a part that tells only up to episode 5")
    assert findings("Lovely.\n\nEpisode 5:\n||In episode 4 it turns.||") == [], "the label itself tells nothing"


def test_a_content_note_that_the_card_hides_is_noticed_in_the_open_text():
    notes = {"hiv": ("Living with HIV", "hiv positive")}
    found = findings("Gently done. The HIV storyline is handled with care.", spoiler_free=True, notes=notes)
    assert [(f.kind, f.note) for f in found] == [(Kind.NOTE, "Living with HIV")]
    assert describe(found[0]).startswith("The series' card hides “Living with HIV”, and everyone reads it here")
    assert kinds("에이즈를 다룬다.", spoiler_free=True, notes=notes) == [Kind.NOTE]
    assert kinds("Gently done. The HIV storyline is handled with care.", spoiler_free=True) == []


def test_what_the_author_called_fine_is_not_noticed_again_wherever_it_moves():
    (found,) = findings("He dies. I loved it.", spoiler_free=True)
    assert findings("A new start.\n\nI loved it. He  dies.", spoiler_free=True, accepted=[found.key]) == []
    assert kinds("He dies twice.", spoiler_free=True, accepted=[found.key]) == [Kind.FATE]


@pytest.mark.parametrize(
    ("body", "quote", "hidden"),
    [
        ("It is kind. He dies. I cried.", "He dies.", "It is kind. ||He dies.|| I cried."),
        ("**He dies** in the rain. Still.", "He dies in the rain.", "||**He dies** in the rain.|| Still."),
        ("- He dies.\n- I cried.", "He dies.", "- ||He dies.||\n- I cried."),
        ("> He dies.\nI cried.", "He dies.", "> ||He dies.||\nI cried."),
        ("**Kind. He dies. Good.**\nFine.", "He dies.", "**Kind. ||He dies.|| Good.**\nFine."),
        ("**Kind. He dies.** Good.\nFine.", "He dies.", "**Kind. ||He dies.||** Good.\nFine."),
        ("Kind. He dies ||in May|| at home. Fine.", "He dies", "Kind. ||He dies|| ||in May|| at home. Fine."),
    ],
)
def test_a_sentence_is_hidden_without_touching_the_rest(body, quote, hidden):
    found = next(f for f in findings(body, spoiler_free=True) if f.quote == quote)
    assert hide_sentence(body, found.start, found.end) == hidden


@given(
    st.lists(
        st.sampled_from(
            [
                "He dies",
                ". ",
                "**",
                "||",
                "\n",
                "> ",
                "- ",
                "`",
                "kind",
                " ",
                "_",
                "죽는다",
                "||x||",
                "\n[hide from here]\n",
            ]
        )
    )
)
def test_hiding_hides_the_sentence_and_opens_nothing(pieces):
    body = "".join(pieces)
    before = read_markup(body)
    text = "".join(span.text for span in before.spans)
    if before.trouble is not None:
        return
    for found in findings(body, spoiler_free=True):
        if found.place is not TextPart.SAFE:
            continue
        for hide, end in (
            (lambda: hide_sentence(body, found.start, found.end), found.end),  # noqa: B023 (called at once)
            (lambda: hide_from(body, found.start), None),  # noqa: B023
        ):
            try:
                after = read_markup(hide())
            except UserError:
                continue
            was, now = mask(before), mask(after)
            assert "".join(s.text for s in after.spans) == "".join(s.text for s in before.spans)
            letters = [n for n in range(found.start, end or len(now)) if text[n] not in "*_~"]
            assert all(now[n] for n in letters)
            assert all(b or not a for a, b in zip(was, now, strict=True))


def mask(reading):
    return [span.hidden for span in reading.spans for _ in span.text]


def test_it_says_what_it_looks_for_and_promises_nothing():
    assert "only you can tell" in looked_for()


def test_quotes_are_short_and_harmless():
    finding = findings("`x` @everyone " + "word " * 40 + "episode 9 " + "||x|| and more " * 10, horizon=5)[0]
    assert len(finding.quote) <= 160
    assert "episode 9" in finding.quote
    assert "@everyone" not in finding.quote


def test_no_more_is_found_than_an_author_reads():
    text = " ".join(f"ep{number} is here." for number in range(6, 60))
    assert len(findings(text, horizon=5, episodes=60)) == MAX_FINDINGS


def test_every_kind_of_finding_has_a_sentence():
    notes = {"hiv": ("Living with HIV",)}
    headlines = ["He dies", "Happy ending", "What a twist", "HIV", "ep 9", "the finale", "https://a.b"]
    found = [
        *findings("||x ep 9", horizon=5),
        *findings("a ||ep 9|| https://a.b", spoiler_free=True),
        *findings("ep 9. Turns out so. The finale. A happy ending. HIV. He dies.", spoiler_free=True, notes=notes),
        *(finding for headline in headlines for finding in findings(headline=headline, notes=notes)),
    ]
    assert {finding.kind for finding in found} == set(Kind)
    assert all(describe(finding).endswith((".", "”")) for finding in found)


@pytest.mark.parametrize("part", ["first", *COUNTED])
def test_the_check_does_well_on_sentences_that_were_not_looked_at(part):
    """The aim; python -m benchmarks.leak_check prints it all."""
    held_out = [sentence for sentence in sentences() if sentence.held_out and sentence.part == part]
    precision, recall = rates(count(held_out))
    assert len(held_out) >= 70
    assert precision >= ENOUGH_PRECISION
    assert recall >= ENOUGH_RECALL


@pytest.mark.parametrize(
    ("told", "made"),
    [
        ("Gong Yoo opens the gate.", "Gong Yoo opens the film."),
        ("The letter burns.", "The letter in the script burns."),
        ("He throws the key away.", "He throws himself into the role."),
        ("He draws a gun.", "He programs, he draws, they fight."),
    ],
)
def test_a_sentence_about_the_making_tells_no_story(told, made):
    assert kinds(told, spoiler_free=True) == [Kind.FATE]
    assert kinds(made, spoiler_free=True) == []
