"""Leaderboards: what they show, that nothing in them spoils, and that a month is posted once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.leaderboards import TopReview, month_due, top_reviewers, top_reviews
from bot.domain.published.kinds import PublishedKind
from bot.domain.settings import SetTo
from bot.services import publishing
from cogs.leaderboards import TopCog
from tests.loopback.crashes import forget_that_it_was_sent
from tests.loopback.discord import TestDiscord
from tests.loopback.running import Running, running_bot
from tests.votes.posts import LITBC, posted_review

BERLIN = "Europe/Berlin"


def review(review_id: int, author_id: int, helpful: int, votes: int) -> TopReview:
    return TopReview(review_id, "some-th-2020", author_id, f"Author {author_id}", "A headline", helpful, votes)


def test_many_good_votes_come_before_one() -> None:
    found = top_reviews([review(1, 1, 1, 1), review(2, 2, 18, 20), review(3, 3, 0, 4)], mean=0.5)
    assert [one.review_id for one in found] == [2, 1], "what helped nobody has no place"


def test_a_reviewer_is_placed_by_all_their_reviews() -> None:
    found = top_reviewers([review(1, 7, 2, 2), review(2, 8, 3, 3), review(3, 7, 2, 5), review(4, 9, 0, 1)])
    assert [(one.author_id, one.reviews, one.helpful, one.votes) for one in found] == [(7, 2, 4, 7), (8, 1, 3, 3)]


@pytest.mark.parametrize(
    ("now", "key"),
    [
        (datetime(2026, 4, 1, 6, 59, tzinfo=UTC), None),  # 8:59 in Berlin
        (datetime(2026, 4, 1, 7, 0, tzinfo=UTC), "2026-03"),
        (datetime(2026, 4, 15, 7, 0, tzinfo=UTC), "2026-03"),
        (datetime(2026, 4, 15, 7, 1, tzinfo=UTC), None),  # too late to be news
        (datetime(2026, 3, 31, 22, 30, tzinfo=UTC), None),  # April has begun there, but it is night
        (datetime(2026, 1, 1, 12, 0, tzinfo=UTC), "2025-12"),
    ],
)
def test_a_month_is_due_at_nine_on_the_first_where_the_server_is(now: datetime, key: str | None) -> None:
    month = month_due(now, BERLIN)
    assert (month.key if month else None) == key


def test_a_month_begins_and_ends_on_the_wall_clock() -> None:
    month = month_due(datetime(2026, 4, 2, tzinfo=UTC), BERLIN)
    assert month is not None
    assert month.since == datetime(2026, 2, 28, 23, tzinfo=UTC)
    assert month.until == datetime(2026, 3, 31, 22, tzinfo=UTC)  # summer time came in between


GALLERY = 12  # Discord's kind of a picture


def top_cog(bot: Running) -> TopCog:
    cog = bot.client.get_cog("Top lists")
    assert type(cog).__name__ == "TopCog"
    return cog  # type: ignore[return-value]  # the library imports extensions anew, so that the class is another


@pytest.mark.e2e
async def test_top_lists_show_what_helped(discord_server: TestDiscord, bot: Running) -> None:
    liked = await posted_review(discord_server, "alice")
    other = await posted_review(discord_server, "pablo")
    mina, theo = discord_server.member("mina").at("#reviews"), discord_server.member("theo").at("#reviews")
    empty = await mina.command("/top reviews")
    assert "Nothing to show" in empty.text
    for voter in (mina, theo):
        await voter.react(liked, "👍")
    await mina.react(other, "👍")
    await theo.react(other, "👎")
    await discord_server.wait_for(lambda: "2 of 2" in mina.look(liked).text and "1 of 2" in mina.look(other).text)
    shown = await mina.command("/top reviews", time="week")
    assert shown.ephemeral
    assert shown.text.index("Tender, says alice") < shown.text.index("Tender, says pablo")
    gallery = next(part for part in shown.message.json["components"][0]["components"] if part["type"] == 12)
    drawn = gallery["items"][0]["description"]
    assert "2 of 2" in drawn
    assert "by Alice" in drawn
    shares = [int(part.split("%")[0].split()[-1]) for part in drawn.split(";")]
    assert shares == sorted(shares, reverse=True), "the bars stand in the order of what they show"
    shared = await mina.command("/top reviewers", share=True)
    assert not shared.ephemeral
    assert shared.text.index("Alice") < shared.text.index("Pablo")
    assert "2 helpful votes on 1 review" in shared.text
    guild_id = int(discord_server.guild_id("The Rooftop Club"))
    bot.app.catalogues.apply(guild_id, LITBC, "hidden", {})
    removed = await mina.command("/top reviews")
    assert "Love in the Big City" in removed.text, "what was taken out of the catalogue keeps its title on its reviews"
    series = await mina.command("/top series")
    assert "Nothing to show" in series.text, "two ratings say more about two people than about the series"


@pytest.mark.e2e
async def test_one_place_is_a_sentence_and_what_is_hidden_has_none(discord_server: TestDiscord, bot: Running) -> None:
    liked = await posted_review(discord_server, "alice")
    mina = discord_server.member("mina").at("#reviews")
    await mina.react(liked, "👍")
    await discord_server.wait_for(lambda: "1 of 1" in mina.look(liked).text)
    shown = await mina.command("/top reviews")
    assert "by Alice" in shown.text
    assert "1 of 1 found it helpful" in shown.text
    assert not [part for part in shown.message.components if part["type"] == GALLERY], "one bar compares nothing"
    async with bot.app.db.reading() as connection:
        review_id = await connection.fetch_number("SELECT id FROM reviews", ())
    card = await mina.click(await mina.command("/help"), f"moderation.open:{review_id}", forge=True)
    await mina.submit(await mina.click(card, "Hide"), {"reason": "It tells the ending."})
    assert "Nothing to show" in (await mina.command("/top reviews")).text
    assert "Nothing to show" in (await mina.command("/top reviewers")).text


@pytest.mark.e2e
async def test_a_month_is_posted_once_also_after_a_crash(discord_server: TestDiscord, tmp_path: Path) -> None:
    path = tmp_path / "linger.sqlite3"
    async with running_bot(discord_server, path) as bot:
        liked = await posted_review(discord_server, "alice")
        mina = discord_server.member("mina").at("#reviews")
        await mina.react(liked, "👍")
        await discord_server.wait_for(lambda: "1 of 1" in mina.look(liked).text)
        guild_id = bot.client.guilds[0].id
        guild_id = next(g.id for g in bot.client.guilds if str(g.id) == liked.json.get("guild_id", str(guild_id)))
        lobby = int(discord_server.channel_id("#lobby"))
        await bot.app.servers.apply(guild_id, [SetTo("digest_channel_id", lobby)], actor_id=1)
        await bot.app.servers.apply(guild_id, [SetTo("monthly_top", "monthly")], actor_id=1)
        now = bot.app.clock()
        due = (now.replace(day=1) + timedelta(days=32)).replace(day=1, hour=12)
        before = len(discord_server.all_messages("#lobby"))
        assert await top_cog(bot).run_due(due.replace(hour=8)) == 0, "not before nine"
        assert await top_cog(bot).run_due(due) == 1
        assert await top_cog(bot).run_due(due + timedelta(hours=1)) == 0
        (post,) = discord_server.all_messages("#lobby")[before:]
        assert "Top lists of" in post.text
        assert "Tender, says alice" in post.text
        month = month_due(due, "UTC")
        assert month is not None
        opened = await mina.click(post, "All places")
        assert opened.ephemeral
        assert "1 of 1" in opened.text
        # As if the program had died between sending and noting that it was sent.
        await forget_that_it_was_sent(bot, "top")
    async with running_bot(discord_server, path) as bot:
        assert await top_cog(bot).run_due(due + timedelta(hours=2)) == 0
        claim = await publishing.find(bot.app.db, guild_id, PublishedKind.TOP, month.key)
        assert claim is not None
        assert claim.is_settled
        assert len(discord_server.all_messages("#lobby")) == before + 1
