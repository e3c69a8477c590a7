"""/profile and /review mine: what somebody has written here, and nothing that is private."""

import pytest

from tests.loopback.discord import TestDiscord
from tests.loopback.running import Running
from tests.reviews.reviewers import LITBC, SECRET, posted

pytestmark = [pytest.mark.e2e]
SERIES = (LITBC, "where-your-eyes-linger-kr-2020", "bad-buddy-th-2021")


async def test_a_profile_shows_reviews_ratings_and_helpful_votes(discord_server: TestDiscord, bot: Running) -> None:
    for number, series in enumerate(SERIES):
        sent = await posted(discord_server, "alice", series=series, rating=14 + 2 * number, headline=f"No. {number}")
        await discord_server.member("pablo").react(sent, "👍")
    await discord_server.member("alice").command("/progress set", series="cherry-magic-jp-2020", episode=4)
    pablo = discord_server.member("pablo").at("#lobby")
    profile = await pablo.command("/profile", member=discord_server.member("alice"))
    assert profile.ephemeral
    assert "### Alice" in profile.text
    assert "3 reviews in this server" in profile.text
    assert "8/10 · 3 ratings" in profile.text
    assert all(f"No. {number}" in profile.text for number in range(3))
    assert "Cherry" not in profile.text, "progress is private"
    assert SECRET not in profile.text
    (gallery,) = [part for part in profile.seen.components if part["type"] == 12]
    described = gallery["items"][0]["description"]
    assert described == "How often each rating from 1 to 10 was given. 7: 1, 8: 1, 9: 1"
    (picture,) = profile.seen.attachments or [{"filename": "ratings.png"}]
    assert picture["filename"] == "ratings.png"


async def test_a_profile_of_somebody_who_has_written_nothing(discord_server: TestDiscord, bot: Running) -> None:
    profile = await discord_server.member("alice").at("#lobby").command("/profile")
    assert "0 reviews in this server" in profile.text


async def test_a_name_made_to_break_spoilers_is_harmless_everywhere(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice")
    discord_server.world.users[alice.id].data["global_name"] = "||x\\ `||"
    sent = await posted(discord_server, "alice", body=f"||{SECRET}||")
    pablo = discord_server.member("pablo").at("#reviews")
    seen = [
        (await pablo.command("/profile", member=alice)).text,
        (await pablo.command("/review read", series=LITBC)).text,
        (await pablo.click(sent, "More by this author")).text,
        (await pablo.click(sent, "Read")).text,
        (await pablo.click(sent, "Comment")).text,
    ]
    assert not any("||" in text or "`" in text.replace("`1 ", "").replace(" 10`", "") for text in seen)


async def test_own_reviews_can_be_opened_read_and_deleted(discord_server: TestDiscord, bot: Running) -> None:
    await posted(discord_server)
    alice = discord_server.member("alice").at("#lobby")
    mine = await alice.command("/review mine")
    assert mine.ephemeral
    own = await alice.click(mine, "Open")
    assert {"Edit", "Read", "Delete", "Go to it"} <= set(own.buttons)
    assert SECRET in (await alice.click(own, "Read")).text
    empty = await discord_server.member("pablo").at("#lobby").command("/review mine")
    assert "You have not posted a review here yet" in empty.text
