"""Keyboard, phone, colours, and that nothing comes from elsewhere."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import expect

from bot.playground import server
from tests.browser.conftest import PHONE, Stage, Visit
from tests.browser.steps import box, last, run

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
# How far the newest message reaches below what is seen of the list.
BELOW = """() => {
  const list = document.querySelector(".timeline").getBoundingClientRect();
  return [...document.querySelectorAll(".message")].at(-1).getBoundingClientRect().bottom - list.bottom;
}"""


async def test_the_whole_way_works_with_the_keyboard_alone(visit: Visit) -> None:
    page = await visit()
    await expect(box(page)).to_be_focused()
    await page.keyboard.type("/gal")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("Not pressed yet")
    await box(page).focus()
    await page.keyboard.press("ArrowUp")
    await expect(last(page)).to_be_focused()
    for _ in range(12):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.textContent.includes('Count up')"):
            break
    outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", "the focus can be seen"
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("Pressed 1 times")
    await expect(last(page).get_by_role("button", name="Count up")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog", name="A form with everything")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_arrow_keys_walk_through_channels(visit: Visit) -> None:
    page = await visit()
    await page.get_by_role("button", name="lobby, text channel").focus()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.locator("#place")).to_contain_text("watch-party")


async def test_a_phone_shows_everything_without_scrolling_sideways(visit: Visit, screenshot: Any) -> None:
    for width in (360, PHONE["width"]):
        page = await visit(viewport={"width": width, "height": 780}, has_touch=True)
        await run(page, "gallery")
        await expect(last(page)).to_contain_text("Love in the Big City")
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        assert await page.evaluate("document.querySelector('.timeline').scrollWidth") <= width
        await screenshot(page, f"phone-{width}")
        await page.get_by_role("button", name="Open servers and channels").click()
        await screenshot(page, f"phone-{width}-drawer")
        await page.get_by_role("button", name="reviews, text channel").click()
        await expect(page.locator("#place")).to_contain_text("reviews")
        await page.get_by_role("button", name="Members").click()
        await expect(page.get_by_role("complementary").get_by_role("button", name="Theo")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("complementary").get_by_role("button", name="Theo")).not_to_be_visible()


CONTRAST = """el => {
    const parse = text => {
        const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1}).getContext('2d');
        canvas.fillStyle = text;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    let ground = el;
    while (ground && parse(getComputedStyle(ground).backgroundColor)[3] < 255) ground = ground.parentElement;
    const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
        .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const [a, b] = [light(parse(getComputedStyle(el).color)), light(parse(getComputedStyle(ground).backgroundColor))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}"""

READ = (
    "#guild-head h2", ".channel:not(.is-current)", ".channel.is-current", ".channels__category", ".top__name",
    ".top__topic", ".content", ".name", ".when", ".divider", ".acting .hint", ".person__name", ".aside__group", ".note",
    ".button--primary", ".button--secondary", ".button--success", ".text-display", ".select__placeholder", ".tag",
    ".reply",
)  # fmt: skip


@pytest.mark.parametrize("scheme", ["dark", "light"])
async def test_words_stand_out_from_their_ground(visit: Visit, screenshot: Any, scheme: str) -> None:
    page = await visit("mina", "watch-party", scheme=scheme)
    await box(page).fill("Plain words")
    await box(page).press("Enter")
    await expect(page.locator(".content", has_text="Plain words").last).to_be_visible()
    await run(page, "gallery")
    await expect(last(page)).to_contain_text("Love in the Big City")
    await run(page, "secret")
    await expect(last(page)).to_contain_text("Between the two of us.")
    await screenshot(page, f"desktop-{scheme}")
    poor = {}
    for selector in READ:
        ratio = await page.locator(selector).first.evaluate(CONTRAST)
        if ratio < 4.5:
            poor[selector] = round(ratio, 2)
    assert poor == {}


NAMELESS = """() => [...document.querySelectorAll('button, a[href], input, textarea, [role=option], nav')]
    .filter(el => el.getClientRects().length && !el.closest('[aria-hidden=true]'))
    .filter(el => !(el.ariaLabel || el.getAttribute('aria-labelledby') || el.textContent.trim() || el.labels?.length))
    .map(el => el.outerHTML.slice(0, 120))"""


async def test_every_control_has_a_name_for_screen_readers(visit: Visit) -> None:
    page = await visit()
    await run(page, "gallery")
    await expect(last(page)).to_contain_text("Love in the Big City")
    await last(page).hover()
    assert await page.evaluate(NAMELESS) == []
    await box(page).press_sequentially("/find ")
    await page.get_by_role("button", name="Add friend").click()
    await page.get_by_role("option", name="Theo").wait_for()
    assert await page.evaluate(NAMELESS) == []
    await page.get_by_role("button", name="Leave the command").click()
    await run(page, "form")
    await page.get_by_role("dialog").wait_for()
    assert await page.evaluate(NAMELESS) == []


async def test_the_theme_is_chosen_once_and_remembered(visit: Visit) -> None:
    page = await visit(scheme="dark")
    dark = await page.evaluate("getComputedStyle(document.querySelector('.main')).backgroundColor")
    await page.get_by_role("button", name="Switch to light colours").click()
    light = await page.evaluate("getComputedStyle(document.querySelector('.main')).backgroundColor")
    assert light != dark
    await page.reload()
    await page.get_by_role("button", name="Switch to dark colours").wait_for()
    assert await page.evaluate("getComputedStyle(document.querySelector('.main')).backgroundColor") == light


async def test_the_first_steps_can_be_dismissed_for_good(visit: Visit) -> None:
    page = await visit()
    steps = page.get_by_role("region", name="First steps")
    await expect(steps.get_by_role("button", name="Try: /review write")).to_be_visible()
    await steps.get_by_role("button", name="Dismiss first steps").click()
    await expect(steps).to_have_count(0)
    await page.reload()
    await page.locator("#place").wait_for()
    await page.wait_for_timeout(300)
    await expect(steps).to_have_count(0)


async def test_the_newest_words_stay_in_sight_above_the_first_steps_and_a_long_draft(
    visit: Visit, stage: Stage
) -> None:
    _guild, channel = stage.channel("watch-party")
    for number in range(40):
        stage.discord.people.say(stage.user("mina"), channel, {"content": f"Line {number}"})
    page = await visit(channel="watch-party", viewport=PHONE)
    await page.get_by_role("region", name="First steps").wait_for()
    newest = page.get_by_text("Line 39", exact=True)
    await expect(newest).to_be_in_viewport(ratio=1)
    assert await page.evaluate(BELOW) <= 1
    await box(page).fill("a long draft\n" * 12)
    await expect(newest).to_be_in_viewport(ratio=1)
    await page.wait_for_function(f"() => ({BELOW})() <= 1")
    grow = "() => { [...document.querySelectorAll('.message')].at(-1).style.paddingBottom = '%dpx'; }"
    await page.evaluate(grow % 300)
    await page.wait_for_function(f"() => ({BELOW})() <= 1")
    await page.locator(".timeline").evaluate("list => list.scrollBy(0, -500)")
    await page.wait_for_timeout(200)
    await page.evaluate(grow % 600)
    await page.wait_for_timeout(200)
    assert await page.evaluate(BELOW) > 300, "who reads further up is not pulled down"


async def test_nothing_on_the_page_comes_from_elsewhere_or_runs_inline(visit: Visit, stage: Stage) -> None:
    page = await visit()
    response = await page.request.get(stage.discord.page_url)
    text = await response.text()
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert not re.search(r"(src|href)=\"(?!/static/|#)", text)
    assert "style=" not in text
    assert not re.search(r"<script(?![^>]*src=)", text)
    fetched = await page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert fetched
    assert all(name.startswith(stage.discord.page_url) for name in fetched)


STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


async def test_the_strictest_content_policy_is_enough(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_PAGE_POLICY", STRICT)
    page = await visit()
    response = await page.reload()
    assert response is not None
    assert response.headers["content-security-policy"] == STRICT
    await run(page, "gallery")
    await last(page).get_by_role("combobox", name="Where are you?").click()
    await page.get_by_role("option", name="Episode 2").click()
    await run(page, "form")
    await expect(page.get_by_role("dialog", name="A form with everything")).to_be_visible()


async def test_a_member_sees_no_stray_signs_around_the_names_of_places(visit: Visit) -> None:
    page = await visit("alice")
    await expect(page.locator("#guild-head")).to_have_text("The Rooftop Club")
    assert "null" not in await page.locator("body").inner_text()
    assert "undefined" not in await page.locator("body").inner_text()
