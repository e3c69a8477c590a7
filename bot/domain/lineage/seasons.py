"""In which order the parts of a story are watched: nobody starts with a second season."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from bot.domain.series import Lineage, LineageKind

GOES_ON = frozenset({LineageKind.SEASON, LineageKind.SEQUEL})


def part_to_begin_with(
    series_id: str,
    lineage_of: Callable[[str], Iterable[Lineage]],
    *,
    begun: Collection[str],
    stopped: Collection[str] = (),
) -> str | None:
    """The part that comes next for somebody on the way to this one: itself, or an earlier part not begun yet.

    None where an earlier part was `stopped`: who dropped or refused a story is not asked to go on with it.
    What lies before a part that was begun is not asked about. Circles are walked once.
    """
    first, walked, here = series_id, {series_id}, [series_id]
    while here:
        for earlier in _earlier(here.pop(), lineage_of):
            if earlier in stopped:
                return None
            if earlier not in begun and earlier not in walked:
                first = earlier
                here.append(earlier)
            walked.add(earlier)
    return first


def _earlier(series_id: str, lineage_of: Callable[[str], Iterable[Lineage]]) -> list[str]:
    """The parts that this one goes on with."""
    edges = lineage_of(series_id)
    return sorted(edge.source_id for edge in edges if edge.kind in GOES_ON and edge.target_id == series_id)
