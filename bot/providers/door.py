"""The one way out: every request to an outside service, with its time-out, budget, kept answers and limits of size."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Protocol

import aiohttp
import yarl
from msgspec import Struct

from bot import __version__
from bot.providers.budget import Breaker, Budget
from bot.providers.guard import may_ask, new_session
from bot.providers.protocol import OutsideError, Trouble

_log = logging.getLogger(__name__)

MOST_BYTES = 3_000_000  # of an answer, unpacked; real ones have at most a fifth of it
_MOST_REDIRECTS = 3
_MOST_WAITED_S = 2.0  # for our own budget, while somebody waits
_PIECE = 65_536
# Services ask for a name by which they can tell who is calling.
_AGENT = f"Linger/{__version__} (self-hosted Discord bot; aiohttp)"


class KeptAnswer(Struct, frozen=True):
    """An answer as it was kept: until when it is good as it is, and by what the service knows it again."""

    body: str
    etag: str | None
    is_fresh: bool


class AnswerStore(Protocol):
    """Keeps answers beyond the program's end."""

    async def get(self, request: str) -> KeptAnswer | None:
        """The kept answer to a request, fresh or not."""

    async def put(self, request: str, body: str, *, etag: str | None, keep_s: float) -> None:
        """Keep an answer; it is fresh for `keep_s` seconds."""


class Http:
    """What all doors share: the session, opened at the first request, and the kept answers."""

    def __init__(self, answers: AnswerStore, *, now: Callable[[], float] = time.monotonic) -> None:
        self.answers = answers
        self.now = now
        self.on_answer: Callable[[str, str], None] = lambda _name, _outcome: None  # told who was asked, and how it went
        self._session: aiohttp.ClientSession | None = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """The session; nothing is opened before it is needed."""
        if self._session is None or self._session.closed:
            self._session = new_session()
        return self._session

    async def close(self) -> None:
        """Close the connections that are open."""
        if self._session is not None:
            await self._session.close()


class Door:
    """Asks one service. Raises OutsideError for whatever is no usable answer, and logs each sort of trouble once."""

    def __init__(
        self,
        http: Http,
        name: str,
        home: str,
        *,
        budget: tuple[int, float],
        secret: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.name = name
        self._http = http
        self._home = yarl.URL(home)
        self._secret = dict(secret or {})  # query parameters that no log, key or error may hold
        self._headers = {"User-Agent": _AGENT, "Accept": "application/json", **(headers or {})}
        self._budget = Budget(*budget, http.now)
        self._breaker = Breaker(http.now)
        self._said: set[Trouble] = set()
        self._under_way: dict[str, asyncio.Task[str]] = {}

    async def get(self, path: str, params: Mapping[str, str] | None = None, *, keep_s: float) -> Any:
        """The JSON that a GET answers; kept ones are taken as long as they are fresh. Raises OutsideError."""
        return await self._asked("GET", self._at(path).update_query(dict(params or {})), None, keep_s)

    async def post(self, path: str, body: Mapping[str, Any], *, keep_s: float) -> Any:
        """The JSON that a POST of JSON answers; only for questions, never for deeds. Raises OutsideError."""
        return await self._asked("POST", self._at(path), body, keep_s)

    def _at(self, path: str) -> yarl.URL:
        return self._home.with_path(self._home.path.rstrip("/") + path) if path else self._home

    async def _asked(self, method: str, url: yarl.URL, body: Mapping[str, Any] | None, keep_s: float) -> Any:
        said = json.dumps(body, sort_keys=True) if body is not None else ""
        request = hashlib.sha256(f"{method} {url} {said}".encode()).hexdigest()
        kept = await self._http.answers.get(request)
        if kept is not None and kept.is_fresh:
            self._http.on_answer(self.name, "kept")
            return json.loads(kept.body)
        # Whoever asks the same while it is under way waits for the one answer; one who gives up takes nobody along.
        task = self._under_way.get(request)
        if task is None:
            task = asyncio.create_task(self._fetch(request, method, url, body, kept, keep_s))
            self._under_way[request] = task
            task.add_done_callback(lambda done: self._ended(request, done))
        return json.loads(await asyncio.shield(task))

    def _ended(self, request: str, task: asyncio.Task[str]) -> None:
        self._under_way.pop(request, None)
        if not task.cancelled():
            task.exception()  # seen, also where everybody has given up waiting

    async def _fetch(
        self,
        request: str,
        method: str,
        url: yarl.URL,
        body: Mapping[str, Any] | None,
        kept: KeptAnswer | None,
        keep_s: float,
    ) -> str:
        try:
            await self._wait_for_turn()
            text, etag = await self._answer(method, url, body, kept)
        except OutsideError as error:
            self._http.on_answer(self.name, error.trouble.name.lower())
            self._note(error)
            raise
        self._http.on_answer(self.name, "answered")
        self._breaker.answered()
        self._said.clear()
        await self._http.answers.put(request, text, etag=etag, keep_s=keep_s)
        return text

    async def _wait_for_turn(self) -> None:
        if self._breaker.rests:
            raise OutsideError(Trouble.BUSY, "left alone for a while")
        wait_s = self._budget.wait_s()
        if wait_s > _MOST_WAITED_S:
            raise OutsideError(Trouble.BUSY, "our own budget of requests is spent")
        if wait_s:
            await asyncio.sleep(wait_s)
        self._budget.spend()

    async def _answer(
        self, method: str, url: yarl.URL, body: Mapping[str, Any] | None, kept: KeptAnswer | None
    ) -> tuple[str, str | None]:
        headers = dict(self._headers)
        if kept is not None and kept.etag:
            headers["If-None-Match"] = kept.etag
        try:
            for _hop in range(_MOST_REDIRECTS + 1):
                if not may_ask(url, self._home):
                    raise OutsideError(Trouble.NONSENSE, "it sends us to an address that is not public")
                at_home = url.origin() == self._home.origin()
                asked = url.update_query(self._secret) if at_home else url
                async with self._http.session.request(
                    method, asked, json=body, headers=headers if at_home else None, allow_redirects=False
                ) as response:
                    if response.status in (301, 302, 303, 307, 308):
                        url = url.join(yarl.URL(response.headers.get("Location", "")))
                        if response.status == 303 or (method == "POST" and response.status in (301, 302)):
                            method, body = "GET", None
                        continue
                    if response.status == 304 and kept is not None:
                        return kept.body, kept.etag
                    self._check_status(response)
                    return await _read_json(response), response.headers.get("ETag")
            raise OutsideError(Trouble.NONSENSE, "it redirects again and again")
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise OutsideError(Trouble.DOWN, type(error).__name__) from None
        except (ValueError, RecursionError) as error:
            raise OutsideError(Trouble.NONSENSE, f"it can't be read ({type(error).__name__})") from None

    def _check_status(self, response: aiohttp.ClientResponse) -> None:
        status = response.status
        if status in (429, 503) and (seconds := _retry_after_s(response)) is not None:
            self._breaker.rest(seconds)
            raise OutsideError(Trouble.BUSY, f"it asks for {seconds:.0f} s of patience ({status})")
        if status == 429:
            self._breaker.rest(60.0)
            raise OutsideError(Trouble.BUSY, "it asks for patience (429)")
        if status == 404:
            raise OutsideError(Trouble.MISSING, "there is no such thing")
        if status in (401, 403):
            self._breaker.rest(3600.0)
            raise OutsideError(Trouble.REFUSED, f"it does not accept us ({status}): check its key")
        if status >= 500:
            raise OutsideError(Trouble.DOWN, f"it failed ({status})")
        if status != 200:
            raise OutsideError(Trouble.NONSENSE, f"an unexpected status ({status})")

    def _note(self, error: OutsideError) -> None:
        if error.trouble is Trouble.MISSING:
            self._breaker.answered()
            return
        if error.trouble in (Trouble.DOWN, Trouble.NONSENSE):
            self._breaker.failed()
        if error.trouble not in self._said:
            self._said.add(error.trouble)
            _log.warning("%s gave no usable answer: %s. Said once until it answers again.", self.name, error)


async def _read_json(response: aiohttp.ClientResponse) -> str:
    """The body, if it is JSON of a size that we take. Raises OutsideError and ValueError."""
    if (response.content_length or 0) > MOST_BYTES:
        raise OutsideError(Trouble.NONSENSE, f"{response.content_length} bytes are too many")
    body = bytearray()
    async for piece in response.content.iter_chunked(_PIECE):
        body += piece
        if len(body) > MOST_BYTES:  # unpacked: a small file may hold a very large one
            raise OutsideError(Trouble.NONSENSE, "an answer without end")
    text = body.decode("utf-8")
    json.loads(text)
    return text


def _retry_after_s(response: aiohttp.ClientResponse) -> float | None:
    """How long the service asks us to wait: it may say seconds or a date."""
    given = response.headers.get("Retry-After", "").strip()
    if given.isascii() and given.isdigit():
        return float(given[:6])
    try:
        until = parsedate_to_datetime(given)
    except (ValueError, TypeError, IndexError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
