"""What to watch next, and why: nothing twice, and nothing that a member does not want to meet."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.phrases import Constraint, Phrase, matches, read_phrase, which_filter_to_drop
from bot.domain.progress import Status
from bot.domain.series import Series
from bot.domain.suggestions import PAGE, Pick, Request
from bot.errors import Gone
from bot.i18n import _
from bot.services import progressing
from bot.services.catalogues import Catalogues
from bot.services.recommendations import Model, Recommendations
from bot.storage import progress as progress_storage
from bot.storage import recommendations as storage
from bot.storage.database import Database
from bot.storage.times import to_ms

if TYPE_CHECKING:
    from bot.domain.recommender import Explanation

KEPT_FOR = timedelta(days=30)
_POOL = 12  # variety is chosen from so many times a page
_NEW_YEARS = 1  # a series of this year or the last one counts as new


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of recommendations, and how the request was understood."""

    request: Request
    phrase: Phrase
    picks: tuple[Pick, ...]
    avoided: frozenset[str]  # content notes that were kept out
    too_narrow: tuple[Constraint, int] | None = None  # where nothing is left: what to take out, and how many it frees


@dataclass(frozen=True, slots=True)
class Asker:
    """What is known about who asks."""

    hidden: frozenset[str]  # watched, dropped, planned, rated or refused
    avoided: frozenset[str]


async def begin(db: Database, request: Request, *, now: datetime) -> Request:
    """Keep a new request; forgets those of a month ago on the way."""
    async with db.transaction() as connection:
        await storage.delete_requests(connection, before=to_ms(now - KEPT_FOR))
        return replace(request, id=await storage.insert_request(connection, request, at=to_ms(now)))


async def require_request(db: Database, request_id: int, user_id: int) -> Request:
    """A member's own request. Raises Gone for somebody else's, or one of long ago."""
    async with db.reading() as connection:
        request = await storage.get_request(connection, request_id=request_id, user_id=user_id)
    if request is None:
        raise Gone(_("These recommendations are somebody else's, or too old. Ask again with /recommend."))
    return request


async def recommend(
    db: Database,
    recommendations: Recommendations,
    catalogues: Catalogues,
    request: Request,
    *,
    learn_from_server: bool,
    now: datetime,
    again: bool = False,
    count: int = PAGE,
) -> Answer:
    """The next page for a request, which is kept with what was shown.

    `again` shows the last page anew, with what was seen or refused meanwhile replaced.
    """
    model = await recommendations.model()
    asker = await _asker(db, request.user_id)
    phrase = read_phrase(request.mood, model.sayings, this_year=now.year, words=model.words)
    for key in request.dropped:
        phrase = phrase.without(key)
    candidates = _candidates(catalogues, request, phrase, asker)
    shown = set(request.seen[:-count] if again else request.seen)
    open_ids = {series.id for series in candidates if series.id not in shown and series.id not in asker.hidden}
    new_ids = {series.id for series in candidates if series.year >= now.year - _NEW_YEARS}
    members = recommendations.members_of(request.guild_id)
    picks = await asyncio.to_thread(
        _picks, model, request, open_ids, members if learn_from_server else None, members, new_ids, count
    )
    found = tuple(
        Pick(series, score, why)
        for series_id, score, why in picks
        if (series := catalogues.get(request.guild_id or None, series_id)) is not None
    )
    request = replace(request, seen=tuple(shown_id for shown_id in request.seen if shown_id in shown))
    request = request.showing(tuple(pick.series.id for pick in found))
    async with db.transaction() as connection:
        await storage.update_request(connection, request)
    narrow = None
    if not found:
        rest = [s for s in catalogues.every(request.guild_id or None) if s.id not in shown | asker.hidden]
        narrow = which_filter_to_drop(rest, phrase)
    return Answer(request, phrase, found, asker.avoided, narrow)


async def explain(
    recommendations: Recommendations, request: Request, series_id: str, *, learn_from_server: bool
) -> Explanation:
    """The full account of one recommendation. Raises Gone for a series that is no longer known."""
    model = await recommendations.model()
    members = recommendations.members_of(request.guild_id)
    try:
        return await asyncio.to_thread(
            model.recommender.explain,
            request.user_id,
            series_id,
            extra_likes=dict.fromkeys(request.liked, 1.0),
            own_likes=not request.liked,
            members=members if learn_from_server else None,
            among=members,
        )
    except KeyError:
        raise Gone(_("This series is no longer in the catalogue.")) from None


async def refuse(db: Database, user_id: int, series_id: str, *, now: datetime) -> None:
    """Never show this series to the member again."""
    async with db.transaction() as connection:
        await storage.insert_refusal(connection, user_id=user_id, series_id=series_id, at=to_ms(now))


async def mark_seen(db: Database, series: Series, user_id: int, *, now: datetime) -> None:
    """The member has seen it all."""
    await progressing.set_progress(db, series, user_id, now=now, status=Status.FINISHED)


async def plan(db: Database, series: Series, user_id: int, *, now: datetime) -> None:
    """The member plans to watch it."""
    await progressing.set_progress(db, series, user_id, now=now, status=Status.PLANNED)


async def avoided_notes(db: Database, user_id: int) -> set[str]:
    """Content notes that the member avoids."""
    async with db.reading() as connection:
        return await storage.list_avoided(connection, user_id=user_id)


async def avoid(db: Database, user_id: int, terms: Iterable[str], *, now: datetime) -> None:
    """The member avoids just these content notes."""
    async with db.transaction() as connection:
        await storage.replace_avoided(connection, user_id=user_id, terms=set(terms), at=to_ms(now))


async def drop(db: Database, request: Request, keys: tuple[str, ...]) -> Request:
    """Take parts of the phrase out, and begin the list anew."""
    changed = replace(request, dropped=keys, seen=())
    async with db.transaction() as connection:
        await storage.update_request(connection, changed)
    return changed


async def _asker(db: Database, user_id: int) -> Asker:
    async with db.reading() as connection:
        kept = await progress_storage.list_progress(connection, user_id=user_id)
        ratings = await progress_storage.list_ratings(connection, user_id=user_id)
        refused = await storage.list_refusals(connection, user_id=user_id)
        avoided = await storage.list_avoided(connection, user_id=user_id)
    hidden = {p.series_id for p in kept} | {series_id for _user, series_id, _rating in ratings} | refused
    return Asker(frozenset(hidden), frozenset(avoided))


def _candidates(catalogues: Catalogues, request: Request, phrase: Phrase, asker: Asker) -> list[Series]:
    return [
        series
        for series in catalogues.every(request.guild_id or None)
        if matches(series, phrase) and not asker.avoided & set(series.content_notes) and series.id not in request.liked
    ]


def _picks(
    model: Model,
    request: Request,
    open_ids: set[str],
    learn_from: set[int] | None,
    among: set[int],
    new_ids: set[str],
    count: int,
) -> list[tuple[str, float, Explanation]]:
    from bot.domain.recommender import diversify

    likes = dict.fromkeys(request.liked, 1.0)
    own_likes = not request.liked  # who names titles asks about those
    ranked = model.recommender.recommend(
        request.user_id, count * _POOL, allow=open_ids, extra_likes=likes, own_likes=own_likes, members=learn_from
    )
    return [
        (
            series_id,
            score,
            model.recommender.explain(
                request.user_id,
                series_id,
                extra_likes=likes,
                own_likes=own_likes,
                members=learn_from,
                among=among,
            ),
        )
        for series_id, score in diversify(ranked, model.facets, count, new=new_ids)
    ]
