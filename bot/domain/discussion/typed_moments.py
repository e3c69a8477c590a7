"""Days and times of day as people type them in their own language, and as `figure` writes them there."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time, timedelta
from typing import Final

from bot.domain.spoilers import quoted
from bot.errors import UserError
from bot.i18n import _, current_locale
from bot.patterns import later_re

MAX_AHEAD: Final = timedelta(days=366)
_NUMBER: Final = later_re(r"\d+", re.ASCII)
_BETWEEN: Final = later_re(r"(?:[\s,./-]|[년월일年月日号號]|\b(?:de|del|of|ngày|năm)\b|วันที่)*")
# 20:00, 20.00, 20h, 20h30, 8pm, 8:30 p.m., 20 Uhr, 20時30分, 20시, 오후 8시, 晚上8点, 20.00 น.
_TIME: Final = later_re(
    r"(?:(?P<am>오전|午前|上午|午夜|凌晨|清晨|早上)|(?P<pm>오후|午後|下午|中午|晚上))?\s?"
    r"(?P<hour>\d{1,2})"
    r"(?:\s?[:.h時时點点시]\s?(?P<minute>\d{2})\s?(?:분|分)?)?"
    r"\s?(?P<end>h|uhr|o'clock|時|时|點|点|시|น\.?|a\.?\s?m\.?|p\.?\s?m\.?)?",
    re.ASCII,
)


def read_date(typed: str, today: date) -> date:
    """`2026-11-27`, the reader's own way to write it, or their word for today or tomorrow.

    Raises UserError for anything else, and for a day that is over.
    """
    day = _day(_plain(typed), today)
    if day is None:
        raise UserError(
            _(
                "“{typed}” is not a date. Write it like {example}, or “tomorrow”.",
                typed=quoted(typed, limit=30),
                example=today,
            )
        )
    if day < today:
        raise UserError(_("{day} is over. The first episode has to open today or later.", day=day))
    if day - today > MAX_AHEAD:
        raise UserError(_("{day} is more than a year ahead. Start the group when it is closer.", day=day))
    return day


def _plain(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def _day(word: str, today: date) -> date | None:
    if word in ("today", _plain(_("today"))):
        return today
    if word in ("tomorrow", _plain(_("tomorrow"))):
        return today + timedelta(days=1)
    name, month = next(((name, month) for name, month in _months() if name in word), ("", None))
    rest = word.replace(name, " ", 1) if month else word
    numbers = _NUMBER.findall(rest)
    if len(numbers) != (2 if month else 3) or not _BETWEEN.fullmatch(_NUMBER.sub(" ", rest)):
        return None
    parts = dict(zip(_order(numbers, month), numbers, strict=True))
    try:
        return date(int(parts["y"]), month or int(parts["M"]), int(parts["d"])) if len(parts["y"]) == 4 else None
    except (ValueError, OverflowError):
        return None


def _months() -> list[tuple[str, int]]:
    """Names of months in the reader's language, the longest first: "thg 1" begins like "thg 11"."""
    named = [(_plain(name), month) for form in current_locale().months.values() for width in ("wide", "abbreviated")
             for month, name in form[width].items()]  # fmt: skip
    return sorted(named, key=lambda one: -len(one[0]))


def _order(numbers: list[str], month: int | None) -> str:
    """Which of the numbers is the year, the month (unless it is named) and the day."""
    if len(numbers[0]) == 4:
        return "yd" if month else "yMd"
    pattern = current_locale().date_formats["medium"].pattern
    return "dy" if month else "".join(sorted("dMy", key=pattern.index))


def read_time(typed: str) -> time:
    """`20:00`, `8pm` or `오후 8시`, on the wall clock. Raises UserError for anything else, also for `20` alone."""
    found = _TIME.fullmatch(_plain(typed))
    if found is None or not (found["minute"] or found["end"] or found["am"] or found["pm"]):
        raise _no_time(typed)
    hours, minutes, end = int(found["hour"]), int(found["minute"] or 0), found["end"] or ""
    is_am, is_pm = bool(found["am"]) or end.startswith("a"), bool(found["pm"]) or end.startswith("p")
    if is_am or is_pm:
        if not 1 <= hours <= 12:
            raise _no_time(typed)
        hours = hours % 12 + (12 if is_pm else 0)
    if hours > 23 or minutes > 59:
        raise _no_time(typed)
    return time(hours, minutes)


def _no_time(typed: str) -> UserError:
    return UserError(_("“{typed}” is not a time of day. Write it like 20:00 or 8pm.", typed=quoted(typed, limit=30)))
