"""The user-side API over HTTP, as docs/playground.md describes it."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.playground.people.api import PeopleApi
from tests.loopback import TestDiscord
from tests.playground.bare import running

People = Callable[..., Awaitable[tuple[int, Any]]]
DOCS = Path(__file__).parents[2] / "docs" / "playground.md"


@pytest.fixture
async def people(discord_server: TestDiscord) -> AsyncIterator[People]:
    async with aiohttp.ClientSession() as http:

        async def ask(who: str, method: str, path: str, body: Any = None, **query: str) -> tuple[int, Any]:
            url = f"{discord_server.page_url}playground/api{path}"
            params = {"as": discord_server.user_id(who), **query}
            data = {"data": body} if isinstance(body, aiohttp.FormData) else {"json": body} if body is not None else {}
            async with http.request(method, url, params=params, **data) as answer:  # type: ignore[arg-type]  # one of the two
                return answer.status, (await answer.json() if answer.content_length else None)

        yield ask


async def test_the_state_is_what_the_member_may_see(people: People, discord_server: TestDiscord) -> None:
    _, theirs = await people("alice", "GET", "/state")
    _, moderators = await people("theo", "GET", "/state")
    assert theirs["me"]["username"] == "alice"
    assert theirs["me"]["locale"] == "en-GB"
    assert {guild["name"] for guild in theirs["guilds"]} == {"The Rooftop Club", "Quiet Corner"}
    club = next(guild for guild in theirs["guilds"] if guild["name"] == "The Rooftop Club")
    assert "backstage" not in {channel["name"] for channel in club["channels"]}
    club = next(guild for guild in moderators["guilds"] if guild["name"] == "The Rooftop Club")
    assert "backstage" in {channel["name"] for channel in club["channels"]}
    assert theirs["bot_ready"] is False
    assert theirs["bot"]["username"] == "Linger"
    assert theirs["bot"]["id"] not in {user["id"] for user in theirs["users"]}
    assert len({user["locale"] for user in theirs["users"]}) >= 6


async def test_messages_are_written_edited_pinned_and_deleted(people: People, discord_server: TestDiscord) -> None:
    lobby = discord_server.channel_id("#lobby")
    form = aiohttp.FormData({"payload_json": json.dumps({"content": "with file"})})
    form.add_field("files[0]", b"abc", filename="a.txt")
    status, said = await people("alice", "POST", f"/channels/{lobby}/messages", form)
    assert (status, said["attachments"][0]["filename"]) == (200, "a.txt")
    path = f"/channels/{lobby}/messages/{said['id']}"
    assert (await people("nok", "PATCH", path, {"content": "x"}))[0] == 403
    assert (await people("alice", "PATCH", path, {"content": "edited"}))[1]["content"] == "edited"
    assert (await people("alice", "PUT", path + "/pin"))[1]["code"] == 50013
    assert (await people("theo", "PUT", path + "/pin"))[0] == 204
    assert (await people("theo", "DELETE", path + "/pin"))[0] == 204
    assert (await people("nok", "DELETE", path))[1]["code"] == 50013
    assert (await people("theo", "DELETE", path))[0] == 204
    _, left = await people("alice", "GET", f"/channels/{lobby}/messages")
    assert [message["type"] for message in left] == [6]
    assert (await people("alice", "POST", f"/channels/{lobby}/messages", {"content": "x" * 2001}))[1]["code"] == 50035
    assert (await people("alice", "POST", f"/channels/{lobby}/messages", {"content": " "}))[1]["code"] == 50006
    assert (await people("alice", "POST", f"/channels/{lobby}/typing"))[0] == 204


async def test_members_without_access_may_do_nothing(people: People, discord_server: TestDiscord) -> None:
    backstage = discord_server.channel_id("#backstage")
    for method, path, body in (
        ("GET", f"/channels/{backstage}/messages", None),
        ("POST", f"/channels/{backstage}/messages", {"content": "let me in"}),
        ("POST", f"/channels/{backstage}/threads", {"name": "t"}),
        ("GET", f"/commands?channel={backstage}", None),
    ):
        status, answer = await people("alice", method, path, body)
        assert (status, answer["code"]) == (403, 50001)
    news = discord_server.channel_id("#announcements")
    assert (await people("alice", "POST", f"/channels/{news}/messages", {"content": "c"}))[1]["code"] == 50013


async def test_reactions_threads_and_polls(people: People, discord_server: TestDiscord) -> None:
    lobby = discord_server.channel_id("#lobby")
    poll = {"question": {"text": "q"}, "answers": [{"poll_media": {"text": "a"}}]}
    _, said = await people("alice", "POST", f"/channels/{lobby}/messages", {"poll": poll})
    base = f"/channels/{lobby}/messages/{said['id']}/reactions"
    assert (await people("nok", "PUT", f"{base}/👍", burst="true"))[0] == 204
    assert (await people("nok", "PUT", f"{base}/👍"))[0] == 204
    assert [user["username"] for user in (await people("alice", "GET", f"{base}/👍"))[1]] == ["nok", "nok"]
    assert (await people("nok", "DELETE", f"{base}/👍", burst="true"))[0] == 204
    assert discord_server.member("nok").messages(lobby)[0].reactions == {"👍": 1}
    assert (await people("nok", "DELETE", f"{base}/👍/all"))[1]["code"] == 50013
    assert (await people("theo", "DELETE", f"{base}/👍/all"))[0] == 204
    assert (await people("theo", "DELETE", base))[0] == 204
    vote = f"/polls/{lobby}/{said['id']}/answers/1"
    assert (await people("nok", "POST", vote))[0] == 204
    assert (await people("nok", "DELETE", vote))[0] == 204
    _, thread = await people("nok", "POST", f"/channels/{lobby}/threads", {"name": "t", "message_id": said["id"]})
    assert (thread["id"], thread["type"]) == (said["id"], 11)
    assert (await people("alice", "PUT", f"/channels/{thread['id']}/thread-members"))[0] == 204
    assert (await people("alice", "DELETE", f"/channels/{thread['id']}/thread-members"))[0] == 204
    assert (await people("nok", "PATCH", f"/channels/{thread['id']}", {"archived": True}))[0] == 200
    forum = discord_server.channel_id("#series-talk")
    _, post = await people("nok", "POST", f"/channels/{forum}/threads", {"name": "p", "message": {"content": "c"}})
    assert post["message"]["content"] == "c"


async def test_servers_change(people: People, discord_server: TestDiscord) -> None:
    club = discord_server.guild_id("The Rooftop Club")
    wren = discord_server.user_id("wren")
    assert (await people("wren", "POST", f"/guilds/{club}/members", {}))[1]["user"]["username"] == "wren"
    role = next(r["id"] for r in discord_server.world.guilds[club].roles.values() if r["name"] == "Regular")
    assert (await people("alice", "PATCH", f"/guilds/{club}/members/{wren}", {"roles": [role]}))[0] == 403
    assert (await people("mina", "PATCH", f"/guilds/{club}/members/{wren}", {"roles": [role]}))[1]["roles"] == [role]
    assert (await people("mina", "PATCH", f"/guilds/{club}/roles/{role}", {"permissions": "8"}))[1][
        "permissions"
    ] == "8"
    assert (await people("mina", "DELETE", f"/guilds/{club}/members/{wren}"))[0] == 204
    _, made = await people("mina", "POST", f"/guilds/{club}/channels", {"name": "Extra Room", "type": 0})
    assert made["name"] == "extra-room"
    hidden = {"permission_overwrites": [{"id": club, "type": 0, "allow": "0", "deny": "1024"}]}
    assert (await people("mina", "PATCH", f"/channels/{made['id']}", hidden))[0] == 200
    assert (await people("haruka", "GET", f"/channels/{made['id']}/messages"))[0] == 403
    assert (await people("mina", "DELETE", f"/channels/{made['id']}"))[0] == 204
    assert (await people("mina", "PATCH", f"/guilds/{club}", {"preferred_locale": "ko"}))[1]["preferred_locale"] == "ko"
    assert (await people("haruka", "DELETE", f"/guilds/{club}"))[0] == 403
    assert (await people("mina", "DELETE", f"/guilds/{club}"))[0] == 204
    assert (await people("mina", "POST", "/guilds", {"guild_id": club}))[1]["has_bot"]
    assert (await people("nok", "POST", "/guilds", {"name": "Mine"}))[1]["owner_id"] == discord_server.user_id("nok")
    _, person = await people("mina", "POST", "/people", {"username": "newcomer", "locale": "hi"})
    assert person["locale"] == "hi"
    assert (await people("mina", "POST", "/people", {"username": "newcomer"}))[0] == 400
    changed = await people("mina", "PATCH", f"/people/{person['id']}", {"takes_dms": False})
    assert changed[1]["takes_dms"] is False
    assert (await people("nok", "POST", "/dms", {"user_id": discord_server.world.bot_id}))[1]["type"] == 1


async def test_a_request_that_makes_no_sense_says_so(people: People, discord_server: TestDiscord) -> None:
    lobby = discord_server.channel_id("#lobby")
    for body in ({"type": 9}, {"type": 2, "data": {}}, {"type": 2, "channel_id": lobby, "data": []}, {}):
        status, answer = await people("alice", "POST", "/interactions", body)
        assert status in (400, 403, 404), body
        assert answer["message"]
    assert (await people("alice", "GET", f"/channels/{lobby}/messages", limit="many"))[0] == 400


@pytest.mark.e2e
async def test_interactions_and_their_events(people: People, discord_server: TestDiscord) -> None:
    async with running(discord_server):
        lobby, alice = discord_server.channel_id("#lobby"), discord_server.user_id("alice")
        events: list[dict[str, Any]] = []
        url = f"{discord_server.page_url}playground/api/events?as={alice}"
        async with aiohttp.ClientSession() as http, http.ws_connect(url) as socket:

            async def listen() -> None:
                async for frame in socket:
                    heard = json.loads(frame.data)
                    events.append(heard)

            listening = asyncio.create_task(listen())
            _, commands = await people("alice", "GET", "/commands", guild=discord_server.guild_id("The Rooftop Club"))
            show = next(command for command in commands if command["name"] == "show")
            base = {"channel_id": lobby, "type": 2}
            data = {"id": show["id"], "name": "show", "type": 1}
            asked = {**base, "data": {**data, "options": [{"name": "modal", "type": 1, "options": []}]}}
            status, outcome = await people("alice", "POST", "/interactions", asked)
            assert (status, outcome["outcome"]) == (200, "modal")
            form = aiohttp.FormData()
            form.add_field("file", b"abc", filename="a.txt")
            _, upload = await people("alice", "POST", "/uploads", form)
            fields = [part["component"] for part in outcome["modal"]["components"] if part["type"] == 18]
            given = {4: {"value": "H"}, 3: {"values": ["Sad"]}, 19: {"values": [upload["id"]]}, 21: {"value": "open"}}
            sent = [{"type": f["type"], "custom_id": f["custom_id"], **given[f["type"]]} for f in fields]
            modal = {"custom_id": outcome["modal"]["custom_id"], "components": sent}
            _, outcome = await people("alice", "POST", "/interactions", {"channel_id": lobby, "type": 5, "data": modal})
            assert outcome["message"]["content"] == "H | Sad | open | abc"
            path = f"/channels/{lobby}/messages/{outcome['message']['id']}"
            assert (await people("nok", "DELETE", path))[0] == 404
            assert (await people("alice", "DELETE", path))[0] == 204
            await discord_server.wait_for(lambda: len(events) == 5)
            assert [event["t"] for event in events] == [
                "INTERACTION_MODAL", "INTERACTION_SUCCESS", "MESSAGE_CREATE", "INTERACTION_SUCCESS", "MESSAGE_DELETE",
            ]  # fmt: skip
            assert events[2]["d"]["flags"] & 64
            listening.cancel()


async def test_an_absent_bot_fails_at_once(people: People, discord_server: TestDiscord) -> None:
    lobby = discord_server.channel_id("#lobby")
    command = {"name": "c", "description": "d", "type": 1, "id": "5", "contexts": None}
    discord_server.world.commands["5"] = command
    asked = {"channel_id": lobby, "type": 2, "data": {"name": "c", "type": 1}}
    _, outcome = await people("alice", "POST", "/interactions", asked)
    assert (outcome["outcome"], outcome["reason"]) == ("failed", "offline")


def test_every_route_is_documented(discord_server: TestDiscord) -> None:
    written = DOCS.read_text()
    api: PeopleApi = discord_server._people_api
    for method, path, _ in api._routes():
        last = re.sub(r"\{[^}]+\}", "", path).strip("/").split("/")[-1]
        assert last in written, f"{method} {path}"
        assert f"`{method}" in written or f"/ `{method}`" in written, f"{method} {path}"
