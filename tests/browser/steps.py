"""What the tests do again and again."""

from __future__ import annotations

from playwright.async_api import Locator, Page


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
