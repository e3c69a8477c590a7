"""The card of a series, in the order that fans look for things."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

import discord
from discord import ui

from bot.domain.catalogue.couples import beside_actors
from bot.domain.catalogue.series import LONGEST_PREMISE
from bot.domain.catalogue.spoken_title import other_title
from bot.domain.kept_back import Topic
from bot.domain.search import Match
from bot.domain.series import Ending, Series
from bot.domain.series_stats import SeriesFacts, SeriesStats
from bot.domain.spoilers import sanitise_inline
from bot.domain.vocabulary import Vocabulary
from bot.i18n import _, _n, current_language, joined, moment
from bot.ui.kit.cards import Item, button, card, choices, container, divider, row, text
from bot.ui.kit.equal_width_spoilers import listed, one_of
from bot.ui.kit.rating_words import rating_words, ratings_count, spread_words
from bot.ui.kit.reader import kept_back_of
from bot.ui.series.further import credit_of, look_button
from bot.ui.series.links import links_out, shown_on
from bot.ui.series.poster import head_of
from bot.ui.series.words import (
    choice_label,
    country_name,
    dated_title,
    ending_label,
    episodes_words,
    kind_label,
    lineage_words,
    place_words,
    title_of,
    typed_words,
)
from bot.ui.suggestions import suggestion_lines

_MOST_PEOPLE = 6
_MOST_LINEAGE = 6

# The card's buttons, five to a row; each is shown where its feature runs.
BUTTONS = (
    "reviews.list",
    "reviews.write",
    "recommend.similar",
    "progress.open",
    "discuss.open",
    "lineage.open",
    "episodes.open",
    "progress.tap",
    "calendar.remind",
)
# What needs no server of the bot's own: a member's place and taste are theirs wherever they are.
BUTTONS_ANYWHERE = ("recommend.similar", "progress.open", "lineage.open", "progress.tap")
_ROW = 5


def series_card(
    facts: SeriesFacts,
    vocabulary: Vocabulary,
    *,
    actions: Collection[str],
    rating_style: str = "ten",
    typed: str | None = None,
    has_poster: bool = False,
    tmdb_logo: str = "",
) -> ui.LayoutView:
    """The card; `actions` are the buttons' actions that run here.

    With `typed`, what it was found by, a button looks further for those who meant another one. With `has_poster` the
    message carries the picture as the file `POSTER`. `tmdb_logo` is the emoji that stands before TMDB's notice.
    """
    kept = kept_back_of(facts.series)
    return _built(
        facts, vocabulary, tuple(actions), rating_style, typed, has_poster, tmdb_logo, current_language(), kept
    )


def cards_at_hand() -> tuple[int, int]:
    """How often a card was at hand, and how often it had to be built, since the start."""
    counted = _built.cache_info()
    return counted.hits, counted.misses


# The same card is asked for again and again; it holds no state, so it can be sent again as it is.
@lru_cache(maxsize=128)
def _built(
    facts: SeriesFacts,
    vocabulary: Vocabulary,
    actions: tuple[str, ...],
    rating_style: str,
    typed: str | None,
    has_poster: bool,
    tmdb_logo: str,
    _language: str,
    kept: tuple[Topic, ...],
) -> ui.LayoutView:
    series = facts.series
    items: list[Item] = [head_of(_head(series), series, has_poster=has_poster)]
    people = _people(series, with_cast=Topic.CAST not in kept)
    premise = "" if Topic.CAST in kept else _premise(facts)  # it names who is in it
    told = (premise, _own_place(facts), people, _about(series, vocabulary), shown_on(series), _next(facts))
    blocks = (*told, _hidden(series, vocabulary), _lineage(facts))
    items += [text(block) for block in blocks if block]
    members = suggestion_lines(facts.suggestions, series.id)
    if members:
        items += [divider(), text("\n".join([_("**Members recommend**"), *members]))]
    if facts.standing is not None and Topic.RATINGS not in kept:
        items += [divider(), text(_standing(facts.standing, rating_style))]
    if kept:
        items.append(text("-# " + _("Some of it is kept back until you have seen it, as you wish: /progress privacy.")))
    items.append(text(_source(series, tmdb_logo)))
    labels = {
        "reviews.list": _("Reviews"),
        "reviews.write": _("Write a review"),
        "recommend.similar": _("Similar"),
        "progress.open": _("My progress"),
        "discuss.open": _("Discuss"),
        "lineage.open": _("Lineage"),
        "episodes.open": _("Episodes"),
        "progress.tap": _("Watched one more"),
        "calendar.remind": _("Remind me"),
    }
    empty = {"lineage.open": not facts.lineage, "calendar.remind": not facts.next_out}
    wanted = [action for action in BUTTONS if action in actions and not empty.get(action)]
    buttons = [button(labels[action], action, series.id) for action in wanted]
    if typed is not None:
        buttons.append(look_button(typed))
    items += [row(*buttons[start : start + _ROW]) for start in range(0, len(buttons), _ROW)]
    return card(container(*items))


def _head(series: Series) -> str:
    other = other_title(series)
    also = f"\n{sanitise_inline(other)}" if other else ""
    place = " · ".join((country_name(series.country), str(series.year), kind_label(series.kind)))
    episodes = episodes_words(series)
    return f"## {title_of(series)}{also}\n{place}" + (f"\n{episodes}" if episodes else "")


def _premise(facts: SeriesFacts) -> str:
    """Our own premise; otherwise what a source tells, named, and behind a bar where it may give something away."""
    series = facts.series
    if series.premise:
        return f"*{sanitise_inline(series.premise, limit=LONGEST_PREMISE)}*"
    if series.overview is None:
        return ""
    told = sanitise_inline(series.overview.text, limit=LONGEST_PREMISE)
    source = sanitise_inline(series.overview.source)
    if facts.overview_tells:
        return _("What it is about, by {source} (may give things away): {text}", source=source, text=f"||{told}||")
    return _("*{text}* ({source})", source=source, text=told)


def _next(facts: SeriesFacts) -> str:
    """When the next episode is out, in the reader's own time; two at once are one line."""
    if not facts.next_out:
        return ""
    first, last, at = facts.next_out[0].episode, facts.next_out[-1].episode, facts.next_out[0].airs_at
    when = f"{moment(at)} ({moment(at, 'R')})"
    if first == last:
        return _("**Next** episode {episode} · {when}", episode=first, when=when)
    return _("**Next** episodes {first}–{last} · {when}", first=first, last=last, when=when)


def _own_place(facts: SeriesFacts) -> str:
    """Where the one reader is, and their rating; empty on cards that others see."""
    parts: list[str] = []
    if facts.place is not None:
        parts.append(place_words(facts.place, facts.series))
    if facts.own_rating is not None:
        parts.append(rating_words(facts.own_rating, "ten"))
    return _("**You:** {words}", words=" · ".join(parts)) if parts else ""


def _names(names: Sequence[str]) -> str:
    shown = joined(sanitise_inline(name) for name in names[:_MOST_PEOPLE])
    rest = len(names) - _MOST_PEOPLE
    return shown + (" " + _n("and {count} more", "and {count} more", rest) if rest > 0 else "")


def _people(series: Series, *, with_cast: bool) -> str:
    lines: list[str] = []
    if series.cast and with_cast:
        lines.append(_("**With** {names}", names=_billed(series)))
    if series.directors:
        lines.append(_("**Directed by** {names}", names=_names(series.directors)))
    if series.writers:
        lines.append(_("**Written by** {names}", names=_names(series.writers)))
    return "\n".join(lines)


def _billed(series: Series) -> str:
    """The cast, with couple names beside the two whose names they join, and the others behind."""
    billed, left = beside_actors(series.cast[:_MOST_PEOPLE], series.couples)
    shown: list[str] = []
    for each in billed:
        people = " & ".join(sanitise_inline(name) for name in each.people)
        couples = joined(sanitise_inline(name) for name in each.couples)
        shown.append(f"{people} ({couples})" if couples else people)
    said = joined(shown)
    rest = len(series.cast) - _MOST_PEOPLE
    if rest > 0:
        said += " " + _n("and {count} more", "and {count} more", rest)
    others = joined(sanitise_inline(name) for name in left[:3])
    return f"{said} · {others}" if others else said


def _about(series: Series, vocabulary: Vocabulary) -> str:
    lines: list[str] = []
    source = series.based_on
    if source:
        kind = vocabulary.label(source.kind)
        work = f"*{sanitise_inline(source.title)}*"
        if source.author:
            author = sanitise_inline(source.author)
            lines.append(_("**Based on** {work} by {author} ({kind})", work=work, author=author, kind=kind))
        else:
            lines.append(_("**Based on** {work} ({kind})", work=work, kind=kind))
    terms = [vocabulary.label(term) for term in (*series.genres, *_open(series.tropes, vocabulary))]
    if terms:
        lines.append(" · ".join(sanitise_inline(term) for term in terms[:14]))
    return "\n".join(lines)


def _open(terms: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    return [term for term in terms if not _gives_away(term, vocabulary)]


def _gives_away(term: str, vocabulary: Vocabulary) -> bool:
    found = vocabulary.get(term)
    return found is None or found.spoiler  # in doubt, hide


def _hidden(series: Series, vocabulary: Vocabulary) -> str:
    """Content notes, telling tropes and the ending, each on a line of its own, behind bars that tell nothing."""
    lines: list[str] = []
    if series.content_notes:
        notes = listed([sanitise_inline(vocabulary.label(note)) for note in series.content_notes])
        lines.append(_("**Content notes** {notes}", notes=notes))
    else:
        lines.append(_("**Content notes** none recorded, which does not mean none"))
    telling = [term for term in series.tropes if _gives_away(term, vocabulary)]
    if telling:
        names = listed([sanitise_inline(vocabulary.label(term)) for term in telling])
        lines.append(_("**More content notes (spoilers)** {names}", names=names))
    if series.ending:
        endings = [ending_label(each) for each in Ending]
        lines.append(_("**Ending** {ending}", ending=one_of(ending_label(series.ending), endings)))
    return "\n".join(lines)


def _lineage(facts: SeriesFacts) -> str:
    lines = [
        lineage_words(edge.kind, is_source=edge.source_id == facts.series.id).format(title=f"*{dated_title(other)}*")
        for edge, other in facts.lineage[:_MOST_LINEAGE]
    ]
    return "\n".join(lines)


def _standing(standing: SeriesStats, style: str) -> str:
    if standing.count == 0:
        return _("Nobody has reviewed it here yet.")
    count = ratings_count(standing.count)
    spread = spread_words(dict(standing.ratings))
    if standing.mean is None:
        return _("{count} here so far; an average follows with more.", count=count) + f"\n{spread}"
    mean = rating_words(standing.mean, style)
    return _("**{mean}** in this server · {count}", mean=mean, count=count) + f"\n{spread}"


def _source(series: Series, tmdb_logo: str) -> str:
    """Who says so, with the pages elsewhere: licences such as CC BY-SA ask for the name and the link."""
    facts = joined(sanitise_inline(name) for name in series.sources)
    said = _("Facts: {sources}.", sources=facts) if facts else _("Facts: Linger's catalogue.")
    if series.poster and series.poster.source not in series.sources:
        said += " " + _("Poster: {source}.", source=sanitise_inline(series.poster.source))
    named = {*series.sources, *(each.source for each in (series.poster, series.overview) if each is not None)}
    if "TMDB" in named:
        said += " " + credit_of("TMDB", tmdb_logo)
    links = links_out(series)
    return "-# " + said + (f"\n-# {links}" if links else "")


def series_choice(
    typed: str, found: Sequence[tuple[Series, Match]], action: str, *arguments: object, further: bool = False
) -> ui.LayoutView:
    """A list of up to 25 candidates for what somebody typed; comes back as `action` with the chosen id.

    With `further`, a button asks outside for those whose series is not among them.
    """
    options = [
        discord.SelectOption(
            label=choice_label(series, match)[:100], value=series.id, description=_option_line(series) or None
        )
        for series, match in found[:25]
    ]
    question = _("Which one do you mean by “{typed}”?", typed=typed_words(typed))
    items: list[Item] = [text(question), choices(_("Choose a series"), action, *arguments, options=options)]
    if further:
        items.append(row(look_button(typed)))
    return card(container(*items))


def series_options(question: str, series: Sequence[Series], action: str) -> ui.LayoutView:
    """A list of up to 25 series below a question; comes back as `action` with the chosen id."""
    options = [
        discord.SelectOption(label=choice_label(one), value=one.id, description=_option_line(one) or None)
        for one in series[:25]
    ]
    return card(container(text(question), choices(_("Choose a series"), action, options=options)))


def _option_line(series: Series) -> str:
    return " · ".join(part for part in (series.native_title or "", episodes_words(series)) if part)[:100]


def nothing_found(typed: str, *, can_add: bool) -> ui.LayoutView:
    """Nothing is close enough; says what to do next."""
    said = _("I know no series like “{typed}”.", typed=typed_words(typed))
    if can_add:
        hint = _("Check the spelling, try its name in another language, or add it to this server's catalogue.")
        return card(container(text(f"{said}\n{hint}"), row(button(_("Add a series"), "catalogue.add"))))
    hint = _(
        "Check the spelling, try its name in another language, or ask the people who keep the catalogue to add it."
    )
    return card(container(text(f"{said}\n{hint}")))
