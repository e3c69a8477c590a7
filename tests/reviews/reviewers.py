"""Members who write and read reviews, and what the channels got to see."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

from bot.domain.reviews.records import Review
from bot.domain.settings import SetTo
from bot.storage import reviews as storage
from tests.loopback.discord import TestDiscord
from tests.loopback.members import Member
from tests.loopback.replies import Reply, Seen
from tests.loopback.running import Running

LITBC = "love-in-the-big-city-kr-2024"  # 8 episodes
CLUB = "The Rooftop Club"
SECRET = "he leaves for Japan"
SAFE = "It is tender and funny."
BODY = f"{SAFE}\n\nAnd then ||{SECRET}|| and nothing is the same."


@dataclass
class Clock:
    """The bot's time, which passes when a test says so; it begins a little in the past."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC) - timedelta(hours=1))

    def __call__(self) -> datetime:
        return self.now

    def advance(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


async def draft(
    member: Member,
    body: str = BODY,
    *,
    series: str = LITBC,
    rating: int = 18,
    headline: str = "I laughed, and then I could not breathe",
    horizon: str = "all",
    stage: str = "finished",
) -> Seen:
    """Fill in the form; the preview."""
    form = await member.command("/review write", series=series)
    answers = {"rating": str(rating), "headline": headline, "body": body, "horizon": horizon, "stage": stage}
    return (await member.submit(form, answers)).seen


async def upload(member: Member, preview: Any, data: bytes, filename: str = "review.txt") -> Reply:
    """Give the text as a file, and wait until the preview has changed or there is something else to read."""
    form = await member.click(preview, "Upload a text file")
    before, count = member.look(preview).text, len(member.messages())
    reply = await member.submit(form, files=[(filename, data)])
    await member.discord.wait_for(lambda: member.look(preview).text != before or len(member.messages()) > count)
    return reply


async def post(discord: TestDiscord, member: Member, preview: Any, *, channel: str = "#reviews") -> Seen:
    """Press Post; the newest message in the channel."""
    before = {message.id for message in discord.all_messages(channel)}
    reply = await member.click(preview, "Post")
    await discord.wait_for(lambda: "Posted" in member.look(preview).text or reply.followups)
    (sent,) = [message for message in discord.all_messages(channel) if message.id not in before]
    return sent


async def posted(discord: TestDiscord, name: str = "alice", body: str = BODY, **answers: Any) -> Seen:
    """A member's review, posted in #reviews; long texts come as a file."""
    member = discord.member(name).at("#reviews")
    if len(body) <= 4_000:
        return await post(discord, member, await draft(member, body, **answers))
    preview = await draft(member, "soon", **answers)
    await upload(member, preview, body.encode())
    return await post(discord, member, preview)


async def at_episode(member: Member, episode: int, *, series: str = LITBC) -> None:
    """The member's progress."""
    await member.command("/progress set", series=series, episode=episode)


async def set_to(discord: TestDiscord, bot: Running, name: str, value: Any, *, guild: str = CLUB) -> None:
    """Change a setting as the server's owner would."""
    guild_id = int(discord.guild_id(guild))
    owner_id = int(discord.world.guilds[str(guild_id)].data["owner_id"])
    await bot.app.servers.apply(guild_id, [SetTo(name, value)], actor_id=owner_id)


async def read_whole(discord: TestDiscord, member: Member, post: Any) -> tuple[str, Seen]:
    """Press Read and go through all pages; their texts, and the message at the last one."""
    return await turned(discord, member, (await member.click(post, "Read")).seen)


async def turned(discord: TestDiscord, member: Member, shown: Seen) -> tuple[str, Seen]:
    """From the first page to the last."""
    texts = [shown.text]
    while "Next" in shown.button_labels:
        last = shown.text
        await member.click(shown, "Next")
        shown = await discord.wait_for(lambda before=last, now=shown: _changed(member.look(now), before))
        texts.append(shown.text)
    return "\n".join(texts), shown


def _changed(seen: Seen, before: str) -> Seen | None:
    return seen if seen.text != before else None


def sent_to(discord: TestDiscord, channel: Any) -> str:
    """Everything that the bot ever sent to a channel or into its threads, as the JSON that went over the wire."""
    channel_id = discord.channel_id(channel)
    places = [channel_id, *(c.id for c in discord.world.channels.values() if c.data.get("parent_id") == channel_id)]
    bodies = [
        request.body
        for request in discord.requests
        if request.method in ("POST", "PATCH", "PUT") and any(f"/channels/{place}" in request.path for place in places)
    ]
    return json.dumps(bodies, ensure_ascii=False, default=str)


def public_texts(discord: TestDiscord) -> str:
    """What stands for everybody in any channel of the world."""
    found = [message for channel in discord.world.channels.values() for message in discord.all_messages(channel.id)]
    return "\n".join(message.text for message in found)


async def the_review(bot: Running, author: Member, *, guild: str = CLUB, series: str = LITBC) -> Review | None:
    """The row of a member's current review."""
    guild_id = int(author.discord.guild_id(guild))
    async with bot.app.db.reading() as connection:
        return await storage.get_current(connection, guild_id=guild_id, author_id=int(author.id), series_id=series)


async def rows(bot: Running, query: str, *values: object) -> list[tuple[Any, ...]]:
    """What the database holds."""
    async with bot.app.db.reading() as connection:
        return [tuple(row) for row in await connection.execute_fetchall(query, values)]


async def given_back(discord: TestDiscord, member: Member) -> Seen:
    """The newest message, once it brings a file."""

    def newest() -> Seen | None:
        seen = member.messages()[-1]
        return seen if seen.attachments else None

    return await discord.wait_for(newest)  # type: ignore[no-any-return]  # wait_for gives what the condition gave


async def file_of(message: Seen) -> str:
    """The text of the only file that hangs off a message, fetched as a person would."""
    (attachment,) = message.attachments
    async with aiohttp.ClientSession() as session, session.get(attachment["url"]) as response:
        return (await response.read()).decode()
