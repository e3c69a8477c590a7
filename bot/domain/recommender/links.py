"""Common ground that counts for one question only, such as what the members of one server recommend."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.domain.recommender.content import Content

# The weight of a link in each of its two columns, whose facets have a squared length of about ½ together: a director
# shared by two of 500 series has less than half as much.
_WEIGHT = 0.5


class LinkedContent:
    """The facets × series matrix with one row more for each link between two columns."""

    def __init__(self, content: Content, ends: Sequence[tuple[int, int]]) -> None:
        self._content = content
        columns = np.array(ends, dtype=np.int64).reshape(-1, 2)
        self._one, self._other = columns[:, 0], columns[:, 1]

    def forward(self, series: NDArray[np.float64]) -> NDArray[np.float64]:
        """The matrix times one value a series."""
        return np.append(self._content.forward(series), _WEIGHT * (series[self._one] + series[self._other]))

    def gram(self, series: NDArray[np.float64]) -> NDArray[np.float64]:
        """The matrix, transposed, times the matrix times one value a series."""
        out = self._content.gram(series)
        linked = _WEIGHT**2 * (series[self._one] + series[self._other])
        np.add.at(out, self._one, linked)
        np.add.at(out, self._other, linked)
        return out

    def squared_lengths(self) -> NDArray[np.float64]:
        """The diagonal of the matrix' own square."""
        out = self._content.squared_lengths().copy()
        np.add.at(out, self._one, _WEIGHT**2)
        np.add.at(out, self._other, _WEIGHT**2)
        return out
