"""The harness keeps its promises: it reads, finds, waits, and reports what Discord would not take."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from tests.loopback import Reply, Seen, TestDiscord, text_of
from tests.loopback.openapi import DESCRIPTION


@pytest.mark.skipif(not DESCRIPTION.is_file(), reason="Discord's own description is not at hand")
@pytest.mark.parametrize(
    ("method", "path", "body", "wrong"),
    [
        ("POST", "/channels/{lobby}/messages", {"embeds": [{"title": "t", "timestamp": 5}]}, "timestamp"),
        ("POST", "/channels/{lobby}/messages?surprise=1", {"content": "c"}, "surprise"),
        ("POST", "/channels/{lobby}/messages", {"content": "c", "nonce": []}, "nonce"),
        ("GET", "/channels/{lobby}/messages?limit=5", None, None),
        ("POST", "/channels/{lobby}/messages", {"content": "c", "message_reference": None}, None),
    ],
)
async def test_a_request_that_discord_would_not_take_is_noted(
    method: str, path: str, body: dict[str, object] | None, wrong: str | None
) -> None:
    async with TestDiscord() as server:
        headers = {"Authorization": f"Bot {server.token}"}
        url = server.api_url + path.format(lobby=server.channel_id("#lobby"))
        async with aiohttp.ClientSession(headers=headers) as http, http.request(method, url, json=body) as answer:
            assert answer.status == 200
        if wrong is None:
            assert server.violations == []
        else:
            [violation] = server.violations
            assert wrong in violation
        assert server.requests[-1].status == 200


def test_text_is_in_reading_order() -> None:
    message = {
        "content": "content",
        "embeds": [
            {
                "author": {"name": "author"},
                "title": "title",
                "description": "description",
                "fields": [{"name": "name", "value": "value"}],
                "footer": {"text": "footer"},
            }
        ],
        "components": [
            {
                "type": 17,
                "components": [
                    {
                        "type": 9,
                        "components": [{"type": 10, "content": "left"}],
                        "accessory": {"type": 2, "label": "press"},
                    },
                    {"type": 12, "items": [{"media": {}, "description": "alt"}]},
                    {
                        "type": 1,
                        "components": [
                            {"type": 3, "placeholder": "pick", "options": [{"label": "o", "description": "d"}]}
                        ],
                    },
                ],
            }
        ],
    }
    assert text_of(message).split("\n") == [
        *("content", "author", "title", "description", "name", "value", "footer"),
        *("left", "press", "alt", "pick", "o", "d"),
    ]


def test_a_reply_without_a_message_says_so() -> None:
    with pytest.raises(AssertionError, match="no message was shown: failed timeout"):
        _ = Reply("failed", reason="timeout").seen
    with pytest.raises(AssertionError, match="no modal was shown"):
        _ = Reply("message", message=Seen({"content": "x", "flags": 0, "components": []})).fields


async def test_people_and_places_are_found_by_name(discord_server: TestDiscord) -> None:
    assert discord_server.member("alice") is discord_server.member("alice")
    with pytest.raises(AssertionError, match="there is no 'nobody'"):
        discord_server.member("nobody")
    with pytest.raises(AssertionError, match="there is no channel"):
        discord_server.channel_id("#nowhere")
    harbour = discord_server.channel_id("#reviews", guild="Drama Harbour")
    club = discord_server.channel_id("#reviews")
    assert harbour != club
    iris = discord_server.member("iris").at("#reviews")
    assert (await iris.say(None, "mine")).channel_id == harbour


async def test_a_missing_command_is_named(discord_server: TestDiscord) -> None:
    with pytest.raises(AssertionError, match="there is no /nothing"):
        await discord_server.member("alice").command("/nothing", channel="#lobby")


async def test_waiting_ends_with_what_was_seen(discord_server: TestDiscord) -> None:
    with pytest.raises(AssertionError, match="last seen: 0"):
        await discord_server.wait_for(lambda: 0, timeout_s=0.05)
    counted = iter(range(3))

    async def soon() -> bool:
        await asyncio.sleep(0)
        return next(counted) == 2

    assert await discord_server.wait_for(soon)
