"""Other people's text made harmless: nothing in it is left for Discord's markdown to act on.

Measured against parsers of Discord's markdown (tests/domain/discord_markdown.py). A word joiner, which nobody
sees, parts what only means something together (`~~`, `](`, `://`, `@everyone`). Where that is no protection, open
text is escaped; hidden text, in which a backslash protects nothing, gets look-alikes. So nothing in a hidden
stretch can end what began before it, and that is what keeps its bars whole.
"""

from __future__ import annotations

import re

from bot.domain.spoilers.cleaning import clean, seat_orphan
from bot.patterns import later, later_re

JOINER = "\u2060"
# Those for bars, backticks and backslashes stay themselves under Unicode normalisation.
LOOK_ALIKES = {"|": "∣", "`": "ˋ", "\\": "∖", "*": "∗", "_": "ˍ"}
_TAME = {**{ord(like): plain for plain, like in LOOK_ALIKES.items()}, ord(JOINER): ""}

_EMOJI = later_re(r"<a?:(\w{1,64}):\d{1,24}>")
_MASKED = later_re(r"\[([^\[\]\n]*)\]\(([^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)")
_LINK = later_re(r"<https?://[^\s<>|`\\]+>|https?://[^\s<>|`\\]+", re.IGNORECASE)
_LINK_UNSAFE = later_re(r"(?<![^\W_])_|_(?![^\W_])|[*~\[\]|@]")
LINKISH = later_re(r"//|www\W|mailto:|\w\.[^\W\d]")  # a word that a generous reader takes for a link
_DELIMITERS = r"\*\*\*|\*\*|\*|___|__|_|~~"
_GRAPHEMES = later(rf"{JOINER}*\X{JOINER}*")
_EMPHASIS = later(
    rf"(?<![\p{{Latin}}\p{{Cyrillic}}\p{{Greek}}\p{{N}}*_~\\])({_DELIMITERS})(?![\s*_~])"
    rf"([^*_~`|\\<>\[\]\n]*[^*_~`|\\<>\[\]\s])\1(?![\p{{Latin}}\p{{Cyrillic}}\p{{Greek}}\p{{N}}*_~])"
)
_CODE = later_re(r"(?<![`\\])(`{1,3})(?!`)([^`\n]*[^`\s\\])\1(?!`)")
_HEADING = later_re(r"(?:#{1,3}|-#)\s+(?=\S)")
_ITEM = later_re(r"(?:[-*]|(\d{1,3})\.)(\s+)(?=\S)")
_QUOTE = later_re(r">\s+(?=[^\s>])")
_BLOCK_START = later_re(r"\s*(?=>|(?:#{1,3}|-#)(?:\s|$))")
_LIST_START = later_re(r"\s*(?=(?:[-+*]|\d+[.)])(?:\s|$))")

# Each alternative is one thing that a reader of markdown would act on; the first that fits counts.
_ACTIVE = later_re(
    r"""(?=[|`\\~*_\]:@<.])(?:(?P<bars>\|{2,}) | (?P<bar>\|) | (?P<tick>`) | (?P<slash>\\) | (?P<tildes>~{2,})
    | (?P<star>\*+) | (?P<underscores>_+)
    | (?P<joined>\](?=\() | :(?=/\S) | @(?=everyone|here) | <(?![3\s]) | (?<=discord)\.(?=(?:gg|com|new|gift|media)/)
        | (?<=discordapp)\.(?=com/|gg/))
    | (?P<before>(?<=www)\.(?=\S) | (?<=mailto):(?=\S)))""",
    re.VERBOSE | re.IGNORECASE,
)

# Most lines hold none. A text is looked through seven times faster where a pattern begins with one set of characters.
_SUSPECT = later_re(r"[|`\\~*_\]:@<.](?:(?<!\.)|(?<=www\.)|(?<=discord\.)|(?<=discordapp\.))", re.IGNORECASE)
_STYLED = later_re(r"\s*(?:[#>-]|\d+\.)")


def undo_look_alikes(text: str) -> str:
    """`text` with every look-alike turned back and the joiners taken out; for comparing texts."""
    return text.translate(_TAME)


def sanitise(text: str, hidden: bool) -> str:
    """`text` made harmless, line by line.

    Hidden text becomes plain: no markup, no live link. Open text keeps bold, italics, strike-through, code,
    single quotes, lists and web links, each within its line; a heading becomes bold. Mentions, timestamps,
    commands and custom emoji of either become words. Spaces stay as written, but for those that end a line.
    """
    line_of = neutral if hidden else styled
    return "\n".join(line_of(line.rstrip()) for line in clean(text).split("\n"))


def neutral(line: str) -> str:
    """One line as plain text that no reader of markdown acts on, wherever it stands; links are not live.

    Nothing in it is escaped, so that it may also be shown where there is no markdown.
    """
    return _started(_dead(_flat(line)))


def opened(line: str) -> str:
    """One stretch of open text as plain text, escaped for places with markdown; web links are live."""
    return _started(_with_links(_flat(line)))


def styled(line: str) -> str:
    """One open line that keeps its harmless markup, each mark closed within the line."""
    line = _flat(line)
    body = line.lstrip(" ")
    indent = line[: len(line) - len(body)]
    if heading := _HEADING.match(body):
        title = neutral(body[heading.end() :])
        return title if body.startswith("-") else f"**{title.strip()}**"
    if item := _ITEM.match(body):
        bullet = f"{item[1]}." if item[1] else "-"
        return f"{indent}{bullet}{item[2]}{emphasised(body[item.end() :])}"
    if quote := _QUOTE.match(body):
        return f"> {emphasised(body[quote.end() :])}"
    return indent + emphasised(body)


def emphasised(text: str) -> str:
    """A stretch of open text with the bold, italics, strike-through and code that it closes itself."""
    text = _flat(text)
    parts: list[str] = []
    at = 0
    for code in _CODE.finditer(text):
        before = text[at : code.start()]
        if LINKISH.search(before.rsplit(maxsplit=1)[-1] if before and not before[-1].isspace() else ""):
            continue  # a link may reach into the code
        parts += (_with_emphasis(before), f"`{_plain(code[2])}`")
        at = code.end()
    return _started("".join((*parts, _with_emphasis(text[at:]))))


def may_be_styled(text: str) -> bool:
    """Whether a line may hold markup at all; most hold none, and looking twice is slow."""
    return "*" in text or "_" in text or "~" in text or "`" in text or _STYLED.match(text) is not None


def coded(line: str) -> str:
    """One line of a code block."""
    return f"`{_plain(line.rstrip())}`"


def _with_emphasis(text: str) -> str:
    parts: list[str] = []
    at = 0
    for found in _EMPHASIS.finditer(text):
        if "://" in found[2] or "://" in text[at : found.start()]:
            continue  # marks next to links are not worth a doubt
        parts += (_with_links(text[at : found.start()]), found[1], _plain(found[2]), found[1])
        at = found.end()
    return "".join((*parts, _with_links(text[at:])))


def _with_links(text: str) -> str:
    if "://" not in text:
        return _escaped(text)
    parts: list[str] = []
    at = 0
    for link in _LINK.finditer(text):
        parts += (_escaped(text[at : link.start()]), _live(link[0]))
        at = link.end()
    return "".join((*parts, _escaped(text[at:])))


def _started(text: str) -> str:
    """`text` with a joiner where it would start a quote or a heading, and a seat for a mark without a letter."""
    if text[:1] in ("", " ", ">", "#", "-") and (start := _BLOCK_START.match(text)):
        text = text[: start.end()] + JOINER + text[start.end() :]
    return seat_orphan(text)


def _flat(line: str) -> str:
    """`line` with masked links written out and custom emoji by name."""
    if "<" in line:
        line = _EMOJI.sub(r":\1:", line)
    return _MASKED.sub(r"\1 (\2)", line) if "](" in line else line


def _dead(text: str) -> str:
    """Plain text; emphasis is dropped, strike-through stays as its marks: without them it says the opposite."""
    if any(mark in text for mark in "*_"):
        text = _EMPHASIS.sub(lambda found: found[0] if found[1] == "~~" else found[2], text)
    return _plain(text)


def _plain(text: str) -> str:
    return _ACTIVE.sub(_look_alike, text) if _SUSPECT.search(text) else text


def _escaped(text: str) -> str:
    return _ACTIVE.sub(_escape, text) if _SUSPECT.search(text) else text


def _look_alike(found: re.Match[str]) -> str:
    """What stands for an active piece of hidden text: it may start something, and can end nothing."""
    text, kind = found[0], found.lastgroup
    if kind in ("joined", "before", "bar", "tildes"):
        return _parted(text, kind)
    stays = (kind == "star" and _is_lone_star(found)) or (
        kind == "underscores" and text == "_" and _is_letter(found.string, found.end())
    )
    return text if stays else "".join(LOOK_ALIKES[character] for character in text)


def _escape(found: re.Match[str]) -> str:
    """What stands for an active piece of open text."""
    text, kind, at, end = found[0], found.lastgroup, found.start(), found.end()
    if kind in ("joined", "before", "bar", "tildes"):
        return _parted(text, kind)
    if kind == "star":
        return text if _is_lone_star(found) else "\\*" * len(text)
    if kind == "underscores":
        stays = text == "_" and at > 0 and _is_letter(found.string, at - 1) and _is_letter(found.string, end)
        return text if stays else "\\_" * len(text)
    if kind == "slash":
        if end == len(found.string):
            return "\\\\" + JOINER
        return "\\" if _is_letter(found.string, end) or found.string[end].isspace() else "\\\\"
    return "".join(LOOK_ALIKES[character] for character in text)


def _parted(text: str, kind: str | None) -> str:
    if kind == "bar":
        return f"{JOINER}|{JOINER}"
    if kind == "before":
        return JOINER + text
    return JOINER.join(text) if kind == "tildes" else text + JOINER


def _is_lone_star(found: re.Match[str]) -> bool:
    """Whether it is one asterisk between spaces, which neither opens nor closes anything."""
    around = found.string[found.start() - 1 : found.start()], found.string[found.end() : found.end() + 1]
    return found[0] == "*" and found.start() > 0 and all(side.isspace() for side in around)


def _is_letter(text: str, at: int) -> bool:
    """Whether a Latin letter or digit stands there: no mark closes before one."""
    return at < len(text) and text[at].isascii() and text[at].isalnum()


def _live(link: str) -> str:
    """A web link with everything percent-encoded that markdown could act on; it leads to the same page."""
    return _LINK_UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", link)


_PLAIN_WORDS = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:,? [A-Za-z0-9]+)*[!?]?")


def sanitise_inline(text: str, *, limit: int = 100) -> str:
    """A name, headline or other short text as one harmless line of at most `limit` graphemes.

    What is longer ends in an ellipsis; the line never holds more than four characters a grapheme in all.
    Nothing visible gives the empty string. It holds no escapes: it may stand where there is no markdown.
    """
    if len(text) <= limit and _PLAIN_WORDS.fullmatch(text):
        return text  # as most names and titles are
    return _sanitised_inline(text, limit)


def _sanitised_inline(text: str, limit: int) -> str:
    line = _inline(" ".join(clean(text).split())[: limit * 8])
    graphemes = _visible_graphemes(line)
    most = 4 * limit - 1  # characters, as what is cut may need one more
    if len(graphemes) <= limit and len(line) <= most:
        return line.strip()
    graphemes = [*graphemes[: limit - 1], "…"]
    while sum(map(len, graphemes)) > most:
        graphemes = [*graphemes[:-2], "…"]
    # What is cut off no longer makes a link of what stands before it, and half a heart could open a mention.
    return _inline("".join(graphemes).replace(JOINER, "").strip())


def _inline(line: str) -> str:
    """One line that is harmless also where it begins a message."""
    line = neutral(line)
    start = _LIST_START.match(line)
    return line[: start.end()] + JOINER + line[start.end() :] if start else line


def _visible_graphemes(line: str) -> list[str]:
    """The graphemes of `line`; a joiner, which nobody sees, counts with its neighbour."""
    joined: list[str] = _GRAPHEMES.findall(line)
    return joined


def quoted(value: object, *, limit: int = 60) -> str:
    """What somebody typed or sent, to stand between the quotation marks of a sentence: one harmless line.

    Of something long only the start is looked at, so that a hostile value costs no more than another.
    """
    return sanitise_inline(str(value)[: limit * 16], limit=limit)
