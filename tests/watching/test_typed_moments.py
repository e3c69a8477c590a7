"""Days and times of day are read as people type them, in each language."""

from datetime import date, time

import pytest

from bot import i18n
from bot.domain.discussion.typed_moments import read_date, read_time
from bot.errors import UserError
from bot.i18n import _, figure, speaking

ALL_LANGUAGES = i18n.languages()  # before any fixture hides them
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-11-27", date(2026, 11, 27)),
        ("Tomorrow", date(2026, 11, 23)),
        ("today", date(2026, 11, 22)),
        ("２０２６-11-27", date(2026, 11, 27)),
        ("Nov 27, 2026", date(2026, 11, 27)),
        ("27 November 2026", date(2026, 11, 27)),
        ("11/27/2026", date(2026, 11, 27)),
    ],
)
def test_dates_are_read(typed: str, meant: date) -> None:
    assert read_date(typed, date(2026, 11, 22)) == meant


@pytest.mark.parametrize(
    "typed", ["2026-11-21", "2026-02-30", "next friday", "", "20261127", "2028-01-01", "2026-11-" + "9" * 20, "9" * 60]
)
def test_other_dates_are_refused_with_what_was_typed(typed: str) -> None:
    with pytest.raises(UserError):
        read_date(typed, date(2026, 11, 22))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("20:00", time(20)),
        ("8.05", time(8, 5)),
        (" 00:00 ", time(0)),
        ("8pm", time(20)),
        ("8 PM", time(20)),
        ("8:30 p.m.", time(20, 30)),
        ("12am", time(0)),
        ("12:15am", time(0, 15)),
        ("12pm", time(12)),
        ("20h", time(20)),
        ("20h30", time(20, 30)),
        ("20 Uhr", time(20)),
        ("20時", time(20)),
        ("20시 30분", time(20, 30)),
        ("２０：００", time(20)),
    ],
)
def test_times_are_read(typed: str, meant: time) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize(
    "typed", ["24:00", "20", "20:60", "٢٠:٠٠", "13pm", "0am", "25h", "pm", "8pmm", "8:5", "8 pm am", "-8pm", ""]
)
def test_other_times_are_refused(typed: str) -> None:
    with pytest.raises(UserError, match="not a time of day"):
        read_time(typed)


@pytest.mark.languages
@pytest.mark.parametrize("code", ALL_LANGUAGES)
def test_what_is_shown_can_be_typed(code: str) -> None:
    """Every day of the year, and the time every ten minutes."""
    with speaking(code):
        days = [date.fromordinal(TODAY.toordinal() + ahead) for ahead in range(366)]
        assert [day for day in days if read_date(figure(day), TODAY) != day] == []
        times = [time(hour, minute) for hour in range(24) for minute in range(0, 60, 10)]
        assert [at for at in times if read_time(figure(at)) != at] == []
        assert [read_date(_(word), TODAY) for word in ("today", "tomorrow")] == [TODAY, date(2026, 11, 23)]
        refused = _("“{typed}” is not a date. Write it like {example}, or “tomorrow”.")
        assert _("tomorrow") in refused


@pytest.mark.languages
@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("ko", "2026년 11월 27일"),
        ("ko", "2026.11.27"),
        ("ja", "2026年11月27日"),
        ("zh-TW", "2026/11/27"),
        ("es-419", "27 de noviembre de 2026"),
        ("es-ES", "27/11/2026"),
        ("pt-BR", "27/11/2026"),
        ("pt-BR", "27 de novembro de 2026"),
        ("fr", "27 novembre 2026"),
        ("de", "27. November 2026"),
        ("id", "27 November 2026"),
        ("vi", "27/11/2026"),
        ("vi", "ngày 27 tháng 11 năm 2026"),
        ("th", "27 พฤศจิกายน 2026"),
        ("en-GB", "27/11/2026"),
    ],
)
def test_a_day_is_read_as_each_language_writes_it(code: str, typed: str) -> None:
    with speaking(code):
        assert read_date(typed, TODAY) == date(2026, 11, 27)


@pytest.mark.parametrize(
    "typed", ["오후 8시", "오후 8:00", "午後8時", "晚上8點", "下午8:00", "20.00 น.", "8:00 p. m.", "20h", "20 Uhr"]
)
def test_eight_in_the_evening_is_read_in_any_language(typed: str) -> None:
    assert read_time(typed) == time(20)
