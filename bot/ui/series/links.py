"""Where a series is shown, and its pages elsewhere, made from the ids that are known."""

from __future__ import annotations

import re
from typing import Final

from bot.domain.series import Series
from bot.domain.spoilers import sanitise_inline
from bot.i18n import _, joined
from bot.patterns import later_re

# Service → (its name, its page, what an id there looks like); in the order in which fans look.
_PAGES: Final = {
    "mdl": ("MyDramaList", "https://mydramalist.com/{id}", re.compile(r"\d{1,9}(?:-[a-z0-9-]{1,100})?")),
    "tmdb_tv": ("TMDB", "https://www.themoviedb.org/tv/{id}", re.compile(r"\d{1,9}")),
    "tmdb_movie": ("TMDB", "https://www.themoviedb.org/movie/{id}", re.compile(r"\d{1,9}")),
    "anilist": ("AniList", "https://anilist.co/anime/{id}", re.compile(r"\d{1,9}")),
    "tvmaze": ("TVmaze", "https://www.tvmaze.com/shows/{id}", re.compile(r"\d{1,9}")),
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/{id}", re.compile(r"Q\d{1,12}")),
    "imdb": ("IMDb", "https://www.imdb.com/title/{id}/", re.compile(r"tt\d{5,10}")),
}
_UNSAFE_IN_LINK: Final = later_re(r"[()<>\[\]|\\`*_~\s]")
_MOST_NETWORKS: Final = 4


def shown_on(series: Series) -> str:
    """The networks, with the way to them where it is known; empty where nothing is."""
    networks = joined(sanitise_inline(name) for name in series.networks[:_MOST_NETWORKS])
    address = series.website and _UNSAFE_IN_LINK.sub("", series.website) == series.website and series.website
    if networks and address:
        return _("**Shown on** {networks} · [where to watch]({address})", networks=networks, address=address)
    if address:
        return _("[Where to watch]({address})", address=address)
    return _("**Shown on** {networks}", networks=networks) if networks else ""


def links_out(series: Series) -> str:
    """Links to its pages in other services, in one line; empty where no id is known."""
    links: dict[str, str] = {}
    for service, (name, page, form) in _PAGES.items():
        identifier = series.ids.get(service, "")
        if form.fullmatch(identifier):
            links.setdefault(name, f"[{name}](<{page.format(id=identifier)}>)")
    return " · ".join(links.values())
