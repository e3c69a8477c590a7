"""Random evenings of a club while Discord answers strangely: a day later nothing has vanished, doubled or is missing.

The gate runs a few; `HISTORIES=1000 pytest tests/faults/test_histories.py` runs a thousand (docs/faults.md).
"""

from __future__ import annotations

import asyncio
import os
import random
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.domain.settings import SetTo
from bot.playground.api_errors import ApiError
from tests.faults.strange import STRANGE
from tests.loopback.discord import TestDiscord
from tests.loopback.members import Member
from tests.loopback.replies import Seen
from tests.loopback.running import Running, running_bot
from tests.loopback.sample import CLUB, LITBC, threads_named
from tests.reviews.reviewers import Clock, rows

pytestmark = pytest.mark.e2e

HISTORIES = int(os.environ.get("HISTORIES", "8"))
TOGETHER = 40  # histories in one bot's life
AT_ONCE = 4
ACTS = 8
PEOPLE = ("alice", "nok", "haruka", "pablo")
DOORS = (
    ("POST", "/channels/*/messages"),
    ("PATCH", "/channels/*/messages/*"),
    ("DELETE", "/channels/*/messages/*"),
    ("PUT", "/channels/*/messages/*/reactions/*/@me"),
    ("GET", "/channels/*/messages"),
    ("GET", "/channels/*/messages/*"),
    ("GET", "/channels/*/messages/*/reactions/*"),
    ("POST", "/channels/*/threads"),
    ("POST", "/interactions/*/*/callback"),
    ("PATCH", "/webhooks/*/*/messages/@original"),
)
GAVE_UP = (AssertionError, ApiError, KeyError, IndexError)  # a member finds no button, or was not answered


@dataclass
class Evening:
    """One history: a series of its own, and what its members were told is done."""

    discord: TestDiscord
    number: int
    series: str
    title: str
    rng: random.Random
    told: dict[str, str] = field(default_factory=dict)  # author → the text that they were told is posted
    led_to: set[str] = field(default_factory=set)  # threads that members were sent to
    tips: dict[str, str] = field(default_factory=dict)  # author → the recommendation that they were told is posted
    reported: dict[tuple[str, str], bool] = field(default_factory=dict)  # who, which review → it is surely decided
    texts: int = 0

    def member(self) -> Member:
        """Somebody, in the lobby."""
        return self.discord.member(self.rng.choice(PEOPLE)).at("#lobby", guild=CLUB)

    def posts(self) -> list[Seen]:
        """The posts of this evening's reviews."""
        return [m for m in self.discord.all_messages("#reviews") if f"Evening {self.number}." in m.text]

    async def run(self) -> None:
        """Everything that happens."""
        acts = (
            *(self.post, self.post, self.post, self.vote, self.vote, self.unvote, self.delete, self.discuss),
            *(self.recommend, self.recommend, self.report),
        )
        for _act in range(ACTS):
            if self.rng.random() < 0.6:
                method, path = self.rng.choice(DOORS)
                STRANGE[self.rng.choice(list(STRANGE))](self.discord, method, path)
            try:
                await self.rng.choice(acts)()
            except GAVE_UP:
                continue

    async def post(self) -> None:
        """A review, or another text for it."""
        member, self.texts = self.member(), self.texts + 1
        words = f"Evening {self.number}. Text {self.texts}."
        form = await member.command("/review write", series=self.series)
        headline = f"Seen on evening {self.number}, {self.texts}"
        answers = {"rating": "17", "headline": headline, "body": words, "horizon": "free", "stage": "finished"}
        preview = (await member.submit(form, answers)).seen
        await member.click(preview, "Post")
        for _look in range(20):
            said = member.look(preview).text
            if "Posted" in said or "up to date" in said:
                self.told[member.name] = words
                return
            await asyncio.sleep(0.05)

    async def vote(self) -> None:
        """For or against."""
        await self.member().react(self.rng.choice(self.posts()), self.rng.choice("👍👎"))

    async def unvote(self) -> None:
        """Taken back."""
        await self.member().unreact(self.rng.choice(self.posts()), self.rng.choice("👍👎"))

    async def delete(self) -> None:
        """An author deletes their review."""
        member = self.member()
        shown = await member.command("/review read", series=self.series)
        reply = await member.click(shown, "Delete")
        if "Deleted" in reply.text:
            self.told.pop(member.name, None)

    async def recommend(self) -> None:
        """A recommendation, or another reason for it."""
        member, self.texts = self.member(), self.texts + 1
        because = f"Evening {self.number}, reason {self.texts}: as warm and as slow"
        wish = {"if_liked": LITBC, "try": self.series, "because": because}
        reply = await member.command("/suggest", **wish)
        if "Posted" in reply.text or "your new reason" in reply.text:
            self.tips[member.name] = because

    async def report(self) -> None:
        """Somebody reports a review, and a moderator finds nothing wrong: who reported it is told so."""
        reader, post = self.member(), self.rng.choice(self.posts())
        (read,) = [
            str(one["custom_id"]) for one in post.buttons if str(one.get("custom_id")).startswith("reviews.read")
        ]
        review_id = read.partition(":")[2]
        if (reader.name, review_id) in self.reported:
            return
        form = await reader.click(post, f"reports.open:{review_id}", forge=True)
        self.reported[reader.name, review_id] = False
        reply = await reader.submit(form, {"reason": "horizon", "note": ""})
        mina = self.discord.member("mina").at("#lobby", guild=CLUB)
        decided = await mina.click(await mina.command("/help"), f"moderation.keep:{review_id}", forge=True)
        self.reported[reader.name, review_id] = "Thank you. The moderators" in reply.text and "✅" in decided.text

    async def discuss(self) -> None:
        """A place to talk."""
        reply = await self.member().command("/discuss", series=self.series, episode=1)
        self.led_to |= set(re.findall(r"<#(\d+)>", reply.text))


async def a_day_later(discord: TestDiscord, bot: Running, clock: Clock) -> None:
    """Discord answers well again, and everything has its time."""
    discord.faults.clear()
    clock.advance(24 * 60)
    bot.client.late.wake()
    bot.client.posts.look()
    bot.client.dispatch("shard_ready", 0)

    async def is_quiet() -> bool:
        left = await rows(bot, "SELECT 1 FROM published_steps UNION SELECT 1 FROM notices WHERE refused_at IS NULL")
        sent = await rows(bot, "SELECT 1 FROM published WHERE settled_at IS NULL")
        strays = await rows(bot, "SELECT 1 FROM strays UNION SELECT 1 FROM removals")
        return not left and not sent and not strays

    await discord.wait_for(is_quiet, timeout_s=90)
    await discord.wait_for(lambda: not votes_of(bot).is_busy, timeout_s=90)
    await bot.client.posts.settled()
    for _command in range(10):  # what could not be told waits for the next command, and some for the one after it
        for name in PEOPLE:
            await discord.member(name).at("#lobby", guild=CLUB).command("/help")
        await asyncio.sleep(0.5)
        if not await rows(bot, "SELECT 1 FROM notices"):
            break


def votes_of(bot: Running) -> Any:
    """What keeps votes true."""
    return bot.client.get_cog("Votes").keeping  # type: ignore[union-attr]  # the cog of that name


async def check(evening: Evening, bot: Running) -> None:
    """Nothing vanished, nothing doubled, nothing missing."""
    discord, about = evening.discord, f"evening {evening.number}"
    posts = evening.posts()
    found = await rows(
        bot,
        "SELECT id, author_id, body, message_id FROM reviews WHERE series_id = ? AND state = 'posted'",
        evening.series,
    )
    assert {str(row[3]) for row in found} == {post.id for post in posts}, about
    by_author = {str(row[1]): row for row in found}
    assert len(by_author) == len(found), about
    for name, words in evening.told.items():
        user = discord.user_id(name)
        drafts = await rows(
            bot, "SELECT 1 FROM review_drafts WHERE user_id = ? AND series_id = ?", int(user), evening.series
        )
        assert user in by_author or drafts, (about, name, words, "vanished")
    for _id, _author, body, message_id in found:
        (post,) = [one for one in posts if one.id == str(message_id)]
        assert body in post.text, (about, "an older text")
        assert {"👍", "👎"} <= set(post.reactions), (about, "no emoji to vote with")
        await check_votes(discord, bot, post, about)
    await check_tips(evening, bot, about)
    for name in PEOPLE:
        check_told(evening, name, about)
    threads = threads_named(discord, f"{evening.title} · Episode 1")
    assert len(threads) <= 1, (about, "two places")
    assert evening.led_to <= set(threads), (about, "a place vanished")


async def check_tips(evening: Evening, bot: Running, about: str) -> None:
    """Every recommendation that its author was told of stands once, with emoji to vote with."""
    discord, words = evening.discord, f"Evening {evening.number}, reason"
    posts = {m.id: m for m in discord.all_messages("#lobby") if words in m.text and "suggest.delete" in str(m.json)}
    query = "SELECT author_id, because, message_id FROM suggestions WHERE try_id = ?"
    found = {int(row[0]): row for row in await rows(bot, query, evening.series)}
    assert {str(row[2]) for row in found.values()} == set(posts), about
    for name in evening.tips:
        assert int(discord.user_id(name)) in found, (about, name, "a recommendation vanished")
    for _author, because, message_id in found.values():
        post = posts[str(message_id)]
        assert because in post.text, (about, "an older reason")
        assert {"👍", "👎"} <= set(post.reactions), (about, "no emoji under a recommendation")


def check_told(evening: Evening, name: str, about: str) -> None:
    """Whoever reported a review was told once what came of it, by direct message or at their next command."""
    discord = evening.discord
    directly = [
        m for channel in discord.world.users[discord.user_id(name)].dm_ids for m in discord.all_messages(channel)
    ]
    here = discord.member(name).at("#lobby", guild=CLUB).messages(limit=100_000)  # all of the life, not the newest
    seen = {m.id: m.text for m in (*directly, *here)}
    told = sum(text.count(f"You reported “Seen on evening {evening.number},") for text in seen.values())
    own = [surely for (reader, _review), surely in evening.reported.items() if reader == name]
    assert sum(own) <= told <= len(own), (about, name, "told of a report", told, own)


async def check_votes(discord: TestDiscord, bot: Running, post: Seen, about: str) -> None:
    """The ledger holds what Discord shows."""
    channel = discord.world.channel(discord.channel_id("#reviews", guild=CLUB))
    standing = {
        (int(user), each.emoji["name"])
        for each in channel.messages[post.id].reactions.values()
        for user in each.normal
        if user != discord.world.bot_id
    }
    query = "SELECT user_id, emoji FROM reaction_presence WHERE message_id = ?"
    assert {(row[0], row[1]) for row in await rows(bot, query, int(post.id))} == standing, about


@pytest.mark.parametrize("first", range(0, HISTORIES, TOGETHER))
async def test_a_day_later_everything_is_there_once(tmp_path: Path, first: int) -> None:
    clock = Clock()
    async with TestDiscord() as discord:
        with discord.library_pointed_here():
            async with running_bot(discord, tmp_path / "linger.sqlite3", clock=clock) as bot:
                home = int(discord.guild_id(CLUB))
                places = {"review_channel_id": "#reviews", "discussion_channel_id": "#lobby"}
                wished = [SetTo(name, int(discord.channel_id(at, guild=CLUB))) for name, at in places.items()]
                await bot.app.servers.apply(home, wished, actor_id=1)
                titles = Counter(one.title for one in bot.app.catalogues.every(home))
                series = [
                    one
                    for one in bot.app.catalogues.every(home)
                    if (one.episodes or 0) >= 2 and titles[one.title] == 1  # places are known by their names here
                ]
                evenings = [
                    Evening(discord, number, one.id, one.title, random.Random(number))
                    for number, one in zip(range(first, min(first + TOGETHER, HISTORIES)), series, strict=False)
                ]
                at_once = asyncio.Semaphore(AT_ONCE)

                async def run(evening: Evening) -> None:
                    async with at_once:
                        await evening.run()

                await asyncio.gather(*map(run, evenings))
                await a_day_later(discord, bot, clock)
                for evening in evenings:
                    await check(evening, bot)
