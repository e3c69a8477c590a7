"""What to suggest to somebody of whom nothing is known."""

from __future__ import annotations

import numpy as np

from bot.domain.recommender.content import Content
from bot.domain.recommender.likematrix import LikeView, Vector
from bot.domain.recommender.likes import LEVELS

_BY_LEVEL = 0.5
_BY_KIN = 0.3


def popularity(likes: LikeView, levels: LikeView, content: Content) -> Vector:
    """How many members like each series; how much they do, and how well liked what is made like it is, add a little.

    Plain counts are hard to beat where nothing is known of the asker, but in a small server most of them are ties.
    """
    liked = likes.columns + _BY_LEVEL / LEVELS * levels.columns
    akin = content.gram(likes.columns)
    return liked + _BY_KIN * akin / max(1.0, float(np.abs(akin).max(initial=0.0)))
