from __future__ import annotations

import pytest

from bot.domain.leak_check import MAX_FINDINGS, Kind, Place, check, describe
from bot.domain.reviews import reading_of


def findings(body="Quiet and kind.", headline="Stays with you", **options):
    options = {"horizon": None, "spoiler_free": False, "episodes": 16, **options}
    reading = reading_of(body, spoiler_free=options["spoiler_free"])
    return check(reading, headline, **options)


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
    assert "Episode 9 is named, but your review spoils only through 5" in describe(found[0])


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
    assert [(finding.kind, finding.place, finding.episode) for finding in found] == [(Kind.EPISODE, Place.SAFE, 9)]
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
    assert {finding.kind for finding in found} <= {Kind.ENDING, Kind.FINALE}
    assert all("headline" in describe(finding) for finding in found)


@pytest.mark.parametrize(
    "headline", ["Stays with you", "He will be loved", "LET IT BE MINE", "Deadpan and dear", "A diet of longing"]
)
def test_other_headlines_are_left_alone(headline):
    assert findings(headline=headline) == []


def test_the_names_of_the_series_tell_nothing():
    assert kinds(headline="Killer and Healer, again") == [Kind.ENDING]
    assert kinds(headline="Killer and Healer, again", names=["Killer and Healer"]) == []
    assert kinds(headline="Dead Friend Forever: he dies", names=["Dead Friend Forever"]) == [Kind.ENDING]
    assert kinds("The End of the World is short", spoiler_free=True, names=["The End of the World"]) == []
    assert kinds("The End of the World has the end I want", spoiler_free=True, names=["The End of the World"]) == [
        Kind.FINALE
    ]


def test_an_episode_in_the_headline_is_seen_by_everyone():
    found = findings(headline="Ep 3 broke me", horizon=5)
    assert found[0].place is Place.HEADLINE
    assert describe(found[0]) == 'The headline names episode 3, and everyone sees it: "Ep 3 broke me".'


def test_marks_that_do_not_add_up_come_first():
    found = findings("so ||sad, https://a.b", headline="He dies")
    assert found[0].kind is Kind.MARKS
    assert "no partner" in describe(found[0])


def test_links_are_noticed_where_they_could_unfurl():
    assert kinds("see https://a.b/c ||and https://a.b/d here||") == [Kind.LINK]
    assert kinds("all hidden https://a.b") == []
    assert kinds(headline="discord.gg/abc") == [Kind.LINK]


def test_a_claim_of_no_spoilers_beside_hidden_text_is_noticed():
    found = findings("fine ||he leaves||", spoiler_free=True)
    assert [finding.kind for finding in found] == [Kind.CLAIM]
    assert describe(found[0]) == 'You call this spoiler-free, yet a part is hidden: "he leaves".'


def test_quotes_are_short_and_harmless():
    finding = findings("`x` @everyone " + "word " * 40 + "episode 9 " + "||x|| and more " * 10, horizon=5)[0]
    assert len(finding.quote) <= 60
    assert "episode 9" in finding.quote
    assert "|" not in finding.quote


def test_no_more_is_found_than_an_author_reads():
    assert len(findings(" ".join(f"ep{number}" for number in range(6, 60)), horizon=5, episodes=60)) == MAX_FINDINGS


def test_every_kind_of_finding_has_a_sentence():
    found = [
        *findings("||x ep 9", horizon=5),
        *findings("ep 9 the finale https://a.b ||y||", headline="He dies in the finale, ep 9", spoiler_free=True),
        *findings("ep 9 the finale", horizon=5),
        *findings("a ||ep 9|| https://a.b", spoiler_free=True),
    ]
    assert {finding.kind for finding in found} == set(Kind)
    assert all(describe(finding).endswith(".") for finding in found)
