"""What an admin wishes to be changed, and what came of it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from msgspec import Struct

from bot.domain.settings.declarations import SETTINGS, ServerSettings
from bot.domain.settings.features import feature_name
from bot.i18n import _, labelled


class SetTo(Struct, frozen=True):
    """The wish that a setting has this value."""

    name: str
    value: Any


class Switch(Struct, frozen=True):
    """The wish that a feature is on or off, in one channel or (0) in the whole server."""

    feature: str
    is_on: bool
    channel_id: int = 0


class Changed(Struct, frozen=True):
    """A wish that was granted: what was before, and the audit entry by which it can be undone."""

    wish: SetTo | Switch
    before: Any
    entry_id: int


def fingerprint(value: Any) -> str:
    """Eight characters that differ when a setting's value does; panels carry it to notice that they are old."""
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:8]


def change_words(wish: SetTo | Switch, settings: ServerSettings) -> str:
    """What a wish would change in `settings`, as one line: “Time zone: UTC → Asia/Seoul”, “Votes: on → off”."""
    if isinstance(wish, Switch):
        return _switch_words(wish, _("{before} → {after}", before=_state(not wish.is_on), after=_state(wish.is_on)))
    kind = SETTINGS[wish.name]
    before, after = kind.told(getattr(settings, wish.name), wish.value)
    return _("{setting}: {before} → {after}", setting=kind.title, before=before, after=after)


def wish_words(wish: SetTo | Switch) -> str:
    """What a wish asks for, as one line: “Time zone: Asia/Seoul”, “Votes in #lobby: off”."""
    if isinstance(wish, Switch):
        return _switch_words(wish, _state(wish.is_on))
    kind = SETTINGS[wish.name]
    return labelled(kind.title, kind.words(wish.value))


def _switch_words(wish: Switch, state: str) -> str:
    name = feature_name(wish.feature)
    if wish.channel_id:
        return _("{feature} in {channel}: {state}", feature=name, channel=f"<#{wish.channel_id}>", state=state)
    return labelled(name, state)


def _state(is_on: bool) -> str:
    return _("on") if is_on else _("off")


def done_words(changed: Changed) -> str:
    """What was granted, as one line."""
    wish = changed.wish
    if isinstance(wish, Switch):
        return wish_words(wish)
    kind = SETTINGS[wish.name]
    return labelled(kind.title, kind.told(changed.before, wish.value)[1])
