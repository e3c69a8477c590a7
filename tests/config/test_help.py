"""/help: three things to try come first, then everything that there is."""

from __future__ import annotations

import pytest
from discord import ui

from bot.domain.members.first_tries import Try
from bot.domain.settings import SetTo, Switch
from bot.ui.help import help_card
from tests.loopback.hall import Hall

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
ADOPT = "Apps → **Make this my review**"


async def test_a_newcomer_is_given_three_things_to_try_and_told_of_what_no_command_says(hall: Hall) -> None:
    said = (await hall.member("alice").command("/help")).text
    tries, _heading, everything = said.partition("### What I can do here")
    assert tries.startswith("### Three things to try\n1. **/recommend**")
    assert [line[:2] for line in tries.strip().splitlines()[1:]] == ["1.", "2.", "3."]
    assert "👍 or 👎 on a review" in tries
    assert "/config" not in tries
    assert "👍 it helped you, 👎 it did not" in everything
    assert ADOPT in everything
    assert "**/series**" in everything


async def test_what_somebody_has_done_gives_way_to_what_they_have_not(hall: Hall) -> None:
    nok = hall.member("nok")
    await nok.command("/progress set", series="bad-buddy-th-2021", episode=3, rating=9)
    tries = (await nok.command("/help")).text.partition("### What I can do here")[0]
    assert "/progress set" not in tries
    assert "three series you loved" not in tries
    assert "/review write" in tries


async def test_moderators_and_admins_are_given_what_is_theirs(hall: Hall) -> None:
    assert "1. **/moderation queue**" in (await hall.moderator.command("/help")).text
    # The hall has the moderators' role set, and somebody has thus been here before.
    assert "1. **/config panel**" in (await hall.admin.command("/help")).text
    roles = hall.app.servers.settings_of(hall.guild_id).moderator_role_ids
    fresh = [SetTo("moderator_role_ids", ()), SetTo("spoiler_policy", "on-request")]
    await hall.app.servers.apply(hall.guild_id, fresh, actor_id=1)
    assert "1. **/config setup**" in (await hall.admin.command("/help")).text
    await hall.app.servers.apply(hall.guild_id, [SetTo("moderator_role_ids", roles)], actor_id=1)


async def test_votes_are_not_spoken_of_where_nobody_can_give_them(hall: Hall) -> None:
    await hall.app.servers.apply(hall.guild_id, [Switch("votes", is_on=False)], actor_id=1)
    said = (await hall.member("haruka").command("/help")).text
    assert "👎" not in said
    await hall.app.servers.apply(hall.guild_id, [Switch("votes", is_on=True)], actor_id=1)


async def test_the_servers_own_emoji_are_the_ones_that_are_named(hall: Hall) -> None:
    await hall.app.servers.apply(hall.guild_id, [SetTo("helpful_emoji", "💜")], actor_id=1)
    said = (await hall.member("haruka").command("/help")).text
    assert "💜 it helped you" in said
    await hall.app.servers.apply(hall.guild_id, [SetTo("helpful_emoji", "👍")], actor_id=1)


@pytest.mark.parametrize("one", Try)
async def test_each_thing_to_try_is_one_whole_sentence_or_two(one: Try) -> None:
    card = help_card({}, manages=False, tries=[one], vote_emoji=("👍", "👎"))
    said = next(child.content for child in card.walk_children() if isinstance(child, ui.TextDisplay))
    assert said.splitlines()[1].startswith("1. ")
    assert said.endswith(".")
    assert "{" not in said
