"""Trouble on demand, for tests: refused requests, rate limits, slowness, answers that get lost."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.playground.gateway.connections import Gateway


@dataclass(slots=True)
class Fault:
    """What happens to matching requests, `times` times (0 means always).

    `body` replaces Discord's own error body: bytes that are sent as they are, or None for the usual one.
    """

    method: str
    pattern: re.Pattern[str]
    status: int
    retry_after: float = 0.0
    via: bool = True
    shared: bool = False
    delay_s: float = 0.0
    times: int = 1
    taken: bool = False  # Discord does what it was asked, and the answer is what goes wrong
    cut: bool = False  # no answer: the line is cut
    empty: bool = False  # an answer of 200 with nothing in it
    used: int = 0
    code: int = 0  # Discord's own, in the usual body
    body: bytes | None = None
    content_type: str = "application/json"

    @property
    def is_spent(self) -> bool:
        """Whether it has happened as often as it was to."""
        return bool(self.times) and self.used >= self.times


class Faults:
    """The faults that are set; `clear` takes them all back."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._faults: list[Fault] = []

    def fail(
        self, method: str, path: str, *, status: int = 500, times: int = 1, taken: bool = False, code: int = 0
    ) -> Fault:
        """Answer with an error of the server. `path` may hold `*` for any one part: `/channels/*/messages`.

        With `taken` what was asked is done all the same. `code` is Discord's own.
        """
        return self._add(Fault(method, _pattern(path), status, times=times, taken=taken, code=code))

    def cut(self, method: str, path: str, *, times: int = 1, taken: bool = False) -> Fault:
        """Cut the line instead of answering; with `taken` after what was asked is done."""
        return self._add(Fault(method, _pattern(path), 0, times=times, taken=taken, cut=True))

    def empty(self, method: str, path: str, *, times: int = 1) -> Fault:
        """Do what was asked and answer 200 with nothing in it, as something between the bot and Discord might."""
        return self._add(Fault(method, _pattern(path), 200, times=times, taken=True, empty=True))

    def answer(
        self,
        method: str,
        path: str,
        body: bytes,
        *,
        status: int = 200,
        content_type: str = "application/json",
        times: int = 1,
        taken: bool = False,
    ) -> Fault:
        """Answer with exactly these bytes: a proxy's page, half a document, a document of another shape.

        With `taken` what was asked is done all the same.
        """
        pattern = _pattern(path)
        return self._add(Fault(method, pattern, status, times=times, taken=taken, body=body, content_type=content_type))

    def rate_limit(
        self,
        method: str,
        path: str,
        *,
        retry_after: float = 0.05,
        times: int = 1,
        via: bool = True,
        shared: bool = False,
    ) -> Fault:
        """Answer 429; without `via` it looks like a ban by the network in front of Discord. `shared` is global."""
        return self._add(Fault(method, _pattern(path), 429, retry_after, via, shared, times=times))

    def delay(self, method: str, path: str, seconds: float, *, times: int = 1, taken: bool = False) -> Fault:
        """Answer only after `seconds` of real time; with `taken` what was asked is done before them."""
        return self._add(Fault(method, _pattern(path), 0, delay_s=seconds, times=times, taken=taken))

    def _add(self, fault: Fault) -> Fault:
        self._faults.append(fault)
        return fault

    def clear(self) -> None:
        """Take every fault back."""
        self._faults.clear()

    def match(self, method: str, path: str) -> Fault | None:
        """The first fault that meets the request, counted as used."""
        for fault in self._faults:
            if fault.is_spent or fault.method not in (method, "*") or not fault.pattern.fullmatch(path):
                continue
            fault.used += 1
            return fault
        return None

    def drop_gateway(self, code: int | None = None) -> None:
        """Cut the bot's connection: silently, or with a close code."""
        self._gateway.drop(code)

    def reconnect(self) -> None:
        """Ask the bot to come back (op 7)."""
        self._gateway.ask_to_reconnect()

    def invalidate_session(self, *, resumable: bool = False) -> None:
        """Tell the bot that its session is over (op 9)."""
        self._gateway.invalidate(resumable=resumable)

    def outage(self, guild_id: str) -> None:
        """The server is unavailable until `recover`."""
        self._gateway.outage(guild_id)

    def recover(self, guild_id: str) -> None:
        """The server is back."""
        self._gateway.send_guild(self._gateway.guild(guild_id), joined=False)

    def hold_shard(self, index: int) -> None:
        """Let this shard identify and hear nothing, until `release_shards`."""
        self._gateway.held_shards.add(index)

    def release_shards(self) -> None:
        """Let the shards that were held begin."""
        self._gateway.release_shards()

    def refuse_gateway(self, times: int = 1) -> None:
        """Answer the next connections to the gateway with 503."""
        self._gateway.refusals_left = times


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile("[^/]+".join(re.escape(part) for part in path.split("*")))
