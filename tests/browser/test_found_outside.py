"""A series that nobody here knows, on the page: looked up outside, taken over, with its poster, and reviewed."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.providers.door import Http
from bot.providers.protocol import Provider
from bot.providers.tvmaze import TVmaze
from bot.settings import Settings
from tests.browser.conftest import DESKTOP, PATIENCE_MS
from tests.browser.steps import box, last, lobby
from tests.loopback.discord import TestDiscord
from tests.loopback.running import running_bot
from tests.outside.services import add_tvmaze, serving, tvmaze_episode, tvmaze_show
from tests.outside.test_posters import picture, sent

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Page]:
    """Alice's browser, in the lobby of a server whose bot may ask a TVmaze of this machine."""
    async with AsyncExitStack() as stack:
        outside = await stack.enter_async_context(serving())
        image = {"medium": None, "original": f"{outside.home}/poster.png"}
        show = tvmaze_show(26020, "Zanzibar Fortress", image=image)
        episodes = [tvmaze_episode(1, number, "2017-06-10T12:00:00+00:00") for number in range(1, 17)]
        add_tvmaze(outside, show, embedded={26020: {"episodes": episodes}})
        outside.answers["/poster.png"] = sent(picture())  # type: ignore[assignment]  # it answers

        def asked(_settings: Settings, http: Http) -> Sequence[Provider]:
            return [TVmaze(http, outside.home)]

        discord = await stack.enter_async_context(TestDiscord())
        stack.enter_context(discord.library_pointed_here())
        database = tmp_path_factory.mktemp("found") / "linger.sqlite3"
        await stack.enter_async_context(
            running_bot(discord, database, new_providers=asked, trusted_pictures=outside.home)
        )
        yield await stack.enter_async_context(lobby(browser, discord, DESKTOP, patience_ms=PATIENCE_MS))


async def test_a_series_from_outside_is_looked_up_taken_over_and_reviewed(page: Page) -> None:
    await box(page).fill("")
    await box(page).press_sequentially("/series ")
    await page.get_by_role("combobox", name=re.compile("^query")).press_sequentially("zanzibar fortress")
    await page.get_by_role("button", name="Run /series").click()
    await expect(last(page)).to_contain_text("Found outside for “zanzibar fortress”")
    await last(page).get_by_role("combobox", name="Choose a series").click()
    await page.get_by_role("option", name=re.compile(r"^Zanzibar Fortress \(KR, 2017\)")).click()
    card = last(page)
    await expect(card).to_contain_text("16 episodes × 68 min")
    await expect(card).to_contain_text("A prosecutor & a detective share an office. (TVmaze)")
    poster = card.get_by_role("img", name="Poster of Zanzibar Fortress")
    await expect(poster).to_be_visible()
    await page.wait_for_function("image => image.naturalWidth > 100", arg=await poster.element_handle())

    await card.get_by_role("button", name="Write a review").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("Headline").fill("Cold hands, warm case")
    await form.get_by_label("Your review").fill("Nobody raises their voice, and I could not look away.")
    await form.get_by_label("Your rating").click()
    await page.get_by_role("option", name="9/10", exact=True).click()
    await form.get_by_label("How far you have watched").click()
    await page.get_by_role("option", name="Finished", exact=True).click()
    await form.get_by_role("button", name="Submit").click()
    await last(page).get_by_role("button", name="Post", exact=True).click()
    post = page.locator(".message", has_text="Cold hands, warm case").last
    await expect(post).to_contain_text("Zanzibar Fortress")
    await expect(post.get_by_role("img", name="Poster of Zanzibar Fortress")).to_be_visible()
