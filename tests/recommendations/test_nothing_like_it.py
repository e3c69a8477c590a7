"""What is said where nothing that is left is like what was named, and of what speaks against a series."""

from __future__ import annotations

from bot.domain.phrases import Phrase
from bot.domain.recommendations import Pick, Request
from bot.domain.recommender import Explanation, Share
from bot.ui.recommendations.card import recommendations_card
from bot.ui.recommendations.reasons import Teller
from tests.bundled import bundled

BUNDLED = bundled()
SERIES = {one.id: one for one in BUNDLED.series}
NAMED, OTHER = SERIES["gap-th-2022"], SERIES["elite-es-2018"]
NO_MOOD = Phrase("")


def shown(*amounts: float) -> str:
    shares = tuple(Share(NAMED.id, amount, (), 0) for amount in amounts)
    pick = Pick(OTHER, Explanation(OTHER.id, sum(amounts), 0.0, shares))
    request = Request(1, 2, (NAMED.id,), id=3)
    card = recommendations_card(request, [(pick, "Well.")], NO_MOOD, BUNDLED.vocabulary, liked=[NAMED], avoided=())
    return str(card.to_components())


def account(house: float, *amounts: float) -> str:
    shares = tuple(Share(NAMED.id, amount, (), 0) for amount in amounts)
    teller = Teller(BUNDLED.vocabulary, SERIES.get, lambda _id: (), {}, "ten")
    return teller.full_account(Explanation(OTHER.id, house + sum(amounts), house, shares), OTHER, NO_MOOD)


def test_a_card_says_that_nothing_on_it_is_like_what_was_named() -> None:
    assert "Nothing that is left is known to be like that" in shown(0.0)
    assert "Nothing that is left is known to be like that" in shown(-1.0)
    assert "Nothing that is left" not in shown(0.5)


def test_an_account_without_anything_in_favour_says_so_and_calls_nobody_new() -> None:
    assert "Nothing that you went by speaks for it" in account(0.0, 0.0)
    assert "You have rated nothing like it yet" not in account(0.0, 0.0)
    assert "You have rated nothing like it yet" in account(0.0)


def test_what_speaks_against_is_named_where_it_weighs_a_fifth_of_the_score() -> None:
    assert "spoke a little against" in account(1.25, -0.25)
    assert "spoke a little against" not in account(1.1, -0.1)
