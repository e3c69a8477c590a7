"""The door to outside services: what it keeps, how often it asks, and that no answer can do harm."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest
import yarl
from aiohttp import web

from bot.providers.door import Door, Http, KeptAnswer
from bot.providers.guard import PublicResolver, is_public, may_ask
from bot.providers.protocol import OutsideError, Trouble
from tests.outside.services import Answer, Service, body, endless, redirect, serving, silence, status


class Shelf:
    """Kept answers in memory, stale as soon as `is_fresh` says so."""

    def __init__(self) -> None:
        self.kept: dict[str, KeptAnswer] = {}
        self.is_fresh = True

    async def get(self, request: str) -> KeptAnswer | None:
        kept = self.kept.get(request)
        return None if kept is None else KeptAnswer(kept.body, kept.etag, self.is_fresh)

    async def put(self, request: str, body: str, *, etag: str | None, keep_s: float) -> None:
        self.kept[request] = KeptAnswer(body, etag, keep_s > 0)


class Clock:
    """Time that goes forward when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    async with serving() as found:
        found.answers["/things"] = lambda request: {"q": request.query.get("q")}
        yield found


@pytest.fixture
async def http() -> AsyncIterator[Http]:
    opened = Http(Shelf(), now=Clock())
    yield opened
    await opened.close()


def door(http: Http, service: Service, **options: Any) -> Door:
    return Door(http, "Somebody", service.home, **{"budget": (100, 10.0), **options})


async def trouble_of(asked: Door, path: str = "/things") -> OutsideError:
    with pytest.raises(OutsideError) as caught:
        await asked.get(path, {"q": "x"}, keep_s=60)
    return caught.value


async def test_a_fresh_answer_is_not_asked_for_again_also_after_a_restart(service: Service, http: Http) -> None:
    assert await door(http, service).get("/things", {"q": "a"}, keep_s=60) == {"q": "a"}
    assert await door(http, service).get("/things", {"q": "a"}, keep_s=60) == {"q": "a"}
    assert await door(http, service).get("/things", {"q": "b"}, keep_s=60) == {"q": "b"}
    assert len(service.asked) == 2


async def test_whoever_watches_hears_how_each_question_ended(service: Service, http: Http) -> None:
    heard: list[tuple[str, str]] = []
    http.on_answer = lambda *said: heard.append(said)
    asked = door(http, service)
    for _time in range(2):
        await asked.get("/things", {"q": "a"}, keep_s=60)
    service.fault = status(500)
    await trouble_of(asked)
    assert heard == [("Somebody", "answered"), ("Somebody", "kept"), ("Somebody", "down")]


async def test_a_stale_answer_is_taken_again_where_the_service_says_it_is_unchanged(service: Service) -> None:
    shelf = Shelf()
    http = Http(shelf)

    def answer(request: web.Request) -> web.Response:
        if request.headers.get("If-None-Match") == '"v1"':
            return web.Response(status=304)
        return web.json_response({"n": 1}, headers={"ETag": '"v1"'})

    service.answers["/things"] = answer
    try:
        asked = door(http, service)
        assert await asked.get("/things", keep_s=60) == {"n": 1}
        shelf.is_fresh = False
        assert await asked.get("/things", keep_s=60) == {"n": 1}
        assert len(service.asked) == 2
    finally:
        await http.close()


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (status(500), Trouble.DOWN),
        (status(404), Trouble.MISSING),
        (status(401), Trouble.REFUSED),
        (status(403), Trouble.REFUSED),
        (status(418), Trouble.NONSENSE),
        (status(429, Retry_After="7"), Trouble.BUSY),
        (status(503, Retry_After="Wed, 21 Oct 2099 07:28:00 GMT"), Trouble.BUSY),
        (body("<html>Sorry</html>", "text/html"), Trouble.NONSENSE),
        (body('{"half": '), Trouble.NONSENSE),
        (body("[" * 100_000), Trouble.NONSENSE),
        (body('"' + "x" * 10_000_000 + '"'), Trouble.NONSENSE),
        (endless, Trouble.NONSENSE),
        (redirect("http://169.254.169.254/latest/meta-data"), Trouble.NONSENSE),
        (redirect("https://127.0.0.1:1/"), Trouble.NONSENSE),
        (redirect("https://[::1]/"), Trouble.NONSENSE),
        (redirect("https://10.0.0.7/"), Trouble.NONSENSE),
        (redirect("https://[::ffff:10.0.0.7]/"), Trouble.NONSENSE),
        (redirect("https://localhost/"), Trouble.NONSENSE),
        (redirect("file:///etc/passwd"), Trouble.NONSENSE),
        (redirect("/things"), Trouble.NONSENSE),
        (redirect("http://[half"), Trouble.NONSENSE),
    ],
)
async def test_whatever_is_no_answer_is_told_apart_and_harmless(
    service: Service, http: Http, fault: Answer, trouble: Trouble
) -> None:
    service.fault = fault
    error = await trouble_of(door(http, service))
    assert error.trouble is trouble
    assert len(service.asked) <= 4, "redirects end"


async def test_a_trouble_is_logged_once_until_there_is_an_answer_again(
    service: Service, http: Http, caplog: pytest.LogCaptureFixture
) -> None:
    asked = door(http, service, secret={"api_key": "hush-hush"})
    service.fault = status(500)
    with caplog.at_level(logging.WARNING):
        for _time in range(2):
            await trouble_of(asked)
        assert caplog.text.count("Somebody gave no usable answer") == 1
        service.fault = None
        await asked.get("/things", {"q": "well"}, keep_s=60)
        service.fault = status(500)
        await trouble_of(asked)
    assert caplog.text.count("Somebody gave no usable answer") == 2
    assert "hush-hush" not in caplog.text
    assert all(request.query["api_key"] == "hush-hush" for request in service.asked)


async def test_after_failures_in_a_row_it_is_left_alone_for_a_while(service: Service) -> None:
    clock = Clock()
    http = Http(Shelf(), now=clock)
    try:
        asked = door(http, service)
        service.fault = status(502)
        for _time in range(3):
            assert (await trouble_of(asked)).trouble is Trouble.DOWN
        service.fault = None
        assert (await trouble_of(asked)).trouble is Trouble.BUSY
        assert len(service.asked) == 3
        clock.now += 31
        assert await asked.get("/things", {"q": "x"}, keep_s=60) == {"q": "x"}
    finally:
        await http.close()


async def test_patience_that_is_asked_for_is_had(service: Service) -> None:
    clock = Clock()
    http = Http(Shelf(), now=clock)
    try:
        asked = door(http, service)
        service.fault = status(429, Retry_After="50")
        await trouble_of(asked)
        service.fault = None
        clock.now += 49
        assert (await trouble_of(asked)).trouble is Trouble.BUSY
        clock.now += 2
        await asked.get("/things", {"q": "x"}, keep_s=60)
    finally:
        await http.close()


async def test_no_more_is_asked_than_the_budget_holds(service: Service, http: Http) -> None:
    asked = door(http, service, budget=(3, 10.0))
    for number in range(3):
        await asked.get("/things", {"q": str(number)}, keep_s=60)
    assert (await trouble_of(asked)).trouble is Trouble.BUSY
    assert len(service.asked) == 3


async def test_a_key_goes_home_only(service: Service, http: Http) -> None:
    async with serving() as elsewhere:
        service.fault = redirect(f"{elsewhere.home}/things")
        await trouble_of(door(http, service, secret={"api_key": "hush"}))
        assert elsewhere.asked == []


async def test_who_does_not_answer_is_not_waited_for_by_the_next(service: Service, http: Http) -> None:
    import asyncio

    service.fault = silence()
    asked = door(http, service)
    waiting = [asyncio.create_task(asked.get("/things", {"q": "x"}, keep_s=60)) for _each in range(3)]
    await asyncio.sleep(0.05)
    for each in waiting:
        each.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert len(service.asked) <= 1, "the same question travels once"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.20.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:192.168.0.1", False),
        ("2002:c0a8:0001::1", False),
        ("example.com", False),
    ],
)
def test_public_addresses_are_told_from_private_ones(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://api.example.org/x", True),
        ("https://other.example.com/x", True),
        ("http://other.example.com/x", False),
        ("https://user:pass@other.example.com/x", False),
        ("https://intranet/x", False),
        ("https://192.168.0.1/x", False),
    ],
)
def test_only_public_addresses_by_https_are_followed(url: str, may: bool) -> None:
    assert may_ask(yarl.URL(url), yarl.URL("https://api.example.org")) is may


async def test_a_name_that_leads_into_a_private_network_is_refused() -> None:
    resolver = PublicResolver()
    with pytest.raises(OSError, match="public"):
        await resolver.resolve("localhost", 443)
    await resolver.close()
