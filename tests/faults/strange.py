"""What Discord, or something between it and the bot, may answer."""

from __future__ import annotations

from collections.abc import Callable

from bot.playground.faults import Fault
from tests.loopback.discord import TestDiscord

Spoil = Callable[[TestDiscord, str, str], Fault]  # (server, method, path): once, until it is told otherwise

_HTML = b"<html><body>Bad gateway</body></html>"

STRANGE: dict[str, Spoil] = {
    "a list": lambda d, method, path: d.faults.answer(method, path, b"[]"),
    "a list, taken": lambda d, method, path: d.faults.answer(method, path, b"[]", taken=True),
    "null": lambda d, method, path: d.faults.answer(method, path, b"null"),
    "a number, taken": lambda d, method, path: d.faults.answer(method, path, b"17", taken=True),
    "half a document, taken": lambda d, method, path: d.faults.answer(method, path, b'{"id": "17', taken=True),
    "an object of another shape": lambda d, method, path: d.faults.answer(method, path, b'{"id": "17"}'),
    "a page": lambda d, method, path: d.faults.answer(method, path, _HTML, content_type="text/html"),
    "nothing, taken": lambda d, method, path: d.faults.empty(method, path),
    "404 of a proxy": lambda d, method, path: d.faults.answer(
        method, path, _HTML, status=404, content_type="text/html"
    ),
    "404 without a code": lambda d, method, path: d.faults.fail(method, path, status=404),
    "403 without a code": lambda d, method, path: d.faults.fail(method, path, status=403),
    "429": lambda d, method, path: d.faults.rate_limit(method, path),
    "429 of a proxy": lambda d, method, path: d.faults.rate_limit(method, path, via=False),
    "500": lambda d, method, path: d.faults.fail(method, path, status=500),
    "502, taken": lambda d, method, path: d.faults.fail(method, path, status=502, taken=True),
    "503": lambda d, method, path: d.faults.fail(method, path, status=503),
    "503, taken": lambda d, method, path: d.faults.fail(method, path, status=503, taken=True),
    "a cut line": lambda d, method, path: d.faults.cut(method, path),
    "a cut line, taken": lambda d, method, path: d.faults.cut(method, path, taken=True),
}
