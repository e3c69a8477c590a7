"""Characters that nobody sees: taken out before anything else looks at a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.patterns import later, later_re

if TYPE_CHECKING:
    import regex


# Everything below is invisible or turns the direction of writing; joiners are looked at one by one.
_SUSPICIOUS = later_re(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
_NEWLINES = later_re("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_LONE_SURROGATE = later_re("[\ud800-\udfff]")  # would break every encoder behind us
_INVISIBLE = later(
    "🏴[\U000e0020-\U000e007e]+\U000e007f(*SKIP)(*FAIL)|"  # the flags of Scotland, Wales and others
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
_JOINERS = later("[\u200c\u200d]+")
# A joiner means something inside an emoji sequence and in scripts whose letters join.
_EMOJI_BEFORE = later(r"[\p{Extended_Pictographic}\uFE0F\p{Emoji_Modifier}]")
_EMOJI_AFTER = later(r"\p{Extended_Pictographic}")
_JOINING_SCRIPT = later(
    r"[\p{Arabic}\p{Syriac}\p{Devanagari}\p{Bengali}\p{Gurmukhi}\p{Gujarati}\p{Oriya}\p{Tamil}\p{Telugu}"
    r"\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Khmer}\p{Myanmar}\p{Mongolian}]"
)
_PILED_MARKS = later(r"(\p{M}{8})\p{M}+")
_ORPHAN = later(r"[\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=ZWJ}]")
_BLANK = later(r"[\s|｜\p{C}\p{Z}\p{M}\u2800\u3164\u115F\u1160\uFFA0]*")


def clean(text: str) -> str:
    """`text` without invisible, control and direction characters; line ends become newlines, tabs spaces.

    Joiners stay where they make an emoji or a letter, at most eight marks stay on one letter, and a lone
    surrogate becomes U+FFFD. Cleaning twice changes nothing more.
    """
    if _SUSPICIOUS.search(text):
        text = _LONE_SURROGATE.sub("\ufffd", _NEWLINES.sub("\n", text)).replace("\t", " ")
        text = _JOINERS.sub(_joiner, _INVISIBLE.sub("", text))
    return text if text.isascii() else _PILED_MARKS.sub(r"\1", text)


def _joiner(found: regex.Match[str]) -> str:
    before = found.string[found.start() - 1 : found.start()]
    after = found.string[found.end() : found.end() + 1]
    in_emoji = _EMOJI_BEFORE.match(before) and _EMOJI_AFTER.match(after) and found[0][0] == "\u200d"
    return found[0][0] if in_emoji or _JOINING_SCRIPT.match(before) else ""


def is_blank(text: str) -> bool:
    """Whether nothing in `text` can be seen: only spaces, bars, zero-width, filler and control characters."""
    return _BLANK.fullmatch(clean(text)) is not None


def seat_orphan(text: str) -> str:
    """`text` with a dotted circle under a combining mark that starts it, which would sit on our bars."""
    return "◌" + text if text and not text[0].isascii() and _ORPHAN.match(text) else text
