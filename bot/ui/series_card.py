"""The card of a series, in the order that fans look for things."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

import discord
from discord import ui

from bot.domain.search import Match
from bot.domain.series import Ending, Series
from bot.domain.spoilers import sanitise_inline
from bot.domain.standings import SeriesFacts, Standing
from bot.domain.vocabulary import Vocabulary
from bot.i18n import _, _n, current_language
from bot.ui.cards import Item, button, card, choices, container, divider, row, text
from bot.ui.even_bars import listed, one_of
from bot.ui.rating_words import rating_words, ratings_count, spread_words
from bot.ui.series_words import (
    choice_label,
    country_name,
    dated_title,
    ending_label,
    episodes_words,
    kind_label,
    lineage_words,
    title_of,
    typed_words,
)
from bot.ui.suggestion_card import suggestion_lines

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
)
# What needs no server of the bot's own: a member's place and taste are theirs wherever they are.
BUTTONS_ANYWHERE = ("recommend.similar", "progress.open", "lineage.open", "progress.tap")
_ROW = 5


def series_card(
    facts: SeriesFacts, vocabulary: Vocabulary, *, actions: Collection[str], rating_style: str = "ten"
) -> ui.LayoutView:
    """The card; `actions` are the buttons' actions that run here."""
    return _built(facts, vocabulary, tuple(actions), rating_style, current_language())


# The same card is asked for again and again; it holds no state, so it can be sent again as it is.
@lru_cache(maxsize=128)
def _built(
    facts: SeriesFacts, vocabulary: Vocabulary, actions: tuple[str, ...], rating_style: str, _language: str
) -> ui.LayoutView:
    series = facts.series
    head = _head(series)
    items: list[Item] = []
    if series.poster:
        alt = _("Poster of {title}", title=series.title)
        items.append(ui.Section(head, accessory=ui.Thumbnail(series.poster.url, description=alt[:1024])))
    else:
        items.append(text(head))
    blocks = (_people(series), _about(series, vocabulary), _hidden(series, vocabulary), _lineage(facts))
    items += [text(block) for block in blocks if block]
    members = suggestion_lines(facts.suggestions, series.id)
    if members:
        items += [divider(), text("\n".join([_("**Members recommend**"), *members]))]
    if facts.standing is not None:
        items += [divider(), text(_standing(facts.standing, rating_style))]
    items.append(text(_source(series)))
    labels = {
        "reviews.list": _("Reviews"),
        "reviews.write": _("Write a review"),
        "recommend.similar": _("Similar"),
        "progress.open": _("My progress"),
        "discuss.open": _("Discuss"),
        "lineage.open": _("Lineage"),
        "episodes.open": _("Episodes"),
        "progress.tap": _("Watched one more"),
    }
    wanted = [action for action in BUTTONS if action in actions and (action != "lineage.open" or facts.lineage)]
    buttons = [button(labels[action], action, series.id) for action in wanted]
    items += [row(*buttons[start : start + _ROW]) for start in range(0, len(buttons), _ROW)]
    return card(container(*items))


def _head(series: Series) -> str:
    native = f"\n{sanitise_inline(series.native_title)}" if series.native_title else ""
    place = " · ".join((country_name(series.country), str(series.year), kind_label(series.kind)))
    episodes = episodes_words(series)
    return f"## {title_of(series)}{native}\n{place}" + (f"\n{episodes}" if episodes else "")


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(sanitise_inline(name) for name in names[:_MOST_PEOPLE])
    rest = len(names) - _MOST_PEOPLE
    return shown + (" " + _n("and {count} more", "and {count} more", rest) if rest > 0 else "")


def _people(series: Series) -> str:
    lines: list[str] = []
    if series.cast:
        couple = f" ({', '.join(sanitise_inline(name) for name in series.couples[:3])})" if series.couples else ""
        lines.append(_("**With** {names}", names=_names(series.cast)) + couple)
    if series.directors:
        lines.append(_("**Directed by** {names}", names=_names(series.directors)))
    if series.writers:
        lines.append(_("**Written by** {names}", names=_names(series.writers)))
    return "\n".join(lines)


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
        lines.append(_("**Also, telling** {names}", names=names))
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


def _standing(standing: Standing, style: str) -> str:
    if standing.count == 0:
        return _("Nobody has reviewed it here yet.")
    count = ratings_count(standing.count)
    spread = spread_words(dict(standing.ratings))
    if standing.mean is None:
        return _("{count} here so far; an average follows with more.", count=count) + f"\n{spread}"
    mean = rating_words(standing.mean, style)
    return _("**{mean}** in this server · {count}", mean=mean, count=count) + f"\n{spread}"


def _source(series: Series) -> str:
    if series.poster:
        return "-# " + _("Facts: Linger's catalogue. Poster: {source}.", source=sanitise_inline(series.poster.source))
    return "-# " + _("Facts: Linger's catalogue.")


def series_choice(typed: str, found: Sequence[tuple[Series, Match]], action: str, *arguments: object) -> ui.LayoutView:
    """A list of up to 25 candidates for what somebody typed; comes back as `action` with the chosen id."""
    options = [
        discord.SelectOption(
            label=choice_label(series, match)[:100], value=series.id, description=_option_line(series) or None
        )
        for series, match in found[:25]
    ]
    question = _("Which one do you mean by “{typed}”?", typed=typed_words(typed))
    return card(container(text(question), choices(_("Choose a series"), action, *arguments, options=options)))


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
