"""How much of what members say they are in the mood for is understood, in parts; and what reading costs.

The phrases and what has to be understood of them stand in tests/domain/phrases/data: `moods` was written before the
reader, `moods_later` after it, and `moods_tried` while it was worked on. Of the first two one half was worked on,
and the other is only counted; so it is with each `moods_round_…`. `moods_fans` and `moods_last`
were written when the reader was done, and are only counted. `moods_of_others` was written by somebody who had never
seen the reader, and was worked on; `moods_of_others_last`, of the same author, is only counted. `moods_ten_fans` and,
in the other languages, `moods_abroad_last` are parted in the same way; `moods_abroad_tried` was worked on. A part is
one wish or refusal that was said or that was understood; it is right where it is both. "Contrary" counts what was
understood as the opposite of what was said. Times are ratios to folding the same text, in the same run.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence

from bot.domain.phrases import LONGEST_PHRASE
from bot.domain.vocabulary import fold_phrase
from tests.domain.phrases.hostile import FAMILIES
from tests.domain.phrases.moods import Score, rounds, score, score_abroad, table, understood

GOAL = 0.95
REPEATS = 5


def main(_arguments: Sequence[str] | None = None) -> int:
    """Print both tables; exit status 1 where the unseen half misses its goal."""
    moods, later = table("moods"), table("moods_later")
    halves = {
        "worked on": score(mood for mood in moods if mood.is_seen),
        "never looked at": score(mood for mood in moods if not mood.is_seen),
        "later, worked on": score(mood for mood in later if mood.is_seen),
        "later, never looked at": score(mood for mood in later if not mood.is_seen),
        "last, never looked at": score(table("moods_fans")),
        **_of_rounds(),
        "round 5, left alone": score(table("moods_last")),
        "ten fans, worked on": score(mood for mood in table("moods_ten_fans") if mood.is_seen),
        "ten fans, left alone": score(mood for mood in table("moods_ten_fans") if not mood.is_seen),
        "tried": score(table("moods_tried")),
        "others, worked on": score(table("moods_of_others")),
        "others, never looked at": score(table("moods_of_others_last")),
        "abroad, worked on": score_abroad("moods_abroad_last", lambda mood: mood.is_seen),
        "abroad, left alone": score_abroad("moods_abroad_last", lambda mood: not mood.is_seen),
        "abroad, tried": score_abroad("moods_abroad_tried"),
        "once read wrongly": score(table("moods_named")),
    }
    print(f"{'moods':<24} phrases   whole   parts   right   share   contrary")
    for name, found in halves.items():
        print(_line(name, found))
    print(f"\nreading {LONGEST_PHRASE} characters, as a multiple of folding them")
    usual = ("what people say", "slow burn korean, no cheating, under 10 episodes, like semantic error but sadder; ")
    for name, piece in (usual, *FAMILIES.items()):
        text = (piece * LONGEST_PHRASE)[:LONGEST_PHRASE]
        cost = _best(lambda text=text: understood(text)) / _best(lambda text=text: fold_phrase(text))
        print(f"  {name:<24} {cost:6.0f} ×")
    unseen = halves["never looked at"]
    return 0 if unseen.share >= GOAL and unseen.opposites == 0 else 1


def _of_rounds() -> dict[str, Score]:
    found = {}
    for name in rounds():
        number = name.rsplit("_", 1)[-1]
        found[f"round {number}, worked on"] = score(mood for mood in table(name) if mood.is_seen)
        found[f"round {number}, left alone"] = score(mood for mood in table(name) if not mood.is_seen)
    return found


def _line(name: str, found: Score) -> str:
    return (
        f"{name:<24} {found.phrases:>7} {found.whole:>7} {found.parts:>7} {found.right:>7}   {found.share:.3f}"
        f" {found.opposites:>10}"
    )


def _best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
