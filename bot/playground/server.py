"""The loopback Discord: one local web server with the REST API, the gateway, the files, people's API and the page."""

from __future__ import annotations

import asyncio
import base64
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Self

from aiohttp import web

from bot.playground.actions.archiver import Archiver
from bot.playground.actions.poll_timer import PollTimer
from bot.playground.api_errors import ApiError, Json, not_found, refused, unauthorized
from bot.playground.backend import Backend
from bot.playground.core import Core
from bot.playground.events import Bus, dumps
from bot.playground.faults import Fault, Faults
from bot.playground.files import FileRoutes
from bot.playground.gateway.connections import Gateway
from bot.playground.gateway.conversation import serve
from bot.playground.gateway.identify_rate import IdentifyRate
from bot.playground.interactions.life import ANSWER_WITHIN_S, Interactions
from bot.playground.json_text import MISSHAPEN
from bot.playground.people.acting import People
from bot.playground.people.api import PeopleApi
from bot.playground.rest import ROUTES
from bot.playground.rest.bodies import read_body
from bot.playground.rest.rate_limits import RateLimits
from bot.playground.rest.routing import Reply, Request
from bot.playground.world.attachments import Attachments
from bot.playground.world.clock import Clock
from bot.playground.world.model import World
from bot.playground.world.persistence import Keeper, rebase
from bot.playground.world.sample import sample_world

_log = logging.getLogger(__name__)
_API = "/api/v10"
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
# Requests may carry 25 MiB of files beside their JSON.
_BIGGEST_REQUEST = 32 * 1024 * 1024


@dataclass(slots=True)
class Recorded:
    """A request that the bot made, and what it was answered."""

    method: str
    path: str
    template: str | None
    body: Any
    query: dict[str, str]
    status: int
    answer: Any


Watcher = Callable[[Recorded], None]


class LoopbackDiscord:
    """A Discord of one's own on this machine: `async with LoopbackDiscord() as discord`.

    `world` defaults to the sample. `data` keeps everything in a folder; without it all is gone at the end.
    It listens on `host` and `port` (0 picks a free one). `names` are further host names by which browsers may
    reach it. `privileged` are the privileged intents that the bot was given. `allow_forgery` lets tests send
    what no client would. `rate_limits` refuses requests that come too fast, as Discord does.
    `answer_within_s` is how long the bot may take to answer a person: three seconds, as on Discord. `identifying` says
    in how many shards the bot is to be, and how fast it may open them.
    """

    def __init__(
        self,
        world: World | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        data: Path | None = None,
        names: frozenset[str] = frozenset(),
        privileged: frozenset[str] = frozenset(),
        allow_forgery: bool = False,
        rate_limits: bool = False,
        answer_within_s: float = ANSWER_WITHIN_S,
        identifying: IdentifyRate | None = None,
        page: Path | None = None,
    ) -> None:
        self._host, self._port = host, port
        self._names = _LOCAL_NAMES | names | {host}
        # Listening beyond this machine, it is reached by addresses; names stay refused (DNS rebinding).
        self._is_open = host not in _LOCAL_NAMES
        self._keeper = Keeper(data)
        self.world = self._keeper.load() or world or sample_world()
        self.token = _made_up_token(self.world.bot_id)
        bus = Bus(self.world)
        self.core = Core(self.world, bus, Attachments(self.world, folder=self._keeper.files))
        self._files = FileRoutes(page or Path(__file__).parent / "page", self.core.attachments)
        rate = identifying or IdentifyRate()
        self.gateway = Gateway(self.core, token=self.token, privileged=privileged, rate=rate)
        self.interactions = Interactions(self.core, self.gateway, answer_within_s=answer_within_s)
        self._backend = Backend(self.core, self.gateway, self.interactions)
        self.people = People(self._backend, allow_forgery=allow_forgery)
        self.faults = Faults(self.gateway)
        self._rate_limits = RateLimits(self.world.clock, enforced=rate_limits)
        self._people_api = PeopleApi(self._backend, self.people, bus)
        self._poll_timer = PollTimer(self.core)
        self._runner: web.AppRunner | None = None
        self._watchers: list[Watcher] = []
        self._background: list[asyncio.Task[None]] = []
        self._held: set[asyncio.Task[Any]] = set()  # answers that a fault delays
        self.address = ""

    @property
    def clock(self) -> Clock:
        """Discord's own time; `advance(seconds)` shifts it."""
        return self.world.clock

    @property
    def api_url(self) -> str:
        """The base address of the REST API."""
        return f"{self.address}{_API}"

    @property
    def gateway_url(self) -> str:
        """The address of the gateway's WebSocket."""
        return f"{self.address.replace('http', 'ws', 1)}/gateway"

    @property
    def cdn_url(self) -> str:
        """The base address of pictures and files."""
        return f"{self.address}/cdn"

    @property
    def page_url(self) -> str:
        """Where a person opens the playground."""
        return f"{self.address}/"

    def watch(self, watcher: Watcher) -> None:
        """Call `watcher` with each request that the bot makes, once it is answered."""
        self._watchers.append(watcher)

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=_BIGGEST_REQUEST, middlewares=[self._guard])
        app.router.add_get("/gateway", self._gateway)
        app.router.add_get("/gateway/", self._gateway)
        self._people_api.add_routes(app)
        self._files.add_routes(app)
        app.router.add_route("*", _API + "/{path:.*}", self._rest)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        port = self._runner.addresses[0][1]
        # Listening everywhere, this machine's own address is the one that always works.
        reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self._host, self._host)  # noqa: S104 (compared, not bound)
        shown_host = f"[{reached}]" if ":" in reached else reached
        self.address = f"http://{shown_host}:{port}"
        self.gateway.url = self.gateway_url
        self.core.attachments.base_url = self.address
        rebase(self.world, self.address)
        self._background = [
            asyncio.create_task(self._keeper.run(self.world, self.address)),
            asyncio.create_task(self._poll_timer.run()),
            asyncio.create_task(Archiver(self.core).run()),
        ]
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in (*self._background, *self._held):
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        self.gateway.close()
        self._people_api.close()
        if self._runner is not None:
            await self._runner.cleanup()
        self._keeper.save(self.world, self.address)

    # The gateway

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        return await serve(self.gateway, request)

    # The REST API

    async def _rest(self, request: web.Request) -> web.Response:
        path = "/" + request.match_info["path"]
        found = ROUTES.find(request.method, request.rel_url.raw_path.removeprefix(_API))
        template = found[0].template if found else None
        headers: dict[str, str] = {}
        body: Any = None
        try:
            fault = self.faults.match(request.method, path)
            if fault is not None and not fault.taken:
                await self._held_up(fault)
            body, files = await read_body(request)
            if fault is not None and not fault.taken and (fault.status or fault.cut):
                return self._spoilt(fault, request, path, template, body)
            if found is None:
                _log.warning("The bot asked for %s %s, which is not served here", request.method, path)
                raise not_found()
            route, places = found
            if not route.public and not self.gateway.check_token(request.headers.get("Authorization")):
                raise unauthorized()
            headers, wait = self._rate_limits.take(request.method, route.template, places)
            if wait:
                return self._recorded(request, path, template, body, *_too_fast(wait, headers))
            asked = Request(
                request.method, path, places, request.query, body, files, request.headers.get("X-Audit-Log-Reason")
            )
            answer = route.handler(self._backend, asked)
            if fault is not None and fault.taken:
                await self._held_up(fault)
            if fault is not None and fault.taken and (fault.status or fault.cut):
                return self._spoilt(fault, request, path, template, body)
        except ApiError as error:
            return self._recorded(request, path, template, body, error.status, error.body(), headers)
        except MISSHAPEN:
            _log.warning("%s %s was sent values of another type than it takes", request.method, path, exc_info=True)
            wrong = refused(50035, "Invalid Form Body")
            return self._recorded(request, path, template, body, wrong.status, wrong.body(), headers)
        if isinstance(answer, Reply):
            return self._recorded(request, path, template, body, answer.status, answer.data, headers)
        status = 204 if answer is None else 200
        return self._recorded(request, path, template, body, status, answer, headers)

    async def _held_up(self, fault: Fault) -> None:
        """Wait as long as the fault says, or until the server ends, which waits for nobody."""
        task = asyncio.current_task()
        assert task is not None
        self._held.add(task)
        try:
            await asyncio.sleep(fault.delay_s)
        finally:
            self._held.discard(task)

    def _spoilt(self, fault: Fault, request: web.Request, path: str, template: str | None, body: Any) -> web.Response:
        """What the bot gets instead of its answer."""
        if fault.cut and request.transport is not None:
            request.transport.abort()
        if fault.cut or fault.empty:
            self._recorded(request, path, template, body, 200, None, {})
            return web.Response(status=200, headers={"Content-Type": "application/json"})
        return self._recorded(request, path, template, body, *_faulty(fault))

    def _recorded(
        self,
        request: web.Request,
        path: str,
        template: str | None,
        body: Any,
        status: int,
        answer: Any,
        headers: dict[str, str],
    ) -> web.Response:
        for watcher in self._watchers:
            watcher(Recorded(request.method, path, template, body, dict(request.query), status, answer))
        if answer is None:
            return web.Response(status=status, headers=headers)
        sent = answer if isinstance(answer, bytes) else dumps(answer).encode()
        response = web.Response(status=status, body=sent, headers=headers)
        # discord.py compares the whole header, so no charset may follow.
        response.headers["Content-Type"] = headers.get("Content-Type", "application/json")
        return response

    @web.middleware
    async def _guard(self, request: web.Request, handler: Any) -> web.StreamResponse:
        """Other sites may neither read nor act here: hosts and origins are checked, pages are locked down."""
        host = _host_name(request.headers.get("Host", ""))
        if host not in self._names and not (self._is_open and _is_address(host)):
            raise web.HTTPForbidden(text=f"This playground does not answer to {host}.\n")
        origin = request.headers.get("Origin")
        if origin is not None and origin.partition("://")[2] != request.headers.get("Host"):
            raise web.HTTPForbidden(text="This playground answers its own page only.\n")
        response: web.StreamResponse = await handler(request)
        if not response.prepared:
            response.headers.setdefault("Content-Security-Policy", _PAGE_POLICY)
            response.headers.setdefault("Cache-Control", "no-store")
            response.headers.setdefault("X-Content-Type-Options", "nosniff")
            response.headers.setdefault("Referrer-Policy", "no-referrer")
            response.headers.setdefault("X-Frame-Options", "DENY")
        return response

    # For benchmarks

    def flood_reactions(self, channel_id: str, message_ids: list[str], user_ids: list[str], emoji: str = "👍") -> int:
        """Every person reacts to every message, as fast as events can be made; returns how many were sent."""
        count = 0
        for message_id in message_ids:
            for user_id in user_ids:
                self.people.react(user_id, channel_id, message_id, emoji)
                count += 1
        return count


_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob: https:; "
    "font-src 'self'; connect-src 'self' ws: wss:; media-src 'self' blob:; manifest-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


def _made_up_token(bot_id: str) -> str:
    """A token of Discord's form, good for this server only."""
    first = base64.urlsafe_b64encode(bot_id.encode()).decode().rstrip("=")
    return f"{first}.{secrets.token_urlsafe(4)}.{secrets.token_urlsafe(28)}"


def _host_name(header: str) -> str:
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.partition(":")[0].lower()


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _faulty(fault: Fault) -> tuple[int, Json | bytes, dict[str, str]]:
    if fault.body is not None:
        return fault.status, fault.body, {"Content-Type": fault.content_type}
    if fault.status != 429:
        return fault.status, {"message": f"{fault.status}: a fault that was asked for", "code": fault.code}, {}
    body = {"message": "You are being rate limited.", "retry_after": fault.retry_after, "global": fault.shared}
    headers = {"Retry-After": f"{fault.retry_after:.3f}", "X-RateLimit-Scope": "global" if fault.shared else "user"}
    if fault.via:
        headers["Via"] = "1.1 loopback"
    return 429, body, headers


def _too_fast(wait: float, headers: dict[str, str]) -> tuple[int, Json, dict[str, str]]:
    body = {"message": "You are being rate limited.", "retry_after": round(wait, 3), "global": False}
    return 429, body, {**headers, "Via": "1.1 loopback", "Retry-After": f"{wait:.3f}", "X-RateLimit-Scope": "user"}
