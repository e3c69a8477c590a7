"""What the tests do again and again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Locator, Page, ViewportSize

from tests.loopback.discord import TestDiscord
from tests.loopback.hall import CLUB


@asynccontextmanager
async def lobby(
    browser: Browser, discord: TestDiscord, viewport: ViewportSize, *, patience_ms: int
) -> AsyncIterator[Page]:
    """Alice's browser, in the lobby."""
    context = await browser.new_context(viewport=viewport, color_scheme="dark", locale="en-GB")
    page = await context.new_page()
    page.set_default_timeout(patience_ms)
    place = f"{discord.guild_id(CLUB)}/{discord.channel_id('#lobby', guild=CLUB)}"
    await page.goto(f"{discord.page_url}?as={discord.user_id('alice')}#/{place}")
    await page.locator("#place").wait_for()
    yield page
    await context.close()


def box(page: Page) -> Locator:
    """Where one writes."""
    return page.locator("#composer")


async def run(page: Page, command: str) -> None:
    """Types a command without options and sends it."""
    await box(page).fill("")
    await box(page).press_sequentially(f"/{command}")
    await page.get_by_role("option", name=f"/{command}").first.wait_for()
    await box(page).press("Enter")
    await page.get_by_role("button", name=f"Run /{command}").click()


def last(page: Page) -> Locator:
    """The newest message."""
    return page.locator(".message:not(.message--local)").last


async def hidden(spoiler: Locator) -> bool:
    """Whether nothing under the cover can be seen or reached: by computed style, for every element in it."""
    return await spoiler.evaluate(
        """cover => {
            const content = cover.querySelector('.spoiler__content');
            const all = [content, ...content.querySelectorAll('*')];
            return content.inert && all.every(el => getComputedStyle(el).visibility === 'hidden');
        }"""
    )
