"""`linger …` called within this process, as a shell would: starting Python takes longer than what most commands do."""

from __future__ import annotations

import io
import logging
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


def linger(*arguments: object) -> Done:
    """Run one command to its end."""
    out, err = io.StringIO(), io.StringIO()
    with _logging_as_it_was(), redirect_stdout(out), redirect_stderr(err):
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
