"""How ratings look: ten points or five stars, and their spread as a small picture made of characters."""

from __future__ import annotations

from collections.abc import Mapping

from bot.i18n import _, _n

_BARS = "▁▂▃▄▅▆▇█"


def rating_words(rating: float, style: str = "ten") -> str:
    """A rating in half points (2–20) as "8.5/10", or as "★★★★☆ 4 of 5" where the server prefers stars."""
    if style == "stars":
        halves = round(rating / 2)  # 1–10 half stars
        stars = "★" * (halves // 2) + ("⯨" if halves % 2 else "")
        return _("{stars} {count} of 5", stars=stars, count=halves / 2)
    return _("{points}/10", points=rating / 2)


def spread_words(counts: Mapping[int, int]) -> str:
    """How ratings (half points → how many) spread from 1 to 10: ten small bars between their ends, without gaps."""
    points = [0] * 10
    for rating, count in counts.items():
        points[(rating + 1) // 2 - 1] += count
    most = max(points)
    if most == 0:
        return ""
    # A rating that somebody gave stands above the line that joins the rest.
    bars = "".join(_BARS[max(1, round(count / most * (len(_BARS) - 1)))] if count else _BARS[0] for count in points)
    return f"`1 {bars} 10`"


def ratings_count(count: int) -> str:
    """How many ratings, in words."""
    return _n("{count} rating", "{count} ratings", count)
