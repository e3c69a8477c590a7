"""/recommend: five series with a reason each, from titles, from a mood, or from what one has rated."""

import pytest

from tests.loopback.discord import TestDiscord

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("bot")]
WYEL = "where-your-eyes-linger-kr-2020"


async def test_a_title_gives_five_with_reasons(discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice").at("#lobby")
    reply = await alice.command("/recommend", like=WYEL)
    assert reply.ephemeral
    assert "For those who loved" in reply.text
    assert reply.buttons.count("Why?") == 5
    assert "Where Your Eyes Linger" in reply.text.split("\n", 1)[1]


async def test_what_was_refused_never_comes_back_and_the_list_refills(discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice").at("#lobby")
    reply = await alice.command("/recommend", mood="slow burn korean, no cheating")
    assert "Looking for:" in reply.text
    first = reply.text.split("**")[1]
    await alice.click(reply, "Not for me")
    await discord_server.wait_for(lambda: "I won't recommend" in alice.look(reply).text)
    now = alice.look(reply).text
    assert first not in now.replace("I won't recommend", "").split("\n", 3)[3]
