"""Other people's text made harmless: what Discord would act on becomes a look-alike that it does not know.

Measured against parsers of Discord's markdown (tests/domain/discord_markdown.py): a backslash is no
protection inside spoilers, so nothing is escaped here; it is replaced.
"""

from __future__ import annotations

import re

import regex

from bot.domain.spoilers.cleaning import clean, seat_orphan

# Those for bars, backticks and backslashes stay themselves under Unicode normalisation.
LOOK_ALIKES = {
    "|": "∣",
    "`": "ˋ",
    "\\": "∖",
    "*": "∗",
    "_": "ˍ",
    "~": "∼",
    "<": "‹",
    ">": "›",
    "#": "＃",
    "@": "＠",
    "/": "∕",
}
_ALWAYS = str.maketrans({character: LOOK_ALIKES[character] for character in "|`\\*_~>"})
_ACTIVE = re.compile(r"[|`\\*_~>]")
_TAME = {ord(like): plain for plain, like in LOOK_ALIKES.items()}

_EMOJI = re.compile(r"<a?:(\w{1,64}):\d{1,24}>")
_MASKED = re.compile(r"\[([^\[\]\n]*)\]\(([^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)")
_ANGLE = re.compile(r"<(?!3)")  # hearts stay as they are
_PING = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_HASH = re.compile(r"#(?=[#\s]|$)")
_SCHEME = re.compile(r"(?<=:)//")
_INVITE = re.compile(r"(?i)(discord(?:app)?\.(?:gg|com|new|gift|media))/")
_BULLET = re.compile(r"^\s*[-+](?=\s|$)")
_NUMBER = re.compile(r"^(\s*\d+)([.)])(?=\s|$)")
_LINK = re.compile(r"<https?://[^\s<>|`\\]+>|https?://[^\s<>|`\\]+", re.IGNORECASE)
_LINK_UNSAFE = re.compile(r"(?<![^\W_])_|_(?![^\W_])|[*~\[\]|@]")
_DELIMITERS = r"\*\*\*|\*\*|\*|___|__|_|~~"
_EMPHASIS = regex.compile(
    rf"(?<![\p{{Latin}}\p{{Cyrillic}}\p{{Greek}}\p{{N}}*_~\\])({_DELIMITERS})(?![\s*_~])"
    rf"([^*_~`|\\<>\[\]\n]*[^*_~`|\\<>\[\]\s])\1(?![\p{{Latin}}\p{{Cyrillic}}\p{{Greek}}\p{{N}}*_~])"
)
_HEADING = re.compile(r"^(?:#{1,3}|-#)\s+(?=\S)")
_ITEM = re.compile(r"^(?:[-*]|(\d{1,3})\.)\s+(?=\S)")
_QUOTE = re.compile(r"^>\s+(?=[^\s>])")


def undo_look_alikes(text: str) -> str:
    """`text` with every look-alike turned back; for comparing and for giving a text back to its author."""
    return text.translate(_TAME)


def sanitise(text: str, hidden: bool) -> str:
    """`text` made harmless, line by line.

    Hidden text becomes plain: no markup, no live link. Safe text keeps bold, italics, single quotes, lists
    and web links, each within its line; a heading becomes bold. Mentions, timestamps, commands and custom
    emoji of either become words, and no line starts with a space.
    """
    line_of = neutral if hidden else styled
    return "\n".join(line_of(line.strip()) for line in clean(text).split("\n"))


def neutral(line: str, *, live_links: bool = False) -> str:
    """One line as plain text that no reader of markdown acts on; web links work only where asked."""
    line = _flat(line)
    if "://" not in line:
        return seat_orphan(_plain(line))
    parts: list[str] = []
    at = 0
    for link in _LINK.finditer(line):
        parts += (_plain(line[at : link.start()]), _live(link[0]) if live_links else _dead(link[0]))
        at = link.end()
    return seat_orphan("".join((*parts, _plain(line[at:]))))


def styled(line: str) -> str:
    """One safe line that keeps its harmless markup, each mark closed within the line."""
    line = _flat(line)
    if heading := _HEADING.match(line):
        title = neutral(line[heading.end() :])
        return title if line.startswith("-") else f"**{title.strip()}**"
    if item := _ITEM.match(line):
        bullet = f"{item[1]}." if item[1] else "-"
        return f"{bullet} {_inline(line[item.end() :])}"
    if quote := _QUOTE.match(line):
        return f"> {_inline(line[quote.end() :])}"
    return _inline(line)


def _inline(line: str) -> str:
    parts: list[str] = []
    at = 0
    for found in _EMPHASIS.finditer(line):
        if "://" in found[2] or "://" in line[at : found.start()]:
            continue  # marks next to links are not worth a doubt
        parts += (neutral(line[at : found.start()], live_links=True), found[1], _dead(found[2]), found[1])
        at = found.end()
    return "".join((*parts, neutral(line[at:], live_links=True)))


def _flat(line: str) -> str:
    """`line` with masked links written out, custom emoji by name, and no other link label glued to a target."""
    if "<" in line:
        line = _EMOJI.sub(r":\1:", line)
    if "](" in line:
        line = _MASKED.sub(r"\1 (\2)", line).replace("](", "] (")
    return line


def _plain(text: str) -> str:
    return _dead(_EMPHASIS.sub(r"\2", text))


def _dead(text: str) -> str:
    if _ACTIVE.search(text):  # translating is slow, and most lines need none
        text = text.translate(_ALWAYS)
    if "<" in text:
        text = _ANGLE.sub("‹", text)
    if "@" in text:
        text = _PING.sub("＠", text)
    if "#" in text:
        text = _HASH.sub("＃", text)
    if "/" in text:
        text = _INVITE.sub(r"\1∕", _SCHEME.sub("∕∕", text))
    return text


def _live(link: str) -> str:
    """A web link with everything percent-encoded that markdown could act on; it leads to the same page."""
    return _LINK_UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", link)


def sanitise_inline(text: str, *, limit: int = 100) -> str:
    """A name, headline or other short text as one harmless line of at most `limit` graphemes.

    What is longer ends in an ellipsis; the line never holds more than four characters a grapheme in all.
    Nothing visible gives the empty string.
    """
    line = " ".join(clean(text).split())
    line = neutral(line[: limit * 8])
    line = _NUMBER.sub(lambda found: found[1] + ("․" if found[2] == "." else "）"), _BULLET.sub("–", line))
    graphemes = regex.findall(r"\X", line)
    if len(graphemes) > limit:
        graphemes = [*graphemes[: limit - 1], "…"]
    while sum(map(len, graphemes)) > 4 * limit:
        graphemes = [*graphemes[: -2 if graphemes[-1] == "…" else -1], "…"]
    return "".join(graphemes).strip().replace("<…", "…")  # half a heart could open a mention
