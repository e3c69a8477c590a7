"""What happens elsewhere reaches recommendations: reviews, ratings, deletions, restarts, other places."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loopback.discord import TestDiscord
from tests.loopback.running import running_bot
from tests.recommendations.club import CLUB, LITBC, SEMANTIC, WYEL, Club
from tests.recommendations.test_recommend import custom_id, now, titles

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]


async def test_a_rating_in_progress_counts_at_once_and_taken_back_no_longer(club: Club) -> None:
    alice = club.member("alice")
    assert "Pick three you loved" in (await alice.command("/recommend")).text
    await club.app.recommendations.settled()
    card = await alice.command("/series", query=WYEL)
    place = await alice.click(card, "My progress")
    await alice.select(place, custom_id(place, "progress.rate"), ["20"])
    model = await club.app.recommendations.model()
    rated = await alice.command("/recommend")
    assert model.recommender.ratings_of(club.user_id("alice")) == {WYEL: 10.0}
    assert "which you gave 10/10" in rated.text
    await alice.select(place, custom_id(place, "progress.rate"), ["0"])
    assert model.recommender.ratings_of(club.user_id("alice")) == {}
    assert "Pick three you loved" in (await alice.command("/recommend")).text


async def test_a_review_counts_the_moment_it_is_posted(club: Club) -> None:
    pablo = club.member("pablo", "#reviews")
    form = await pablo.command("/review write", series=LITBC)
    preview = await pablo.submit(
        form,
        {"Your rating": "20", "stage": "finished", "Headline": "It stayed with me", "Your review": "Tender. " * 20},
    )
    await pablo.click(preview, "Post")
    await club.discord.wait_for(lambda: "Posted" in pablo.look(preview).text)
    reply = await pablo.command("/recommend")
    assert "Love in the Big City*, which you gave 10/10" in reply.text
    assert "Love in the Big City (KR, 2024)" not in titles(reply)


async def test_deleting_ones_data_takes_ratings_and_recommendations_out(club: Club) -> None:
    haruka = club.member("haruka")
    user_id = club.user_id("haruka")
    await club.rate(user_id, {WYEL: 20})
    because = "the same slow looks"
    await haruka.command("/suggest", **{"if-liked": LITBC, "try": SEMANTIC, "because": because})
    post = next(one for one in club.posts() if because in one.text)
    asked = await haruka.command("/privacy delete", where="all")
    await haruka.click(asked, custom_id(asked, "privacy.delete"))
    model = await club.app.recommendations.model()
    await club.discord.wait_for(lambda: not model.recommender.ratings_of(user_id))
    await club.discord.wait_for(lambda: haruka.gone(post))
    assert all(role != "suggested" for role, _one, _other in club.app.recommendations.links_of(club.guild_id))
    assert because not in (await haruka.command("/series", query=SEMANTIC)).text
    assert user_id not in club.app.recommendations.members_of(club.guild_id)


async def test_in_a_direct_message_it_works_and_nobody_is_counted(club: Club) -> None:
    await club.fans(4, (WYEL, "to-my-star-kr-2021"))
    nok = club.member("nok")
    there = await nok.command("/recommend", like=WYEL)
    assert "4 people here loved both" in there.text
    channel = club.discord.people.open_dm(nok.id, club.discord.world.bot_id)
    reply = await nok.command("/recommend", like=WYEL, channel=channel["id"])
    assert len(titles(reply)) == 5
    assert "people here" not in reply.text
    await nok.click(reply, "Not for me")
    shown = await now(club, nok, reply, "I won't recommend")
    assert len(titles(shown)) == 5


async def test_user_installed_outside_servers_it_works_and_cards_lead_on(club: Club) -> None:
    world = club.discord.world
    foreign = next((guild for guild in world.guilds.values() if not world.has_bot(guild)), None)
    if foreign is None:
        pytest.skip("the sample world has no server without the bot")
    member_id = next(user_id for user_id in foreign.members if user_id != world.bot_id)
    person = club.discord.member(world.users[member_id].name)
    world.users[member_id].has_app = True
    channel_id = next(one for one in foreign.channel_ids if world.channels[one].type == 0)
    reply = await person.command("/recommend", like=WYEL, channel=channel_id)
    assert reply.ephemeral
    assert len(titles(reply)) == 5
    assert "people here" not in reply.text
    card = await person.command("/series", query=WYEL, channel=channel_id)
    similar = await person.click(card, "Similar")
    assert similar.ephemeral
    assert len(titles(similar)) == 5
    assert not {"Reviews", "Write a review", "Discuss"} & set(card.buttons)


async def test_buttons_of_before_work_after_a_restart(tmp_path: Path) -> None:
    database = tmp_path / "linger.sqlite3"
    async with TestDiscord() as discord:
        with discord.library_pointed_here():
            async with running_bot(discord, database):
                alice = discord.member("alice").at("#lobby", guild=CLUB)
                reply = await alice.command("/recommend", like=WYEL)
                before = titles(reply)
            async with running_bot(discord, database):
                await alice.click(reply, "Not for me")
                await discord.wait_for(lambda: "I won't recommend" in alice.look(reply).text)
                after = titles(alice.look(reply))
                assert after[1:] == before[1:]
                assert before[0] not in after
                account = await alice.click(reply, "Why?")
                assert "Where Your Eyes Linger" in account.text
        assert not discord.violations
