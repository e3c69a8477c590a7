"""compose.scale.yaml, lived through: PostgreSQL, the proxy and four processes with just the environment it says."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, contextmanager
from functools import partial
from pathlib import Path

import pytest

from bot.playground.gateway.identify_rate import IdentifyRate
from tests.loopback.discord import TestDiscord
from tests.loopback.members import Member
from tests.loopback.replies import Seen
from tests.packaging.composition import ROOT, USER, Composition, Container, Network, Proxy, Server, missing
from tests.scale.fleet import club_on, write_review

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.slow,
    pytest.mark.sqlite,  # names its engine itself
    pytest.mark.skipif(missing() is not None, reason=str(missing())),
]
PATIENCE_S = 180.0
LITBC, EYES = "love-in-the-big-city-kr-2024", "where-your-eyes-linger-kr-2020"
PROCESSES = [f"linger-{number}" for number in range(4)]


class Lived:
    """Everything that the file names, running."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = Composition(
            (ROOT / "compose.scale.yaml").read_text("utf-8"), {"DATABASE_PASSWORD": "s3cretAndLong"}
        )
        self.network = Network(20 + os.getpid() % 200, ["database", "rest", *PROCESSES])
        self.discord = TestDiscord(identifying=IdentifyRate(shards=16, at_once=16))
        self.image = dict(re.findall(r"^(?:ENV| {3}) (\w+)=(\S+?)(?: \\)?$", (ROOT / "Dockerfile").read_text(), re.M))
        self.containers: dict[str, Container] = {}
        self.proxy: Proxy

    def start(self, name: str) -> Container:
        # Each has a network of its own in containers; here an address, so that all may answer on the same port.
        here = {"METRICS_HOST": self.network.addresses[name], "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
        environment = self.image | self.file.environment(name) | here
        folder = self.folder / f"{name}.{len(list(self.folder.iterdir()))}"
        made = Container(folder, environment, self.network.hosts(self.folder), self.discord.token)
        self.containers[name] = made
        return made


@contextmanager
def open_to_all(folder: Path) -> Iterator[None]:
    """Within the block the accounts of the services get there."""
    folder.chmod(0o755)
    before = {parent: parent.stat().st_mode for parent in folder.parents}
    for parent, mode in before.items():
        parent.chmod(mode | 0o011)
    yield
    for parent, mode in before.items():
        parent.chmod(mode)


@pytest.fixture
async def lived(tmp_path: Path) -> AsyncIterator[Lived]:
    found = Lived(tmp_path)
    async with AsyncExitStack() as stack:
        folder = tmp_path / "database"
        folder.mkdir()
        stack.enter_context(open_to_all(tmp_path))
        database = Server(folder, found.file.environment("database"), found.network.addresses["database"])
        stack.callback(database.end)
        await database.begin(found.file.test_of("database"))
        await stack.enter_async_context(found.discord)
        found.proxy = Proxy(found.file.environment("rest"), found.discord.api_url.removesuffix("/api/v10"))
        await found.proxy.begin(found.network.addresses["rest"])
        stack.push_async_callback(found.proxy.end)
        try:
            yield found
        finally:
            await asyncio.gather(*(each.end(found.file.grace_s()) for each in found.containers.values()))


def is_counted(reader: Member, post: Seen) -> bool:
    """Whether its card says, in the language of its server, that one of one found it helpful."""
    return len(re.findall(r"(?<!\d)1(?!\d)", reader.look(post).text.replace("9/10", ""))) == 2


async def test_what_the_large_composition_says_runs(lived: Lived) -> None:
    discord = lived.discord
    clubs = [club_on(discord, shard, 16) for shard in (0, 5, 10, 15)]
    for name in PROCESSES:
        lived.start(name)
    await asyncio.gather(*(each.ready(PATIENCE_S) for each in lived.containers.values()))
    for guild_id in clubs:
        post = await write_review(discord, guild_id, "alice", LITBC, "Tender, in every club.")
        discord.people.react(discord.user_id("nok"), post.channel_id, post.id, "👍")
        await discord.wait_for(partial(is_counted, discord.member("mina"), post), timeout_s=PATIENCE_S)
    for each in lived.containers.values():
        status = each.status()
        assert re.search(rf"^Uid:\s{USER}\s{USER}\s{USER}\s{USER}$", status, re.M)
        assert re.search(r"^CapBnd:\s0+$", status, re.M)
        assert re.search(r"^NoNewPrivs:\s1$", status, re.M)
        assert "s3cretAndLong" not in each.log()
        assert discord.token not in each.log()
    # A process is stopped in its time, and started again, as `docker compose restart` does; the others notice nothing.
    before = lived.containers["linger-2"]
    assert await before.end(lived.file.grace_s()) == 0, before.log()
    await lived.start("linger-2").ready(PATIENCE_S)
    await write_review(discord, clubs[2], "alice", EYES, "Tender, afterwards.")
    # What the proxy was asked for is noted when it is answered: something may be on its way.
    await discord.wait_for(lambda: len(discord.requests) >= lived.proxy.handed_on)
    assert lived.proxy.handed_on == len(discord.requests), "something went to Discord beside the proxy"
    assert discord.gateway.sessions
    assert not discord.violations
    others = [each for name, each in lived.containers.items() if name != "linger-2"]
    assert [each.process.poll() for each in others] == [None] * 3
    assert all("Traceback" not in each.log() for each in lived.containers.values())
