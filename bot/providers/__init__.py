"""Outside catalogues behind one Protocol, and the door through which all of them are asked.

Nothing here knows the database or Discord: answers are kept through an `AnswerStore` that is handed in.
"""

from __future__ import annotations

from collections.abc import Collection

from bot.providers.anilist import AniList
from bot.providers.door import Http
from bot.providers.protocol import Provider
from bot.providers.tmdb import TMDB
from bot.providers.tvmaze import TVmaze
from bot.providers.wikidata import Wikidata


def providers_of(wanted: Collection[str], http: Http, *, tmdb_api_key: str = "") -> list[Provider]:
    """The catalogues among `wanted`, in the order in which their word counts; TMDB only with a key."""
    asked: list[Provider] = []
    if "tvmaze" in wanted:
        asked.append(TVmaze(http))
    if "anilist" in wanted:
        asked.append(AniList(http))
    if "wikidata" in wanted:
        asked.append(Wikidata(http))
    if "tmdb" in wanted and tmdb_api_key:
        asked.append(TMDB(http, key=tmdb_api_key))
    return asked
