"""Logging for operators: one line per event, and no traceback for what is nobody's bug."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import Any

import aiohttp

from bot.patterns import later_re
from bot.services.trouble import Trouble, trouble_of

# What a flaky network raises; its traceback says nothing that the sentence does not.
_NETWORK = (OSError, aiohttp.ClientError, TimeoutError)
_TOKEN = later_re(r"\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}\b")
# Who has an interaction's token may answer in the bot's name for a quarter of an hour.
_ANSWERING = later_re(r"(/(?:webhooks|interactions)/\d+/)[\w.-]+")
_AGAIN_S = 60.0  # until another line tells of something that is known to be wrong with the database
_VERBOSE = ("discord", "aiosqlite", "aiohttp")  # at DEBUG they write out what people wrote
# What a library names in its own words: methods, events and addresses.
_HARMLESS = later_re(r"[A-Z_]{1,40}|(?:https?|wss?)://[^\s?#]{1,300}")


_about: ContextVar[Mapping[str, object]] = ContextVar("about", default=MappingProxyType({}))


@contextmanager
def about(**ids: object) -> Iterator[None]:
    """What is logged in the block, and in tasks that are begun in it, bears these ids: of a shard, server, interaction
    and the like. Never what somebody wrote."""
    token = _about.set({**_about.get(), **ids})
    try:
        yield
    finally:
        _about.reset(token)


class _Calm(logging.Filter):
    """Shortens network failures to one line, says what keeps the database from storing once, and masks tokens."""

    def __init__(self) -> None:
        super().__init__()
        self._said_at_s: dict[Trouble, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        record.about = "".join(f" {name}={value}" for name, value in _about.get().items())
        if self._is_known_trouble(record):
            return False
        if record.name == "discord.client" and "voice will NOT be supported" in record.msg:
            return False  # there is nothing to hear
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, _NETWORK):
            record.msg = f"{record.getMessage()} ({type(error).__name__}: {error})"
            record.args = ()
            record.exc_info = None
        if record.levelno <= logging.DEBUG and record.name.startswith(_VERBOSE):
            record.msg, record.args = _without_contents(record), ()
        text = record.getMessage()
        if masked(text) != text:
            record.msg, record.args = masked(text), ()
        return True

    def _is_known_trouble(self, record: logging.LogRecord) -> bool:
        """Whether it tells of a full disk, say, as a line before it did: a crowd's votes would write thousands."""
        args = record.args if isinstance(record.args, tuple) else ()
        errors = [record.exc_info[1] if record.exc_info else None, *args]
        trouble = next((t for e in errors if isinstance(e, BaseException) and (t := trouble_of(e))), None)
        if trouble is None:
            return False
        now_s = time.monotonic()
        if now_s - self._said_at_s.get(trouble, -_AGAIN_S) < _AGAIN_S:
            return True
        self._said_at_s[trouble] = now_s
        if record.exc_info:
            record.msg, record.args, record.exc_info = f"{record.getMessage()} ({record.exc_info[1]})", (), None
        return False


def masked(text: str) -> str:
    """`text` without the bot's token, and without those that answer interactions."""
    return _ANSWERING.sub(r"\1[token]", _TOKEN.sub("[token]", text))


def _without_contents(record: logging.LogRecord) -> str:
    """What a library does, in its own words, with the names of types in place of what may be somebody's words."""
    if not isinstance(record.args, tuple):
        return str(record.msg) if not record.args else f"{record.msg} [{len(record.args)} values]"
    try:
        return str(record.msg).replace("%r", "%s") % tuple(_shape(value) for value in record.args)
    except (TypeError, ValueError):  # it wants values of another kind than ours
        return str(record.msg)


def _shape(value: object) -> object:
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, str) and _HARMLESS.fullmatch(value):
        return value
    return f"[{type(value).__name__}]"


class _Masking(logging.Formatter):
    """Masks tracebacks too: an exception may carry a token in its text."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


def _json_formatter() -> logging.Formatter:
    import structlog
    from structlog.typing import EventDict

    def with_ids(_logger: Any, _method: str, event: EventDict) -> EventDict:
        return {**event, **_about.get()}

    class MaskingJson(structlog.stdlib.ProcessorFormatter):
        def format(self, record: logging.LogRecord) -> str:
            return masked(super().format(record))

    return MaskingJson(
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(),
        ],
        foreign_pre_chain=[
            with_ids,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
        ],
    )


def configure(level: str, form: str = "text") -> None:
    """Log to standard error at `level`, as text or as JSON, one object a line; the library's own chatter only from
    WARNING on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_Calm())
    text = "{asctime} {levelname:<7} {name}: {message}{about}"
    handler.setFormatter(_json_formatter() if form == "json" else _Masking(text, "%Y-%m-%d %H:%M:%S", "{"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for library in ("discord", "aiohttp", "aiosqlite", "matplotlib", "asyncio"):
        logging.getLogger(library).setLevel("WARNING" if level == "INFO" else level)
