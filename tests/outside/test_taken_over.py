"""What was taken over from outside stays, and without providers nothing leaves the machine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.providers.door import Http
from bot.providers.protocol import Provider
from bot.providers.tvmaze import TVmaze
from bot.settings import Settings
from tests.loopback.discord import TestDiscord
from tests.loopback.running import running_bot
from tests.outside.services import add_tvmaze, serving, tvmaze_episode, tvmaze_show

pytestmark = pytest.mark.e2e


async def test_what_was_taken_is_there_after_a_restart_and_nothing_is_asked_without_providers(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    def asked(_settings: Settings, http: Http) -> Sequence[Provider]:
        return [TVmaze(http, outside.home)]

    database = tmp_path / "linger.sqlite3"
    seasons = [
        *(tvmaze_episode(1, n, "2022-04-22T07:00:00+00:00") for n in range(1, 9)),
        *(tvmaze_episode(2, n, "2023-08-03T07:00:00+00:00") for n in range(1, 9)),
    ]
    async with serving() as outside:
        add_tvmaze(
            outside,
            tvmaze_show(48000, "Quixotic Hearts", premiered="2022-04-22"),
            embedded={48000: {"episodes": seasons}},
        )
        async with running_bot(discord_server, database, new_providers=asked) as running:
            await running.app.outside.take({"tvmaze": "48000"})
        before = len(outside.asked)
        async with running_bot(discord_server, database) as running:
            assert running.app.outside.names == ()
            alice = discord_server.member("alice").at("#lobby")
            reply = await alice.command("/series", query="quixotic hearts season 2")
            assert "Season before" in reply.text
            unknown = await alice.command("/series", query="vexillology of nowhere")
            assert "I know no series like" in unknown.text
        assert len(outside.asked) == before
