"""What is missing or off is said in the same words by the setup and by the deed; on the loopback Discord."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.settings import SETTINGS, Channel, SetTo, Switch
from bot.playground.people.servers import PeopleServers
from bot.ui.kit.permissions import ESSENTIAL, HELPFUL, NEEDS, WITHOUT, Deed, deeds_by_permission
from tests.loopback.discord import TestDiscord
from tests.loopback.hall import Hall
from tests.loopback.sample import LITBC

QUIET = "Quiet Corner"


def test_every_deed_has_its_permissions_and_its_words() -> None:
    assert set(NEEDS) == set(WITHOUT) == set(Deed)
    assert all(deeds_by_permission().values()), "a permission that no deed needs is not asked for"
    assert not set(ESSENTIAL) & set(HELPFUL)


@pytest.mark.e2e
@pytest.mark.asyncio(loop_scope="module")
async def test_setup_says_what_the_deed_would_say(hall: Hall) -> None:
    discord = hall.discord
    quiet, diary = int(discord.guild_id(QUIET)), discord.channel_id("#diary", guild=QUIET)
    iris = discord.member("iris").at("#teapot", guild=QUIET)
    setup = await iris.command("/config setup")
    typed = {"if-liked": LITBC, "try": "semantic-error-kr-2022", "because": "both take their time to say it"}
    refused = await iris.command("/suggest", **typed)
    assert "I am missing" in refused.text
    said = next(line for line in refused.text.splitlines() if "I am missing" in line).partition(" An admin")[0]
    assert said.startswith("Recommendations can't be posted in <#")
    assert said.endswith("I am missing: Add Reactions.")
    assert said in setup.text
    await hall.app.servers.apply(quiet, [SetTo("review_channel_id", int(diary))], actor_id=1)
    hidden = await iris.command("/config setup")
    assert f"Reviews can't be posted in <#{diary}>. I am missing: View Channel" in hidden.text


@pytest.mark.e2e
@pytest.mark.asyncio(loop_scope="module")
async def test_a_channel_that_is_taken_from_the_bots_sight_is_named_at_once(hall: Hall) -> None:
    people, reviews = PeopleServers(hall.discord._backend), hall.channel("#reviews")
    await hall.app.servers.apply(hall.guild_id, [SetTo("review_channel_id", int(reviews))], actor_id=1)
    unseen = {"id": hall.discord.world.bot_id, "type": 1, "allow": "0", "deny": str(1 << 10)}
    people.edit_channel(hall.admin.id, reviews, {"permission_overwrites": [unseen]})
    missing = f"Reviews can't be posted in <#{reviews}>. I am missing: View Channel"
    assert missing in (await hall.admin.command("/config setup")).text
    assert missing in (await hall.admin.command("/config panel")).text
    people.edit_channel(hall.admin.id, reviews, {"permission_overwrites": []})
    assert missing not in (await hall.admin.command("/config setup")).text
    assert missing not in (await hall.admin.command("/config panel")).text


@pytest.mark.e2e
@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("locale", ["en-US", "de", "fr", "vi"])
async def test_trouble_with_every_channel_fits_into_the_panel(hall: Hall, locale: str) -> None:
    people, lobby, admin = PeopleServers(hall.discord._backend), hall.channel("#lobby"), hall.admin
    named = [name for name, kind in SETTINGS.items() if isinstance(kind, Channel)]
    places = [people.create_channel(admin.id, str(hall.guild_id), {"name": name[:20], "type": 0}) for name in named]
    unseen = {"id": hall.discord.world.bot_id, "type": 1, "allow": "0", "deny": str(1 << 10)}
    for place in places:
        people.edit_channel(admin.id, place["id"], {"permission_overwrites": [unseen]})
    wishes = [SetTo(name, int(place["id"])) for name, place in zip(named, places, strict=True)]
    await hall.app.servers.apply(hall.guild_id, [*wishes, SetTo("monthly_top", "monthly")], actor_id=1)
    user = hall.discord.world.users[admin.id]
    own, user.locale = user.locale, locale
    shown = await admin.at(lobby).command("/config panel")
    user.locale = own
    assert shown.text.count("⚠️") == len(named)
    await hall.app.servers.apply(hall.guild_id, [SetTo(name, None) for name in named], actor_id=1)


@pytest.mark.e2e
@pytest.mark.asyncio(loop_scope="module")
async def test_what_is_off_names_the_feature_and_whom_to_ask(hall: Hall) -> None:
    await hall.app.servers.apply(hall.guild_id, [Switch("series", False)], actor_id=1)
    member = await hall.member("alice").command("/series", query=LITBC)
    assert "**Series** is switched off here. Ask somebody who may manage this server" in member.text
    admin = await hall.admin.command("/series", query=LITBC)
    assert "**Series** is switched off here. /config features switches it on." in admin.text
    await hall.app.servers.apply(hall.guild_id, [Switch("series", True)], actor_id=1)


@pytest.mark.e2e
@pytest.mark.asyncio(loop_scope="module")
async def test_who_may_not_review_is_told_which_roles_may(hall: Hall) -> None:
    regular = hall.role("Regular")
    await hall.app.servers.apply(hall.guild_id, [SetTo("reviewer_role_ids", (regular,))], actor_id=1)
    refused = await hall.member("pablo").command("/review write", series=LITBC)
    assert f"Reviews in this server are written by <@&{regular}>" in refused.text
    await hall.app.servers.apply(hall.guild_id, [SetTo("reviewer_role_ids", ())], actor_id=1)


@pytest.mark.e2e
@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(("path", "option"), [("/watch start", "at"), ("/moderation bar", "days")])
async def test_an_option_that_offers_nothing_answers_with_nothing(
    hall: Hall, caplog: pytest.LogCaptureFixture, path: str, option: str
) -> None:
    """Discord asks only where an older version of the command, which it still shows, had offers."""
    declared = _option(hall.discord, path, option)
    declared["autocomplete"] = True
    try:
        assert await hall.moderator.autocomplete(path, option, "2") == []
    finally:
        del declared["autocomplete"]
    assert not [record for record in caplog.records if record.exc_info]


def _option(discord: TestDiscord, path: str, name: str) -> dict[str, Any]:
    group, command = path.removeprefix("/").split()
    found = next(one for one in discord.world.commands.values() if one["name"] == group)
    leaf = next(one for one in found["options"] if one["name"] == command)
    return next(one for one in leaf["options"] if one["name"] == name)


@pytest.mark.e2e
@pytest.mark.asyncio(loop_scope="module")
async def test_members_are_offered_no_command_that_they_may_not_use(hall: Hall) -> None:
    offered = {name.split()[0] for name in hall.member("alice").offered()}
    assert not offered & {"config", "moderation", "audit", "owner"}
    assert "catalogue" in offered, "its role may be anybody's"
    assert {"config", "moderation", "audit"} <= {name.split()[0] for name in hall.admin.offered()}
