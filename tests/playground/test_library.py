"""What a rich bot does through the real library, one thing after another, and what people see of it."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator

import discord
import pytest

from bot.playground.people.servers import PeopleServers
from tests.loopback import TestDiscord
from tests.playground.bare import BareClient, running, text_file

pytestmark = pytest.mark.e2e


@pytest.fixture
async def bot(discord_server: TestDiscord) -> AsyncIterator[BareClient]:
    async with running(discord_server) as client:
        yield client


@pytest.fixture
def club(bot: BareClient) -> discord.Guild:
    return next(guild for guild in bot.guilds if guild.name == "The Rooftop Club")


@pytest.fixture
def lobby(club: discord.Guild) -> discord.TextChannel:
    found = discord.utils.get(club.text_channels, name="lobby")
    assert found is not None
    return found


async def test_messages_are_sent_edited_fetched_and_deleted(
    bot: BareClient, lobby: discord.TextChannel, discord_server: TestDiscord
) -> None:
    alice = discord_server.member("alice")
    message = await lobby.send("first", file=text_file("a.txt", b"abc"), embed=discord.Embed(title="T"))
    assert await message.attachments[0].read() == b"abc"
    await message.edit(content="second", attachments=[])
    assert alice.look(message).text == "second\nT"
    assert alice.look(message).attachments == []
    assert (await lobby.fetch_message(message.id)).content == "second"
    reply = await message.reply("third")
    assert reply.reference is not None
    assert reply.reference.message_id == message.id
    assert [one.content async for one in lobby.history(oldest_first=True)] == ["second", "third"]
    await message.delete()
    assert alice.gone(message)
    with pytest.raises(discord.NotFound):
        await lobby.fetch_message(message.id)


async def test_a_picture_stands_inside_its_embed(lobby: discord.TextChannel, discord_server: TestDiscord) -> None:
    png = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + (40).to_bytes(4, "big") + (30).to_bytes(4, "big")
    embed = discord.Embed(title="chart").set_image(url="attachment://chart.png")
    message = await lobby.send(embed=embed, file=text_file("chart.png", png))
    assert message.attachments == []
    assert message.embeds[0].image.url is not None
    assert message.embeds[0].image.url.startswith(discord_server.address)
    assert (message.embeds[0].image.width, message.embeds[0].image.height) == (40, 30)


async def test_what_a_picker_begins_with_comes_back_with_ids_as_text(lobby: discord.TextChannel) -> None:
    """The library sends numbers, which a browser rounds; Discord answers with text."""
    begin = discord.SelectDefaultValue(id=lobby.id, type=discord.SelectDefaultValueType.channel)
    view = discord.ui.View()
    view.add_item(discord.ui.ChannelSelect(custom_id="place", placeholder="Where?", default_values=[begin]))
    message = await lobby.send("Where?", view=view)
    shown = await lobby._state.http.get_message(lobby.id, message.id)
    assert shown["components"][0]["components"][0]["default_values"] == [{"id": str(lobby.id), "type": "channel"}]


async def test_several_messages_go_at_once(
    bot: BareClient, lobby: discord.TextChannel, discord_server: TestDiscord
) -> None:
    messages = [await lobby.send(str(number)) for number in range(3)]
    await lobby.delete_messages(messages)
    await discord_server.wait_for(lambda: bot.of("raw_bulk_message_delete"))
    assert discord_server.all_messages("#lobby") == []


async def test_reactions_of_all_kinds(bot: BareClient, lobby: discord.TextChannel, discord_server: TestDiscord) -> None:
    alice, nok = discord_server.member("alice"), discord_server.member("nok")
    message = await lobby.send("vote")
    heart = next(emoji for emoji in lobby.guild.emojis if emoji.name == "rooftop_heart")
    for emoji in ("👍", "👎", heart):
        await message.add_reaction(emoji)
    await alice.react(message, "👍")
    await nok.react(message, "👎")
    fresh = await lobby.fetch_message(message.id)
    assert {str(reaction.emoji): (reaction.count, reaction.me) for reaction in fresh.reactions} == {
        "👍": (2, True),
        "👎": (2, True),
        str(heart): (1, True),
    }
    users = [user.name async for user in fresh.reactions[0].users()]
    assert set(users) == {"Linger", "alice"}
    await fresh.remove_reaction("👎", discord.Object(int(nok.id)))
    await fresh.remove_reaction(heart, lobby.guild.me)
    await fresh.clear_reaction("👍")
    assert alice.look(message).reactions == {"👎": 1}
    await fresh.clear_reactions()
    assert alice.look(message).reactions == {}


async def test_pins_come_newest_first(lobby: discord.TextChannel, discord_server: TestDiscord) -> None:
    first, second = await lobby.send("one"), await lobby.send("two")
    await first.pin()
    await second.pin(reason="worth it")
    assert [message.content async for message in lobby.pins()] == ["two", "one"]
    await first.unpin()
    assert [message.content async for message in lobby.pins()] == ["two"]
    assert [one.json["type"] for one in discord_server.all_messages("#lobby")] == [0, 0, 6, 6]


async def test_threads_live_and_rest(bot: BareClient, lobby: discord.TextChannel, discord_server: TestDiscord) -> None:
    nok = discord_server.member("nok")
    message = await lobby.send("episode 1")
    thread = await message.create_thread(name="Episode 1", auto_archive_duration=1440)
    assert thread.id == message.id
    await thread.send("talk here")
    await nok.say(str(thread.id), "yes!")
    await thread.add_user(discord.Object(int(nok.id)))
    assert {member.id for member in await thread.fetch_members()} == {bot.user.id, int(nok.id)}
    await thread.edit(name="Episode 1 (aired)", locked=True, archived=True)
    assert [found.name async for found in lobby.archived_threads()] == ["Episode 1 (aired)"]
    await thread.edit(archived=False, locked=False)
    assert [found.name for found in await lobby.guild.active_threads()] == ["Episode 1 (aired)"]
    await thread.remove_user(discord.Object(int(nok.id)))
    assert [found.name for found in lobby.threads] == ["Episode 1 (aired)"]
    secret = await lobby.create_thread(name="secret", type=discord.ChannelType.private_thread)
    assert secret.is_private()
    await thread.delete()
    await discord_server.wait_for(lambda: bot.of("raw_thread_delete"))


async def test_a_thread_begins_with_the_message_it_hangs_below_as_that_is_now(
    bot: BareClient, lobby: discord.TextChannel
) -> None:
    message = await lobby.send("episode 1")
    thread = await message.create_thread(name="Episode 1")
    await message.edit(content="episode 2")

    async def above() -> discord.Message | discord.DeletedReferencedMessage | None:
        (starter,) = [one async for one in thread.history() if one.type is discord.MessageType.thread_starter_message]
        assert starter.reference is not None
        return starter.reference.resolved

    found = await above()
    assert isinstance(found, discord.Message)
    assert (found.id, found.content) == (message.id, "episode 2")
    await message.delete()
    assert isinstance(await above(), discord.DeletedReferencedMessage)


async def test_forum_posts_carry_tags(club: discord.Guild, discord_server: TestDiscord) -> None:
    forum = discord.utils.get(club.forums, name="series-talk")
    assert forum is not None
    tag = forum.available_tags[0]
    post = await forum.create_thread(name="New series", content="let us talk", applied_tags=[tag])
    assert post.thread.applied_tags == [tag]
    assert post.message.content == "let us talk"
    await post.thread.edit(applied_tags=forum.available_tags[1:3])
    seen = discord_server.member("alice").messages(str(post.thread.id))
    assert [one.text for one in seen] == ["let us talk"]
    assert discord_server.world.channels[str(post.thread.id)].data["message_count"] == 0
    await post.thread.add_tags(tag)
    await forum.edit(available_tags=[*forum.available_tags, discord.ForumTag(name="fresh", emoji="🌱")])
    await discord_server.wait_for(lambda: forum.available_tags[-1].name == "fresh")


async def test_channels_come_change_and_go(bot: BareClient, club: discord.Guild, discord_server: TestDiscord) -> None:
    moderator = discord.utils.get(club.roles, name="Regular")
    assert moderator is not None
    channel = await club.create_text_channel("New Room", topic="t", reason="test")
    assert channel.name == "new-room"
    await channel.edit(topic="other", slowmode_delay=5)
    await channel.set_permissions(moderator, view_channel=True, send_messages=False)
    fetched = await bot.fetch_channel(channel.id)
    assert isinstance(fetched, discord.TextChannel)
    overwrite = fetched.overwrites_for(moderator)
    assert (overwrite.view_channel, overwrite.send_messages) == (True, False)
    await channel.set_permissions(moderator, overwrite=None)
    forum = await club.create_forum("Posts", available_tags=[discord.ForumTag(name="a")])
    assert [tag.name for tag in forum.available_tags] == ["a"]
    await channel.delete()
    await discord_server.wait_for(lambda: bot.of("guild_channel_delete"))


async def test_members_and_roles(bot: BareClient, club: discord.Guild, discord_server: TestDiscord) -> None:
    nok = await club.fetch_member(int(discord_server.user_id("nok")))
    assert nok.display_name == "Nok"
    role = await club.create_role(name="Nightwatch", colour=discord.Colour.blue())
    await nok.add_roles(role, reason="stays up late")
    assert str(role.id) in discord_server.world.guilds[str(club.id)].members[str(nok.id)].roles
    await nok.remove_roles(role)
    await role.edit(name="Daywatch")
    await role.delete()
    with pytest.raises(discord.Forbidden):
        await nok.timeout(dt.timedelta(minutes=1))
    with pytest.raises(discord.Forbidden):
        await nok.kick()


async def test_scheduled_events(bot: BareClient, club: discord.Guild, discord_server: TestDiscord) -> None:
    start = discord.utils.utcnow() + dt.timedelta(days=1)
    event = await club.create_scheduled_event(
        name="Watch party",
        start_time=start,
        end_time=start + dt.timedelta(hours=2),
        entity_type=discord.EntityType.external,
        privacy_level=discord.PrivacyLevel.guild_only,
        location="the sofa",
    )
    nok = discord_server.user_id("nok")
    PeopleServers(discord_server._backend).interest(nok, str(club.id), str(event.id), interested=True)
    assert "nok" in [user.name async for user in event.users()]
    await event.edit(name="Long watch party")
    event = await event.start()
    await event.end()
    assert [one.name for one in await club.fetch_scheduled_events()] == []
    with pytest.raises(discord.HTTPException):
        await club.create_scheduled_event(
            name="Past",
            start_time=discord.utils.utcnow() - dt.timedelta(days=1),
            end_time=start,
            entity_type=discord.EntityType.external,
            privacy_level=discord.PrivacyLevel.guild_only,
            location="x",
        )


async def test_polls(bot: BareClient, lobby: discord.TextChannel, discord_server: TestDiscord) -> None:
    poll = discord.Poll(question="Next?", duration=dt.timedelta(hours=1))
    poll.add_answer(text="A", emoji="🍿").add_answer(text="B")
    message = await lobby.send(poll=poll)
    alice, nok = discord_server.member("alice"), discord_server.member("nok")
    await alice.vote(message, 1)
    await alice.vote(message, 2)
    await nok.vote(message, 2)
    await discord_server.wait_for(lambda: len(bot.of("raw_poll_vote_add")) == 3)
    fresh = await lobby.fetch_message(message.id)
    assert fresh.poll is not None
    assert [answer.vote_count for answer in fresh.poll.answers] == [0, 2]
    assert {user.name async for user in fresh.poll.answers[1].voters()} == {"alice", "nok"}
    await fresh.end_poll()
    assert (await lobby.fetch_message(message.id)).poll.is_finalised()  # type: ignore[union-attr]  # it has one


async def test_a_poll_ends_by_itself(lobby: discord.TextChannel, discord_server: TestDiscord) -> None:
    poll = discord.Poll(question="Next?", duration=dt.timedelta(hours=1)).add_answer(text="A")
    message = await lobby.send(poll=poll)
    discord_server.clock.advance(3601)
    await discord_server.wait_for(lambda: len(discord_server.all_messages("#lobby")) == 2)
    assert (await lobby.fetch_message(message.id)).poll.is_finalised()  # type: ignore[union-attr]  # it has one


async def test_direct_messages(bot: BareClient, discord_server: TestDiscord) -> None:
    nok = discord_server.member("nok")
    user = await bot.fetch_user(int(nok.id))
    await user.send("psst")
    assert [one.text for one in nok.dms()] == ["psst"]
    discord_server.people.set_preferences(nok.id, {"takes_dms": False})
    with pytest.raises(discord.Forbidden) as caught:
        await user.send("psst")
    assert caught.value.code == 50007


async def test_a_token_runs_out_after_fifteen_minutes(bot: BareClient, discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice")
    await alice.command("/hello", channel="#lobby", name="x")
    interaction = bot.of("interaction")[-1]
    discord_server.clock.advance(899)
    await interaction.edit_original_response(content="still here")
    discord_server.clock.advance(2)
    with pytest.raises(discord.HTTPException) as caught:
        await interaction.edit_original_response(content="too late")
    assert caught.value.code == 50027
    [seen] = alice.messages("#lobby")
    channel = bot.get_partial_messageable(int(seen.channel_id))
    await channel.get_partial_message(int(seen.id)).edit(content="by id")
    assert alice.look(seen).content == "by id"


async def test_a_second_answer_and_a_late_one_are_refused(bot: BareClient, discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice")
    await alice.command("/hello", channel="#lobby", name="x")
    first = bot.of("interaction")[-1]
    first.response._response_type = None
    with pytest.raises(discord.HTTPException) as caught:
        await first.response.send_message("again")
    assert caught.value.code == 40060
    asking = asyncio.create_task(alice.command("/show nothing", channel="#lobby"))
    await discord_server.wait_for(lambda: len(bot.of("interaction")) == 2)
    discord_server.clock.advance(discord_server.interactions.answer_within_s + 0.1)
    await asking
    with pytest.raises(discord.NotFound) as late:
        await bot.of("interaction")[-1].response.send_message("late")
    assert late.value.code == 10062


async def test_ephemeral_messages_cannot_be_fetched(bot: BareClient, discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice")
    reply = await alice.command("/hello", channel="#lobby", name="x", loud=True)
    channel = bot.get_channel(int(reply.seen.channel_id))
    with pytest.raises(discord.NotFound):
        await channel.fetch_message(int(reply.seen.id))  # type: ignore[union-attr]  # it is a text channel
    await bot.of("interaction")[-1].edit_original_response(content="changed")
    assert alice.look(reply).content == "changed"
    await bot.of("interaction")[-1].delete_original_response()
    assert alice.gone(reply)


async def test_the_bot_is_invited_and_leaves(bot: BareClient, discord_server: TestDiscord) -> None:
    servers = PeopleServers(discord_server._backend)
    pablo = discord_server.user_id("pablo")
    servers.invite_bot(pablo, {"guild_id": discord_server.guild_id("Next Door")})
    await discord_server.wait_for(lambda: [guild.name for guild in bot.of("guild_join")] == ["Next Door"])
    await bot.of("guild_join")[0].leave()
    await discord_server.wait_for(lambda: len(bot.of("guild_remove")) == 1)
    servers.invite_bot(pablo, {"name": "Brand New"})
    await discord_server.wait_for(lambda: len(bot.of("guild_join")) == 2)
    servers.remove_bot(pablo, str(bot.of("guild_join")[1].id))
    await discord_server.wait_for(lambda: len(bot.of("guild_remove")) == 2)
    assert len(bot.guilds) == 3


async def test_a_rate_limit_is_waited_out(
    bot: BareClient, lobby: discord.TextChannel, discord_server: TestDiscord
) -> None:
    fault = discord_server.faults.rate_limit("POST", "/channels/*/messages", retry_after=0.02, times=2)
    await lobby.send("patience")
    assert fault.used == 2
    discord_server.faults.rate_limit("POST", "/channels/*/messages", via=False)
    with pytest.raises(discord.HTTPException):
        await lobby.send("banned")


async def test_typing_is_seen(bot: BareClient, lobby: discord.TextChannel, discord_server: TestDiscord) -> None:
    await lobby.typing()
    discord_server.people.type_in(discord_server.user_id("alice"), str(lobby.id))
    await discord_server.wait_for(lambda: len(bot.of("raw_typing")) == 2)
