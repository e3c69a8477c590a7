"""The whole bot in the sample world, for members who ask what to watch next."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from bot.app import App
from bot.edge.client import Linger
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
