"""The whole bot in the sample world, for members who ask what to watch next."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
import pytest_asyncio

from bot.app import App
from bot.client import Linger
from tests.e2e.conftest import running_bot
from tests.loopback.discord import TestDiscord
from tests.loopback.members import Member
from tests.loopback.replies import Seen

CLUB = "The Rooftop Club"
WYEL = "where-your-eyes-linger-kr-2020"
LITBC = "love-in-the-big-city-kr-2024"
SEMANTIC = "semantic-error-kr-2022"
_strangers = count(7_000_000_000_000_001)


@dataclass
class Club:
    """The bot in The Rooftop Club. Mina owns it; Alice, Nok, Haruka and Pablo are members."""

    discord: TestDiscord
    app: App
    client: Linger
    guild_id: int

    def member(self, name: str, channel: str = "#lobby") -> Member:
        """A member of the club, in one of its channels."""
        return self.discord.member(name).at(channel, guild=CLUB)

    def user_id(self, name: str) -> int:
        return int(self.discord.user_id(name))

    def posts(self, channel: str = "#lobby") -> list[Seen]:
        """Everything public in a channel of the club."""
        return self.discord.all_messages(self.discord.channel_id(channel, guild=CLUB))

    async def rate(self, user_id: int, ratings: dict[str, int | None], *, guild_id: int | None = None) -> None:
        """Keep ratings in half points as `/progress` does; None takes one back."""
        from bot.services import progressing

        here = self.guild_id if guild_id is None else guild_id
        for series_id, rating in ratings.items():
            await progressing.rate(self.app.db, series_id, user_id, rating, guild_id=here, now=self.app.clock())
            await self.app.recommendations.note(user_id, series_id, guild_id=here)

    async def fans(self, number: int, series: tuple[str, ...], *, guild_id: int | None = None) -> list[int]:
        """So many strangers who love all of these; they like nothing else."""
        fans = [next(_strangers) for _ in range(number)]
        for fan in fans:
            await self.rate(fan, dict.fromkeys(series, 20), guild_id=guild_id)
        return fans


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def club(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Club]:
    """The bot on a fresh sample world, shared by a module's tests; what it asked of Discord is checked at the end."""
    database: Path = tmp_path_factory.mktemp("club") / "linger.sqlite3"
    async with TestDiscord() as discord:
        with discord.library_pointed_here():
            async with running_bot(discord, database) as running:
                running.client.posts._interval_s = 0.05
                yield Club(discord, running.app, running.client, int(discord.guild_id(CLUB)))
    assert not discord.violations, "Discord would not take these requests:\n" + "\n".join(discord.violations)
