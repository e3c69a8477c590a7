"""Commands typed by keyboard alone: what is meant for the bot is never said to everybody."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Stage, Visit
from tests.browser.steps import box, last

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def said_in(stage: Stage, channel: str) -> list[str]:
    """What stands in a channel, read from the server."""
    _, channel_id = stage.channel(channel)
    return [str(one.data["content"]) for one in stage.discord.world.channels[channel_id].messages.values()]


async def begin(page: Page) -> None:
    await page.get_by_text("/recommend", exact=True).or_(box(page)).first.wait_for()
    await expect(box(page)).to_be_focused()
    # The commands are there once the list shows them.
    await page.keyboard.type("/")
    await page.get_by_role("option", name="/recommend").wait_for()
    await page.keyboard.press("Backspace")


async def test_a_line_with_an_option_by_its_name_stays_in_the_command(visit: Visit, stage: Stage) -> None:
    page = await visit()
    await begin(page)
    before = await said_in(stage, "lobby")
    await page.keyboard.type("/recommend like: where your eyes linger")
    like = page.get_by_role("combobox", name="like (optional)")
    await expect(like).to_be_focused()
    await expect(like).to_have_value("where your eyes linger")
    await expect(page.get_by_role("option")).to_have_text(["Where Your Eyes Linger"])
    assert await said_in(stage, "lobby") == before
    await page.keyboard.press("Enter")
    await expect(like).to_have_value("Where Your Eyes Linger")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("Next: where-your-eyes-linger|None|None")
    assert all("where your eyes" not in words for words in await said_in(stage, "lobby"))


async def test_a_line_that_is_typed_in_one_go_is_read_as_options_too(visit: Visit) -> None:
    page = await visit()
    await begin(page)
    await box(page).fill("/recommend most: 3 mood: slow and sweet")
    await expect(page.get_by_role("combobox", name="mood (optional)")).to_have_value("slow and sweet")
    await expect(page.get_by_role("combobox", name="most (optional)")).to_have_value("3")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("Next: None|slow and sweet|3")


async def test_the_name_of_an_option_chooses_it_within_another_and_after_a_choice(visit: Visit) -> None:
    page = await visit()
    await begin(page)
    await page.keyboard.type("/recommend mood: calm like:linger")
    await expect(page.get_by_role("combobox", name="mood (optional)")).to_have_value("calm")
    await expect(page.get_by_role("option")).to_have_text(["Where Your Eyes Linger"])
    await page.keyboard.press("Enter")
    await page.keyboard.type(" most: 2")
    await expect(page.get_by_role("combobox", name="like (optional)")).to_have_value("Where Your Eyes Linger")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("Next: where-your-eyes-linger|calm|2")


async def test_part_of_a_name_offers_the_options_and_a_blank_takes_a_whole_one(visit: Visit) -> None:
    page = await visit()
    await begin(page)
    await page.keyboard.type("/recommend mo")
    await expect(page.get_by_role("option")).to_have_text(["moodHow it should feel", "mostHow many at most"])
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("combobox", name="most (optional)")).to_be_focused()
    await page.keyboard.type("4")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("combobox", name="Options of /recommend")).to_be_focused()
    await page.keyboard.type("mood warm")
    await expect(page.get_by_role("combobox", name="mood (optional)")).to_have_value("warm")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("Next: None|warm|4")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "/recommend something sweet",
            "“something sweet” is no option of /recommend. It still takes: like, mood, most.",
        ),
        ("/secret message for you", "/secret takes no more options. Take “message for you” out to run it."),
    ],
)
async def test_words_that_are_no_option_are_neither_run_nor_said(
    visit: Visit, stage: Stage, typed: str, told: str
) -> None:
    page = await visit()
    await begin(page)
    before = await said_in(stage, "lobby")
    await page.keyboard.type(typed)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert").filter(has_text=told)).to_be_visible()
    await page.wait_for_timeout(300)
    assert await said_in(stage, "lobby") == before
    await expect(page.locator(".message--local")).to_have_count(0)
    await page.keyboard.press("Escape")
    await page.keyboard.press("Escape")
    await expect(box(page)).to_be_focused()


async def test_a_command_with_only_optional_options_runs_by_enter_and_ends_by_backspace(visit: Visit) -> None:
    page = await visit()
    await begin(page)
    await page.keyboard.type("/recommend ")
    await page.keyboard.press("Backspace")
    await expect(box(page)).to_have_value("/recommend")
    await page.keyboard.type(" ")
    await expect(page.get_by_role("combobox", name="Options of /recommend")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("Next: None|None|None")


async def test_letters_typed_beside_a_command_go_into_it(visit: Visit) -> None:
    page = await visit()
    await begin(page)
    await page.keyboard.type("/recommend ")
    await page.locator(".timeline").focus()
    await page.keyboard.type("mood: dark")
    await expect(page.get_by_role("combobox", name="mood (optional)")).to_have_value("dark")
