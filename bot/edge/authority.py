"""Who may use what: the mark on a command's or a route's function. The gate (`bot/edge/gate.py`) reads it."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TypeVar

_MARK = "__linger_authority__"
_F = TypeVar("_F", bound=Callable[..., object])


class Authority(Enum):
    """What somebody has to be. Managers may do everything that moderators and editors may."""

    EVERYONE = "everyone"
    REVIEWER = "reviewer"
    OPENER = "opener"  # of places to talk and of groups
    EDITOR = "editor"  # of the server's catalogue
    MODERATOR = "moderator"
    MANAGER = "manager"  # has Discord's Manage Server
    OWNER = "owner"  # of the bot, in the owner's own server


def needs(authority: Authority) -> Callable[[_F], _F]:
    """Mark a command's or a route's function with who may use it; unmarked means everyone."""

    def mark(function: _F) -> _F:
        setattr(function, _MARK, authority)
        return function

    return mark


def authority_of(function: object) -> Authority:
    """Who may use `function`."""
    return getattr(function, _MARK, Authority.EVERYONE)
