"""How series lead to each other."""

from bot.domain.lineage.graph import LineageGraph, Relation, Relative, opposite_of
from bot.domain.lineage.neighbourhood import Neighbourhood, in_order
from bot.domain.lineage.seasons import part_to_begin_with

__all__ = ["LineageGraph", "Neighbourhood", "Relation", "Relative", "in_order", "opposite_of", "part_to_begin_with"]
