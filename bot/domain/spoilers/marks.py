"""Finding the spoiler marks of a text: the ways in which fans of many sites write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.spoilers.spans import MarkupError, Trouble
from bot.patterns import later

if TYPE_CHECKING:
    import regex


class Mark(NamedTuple):
    """One mark. `kind` is "|", "!", "~", "<" or "["; `opens` is None where only its place can tell.

    `title` is where a tag's title stands; bars of four close one spoiler and open the next.
    """

    kind: str
    low: int
    high: int
    opens: bool | None = None
    title: tuple[int, int] | None = None
    escaped: bool = False


# A tag may carry attributes (HTML) or a title (forums); neither holds a bracket or a line end.
# Every repetition of spaces is bounded: a text of nothing but spaces must not take seconds to read.
_TAG = (
    r"<\s{0,3}(?P<slash>/?)\s{0,3}spoilers?(?P<title>(?:[\s=:][^<>\[\]|\n]*)?)>"
    r"|\[\s{0,3}(?P<slash>/?)\s{0,3}spoilers?(?P<title>(?:\s{0,3}[=:][^<>\[\]|\n]*)?)\s{0,3}\]"
)
# "[spoilers ahead]", "[Spoiler warning: the whole series]": said to the reader, hiding nothing.
_WARNING = (
    r"[<\[{［【〔〈《＜]\s{0,3}spoil(?:er)?(?:s|y|ish)?"
    r"(?:[\s,:—–-]{1,3}(?:free|ahead|alerts?|warnings?|below|inside|within|incoming|follow(?:s|ing)?|coming|for|from"
    r"|through|until|up|to|in|of|and|the|this|whole|entire|all|next|last|first|only|some|few|minor|major|mild|light|heavy"
    r"|series|show|drama|seasons?|parts?|episodes?|eps?\.?|finale|ending|review|section|paragraphs?|s?\d{1,4}(?:e\d{1,4})?))"
    r"{1,9}\s{0,3}[!.:…]{0,3}\s{0,3}[>\]}］】〕〉》＞]"
)
_TOKEN = later(
    rf"""(?=[\\|｜>!~<\[{{［【〔〈《＜\]:&‖∥⏐│┃¦ǀ∣❘])(?:  # most characters are none of these: a quick way out
      (?P<escaped>\\[|｜](?![|｜]))
    | (?P<bars>[|｜]{{2,}})
    | (?P<tag>{_TAG})
    | (?P<opening>>!)
    | (?P<tilde>~!|!~)
    | (?P<closing>!<(?!\s{{0,3}}/?\s{{0,3}}spoiler))
    | (?P<warning>{_WARNING})
    | (?P<unknown>[<\[{{［【〔〈《＜]\s{{0,3}}[/#!]?\s{{0,3}}spoil[^\s]?
        | <\s{{0,3}}[a-z][^<>\n]{{0,100}}\bspoil[^<>\n]{{0,100}}> | \]\(\s{{0,3}}[#/]s(?:poiler)?\b | :::\s{{0,3}}spoil
        | &(?:gt|\#62);|&(?:lt|\#60);/?\s?spoil|!&(?:lt|\#60);|&\#124;
        | [‖∥⏐│┃¦ǀ∣❘]\s?[‖∥⏐│┃¦ǀ∣❘]|‖ | </?\s{{0,3}}details\b | [\[［【〔]\s{{0,3}}/?(?:hide|hidden)\b
        | [<\[{{［【〔〈《＜]\s{{0,3}}/\s{{0,3}}(?:剧透|劇透|ネタバレ|스포|สปอย|спойл))
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_TILDES = later(r"~!~|~!|!~")
_NEXT_EDGE = later(r">!|!<(?!3)")
_EYES = ":;=x8"  # ":>!" is a face


def count_marks(text: str) -> int:
    """How many marks of any kind are in `text`, also unknown ones."""
    return sum(1 for found in _TOKEN.finditer(text) if found.lastgroup != "warning")


def find_marks(text: str) -> list[Mark]:
    """The marks of `text` in order. Raises MarkupError for unknown and escaped ones."""
    tildes = _paired_tildes(text) if "~!" in text and "!~" in text else {}
    marks: list[Mark] = []
    at = 0
    inside = False  # a ">!" that waits for its "!<"
    while found := _TOKEN.search(text, at):
        at = found.end()
        mark = _mark(found, tildes, inside)
        if mark is None:
            at = found.end() if found.lastgroup == "warning" else found.start() + 1
            continue
        if mark.kind == "!":
            inside = bool(mark.opens)
        at = mark.high
        marks.append(mark)
    return marks


def _mark(found: regex.Match[str], tildes: dict[int, bool], inside: bool) -> Mark | None:
    low, high = found.span()
    escaped = low > 0 and found.string[low - 1] == "\\"
    match found.lastgroup:
        case "bars":
            is_pair_and_bar = found[0] in ("|||", "｜｜｜")  # every reader takes the first two
            return Mark("|", low, low + 2 if is_pair_and_bar else high, escaped=escaped)
        case "tag" | "slash" | "title":
            return _tag(found, escaped)
        case "tilde":
            return Mark("~", low, high, tildes[low], escaped=escaped) if low in tildes else None
        case "opening":
            return _opening(found.string, low, inside, escaped)
        case "closing":
            return None if _is_heart(found.string, high, inside) else Mark("!", low, high, opens=False, escaped=escaped)
        case "warning":
            return None
        case "escaped":
            raise MarkupError(Trouble.ESCAPED)
        case _:
            raise MarkupError(Trouble.UNKNOWN)


def _tag(found: regex.Match[str], escaped: bool) -> Mark:
    title = found.span("title") if found["title"].strip(" =:") else None
    return Mark(found[0][0], *found.span(), opens=not found["slash"], title=title, escaped=escaped)


def _opening(text: str, low: int, inside: bool, escaped: bool) -> Mark | None:
    """ ">!" opens, but not in ":>!", and in ">!<" it closes what is open: the text then ends in ">"."""
    if inside and text.startswith("<", low + 2):
        return None
    is_face = low > 0 and text[low - 1] in _EYES and (low + 2 >= len(text) or text[low + 2].isspace())
    return None if is_face else Mark("!", low, low + 2, opens=True, escaped=escaped)


def _is_heart(text: str, high: int, inside: bool) -> bool:
    """Whether "!<3" is a heart; between ">!" and "!<" it is, too, and stays hidden either way."""
    if not text.startswith("3", high):
        return False
    following = _NEXT_EDGE.search(text, high)
    return not inside or (following is not None and following[0] == "!<")


def _paired_tildes(text: str) -> dict[int, bool]:
    """Where "~!…!~" opens (True) and closes: whatever any pairing would hide. "So cute~!" alone is prose."""
    waiting: list[int] = []
    regions: list[tuple[int, int]] = []
    for found in _TILDES.finditer(text):
        closes = found[0] == "!~" or (found[0] == "~!~" and bool(waiting))
        if not closes:
            waiting.append(found.start())
        elif waiting:
            regions.append((waiting.pop(), found.end() - 2))
    if waiting and regions and waiting[0] < regions[-1][0]:
        regions.append((waiting[0], regions[-1][1]))
    edges: dict[int, bool] = {}
    reach = -1
    for low, high in sorted(regions):
        if low > reach:
            edges |= {low: True, high: False}
            reach = high
        elif high > reach:
            del edges[reach]
            edges[high] = False
            reach = high
    return edges
