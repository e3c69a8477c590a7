"""At home a series goes by its own name, elsewhere by the one it is known under."""

from __future__ import annotations

import pytest

from bot.domain.catalogue.spoken_title import other_title, spoken_title
from bot.domain.series import Kind, Series
from bot.i18n import speaking

pytestmark = pytest.mark.languages


def _series(country: str, native: str | None) -> Series:
    return Series(id="x", title="Abroad", country=country, year=2024, kind=Kind.BL, native_title=native)


@pytest.mark.parametrize(
    ("country", "language"),
    [("KR", "ko"), ("JP", "ja"), ("TH", "th"), ("CN", "zh-CN"), ("TW", "zh-CN"), ("HK", "zh-TW")],
)
def test_at_home_it_goes_by_its_own_name(country: str, language: str) -> None:
    series = _series(country, "집")
    with speaking(language):
        assert (spoken_title(series), other_title(series)) == ("집", "Abroad")


@pytest.mark.parametrize(
    ("country", "language"), [("KR", "en-GB"), ("KR", "ja"), ("HK", "en-US"), ("TH", "vi"), ("KR", "sv-SE")]
)
def test_elsewhere_by_the_one_it_is_known_under(country: str, language: str) -> None:
    series = _series(country, "집")
    with speaking(language):
        assert (spoken_title(series), other_title(series)) == ("Abroad", "집")


def test_where_only_one_name_is_known_that_is_it() -> None:
    with speaking("ko"):
        assert (spoken_title(_series("KR", None)), other_title(_series("KR", None))) == ("Abroad", None)
