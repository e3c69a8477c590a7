"""What a statement found, with the methods of sqlite3's rows and cursors that Linger uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


class Row:
    """A row by the numbers and the names of its columns."""

    __slots__ = ("_columns", "_values")

    def __init__(self, values: Sequence[Any], columns: Mapping[str, int]) -> None:
        self._values = values
        self._columns = columns

    def __getitem__(self, key: Any) -> Any:
        if key.__class__ is str:
            try:
                return self._values[self._columns[key]]
            except KeyError:
                raise IndexError(f"No item with the key {key!r}") from None
        return self._values[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def keys(self) -> list[str]:
        """The names of the columns."""
        return list(self._columns)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and (self.keys(), tuple(self)) == (other.keys(), tuple(other))

    def __hash__(self) -> int:
        return hash((tuple(self._columns), tuple(self._values)))

    def __repr__(self) -> str:
        return f"Row({dict(zip(self._columns, self._values, strict=True))})"


class Found:
    """The rows of one statement, which have all arrived, in their order."""

    def __init__(self, rows: list[Any], rowcount: int) -> None:
        self._rows = iter(rows)
        self.rowcount = rowcount

    def __iter__(self) -> Iterator[Any]:
        return self._rows

    def fetchone(self) -> Any:
        """The next row, or None."""
        return next(self._rows, None)

    def fetchmany(self, size: int) -> list[Any]:
        """So many of the next rows."""
        return [row for row, _ in zip(self._rows, range(size), strict=False)]

    def fetchall(self) -> list[Any]:
        """All the rows that are left."""
        return list(self._rows)

    def close(self) -> None:
        """Nothing is open."""
