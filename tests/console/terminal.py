"""`linger …` called within this process, as a shell would: starting Python takes longer than what most commands do."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass

from bot.cli import main


@dataclass(frozen=True)
class Done:
    """What a command left in the terminal."""

    status: int
    out: str
    err: str


@contextmanager
def _logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


@contextmanager
def _typed(content: bytes) -> Iterator[None]:
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", errors="surrogateescape")
    try:
        yield
    finally:
        sys.stdin = before


def linger(*arguments: object, typed: bytes = b"") -> Done:
    """Run one command to its end; `typed` comes in by standard input."""
    out, err = io.StringIO(), io.StringIO()
    with _logging_as_it_was(), _typed(typed), redirect_stdout(out), redirect_stderr(err):
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as error:  # argparse leaves so
            status = int(error.code or 0)
    return Done(status, out.getvalue(), err.getvalue())


def refused(done: Done, *parts: str) -> None:
    """It said what is wrong in one sentence, and did nothing."""
    assert (done.status, done.out) == (2, ""), done
    assert len(done.err.strip().splitlines()) == 1, done.err
    for part in parts:
        assert part in done.err
