"""Whoever may not speak in a channel does not speak there through the bot: every door that brings words out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.playground.people.servers import PeopleServers
from bot.playground.world.permissions import P
from tests.loopback.hall import Hall
from tests.loopback.members import Member
from tests.loopback.replies import Reply, Seen
from tests.reviews.reviewers import LITBC, draft

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
GOBLIN = "goblin-kr-2016"


async def review(member: Member) -> Reply:
    return await member.click(await draft(member), "Post")


async def recommendation(member: Member) -> Reply:
    return await member.command("/suggest", **{"if-liked": LITBC, "try": GOBLIN, "because": "Both are tender."})


async def top_list(member: Member) -> Reply:
    return await member.command("/top series", share=True)


async def place(member: Member) -> Reply:
    return await member.command("/discuss", series=LITBC, episode=3)


async def group(member: Member) -> Reply:
    return await member.command("/watch start", series=GOBLIN)


DOORS: list[Callable[[Member], Awaitable[Reply]]] = [review, recommendation, top_list, place, group]


@asynccontextmanager
async def timed_out(hall: Hall, member: Member) -> AsyncIterator[None]:
    people, mina, user = (
        PeopleServers(hall.discord._backend),
        hall.discord.user_id("mina"),
        hall.discord.user_id(member.name),
    )
    until = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    people.edit_member(mina, str(hall.guild_id), user, {"communication_disabled_until": until})
    try:
        yield
    finally:
        people.edit_member(mina, str(hall.guild_id), user, {"communication_disabled_until": None})


@asynccontextmanager
async def denied(hall: Hall, member: Member) -> AsyncIterator[None]:
    """A moderator took the right to write from one member, in the channel where everything goes."""
    people, mina, user = (
        PeopleServers(hall.discord._backend),
        hall.discord.user_id("mina"),
        hall.discord.user_id(member.name),
    )
    channel, silent = hall.channel("#lobby"), int(P.SEND_MESSAGES | P.SEND_MESSAGES_IN_THREADS)
    kept = hall.discord.world.channel(channel).data.get("permission_overwrites", [])
    rule = {"id": user, "type": 1, "allow": "0", "deny": str(silent)}
    people.edit_channel(mina, channel, {"permission_overwrites": [*kept, rule]})
    try:
        yield
    finally:
        people.edit_channel(mina, channel, {"permission_overwrites": kept})


async def test_who_is_silenced_brings_nothing_out_by_any_door(hall: Hall) -> None:
    nok = hall.member("nok")
    before, refused = len(hall.discord.all_messages("#lobby")), len(told(nok, "You may not write in"))
    threads = len(hall.discord.world.channels)
    async with denied(hall, nok):
        for count, door in enumerate(DOORS, refused + 1):
            await door(nok)
            await hall.discord.wait_for(lambda count=count: len(told(nok, "You may not write in")) == count)
    assert all(message.ephemeral for message in nok.messages()[-len(DOORS) :])
    assert [m for m in hall.discord.all_messages("#lobby") if not m.ephemeral][before:] == []
    assert len(hall.discord.world.channels) == threads


async def test_a_time_out_holds_back_what_was_prepared_before_it(hall: Hall) -> None:
    pablo = hall.member("pablo")
    preview = await draft(pablo)
    async with timed_out(hall, pablo):
        await pablo.click(preview, "Post")
        await hall.discord.wait_for(lambda: told(pablo, "You have a time-out in this server"))


def told(member: Member, words: str) -> list[Seen]:
    return [message for message in member.messages() if words in message.text]


async def test_comments_are_not_opened_for_who_is_silenced(hall: Hall) -> None:
    alice, nok = hall.member("alice"), hall.member("nok")
    await alice.click(await draft(alice), "Post")
    await hall.discord.wait_for(lambda: any(m.reactions for m in hall.discord.all_messages("#lobby")))
    post = next(m for m in hall.discord.all_messages("#lobby") if m.reactions)
    async with denied(hall, nok):
        assert "You may not write in" in (await nok.click(post, "Comment")).text
    assert "You may not" not in (await nok.click(post, "Comment")).text


async def test_a_channel_closed_to_members_takes_reviews_where_admins_say_so(hall: Hall) -> None:
    haruka = hall.member("haruka")
    people, mina, board = PeopleServers(hall.discord._backend), hall.discord.user_id("mina"), hall.channel("#reviews")
    kept = hall.discord.world.channel(board).data.get("permission_overwrites", [])
    closed = {"id": str(hall.guild_id), "type": 0, "allow": "0", "deny": str(int(P.SEND_MESSAGES))}
    bot = {"id": hall.discord.world.bot_id, "type": 1, "allow": str(int(P.SEND_MESSAGES)), "deny": "0"}
    people.edit_channel(mina, board, {"permission_overwrites": [closed, bot]})
    async with hall.having(review_channel_id=int(board)):
        preview = await draft(haruka)
        await haruka.click(preview, "Post")
        await hall.discord.wait_for(lambda: told(haruka, "You may not write in"))
        assert hall.discord.all_messages("#reviews") == []
        async with hall.having(closed_channels="allow"):
            await haruka.click(preview, "Post")
            await hall.discord.wait_for(lambda: hall.discord.all_messages("#reviews"))
    people.edit_channel(mina, board, {"permission_overwrites": kept})
