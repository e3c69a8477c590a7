"""The loopback server with members at hand, waiting, and the check of every request."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import discord
import yarl

from bot.playground.server import LoopbackDiscord, Recorded
from bot.playground.world.model import Message
from bot.playground.world.permissions import P, in_channel
from bot.playground.world.sample import add_sample
from tests.loopback import naming
from tests.loopback.members import Member
from tests.loopback.openapi import RequestCheck
from tests.loopback.replies import Seen

# A machine that is busy with other things may take long; what is waited for ends the wait.
WAIT_S = 30.0


class TestDiscord(LoopbackDiscord):
    """A fresh sample world; `requests` is everything the bot asked for, `violations` what Discord's own description
    does not allow."""

    __test__ = False

    def __init__(self, *, is_checked: bool = True, **options: Any) -> None:
        options.setdefault("allow_forgery", True)
        options.setdefault("answer_within_s", WAIT_S)
        super().__init__(**options)
        self.requests: list[Recorded] = []
        self.violations: list[str] = []
        self._check = RequestCheck.shared() if is_checked else None  # a third of all the work where bots do much
        self._members: dict[str, Member] = {}
        self._former: set[str] = set()  # ids of people, servers and channels that names no longer mean
        self._founded_s = 1_750_000_000  # after the first sample's
        self.watch(self._recorded_request)

    def _recorded_request(self, request: Recorded) -> None:
        self.requests.append(request)
        if self._check is not None and request.status < 400:
            self.violations += self._check.faults(request)
            self.violations += [f"{request.path}: {fault}" for fault in naming.faults(request.body)]

    def member(self, name: str) -> Member:
        """A person by user name; the same object each time."""
        if name not in self._members:
            self._members[name] = Member(self, name)
        return self._members[name]

    def user_id(self, name: str) -> str:
        """A person's id by user name (or id)."""
        if name in self.world.users:
            return name
        for user in self.world.users.values():
            if user.name.lower() == name.lower() and user.id not in self._former:
                return user.id
        raise AssertionError(f"there is no {name!r}; there are {[user.name for user in self.world.users.values()]}")

    def guild_id(self, name: str) -> str:
        """A server's id by name."""
        if name in self.world.guilds:
            return name
        for guild in self.world.guilds.values():
            if guild.data["name"] == name and guild.id not in self._former:
                return guild.id
        raise AssertionError(f"there is no server {name!r}")

    def channel_id(self, channel: Any, *, guild: str | None = None, seen_by: str | None = None) -> str:
        """A channel's or thread's id from an id, an object, or a name (`#lobby`), the first server's first."""
        known = str(getattr(channel, "id", channel))
        if known in self.world.channels:
            return known
        name = known.removeprefix("#")
        guild_id = self.guild_id(guild) if guild is not None else None
        for found in self.world.channels.values():
            if found.data.get("name") != name or found.guild_id is None or found.guild_id in self._former:
                continue
            if guild_id is not None and found.guild_id != guild_id:
                continue
            if seen_by is not None and guild is None and seen_by not in self.world.guilds[found.guild_id].members:
                continue
            return found.id
        raise AssertionError(f"there is no channel {name!r}")

    def threads_named(self, name: str) -> list[str]:
        """Ids of all threads and forum posts of that name."""
        threads = [one for one in self.world.channels.values() if one.is_thread and one.guild_id not in self._former]
        return [one.id for one in threads if one.data["name"] == name]

    def found_anew(self) -> list[int]:
        """Other people and servers like those of the sample; names mean them from now on. Ids of the bot's servers."""
        self.faults.clear()
        self.requests.clear()
        self._members.clear()
        self._former |= {*self.world.users, *self.world.guilds} - {self.world.bot_id}
        self._founded_s += 100_000
        add_sample(self.world, founded_s=self._founded_s)
        founded = [guild.id for guild in self.world.bot_guilds() if guild.id not in self._former]
        for guild_id in founded:
            self.faults.recover(guild_id)
        return [int(guild_id) for guild_id in founded]

    def first_channel(self, user_id: str) -> str:
        """The first channel in which the person may write."""
        for guild_id in self.world.users[user_id].guild_ids:
            for channel_id in self.world.guilds[guild_id].channel_ids:
                channel = self.world.channels[channel_id]
                if channel.type == 0 and in_channel(self.world, channel, user_id) & P.SEND_MESSAGES:
                    return channel_id
        raise AssertionError("this person has no channel to write in")

    def all_messages(self, channel: Any) -> list[Seen]:
        """Every public message of a channel, the oldest first."""
        found = self.world.channel(self.channel_id(channel))
        return [Seen(self._shown(message)) for message in found.messages.values()]

    def _shown(self, message: Message) -> dict[str, Any]:
        from bot.playground.world.rendering import message_json

        return message_json(self.world, message, self.world.bot_id)

    async def wait_for(
        self, condition: Callable[[], Any] | Callable[[], Awaitable[Any]], *, timeout_s: float = WAIT_S
    ) -> Any:
        """Wait until `condition()` is true (it may be a coroutine function); returns its value."""
        return await wait_for(condition, timeout_s=timeout_s)

    @contextmanager
    def library_pointed_here(self) -> Iterator[None]:
        """Let discord.py speak to this server for a while."""
        with library_pointed_at(self):
            yield

    async def ready(self, client: discord.Client, *, timeout_s: float = WAIT_S) -> asyncio.Task[None]:
        """Start a client on this server and wait until it is ready; the task runs until the client is closed."""
        running = asyncio.create_task(client.start(self.token))
        ready = asyncio.create_task(_until_ready(client, timeout_s))
        done, _ = await asyncio.wait({running, ready}, timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if running in done:
            running.result()
        assert ready in done, "the client did not get ready"
        return running


async def _until_ready(client: discord.Client, timeout_s: float) -> None:
    # Before `start` has run, the client has nothing to wait on yet.
    await wait_for(lambda: client.http.token, timeout_s=timeout_s)
    await client.wait_until_ready()


async def wait_for(condition: Callable[[], Any], *, timeout_s: float = WAIT_S) -> Any:
    """Wait until `condition()` is true; fails with what it was when the time is up."""
    ends = asyncio.get_running_loop().time() + timeout_s
    while True:
        value = condition()
        if inspect.isawaitable(value):
            value = await value
        if value:
            return value
        assert asyncio.get_running_loop().time() < ends, f"waited {timeout_s} s in vain; last seen: {value!r}"
        await asyncio.sleep(0.01)


@contextmanager
def library_pointed_at(server: LoopbackDiscord) -> Iterator[None]:
    """Set discord.py's base addresses to the server's, and put them back."""
    from discord.asset import Asset
    from discord.gateway import DiscordWebSocket
    from discord.http import Route

    kept = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, Asset.BASE
    Route.BASE = server.api_url
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(server.gateway_url)
    Asset.BASE = server.cdn_url
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, Asset.BASE = kept
