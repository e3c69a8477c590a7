"""What to watch next, and why: nothing twice, and nothing that a member does not want to meet."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.domain.lineage import part_to_begin_with
from bot.domain.phrases import Phrase
from bot.domain.progress import Status, watched_through
from bot.domain.recommendations import PAGE, Request
from bot.domain.recommender.spreading import spread
from bot.domain.series import Series
from bot.errors import Gone
from bot.i18n import _
from bot.services import progressing
from bot.services.catalogue.catalogues import Catalogues
from bot.services.catalogue.series_lookup import Activity
from bot.services.recommendations.choosing import NOBODY, Answer, Asker, Question, explain_picks, fill_page, read_mood
from bot.services.recommendations.live_recommender import Recommendations
from bot.services.recommendations.reasoning import said_here
from bot.storage import progress as progress_storage
from bot.storage import recommendations as storage
from bot.storage.engine.database import Database

if TYPE_CHECKING:
    from bot.domain.recommender import Explanation

KEPT_FOR = timedelta(days=30)
_OFFERED = 25  # Discord's longest list
_WELL_KNOWN = 70  # popularity, of 100


async def begin(db: Database, request: Request, *, now: datetime) -> Request:
    """Keep a new request; forgets those of a month ago on the way."""
    async with db.transaction() as connection:
        await storage.delete_requests(connection, before=now - KEPT_FOR)
        return replace(request, id=await storage.insert_request(connection, request, at=now))


async def require_request(db: Database, request_id: int, user_id: int, guild_id: int, *, now: datetime) -> Request:
    """A member's own request in this server. Raises Gone for somebody else's, or one of long ago."""
    async with db.reading() as connection:
        request = await storage.get_request(
            connection, request_id=request_id, user_id=user_id, guild_id=guild_id, since=now - KEPT_FOR
        )
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
    count: int = PAGE,
    activity: Activity | None = None,
) -> Answer:
    """Fill the present page of a request, and keep what is shown.

    What is on it already stays where it is, unless it was seen, refused or planned meanwhile; `Request.turned`
    makes a new page.
    """
    model = await recommendations.model()
    question = _question(
        recommendations,
        catalogues,
        request,
        await _asker(db, request.user_id),
        learn_from_server=learn_from_server,
        now=now,
        count=count,
        activity=activity,
    )
    answer = await asyncio.to_thread(fill_page, model, catalogues, question)
    async with db.transaction() as connection:
        await storage.update_request(connection, answer.request)
    return answer


async def explain(
    recommendations: Recommendations,
    catalogues: Catalogues,
    request: Request,
    series: Series,
    *,
    learn_from_server: bool,
    now: datetime,
) -> Explanation:
    """The full account of one recommendation. Raises Gone for a series that is no longer known."""
    model = await recommendations.model()
    question = _question(
        recommendations, catalogues, request, NOBODY, learn_from_server=learn_from_server, now=now, count=1
    )
    try:
        (why,) = await asyncio.to_thread(explain_picks, model, request, [series.id], question)
    except KeyError:
        raise Gone(_("This series is no longer in the catalogue.")) from None
    return said_here(why, series, catalogues, request.guild_id, question.links)


def _question(
    recommendations: Recommendations,
    catalogues: Catalogues,
    request: Request,
    asker: Asker,
    *,
    learn_from_server: bool,
    now: datetime,
    count: int,
    activity: Activity | None = None,
) -> Question:
    guild_id = request.guild_id
    members = recommendations.members_of(guild_id)
    return Question(
        request,
        asker,
        list(catalogues.every(guild_id or None)),
        catalogues.own_series(guild_id),
        members if learn_from_server else None,
        members - {request.user_id},
        recommendations.links_of(guild_id),
        now.year,
        count,
        (activity or Activity()).as_seen_in(guild_id),
    )


async def has_taste(db: Database, user_id: int) -> bool:
    """Whether a member has rated anything."""
    async with db.reading() as connection:
        return bool(await progress_storage.list_ratings(connection, user_id=user_id))


async def first_choices(catalogues: Catalogues, activity: Activity, guild_id: int | None) -> list[Series]:
    """Well-known series of several kinds and countries for a list to choose loved ones from."""
    talk = activity.as_seen_in(guild_id)
    series = list(catalogues.every(guild_id))
    return await asyncio.to_thread(_first_choices, series, catalogues, guild_id, talk)


def _first_choices(
    series: list[Series], catalogues: Catalogues, guild_id: int | None, talk: Callable[[str], float]
) -> list[Series]:
    known = [one for one in series if one.popularity >= _WELL_KNOWN or talk(one.id)]
    first = [
        one
        for one in known
        if part_to_begin_with(one.id, lambda part: catalogues.lineage_of(guild_id, part), begun=()) == one.id
    ]
    first.sort(key=lambda one: (-one.popularity, one.id))
    return spread(first, _OFFERED, talk=talk)


async def refuse(db: Database, user_id: int, series_id: str, *, now: datetime) -> None:
    """Never show this series to the member again."""
    async with db.transaction(user_id) as connection:
        await storage.insert_refusal(connection, user_id=user_id, series_id=series_id, at=now)


async def allow_again(db: Database, user_id: int, series_ids: Iterable[str]) -> None:
    """The member thought again about series that were not for them."""
    async with db.transaction(user_id) as connection:
        for series_id in series_ids:
            await storage.delete_refusal(connection, user_id=user_id, series_id=series_id)


async def refused_series(db: Database, user_id: int) -> list[str]:
    """Series that are not for the member, the latest first."""
    async with db.reading() as connection:
        return await storage.list_refusals(connection, user_id=user_id)


async def mark_seen(db: Database, series: Series, user_id: int, *, now: datetime) -> None:
    """The member has seen it all."""
    await progressing.set_progress(db, series, user_id, now=now, status=Status.FINISHED)


async def plan(db: Database, series: Series, user_id: int, *, now: datetime) -> None:
    """The member plans to watch it."""
    await progressing.set_progress(db, series, user_id, now=now, status=Status.PLANNED)


async def undo(db: Database, user_id: int, series_id: str, deed: str) -> None:
    """Take a press on a recommendation back: "no", or "seen" or "plan", which it had no place before."""
    if deed == "no":
        await allow_again(db, user_id, [series_id])
        return
    said = {"seen": Status.FINISHED, "plan": Status.PLANNED}.get(deed)
    if said is None or not await progressing.forget_where(db, user_id, series_id, said):
        raise Gone(_("You have changed this since, so there is nothing to undo."))


async def avoided_notes(db: Database, user_id: int) -> set[str]:
    """Terms that the member avoids: content notes, tropes, genres."""
    async with db.reading() as connection:
        return await storage.list_avoided(connection, user_id=user_id)


async def avoid(
    db: Database, user_id: int, terms: Collection[str], *, now: datetime, no_more: Collection[str] = ()
) -> None:
    """The member avoids these terms, and of `no_more` no others; all the rest stays as it is."""
    async with db.transaction(user_id) as connection:
        await storage.delete_avoided(connection, user_id=user_id, terms=set(no_more) - set(terms))
        await storage.insert_avoided(connection, user_id=user_id, terms=terms, at=now)


async def change(db: Database, request: Request, *, dropped: tuple[str, ...], mood: str) -> Request:
    """Ask differently: parts of the phrase no longer count, or something was added. The list begins anew."""
    changed = replace(request, dropped=dropped, mood=mood, pages=())
    async with db.transaction() as connection:
        await storage.update_request(connection, changed)
    return changed


async def read(recommendations: Recommendations, catalogues: Catalogues, request: Request, *, year: int) -> Phrase:
    """How the phrase of a request is understood."""
    model = await recommendations.model()
    return await asyncio.to_thread(read_mood, model, catalogues, request, year)


async def _asker(db: Database, user_id: int) -> Asker:
    async with db.reading() as connection:
        kept = await progress_storage.list_progress(connection, user_id=user_id)
        ratings = await progress_storage.list_ratings(connection, user_id=user_id)
        refused = await storage.list_refusals(connection, user_id=user_id)
        avoided = await storage.list_avoided(connection, user_id=user_id)
    rated = {series_id for _user, series_id, _rating in ratings}
    stopped = {place.series_id for place in kept if place.status is Status.DROPPED}.union(refused)
    begun = rated | {
        place.series_id for place in kept if place.status is not Status.PLANNED or watched_through(place, None)
    }
    return Asker(
        hidden=frozenset(rated.union(refused, (place.series_id for place in kept))),
        begun=frozenset(begun - stopped),
        stopped=frozenset(stopped),
        avoided=frozenset(avoided),
    )
