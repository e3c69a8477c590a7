"""A server's settings as a file: written by one server, read by it or by another one.

Channels and roles are written with their names, because another server has none of the ids: there, one with the
same name is taken where exactly one has it. What cannot be carried over is listed, never guessed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.domain.server_settings import (
    EMOJI,
    FEATURES,
    SETTING_NAMES,
    ServerSettings,
    SetTo,
    Switch,
    check_emoji_pair,
    check_setting,
)
from bot.domain.setting_labels import setting_label
from bot.errors import UserError
from bot.i18n import _

FORMAT = "linger-settings"
VERSION = 1
MAX_BYTES = 256 * 1024  # a file of all settings and 500 channels' switches is under 100 KB
_KEYS = {"format", "version", "server", "settings", "features", "channels"}
_MOST_LEFT_OUT = 25  # lines of what is not carried over; the rest is counted


@dataclass(frozen=True, slots=True)
class Here:
    """The channels and roles of the server that takes a file, by id, with their names."""

    channels: Mapping[int, str]
    roles: Mapping[int, str]
    emoji: frozenset[int] = frozenset()  # ids of the server's own


@dataclass(slots=True)
class Plan:
    """What a file would change here, and what of it cannot be carried over, as sentences."""

    wishes: list[SetTo | Switch] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def write_file(
    settings: ServerSettings, switches: Mapping[tuple[int, str], bool], here: Here, *, server_name: str
) -> str:
    """All settings and switches of a server as JSON; ids are texts, because JSON's numbers lose their last digits."""
    whole: dict[str, Any] = {"format": FORMAT, "version": VERSION, "server": server_name}
    whole["settings"] = {name: _written(name, getattr(settings, name), here) for name in SETTING_NAMES}
    whole["features"] = {feature: switches.get((0, feature), True) for feature in FEATURES}
    channels: dict[int, dict[str, bool]] = {}
    for (channel_id, feature), is_on in sorted(switches.items()):
        if channel_id:
            channels.setdefault(channel_id, {})[feature] = is_on
    whole["channels"] = [{**_named(each, here.channels), "features": own} for each, own in channels.items()]
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _written(name: str, value: Any, here: Here) -> Any:
    if name.endswith("_channel_id"):
        return None if value is None else _named(value, here.channels)
    if name.endswith("_role_ids"):
        return [_named(role, here.roles) for role in value]
    return value


def _named(each: int, names: Mapping[int, str]) -> dict[str, str]:
    return {"id": str(each), "name": names.get(each, "")}


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
            raise UserError(_("“{name}” in this file is not what it has to be, so nothing was changed.", name=name))
    return whole


def _check_version(version: Any) -> None:
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        said = _(
            "This file comes from a newer Linger: it is of version {version}, and I read version {ours}. Update this"
            " one, or set by hand what you need under /config panel."
        )
        raise UserError(said.format(version=str(version)[:20], ours=VERSION))
    if version != VERSION or isinstance(version, bool):
        raise UserError(_("This file doesn't say a version that I know. Take the file that /config show gives."))


def plan_import(
    whole: Mapping[str, Any], settings: ServerSettings, switches: Mapping[tuple[int, str], bool], here: Here
) -> Plan:
    """What the file would change in this server. Never raises: what does not fit is left out and said."""
    plan = Plan()
    for key in whole:
        if key not in _KEYS:
            plan.left_out.append(_("“{name}”: I don't know this part.", name=_short(key)))
    after = settings
    for name, value in whole.get("settings", {}).items():
        for wish in _setting(name, value, here, plan):
            if getattr(settings, name) != wish.value:
                plan.wishes.append(wish)
                after = replace(after, **{name: wish.value})
    try:
        check_emoji_pair(after)
    except UserError as error:
        plan.wishes = [w for w in plan.wishes if not (isinstance(w, SetTo) and w.name.endswith("helpful_emoji"))]
        plan.left_out.append(error.message)
    plan.wishes += list(_switches(whole, switches, here, plan))
    if len(plan.left_out) > _MOST_LEFT_OUT:
        more = len(plan.left_out) - _MOST_LEFT_OUT
        plan.left_out[_MOST_LEFT_OUT:] = [_("… and {count} more.", count=more)]
    return plan


def _setting(name: str, value: Any, here: Here, plan: Plan) -> Iterator[SetTo]:
    if name not in SETTING_NAMES:
        plan.left_out.append(_("“{name}”: I don't know this setting.", name=_short(name)))
        return
    if name.endswith("_channel_id") and value is not None:
        value = _found(setting_label(name), value, here.channels, plan)
        if value is None:
            return
    elif name.endswith("_role_ids"):
        wanted = value if isinstance(value, list) else [value]
        value = [
            role for each in wanted[:100] if (role := _found(setting_label(name), each, here.roles, plan)) is not None
        ]
        if wanted and not value:
            return
    elif name in EMOJI and isinstance(value, str) and value.endswith(">"):
        given = value.rstrip(">").rpartition(":")[2]
        if not (given.isascii() and given.isdigit() and int(given[:20]) in here.emoji):
            label = setting_label(name)
            plan.left_out.append(_("{name}: this server has no “{wanted}”.", name=label, wanted=_short(value)))
            return
    try:
        yield SetTo(name, check_setting(name, value))
    except UserError as error:
        plan.left_out.append(error.message)


def _found(label: str, written: Any, names: Mapping[int, str], plan: Plan) -> int | None:
    """The id here of a channel or role as the file writes it, or None, which is said in the plan."""
    given_id, given_name = ("", "")
    if isinstance(written, dict):
        given_id, given_name = str(written.get("id", "")), str(written.get("name", ""))
    elif isinstance(written, str | int):
        given_id = str(written)
    if given_id.isascii() and given_id.isdigit() and len(given_id) <= 20 and int(given_id) in names:
        return int(given_id)
    same = [each for each, known in names.items() if known == given_name]
    if len(same) == 1:
        return same[0]
    plan.left_out.append(
        _("{name}: this server has no “{wanted}”.", name=label, wanted=_short(given_name or given_id))
        if not same
        else _("{name}: several here are called “{wanted}”.", name=label, wanted=_short(given_name))
    )
    return None


def _switches(
    whole: Mapping[str, Any], switches: Mapping[tuple[int, str], bool], here: Here, plan: Plan
) -> Iterator[Switch]:
    places: list[tuple[int, Any]] = [(0, whole.get("features", {}))]
    for written in whole.get("channels", [])[:1000]:
        channel_id = _found(_("Features of a channel"), written, here.channels, plan)
        if channel_id is not None:
            places.append((channel_id, written.get("features", {}) if isinstance(written, dict) else {}))
    for channel_id, features in places:
        for feature, is_on in features.items() if isinstance(features, dict) else ():
            if feature not in FEATURES:
                plan.left_out.append(_("“{name}”: I don't know this feature.", name=_short(feature)))
            elif not isinstance(is_on, bool):
                plan.left_out.append(_("“{name}” has to be true or false.", name=feature))
            elif switches.get((channel_id, feature), True) != is_on:
                yield Switch(feature, is_on, channel_id)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
