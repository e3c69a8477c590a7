"""The user-side JSON API over HTTP (docs/playground.md): the page, scripts and tests act as members through it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import WSMsgType, web

from bot.playground.api_errors import ApiError, Json, refused
from bot.playground.backend import Backend
from bot.playground.events import Bus, dumps
from bot.playground.json_text import MISSHAPEN
from bot.playground.people.acting import People
from bot.playground.people.page_events import PageLine
from bot.playground.people.servers import PeopleServers
from bot.playground.people.state import state_json
from bot.playground.rest.bodies import read_body

_ROOT = "/playground/api"
_Handler = Callable[["Call"], Any]


class Call:
    """One request of a person: who acts, the places in the address, the query and the body."""

    def __init__(self, request: web.Request, body: Any, files: dict[str, tuple[str, bytes]]) -> None:
        self._request = request
        self.body: Json = body if isinstance(body, dict) else {}
        self.files = files

    @property
    def actor(self) -> str:
        """Who acts, from the query or the body."""
        found = self._request.query.get("as") or self.body.get("as")
        if not found:
            raise refused(50035, "Say who acts: `as` is missing.")
        return str(found)

    def __getitem__(self, place: str) -> str:
        """The value of a named place in the address."""
        return self._request.match_info[place]

    def query(self, name: str) -> str | None:
        """A value of the query, or None."""
        return self._request.query.get(name)

    @property
    def limit(self) -> int:
        """How many messages are asked for, at most 100."""
        text = self._request.query.get("limit", "50")
        if not text.isdigit() or not 1 <= int(text) <= 100:
            raise refused(50035, f"`limit` is between 1 and 100; got {text}.")
        return int(text)


class PeopleApi:
    """Routes of the user-side API."""

    def __init__(self, backend: Backend, people: People, bus: Bus) -> None:
        self._backend = backend
        self._people = people
        self._servers = PeopleServers(backend)
        self._bus = bus
        self._lines: set[PageLine] = set()

    def _newcomer(self) -> str:
        """Whom a visitor is before choosing: the owner of the first server."""
        return str(next(iter(self._backend.world.guilds.values())).data["owner_id"])

    def add_routes(self, app: web.Application) -> None:
        """Put every route below `/playground/api`."""
        app.router.add_get(_ROOT + "/events", self._events)
        for method, path, handler in self._routes():
            app.router.add_route(method, _ROOT + path, _answering(handler))

    def close(self) -> None:
        """End the pages' event streams."""
        for line in tuple(self._lines):
            line.close()

    def _routes(self) -> list[tuple[str, str, _Handler]]:
        people, servers = self._people, self._servers
        message = "/channels/{channel}/messages/{message}"
        reaction = message + "/reactions/{emoji}"
        return [
            ("GET", "/state", lambda c: state_json(self._backend, c.query("as") or self._newcomer())),
            ("GET", "/channels/{channel}/messages", self._messages),
            ("POST", "/channels/{channel}/messages", lambda c: people.say(c.actor, c["channel"], c.body, c.files)),
            ("PATCH", message, lambda c: people.edit(c.actor, c["channel"], c["message"], str(c.body.get("content")))),
            ("DELETE", message, lambda c: people.delete(c.actor, c["channel"], c["message"])),
            ("PUT", message + "/pin", lambda c: people.pin(c.actor, c["channel"], c["message"], pinned=True)),
            ("DELETE", message + "/pin", lambda c: people.pin(c.actor, c["channel"], c["message"], pinned=False)),
            ("POST", "/channels/{channel}/messages/bulk-delete", self._delete_many),
            ("POST", "/channels/{channel}/typing", lambda c: people.type_in(c.actor, c["channel"])),
            ("GET", reaction, lambda c: people.reacted(c.actor, c["channel"], c["message"], c["emoji"])),
            ("PUT", reaction, self._react),
            ("DELETE", reaction, self._unreact),
            ("DELETE", message + "/reactions", lambda c: people.clear_reactions(c.actor, c["channel"], c["message"])),
            ("DELETE", reaction + "/all", self._clear_emoji),
            ("GET", "/commands", self._commands),
            ("PUT", "/guilds/{guild}/commands/{command}/permissions", self._command_permissions),
            ("POST", "/interactions", self._interact),
            ("POST", "/channels/{channel}/threads", self._start_thread),
            ("PUT", "/channels/{channel}/thread-members", lambda c: people.join_thread(c.actor, c["channel"])),
            ("DELETE", "/channels/{channel}/thread-members", self._leave_thread),
            ("POST", "/polls/{channel}/{message}/answers/{answer}", self._vote),
            ("DELETE", "/polls/{channel}/{message}/answers/{answer}", self._take_vote_back),
            ("POST", "/guilds", lambda c: servers.invite_bot(c.actor, c.body)),
            ("PATCH", "/guilds/{guild}", lambda c: servers.edit_guild(c.actor, c["guild"], c.body)),
            ("DELETE", "/guilds/{guild}", lambda c: servers.remove_bot(c.actor, c["guild"])),
            ("POST", "/guilds/{guild}/members", self._join),
            ("DELETE", "/guilds/{guild}/members/{user}", lambda c: servers.leave(c.actor, c["guild"], c["user"])),
            ("PATCH", "/guilds/{guild}/members/{user}", self._edit_member),
            ("PATCH", "/guilds/{guild}/roles/{role}", self._edit_role),
            ("POST", "/guilds/{guild}/channels", lambda c: servers.create_channel(c.actor, c["guild"], c.body)),
            ("PUT", "/guilds/{guild}/events/{event}/interest", lambda c: self._interest(c, interested=True)),
            ("DELETE", "/guilds/{guild}/events/{event}/interest", lambda c: self._interest(c, interested=False)),
            ("PATCH", "/channels/{channel}", lambda c: servers.edit_channel(c.actor, c["channel"], c.body)),
            ("DELETE", "/channels/{channel}", lambda c: servers.delete_channel(c.actor, c["channel"])),
            ("POST", "/dms", lambda c: people.open_dm(c.actor, str(c.body.get("user_id")))),
            ("POST", "/people", lambda c: servers.create_person(c.body)),
            ("PATCH", "/people/{user}", lambda c: people.set_preferences(c["user"], c.body)),
            ("POST", "/uploads", self._upload),
        ]

    # The ones that take more than a line

    def _messages(self, call: Call) -> list[Json]:
        return self._people.messages(call.actor, call["channel"], before=call.query("before"), limit=call.limit)

    def _delete_many(self, call: Call) -> None:
        message_ids = [str(one) for one in call.body.get("messages") or []]
        self._people.delete_many(call.actor, call["channel"], message_ids)

    def _react(self, call: Call) -> None:
        burst = call.query("burst") == "true"
        self._people.react(call.actor, call["channel"], call["message"], call["emoji"], burst=burst)

    def _unreact(self, call: Call) -> None:
        burst_only = call.query("burst") == "true"
        self._people.unreact(call.actor, call["channel"], call["message"], call["emoji"], burst_only=burst_only)

    def _clear_emoji(self, call: Call) -> None:
        self._people.clear_reactions(call.actor, call["channel"], call["message"], call["emoji"])

    def _commands(self, call: Call) -> list[Json]:
        return self._people.commands(call.actor, guild_id=call.query("guild"), channel_id=call.query("channel"))

    def _command_permissions(self, call: Call) -> None:
        rules = call.body.get("permissions") or []
        self._people.set_command_permissions(call.actor, call["guild"], call["command"], rules)

    async def _interact(self, call: Call) -> Json:
        return await self._people.interact(call.actor, call.body)

    def _start_thread(self, call: Call) -> Json:
        return self._people.start_thread(call.actor, call["channel"], call.body, call.files)

    def _leave_thread(self, call: Call) -> None:
        self._people.join_thread(call.actor, call["channel"], joined=False)

    def _vote(self, call: Call) -> None:
        self._people.vote(call.actor, call["channel"], call["message"], call["answer"])

    def _take_vote_back(self, call: Call) -> None:
        self._people.vote(call.actor, call["channel"], call["message"], call["answer"], taken_back=True)

    def _join(self, call: Call) -> Json:
        return self._servers.join(call.actor, call["guild"], str(call.body.get("user_id") or call.actor))

    def _edit_member(self, call: Call) -> Json:
        return self._servers.edit_member(call.actor, call["guild"], call["user"], call.body)

    def _edit_role(self, call: Call) -> Json:
        return self._servers.edit_role(call.actor, call["guild"], call["role"], call.body)

    def _interest(self, call: Call, *, interested: bool) -> None:
        self._servers.interest(call.actor, call["guild"], call["event"], interested=interested)

    def _upload(self, call: Call) -> Json:
        if len(call.files) != 1:
            raise refused(50035, f"Send exactly one file; got {len(call.files)}.")
        filename, content = next(iter(call.files.values()))
        return self._people.upload(call.actor, filename, content)

    # Events

    async def _events(self, request: web.Request) -> web.StreamResponse:
        user_id = request.query.get("as", "")
        if user_id not in self._backend.world.users:
            raise web.HTTPNotFound
        socket = web.WebSocketResponse(heartbeat=30.0)
        await socket.prepare(request)
        line = PageLine(self._backend.world, user_id, socket)
        stop = self._bus.listen(line.hear)
        self._lines.add(line)
        writer = asyncio.create_task(line.run())
        try:
            async for frame in socket:
                if frame.type is WSMsgType.ERROR:
                    break
        finally:
            stop()
            self._lines.discard(line)
            line.close()
            await asyncio.wait([writer], timeout=1)
            writer.cancel()
        return socket


def _answering(handler: _Handler) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Wrap a handler: read the body, answer with JSON, and turn refusals into Discord's error bodies."""

    async def answer(request: web.Request) -> web.Response:
        try:
            body, files = await read_body(request)
            result = handler(Call(request, body, files))
            if asyncio.iscoroutine(result):
                result = await result
        except ApiError as error:
            return web.Response(status=error.status, text=dumps(error.body()), content_type="application/json")
        except MISSHAPEN as error:
            # What a script sent has the wrong shape somewhere; name it rather than answer 500.
            body = {"message": f"The request cannot be understood: {error!r}", "code": 50035}
            return web.Response(status=400, text=dumps(body), content_type="application/json")
        if result is None:
            return web.Response(status=204)
        return web.Response(text=dumps(result), content_type="application/json")

    return answer
