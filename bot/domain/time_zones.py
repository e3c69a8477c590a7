"""Time zones as people write them: by a city, by an abbreviation, by their distance from UTC.

What is kept is always a name of the IANA database, which Python's `zoneinfo` takes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import tzinfo
from functools import cache
from typing import Final

from bot.patterns import later_re

# Whatever the machine is set to, and a placeholder: neither says where people are.
_NOT_A_PLACE: Final = frozenset({"localtime", "factory", "posixrules"})
# What people call the clock on their wall; several where one abbreviation means several clocks.
_ABBREVIATIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "kst": ("Asia/Seoul",),
    "jst": ("Asia/Tokyo",),
    "hkt": ("Asia/Hong_Kong",),
    "sgt": ("Asia/Singapore",),
    "myt": ("Asia/Kuala_Lumpur",),
    "pht": ("Asia/Manila",),
    "ict": ("Asia/Bangkok",),
    "wib": ("Asia/Jakarta",),
    "wita": ("Asia/Makassar",),
    "wit": ("Asia/Jayapura",),
    "mmt": ("Asia/Yangon",),
    "npt": ("Asia/Kathmandu",),
    "pkt": ("Asia/Karachi",),
    "gst": ("Asia/Dubai",),
    "msk": ("Europe/Moscow",),
    "trt": ("Europe/Istanbul",),
    "cest": ("Europe/Berlin",),
    "eest": ("Europe/Athens",),
    "west": ("Europe/Lisbon",),
    "mez": ("Europe/Berlin",),
    "mesz": ("Europe/Berlin",),
    "edt": ("America/New_York",),
    "cdt": ("America/Chicago",),
    "mdt": ("America/Denver",),
    "pst": ("America/Los_Angeles",),
    "pdt": ("America/Los_Angeles",),
    "akst": ("America/Anchorage",),
    "akdt": ("America/Anchorage",),
    "nst": ("America/St_Johns",),
    "brt": ("America/Sao_Paulo",),
    "art": ("America/Argentina/Buenos_Aires",),
    "clt": ("America/Santiago",),
    "cot": ("America/Bogota",),
    "sast": ("Africa/Johannesburg",),
    "wat": ("Africa/Lagos",),
    "cat": ("Africa/Maputo",),
    "eat": ("Africa/Nairobi",),
    "awst": ("Australia/Perth",),
    "acst": ("Australia/Darwin",),
    "acdt": ("Australia/Adelaide",),
    "aest": ("Australia/Sydney",),
    "aedt": ("Australia/Sydney",),
    "nzst": ("Pacific/Auckland",),
    "nzdt": ("Pacific/Auckland",),
    "cst": ("America/Chicago", "Asia/Shanghai", "Asia/Taipei"),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "bst": ("Europe/London", "Asia/Dhaka"),
    "ast": ("America/Halifax", "Asia/Riyadh"),
}
_OFFSET = later_re(r"(?:utc|gmt)?([+\-−])(\d{1,2})(?::?([0-5]\d))?", re.ASCII)
_WHOLE_HOURS = range(-12, 15)  # those of Etc/GMT
# Offsets with a part of an hour, each with a zone that keeps it all year, in minutes.
_ODD_OFFSETS: Final[Mapping[int, str]] = {
    -570: "Pacific/Marquesas",
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    525: "Australia/Eucla",
    570: "Australia/Darwin",
}
_ETC = later_re(r"Etc/GMT([+-])(\d{1,2})")


def read_time_zone(typed: str) -> str | None:
    """The zone's name for “asia/seoul”, “KST”, “UTC+9” or “+05:30”; None for what means none, or several."""
    key = _key(typed)
    found = _zones().get(key) or _by_offset(key)
    if found is None and len(_ABBREVIATIONS.get(key, ())) == 1:
        return _ABBREVIATIONS[key][0]
    return found


def zones_like(typed: str) -> tuple[str, ...]:
    """What somebody may have meant by something that is no zone: the places of an abbreviation, a name like it."""
    key = _key(typed)
    if key in _ABBREVIATIONS:
        return _ABBREVIATIONS[key]
    zones = _zones()
    cities = [zone for zone in zones if zone.endswith(f"/{key}")]
    # Short words are abbreviations; one letter off is another clock.
    if not cities and len(key) > 4:
        from rapidfuzz import fuzz, process

        near = process.extractOne(key[:64], zones.keys(), scorer=fuzz.ratio, score_cutoff=60)
        cities = [near[0]] if near else []
    return tuple(zones[zone] for zone in cities[:3])


def time_zone_words(zone: str) -> str:
    """A zone's name as people read it; the database turns the sign of its offsets around."""
    found = _ETC.fullmatch(zone)
    if found is None:
        return zone
    return "UTC" if found[2] == "0" else f"UTC{'-' if found[1] == '+' else '+'}{found[2]}"


def zone_called(name: str) -> tzinfo:
    """The zone that the IANA database calls so, or ZoneInfoNotFoundError, which is a KeyError."""
    from zoneinfo import ZoneInfo  # a start has no use for it, with all that says where its files are

    return ZoneInfo(name)


def _key(typed: str) -> str:
    return "_".join(typed.split()).casefold()


def _by_offset(key: str) -> str | None:
    found = _OFFSET.fullmatch(key.replace("_", ""))
    if found is None:
        return None
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    minutes = minutes if found[1] == "+" else -minutes
    hours, rest = divmod(minutes, 60)
    if rest:
        return _ODD_OFFSETS.get(minutes)
    if hours not in _WHOLE_HOURS:
        return None
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"


@cache
def _zones() -> dict[str, str]:
    from importlib.resources import files

    # The list that comes with the data; `zoneinfo.available_timezones` opens six hundred files, and people wait.
    names = files("tzdata").joinpath("zones").read_text("utf-8").split()
    return {zone.casefold(): zone for zone in sorted(names) if zone.casefold() not in _NOT_A_PLACE}
