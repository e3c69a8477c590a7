"""A review's whole way: written, previewed, posted, read by others, edited, taken back."""

import pytest

from tests.loopback.discord import TestDiscord

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("bot")]
LITBC = "love-in-the-big-city-kr-2024"


async def test_a_review_is_written_previewed_posted_and_read(discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice").at("#reviews")
    form = await alice.command("/review write", series=LITBC)
    preview = await alice.submit(
        form,
        {
            "Your rating": "18",
            "Headline": "I laughed, and then I could not breathe",
            "Your review": "It is tender and funny.\n\nAnd then ||he leaves for Japan|| and nothing is the same.",
            "How far does it give things away?": "all",
            "How far you have watched": "finished",
        },
    )
    assert preview.ephemeral
    assert "I laughed" in preview.text
    await alice.click(preview, "Post")
    await discord_server.wait_for(lambda: "Posted" in alice.look(preview).text)
    (post,) = discord_server.all_messages("#reviews")
    assert "||" in post.text
    assert "Was this review helpful to you?" in post.text
    pablo = discord_server.member("pablo").at("#reviews")
    read = await pablo.click(post, "Read")
    assert read.ephemeral
    assert "tender and funny" in read.text
    assert "leaves for Japan" not in read.text
    revealed = await pablo.click(read, "Show the rest anyway")
    assert "||he leaves for Japan||" in revealed.text
