"""Members of several servers who vote and write reviews, on and on, and what is known of their acts."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.playground.people.servers import PeopleServers
from tests.loopback.discord import TestDiscord
from tests.loopback.members import Member
from tests.scale.fleet import filled, here

VOTERS = 150
ENOUGH = 8  # reviews, by all who write
PATIENCE_S = 8.0  # of whoever writes, for one review
SERIES = ("love-in-the-big-city-kr-2024", "where-your-eyes-linger-kr-2020", "semantic-error-kr-2022")
NOT_THERE = (AssertionError, TimeoutError, LookupError)  # an error in place of a form, or of a button

Key = tuple[int, int]  # message, member


def emoji_of(user_id: int) -> str:
    """Each member keeps to one emoji, so that nothing is replaced."""
    return "👍" if (user_id >> 22) % 3 else "👎"


class Voters:
    """People who react and take back; `acts` counts what each did."""

    def __init__(self, discord: TestDiscord, posts: dict[int, str], source: random.Random) -> None:
        """`posts` are messages, with the server of each."""
        self._discord, self._source = discord, source
        self._channels = {message_id: here(discord, guild_id, "reviews") for message_id, guild_id in posts.items()}
        servers = PeopleServers(discord._backend)
        people = [str(servers.create_person({"username": f"voter{number}"})["id"]) for number in range(VOTERS)]
        for guild_id in posts.values():
            for user_id in people:
                servers.join(user_id, guild_id, user_id)
        self._keys = [(message_id, int(user_id)) for message_id in posts for user_id in people]
        self.standing: set[Key] = set()
        self.acts: Counter[Key] = Counter()
        self.rest = False

    async def act(self) -> None:
        """On and on, but while they are to rest."""
        while True:
            if self.rest:
                await asyncio.sleep(0.01)
                continue
            key = self._source.choice(self._keys)
            act = self._discord.people.unreact if key in self.standing else self._discord.people.react
            act(str(key[1]), self._channels[key[0]], str(key[0]), emoji_of(key[1]))
            self.standing ^= {key}
            self.acts[key] += 1
            await asyncio.sleep(self._source.uniform(0, 0.012))


@dataclass
class Acknowledged:
    """What processes said that they had stored, line by line, against what was done meanwhile."""

    last: dict[Key, str] = field(default_factory=dict)
    heard: Counter[Key] = field(default_factory=Counter)

    @classmethod
    def of(cls, lines: Iterable[str]) -> Acknowledged:
        """Of "+ message member" and "- message member"."""
        found = cls()
        for words in (line.split() for line in lines):
            if len(words) == 3 and words[0] in "+-":
                key = int(words[1]), int(words[2])
                found.last[key] = words[0]
                found.heard[key] += 1
        return found

    def lost(self, acts: Counter[Key], standing: set[Key]) -> tuple[list[str], int]:
        """What was acknowledged and is not so, and how many could be told: of the others a later act was on its way."""
        sure = {key: sign for key, sign in self.last.items() if self.heard[key] == acts[key]}
        return [f"{sign} {key}" for key, sign in sure.items() if (key in standing) is not (sign == "+")], len(sure)


class Writers:
    """People who write reviews, of each series in each server or until it `is_enough`.

    What cannot be saved is tried again. `posted` is what they were told is posted.
    """

    def __init__(self, discord: TestDiscord, clubs: list[str], source: random.Random) -> None:
        self._discord, self._clubs, self._source = discord, clubs, source
        self.tried: list[str] = []
        self.posted: set[str] = set()
        self.is_enough = False

    async def write(self, name: str) -> None:
        """One member's."""
        for series in SERIES:
            for guild_id in self._clubs:
                if self.is_enough and len(self.posted) >= ENOUGH:
                    return
                is_posted = False
                while not is_posted:
                    is_posted = await self._try(Member(self._discord, name), guild_id, series)
                    await asyncio.sleep(self._source.uniform(0.1, 1.0))

    async def _try(self, author: Member, guild_id: str, series: str) -> bool:
        headline = f"Tender number {len(self.tried)}."
        self.tried.append(headline)
        try:
            async with asyncio.timeout(PATIENCE_S):
                await self._review(author, guild_id, series, headline)
        except NOT_THERE:
            return False
        self.posted.add(headline)
        return True

    async def _review(self, author: Member, guild_id: str, series: str, headline: str) -> None:
        """Until the author reads that it stands; raises LookupError where they read something else.

        What was posted although its answer was lost stands already, and is changed.
        """
        author.at(here(self._discord, guild_id, "reviews"))
        form = await author.command("/review write", series=series)
        preview = await author.submit(form, filled(headline))
        stands = "Post the changes" in author.look(preview).button_labels
        answer = await author.click(preview, "Post the changes" if stands else "Post")
        while "Go to it" not in author.look(preview).button_labels:
            if answer.failed or any("not saved" in one.text for one in answer.followups):
                raise LookupError(answer.text)
            await asyncio.sleep(0.05)
