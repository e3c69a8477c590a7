"""How the process keeps its memory: from the GNU library's allocator, which sets room aside for every thread."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_ARENA_MAX = -8  # M_ARENA_MAX of malloc.h
_USUAL = gc.get_threshold()
_SELDOM = 250_000  # objects; a start makes fewer


def share_one_arena() -> None:
    """Let all threads share one arena; call it before there are any.

    Each would get an arena of its own that never gives back what was used once. Python's threads take turns anyway.
    """
    with suppress(OSError, AttributeError):  # other libraries know nothing of it
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


@contextmanager
def without_looking() -> Iterator[None]:
    """Look for no garbage within the block, nor later in what is made in it, until `settle`: what is imported stays.

    Looking through it again and again is a tenth of a start, and once, as soon as it is allowed again, a twentieth.
    """
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def collect_seldom() -> None:
    """Look for garbage seldom until `settle`: almost all that a start makes stays, and looking took a tenth of it."""
    gc.set_threshold(_SELDOM, *_USUAL[1:])


def settle() -> None:
    """Keep what lives as long as the program out of garbage collection, whose pauses a keystroke would feel.

    What a start leaves behind is collected once, and given back to the system.
    """
    gc.set_threshold(*_USUAL)
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
