"""People among themselves: messages, reactions, threads, forums, unread marks."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Stage, Visit
from tests.browser.gallery import PIXEL
from tests.browser.steps import box, hidden, last

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_message_reaches_other_members_at_once(visit: Visit) -> None:
    mina, theo = await visit("mina", "backstage"), await visit("theo", "backstage")  # where nobody else writes
    await box(mina).fill("Tea is ready **now**")
    await box(mina).press("Enter")
    await expect(last(theo)).to_contain_text("Tea is ready now")
    await expect(last(theo).locator("strong", has_text="now")).to_be_visible()
    await expect(last(theo).get_by_role("button", name="Mina", exact=True)).to_be_visible()
    await expect(box(mina)).to_have_value("")


async def test_reactions_count_and_mark_ones_own(visit: Visit) -> None:
    mina, theo = await visit("mina", "reviews"), await visit("theo", "reviews")
    await box(mina).fill("Was this helpful?")
    await box(mina).press("Enter")
    await expect(last(theo)).to_contain_text("Was this helpful?")
    await last(theo).hover()
    await last(theo).get_by_role("button", name="Add reaction").click()
    await theo.get_by_role("gridcell", name="thumbsup").click()
    mine = last(theo).get_by_role("button", name="thumbsup, 1 reaction")
    await expect(mine).to_have_attribute("aria-pressed", "true")
    await last(mina).get_by_role("button", name="thumbsup, 1 reaction").click()
    both = last(theo).get_by_role("button", name="thumbsup, 2 reactions")
    await expect(both).to_have_attribute("aria-pressed", "true")
    await both.click()
    await expect(last(mina).get_by_role("button", name="thumbsup, 1 reaction")).to_have_attribute(
        "aria-pressed", "true"
    )


async def test_a_thread_is_started_from_a_message_and_opens(visit: Visit) -> None:
    page = await visit("mina", "queer-corner")
    await box(page).fill("Shall we talk about the ending?")
    await box(page).press("Enter")
    await expect(last(page)).to_contain_text("the ending")
    await last(page).hover()
    await last(page).get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Start thread").click()
    await page.get_by_label("Thread name").fill("The ending")
    await page.get_by_role("button", name="Start thread").click()
    await expect(page.locator("#place")).to_contain_text("The ending")
    about = page.get_by_role("button", name=re.compile(r"^What this is about, by Mina ?: Shall we talk"))
    await about.click()
    await expect(page.locator("#place")).to_contain_text("queer-corner")
    await page.locator(".thread-card", has_text="The ending").click()
    await box(page).fill("I cried")
    await box(page).press("Enter")
    await expect(last(page)).to_contain_text("I cried")
    await page.get_by_role("button", name="Back to queer-corner").click()
    await expect(page.locator(".thread-card", has_text="The ending")).to_be_visible()


async def test_a_forum_lists_posts_and_takes_new_ones(visit: Visit, screenshot: Any) -> None:
    page = await visit("mina", "series-talk")
    await page.get_by_role("button", name="New post").click()
    form = page.get_by_role("dialog", name="New post in series-talk")
    await form.get_by_label("Title").fill("The Eighth Sense")
    await form.get_by_label("Message").fill("Surf, snow and ||a kiss||")
    await form.get_by_role("checkbox", name="finished").check()
    await form.get_by_role("button", name="Post", exact=True).click()
    await expect(page.locator("#place")).to_contain_text("The Eighth Sense")
    await page.get_by_role("button", name="Back to series-talk").click()
    post = page.get_by_role("button", name=re.compile("The Eighth Sense, finished"))
    await expect(post).to_contain_text("Surf, snow and ▇▇▇▇")
    await screenshot(page, "forum")
    await page.get_by_role("button", name="airing").click()
    await expect(post).to_have_count(0)


async def test_becoming_another_member_changes_what_is_seen(visit: Visit) -> None:
    page = await visit("mina", "backstage")
    await page.get_by_role("button", name=re.compile("^You are acting as Mina ?, Owner")).click()
    await expect(page.get_by_role("option", name=re.compile("Theo"))).to_contain_text("American English")
    await page.get_by_role("option", name=re.compile("^Alice")).click()
    await expect(page.get_by_role("button", name=re.compile("^You are acting as Alice ?, Member"))).to_be_visible()
    await expect(page.get_by_role("button", name="backstage")).to_have_count(0)
    assert "as=" in page.url


async def test_unread_channels_are_marked_and_reading_clears_the_mark(visit: Visit) -> None:
    mina, theo = await visit("mina", "lobby"), await visit("theo", "reviews")
    await box(theo).fill("Something new")
    await box(theo).press("Enter")
    unread = mina.get_by_role("button", name="reviews, text channel, unread")
    await expect(unread).to_be_visible()
    await unread.click()
    await expect(last(mina)).to_contain_text("Something new")
    await mina.get_by_role("button", name="lobby, text channel").click()
    await expect(mina.get_by_role("button", name="reviews, text channel", exact=True)).to_be_visible()


async def test_a_reply_names_whom_it_answers(visit: Visit) -> None:
    page = await visit()
    await box(page).fill("Who is in?")
    await box(page).press("Enter")
    await expect(last(page)).to_contain_text("Who is in?")
    await last(page).hover()
    await last(page).get_by_role("button", name="Reply").click()
    await expect(page.get_by_text("Replying to Mina")).to_be_visible()
    await page.keyboard.type("Me")
    await page.keyboard.press("Enter")
    await expect(last(page).get_by_role("button", name=re.compile(r"^Reply to Mina ?: Who is in\?"))).to_be_visible()


async def test_files_go_along_with_a_message_and_spoiler_files_are_covered(visit: Visit) -> None:
    mina, theo = await visit("mina"), await visit("theo")
    files = [
        {"name": "SPOILER_end.png", "mimeType": "image/png", "buffer": PIXEL},
        {"name": "list.txt", "mimeType": "text/plain", "buffer": b"one"},
    ]
    await mina.locator("input[type=file]").set_input_files(files)
    await expect(mina.get_by_role("button", name="Remove list.txt")).to_be_visible()
    await box(mina).fill("Two files")
    await box(mina).press("Enter")
    await expect(last(theo)).to_contain_text("Two files")
    await expect(last(theo).get_by_role("link", name="list.txt")).to_be_visible()
    cover = last(theo).get_by_role("button", name="Spoiler: attachment, hidden")
    assert await hidden(cover)
    await cover.click()
    await expect(last(theo).get_by_role("button", name="Enlarge")).to_be_visible()


async def test_super_reactions_are_marked(visit: Visit) -> None:
    page = await visit("mina", "watch-party")
    await box(page).fill("What a finale")
    await box(page).press("Enter")
    await expect(last(page)).to_contain_text("What a finale")
    await last(page).hover()
    await last(page).get_by_role("button", name="Add reaction").click()
    await page.get_by_role("button", name="Super reaction").click()
    await page.get_by_role("gridcell", name="fire").click()
    await expect(last(page).get_by_role("button", name="fire, 1 reaction, with super reactions")).to_be_visible()


async def test_all_threads_of_a_channel_are_listed_and_started_from_its_header(visit: Visit) -> None:
    page = await visit("mina", "watch-party")
    await page.get_by_role("button", name="Threads", exact=True).click()
    await page.get_by_role("button", name="Start a thread").click()
    await page.get_by_label("Thread name").fill("Snacks")
    await page.get_by_role("button", name="Start thread").click()
    await expect(page.locator("#place")).to_contain_text("Snacks")
    await page.get_by_role("button", name="Back to watch-party").click()
    await page.get_by_role("button", name="Threads", exact=True).click()
    await expect(page.get_by_role("dialog", name="Threads").get_by_role("button", name="Snacks")).to_be_visible()


async def test_the_address_of_a_message_is_shown_as_its_place(visit: Visit, stage: Stage) -> None:
    guild, reviews = stage.channel("reviews")
    _guild, lobby = stage.channel("lobby")
    said = stage.discord.people.say(stage.user("mina"), reviews, {"content": "Here it is."})
    place = f"https://discord.com/channels/{guild}/{reviews}"
    words = f"{place}/{said['id']} and {place} and https://discord.com/channels/{guild}/1/2"
    stage.discord.people.say(stage.user("mina"), lobby, {"content": words})
    page = await visit()
    links = last(page).get_by_role("link")
    assert await links.all_inner_texts() == ["#reviews › 💬", "#reviews", f"https://discord.com/channels/{guild}/1/2"]
    await links.first.click()
    await expect(page.locator("#place")).to_contain_text("reviews")
    await expect(page.get_by_text("Here it is.")).to_be_in_viewport()
