"""Outside services as they are: local servers that speak the real shapes, and fail in the real ways."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Json = dict[str, Any]
Answer = Callable[[web.Request], Any]


@dataclass
class Service:
    """A local server; `answers` by path give JSON, and `fault`, while set, goes before every answer."""

    home: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    fault: Callable[[web.Request], Any] | None = None
    asked: list[web.Request] = field(default_factory=list)

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [request.path for request in self.asked]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        await request.read()
        self.asked.append(request)
        answer = self.fault or self.answers.get(request.path)
        if answer is None:
            return web.Response(status=404)  # with an empty body, as TVmaze does
        said = answer(request)
        if asyncio.iscoroutine(said):
            said = await said
        return said if isinstance(said, web.StreamResponse) else web.json_response(said)


@asynccontextmanager
async def serving() -> AsyncIterator[Service]:
    """A service on a free port of this machine."""
    service = Service()
    app = web.Application(client_max_size=2**20)
    app.router.add_route("*", "/{path:.*}", service.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    service.home = f"http://{host}:{port}"
    try:
        yield service
    finally:
        await runner.cleanup()


def status(code: int, **headers: str) -> Answer:
    """A fault: nothing but a status."""
    return lambda _request: web.Response(status=code, headers={k.replace("_", "-"): v for k, v in headers.items()})


def redirect(to: str) -> Answer:
    """A fault: look elsewhere."""
    return lambda _request: web.Response(status=302, headers={"Location": to})


def body(text: str, content_type: str = "application/json") -> Answer:
    """A fault: this text, whatever it is."""
    return lambda _request: web.Response(text=text, content_type=content_type)


def silence(seconds: float = 60.0) -> Answer:
    """A fault: no answer for a long time."""

    async def wait(_request: web.Request) -> web.Response:
        await asyncio.sleep(seconds)
        return web.Response(status=500)

    return wait


async def endless(request: web.Request) -> web.StreamResponse:
    """A fault: an answer that is small on the way and never ends when it is unpacked."""
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    response.enable_compression()
    await response.prepare(request)
    await response.write(b'["')
    for _piece in range(200):
        await response.write(b"x" * 100_000)
    return response


# TVmaze


def tvmaze_show(number: int, name: str, **said: Any) -> Json:
    """A show as TVmaze tells it."""
    show: Json = {
        "id": number,
        "url": f"https://www.tvmaze.com/shows/{number}/x",
        "name": name,
        "type": "Scripted",
        "language": "Korean",
        "genres": ["Drama", "Crime", "Mystery"],
        "status": "Ended",
        "runtime": 70,
        "averageRuntime": 68,
        "premiered": "2017-06-10",
        "ended": "2017-07-30",
        "officialSite": "http://program.example.com/stranger",
        "schedule": {"time": "21:00", "days": ["Saturday", "Sunday"]},
        "rating": {"average": 8.4},
        "weight": 88,
        "network": {"id": 20, "name": "tvN", "country": {"name": "Korea", "code": "KR", "timezone": "Asia/Seoul"}},
        "webChannel": None,
        "dvdCountry": None,
        "externals": {"tvrage": None, "thetvdb": 330000, "imdb": f"tt{number:07}"},
        "image": None,
        "summary": "<p>A <b>prosecutor</b> &amp; a detective share an office.</p>",
        "updated": 1600000000,
        "_links": {"self": {"href": f"https://api.tvmaze.com/shows/{number}"}},
    }
    return {**show, **said}


def tvmaze_episode(season: int, number: int | None, stamp: str, **said: Any) -> Json:
    """An episode as TVmaze tells it; a special has no number."""
    episode: Json = {
        "id": season * 1000 + (number or 999),
        "name": f"Episode {number}",
        "season": season,
        "number": number,
        "type": "regular" if number else "significant_special",
        "airdate": stamp[:10],
        "airtime": "21:00",
        "airstamp": stamp,
        "runtime": 70,
        "rating": {"average": None},
        "image": None,
        "summary": None,
    }
    return {**episode, **said}


def add_tvmaze(service: Service, *shows: Json, embedded: dict[int, Json] | None = None) -> None:
    """Let `service` be TVmaze with some shows; `embedded` is what each is told with in full."""

    def search(request: web.Request) -> list[Json]:
        wanted = request.query["q"].casefold().split()
        return [
            {"score": 0.9 - 0.1 * place, "show": show}
            for place, show in enumerate(shows)
            if any(word in show["name"].casefold().split() for word in wanted)
        ]

    def whole(show: Json) -> Answer:
        return lambda _request: {**show, "_embedded": (embedded or {}).get(show["id"], {"episodes": []})}

    service.answers["/search/shows"] = search
    for show in shows:
        service.answers[f"/shows/{show['id']}"] = whole(show)
