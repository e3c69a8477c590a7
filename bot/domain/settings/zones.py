"""Settings that are a time zone."""

from __future__ import annotations

from bot.domain.settings.kind import Here, Kind
from bot.domain.time_zones import read_time_zone, time_zone_words, zones_like
from bot.i18n import _, joined


class Zone(Kind[str], frozen=True, kw_only=True):
    """A time zone, kept by its name in the IANA database."""

    def check(self, value: object) -> str:
        """The zone's name, also for an abbreviation or an offset."""
        if not isinstance(value, str):
            raise self.wrong(value)
        zone = read_time_zone(value)
        if zone is not None:
            return zone
        near = zones_like(value)
        if not near:
            raise self.wrong(value)
        raise self.refusal(value, _("a time zone; did you mean {near}?", near=_or(near)))

    def allowed(self) -> str:
        """What is taken, by examples."""
        return _("a time zone such as Europe/Berlin, KST or UTC+9")

    def words(self, value: str, here: Here | None = None) -> str:
        """The name."""
        return time_zone_words(value)

    def typed(self, value: str) -> str:
        """The name."""
        return time_zone_words(value)

    def is_typed(self, current: str) -> bool:
        """Always."""
        return True

    def typing_hint(self) -> str:
        """Examples of each way to write a zone, as the form's hint."""
        return _("Such as Asia/Seoul, KST or UTC+9.")


def _or(zones: tuple[str, ...]) -> str:
    if len(zones) == 1:
        return zones[0]
    return _("{some} or {last}", some=joined(zones[:-1]), last=zones[-1])
