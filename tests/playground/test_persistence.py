"""A kept playground is the same one the next time."""

from __future__ import annotations

from pathlib import Path

import aiohttp
import pytest

from bot.errors import StartError
from bot.playground import LoopbackDiscord
from tests.loopback import TestDiscord
from tests.playground.bare import running


async def _play(data: Path) -> tuple[str, str, str]:
    """A message with a file, reactions, a poll and a post; the ids of what was made."""
    async with TestDiscord(data=data) as server:
        alice, nok = server.member("alice"), server.member("nok")
        said = await alice.say("#lobby", "remember me", files=[("a.txt", b"kept")])
        await nok.react(said, "👍")
        await nok.react(said, "👍", burst=True)
        poll = {"question": {"text": "q"}, "answers": [{"poll_media": {"text": "a"}}]}
        asked = server.people.say(alice.id, server.channel_id("#lobby"), {"poll": poll})
        server.people.vote(nok.id, asked["channel_id"], asked["id"], "1")
        forum = server.channel_id("#series-talk")
        post = server.people.start_thread(alice.id, forum, {"name": "p", "message": {"content": "first"}})
        server.people.set_preferences(nok.id, {"takes_dms": False, "locale": "lo"})
        return said.id, asked["id"], post["id"]


async def test_everything_is_there_again(tmp_path: Path) -> None:
    said_id, asked_id, post_id = await _play(tmp_path)
    async with TestDiscord(data=tmp_path) as server:
        alice = server.member("alice")
        said, asked = alice.messages("#lobby")[:2]
        assert (said.id, said.text, said.reactions) == (said_id, "remember me", {"👍": 2})
        assert asked.id == asked_id
        assert asked.json["poll"]["results"]["answer_counts"][0]["count"] == 1
        assert [one.text for one in alice.messages(post_id)] == ["first"]
        assert not server.world.users[server.user_id("nok")].takes_dms
        url = said.attachments[0]["url"]
        assert url.startswith(server.address)
        async with aiohttp.ClientSession() as http, http.get(url) as answer:
            assert await answer.read() == b"kept"
        later = await alice.say("#lobby", "new")
        assert int(later.id) > int(asked_id)


@pytest.mark.e2e
async def test_commands_are_kept_and_the_bot_returns(tmp_path: Path) -> None:
    for _ in range(2):
        async with TestDiscord(data=tmp_path) as server:
            with server.library_pointed_here():
                async with running(server):
                    reply = await server.member("alice").command("/hello", channel="#lobby", name="x")
                    assert reply.text == "hello x"


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def test_without_a_folder_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with TestDiscord() as server:
        await server.member("alice").say("#lobby", "gone", files=[("a.txt", b"gone")])
    assert _names(tmp_path) == []


async def test_a_change_is_saved_while_running(tmp_path: Path) -> None:
    def saved() -> bool:
        world = tmp_path / "world.json"
        return world.exists() and "not lost in a crash" in world.read_text()

    async with TestDiscord(data=tmp_path) as server:
        await server.member("alice").say("#lobby", "not lost in a crash")
        await server.wait_for(saved)


async def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "world.json").write_text("{")
    with pytest.raises(StartError, match=r"world\.json"):
        LoopbackDiscord(data=tmp_path)
    (tmp_path / "world.json").write_text('{"version": 99}')
    with pytest.raises(StartError, match="version 99"):
        LoopbackDiscord(data=tmp_path)
