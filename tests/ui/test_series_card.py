"""The card of a series: what it shows of the facts that there are, and that it leaves no holes."""

from __future__ import annotations

import pytest
from discord import ui
from msgspec.structs import replace

from bot.domain.outside.telling import may_tell
from bot.domain.progress import Progress, Status
from bot.domain.series import Kind, Lineage, LineageKind, Overview, Poster, Series
from bot.domain.series_stats import SeriesFacts
from bot.ui.kit.rating_words import spread_words
from bot.ui.series.card import series_card
from tests.bundled import bundled

VOCABULARY = bundled().vocabulary
QUIET = Series(id="quiet-kr-2024", title="Quiet", country="KR", year=2024, kind=Kind.GENERAL)


def words_of(series: Series, *, facts: SeriesFacts | None = None, **shown: object) -> str:
    facts = facts or SeriesFacts(series, (), None, ())
    view = series_card(facts, VOCABULARY, actions=(), **shown)  # type: ignore[arg-type]  # a test names what it shows
    return "\n".join(part.content for part in view.walk_children() if isinstance(part, ui.TextDisplay))


def test_a_premise_is_never_cut() -> None:
    premise = "They meet on a roof, " * 9 + "and stay."
    assert premise in words_of(replace(QUIET, premise=premise))


def test_a_premise_stands_open_and_cannot_format_the_card() -> None:
    said = words_of(replace(QUIET, premise="Two *strangers* share ||one|| desk."))
    assert "*Two strangers share" in said
    assert "||one||" not in said


def test_the_networks_lead_to_where_it_is_shown() -> None:
    series = replace(QUIET, networks=("Viki", "tvN"), website="https://www.viki.com/tv/1")
    assert "Viki, tvN · [where to watch](https://www.viki.com/tv/1)" in words_of(series)


def test_an_address_that_would_break_the_link_is_left_out() -> None:
    said = words_of(replace(QUIET, networks=("Viki",), website="https://a.example/)[x](https://b.example"))
    assert "Viki" in said
    assert "b.example" not in said


def test_links_out_are_made_from_ids_that_look_like_ids() -> None:
    said = words_of(replace(QUIET, ids={"mdl": "59839", "tmdb_tv": "1/../2", "wikidata": "Q42", "other": "7"}))
    assert "[MyDramaList](<https://mydramalist.com/59839>) · [Wikidata](<https://www.wikidata.org/wiki/Q42>)" in said
    assert "TMDB" not in said


def test_what_a_source_tells_is_named_and_stands_behind_a_bar_where_it_may_tell() -> None:
    series = replace(QUIET, overview=Overview("A prosecutor looks for a witness.", "TVmaze"))
    open_words = words_of(series, facts=SeriesFacts(series, (), None, overview_tells=False))
    assert "*A prosecutor looks for a witness.* (TVmaze)" in open_words
    hidden = words_of(series)
    assert "by TVmaze (may give things away): ||A prosecutor looks for a witness.||" in hidden
    ours = replace(series, premise="Our own words.")
    assert "prosecutor" not in words_of(ours)


@pytest.mark.parametrize(
    ("title", "text", "tells"),
    [
        ("Quiet", "A prosecutor and a detective share an office.", False),
        ("Quiet", "In the end she dies and he marries her sister.", True),
        ("Quiet Season 2", "A prosecutor and a detective share an office.", True),
        ("Quiet 2", "A prosecutor and a detective share an office.", True),
        ("Reply 1988", "Five friends live in one street.", False),
        # As services begin: who, where, and what sets it going.
        ("Quiet", "It's hate at first sight for two lawyers, until a case ties their lives together.", False),
        ("Quiet", "A con artist takes on the job of pretending to be the sister of a rich young woman.", False),
        ("Quiet", "When a shy doctor and a famous singer meet again, will love blossom between them?", False),
        ("Quiet", "A serial killer sparks the story of a strict inspector and his unruly new partner.", False),
        ("Quiet", "After the fall of the empire a lone rider makes her way along its borders.", False),
        ("Quiet", "Two rivals in a sport that they love share a room, a secret and a season.", False),
        ("Quiet", "Zwei Rivalen teilen sich ein Zimmer und ein Geheimnis.", False),
        ("Quiet", "Dos rivales comparten una habitación y un secreto en una ciudad sin mar.", False),
        # What comes later, or is found out.
        ("Quiet", "A teacher is diagnosed with cancer and has two years left to live.", True),
        ("Quiet", "Months later he awakens, and it turns out that his brother was the killer all along.", True),
        ("Quiet", "She realises that her marriage is a sham to keep his death at bay.", True),
        ("Quiet", "The king was murdered by his own brother, who becomes king in his place.", True),
    ],
)
def test_an_overview_is_hidden_where_it_may_tell_and_always_that_of_a_later_part(
    title: str, text: str, tells: bool
) -> None:
    series = replace(QUIET, title=title, overview=Overview(text, "TVmaze"))
    assert may_tell(series, (), VOCABULARY) is tells
    later = Lineage("earlier-kr-2020", QUIET.id, LineageKind.SEQUEL)
    assert may_tell(series, (later,), VOCABULARY)


def test_the_one_reader_sees_where_they_are_and_nobody_else_does() -> None:
    series = replace(QUIET, episodes=16)
    place = Progress(1, QUIET.id, Status.WATCHING, episode=4)
    assert "**You:** episode 4 · 8.5/10" in words_of(
        series, facts=SeriesFacts(series, (), None, place=place, own_rating=17)
    )
    assert "You" not in words_of(series)


def test_couple_names_stand_beside_the_two_whose_names_they_join() -> None:
    cast = ("Nanon Korapat Kirdpan", "Ohm Pawat Chittsawangdee", "Love Pattranite", "Milk Pansa", "Jimmy Jitaraphol")
    said = words_of(replace(QUIET, cast=cast, couples=("OhmNanon", "PatPran", "MilkLove")))
    assert "Nanon Korapat Kirdpan & Ohm Pawat Chittsawangdee (OhmNanon), " in said
    assert "Love Pattranite & Milk Pansa (MilkLove)" in said
    assert "Jimmy Jitaraphol · PatPran" in said


def test_what_tells_of_the_end_is_called_more_content_notes_and_stands_behind_a_bar() -> None:
    told = next(term.id for term in VOCABULARY.tropes.values() if term.spoiler)
    said = words_of(replace(QUIET, tropes=(told,), content_notes=("suicide",)))
    assert "**Content notes** ||" in said
    assert "**More content notes (spoilers)** ||" in said
    assert VOCABULARY.label(told).casefold() not in said.split("More content notes")[0].casefold()


def test_the_notice_of_tmdb_stands_wherever_something_of_it_does() -> None:
    notice = "This product uses TMDB and the TMDB APIs but is not endorsed, certified, or otherwise approved by"
    assert notice in words_of(replace(QUIET, sources=("TMDB",)))
    assert notice in words_of(replace(QUIET, poster=Poster("https://pictures.example/p.jpg", "TMDB")))
    assert notice not in words_of(replace(QUIET, sources=("TVmaze",)))


def test_the_logo_of_tmdb_stands_before_its_notice_and_nowhere_else() -> None:
    logo = "<:tmdb:1234567890123456789>"
    assert f"{logo} This product uses TMDB" in words_of(replace(QUIET, sources=("TMDB",)), tmdb_logo=logo)
    assert logo not in words_of(replace(QUIET, sources=("TVmaze",)), tmdb_logo=logo)


def test_the_sources_of_facts_are_named() -> None:
    poster = Poster("https://pictures.example/p.jpg", "TVmaze")
    assert "Facts: TVmaze, Wikidata." in words_of(replace(QUIET, sources=("TVmaze", "Wikidata"), poster=poster))
    assert "Facts: Linger's catalogue. Poster: TVmaze." in words_of(replace(QUIET, poster=poster))


def test_the_spread_of_ratings_is_one_strip_from_1_to_10() -> None:
    assert spread_words({17: 4, 12: 1}) == "`1 ▁▁▁▁▁▃▁▁█▁ 10`"
    assert spread_words({20: 100, 2: 1}) == "`1 ▂▁▁▁▁▁▁▁▁█ 10`", "one among a hundred still shows"
    assert spread_words({}) == ""
