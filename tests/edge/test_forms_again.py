"""A form that could not be taken opens again as it was filled in."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.loopback.discord import TestDiscord
from tests.loopback.running import running_bot
from tests.reviews.reviewers import Clock, draft

pytestmark = [pytest.mark.e2e]


async def test_a_form_opens_again_filled_after_a_restart_and_for_a_day(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    alice, clock = discord_server.member("alice").at("#reviews"), Clock()
    database = tmp_path / "linger.sqlite3"
    full = "Every word counts. " * 210
    async with running_bot(discord_server, database, clock=clock):
        preview = await draft(alice, "A beginning.", horizon="free")
        for _time in range(5):
            form = await alice.click(preview, "Go on writing")
            reply = await alice.submit(form, {"What comes next": full})
        refused = await alice.submit(await alice.click(preview, "Go on writing"), {"What comes next": full})
        assert "Reviews hold 20,000 characters" in refused.text
        assert not refused.seen.attachments, "the form holds the words, so no file has to"
    async with running_bot(discord_server, database, clock=clock):
        again = await alice.click(refused, "Open the form again")
        assert again.fields["What comes next"]["value"] == full
        reply = await alice.submit(again, {"What comes next": "And an end."})
        assert "And an end." in reply.text or "Page 1 of" in reply.text
        clock.now += timedelta(days=2)
        longer = await alice.submit(await alice.click(preview, "Go on writing"), {"What comes next": full})
        assert "Reviews hold 20,000 characters" in longer.text
        forgotten = await alice.click(refused, "Open the form again")
        assert "not kept any more" in forgotten.text


async def test_a_form_that_the_bot_does_not_remember_gives_the_words_back_as_a_file(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    alice = discord_server.member("alice").at("#reviews")
    full = "Every word counts. " * 210
    async with running_bot(discord_server, tmp_path / "linger.sqlite3"):
        preview = await draft(alice, "A beginning.", horizon="free")
        for _time in range(5):
            await alice.submit(await alice.click(preview, "Go on writing"), {"What comes next": full})
        form = await alice.click(preview, "Go on writing")
    async with running_bot(discord_server, tmp_path / "linger.sqlite3"):
        refused = await alice.submit(form, {"What comes next": full})
        assert [one["filename"] for one in refused.seen.attachments] == ["your-text.md"]
