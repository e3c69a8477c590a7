"""Shards identify as fast as Discord allows, however many processes they are in."""

from __future__ import annotations

import asyncio

import pytest

from bot.playground.gateway.identify_rate import IdentifyRate
from tests.loopback.discord import TestDiscord
from tests.scale.fleet import club_on, fleet

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.sqlite]  # names its engine itself


@pytest.mark.parametrize(("shards", "at_once"), [(["0-1/4", "2-3/4"], 2), (["0/3", "1/3", "2/3"], 1)], ids=str)
async def test_turns_are_taken_five_seconds_apart_over_all_processes(url: str, shards: list[str], at_once: int) -> None:
    count = int(shards[0].partition("/")[2])
    rate = IdentifyRate(shards=count, at_once=at_once)
    async with TestDiscord(is_checked=False, identifying=rate) as discord:
        for shard in range(count):
            club_on(discord, shard, count)
        async with fleet(discord, url, *shards):
            await discord.wait_for(lambda: len(discord.gateway.sessions) == count, timeout_s=60)
        assert rate.too_early == []


async def test_a_process_that_is_started_again_too_early_is_sent_away_and_comes_back(url: str) -> None:
    rate = IdentifyRate(shards=2, at_once=1, enforced=True)
    async with TestDiscord(is_checked=False, identifying=rate) as discord:
        for shard in range(2):
            club_on(discord, shard, 2)
        async with fleet(discord, url, "0/2", "1/2") as bots:
            assert rate.too_early == []
            await bots.processes["1/2"].kill()
            rate.take(1, asyncio.get_running_loop().time() + 60)  # however long the start takes
            await bots.start("1/2")
            assert rate.too_early
