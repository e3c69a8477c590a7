"""The settings: one frozen object from the environment and `.env`; nothing else reads either."""

from __future__ import annotations

import difflib
import logging
import os
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dotenv.parser import parse_stream

from bot.errors import StartError

_LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an operator can set; `.env.example` says what each is for.

    Each is named in the environment as here, in capitals. The environment wins over `.env`; an empty value means
    the default.
    """

    discord_token: str = ""
    database_path: Path = Path("data/linger.sqlite3")
    log_level: str = "INFO"
    discord_api_url: str = ""
    discord_gateway_url: str = ""
    owner_guild_id: int = 0
    keep_after_leaving_days: int = 30
    erase_after_leaving: bool = True
    members_intent: bool = False

    def __repr__(self) -> str:
        """Never shows the token."""
        shown = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "discord_token"}
        return f"Settings({shown})"

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The name of every setting, as written in the environment."""
        return tuple(f.name.upper() for f in fields(cls))

    @classmethod
    def load(cls, *, env_file: Path = Path(".env"), environment: Mapping[str, str] | None = None) -> Settings:
        """Read `env_file` where it exists, then the environment, which wins.

        Raises StartError with one sentence that names the file and line, or the setting and its value.
        """
        written = _read_env_file(env_file)
        written.update({k: v for k, v in (os.environ if environment is None else environment).items() if v.strip()})
        values: dict[str, Any] = {}
        for f in fields(cls):
            name = f.name.upper()
            text = written.get(name, "").strip()
            if text:
                assert f.default is not MISSING
                values[f.name] = _CHECKS.get(f.name, _by_type(f.default))(name, text)
        return cls(**values)


def _read_env_file(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    known = Settings.names()
    written: dict[str, str] = {}
    try:
        with path.open(encoding="utf-8") as stream:
            for binding in parse_stream(stream):
                written_text = binding.original.string
                blank_lines = written_text[: len(written_text) - len(written_text.lstrip())].count("\n")
                line = binding.original.line + blank_lines  # the parser counts blank lines to what follows
                if binding.error:
                    raise StartError(
                        f"{path}, line {line}: {written_text.strip()[:40]!r} is not of "
                        "the form NAME=value. Correct or remove that line."
                    )
                if binding.key is None:
                    continue
                written[binding.key] = binding.value or ""
                if binding.key not in known:
                    close = difflib.get_close_matches(binding.key, known, n=1)
                    hint = f" Did you mean {close[0]}?" if close else ""
                    _log.warning("%s, line %d: %s is not a setting of Linger.%s", path, line, binding.key, hint)
    except UnicodeDecodeError:
        raise StartError(f"{path} is not UTF-8 text. Save it as UTF-8.") from None
    except OSError as error:
        raise StartError(f"{path} cannot be read: {error.strerror}.") from None
    return written


def _whole_number(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise StartError(f"{name} is {text!r}: it has to be a whole number, 0 or more.")
    return int(text)


def _yes_or_no(name: str, text: str) -> bool:
    answers = {"yes": True, "true": True, "on": True, "1": True, "no": False, "false": False, "off": False, "0": False}
    if text.lower() not in answers:
        raise StartError(f"{name} is {text!r}: write yes or no.")
    return answers[text.lower()]


def _log_level(name: str, text: str) -> str:
    if text.upper() not in _LOG_LEVELS:
        raise StartError(f"{name} is {text!r}: it has to be one of {', '.join(_LOG_LEVELS)}.")
    return text.upper()


def _address(*schemes: str) -> Any:
    def check(name: str, text: str) -> str:
        parts = urlsplit(text)
        if parts.scheme not in schemes or not parts.hostname:
            raise StartError(f"{name} is {text!r}: it has to be an address that starts with {schemes[0]}://.")
        return text.rstrip("/")

    return check


def _by_type(default: object) -> Any:
    if isinstance(default, bool):
        return _yes_or_no
    if isinstance(default, int):
        return _whole_number
    if isinstance(default, Path):
        return lambda _name, text: Path(text)
    return lambda _name, text: text


_CHECKS: Mapping[str, Any] = {
    "log_level": _log_level,
    "discord_api_url": _address("https", "http"),
    "discord_gateway_url": _address("wss", "ws"),
}
