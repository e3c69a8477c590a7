"""How series are named and described in cards and in lists to choose from."""

from __future__ import annotations

from functools import lru_cache

from bot.domain.catalogue.spoken_title import spoken_title
from bot.domain.kept_back import Topic
from bot.domain.progress import Progress, Status, has_finished
from bot.domain.search import Match
from bot.domain.series import Ending, Kind, LineageKind, Series
from bot.domain.spoilers import sanitise_inline
from bot.i18n import _, _n, current_locale
from bot.ui.kit.lines import shortened, units
from bot.ui.kit.reader import is_kept_back

MAX_CHOICE = 100  # characters of an autocomplete choice and of a select's option


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
        Kind.FILM: _("Film"),
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
    """Whether it is announced, airing or ended."""
    return {"announced": _("announced"), "airing": _("airing now"), "finished": _("ended")}.get(status, status)


def title_of(series: Series) -> str:
    """The title, safe inside any markdown: servers add series of their own."""
    return _safe(spoken_title(series))


_safe = lru_cache(maxsize=1024)(sanitise_inline)  # titles that were shown lately: a card names the same ones again


def typed_words(typed: str) -> str:
    """What somebody typed, safe to repeat and not too long."""
    return sanitise_inline(typed, limit=60)


def dated_title(series: Series) -> str:
    """The title with country and year, which tell homonyms apart."""
    return f"{title_of(series)} ({series.country}, {series.year})"


def choice_label(series: Series, match: Match | None = None) -> str:
    """One line for a list to choose from, at most 100 characters; says what matched where the title did not."""
    tail = f" ({series.country}, {series.year})"
    if match is not None and match.matched_as in ("person", "couple") and is_kept_back(Topic.CAST, series):
        match = None
    if match is not None and match.matched_as not in ("title", "acronym") and match.matched != spoken_title(series):
        tail += f" · {shortened(match.matched, 40)}"
    return shortened(spoken_title(series), MAX_CHOICE - units(tail)) + tail


def episodes_words(series: Series) -> str:
    """Such as "8 episodes × 50 min · ended"; empty where nothing is recorded, or the reader wants none of it."""
    parts: list[str] = []
    if series.episodes and not is_kept_back(Topic.EPISODES, series):
        parts.append(_n("{count} episode", "{count} episodes", series.episodes))
    if series.minutes:
        parts.append(_("{minutes} min", minutes=series.minutes))
    words = " × ".join(parts)
    return " · ".join(part for part in (words, status_words(series.status) if series.status else "") if part)


def place_words(place: Progress, series: Series) -> str:
    """Where somebody is in a series: "episode 4", "finished" or "planned"."""
    if has_finished(place, series.episodes):
        return _("finished")
    if place.status is Status.PLANNED:
        return _("planned")
    if place.status is Status.DROPPED:
        return _("dropped at episode {episode}", episode=place.episode) if place.episode else _("dropped")
    return _("episode {episode}", episode=place.episode) if place.episode else _("not begun")


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
