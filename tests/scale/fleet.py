"""Several bots that share the shards of one loopback Discord and one PostgreSQL; servers on shards of one's choice."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from bot.playground.people.servers import PeopleServers
from tests.loopback.discord import TestDiscord, wait_for
from tests.loopback.forking import forked, lines_of
from tests.loopback.members import Member
from tests.loopback.replies import Seen
from tests.scale.bot_process import run_process

PATIENCE_S = 90.0  # of a machine that is busy with other things
PEOPLE = ("alice", "nok", "haruka", "pablo", "theo")


@dataclass
class Process:
    """One bot; `told` is what it has said so far."""

    shards: str
    running: BaseProcess
    told: list[str] = field(default_factory=list)
    reading: asyncio.Task[None] | None = None

    @property
    def refusal(self) -> str | None:
        """The sentence with which it did not start."""
        return next((line.removeprefix("refused ") for line in self.told if line.startswith("refused ")), None)

    async def read(self, pipe: Connection) -> None:
        async for line in lines_of(pipe):
            self.told.append(line)

    async def ready(self) -> None:
        """Wait until it has its first servers."""

        def is_ready() -> bool:
            assert self.refusal is None, self.refusal
            assert self.running.is_alive(), f"{self.shards} ended with {self.running.exitcode}"
            return "ready" in self.told

        await wait_for(is_ready, timeout_s=PATIENCE_S)

    async def ended(self) -> int | None:
        """Wait until it ends by itself; the exit status."""
        await asyncio.to_thread(self.running.join, PATIENCE_S)
        assert self.reading is not None
        await self.reading
        return self.running.exitcode

    async def kill(self) -> None:
        """kill -9."""
        self.running.kill()
        await self.ended()

    async def stop(self) -> int | None:
        """As a supervisor does."""
        if self.running.is_alive() and self.running.pid is not None:
            os.kill(self.running.pid, signal.SIGTERM)
        return await self.ended()


class Fleet:
    """The processes that were started, the last of each first shard."""

    def __init__(self, discord: TestDiscord, url: str) -> None:
        self.discord, self.url = discord, url
        self.processes: dict[str, Process] = {}

    async def begin(self, shards: str, *, begins: datetime | None = None, **more: str) -> Process:
        """Start one, and do not wait for it."""
        environment = {
            "DISCORD_TOKEN": self.discord.token,
            "DISCORD_API_URL": self.discord.api_url,
            "DISCORD_GATEWAY_URL": self.discord.gateway_url,
            "DATABASE_URL": self.url,
            "SHARDS": shards,
            "PROVIDERS": "",
            "TZ": "UTC",
            **more,
        }
        running, pipe = await forked(run_process, environment, begins)
        process = self.processes[shards] = Process(shards, running)
        process.reading = asyncio.create_task(process.read(pipe))
        return process

    async def start(self, *shards: str, begins: datetime | None = None, **more: str) -> list[Process]:
        """Start them all at once, and wait until all are ready."""
        started = [await self.begin(each, begins=begins, **more) for each in shards]
        await asyncio.gather(*(process.ready() for process in started))
        return started

    async def stop(self) -> None:
        """End all in order; whoever takes too long is killed."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                await asyncio.gather(*(process.stop() for process in self.processes.values()))
        finally:
            for process in self.processes.values():
                if process.running.is_alive():
                    process.running.kill()


@asynccontextmanager
async def fleet(discord: TestDiscord, url: str, *shards: str, begins: datetime | None = None) -> AsyncIterator[Fleet]:
    """So many processes for the block, all ready."""
    made = Fleet(discord, url)
    try:
        await made.start(*shards, begins=begins)
        yield made
    finally:
        await made.stop()


def split(processes: int, shards: int) -> list[str]:
    """As many ranges of equal size: 0-3/16, 4-7/16 …"""
    each = shards // processes
    return [f"{first}-{first + each - 1}/{shards}" for first in range(0, shards, each)]


def club_on(discord: TestDiscord, shard: int, count: int) -> str:
    """A new server of Mina's on a shard of so many, with five members, #reviews and #lobby; its id."""
    servers, mina = PeopleServers(discord._backend), discord.user_id("mina")
    while True:
        guild_id = str(servers.invite_bot(mina, {"name": f"Club {shard} of {count}", "bot": False})["id"])
        if (int(guild_id) >> 22) % count == shard:
            break
        discord._former.add(guild_id)
    for name in PEOPLE:
        servers.join(discord.user_id(name), guild_id, discord.user_id(name))
    for name in ("reviews", "lobby"):
        servers.create_channel(mina, guild_id, {"name": name, "type": 0})
    servers.invite_bot(mina, {"guild_id": guild_id})
    return guild_id


def here(discord: TestDiscord, guild_id: str, channel: str) -> str:
    """The id of a channel of a server."""
    return discord.channel_id(channel, guild=guild_id)


def filled(headline: str) -> dict[str, str]:
    """What somebody writes into the form of a review."""
    return {
        "Your rating": "18",
        "Headline": headline,
        "Your review": "It is tender and funny, and nothing is given away here.",
        "How far does it give things away?": "free",
        "How far you have watched": "finished",
    }


async def write_review(discord: TestDiscord, guild_id: str, by: str, series: str, headline: str) -> Seen:
    """A member of a server posts one in its #reviews; the post, once the vote emoji are on it.

    Tried again where a busy machine takes longer than people wait: the same review, then.
    """
    until_s = asyncio.get_running_loop().time() + PATIENCE_S
    place = here(discord, guild_id, "reviews")

    def posted() -> Seen | None:
        found = [one for one in discord.all_messages(place) if headline in one.text]
        return found[-1] if found and len(found[-1].reactions) == 2 else None

    while True:
        try:
            author = Member(discord, by).at(place)
            form = await author.command("/review write", series=series)
            await author.click(await author.submit(form, filled(headline)), "Post")
            return await wait_for(posted)
        except AssertionError:
            if asyncio.get_running_loop().time() > until_s:
                raise
