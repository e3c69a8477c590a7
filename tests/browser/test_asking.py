"""Asking the bot: commands with options, presses, lists, modals, context menus."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Locator, expect

from tests.browser.conftest import Stage, Visit
from tests.browser.steps import box, last, run

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_press_that_is_never_answered_says_so(visit: Visit) -> None:
    page = await visit()
    await run(page, "gallery")
    nothing = last(page).get_by_role("button", name="Say nothing")
    await nothing.click()
    await expect(nothing).to_have_attribute("aria-busy", "true")
    await expect(last(page).get_by_role("button", name="Count up")).to_have_attribute("aria-disabled", "true")
    await expect(last(page)).to_contain_text("This interaction failed · The bot did not answer within three seconds.")
    await expect(last(page).get_by_role("button", name="Count up")).not_to_have_attribute("aria-disabled", "true")


async def test_a_command_that_is_never_answered_can_be_tried_again(visit: Visit) -> None:
    page = await visit()
    await run(page, "silent")
    await expect(page.get_by_text("Sending…")).to_be_visible()
    await expect(page.locator(".message--local")).to_contain_text("The bot did not answer within three seconds.")
    await expect(page.get_by_role("button", name="Try again")).to_be_visible()


async def test_a_late_answer_replaces_thinking(visit: Visit) -> None:
    page = await visit()
    await run(page, "slow")
    await expect(last(page)).to_contain_text("is thinking…")
    await expect(last(page)).to_contain_text("Thought about it.")
    await expect(page.get_by_text("is thinking…")).to_have_count(0)


async def test_ephemeral_answers_are_seen_by_their_member_only_and_can_be_dismissed(visit: Visit) -> None:
    mina, theo = await visit("mina", "watch-party"), await visit("theo", "watch-party")
    await run(mina, "secret")
    await expect(last(mina)).to_contain_text("Between the two of us.")
    await expect(last(mina)).to_contain_text("Only you can see this")
    await expect(theo.locator(".message", has_text="Between the two of us.")).to_have_count(0)
    await last(mina).get_by_role("button", name="Dismiss message").click()
    await expect(mina.locator(".message", has_text="Between the two of us.")).to_have_count(0)


async def test_ones_own_command_leads_to_its_answer(visit: Visit) -> None:
    page = await visit()
    await run(page, "gallery")
    await run(page, "gallery")
    await expect(page.locator(".message:has(.container)").nth(1)).to_be_visible()
    await page.locator(".timeline").evaluate("timeline => timeline.scrollTo(0, 0)")
    await expect(last(page)).not_to_be_in_viewport()
    await run(page, "secret")
    await expect(last(page)).to_contain_text("Between the two of us.")
    await expect(last(page)).to_be_in_viewport()


async def test_selects_send_one_value_or_several(visit: Visit) -> None:
    page = await visit()
    await run(page, "gallery")
    await last(page).get_by_role("combobox", name="Where are you?").click()
    await page.get_by_role("option", name="Episode 3").click()
    await expect(last(page)).to_contain_text("You are at episode 3.")
    card = page.locator(".message:has(.container)").last
    await card.get_by_role("combobox", name="Who watches with you?").click()
    await page.get_by_role("option", name="Theo").click()
    await page.get_by_role("option", name="Alice").click()
    await page.get_by_role("button", name="Done").click()
    await expect(last(page)).to_contain_text("Watching with Alice, Theo.")


async def type_at_once(field: Locator, keys: str) -> None:
    """Keys one after the other before anything else happens, however busy the machine is."""
    await field.evaluate(
        """(field, keys) => {
            for (const key of keys) {
                field.value += key;
                field.dispatchEvent(new InputEvent("input", { bubbles: true, data: key }));
            }
        }""",
        keys,
    )


async def test_autocomplete_shows_the_answer_to_the_newest_question(
    visit: Visit, stage: Stage, screenshot: Any
) -> None:
    page = await visit()
    await box(page).press_sequentially("/find ")
    title = page.get_by_role("combobox", name="title (required)")
    await title.press_sequentially("lin", delay=5)
    await page.wait_for_timeout(200)  # the slow question is on its way
    await type_at_once(title, "ger")
    await expect(page.get_by_role("option")).to_have_text(["Where Your Eyes Linger"])
    await page.wait_for_timeout(500)  # long enough for the older answer to arrive
    await expect(page.get_by_role("option")).to_have_text(["Where Your Eyes Linger"])
    assert "linge" not in stage.bot.asked, "keys in quick succession are one question"
    await screenshot(page, "autocomplete")
    await title.press("Enter")
    await page.get_by_role("button", name="Add mood").click()
    await page.get_by_role("option", name="Sad").click()
    await page.get_by_role("button", name="Add friend").click()
    await page.get_by_role("option", name="Theo").click()
    await page.get_by_role("button", name="Add public").click()
    await page.get_by_role("option", name="True").click()
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("Found: where-your-eyes-linger|None|s|Theo|True")


async def test_wrong_options_are_named_before_anything_is_sent(visit: Visit) -> None:
    page = await visit()
    await box(page).press_sequentially("/find ")
    await page.get_by_role("button", name="Run /find").click()
    await expect(page.get_by_role("alert").filter(has_text="title is required.")).to_be_visible()
    await page.get_by_role("combobox", name="title").fill("anything")
    await page.get_by_role("button", name="Add year").click()
    await page.get_by_role("combobox", name="year").fill("soon")
    await page.get_by_role("button", name="Run /find").click()
    await expect(page.get_by_role("alert").filter(has_text="“soon” is not a number.")).to_be_visible()
    await page.get_by_role("combobox", name="year").fill("1900")
    await page.get_by_role("button", name="Run /find").click()
    await expect(page.get_by_role("alert").filter(has_text="year starts at 1950.")).to_be_visible()
    await page.get_by_role("combobox", name="year").fill("2024")
    await page.get_by_role("button", name="Run /find").click()
    await expect(last(page)).to_contain_text("Found: anything|2024|None|None|False")


async def test_a_modal_keeps_the_words_when_sending_them_failed(visit: Visit) -> None:
    page = await visit()
    await run(page, "form")
    form = page.get_by_role("dialog", name="A form with everything")
    await form.get_by_label("Headline").fill("break")
    await form.get_by_role("radio", name="Dropped").check()
    await form.get_by_role("button", name="Submit").click()
    await expect(form.get_by_role("alert")).to_contain_text("your words are still here")
    await expect(form.get_by_role("alert")).to_contain_text("did not answer within three seconds")
    await expect(form.get_by_label("Headline")).to_have_value("break")
    await expect(form.get_by_role("button", name="Submit")).to_be_enabled()


async def test_a_modal_is_a_dialog_that_checks_and_counts(visit: Visit, screenshot: Any) -> None:
    page = await visit()
    await run(page, "form")
    form = page.get_by_role("dialog", name="A form with everything")
    await expect(form).to_be_visible()
    await expect(page.locator("#app")).to_have_attribute("inert", "")
    await form.get_by_role("button", name="Submit").click()
    await expect(form.get_by_text("Please fill this in.")).to_be_visible()
    await expect(form.get_by_text("Please choose something.")).to_be_visible()
    headline = form.get_by_label("Headline")
    await expect(headline).to_be_focused()
    await headline.fill("ab")
    await form.get_by_role("radio", name="Dropped").check()
    await form.get_by_role("button", name="Submit").click()
    await expect(form.get_by_text("At least 3 characters are needed; there are 2.")).to_be_visible()
    await headline.fill("A good one")
    await expect(form.get_by_text("10 / 20")).to_be_visible()
    for name in ("Warm", "Sad", "Funny"):
        await form.get_by_role("checkbox", name=name).click()
    await expect(form.get_by_role("checkbox", name="Funny")).not_to_be_checked()
    await form.get_by_role("checkbox", name="Tell my friends").check()
    await screenshot(page, "modal")
    await form.get_by_role("button", name="Submit").click()
    await expect(form).to_have_count(0)
    await expect(last(page)).to_contain_text("Form: A good one|dropped|warm,sad|True")


async def test_a_modal_takes_lists_people_places_and_files(visit: Visit) -> None:
    page = await visit()
    await run(page, "pickers")
    form = page.get_by_role("dialog", name="Lists and files")
    for label, option in (("Kind", "Film"), ("Friend", "Alice"), ("Place", "reviews")):
        await form.get_by_role("combobox", name=label).click()
        await page.get_by_role("option", name=option).first.click()
    await form.get_by_label("Proof").set_input_files({"name": "ticket.txt", "mimeType": "text/plain", "buffer": b"x"})
    await form.get_by_role("button", name="Submit").click()
    await expect(last(page)).to_contain_text("Picked: film|Alice|reviews|ticket.txt")


async def test_a_modal_keeps_the_focus_inside_and_asks_before_losing_words(visit: Visit) -> None:
    page = await visit()
    await run(page, "form")
    form = page.get_by_role("dialog")
    await expect(form).to_be_visible()
    for _ in range(20):
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.querySelector('[role=dialog]').contains(document.activeElement)")
    await form.get_by_label("Headline").fill("precious")
    await page.keyboard.press("Escape")
    await expect(form.get_by_text("Closing this loses what you wrote.")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(form).to_have_count(0)


async def test_apps_are_in_the_context_menus_of_messages_and_members(visit: Visit) -> None:
    page = await visit()
    await box(page).fill("Quote me")
    await box(page).press("Enter")
    await expect(last(page)).to_contain_text("Quote me")
    await last(page).click(button="right", position={"x": 200, "y": 12})
    await page.get_by_role("menuitem", name="Quote this").click()
    await expect(last(page)).to_contain_text("Quoting Mina.")
    members = page.get_by_role("complementary", name="Members")
    await members.get_by_role("button", name="Theo").click(button="right")
    await page.get_by_role("menuitem", name="Shared taste").click()
    await expect(last(page)).to_contain_text("You and Theo: 80 %.")


async def test_a_select_is_used_with_keys_alone_and_escape_leaves_it_as_it_was(visit: Visit) -> None:
    page = await visit()
    await run(page, "gallery")
    select = last(page).get_by_role("combobox", name="Where are you?")
    await select.focus()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("listbox", name="Where are you?")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("listbox")).to_have_count(0)
    await expect(select).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.type("9")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("You are at episode 9.")


async def test_a_file_is_an_option_of_a_command(visit: Visit) -> None:
    page = await visit()
    await box(page).press_sequentially("/attach ")
    file = page.get_by_label("file (required)")
    await file.set_input_files({"name": "ticket.txt", "mimeType": "text/plain", "buffer": b"12345"})
    await page.get_by_role("button", name="Run /attach").click()
    await expect(last(page)).to_contain_text("Took ticket.txt, 5 bytes")
