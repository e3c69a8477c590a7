"""Old lists on a page as wide as a phone: a file of every service, what is asked, the report, columns, and undo."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio
from playwright.async_api import Browser, FilePayload, Locator, Page, expect

from tests.browser.conftest import PATIENCE_MS, PHONE
from tests.browser.steps import box, last, lobby
from tests.domain.lists import samples
from tests.loopback.discord import TestDiscord
from tests.loopback.running import running_bot

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

# One file of each service as it is downloaded there, and how many of its series the catalogue has.
FILES = {
    "MyAnimeList": ("animelist.xml.gz", samples.MYANIMELIST_GZ, 1),
    "AniList": ("anilist.json", json.dumps(samples.ANILIST).encode(), 1),
    "Letterboxd": ("letterboxd.zip", samples.LETTERBOXD, 1),
    "Trakt": ("trakt.zip", samples.TRAKT, 3),
    "TV Time": ("gdpr.zip", samples.TVTIME, 2),
    "Serializd": ("serializd.json", samples.SERIALIZD.encode(), 2),
    "MyDramaList": ("list.txt", samples.MYDRAMALIST.encode(), 3),
}
# Seven that may be several, for two pages of five.
DOUBTFUL = ["Reset", "Full House", "Once Again", "Meteor Garden", "Love Sick", "Ossan's Love", "A Love So Beautiful"]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Page]:
    """Alice's phone, in the lobby."""
    async with AsyncExitStack() as stack:
        discord = await stack.enter_async_context(TestDiscord())
        stack.enter_context(discord.library_pointed_here())
        database = tmp_path_factory.mktemp("lists") / "linger.sqlite3"
        running = await stack.enter_async_context(running_bot(discord, database))
        await running.app.outside.keep([samples.GIVEN])
        yield await stack.enter_async_context(lobby(browser, discord, PHONE, patience_ms=PATIENCE_MS))


async def bring(page: Page, name: str, data: bytes) -> Locator:
    """Upload a file with /import file; the bot's answer."""
    answers = await page.locator(".message:not(.message--local)").count()
    await box(page).fill("")
    await box(page).press_sequentially("/import file ")
    file = FilePayload(name=name, mimeType="application/octet-stream", buffer=data)
    await page.get_by_label("file (required)").set_input_files(file)
    await page.get_by_role("button", name="Run /import file").click()
    await expect(page.locator(".message:not(.message--local)")).to_have_count(answers + 1)
    return last(page)


async def fits(page: Page) -> None:
    """Nothing stands out of the screen to the side."""
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


async def press(message: Locator, name: str) -> None:
    await message.get_by_role("button", name=re.compile(name)).click()


async def test_the_file_of_every_service_is_reported_and_undone(page: Page) -> None:
    for service, (name, data, known) in FILES.items():
        answer = await bring(page, name, data)
        await expect(answer).to_contain_text(f"Your list from {service}")
        await expect(answer).to_contain_text(re.compile(rf"{known} series (was|were) found"))
        await expect(answer).to_contain_text("import-report.txt")
        await fits(page)
        await press(answer, "Undo the import")
        await expect(answer).to_contain_text("This import is undone.")


async def test_what_may_be_several_is_asked_five_on_a_page(page: Page) -> None:
    rows = "".join(f'"{title}",Completed\n' for title in DOUBTFUL)
    answer = await bring(page, "mine.csv", f"Title,Status\n{rows}".encode())
    await press(answer, f"Look at {len(DOUBTFUL)} doubtful ones")
    await expect(answer).to_contain_text("Which one do you mean? (page 1 of 2)")
    await expect(answer.get_by_role("combobox")).to_have_count(5)
    await fits(page)
    await answer.get_by_role("combobox").first.click()
    await page.get_by_role("option", name=re.compile("^Reset.*TH, 2025")).click()
    await expect(answer).not_to_contain_text("Reset")
    await press(answer, "Later")
    await expect(answer.get_by_role("combobox")).to_have_count(1)
    await answer.get_by_role("combobox").click()
    await page.get_by_role("option", name="None of these").click()
    await press(answer, "Back to the report")
    await expect(answer).to_contain_text(re.compile(r"1 series was found"))
    await press(answer, "Undo the import")
    await expect(answer).to_contain_text("1 series is as it was")


async def test_the_columns_of_a_table_are_said_in_menus(page: Page) -> None:
    table = "Werk;Sterne bei mir;Land\nBad Buddy;4,5;TH\nSemantic Error;5;KR\n"
    answer = await bring(page, "tabelle.csv", table.encode())
    await expect(answer).to_contain_text("Say at least which one holds the titles")
    await fits(page)
    for place, column in enumerate(("Title", "Rating")):
        await answer.get_by_role("combobox").nth(place).click()
        await page.get_by_role("option", name=column, exact=True).click()
        await expect(answer.get_by_role("combobox").nth(place)).to_contain_text(column)
    await press(answer, "Read the list")
    await expect(answer).to_contain_text("2 series were found")
    await expect(answer).to_contain_text("Columns that were not read: “Land”")
    await box(page).fill("")
    await box(page).press_sequentially("/series ")
    await page.get_by_role("combobox", name=re.compile("^query")).press_sequentially("bad buddy")
    await page.get_by_role("option", name=re.compile("^Bad Buddy")).first.click()
    await page.get_by_role("button", name="Run /series").click()
    await expect(last(page)).to_contain_text("Bad Buddy")
    await fits(page)
