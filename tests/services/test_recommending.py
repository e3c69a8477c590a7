"""Recommendations on the real database: what servers keep to themselves, what members take back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.catalogue import Catalogue
from bot.domain.progress import Status
from bot.domain.published.records import PostAddress
from bot.domain.recommendations import Request
from bot.domain.series import Kind, Lineage, LineageKind, Series
from bot.domain.suggestions import Draft
from bot.errors import Gone, UserError
from bot.services import progressing
from bot.services.catalogue.catalogues import Catalogues
from bot.services.recommendations import recommending, suggesting
from bot.services.recommendations.live_recommender import Recommendations
from bot.services.recommendations.recommending import Answer
from bot.services.recommendations.suggesting import Author
from bot.storage.catalogue import canon
from bot.storage.engine.database import Database
from bot.ui.recommendations.reasons import Teller
from tests.bundled import bundled

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
HOME, AWAY = 1001, 1002
ASKER = 501
VOCABULARY = bundled().vocabulary


def a_series(number: int, **facts: object) -> Series:
    """One of the bundled series; each has a director of its own unless told otherwise."""
    known = {"directors": (f"Director {number}",), "popularity": 1.0 - number / 100} | facts
    return Series(f"series-{number}-kr-2020", f"Series {number}", "KR", 2020, Kind.BL, episodes=8, **known)  # type: ignore[arg-type]  # a test names facts as they are


ONE, TWO, THREE = (a_series(number) for number in (1, 2, 3))
SAME = a_series(4, directors=("Director 1",))
BUNDLED = (ONE, TWO, THREE, SAME, *(a_series(number) for number in range(5, 20)))
SECRET = {"title": "Hidden Gem", "country": "KR", "year": 2024, "kind": "bl", "directors": ["Director 1"]}
SECRET_ID = "hidden-gem-kr-2024"


@dataclass
class Desk:
    """A database, catalogues and the model."""

    db: Database
    catalogues: Catalogues
    recommendations: Recommendations

    async def rate(self, user_id: int, series_id: str, rating: int | None, guild_id: int = HOME) -> None:
        await progressing.rate(self.db, series_id, user_id, rating, guild_id=guild_id, now=NOW)
        await self.recommendations.note(user_id, series_id, guild_id=guild_id)

    async def ask(self, guild_id: int = HOME, *liked: str, mood: str = "", only_here: bool = False) -> Answer:
        request = await recommending.begin(self.db, Request(ASKER, guild_id, liked, mood), now=NOW)
        return await self.fill(request.turned(), only_here=only_here)

    async def fill(self, request: Request, *, only_here: bool = False) -> Answer:
        return await recommending.recommend(
            self.db, self.recommendations, self.catalogues, request, learn_from_server=only_here, now=NOW
        )

    def told(self, answer: Answer, guild_id: int = HOME) -> dict[str, str]:
        """Reasons by series id."""
        teller = Teller(
            VOCABULARY,
            lambda series_id: self.catalogues.get(guild_id, series_id),
            lambda series_id: self.catalogues.lineage_of(guild_id, series_id),
            {},
            "ten",
        )
        return {pick.series.id: teller.reason(pick.why, pick.series, answer.phrase) for pick in answer.picks}


def ids(answer: Answer) -> list[str]:
    return [pick.series.id for pick in answer.picks]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with Database.open(tmp_path / "linger.sqlite3") as db:
        catalogues = Catalogues(Catalogue(BUNDLED, (), VOCABULARY))
        recommendations = Recommendations(db, catalogues)
        yield Desk(db, catalogues, recommendations)
        await recommendations.close()


async def test_a_rating_given_while_the_model_is_built_is_in_it(desk: Desk) -> None:
    desk.recommendations.prepare()
    await desk.rate(7, ONE.id, 20)
    await desk.rate(7, TWO.id, 18)
    await desk.rate(7, TWO.id, None)
    model = await desk.recommendations.model()
    await desk.recommendations.settled()
    assert model.recommender.ratings_of(7) == {ONE.id: 10.0}


async def test_nothing_is_lost_while_the_model_is_built_anew(desk: Desk) -> None:
    old = await desk.recommendations.model()
    desk.recommendations.rebuild()
    await desk.rate(7, ONE.id, 20)
    assert (await desk.recommendations.model()).recommender.ratings_of(7) == {ONE.id: 10.0}
    await desk.recommendations.settled()
    new = await desk.recommendations.model()
    assert new is not old
    assert new.recommender.ratings_of(7) == {ONE.id: 10.0}


async def test_what_a_server_added_is_recommended_there_and_named_nowhere_else(desk: Desk) -> None:
    await desk.recommendations.model()
    desk.catalogues.apply(HOME, SECRET_ID, "added", SECRET)
    here = await desk.ask(HOME, ONE.id)
    assert SECRET_ID in ids(here)
    assert desk.told(here)[SECRET_ID] == "Same director, Director 1, as *Series 1*."
    for guild_id in (AWAY, 0):
        answer = await desk.ask(guild_id, ONE.id)
        shown = set(ids(answer))
        while answer.picks:
            answer = await desk.fill(answer.request.turned())
            shown |= set(ids(answer))
        assert SECRET_ID not in shown
        assert len(shown) == len(BUNDLED) - 1
    mood = "nothing like hidden gem"
    assert f"-like:{SECRET_ID}" in {one.key for one in (await desk.ask(HOME, mood=mood)).phrase.constraints}
    assert f"-like:{SECRET_ID}" not in {one.key for one in (await desk.ask(AWAY, mood=mood)).phrase.constraints}


async def test_a_like_for_another_servers_series_is_not_named(desk: Desk) -> None:
    desk.catalogues.apply(AWAY, SECRET_ID, "added", SECRET)
    await desk.rate(ASKER, SECRET_ID, 20, AWAY)
    answer = await desk.ask(HOME)
    assert all("Hidden Gem" not in words and "Director 1" not in words for words in desk.told(answer).values())


async def test_what_another_server_corrected_is_no_reason_here(desk: Desk) -> None:
    desk.catalogues.apply(AWAY, SECRET_ID, "added", SECRET | {"directors": ["Somebody else"]})
    desk.catalogues.apply(HOME, SECRET_ID, "added", SECRET)
    desk.catalogues.apply(AWAY, THREE.id, "corrected", {"directors": ["Director 1"]})
    here = await desk.ask(HOME, ONE.id)
    assert "Director 1" in desk.told(here)[SECRET_ID]
    there = await desk.ask(AWAY, ONE.id)
    assert "Director" not in desk.told(there, AWAY).get(SECRET_ID, "")
    assert all("Somebody else" not in words for words in desk.told(here).values())


async def test_a_removed_series_is_gone_and_comes_back_with_its_ratings(desk: Desk) -> None:
    desk.catalogues.apply(HOME, SECRET_ID, "added", SECRET)
    await desk.rate(7, SECRET_ID, 20)
    answer = await desk.ask(HOME, ONE.id)
    assert SECRET_ID in ids(answer)
    desk.catalogues.refresh(HOME, SECRET_ID, None, ())
    assert SECRET_ID not in ids(await desk.ask(HOME, ONE.id))
    model = await desk.recommendations.model()
    assert model.facets[SECRET_ID] == {}
    assert model.recommender.ratings_of(7) == {SECRET_ID: 10.0}
    page = await desk.fill(answer.request)
    assert SECRET_ID not in ids(page)
    assert len(page.picks) == 5


async def suggest(desk: Desk, liked: Series, better: Series, guild_id: int = HOME) -> int:
    """A posted recommendation of a member."""
    author = Author(9, "Ara", guild_id, 70)
    kept = await suggesting.suggest(desk.db, Draft(liked.id, better.id, "it is as warm"), author, now=NOW)
    await suggesting.mark_posted(desk.db, kept, PostAddress(70, kept.id + 900), drawn=True, now=NOW)
    await desk.recommendations.refresh_pairs()
    return kept.id


async def test_what_was_merged_since_it_was_looked_up_is_recommended_as_what_it_is_now(desk: Desk) -> None:
    async with desk.db.transaction() as connection:
        await canon.upsert_merged(connection, guild_id=HOME, old_id=TWO.id, new_id=THREE.id, user_id=1, at=NOW)
    draft, last = Draft(TWO.id, BUNDLED[-1].id, "it is as warm"), BUNDLED[-1].id
    here = await suggesting.suggest(desk.db, draft, Author(9, "Ara", HOME, 70), now=NOW)
    away = await suggesting.suggest(desk.db, draft, Author(9, "Ara", AWAY, 70), now=NOW)
    assert [(one.liked_id, one.try_id) for one in (here, away)] == [(THREE.id, last), (TWO.id, last)]
    with pytest.raises(UserError, match="the same series twice") as refused:
        await suggesting.suggest(desk.db, Draft(TWO.id, THREE.id, "soon"), Author(9, "Ara", HOME, 70), now=NOW)
    assert refused.value.returned_text == "soon"


async def test_members_recommendations_are_common_ground_in_their_server_until_taken_back(desk: Desk) -> None:
    last = BUNDLED[-1]
    before = ids(await desk.ask(HOME, TWO.id))
    suggestion_id = await suggest(desk, TWO, last)
    answer = await desk.ask(HOME, TWO.id)
    assert ids(answer)[0] == last.id
    assert desk.told(answer)[last.id] == "Recommended by members here to those who liked *Series 2*."
    (share,) = answer.picks[0].why.shares
    assert share.amount + answer.picks[0].why.house == pytest.approx(answer.picks[0].why.score, rel=0.01)
    assert ids(await desk.ask(AWAY, TWO.id)) == before
    await suggesting.take_back(desk.db, HOME, suggestion_id, 9, is_moderator=False, now=NOW)
    await desk.recommendations.refresh_pairs()
    assert ids(await desk.ask(HOME, TWO.id)) == before


async def test_a_recommendation_that_waits_to_be_posted_does_not_count(desk: Desk) -> None:
    author = Author(9, "Ara", HOME, 70)
    await suggesting.suggest(desk.db, Draft(TWO.id, THREE.id, "soon"), author, now=NOW)
    await desk.recommendations.refresh_pairs()
    assert desk.recommendations.links_of(HOME) == ()


async def test_lineage_that_a_server_added_is_a_reason_there(desk: Desk) -> None:
    last = BUNDLED[-1]
    desk.catalogues.apply_lineage(HOME, Lineage(TWO.id, last.id, LineageKind.REMAKE))
    answer = await desk.ask(HOME, TWO.id)
    assert ids(answer)[0] == last.id
    assert desk.told(answer)[last.id] == "A remake of *Series 2*."
    assert last.id not in ids(await desk.ask(AWAY, TWO.id))


async def test_whoever_had_their_data_deleted_counts_no_longer(desk: Desk) -> None:
    for fan in (11, 12, 13):
        await desk.rate(fan, ONE.id, 20)
        await desk.rate(fan, TWO.id, 20)
    assert "3 people here loved both" in desk.told(await desk.ask(HOME, ONE.id))[TWO.id]
    await desk.recommendations.forget(13)
    assert all("people here" not in words for words in desk.told(await desk.ask(HOME, ONE.id)).values())
    model = await desk.recommendations.model()
    assert model.recommender.ratings_of(13) == {}


async def test_whoever_left_is_counted_here_no_longer_but_keeps_their_ratings(desk: Desk) -> None:
    for fan in (11, 12, 13):
        await desk.rate(fan, ONE.id, 20)
        await desk.rate(fan, TWO.id, 20)
    await desk.recommendations.leave(13, HOME)
    assert all("people here" not in words for words in desk.told(await desk.ask(HOME, ONE.id)).values())
    assert (await desk.recommendations.model()).recommender.ratings_of(13)


async def test_the_asker_is_not_counted_among_the_people(desk: Desk) -> None:
    for fan in (ASKER, 11, 12):
        await desk.rate(fan, ONE.id, 20)
    for fan in (11, 12):
        await desk.rate(fan, TWO.id, 20)
    assert all("people here" not in words for words in desk.told(await desk.ask(HOME)).values())


async def test_outside_servers_nobody_is_counted(desk: Desk) -> None:
    for fan in range(11, 20):
        await desk.rate(fan, ONE.id, 20, 0)
        await desk.rate(fan, TWO.id, 20, 0)
    assert all("people here" not in words for words in desk.told(await desk.ask(0, ONE.id), 0).values())


async def test_a_server_may_learn_from_itself_only(desk: Desk) -> None:
    last = BUNDLED[-1]
    for fan in range(11, 31):
        await desk.rate(fan, TWO.id, 20, AWAY)
        await desk.rate(fan, last.id, 20, AWAY)
    assert last.id in ids(await desk.ask(HOME, TWO.id))
    assert last.id not in ids(await desk.ask(HOME, TWO.id, only_here=True))


async def test_requests_belong_to_their_asker_and_server_and_expire(desk: Desk) -> None:
    answer = await desk.ask(HOME, ONE.id)
    kept = await recommending.require_request(desk.db, answer.request.id, ASKER, HOME, now=NOW)
    assert kept == answer.request
    for user_id, guild_id, now in (
        (ASKER + 1, HOME, NOW),
        (ASKER, AWAY, NOW),
        (ASKER, HOME, NOW + timedelta(days=31)),
    ):
        with pytest.raises(Gone):
            await recommending.require_request(desk.db, answer.request.id, user_id, guild_id, now=now)


async def test_every_page_is_new_until_nothing_is_left(desk: Desk) -> None:
    answer = await desk.ask(HOME)
    shown: list[str] = []
    while answer.picks:
        shown += ids(answer)
        answer = await desk.fill(answer.request.turned())
    assert sorted(shown) == sorted(one.id for one in BUNDLED)


async def test_a_slip_is_undone_but_not_what_changed_since(desk: Desk) -> None:
    await recommending.plan(desk.db, TWO, ASKER, now=NOW)
    assert TWO.id not in ids(await desk.ask(HOME))
    await recommending.undo(desk.db, ASKER, TWO.id, "plan")
    assert TWO.id in ids(await desk.ask(HOME))
    await recommending.mark_seen(desk.db, TWO, ASKER, now=NOW)
    with pytest.raises(Gone):
        await recommending.undo(desk.db, ASKER, TWO.id, "plan")
    with pytest.raises(Gone):
        await recommending.undo(desk.db, ASKER, TWO.id, "nonsense")


@pytest.mark.parametrize("kind", [LineageKind.SEASON, LineageKind.SEQUEL])
async def test_a_second_season_comes_only_to_those_who_know_the_first(desk: Desk, kind: LineageKind) -> None:
    desk.catalogues.apply_lineage(HOME, Lineage(ONE.id, TWO.id, kind))
    shown: set[str] = set()
    answer = await desk.ask(HOME)
    while answer.picks:
        shown |= set(ids(answer))
        answer = await desk.fill(answer.request.turned())
    assert ONE.id in shown
    assert TWO.id not in shown
    assert TWO.id in ids(await desk.ask(HOME, ONE.id))
    await recommending.mark_seen(desk.db, ONE, ASKER, now=NOW)
    assert TWO.id in ids(await desk.ask(HOME))


@pytest.mark.parametrize("status", [Status.DROPPED, Status.PLANNED, "refused"])
async def test_no_second_season_after_the_first_was_dropped_planned_or_refused(desk: Desk, status: str) -> None:
    desk.catalogues.apply_lineage(HOME, Lineage(ONE.id, TWO.id, LineageKind.SEASON))
    if status == "refused":
        await recommending.refuse(desk.db, ASKER, ONE.id, now=NOW)
    else:
        await progressing.set_progress(desk.db, ONE, ASKER, now=NOW, status=Status(status))
    answer = await desk.ask(HOME)
    shown: set[str] = set()
    while answer.picks:
        shown |= set(ids(answer))
        answer = await desk.fill(answer.request.turned())
    assert shown.isdisjoint({ONE.id, TWO.id})


async def test_where_a_later_season_fits_its_first_part_is_offered(desk: Desk) -> None:
    desk.catalogues.apply_lineage(HOME, Lineage(THREE.id, SAME.id, LineageKind.SEASON))
    answer = await desk.ask(HOME, ONE.id)  # SAME has its director
    assert ids(answer)[0] == THREE.id
    assert SAME.id not in ids(answer)


async def test_what_others_rated_brings_nothing_in_that_is_not_like_what_was_named(desk: Desk) -> None:
    for fan in range(20, 40):
        for one in BUNDLED[8:12]:
            await desk.rate(fan, one.id, 20)
    assert ids(await desk.ask(HOME, ONE.id))[0] == SAME.id
    assert all(share.series_id == ONE.id for pick in (await desk.ask(HOME, ONE.id)).picks for share in pick.why.shares)


async def test_who_plans_to_watch_the_first_again_may_go_on_to_the_second(desk: Desk) -> None:
    desk.catalogues.apply_lineage(HOME, Lineage(ONE.id, TWO.id, LineageKind.SEASON))
    await progressing.set_progress(desk.db, ONE, ASKER, now=NOW, status=Status.FINISHED)
    await progressing.set_progress(desk.db, ONE, ASKER, now=NOW, status=Status.PLANNED)
    assert TWO.id in ids(await desk.ask(HOME))
