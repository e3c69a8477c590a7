"""What has to be known of a language to put a mood said in it into English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from bot.domain.phrases.listed import ways


class Tongue(Struct, frozen=True, dict=True):
    """The words of one language, each list a text of lines "English: way | way".

    `says` are words that can be put where they stand. `refused_after` turn what is named before them into a
    refusal, as Korean and Japanese do. `idle` ask for nothing. `units` follow a number; `before` and `after`
    compare it. `since` and `until` follow a year, and its `year`; `years` stand before one. `to` joins the ends of
    a range. `endings` may be hung on words of four letters or more, as plurals and cases are. `others` look like
    what is known and are not: names, and words that only hold it. A `glued` language parts no words, or hangs
    particles on them.
    """

    code: str
    glued: bool
    says: str
    units: str
    refused_after: str = ""
    idle: str = ""
    before: str = ""
    after: str = ""
    year: str = ""
    since: str = ""
    until: str = ""
    years: str = ""
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
