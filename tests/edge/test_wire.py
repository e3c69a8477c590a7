"""What comes over the wire is read or skipped, and never ends the bot."""

from __future__ import annotations

import asyncio
import json
import logging
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import WSMessage, WSMsgType
from discord.gateway import KeepAliveHandler

from bot.edge.gateway.events import guard_events
from bot.edge.gateway.identifying import IdentifyTurns
from bot.edge.wire import Frames, GuardedWebSocket, from_json, to_json
from bot.playground.gateway.sessions import Line
from bot.storage.engine.others import Nobody
from tests.loopback.discord import TestDiscord
from tests.loopback.running import Running

REACTIONS = [f"MESSAGE_REACTION_{what}" for what in ("ADD", "REMOVE", "REMOVE_ALL", "REMOVE_EMOJI")]
HALF = '{"name": "Ava\\ud83d", "list": ["\\udc00", 1, null], "\\ud800": "🎬 \\ud83c\\udfac"}'


def test_halves_of_character_pairs_are_read_as_what_can_be_stored() -> None:
    read = from_json(HALF)
    assert read == {"name": "Ava�", "list": ["�", 1, None], "�": "🎬 🎬"}
    assert json.dumps(read, ensure_ascii=False).encode()


def test_halves_of_character_pairs_can_be_sent() -> None:
    assert json.loads(to_json({"name": "Ava\ud83d"})) == {"name": "Ava\ud83d"}


@pytest.mark.parametrize("broken", ['{"t": "GUILD', "", "<html>", "nul"])
def test_what_is_no_json_is_refused(broken: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (the two parsers say it in different words)
        from_json(broken)


def _packed(*frames: str) -> list[bytes]:
    """Frames of one stream, as Discord compresses them."""
    stream = zlib.compressobj()
    return [stream.compress(frame.encode()) + stream.flush(zlib.Z_SYNC_FLUSH) for frame in frames]


def test_a_frame_that_comes_in_parts_is_read_once_it_is_whole() -> None:
    first, second = _packed(HALF, '{"t": "🎬"}')
    frames = Frames()
    assert frames.decompress(first[:9]) is None
    assert from_json(frames.decompress(first[9:]) or b"") == from_json(HALF)
    assert from_json(frames.decompress(second) or b"") == {"t": "🎬"}
    with pytest.raises(zlib.error):
        frames.decompress(b"no stream of zlib\x00\x00\xff\xff")


@pytest.mark.parametrize("broken", [b'{"t": "GUILD', b'{"t": "\xff"}', b'{"t": "\xed\xa0\xbd'])
def test_bytes_that_are_no_json_are_refused(broken: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (as above)
        from_json(memoryview(broken))


def _line(discord: TestDiscord) -> Line:
    return next(session.line for session in discord.gateway.sessions.values() if session.line is not None)


async def _answers(discord: TestDiscord) -> None:
    reply = await discord.member("alice").at("#lobby").command("/series", query="litbc")
    assert "Love in the Big City" in reply.text


@pytest.mark.e2e
@pytest.mark.parametrize(
    "frame",
    [
        '{"op": 0, "t": "GUILD_CREATE", "s": 9',
        "<html>502</html>",
        "null",
        "[]",
        "7",
        '"op"',
        "{}",
        '{"op": 10, "d": null}',
        '{"op": 0, "t": "RESUMED", "s": null, "d": null}',
        '{"op": 0, "t": ["list"], "s": null, "d": {}}',
        '{"op": 0, "t": "GUILD_UPDATE", "s": null, "d": ' + "[" * 3000 + "]" * 3000 + "}",
    ],
)
async def test_no_frame_ends_the_bot(discord_server: TestDiscord, bot: Running, frame: str) -> None:
    _line(discord_server).put(frame)
    await _answers(discord_server)
    assert not bot.client.is_closed()


@pytest.mark.e2e
async def test_a_broken_stream_is_taken_up_again_with_what_was_missed(
    discord_server: TestDiscord, bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    resumed = asyncio.Event()

    async def on_resumed() -> None:
        resumed.set()

    bot.client.add_listener(on_resumed)
    with caplog.at_level(logging.WARNING):
        await _line(discord_server).socket.send_bytes(b"no stream of zlib\x00\x00\xff\xff")
        await asyncio.wait_for(resumed.wait(), 20)
    assert any("is taken up again" in record.getMessage() for record in caplog.records)
    await _answers(discord_server)


class _Arrived:
    """A socket on which everything has arrived already."""

    def __init__(self, frame: str) -> None:
        self._frame = frame

    async def receive(self, timeout: float | None = None) -> WSMessage:  # noqa: ASYNC109 (aiohttp's)
        return WSMessage(WSMsgType.TEXT, self._frame, None)


def _socket(frame: str) -> GuardedWebSocket:
    socket = GuardedWebSocket(_Arrived(frame), loop=asyncio.get_running_loop())  # type: ignore[arg-type]  # all it uses
    socket._max_heartbeat_timeout, socket.shard_id = 60.0, 0
    return socket


async def test_what_has_arrived_keeps_nothing_else_waiting() -> None:
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    socket, beside = _socket('{"op":11,"s":null,"t":null,"d":null}'), asyncio.create_task(others())
    for _ in range(1000):
        await socket.poll_event()
    beside.cancel()
    assert turns > 20


async def test_frames_are_read_slowly_while_more_is_heard_than_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    slept_s: list[float] = []

    async def sleep(pause_s: float) -> None:
        slept_s.append(pause_s)

    socket, backlog = _socket('{"op":11,"s":null,"t":null,"d":null}'), [0.0, 1.0, 2.0, 6.0, 1000.0]
    monkeypatch.setattr(GuardedWebSocket, "backlog", staticmethod(lambda: backlog.pop(0)))
    monkeypatch.setattr(asyncio, "sleep", sleep)
    for _ in range(5 * 32):
        await socket.poll_event()
    assert slept_s == [0, 0, 0.2, pytest.approx(1.8), 5.0]


@pytest.mark.parametrize(
    "frame",
    [
        '{"t":"MESSAGE_REACTION_ADD","s":7,"op":0,"d":{"user_id":"5"}}',
        '{"op":0,"s":7,"t":"MESSAGE_REACTION_ADD","d":{"user_id":"5"}}',
    ],
)
async def test_a_reaction_goes_straight_to_who_hears_it(frame: str) -> None:
    heard: list[object] = []
    socket = _socket(frame)
    socket._discord_parsers = {"MESSAGE_REACTION_ADD": heard.append}
    socket._keep_alive = KeepAliveHandler(ws=socket, interval=60.0, shard_id=0)
    socket._dispatch = lambda *_event: pytest.fail("the library was told")
    await socket.poll_event()
    assert heard == [{"user_id": "5"}]
    assert socket.sequence == 7


@pytest.mark.e2e
async def test_a_server_with_half_a_character_in_its_name_is_served(discord_server: TestDiscord, bot: Running) -> None:
    guild = bot.client.guilds[0]
    data = {"id": str(guild.id), "name": "Ava\ud83d", "owner_id": str(guild.owner_id)}
    _line(discord_server).put(json.dumps({"op": 0, "t": "GUILD_UPDATE", "s": None, "d": data}))
    await discord_server.wait_for(lambda: guild.name == "Ava�")


@pytest.mark.parametrize(
    ("at_once", "expected"), [(1, [0.0, 0.1, 0.2, 0.3]), (2, [0.0, 0.0, 0.1, 0.1]), (4, [0.0] * 4)]
)
async def test_shards_wait_for_those_of_their_own_turn_only(at_once: int, expected: list[float]) -> None:
    turns, loop = IdentifyTurns(Nobody().take_turn, between_s=0.1), asyncio.get_running_loop()
    turns.at_once = at_once
    began_at, waited = loop.time(), []
    for group in turns.groups(range(4)):
        await asyncio.gather(*(turns.wait(shard) for shard in group))
        waited += [loop.time() - began_at] * len(group)
    assert all(real >= wanted - 0.01 for real, wanted in zip(waited, expected, strict=True))
    assert [round(real - waited[0], 1) >= wanted for real, wanted in zip(waited, expected, strict=True)] == [True] * 4


async def test_a_turn_that_was_taken_before_connecting_is_kept_until_the_shard_identifies() -> None:
    let_go: list[tuple[int, float]] = []

    async def take(turn: int) -> Callable[[float], None]:
        return lambda after_s: let_go.append((turn, after_s))

    turns = IdentifyTurns(take, between_s=0.1)
    turns.at_once = 4
    await turns.take(6)
    assert let_go == []
    await turns.wait(6)
    await turns.wait(7)  # one that lost its session: nobody took its turn before
    assert let_go == [(2, 0.1), (3, 0.1)]


def test_what_bots_write_is_not_even_read() -> None:
    """Most of it are our own cards, which Discord tells us once more."""
    heard: list[str] = []
    parsers = {"MESSAGE_CREATE": lambda data: heard.append(data["content"])}
    parsers |= dict.fromkeys(REACTIONS, lambda data: heard.append(data["message_id"]))
    guard_events(parsers, lambda: 1, {}, is_voted_on={5}.__contains__)
    parsers["MESSAGE_CREATE"]({"author": {"id": "1", "bot": True}, "content": "a card"})
    parsers["MESSAGE_CREATE"]({"author": {"id": "2"}, "content": "a comment"})
    assert heard == ["a comment"]


@pytest.mark.parametrize(("flags", "parts"), [(1 << 15, 0), (1 << 15 | 1 << 6, 1), (None, 0)])
def test_what_stands_in_a_message_is_read_only_where_one_person_sees_it(flags: int | None, parts: int) -> None:
    heard: list[dict[str, Any]] = []
    parsers = dict.fromkeys((*REACTIONS, "MESSAGE_CREATE", "INTERACTION_CREATE"), heard.append)
    guard_events(parsers, lambda: 1, {}, is_voted_on={5}.__contains__)
    message = {"id": "7", "flags": flags, "components": [{"type": 17}], "reactions": [{"count": 1}]}
    parsers["INTERACTION_CREATE"]({"type": 3, "message": message})
    parsers["INTERACTION_CREATE"]({"type": 2})
    pressed, command = heard
    assert (pressed["message"]["id"], len(pressed["message"]["components"])) == ("7", parts)
    assert len(pressed["message"]["reactions"]) == parts
    assert "message" not in command


def test_reactions_are_read_only_where_something_is_voted_on(caplog: pytest.LogCaptureFixture) -> None:
    heard: list[str] = []
    parsers = dict.fromkeys((*REACTIONS, "MESSAGE_CREATE"), lambda data: heard.append(data["message_id"]))
    guard_events(parsers, lambda: 1, {}, is_voted_on={5}.__contains__)
    for name in REACTIONS:
        for message_id in ("4", "5"):
            parsers[name]({"message_id": message_id})
    assert heard == ["5"] * len(REACTIONS)
    parsers[REACTIONS[0]]({"of": "another shape"})
    assert "could not read a MESSAGE_REACTION_ADD event" in caplog.text


def test_crowds_are_heard_as_they_are_sent_and_one_failure_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    heard: list[str] = []
    parsers = dict.fromkeys((*REACTIONS, "MESSAGE_CREATE"), lambda _data: pytest.fail("the library read it"))
    at_once = {REACTIONS[0]: lambda data: heard.append(data["user_id"])}
    guard_events(parsers, lambda: 1, at_once, is_voted_on={5}.__contains__)
    parsers[REACTIONS[0]]({"message_id": "5", "user_id": "7"})
    parsers[REACTIONS[0]]({"message_id": "5"})
    parsers[REACTIONS[0]]({"message_id": "5", "user_id": "8"})
    assert heard == ["7", "8"]
    assert "could not read a MESSAGE_REACTION_ADD event" in caplog.text
