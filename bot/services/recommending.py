"""What to watch next, and why: nothing twice, and nothing that a member does not want to meet."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.phrases import (
    Constraint,
    HasTerm,
    Phrase,
    ServerWords,
    WordSearch,
    matches,
    read_phrase,
    which_filters_to_drop,
)
from bot.domain.progress import Status
from bot.domain.recommendations import PAGE, Pick, Request
from bot.domain.series import LineageKind, Series
from bot.errors import Gone
from bot.i18n import _
from bot.services import progressing
from bot.services.catalogues import Catalogues
from bot.services.reasoning import said_here
from bot.services.recommendations import Link, Model, Recommendations
from bot.storage import progress as progress_storage
from bot.storage import recommendations as storage
from bot.storage.database import Database
from bot.storage.times import to_ms

if TYPE_CHECKING:
    from bot.domain.recommender import Explanation

KEPT_FOR = timedelta(days=30)
_POOL = 12  # variety is chosen from so many times a page
_NEW_YEARS = 1  # a series of this year or the last one counts as new
_GOES_ON = (LineageKind.SEASON, LineageKind.SEQUEL)
_GUESSES = 3  # terms that may have been meant by words that said nothing


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of recommendations, and how the request was understood."""

    request: Request
    phrase: Phrase
    picks: tuple[Pick, ...]
    avoided: frozenset[str]  # content notes that were kept out
    guesses: tuple[HasTerm, ...] = ()  # what may have been meant by words that were not understood
    too_narrow: tuple[tuple[Constraint, ...], int] | None = None  # short of a page: what to take out, what that frees


@dataclass(frozen=True, slots=True)
class Asker:
    """What is known about who asks."""

    hidden: frozenset[str]  # watched, dropped, planned, rated or refused
    avoided: frozenset[str]  # content notes


@dataclass(frozen=True, slots=True)
class _Question:
    """A request with all that its answer is worked out from, to be handed to a thread."""

    request: Request
    asker: Asker
    series: list[Series]
    words: WordSearch | None
    own: dict[str, Series | None]
    learn_from: frozenset[int] | None
    among: frozenset[int]  # who is counted when people are spoken of: this server's members, without the asker
    links: tuple[Link, ...]
    year: int
    count: int


async def begin(db: Database, request: Request, *, now: datetime) -> Request:
    """Keep a new request; forgets those of a month ago on the way."""
    async with db.transaction() as connection:
        await storage.delete_requests(connection, before=to_ms(now - KEPT_FOR))
        return replace(request, id=await storage.insert_request(connection, request, at=to_ms(now)))


async def require_request(db: Database, request_id: int, user_id: int, guild_id: int, *, now: datetime) -> Request:
    """A member's own request in this server. Raises Gone for somebody else's, or one of long ago."""
    async with db.reading() as connection:
        request = await storage.get_request(
            connection, request_id=request_id, user_id=user_id, guild_id=guild_id, since=to_ms(now - KEPT_FOR)
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
) -> Answer:
    """Fill the present page of a request, and keep what is shown.

    What is on it already stays where it is, unless it was seen, refused or planned meanwhile; `Request.turned`
    makes a new page.
    """
    model = await recommendations.model()
    guild_id = request.guild_id
    members = recommendations.members_of(guild_id)
    question = _Question(
        request,
        await _asker(db, request.user_id),
        list(catalogues.every(guild_id or None)),
        model.words,
        catalogues.own_series(guild_id),
        members if learn_from_server else None,
        members - {request.user_id},
        recommendations.links_of(guild_id),
        now.year,
        count,
    )
    answer = await asyncio.to_thread(_answered, model, catalogues, question)
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
) -> Explanation:
    """The full account of one recommendation. Raises Gone for a series that is no longer known."""
    model = await recommendations.model()
    members = recommendations.members_of(request.guild_id)
    links = recommendations.links_of(request.guild_id)
    try:
        why = await asyncio.to_thread(
            model.recommender.explain,
            request.user_id,
            series.id,
            extra_likes=dict.fromkeys(request.liked, 1.0),
            own_likes=not request.liked,
            members=members if learn_from_server else None,
            among=members - {request.user_id},
            links=links,
        )
    except KeyError:
        raise Gone(_("This series is no longer in the catalogue.")) from None
    return said_here(why, series, catalogues, request.guild_id, links)


async def refuse(db: Database, user_id: int, series_id: str, *, now: datetime) -> None:
    """Never show this series to the member again."""
    async with db.transaction() as connection:
        await storage.insert_refusal(connection, user_id=user_id, series_id=series_id, at=to_ms(now))


async def allow_again(db: Database, user_id: int, series_ids: Iterable[str]) -> None:
    """The member thought again about series that were not for them."""
    async with db.transaction() as connection:
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
    kept = await progressing.progress_of(db, user_id, series_id)
    if kept is None or kept.status is not said:
        raise Gone(_("You have changed this since, so there is nothing to undo."))
    await progressing.forget(db, user_id, series_id)


async def avoided_notes(db: Database, user_id: int) -> set[str]:
    """Content notes that the member avoids."""
    async with db.reading() as connection:
        return await storage.list_avoided(connection, user_id=user_id)


async def avoid(db: Database, user_id: int, terms: Iterable[str], *, now: datetime) -> None:
    """The member avoids just these content notes."""
    async with db.transaction() as connection:
        await storage.replace_avoided(connection, user_id=user_id, terms=set(terms), at=to_ms(now))


async def change(db: Database, request: Request, *, dropped: tuple[str, ...], mood: str) -> Request:
    """Ask differently: parts of the phrase no longer count, or something was added. The list begins anew."""
    changed = replace(request, dropped=dropped, mood=mood, pages=())
    async with db.transaction() as connection:
        await storage.update_request(connection, changed)
    return changed


async def read(recommendations: Recommendations, catalogues: Catalogues, request: Request, *, year: int) -> Phrase:
    """How the phrase of a request is understood."""
    model = await recommendations.model()
    own = catalogues.own_series(request.guild_id)
    return await asyncio.to_thread(_read, model, catalogues, request, own, year)


async def _asker(db: Database, user_id: int) -> Asker:
    async with db.reading() as connection:
        kept = await progress_storage.list_progress(connection, user_id=user_id)
        ratings = await progress_storage.list_ratings(connection, user_id=user_id)
        refused = await storage.list_refusals(connection, user_id=user_id)
        avoided = await storage.list_avoided(connection, user_id=user_id)
    hidden = {p.series_id for p in kept} | {series_id for _user, series_id, _rating in ratings} | {*refused}
    return Asker(frozenset(hidden), frozenset(avoided))


def _read(model: Model, catalogues: Catalogues, request: Request, own: dict[str, Series | None], year: int) -> Phrase:
    words: WordSearch = ServerWords(model.words, own, catalogues.vocabulary) if own else model.words
    return read_phrase(request.mood, model.sayings, this_year=year, words=words, without=request.dropped)


def _answered(model: Model, catalogues: Catalogues, question: _Question) -> Answer:
    """The answer, worked out off the event loop."""
    request, asker = question.request, question.asker
    phrase = _read(model, catalogues, request, question.own, question.year)
    closed = asker.hidden | request.before | set(request.liked)
    rest = {
        series.id: series
        for series in question.series
        if series.id not in closed and not asker.avoided.intersection(series.content_notes)
    }
    picks = tuple(
        Pick(rest[why.series_id], said_here(why, rest[why.series_id], catalogues, request.guild_id, question.links))
        for why in _picks(model, catalogues, question, rest, phrase)
    )
    narrow = None
    if len(picks) < question.count:
        fresh = (one for one in rest.values() if not _comes_too_early(catalogues, request, asker, one.id))
        narrow = which_filters_to_drop(fresh, phrase)
    guesses = {guess: None for word in phrase.leftover for guess in model.sayings.nearest(word, _GUESSES)}
    known = {constraint.question for constraint in phrase.constraints}
    return Answer(
        request.showing(tuple(pick.series.id for pick in picks)),
        phrase,
        picks,
        asker.avoided,
        tuple(guess for guess in guesses if guess not in known)[:_GUESSES],
        narrow,
    )


def _picks(
    model: Model, catalogues: Catalogues, question: _Question, rest: dict[str, Series], phrase: Phrase
) -> list[Explanation]:
    from bot.domain.recommender import diversify

    request, count = question.request, question.count
    likes = dict.fromkeys(request.liked, 1.0)
    own_likes = not request.liked  # who names titles asks about those

    def fits(series_id: str) -> bool:
        return (
            series_id in rest
            and matches(rest[series_id], phrase)
            and not _comes_too_early(catalogues, request, question.asker, series_id)
        )

    kept = [series_id for series_id in request.page if fits(series_id) and series_id in model.recommender]
    chosen: list[str] = []
    if len(kept) < count:
        gone = set(request.page) - set(kept)
        ranked = model.recommender.recommend(
            request.user_id,
            count * _POOL,
            allow=lambda series_id: series_id not in gone and fits(series_id),  # asked of the best, until enough fit
            extra_likes=likes,
            own_likes=own_likes,
            members=question.learn_from,
            links=question.links,
        )
        new = {series_id for series_id, _score in ranked if rest[series_id].year >= question.year - _NEW_YEARS}
        missing = count - len(kept)
        chosen = [series_id for series_id, _score in diversify(ranked, model.facets, missing, new=new, kept=kept)]
    return model.recommender.explain_all(
        request.user_id,
        _in_place(request.page, kept, chosen),
        extra_likes=likes,
        own_likes=own_likes,
        members=question.learn_from,
        among=question.among,
        links=question.links,
    )


def _comes_too_early(catalogues: Catalogues, request: Request, asker: Asker, series_id: str) -> bool:
    """Whether it goes on with a story that the member has not begun: nobody starts with a second season."""
    known = asker.hidden.union(request.liked)
    return any(
        edge.target_id == series_id and edge.kind in _GOES_ON and edge.source_id not in known
        for edge in catalogues.lineage_of(request.guild_id or None, series_id)
    )


def _in_place(page: tuple[str, ...], kept: list[str], chosen: list[str]) -> list[str]:
    """What stays keeps its place; what is new takes the places that became free, then the end."""
    fresh = iter(chosen)
    places = [series_id if series_id in kept else next(fresh, None) for series_id in page]
    return [*(series_id for series_id in places if series_id is not None), *fresh]
