"""Headless Chromium and its windows for all tests; a loopback Discord and the gallery bot for those of a module."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import yarl
from discord.asset import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route
from playwright.async_api import Browser, ConsoleMessage, Page, ViewportSize, async_playwright, expect

from bot.playground.server import LoopbackDiscord
from tests.browser.gallery import GalleryBot

BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# Each window would load two pages of the browser's own below its address bar, which takes longer than loading ours.
# Of several lists the last one counts, so that it repeats what Playwright switches off and matters here.
_OFF = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "AimEnabled", "HttpsUpgrades", "OptimizationHints", "PaintHolding")
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    f"--disable-features={','.join(_OFF)}",
]
DESKTOP = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)
LOCALE = "en-GB"
# What is waited for ends the wait; a machine that is busy with other things may take long.
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)


def chromium() -> str:
    """Where the browser is; skips the test, and says why, where there is none."""
    for name in BROWSERS:
        path = shutil.which(name)
        if path:
            return path
    pytest.skip(f"no Chromium here (looked for {', '.join(BROWSERS)}); scripts/install-browser.sh installs one")


@dataclass
class Stage:
    """Everything that runs: the server, the bot on it, the browser."""

    discord: LoopbackDiscord
    bot: GalleryBot
    browser: Browser

    def user(self, name: str) -> str:
        """The id of a sample member."""
        return next(user.id for user in self.discord.world.users.values() if user.data["username"] == name)

    def channel(self, name: str) -> tuple[str, str]:
        """Server and channel id of a sample channel."""
        found = next(one for one in self.discord.world.channels.values() if one.data.get("name") == name)
        return str(found.guild_id), found.id


@contextlib.asynccontextmanager
async def running_bot(server: LoopbackDiscord) -> AsyncIterator[GalleryBot]:
    """The gallery bot, connected and ready; discord.py speaks to `server` meanwhile."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, Asset.BASE
    Route.BASE, Asset.BASE = server.api_url, server.cdn_url
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(server.gateway_url)
    bot = GalleryBot()
    await bot.login(server.token)
    running = asyncio.create_task(bot.connect())
    try:
        async with asyncio.timeout(30):
            await bot.wait_until_ready()
        yield bot
    finally:
        await bot.close()
        await asyncio.gather(running, return_exceptions=True)
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, Asset.BASE = before


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    path = chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def stage(browser: Browser) -> AsyncIterator[Stage]:
    async with LoopbackDiscord() as server, running_bot(server) as bot:
        yield Stage(server, bot, browser)


Visit = Callable[..., Awaitable[Page]]


class Windows:
    """Windows that visits take one after the other, for opening a new one takes a second of a processor.

    Who takes one finds it empty: nothing is shown, nothing is remembered, the pointer is outside.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: list[Page] = []
        self._taken: list[Page] = []

    async def take(self, viewport: ViewportSize, scheme: Any) -> Page:
        page = self._free.pop() if self._free else await self._new()
        self._taken.append(page)
        await page.set_viewport_size(viewport)
        await page.emulate_media(color_scheme=scheme)
        return page

    async def _new(self) -> Page:
        return await (await self._browser.new_context(locale=LOCALE)).new_page()

    async def give_back(self) -> None:
        """What was taken is free again; what a test closed is not missed."""
        for page in self._taken:
            if not page.is_closed():
                await _emptied(page)
                self._free.append(page)
        self._taken.clear()


async def _emptied(page: Page) -> None:
    origin = yarl.URL(page.url).origin()
    await page.unroute_all()
    await page.mouse.move(-1, -1)
    await page.goto("about:blank")
    session = await page.context.new_cdp_session(page)
    await session.send("Storage.clearDataForOrigin", {"origin": str(origin), "storageTypes": "all"})
    await session.detach()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def windows(browser: Browser) -> Windows:
    return Windows(browser)


@pytest_asyncio.fixture(loop_scope="session")
async def visit(stage: Stage, windows: Windows) -> AsyncIterator[Visit]:
    """Opens the page as a member in a channel; whatever the console complains about fails the test."""
    complaints: list[str] = []
    contexts: list[Any] = []
    pages: list[Page] = []

    def hear_error(error: Any) -> None:
        complaints.append(f"error: {error}")

    def hear_line(line: ConsoleMessage) -> None:
        if line.type in ("error", "warning"):
            complaints.append(line.text)

    async def open_page(
        name: str = "mina",
        channel: str = "lobby",
        *,
        viewport: ViewportSize = DESKTOP,
        scheme: Any = "dark",
        **more: Any,
    ) -> Page:
        if more:
            context = await stage.browser.new_context(viewport=viewport, color_scheme=scheme, locale=LOCALE, **more)
            contexts.append(context)
            page = await context.new_page()
        else:
            page = await windows.take(viewport, scheme)
        pages.append(page)
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", hear_error)
        page.on("console", hear_line)
        guild_id, channel_id = stage.channel(channel)
        await page.goto(f"{stage.discord.page_url}?as={stage.user(name)}#/{guild_id}/{channel_id}")
        await page.locator("#place").wait_for()
        return page

    yield open_page
    for page in pages:
        page.remove_listener("pageerror", hear_error)
        page.remove_listener("console", hear_line)
    for context in contexts:
        await context.close()
    await windows.give_back()
    assert complaints == []


@pytest.fixture
def screenshot(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Page, str], Awaitable[None]]:
    """Keeps a picture of the page: in the folder of --screenshots, else in the test's temporary one."""
    kept = request.config.getoption("--screenshots", default=None)
    folder = Path(kept) if kept else tmp_path

    async def take(page: Page, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        await page.screenshot(path=folder / f"{name}.png")

    return take
