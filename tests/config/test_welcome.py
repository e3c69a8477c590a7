"""Coming to a server: whoever brought the bot is welcomed in the server's language, and told what is here again."""

from __future__ import annotations

import pytest

from bot.domain.settings import SetTo
from bot.playground.people.servers import PeopleServers
from tests.loopback.hall import Hall, insert_review

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]


async def welcomed(hall: Hall, owner: str, guild: str, word: str) -> str:
    """Bring the bot into a server; the direct message in which `word` stands."""
    guild_id = hall.discord.guild_id(guild)
    PeopleServers(hall.discord._backend).invite_bot(hall.discord.user_id(owner), {"guild_id": guild_id})

    def found() -> str | None:
        return next((m.text for m in hall.direct_messages(owner) if word in m.text), None)

    said = await hall.discord.wait_for(found, timeout_s=12)
    assert said is not None
    return str(said)


@pytest.mark.languages
async def test_a_new_server_is_welcomed_in_its_own_language_and_begins_in_it(hall: Hall) -> None:
    said = await welcomed(hall, "pablo", "Next Door", "Next Door")
    assert "Gracias por" in said
    assert "/config setup" in said
    settings = hall.app.servers.settings_of(int(hall.discord.guild_id("Next Door")))
    assert (settings.language, settings.spoiler_policy) == ("es-ES", "on-request")


async def test_a_server_that_is_back_is_told_what_is_here_again(hall: Hall) -> None:
    corner = int(hall.discord.guild_id("Quiet Corner"))
    await insert_review(hall.db, guild_id=corner)
    await insert_review(hall.db, guild_id=corner, author_id=502)
    await insert_review(hall.db, guild_id=corner, author_id=503, state="deleted")
    await hall.app.servers.apply(corner, [SetTo("rating_style", "stars")], actor_id=1)
    PeopleServers(hall.discord._backend).remove_bot(hall.discord.user_id("iris"), str(corner))
    said = await welcomed(hall, "iris", "Quiet Corner", "back in Quiet Corner")
    assert "- 2 reviews\n- 1 setting of yours" in said
    assert "vote" not in said.split("- 1 setting")[0], "what there is none of is not named"
    assert hall.app.servers.settings_of(corner).rating_style == "stars", "and it is as it was left"
