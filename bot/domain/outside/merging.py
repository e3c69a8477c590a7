"""Listings of one thing become one: by the ids that tie them together, then by name, country and year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from msgspec.structs import replace

from bot.domain.outside.listing import Listing
from bot.domain.search.normalise import key
from bot.domain.series import Kind, Series

_MOST_ALIASES: Final = 40
_UNITED: Final = frozenset({"sources", "aliases", "genres"})  # everybody's; of the rest, the first that says anything
_OWN: Final = frozenset({"ids", "title", "kind", "overview", "overview_source", "poster", "poster_source", "is_adult"})


def merged(listings: Iterable[Listing]) -> list[Listing]:
    """Each thing once, in the order of the first that names it; what an earlier listing says goes before a later one's.

    One whose country or year is unknown joins another of the same name only where nothing contradicts it.
    """
    groups: list[Listing] = []
    for listing in listings:
        same = [number for number, group in enumerate(groups) if is_same(group, listing)]
        if not same:
            groups.append(listing)
            continue
        whole = groups[same[0]]
        for number in same[1:]:
            whole = _united(whole, groups[number])
        groups[same[0]] = _united(whole, listing)
        for number in reversed(same[1:]):  # it ties together what was apart
            del groups[number]
    return groups


def is_same(one: Listing, other: Listing) -> bool:
    """Whether both are about the same thing. Ids decide where both have one of the same service."""
    shared = one.ids.keys() & other.ids.keys()
    if shared:
        return any(one.ids[service] == other.ids[service] for service in shared)
    if (one.kind is Kind.FILM) != (other.kind is Kind.FILM):
        return False
    return _fits(one.country, other.country) and _fits(one.year, other.year) and _share_a_name(one, other)


def is_same_series(one: Series, other: Series) -> bool:
    """Whether two series are one: of one country and year, and the title of either a title of the other."""
    if (one.kind is Kind.FILM) != (other.kind is Kind.FILM) or (one.country, one.year) != (other.country, other.year):
        return False
    return bool(_titles(one) & _titles(other))


def _titles(series: Series) -> set[str]:
    return {key(name) for name in (series.title, series.native_title) if name}


def _fits(one: object, other: object) -> bool:
    return one is None or other is None or one == other


def _share_a_name(one: Listing, other: Listing) -> bool:
    """The title of either among the names of the other: aliases alone meet by chance."""
    ours, theirs = {key(name) for name in one.names()}, {key(name) for name in other.names()}
    return key(one.title) in theirs or key(other.title) in ours


def _united(one: Listing, other: Listing) -> Listing:
    said: dict[str, Any] = {}
    for name in Listing.__struct_fields__:
        mine, others = getattr(one, name), getattr(other, name)
        if name in _UNITED:
            said[name] = tuple(dict.fromkeys((*mine, *others)))
        elif name not in _OWN:
            said[name] = mine or others
    said["aliases"] = _other_names(one, other)[:_MOST_ALIASES]
    kind = other.kind if one.kind is Kind.GENERAL else one.kind
    whole = replace(one, ids={**other.ids, **one.ids}, kind=kind, is_adult=one.is_adult or other.is_adult, **said)
    if one.overview is None:
        whole = replace(whole, overview=other.overview, overview_source=other.overview_source)
    if one.poster is None:
        whole = replace(whole, poster=other.poster, poster_source=other.poster_source)
    return whole


def _other_names(one: Listing, other: Listing) -> tuple[str, ...]:
    native = one.native_title or other.native_title
    names: Sequence[str] = (*one.aliases, other.title, *other.aliases)
    return tuple(dict.fromkeys(name for name in names if name not in (one.title, native)))
