"""Answers to interactions over a Discord that hangs, cuts the line or answers nonsense."""

from __future__ import annotations

import asyncio
import gc
import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import discord
import pytest
from msgspec.structs import replace

from bot.playground.faults import Fault
from tests.edge.test_ending import every_reader_taken
from tests.loopback.discord import TestDiscord
from tests.loopback.members import Member
from tests.loopback.replies import Seen
from tests.loopback.running import QUICK, running_bot

pytestmark = pytest.mark.e2e

CALLBACK = "/interactions/*/*/callback"
LATER = "/webhooks/*/*"
UNHEARD = "did not let an answer of mine through"
SERIES = "love-in-the-big-city-kr-2024"

ONCE: dict[str, Callable[[TestDiscord, str], Fault]] = {
    "a list": lambda d, path: d.faults.answer("POST", path, b"[]", taken=True),
    "a list of somebody else's": lambda d, path: d.faults.answer("POST", path, b"[]"),
    "half a document": lambda d, path: d.faults.answer("POST", path, b'{"interaction": {"id": ', taken=True),
    "a message without its parts": lambda d, path: d.faults.answer(
        "POST", path, b'{"interaction": {"id": "1"}, "resource": {"type": 4, "message": {"id": "1"}}}', taken=True
    ),
    "a proxy's page": lambda d, path: d.faults.answer("POST", path, b"<html>", content_type="text/html"),
    "nothing": lambda d, path: d.faults.empty("POST", path),
    "a cut line": lambda d, path: d.faults.cut("POST", path),
    "a cut line afterwards": lambda d, path: d.faults.cut("POST", path, taken=True),
    "503": lambda d, path: d.faults.fail("POST", path, status=503),
    "502 afterwards": lambda d, path: d.faults.fail("POST", path, status=502, taken=True),
    "a hanging line": lambda d, path: d.faults.delay("POST", path, 60),
    "a hanging line afterwards": lambda d, path: d.faults.delay("POST", path, 60, taken=True),
}


async def told_at_the_next_command(discord: TestDiscord, member: Member) -> Seen:
    async def told() -> list[Seen]:
        await member.command("/help")
        return [message for message in member.messages() if UNHEARD in message.text]

    (found,) = await discord.wait_for(told)
    return found


async def test_what_was_put_off_at_the_start_is_had_ready_once_somebody_asks(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    """`linger run` waits for `asked`: a bot that nobody asks stays as small as it started."""
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        assert not bot.client.gate.asked.is_set()
        await discord_server.member("alice").at("#lobby").command("/help")
        assert bot.client.gate.asked.is_set()


async def test_one_strange_answer_to_an_answer_changes_nothing(
    discord_server: TestDiscord, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with running_bot(discord_server, tmp_path / "db", pace=replace(QUICK, answer_within_s=3.0)) as _bot:
        alice = discord_server.member("alice").at("#lobby")
        for name, spoil in ONCE.items():
            spoil(discord_server, CALLBACK)
            before = len(alice.messages())
            reply = await alice.command("/help")
            assert reply.outcome == "message", name
            assert len(alice.messages()) == before + 1, (name, [m.text[:60] for m in alice.messages()[before:]])
            discord_server.faults.clear()
            spoil(discord_server, CALLBACK)
            assert (await alice.command("/review write", series=SERIES)).outcome == "modal", name
            discord_server.faults.clear()
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.parametrize("what", ["a hanging line", "a cut line", "a list of somebody else's", "503"])
async def test_who_was_not_answered_is_told_at_the_next_command(
    discord_server: TestDiscord, tmp_path: Path, caplog: pytest.LogCaptureFixture, what: str
) -> None:
    async with running_bot(discord_server, tmp_path / "db", pace=replace(QUICK, answer_within_s=2.0)) as _bot:
        alice = discord_server.member("alice").at("#lobby")
        ONCE[what](discord_server, CALLBACK).times = 0
        asking = asyncio.create_task(alice.command("/series", query="goblin"))
        await discord_server.wait_for(lambda: "did not reach its person" in caplog.text)
        discord_server.faults.clear()
        discord_server.clock.advance(discord_server.interactions.answer_within_s + 0.1)
        await asking

        await told_at_the_next_command(discord_server, alice)
        for _ in range(2):
            await alice.command("/help")
        assert sum(UNHEARD in one.text for one in alice.messages()) == 1, "said once"
    noted = [record for record in caplog.records if record.levelno >= logging.WARNING and "bot." in record.name]
    assert len(noted) == 1, [record.getMessage() for record in noted]
    assert not noted[0].exc_info


async def test_a_form_whose_refusal_was_not_heard_opens_again_at_the_next_command(
    discord_server: TestDiscord, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with running_bot(discord_server, tmp_path / "db", pace=replace(QUICK, answer_within_s=2.0)) as _bot:
        alice = discord_server.member("alice").at("#lobby")
        form = await alice.command("/review write", series=SERIES)
        for path in (CALLBACK, LATER):
            discord_server.faults.cut("POST", path, times=0)
        sent = asyncio.create_task(
            alice.submit(form, {"Your rating": "18", "Headline": "x", "Your review": "Words. " * 40})
        )
        await discord_server.wait_for(lambda: "did not reach its person" in caplog.text)
        discord_server.faults.clear()
        discord_server.clock.advance(discord_server.interactions.answer_within_s + 0.1)
        await sent

        told = await told_at_the_next_command(discord_server, alice)
        again = await alice.click(told, "Open the form")
        assert again.fields["Your review"]["value"].startswith("Words. Words.")


async def test_a_follow_up_that_cannot_be_read_ends_in_one_line(
    discord_server: TestDiscord, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with running_bot(discord_server, tmp_path / "db") as _bot:
        discord_server.faults.answer("PATCH", f"{LATER}/messages/@original", b"[]", taken=True, times=0)
        await discord_server.member("alice").at("#lobby").command("/top reviews")
        await discord_server.wait_for(lambda: "did not reach its person" in caplog.text)
    assert not [record for record in caplog.records if record.exc_info or record.levelno >= logging.ERROR]


@pytest.mark.sqlite  # locks the file
async def test_a_command_waits_for_a_database_that_another_program_holds(
    discord_server: TestDiscord, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pace = replace(QUICK, answer_after_s=0.3)
    async with running_bot(discord_server, tmp_path / "db", pace=pace) as _bot:
        alice = discord_server.member("alice").at("#lobby")
        with closing(sqlite3.connect(tmp_path / "db", isolation_level=None, check_same_thread=False)) as other:
            other.execute("PRAGMA busy_timeout = 10000")
            await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")  # once the bot's own writing is done
            asking = asyncio.create_task(alice.command("/progress set", series=SERIES, episode=2))
            await discord_server.wait_for(lambda: any(message.thinking for message in alice.messages()))
            other.execute("ROLLBACK")
        asked = await asking
        assert asked.outcome == "deferred"
        assert "2" in asked.text


@pytest.mark.sqlite  # locks the file
async def test_a_database_that_stays_held_is_called_that(
    discord_server: TestDiscord, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with running_bot(discord_server, tmp_path / "db", pace=replace(QUICK, answer_after_s=0.3)) as _bot:
        alice = discord_server.member("alice").at("#lobby")
        with closing(sqlite3.connect(tmp_path / "db", isolation_level=None, check_same_thread=False)) as other:
            other.execute("PRAGMA busy_timeout = 10000")
            await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")  # once the bot's own writing is done
            asking = asyncio.create_task(alice.command("/progress set", series=SERIES, episode=2))
            await discord_server.wait_for(
                lambda: any("Another program is using my database" in message.text for message in alice.messages())
            )
        await asyncio.gather(asking, return_exceptions=True)
    assert not [record for record in caplog.records if record.exc_info and record.name == "bot.edge.answers"]


def _interactions() -> list[object]:
    """All that are held by anybody."""
    return [one for one in gc.get_objects() if type(one) is discord.Interaction]


async def test_an_interaction_is_let_go_of_once_it_is_answered(discord_server: TestDiscord, tmp_path: Path) -> None:
    async with running_bot(discord_server, tmp_path / "db", pace=replace(QUICK, answer_after_s=60)):
        alice = discord_server.member("alice").at("#lobby")
        card = await alice.command("/series", query="litbc")
        await alice.click(card, "Reviews")
        await discord_server.wait_for(lambda: gc.collect() >= 0 and not _interactions())


async def test_a_form_that_took_long_to_come_is_a_button_away(discord_server: TestDiscord, tmp_path: Path) -> None:
    async with running_bot(discord_server, tmp_path / "db", pace=replace(QUICK, answer_after_s=0.2)) as bot:
        alice = discord_server.member("alice").at("#lobby")
        async with every_reader_taken(bot.app.db) as readers:
            asking = asyncio.create_task(alice.command("/review write", series=SERIES))
            await discord_server.wait_for(lambda: any(message.thinking for message in alice.messages()))
            await readers.aclose()
        asked = await asking
        form = await alice.click(asked, "Open the form")
        assert "Headline" in form.fields
