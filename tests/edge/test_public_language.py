"""What everybody reads comes in the server's language, whoever asked: the digest, and the names of threads."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.discussion.digest import week_due
from bot.i18n import N_, _, speaking
from bot.storage.engine.times import to_ms
from tests.loopback.discord import TestDiscord
from tests.loopback.replies import Seen
from tests.loopback.running import Running
from tests.loopback.sample import CLUB, LITBC, set_channel, set_to, threads_named
from tests.reviews.reviewers import posted

pytestmark = [pytest.mark.e2e, pytest.mark.languages]
WEEK_IN = N_("The week in {server}")


def said(language: str, sentence: str, **fields: Any) -> str:
    """A sentence as it stands in a language; English is none of them here."""
    with speaking(language):
        words = _(sentence, **fields)
    assert words != sentence.format(**fields)
    return words


def titled(language: str) -> str:
    return "대도시의 사랑법" if language == "ko" else "Love in the Big City"


@pytest.mark.parametrize("language", ["ko", "de"])
async def test_a_digest_comes_in_the_servers_language_and_follows_it(
    discord_server: TestDiscord, bot: Running, language: str
) -> None:
    await set_to(discord_server, bot, "language", language)
    await posted(discord_server)
    await set_to(discord_server, bot, "digest", "weekly")
    await set_channel(discord_server, bot, "digest_channel_id", "#lobby")
    now = bot.app.clock()
    async with bot.app.db.transaction() as connection:
        long_ago = to_ms(now - timedelta(days=60))
        await connection.execute("UPDATE guild_settings SET changed_at = ?", (long_ago,))
        in_the_week = to_ms(week_due(now, "UTC").until - timedelta(days=2))
        await connection.execute("UPDATE reviews SET posted_at = ?", (in_the_week,))
    digest: Any = bot.client.get_cog("Digest")
    assert await digest.run_due(now) == 1

    def posts(title: str) -> list[Seen]:
        return [one for one in discord_server.all_messages("#lobby") if title in one.text]

    (post,) = posts(said(language, WEEK_IN, server=CLUB))
    assert said(language, "New reviews") in post.text
    assert said(language, "More threads") in post.button_labels
    await set_to(discord_server, bot, "language", "fr")
    await discord_server.wait_for(lambda: [one.id for one in posts(said("fr", WEEK_IN, server=CLUB))] == [post.id])


@pytest.mark.parametrize("language", ["ko", "de"])
async def test_an_episodes_thread_is_named_in_the_servers_language(
    discord_server: TestDiscord, bot: Running, language: str
) -> None:
    await set_to(discord_server, bot, "language", language)
    alice = discord_server.member("alice").at("#queer-corner")  # her client speaks English
    reply = await alice.command("/discuss", series=LITBC, episode=5)
    (thread_id,) = threads_named(
        discord_server, f"{titled(language)} · {said(language, 'Episode {episode}', episode=5)}"
    )
    assert "I opened" in reply.text, "and she is answered in her own"
    assert f"<#{thread_id}>" in reply.text


@pytest.mark.parametrize("language", ["ko", "de"])
async def test_a_reviews_thread_is_named_in_the_servers_language(
    discord_server: TestDiscord, bot: Running, language: str
) -> None:
    await set_to(discord_server, bot, "language", language)
    sent = await posted(discord_server)
    begin = said(language, "{title}, reviewed by {name}", title=titled(language), name="Alice")
    theo = discord_server.member("theo").at("#reviews")
    await theo.click(sent, said(language, "Comment"))

    def names() -> list[str]:
        threads = [one for one in discord_server.world.channels.values() if one.is_thread]
        return [str(one.data["name"]) for one in threads if str(one.data["name"]).startswith(begin)]

    assert len(await discord_server.wait_for(names)) == 1
