"""A series among its relatives: what a picture of its lineage shows."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.lineage import Relation, Relative
from bot.domain.series import Lineage, Series


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A series with its relatives, nearest first within each relation, and all edges among them."""

    series: Series
    relatives: dict[Relation, tuple[tuple[Relative, Series], ...]]
    edges: tuple[Lineage, ...]

    @property
    def near(self) -> list[Series]:
        """The relatives, the nearest first."""
        found = [pair for pairs in self.relatives.values() for pair in pairs]
        return [series for _relative, series in sorted(found, key=lambda pair: pair[0].depth)]
