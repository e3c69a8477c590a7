"""What every kind of setting can do: check a value, say it, write it to a file, read it from one, offer it."""

from __future__ import annotations

from abc import ABCMeta, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from typing import Any, Generic, TypeVar

import msgspec

from bot.domain.settings.sections import Section
from bot.domain.spoilers import quoted
from bot.errors import UserError
from bot.i18n import _, joined

T = TypeVar("T")
_KIND = "kind"  # the key in a field's metadata


class ChannelType(StrEnum):
    """Kinds of channels that a setting may ask for, by the library's names for them."""

    TEXT = "text"
    NEWS = "news"
    FORUM = "forum"


class Here(msgspec.Struct, frozen=True):
    """A server as settings see it: what exists there, by id.

    `emoji` are its own ones as Discord writes them, `<:name:id>`; None where nobody has asked for them.
    """

    channels: Mapping[int, str]
    roles: Mapping[int, str]
    emoji: Mapping[int, str] | None = None
    channel_types: Mapping[int, str] = msgspec.field(default_factory=dict)  # of channels whose type is known
    everyone_id: int = 0  # the role @everyone
    bots_role_ids: frozenset[int] = frozenset()  # roles that belong to a bot, so that no member can have them


class _Abstract(msgspec.StructMeta, ABCMeta):
    """A struct of which some methods are left to others."""


class Kind(msgspec.Struct, Generic[T], frozen=True, kw_only=True, metaclass=_Abstract):
    """One setting: what it is called, where it stands in the panel, its default, and what is allowed."""

    section: Section
    label: str
    default: T
    hint: str = ""  # a second line in the panel

    @property
    def title(self) -> str:
        """What the setting is called, in the reader's language."""
        return _(self.label)

    @abstractmethod
    def check(self, value: object) -> T:
        """`value` in the one form that is kept. Raises UserError naming it and what is allowed."""

    @abstractmethod
    def allowed(self) -> str:
        """What is allowed, to follow “is not” or “it is”."""

    def explained(self) -> str:
        """What is allowed, for the docs."""
        return self.allowed()

    @abstractmethod
    def words(self, value: T, here: Here | None = None) -> str:
        """A checked value as people read it; with `here`, what is gone there is marked."""

    def told(self, before: T, after: T) -> tuple[str, str]:
        """What a change is said with: before, after."""
        return self.words(before), self.words(after)

    def chosen(self, texts: Sequence[str], here: Here) -> T:
        """What somebody picked or typed, fit for this server. Raises UserError."""
        return self.check(texts[0].strip() if texts else "")

    def options(self, current: T) -> list[tuple[str, str]]:
        """What a menu offers, as (text, words), the current value among it; nothing where the value is typed."""
        return []

    def is_typed(self, current: T) -> bool:
        """Whether it is typed in a form, because no menu or picker could hold its values."""
        return False

    def typing_hint(self) -> str:
        """What to type, under the box of the form."""
        return ""

    @property
    def room(self) -> int:
        """Characters that the box of the form holds; more than a line's worth makes it a box of several lines."""
        return 64

    def typed(self, value: T) -> str:
        """A value as somebody would type it, and as a menu's option carries it."""
        return str(value)

    def gone(self, value: T, here: Here) -> list[str]:
        """What `value` names of this server that is there no more."""
        return []

    def written(self, value: T, here: Here) -> Any:
        """A value as a settings file holds it."""
        return value

    def carried(self, written: Any, here: Here) -> tuple[list[T], list[str]]:
        """What a file's value becomes here, if anything, and sentences about what could not be carried over."""
        try:
            return [self.check(written)], []
        except UserError as error:
            return [], [error.message]

    def wrong(self, value: object) -> UserError:
        """The error that names a value and what is allowed."""
        return self.refusal(value, self.allowed())

    def refusal(self, value: object, expected: str) -> UserError:
        """The error that names a value and what was `expected` instead."""
        said = _("{name}: “{value}” is not {expected}.")
        said = said.format(name=self.title, value=quoted(value), expected=expected)
        return UserError(said.replace("?.", "?"))


def declare(kind: Kind[T]) -> T:
    """A field of `ServerSettings` that holds values of this kind; the type checker sees the value's type."""
    return field(default=kind.default, metadata={_KIND: kind})


def kind_of(metadata: Mapping[Any, Any]) -> Kind[Any]:
    """The kind that a field was declared with."""
    found: Kind[Any] = metadata[_KIND]
    return found


def few(gone: Sequence[str], most: int = 3) -> str:
    """What is gone, the first of many by name."""
    named = joined(gone[:most])
    return named if len(gone) <= most else _("{names} and {count} more", names=named, count=len(gone) - most)


def shortened(text: str, most: int = 60) -> str:
    """At most `most` characters of what a file holds."""
    return text if len(text) <= most else text[: most - 1] + "…"
