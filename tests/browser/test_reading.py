"""What people see: every component, spoilers that stay shut, embeds, polls."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Visit
from tests.browser.steps import box, hidden, last, run

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_every_component_is_shown(visit: Visit, screenshot: Any) -> None:
    page = await visit()
    await run(page, "gallery")
    card = last(page)
    await expect(card.get_by_role("heading", name="Love in the Big City")).to_be_visible()
    for name in ("Count up", "Say nothing", "Fine"):
        await expect(card.get_by_role("button", name=name)).to_be_enabled()
    await expect(card.get_by_role("button", name="Not now")).to_be_disabled()
    await expect(card.get_by_role("link", name="Read more")).to_have_attribute("href", "https://example.org/more")
    await expect(card.get_by_role("img", name="Two people on a rooftop")).to_be_visible()
    await expect(card.get_by_role("combobox", name="Where are you?")).to_be_visible()
    await expect(card.get_by_role("combobox", name="Who watches with you?")).to_be_visible()
    await expect(card.get_by_role("separator")).to_be_attached()
    await expect(card.locator(".reply")).to_contain_text("used /gallery")
    await screenshot(page, "components")


async def test_covered_components_stay_covered_until_opened(visit: Visit) -> None:
    page = await visit()
    await run(page, "gallery")
    covers = last(page).get_by_role("button", name=re.compile("hidden. Press Enter to reveal"))
    await expect(covers).to_have_count(3)
    for index in range(3):
        assert await hidden(covers.nth(index))
    await covers.first.click()
    await expect(last(page).get_by_role("link", name="the last train")).to_be_visible()
    await expect(covers).to_have_count(2)
    await covers.first.press("Enter")
    await expect(covers).to_have_count(1)
    await expect(last(page).get_by_role("link", name="notes.txt")).not_to_be_visible()
    await covers.first.press("Enter")
    await expect(covers).to_have_count(0)
    await expect(last(page).get_by_role("link", name="notes.txt")).to_be_visible()
    await expect(last(page).get_by_role("button", name="Enlarge: The last scene")).to_be_visible()


async def test_a_text_spoiler_hides_links_and_emoji_and_opens_by_click_and_by_key(visit: Visit) -> None:
    page = await visit()
    await box(page).fill("first ||he **leaves** https://example.org/x 😭|| then ||she stays||")
    await box(page).press("Enter")
    covers = last(page).get_by_role("button", name="Spoiler, hidden. Press Enter to reveal.")
    await expect(covers).to_have_count(2)
    assert await hidden(covers.nth(0))
    assert await hidden(covers.nth(1))
    await expect(last(page).get_by_role("link")).to_have_count(0)
    await covers.first.click()
    await expect(last(page).get_by_role("link")).to_be_visible()
    assert page.url.endswith(page.url.split("#")[-1])
    await covers.first.press("Enter")
    await expect(last(page).get_by_text("she stays")).to_be_visible()
    await expect(covers).to_have_count(0)


async def test_an_opened_spoiler_stays_open_when_its_message_changes(visit: Visit) -> None:
    page = await visit()
    await run(page, "gallery")
    await last(page).get_by_role("button", name="Spoiler: card, hidden").click()
    await last(page).get_by_role("button", name="Count up").click()
    await expect(last(page)).to_contain_text("Pressed 1 times")
    await expect(last(page).get_by_role("link", name="the last train")).to_be_visible()


async def test_a_poll_shows_votes_once_one_has_voted(visit: Visit) -> None:
    page = await visit()
    await run(page, "poll")
    await last(page).get_by_role("radio", name="The Sign").click()
    voted = last(page).get_by_role("radio", name=re.compile(r"The Sign ?, 100 % ?, 1 vote"))
    await expect(voted).to_have_attribute("aria-checked", "true")


async def test_embeds_are_cards_with_their_spoilers_shut(visit: Visit) -> None:
    page = await visit()
    await run(page, "card")
    card = last(page).get_by_role("article", name="Card: Semantic Error")
    await expect(card.locator("strong", has_text="8 episodes")).to_be_visible()
    await expect(card.get_by_text("Country")).to_be_visible()
    assert await hidden(card.get_by_role("button", name="Spoiler, hidden"))


async def test_words_of_members_never_become_markup(visit: Visit) -> None:
    page = await visit()
    nasty = "<img src=x onerror=alert(1)> <b>bold</b> [x](javascript:alert(1)) <script>alert(1)</script>"
    await box(page).fill(nasty)
    await box(page).press("Enter")
    await expect(last(page)).to_contain_text("<b>bold</b>")
    content = last(page).locator(".content")
    assert await content.inner_text() == nasty
    assert await content.locator("img, b, script, a").count() == 0
