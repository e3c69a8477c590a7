"""The path of a newcomer, by clicking and typing: look up, review, vote, recommend, switch off."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PATIENCE_MS, PHONE
from tests.browser.steps import become, box, command, enter, last

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
ROOT = Path(__file__).parent.parent.parent


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def address(browser: Browser) -> AsyncIterator[str]:
    """The playground as `make playground` starts it, in a process of its own, with its sample reviews."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "playground", "--port", "0", cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(120):
            while True:
                line = (await process.stdout.readline()).decode()
                assert line, "the playground ended"
                if found := re.search(r"http://\S+", line):
                    break
        await everybody_speaks_english(found[0])
        yield found[0]
    finally:
        process.terminate()
        await process.wait()


async def everybody_speaks_english(address: str) -> None:
    """The sample members have their Discord in many languages; what this path reads is English."""
    async with aiohttp.ClientSession(f"{address.rstrip('/')}/playground/api/", raise_for_status=True) as session:
        async with session.get("state") as answer:
            users = (await answer.json())["users"]
        for user in users:
            async with session.patch(f"people/{user['id']}", json={"locale": "en-GB"}):
                pass


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, address: str, request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Page]:
    """A browser at the playground's door; a screenshot of how it ended is kept outside the tree."""
    context = await browser.new_context(viewport=DESKTOP, color_scheme="dark", locale="en-GB")
    page = await context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    await page.goto(address)
    await page.locator("#place").wait_for()
    yield page
    folder = Path(request.config.getoption("--screenshots") or tmp_path)
    await page.screenshot(path=folder / f"{request.node.name}.png")
    await context.close()


def readme_lines() -> list[str]:
    """What README tells newcomers to type."""
    told = (ROOT / "README.md").read_text("utf-8").split("Choose who you are", 1)[1]
    return told.split("```", 2)[1].strip().splitlines()


async def choose_by_keyboard(page: Page, name: str) -> None:
    """Become another member at the bottom left, without a mouse."""
    switch = page.get_by_role("button", name="You are acting as")
    for _press in range(100):
        if await switch.evaluate("one => one === document.activeElement"):
            break
        await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    people = page.get_by_role("listbox", name="Act as")
    await people.wait_for()
    at = await people.locator("[aria-selected=true]").get_attribute("id")
    chosen = await people.get_by_role("option").filter(has_text=name).first.get_attribute("id")
    assert at is not None
    assert chosen is not None
    steps = int(chosen.rsplit("-", 1)[1]) - int(at.rsplit("-", 1)[1])
    for _step in range(abs(steps)):
        await page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name=f"You are acting as {name}")).to_be_visible()


async def test_what_readme_says_to_type_works_by_keyboard_alone(page: Page) -> None:
    series, review, recommend, panel = readme_lines()
    await choose_by_keyboard(page, "Alice")
    await choose_by_keyboard(page, "Mina")  # whose server it is: the last line is for those who manage it
    suggested = page.locator("[role=listbox][aria-busy=false]").get_by_role("option")

    await expect(box(page)).to_be_focused()
    await page.keyboard.type(series)
    await suggested.filter(has_text="Love in the Big City").first.wait_for()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("대도시의 사랑법")

    await page.keyboard.type(review)
    await page.get_by_role("option", name=review).wait_for()
    await page.keyboard.press("Enter")
    await suggested.filter(has_text="Where Your Eyes Linger").first.wait_for()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog").get_by_label("Headline")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)

    await expect(box(page)).to_be_focused()
    await page.keyboard.type(recommend)
    await suggested.filter(has_text="Where Your Eyes Linger").first.wait_for()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("If you love")

    await page.keyboard.type(panel)
    await page.get_by_role("option", name=panel).wait_for()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("Settings · Channels")
    for line in (series, recommend):
        await expect(page.locator(".message", has_text=line)).to_have_count(0)  # nothing was said to everybody


async def test_a_series_is_found_by_a_misspelt_name(page: Page) -> None:
    await become(page, "Alice")
    await enter(page, "lobby")
    await command(page, "series", query="love in big citty")
    await expect(last(page)).to_contain_text("대도시의 사랑법")
    await expect(last(page).get_by_role("button", name="Spoiler, hidden").first).to_be_visible()


async def test_a_review_is_written_posted_and_voted_helpful(page: Page) -> None:
    await become(page, "Alice")
    await enter(page, "queer-corner")
    await command(page, "review write", series="semantic error")
    form = page.get_by_role("dialog")
    await form.get_by_label("Headline").fill("A deadline has never looked so tender")
    await form.get_by_label("Your review").fill("He programs, he draws, they fight.\n\nThen ||he waits in the rain||.")
    await form.get_by_label("Your rating").click()
    await page.get_by_role("option", name="9/10", exact=True).click()
    await form.get_by_label("How far you have watched").click()
    await page.get_by_role("option", name="Finished", exact=True).click()
    await form.get_by_role("button", name="Submit").click()
    await expect(last(page)).to_contain_text("Only you can see this")
    await last(page).get_by_role("button", name="Post", exact=True).click()
    post = page.locator(".message", has_text="A deadline has never looked so tender").last
    await expect(post).to_contain_text("Was this review helpful to you?")
    await expect(post.get_by_text("he waits in the rain")).to_be_hidden()

    await become(page, "Pablo")
    await enter(page, "queer-corner")
    await post.get_by_role("button", name=re.compile("^thumbsup")).click()
    await expect(post).to_contain_text("1 of 1 found this helpful")
    await post.get_by_role("button", name="Read").click()
    await expect(last(page)).to_contain_text("Show the rest anyway")
    await expect(last(page)).not_to_contain_text("he waits in the rain")


async def test_a_recommendation_comes_with_a_reason(page: Page) -> None:
    await become(page, "Nok")
    await enter(page, "lobby")
    await command(page, "recommend", like="where your eyes linger")
    await expect(last(page)).to_contain_text("If you love")
    await expect(last(page).get_by_role("button", name="Why?")).to_have_count(5)
    await last(page).get_by_role("button", name="Why?").first.click()
    await expect(last(page)).to_contain_text("%")


async def test_a_lineage_is_seen_whole(page: Page) -> None:
    await become(page, "Nok")
    await enter(page, "lobby")
    await command(page, "series", query="semantic error")
    await last(page).get_by_role("button", name="Lineage").click()
    drawn = last(page).get_by_role("img", name=re.compile("^Lineage of"))
    await expect(drawn).to_be_visible()
    for size in (DESKTOP, PHONE):
        await page.set_viewport_size(size)
        shown, natural = await drawn.evaluate(
            "async img => { await img.decode(); const box = img.getBoundingClientRect();"
            " return [box.width / box.height, img.naturalWidth / img.naturalHeight]; }"
        )
        assert shown == pytest.approx(natural, rel=0.02)


async def test_a_fresh_thread_is_named_and_one_press_away(page: Page) -> None:
    await become(page, "Alice")
    await enter(page, "lobby")
    await command(page, "discuss", series="semantic error")
    await expect(page.get_by_role("button", name="#Semantic Error")).to_be_visible(timeout=PATIENCE_MS)
    await expect(page.get_by_text("#No access")).to_have_count(0)
    await page.locator(".message", has_text="I opened").last.get_by_role("link", name="Go there").click()
    await expect(page.locator("#place")).to_contain_text("Semantic Error")
    await expect(page.get_by_text("the place for the series as a whole")).to_be_visible()


async def test_a_link_leads_to_its_message(page: Page) -> None:
    await become(page, "Haruka")
    await enter(page, "reviews")
    post = page.locator(".message:not(.message--ephemeral)", has_text="Eighty minutes").last
    await post.get_by_role("button", name="Read").click()
    await last(page).get_by_role("link", name="Go to the post and vote").click()
    await expect(post).to_be_in_viewport()
    await enter(page, "lobby")
    await command(page, "review read", series="where your eyes linger")
    await last(page).get_by_role("button", name="Read").click()
    await last(page).get_by_role("link", name="Go to the post and vote").click()
    await expect(page.locator("#place")).to_contain_text("reviews")
    await expect(post).to_be_in_viewport()


async def test_an_admin_switches_a_feature_off_and_on_again(page: Page) -> None:
    await become(page, "Mina")
    await enter(page, "lobby")
    await command(page, "config features")
    row = last(page).locator(".section", has_text="what to watch next, and why")
    await row.get_by_role("button", name="Switch off").click()
    await expect(row.get_by_role("button", name="Switch on")).to_be_visible()

    await become(page, "Nok")
    await enter(page, "lobby")
    await command(page, "recommend")
    await expect(last(page)).to_contain_text("switched off here")

    await become(page, "Mina")
    await enter(page, "lobby")
    await command(page, "config features")
    # Until the new panel is there, the old one is the newest message, and it can be pressed as well.
    await expect(page.locator(".message", has_text="What runs, and where")).to_have_count(2)
    row = last(page).locator(".section", has_text="what to watch next, and why")
    await row.get_by_role("button", name="Switch on").click()
    await expect(row.get_by_role("button", name="Switch off")).to_be_visible()


async def test_the_page_fits_a_phone(page: Page) -> None:
    await page.set_viewport_size(PHONE)
    await expect(page.locator("#place")).to_be_visible()
    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
