"""What a setting takes: each kind checks what was written, and says in one sentence what is wrong with it."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from dataclasses import field
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from msgspec import Struct

from bot.domain.emoji import custom_emoji
from bot.domain.shards import MOST, Shards
from bot.errors import StartError
from bot.i18n import _, joined

T = TypeVar("T")
Check = Callable[[str, str], Any]  # of the setting's name and what was written; raises StartError

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_SHORTEST, _LONGEST = timedelta(minutes=5), timedelta(days=365)


class Declared(Struct, frozen=True):
    """How a setting is explained in `.env.example` and docs/configuration.md, and what it takes."""

    about: str
    takes: str
    check: Check
    may_be_empty: bool = False  # then nothing means none, and not the default


def _whole_number(low: int, high: int) -> Check:
    def check(name: str, text: str) -> int:
        if not text.isascii() or not text.isdigit() or len(text) > 20 or not low <= int(text) <= high:
            raise StartError(
                _(
                    "{name} is {written}: it has to be a whole number from {low} to {high}.",
                    name=name,
                    written=repr(text[:40]),
                    low=low,
                    high=high,
                )
            )
        return int(text)

    return check


def _yes_or_no(name: str, text: str) -> bool:
    answers = {"yes": True, "true": True, "on": True, "1": True, "no": False, "false": False, "off": False, "0": False}
    if text.lower() not in answers:
        raise StartError(_("{name} is {written}: write yes or no.", name=name, written=repr(text)))
    return answers[text.lower()]


def _one_of(*names: str) -> Check:
    def check(name: str, text: str) -> str:
        for each in names:
            if text.lower() == each.lower():
                return each
        raise StartError(
            _("{name} is {written}: it has to be one of {names}.", name=name, written=repr(text), names=joined(names))
        )

    return check


def address(*schemes: str) -> Check:
    """An address of one of these schemes, without a trailing slash."""

    def check(name: str, text: str) -> str:
        wrong = StartError(
            _(
                "{name} has to be an address that starts with {scheme}://, without a name or password.",
                name=name,
                scheme=schemes[0],
            )
        )
        try:
            parts = urlsplit(text)
            is_fine = parts.scheme in schemes and parts.hostname and parts.port != 0
        except ValueError:  # a port that is no number, half a bracket
            raise wrong from None
        if not is_fine or "@" in parts.netloc:
            raise wrong  # without the value, which may hold a password
        return text.rstrip("/")

    return check


def server_address(name: str, text: str) -> str:
    """The address of a database on a server, or on several hosts of it; it may hold a password: never repeated in an
    error."""
    try:
        parts = urlsplit(text)
        ports = [urlsplit(f"//{host}").port for host in parts.netloc.rpartition("@")[2].split(",")]
        is_fine = parts.scheme in ("postgresql", "postgres") and 0 not in ports
    except ValueError:  # a port that is no number, half a bracket
        is_fine = False
    if not is_fine:
        raise StartError(_("{name} has to be an address such as postgresql://linger:password@host/linger.", name=name))
    return text


def some_shards(name: str, text: str) -> Shards:
    """Some of the shards into which the bot's servers are divided: 0-3/16."""
    found = Shards.read(text)
    if found is None:
        raise StartError(
            _(
                "{name} is {written}: write the first shard, the last one and how many there are, such as 0-3/16;"
                " they are counted from 0, and there are {most} at most.",
                name=name,
                written=repr(text[:40]),
                most=MOST,
            )
        )
    return found


def duration(name: str, text: str) -> timedelta:
    """A time with its unit; none at all for `off`."""
    if text.lower() in ("0", "off", "no", "never"):
        return timedelta(0)
    written = re.fullmatch(r"([0-9]{1,6})\s*([mhd])", text.lower())
    found = timedelta(**{_UNITS[written[2]]: int(written[1])}) if written else timedelta(0)
    if not _SHORTEST <= found <= _LONGEST:
        raise StartError(
            _(
                "{name} is {written}: write 30m, 6h or 1d (5 minutes to 365 days), or off.",
                name=name,
                written=repr(text),
            )
        )
    return found


def own_emoji(name: str, text: str) -> str:
    """An emoji of the bot's own, as Discord writes it."""
    if custom_emoji(text) is None:
        raise StartError(
            _(
                "{name} is {written}: it has to be an emoji of the bot's own, such as {example}.",
                name=name,
                written=repr(text[:40]),
                example="<:tmdb:1234567890123456789>",
            )
        )
    return text


def path(name: str, text: str) -> Path:
    """A path; `~` is the home of whoever runs this, `~name` that of another account."""
    try:
        return Path(text).expanduser()
    except RuntimeError:  # there is no such account, or it has no home
        raise StartError(
            _("{file} cannot be read: {reason}.", file=f"{name} {text}", reason=os.strerror(errno.ENOENT))
        ) from None


def setting(default: T, about: str, check: Check, takes: str) -> T:
    """A field of `Settings`."""
    return field(default=default, metadata={"declared": Declared(about, takes, check)})


def text(default: str, about: str, takes: str = "text", check: Check = lambda _name, text: text) -> str:
    """Text of any kind."""
    return setting(default, about, check, takes)


def choice(default: str, about: str, *names: str) -> str:
    """One of these words, in any case."""
    return setting(default, about, _one_of(*names), ", ".join(names))


def number(default: int, about: str, *, low: int = 0, high: int) -> int:
    """A whole number within bounds: what would overflow later is refused where it is read."""
    return setting(default, about, _whole_number(low, high), f"a whole number, {low} to {high}")


def switch(default: bool, about: str) -> bool:
    """Yes or no."""
    return setting(default, about, _yes_or_no, "yes or no")


def several(default: tuple[str, ...], about: str) -> tuple[str, ...]:
    """Any of the names in `default`, with commas between them; none of them where nothing is written."""

    def check(name: str, text: str) -> tuple[str, ...]:
        wanted = tuple(dict.fromkeys(word.strip().lower() for word in text.split(",") if word.strip()))
        for word in wanted:
            if word not in default:
                raise StartError(
                    _(
                        "{name} is {written}: there is no {word}, only {names}.",
                        name=name,
                        written=repr(text),
                        word=repr(word),
                        names=joined(default),
                    )
                )
        return wanted

    declared = Declared(about, f"any of {', '.join(default)}, with commas between", check, may_be_empty=True)
    return field(default=default, metadata={"declared": declared})
