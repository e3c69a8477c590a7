"""Starting, losing the connection, and what admins rehearse."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from bot.playground.server import LoopbackDiscord
from tests.browser.conftest import Stage, Visit, running_bot
from tests.browser.steps import box, last

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_the_page_waits_for_the_bot_and_for_the_server(stage: Stage) -> None:
    page = await stage.browser.new_page()
    try:
        async with LoopbackDiscord() as server:
            port = int(server.address.rpartition(":")[2])
            guild_id, channel_id = stage.channel("lobby")
            await page.goto(f"{server.page_url}?as={stage.user('mina')}#/{guild_id}/{channel_id}")
            banner = page.get_by_role("status").filter(has_text="The bot is starting…")
            await expect(banner).to_be_visible()
            async with running_bot(server):
                await expect(banner).to_be_hidden()
                await box(page).fill("/sec")
                await expect(page.get_by_role("option", name="/secret")).to_be_visible()
                await page.keyboard.press("Escape")
        await expect(page.get_by_text("The connection to the playground is lost.")).to_be_visible()
        async with LoopbackDiscord(server.world, port=port) as again:
            again.people.say(stage.user("theo"), channel_id, {"content": "Back again"})
            await expect(page.get_by_text("The connection to the playground is lost.")).to_be_hidden(timeout=15_000)
            await expect(last(page)).to_contain_text("Back again")
    finally:
        await page.close()


async def test_a_newcomer_who_opens_the_bare_address_is_somebody_somewhere(stage: Stage) -> None:
    page = await stage.browser.new_page()
    try:
        await page.goto(stage.discord.page_url)
        await expect(page.get_by_role("button", name="You are acting as")).to_be_visible()
        await expect(page.locator("#place")).not_to_be_empty()
        await expect(box(page)).to_be_visible()
        assert "as=" in page.url
        assert "#/" in page.url
    finally:
        await page.close()


async def test_somebody_typing_is_told(visit: Visit) -> None:
    mina, theo = await visit("mina"), await visit("theo")
    await box(theo).press_sequentially("Hm")
    await expect(mina.get_by_text("Theo is typing…")).to_be_visible()
    await box(theo).press("Enter")
    await expect(mina.get_by_text("Theo is typing…")).to_have_count(0)


async def test_messages_are_edited_pinned_and_deleted(visit: Visit) -> None:
    page = await visit("mina", "watch-party")
    await box(page).fill("Frist")
    await box(page).press("Enter")
    await expect(last(page)).to_contain_text("Frist")
    await last(page).focus()
    await page.keyboard.press("Enter")
    await page.get_by_role("menuitem", name="Edit message").press("Enter")
    await page.get_by_role("textbox", name="Message", exact=True).fill("First")
    await page.get_by_role("button", name="Save").click()
    await expect(last(page)).to_contain_text("First(edited)")
    await last(page).click(button="right", position={"x": 300, "y": 10})
    await page.get_by_role("menuitem", name="Pin message").click()
    await expect(last(page)).to_contain_text("pinned a message to this channel.")
    await page.get_by_role("button", name="Pinned messages").click()
    await expect(page.get_by_role("dialog", name="Pinned messages")).to_contain_text("First")
    await page.keyboard.press("Escape")
    await last(page).click(button="right", position={"x": 400, "y": 8})
    await page.get_by_role("menuitem", name="Delete message").click()
    await expect(last(page)).to_contain_text("First")


async def test_a_direct_message_to_the_bot_opens_beside_the_servers(visit: Visit) -> None:
    page = await visit("mina")
    members = page.get_by_role("complementary", name="Members")
    await members.get_by_role("button", name="Linger APP").click(button="right")
    await page.get_by_role("menuitem", name="Send a direct message").click()
    await expect(page.locator("#place")).to_contain_text("Linger")
    await box(page).fill("Hello you")
    await box(page).press("Enter")
    await expect(last(page)).to_contain_text("Hello you")


async def test_an_admin_invites_the_bot_and_removes_it(visit: Visit) -> None:
    page = await visit("pablo", "patio")
    await box(page).press_sequentially("/")
    await expect(
        page.get_by_role("listbox", name="Commands").get_by_text("The bot is not in this server.")
    ).to_be_visible()
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Server menu").click()
    await page.get_by_role("menuitem", name="Invite Linger to this server").click()
    await expect(page.get_by_role("complementary").get_by_role("button", name="Linger APP")).to_be_visible()
    await box(page).fill("/")
    await expect(page.get_by_role("option", name="/secret")).to_be_visible()
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Server menu").click()
    await page.get_by_role("menuitem", name="Remove Linger from this server").click()
    await expect(page.get_by_role("complementary").get_by_role("button", name="Linger APP")).to_have_count(0)


async def test_a_member_without_permission_is_told_before_writing(visit: Visit) -> None:
    page = await visit("alice", "announcements")
    await expect(page.get_by_role("textbox", name="You may not write in #announcements.")).to_be_visible()
    await box(page).fill("Anyway")
    await box(page).press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("You may not write in #announcements.")
    await expect(box(page)).to_have_value("Anyway")
