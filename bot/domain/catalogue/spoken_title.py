"""Under which of its names somebody knows a series: at home it is called otherwise than abroad."""

from __future__ import annotations

from bot.domain.series import Series
from bot.i18n import current_locale


def spoken_title(series: Series) -> str:
    """The title in the language that is spoken now: the native one where the series is from, else the usual one."""
    return series.native_title if series.native_title and _is_at_home(series) else series.title


def other_title(series: Series) -> str | None:
    """The name that `spoken_title` leaves out, or None where there is only one."""
    return series.title if series.native_title and _is_at_home(series) else series.native_title


def _is_at_home(series: Series) -> bool:
    """Whether the country speaks what is spoken now. In English the usual title stands, which is English or known."""
    from babel.languages import get_official_languages

    language = current_locale().language
    return language != "en" and language in {code.split("_")[0] for code in get_official_languages(series.country)}
