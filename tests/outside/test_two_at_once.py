"""Two who take different listings of one series at once: what either says is kept, in one process and in two."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.domain.outside.listing import Listing, Part
from bot.domain.series import Kind
from bot.domain.shards import Shards
from bot.providers.door import Http
from bot.services.catalogue.catalogues import Catalogues
from bot.services.outside import bulk
from bot.services.outside.catching_up import catch_up
from bot.services.outside.looking_further import Outside
from bot.storage.catalogue.outside import list_shared, list_shared_since
from bot.storage.engine.database import OUTSIDE, Database
from tests.loopback.postgres import PostgresServer
from tests.loopback.running import new_catalogues
from tests.outside.test_door import Shelf

pytestmark = pytest.mark.sqlite  # names its engines itself
NOW = datetime(2026, 11, 30, tzinfo=UTC)
FIRST = Listing(
    ("TVmaze",), {"tvmaze": "26020"}, "Zanzibar Fortress", "KR", 2017, episodes=16, overview="A fortress, and two."
)
OTHERS = {
    "the same title": Listing(
        ("AniList",), {"anilist": "77"}, "Zanzibar Fortress", "KR", 2017, native_title="잔지바르", minutes=60
    ),
    "another title of its own script": Listing(
        ("AniList",), {"anilist": "77"}, "Janjibareu", "KR", 2017, native_title="Zanzibar Fortress", minutes=60
    ),
    "another title and year under the same id": Listing(
        ("AniList",), {"anilist": "77", "tvmaze": "26020"}, "Janjibareu", "KR", 2018, minutes=60
    ),
}  # fmt: skip
OURS = "love-in-the-big-city-kr-2024"


class Process:
    """One of them, which hears nothing of the other."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.catalogues: Catalogues = new_catalogues()
        self.outside = Outside(db, self.catalogues, lambda: NOW, Http(Shelf()), ())


@pytest.fixture(params=["one process", "two"])
async def both(
    request: pytest.FixtureRequest, tmp_path: Path, postgres: PostgresServer
) -> AsyncIterator[tuple[Process, Process]]:
    """Who takes: two people in the process of a SQLite file, or one in each of two processes."""
    async with AsyncExitStack() as stack:
        if request.param == "one process":
            db = await stack.enter_async_context(Database.open(tmp_path / "linger.sqlite3"))
            made = [Process(db)] * 2
        else:
            url = postgres.make("two_at_once")
            opened = [Database.open(url, shards=Shards(number, number, 2)) for number in (0, 1)]
            made = [Process(await stack.enter_async_context(db)) for db in opened]
        for process in made:
            stack.push_async_callback(process.outside.close)
        yield made[0], made[1]


async def stored(process: Process) -> dict[str, dict[str, object]]:
    async with process.db.reading() as connection:
        return dict(await list_shared(connection))


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
async def test_what_either_listing_says_of_a_new_series_is_kept(both: tuple[Process, Process], other: Listing) -> None:
    one, another = both
    taken = await asyncio.gather(one.outside.keep([FIRST]), another.outside.keep([other]))
    (fields,) = (await stored(one)).values()
    assert {series.id for each in taken for series in each} == set(await stored(one))
    assert fields["ids"] == {"tvmaze": "26020", "anilist": "77"}
    assert (fields["minutes"], sorted(fields["sources"])) == (60, ["AniList", "TVmaze"])  # type: ignore[call-overload]
    assert (fields["episodes"], fields["overview"]["text"]) == (16, "A fortress, and two.")  # type: ignore[index]


async def test_what_either_adds_to_a_series_of_ours_is_kept(both: tuple[Process, Process]) -> None:
    ours = both[0].catalogues.require(None, OURS)
    said = {"title": ours.title, "country": ours.country, "year": ours.year, "kind": Kind.BL}
    website = Listing(("TVmaze",), {"tvmaze": "1"}, website="https://example.org/one", **said)
    aired = Listing(("AniList",), {"anilist": "2"}, first_aired="2024-10-21", **said)
    await asyncio.gather(*(each.outside.keep([listing]) for each, listing in zip(both, (website, aired), strict=True)))
    fields = (await stored(both[0]))[OURS]
    assert set(fields["ids"]) >= {"tvmaze", "anilist"}  # type: ignore[call-overload]
    assert fields["website"] == "https://example.org/one"


async def test_listings_of_one_batch_do_not_take_each_other_s_facts_away(both: tuple[Process, Process]) -> None:
    for other in OTHERS.values():
        await both[0].outside.keep([FIRST, other])
    (fields,) = (await stored(both[0])).values()
    assert fields["ids"] == {"tvmaze": "26020", "anilist": "77"}
    assert (fields["minutes"], fields["episodes"]) == (60, 16)


async def test_what_only_has_the_same_id_takes_nothing_s_place(both: tuple[Process, Process]) -> None:
    """A film of the name and year of a series, and names that differ only in what an id leaves out."""
    alike = [
        FIRST,
        replace(FIRST, ids={"tvmaze": "2"}, kind=Kind.FILM, episodes=None),
        replace(FIRST, ids={"tvmaze": "3"}, title="잔지바르 Zanzibar Fortress", episodes=8),
    ]
    for _time in range(2):
        await asyncio.gather(*(each.outside.keep([listing]) for each in both for listing in alike))
        kept = {
            (fields["title"], fields["kind"], fields.get("episodes")) for fields in (await stored(both[0])).values()
        }
        assert kept == {
            ("Zanzibar Fortress", "general", 16),
            ("Zanzibar Fortress", "film", None),
            ("잔지바르 Zanzibar Fortress", "general", 8),
        }
        assert len(await stored(both[0])) == 3


async def test_seasons_that_two_take_at_once_hang_together_once(both: tuple[Process, Process]) -> None:
    parts = (Part(1, 8, 2022), Part(2, 8, 2023))
    show = Listing(("TVmaze",), {"tvmaze": "48000"}, "Quixotic Hearts", "GB", 2022, parts=parts)
    await asyncio.gather(*(each.outside.keep([show]) for each in both))
    assert len(await stored(both[0])) == 2
    async with both[0].db.reading() as connection:
        assert await connection.fetch_number("SELECT COUNT(*) FROM shared_lineage") == 1


async def test_a_file_that_is_read_meanwhile_keeps_what_was_found_outside(both: tuple[Process, Process]) -> None:
    one, another = both
    ours = another.catalogues.require(None, OURS)
    record = {"title": ours.title, "country": ours.country, "year": ours.year, "kind": "bl", "ids": {"elsewhere": "3"}}
    series = another.catalogues.read(OURS, record)
    website = Listing(("TVmaze",), {"tvmaze": "1"}, series.title, series.country, series.year, website="https://a.org/")
    await one.outside.keep([website])
    await bulk.fill_from_file(
        another.db, another.catalogues, [series], clock=lambda: NOW, report=lambda _read, _taken: None
    )
    fields = (await stored(one))[OURS]
    assert (fields["website"], set(fields["ids"]) >= {"tvmaze", "elsewhere"}) == ("https://a.org/", True)  # type: ignore[call-overload]


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
async def test_what_a_file_has_numbered_is_found_again_by_the_other(
    both: tuple[Process, Process], other: Listing
) -> None:
    """Of two titles that come out the same in Latin letters a file numbers the later one."""
    one, another = both
    record = {
        "title": "Zanzibar Fortress",
        "country": "KR",
        "year": 2017,
        "kind": "general",
        "ids": {"tvmaze": "26020"},
    }
    numbered = another.catalogues.read("zanzibar-fortress-kr-2017-2", record)
    await bulk.fill_from_file(
        another.db, another.catalogues, [numbered], clock=lambda: NOW, report=lambda _read, _taken: None
    )
    await one.outside.keep([other])
    assert {series_id: fields["ids"] for series_id, fields in (await stored(one)).items()} == {
        numbered.id: {"tvmaze": "26020", "anilist": "77"}
    }


async def test_only_what_was_stored_since_is_read_and_found_by_an_index(both: tuple[Process, Process]) -> None:
    one, another = both
    other_show = replace(FIRST, ids={"tvmaze": "2"}, title="Quixotic Hearts")
    await one.outside.keep([FIRST])
    async with another.db.transaction(OUTSIDE) as connection:
        await catch_up(connection, another.catalogues)
        before = another.catalogues.shared_revision
    await one.outside.keep([other_show])
    async with another.db.transaction(OUTSIDE) as connection:
        found = await list_shared_since(connection, before)
        assert [fields["title"] for _series_id, fields in found] == ["Quixotic Hearts"]
        assert await catch_up(connection, another.catalogues) is (one is not another)
        assert await catch_up(connection, another.catalogues) is False
        if another.db.path is not None:
            plan = await connection.execute_fetchall(
                "EXPLAIN QUERY PLAN SELECT series_id, fields FROM shared_series WHERE revision > 1"
            )
            assert "USING INDEX shared_series_by_revision" in next(iter(plan))["detail"]
    assert another.catalogues.get(None, found[0][0]) is not None


async def test_what_is_stored_and_does_not_fit_any_more_keeps_nobody_from_taking(
    both: tuple[Process, Process],
) -> None:
    one, _another = both
    async with one.db.transaction(OUTSIDE) as connection:
        await connection.execute(
            "INSERT INTO shared_series (series_id, fields, added_at, checked_at) VALUES (?, ?, 1, 1)",
            ("of-a-later-version-kr-2017", '{"title": "Of a later version"}'),
        )
    async with asyncio.timeout(20):
        assert [series.title for series in await one.outside.keep([FIRST])] == ["Zanzibar Fortress"]
