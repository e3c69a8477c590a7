"""The documents for admins and members, followed literally in the page by the admin of a server that is new.

Each walk notes everything that it reads. What a document calls by its name (bold or quoted) has to have been met.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, FilePayload, Locator, Page, expect

from bot.playground.people.servers import PeopleServers
from bot.playground.world.permissions import P
from bot.playground.world.sample import overwrite
from bot.providers.anilist import AniList
from bot.providers.door import Http
from bot.providers.protocol import Provider
from bot.settings import Settings
from tests.browser.conftest import PATIENCE_MS
from tests.browser.steps import NOTHING, become, box, command, enter, last
from tests.domain.lists import samples
from tests.loopback.discord import TestDiscord
from tests.loopback.running import running_bot
from tests.outside.services import serving

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]
DOCS = Path(__file__).parent.parent.parent / "docs"
SERVER = "Next Door"
FORUM, NEWS = 15, 5
# Said of what is not to be pressed or read: sentences that matter, and names that the page of settings gives.
EMPHASIS = {
    "discussion",
    "Any CSV",
    "Doubtful ones are asked",
    "Ratings",
    "Sure ones are taken",
    "What is not in the catalogue is listed",
    "adds and never takes away",
    "under a number that leads to nobody",
    "What is stored for this can't be used",  # only where somebody has edited the database
}


def named(page: str) -> set[str]:
    """What a document names: what is bold or quoted in it."""
    prose = re.sub(r"```.*?```", "", (DOCS / f"{page}.md").read_text("utf-8"), flags=re.DOTALL)
    found = (bold or quoted for bold, quoted in re.findall(r"\*\*(.+?)\*\*|“(.+?)”", prose, flags=re.DOTALL))
    return {" ".join(words.split()) for words in found} - EMPHASIS


def told(page: str, words: str) -> None:
    """The document says it in these words, line ends aside."""
    assert words in " ".join((DOCS / f"{page}.md").read_text("utf-8").split()), f"{page}.md no longer says “{words}”"


@dataclass
class Walk:
    """Somebody who follows a document, and everything they have read."""

    page: Page
    discord: TestDiscord
    read: list[str] = field(default_factory=list)

    @property
    def answer(self) -> Locator:
        """The newest message."""
        return last(self.page)

    def post(self, words: str) -> Locator:
        """The newest message for everybody that has these words."""
        return self.page.locator(".message:not(.message--ephemeral)", has_text=words).last

    def answered(self, words: str) -> Locator:
        """The newest message that has these words; something may have been said since."""
        return self.page.locator(".message:not(.message--local)", has_text=words).last

    async def note(self, shown: Locator) -> None:
        self.read.append(" ".join((await shown.inner_text()).split()))
        self.read += [await one.get_attribute("aria-label") or "" for one in await shown.get_by_role("combobox").all()]

    async def says(self, *words: str | re.Pattern[str], of: Locator | None = None) -> None:
        """The newest answer, or `of`, has these words."""
        shown = of or self.answer
        for each in words:
            await expect(shown).to_contain_text(each)
        await self.note(shown)

    async def type(self, name: str, *, typed: Mapping[str, str] = NOTHING, says: str, **options: str) -> None:
        """Run a command; its answer has the words of `says`."""
        messages = self.page.locator(".message:not(.message--local)")
        before = await messages.count()
        await command(self.page, name, typed=typed, **options)
        await expect(messages).not_to_have_count(before)
        await self.says(says)

    async def type_form(self, name: str, **options: str) -> None:
        """Run a command that opens a form."""
        await command(self.page, name, **options)
        await self.page.get_by_role("dialog").wait_for()

    async def enter(self, channel: str) -> None:
        await enter(self.page, channel)

    async def press(self, name: str, *, on: Locator | None = None) -> None:
        button = (on or self.answer).get_by_role("button", name=name).first
        await self.note(on or self.answer)
        await button.click()

    async def pick(self, menu: str, option: str) -> None:
        """Choose in a menu or picker of the newest answer."""
        await self.answer.get_by_role("combobox", name=menu).click()
        found = self.page.get_by_role("option")
        await found.first.wait_for()
        self.read += [" ".join((await each.inner_text()).split()) for each in await found.all()]
        await found.filter(has_text=option).first.click()
        await self.page.keyboard.press("Escape")  # a list of several is closed by hand

    async def form(self, fill: Mapping[str, str] = NOTHING, choose: Mapping[str, str] = NOTHING) -> None:
        """Fill the form that is open in, and send it."""
        form = self.page.get_by_role("dialog")
        await form.wait_for()
        await self.note(form)
        for label, words in fill.items():
            await form.get_by_label(label).first.fill(words)
        for label, option in choose.items():
            await form.get_by_label(label).first.click()
            await self.page.get_by_role("option", name=option, exact=True).click()
        await form.get_by_role("button", name="Submit").click()
        await expect(form).to_have_count(0)

    async def be(self, name: str, channel: str = "patio") -> None:
        await become(self.page, name)
        await self.page.get_by_role("button", name=SERVER).or_(self.page.get_by_role("link", name=SERVER)).first.click()
        await enter(self.page, channel)

    async def messages_to(self, name: str) -> Locator:
        """What the bot wrote to somebody alone."""
        await become(self.page, name)
        await self.page.get_by_role("button", name="Direct messages").first.click()
        await expect(self.page.locator("#place")).to_contain_text("Linger")
        return self.page.locator("main")

    async def panel(self, section: str) -> None:
        """A page of the panel, opened anew."""
        await self.type("config panel", says="Settings · Channels")
        if section != "Channels":
            await self.pick("What do you want to change?", section)
        await self.says(f"Settings · {section}")

    def missing(self, page: str) -> set[str]:
        """What the document names and was not read anywhere."""
        everything = " ".join(self.read)
        return {words for words in named(page) if words not in everything}


async def _anilist(request: web.Request) -> web.Response:
    asked = await request.json()
    lists = "MediaListCollection" in asked["query"]
    return web.json_response(samples.ANILIST if lists else {"data": {"Page": {"media": []}}})


@pytest_asyncio.fixture(loop_scope="session")
async def walk(browser: Browser, tmp_path: Path) -> AsyncIterator[Walk]:
    """Pablo, whose server has not invited the bot yet, with some channels and a page open."""
    async with AsyncExitStack() as stack:
        service = await stack.enter_async_context(serving())
        service.answers["/"] = _anilist

        def asked(_settings: Settings, http: Http) -> Sequence[Provider]:
            return [AniList(http, service.home)]

        discord = await stack.enter_async_context(TestDiscord())
        stack.enter_context(discord.library_pointed_here())
        for user in discord.world.users.values():
            user.locale = "en-GB"
        database = tmp_path / "linger.sqlite3"
        await stack.enter_async_context(running_bot(discord, database, new_providers=asked))
        _furnish(discord)
        context = await browser.new_context(viewport={"width": 1280, "height": 1000}, locale="en-GB")
        stack.push_async_callback(context.close)
        page = await context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        guild_id = discord.guild_id(SERVER)
        await page.goto(
            f"{discord.page_url}?as={discord.user_id('pablo')}#/{guild_id}/{discord.channel_id('#patio', guild=SERVER)}"
        )
        await page.locator("#place").wait_for()
        yield Walk(page, discord)


def _furnish(discord: TestDiscord) -> None:
    """Channels as a server has them, two of them private, and a language."""
    people, guild_id, owner = PeopleServers(discord._backend), discord.guild_id(SERVER), discord.user_id("pablo")
    people.edit_guild(owner, guild_id, {"preferred_locale": "en-GB"})
    hidden = [overwrite(guild_id, 0, deny=int(P.VIEW_CHANNEL))]
    for name, form in (
        ("reviews", {}),
        ("episode-talk", {"type": FORUM}),
        ("news", {"type": NEWS}),
        ("mods", {"permission_overwrites": hidden}),
        ("mod-log", {"permission_overwrites": hidden}),
    ):
        people.create_channel(owner, guild_id, {"name": name, **form})


def _let_in(walk: Walk, *channels: str) -> None:
    """What an admin grants in the channels' own settings."""
    discord = walk.discord
    people, guild_id, owner = PeopleServers(discord._backend), discord.guild_id(SERVER), discord.user_id("pablo")
    allowed = int(P.VIEW_CHANNEL | P.SEND_MESSAGES | P.READ_MESSAGE_HISTORY)
    for name in channels:
        rights = [overwrite(guild_id, 0, deny=int(P.VIEW_CHANNEL)), overwrite(discord.world.bot_id, 1, allow=allowed)]
        people.edit_channel(owner, discord.channel_id(f"#{name}", guild=SERVER), {"permission_overwrites": rights})


async def arrive(walk: Walk) -> None:
    """The first minute of docs/admins.md."""
    page = walk.page
    await page.get_by_role("button", name="Server menu").click()
    await page.get_by_role("menuitem", name="Invite Linger to this server").click()
    mail = await walk.messages_to("Pablo")
    await walk.says(f"Thank you for bringing me to {SERVER}", "/config setup", of=mail)

    await walk.be("Pablo")
    await walk.type("config setup", says="I may do everything that members use in this channel")
    await walk.says("Reviews go to: #reviews", "Reports go to: #mods", "How shall spoilers in reviews be kept here?")
    await walk.press("Take these 4 suggestions")
    await walk.says("4 settings changed", "Reports don't get into #mods; /moderation queue has them. I am missing")
    await walk.press("Undo")
    await walk.says("Reviews go to: not set")
    await walk.type("config setup", says="Take these 4 suggestions")
    await walk.press("Take these 4 suggestions")
    await walk.says("4 settings changed")
    await walk.panel("Channels")
    await walk.says("Reports don't get into #mods; /moderation queue has them. I am missing")
    for picker, channel in (("Reviews go to: not set", "reviews"), ("Reports go to: not set", "mods")):
        await expect(walk.answer.get_by_role("combobox", name=picker)).to_contain_text(channel)
    _let_in(walk, "mods", "mod-log")
    await walk.type("config setup", says="Everything that I could guess is set")
    await expect(walk.answer).not_to_contain_text("I am missing")


async def write_review(walk: Walk, series: str, headline: str) -> None:
    """Write one that hides its ending, and post it."""
    await walk.type_form("review write", series=series)
    words = "They are neighbours who may not be friends.\n\n||They kiss on the roof.||"
    fields = {"Headline": headline, "Your review": words}
    await walk.form(fields, {"Your rating": "9/10", "How far you have watched": "Finished"})
    await walk.says("This is how your review will look")
    await walk.press("Post")
    await walk.says("Posted")


async def read_and_report(walk: Walk, headline: str) -> None:
    """Report a review as the documents say: below it, once it is read."""
    await walk.press("Read", on=walk.post(headline))
    await walk.says("Show the rest anyway")
    await walk.press("Report")
    form = walk.page.get_by_role("dialog")
    await form.get_by_role("radio").first.check()
    await walk.form()
    await walk.says("Thank you. The moderators will look at it")


async def test_an_admin_follows_the_page_for_admins(walk: Walk) -> None:
    await arrive(walk)
    await walk.be("Pablo")

    await walk.panel("Language and time")
    for zone, said in (("KST", "Time zone: Asia/Seoul"), ("UTC+9", "Time zone: UTC+9")):
        await walk.press("Change: Time zone")
        await walk.form({"Time zone": zone})
        await walk.says(f"✅ {said}")
    await walk.press("Undo")
    await walk.says("✅ Time zone: Asia/Seoul")
    await walk.press("Change: Time zone")
    await walk.form({"Time zone": "IST"})
    await walk.says("did you mean Asia/Kolkata")
    await walk.panel("Roles")
    await walk.pick("Moderators: no roles chosen", "@everyone")
    await walk.says("@everyone can't be picked, or everybody in this server could do it.")

    await walk.type("config features", says="Settings · What runs, and where")
    await walk.press("Switch off: Recommendations")
    await walk.says("Recommendations · off")
    await walk.type("recommend", says="switched off")
    await walk.type("config show", says="All settings of this server")
    async with walk.page.expect_download() as download:
        await walk.answer.get_by_role("link", name="linger-settings.json").click()
    written = await (await download.value).path()
    await walk.type("config features", says="Recommendations · off")
    await walk.press("Switch on: Recommendations")
    await walk.says("Recommendations · on")
    await bring(walk, "config import", "linger-settings.json", written.read_bytes())
    await walk.says("Take these settings over?", "Recommendations: on → off")
    await walk.press("Leave everything as it is")
    await walk.says("Nothing was changed.")

    await walk.panel("Moderation")
    await walk.press("Change: Reasons to pick from")
    await walk.form({"Reasons to pick from": "Spoilers outside of the bars"})
    await walk.says("✅ Reasons to pick from: Spoilers outside of the bars")

    await walk.be("Haruka")
    await write_review(walk, "bad buddy", "Loud and lovely")
    await walk.be("Wren", "reviews")
    await read_and_report(walk, "Loud and lovely")
    await walk.be("Pablo", "mods")
    report = walk.post("Report · Bad Buddy")
    await expect(report).not_to_contain_text("Wren")
    await walk.press("Who reported it", on=report)
    await walk.says("Who reported it", "@Wren")
    await walk.press("Hide", on=report)
    await walk.form(
        {"Why? In your own words": "The ending."}, {"Reasons of this server": "Spoilers outside of the bars"}
    )
    await walk.says("The review is hidden", "Case 1", "Spoilers outside of the bars; The ending.", of=report)
    mail = await walk.messages_to("Haruka")
    await walk.says("Spoilers outside of the bars; The ending.", of=mail)
    await walk.be("Pablo", "mods")
    await walk.press("Reason", on=report)
    await walk.form({"Why? In your own words": "Only the ending."})
    await walk.says("Only the ending.", of=report)
    await walk.press("Undo", on=report)
    await walk.says("took that back", of=report)
    await walk.enter("patio")
    await walk.type("moderation queue", says="Loud and lovely")
    await walk.type("moderation history", member="Haruka", says="Cases about @Haruka")
    await walk.says("#1", "Only the ending.")
    await walk.type("moderation bar", member="Haruka", typed={"days": "7"}, says="Haruka")
    await walk.type("moderation bars", says="Barred from reviewing")
    await walk.type("moderation unbar", member="Haruka", says="may review here again")
    await walk.type("audit", says="What was done here")
    await walk.says("hid @Haruka's review of Bad Buddy")
    await walk.press("As a file")
    await walk.says("audit-log.csv")
    await walk.enter("mod-log")
    await walk.says("let @Haruka review again")
    await walk.enter("patio")
    for section in ("Reviews and spoilers", "Votes", "Places to talk and groups", "Digest, polls, recommendations"):
        await walk.panel(section)
    assert walk.missing("admins") == set()


async def test_members_and_an_admin_follow_the_page_for_votes(walk: Walk) -> None:
    await arrive(walk)
    await walk.be("Haruka")
    await write_review(walk, "semantic error", "Deadlines and feelings")
    await walk.be("Wren", "reviews")
    post = walk.post("Deadlines and feelings")
    await walk.says("Was this review helpful to you? 👍 or 👎", of=post)
    await post.get_by_role("button", name=re.compile("^thumbsup")).click()
    await walk.says("1 of 1 found this helpful, not counting the author's own vote, nor mine", of=post)
    await from_apps(walk, post, "About my vote")
    await walk.says("Your 👍 counts")
    await walk.enter("patio")
    await walk.type("review read", series="semantic error", says="Reviews of Semantic Error")
    await walk.press("Why this order?")
    await walk.says("1 of 1 found it helpful", "Votes that are not counted here")
    await walk.type("review why", series="semantic error", says="Why this order: Semantic Error")
    for kind, said in (
        ("reviews", "Most helpful reviews"),
        ("reviewers", "Most helpful reviewers"),
        ("series", "Best"),
    ):
        await walk.type(f"top {kind}", says=said)

    await walk.be("Pablo")
    await walk.panel("Votes")
    await walk.press("Change: Other emoji that count as h…")
    await walk.form({"Other emoji that count as helpful": "💜 🔥"})
    await walk.says("✅ Other emoji that count as helpful: 💜 🔥", of=walk.answered("Settings · Votes"))
    await walk.says("Votes on 1 post were counted anew.")  # how far that is, said beside it
    await walk.panel("Votes")
    await walk.press("Change: Emoji for helpful")
    await walk.form({"Emoji for helpful": "🌟"})
    await walk.says(
        "👍 → 🌟", "1 vote on 1 post stands.", "1 post gets the new emoji from me, and I take my old one away."
    )
    await walk.press("Change it")
    await walk.says("Votes on 1 post were counted anew.", "Every number stays as it was.")
    await walk.panel("Votes")
    await walk.pick("Rules of one channel…", "reviews")
    await walk.says("In #reviews:", "as in the whole server")
    await walk.pick("Votes on posts", "Don't count")
    await walk.says("1 shows another number now.")
    panel = walk.answered("As in the whole server: Votes on posts")
    await walk.enter("reviews")
    await walk.says("Votes on posts don't count in this channel", of=post)
    await expect(post.get_by_role("button", name=re.compile("^glowing star|^star"))).to_be_visible()
    await walk.enter("patio")
    await walk.press("As in the whole server: Votes on posts", on=panel)
    await walk.says("Votes on 1 post were counted anew.")
    await walk.enter("reviews")
    await walk.says("1 of 1 found this helpful", of=post)
    await walk.enter("patio")
    await walk.type("config reconcile", says="was compared with Discord")
    await walk.panel("Digest, polls, recommendations")
    await walk.pick("Monthly top lists", "Every month")
    await walk.says("✅ Monthly top lists: Every month")
    assert walk.missing("votes") == set()


async def test_members_follow_the_page_for_talking(walk: Walk) -> None:
    await arrive(walk)
    await walk.be("Wren")
    await walk.type("progress set", series="bad buddy", typed={"episode": "3"}, says="Watching · episode 3 of 12")
    await walk.type("progress next", series="bad buddy", says="Watching · episode 4 of 12")
    await walk.press("Share with my servers")
    await walk.says("Shared")
    await walk.type("progress privacy", says="What shall I keep back from you")
    await walk.type("progress list", says="Your series")
    await walk.type("watchlist", says="Your watchlist")
    await walk.type("discuss", series="bad buddy", says="I opened #Bad Buddy")
    await walk.type("discuss", series="bad buddy", typed={"episode": "6"}, says="you are at episode 4")
    await walk.answer.get_by_role("link", name="Go there").click()
    await expect(walk.page.locator("#place")).to_contain_text("Bad Buddy · Episode 6")
    place = walk.post("Talk about everything up to episode 6 here")
    await walk.says("Pinned", "Episode 5", "Episode 7", of=place)
    await walk.press("Don't warn me", on=place)
    await walk.says("warn")
    await walk.press("I've watched this far", on=place)
    await walk.says("episode 6")

    await walk.enter("patio")
    at = {"at": "8pm", "on": "tomorrow"}
    await walk.type("watch start", series="semantic error", typed=at, says="Watching together: Semantic Error")
    group = walk.post("Watching together: Semantic Error")
    await walk.says("An episode every week at 8:00", of=group)
    await walk.be("Haruka")
    await walk.press("Join", on=group)
    await walk.says("You are in.")
    await walk.press("Ping me", on=group)
    await walk.says("I'll ping you when an episode opens")
    await walk.press("Who is where", on=group)
    await walk.says("Only those are named who share their place")
    await walk.press("Leave", on=group)
    await walk.says("You have left the group.")
    await walk.be("Wren")
    await walk.type("watch status", series="semantic error", says="Watching together: Semantic Error")
    await walk.type("watch end", series="semantic error", says="End the group that watches Semantic Error?")
    await walk.press("End the group")
    await walk.says("The group has ended")
    await walk.press("Undo")
    await walk.says("The group goes on, as if it had never ended.")
    await walk.type("series", query="bad buddy", says="Bad Buddy")
    await walk.press("Episodes")
    await walk.says("Episodes of Bad Buddy", "#Bad Buddy · Episode 6")
    told("discussion", "how many places one member may open in a day (5)")
    for episode in (7, 8, 9):
        await walk.type("discuss", series="bad buddy", typed={"episode": str(episode)}, says="I opened")
    await walk.type(
        "discuss", series="bad buddy", typed={"episode": "10"}, says="You have opened 5 new places in a day"
    )

    await walk.be("Pablo")
    for section in ("Channels", "Places to talk and groups", "Digest, polls, recommendations"):
        await walk.panel(section)
    await walk.pick("Weekly digest", "Every week")
    await walk.says("Choose one under “Channels”, “The digest goes to”")
    await walk.panel("Channels")
    await walk.pick("The digest goes to: not set", "news")
    await walk.says("✅ The digest goes to: #news")
    await walk.panel("Digest, polls, recommendations")
    await walk.pick("A poll in each episode thread", "On")
    await walk.says("✅ A poll in each episode thread: On")
    await walk.type("discuss", series="bad buddy", typed={"episode": "11"}, says="I opened")
    await walk.answer.get_by_role("link", name="Go there").click()
    await walk.says("How was episode 11?", "Ends in 7 days", of=walk.page.locator("main"))
    assert walk.missing("discussion") == set()


async def test_members_follow_the_page_for_old_lists(walk: Walk) -> None:
    await arrive(walk)
    await walk.be("Haruka")
    await walk.type_form("import text")
    await walk.form({"Your list": samples.MYDRAMALIST})
    await walk.says("Your list from MyDramaList", "3 series were found.", "Undo the import")
    await walk.type("import last", says="Your list from MyDramaList")
    await walk.press("Undo the import")
    await walk.says("Undone: 3 series are as they were.")
    await walk.type("import anilist", typed={"name": "haruka"}, says="Your list from AniList")
    await walk.says("Look the unknown ones up outside")
    await bring(walk, "import file", "mine.csv", b"Werk;Land\nBad Buddy;TH\nSemantic Error;KR\n")
    await walk.says("Say at least which one holds the titles")
    await walk.answer.get_by_role("combobox").first.click()
    await walk.page.get_by_role("option", name="Title", exact=True).click()
    await walk.press("Read the list")
    await walk.says("2 series were found", "Say what the columns hold")
    await walk.type("export", says="linger-list.csv")
    await walk.says("linger-list.json", "linger-list.xml")
    await walk.type("import last", says="2 series were found")
    await walk.press("Undo the import")
    await walk.says("This import is undone.")
    assert walk.missing("imports") == set()


async def test_members_and_an_admin_follow_the_page_for_privacy(walk: Walk) -> None:
    await arrive(walk)
    await walk.be("Pablo")
    await walk.type("moderation bar", member="Haruka", typed={"days": "1"}, says="Haruka")
    await walk.type("moderation unbar", member="Haruka", says="may review here again")
    await walk.be("Haruka")
    await walk.type("import anilist", typed={"name": "haruka"}, says="Look the unknown ones up outside")
    await walk.type("progress set", series="bad buddy", typed={"episode": "3"}, says="Watching · episode 3 of 12")
    await walk.type("privacy show", says="What I keep about you")
    await walk.says("series you keep your place in")
    await walk.type("privacy export", says="linger-export.md")
    await walk.says("linger-export.json")
    await walk.type("privacy delete", says="Delete everything I keep about you, in all servers?")
    await walk.press("Keep it")
    await walk.type("privacy delete", says="Delete everything I keep about you, in all servers?")
    await walk.press("Delete it for good")
    await walk.says("deleted")
    await walk.type("privacy show", says="Nothing.")
    await walk.be("Pablo")
    await walk.panel("Moderation")
    await walk.type("config features", says="Looking further")
    await walk.type("audit", says="let somebody who left review again")
    await walk.type("series", query="bad buddy", says="Bad Buddy")
    await walk.type("series", typed={"query": "bad budy"}, says="Look further")
    assert walk.missing("privacy") == set()


async def from_apps(walk: Walk, post: Locator, name: str) -> None:
    """Apps → one of the bot's, in the menu of a message."""
    await post.hover()
    await post.get_by_role("button", name="More actions").click()
    menu = walk.page.get_by_role("menu", name="Message actions")
    text = await menu.inner_text()
    assert text.index("APPS" if "APPS" in text else "Apps") < text.index(name)
    walk.read.append(f"Apps → {name}")
    await menu.get_by_role("menuitem", name=name).click()


async def bring(walk: Walk, name: str, file: str, data: bytes) -> None:
    """Run a command that takes a file."""
    await box(walk.page).fill("")
    await box(walk.page).press_sequentially(f"/{name} ")
    await walk.page.get_by_label("file (required)").set_input_files(
        FilePayload(name=file, mimeType="application/json", buffer=data)
    )
    await walk.page.get_by_role("button", name=f"Run /{name}").click()
