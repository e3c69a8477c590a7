"""The composition root: opens what has to be opened, in order, and closes it in reverse, always."""

from __future__ import annotations

import asyncio
import logging
import signal
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec import Struct

from bot.domain.catalogue import load_bundled
from bot.providers import providers_of
from bot.providers.door import Http
from bot.providers.protocol import Provider
from bot.resources import catalogue_folder
from bot.services.catalogue.catalogues import Catalogues
from bot.services.catalogue.series_lookup import Activity
from bot.services.elsewhere import Elsewhere, follow_in_memory
from bot.services.keeping_back import Wishes
from bot.services.outside.answers import KeptAnswers
from bot.services.outside.looking_further import Outside
from bot.services.outside.posters import Posters
from bot.services.recommendations.live_recommender import Recommendations
from bot.services.servers.servers import Servers
from bot.services.upkeep.meters import Meters
from bot.services.votes.reconciling import PAUSE_S, SLOW_PAUSE_S
from bot.services.votes.vote_rederiving import VoteRederiver
from bot.services.votes.voting import Ledger
from bot.settings import Settings
from bot.storage.engine.database import Database

_log = logging.getLogger(__name__)
_APART = timedelta(seconds=5)  # an answer takes its time, and tells it in whole seconds
_SAID_AGAIN = 3


def utc_now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC)


class SteadyClock:
    """Discord's time, as its answers tell it; this machine's until then. Setting the machine's clock moves it nowhere.

    Between two answers it goes on by a clock that nobody sets. What says another time has to say so several times in
    a row: one answer of something in between proves nothing.
    """

    def __init__(
        self, wall: Callable[[], datetime] = utc_now, monotonic_s: Callable[[], float] = time.monotonic
    ) -> None:
        self._monotonic_s = monotonic_s
        self._known = wall() - timedelta(seconds=monotonic_s())  # when the clock that nobody sets stood at 0
        self._doubts: list[timedelta] = []

    def __call__(self) -> datetime:
        """The time, aware, in UTC."""
        return self._known + timedelta(seconds=self._monotonic_s())

    def hear(self, said: datetime) -> None:
        """An answer was given at that time, to the second."""
        apart = said - self()
        if abs(apart) <= _APART:
            self._doubts.clear()
            return
        if self._doubts and abs(apart - self._doubts[-1]) > _APART:
            self._doubts.clear()
        self._doubts.append(apart)
        if len(self._doubts) >= _SAID_AGAIN:
            self._known += apart
            self._doubts.clear()
            _log.warning("this machine's clock is %s apart from Discord's; Discord's counts", abs(apart))


class Pace(Struct, frozen=True):
    """How patient the bot is, in seconds; tests live faster."""

    answer_after_s: float = 2.0  # until Discord, which waits three seconds, is told that an answer takes longer
    answer_within_s: float = 2.8  # after which nobody waits for an answer any more
    edit_every_s: float = 4.0  # between two edits of one message, which takes about five in five seconds
    grace_s: float = 3.0  # for answers under way at the end: longer than that, nobody waits for one
    look_after_s: float = 2.0  # until a message is looked for that Discord may have taken although it said no
    finish_every_s: float = 30.0  # between two tries of what could not be published
    recheck_after_s: float = 900.0  # until votes that were out of reach are compared again
    recent_every_s: float = 3600.0  # between two looks at the newest posts, for votes that nobody told of
    try_every_s: float = 4.0  # between two tries of what waits to be told, taken down or shown to moderators
    reach_after_s: float = 1.0  # until Discord is knocked at again while it can't be reached; twice as long each time
    look_every_s: float = 3.0  # for rules of counting votes that were changed
    compare_pause_s: float = PAUSE_S  # between requests of a comparison with Discord
    compare_slow_pause_s: float = SLOW_PAUSE_S
    look_at_file_s: float = 15.0  # between two looks whether the database file is still where it was
    upkeep_every_s: float = 60.0  # between two looks whether a copy or some tidying is due
    next_guild_s: float = 0.5  # at start, for one more server; nothing of ours needs every one before the first answer


_USUAL_PACE = Pace()


class App(Struct, frozen=True):
    """Everything that lives as long as the program; cogs take from it what they need."""

    settings: Settings
    db: Database
    servers: Servers
    catalogues: Catalogues
    activity: Activity
    wishes: Wishes
    recommendations: Recommendations
    ledger: Ledger
    rederiver: VoteRederiver
    outside: Outside
    answers: KeptAnswers
    posters: Posters
    clock: Callable[[], datetime]
    pace: Pace
    meters: Meters
    elsewhere: Elsewhere


def bundled_catalogues() -> Catalogues:
    """The bundled catalogue with its search index, as it is before any server changed it. Raises StartError."""
    return Catalogues(load_bundled(catalogue_folder()))


def wanted_providers(settings: Settings, http: Http) -> Sequence[Provider]:
    """The outside catalogues that the operator lets the bot ask."""
    return providers_of(settings.providers, http, tmdb_api_key=settings.tmdb_api_key)


@asynccontextmanager
async def open_app(
    settings: Settings,
    *,
    clock: Callable[[], datetime] | None = None,
    pace: Pace = _USUAL_PACE,
    new_catalogues: Callable[[], Catalogues] = bundled_catalogues,
    new_providers: Callable[[Settings, Http], Sequence[Provider]] = wanted_providers,
    trusted_pictures: str = "",
    start_anew: bool = False,
) -> AsyncIterator[App]:
    """Open the database and read what is kept in memory; a steady clock, unless another is given. Raises StartError.

    `trusted_pictures` is an address that posters may come from although it is not public; `start_anew` makes a lost
    database new.
    """
    clock = clock or SteadyClock()
    catalogues = new_catalogues()
    async with Database.open(settings.database, start_anew=start_anew, shards=settings.shards) as db:
        _log.info("the data is in %s", db.place)
        elsewhere, activity, wishes = Elsewhere(db), Activity(), Wishes(db)
        servers = Servers(db, clock)
        ledger = Ledger(db, servers, clock)
        rederiver = VoteRederiver(db, servers, ledger, clock)
        with db.starting():
            await elsewhere.listen()  # first: nothing that is told while this is read is missed
            await servers.load()
            await catalogues.load(db)
            await activity.load(db)
            await wishes.load()
            await ledger.load()
            await rederiver.load()
        recommendations = Recommendations(db, catalogues)
        follow_in_memory(elsewhere, db, catalogues, wishes, recommendations)
        elsewhere.start()
        meters = Meters(is_read=bool(settings.metrics_port))
        db.on_commit(meters.commits.observe)
        answers = KeptAnswers(db, clock, keep_days=settings.answers_keep_days)
        http = Http(answers)
        http.on_answer = meters.count_outside
        outside = Outside(db, catalogues, clock, http, new_providers(settings, http))
        posters = Posters(
            http,
            settings.database_path.absolute().parent / "posters",
            most_bytes=settings.posters_mb * 1_000_000,
            trusted=trusted_pictures,
        )
        try:
            yield App(
                settings,
                db,
                servers,
                catalogues,
                activity,
                wishes,
                recommendations,
                ledger,
                rederiver,
                outside,
                answers,
                posters,
                clock,
                pace,
                meters,
                elsewhere,
            )
        finally:
            await elsewhere.stop()
            await recommendations.close()
            await posters.close()
            await outside.close()


async def until_stopped(work: object) -> None:
    """Await `work` (a coroutine); an interrupt or a termination ends it in an orderly way."""
    task = asyncio.ensure_future(work)  # type: ignore[call-overload]  # any coroutine
    with _cancelled_by_signals(task):
        try:
            await task
        except asyncio.CancelledError:
            _log.info("stopping")


@contextmanager
def _cancelled_by_signals(task: asyncio.Future[Any]) -> Iterator[None]:
    """An interrupt, a termination or a lost terminal cancels `task` within the block.

    Windows has neither SIGHUP nor signal handlers in the loop; there an ordinary handler does the same.
    """
    loop = asyncio.get_running_loop()
    names = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # the last is Windows' own
    former: dict[int, Any] = {}
    added: list[int] = []
    for number in (getattr(signal, name) for name in names if hasattr(signal, name)):
        try:
            loop.add_signal_handler(number, task.cancel)
            added.append(number)
        except NotImplementedError:
            former[number] = signal.signal(number, lambda *_: loop.call_soon_threadsafe(task.cancel))
    try:
        yield
    finally:
        for number in added:
            loop.remove_signal_handler(number)
        for number, handler in former.items():
            signal.signal(number, handler)
