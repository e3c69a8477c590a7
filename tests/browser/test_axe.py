"""axe finds nothing to complain about, of whatever severity, in any view of the page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE, Stage, Visit
from tests.browser.steps import box, last, run

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
# Everything that WCAG 2.2 asks for up to AA, and what is good practice or still on trial in axe.
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"],
    },
    "resultTypes": ["violations"],
}


async def complaints(page: Page) -> dict[str, list[str]]:
    """What axe finds, by rule: each element's beginning, and what is wrong with it."""
    # What fades or slides in is judged once it stands.
    await page.evaluate("Promise.all(document.getAnimations().map(one => one.finished.catch(() => null)))")
    results = await Axe().run(page, options=RULES)
    assert results.response["passes"], "axe has looked at something"
    return {
        rule["id"]: [f"{node['html'][:160]}: {node['failureSummary']}" for node in rule["nodes"]]
        for rule in results.response["violations"]
    }


async def fresh(page: Page, stage: Stage) -> None:
    await page.get_by_role("region", name="First steps").wait_for()


async def card(page: Page, stage: Stage) -> None:
    await run(page, "gallery")
    await expect(last(page)).to_contain_text("Love in the Big City")
    await last(page).hover()


async def older_card(page: Page, stage: Stage) -> None:
    await run(page, "card")
    await expect(last(page)).to_contain_text("Semantic Error")


async def poll(page: Page, stage: Stage) -> None:
    await run(page, "poll")
    await expect(last(page)).to_contain_text("What next?")
    await last(page).get_by_role("radio", name="The Sign").click()
    await expect(last(page)).to_contain_text("100 %")


async def private_answer(page: Page, stage: Stage) -> None:
    await run(page, "secret")
    await expect(last(page)).to_contain_text("Between the two of us.")


async def failed_answer(page: Page, stage: Stage) -> None:
    await run(page, "silent")
    await expect(page.locator(".message--local")).to_contain_text("did not answer")


async def commands(page: Page, stage: Stage) -> None:
    await box(page).press_sequentially("/")
    await page.get_by_role("option", name="/gallery").wait_for()


async def command(page: Page, stage: Stage) -> None:
    await box(page).fill("/find ")
    await page.get_by_role("combobox", name="title (required)").fill("ling")
    await page.get_by_role("option", name="Where Your Eyes Linger").wait_for()
    await page.get_by_role("button", name="Add friend").click()
    await page.get_by_role("option", name="Theo").wait_for()


async def wrong_command(page: Page, stage: Stage) -> None:
    await box(page).fill("/find ")
    await page.get_by_role("button", name="Run /find").click()
    await page.get_by_role("alert").filter(has_text="required").wait_for()


async def form(page: Page, stage: Stage) -> None:
    await run(page, "form")
    await page.get_by_role("dialog").wait_for()
    await page.get_by_role("button", name="Submit").click()
    await page.get_by_text("Please").first.wait_for()


async def lists_and_files(page: Page, stage: Stage) -> None:
    await run(page, "pickers")
    await page.get_by_role("dialog").wait_for()
    await page.get_by_role("dialog").get_by_role("combobox").first.click()
    await page.get_by_role("option").first.wait_for()


async def choices(page: Page, stage: Stage) -> None:
    await card(page, stage)
    await last(page).get_by_role("combobox", name="Who watches with you?").click()
    await page.get_by_role("option", name="Theo").click()


async def member_card(page: Page, stage: Stage) -> None:
    await page.get_by_role("complementary").get_by_role("button", name="Theo").click()
    await page.get_by_role("dialog", name="Theo").wait_for()


async def message_menu(page: Page, stage: Stage) -> None:
    await card(page, stage)
    await last(page).get_by_role("button", name="More actions").click()
    await page.get_by_role("menu").wait_for()


async def switcher(page: Page, stage: Stage) -> None:
    await page.get_by_role("button", name="You are acting as").click()
    await page.get_by_role("listbox", name="Act as").wait_for()


async def pins(page: Page, stage: Stage) -> None:
    await page.get_by_role("button", name="Pinned messages").click()
    await page.get_by_role("dialog", name="Pinned messages").wait_for()


async def threads(page: Page, stage: Stage) -> None:
    await page.get_by_role("button", name="Threads", exact=True).click()
    await page.get_by_role("dialog", name="Threads").wait_for()


async def emoji(page: Page, stage: Stage) -> None:
    await page.get_by_role("button", name="Insert an emoji").click()
    await page.locator(".popup--emoji").wait_for()


async def talk(page: Page, stage: Stage) -> None:
    """Everything that people write: days, a line "New", replies, markdown, reactions, hidden words."""
    _, channel = stage.channel("lobby")
    mina, theo = stage.user("mina"), stage.user("theo")
    marked = "**Bold** `code` ||they kiss|| <t:1700000000:R>\n> so good\n- one\n-# small\n```py\nx\n```"
    words = f"### Finale\n{marked}\n# Ending <@{mina}>"
    said = stage.discord.people.say(theo, channel, {"content": words})
    stage.discord.people.react(theo, channel, said["id"], "👍")
    reply = {"content": "Indeed 🎉", "message_reference": {"message_id": said["id"], "channel_id": channel}}
    stage.discord.people.say(mina, channel, reply)
    stage.discord.people.pin(mina, channel, said["id"], pinned=True)
    await expect(page.get_by_text("Indeed").last).to_be_visible()
    await page.locator(".message", has_text="Finale").first.hover()


async def nothing_more(page: Page, stage: Stage) -> None:
    await page.locator("#place").wait_for()


async def new_post(page: Page, stage: Stage) -> None:
    await page.get_by_role("button", name="New post").click()
    await page.get_by_role("dialog").wait_for()


async def open_drawer(page: Page, stage: Stage) -> None:
    await page.get_by_role("button", name="Open servers and channels").click()


View = Callable[[Page, Stage], Awaitable[None]]
VIEWS: dict[str, tuple[View, str, dict[str, Any]]] = {
    "a fresh visit": (fresh, "lobby", {}),
    "talk": (talk, "lobby", {}),
    "a card": (card, "lobby", {}),
    "a card of the older kind": (older_card, "lobby", {}),
    "a poll": (poll, "lobby", {}),
    "an answer for one alone": (private_answer, "lobby", {}),
    "an answer that failed": (failed_answer, "lobby", {}),
    "the list of commands": (commands, "lobby", {}),
    "a command": (command, "lobby", {}),
    "a command with a fault": (wrong_command, "lobby", {}),
    "a form": (form, "lobby", {}),
    "lists in a form": (lists_and_files, "lobby", {}),
    "a list on a card": (choices, "lobby", {}),
    "a member": (member_card, "lobby", {}),
    "a menu": (message_menu, "lobby", {}),
    "whom to act as": (switcher, "lobby", {}),
    "what is pinned": (pins, "lobby", {}),
    "threads": (threads, "lobby", {}),
    "emoji": (emoji, "lobby", {}),
    "a forum": (nothing_more, "series-talk", {}),
    "a new post": (new_post, "series-talk", {}),
    "a phone": (nothing_more, "lobby", {"viewport": PHONE}),
    "a phone's list of channels": (open_drawer, "lobby", {"viewport": PHONE}),
    "talk in light colours": (talk, "lobby", {"scheme": "light"}),
    "a card in light colours": (card, "lobby", {"scheme": "light"}),
    "a command in light colours": (command, "lobby", {"scheme": "light"}),
    "a form in light colours": (form, "lobby", {"scheme": "light"}),
    "a forum in light colours": (nothing_more, "series-talk", {"scheme": "light"}),
}


@pytest.mark.parametrize("view", VIEWS)
async def test_axe_finds_nothing(visit: Visit, stage: Stage, view: str) -> None:
    show, channel, options = VIEWS[view]
    page = await visit("mina", channel, **options)
    await show(page, stage)
    assert await complaints(page) == {}
