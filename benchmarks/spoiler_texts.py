"""Reviews as people write them, with what their authors meant to hide known, and hostile texts whose marks close.

Both are seeded. A text is a list of stretches, each open or hidden; writing it puts the marks around them.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.domain.nasty_texts import BARS, BREAKS, HOSTILE, PROSE, filled, letters


@dataclass(frozen=True, slots=True)
class Written:
    """A text as it was typed, and the stretches that its author meant: (words, hidden)."""

    text: str
    meant: tuple[tuple[str, bool], ...]

    @property
    def open(self) -> str:
        """What everybody may read."""
        return "".join(words for words, hidden in self.meant if not hidden)

    @property
    def hidden(self) -> str:
        """What was marked."""
        return "".join(words for words, hidden in self.meant if hidden)


MARKS = (
    *(("||", "||"),) * 10,
    *((">!", "!<"),) * 3,
    *(("<spoiler>", "</spoiler>"),) * 2,
    *(("[spoiler]", "[/spoiler]"),) * 2,
    *(("~!", "!~"),) * 2,
    ("[spoiler](", ")[/spoiler]"),
    ("｜｜", "｜｜"),
)
SENTENCES = (
    "I came for the leads and stayed for the mother.",
    "The first two episodes are slow, and then it does not let go.",
    "Their banter carries whole scenes.",
    "I would watch it again tomorrow.",
    "Cinematography like a postcard from a rainy town.",
    "The subtitles were fine, the jokes survived.",
    "I laughed more than I expected to.",
    "For me the second couple is the heart of it.",
    "음악이 정말 좋았다.",
    "演技很自然，节奏也不错。",
    "ดูแล้วอบอุ่นหัวใจมาก",
    "La química entre los dos es increíble.",
    "Nobody raises his voice, and that is the point.",
)
TELLING = (
    "he leaves on the night train",
    "they kiss on the roof in episode 7",
    "the brother knew all along",
    "she takes the job in Busan",
    "the letter was never sent",
    "그가 돌아온다",
    "他们没有结婚",
)
QUIRKS = (
    "T_T",
    "^_^",
    ">_<",
    "u_u",
    ":>",
    "<3",
    "love it!<3",
    "(；_；)",
    "¯\\_(ツ)_/¯",
    "~10 minutes",
    "so cute~!",
    "7~8 hours",
    "2*3",
    "f*ck",
    "*cries*",
    "**so** good",
    "__really__",
    "_soft_",
    "the `slow burn` tag",
    "snake_case",
    "[spoilers ahead]",
    "[spoiler warning]",
    "[no spoilers]",
    "[Spoilers for ep 5 below]",
    "~~dies~~ lives",
    "~~boring~~ calm",
    "story | acting",
    "8/10",
    "see https://example.org/a_b",
    "[my list](https://example.org/list)",
    "my #1",
    "@everyone",
    "two  spaces",
    "A -> B",
    "1 < 2",
    "C:\\dramas",
    "10 > 9",
    "(5/5)",
    "wait... what?!",
    "*10/10",
    "100%",
    '"quoted"',
    "ep. 3",
    "<- this",
    "a/b",
    "`ep 3`",
    "mark_twain",
    "W|O",
    "o_O",
    "-_-",
    "~",
    "5* hotel",
    "no!!",
    "|",
    "\\o/",
)
LINES = (
    "# The acting",
    "- the music",
    "> a quote",
    "1. the plot",
    "-# small words",
    "* a star",
    "  indented",
    "## Story",
)


def plausible(rng: random.Random) -> Written:
    """One review in three to eight stretches, its marks of one kind, with a quirk here and there."""
    opening, closing = rng.choice(MARKS)
    with_marks = rng.random() < 0.65
    meant: list[tuple[str, bool]] = []
    for number in range(rng.randint(3, 8)):
        hidden = with_marks and number > 0 and rng.random() < 0.35
        words = rng.choice(TELLING if hidden else SENTENCES)
        if rng.random() < (0.15 if hidden else 0.3):
            words = _with_quirk(words, rng)
        if not hidden and rng.random() < 0.08:
            words = f"\n{rng.choice(LINES)}\n{words}"
        if meant:
            meant.append((rng.choice((" ", " ", " ", "\n", "\n\n")), False))
        meant.append((words, hidden))
    text = "".join(f"{opening}{words}{closing}" if hidden else words for words, hidden in meant)
    if opening.endswith("("):  # the brackets belong to what is hidden, not to the mark
        meant = [(f"({words})" if hidden else words, hidden) for words, hidden in meant]
    return Written(text, tuple(meant))


def _with_quirk(words: str, rng: random.Random) -> str:
    quirk = rng.choice(QUIRKS)
    return rng.choice((f"{quirk} {words}", f"{words} {quirk}", words.replace(" ", f" {quirk} ", 1)))


_CLOSED_HOSTILE = tuple(
    part for part in HOSTILE if part not in BARS and "||" not in part and part not in (">", "<", "&gt;!", "\n> ||")
)
_CLOSED_MARKS = (("||", "||"), ("||", "||"), (">!", "!<"), ("<spoiler>", "</spoiler>"), ("[spoiler]", "[/SPOILER]"))


def hostile_closed(rng: random.Random) -> Written:
    """Prose and hostile fragments, every mark with its partner; every letter in it is unique."""
    supply = letters()
    meant: list[tuple[str, bool]] = []
    text = ""
    for _ in range(rng.randint(1, 6)):
        parts = rng.choices((*PROSE, *PROSE, *BREAKS), k=rng.randint(1, 4))
        for _ in range(rng.randint(0, 3)):
            parts.insert(rng.randint(0, len(parts)), rng.choice(_CLOSED_HOSTILE))
        words, hidden = filled(parts, supply), rng.random() < 0.7
        opening, closing = rng.choice(_CLOSED_MARKS) if hidden else ("", "")
        text += f"{opening}{words}{closing}"
        meant.append((words, hidden))
    return Written(text, tuple(meant))
