"""The bot in one server, shared by a module's tests; and rows of the real database, written and read by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.app import App
from bot.domain.notices import Notice
from bot.domain.settings import SetTo
from bot.edge.client import Linger
from bot.storage.engine.database import Database
from bot.storage.notices import insert_notices
from bot.storage.servers import insert_joined
from tests.loopback.discord import TestDiscord
from tests.loopback.members import Member
from tests.loopback.replies import Seen
from tests.loopback.running import Running, put_new_database, running_bot

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
CLUB = "The Rooftop Club"
HOME, AWAY = 1001, 1002  # two servers
AUTHOR, READER, OTHER, MODERATOR = 501, 502, 503, 504
SERIES = "where-your-eyes-linger-kr-2020"


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    path = tmp_path / "linger.sqlite3"
    put_new_database(path)
    async with Database.open(path) as database:
        yield database


@dataclass
class Hall:
    """The whole bot in the sample world's Rooftop Club; shared by the tests of a module, so that starting is paid once.

    Mina owns the club, Theo moderates, Alice, Nok, Haruka and Pablo are members.
    """

    discord: TestDiscord
    app: App
    client: Linger
    guild_id: int

    @property
    def db(self) -> Database:
        return self.app.db

    @property
    def queue_id(self) -> str:
        """The moderators' own channel."""
        return self.channel("#backstage")

    @property
    def admin(self) -> Member:
        return self.member("mina")

    @property
    def moderator(self) -> Member:
        return self.member("theo")

    def member(self, name: str) -> Member:
        """A member of the club, in its lobby."""
        return self.discord.member(name).at("#lobby", guild=CLUB)

    def channel(self, name: str) -> str:
        return self.discord.channel_id(name, guild=CLUB)

    def role(self, name: str) -> int:
        roles = self.discord.world.guilds[str(self.guild_id)].roles.values()
        return int(next(role["id"] for role in roles if role["name"] == name))

    def direct_messages(self, name: str) -> list[Seen]:
        """What the bot wrote to a member directly."""
        return direct_messages(self.discord, name)

    @asynccontextmanager
    async def having(self, **values: Any) -> AsyncIterator[None]:
        """The club's settings have these values within the block."""
        found = self.app.servers.settings_of(self.guild_id)
        before = {name: getattr(found, name) for name in values}
        await self._set(values)
        try:
            yield
        finally:
            await self._set(before)

    async def _set(self, values: dict[str, Any]) -> None:
        await self.app.servers.apply(self.guild_id, [SetTo(*one) for one in values.items()], actor_id=1)

    def close_direct_messages(self, name: str) -> None:
        self.discord.world.users[self.discord.user_id(name)].takes_dms = False


def direct_messages(discord: TestDiscord, name: str) -> list[Seen]:
    """What the bot wrote to a person directly."""
    user = discord.world.users[discord.user_id(name)]
    return [message for channel in user.dm_ids for message in discord.all_messages(channel)]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hall(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hall]:
    """The bot on a fresh sample world; what it asked of Discord is checked at the end."""
    database = tmp_path_factory.mktemp("hall") / "linger.sqlite3"
    async with TestDiscord() as discord:
        with discord.library_pointed_here():
            home = int(discord.guild_id(CLUB))
            async with running_bot(discord, database, owner_guild_id=home) as running:
                found = Hall(discord, running.app, running.client, home)
                roles = (found.role("Moderator"),)
                await found.app.servers.apply(home, [SetTo("moderator_role_ids", roles)], actor_id=1)
                yield found
    assert not discord.violations, "Discord would not take these requests:\n" + "\n".join(discord.violations)


@dataclass
class Town:
    """The bot that a module's tests share, among people and servers of each test's own.

    Nobody has written, voted or set anything there: what only counts for a server or a person needs no other bot.
    """

    discord: TestDiscord
    bot: Running

    async def found_anew(self) -> None:
        """Other people and servers; returns when the bot knows them."""
        founded = self.discord.found_anew()
        await self.discord.wait_for(lambda: all(self.bot.client.get_guild(one) for one in founded))
        await note_joined(self.bot.app.db, *founded)  # as at a start: they had the bot before


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def one_town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """The bot on a loopback Discord; what it asked of Discord is checked at the end."""
    database = tmp_path_factory.mktemp("town") / "linger.sqlite3"
    async with TestDiscord() as discord:
        with discord.library_pointed_here():
            async with running_bot(discord, database) as running:
                yield Town(discord, running)
    assert not discord.violations, "Discord would not take these requests:\n" + "\n".join(discord.violations)


@pytest_asyncio.fixture(loop_scope="module")
async def town(one_town: Town) -> AsyncIterator[Town]:
    """The shared bot, among people and servers that no other test has met."""
    await one_town.found_anew()
    yield one_town
    one_town.discord.faults.clear()
    await one_town.bot.client.posts.settled()


def in_town() -> tuple[Any, Any]:
    """`discord_server` and `bot` of a module whose tests share a town."""

    @pytest.fixture
    def discord_server(town: Town) -> TestDiscord:
        return town.discord

    @pytest.fixture
    def bot(town: Town) -> Running:
        return town.bot

    return discord_server, bot


@pytest_asyncio.fixture(loop_scope="module")
async def lone_discord() -> AsyncIterator[TestDiscord]:
    """A fresh loopback Discord for a test that starts bots of its own in a module whose others share one."""
    async with TestDiscord() as discord:
        with discord.library_pointed_here():
            yield discord
    assert not discord.violations, "Discord would not take these requests:\n" + "\n".join(discord.violations)


async def insert_review(db: Database, **changed: Any) -> int:
    """A posted review in HOME, with whatever is `changed`; returns its id."""
    row: dict[str, Any] = {
        "guild_id": HOME,
        "series_id": SERIES,
        "author_id": AUTHOR,
        "author_name": "Ara",
        "rating": 18,
        "headline": "Quiet and warm",
        "body": "They look at each other for eight episodes.",
        "spoiler_free": 0,
        "horizon": 3,
        "stage": "finished",
        "language": "en",
        "state": "posted",
        "channel_id": 7001,
        "message_id": None,
        "created_at": 1,
    } | changed
    if row["state"] == "deleted":
        row.setdefault("deleted_at", row["created_at"])
    names = ", ".join(row)
    marks = ", ".join("?" for _name in row)
    async with db.transaction() as connection:
        rows = await connection.execute_fetchall(
            f"INSERT INTO reviews ({names}) VALUES ({marks}) RETURNING id", tuple(row.values())
        )
    return int(next(iter(rows))["id"])


async def note_joined(db: Database, *guild_ids: int) -> None:
    """The bot is in these servers, as a start notes it."""
    async with db.transaction() as connection:
        await insert_joined(connection, guild_ids, at=NOW)


async def leave_notices(db: Database, *notices: Notice) -> None:
    """Sentences that wait for members, as deeds leave them."""
    async with db.transaction() as connection:
        await insert_notices(connection, notices, at=NOW)


async def rows_of(db: Database, sql: str, *values: Any) -> list[dict[str, Any]]:
    """What a query finds, as dicts."""
    async with db.reading() as connection:
        return [dict(row) for row in await connection.execute_fetchall(sql, values)]


async def row_of(db: Database, sql: str, *values: Any) -> dict[str, Any]:
    """The only row that a query finds."""
    (row,) = await rows_of(db, sql, *values)
    return row
