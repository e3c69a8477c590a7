"""What outside catalogues know, to choose from; with the credit that each of them asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import discord
from discord import ui

from bot.domain.outside.listing import Listing
from bot.i18n import N_, _, _n, joined
from bot.ui.kit.cards import Item, button, card, choices, container, row, text
from bot.ui.kit.lines import shortened
from bot.ui.series.words import kind_label, typed_words

LOOK = "further.look"
CHOOSE = "further.choose"
MOST_TYPED: Final = 80  # characters that a button carries

# What each service asks of those who show its facts.
_CREDITS: Final = {
    "TVmaze": N_("[TVmaze](<https://www.tvmaze.com>), CC BY-SA"),
    "AniList": N_("[AniList](<https://anilist.co>)"),
    "Wikidata": N_("[Wikidata](<https://www.wikidata.org>), CC0"),
    "TMDB": N_(
        "This product uses TMDB and the TMDB APIs but is not endorsed, certified, or otherwise approved by "
        "[TMDB](<https://www.themoviedb.org>)."
    ),
}


def credit_of(source: str, tmdb_logo: str = "") -> str:
    """What a service asks to be said where something of it is shown; "" for one that asks for nothing.

    TMDB asks for its logo, too: an emoji of the bot's own, which stands small before the notice, where there is one.
    """
    said = _(_CREDITS[source]) if source in _CREDITS else ""
    return f"{tmdb_logo} {said}" if source == "TMDB" and tmdb_logo else said


def look_button(typed: str) -> ui.Button[ui.LayoutView]:
    """The way to the outside catalogues, with what was typed."""
    return button(_("Look further"), LOOK, carried(typed), emoji="🔎")


def carried(typed: str) -> str:
    """What somebody typed, as a button can carry it: without colons, which part ids, and not too long."""
    return " ".join(typed.replace(":", " ").split())[:MOST_TYPED]


def looking_card(typed: str, names: Sequence[str]) -> ui.LayoutView:
    """Said while others are asked."""
    return card(
        container(
            text(
                _(
                    "I know no series like “{typed}”. I am asking {names} …",
                    typed=typed_words(typed),
                    names=joined(names),
                )
            )
        )
    )


def found_card(
    typed: str, listings: Sequence[Listing], silent: Sequence[str], *, can_add: bool, tmdb_logo: str = ""
) -> ui.LayoutView:
    """What was found outside; whoever chooses makes it part of this bot's catalogue."""
    if not listings:
        return _nothing(typed, silent, can_add=can_add)
    options = [
        discord.SelectOption(label=_label(each), value=ids_as_value(each), description=_line(each) or None)
        for each in listings[:25]
    ]
    lines = [
        _n(
            "Found outside for “{typed}”. If it is what you mean, choose it; then everyone here can look it up.",
            "Found outside for “{typed}”. Choose the one that you mean; then everyone here can look it up.",
            len(options),
            typed=typed_words(typed),
        )
    ]
    if silent:
        lines.append("-# " + _("No answer from {names} just now.", names=joined(silent)))
    items: list[Item] = [text("\n".join(lines)), choices(_("Choose a series"), CHOOSE, options=options)]
    items.append(text(credits_line({source for each in listings for source in each.sources}, tmdb_logo)))
    if can_add:
        items.append(row(button(_("Add it by hand"), "catalogue.add")))
    return card(container(*items))


def _nothing(typed: str, silent: Sequence[str], *, can_add: bool) -> ui.LayoutView:
    said = _("Nobody outside knows “{typed}” either.", typed=typed_words(typed))
    if silent:
        said = _(
            "Nothing was found outside for “{typed}”, but {names} did not answer. Try again in a minute.",
            typed=typed_words(typed),
            names=joined(silent),
        )
    hint = _("Check the spelling, or try its name in another language.")
    buttons = [look_button(typed)] if silent else []
    if can_add:
        buttons.append(button(_("Add it by hand"), "catalogue.add"))
    items: list[Item] = [text(f"{said}\n{hint}")]
    return card(container(*items, *([row(*buttons)] if buttons else [])))


def credits_line(sources: set[str], tmdb_logo: str = "") -> str:
    """Who is to be credited, in small print."""
    said = [credit_of(name, tmdb_logo) for name in _CREDITS if name in sources]
    return "-# " + " · ".join(said)


def ids_as_value(listing: Listing) -> str:
    """The ids of a listing as an option's value of at most 100 characters; `ids_of_value` reads it back."""
    value = ""
    for service, identifier in listing.ids.items():
        longer = f"{value}|{service}={identifier}" if value else f"{service}={identifier}"
        if len(longer) <= 100:
            value = longer
    return value


def ids_of_value(value: str) -> dict[str, str]:
    """The ids of a chosen option; only what looks like one."""
    pairs = (part.partition("=") for part in value.split("|"))
    return {
        service: identifier
        for service, _mark, identifier in pairs
        if service.isidentifier() and identifier and all(each.isalnum() or each in "-_" for each in identifier)
    }


def _label(listing: Listing) -> str:
    tail = joined(str(part) for part in (listing.country, listing.year) if part)
    tail = f" ({tail})" if tail else ""
    return shortened(listing.title, 100 - len(tail)) + tail


def _line(listing: Listing) -> str:
    parts = [listing.native_title or "", kind_label(listing.kind) if listing.kind.value != "general" else ""]
    if len(listing.parts) > 1:
        parts.append(_n("{count} season", "{count} seasons", len(listing.parts)))
    elif listing.episodes:
        parts.append(_n("{count} episode", "{count} episodes", listing.episodes))
    parts.append(joined(listing.sources))
    return shortened(" · ".join(part for part in parts if part), 100)
