"""Pictures of a group's pace and of an episode curve are drawn whatever people are called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, time
from pathlib import Path

import pytest
from matplotlib.axes import Axes
from msgspec.structs import replace

from bot.domain.discussion.episode_curve import EpisodeScore
from bot.domain.discussion.places import Place
from bot.domain.discussion.watching import Pace, Party
from bot.domain.progress import Progress, Status
from bot.domain.series import Kind, Series
from bot.ui.discussion.episodes import curve_picture, episodes_card
from bot.ui.kit import pictures
from bot.ui.kit.fonts import Fonts, installed_fonts
from bot.ui.watching import MOST_SHOWN, pace_picture, picture_words, status_card
from tests.loopback.hall import NOW

pytestmark = pytest.mark.slow

SERIES = Series("a-kr-2020", "A", "KR", 2020, Kind.BL)
PARTY = Party(1, 1, SERIES.id, 7, Pace.DATES, 7, date(2026, 3, 20), time(20), "UTC", None, 1, 5, 5)


@pytest.mark.parametrize("name", ["Mina", "$x^", "$$", "민아", "น้อง", "a" * 32, "\\frac{"])
async def test_a_name_is_never_a_formula(name: str) -> None:
    drawn = await pace_picture(PARTY, SERIES, [(1, Progress(1, SERIES.id, Status.WATCHING, 3))], {1: name})
    assert drawn.fp.read(8) == b"\x89PNG\r\n\x1a\n"


WRITTEN = ["Mina", "$x^", "민아", "น้อง", "字かな", "مينا", "देव", "\U0001d4af 𐍈", "a\U000e0041b", "🌧️"]


def only(*families: str) -> Iterator[str]:
    """The fonts of this machine that bear one of these names."""
    return (path for path in installed_fonts() if any(family in path.rpartition("/")[2] for family in families))


@pytest.mark.parametrize("find", [lambda: (), lambda: only("CJK"), lambda: only("Loma"), installed_fonts])
@pytest.mark.parametrize("where", ["ticks", "legend", "text", "title", "bars"])
async def test_whatever_is_written_is_drawn_with_any_fonts(where: str, find: Callable[[], Iterable[str]]) -> None:
    """matplotlib warns of each character that it has no font for, and a warning is an error here."""

    def paint(axes: Axes) -> None:
        bars = axes.barh(range(len(WRITTEN)), [1] * len(WRITTEN))
        if where == "ticks":
            axes.set_yticks(range(len(WRITTEN)), WRITTEN)
            axes.set_xticks([0], ["ก"])
        elif where == "legend":
            axes.legend(bars, WRITTEN)
        elif where == "text":
            axes.text(0, 0, " ".join(WRITTEN), weight="bold")
        elif where == "title":
            axes.set_title(" ".join(WRITTEN))
        else:
            axes.bar_label(bars, WRITTEN)

    assert (await pictures.drawing("any", 4.0, paint, fonts=Fonts(find))).fp.read(4) == b"\x89PNG"


def test_what_no_font_draws_is_a_box() -> None:
    bare = Fonts(lambda: ())
    assert bare.drawable("Mina é я 5") == "Mina é я 5"
    assert bare.drawable("น字 a\U000e0041b") == "□□ a□b"


def test_a_missing_script_is_said_once_with_what_to_install(caplog: pytest.LogCaptureFixture) -> None:
    fonts = Fonts(lambda: ())
    for _picture in range(3):
        fonts.families()
        fonts.drawable("น字")
    said = [record.getMessage() for record in caplog.records]
    assert [("fonts-noto-cjk" in each, "fonts-thai-tlwg" in each) for each in said] == [(True, False), (False, True)]


def test_fonts_that_are_installed_later_are_used_for_the_next_picture(caplog: pytest.LogCaptureFixture) -> None:
    thai = list(only("Loma"))
    if not thai:
        pytest.skip("no Thai font here (fonts-thai-tlwg)")
    installed: list[str] = []
    fonts = Fonts(lambda: installed)
    assert fonts.families() == ["DejaVu Sans"]
    assert fonts.drawable("น") == "□"
    installed += thai
    assert fonts.families() == ["DejaVu Sans", "Loma"]
    assert fonts.drawable("น") == "น"
    installed.clear()
    assert fonts.families() == ["DejaVu Sans"]
    assert fonts.drawable("น") == "□"


def test_a_file_that_is_no_font_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font at all")
    assert Fonts(lambda: [str(tmp_path / "broken.ttf"), str(tmp_path / "gone.ttf")]).families() == ["DejaVu Sans"]


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
    places = {n: Place(n, 1, "x", n, 10**18, 10**18 + n, 1, NOW) for n in range(1, last + 1)}
    for first in (None, 1, last):
        episodes_card(SERIES, scores, places, None, through=last, first=first, style="ten", picture="episodes.png")
