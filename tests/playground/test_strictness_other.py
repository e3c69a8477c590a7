"""What Discord refuses elsewhere: permissions, reactions, commands, threads, tokens, addresses."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from tests.loopback import TestDiscord
from tests.playground.conftest import Api


async def test_a_wrong_token_is_refused(discord_server: TestDiscord) -> None:
    headers = {"Authorization": "Bot wrong"}
    url = discord_server.api_url + "/users/@me"
    async with aiohttp.ClientSession(headers=headers) as http, http.get(url) as answer:
        assert answer.status == 401
        assert (await answer.json())["code"] == 0


async def test_an_unknown_route_is_refused_and_logged(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    status, answer = await api("GET", "/no/such/route")
    assert (status, answer) == (404, {"message": "404: Not Found", "code": 0})
    assert "GET /no/such/route" in caplog.text


@pytest.mark.parametrize(
    ("path", "code"),
    [("/channels/1", 10003), ("/guilds/1", 10004), ("/users/1", 10013), ("/channels/{lobby}/messages/1", 10008)],
)
async def test_what_is_not_there_has_its_own_code(api: Api, lobby: str, path: str, code: int) -> None:
    status, answer = await api("GET", path.format(lobby=lobby))
    assert (status, answer["code"]) == (404, code)


async def test_a_hidden_channel_is_no_access_and_a_missing_permission_is_named(
    api: Api, discord_server: TestDiscord
) -> None:
    diary, teapot = discord_server.channel_id("#diary"), discord_server.channel_id("#teapot")
    assert (await api("POST", f"/channels/{diary}/messages", {"content": "c"}))[1]["code"] == 50001
    assert (await api("GET", f"/channels/{diary}"))[1]["code"] == 50001
    said = await discord_server.member("wren").say("#teapot", "hi")
    reaction = f"/channels/{teapot}/messages/{said.id}/reactions/%F0%9F%91%8D/@me"
    assert (await api("PUT", reaction))[1]["code"] == 50013
    assert (await api("DELETE", f"/channels/{teapot}/messages/{said.id}"))[1]["code"] == 50013
    assert (await api("POST", f"/channels/{teapot}/threads", {"name": "t", "type": 11}))[1]["code"] == 50013
    assert (await api("GET", f"/guilds/{discord_server.guild_id('Next Door')}"))[1]["code"] == 50001


async def test_a_first_reaction_by_another_lets_the_bot_join_in(api: Api, discord_server: TestDiscord) -> None:
    teapot = discord_server.channel_id("#teapot")
    said = await discord_server.member("wren").say("#teapot", "hi")
    await discord_server.member("wren").react(said, "👍")
    assert (await api("PUT", f"/channels/{teapot}/messages/{said.id}/reactions/%F0%9F%91%8D/@me"))[0] == 204


async def test_twenty_emoji_fit_on_a_message(api: Api, lobby: str, discord_server: TestDiscord) -> None:
    said = await discord_server.member("alice").say("#lobby", "hi")
    path = f"/channels/{lobby}/messages/{said.id}/reactions"
    for number in range(20):
        assert (await api("PUT", f"{path}/{chr(0x1F600 + number)}/@me"))[0] == 204
    assert (await api("PUT", f"{path}/🎬/@me"))[1]["code"] == 30010
    assert (await api("PUT", f"{path}/abc/@me"))[1]["code"] == 10014


async def test_reaction_users_come_by_id_a_hundred_at_a_time(api: Api, lobby: str, discord_server: TestDiscord) -> None:
    said = await discord_server.member("alice").say("#lobby", "hi")
    names = ["alice", "nok", "theo"]
    for name in names:
        await discord_server.member(name).react(said, "👍")
    await discord_server.member("mina").react(said, "👍", burst=True)
    path = f"/channels/{lobby}/messages/{said.id}/reactions/👍"
    _, first = await api("GET", f"{path}?limit=2")
    _, rest = await api("GET", f"{path}?limit=2&after={first[-1]['id']}")
    assert sorted(user["username"] for user in [*first, *rest]) == sorted(names)
    assert [user["username"] for user in (await api("GET", f"{path}?type=1"))[1]] == ["mina"]
    assert (await api("GET", f"{path}?limit=101"))[1]["code"] == 50035


def option(name: str = "o", **more: Any) -> dict[str, Any]:
    return {"type": 3, "name": name, "description": "d", **more}


def command(**more: Any) -> dict[str, Any]:
    return {"name": "c", "description": "d", **more}


BAD_COMMANDS: list[tuple[str, dict[str, Any]]] = [
    ("upper case", command(name="Upper")),
    ("space in a name", command(name="two words")),
    ("name over 32", command(name="x" * 33)),
    ("no description", {"name": "c"}),
    ("description over 100", command(description="x" * 101)),
    ("26 options", command(options=[option(f"o{n}") for n in range(26)])),
    ("required after optional", command(options=[option("a"), option("b", required=True)])),
    ("option name twice", command(options=[option("a"), option("a")])),
    ("option without description", command(options=[{"type": 3, "name": "a"}])),
    ("26 choices", command(options=[option(choices=[{"name": str(n), "value": str(n)} for n in range(26)])])),
    ("choice name over 100", command(options=[option(choices=[{"name": "x" * 101, "value": "v"}])])),
    ("choices and autocomplete", command(options=[option(autocomplete=True, choices=[{"name": "a", "value": "a"}])])),
    ("autocomplete of a boolean", command(options=[option(type=5, autocomplete=True)])),
    ("sub-command beside option", command(options=[option("a"), {"type": 1, "name": "b", "description": "d"}])),
    (
        "8,001 characters",
        command(
            options=[
                option(f"o{n}", choices=[{"name": "n" * 95, "value": f"{m}" + "v" * 90} for m in range(25)])
                for n in range(2)
            ]
        ),
    ),
    ("unknown locale", command(name_localizations={"xx": "c"})),
    ("localised upper case", command(name_localizations={"de": "Groß"})),
    ("context menu with description", command(type=2, name="C")),
]


@pytest.mark.parametrize("body", [case[1] for case in BAD_COMMANDS], ids=[case[0] for case in BAD_COMMANDS])
async def test_a_command_beyond_the_rules_is_refused(
    api: Api, body: dict[str, Any], discord_server: TestDiscord
) -> None:
    path = f"/applications/{discord_server.world.bot_id}/commands"
    status, answer = await api("PUT", path, [body])
    assert (status, answer["code"]) == (400, 50035), answer
    assert "0" in answer["errors"]


async def test_commands_keep_their_ids_and_days_have_an_end(api: Api, discord_server: TestDiscord) -> None:
    path = f"/applications/{discord_server.world.bot_id}/commands"
    _, first = await api("PUT", path, [command(), command(type=3, name="Do it", description="")])
    _, second = await api("PUT", path, [command(description="other")])
    assert second[0]["id"] == first[0]["id"]
    assert second[0]["version"] != first[0]["version"]
    assert (await api("PUT", path, [command(), command()]))[1]["code"] == 50035
    for number in range(2):
        await api("PUT", path, [command(name=f"c{number}-{n}") for n in range(99)])
    assert (await api("POST", path, command(name="last")))[1]["code"] == 30034
    discord_server.clock.advance(86_400)
    assert (await api("POST", path, command(name="last")))[0] == 201


async def test_a_forum_that_asks_for_a_tag_gets_one(api: Api, discord_server: TestDiscord) -> None:
    forum = discord_server.channel_id("#posts")
    tag = discord_server.world.channels[forum].data["available_tags"][0]["id"]
    post: dict[str, Any] = {"name": "p", "message": {"content": "c"}}
    assert (await api("POST", f"/channels/{forum}/threads", post))[1]["code"] == 40067
    assert (await api("POST", f"/channels/{forum}/threads", {**post, "applied_tags": ["1"]}))[1]["code"] == 50035
    status, answer = await api("POST", f"/channels/{forum}/threads", {**post, "applied_tags": [tag]})
    assert (status, answer["applied_tags"], answer["message"]["id"]) == (201, [tag], answer["id"])
    assert (await api("POST", f"/channels/{forum}/threads", {"name": "x" * 101, "message": {}}))[0] == 400
    assert (await api("POST", f"/channels/{forum}/messages", {"content": "c"}))[1]["code"] == 50008


async def test_a_member_who_closed_direct_messages_gets_none(api: Api, discord_server: TestDiscord) -> None:
    nok = discord_server.member("nok")
    _, channel = await api("POST", "/users/@me/channels", {"recipient_id": nok.id})
    assert (await api("POST", f"/channels/{channel['id']}/messages", {"content": "hi"}))[0] == 200
    discord_server.people.set_preferences(nok.id, {"takes_dms": False})
    status, answer = await api("POST", f"/channels/{channel['id']}/messages", {"content": "hi"})
    assert (status, answer["code"]) == (403, 50007)
    assert [one.text for one in nok.dms()] == ["hi"]


@pytest.mark.parametrize(("header", "status"), [("evil.example", 403), ("localhost", 200), ("127.0.0.1:1", 200)])
async def test_only_its_own_names_are_answered(discord_server: TestDiscord, header: str, status: int) -> None:
    async with aiohttp.ClientSession(headers={"Host": header}) as http:
        alice = discord_server.user_id("alice")
        async with http.get(discord_server.page_url + f"playground/api/state?as={alice}") as answer:
            assert answer.status == status


async def test_other_sites_may_not_act(discord_server: TestDiscord) -> None:
    headers = {"Origin": "https://evil.example"}
    url = discord_server.page_url + "playground/api/people"
    async with aiohttp.ClientSession(headers=headers) as http, http.post(url, json={"username": "evil"}) as answer:
        assert answer.status == 403


async def test_the_page_is_locked_down_and_served_fresh(discord_server: TestDiscord) -> None:
    async with aiohttp.ClientSession() as http, http.get(discord_server.page_url) as answer:
        assert answer.status == 200
        assert answer.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    outside = discord_server.page_url + "static/..%2f..%2fserver.py"
    async with aiohttp.ClientSession() as http, http.get(outside) as answer:
        assert answer.status == 404


async def test_faults_happen_as_often_as_asked(api: Api, lobby: str, discord_server: TestDiscord) -> None:
    discord_server.faults.fail("GET", "/channels/*", status=503, times=2)
    assert [(await api("GET", f"/channels/{lobby}"))[0] for _ in range(3)] == [503, 503, 200]
    discord_server.faults.rate_limit("GET", "/channels/*", retry_after=0.5)
    status, answer = await api("GET", f"/channels/{lobby}")
    assert (status, answer["retry_after"]) == (429, 0.5)


async def test_rate_limits_are_kept_where_they_are_on(tmp_path: Any) -> None:
    async with TestDiscord(rate_limits=True) as server:
        lobby = server.channel_id("#lobby")
        headers = {"Authorization": f"Bot {server.token}"}
        async with aiohttp.ClientSession(headers=headers) as http:
            statuses = []
            for number in range(6):
                url = f"{server.api_url}/channels/{lobby}/messages"
                async with http.post(url, json={"content": str(number)}) as answer:
                    statuses.append(answer.status)
                    last = answer.headers
            assert statuses == [200] * 5 + [429]
            assert last["Via"]
            assert float(last["Retry-After"]) > 0
            assert last["X-RateLimit-Bucket"]


async def test_others_words_need_the_content_intent_over_rest_too(api: Api, discord_server: TestDiscord) -> None:
    lobby = discord_server.channel_id("#lobby")
    said = await discord_server.member("alice").say("#lobby", "secret")
    assert (await api("GET", f"/channels/{lobby}/messages/{said.id}"))[1]["content"] == ""
    await api("POST", f"/channels/{lobby}/messages", {"content": "own"})
    assert [one["content"] for one in (await api("GET", f"/channels/{lobby}/messages"))[1]] == ["own", ""]


async def test_a_deleted_messages_file_is_gone(discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice")
    said = await alice.say("#lobby", "look", files=[("a.txt", b"private")])
    url = said.attachments[0]["url"]
    async with aiohttp.ClientSession() as http:
        async with http.get(url) as answer:
            assert (answer.status, await answer.read()) == (200, b"private")
            assert answer.headers["Content-Disposition"] == "attachment"
        await alice.delete(said)
        async with http.get(url) as answer:
            assert answer.status == 404


async def test_beyond_this_machine_addresses_are_answered_and_names_refused() -> None:
    async with TestDiscord(host="0.0.0.0") as server:
        port = server.address.rpartition(":")[2]
        for host, status in (("192.0.2.7", 200), ("evil.example", 403)):
            url = f"http://127.0.0.1:{port}/"
            async with aiohttp.ClientSession(headers={"Host": host}) as http, http.get(url) as answer:
                assert answer.status == status
