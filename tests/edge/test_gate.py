"""Features are cogs: where one is switched off, none of its commands, components, listeners and timers run."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import AsyncIterator
from types import SimpleNamespace

import pytest
import pytest_asyncio
from discord.ext import tasks

from bot.domain.settings import FEATURES, Switch
from bot.edge.client import EXTENSIONS
from bot.edge.feature_cog import FeatureCog, place_of
from bot.edge.loops.background import PatientLoop
from cogs.owner import extension_names
from tests.edge.doors import MANAGE_GUILD, Doors, Person
from tests.loopback.hall import Hall

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

# Cogs that no server switches off, and why.
ALWAYS_ON = {
    "admin": "otherwise nobody could switch anything on again",
    "audit": "what was done has to stay readable",
    "gone messages": "what Discord says is gone belongs to every feature",
    "upkeep": "copies of the database and tidying belong to whoever runs the bot",
    "outbox": "what was promised is kept: deletions, notices",
    "help": "says what is off",
    "owner": "the owner's own tool",
    "privacy": "people own their words, whatever a server has switched off",
}
# Listeners that never rest, because they keep true what is stored: these events tell what has vanished, or that
# the bot is back. Nobody sees them at work.
FACTS = {
    "on_shard_ready": "what was missed meanwhile is caught up with, where the feature is on",
    "on_guild_join": "the same, for a server that the bot came back to",
    "on_guild_available": "the same, for a server that Discord could not reach",
    "on_raw_message_delete": "a message that is gone must not be found again",
    "on_raw_bulk_message_delete": "the same, for many",
    "on_raw_thread_delete": "the same, for a thread with its messages",
    "on_guild_channel_delete": "the same, for a channel with its threads",
    "on_raw_member_remove": "who has left has left",
    "on_member_forgotten": "whoever had their data deleted is forgotten everywhere",
    "on_server_forgotten": "the same, for a server",
}
# Others that never rest by themselves, and how each asks.
ASK_THEMSELVES = {
    "Reviews.on_message": "counts a comment on a post that stands, so that the number is right when it shows again",
    "Votes.on_member_join": "facts about a voter, no vote",
    "Votes.on_post_sent": "notes where a post is, no vote",
}
# Timers that need not ask whether their feature is on.
FREE_TIMERS: dict[str, str] = {}


@pytest_asyncio.fixture(loop_scope="module")
async def doors(hall: Hall) -> AsyncIterator[Doors]:
    yield Doors(hall.client)
    on_again = [Switch(f, True, c) for c, f in hall.app.servers.switches_of(hall.guild_id)]
    await hall.app.servers.apply(hall.guild_id, on_again, actor_id=1)


def admin(hall: Hall) -> Person:
    return Person(int(hall.admin.id), hall.guild_id, MANAGE_GUILD)


def switchable(hall: Hall) -> list[FeatureCog]:
    return [cog for cog in hall.client.cogs.values() if isinstance(cog, FeatureCog) and cog.feature in FEATURES]


async def test_every_module_with_a_setup_is_loaded() -> None:
    """Otherwise what follows would not cover it."""
    found = {name for name in extension_names() if hasattr(importlib.import_module(name), "setup")}
    assert found == set(EXTENSIONS)


async def test_every_cog_is_a_feature_or_always_on(hall: Hall) -> None:
    for name, cog in hall.client.cogs.items():
        assert isinstance(cog, FeatureCog), name
        assert cog.feature in FEATURES or cog.feature in ALWAYS_ON, f"{name}: {cog.feature}"
    assert set(ALWAYS_ON).isdisjoint(FEATURES)


async def test_every_command_and_component_belongs_to_a_cog_that_is_known(hall: Hall, doors: Doors) -> None:
    assert doors.commands()
    assert doors.routes()
    for name in [*doors.commands(), *doors.routes()]:
        assert doors.feature_of(name) in {*FEATURES, *ALWAYS_ON}, name


async def test_a_feature_that_is_off_lets_nobody_in_and_says_so(hall: Hall, doors: Doors) -> None:
    channel = int(hall.channel("#lobby"))
    await hall.app.servers.apply(hall.guild_id, [Switch(feature, False) for feature in FEATURES], actor_id=1)
    owner = Person(int(hall.admin.id), hall.guild_id, MANAGE_GUILD)
    for name in [*doors.commands(), *doors.routes()]:
        said = await doors.answer(name, owner, channel)
        if doors.feature_of(name) in FEATURES:
            assert "switched off here" in said, f"{name} passed the gate"
        else:
            assert "switched off" not in said, name


async def test_a_feature_that_is_off_in_a_channel_runs_in_the_others(hall: Hall, doors: Doors) -> None:
    lobby, reviews = int(hall.channel("#lobby")), int(hall.channel("#reviews"))
    await hall.app.servers.apply(hall.guild_id, [Switch(feature, False, lobby) for feature in FEATURES], actor_id=1)
    for name in [*doors.commands(), *doors.routes()]:
        if doors.feature_of(name) in FEATURES:
            assert "switched off here" in await doors.answer(name, admin(hall), lobby), name
            assert "switched off" not in await doors.answer(name, admin(hall), reviews), name


async def test_a_listener_rests_in_the_server_and_the_channel_where_its_feature_is_off(
    hall: Hall, doors: Doors
) -> None:
    lobby, reviews = int(hall.channel("#lobby")), int(hall.channel("#reviews"))
    await hall.app.servers.apply(hall.guild_id, [Switch("votes", False, lobby), Switch("series", False)], actor_id=1)

    async def heard(feature: str, guild_id: int, channel_id: int | None) -> bool:
        calls: list[object] = []

        class Ears(FeatureCog):
            @FeatureCog.listener()
            async def on_raw_reaction_add(self, event: object) -> None:
                calls.append(event)

        Ears.feature = feature
        await Ears(hall.client).on_raw_reaction_add(SimpleNamespace(guild_id=guild_id, channel_id=channel_id))
        return bool(calls)

    assert not await heard("votes", hall.guild_id, lobby)
    assert await heard("votes", hall.guild_id, reviews)
    assert await heard("votes", 77, lobby)
    assert not await heard("series", hall.guild_id, reviews)
    assert not await heard("series", hall.guild_id, None)


async def test_every_listener_of_every_cog_passes_that_gate(hall: Hall) -> None:
    assert any(cog.__cog_listeners__ for cog in switchable(hall))
    for cog in switchable(hall):
        for _event, name in cog.__cog_listeners__:
            full = f"{cog.qualified_name}.{name}"
            if name in cog.never_rest:
                assert name in FACTS or full in ASK_THEMSELVES, f"{full} never rests: say why in this test"
            else:
                assert vars(cog)[name].__wrapped__.__func__ is getattr(type(cog), name), full


async def test_every_timer_asks_whether_its_feature_is_on(hall: Hall) -> None:
    timers = 0
    for cog in switchable(hall):
        own = [kind for kind in type(cog).__mro__ if kind.__module__.startswith(("cogs.", "bot.edge.loops."))]
        for name in dir(cog):
            if isinstance(getattr(cog, name, None), tasks.Loop | PatientLoop):
                timers += 1
                full = f"{cog.qualified_name}.{name}"
                asks = any("self.is_on(" in inspect.getsource(kind) for kind in own)
                assert asks or full in FREE_TIMERS, f"{full} runs where its feature is off: ask self.is_on"
    assert timers, "no timer was looked at"


async def test_threads_and_deleted_channels_have_a_place_too(hall: Hall) -> None:
    event = SimpleNamespace(guild_id=hall.guild_id, parent_id=5, thread_id=6)
    assert place_of(hall.client, event) == (hall.guild_id, 5)
    guild = hall.client.get_guild(hall.guild_id)
    assert guild is not None
    assert place_of(hall.client, guild) == (hall.guild_id, None)
    channel = guild.text_channels[0]
    assert place_of(hall.client, channel) == (hall.guild_id, channel.id)
    assert place_of(hall.client, SimpleNamespace()) == (None, None)
