"""What the tests do again and again."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from types import MappingProxyType
from typing import Final

from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

from tests.loopback.discord import TestDiscord
from tests.loopback.hall import CLUB

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


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


async def become(page: Page, name: str) -> None:
    """Act as another member."""
    await page.get_by_role("button", name="You are acting as").click()
    await page.get_by_role("option", name=re.compile(name)).first.click()
    await expect(page.get_by_role("button", name=f"You are acting as {name}")).to_be_visible()


async def enter(page: Page, channel: str) -> None:
    """Go to a channel."""
    await (
        page.get_by_role("link", name=re.compile(f"^{channel}, "))
        .or_(page.get_by_role("button", name=re.compile(f"^{channel}, ")))
        .first.click()
    )
    await expect(page.locator("#place")).to_contain_text(channel)


async def command(page: Page, name: str, *, typed: Mapping[str, str] = NOTHING, **options: str) -> None:
    """Type a slash command, pick the first suggestion for each of its options, and send it. What is `typed` is sent as
    it stands."""
    await box(page).fill("")
    await box(page).press_sequentially(f"/{name} ")
    send = page.get_by_role("button", name=f"Run /{name}")
    await send.wait_for()  # from then on the options stand there, or can be added
    for option, words in {**options, **typed}.items():
        field = page.get_by_role("combobox", name=re.compile(f"^{option}"))
        if await field.count() == 0:
            await page.get_by_role("button", name=re.compile(f"Add {option}")).click()
        await field.press_sequentially(words)
        if option in typed:
            continue
        # Suggestions for what was typed before stay until those for the whole of it are there.
        first = page.locator("[role=listbox][aria-busy=false]").get_by_role("option").first
        await expect(first).to_contain_text(re.compile(re.escape(words.split()[0]), re.IGNORECASE))
        await field.press("Enter")
    await send.click()


async def hidden(spoiler: Locator) -> bool:
    """Whether nothing under the cover can be seen or reached: by computed style, for every element in it."""
    return await spoiler.evaluate(
        """cover => {
            const content = cover.querySelector('.spoiler__content');
            const all = [content, ...content.querySelectorAll('*')];
            return content.inert && all.every(el => getComputedStyle(el).visibility === 'hidden');
        }"""
    )
