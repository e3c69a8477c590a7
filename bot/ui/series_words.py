"""How series are named and described in cards and in lists to choose from."""

from __future__ import annotations

import regex

from bot.domain.search import Match
from bot.domain.series import Ending, Kind, LineageKind, Series
from bot.domain.spoilers import sanitise_inline
from bot.i18n import _, _n, current_locale

MAX_CHOICE = 100  # characters of an autocomplete choice and of a select's option
_GRAPHEME = regex.compile(r"\X")


def shortened(text: str, limit: int) -> str:
    """At most `limit` UTF-16 units of `text`, cut between graphemes and marked with an ellipsis."""
    if _units(text) <= limit:
        return text
    kept: list[str] = []
    room = limit - 1
    for grapheme in _GRAPHEME.findall(text):
        room -= _units(grapheme)
        if room < 0:
            break
        kept.append(grapheme)
    return "".join(kept).rstrip() + "…"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def country_name(code: str) -> str:
    """The country in the reader's language."""
    name: str | None = current_locale().territories.get(code)
    return name or code


def kind_label(kind: Kind) -> str:
    """The kind in a word."""
    return {
        Kind.BL: _("BL"),
        Kind.GL: _("GL"),
        Kind.QUEER: _("Queer"),
        Kind.QUEER_ADJACENT: _("Queer-adjacent"),
        Kind.GENERAL: _("General"),
    }[kind]


def ending_label(ending: Ending) -> str:
    """How it ends, in a word; only ever shown behind a spoiler."""
    return {
        Ending.HAPPY: _("happy"),
        Ending.BITTERSWEET: _("bittersweet"),
        Ending.SAD: _("sad"),
        Ending.OPEN: _("open"),
    }[ending]


def status_words(status: str) -> str:
    """Whether it is announced, airing or finished."""
    return {"announced": _("announced"), "airing": _("airing now"), "finished": _("finished")}.get(status, status)


def title_of(series: Series) -> str:
    """The title, safe inside any markdown: servers add series of their own."""
    return sanitise_inline(series.title)


def typed_words(typed: str) -> str:
    """What somebody typed, safe to repeat and not too long."""
    return sanitise_inline(typed, limit=60)


def dated_title(series: Series) -> str:
    """The title with country and year, which tell homonyms apart."""
    return f"{title_of(series)} ({series.country}, {series.year})"


def choice_label(series: Series, match: Match | None = None) -> str:
    """One line for a list to choose from, at most 100 characters; says what matched where the title did not."""
    tail = f" ({series.country}, {series.year})"
    if match is not None and match.matched_as not in ("title", "acronym") and match.matched != series.title:
        tail += f" · {shortened(match.matched, 40)}"
    return shortened(series.title, MAX_CHOICE - _units(tail)) + tail


def episodes_words(series: Series) -> str:
    """Such as "8 episodes × 50 min · finished"; empty where nothing is recorded."""
    parts: list[str] = []
    if series.episodes:
        parts.append(_n("{count} episode", "{count} episodes", series.episodes))
    if series.minutes:
        parts.append(_("{minutes} min", minutes=series.minutes))
    words = " × ".join(parts)
    return " · ".join(part for part in (words, status_words(series.status) if series.status else "") if part)


def lineage_words(kind: LineageKind, *, is_source: bool) -> str:
    """The edge as seen from one end, with a place for the other's title."""
    if is_source:
        return {
            LineageKind.PAVED_THE_WAY: _("Paved the way for {title}"),
            LineageKind.REMAKE: _("Remade as {title}"),
            LineageKind.SEQUEL: _("Continued in {title}"),
            LineageKind.SEASON: _("Next season: {title}"),
            LineageKind.SAME_SOURCE: _("From the same source: {title}"),
            LineageKind.SPIN_OFF: _("Spin-off: {title}"),
        }[kind]
    return {
        LineageKind.PAVED_THE_WAY: _("{title} paved the way for it"),
        LineageKind.REMAKE: _("A remake of {title}"),
        LineageKind.SEQUEL: _("Continues {title}"),
        LineageKind.SEASON: _("Season before: {title}"),
        LineageKind.SAME_SOURCE: _("From the same source: {title}"),
        LineageKind.SPIN_OFF: _("A spin-off of {title}"),
    }[kind]
