"""Which of some languages a text is in: py3langid's model, kept in a tenth of the room.

The library walks an automaton of byte groups as a full table, 39 MB for any number of languages. The same automaton
as a tree with links back (Aho and Corasick, CACM 1975) takes 2 MB and finds the same groups, some times slower: a
review's beginning takes a few milliseconds, once.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BYTES = 256


class LanguageTables(Struct, frozen=True):
    """A naive Bayes model over the groups of bytes that an automaton finds.

    `edges` are state × 256 + byte in ascending order, `targets` where each leads; `back` is where a state goes that
    has no edge for a byte, and `group` what is found in it, -1 for nothing. `weights` is groups × languages.
    """

    languages: tuple[str, ...]
    edges: array[int]
    targets: array[int]
    back: array[int]
    group: array[int]
    weights: NDArray[np.float16]
    priors: NDArray[np.float32]

    def rank(self, text: str) -> list[str]:
        """All languages, the likeliest for `text` first; in their own order where nothing in it tells."""
        import numpy as np

        found = self._groups(text)
        if not found:
            return list(self.languages)
        counts = np.log1p(np.fromiter(found.values(), dtype=np.float32, count=len(found)))
        scores = counts @ self.weights[list(found)].astype(np.float32) + self.priors
        return [self.languages[place] for place in np.argsort(-scores, kind="stable")]

    def _groups(self, text: str) -> Counter[int]:
        text = text.lower() if text.isupper() else text
        edges, targets, back, group = self.edges, self.targets, self.back, self.group
        found: Counter[int] = Counter()
        state, last = 0, len(edges)
        for byte in unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass"):
            while True:
                wanted = state * _BYTES + byte
                place = bisect_left(edges, wanted)
                if place < last and edges[place] == wanted:
                    state = targets[place]
                    break
                if state == 0:
                    break
                state = back[state]
            if group[state] >= 0:
                found[group[state]] += 1
        return found


def load(languages: Collection[str]) -> LanguageTables:
    """The library's model for `languages`; takes about a second, and 60 MB until it is done."""
    import numpy as np
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    whole = LanguageIdentifier.from_model_file(MODEL_FILE)
    kept = [number for number, code in enumerate(whole.nb_classes) if code in languages]
    moves = np.frombuffer(whole.tk_nextmove, dtype=whole.tk_nextmove.typecode).reshape(-1, _BYTES)
    return LanguageTables(
        tuple(whole.nb_classes[number] for number in kept),
        *_as_tree(moves, np.asarray(whole.tk_row)),
        array("i", whole.tk_output),
        np.ascontiguousarray(whole.nb_ptc[:, kept]),
        whole.nb_pc[kept].copy(),
    )


def _as_tree(moves: NDArray[Any], row: NDArray[Any]) -> tuple[array[int], array[int], array[int]]:
    """Edges, their targets and the links back of an automaton whose state `s` moves as `moves[row[s]]` says.

    A move to a state that no shorter text leads to lengthens the group; any other goes by way of a link back.
    """
    import numpy as np

    back = np.zeros(len(row), dtype=np.uint32)
    known = np.zeros(len(row), dtype=bool)
    known[0] = True
    level = np.zeros(1, dtype=np.uint32)
    edges: list[NDArray[Any]] = []
    targets: list[NDArray[Any]] = []
    while len(level):
        onwards = moves[row[level]]
        at, byte = np.nonzero(~known[onwards])
        target = onwards[at, byte]
        edges.append(level[at].astype(np.uint32) * _BYTES + byte.astype(np.uint32))
        targets.append(target)
        if level[0] != 0:
            back[target] = moves[row[back[level[at]]], byte]
        known[target] = True
        level = target
    keys, ends = np.concatenate(edges), np.concatenate(targets)
    order = np.argsort(keys)
    return _array(keys[order]), _array(ends[order]), _array(back)


def _array(numbers: NDArray[Any]) -> array[int]:
    """As Python's own array, whose single numbers are read faster."""
    import numpy as np

    return array("I", np.ascontiguousarray(numbers, dtype=np.uint32).tobytes())
