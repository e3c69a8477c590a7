"""What has to be known of a language to put a mood said in it into English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from bot.domain.phrases.listed import ways


class Tongue(Struct, frozen=True, dict=True):
    """The words of one language, each list a text of lines "English: way | way".

    `says` are words that can be put where they stand. `turns` say how what is named beside them is meant, as English
    would put it in the same place ("anything but", "is fine ;"). `refused_after` turn what is named before them into
    a refusal, as Korean and Japanese do; `clinging` refuse what follows them at once, where that is known, and say
    nothing elsewhere. `idle` ask for nothing. `units` follow a number; `before` and `after` compare it. `since`,
    `until` and `earlier` follow a year, and its `year`; `years` stand before one. `decades` are ways to say the
    nineties, with "90" in them. `numbers` are numbers in words, and the half of an hour. `to` joins the ends of a
    range. `endings` may be hung on words of four letters or more, as plurals and cases are. `others` look like what
    is known and are not: names, and words that only hold it. A `glued` language parts no words, or hangs particles on
    them; in a `toned` one an accent that is written has to be the right one, for "vua" is a king and "vừa" is not.
    """

    code: str
    glued: bool
    says: str
    units: str
    turns: str = ""
    clinging: str = ""
    refused_after: str = ""
    idle: str = ""
    before: str = ""
    after: str = ""
    year: str = ""
    since: str = ""
    until: str = ""
    earlier: str = ""
    years: str = ""
    decades: str = ""
    numbers: str = ""
    toned: bool = False
    to: str = ""
    endings: str = ""
    others: str = ""

    @cached_property
    def words(self) -> Mapping[str, str]:
        """English by what is said, the folded one of each way."""
        return listed(self.says)


def listed(text: str) -> dict[str, str]:
    """English by each of its ways."""
    found: dict[str, str] = {}
    for line in text.strip().splitlines():
        english, _colon, said = line.partition(":")
        found |= dict.fromkeys(ways(said), english.strip())
    return found
