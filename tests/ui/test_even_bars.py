"""Bars on a series' card: how wide they are tells nothing of what is behind them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.domain.series import Ending, Kind, Series
from bot.domain.series_stats import SeriesFacts
from bot.ui.kit.equal_width_spoilers import listed
from bot.ui.series.card import series_card
from tests.bundled import bundled
from tests.loopback.replies import component_texts

SERIES = Series("a-kr-2020", "A", "KR", 2020, Kind.BL, episodes=8)
BUNDLE = bundled()
VOCABULARY = BUNDLE.vocabulary


def bars(series: Series) -> list[str]:
    """What stands behind the bars of its card."""
    view = series_card(SeriesFacts(series, (), None), VOCABULARY, actions=())
    return "\n".join(component_texts(view.to_components())).split("||")[1::2]


def test_every_ending_is_the_same_letters_in_one_piece() -> None:
    found = {ending: bars(replace(SERIES, ending=ending))[-1] for ending in Ending}
    assert len({"".join(sorted(bar)) for bar in found.values()}) == 1
    assert all(" " not in bar for bar in found.values()), "a bar that wraps between words shows their lengths"
    said = found[Ending.SAD].replace("\u00a0", " ")
    assert said == "sad (not happy, bittersweet or open)"


# Advance widths in em of DejaVu Sans and of Liberation Sans: space, i, e, m, S.
FONTS = {"dejavu": (0.318, 0.278, 0.615, 0.974, 0.635), "liberation": (0.278, 0.222, 0.556, 0.833, 0.667)}


@pytest.mark.parametrize("font", FONTS)
def test_a_bar_over_content_notes_has_one_of_two_widths(font: str) -> None:
    space, narrow, middle, wide, capital = FONTS[font]

    def width(text: str) -> float:
        return sum(
            space if each in " \u00a0" else narrow if each in "ijl,'-trf" else wide if each in "mw"
            else capital if each.isupper() else middle
            for each in text
        )  # fmt: skip

    notes = [term.label for term in VOCABULARY.content_notes.values()]
    one, four = ([notes[start : start + many] for start in range(len(notes) - many + 1)] for many in (1, 4))
    short, long = ([width(listed(each).strip("|")) for each in lists] for lists in (one, four))
    assert min(short) > 0.85 * max(short)
    assert min(long) > 0.85 * max(long)
    assert max(short) < 0.5 * min(long), "a single note has a short bar"


def test_most_lists_of_the_catalogue_have_the_short_bar() -> None:
    lists = [[VOCABULARY.label(note) for note in series.content_notes] for series in BUNDLE.series]
    short = listed(["Suicide"])
    bars = [listed(each) for each in lists if each]
    assert sum(len(bar) < 1.5 * len(short) for bar in bars) > 0.8 * len(bars)


def test_a_list_is_read_without_its_filling() -> None:
    shown = bars(replace(SERIES, content_notes=("suicide", "violence")))[0]
    assert " ".join(shown.split()) == "Suicide, Violence"
    assert "  " not in shown, "ordinary spaces beside each other are collapsed"
    assert max(len(word) for word in shown.split(" ")) < 25, "what is longer than words is wrapped otherwise"


def test_the_longest_list_of_the_catalogue_still_has_its_bar() -> None:
    most = max(BUNDLE.series, key=lambda one: len(one.content_notes))
    assert len(bars(most)[0]) > len(", ".join(most.content_notes))
