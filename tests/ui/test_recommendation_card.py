"""The answer of /recommend fits into one message, however much there is to say."""

from __future__ import annotations

from bot.domain.phrases import read_phrase
from bot.domain.recommendations import Pick, Request
from bot.domain.recommender import Explanation
from bot.domain.series import Kind, Series
from bot.ui.kit.cards import MAX_COMPONENTS
from bot.ui.recommendations.card import nothing_left, recommendations_card
from tests.bundled import bundled, sayings

VOCABULARY = bundled().vocabulary
SAYINGS = sayings()
LONG = "Very " * 58 + "long"
MOOD = ", ".join([*(term.label for term in VOCABULARY.tropes.values()), "korean, not korean", "qqqq wwww " * 40])
SERIES = [Series(f"{'x' * 56}-kr-20{n}", f"{LONG} {n}", "KR", 2010 + n, Kind.BL, episodes=8) for n in range(10, 15)]
PICKS = [Pick(one, Explanation(one.id, 0.0, 0.0, ())) for one in SERIES]
REQUEST = Request(2**62, 2**62, tuple(one.id for one in SERIES[:3]), MOOD, ("dropped",), ((),), 10**12)


def test_the_fullest_answer_fits() -> None:
    phrase = read_phrase(MOOD, SAYINGS, this_year=2026)
    guesses = SAYINGS.nearest("bodygard", 3)
    view = recommendations_card(
        REQUEST,
        [(pick, "because " * 80) for pick in PICKS],
        phrase,
        VOCABULARY,
        liked=SERIES[:3],
        avoided=list(VOCABULARY.content_notes),
        guesses=guesses,
        note=LONG,
        undo=("seen", 0, SERIES[0].id),
    )
    assert view.total_children_count <= MAX_COMPONENTS


def test_nothing_left_fits_and_offers_to_drop_what_is_in_the_way() -> None:
    phrase = read_phrase(MOOD, SAYINGS, this_year=2026)
    avoided = list(VOCABULARY.content_notes)
    for narrow in (phrase.constraints[:1], phrase.constraints):
        view = nothing_left(REQUEST, phrase, VOCABULARY, (narrow, 7), avoided=avoided, note=LONG)
        ids = [getattr(part, "custom_id", "") for part in view.walk_children()]
        assert any(str(one).startswith("recommend.drop:") for one in ids)
        view = recommendations_card(
            REQUEST,
            [(pick, "because " * 80) for pick in PICKS[:4]],
            phrase,
            VOCABULARY,
            liked=SERIES[:3],
            avoided=avoided,
            narrow=(narrow, 7),
            note=LONG,
            undo=("seen", 0, SERIES[0].id),
        )
        assert view.total_children_count <= MAX_COMPONENTS
