"""Who may open places and groups, how many, and that nobody does where they cannot see; on the loopback Discord."""

from __future__ import annotations

import pytest

from bot.domain.settings import SetTo
from tests.loopback.hall import Hall
from tests.loopback.sample import EYES, LITBC, threads_named

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
SEMANTIC = "semantic-error-kr-2022"


async def set_all(hall: Hall, **values: object) -> None:
    await hall.app.servers.apply(hall.guild_id, [SetTo(name, value) for name, value in values.items()], actor_id=1)


async def test_a_member_opens_so_many_places_a_day_and_finds_the_others(hall: Hall) -> None:
    await set_all(hall, places_per_day=2)
    nok = hall.member("nok")
    for episode in (1, 2):
        assert "I opened" in (await nok.command("/discuss", series=LITBC, episode=episode)).text
    refused = await nok.command("/discuss", series=LITBC, episode=3)
    assert "You have opened 2 new places in a day" in refused.text
    assert not threads_named(hall.discord, "Love in the Big City · Episode 3")
    assert "<#" in (await nok.command("/discuss", series=LITBC, episode=1)).text
    for episode in (3, 4, 5):
        assert "I opened" in (await hall.moderator.command("/discuss", series=LITBC, episode=episode)).text


async def test_what_could_not_be_opened_does_not_count(hall: Hall) -> None:
    await set_all(hall, places_per_day=1, discussion_channel_id=42)
    haruka = hall.member("haruka")
    assert "is gone" in (await haruka.command("/discuss", series=LITBC, episode=7)).text
    await set_all(hall, discussion_channel_id=None)
    hall.discord.faults.rate_limit("POST", "/channels/*/threads", via=False)  # of something in between
    said = (await haruka.command("/discuss", series=LITBC, episode=7)).text
    assert said == "Discord is not answering just now. Nothing is lost: try again in a minute."
    assert "I opened" in (await haruka.command("/discuss", series=LITBC, episode=7)).text


async def test_only_certain_roles_open_and_the_refusal_names_them(hall: Hall) -> None:
    await set_all(hall, opener_role_ids=(hall.role("Regular"),), places_per_day=100)
    refused = await hall.member("pablo").command("/discuss", series=EYES, episode=1)
    assert f"opened by <@&{hall.role('Regular')}> here" in refused.text
    started = await hall.member("pablo").command("/watch start", series=EYES, on="tomorrow")
    assert f"opened by <@&{hall.role('Regular')}> here" in started.text
    assert "I opened" in (await hall.member("alice").command("/discuss", series=EYES, episode=1)).text
    assert "<#" in (await hall.member("pablo").command("/discuss", series=EYES, episode=1)).text
    await set_all(hall, opener_role_ids=())


async def test_nobody_opens_or_is_led_where_they_cannot_see(hall: Hall) -> None:
    await set_all(hall, discussion_channel_id=int(hall.queue_id))
    for command, options in (("/discuss", {"episode": 1}), ("/watch start", {"on": "tomorrow"})):
        refused = await hall.member("alice").command(command, series=SEMANTIC, **options)
        assert "a channel that you can't see" in refused.text
    assert "I opened" in (await hall.moderator.command("/discuss", series=SEMANTIC, episode=1)).text
    led = await hall.member("alice").command("/discuss", series=SEMANTIC, episode=1)
    assert "a channel that you can't see" in led.text
    assert "<#" not in led.text
    await set_all(hall, discussion_channel_id=None)


async def test_a_member_keeps_so_many_groups_running(hall: Hall) -> None:
    await set_all(hall, groups_at_once=1)
    alice = hall.member("alice")
    assert "Watching together" in (await alice.command("/watch start", series=LITBC, on="tomorrow")).text
    refused = await alice.command("/watch start", series=EYES, on="tomorrow")
    assert "You keep 1 group running here" in refused.text
    await alice.click(await alice.command("/watch end", series=LITBC), "End the group")
    assert "Watching together" in (await alice.command("/watch start", series=EYES, on="tomorrow")).text
    assert "Watching together" in (await hall.moderator.command("/watch start", series=SEMANTIC, on="tomorrow")).text
