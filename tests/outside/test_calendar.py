"""New episodes: asked of the outside, shown as a calendar, told to who wants it, and no more than they may know."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.outside.airing import Entry, Outing, calendar_file, entries, may_be_named
from bot.domain.progress import Progress, Status
from bot.domain.series import Kind, Series
from bot.edge.loops.timed import TimedCog
from bot.providers.door import Http
from bot.providers.protocol import Provider
from bot.providers.tvmaze import TVmaze
from bot.services import privacy
from bot.services.catalogue import editing
from bot.services.catalogue.editing import Editor
from bot.settings import Settings
from tests.loopback.discord import TestDiscord
from tests.loopback.hall import CLUB, Hall, rows_of
from tests.loopback.running import Running, running_bot
from tests.outside.services import Json, Service, add_tvmaze, serving, tvmaze_episode, tvmaze_show

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
STORM = Series("storm-kr-2026", "Storm; a, tale", "KR", 2026, Kind.GENERAL, episodes=8, minutes=50)


class Clock:
    """The bot's clock, which a test moves."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


def test_only_who_has_seen_the_one_before_is_told_which_it_is() -> None:
    place = Progress(1, STORM.id, Status.WATCHING, episode=4)
    assert may_be_named(place, 5, 8)
    assert not may_be_named(place, 6, 8)
    assert may_be_named(None, 1, 8), "the first gives nothing away"
    assert not may_be_named(None, 2, 8)


def test_two_at_once_are_one_entry_and_moments_are_in_order() -> None:
    outings = [Outing(STORM.id, 3, NOW), Outing(STORM.id, 4, NOW), Outing(STORM.id, 2, NOW - timedelta(days=1))]
    first, second = entries([*outings, Outing("gone", 1, NOW)], {STORM.id: STORM})
    assert (first.episodes, second.episodes) == ((2,), (3, 4))


def test_the_file_is_one_that_calendars_take() -> None:
    entry = Entry(STORM, (3, 4), NOW, is_named=True)
    text = calendar_file([(entry, "폭풍; a, tale: episodes 3 to 4 " + "long " * 20)], now=NOW)
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = text.replace("\r\n ", "")
    assert "DTSTART:20260504T120000Z" in whole
    assert "DURATION:PT100M" in whole
    assert "SUMMARY:폭풍\\; a\\, tale: episodes 3 to 4" in whole


# The whole way

CLOCK = Clock()
EPISODES: list[Json] = []


def stamp(days: float) -> str:
    """A moment some days from the beginning, as TVmaze writes it."""
    return (NOW + timedelta(days=days)).isoformat()


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Hall]:
    """The club on its first day, with one show that is running: each test moves the clock, and what will be out."""
    CLOCK.now = NOW
    async with AsyncExitStack() as stack:
        outside: Service = await stack.enter_async_context(serving())

        def asked(_settings: Settings, http: Http) -> Sequence[Provider]:
            return [TVmaze(http, outside.home)]

        show = tvmaze_show(501, "Thunder Harbour", premiered="2026-04-20", status="Running")
        add_tvmaze(outside, show, embedded={501: {"episodes": EPISODES}})
        EPISODES[:] = [tvmaze_episode(1, n, stamp(d)) for n, d in ((1, -7), (2, -6), (3, 1), (4, 1), (5, 8), (6, 15))]
        discord = await stack.enter_async_context(TestDiscord())
        stack.enter_context(discord.library_pointed_here())
        running: Running = await stack.enter_async_context(
            running_bot(discord, tmp_path / "linger.sqlite3", new_providers=asked, clock=CLOCK)
        )
        await running.app.outside.take({"tvmaze": "501"})
        yield Hall(discord, running.app, running.client, int(discord.guild_id(CLUB)))
        assert not discord.violations


THUNDER = "thunder-harbour-kr-2026"


async def look(house: Hall, name: str = "Calendar") -> int:
    """One round of a timer."""
    cog = house.client.cogs[name]
    assert isinstance(cog, TimedCog)
    return await cog.run_due(CLOCK.now)


@pytest.mark.e2e
async def test_the_way_of_new_episodes(house: Hall) -> None:
    alice, nok, pablo = house.member("alice"), house.member("nok"), house.member("pablo")
    # The card says when, and two at once are two.
    card = await alice.command("/series", query=THUNDER)
    assert "**Next** episodes 3–4 · <t:" in card.text
    # Who follows it finds it in the calendar; who has seen the ones before is told the numbers.
    await alice.command("/progress set", series=THUNDER, status="watching", episode=2)
    await nok.command("/progress set", series=THUNDER, status="planned")
    mine = await alice.command("/calendar", file=True)
    assert mine.ephemeral
    assert "**Thunder Harbour**: episodes 3 to 4" in mine.text
    assert mine.message is not None
    assert [each["filename"] for each in mine.message.json["attachments"]] == ["episodes.ics"]
    assert "**Thunder Harbour**: a new episode" in (await nok.command("/calendar")).text
    assert "None that I know of" in (await pablo.command("/calendar")).text
    # Reminders: by button, by command, in a channel.
    assert "I'll tell you" in (await alice.click(card, "Remind me")).text
    await nok.command("/remind", series=THUNDER)
    await pablo.command("/remind", series=THUNDER, where="here")
    # A place for each episode, as this server talks about it so.
    await alice.command("/discuss", series=THUNDER, episode=2)

    # It is put off by a day; the next look at the outside knows, and nobody is told too early.
    EPISODES[2:4] = [tvmaze_episode(1, n, stamp(2)) for n in (3, 4)]
    CLOCK.now = NOW + timedelta(hours=7)
    await look(house)
    CLOCK.now = NOW + timedelta(days=1, minutes=1)
    assert await look(house) == 0

    CLOCK.now = NOW + timedelta(days=2, minutes=1)
    assert await look(house) == 3
    assert await look(house) == 0, "nobody is told twice"
    await house.discord.wait_for(lambda: alice.dms() and nok.dms())
    assert "Episodes 3 to 4 of Thunder Harbour are out." in alice.dms()[-1].text
    assert "A new episode of Thunder Harbour is out." in nok.dms()[-1].text
    lobby = house.channel("#lobby")
    await house.discord.wait_for(lambda: any("is out." in one.text for one in house.discord.all_messages(lobby)))
    told = next(one for one in house.discord.all_messages(lobby) if "is out." in one.text)
    assert f"<@{pablo.id}> A new episode of Thunder Harbour is out." in told.text
    # The places of both are open, once.
    assert await look(house, "Airing") == 2
    assert await look(house, "Airing") == 0
    places = await rows_of(house.db, "SELECT episode FROM discussion_places WHERE series_id = ?", THUNDER)
    assert {row["episode"] for row in places} >= {2, 3, 4}

    # Who wants to hear no more hears no more; a hiatus takes what was announced away.
    assert "no more" in (await alice.click(card, "Remind me")).text
    await nok.command("/remind", series=THUNDER, where="off")
    EPISODES[4:] = []
    CLOCK.now = NOW + timedelta(days=3)
    await look(house)
    assert "None that I know of" in (await nok.command("/calendar")).text
    assert "Next" not in (await alice.command("/series", query=THUNDER)).text.split("Reviews")[0]

    # What was told in a channel follows its series, and goes with whoever wanted it.
    def told_here() -> list[str]:
        return [one.text for one in house.discord.all_messages(lobby) if f"<@{pablo.id}>" in one.text]

    assert told_here()
    editor = Editor(house.guild_id, int(house.member("mina").id), CLOCK.now)
    await editing.correct_series(house.db, house.app.catalogues, editor, THUNDER, {"title": "Thunder Port"})
    house.client.posts.look()
    await house.discord.wait_for(lambda: all("A new episode of Thunder Port is out." in text for text in told_here()))
    await privacy.delete_member(house.db, int(pablo.id), None, now=CLOCK.now)
    house.client.posts.look()
    await house.discord.wait_for(lambda: not told_here())
    await editing.correct_series(house.db, house.app.catalogues, editor, THUNDER, {"title": "Thunder Harbour"})


@pytest.mark.e2e
async def test_a_server_s_calendar_is_of_what_it_talks_about_and_tells_no_numbers(house: Hall) -> None:
    EPISODES[4:] = [tvmaze_episode(1, 5, (CLOCK.now + timedelta(days=2)).isoformat())]
    CLOCK.now += timedelta(hours=7)
    await look(house)
    house.app.activity.note(house.guild_id, THUNDER)
    seen = await house.member("haruka").command("/calendar", whose="server")
    assert "**Thunder Harbour**: a new episode" in seen.text
    assert "From TVmaze." in seen.text


@pytest.mark.e2e
async def test_nobody_is_reminded_of_what_is_finished(house: Hall) -> None:
    refused = await house.member("alice").command("/remind", series="where-your-eyes-linger-kr-2020")
    assert "is finished" in refused.text
    refused = await house.member("alice").command("/remind", series=THUNDER, where="off")
    assert "weren't told" in refused.text


@pytest.mark.e2e
async def test_a_group_waits_for_an_episode_that_was_put_off(house: Hall) -> None:
    EPISODES[:] = [tvmaze_episode(1, 1, (CLOCK.now + timedelta(days=3)).isoformat())]
    await house.app.outside.take({"tvmaze": "501"})
    CLOCK.now += timedelta(hours=7)  # so that the outside is asked anew
    await house.app.outside.take({"tvmaze": "501"})
    await house.member("alice").command("/watch start", series=THUNDER, pace="daily", on="tomorrow", at="20:00")
    group = house.client.cogs["Watching together"]
    assert isinstance(group, TimedCog)
    assert await group.run_due(CLOCK.now + timedelta(days=2)) == 0
    assert await group.run_due(CLOCK.now + timedelta(days=3)) == 1
