"""What moderators' cards and other free texts may hold."""

from __future__ import annotations

import pytest

from bot.domain.canon import alias_of
from bot.errors import UserError
from tests.loopback.discord import TestDiscord
from tests.loopback.running import Running
from tests.reviews.reviewers import LITBC, SECRET, at_episode, posted, set_to

pytestmark = [pytest.mark.e2e]


async def _card(discord: TestDiscord, bot: Running, note: str) -> str:
    await set_to(discord, bot, "moderation_channel_id", int(discord.channel_id("#backstage")))
    sent = await posted(discord, horizon="5")
    nok = discord.member("nok").at("#reviews")
    form = await nok.click(await nok.click(sent, "Read"), "Report")
    await nok.submit(form, {"reason": "It spoils more than it says", "note": note})
    card = await discord.wait_for(lambda: next(iter(discord.all_messages("#backstage")), None))
    return str(card.text)


@pytest.mark.parametrize("policy", ["in-place", "on-request"])
async def test_a_report_keeps_what_is_marked_behind_bars(
    discord_server: TestDiscord, bot: Running, policy: str
) -> None:
    await set_to(discord_server, bot, "spoiler_policy", policy)
    shown = await _card(discord_server, bot, "It says ||he leaves|| in the open.")
    assert "It says ||he leaves|| in the open." in shown
    assert (f"||{SECRET}||" in shown) is (policy == "in-place")
    assert SECRET not in shown.replace(f"||{SECRET}||", "")
    assert "Read" in shown


async def test_a_card_loses_the_text_when_the_server_chooses_to_send_nothing_hidden(
    discord_server: TestDiscord, bot: Running
) -> None:
    assert f"||{SECRET}||" in await _card(discord_server, bot, "look")
    mina = discord_server.member("mina").at("#lobby")
    asked = await mina.click(await mina.command("/config setup"), "Send it to those who ask")
    assert "drawn anew, at once" in asked.text
    await mina.click(asked, "Change it")
    await discord_server.wait_for(lambda: SECRET not in discord_server.all_messages("#backstage")[0].text)


async def test_who_is_not_that_far_is_warned_before_the_comments(discord_server: TestDiscord, bot: Running) -> None:
    sent = await posted(discord_server, horizon="5")
    nok, pablo = discord_server.member("nok").at("#reviews"), discord_server.member("pablo").at("#reviews")
    await at_episode(nok, 3)
    assert "up to episode 5. By what you told me, you are at episode 3" in (await nok.click(sent, "Comment")).text
    assert "You have not told me yet how far you are" in (await pablo.click(sent, "Comment")).text
    await at_episode(nok, 5)
    assert "⚠️" not in (await nok.click(sent, "Comment")).text


async def test_a_doubted_reviews_headline_is_behind_bars_where_its_text_is(
    discord_server: TestDiscord, bot: Running
) -> None:
    await set_to(discord_server, bot, "spoils_me_threshold", 1)
    sent = await posted(discord_server, headline="He leaves her", horizon="5")
    nok = discord_server.member("nok").at("#reviews")
    await nok.click(sent, "Read")
    await nok.click(sent, "This spoils me")
    read = await nok.click(sent, "Read")
    assert "He leaves her" not in read.text
    shown = await nok.click(read, "Show the rest anyway")
    await discord_server.wait_for(lambda: "||He leaves her||" in nok.look(shown).text)


async def test_notes_of_the_catalogue_hold_no_marks(discord_server: TestDiscord, bot: Running) -> None:
    mina = discord_server.member("mina").at("#lobby")
    refused = await mina.command(
        "/catalogue lineage", series=LITBC, link="sequel", to="where-your-eyes-linger-kr-2020", note="||they part||"
    )
    assert "it can't hold spoilers" in refused.text


def test_a_name_holds_no_marks() -> None:
    with pytest.raises(UserError, match="can't hold spoilers"):
        alias_of("Love ||dies||")
