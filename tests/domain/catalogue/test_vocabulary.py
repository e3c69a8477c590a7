"""The controlled vocabulary: what people type means one thing, and labels can be translated."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.catalogue import load_vocabulary
from bot.domain.series import Kind
from bot.domain.vocabulary import FACETS, Vocabulary, fold_phrase, messages, parse_vocabulary
from bot.errors import CatalogueError
from bot.resources import catalogue_folder


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(catalogue_folder())


def facets(**changes: object) -> str:
    content: dict[str, object] = {name: [] for name in FACETS}
    content["kinds"] = [{"id": kind.value, "label": kind.value.upper()} for kind in Kind]
    return json.dumps(content | changes)


def test_there_are_words_enough_for_a_mood(vocabulary: Vocabulary) -> None:
    assert len(vocabulary.genres) >= 20
    assert len(vocabulary.tropes) >= 90
    assert len(vocabulary.content_notes) >= 35
    assert set(vocabulary.kinds) == {kind.value for kind in Kind}


@pytest.mark.parametrize(
    ("typed", "term_id"),
    [
        ("enemies to lovers", "enemies-to-lovers"),
        ("E2L", "enemies-to-lovers"),
        ("slow-burn", "slow-burn"),
        ("SlowBurn", "slow-burn"),
        ("friends with benefits", "friends-with-benefits"),
        ("FWB", "friends-with-benefits"),
        ("office romance", "office-romance"),
        ("Childhood  friends", "childhood-friends"),
        ("fake dating", "fake-dating"),
        ("time-slip", "time-travel"),
        ("timeslip", "time-travel"),
        ("sci-fi", "science-fiction"),
        ("rom-com", "comedy"),
        ("girls’ love", "gl"),
        ("yuri", "gl"),
        ("found family", "found-family"),
        ("ＡＢＯ", "omegaverse"),
        ("hurt/comfort", "angst"),
    ],
)
def test_what_people_type_is_understood(vocabulary: Vocabulary, typed: str, term_id: str) -> None:
    found = vocabulary.phrases.get(fold_phrase(typed))
    assert found is not None
    assert found[1].id == term_id


def test_a_word_of_two_facets_is_said_of_what_a_series_is(vocabulary: Vocabulary) -> None:
    facet, term = vocabulary.phrases["film"]
    assert (facet, term.id) == ("kinds", Kind.FILM.value)


def test_no_phrase_means_two_terms(vocabulary: Vocabulary) -> None:
    phrases = Counter(
        phrase
        for phrase, _id in {
            (fold_phrase(word), term.id)
            for name in FACETS
            for term in vocabulary.facet(name).values()
            for word in (term.id, term.label, *term.synonyms)
        }
    )
    assert [phrase for phrase, count in phrases.items() if count > 1] == []
    assert set(phrases) == set(vocabulary.phrases)


def test_a_synonym_says_something_new(vocabulary: Vocabulary) -> None:
    for name in FACETS:
        for term in vocabulary.facet(name).values():
            folded = [fold_phrase(word) for word in (term.label, *term.synonyms)]
            assert len(folded) == len(set(folded)), term.id


def test_a_term_can_be_looked_up_by_id_as_an_id_of_two_facets_is_one_word(vocabulary: Vocabulary) -> None:
    shown = {(term.id, term.label, term.spoiler) for name in FACETS for term in vocabulary.facet(name).values()}
    assert len(shown) == len({term_id for term_id, _label, _spoiler in shown})
    assert all(vocabulary.get(term_id) is not None for term_id, _label, _spoiler in shown)


def test_what_gives_the_story_away_is_marked(vocabulary: Vocabulary) -> None:
    for term_id in ("character-death", "suicide", "terminal-illness", "infidelity", "outing", "amnesia"):
        assert vocabulary.is_spoiler(term_id), term_id
    for term_id in ("homophobia", "violence", "slow-burn", "romance", "bl"):
        assert not vocabulary.is_spoiler(term_id), term_id


def test_an_unknown_term_is_hidden_and_reads_as_its_words(vocabulary: Vocabulary) -> None:
    assert vocabulary.is_spoiler("secret-ending")
    assert vocabulary.label("secret-ending") == "secret ending"
    assert vocabulary.label("slow-burn") == "Slow burn"
    assert vocabulary.label(vocabulary.tropes["slow-burn"]) == "Slow burn"


def test_every_label_is_collected_for_translation_once(vocabulary: Vocabulary) -> None:
    collected = [label for label, _comment in messages(vocabulary)]
    shown = {term.label for name in FACETS for term in vocabulary.facet(name).values()}
    assert set(collected) == shown
    assert len(collected) == len(shown)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "v.json is not valid JSON"),
        ("[]", "v.json: expected an object with exactly kinds, genres"),
        (facets(genres={}), "v.json, genres: expected a list of terms."),
        (facets(genres=["x"]), "v.json, genres, term 1: expected an object with id, label, spoiler, synonyms"),
        (facets(genres=[{"id": "x", "label": "X", "alias": []}]), "v.json, genres, term 1: expected an object"),
        (facets(genres=[{"id": "X Y", "label": "X"}]), "v.json, genres, term 1: `id` must be lower-case words"),
        (facets(genres=[{"id": "x"}]), "v.json, genres, term 1: `label` must be text."),
        (facets(genres=[{"id": "x", "label": "X", "synonyms": "y"}]), "v.json, genres, term 1: `synonyms`"),
        (facets(genres=[{"id": "x", "label": "X", "synonyms": ["!"]}]), "v.json, genres, term 1: `synonyms`"),
        (facets(genres=[{"id": "x", "label": "X", "spoiler": 1}]), "v.json, genres, term 1: `spoiler`"),
        (facets(genres=[{"id": "x", "label": "X"}] * 2), "v.json, genres, term 2: the id “x” is there twice."),
        (facets(kinds=[]), "v.json, kinds: expected exactly bl, film, general, gl, queer, queer-adjacent."),
        (
            facets(genres=[{"id": "x", "label": "X"}], tropes=[{"id": "y", "label": "Y", "synonyms": ["x!"]}]),
            "v.json: “x” means both “x” and “y”; keep it in one of them.",
        ),
    ],
)  # fmt: skip
def test_a_broken_vocabulary_is_refused_in_one_sentence(text: str, complaint: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        parse_vocabulary(text, file="v.json")
    assert caught.value.args[0].startswith(complaint)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=40))
def test_folding_a_folded_phrase_changes_nothing(phrase: str) -> None:
    folded = fold_phrase(phrase)
    assert fold_phrase(folded) == folded
    assert folded == folded.strip()


def test_folding_keeps_the_marks_of_other_scripts() -> None:
    assert fold_phrase("รักแรก") != fold_phrase("รกแรก")
