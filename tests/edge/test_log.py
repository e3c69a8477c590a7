"""No token reaches the log, in whatever it hides."""

from __future__ import annotations

import io
import logging
import sys

import pytest

from bot import log

TOKEN = "MTM0NTM2NTAxMzk1NDU2MDAwMA.Xy1Abc.abcdefghijklmnopqrstuvwxyz0123"
ANSWERING = "/webhooks/1345365013954560000/XsUb6escQ6xMcmGHjSICqVoxr23H8loGg6S6TvOiwZNw3htH/messages"


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]  # a function
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    log.configure("DEBUG")
    yield written.getvalue
    root.handlers[:] = before
    root.setLevel(level)


@pytest.mark.usefixtures("said")
def test_libraries_are_no_louder_than_was_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure("ERROR")
    logging.getLogger("matplotlib").warning("a folder of mine can't be written")
    assert capsys.readouterr().err == ""
    log.configure("INFO")
    logging.getLogger("matplotlib").info("a font was found")
    logging.getLogger("matplotlib").warning("a folder of mine can't be written")
    written = capsys.readouterr().err
    assert "font" not in written
    assert "folder of mine" in written


@pytest.mark.parametrize("secret", [TOKEN, ANSWERING])
def test_a_token_in_an_exception_is_masked(said, secret: str) -> None:  # type: ignore[no-untyped-def]  # see there
    try:
        raise ValueError(f"bad header: {secret}")
    except ValueError:
        logging.getLogger("bot.any").exception("it failed with %s", secret)
    written = said()
    assert "Traceback" in written
    assert "[token]" in written
    assert TOKEN not in written
    assert ANSWERING.split("/")[3] not in written


def test_what_libraries_write_at_debug_loses_its_contents(said) -> None:  # type: ignore[no-untyped-def]  # see there
    library = logging.getLogger("discord.http")
    library.debug(
        "%s %s with %s has returned %s", "POST", "https://discord.com/api/v10/users/@me", '{"a": "text"}', 200
    )
    library.debug("got %(what)s", {"what": "text"})
    library.debug("took %.2f s for %r", "text", "text")
    written = said()
    assert "POST https://discord.com/api/v10/users/@me with [str] has returned 200" in written
    assert "text" not in written
