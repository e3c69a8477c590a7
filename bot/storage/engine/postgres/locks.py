"""The server's advisory locks that Linger takes: what each pair of numbers stands for.

A process's writing session holds those of its shards as long as it lives. The rest are held until a commit, a number
of which is a member's id: no pair, so never one of these.
"""

from __future__ import annotations

from typing import Final

LINGER: Final = 0x4C6E6772  # "Lngr", as SQLite files are marked with (`invariants.APPLICATION_ID`)
MIGRATING: Final = 1
OWNING: Final = 2  # held by who writes alone; by each of several as one of them
WRITING: Final = 3  # shared by whoever writes; exclusive, where the rows of all servers are written

SHARD: Final = LINGER + 1  # with the number of a shard
COUNT: Final = LINGER + 2  # with the number of all shards
TURN: Final = LINGER + 3  # with the number of the turn in which a shard may identify
