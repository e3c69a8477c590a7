"""/import and /export through the whole bot: every service's file, what is asked, what is reported, and undo."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.services.lists import importing
from bot.storage.lists.watch_records import list_watch_records
from tests.domain.lists import samples
from tests.loopback.discord import TestDiscord
from tests.loopback.replies import Reply, Seen
from tests.loopback.running import Running, running_bot

pytestmark = pytest.mark.e2e

UPLOADS: dict[str, tuple[str, bytes, dict[str, str]]] = {
    "MyAnimeList": ("animelist.xml.gz", samples.MYANIMELIST_GZ, {"given-jp-2019": "finished 11 18"}),
    "AniList": ("anilist.json", json.dumps(samples.ANILIST).encode(), {"given-jp-2019": "finished 11 17"}),
    "Letterboxd": ("letterboxd.zip", samples.LETTERBOXD, {"red-white-royal-blue-us-2023": "finished 1 18"}),
    "Trakt": (
        "trakt.zip",
        samples.TRAKT,
        {
            "squid-game-kr-2021": "finished 9 16",
            "squid-game-season-2-kr-2024": "watching 3 12",
            "lovely-runner-kr-2024": "planned 0 None",
        },
    ),
    "TV Time": (
        "gdpr.zip",
        samples.TVTIME,
        {"semantic-error-kr-2022": "finished 8 None", "old-fashion-cupcake-jp-2022": "planned 0 None"},
    ),
    "Serializd": (
        "serializd.json",
        samples.SERIALIZD.encode(),
        {"bad-buddy-th-2021": "finished 12 18", "last-twilight-th-2023": "planned 0 None"},
    ),
    "CSV": (
        "mine.csv",
        samples.TABLE.encode(),
        {
            "bad-buddy-th-2021": "finished 12 18",
            "semantic-error-kr-2022": "finished 8 20",
            "its-okay-to-not-be-okay-kr-2020": "watching 4 12",
        },
    ),
}


async def kept(running: Running, member: Any) -> dict[str, str]:
    """What a member keeps, in few words: status, episode, half points."""
    async with running.app.db.reading() as connection:
        places = await list_watch_records(connection, int(member.id))
    return {
        series_id: f"{p.progress.status if p.progress else None} {p.progress.episode if p.progress else 0} {p.rating}"
        for series_id, p in places.items()
    }


async def files_of(message: Seen) -> dict[str, str]:
    """The attached files by name, as a client downloads them."""
    found = {}
    async with aiohttp.ClientSession() as session:
        for attached in message.attachments:
            async with session.get(attached["url"]) as response:
                found[attached["filename"]] = (await response.read()).decode()
    return found


async def reported(discord_server: TestDiscord, member: Any, reply: Reply) -> Seen:
    """The report, once the import is through."""
    await discord_server.wait_for(lambda: "Your list from" in member.look(reply).text)
    seen: Seen = member.look(reply)
    return seen


def menus_of(reply: Reply) -> list[str]:
    return [part["custom_id"] for part in reply.seen.selects]


async def test_the_export_of_every_service_is_taken_twice_and_undone(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#lobby")
    await bot.app.outside.keep([samples.GIVEN])
    for service, (name, data, expected) in UPLOADS.items():
        options = {"columns": "status=State; episode=Seen; finished=When"} if service == "CSV" else {}
        first = await alice.command("/import file", file=(name, data), **options)
        report = await reported(discord_server, alice, first)
        assert report.ephemeral
        assert f"Your list from {service}" in report.text
        assert await kept(bot, alice) == expected, service
        again = await alice.command("/import file", file=(name, data), **options)
        again_said = await reported(discord_server, alice, again)
        assert await kept(bot, alice) == expected, service
        assert "nothing changed" in again_said.text
        undone = await alice.click(first, "Undo the import")
        assert "Undone" in undone.text
        assert await kept(bot, alice) == {}, service


async def test_a_pasted_page_is_asked_about_and_remembers_the_answers(
    discord_server: TestDiscord, bot: Running
) -> None:
    alice = discord_server.member("alice").at("#lobby")
    page = samples.MYDRAMALIST + "Completed\n3\tReset\tChina\tDrama\t7.0\t15/15\n4\tUntamd\tChina\tDrama\t7.0\t1/50\n"
    first = await alice.submit(await alice.command("/import text"), {"list": page})
    report = await reported(discord_server, alice, first)
    assert "**3** series were found" in report.text
    assert "**2** may be several" in report.text
    assert "**1** is not in my catalogue" in report.text
    file = (await files_of(report))["import-report.txt"]
    assert "A Title Nobody Has Written Down (2031)" in file
    assert "Where Your Eyes Linger (2020) → Where Your Eyes Linger (KR, 2020)" in file
    asked = await alice.click(first, "Look at 2 doubtful ones")
    assert "Reset" in asked.text
    rest = await alice.select(asked, menus_of(asked)[0], "reset-cn-2022")
    done = await alice.select(rest, menus_of(rest)[0], "-")
    assert "That was all." in done.text
    mine = await kept(bot, alice)
    assert mine["reset-cn-2022"] == "finished 15 14"
    assert mine["the-untamed-cn-2019"] == "watching 20 19"
    assert len(mine) == 4
    again = await alice.submit(await alice.command("/import text"), {"list": page})
    said = await reported(discord_server, alice, again)
    assert "may be several" not in said.text, "what was answered is not asked again"
    assert "nothing changed" in said.text
    undone = await alice.click(first, "Undo the import")
    assert "4 series are as they were" in undone.text
    assert await kept(bot, alice) == {}


async def test_an_import_adds_and_never_takes_away(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#lobby")
    await alice.command("/progress set", series="bad-buddy-th-2021", status="dropped", episode=3)
    await alice.command("/progress set", series="semantic-error-kr-2022", status="finished", rating=7)
    rows = "Title,Rating,Status,Episode\nBad Buddy,9,Completed,12\nSemantic Error,2,Plan to watch,0\nGAP,8,Watching,2\n"
    report = await alice.command("/import file", file=("a.csv", rows.encode()))
    await reported(discord_server, alice, report)
    mine = await kept(bot, alice)
    assert mine["semantic-error-kr-2022"] == "finished 8 14", "what was said here stays"
    assert mine["bad-buddy-th-2021"] == "finished 12 18", "what was left open is filled, the further place counts"
    await alice.command("/progress set", series="gap-th-2022", episode=5)
    undone = await alice.click(report, "Undo the import")
    assert "1 series is as it was" in undone.text
    assert "1 stays, as you have changed it since" in undone.text
    mine = await kept(bot, alice)
    assert mine["bad-buddy-th-2021"] == "dropped 3 None"
    assert mine["gap-th-2022"] == "watching 5 16"
    assert "Undo the import" not in undone.buttons


async def test_a_file_that_is_no_list_is_told_in_a_sentence(discord_server: TestDiscord, bot: Running) -> None:
    assert bot
    alice = discord_server.member("alice").at("#lobby")
    refused = await alice.command("/import file", file=("list.zip", b"PK\x03\x04nothing"))
    assert "This archive is damaged" in refused.text
    refused = await alice.command("/import file", file=("a.csv", b"Title\nBad Buddy\n"), columns="Werk")
    assert "“Werk” does not name a column" in refused.text
    assert "no import to undo" in (await alice.command("/import last")).text


async def test_nobody_answers_or_undoes_for_somebody_else(discord_server: TestDiscord, bot: Running) -> None:
    alice, bob = (discord_server.member(name).at("#lobby") for name in ("alice", "pablo"))
    report = await alice.command(
        "/import file", file=("a.csv", b"Title,Status\nBad Buddy,Completed\nReset,Completed\n")
    )
    await reported(discord_server, alice, report)
    card = await bob.command("/import last")
    for forged in ("lists.undo:1", "lists.page:1:1", "lists.report:1"):
        reply = await bob.click(card, forged, forge=True)
        assert "This import is undone, or older" in reply.text
    assert await kept(bot, alice) == {"bad-buddy-th-2021": "finished 12 None"}


async def test_a_list_is_taken_along_and_comes_back_whole(discord_server: TestDiscord, bot: Running) -> None:
    alice, bob = (discord_server.member(name).at("#lobby") for name in ("alice", "pablo"))
    assert "Your list is empty" in (await alice.command("/export")).text
    first = await alice.command("/import file", file=("mine.json", samples.SERIALIZD.encode()))
    await reported(discord_server, alice, first)
    given = await alice.command("/export")
    assert given.ephemeral
    files = await files_of(given.seen)
    table = list(csv.DictReader(io.StringIO(files["linger-list.csv"].removeprefix("\ufeff"))))
    assert table[0]["Title"] == "Bad Buddy"
    assert (table[0]["Rating (out of 10)"], table[0]["Status"], table[0]["Episodes watched"]) == ("9", "Finished", "12")
    assert (table[0]["Finished"], table[0]["Notes"]) == ("2022-01-21", "The rooftop.")
    assert "<series_title>Bad Buddy</series_title>" in files["linger-list.xml"]
    mine = await kept(bot, alice)
    for name in ("linger-list.csv", "linger-list.json"):
        report = await bob.command("/import file", file=(name, files[name].encode()))
        await reported(discord_server, bob, report)
        assert await kept(bot, bob) == mine, name
        await bob.click(report, "Undo the import")


async def test_after_thirty_days_an_import_is_forgotten_and_what_it_brought_stays(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    now = [datetime(2026, 3, 1, tzinfo=UTC)]
    async with running_bot(discord_server, tmp_path / "linger.sqlite3", clock=lambda: now[0]) as running:
        alice = discord_server.member("alice").at("#lobby")
        report = await alice.command("/import file", file=("a.csv", b"Title,Status\nBad Buddy,Completed\n"))
        await reported(discord_server, alice, report)
        now[0] += timedelta(days=31)
        late = await alice.click(report, "Undo the import")
        assert "older than 30 days" in late.text
        assert await importing.forget_old(running.app.db, now=now[0]) == 1
        assert "no import to undo" in (await alice.command("/import last")).text
        assert await kept(running, alice) == {"bad-buddy-th-2021": "finished 12 None"}


TABLE_OF_UNKNOWN_HEADS = (
    "Werk;Note in Sternen;Was ich tue;Bis Folge;Land\nBad Buddy;4,5;completed;12;TH\nSemantic Error;5;watching;4;KR\n"
)


def column_menus(reply: Reply) -> dict[str, str]:
    """The menus of columns by the head above each: their custom ids."""
    heads = [text.split("**")[1] for text in reply.text.splitlines() if text.startswith("**")]
    return dict(zip(heads, menus_of(reply), strict=True))


async def test_columns_that_nobody_knows_are_said_in_menus(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#lobby")
    asked = await alice.command("/import file", file=("mine.csv", TABLE_OF_UNKNOWN_HEADS.encode()))
    assert asked.ephemeral
    assert "Say at least which one holds the titles" in asked.text
    assert "**Werk** · Bad Buddy" in asked.text
    assert "Read the list" not in asked.buttons
    said = {"Werk": "title", "Note in Sternen": "rating", "Was ich tue": "status", "Bis Folge": "episode"}
    for head, column in said.items():
        asked = await alice.select(asked, column_menus(asked)[head], column)
    report = await alice.click(asked, "Read the list")
    await reported(discord_server, alice, report)
    assert await kept(bot, alice) == {
        "bad-buddy-th-2021": "finished 12 18",
        "semantic-error-kr-2022": "watching 4 20",
    }
    await alice.click(report, "Undo the import")
    assert await kept(bot, alice) == {}


async def test_columns_that_were_not_read_are_named_and_read_when_they_are_explained(
    discord_server: TestDiscord, bot: Running
) -> None:
    alice = discord_server.member("alice").at("#lobby")
    rows = "Title,Meine Meinung,Status\nBad Buddy,9,Completed\nSemantic Error,8,Completed\n"
    first = await alice.command("/import file", file=("a.csv", rows.encode()))
    report = await reported(discord_server, alice, first)
    assert "Columns that were not read: “Meine Meinung”." in report.text
    assert (await kept(bot, alice))["bad-buddy-th-2021"] == "finished 12 None"
    asked = await alice.click(first, "Say what the columns hold")
    asked = await alice.select(asked, column_menus(asked)["Meine Meinung"], "rating")
    again = await reported(discord_server, alice, await alice.click(asked, "Read the list"))
    assert "not read" not in again.text
    assert await kept(bot, alice) == {
        "bad-buddy-th-2021": "finished 12 18",
        "semantic-error-kr-2022": "finished 8 16",
    }


async def test_a_pasted_table_and_one_of_many_columns_are_asked_about_too(
    discord_server: TestDiscord, bot: Running
) -> None:
    alice, bob = (discord_server.member(name).at("#lobby") for name in ("alice", "pablo"))
    heads = ";".join(f"Spalte {number}" for number in range(1, 13))
    row = ";".join(["x"] * 11 + ["Bad Buddy"])
    asked = await alice.submit(await alice.command("/import text"), {"list": f"{heads}\n{row}\n"})
    assert "(page 1 of 3)" in asked.text
    third = await alice.click(await alice.click(asked, "Later"), "Later")
    assert "(page 3 of 3)" in third.text
    chosen = await alice.select(third, column_menus(third)["Spalte 12"], "title")
    key = column_menus(third)["Spalte 12"].split(":")[1]
    refused = await bob.click(await bob.command("/import last"), f"lists.read:{key}", forge=True)
    assert "not kept any more" in refused.text, "nobody reads somebody else's list"
    refused = await alice.select(chosen, f"lists.column:{key}:99:1", "title", forge=True)
    assert "not kept any more" in refused.text
    await reported(discord_server, alice, await alice.click(chosen, "Read the list"))
    assert await kept(bot, alice) == {"bad-buddy-th-2021": "planned 0 None"}, "a bare title goes on the watchlist"
    assert await kept(bot, bob) == {}


async def test_a_long_list_shows_how_far_it_is(
    discord_server: TestDiscord, bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    cog = bot.client.get_cog("Lists")
    assert cog is not None
    monkeypatch.setitem(type(cog).watched.__globals__, "_SHOWN_EVERY_S", 0.05)  # type: ignore[attr-defined]  # its own
    alice = discord_server.member("alice").at("#lobby")
    rows = "".join(f"A Title {number:x} That Nobody Wrote,9\n" for number in range(1_500))
    bringing = asyncio.create_task(alice.command("/import file", file=("long.csv", f"Title,Rating\n{rows}".encode())))
    seen: set[str] = set()

    def is_through() -> bool:
        seen.update(re.findall(r"I am looking your series up: ([\d,]+) of 1,500", text_of_last(alice)))
        return "**1,500** are not in my catalogue" in text_of_last(alice)

    await discord_server.wait_for(is_through)
    await bringing
    assert len(seen) > 1, "it moves on"


def text_of_last(member: Any) -> str:
    messages = member.messages()
    return messages[-1].text if messages else ""
