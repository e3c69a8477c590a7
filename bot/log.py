"""Logging for operators: one line per event, and no traceback for what is nobody's bug."""

from __future__ import annotations

import logging
import re
import sys

import aiohttp

# What a flaky network raises; its traceback says nothing that the sentence does not.
_NETWORK = (OSError, aiohttp.ClientError, TimeoutError)
_TOKEN = re.compile(r"\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}\b")


class _Calm(logging.Filter):
    """Shortens network failures to one line and never lets a token through."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name == "discord.client" and "voice will NOT be supported" in record.msg:
            return False  # there is nothing to hear
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, _NETWORK):
            record.msg = f"{record.getMessage()} ({type(error).__name__}: {error})"
            record.args = ()
            record.exc_info = None
        text = record.getMessage()
        if _TOKEN.search(text):
            record.msg, record.args = _TOKEN.sub("[token]", text), ()
        return True


def configure(level: str) -> None:
    """Log to standard error at `level`; the library's own chatter only from WARNING on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_Calm())
    handler.setFormatter(logging.Formatter("{asctime} {levelname:<7} {name}: {message}", "%Y-%m-%d %H:%M:%S", "{"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for library in ("discord", "aiohttp", "aiosqlite", "matplotlib", "asyncio"):
        logging.getLogger(library).setLevel("DEBUG" if level == "DEBUG" else "WARNING")
