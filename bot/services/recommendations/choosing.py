"""Which series answer a request, and why: worked out off the event loop, over the model as it stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.domain.lineage import part_to_begin_with
from bot.domain.phrases import Constraint, HasTerm, Phrase
from bot.domain.recommendations import Pick, Request
from bot.domain.recommender.spreading import spread
from bot.domain.series import Series
from bot.services.catalogue.catalogues import Catalogues
from bot.services.recommendations.live_recommender import Link, Model
from bot.services.recommendations.reasoning import said_here

if TYPE_CHECKING:
    from bot.domain.phrases import NameSearch, Shortfall
    from bot.domain.recommender import Explanation

_POOL = 12  # variety is chosen from so many times a page
_NEW_YEARS = 1  # a series of this year or the last one counts as new
_GUESSES = 3  # terms that may have been meant by words that said nothing


class Answer(Struct, frozen=True):
    """One page of recommendations, and how the request was understood."""

    request: Request
    phrase: Phrase
    picks: tuple[Pick, ...]
    avoided: frozenset[str]  # content notes that were kept out
    guesses: tuple[HasTerm, ...] = ()  # what may have been meant by words that were not understood
    too_narrow: tuple[tuple[Constraint, ...], int] | None = None  # short of a page: what to take out, what that frees
    kept_out: int = 0  # where nothing is left: series that only what the member avoids keeps out


class Asker(Struct, frozen=True):
    """What is known about who asks."""

    hidden: frozenset[str]  # not to be shown: watched, dropped, planned, rated or refused
    begun: frozenset[str]  # known at least in part: who has begun a story may go on with it
    stopped: frozenset[str]  # dropped or refused: nothing goes on from there
    avoided: frozenset[str]  # terms: content notes, tropes, genres

    def avoids(self, series: Series) -> bool:
        """Whether a series bears anything that is avoided."""
        return not self.avoided.isdisjoint((*series.content_notes, *series.tropes, *series.genres))


NOBODY = Asker(frozenset(), frozenset(), frozenset(), frozenset())


class Question(Struct, frozen=True):
    """A request with all that its answer is worked out from, to be handed to a thread."""

    request: Request
    asker: Asker
    series: list[Series]
    own: dict[str, Series | None]
    learn_from: frozenset[int] | None
    among: frozenset[int]  # who is counted when people are spoken of: this server's members, without the asker
    links: tuple[Link, ...]
    year: int
    count: int
    talk: Callable[[str], float]  # how much this server is busy with a series, 0 to 1


def read_mood(model: Model, catalogues: Catalogues, request: Request, year: int) -> Phrase:
    """How the phrase of a request is understood where these are a server's own series."""
    from bot.domain.phrases import ServerNames, read_phrase

    own = catalogues.own_series(request.guild_id)
    names: NameSearch = ServerNames(model.names, own) if own else model.names
    known = (catalogues.get(request.guild_id or None, series_id) for series_id in request.liked)
    return read_phrase(
        request.mood,
        model.sayings,
        this_year=year,
        names=names,
        without=request.dropped,
        likened=[series for series in known if series is not None],
    )


def fill_page(model: Model, catalogues: Catalogues, question: Question) -> Answer:
    """Fill the present page of the request."""
    from bot.domain.phrases import shortfalls, which_filters_to_drop

    request, asker = question.request, question.asker
    phrase = read_mood(model, catalogues, request, question.year)
    closed = asker.hidden | request.before | set(request.liked)
    open_ = [series for series in question.series if series.id not in closed]
    rest = {series.id: series for series in open_ if not asker.avoids(series)}
    short = shortfalls(rest.values(), phrase)
    choice = _Choice(model, catalogues, question, rest, short)
    picks = tuple(
        Pick(
            rest[why.series_id],
            said_here(why, rest[why.series_id], catalogues, request.guild_id, question.links),
            short[why.series_id].missed,
        )
        for why in _unopposed(model, request, choice, question)
    )
    narrow = None
    if len(picks) < question.count:
        shown = {pick.series.id for pick in picks}
        fresh = (one for one in rest.values() if one.id not in shown and choice.next_part(one.id) == one.id)
        narrow = which_filters_to_drop(fresh, phrase)
    return Answer(
        request.showing(tuple(pick.series.id for pick in picks)),
        phrase,
        picks,
        asker.avoided,
        _guesses(model, phrase),
        narrow,
        0 if picks else len(open_) - len(rest),
    )


def _unopposed(model: Model, request: Request, choice: _Choice, question: Question) -> list[Explanation]:
    """The page with its reasons; what the member's own likes speak against gives way, where anything else is left."""
    page = explain_picks(model, request, choice.page(), question)
    opposed = {why.series_id for why in page if why.is_opposed}
    if not opposed:
        return page
    other = choice.page(without=opposed)
    return explain_picks(model, request, other, question) if len(other) == len(page) else page


def explain_picks(model: Model, request: Request, series_ids: list[str], question: Question) -> list[Explanation]:
    """The scores of these series taken apart. Raises KeyError for a series that the model does not know."""
    if request.liked:  # who names titles asks about those
        named = dict.fromkeys(request.liked, 1.0)
        return model.recommender.explain_like(
            series_ids, named, members=question.learn_from, among=question.among, links=question.links
        )
    return model.recommender.explain_all(
        request.user_id, series_ids, members=question.learn_from, among=question.among, links=question.links
    )


def _guesses(model: Model, phrase: Phrase) -> tuple[HasTerm, ...]:
    guesses = {guess: None for word in phrase.leftover for guess in model.sayings.nearest(word, _GUESSES)}
    known = {constraint.question for constraint in phrase.constraints}
    return tuple(guess for guess in guesses if guess not in known)[:_GUESSES]


class _Choice:
    """Fills one page from `rest`, the series that may be shown, by `short`, what each misses of the phrase."""

    def __init__(
        self,
        model: Model,
        catalogues: Catalogues,
        question: Question,
        rest: Mapping[str, Series],
        short: Mapping[str, Shortfall],
    ) -> None:
        self._model = model
        self._catalogues = catalogues
        self._question = question
        self._rest = rest
        self._short = short

    def next_part(self, series_id: str) -> str | None:
        """The part of a story that comes first for who asks; None where they stopped before."""
        asker, request = self._question.asker, self._question.request
        return part_to_begin_with(
            series_id,
            lambda part: self._catalogues.lineage_of(request.guild_id or None, part),
            begun=asker.begun.union(request.liked),
            stopped=asker.stopped,
        )

    def page(self, *, without: Collection[str] = ()) -> list[str]:
        """What meets the phrase first, then, by degrees, what misses a little of it.

        What is on the page already keeps its place, as long as it may be shown. Nothing that is in `without`.
        """
        from bot.domain.recommender import diversify

        request, count = self._question.request, self._question.count
        kept = [one for one in request.page if self._may_stay(one) and one not in without]
        chosen: list[str] = []
        for tier in self._tiers({*request.page, *without}):
            missing = count - len(kept) - len(chosen)
            if missing <= 0:
                break
            ranked = self._ranked(tier)
            new = self._new(ranked)
            beside = [*kept, *chosen]
            if self._is_anybody():
                found = (self._rest[one] for one, _score in ranked)
                chosen += [one.id for one in spread(found, missing, talk=self._question.talk)]
                continue
            chosen += [one for one, _score in diversify(ranked, self._model.facets, missing, new=new, kept=beside)]
        return _in_place(request.page, kept, chosen)

    def _is_anybody(self) -> bool:
        """Whether nothing is known that an answer could go by: neither titles nor a mood nor likes."""
        request = self._question.request
        return not request.liked and not request.mood and not self._model.recommender.likes_of(request.user_id)

    def _may_stay(self, series_id: str) -> bool:
        is_known = series_id in self._short and series_id in self._model.recommender
        return is_known and self.next_part(series_id) == series_id

    def _tiers(self, gone: set[str]) -> list[set[str]]:
        """The series that may come, by how much they miss of the phrase, what misses least first."""
        tiers: dict[int, set[str]] = {}
        for series_id, shortfall in self._short.items():
            if series_id not in gone:
                tiers.setdefault(shortfall.degrees, set()).add(series_id)
        return [tiers[degrees] for degrees in sorted(tiers)]

    def _ranked(self, tier: set[str]) -> list[tuple[str, float]]:
        """The best of a tier; where a later season fits, its first part that is not known yet stands in its place."""
        parts: dict[str, str | None] = {}

        def leads_into(series_id: str) -> bool:
            if series_id not in self._rest:
                return False
            parts[series_id] = self.next_part(series_id)
            return parts[series_id] in tier

        found: dict[str, float] = {}
        for series_id, score in self._best(leads_into):
            part = parts[series_id]
            if part is not None:
                found.setdefault(part, score)
        return list(found.items())

    def _new(self, ranked: list[tuple[str, float]]) -> set[str]:
        """What has a place kept for it as it is new; not where titles were named: how near it is to them decides."""
        if self._question.request.liked:
            return set()
        oldest = self._question.year - _NEW_YEARS
        return {series_id for series_id, _score in ranked if self._rest[series_id].year >= oldest}

    def _best(self, leads_into: Callable[[str], bool]) -> list[tuple[str, float]]:
        """Series by score, asked of the best until enough fit."""
        question, recommender = self._question, self._model.recommender
        request, most = question.request, question.count * _POOL
        if request.liked:
            related = recommender.recommend_like(
                request.user_id,
                most,
                dict.fromkeys(request.liked, 1.0),
                allow=leads_into,
                members=question.learn_from,
                links=question.links,
            )
            if related or request.before:
                return related
        return recommender.recommend(
            request.user_id,
            most,
            allow=leads_into,
            own_likes=not request.liked,
            members=question.learn_from,
            links=question.links,
        )


def _in_place(page: tuple[str, ...], kept: list[str], chosen: list[str]) -> list[str]:
    """What stays keeps its place; what is new takes the places that became free, then the end."""
    fresh = iter(chosen)
    places = [series_id if series_id in kept else next(fresh, None) for series_id in page]
    return [*(series_id for series_id in places if series_id is not None), *fresh]
