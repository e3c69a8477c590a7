"""A server's settings as a file: written by one server, read by it or by another one.

Channels and roles are written with their names, because another server has none of the ids: there, one with the
same name is taken where exactly one has it. What cannot be carried over is listed, never guessed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from msgspec import Struct, field

from bot.domain.settings.declarations import SETTINGS, ServerSettings, check_together
from bot.domain.settings.emoji import Emoji, ManyEmoji
from bot.domain.settings.features import FEATURES
from bot.domain.settings.kind import Here
from bot.domain.settings.places import found_here, named
from bot.domain.settings.wishes import SetTo, Switch
from bot.domain.spoilers import quoted
from bot.errors import UserError
from bot.i18n import _

FORMAT = "linger-settings"
VERSION = 1
MAX_BYTES = 256 * 1024  # a file of all settings and 500 channels' switches is under 100 KB
_KEYS = {"format", "version", "server", "settings", "features", "channels"}
_EMOJI = Emoji | ManyEmoji
_MOST_CHANNELS = 500  # of a server of Discord
_MOST_LEFT_OUT = 25  # lines of what is not carried over; the rest is counted


class Plan(Struct):
    """What a file would change here, and what of it cannot be carried over, as sentences."""

    wishes: list[SetTo | Switch] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    more_left_out: int = 0  # beyond those that are said

    def leave_out(self, say: Callable[[], str]) -> None:
        """Say what is not carried over; a file may hold thousands of strange names, so that the rest is counted."""
        if len(self.left_out) < _MOST_LEFT_OUT:
            self.left_out.append(say())
        else:
            self.more_left_out += 1


def write_file(
    settings: ServerSettings, switches: Mapping[tuple[int, str], bool], here: Here, *, server_name: str
) -> str:
    """All settings and switches of a server as JSON."""
    whole: dict[str, Any] = {"format": FORMAT, "version": VERSION, "server": server_name}
    whole["settings"] = {name: kind.written(getattr(settings, name), here) for name, kind in SETTINGS.items()}
    whole["features"] = {feature: switches.get((0, feature), True) for feature in FEATURES}
    channels: dict[int, dict[str, bool]] = {}
    for (channel_id, feature), is_on in sorted(switches.items()):
        if channel_id:
            channels.setdefault(channel_id, {})[feature] = is_on
    whole["channels"] = [{**named(each, here.channels), "features": own} for each, own in channels.items()]
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def check_size(size: int) -> None:
    """Raises UserError for a file of more bytes than a settings file can have; asked before it is downloaded."""
    if size > MAX_BYTES:
        raise UserError(
            _(
                "A settings file has at most {most} KB; this one has {size} KB. Take the file that /config show gives.",
                most=MAX_BYTES // 1024,
                size=-(-size // 1024),
            )
        )


def read_file(content: bytes) -> dict[str, Any]:
    """The file's parts, their outer shapes checked. Raises UserError saying what is wrong and what to do."""
    check_size(len(content))
    try:
        whole = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UserError(
            _("This is not a settings file: it is not JSON. Take the file that /config show gives.")
        ) from None
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise UserError(_("This is not a settings file of mine. Take the file that /config show gives."))
    _check_version(whole.get("version"))
    for name, kind in (("settings", dict), ("features", dict), ("channels", list)):
        if not isinstance(whole.get(name, kind()), kind):
            raise UserError(
                _("“{name}” in this file is not what it has to be, so nothing was changed.", name=quoted(name))
            )
    return whole


def _check_version(version: Any) -> None:
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        said = _(
            "This file comes from a newer Linger: it is of version {version}, and I read version {ours}. Update this"
            " one, or set by hand what you need under /config panel."
        )
        raise UserError(said.format(version=quoted(version, limit=20), ours=VERSION))
    if version != VERSION or isinstance(version, bool):
        raise UserError(_("This file doesn't say a version that I know. Take the file that /config show gives."))


def plan_import(
    whole: Mapping[str, Any], settings: ServerSettings, switches: Mapping[tuple[int, str], bool], here: Here
) -> Plan:
    """What the file would change in this server. Never raises: what does not fit is left out and said."""
    plan = Plan()
    for key in whole:
        if key not in _KEYS:
            plan.leave_out(partial(_unknown_part, key))
    plan.wishes += list(_settings(whole, settings, here, plan))
    try:
        check_together(_after(settings, plan.wishes))
    except UserError as error:
        plan.wishes = [w for w in plan.wishes if not (isinstance(w, SetTo) and isinstance(SETTINGS[w.name], _EMOJI))]
        plan.left_out.insert(0, error.message)
    plan.wishes += list(_switches(whole, switches, here, plan))
    if plan.more_left_out:
        plan.left_out.append(_("… and {count} more.", count=plan.more_left_out))
    return plan


def _settings(whole: Mapping[str, Any], settings: ServerSettings, here: Here, plan: Plan) -> Iterator[SetTo]:
    for name, written in whole.get("settings", {}).items():
        if name not in SETTINGS:
            plan.leave_out(partial(_unknown_setting, name))
            continue
        found, left_out = SETTINGS[name].carried(written, here)
        for said in left_out:
            plan.leave_out(partial(str, said))
        yield from (SetTo(name, value) for value in found if getattr(settings, name) != value)


def _after(settings: ServerSettings, wishes: list[SetTo | Switch]) -> ServerSettings:
    return replace(settings, **{wish.name: wish.value for wish in wishes if isinstance(wish, SetTo)})


def _switches(
    whole: Mapping[str, Any], switches: Mapping[tuple[int, str], bool], here: Here, plan: Plan
) -> Iterator[Switch]:
    places: list[tuple[int, Any]] = [(0, whole.get("features", {}))]
    for written in whole.get("channels", [])[:_MOST_CHANNELS]:
        try:
            channel_id = found_here(_("Features of a channel"), written, here.channels)
        except UserError as error:
            plan.leave_out(partial(str, error.message))
            continue
        places.append((channel_id, written.get("features", {}) if isinstance(written, dict) else {}))
    for channel_id, features in places:
        for feature, is_on in features.items() if isinstance(features, dict) else ():
            if feature not in FEATURES:
                plan.leave_out(partial(_unknown_feature, feature))
            elif not isinstance(is_on, bool):
                plan.leave_out(partial(_no_switch, feature))
            elif switches.get((channel_id, feature), True) != is_on:
                yield Switch(feature, is_on, channel_id)


def _unknown_part(name: str) -> str:
    return _("“{name}”: I don't know this part.", name=quoted(name))


def _unknown_setting(name: str) -> str:
    return _("“{name}”: I don't know this setting.", name=quoted(name))


def _unknown_feature(name: str) -> str:
    return _("“{name}”: I don't know this feature.", name=quoted(name))


def _no_switch(name: str) -> str:
    return _("“{name}” has to be true or false.", name=quoted(name))
