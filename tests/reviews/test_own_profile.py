"""/profile as one shows it: whole for oneself, for others only what is shared, and gone when that is taken back."""

from __future__ import annotations

import pytest

from bot.domain.settings import SetTo
from bot.services import privacy
from tests.loopback.discord import TestDiscord
from tests.loopback.members import Member
from tests.loopback.replies import Reply, Seen
from tests.loopback.running import Running
from tests.reviews.reviewers import CLUB, LITBC, posted

pytestmark = [pytest.mark.e2e]
OWN = ("Favourites", "**Countries:**", "hours")


async def watched(member: Member) -> None:
    """Three series of two countries, two of them loved."""
    await member.command("/progress set", series=LITBC, status="finished", rating=9)
    await member.command("/progress set", series="bad-buddy-th-2021", status="finished", rating=8.5)
    await member.command("/progress set", series="semantic-error-kr-2022", episode=2)


def alts(reply: Reply) -> list[str]:
    return [item["description"] for part in reply.seen.components if part["type"] == 12 for item in part["items"]]


async def says(member: Member, card: Reply, label: str) -> None:
    """The member's own card has come to hold this button."""
    await member.discord.wait_for(lambda: label in [part["label"] for part in member.look(card).buttons])


async def test_ones_own_profile_shows_what_one_loves_and_is_for_oneself(
    discord_server: TestDiscord, bot: Running
) -> None:
    alice = discord_server.member("alice").at("#lobby")
    await watched(alice)
    own = await alice.command("/profile")
    assert own.ephemeral
    assert "3 series watched · 2 of them to the end" in own.text
    assert "**Favourites**\n- Love in the Big City (KR, 2024) · 9/10\n- Bad Buddy (TH, 2021) · 8.5/10" in own.text
    assert "**Countries:** South Korea 2, Thailand 1" in own.text
    assert alts(own) == ["How many of the series come from each country. South Korea: 2, Thailand: 1"]
    (avatar,) = [part for part in own.seen.components if part["type"] == 11]
    assert avatar["description"] == "The avatar of Alice"
    assert own.buttons == ["Show it in this channel", "Let people here look at it"]
    seen = await discord_server.member("pablo").at("#lobby").command("/profile", member=alice)
    assert not any(word in seen.text for word in OWN), "it is private until it is shared"
    assert "Show it" not in str(seen.buttons)


async def test_sharing_lets_this_server_look_and_taking_it_back_ends_that(
    discord_server: TestDiscord, bot: Running
) -> None:
    alice, pablo = (discord_server.member(name).at("#lobby") for name in ("alice", "pablo"))
    await watched(alice)
    own = await alice.command("/profile")
    await alice.click(own, "Let people here look at it")
    await says(alice, own, "Make it private")
    seen = await pablo.command("/profile", member=alice)
    assert all(word in seen.text for word in OWN)
    assert not seen.buttons
    await alice.click(alice.look(own), "Make it private")
    await says(alice, own, "Let people here look at it")
    seen = await pablo.command("/profile", member=alice)
    assert not any(word in seen.text for word in OWN)


async def test_a_profile_that_was_posted_follows_its_member(discord_server: TestDiscord, bot: Running) -> None:
    await posted(discord_server, "alice", headline="Mine")
    alice = discord_server.member("alice").at("#lobby")
    await watched(alice)
    await alice.click(await alice.command("/profile"), "Show it in this channel")

    def shown() -> list[Seen]:
        return [m for m in discord_server.all_messages("#lobby") if "### Alice" in m.text and not m.ephemeral]

    (public,) = await discord_server.wait_for(shown)
    assert all(word in public.text for word in OWN)
    assert "1 review in this server" in public.text
    assert [part["label"] for part in public.buttons] == ["All reviews"]
    guild_id = int(discord_server.guild_id(CLUB))

    def text() -> str:
        return next(m.text for m in discord_server.all_messages("#lobby") if m.id == public.id)

    await bot.app.servers.apply(guild_id, [SetTo("rating_style", "stars")], actor_id=1)
    await discord_server.wait_for(lambda: "4.5 of 5" in text())
    own = await alice.command("/profile")
    await alice.click(own, "Make it private")
    await says(alice, own, "Let people here look at it")
    await discord_server.wait_for(lambda: text() == "This profile is private now.")
    await alice.click(alice.look(own), "Let people here look at it")
    await discord_server.wait_for(lambda: "### Alice" in text())
    await privacy.delete_member(bot.app.db, int(alice.id), None, now=bot.app.clock())
    bot.client.posts.look()
    await discord_server.wait_for(lambda: text() == "This profile is private now.")


async def test_whoever_may_not_speak_does_not_show_a_profile_either(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#announcements")
    own = await alice.command("/profile")
    assert "Nothing watched yet that I know of" in own.text
    refused = await alice.click(own, "Show it in this channel")
    assert "You may not write in" in refused.text
    assert not [m for m in discord_server.all_messages("#announcements") if "### Alice" in m.text and not m.ephemeral]
