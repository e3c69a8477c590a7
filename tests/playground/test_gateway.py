"""The gateway: logging in, what is heard, and coming back after trouble."""

from __future__ import annotations

import asyncio
import json
import zlib
from typing import Any

import aiohttp
import discord
import pytest

from bot.playground.gateway.identify_rate import IdentifyRate
from bot.playground.people.servers import PeopleServers
from tests.loopback import TestDiscord
from tests.loopback.discord import library_pointed_at
from tests.playground.bare import BareClient, running

GUILDS, MEMBERS, REACTIONS, MESSAGES, CONTENT = 1, 2, 1 << 10, 1 << 9, 1 << 15
DIRECT_MESSAGES = 1 << 12


class Socket:
    """A gateway connection by hand."""

    def __init__(self, http: aiohttp.ClientSession, server: TestDiscord) -> None:
        self.http, self.server = http, server
        self.ws: aiohttp.ClientWebSocketResponse
        self.inflate = zlib.decompressobj()

    async def connect(self, query: str = "?v=10&encoding=json") -> dict[str, Any]:
        self.ws = await self.http.ws_connect(self.server.gateway_url + query)
        return await self.next()

    async def next(self) -> dict[str, Any]:
        frame = await self.ws.receive(timeout=5)
        if frame.type is aiohttp.WSMsgType.BINARY:
            return json.loads(self.inflate.decompress(frame.data))
        assert frame.type is aiohttp.WSMsgType.TEXT, frame
        return json.loads(frame.data)

    async def send(self, op: int, data: Any) -> None:
        await self.ws.send_json({"op": op, "d": data})

    async def identify(self, intents: int = GUILDS, **more: Any) -> dict[str, Any]:
        await self.send(2, {"token": self.server.token, "intents": intents, "properties": {}, **more})
        return await self.next()

    async def closed_with(self) -> int | None:
        frame = await self.ws.receive(timeout=5)
        assert frame.type is aiohttp.WSMsgType.CLOSE, frame
        return frame.data


@pytest.fixture
async def socket(discord_server: TestDiscord) -> Any:
    async with aiohttp.ClientSession() as http:
        yield Socket(http, discord_server)


async def test_hello_ready_and_servers_come_in_order(socket: Socket) -> None:
    hello = await socket.connect()
    assert (hello["op"], hello["d"]["heartbeat_interval"]) == (10, 41250)
    ready = await socket.identify()
    assert (ready["t"], ready["s"]) == ("READY", 1)
    assert ready["d"]["user"]["mfa_enabled"]
    assert ready["d"]["resume_gateway_url"].startswith("ws://127.0.0.1")
    guilds = [await socket.next() for _ in ready["d"]["guilds"]]
    assert {guild["t"] for guild in guilds} == {"GUILD_CREATE"}
    assert all(guild["d"]["unavailable"] is False for guild in guilds)
    assert all(len(guild["d"]["members"]) == 1 for guild in guilds)


async def test_a_compressed_stream_reads_the_same(socket: Socket) -> None:
    hello = await socket.connect("?v=10&encoding=json&compress=zlib-stream")
    assert hello["op"] == 10
    assert (await socket.identify())["t"] == "READY"


async def test_heartbeats_are_answered_and_asked_for(socket: Socket, discord_server: TestDiscord) -> None:
    await socket.connect()
    await socket.identify(intents=0)
    await socket.send(1, 1)
    assert (await socket.next())["op"] == 11
    discord_server.gateway.ask_for_heartbeat()
    assert (await socket.next())["op"] == 1


async def test_a_heartbeat_is_acknowledged_with_the_delay_of_a_network(
    socket: Socket, discord_server: TestDiscord
) -> None:
    await socket.connect()
    await socket.identify(intents=0)
    guild_id, alice = discord_server.guild_id("The Rooftop Club"), discord_server.member("alice")
    await socket.send(1, 1)
    await socket.send(8, {"guild_id": guild_id, "user_ids": [alice.id], "limit": 0})
    assert (await socket.next())["t"] == "GUILD_MEMBERS_CHUNK"
    assert (await socket.next())["op"] == 11


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ({"op": 2, "d": {"token": "wrong", "intents": 1}}, 4004),
        ({"op": 2, "d": {"token": None, "intents": MEMBERS}}, 4014),
        ({"op": 2, "d": {"token": None, "intents": 1 << 30}}, 4013),
        ({"op": 2, "d": {"token": None, "intents": 1, "shard": [2, 2]}}, 4010),
        ({"op": 3, "d": {}}, 4003),
        ({"nothing": 1}, 4002),
    ],
)
async def test_what_the_gateway_closes_for(
    socket: Socket, discord_server: TestDiscord, frame: dict[str, Any], code: int
) -> None:
    await socket.connect()
    if "d" in frame and frame["d"].get("token", "") is None:
        frame = {**frame, "d": {**frame["d"], "token": discord_server.token}}
    await socket.ws.send_json(frame)
    assert await socket.closed_with() == code


async def test_a_second_identify_and_an_unknown_opcode_close(socket: Socket, discord_server: TestDiscord) -> None:
    await socket.connect()
    await socket.identify(intents=0)
    await socket.send(99, None)
    assert await socket.closed_with() == 4001
    await socket.connect()
    await socket.identify(intents=0)
    await socket.send(2, {"token": discord_server.token, "intents": 0})
    assert await socket.closed_with() == 4005


async def test_only_what_the_intents_ask_for_is_heard(socket: Socket, discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice")
    await socket.connect()
    await socket.identify(intents=REACTIONS)
    said = await alice.say("#lobby", "secret")
    await alice.react(said, "👍")
    event = await socket.next()
    assert event["t"] == "MESSAGE_REACTION_ADD"
    assert event["d"]["member"]["user"]["username"] == "alice"


async def test_text_is_empty_without_the_content_intent(socket: Socket, discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice")
    await socket.connect()
    await socket.identify(intents=MESSAGES)
    await alice.say("#lobby", "secret")
    assert (await socket.next())["d"]["content"] == ""
    await alice.say("#lobby", f"<@{discord_server.world.bot_id}> hello")
    assert (await socket.next())["d"]["content"].endswith("hello")


async def test_hidden_channels_are_not_heard(socket: Socket, discord_server: TestDiscord) -> None:
    await socket.connect()
    await socket.identify(intents=MESSAGES)
    await discord_server.member("wren").say("#diary", "not for bots")
    await discord_server.member("wren").say("#teapot", "for all")
    event = await socket.next()
    assert event["d"]["channel_id"] == discord_server.channel_id("#teapot")


async def test_ephemeral_messages_are_not_heard(discord_server: TestDiscord) -> None:
    intents = discord.Intents(guilds=True, guild_messages=True)
    async with running(discord_server, intents=intents) as bot:
        alice = discord_server.member("alice")
        await alice.command("/hello", channel="#lobby", name="a", loud=True)
        await alice.command("/hello", channel="#lobby", name="b")
        await discord_server.wait_for(lambda: bot.of("message"))
        assert [message.content for message in bot.of("message")] == ["hello b"]


async def test_what_was_missed_is_replayed(socket: Socket, discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice")
    await socket.connect()
    ready = await socket.identify(intents=MESSAGES)
    await socket.ws.close()
    await discord_server.wait_for(lambda: not discord_server.gateway.is_ready)
    for number in range(3):
        await alice.say("#lobby", str(number))
    await socket.connect()
    await socket.send(6, {"token": discord_server.token, "session_id": ready["d"]["session_id"], "seq": 1})
    events = [await socket.next() for _ in range(4)]
    assert [event["t"] for event in events] == ["MESSAGE_CREATE"] * 3 + ["RESUMED"]
    assert [event["s"] for event in events] == [2, 3, 4, 5]


async def test_an_unknown_session_is_invalid(socket: Socket, discord_server: TestDiscord) -> None:
    await socket.connect()
    await socket.send(6, {"token": discord_server.token, "session_id": "no", "seq": 1})
    assert await socket.next() == {"op": 9, "s": None, "t": None, "d": False}
    assert (await socket.identify())["t"] == "READY"


async def test_shards_share_the_servers(discord_server: TestDiscord) -> None:
    seen: list[str] = []
    async with aiohttp.ClientSession() as http:
        for shard in range(2):
            one = Socket(http, discord_server)
            await one.connect()
            ready = await one.identify(shard=[shard, 2])
            seen += [guild["id"] for guild in ready["d"]["guilds"]]
            for guild in ready["d"]["guilds"]:
                assert (int(guild["id"]) >> 22) % 2 == shard
    assert len(seen) == len(set(seen)) == 3


async def test_each_shard_hears_of_its_own_servers_and_the_first_of_direct_conversations() -> None:
    async with TestDiscord(identifying=IdentifyRate(shards=2, at_once=2)) as server, aiohttp.ClientSession() as http:
        sockets = [Socket(http, server) for _ in range(2)]
        guilds = [guild.id for guild in server.world.bot_guilds()]
        while len({(int(guild) >> 22) % 2 for guild in guilds}) < 2:
            guilds.append(PeopleServers(server._backend).invite_bot(server.user_id("mina"), {"name": "Other"})["id"])
        for shard, one in enumerate(sockets):
            await one.connect()
            ready = await one.identify(intents=GUILDS | DIRECT_MESSAGES, shard=[shard, 2])
            for _guild in ready["d"]["guilds"]:
                await one.next()
        for guild in guilds:
            server.gateway.send_interaction({"guild_id": guild})
        server.gateway.send_interaction({"channel_id": "1"})
        mina = server.user_id("mina")
        server.people.say(mina, server.people.open_dm(mina, server.world.bot_id)["id"], {"content": "hello"}, {})
        for shard, one in enumerate(sockets):
            own = [guild for guild in guilds if (int(guild) >> 22) % 2 == shard]
            heard = [(await one.next())["d"].get("guild_id") for _ in own]
            assert heard == own
        assert (await sockets[0].next())["d"] == {"channel_id": "1"}
        while (told := await sockets[0].next())["t"] != "MESSAGE_CREATE":
            assert told["d"].get("guild_id") is None
        assert told["d"]["content"] == "hello"


@pytest.mark.parametrize("enforced", [True, False])
async def test_who_does_not_wait_for_its_turn_to_identify_is_written_down(enforced: bool) -> None:
    rate = IdentifyRate(shards=4, at_once=2, enforced=enforced)
    async with TestDiscord(identifying=rate) as server, aiohttp.ClientSession() as http:
        answers = []
        for shard in (0, 1, 2):
            one = Socket(http, server)
            await one.connect()
            answers.append((await one.identify(shard=[shard, 4]))["op"])
        assert answers == [0, 0, 9 if enforced else 0]
        (slip,) = rate.too_early
        assert slip.startswith("shard 2 identified")
        assert rate.take(3, asyncio.get_running_loop().time() + 5)


async def test_the_bot_is_told_how_many_shards_are_wise(socket: Socket, discord_server: TestDiscord) -> None:
    discord_server.gateway.rate = IdentifyRate(shards=16, at_once=4)
    headers = {"Authorization": f"Bot {discord_server.token}"}
    async with socket.http.get(f"{discord_server.api_url}/gateway/bot", headers=headers) as answer:
        said = await answer.json()
    assert (said["shards"], said["session_start_limit"]["max_concurrency"]) == (16, 4)


async def test_members_are_sent_when_asked_for() -> None:
    async with TestDiscord(privileged=frozenset({"members"})) as server, aiohttp.ClientSession() as http:
        socket = Socket(http, server)
        await socket.connect()
        ready = await socket.identify(intents=GUILDS | MEMBERS)
        guilds = [await socket.next() for _ in ready["d"]["guilds"]]
        assert sum(len(guild["d"]["members"]) for guild in guilds) > 10
        guild_id = server.guild_id("Drama Harbour")
        await socket.send(8, {"guild_id": guild_id, "query": "", "limit": 0, "nonce": "n"})
        chunk = await socket.next()
        assert (chunk["t"], chunk["d"]["chunk_count"], chunk["d"]["nonce"]) == ("GUILD_MEMBERS_CHUNK", 1, "n")
        assert len(chunk["d"]["members"]) == len(server.world.guilds[guild_id].members)


@pytest.mark.e2e
@pytest.mark.parametrize("trouble", ["cut", "closed", "op 7", "op 9 resumable"])
async def test_the_library_resumes_and_misses_nothing(discord_server: TestDiscord, trouble: str) -> None:
    async with running(discord_server) as bot:
        alice = discord_server.member("alice")
        said = await alice.say("#lobby", "hi")
        await alice.react(said, "👍")
        await discord_server.wait_for(lambda: len(bot.of("raw_reaction_add")) == 1)
        causes = {
            "cut": discord_server.faults.drop_gateway,
            "closed": lambda: discord_server.faults.drop_gateway(4000),
            "op 7": discord_server.faults.reconnect,
            "op 9 resumable": lambda: discord_server.faults.invalidate_session(resumable=True),
        }
        causes[trouble]()
        await alice.react(said, "🔥")
        await discord_server.wait_for(lambda: bot.resumed == 1)
        await discord_server.wait_for(lambda: len(bot.of("raw_reaction_add")) == 2)
        assert bot.readied == 1


@pytest.mark.e2e
async def test_the_library_starts_anew_after_an_invalid_session(discord_server: TestDiscord) -> None:
    async with running(discord_server) as bot:
        discord_server.faults.invalidate_session()
        await discord_server.wait_for(lambda: bot.readied == 2)


@pytest.mark.e2e
async def test_the_library_says_why_it_may_not_enter(discord_server: TestDiscord) -> None:
    client = BareClient(discord.Intents(guilds=True, members=True))
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await client.start(discord_server.token)
    await client.close()
    other = BareClient(discord.Intents(guilds=True))
    with pytest.raises(discord.LoginFailure):
        await other.start("wrong")
    await other.close()


@pytest.mark.e2e
async def test_flooded_reactions_all_arrive() -> None:
    async with TestDiscord() as server:
        with library_pointed_at(server):
            async with running(server) as bot:
                lobby = server.channel_id("#lobby")
                mina = server.member("mina")
                said = [(await mina.say("#lobby", str(number))).id for number in range(100)]
                people = [server.user_id(name) for name in ("mina", "theo", "alice", "nok", "haruka", "pablo")]
                assert server.flood_reactions(lobby, said, people) == 600
                await server.wait_for(lambda: len(bot.of("raw_reaction_add")) == 600)


async def test_a_refused_gateway_answers_again_later(socket: Socket, discord_server: TestDiscord) -> None:
    discord_server.faults.refuse_gateway()
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await socket.connect()
    assert (await socket.connect())["op"] == 10
    await asyncio.sleep(0)
