"""/series: any series, as people type it."""

import pytest

from tests.e2e.conftest import Running
from tests.loopback.discord import TestDiscord

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("bot")]


async def test_a_misspelt_name_opens_the_card(discord_server: TestDiscord) -> None:
    reply = await discord_server.member("alice").at("#lobby").command("/series", query="love in big citty")
    assert "Love in the Big City" in reply.text
    assert "대도시의 사랑법" in reply.text
    assert not reply.ephemeral
    assert {"Reviews", "Write a review", "My progress"} <= set(reply.buttons)


async def test_autocomplete_offers_the_id(discord_server: TestDiscord) -> None:
    choices = await discord_server.member("alice").at("#lobby").autocomplete("/series", "query", "litbc")
    assert choices[0] == {
        "name": "Love in the Big City (KR, 2024) · LITBC",
        "value": "love-in-the-big-city-kr-2024",
    }


async def test_nothing_close_is_said_plainly(discord_server: TestDiscord) -> None:
    reply = await discord_server.member("alice").at("#lobby").command("/series", query="qqqqzzzz")
    assert "I know no series like “qqqqzzzz”" in reply.text
    assert reply.ephemeral


async def test_an_open_question_is_answered_by_choosing(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#lobby")
    reply = await alice.command("/series", query="stay with me")
    if "Which one do you mean" in reply.text:
        reply = await alice.select(reply, None, "stay-with-me-cn-2023")
    assert "Stay with Me" in reply.text or "Stay With Me" in reply.text
