"""Members act through the real library: commands, components, modals, reactions, files."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.playground.api_errors import ApiError
from tests.loopback import TestDiscord
from tests.playground.bare import BareClient, running

pytestmark = pytest.mark.e2e


@pytest.fixture
async def bot(discord_server: TestDiscord) -> AsyncIterator[BareClient]:
    async with running(discord_server) as client:
        yield client


async def test_the_bot_sees_its_servers(bot: BareClient) -> None:
    assert {guild.name for guild in bot.guilds} == {"The Rooftop Club", "Quiet Corner", "Drama Harbour"}
    assert bot.application_id == bot.user.id


async def test_a_command_is_answered(bot: BareClient, discord_server: TestDiscord) -> None:
    reply = await discord_server.member("alice").command("/hello", channel="#lobby", name="you")
    assert reply.outcome == "message"
    assert reply.text == "hello you"
    assert not reply.ephemeral


async def test_an_ephemeral_answer_is_seen_by_its_member_only(bot: BareClient, discord_server: TestDiscord) -> None:
    alice, nok = discord_server.member("alice"), discord_server.member("nok")
    reply = await alice.command("/hello", channel="#lobby", name="you", loud=True)
    assert reply.ephemeral
    assert [one.text for one in alice.messages("#lobby")] == ["Hello you!"]
    assert nok.messages("#lobby") == []


async def test_autocomplete_offers_choices(bot: BareClient, discord_server: TestDiscord) -> None:
    offered = await discord_server.member("alice").autocomplete("/hello", "name", "ev")
    assert [choice["value"] for choice in offered] == ["ev-0", "ev-1", "ev-2"]


async def test_buttons_and_selects_work(bot: BareClient, discord_server: TestDiscord) -> None:
    alice, nok = discord_server.member("alice"), discord_server.member("nok")
    reply = await alice.command("/show buttons", channel="#lobby")
    assert reply.buttons == ["Ask", "Change", "Later"]
    assert (await nok.select(reply, "Pick", "Two")).text == "picked Two"
    changed = await nok.click(reply, "Change")
    assert (changed.outcome, changed.text.splitlines()[0]) == ("update", "changed")
    assert (await nok.click(reply, "Later")).outcome == "update"
    await discord_server.wait_for(lambda: alice.look(reply).content == "changed later")


async def test_a_disabled_button_cannot_be_pressed(bot: BareClient, discord_server: TestDiscord) -> None:
    reply = await discord_server.member("alice").command("/show buttons", channel="#lobby")
    with pytest.raises(ApiError, match="disabled"):
        await discord_server.member("alice").click(reply, "Off")


async def test_a_forged_press_reaches_the_bot(bot: BareClient, discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice")
    reply = await alice.command("/show buttons", channel="#lobby")
    pressing = asyncio.create_task(alice.click(reply, "never-was-there", forge=True))
    await discord_server.wait_for(lambda: len(bot.of("interaction")) == 2)
    assert bot.of("interaction")[1].data["custom_id"] == "never-was-there"
    discord_server.clock.advance(discord_server.interactions.answer_within_s + 0.1)
    assert (await pressing).failed


async def test_a_modal_with_every_field_is_sent(bot: BareClient, discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice")
    modal = await alice.command("/show modal", channel="#lobby")
    assert list(modal.fields) == ["Headline", "Mood", "Picture", "Ending"]
    answers = {"Headline": "Good", "Mood": "Sad", "Ending": "Open"}
    reply = await alice.submit(modal, answers, files=[("a.txt", b"inside")])
    assert reply.text == "Good | Sad | open | inside"
    assert reply.ephemeral


async def test_checkboxes_and_people_are_sent(bot: BareClient, discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice")
    modal = await alice.command("/show modal", channel="#lobby", more=True)
    answers = {"Tropes": ["Rivals"], "Sure?": True, "Friend": discord_server.member("nok")}
    assert (await alice.submit(modal, answers)).text == "['Rivals'] True ['nok']"


async def test_a_modal_is_sent_once_unless_forged(bot: BareClient, discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice")
    modal = await alice.command("/show modal", channel="#lobby", more=True)
    await alice.submit(modal, {})
    with pytest.raises(ApiError, match="No modal"):
        await alice.submit(modal, {})
    again = asyncio.create_task(alice.submit(modal, {}, forge=True))
    await discord_server.wait_for(lambda: len(bot.of("interaction")) == 3)
    discord_server.clock.advance(discord_server.interactions.answer_within_s + 0.1)
    assert (await again).failed


async def test_a_modal_refuses_what_the_client_would(bot: BareClient, discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice")
    modal = await alice.command("/show modal", channel="#lobby")
    with pytest.raises(ApiError, match="Invalid Form Body"):
        await alice.submit(modal, {"Headline": "x" * 41, "Mood": "Sad", "Ending": "Open"})


async def test_a_deferred_answer_is_waited_for(bot: BareClient, discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice")
    reply = await alice.command("/show slowly", channel="#lobby", hidden=True)
    assert reply.seen.text == "thought"
    assert not reply.seen.thinking
    assert reply.ephemeral
    await discord_server.wait_for(lambda: [one.text for one in alice.messages("#lobby")] == ["thought", "and more"])


async def test_entities_of_options_are_resolved(bot: BareClient, discord_server: TestDiscord) -> None:
    alice, nok = discord_server.member("alice").at("#lobby"), discord_server.member("nok")
    reply = await alice.command("/show person", user=nok, file=("n.txt", b"text"))
    assert reply.text == "nok None None text"


async def test_context_menus_work(bot: BareClient, discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice")
    said = await alice.say("#lobby", "good evening")
    assert (await alice.context_menu("Quote this", message=said)).text == "alice: good evening"
    assert (await alice.context_menu("Wave at", user="nok")).text == "waves at Nok"


async def test_a_silent_command_fails_once_its_time_is_over(bot: BareClient, discord_server: TestDiscord) -> None:
    asking = asyncio.create_task(discord_server.member("alice").command("/show nothing", channel="#lobby"))
    await discord_server.wait_for(lambda: bot.of("interaction"))
    discord_server.clock.advance(discord_server.interactions.answer_within_s + 0.1)
    reply = await asking
    assert (reply.outcome, reply.reason) == ("failed", "timeout")


async def test_a_layout_with_a_file_is_shown(bot: BareClient, discord_server: TestDiscord) -> None:
    reply = await discord_server.member("alice").command("/show layout", channel="#lobby")
    assert reply.seen.is_v2
    assert reply.text.splitlines() == ["# Title", "left", "Right"]
    [file] = [part for part in reply.seen.components if part["type"] == 13]
    assert file["name"] == "note.txt"
    async with aiohttp.ClientSession() as http, http.get(file["file"]["url"]) as answer:
        assert await answer.read() == b"plain"


async def test_reactions_reach_the_bot(bot: BareClient, discord_server: TestDiscord) -> None:
    alice, theo = discord_server.member("alice"), discord_server.member("theo")
    said = await alice.say("#lobby", "hi")
    await alice.react(said, "👍")
    await alice.react(said, "👍", burst=True)
    await alice.unreact(said, "👍")
    await alice.react(said, "🔥")
    await theo.clear_reactions(said, "🔥")
    await theo.clear_reactions(said)
    await discord_server.wait_for(lambda: bot.of("raw_reaction_clear"))
    assert [event.burst for event in bot.of("raw_reaction_add")] == [False, True, False]
    assert [event.burst for event in bot.of("raw_reaction_remove")] == [False, True]
    assert bot.of("raw_reaction_add")[0].member.name == "alice"
    assert len(bot.of("raw_reaction_clear_emoji")) == 1


async def test_managers_commands_are_offered_to_managers_only(bot: BareClient, discord_server: TestDiscord) -> None:
    mina, alice = discord_server.member("mina"), discord_server.member("alice")
    assert "manage" in mina.offered(channel="#lobby")
    assert "manage" not in alice.offered(channel="#lobby")
    assert (await mina.command("/manage", channel="#lobby")).text == "managed"
    with pytest.raises(ApiError, match="Missing Permissions"):
        await alice.command("/manage", channel="#lobby")


async def test_a_user_installed_command_has_five_follow_ups_outside(
    bot: BareClient, discord_server: TestDiscord
) -> None:
    pablo = discord_server.member("pablo")
    assert pablo.offered(channel="#patio") == ["anywhere"]
    reply = await pablo.command("/anywhere", channel="#patio")
    await discord_server.wait_for(lambda: len(pablo.messages("#patio")) == 6)
    assert reply.text.startswith("True False")


async def test_commands_work_in_direct_messages(bot: BareClient, discord_server: TestDiscord) -> None:
    nok = discord_server.member("nok")
    channel = discord_server.people.open_dm(nok.id, discord_server.world.bot_id)
    assert "hello" in nok.offered(channel=channel["id"])
    assert (await nok.command("/anywhere", channel=channel["id"])).text.startswith("False True")
