"""For those who hear the page, steer it by keyboard, or see it in their system's own few colours."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Stage, Visit
from tests.browser.steps import box, last, run

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
TOLD = """() => {
  window.told = [];
  for (const region of document.querySelectorAll("[aria-live]"))
    new MutationObserver(() => region.textContent && window.told.push(region.textContent))
      .observe(region, {childList: true, characterData: true, subtree: true});
}"""


async def told(page: Page) -> list[str]:
    """What was read out since `TOLD` was run."""
    heard: list[str] = await page.evaluate("window.told")
    return heard


async def test_a_card_that_changes_tells_what_changed_and_only_that(visit: Visit, stage: Stage) -> None:
    page = await visit("mina", "watch-party")
    await page.evaluate(TOLD)
    await run(page, "gallery")
    await expect(last(page)).to_contain_text("Not pressed yet")
    await page.wait_for_function("() => window.told.some(words => words.includes('Love in the Big City'))")
    assert not any("new card" in words for words in await told(page))
    await page.evaluate("window.told.length = 0")
    await last(page).get_by_role("button", name="Count up").click()
    await page.wait_for_function("() => window.told.some(words => words.includes('Pressed 1 times'))")
    changed = [words for words in await told(page) if "Pressed 1 times" in words]
    assert changed == ["Linger changed: Pressed 1 times"]


async def test_a_reaction_on_a_card_is_no_change_of_it(visit: Visit, stage: Stage) -> None:
    page = await visit("mina", "watch-party")
    await page.evaluate(TOLD)
    await run(page, "gallery")
    await page.wait_for_function("() => window.told.some(words => words.includes('Not pressed yet'))")
    read_before = len(await told(page))
    _, channel = stage.channel("watch-party")
    newest = await last(page).get_attribute("data-id")
    assert newest is not None
    stage.discord.people.react(stage.user("theo"), channel, newest, "👍")
    await expect(last(page).locator(".reaction:not(.reaction--add)")).to_be_visible()
    stage.discord.people.say(stage.user("theo"), channel, {"content": "After it, ||hidden|| words"})
    await page.wait_for_function("() => window.told.some(words => words.includes('After it'))")
    assert (await told(page))[read_before:] == ["Theo: After it, ▇▇▇▇ words"]


async def test_a_late_answer_is_read_out_as_an_answer(visit: Visit) -> None:
    page = await visit("mina", "watch-party")
    await page.evaluate(TOLD)
    await run(page, "slow")
    await page.wait_for_function("() => window.told.some(words => words.includes('Thought about it.'))")
    assert "Linger: Thought about it." in await told(page)


async def test_the_list_of_commands_says_how_many_it_holds(visit: Visit) -> None:
    page = await visit()
    await page.evaluate(TOLD)
    await box(page).press_sequentially("/gal")
    await page.wait_for_function("() => window.told.includes('Commands: 1 suggestion')")


async def test_the_skip_link_leads_into_an_open_command_and_keeps_the_place(visit: Visit) -> None:
    page = await visit("mina", "watch-party")
    address = page.url
    skip = page.get_by_role("link", name="Skip to the message box")
    await skip.focus()
    await page.keyboard.press("Enter")
    await expect(box(page)).to_be_focused()
    await page.keyboard.type("/find ")
    await skip.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("combobox", name="title (required)")).to_be_focused()
    assert page.url == address
    await expect(page.locator("#place")).to_contain_text("watch-party")


async def test_the_skip_link_leads_to_the_posts_of_a_forum(visit: Visit) -> None:
    page = await visit("mina", "series-talk")
    await page.get_by_role("link", name="Skip to the posts").focus()
    await page.keyboard.press("Enter")
    assert await page.evaluate("document.querySelector('#view').contains(document.activeElement)")


LINES = """el => {
  const style = getComputedStyle(el);
  return [style.outlineStyle, style.outlineWidth, style.borderTopWidth, style.outlineColor].join(" ");
}"""


async def test_forced_colours_mark_where_one_is(visit: Visit) -> None:
    page = await visit("mina", "lobby", forced_colors="active")
    here = await page.get_by_role("button", name="lobby, text channel").evaluate(LINES)
    there = await page.get_by_role("button", name="reviews, text channel").evaluate(LINES)
    assert here.startswith("solid 3px")
    assert here != there
    server = await page.locator(".rail__button.is-current .badge-guild").evaluate(LINES)
    other = await page.locator(".rail__button:not(.is-current) .badge-guild").first.evaluate(LINES)
    assert server.startswith("solid 3px")
    assert server != other
    await box(page).press_sequentially("/")
    await page.get_by_role("option").first.wait_for()
    assert (await page.get_by_role("option").nth(0).evaluate(LINES)).startswith("solid 2px")
    assert not (await page.get_by_role("option").nth(1).evaluate(LINES)).startswith("solid")
