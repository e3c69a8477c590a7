"""Requests and frames that no client of good will sends are refused; none of them is a fault of the server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground import LoopbackDiscord
from bot.playground.json_text import DEEPEST, parse_json

NO_JSON = {
    "endless lists": b"[" * 100_000,
    "endless objects": b'{"a":' * 100_000,
    "deep and closed": b'{"content": "hi", "embeds": ' + b"[" * 600 + b"]" * 600 + b"}",
    "one level too deep": b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1),
    "cut": b"{",
    "not UTF-8": b'{"content": "\xff"}',
    "half a character": rb'{"content": "\ud83d"}',
    "half a character in a key": rb'{"content": "hi", "\ud83d": 1}',
    "not a number": b'{"content": "hi", "nonce": NaN}',
    "an infinite number": b'{"content": "hi", "flags": 1e999}',
}
OTHER_SHAPES = {
    "null": b"null",
    "a list": b"[1]",
    "a list of lists": b"[[1]]",
    "a text": b'"hi"',
    "a number": b"5",
    "an endless number": b'{"content": "hi", "flags": ' + b"9" * 300 + b"}",
    "numbers for everything": b'{"content": 5, "embeds": 5, "components": 5, "attachments": 5, "flags": "x", "poll": 5,'
    b' "name": 5, "type": "x", "data": 5, "permissions": 5, "messages": 5, "recipient_id": [], "options": 5}',
    "lists for everything": b'{"content": [], "embeds": [[]], "components": [[]], "flags": [], "poll": [], "name": [],'
    b' "type": [], "data": [], "permissions": [[]], "messages": [[]], "channel_id": [], "as": []}',
}
BOT_DOORS = (
    "POST /channels/{channel}/messages", "PATCH /channels/{channel}", "POST /channels/{channel}/threads",
    "POST /channels/{channel}/messages/bulk-delete", "PATCH /guilds/{guild}/members/@me", "POST /guilds/{guild}/roles",
    "POST /guilds/{guild}/channels", "POST /guilds/{guild}/scheduled-events", "POST /users/@me/channels",
    "PUT /applications/{bot}/commands", "POST /applications/{bot}/commands",
)  # fmt: skip
PEOPLE_S_DOORS = (
    "POST /channels/{channel}/messages", "POST /channels/{channel}/threads", "POST /interactions", "POST /people",
    "POST /channels/{channel}/messages/bulk-delete", "POST /guilds", "PATCH /guilds/{guild}", "PATCH /people/{user}",
    "PUT /guilds/{guild}/commands/1/permissions", "POST /guilds/{guild}/channels", "PATCH /channels/{channel}",
)  # fmt: skip
DOORS = [
    *(door.replace(" ", " /api/v10") for door in BOT_DOORS),
    *(door.replace(" ", " /playground/api") + "?as={user}" for door in PEOPLE_S_DOORS),
]
ODD_NAMES = ("%00", "x%00.js", "%ED%A0%80", "a" * 3000, "a/" * 2000, "..%2f..%2f%00", "%ff", "%C2%B2")
PATHS = (
    "/static/{odd}", "/attachments/1/2/{odd}", "/attachments/{odd}/{odd}/{odd}", "/{odd}", "/api/v10/{odd}",
    "/playground/api/channels/{odd}/messages?as={user}", "/playground/api/state?as={odd}",
    "/playground/api/events?as={odd}", "/playground/api/channels/{channel}/messages?as={user}&limit={odd}",
    "/playground/api/channels/{channel}/messages/1/reactions/{odd}?as={user}", "/api/v10/channels/{odd}",
    "/api/v10/channels/{channel}/messages?limit={odd}", "/api/v10/guilds/{guild}/members?limit={odd}",
    "/api/v10/channels/{channel}/messages/1/reactions/{odd}", "/api/v10/guilds/{guild}/members/{odd}",
)  # fmt: skip
PART = b'--b\r\nContent-Disposition: form-data; name="payload_json"'
NO_PARTS = {
    "no part": b"x",
    "a cut head": b"--b\r\nx",
    "a cut part": PART + b"\r\n\r\n{",
    "a deep part": PART + b"\r\n\r\n" + b"[" * 100_000 + b"\r\n--b--\r\n",
    "not what it is packed as": PART + b"\r\nContent-Encoding: gzip\r\n\r\n{}\r\n--b--\r\n",
    "not the letters it is written in": PART + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%a\r\n--b--\r\n",
    "NUL in a name": b'--b\r\nContent-Disposition: form-data; name="files[0]"; filename="a\x00"\r\n\r\nx\r\n--b--\r\n',
    "parts in parts": b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n--b--\r\n",
}


@pytest.fixture
async def discord() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as server:
        yield server


def addressed(discord: LoopbackDiscord, text: str, odd: str = "") -> str:
    """The text with the ids of the sample world in it."""
    world = discord.world
    lobby = next(one for one in world.channels.values() if one.data.get("name") == "lobby")
    user = next(one for one in world.users.values() if one.name == "mina")
    return text.format(channel=lobby.id, guild=lobby.guild_id, user=user.id, bot=world.bot_id, odd=odd)


async def status(discord: LoopbackDiscord, door: str, body: bytes = b"", kind: str = "application/json") -> int:
    """The status of one request, sent byte by byte as it stands, with the bot's token."""
    method, path = door.split(" ")
    host = discord.address.removeprefix("http://")
    reader, writer = await asyncio.open_connection(*host.split(":"))
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: {kind}\r\n"
        f"Authorization: Bot {discord.token}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    writer.write(head.encode() + body)
    answer = await reader.read()
    writer.close()
    return int(answer.split(b" ", 2)[1])


@pytest.mark.parametrize("body", NO_JSON.values(), ids=NO_JSON)
async def test_what_is_no_json_is_refused_with_400_at_every_door(discord: LoopbackDiscord, body: bytes) -> None:
    answers = {door: await status(discord, addressed(discord, door), body) for door in DOORS}
    assert answers == dict.fromkeys(DOORS, 400)


@pytest.mark.parametrize("body", OTHER_SHAPES.values(), ids=OTHER_SHAPES)
async def test_values_of_another_type_are_no_fault_of_the_server(discord: LoopbackDiscord, body: bytes) -> None:
    answers = {door: await status(discord, addressed(discord, door), body) for door in DOORS}
    assert {door: code for door, code in answers.items() if code >= 500} == {}
    assert 400 in answers.values()


@pytest.mark.parametrize("body", NO_PARTS.values(), ids=NO_PARTS)
async def test_a_form_without_proper_parts_is_refused_with_400(discord: LoopbackDiscord, body: bytes) -> None:
    for path in ("/api/v10/channels/{channel}/messages", "/playground/api/channels/{channel}/messages?as={user}"):
        door = addressed(discord, f"POST {path}")
        assert await status(discord, door, body, "multipart/form-data; boundary=b") == 400


@pytest.mark.parametrize("odd", ODD_NAMES, ids=[name[:12] for name in ODD_NAMES])
async def test_an_odd_name_in_an_address_is_refused_or_not_found(discord: LoopbackDiscord, odd: str) -> None:
    answers = {path: await status(discord, addressed(discord, f"GET {path}", odd)) for path in PATHS}
    assert {path: code for path, code in answers.items() if not 400 <= code < 500} == {}


async def test_nul_in_the_name_of_a_file_is_a_bad_request(discord: LoopbackDiscord) -> None:
    assert await status(discord, "GET /static/%00") == 400
    assert await status(discord, "GET /static/main.js%00") == 400
    assert await status(discord, "GET /static/no-such.js") == 404
    assert await status(discord, "GET /static/main.js") == 200


ODD_FRAMES = (
    "[" * 100_000, "{", "null", "[]", "5", '{"op": []}', '{"op": 2, "d": {"token": 5}}', rb'{"op": "\ud83d"}'.decode(),
    '{"op": 2, "d": {"token": "TOKEN", "intents": 1, "shard": "x"}}',
    '{"op": 2, "d": {"token": "TOKEN", "intents": 1, "shard": [1]}}',
)  # fmt: skip


@pytest.mark.parametrize("frame", ODD_FRAMES, ids=[frame[:60] for frame in ODD_FRAMES])
async def test_an_odd_frame_closes_the_gateway_with_a_code_of_discord(discord: LoopbackDiscord, frame: str) -> None:
    assert await closed_with(discord, frame.replace("TOKEN", discord.token)) in {4001, 4002, 4003, 4004, 4010}


async def test_members_asked_for_with_a_list_close_the_gateway_too(discord: LoopbackDiscord) -> None:
    hello = {"op": 2, "d": {"token": discord.token, "intents": 1}}
    assert await closed_with(discord, json.dumps(hello), '{"op": 8, "d": []}') == 4002


async def closed_with(discord: LoopbackDiscord, *frames: str) -> int | None:
    async with aiohttp.ClientSession() as http, http.ws_connect(discord.gateway_url) as socket:
        for frame in frames:
            # As a client that packs what it sends: beyond 16 KiB the gateway would close before reading.
            await socket.send_str(frame[:10_000])
        async with asyncio.timeout(10):
            async for _ in socket:
                pass
        return socket.close_code


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc"), inner, max_size=3),
    max_leaves=20,
)


@given(JSON_VALUES)
def test_every_ordinary_value_is_read_as_it_was_written(value: Any) -> None:
    assert parse_json(json.dumps(value)) == value


@pytest.mark.parametrize(("depth", "taken"), [(1, True), (DEEPEST, True), (DEEPEST + 1, False), (5000, False)])
@pytest.mark.parametrize(("before", "after"), [("[", "]"), ('{"a":', "}")], ids=["lists", "objects"])
def test_nesting_has_one_limit_for_lists_and_objects(depth: int, taken: bool, before: str, after: str) -> None:
    text = before * depth + ("0" if before != "[" else "") + after * depth
    if taken:
        assert parse_json(text) is not None
    else:
        with pytest.raises(ValueError, match=r"levels|depth|recursion"):
            parse_json(text)
