"""Why a series is recommended, in words that a friend would use."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.domain.series import Series
from bot.domain.spoilers import sanitise_inline
from bot.domain.suggestions import MOST_SAID
from bot.domain.vocabulary import Vocabulary
from bot.i18n import _, _n
from bot.ui.rating_words import rating_words
from bot.ui.series_words import country_name, title_of

if TYPE_CHECKING:
    from bot.domain.recommender import Explanation
    from bot.domain.recommender.explaining import Share

# What is worth saying first. The rest (decade, network, kind, country) is said only where nothing better is shared.
_TELLING = ("suggested", "lineage", "source", "director", "writer", "author", "couple", "cast", "trope", "genre")
_PLAIN = ("network", "source-kind", "country", "kind")

Lookup = Callable[[str], Series | None]


def reason(
    why: Explanation, series: Series, vocabulary: Vocabulary, look: Lookup, *, own_ratings: dict[str, int], style: str
) -> str:
    """One line: what it shares with what the member likes, and how many people here love both."""
    told = [_share_reason(share, series, vocabulary, look, own_ratings, style) for share in why.shares[:3]]
    parts = [words for words in told if words]
    if parts:
        return parts[0][0].upper() + parts[0][1:] + "."
    return _house_reason(series, vocabulary)


def _share_reason(
    share: Share, series: Series, vocabulary: Vocabulary, look: Lookup, own_ratings: dict[str, int], style: str
) -> str:
    liked = look(share.series_id)
    if liked is None or share.amount <= 0:
        return ""
    title = f"*{title_of(liked)}*"
    given = own_ratings.get(share.series_id)
    if given is not None:
        title = _("{title}, which you gave {rating}", title=title, rating=rating_words(given, style))
    words = _common(share, vocabulary, title)
    both = _loved_both(share.liked_both)
    if words and both:
        return f"{words}; {both}"
    if both:
        return _("{people} here loved both this and {title}", people=_people(share.liked_both), title=title)
    return words


def _common(share: Share, vocabulary: Vocabulary, title: str) -> str:
    facets: dict[str, list[str]] = {}
    for role, value in share.shared:
        if role in ("trope", "genre", "source-kind") and vocabulary.is_spoiler(value):
            continue  # a reason gives nothing away
        facets.setdefault(role, []).append(value)
    for role in (*_TELLING, *_PLAIN):
        if role in facets:
            return _facet_words(role, facets[role][0], vocabulary, title)
    return ""


def _facet_words(role: str, value: str, vocabulary: Vocabulary, title: str) -> str:
    name = sanitise_inline(value)
    words = {
        "suggested": lambda: _("members here recommend it to those who loved {title}", title=title),
        "lineage": lambda: _("it belongs to the story around {title}", title=title),
        "source": lambda: _("from the same work as {title}", title=title),
        "director": lambda: _("same director ({name}) as {title}", name=name, title=title),
        "writer": lambda: _("same writer ({name}) as {title}", name=name, title=title),
        "author": lambda: _("from a book by {name}, like {title}", name=name, title=title),
        "couple": lambda: _("the same couple ({name}) as in {title}", name=name, title=title),
        "cast": lambda: _("with {name}, whom you know from {title}", name=name, title=title),
        "trope": lambda: _("{term}, as in {title}", term=_term(value, vocabulary), title=title),
        "genre": lambda: _("{term}, like {title}", term=_term(value, vocabulary), title=title),
        "network": lambda: _("from {name}, like {title}", name=name, title=title),
        "source-kind": lambda: _("{term}, like {title}", term=_term(value, vocabulary), title=title),
        "country": lambda: _("from {country}, like {title}", country=country_name(value), title=title),
        "kind": lambda: _("{term}, like {title}", term=_term(value, vocabulary), title=title),
    }
    return words[role]()


def _term(value: str, vocabulary: Vocabulary) -> str:
    return sanitise_inline(vocabulary.label(value))


def _people(count: int) -> str:
    return _n("{count} person", "{count} people", count)


def _loved_both(count: int) -> str:
    """Said only of three and more, so that nobody can be read out of it."""
    return _("{people} here loved both", people=_people(count)) if count >= MOST_SAID else ""


def _house_reason(series: Series, vocabulary: Vocabulary) -> str:
    terms = [vocabulary.label(term) for term in series.tropes if not vocabulary.is_spoiler(term)][:2]
    if terms:
        return _("Well loved, and a good place to start: {terms}.", terms=", ".join(terms))
    return _("Well loved, and a good place to start.")


def full_account(
    why: Explanation, series: Series, vocabulary: Vocabulary, look: Lookup, *, own_ratings: dict[str, int], style: str
) -> str:
    """Every cause with its share of the score."""
    lines = [_("### Why {title}?", title=title_of(series))]
    parts = why.parts()
    for share in why.shares:
        part = parts.get(share.series_id)
        if part is None or part < 0.01:
            continue
        words = _share_reason(share, series, vocabulary, look, own_ratings, style)
        liked = look(share.series_id)
        name = f"*{title_of(liked)}*" if liked else share.series_id
        lines.append(f"- **{part:.0%}** {name}" + (f": {words}" if words else ""))
    house = parts.get(None, 0.0)
    if house >= 0.01:
        lines.append(f"- **{house:.0%}** " + _("because it is well liked, whoever asks"))
    against = [share for share in why.shares if share.amount < 0]
    for share in against[:2]:
        liked = look(share.series_id)
        if liked is not None:
            lines.append("- " + _("*{title}* spoke a little against it", title=title_of(liked)))
    lines.append("-# " + _("Shares of its score. It counts what you liked; what others rated stays theirs."))
    return "\n".join(lines)
