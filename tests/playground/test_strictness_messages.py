"""What Discord refuses in messages, and how it says so."""

from __future__ import annotations

import io
from typing import Any

import aiohttp
import pytest

from tests.loopback import TestDiscord
from tests.playground.conftest import Api

V2 = 1 << 15


def row(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(parts)}


def button(custom_id: str = "b", **more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "B", "custom_id": custom_id, **more}


def select(custom_id: str = "s", count: int = 1, **more: Any) -> dict[str, Any]:
    options = [{"label": f"o{number}", "value": str(number)} for number in range(count)]
    return {"type": 3, "custom_id": custom_id, "options": options, **more}


def text(content: str = "t") -> dict[str, Any]:
    return {"type": 10, "content": content}


def v2(*parts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"flags": V2, "components": list(parts), **more}


def picture(**more: Any) -> dict[str, Any]:
    return {"media": {"url": "https://example.org/a.png"}, **more}


TOO_MUCH: list[tuple[str, dict[str, Any], str]] = [
    ("content over 2,000", {"content": "x" * 2001}, "content"),
    ("eleven embeds", {"embeds": [{"title": "t"}] * 11}, "embeds"),
    ("embed title over 256", {"embeds": [{"title": "x" * 257}]}, "embeds.0.title"),
    ("embed description over 4,096", {"embeds": [{"description": "x" * 4097}]}, "embeds.0.description"),
    ("26 fields", {"embeds": [{"fields": [{"name": "n", "value": "v"}] * 26}]}, "embeds.0.fields"),
    (
        "field value over 1,024",
        {"embeds": [{"fields": [{"name": "n", "value": "x" * 1025}]}]},
        "embeds.0.fields.0.value",
    ),
    ("field without name", {"embeds": [{"fields": [{"name": "", "value": "v"}]}]}, "embeds.0.fields.0.name"),
    ("footer over 2,048", {"embeds": [{"footer": {"text": "x" * 2049}}]}, "embeds.0.footer.text"),
    ("6,001 embed characters", {"embeds": [{"description": "x" * 4000}, {"description": "x" * 2001}]}, "embeds"),
    ("embed image without scheme", {"embeds": [{"image": {"url": "ftp://a"}}]}, "embeds.0.image.url"),
    ("six rows", {"content": "c", "components": [row(button(str(n))) for n in range(6)]}, "components"),
    (
        "six buttons",
        {"content": "c", "components": [row(*(button(str(n)) for n in range(6)))]},
        "components.0.components",
    ),
    ("button beside select", {"content": "c", "components": [row(button(), select())]}, "components.0.components"),
    ("label over 80", {"content": "c", "components": [row(button(label="x" * 81))]}, "components.0.components.0.label"),
    (
        "custom id over 100",
        {"content": "c", "components": [row(button("x" * 101))]},
        "components.0.components.0.custom_id",
    ),
    (
        "same custom id twice",
        {"content": "c", "components": [row(button(), button())]},
        "components.0.components.1.custom_id",
    ),
    ("no label, no emoji", {"content": "c", "components": [row(button(label=None))]}, "components.0.components.0"),
    (
        "unknown emoji",
        {"content": "c", "components": [row(button(emoji={"name": "nope"}))]},
        "components.0.components.0.emoji.name",
    ),
    (
        "link with custom id",
        {"content": "c", "components": [row(button(style=5, url="https://a.b"))]},
        "components.0.components.0",
    ),
    ("26 options", {"content": "c", "components": [row(select(count=26))]}, "components.0.components.0.options"),
    ("no options", {"content": "c", "components": [row(select(count=0))]}, "components.0.components.0.options"),
    (
        "option value twice",
        {"content": "c", "components": [row(select(options=[{"label": "a", "value": "1"}] * 2))]},
        "components.0.components.0.options.1.value",
    ),
    (
        "more values than options",
        {"content": "c", "components": [row(select(max_values=3))]},
        "components.0.components.0.max_values",
    ),
    ("text display without V2", {"content": "c", "components": [text()]}, "components.0.type"),
    ("content beside V2", v2(text(), content="c"), "content"),
    ("embeds beside V2", v2(text(), embeds=[{"title": "t"}]), "embeds"),
    ("poll beside V2", v2(text(), poll={"question": {"text": "q"}, "answers": []}), "poll"),
    ("V2 without components", v2(), "components"),
    ("41 components", v2(*(text() for _ in range(41))), "components"),
    ("41 components, nested", v2({"type": 17, "components": [text() for _ in range(40)]}), "components"),
    ("4,001 characters in all", v2(text("x" * 4000), text("y")), "components"),
    ("empty text display", v2(text("")), "components.0.content"),
    (
        "section with four texts",
        v2({"type": 9, "components": [text()] * 4, "accessory": button()}),
        "components.0.components",
    ),
    ("section without accessory", v2({"type": 9, "components": [text()]}), "components.0.accessory"),
    ("eleven pictures", v2({"type": 12, "items": [picture()] * 11}), "components.0.items"),
    (
        "alt text over 1,024",
        v2({"type": 12, "items": [picture(description="x" * 1025)]}),
        "components.0.items.0.description",
    ),
    ("file that is not attached", v2({"type": 13, "file": {"url": "attachment://no.txt"}}), "components.0.file.url"),
    (
        "container in container",
        v2({"type": 17, "components": [{"type": 17, "components": [text()]}]}),
        "components.0.components.0.type",
    ),
    ("label in a message", v2({"type": 18, "label": "l", "component": select()}), "components.0.type"),
    (
        "empty poll question",
        {"poll": {"question": {"text": ""}, "answers": [{"poll_media": {"text": "a"}}]}},
        "poll.question.text",
    ),
    (
        "eleven poll answers",
        {"poll": {"question": {"text": "q"}, "answers": [{"poll_media": {"text": "a"}}] * 11}},
        "poll.answers",
    ),
    (
        "poll answer over 55",
        {"poll": {"question": {"text": "q"}, "answers": [{"poll_media": {"text": "x" * 56}}]}},
        "poll.answers.0.poll_media.text",
    ),
    (
        "mentions both ways",
        {"content": "c", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions",
    ),
    ("reply to nothing", {"content": "c", "message_reference": {"message_id": "1"}}, "message_reference"),
]


@pytest.mark.parametrize(("body", "place"), [case[1:] for case in TOO_MUCH], ids=[case[0] for case in TOO_MUCH])
async def test_a_message_beyond_a_limit_is_refused(
    api: Api, lobby: str, body: dict[str, Any], place: str, discord_server: TestDiscord
) -> None:
    status, answer = await api("POST", f"/channels/{lobby}/messages", body)
    assert (status, answer["code"]) == (400, 50035)
    found = answer["errors"]
    for part in place.split("."):
        assert part in found, answer["errors"]
        found = found[part]
    assert found["_errors"][0]["code"]
    assert discord_server.all_messages(lobby) == []


ENOUGH: list[tuple[str, dict[str, Any]]] = [
    ("content of 2,000", {"content": "x" * 2000}),
    ("6,000 embed characters", {"embeds": [{"description": "x" * 4000}, {"description": "x" * 2000}]}),
    ("five buttons", {"content": "c", "components": [row(*(button(str(n)) for n in range(5)))]}),
    ("25 options", {"components": [row(select(count=25))]}),
    ("40 components", v2(*(text("x") for _ in range(40)))),
    ("4,000 characters", v2(text("x" * 2000), {"type": 17, "spoiler": True, "components": [text("y" * 2000)]})),
    ("ten pictures", v2({"type": 12, "items": [picture(description="x" * 1024)] * 10})),
    ("an emoji alone on a button", {"content": "c", "components": [row(button(label=None, emoji={"name": "❤️‍🔥"}))]}),
    (
        "a poll",
        {"poll": {"question": {"text": "q"}, "answers": [{"poll_media": {"text": "a", "emoji": {"name": "🍿"}}}]}},
    ),
]


@pytest.mark.parametrize("body", [case[1] for case in ENOUGH], ids=[case[0] for case in ENOUGH])
async def test_a_message_at_a_limit_is_taken(
    api: Api, lobby: str, body: dict[str, Any], discord_server: TestDiscord
) -> None:
    status, answer = await api("POST", f"/channels/{lobby}/messages", body)
    assert status == 200, answer
    discord_server.violations.clear()  # Discord takes buttons and menus without a word; only our own cards don't


@pytest.mark.parametrize("body", [{}, {"content": ""}, {"content": "  \n"}, {"embeds": []}, {"components": []}])
async def test_an_empty_message_is_refused(api: Api, lobby: str, body: dict[str, Any]) -> None:
    status, answer = await api("POST", f"/channels/{lobby}/messages", body)
    assert (status, answer["code"]) == (400, 50006)


async def test_an_edit_obeys_the_same_limits(api: Api, lobby: str) -> None:
    _, message = await api("POST", f"/channels/{lobby}/messages", {"content": "c"})
    path = f"/channels/{lobby}/messages/{message['id']}"
    assert (await api("PATCH", path, {"content": "x" * 2001}))[1]["code"] == 50035
    assert (await api("PATCH", path, {"content": None}))[1]["code"] == 50006
    status, answer = await api("PATCH", path, {"flags": V2, "components": [text()]})
    assert (status, list(answer["errors"])) == (400, ["content"])
    status, answer = await api("PATCH", path, {"content": None, "flags": V2, "components": [text("now V2")]})
    assert status == 200
    assert answer["components"][0]["content"] == "now V2"


async def test_only_own_messages_are_edited(api: Api, lobby: str, discord_server: TestDiscord) -> None:
    said = await discord_server.member("alice").say("#lobby", "mine")
    status, answer = await api("PATCH", f"/channels/{lobby}/messages/{said.id}", {"content": "yours"})
    assert (status, answer["code"]) == (403, 50005)


async def test_an_attachment_over_ten_mebibytes_is_refused(api: Api, lobby: str) -> None:
    form = aiohttp.FormData()
    form.add_field("payload_json", "{}")
    form.add_field("files[0]", io.BytesIO(b"x" * (10 * 1024 * 1024 + 1)), filename="big.bin")
    status, answer = await api("POST", f"/channels/{lobby}/messages", data=form)
    assert (status, answer["code"]) == (413, 40005)


async def test_bulk_deletion_takes_two_to_a_hundred_young_messages(
    api: Api, lobby: str, discord_server: TestDiscord
) -> None:
    ids = [(await discord_server.member("alice").say("#lobby", str(number))).id for number in range(3)]
    path = f"/channels/{lobby}/messages/bulk-delete"
    assert (await api("POST", path, {"messages": ids[:1]}))[1]["code"] == 50016
    assert (await api("POST", path, {"messages": [str(n) for n in range(101)]}))[1]["code"] == 50016
    assert (await api("POST", path, {"messages": ids[:2]}))[0] == 204
    assert [one.id for one in discord_server.all_messages(lobby)] == ids[2:]
    discord_server.clock.advance(15 * 86_400)
    assert (await api("POST", path, {"messages": [ids[2], ids[2]]}))[1]["code"] == 50034


async def test_everyone_is_pinged_with_permission_only(api: Api, lobby: str, discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice")
    _, answer = await api("POST", f"/channels/{lobby}/messages", {"content": f"@everyone <@{alice.id}>"})
    assert not answer["mention_everyone"]
    assert [user["username"] for user in answer["mentions"]] == ["alice"]
    body = {"content": f"<@{alice.id}>", "allowed_mentions": {"parse": []}}
    assert (await api("POST", f"/channels/{lobby}/messages", body))[1]["mentions"] == []


async def test_history_is_paged(api: Api, lobby: str, discord_server: TestDiscord) -> None:
    ids = [(await discord_server.member("alice").say("#lobby", str(number))).id for number in range(6)]
    base = f"/channels/{lobby}/messages"

    async def page(query: str) -> list[str]:
        return [ids.index(message["id"]) for message in (await api("GET", f"{base}?{query}"))[1]]  # type: ignore[misc]  # positions are easier to read

    assert await page("limit=2") == [5, 4]
    assert await page(f"limit=2&before={ids[4]}") == [3, 2]
    assert await page(f"limit=2&after={ids[1]}") == [3, 2]
    assert await page(f"limit=3&around={ids[3]}") == [4, 3, 2]
    assert (await api("GET", f"{base}?limit=101"))[1]["code"] == 50035
