"""What is drawn anew may name what it did not name before, and follows that, too."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.services.moderation import moderating
from tests.digest.test_digest import digests, in_the_week, insert_review, switch_on
from tests.loopback.discord import TestDiscord
from tests.loopback.editors import correct_title
from tests.loopback.replies import Seen
from tests.loopback.running import Running
from tests.loopback.sample import CLUB
from tests.reviews.reviewers import rows
from tests.votes.posts import posted_review

pytestmark = pytest.mark.e2e
OTHER = "Love in the Huge City"


class Moderators:
    """Who hides a review and shows it again."""

    def __init__(self, discord: TestDiscord, bot: Running, review_id: int) -> None:
        self._bot, self._review_id = bot, review_id
        self._home, self._mina = int(discord.guild_id(CLUB)), int(discord.user_id("mina"))

    async def hide(self) -> None:
        about = self._home, self._review_id, self._mina
        await moderating.hide_review(self._bot.app.db, *about, now=self._bot.app.clock())
        self._bot.client.posts.look()

    async def show_again(self) -> None:
        about = self._home, self._review_id, self._mina
        await moderating.restore_review(self._bot.app.db, *about, now=self._bot.app.clock())
        self._bot.client.posts.look()


async def comes_and_goes(
    discord: TestDiscord, bot: Running, moderators: Moderators, post: Callable[[], Seen], words: str
) -> None:
    """Posted without a review that was hidden just then; drawn anew with it; and without it when it is hidden again."""
    assert words not in post().text
    await moderators.show_again()
    await correct_title(discord, bot, OTHER)
    await discord.wait_for(lambda: words in post().text and OTHER in post().text)
    await moderators.hide()
    await discord.wait_for(lambda: words not in post().text)


async def test_a_digest_follows_what_it_names_since_it_was_drawn_anew(
    discord_server: TestDiscord, bot: Running
) -> None:
    now = await switch_on(discord_server, bot)
    await insert_review(discord_server, bot, in_the_week(now))
    nok = int(discord_server.user_id("nok"))
    await insert_review(
        discord_server, bot, in_the_week(now), author_id=nok, author_name="Nok", message_id=78, headline="It heals"
    )
    ((review_id,),) = await rows(bot, "SELECT id FROM reviews WHERE message_id = 78")
    moderators = Moderators(discord_server, bot, review_id)
    await moderators.hide()
    assert await bot.client.get_cog("Digest").run_due(now) == 1  # type: ignore[union-attr]  # the cog of that name
    await comes_and_goes(discord_server, bot, moderators, lambda: digests(discord_server)[0], "It heals")


async def test_a_shared_list_follows_what_it_names_since_it_was_drawn_anew(
    discord_server: TestDiscord, bot: Running
) -> None:
    mina = discord_server.member("mina").at("#reviews")
    for name in ("alice", "pablo"):
        sent = await posted_review(discord_server, name)
        await mina.react(sent, "👍")
        await discord_server.wait_for(lambda sent=sent: "1 of 1" in mina.look(sent).text)
    ((review_id,),) = await rows(
        bot, "SELECT id FROM reviews WHERE author_id = ?", int(discord_server.user_id("pablo"))
    )
    moderators = Moderators(discord_server, bot, review_id)
    await moderators.hide()
    shared = await mina.command("/top reviews", share=True)
    await comes_and_goes(discord_server, bot, moderators, lambda: mina.look(shared), "Tender, says pablo")


async def test_a_posted_profile_follows_the_titles_of_its_favourites(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#lobby")
    await alice.command("/progress set", series="love-in-the-big-city-kr-2024", status="finished", rating=9)
    await alice.click(await alice.command("/profile"), "Show it in this channel")

    def shown() -> list[Seen]:
        return [m for m in discord_server.all_messages("#lobby") if "### Alice" in m.text and not m.ephemeral]

    await discord_server.wait_for(lambda: [m for m in shown() if "Love in the Big City (KR, 2024)" in m.text])
    await correct_title(discord_server, bot, OTHER)
    await discord_server.wait_for(lambda: [m for m in shown() if f"{OTHER} (KR, 2024)" in m.text])
