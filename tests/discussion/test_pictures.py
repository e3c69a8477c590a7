"""Pictures of a group's pace and of an episode curve are drawn whatever people are called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from matplotlib.axes import Axes

from bot.domain.episode_curve import EpisodeScore
from bot.domain.progress import Progress, Status
from bot.domain.series import Kind, Series
from bot.domain.watching import Pace, Party
from bot.ui import pictures
from bot.ui.episode_card import curve_card, curve_picture
from bot.ui.watching_card import MOST_SHOWN, pace_picture, picture_words, status_card

pytestmark = pytest.mark.slow

SERIES = Series("a-kr-2020", "A", "KR", 2020, Kind.BL)
PARTY = Party(1, 1, SERIES.id, 7, Pace.DATES, 7, date(2026, 3, 20), time(20), "UTC", None, 1, 5, 5)


@pytest.mark.parametrize("name", ["Mina", "$x^", "$$", "민아", "น้อง", "a" * 32, "\\frac{"])
async def test_a_name_is_never_a_formula(name: str) -> None:
    drawn = await pace_picture(PARTY, SERIES, [(1, Progress(1, SERIES.id, Status.WATCHING, 3))], {1: name})
    assert drawn.fp.read(8) == b"\x89PNG\r\n\x1a\n"


async def test_a_crowd_fits_into_the_card_and_the_picture() -> None:
    crowd = [(10**18 + n, Progress(10**18 + n, SERIES.id, Status.WATCHING, n % 9)) for n in range(300)]
    drawn = await pace_picture(PARTY, SERIES, crowd, {})
    assert drawn.fp.read(4) == b"\x89PNG"
    view = status_card(PARTY, SERIES, crowd, 500, thread_id=1, picture="pace.png")
    shown = str(view.to_components())
    assert f"and {300 - MOST_SHOWN} more" in shown
    assert "200 members keep their place to themselves" in shown
    assert "at episode 8" in picture_words(PARTY, SERIES, crowd)


async def test_before_the_first_episode_the_words_for_the_picture_say_so() -> None:
    waiting = replace(PARTY, next_episode=1, first_episode=1)
    assert waiting.current_episode is None
    assert "no episode is open yet" in picture_words(waiting, SERIES, [])


async def test_words_in_pictures_can_be_read_on_a_phone() -> None:
    sizes: list[float] = []

    def paint(axes: Axes) -> None:
        axes.set_yticks([0], ["Mina"])
        sizes.extend(label.get_fontsize() for label in axes.get_yticklabels())

    await pictures.drawing("words", 2.0, paint)
    dots_an_inch_on_a_phone = 290 / pictures.WIDTH_IN
    assert sizes
    assert all(size / 72 * dots_an_inch_on_a_phone >= 8 for size in sizes)


@pytest.mark.parametrize("last", [2, 16, 400])
async def test_a_long_curve_fits(last: int) -> None:
    scores = [EpisodeScore(episode, 3, 2 + episode % 19) for episode in range(1, last + 1)]
    assert (await curve_picture(scores)).fp.read(4) == b"\x89PNG"
    curve_card(SERIES, scores, through=last, style="ten", picture="episodes.png")
