"""Servers that the bot came to, left and came back to while it was not running, through the whole bot."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.playground.people.servers import PeopleServers
from tests.loopback.discord import TestDiscord
from tests.loopback.hall import CLUB, direct_messages, insert_review, row_of
from tests.loopback.running import Running, running_bot

pytestmark = pytest.mark.e2e


def invite(discord: TestDiscord, host: str, guild: str) -> int:
    """Bring the bot into a server; its id."""
    guild_id = discord.guild_id(guild)
    PeopleServers(discord._backend).invite_bot(discord.user_id(host), {"guild_id": guild_id})
    return int(guild_id)


async def settled(running: Running, discord: TestDiscord) -> None:
    """Wait until the servers were compared and whoever is to be told was told."""
    servers = len([guild for guild in discord.world.guilds.values() if discord.world.has_bot(guild)])

    async def done() -> bool:
        found = await row_of(
            running.app.db,
            "SELECT (SELECT COUNT(*) FROM guilds WHERE left_at IS NULL) AS noted,"
            " (SELECT COUNT(*) FROM notices) AS waiting",
        )
        return (found["noted"], found["waiting"]) == (servers, 0)

    await discord.wait_for(done)


def welcomes(discord: TestDiscord) -> dict[str, int]:
    """How many direct messages each person has who has any."""
    found = {
        user.name: len(direct_messages(discord, user.name))
        for user in discord.world.users.values()
        if not user.data["bot"]
    }
    return {name: count for name, count in found.items() if count}


@pytest.mark.languages
async def test_a_server_that_came_while_the_bot_was_away_begins_as_any_new_one(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    database = tmp_path / "linger.sqlite3"
    async with running_bot(discord_server, database) as first:
        await settled(first, discord_server)
        assert welcomes(discord_server) == {}, "these servers had the bot before there was a database"
    next_door = invite(discord_server, "pablo", "Next Door")
    for _start in range(2):
        async with running_bot(discord_server, database) as again:
            await settled(again, discord_server)
            assert welcomes(discord_server) == {"pablo": 1}
            settings = again.app.servers.settings_of(next_door)
            assert (settings.language, settings.spoiler_policy) == ("es-ES", "on-request")
            club = again.app.servers.settings_of(int(discord_server.guild_id(CLUB)))
            assert (club.language, club.spoiler_policy) == ("en", "in-place"), "nothing was changed where it was before"
    (said,) = direct_messages(discord_server, "pablo")
    assert "Gracias por traerme a Next Door" in said.text
    assert "/config setup" in said.text


async def test_a_server_that_is_back_after_a_time_without_the_bot_is_as_it_was_left(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    database, corner = tmp_path / "linger.sqlite3", int(discord_server.guild_id("Quiet Corner"))
    async with running_bot(discord_server, database) as before:
        await settled(before, discord_server)
        await insert_review(before.app.db, guild_id=corner)
        PeopleServers(discord_server._backend).remove_bot(discord_server.user_id("iris"), str(corner))
        await discord_server.wait_for(lambda: before.client.get_guild(corner) is None)

        async def noted() -> bool:
            found = await row_of(before.app.db, "SELECT left_at FROM guilds WHERE guild_id = ?", corner)
            return found["left_at"] is not None

        await discord_server.wait_for(noted)
    invite(discord_server, "iris", "Quiet Corner")
    async with running_bot(discord_server, database) as back:
        await settled(back, discord_server)
        (said,) = direct_messages(discord_server, "iris")
        assert "Good to be back in Quiet Corner" in said.text
        assert "- 1 review" in said.text
        assert back.app.servers.settings_of(corner).spoiler_policy == "in-place", "its posts stay as they are"


async def test_who_invites_the_bot_first_and_starts_it_then_is_welcomed(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    next_door = invite(discord_server, "pablo", "Next Door")
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as running:
        await settled(running, discord_server)
        assert welcomes(discord_server) == {"pablo": 1}
        assert running.app.servers.settings_of(next_door).spoiler_policy == "on-request"
