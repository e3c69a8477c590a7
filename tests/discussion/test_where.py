"""Where can what be done: each cell of the table in docs/admins.md, tried with what Discord answers there."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.playground.people.servers import PeopleServers
from tests.loopback.discord import TestDiscord
from tests.loopback.hall import in_town
from tests.loopback.members import Member
from tests.loopback.replies import Seen
from tests.loopback.running import Running
from tests.loopback.sample import CLUB, EYES, LITBC, set_to

pytestmark = pytest.mark.e2e
shared = pytest.mark.asyncio(loop_scope="module")
discord_server, bot = in_town()


TEXT, VOICE, NEWS, STAGE, FORUM = 0, 2, 5, 13, 15
INSISTS = 1 << 4  # a forum's flag
DOCS = Path(__file__).parent.parent.parent / "docs" / "admins.md"


def tag(**changed: object) -> dict[str, object]:
    return {"name": "talk", "moderated": False, **changed}


# How each row of the table comes about: what the channel is, or None for a thread.
PLACES: dict[str, dict[str, Any] | None] = {
    "text channel": {"type": TEXT},
    "announcement channel": {"type": NEWS},
    "thread, post of a forum": None,
    "locked thread": None,
    "voice channel": {"type": VOICE},
    "stage channel": {"type": STAGE},
    "age-restricted channel": {"type": TEXT, "nsfw": True},
    "channel with slow mode": {"type": TEXT, "rate_limit_per_user": 21_600},
    "forum, where it is set in the panel": {"type": FORUM},
    "forum that insists on a tag": {"type": FORUM, "flags": INSISTS, "available_tags": [tag()]},
    "forum that insists on a tag only moderators may use": {
        "type": FORUM,
        "flags": INSISTS,
        "available_tags": [tag(moderated=True)],
    },
}


def rows() -> dict[str, list[bool]]:
    """What the table says, by the row's head: whether each deed is possible."""
    chapter = DOCS.read_text("utf-8").split("## Where can what be done")[1].split("\n## ")[0]
    lines = re.findall(r"^\| (.+) \|$", chapter, re.M)[1:]
    cells = [line.split(" | ") for line in lines]
    assert all(cell.startswith(("yes", "no")) for line in cells for cell in line[1:])
    return {line[0]: [cell.startswith("yes") for cell in line[1:]] for line in cells}


def test_every_row_of_the_table_is_tried() -> None:
    assert set(rows()) == set(PLACES)


class Trial:
    """One kind of place in the club, and an ordinary member who tries everything there."""

    def __init__(self, discord: TestDiscord, bot: Running, kind: str) -> None:
        self.discord, self.bot, self.kind = discord, bot, kind
        self.owner = discord.world.guilds[discord.guild_id(CLUB)].data["owner_id"]
        self.is_forum = (PLACES[kind] or {}).get("type") == FORUM
        self.channel_id = ""
        self.answers: list[str] = []
        self.post: Seen | None = None

    async def begin(self) -> Member:
        form = PLACES[self.kind]
        if form is None:
            self.channel_id = self.discord.people.start_thread(
                self.owner, self.discord.channel_id("#lobby"), {"name": "a thread"}
            )["id"]
        else:
            people = PeopleServers(self.discord._backend)
            made = people.create_channel(self.owner, self.discord.guild_id(CLUB), {"name": "a-place", **form})
            self.channel_id = made["id"]
        if self.kind == "locked thread":
            self.discord.people.edit_thread(self.owner, self.channel_id, {"locked": True})
        if self.is_forum:
            for name in ("review_channel_id", "discussion_channel_id"):
                await set_to(self.discord, self.bot, name, int(self.channel_id))
        await self.discord.wait_for(self._is_seen)
        return self.discord.member("alice").at("#lobby" if self.is_forum else self.channel_id)

    def _is_seen(self) -> bool:
        guild = self.bot.client.get_guild(int(self.discord.guild_id(CLUB)))
        found = guild.get_channel_or_thread(int(self.channel_id)) if guild is not None else None
        return found is not None and (self.kind != "locked thread" or getattr(found, "locked", False))

    async def look_up(self, alice: Member) -> bool:
        if self.is_forum:
            return False  # Discord shows no commands there, for a forum has no messages of its own
        return "South Korea" in (await alice.command("/series", query=LITBC)).text

    async def review(self, alice: Member) -> bool:
        form = await alice.command("/review write", series=LITBC)
        preview = await alice.submit(
            form,
            {
                "Your rating": "18",
                "Headline": "Tender, says alice",
                "Your review": "It is tender and funny, and nothing is given away here.",
                "How far does it give things away?": "free",
                "How far you have watched": "finished",
            },
        )
        await alice.click(preview, "Post")
        said = await self.discord.wait_for(lambda: self._posted() or self._refusals(alice))
        self.answers += [each for each in said if isinstance(each, str)]
        self.post = next(iter(self._posted()), None)
        return self.post is not None

    def _posted(self) -> list[Seen]:
        return [m for place in self._here() for m in self.discord.all_messages(place) if "Tender" in m.text]

    def _refusals(self, alice: Member) -> list[str]:
        return [m.text for m in alice.messages() if "insists on a tag" in m.text or "is locked" in m.text]

    def _here(self) -> list[str]:
        """The channel itself, or the posts of a forum."""
        if not self.is_forum:
            return [self.channel_id]
        return [c.id for c in self.discord.world.channels.values() if c.data.get("parent_id") == self.channel_id]

    async def open_place(self, alice: Member) -> bool:
        before = set(self.discord.world.channels)
        place = await alice.command("/discuss", series=EYES, episode=2)
        group = await alice.command("/watch start", series=EYES, pace="weekly")
        self.answers += [place.text, group.text]
        opened = set(self.discord.world.channels) - before
        started = "Watching together" in group.text
        if self.kind != "locked thread":  # a place may be opened beside it, and no group's card be posted
            assert bool(opened) is started, self.answers
        return bool(opened) and started

    async def comment(self, alice: Member) -> bool:
        if self.post is None:
            return False
        if self.is_forum:
            return self.post.channel_id in self._here()
        said = await alice.click(self.post, "Comment")
        self.answers.append(said.text)
        return self.post.id in self.discord.world.channels  # a message's thread has the message's id


@shared
@pytest.mark.parametrize("kind", PLACES)
async def test_the_table_says_what_can_be_done_there(discord_server: TestDiscord, bot: Running, kind: str) -> None:
    trial = Trial(discord_server, bot, kind)
    alice = await trial.begin()
    deeds: list[Callable[[Member], Awaitable[bool]]] = [trial.look_up, trial.review, trial.open_place, trial.comment]
    assert [await deed(alice) for deed in deeds] == rows()[kind], trial.answers


@shared
async def test_places_of_an_announcement_channel_are_threads_of_its_own_kind(
    discord_server: TestDiscord, bot: Running
) -> None:
    trial = Trial(discord_server, bot, "announcement channel")
    alice = await trial.begin()
    await alice.command("/discuss", series=EYES, episode=2)
    kinds = [c.type for c in discord_server.world.channels.values() if c.data.get("parent_id") == trial.channel_id]
    assert kinds == [10]


@shared
async def test_whoever_may_not_write_in_a_locked_thread_posts_nothing_there(
    discord_server: TestDiscord, bot: Running
) -> None:
    trial = Trial(discord_server, bot, "locked thread")
    alice = await trial.begin()
    assert not await trial.review(alice)
    assert "is locked, so only moderators write there" in " ".join(trial.answers)
    owner = next(user.name for user in discord_server.world.users.values() if user.id == trial.owner)
    card = await discord_server.member(owner).at(trial.channel_id).command("/watch start", series=EYES, pace="weekly")
    assert "Watching together" in card.text
