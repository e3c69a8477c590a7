"""Trouble on demand, for tests: refused requests, rate limits, slowness."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.playground.gateway.connections import Gateway


@dataclass(slots=True)
class Fault:
    """What happens to matching requests, `times` times (0 means always)."""

    method: str
    pattern: re.Pattern[str]
    status: int
    retry_after: float = 0.0
    via: bool = True
    shared: bool = False
    delay_s: float = 0.0
    times: int = 1
    used: int = 0

    @property
    def is_spent(self) -> bool:
        """Whether it has happened as often as it was to."""
        return bool(self.times) and self.used >= self.times


class Faults:
    """The faults that are set; `clear` takes them all back."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._faults: list[Fault] = []

    def fail(self, method: str, path: str, *, status: int = 500, times: int = 1) -> Fault:
        """Answer with an error of the server. `path` may hold `*` for any one part: `/channels/*/messages`."""
        return self._add(Fault(method, _pattern(path), status, times=times))

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

    def delay(self, method: str, path: str, seconds: float, *, times: int = 1) -> Fault:
        """Answer only after `seconds` of real time."""
        return self._add(Fault(method, _pattern(path), 0, delay_s=seconds, times=times))

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

    def refuse_gateway(self, times: int = 1) -> None:
        """Answer the next connections to the gateway with 503."""
        self._gateway.refusals_left = times


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile("[^/]+".join(re.escape(part) for part in path.split("*")))
