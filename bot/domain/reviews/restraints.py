"""What was decided about a member's text on a series, and outlives the text: a wider horizon, a hide.

Whoever deletes a text and posts it again, nearly the same, gets what was decided about it back. The text itself is not
kept for that, only a sketch of it: the least hashes of its fragments, from which no word can be read.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.reviews.records import Draft, HiddenReason

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WHOLE: Final = 0  # a floor: the text gives the whole series away
NEARLY_THE_SAME: Final = 0.4  # share of fragments in common; a text whose every fifth word is another one has more
_FRAGMENT: Final = 5  # characters
_HASHES: Final = 64
Sketch = tuple[int, ...]


class Restraint(Struct, frozen=True):
    """What holds for one member's text on one series in one server until a moderator lifts it."""

    floor: int | None = None  # the least horizon; `WHOLE`: the whole series; None: the author's choice
    hidden_reason: HiddenReason | None = None
    sketch: Sketch = ()  # of the text that was hidden


def sketch(text: str) -> Sketch:
    """The least hashes of a text's fragments (MinHash, Broder 1997); case and blanks do not count.

    Takes a few milliseconds for the longest review: call it off the event loop.
    """
    import numpy as np

    letters = "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
    fragments = {letters[at : at + _FRAGMENT] for at in range(max(1, len(letters) - _FRAGMENT + 1))}
    hashed = [int.from_bytes(blake2b(one.encode("utf-8", "replace"), digest_size=8).digest()) for one in fragments]
    with np.errstate(over="ignore"):
        spread = np.array(hashed, dtype=np.uint64)[:, None] * _salts()[None, :]
    return tuple(int(least >> np.uint64(1)) for least in spread.min(axis=0))  # 63 bits: a database's whole numbers


@cache
def _salts() -> NDArray[np.uint64]:
    import numpy as np

    return np.random.default_rng(20_26).integers(1, 2**63, _HASHES, dtype=np.uint64) | np.uint64(1)


def likeness(one: Sketch, other: Sketch) -> float:
    """The share of fragments that two texts have in common, estimated from their sketches; 0 where one is missing."""
    if not one or len(one) != len(other):
        return 0.0
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def is_the_same_again(restraint: Restraint | None, posted: Sketch) -> bool:
    """Whether a newly posted text is nearly the one that was hidden."""
    return (
        restraint is not None
        and restraint.hidden_reason is not None
        and likeness(restraint.sketch, posted) >= NEARLY_THE_SAME
    )


def held_to(draft: Draft, floor: int | None) -> Draft:
    """`draft` with a horizon that is no narrower than what moderators said; the author may always say more."""
    if floor is None or (not draft.spoiler_free and draft.horizon is None):
        return draft
    if floor == WHOLE:
        return replace(draft, spoiler_free=False, horizon=None)
    if draft.spoiler_free or (draft.horizon or 0) < floor:
        return replace(draft, spoiler_free=False, horizon=floor)
    return draft


def wider(one: int | None, other: int | None) -> int | None:
    """The floor that hides more, where None is no floor and `WHOLE` hides everything."""
    known = [floor for floor in (one, other) if floor is not None]
    return None if not known else WHOLE if WHOLE in known else max(known)
