"""Who sees what: an independent, deliberately pessimistic model of how clients read Discord's markdown.

Nothing here knows the bot. Each `Rules` is one plausible reader: the desktop app, which takes the leftmost
construct; older apps without masked links or headings; readers that look for code first, as CommonMark
does; readers that treat lines, quotes, headings and list items as closed worlds; search indexes and
notifications that only pair bars. A text is safe when every one of them hides what must be hidden.

The regular expressions follow what Discord documents about its markdown (spoilers, code, escapes, masked
links, block quotes, headings, lists, mentions, timestamps).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Rules:
    """One reader. `blocks`: "none", "leftmost", "first" or "lines"; `links`: "none", "parsed" or "opaque"."""

    name: str
    blocks: str = "leftmost"
    links: str = "parsed"
    code: str = "leftmost"  # "leftmost", "first", "one-line" or "none"
    urls: str = "plain"  # "plain", "greedy" or "none"
    escapes: bool = True
    escaped_ends: bool = False  # a backslash keeps the closing bars from closing
    emphasis: bool = True
    spoiler_lines: bool = True  # a spoiler may run over line ends
    tags: bool = False  # anything between angle brackets is taken for a tag


READERS = (
    Rules("desktop"),
    Rules("desktop, escapes before closing bars", escaped_ends=True),
    Rules("older app", blocks="none", links="none"),
    Rules("mobile", code="one-line", escapes=False),
    Rules("mobile, escapes count everywhere", code="one-line", escaped_ends=True, emphasis=False),
    Rules("code first", blocks="first", code="first", links="opaque"),
    Rules("code first, nothing else", blocks="none", code="first", links="none", urls="none", emphasis=False),
    Rules("closed lines", blocks="lines", spoiler_lines=False),
    Rules("closed blocks", blocks="first", links="opaque", spoiler_lines=False),
    Rules("greedy links", urls="greedy", links="opaque"),
    Rules("tags", tags=True, urls="greedy"),
    Rules("no escapes, no code", escapes=False, code="none", urls="none", links="none", emphasis=False),
    Rules("search index", blocks="none", escapes=False, code="none", urls="none", links="none", emphasis=False,
          spoiler_lines=False),
)  # fmt: skip

_BARS_END = r"\|\|"
_SPOILER = re.compile(rf"\|\|([\s\S]+?){_BARS_END}")
_SPOILER_LINE = re.compile(rf"\|\|([^\n]+?){_BARS_END}")
_SPOILER_ESCAPES = re.compile(rf"\|\|((?:\\[\s\S]|[^\\])+?){_BARS_END}")
_ESCAPE = re.compile(r"\\[^0-9A-Za-z\s]")
_FENCE = re.compile(r"```[\s\S]+?```")
_CODE = re.compile(r"(`+)([\s\S]*?[^`])\1(?!`)")
_CODE_LINE = re.compile(r"(`+)([^\n]*?[^`\n])\1(?!`)")
_URL = re.compile(r"https?://[^\s<]+[^<.,:;\"')\]\s]")
_URL_GREEDY = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.|discord\.gg/|mailto:)\S+", re.IGNORECASE)
_MASKED = re.compile(
    r"\[((?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\[\s\S])*?)>?(?:\s+['\"][\s\S]*?['\"])?\s*\)"
)
_ANGLE = re.compile(r"<[^: >\n]+:/[^ >\n]+>")
_ENTITY = re.compile(r"<(?:@[!&]?|#)\d+>|<a?:\w+:\d+>|<t:-?\d+(?::\w)?>|</[^>\n]+:\d+>|<id:\w+>")
_TAG = re.compile(r"</?[A-Za-z][^>]*>")
_EMPHASIS = (
    re.compile(r"(\*\*)(?=\S)([\s\S]+?)\*\*(?!\*)"),
    re.compile(r"(__)([\s\S]+?)__(?!_)"),
    re.compile(r"(~~)(?=\S)([\s\S]*?\S)~~"),
    re.compile(r"(\*)(?=\S)((?:\*\*|\s+(?:[^*\s]|\*\*)|[^\s*])+?)\*(?!\*)"),
    re.compile(r"\b(_)((?:__|\\[\s\S]|[^\\_])+?)_\b"),
)
_SPECIAL = re.compile(r"[|\\`\[<*_~\nhHwWdDmM>#-]|(?<=\n)|\w+://")

_QUOTE_REST = re.compile(r" *>>> ([\s\S]*)")
_QUOTE = re.compile(r" *> [^\n]*(?:\n *> ?[^\n]*)*\n?")
_HEADING = re.compile(r" *(?:#{1,3}|-#) +([^\n]+)\n?")
_LIST = re.compile(r" *(?:[*+-]|\d{1,9}[.)]) +[^\n]*(?:\n(?: +[^\n]+| *(?:[*+-]|\d{1,9}[.)]) +[^\n]*))*\n?")


def hidden_places(text: str, rules: Rules) -> set[int]:
    """The positions of `text` that this reader puts behind a spoiler."""
    hidden: set[int] = set()
    places = list(range(len(text)))
    if rules.blocks == "lines":
        start = 0
        for line in text.split("\n"):
            _read(line, places[start : start + len(line)], rules, hidden)
            start += len(line) + 1
    elif rules.blocks == "first":
        for low, high in _closed_blocks(text):
            _read(*_unquoted(text[low:high], places[low:high]), rules, hidden)
    else:
        _read(text, places, rules, hidden)
    return hidden


def shown(text: str, rules: Rules) -> str:
    """What this reader shows before anyone clicks."""
    hidden = hidden_places(text, rules)
    return "".join(character for place, character in enumerate(text) if place not in hidden)


def leaks(text: str, secret: Iterable[str]) -> list[str]:
    """Names of the readers that show any character of `secret`, which must be unique to the hidden parts."""
    secret = frozenset(secret)
    return [rules.name for rules in READERS if not secret.isdisjoint(shown(text, rules))]


def _closed_blocks(text: str) -> list[tuple[int, int]]:
    """Quotes, headings, list items, fences' rest and paragraphs, as readers that cut blocks first see them."""
    blocks: list[tuple[int, int]] = []
    at = paragraph = 0
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        block = _QUOTE_REST.match(text, at) or _QUOTE.match(text, at) or _HEADING.match(text, at)
        item = re.compile(r" *(?:[*+-]|\d{1,9}[.)]) +[^\n]*\n?").match(text, at)
        found = block or item
        if found or not text[at:end].strip():
            blocks.append((paragraph, at))
            end = found.end() if found else end
            blocks.append((at, end))
            paragraph = end
        at = end
    blocks.append((paragraph, len(text)))
    return [block for block in blocks if block[0] < block[1]]


def _unquoted(text: str, places: list[int]) -> tuple[str, list[int]]:
    """A block quote without its markers."""
    if not re.match(r" *>", text):
        return text, places
    dropped = {place for mark in re.finditer(r"^ *>(?:>>)? ?", text, re.MULTILINE) for place in range(*mark.span())}
    kept = [place for place in range(len(text)) if place not in dropped]
    return "".join(text[place] for place in kept), [places[place] for place in kept]


def _read(text: str, places: list[int], rules: Rules, hidden: set[int], *, in_quote: bool = False) -> None:
    code = _code_places(text) if rules.code == "first" else frozenset()
    at = 0
    while at < len(text):
        if at in code:
            at += 1
            continue
        if rules.blocks == "leftmost" and not in_quote and (at == 0 or text[at - 1] == "\n"):
            end = _block(text, at, places, rules, hidden)
            if end > at:
                at = end
                continue
        at = _inline(text, at, places, rules, hidden, code)
        step = _SPECIAL.search(text, at)
        at = step.start() if step else len(text)


def _block(text: str, at: int, places: list[int], rules: Rules, hidden: set[int]) -> int:
    for pattern in (_QUOTE_REST, _QUOTE, _HEADING, _LIST):
        found = pattern.match(text, at)
        if found:
            inner = text[at : found.end()], places[at : found.end()]
            if pattern in (_QUOTE_REST, _QUOTE):
                inner = _unquoted(*inner)
                _read(*inner, rules, hidden, in_quote=True)
            else:
                body = re.match(r" *(?:#{1,3}|-#|[*+-]|\d{1,9}[.)]) +", inner[0])
                skip = body.end() if body else 0
                _read(inner[0][skip:], inner[1][skip:], rules, hidden, in_quote=True)
            return found.end()
    return at


def _code_places(text: str) -> frozenset[int]:
    """Places within code, found before anything else as CommonMark does; an unclosed fence takes the rest."""
    taken: set[int] = set()
    at = 0
    while (at := text.find("`", at)) >= 0:
        found = _FENCE.match(text, at) or _CODE.match(text, at)
        if found:
            taken.update(range(at, found.end()))
            at = found.end()
        elif text.startswith("```", at) and (at == 0 or text[at - 1] == "\n"):
            taken.update(range(at, len(text)))
            break
        else:
            at += len(re.compile("`+").match(text, at)[0])  # type: ignore[index]  # starts with a backtick
    return frozenset(taken)


def _inline(text: str, at: int, places: list[int], rules: Rules, hidden: set[int], code: frozenset[int]) -> int:
    """Reads the construct that starts at `at`; returns where reading goes on (always further)."""
    character = text[at]
    if character == "\\" and rules.escapes and (found := _ESCAPE.match(text, at)):
        return found.end()
    if character == "|" and (end := _spoiler_end(text, at, rules, code)):
        hidden.update(places[at:end])
        return end
    if character == "`" and (end := _code_end(text, at, rules)):
        return end
    if character == "[" and rules.links != "none" and (found := _MASKED.match(text, at)):
        if rules.links == "parsed":
            low, high = found.span(1)
            _read(text[low:high], places[low:high], rules, hidden, in_quote=True)
        return found.end()
    if character == "<":
        patterns = (_ENTITY, _ANGLE, _TAG) if rules.tags else (_ENTITY, _ANGLE)
        found = next((found for pattern in patterns if (found := pattern.match(text, at))), None)
        if found:
            return found.end()
    if rules.urls != "none" and (found := (_URL if rules.urls == "plain" else _URL_GREEDY).match(text, at)):
        return found.end()
    found = _emphasis(text, at) if rules.emphasis and character in "*_~" else None
    if found:
        low, high = found.span(2)
        _read(text[low:high], places[low:high], rules, hidden, in_quote=True)
        return found.end()
    return at + 1


def _emphasis(text: str, at: int) -> re.Match[str] | None:
    return next((found for pattern in _EMPHASIS if (found := pattern.match(text, at))), None)


def _spoiler_end(text: str, at: int, rules: Rules, code: frozenset[int]) -> int:
    if code:
        if at in code or not text.startswith("||", at):
            return 0
        for found in re.finditer(r"\|\|", text[at + 3 :]):
            if at + 3 + found.start() not in code:
                return at + 3 + found.end()
        return 0
    pattern = _SPOILER_ESCAPES if rules.escaped_ends else _SPOILER if rules.spoiler_lines else _SPOILER_LINE
    found = pattern.match(text, at)
    return found.end() if found else 0


def _code_end(text: str, at: int, rules: Rules) -> int:
    if rules.code in ("none", "first"):
        return 0
    code = _CODE_LINE if rules.code == "one-line" else _CODE
    found = _FENCE.match(text, at) or code.match(text, at)
    return found.end() if found else 0
